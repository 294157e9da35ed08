"""Regressions of times seen: singleRcapture's numbers on the Dutch immigrants."""

from pathlib import Path

import numpy as np
import pytest
from immigrants import IMMIGRANTS, limits, quantity

from bemodels.undercount.capture import (
    zelterman_regression,
    zero_truncated_poisson_regression,
)
from bemodels.undercount.capture.regressions.rate_existence import rates_above_zero
from bemodels.undercount.capture.regressions.rate_fit import fit_rates
from bemodels.undercount.capture.regressions.rate_likelihoods import ABOVE_ZERO
from bemodels.undercount.capture.regressions.seen_units import read_seen_units
from bemodels.undercount.capture.regressions.unseen_units import unseen_units

ALL = "capture ~ gender + age + nation + reason"


def test_the_table_has_the_published_margins():
    units = IMMIGRANTS["units"]
    by_times = units.groupby(IMMIGRANTS["capture"]).sum()
    assert by_times.to_dict() == {1: 1645, 2: 183, 3: 37, 4: 13, 5: 1, 6: 1}
    by_gender_and_age = units.groupby([IMMIGRANTS["gender"], IMMIGRANTS["age"]]).sum()
    assert by_gender_and_age.to_dict() == {
        ("female", "<40yrs"): 378,
        ("female", ">40yrs"): 20,
        ("male", "<40yrs"): 1391,
        ("male", ">40yrs"): 91,
    }


# singleRcapture, tests of estimatePopsize on netherlandsimmigrant, popVar "analytic".
@pytest.mark.parametrize(
    ("regression", "terms", "printed"),
    [
        (zero_truncated_poisson_regression, "1", (6363, 7080, 7797)),
        (zero_truncated_poisson_regression, "gender", (6504, 7319, 8134)),
        (zero_truncated_poisson_regression, "gender + age", (6637, 7807, 8978)),
        (
            zero_truncated_poisson_regression,
            "gender + age + nation",
            (7186, 12690, 18194),
        ),
        (
            zero_truncated_poisson_regression,
            "gender + age + nation + reason",
            (7185, 12691, 18198),
        ),
        (zelterman_regression, "1", (8084, 9425, 10765)),
        (zelterman_regression, "gender", (8327, 9970, 11614)),
        (zelterman_regression, "gender + age", (8416, 10213, 12009)),
        (zelterman_regression, "gender + age + nation", (9973, 16129, 22285)),
        (
            zelterman_regression,
            "gender + age + nation + reason",
            (9983, 16188, 22394),
        ),
    ],
)
def test_every_printed_population_and_interval(regression, terms, printed):
    result = regression(f"capture ~ {terms}", IMMIGRANTS, units="units")
    assert tuple(map(round, limits(result))) == printed


def test_the_reference_page_prints_the_same():
    page = Path(__file__).parents[4] / "docs/reference/undercount-times-seen.md"
    rows = {
        row.split("|")[1].strip(): [cell.strip() for cell in row.split("|")[2:4]]
        for row in page.read_text(encoding="utf-8").splitlines()
        if row.startswith(("| none", "| gender"))
    }
    assert len(rows) == 5
    for terms, printed in rows.items():
        formula = "capture ~ " + terms.replace("none", "1").replace(",", " +")
        for cell, regression in zip(
            printed,
            (zero_truncated_poisson_regression, zelterman_regression),
            strict=True,
        ):
            low, value, high = limits(regression(formula, IMMIGRANTS, units="units"))
            assert cell == f"{value:,.0f} ({low:,.0f} to {high:,.0f})"


# singleRcapture, README, summaries of the zero-truncated Poisson regression.
@pytest.mark.parametrize(
    ("terms", "population", "limits_of_both", "error", "loglik_and_aic"),
    [
        (
            "gender + age + nation",
            12690.35,
            (7186.449, 18194.25, 8431.277, 19718.31),
            2808.165,
            (-848.4504, 1712.901),
        ),
        (
            "gender + age + nation + reason",
            12691.45,
            (7184.917, 18197.99, 8430.749, 19723.38),
            2809.508,
            (-848.4481, 1714.896),
        ),
    ],
)
def test_the_printed_summary(terms, population, limits_of_both, error, loglik_and_aic):
    result = zero_truncated_poisson_regression(
        f"capture ~ {terms}", IMMIGRANTS, units="units"
    )
    low, value, high = limits(result)
    assert value == pytest.approx(population, abs=0.006)
    found = (
        *(low, high),
        quantity(result, "log-normal interval, low, units"),
        quantity(result, "log-normal interval, high, units"),
    )
    # Its iterations stop early enough to move the sixth digit of an error.
    assert found == pytest.approx(limits_of_both, rel=2e-6)
    name = "standard error of the population, units"
    assert quantity(result, name) == pytest.approx(error, rel=2e-6)
    assert (
        round(quantity(result, "log likelihood"), 4),
        round(quantity(result, "Akaike's criterion"), 3),
    ) == loglik_and_aic


def test_the_printed_coefficients_and_errors():
    result = zero_truncated_poisson_regression(ALL, IMMIGRANTS, units="units")
    rows = result.table("Coefficients of the log rate").rows
    printed = {
        "Intercept": (-1.33179, 0.25486),
        "gender[T.male]": (0.39741, 0.16305),
        "age[T.>40yrs]": (-0.97463, 0.40824),
        "nation[T.Asia]": (-1.09241, 0.30164),
        "nation[T.North Africa]": (0.18997, 0.19400),
        "nation[T.Rest of Africa]": (-0.91129, 0.30097),
        "nation[T.Surinam]": (-2.33665, 1.01357),
        "nation[T.Turkey]": (-1.67453, 0.60291),
        "reason[T.Other reason]": (-0.01093, 0.16153),
    }
    found = {term: (value, error) for term, value, error, *_ in rows}
    assert found.keys() == printed.keys()
    for term, numbers in printed.items():
        assert found[term] == pytest.approx(numbers, abs=1.1e-5), term


# singleRcapture, README, stratifyPopEst of the same fit: observed, estimated.
@pytest.mark.parametrize(
    ("words", "observed", "estimated"),
    [
        (("= female", "= Surinam"), 20, 932.371),
        (("= male", "= Turkey"), 78, 1291.514),
        (("<40yrs", "= male"), 1391, 7337.175),
        ((">40yrs", "= male"), 91, 1542.882),
        (("= female",), 398, 3811.3954),
        (("= male",), 1482, 8880.0563),
        (("<40yrs", "= female"), 378, 3169.5475),
        ((">40yrs", "= female"), 20, 641.8478),
    ],
)
def test_the_printed_populations_of_strata(words, observed, estimated):
    seen = read_seen_units(ALL, IMMIGRANTS, "units")
    basis = rates_above_zero(seen)
    fit = fit_rates(
        ABOVE_ZERO,
        basis,
        units=seen.units,
        again=seen.sightings - seen.units,
        rows=basis.columns,
    )
    inside = np.array([all(word in one for word in words) for one in seen.patterns])
    assert seen.units[inside].sum() == observed
    hidden = unseen_units(seen, fit).hidden[inside].sum()
    assert observed + hidden == pytest.approx(estimated, rel=2e-6)


def test_differences_within_patterns_are_found():
    result = zero_truncated_poisson_regression(ALL, IMMIGRANTS, units="units")
    (test,) = result.tests
    assert test.p_value < 1e-10
    assert result.assumptions[0].support == "checked"
