"""What the pooled model expects to see, before the data and after them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from bemodels.bayes import diagnose
from bemodels.counts.pooled.priors import PooledPriors
from bemodels.result import Cell, Check, Table

CENTRAL = (0.025, 0.975)
CLASSES = (0, 1, 2, 3, 5, 10, 20, 50)
TOTAL = "incidents in all places"
ZEROS = "places without an incident"
ONES = "places with exactly one"
LARGEST = "largest count of a place"

FRESH_RATES = "Replicated places have fresh rates."
Statistics = Mapping[str, Callable[[np.ndarray], np.ndarray]]
STATISTICS: Statistics = {
    TOTAL: lambda y: y.sum(axis=-1),
    ZEROS: lambda y: (y == 0).sum(axis=-1),
    ONES: lambda y: (y == 1).sum(axis=-1),
    LARGEST: lambda y: y.max(axis=-1),
}


def draw_prior(
    priors: PooledPriors, *, rng: np.random.Generator, draws: int
) -> dict[str, np.ndarray]:
    """Draw the mean rate and phi from their priors.

    Parameters
    ----------
    priors : PooledPriors
        The priors.
    rng : numpy.random.Generator
        Source of randomness.
    draws : int
        Independent draws.

    Returns
    -------
    dict
        ``log_mean_rate``, ``heterogeneity``, ``mean_rate``, ``phi``, ``alpha``, each
        of shape (draws,).
    """
    log_mean = rng.normal(priors.log_mean_location, priors.log_mean_scale, draws)
    heterogeneity = np.abs(rng.normal(0, priors.heterogeneity_scale, draws))
    alpha = heterogeneity**2
    return {
        "log_mean_rate": log_mean,
        "heterogeneity": heterogeneity,
        "mean_rate": np.exp(log_mean),
        "phi": 1 / alpha,
        "alpha": alpha,
    }


def replicate_counts(
    mean_rate: np.ndarray,
    phi: np.ndarray,
    years: np.ndarray,
    *,
    rng: np.random.Generator,
) -> np.ndarray:
    """Draw counts of fresh places, with rates of their own.

    Parameters
    ----------
    mean_rate, phi : numpy.ndarray, shape S
        Draws of the mean annual rate and of phi.
    years : numpy.ndarray, shape (places,)
        Exposure of each place.
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    numpy.ndarray of int, shape S + (places,)
        Counts.
    """
    shape = (*mean_rate.shape, len(years))
    rates = rng.gamma(phi[..., None], (mean_rate / phi)[..., None], shape)
    return np.asarray(rng.poisson(rates * years))


def predictive_table(
    name: str,
    observed: np.ndarray,
    replicated: np.ndarray,
    ranks: Mapping[str, np.ndarray],
    *,
    statistics: Statistics,
    note: str,
) -> Table:
    """Lay the observed data beside replicated ones.

    Parameters
    ----------
    name : str
        The caption.
    observed : numpy.ndarray, shape (places,)
        Counts.
    replicated : numpy.ndarray, shape (..., places)
        Replicated counts.
    ranks : mapping of str to numpy.ndarray
        By statistic, the mid-rank of the observed value given each draw.
    statistics : mapping of str to callable
        What is compared, by name; each takes counts whose last axis is the rows'.
    note : str
        What is replicated.

    Returns
    -------
    Table
        A row a statistic: observed, median and 95% range of the replicates, and the
        mid-rank of the observed one.
    """
    rows: list[tuple[Cell, ...]] = []
    for label, statistic in statistics.items():
        limits = np.quantile(
            statistic(replicated), (0.5, *CENTRAL), method="inverted_cdf"
        )
        rank = float(ranks[label].mean())
        rows.append((label, float(statistic(observed)), *map(float, limits), rank))
    return Table(
        name=name,
        columns=("statistic", "observed", "median", "2.5%", "97.5%", "rank"),
        rows=tuple(rows),
        note=f"{note} Rank: probability of a replicate below the observed value, ties "
        "counted half, averaged over the draws.",
    )


def count_classes(observed: np.ndarray, replicated: np.ndarray) -> Table:
    """Count places by how many incidents they had, observed and predicted.

    Parameters
    ----------
    observed : numpy.ndarray, shape (places,)
        Counts.
    replicated : numpy.ndarray, shape (..., places)
        Posterior predictive counts.

    Returns
    -------
    Table
        A row a class of counts: observed places, predicted median and 95% range.
    """
    rows: list[tuple[Cell, ...]] = []
    for low, high in zip(CLASSES, (*CLASSES[1:], np.inf), strict=True):
        inside = ((replicated >= low) & (replicated < high)).sum(axis=-1)
        here = int(((observed >= low) & (observed < high)).sum())
        limits = np.quantile(inside, (0.5, *CENTRAL), method="inverted_cdf")
        rows.append((_class_name(low, high), here, *map(float, limits)))
    return Table(
        name="Places by number of incidents",
        columns=("incidents of a place", "observed", "median", "2.5%", "97.5%"),
        rows=tuple(rows),
        note="Places, observed and in replicated data with fresh rates.",
    )


def _class_name(low: int, high: float) -> str:
    if high == np.inf:
        return f"{low} or more"
    return str(low) if high == low + 1 else f"{low} to {high - 1:g}"


def predictive_checks(
    observed: np.ndarray, ranks: Mapping[str, np.ndarray], *, statistics: Statistics
) -> tuple[Check, ...]:
    """Judge whether the observed data look like replicated ones.

    Parameters
    ----------
    observed : numpy.ndarray, shape (places,)
        Counts.
    ranks : mapping of str to numpy.ndarray, shape (chains, draws)
        By statistic, the mid-rank of the observed value given each draw.
    statistics : mapping of str to callable
        What is compared, by name; each takes counts whose last axis is the rows'.

    Returns
    -------
    tuple of Check
        One a statistic; passed if its mid-rank lies between 2.5 and 97.5%. The detail
        holds the Monte Carlo error of the rank, and says so where the verdict hangs
        on it.
    """
    return tuple(
        _check(label, float(statistic(observed)), ranks[label])
        for label, statistic in statistics.items()
    )


def _check(label: str, here: float, ranks: np.ndarray) -> Check:
    rank, error = float(ranks.mean()), _monte_carlo_error(ranks)
    near = min(abs(rank - limit) for limit in CENTRAL) < 2 * error
    return Check(
        name=f"posterior predictive: {label}",
        passed=CENTRAL[0] <= rank <= CENTRAL[1],
        detail=f"observed {here:g} lies at the {100 * rank:.2f}% point (Monte Carlo "
        f"error {100 * error:.2f}; inside from 2.5 to 97.5)"
        + ("; so near the line that more draws may turn the verdict" if near else ""),
    )


def _monte_carlo_error(ranks: np.ndarray) -> float:
    """Return the standard error of the mean rank, one draw's share if all agree."""
    if np.ptp(ranks) == 0:
        return 1 / ranks.size
    return diagnose("rank", ranks).mcse
