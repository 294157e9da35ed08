"""Coverage of both intervals of a ratio of two annual rates, by enumeration."""

from math import inf

import numpy as np
import pandas as pd
import pytest
from scipy.special import xlogy
from scipy.stats import chi2, poisson

from bemodels.counts import fit_poisson, rate_ratio

YEARS = (7 / 12, 1.0)
MOST = 16
PROFILE, WALD = 0, 1


@pytest.fixture(scope="module")
def limits():
    """Return both intervals of the ratio for every two counts, by what they are."""
    found = np.empty((2, MOST, MOST, 2))
    # Without any count there is no fit, and no ratio is ruled out.
    found[:, 0, 0] = 0, inf
    for first, second in np.ndindex(MOST, MOST):
        if first or second:
            data = pd.DataFrame({"n": [first, second], "year": [1, 2], "t": YEARS})
            fit = fit_poisson("n ~ C(year)", data, exposure="t")
            ratios = rate_ratio(fit, "year", 1, 2).estimates
            for which, ratio in ((PROFILE, ratios[0]), (WALD, ratios[-1])):
                interval = ratio.interval
                found[which, first, second] = interval.low, interval.high
    return found


# The same sums over the formulas of the intervals, to 60 counts; where a count is 0,
# Wald has no interval, and rate_ratio stands for both. Where Wald's interval alone is
# taken, and counts as missing beside a 0, 42% to 92% are covered.
@pytest.mark.parametrize(
    ("rates", "profile", "wald"),
    [
        ((0.5, 0.5), 0.979, 0.979),
        ((1, 1), 0.954, 0.955),
        ((2, 2), 0.931, 0.937),
        ((5, 5), 0.935, 0.945),
        ((3, 1), 0.936, 0.941),
        ((1, 5), 0.972, 0.969),
    ],
)
def test_few_counts_are_covered_as_enumeration_has_it(limits, rates, profile, wald):
    chances = [
        poisson.pmf(np.arange(MOST), rate * years)
        for rate, years in zip(rates, YEARS, strict=True)
    ]
    ratio = rates[0] / rates[1]
    for which, coverage in ((PROFILE, profile), (WALD, wald)):
        held = (limits[which, ..., 0] <= ratio) & (ratio <= limits[which, ..., 1])
        covered = chances[0] @ held @ chances[1]
        assert covered == pytest.approx(coverage, abs=0.0006)


# An interval holds the true ratio where its statistic there is no larger than the
# quantile, so that no limit is needed.
@pytest.mark.parametrize(
    ("rates", "profile", "wald"),
    [
        ((2, 2), 0.931, 0.937),
        ((1, 5), 0.972, 0.969),
        ((10, 10), 0.946, 0.964),
        ((20, 5), 0.943, 0.964),
        ((5, 20), 0.929, 0.917),
        ((20, 20), 0.949, 0.957),
    ],
)
def test_more_counts_are_covered_as_the_formulas_have_it(rates, profile, wald):
    means = np.array(rates) * YEARS
    first, second = np.ogrid[:80, :80]
    both, share = first + second, means[0] / means.sum()
    lost = 2 * (
        xlogy(first, first)
        - xlogy(first, both * share)
        + xlogy(second, second)
        - xlogy(second, both * (1 - share))
    )
    empty = (first == 0) | (second == 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        away = np.log(first / second) - np.log(means[0] / means[1])
        by_wald = np.where(empty, lost, away**2 / (1 / first + 1 / second))
    chances = poisson.pmf(first, means[0]) * poisson.pmf(second, means[1])
    for statistic, coverage in ((lost, profile), (by_wald, wald)):
        covered = chances[statistic <= chi2.ppf(0.95, 1)].sum()
        assert covered == pytest.approx(coverage, abs=0.0006)
