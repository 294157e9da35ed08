"""The design against published sizes and powers, exact arithmetic and own intervals."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import comb

import numpy as np
import pytest
from scipy.special import betaincinv
from scipy.stats import chi2_contingency, fisher_exact

from bemodels.errors import NotEstimableError
from bemodels.intervals import (
    fisher_central_p_value,
    fisher_midp_p_value,
)
from bemodels.rates.design import (
    design_of,
    design_of_method,
)
from bemodels.rates.design.classical_p_values import (
    fisher_p_values,
    likelihood_ratio_p_values,
    pearson_p_values,
    yates_p_values,
)
from bemodels.rates.design.enumeration import (
    RARE,
    RISK_DIFFERENCE,
    coverage_of,
    power_of,
    size_of,
)
from bemodels.rates.design.held_by_betas import held_by_melding
from bemodels.rates.design.held_values import held_by_wald, mid_p_values
from bemodels.rates.design.method_design import limits_of_every_table
from bemodels.rates.group import Group
from bemodels.rates.methods import Method
from bemodels.rates.score import METHODS as SCORE_METHODS
from bemodels.rates.score import risk_ratio_scas
from bemodels.rates.unconditional.nuisance import (
    line_of_difference,
    line_of_odds_ratio,
    line_of_ratio,
)
from bemodels.result import Interval

INSPIRED = Group(attacks=3, incidents=12)
LINKED = Group(attacks=1, incidents=95)
SIZES = (12, 95)
SCORE = {one.name: one for one in SCORE_METHODS}


@pytest.fixture(scope="module")
def rows() -> dict[tuple[str, str], tuple]:
    table = design_of(INSPIRED, LINKED).tables[0]
    return {(row[0], row[2]): (row[3], *row[5:]) for row in table.rows}


# Computed for this project by another program, by complete enumeration as well.
@pytest.mark.parametrize(
    ("procedure", "contrast", "column", "value"),
    [
        ("Fisher, minimum likelihood", "test", 0, 0.0274),
        ("Fisher, minimum likelihood", "test", 1, 0.780),
        ("Barnard, pooled", "test", 0, 0.0498),
        ("Barnard, pooled", "test", 1, 0.884),
        ("SCAS score", "risk difference", 2, 0.9427),
        ("SCAS score", "risk difference", 3, 0.9674),
        ("SCAS score", "risk ratio", 2, 0.9439),
        ("SCAS score", "risk ratio", 3, 0.9724),
        ("Wald", "risk difference", 2, 0.2152),
        ("central mid-P", "odds ratio", 2, 0.9564),
        ("central mid-P", "odds ratio", 3, 0.9800),
    ],
)
def test_the_design_of_the_recorded_incidents(
    rows, procedure, contrast, column, value
) -> None:
    found = rows[procedure, contrast][column]
    assert found == pytest.approx(value, abs=5.1e-4 if column == 1 else 5.1e-5)


def test_guaranteed_procedures_keep_their_word(rows) -> None:
    for contrast in ("risk difference", "risk ratio", "odds ratio"):
        size, _, least, _ = rows["melded", contrast]
        assert size <= 0.05
        assert least >= 0.95
    assert rows["Boschloo", "test"][0] <= 0.05
    # Boschloo rejects whatever Fisher's one-sided tests at half the level reject.
    assert rows["Boschloo", "test"][1] >= rows["melded", "risk difference"][1]


def test_each_procedure_says_how_it_stands() -> None:
    table = design_of(Group(attacks=0, incidents=3), Group(attacks=4, incidents=4))
    standing = {row[0]: row[1] for row in table.tables[0].rows}
    assert standing["Wald"] == standing["Pearson chi-square"] == "warning"
    assert standing["SCAS score"] == standing["Boschloo"] == "recommended"
    assert "at 0 against 1, the sample rates" in table.tables[0].note


def exact_chance(n: int, x: int, p: Fraction) -> Fraction:
    return comb(n, x) * p**x * (1 - p) ** (n - x)


def test_power_and_coverage_are_sums_of_fractions() -> None:
    sizes, level = (3, 4), 0.9
    holds = held_by_wald(sizes, level)
    tables = list(product(range(4), range(5)))
    covered = []
    for p, q in product(RARE.group, RARE.reference):
        held = holds(p - q)
        first, second = Fraction(str(p)), Fraction(str(q))
        covered.append(
            sum(
                exact_chance(3, x, first) * exact_chance(4, y, second)
                for x, y in tables
                if held[x, y]
            )
        )
    coverage = coverage_of(holds, RISK_DIFFERENCE, sizes)
    assert coverage.least == pytest.approx(float(min(covered)), abs=1e-13)
    assert coverage.mean == pytest.approx(float(sum(covered) / 110), abs=1e-13)
    rejects = ~holds(0.0)
    assert power_of(rejects, 0.25, 0.5) == pytest.approx(
        float(
            sum(
                exact_chance(3, x, Fraction(1, 4)) * exact_chance(4, y, Fraction(1, 2))
                for x, y in tables
                if rejects[x, y]
            )
        ),
        abs=1e-13,
    )


def test_size_looks_no_further_than_a_fifth() -> None:
    rejects = np.zeros((3, 3), dtype=bool)
    rejects[2, 2] = True
    assert size_of(rejects) == pytest.approx(0.2**4, rel=1e-9)


@pytest.mark.parametrize("sizes", [(4, 7), (6, 6)])
def test_classical_p_values_are_those_of_scipy(sizes) -> None:
    ours = [
        one(sizes)
        for one in (
            fisher_p_values,
            pearson_p_values,
            yates_p_values,
            likelihood_ratio_p_values,
        )
    ]
    for x, y in np.ndindex(ours[0].shape):
        table = [[x, sizes[0] - x], [y, sizes[1] - y]]
        peers = [fisher_exact(table).pvalue]
        if 0 < x + y < sum(sizes):
            peers += [
                chi2_contingency(table, correction=False).pvalue,
                chi2_contingency(table, correction=True).pvalue,
                chi2_contingency(table, correction=False, lambda_=0).pvalue,
            ]
        else:  # scipy refuses an empty column
            peers += [1, 1, 1]
        assert [one[x, y] for one in ours] == pytest.approx(peers, rel=1e-8)


def test_mid_p_values_are_those_of_each_table() -> None:
    every = mid_p_values((5, 9), 1.0)
    for x, y in np.ndindex(every.shape):
        table = Group(attacks=x, incidents=5).against(Group(attacks=y, incidents=9))
        assert every[x, y] == pytest.approx(fisher_midp_p_value(table), rel=1e-9)


def test_melded_limits_of_no_attacks_are_quantiles_of_one_beta() -> None:
    # 0/12 v 1/95: the group's lower distribution is all on 0, so that the lower limit
    # is minus the exact upper limit of the reference.
    holds = held_by_melding(line_of_difference, SIZES, 0.95)
    limit = -float(betaincinv(2, 94, 0.975))
    assert holds(limit + 1e-6)[0, 1]
    assert not holds(limit - 1e-6)[0, 1]


def test_melded_intervals_exclude_equality_where_fisher_does() -> None:
    lines = (line_of_difference, 0.0), (line_of_ratio, 1.0), (line_of_odds_ratio, 1.0)
    for (line, none), level in product(lines, (0.8, 0.9, 0.95)):
        held = held_by_melding(line, (6, 11), level)(none)
        for x, y in np.ndindex(held.shape):
            group, reference = (
                Group(attacks=x, incidents=6),
                Group(attacks=y, incidents=11),
            )
            p_value = fisher_central_p_value(group.against(reference))
            assert held[x, y] == (p_value >= 1 - level)


def test_held_values_are_those_of_the_intervals() -> None:
    for name, contrast in (
        ("risk_difference_scas", RISK_DIFFERENCE),
        ("risk_difference_mee", RISK_DIFFERENCE),
    ):
        low, high = limits_of_every_table(SCORE[name], (5, 8), 0.95)
        found = coverage_of(
            lambda v, low=low, high=high: (low <= v) & (v <= high), contrast, (5, 8)
        )
        row = design_of_method(SCORE[name], 5, 8).tables[0].rows[0]
        assert row[3:5] == pytest.approx(tuple(found), abs=1e-12)
    table = design_of(Group(attacks=1, incidents=5), Group(attacks=0, incidents=8))
    scas = next(
        row
        for row in table.tables[0].rows
        if row[0] == "SCAS score" and row[2] == "risk difference"
    )
    row = design_of_method(SCORE["risk_difference_scas"], 5, 8).tables[0].rows[0]
    assert (scas[3], *scas[6:]) == pytest.approx(row[2:5], abs=1e-9)


def test_tables_without_an_interval_are_counted() -> None:
    def never_for_none(group: Group, reference: Group, *, level: float) -> Interval:
        if not group.attacks:
            raise NotEstimableError("no attack, no interval")
        return Interval(low=-1, high=1, level=level, kind="confidence", method="all")

    method = Method(
        name="all",
        scale="risk difference",
        family="closed form",
        interval=never_for_none,
    )
    row = design_of_method(method, 2, 3).tables[0].rows[0]
    assert row[2] == 0
    assert row[3] == pytest.approx(1 - 0.98**2, abs=1e-12)
    assert row[5] == 4


def test_a_public_interval_function_is_taken_as_it_stands() -> None:
    by_function, by_listing = (
        design_of_method(one, 5, 8)
        for one in (risk_ratio_scas, SCORE["risk_ratio_scas"])
    )
    assert by_function == by_listing
