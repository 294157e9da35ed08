"""Coverage of both intervals of a ratio of two annual rates, by enumeration."""

from math import inf

import numpy as np
import pandas as pd
import pytest
from scipy.stats import poisson

from bemodels.counts import fit_poisson, rate_ratio

YEARS = (7 / 12, 1.0)
MOST = 16
WALD, PROFILE = 0, 1


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
            for which, ratio in ((WALD, ratios[0]), (PROFILE, ratios[-1])):
                interval = ratio.interval
                found[which, first, second] = interval.low, interval.high
    return found


# The same sums over the formulas of the intervals, to 60 counts; where a count is 0,
# rate_ratio has the limit of the profile likelihood. Where Wald's interval alone is
# taken, and counts as missing beside a 0, 42% to 92% are covered.
@pytest.mark.parametrize(
    ("rates", "wald", "profile"),
    [
        ((0.5, 0.5), 0.979, 0.979),
        ((1, 1), 0.955, 0.954),
        ((2, 2), 0.937, 0.931),
        ((5, 5), 0.945, 0.935),
        ((3, 1), 0.941, 0.936),
        ((1, 5), 0.969, 0.972),
    ],
)
def test_few_counts_are_covered_as_enumeration_has_it(limits, rates, wald, profile):
    chances = [
        poisson.pmf(np.arange(MOST), rate * years)
        for rate, years in zip(rates, YEARS, strict=True)
    ]
    ratio = rates[0] / rates[1]
    for which, coverage in ((WALD, wald), (PROFILE, profile)):
        held = (limits[which, ..., 0] <= ratio) & (ratio <= limits[which, ..., 1])
        covered = chances[0] @ held @ chances[1]
        assert covered == pytest.approx(coverage, abs=0.0006)
