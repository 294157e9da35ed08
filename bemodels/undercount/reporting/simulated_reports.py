"""Draw parameters from the prior and counts from them, and say how likely these are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit, gammaln, log_expit

if TYPE_CHECKING:
    import xarray as xr

    from bemodels.undercount.reporting.reporting_design import ReportingDesign
    from bemodels.undercount.reporting.reporting_priors import ReportingPriors

SAMPLE = ("chain", "draw")
# Beyond this a Poisson count is its mean to six digits, and sampling it overflows.
LARGE = 1e12


def draw_prior(
    design: ReportingDesign,
    priors: ReportingPriors,
    *,
    size: int,
    rng: np.random.Generator,
) -> xr.Dataset:
    """Draw coefficients, spread and effects of places from the prior.

    Parameters
    ----------
    design : ReportingDesign
        Which terms and places there are.
    priors : ReportingPriors
        The priors in force.
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

    rate = priors.rate.numbers(design.rate.terms)
    detection = priors.detection.numbers(design.detection_terms)
    spread = priors.places.draw(size, rng=rng)
    places = len(design.places)
    effects = spread[:, None] * rng.normal(size=(size, places))
    coefficients = {
        "rate_coefficient": rng.normal(*rate, size=(size, rate.shape[1])),
        "detection_coefficient": rng.normal(
            *detection, size=(size, detection.shape[1])
        ),
        "place_effect": effects,
    }
    return xr.Dataset(
        {
            "place_sd": (SAMPLE, spread[None]),
            **{
                name: ((*SAMPLE, f"{name}_dim"), values[None])
                for name, values in coefficients.items()
            },
        }
    )


def log_rates(draws: xr.Dataset, design: ReportingDesign) -> np.ndarray:
    """Return the log annual rate of every row of the counts, draw by draw.

    Parameters
    ----------
    draws : xarray.Dataset
        Under the names of the sampled model.
    design : ReportingDesign
        The rows.

    Returns
    -------
    numpy.ndarray, shape (chains, draws, n)
        Of all events, recorded or not.
    """
    coefficients = draws["rate_coefficient"].to_numpy()
    rates: np.ndarray = coefficients @ design.rate.matrix.to_numpy(float).T
    if design.pooled:
        rates = rates + draws["place_effect"].to_numpy()[..., design.place]
    return rates


def logit_detection(draws: xr.Dataset, rows: np.ndarray) -> np.ndarray:
    """Return the logit of detection at rows of its design, draw by draw.

    Parameters
    ----------
    draws : xarray.Dataset
        Under the names of the sampled model.
    rows : numpy.ndarray, shape (k, D)
        Of the design of detection.

    Returns
    -------
    numpy.ndarray, shape (chains, draws, k)
        One a row.
    """
    logits: np.ndarray = draws["detection_coefficient"].to_numpy() @ rows.T
    return logits


def expected_events(draws: xr.Dataset, design: ReportingDesign) -> np.ndarray:
    """Return how many events each row is expected to have, recorded or not.

    Parameters
    ----------
    draws : xarray.Dataset
        Under the names of the sampled model.
    design : ReportingDesign
        The rows.

    Returns
    -------
    numpy.ndarray, shape (chains, draws, n)
        Exposure times rate.
    """
    with np.errstate(over="ignore"):
        events: np.ndarray = design.rate.exposure * np.exp(log_rates(draws, design))
    return events


def draw_poisson(means: np.ndarray, *, rng: np.random.Generator) -> np.ndarray:
    """Draw Poisson counts; one whose mean is beyond 1e12 is its mean.

    Parameters
    ----------
    means : numpy.ndarray
        0 or more.
    rng : numpy.random.Generator
        The source of chance.

    Returns
    -------
    numpy.ndarray
        Whole numbers, as floats.
    """
    counts = rng.poisson(np.minimum(means, LARGE)).astype(float)
    return np.where(means > LARGE, means, counts)


def replicate(
    draws: xr.Dataset, design: ReportingDesign, *, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Draw counts and validation counts anew.

    Parameters
    ----------
    draws : xarray.Dataset
        Under the names of the sampled model.
    design : ReportingDesign
        Rows, exposures and known events.
    rng : numpy.random.Generator
        The source of chance.

    Returns
    -------
    tuple of numpy.ndarray
        Recorded counts, (chains, draws, n), and found ones, (chains, draws, m).
    """
    chances = expit(logit_detection(draws, design.detection))
    counts = draw_poisson(expected_events(draws, design) * chances, rng=rng)
    of_known = expit(logit_detection(draws, design.checked))
    return counts, rng.binomial(design.known, of_known)


def log_likelihood(draws: xr.Dataset, design: ReportingDesign) -> np.ndarray:
    """Return the log likelihood of counts and validation counts, draw by draw.

    Parameters
    ----------
    draws : xarray.Dataset
        Under the names of the sampled model.
    design : ReportingDesign
        The counts.

    Returns
    -------
    numpy.ndarray, shape (chains, draws)
        With all constants.
    """
    counts, found, known = design.rate.counts, design.found, design.known
    logs = np.log(design.rate.exposure) + log_rates(draws, design)
    logs = logs + log_expit(logit_detection(draws, design.detection))
    checked = logit_detection(draws, design.checked)
    ways = gammaln(known + 1) - gammaln(found + 1) - gammaln(known - found + 1)
    of_counts = logs @ counts - np.exp(logs).sum(axis=-1) - gammaln(counts + 1).sum()
    of_checked = log_expit(checked) @ found + log_expit(-checked) @ (known - found)
    total: np.ndarray = of_counts + of_checked + ways.sum()
    return total
