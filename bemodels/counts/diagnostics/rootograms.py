"""How many rows have each count, beside how many a fit expects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.diagnostics.count_classes import (
    Classes,
    class_check,
    class_curves,
    class_labels,
    class_table,
)
from bemodels.counts.diagnostics.count_distribution import (
    CountDistribution,
    distribution_of,
)
from bemodels.counts.diagnostics.poisson_binomial import (
    central_range,
    poisson_binomial,
)
from bemodels.counts.diagnostics.replicated_rootograms import replicated_rootogram
from bemodels.counts.fits.answer_of_fit import PARAMETERS_KNOWN, answer_of
from bemodels.counts.fits.count_fit import CountFit
from bemodels.result import Posterior, check_level, check_type

if TYPE_CHECKING:
    from bemodels.result import Result

MOST_CLASSES = 40


def rootogram(fit: CountFit | Posterior, *, level: float = 0.95) -> Result:
    """Compare how many rows have each count with how many a fit expects.

    Parameters
    ----------
    fit : CountFit or Posterior
        Any fit; a posterior as `fit_hierarchical` returns it.
    level : float, default 0.95
        Probability of each class's band, in (0, 1).

    Returns
    -------
    Result
        A table of the rows observed and expected by count, and three curves of square
        roots of rows [1]_: ``rootogram: expected`` with the band of the observed rows,
        ``rootogram: observed``, and ``rootogram: hanging``, where bars that hang from
        the expected ones end, with its band around 0. The last class pools the counts
        that no more than one row in 100 is expected to reach, or those after 40
        classes; it is drawn at its first count.

    Raises
    ------
    InvalidDataError
        If `fit` is no fit, or `level` lies outside (0, 1).

    Notes
    -----
    The number of rows in a class is a Poisson-binomial variable, and its band is exact
    for each class alone, means and alpha taken as known. A class is one count wide,
    unless 40 such classes hold fewer than nine of ten expected rows. Of a posterior,
    rows and bands are those of its replicated counts.

    References
    ----------
    .. [1] Kleiber C, Zeileis A (2016). Visualizing count data regressions using
       rootograms. The American Statistician 70, 296-303.

    Examples
    --------
    >>> import bemodels, pandas as pd
    >>> data = pd.DataFrame({"n": [0, 0, 0, 0, 0, 1, 1, 2, 4, 9]})
    >>> found = rootogram(bemodels.counts.fit_poisson("n ~ 1", data))
    >>> for count, observed, expected, *_ in found.tables[0].rows:
    ...     print(f"{count:9} {observed:3} {expected:5.2f}")
    0           5  1.83
    1           2  3.11
    2           1  2.64
    3           0  1.50
    4           1  0.64
    5           0  0.22
    6 or more   1  0.08
    """
    check_type("fit", fit, CountFit, Posterior)
    check_level(level)
    if isinstance(fit, Posterior):
        return replicated_rootogram(fit, level)
    classes = _classes(distribution_of(fit), fit.design.counts, level)
    return answer_of(
        fit,
        title=f"Rootogram of {fit.design.unit}",
        method="Exact distributions of the number of rows with each count",
        assumptions=(PARAMETERS_KNOWN,),
        checks=(class_check(classes, level),),
        curves=class_curves(classes, fit.design.unit, level),
        tables=(class_table(classes, fit.design.unit, level),),
    )


def _classes(rows: CountDistribution, counts: np.ndarray, level: float) -> Classes:
    end, width = _last_class(rows)
    first = np.arange(0, end + 1, width)
    chances = _chances(rows, first)
    others = chances.sum(axis=0) - chances
    ranges = [
        central_range(poisson_binomial(*pair), level)
        for pair in zip(chances, others, strict=True)
    ]
    place = np.minimum(counts, end) // width
    middle = first + (width - 1) / 2
    middle[-1] = end
    return Classes(
        middle,
        class_labels(first, width),
        np.bincount(place, minlength=len(first)),
        chances.sum(axis=1),
        np.array([low for low, _ in ranges]),
        np.array([high for _, high in ranges]),
    )


def _last_class(rows: CountDistribution) -> tuple[int, int]:
    """Return the first count of the pooled class, and the width of the others."""
    width = -(-_reached_by(rows, 1 / 10) // MOST_CLASSES)
    end = -(-_reached_by(rows, 1 / 100) // width)
    return width * min(end, MOST_CLASSES), width


def _reached_by(rows: CountDistribution, share: float) -> int:
    """Return the least count that no more than a share of the rows should reach."""
    low, high = 0, 1
    while _expected_share(rows, high) > share:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        if _expected_share(rows, middle) > share:
            low = middle
        else:
            high = middle
    return high


def _expected_share(rows: CountDistribution, count: int) -> float:
    return float(rows.exceeding(_same(rows, count - 1)).mean())


def _same(rows: CountDistribution, count: int) -> np.ndarray:
    return np.full(len(rows.mean), count)


def _chances(rows: CountDistribution, first: np.ndarray) -> np.ndarray:
    """Return the chance of each row to fall into each class, a row a class."""
    end = int(first[-1])
    single = rows.probabilities(end).T
    pooled = np.add.reduceat(single, first[:-1], axis=0)
    return np.vstack([pooled, rows.exceeding(_same(rows, end - 1))])
