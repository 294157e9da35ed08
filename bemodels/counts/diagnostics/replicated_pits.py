"""Whether counts lie evenly over what a posterior replicates, cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import rankdata

from bemodels.counts.diagnostics.pit_bins import bin_heights, drawn_bins
from bemodels.counts.diagnostics.replicated_counts import replicated_counts

if TYPE_CHECKING:
    from bemodels.result import Posterior, Result

# So many replicates take the place of the observed counts for the band.
FOR_BAND = 1000


def replicated_pit(posterior: Posterior, level: float) -> Result:
    """Return the histogram of the counts' places among their replicates.

    Parameters
    ----------
    posterior : Posterior
        As `fit_hierarchical` returns it.
    level : float
        Probability of each bin's band.

    Returns
    -------
    Result
        Curve and table under the names that `pit_histogram` gives those of a fit. The
        band is that of replicates taken for the observed counts.
    """
    found = replicated_counts(posterior)
    replicates, observed = found.replicates, found.observed
    heights = bin_heights(
        (replicates < observed).mean(axis=0), (replicates <= observed).mean(axis=0)
    )
    below, up_to = (
        rankdata(replicates, method=method, axis=0)[:: _step(len(replicates))]
        / len(replicates)
        for method in ("min", "max")
    )
    # A rank counts from 1: what lies below the smallest replicate is nothing.
    others = [
        bin_heights(*pair)
        for pair in zip(below - 1 / len(replicates), up_to, strict=True)
    ]
    low, high = np.quantile(others, ((1 - level) / 2, (1 + level) / 2), axis=0)
    return found.result(
        title=f"PIT histogram of {found.unit}",
        method="Non-randomised probability integral transform, posterior predictive",
        **drawn_bins(heights, low, high, level),
    )


def _step(replicates: int) -> int:
    return max(1, replicates // FOR_BAND)
