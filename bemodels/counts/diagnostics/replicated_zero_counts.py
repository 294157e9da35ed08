"""Whether as many cells are without a count as in replicates of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.diagnostics.counted_zeros import CountedZeros, zero_tests
from bemodels.counts.diagnostics.replicated_counts import replicated_counts

if TYPE_CHECKING:
    from bemodels.result import Posterior, Result

METHOD = "posterior predictive p-value"


def replicated_zeros(posterior: Posterior, level: float) -> Result:
    """Compare the number of cells without a count with that of replicates of them.

    Parameters
    ----------
    posterior : Posterior
        As `fit_hierarchical` returns it.
    level : float
        Probability of the prediction interval.

    Returns
    -------
    Result
        Under the names that `zero_check` gives those of a fit.
    """
    found = replicated_counts(posterior)
    zeros, rows = int((found.observed == 0).sum()), len(found.observed)
    replicated = (found.replicates == 0).sum(axis=1)
    expected = float(replicated.mean())
    tails = ((1 - level) / 2, (1 + level) / 2)
    low, high = map(int, np.quantile(replicated, tails, method="inverted_cdf"))
    counted = CountedZeros(
        zeros=zeros, rows=rows, expected=expected, low=low, high=high, level=level
    )
    return found.result(
        title=f"Rows without {found.unit}: observed and expected",
        method="Posterior predictive number of zeros",
        estimates=(counted.estimate(method="posterior predictive", identified="both"),),
        tests=zero_tests(
            float((replicated >= zeros).mean()),
            float((replicated <= zeros).mean()),
            method=METHOD,
        ),
        checks=(counted.check(),),
        tables=(counted.table(),),
    )
