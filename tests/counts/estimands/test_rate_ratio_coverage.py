"""Coverage of the interval of a ratio of two annual rates, by enumeration."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import poisson

from bemodels.counts import fit_poisson, rate_ratio

YEARS = (7 / 12, 1.0)
MOST = 13


@pytest.fixture(scope="module")
def holds_one():
    """Tell for each two counts whether the interval of their ratio holds 1."""
    found = np.ones((MOST, MOST), dtype=bool)
    for first, second in np.ndindex(MOST, MOST):
        if first or second:
            data = pd.DataFrame({"n": [first, second], "year": [1, 2], "t": YEARS})
            fit = fit_poisson("n ~ C(year)", data, exposure="t")
            (ratio,) = rate_ratio(fit, "year", 1, 2).estimates
            found[first, second] = ratio.interval.low <= 1 <= ratio.interval.high
    return found


@pytest.mark.parametrize(("rate", "coverage"), [(0.5, 0.979), (1, 0.955), (2, 0.937)])
def test_equal_rates_of_few_counts_are_covered_as_enumeration_has_it(
    holds_one, rate, coverage
):
    # Without any count there is no fit, and no ratio is ruled out. Expected: the same
    # sums over the formulas of both intervals, to 60 counts. Where Wald's interval
    # alone is taken, and counts as missing beside a 0, 49% to 64% are covered.
    chances = [poisson.pmf(np.arange(MOST), rate * years) for years in YEARS]
    covered = chances[0] @ holds_one @ chances[1]
    assert covered == pytest.approx(coverage, abs=0.0006)
