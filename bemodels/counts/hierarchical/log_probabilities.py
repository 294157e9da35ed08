r"""Log probabilities of the counts under every draw, a block of cells at a time.

With alpha = 1/phi, variance :math:`\mu + \alpha\mu^2`, and counts y,

.. math::
    \log p(y) = \sum_{j<y} \log(1 + \alpha j) + y \log\mu - y \log(1 + \alpha\mu)
        - \mu \frac{\log(1 + \alpha\mu)}{\alpha\mu} - \log y!

as `bemodels.counts.fits.log_probability` has it, which keeps its digits down to the
Poisson limit. The sum depends on the draw and on the count alone, so that it is made
once a distinct count, going up.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaln

from bemodels.counts.fits.stable_sums import log1p_ratio, rising_sums
from bemodels.counts.hierarchical.simulated import alphas, log_means

if TYPE_CHECKING:
    from collections.abc import Iterator

    import xarray as xr

    from bemodels.counts.hierarchical.cells import Cells

# Some five arrays of so many doubles are alive at a time: a tenth of a gigabyte.
MOST_DOUBLES = 2_000_000
# From here on the sum is continued by a formula.
WRITTEN_OUT = 1000


def cell_log_probabilities(
    draws: xr.Dataset, cells: Cells
) -> Iterator[tuple[slice, np.ndarray]]:
    """Yield the log probability of every count under every draw, in blocks of cells.

    Parameters
    ----------
    draws : xarray.Dataset
        The posterior group of a fit.
    cells : Cells
        The counts.

    Yields
    ------
    block : slice
        Which cells.
    log_probabilities : numpy.ndarray, shape (chains, draws, cells of the block)
        With all constants.
    """
    alpha = alphas(draws)[..., None]
    step = max(1, MOST_DOUBLES // alpha.size)
    for start in range(0, len(cells.counts), step):
        block = slice(start, start + step)
        part = part_of(cells, block)
        log_mean = log_means(draws, part)
        mean = np.exp(log_mean)
        x = alpha * mean
        ratio = log1p_ratio(x)
        yield (
            block,
            _sums(part.counts, alpha)
            + part.counts * (log_mean - x * ratio)
            - mean * ratio
            - gammaln(part.counts + 1.0),
        )


def log_likelihood(draws: xr.Dataset, cells: Cells) -> np.ndarray:
    """Return the log likelihood of all counts under every draw.

    Parameters
    ----------
    draws : xarray.Dataset
        The posterior group of a fit.
    cells : Cells
        The counts.

    Returns
    -------
    numpy.ndarray, shape (chains, draws)
        With all constants.
    """
    total = np.zeros(draws["intercept"].shape)
    for _, block in cell_log_probabilities(draws, cells):
        total += block.sum(axis=-1)
    return total


def part_of(cells: Cells, rows: slice | np.ndarray) -> Cells:
    """Return some of the cells, with the labels of all.

    Parameters
    ----------
    cells : Cells
        The counts.
    rows : slice or numpy.ndarray
        Which cells.

    Returns
    -------
    Cells
        A place or period may be left without a cell.
    """
    fields = ("place", "period", "counts", "years")
    return replace(cells, **{name: getattr(cells, name)[rows] for name in fields})


def _sums(counts: np.ndarray, alpha: np.ndarray) -> np.ndarray:
    """Return the sum over j < y of log(1 + alpha j), shape (chains, draws, n)."""
    distinct, place = np.unique(counts, return_inverse=True)
    total, seen, sums = np.zeros(alpha.shape), 0, []
    for count in distinct[distinct <= WRITTEN_OUT].tolist():
        for j in range(seen, count):
            total = total + np.log1p(alpha * j)
        seen = count
        sums.append(total)
    flat = alpha.ravel()
    for count in distinct[distinct > WRITTEN_OUT].tolist():
        large, *_ = rising_sums(np.full(flat.size, count), flat)
        sums.append(large.reshape(alpha.shape))
    found: np.ndarray = np.concatenate(sums, axis=-1)[..., place]
    return found
