"""R-hat, effective sizes and Monte Carlo errors of many quantities at once.

The arithmetic is that of ArviZ, which goes through quantities one by one: here ranks,
transforms and autocovariances are taken of all together, and what two numbers share is
computed once. A test holds every number to ArviZ's.

References
----------
.. [1] Vehtari A, Gelman A, Simpson D, Carpenter B, Bürkner PC (2021). Rank-normalized
   R-hat. Bayesian Analysis 16, 667-718.
.. [2] Geyer CJ (1992). Practical Markov chain Monte Carlo. Statistical Science 7,
   473-483.
"""

from __future__ import annotations

from math import log10

import numpy as np
from scipy.fft import irfft, next_fast_len, rfft
from scipy.special import betaincinv, ndtri
from scipy.stats import rankdata

# Blom's plotting positions, and one standard error to either side.
OFFSET = 3 / 8
ONE_ERROR = (0.1586553, 0.8413447)
CHAIN, DRAW = 1, 2


def split_chains(draws: np.ndarray) -> np.ndarray:
    """Return the halves of every chain as chains; a middle draw is left out.

    Parameters
    ----------
    draws : numpy.ndarray, shape (quantities, chains, draws)
        Of many quantities.

    Returns
    -------
    numpy.ndarray, shape (quantities, 2 chains, draws // 2)
        First halves, then second halves.
    """
    half = draws.shape[DRAW] // 2
    return np.concatenate([draws[..., :half], draws[..., -half:]], axis=CHAIN)


def normal_scores(halves: np.ndarray) -> np.ndarray:
    """Return normal quantiles in place of ranks, each quantity by itself.

    Parameters
    ----------
    halves : numpy.ndarray, shape (quantities, chains, draws)
        As `split_chains` returns them.

    Returns
    -------
    numpy.ndarray of the same shape
        Equal draws have equal scores.
    """
    flat = halves.reshape(len(halves), -1)
    ranks = rankdata(flat, method="average", axis=1)
    scores = ndtri((ranks - OFFSET) / (flat.shape[1] - 2 * OFFSET + 1))
    found: np.ndarray = scores.reshape(halves.shape)
    return found


def rank_r_hat(halves: np.ndarray, scores: np.ndarray) -> np.ndarray:
    """Return the larger R-hat of ranks and of ranks of distances from the median.

    Parameters
    ----------
    halves, scores : numpy.ndarray, shape (quantities, chains, draws)
        Draws, and their normal scores.

    Returns
    -------
    numpy.ndarray, shape (quantities,)
        Not a number where all draws are equal.
    """
    middle = np.median(halves, axis=(CHAIN, DRAW), keepdims=True)
    folded = normal_scores(np.abs(halves - middle))
    larger: np.ndarray = np.maximum(_r_hat(scores), _r_hat(folded))
    return larger


def _r_hat(chains: np.ndarray) -> np.ndarray:
    size = chains.shape[DRAW]
    between = size * chains.mean(axis=DRAW).var(axis=1, ddof=1)
    within = chains.var(axis=DRAW, ddof=1).mean(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio: np.ndarray = np.sqrt((between / within + size - 1) / size)
    return ratio


def effective_sizes(chains: np.ndarray) -> np.ndarray:
    """Return the effective number of draws for the mean of each quantity.

    Parameters
    ----------
    chains : numpy.ndarray, shape (quantities, chains, draws)
        As `split_chains` returns them, or a transform of these.

    Returns
    -------
    numpy.ndarray, shape (quantities,)
        All draws where they do not vary.
    """
    *_, size = chains.shape
    covariance = _autocovariances(chains)
    within = covariance[:, :, 0].mean(axis=1) * size / (size - 1)
    total = within * (size - 1) / size + chains.mean(axis=DRAW).var(axis=1, ddof=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        away = (within[:, None] - covariance.mean(axis=1)) / total[:, None]
    number = chains[0].size
    still = np.ptp(chains, axis=(CHAIN, DRAW)) < np.finfo(float).resolution
    return np.array(
        [
            number if stands else number / _correlation_time(row, number)
            for stands, row in zip(still, (1 - away).tolist(), strict=True)
        ]
    )


def _autocovariances(chains: np.ndarray) -> np.ndarray:
    size = chains.shape[DRAW]
    padded = next_fast_len(2 * size)
    centred = chains - chains.mean(axis=DRAW, keepdims=True)
    transformed = rfft(centred, n=padded, axis=DRAW)
    power = transformed * np.conjugate(transformed)
    found: np.ndarray = irfft(power, n=padded, axis=DRAW)[..., :size] / size
    return found


def _correlation_time(correlations: list[float], number: int) -> float:
    """Return the integrated autocorrelation time by Geyer's monotone sequence.

    Sums of pairs are added as long as they are positive, and never rise.
    """
    kept = [1.0, correlations[1]]
    even, odd, lag = 1.0, correlations[1], 1
    while lag < len(correlations) - 3 and even + odd > 0:
        even, odd = correlations[lag + 1], correlations[lag + 2]
        kept += [even, odd] if even + odd >= 0 else [0.0, 0.0]
        lag += 2
    last = lag - 2
    if even > 0:
        kept[last + 1] = even
    for lag in range(1, last - 1, 2):
        if kept[lag + 1] + kept[lag + 2] > kept[lag - 1] + kept[lag]:
            kept[lag + 1] = kept[lag + 2] = (kept[lag - 1] + kept[lag]) / 2
    time = -1 + 2 * sum(kept[: last + 1]) + kept[last + 1]
    return max(time, 1 / log10(number))


def quantile_sizes(draws: np.ndarray, probability: float) -> np.ndarray:
    """Return the effective number of draws for a quantile of each quantity.

    Parameters
    ----------
    draws : numpy.ndarray, shape (quantities, chains, draws)
        Of many quantities.
    probability : float
        Of the quantile, in (0, 1).

    Returns
    -------
    numpy.ndarray, shape (quantities,)
        That of the share of draws up to the quantile.
    """
    quantile = np.quantile(draws, probability, axis=(CHAIN, DRAW), keepdims=True)
    return effective_sizes(split_chains((draws <= quantile).astype(float)))


def quantile_errors(
    draws: np.ndarray, probability: float, sizes: np.ndarray
) -> np.ndarray:
    """Return the Monte Carlo standard error of a quantile of each quantity.

    Parameters
    ----------
    draws : numpy.ndarray, shape (quantities, chains, draws)
        Of many quantities.
    probability : float
        Of the quantile, in (0, 1).
    sizes : numpy.ndarray, shape (quantities,)
        Effective numbers of draws for it.

    Returns
    -------
    numpy.ndarray, shape (quantities,)
        Half the distance between the draws at one standard error of the quantile's
        rank to either side.
    """
    ordered = np.sort(draws.reshape(len(draws), -1), axis=1)
    number = ordered.shape[1]
    below, above = (
        betaincinv(sizes * probability + 1, sizes * (1 - probability) + 1, share)
        * number
        - 1
        for share in ONE_ERROR
    )
    low = np.floor(np.maximum(below, 0)).astype(int)
    high = np.ceil(np.minimum(above, number - 1)).astype(int)
    rows = np.arange(len(ordered))
    found: np.ndarray = (ordered[rows, high] - ordered[rows, low]) / 2
    return found
