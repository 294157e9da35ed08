"""Whether delays were the same in the earlier and the later months."""

from __future__ import annotations

from functools import reduce

import numpy as np
from scipy.stats import hypergeom

from bemodels.result import Check, HypothesisTest
from bemodels.undercount.delays.triangle import ReportingTriangle

# Beyond so many standard deviations a hypergeometric count is left out.
_WIDTH = 12
_USUAL = 0.05
NULL = "the later half of the months was recorded after the same delays as the earlier"


def drift_test(triangle: ReportingTriangle, longest: int) -> HypothesisTest | None:
    """Test whether the two halves of the months share one distribution of delays.

    Parameters
    ----------
    triangle : ReportingTriangle
        The counts.
    longest : int
        The longest delay.

    Returns
    -------
    HypothesisTest or None
        None where no delay has incidents in both halves that could tell.

    Notes
    -----
    For each delay d, a table of two by two: half, and recorded after exactly d months
    or earlier, of the months that were watched for d. Given the margins, the sum over
    delays is a sum of hypergeometric counts, whose distribution is convolved exactly;
    the smaller tail is doubled. It is the Mantel-Haenszel statistic [1]_, which finds
    delays that grow or shrink as a whole, not those that change their shape.

    References
    ----------
    .. [1] Mantel N, Haenszel W (1959). Statistical aspects of the analysis of data from
       retrospective studies of disease. Journal of the National Cancer Institute 22,
       719-748.
    """
    strata = [one for d in range(1, longest + 1) if _tells(one := _table(triangle, d))]
    if not strata:
        return None
    seen = sum(at for at, _, _, _ in strata)
    low, chances = reduce(_added, map(_chances, strata))
    place = min(max(seen - low, 0), len(chances) - 1)
    tail = min(chances[: place + 1].sum(), chances[place:].sum())
    return HypothesisTest(
        null=NULL,
        method="exact Mantel-Haenszel test over delays, smaller tail doubled",
        p_value=min(1.0, 2 * float(tail)),
    )


def drift_check(test: HypothesisTest | None) -> Check:
    """Return what the test says as a check.

    Parameters
    ----------
    test : HypothesisTest or None
        As `drift_test` returns it.

    Returns
    -------
    Check
        Failed where p is below 0.05, or where nothing could be tested.
    """
    if test is None:
        return Check(
            name="delays did not drift",
            passed=False,
            detail="not tested: no delay has incidents of both halves of the months "
            "that could tell",
        )
    return Check(
        name="delays did not drift",
        passed=test.p_value >= _USUAL,
        detail=f"p = {test.p_value:.2g} that the later half of the months was recorded "
        "as late as the earlier",
    )


def _table(triangle: ReportingTriangle, delay: int) -> tuple[int, int, int, int]:
    """Return later at the delay, later up to it, all at the delay, all up to it."""
    matrix = triangle.matrix()
    watched = matrix[: len(matrix) - delay, : delay + 1]
    later = watched[len(matrix) // 2 :]
    at, every = int(watched[:, delay].sum()), int(watched.sum())
    return int(later[:, delay].sum()), int(later.sum()), at, every


def _tells(table: tuple[int, int, int, int]) -> bool:
    _, later, at, every = table
    return 0 < later < every and 0 < at < every


def _chances(table: tuple[int, int, int, int]) -> tuple[int, np.ndarray]:
    """Return the first count that is kept, and the chances from there on."""
    _, later, at, every = table
    mean, share = later * at / every, at / every
    variance = later * share * (1 - share) * (every - later) / max(every - 1, 1)
    width = _WIDTH * variance**0.5 + 1
    low = max(0, later + at - every, int(mean - width))
    high = min(later, at, int(mean + width) + 1)
    return low, np.asarray(hypergeom.pmf(np.arange(low, high + 1), every, at, later))


def _added(
    one: tuple[int, np.ndarray], other: tuple[int, np.ndarray]
) -> tuple[int, np.ndarray]:
    return one[0] + other[0], np.convolve(one[1], other[1])
