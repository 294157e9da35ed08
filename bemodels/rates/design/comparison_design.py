"""What the procedures of a report do in this very design, by complete enumeration."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from bemodels.rates.design.classical_p_values import (
    fisher_p_values,
    likelihood_ratio_p_values,
    pearson_p_values,
    rejected_by,
    yates_p_values,
)
from bemodels.rates.design.enumeration import (
    ANY,
    ODDS_RATIO,
    RARE,
    RISK_DIFFERENCE,
    RISK_RATIO,
    Contrast,
    Holds,
    RateGrid,
    coverage_of,
    power_of,
    size_of,
)
from bemodels.rates.design.held_by_betas import held_by_melding, held_by_posterior
from bemodels.rates.design.held_values import (
    held_by_mid_p,
    held_by_score,
    held_by_wald,
)
from bemodels.rates.group import Group
from bemodels.rates.score import odds_ratios, risk_differences, risk_ratios
from bemodels.rates.unconditional.exact_p_values import check_tables, tables_rejected
from bemodels.rates.unconditional.likelihood_tests import BOSCHLOO
from bemodels.rates.unconditional.nuisance import (
    line_of_difference,
    line_of_odds_ratio,
    line_of_ratio,
)
from bemodels.rates.unconditional.orderings import Sizes
from bemodels.rates.unconditional.pooled_z_tests import BARNARD
from bemodels.result import Result, Table, check_level, check_type
from bemodels.result.display import format_level
from bemodels.result.exhibits import Cell

COLUMNS = (
    "procedure",
    "stands as",
    "contrast",
    "size",
    "size, any common rate",
    "power",
    "minimum coverage",
    "mean coverage",
)
NO_INTERVAL = "-"  # of a test alone
_LINES = (
    (RISK_DIFFERENCE, line_of_difference),
    (RISK_RATIO, line_of_ratio),
    (ODDS_RATIO, line_of_odds_ratio),
)
_SCAS = (
    (RISK_DIFFERENCE, risk_differences.SCAS),
    (RISK_RATIO, risk_ratios.SCAS),
    (ODDS_RATIO, odds_ratios.SCAS),
)
_TESTS: tuple[tuple[str, str, Callable[..., np.ndarray]], ...] = (
    ("Boschloo", "recommended", partial(tables_rejected, test=BOSCHLOO)),
    ("Barnard, pooled", "comparison", partial(tables_rejected, test=BARNARD)),
    ("Fisher, minimum likelihood", "comparison", rejected_by(fisher_p_values)),
    ("Pearson chi-square", "warning", rejected_by(pearson_p_values)),
    ("Yates chi-square", "warning", rejected_by(yates_p_values)),
    ("likelihood ratio G", "warning", rejected_by(likelihood_ratio_p_values)),
)


def design_of(group: Group, reference: Group, *, level: float = 0.95) -> Result:
    """Say what each procedure of the report does in a design of these sizes.

    Parameters
    ----------
    group, reference : Group
        The sizes are those of the design, the sample rates are where power is taken;
        at most 20,000 tables.
    level : float, default 0.95
        Nominal coverage of the intervals, and one minus the level of the tests, in
        (0, 1).

    Returns
    -------
    Result
        One table: size (the greatest probability of rejecting equal rates, for a
        common rate up to 0.20, and for any), power at the sample rates, least and mean
        coverage over a grid of 110 pairs of rates. Where a sample rate exceeds the
        grid's, 0.6 in the group or 0.12 in the reference, both are taken over the
        whole range instead, coverage at 0.02 to 0.98 in either group. The classical
        tests and the Wald interval are there as a warning and nowhere else.

    Raises
    ------
    InvalidDataError
        If an argument is of another type, or `level` lies outside (0, 1).
    NotEstimableError
        If there are more tables than are visited.

    Notes
    -----
    Power at the sample's own rates describes the design at these rates. It explains no
    p-value of the same sample [1]_: `exact_power` takes rates stated beforehand.

    References
    ----------
    .. [1] Hoenig JM, Heisey DM (2001). The abuse of power: the pervasive fallacy of
       power calculations for data analysis. American Statistician 55, 19-24.

    Examples
    --------
    >>> group = Group(attacks=3, incidents=12)
    >>> table = design_of(group, Group(attacks=1, incidents=95)).tables[0]
    >>> boschloo, *_, wald = table.rows
    >>> boschloo[0], round(boschloo[3], 4), round(boschloo[5], 3)
    ('Boschloo', 0.0371, 0.78)
    >>> wald[:3], round(wald[6], 4)
    (('Wald', 'warning', 'risk difference'), 0.2152)
    """
    check_type("group", group, Group)
    check_type("reference", reference, Group)
    check_level(level)
    sizes = int(group.incidents), int(reference.incidents)
    check_tables(sizes)
    rates = group.attack_rate, reference.attack_rate
    true = RARE if RARE.reaches(*rates) else ANY
    return Result(
        title=f"Design: {sizes[0]} against {sizes[1]} incidents",
        method="Complete enumeration of all tables of two independent binomials",
        estimates=(),
        tables=(
            Table(
                name=f"Size, power and coverage, {format_level(level)} level",
                columns=COLUMNS,
                rows=(
                    *_test_rows(sizes, rates, true, level),
                    *_interval_rows(sizes, rates, true, level),
                ),
                note=f"{_true_rates(true)} {_power_at(rates)} A warning is a method "
                "that is widespread and should not be reported; a test alone has no "
                "coverage.",
            ),
        ),
    )


def _true_rates(true: RateGrid) -> str:
    """Say over which true rates size and coverage were taken, and why over these."""
    size = "Size: greatest probability of rejecting equal rates"
    if true is RARE:
        return (
            f"{size}, for a common rate up to {true.largest_common:.2f}, and for any. "
            f"Coverage: over rates of {_ends(true.group)} in the group and "
            f"{_ends(true.reference)} in the reference."
        )
    return (
        f"{size}, for any common rate, in both columns. Coverage: over rates of "
        f"{_ends(true.group)} in the group and in the reference. Both are taken over "
        f"the whole range, since a sample rate exceeds {RARE.group[-1]:g} in the group "
        f"or {RARE.reference[-1]:g} in the reference."
    )


def _power_at(rates: tuple[float, float]) -> str:
    return (
        f"Power: at {rates[0]:.3g} against {rates[1]:.3g}, the sample rates. So it "
        "compares the procedures, and adds nothing to a p-value of the same sample "
        "(Hoenig and Heisey 2001, American Statistician 55, 19-24); for planning, "
        "exact_power takes stated rates."
    )


def _ends(rates: tuple[float, ...]) -> str:
    return f"{rates[0]:g} to {rates[-1]:g}"


def _test_rows(
    sizes: Sizes, rates: tuple[float, float], true: RateGrid, level: float
) -> Iterator[tuple[Cell, ...]]:
    for name, standing, rejected in _TESTS:
        seen = _rejecting(rejected(sizes, level=level), rates, true)
        yield name, standing, "test", *seen, NO_INTERVAL, NO_INTERVAL


def _interval_rows(
    sizes: Sizes, rates: tuple[float, float], true: RateGrid, level: float
) -> Iterator[tuple[Cell, ...]]:
    for name, standing, contrast, holds in _intervals(sizes, level):
        seen = _rejecting(~holds(contrast.none), rates, true)
        covered = coverage_of(holds, contrast, sizes, rates=true)
        yield name, standing, contrast.name, *seen, *covered


def _rejecting(
    rejects: np.ndarray, rates: tuple[float, float], true: RateGrid
) -> tuple[float, float, float]:
    """Return size on the grid, size for any common rate, and power."""
    return (
        size_of(rejects, up_to=true.largest_common),
        size_of(rejects, up_to=1.0),
        power_of(rejects, *rates),
    )


def _intervals(
    sizes: Sizes, level: float
) -> Iterator[tuple[str, str, Contrast, Holds]]:
    """Yield the intervals: name, standing, contrast and which tables hold a value."""
    recommended = "recommended"
    yield "central mid-P", recommended, ODDS_RATIO, held_by_mid_p(sizes, level)
    for contrast, method in _SCAS:
        holds = held_by_score(method, sizes, level)
        yield "SCAS score", recommended, contrast, holds
    for contrast, line in _LINES:
        yield "melded", recommended, contrast, held_by_melding(line, sizes, level)
    for contrast, line in _LINES:
        holds = held_by_posterior(line, sizes, level)
        yield "Jeffreys posterior", recommended, contrast, holds
    yield "Wald", "warning", RISK_DIFFERENCE, held_by_wald(sizes, level)
