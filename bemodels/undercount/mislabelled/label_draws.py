"""Draws of the labelled counts and of the prior, and log probabilities of counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaln, xlogy

if TYPE_CHECKING:
    import xarray as xr

    from bemodels.undercount.mislabelled.labelled_counts import LabelledCounts
    from bemodels.undercount.mislabelled.rate_priors import MislabelledPriors

SAMPLE = ("chain", "draw")
COEFFICIENTS = ("inspired_coefficient", "linked_coefficient")


def draw_prior(
    priors: MislabelledPriors,
    terms: tuple[str, ...],
    *,
    size: int,
    rng: np.random.Generator,
) -> xr.Dataset:
    """Draw coefficients and shares labelled right from the prior.

    Parameters
    ----------
    priors : MislabelledPriors
        The priors in force.
    terms : tuple of str
        Of the design.
    size : int
        How many draws.
    rng : numpy.random.Generator
        The source of chance.

    Returns
    -------
    xarray.Dataset
        One chain of `size` draws, under the names of the sampled model.
    """
    import xarray as xr

    location, scale = priors.of_terms(terms)
    drawn = rng.normal(location, scale, size=(2, 1, size, len(terms)))
    right = _labels(priors, size, rng)
    return xr.Dataset(
        {
            **{
                name: ((*SAMPLE, "term"), values)
                for name, values in zip(COEFFICIENTS, drawn, strict=True)
            },
            "labelled_right": ((*SAMPLE, "truth"), right[None]),
        }
    )


def _labels(
    priors: MislabelledPriors, size: int, rng: np.random.Generator
) -> np.ndarray:
    """Draw pairs until enough of them are better than guesses; shape (size, 2)."""
    pair = (priors.labels.inspired, priors.labels.linked)
    found = np.empty((0, 2))
    while len(found) < size:
        drawn = np.column_stack([rng.beta(one.a, one.b, size) for one in pair])
        found = np.vstack([found, drawn[drawn.sum(axis=1) > 1]])
    return found[:size]


def true_means(draws: xr.Dataset, labelled: LabelledCounts) -> np.ndarray:
    """Return the mean numbers of incidents of each true group, draw by draw.

    Parameters
    ----------
    draws : xarray.Dataset
        Of the sampled model, or of its prior.
    labelled : LabelledCounts
        The design and exposures.

    Returns
    -------
    numpy.ndarray, shape (chains, draws, n, 2)
        Inspired and linked.
    """
    logarithms = [
        draws[name].to_numpy() @ labelled.matrix.T + np.log(labelled.years)
        for name in COEFFICIENTS
    ]
    # A prior of slopes times a large covariate reaches beyond all numbers.
    with np.errstate(over="ignore"):
        return np.exp(np.stack(logarithms, axis=-1))


def labelled_means(draws: xr.Dataset, labelled: LabelledCounts) -> np.ndarray:
    """Return the mean numbers by label, draw by draw.

    Parameters
    ----------
    draws : xarray.Dataset
        Of the sampled model, or of its prior.
    labelled : LabelledCounts
        The design and exposures.

    Returns
    -------
    numpy.ndarray, shape (chains, draws, n, 2)
        Labelled inspired, labelled linked.
    """
    true = true_means(draws, labelled)
    right = draws["labelled_right"].to_numpy()[..., None, :]
    inspired, linked = true[..., 0] * right[..., 0], true[..., 1] * right[..., 1]
    return np.stack(
        [true[..., 1] - linked + inspired, true[..., 0] - inspired + linked], axis=-1
    )


def log_likelihood(draws: xr.Dataset, labelled: LabelledCounts) -> np.ndarray:
    """Return the log probability of the labelled counts, draw by draw.

    Parameters
    ----------
    draws : xarray.Dataset
        Of the sampled model, or of its prior.
    labelled : LabelledCounts
        The counts.

    Returns
    -------
    numpy.ndarray, shape (chains, draws)
        With all constants; the validation is left aside.
    """
    means = labelled_means(draws, labelled)
    counts = labelled.counts
    each = xlogy(counts, means) - means - gammaln(counts + 1.0)
    total: np.ndarray = each.sum(axis=(-2, -1))
    return total
