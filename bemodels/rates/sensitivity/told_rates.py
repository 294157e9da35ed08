"""Posterior of two true rates whose outcomes were told with uncertain errors.

Each rate's density stands on panels of its log odds, for every pair of errors. Summed
over the errors, it is the density of both rates. On each panel that is a polynomial, so
that its integral up to any limit is one, too, and every probability is read off.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, log_expit, xlog1py, xlogy

from bemodels.errors import NotEstimableError
from bemodels.intervals import Beta
from bemodels.rates.bayes.panels import Array
from bemodels.rates.group import Group
from bemodels.rates.sensitivity.told_panels import (
    NODES,
    Panels,
    panels_between,
    places_between,
)

# What lies e^-35 below the peak adds nothing to ten digits.
_DEEP = 35.0
# Standard errors to a panel at the coarsest, and between places where a peak is sought.
_STEP, _APART = 8.0, 0.7
_SLOWEST = 1.0
_NOTHING = 1e-15
# Nodes reach to 1e-18 of a prior: what the counts hold to must not lie at their end.
_HELD, _EXCLUDED = 1e-3, 1e-12
_CONTRADICTED = (
    "the true shares are not estimable: the counts hold to what the prior {} all "
    "but excludes"
)
# Numbers in one array.
_MOST = 12_000_000


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Errors:
    """Sensitivities and specificities with their weights.

    Attributes
    ----------
    sensitivity, missed : numpy.ndarray, shape (S,)
        They sum to 1 in each pair, and each keeps its own digits.
    specificity, false : numpy.ndarray, shape (S,)
        Likewise.
    weight : numpy.ndarray, shape (S,)
        They sum to 1.
    """

    sensitivity: Array
    missed: Array
    specificity: Array
    false: Array
    weight: Array


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class TwoTold:
    """Two rates, ready to be asked how probable it is that one lies below a limit.

    Attributes
    ----------
    inner : Panels
        Of the rate that is asked for.
    outer : numpy.ndarray, shape (N,)
        Log odds of the other rate.
    whole : float
        The integral of everything.
    start : numpy.ndarray, shape (N, P)
        For each outer node, the inner integral up to each panel.
    within : numpy.ndarray, shape (N, P, 21)
        Legendre coefficients of the integral from there on.
    """

    inner: Panels
    outer: Array
    whole: float
    start: Array
    within: Array

    def below(self, limits: Array) -> float:
        """Return the probability that the inner log odds lie below limits.

        Parameters
        ----------
        limits : numpy.ndarray, shape (N,)
            One for each of the outer log odds.

        Returns
        -------
        float
            In [0, 1], but for rounding.
        """
        edges = self.inner.edges
        panel = np.searchsorted(edges, limits, side="right") - 1
        panel = np.clip(panel, 0, len(edges) - 2)
        place = (limits - edges[panel]) / (edges[panel + 1] - edges[panel])
        local = np.clip(2 * place - 1, -1, 1)
        basis = np.polynomial.legendre.legvander(local, NODES)
        rows = np.arange(len(limits))
        up_to = self.start[rows, panel] + (self.within[rows, panel] * basis).sum(axis=1)
        return float(up_to.sum() / self.whole)

    @property
    def width(self) -> float:
        """Width of the range of the outer log odds."""
        return float(self.outer[-1] - self.outer[0])


def two_told(
    group: Group,
    reference: Group,
    prior: Beta,
    errors: tuple[Errors, Errors],
    fineness: float,
) -> tuple[TwoTold, TwoTold]:
    """Prepare the posterior of two rates.

    Parameters
    ----------
    group, reference : Group
        As told.
    prior : Beta
        Of each true rate on its own.
    errors : (Errors, Errors)
        Of the group and of the reference. One and the same for both is one unknown
        pair that they share; two are independent of one another.
    fineness : float
        Width of panels, 1 at the coarsest.

    Returns
    -------
    told, turned : TwoTold
        To be asked for the group's rate, and for the reference's.

    Raises
    ------
    NotEstimableError
        If it would take too many numbers, or the counts contradict prior and errors.
    """
    pairs = tuple(zip((group, reference), errors, strict=True))
    first, second = (_panels(one, prior, error, fineness) for one, error in pairs)
    _check_size(first, second, errors)
    own, other = (
        _density(one, prior, error, panels.nodes)
        for (one, error), panels in zip(pairs, (first, second), strict=True)
    )
    likely, other_likely = own @ first.weights, other @ second.weights
    if errors[0] is errors[1]:
        _check_errors(errors[0], likely * other_likely)
        both = (other * errors[0].weight[:, None]).T @ own
    else:
        _check_errors(errors[0], likely)
        _check_errors(errors[1], other_likely)
        both = np.outer(errors[1].weight @ other, errors[0].weight @ own)
    return _prepared(first, second, both), _prepared(second, first, both.T)


def _check_size(first: Panels, second: Panels, errors: tuple[Errors, Errors]) -> None:
    rates = len(first.nodes), len(second.nodes)
    pairs = max(len(one.weight) for one in errors)
    if max(rates) * pairs > _MOST or rates[0] * rates[1] > _MOST:
        raise NotEstimableError(
            "the true shares are not estimable: so many incidents speak of rates and "
            f"errors that {max(rates)} rates would be computed for {pairs} pairs of "
            "errors; state an error as known"
        )


def _check_errors(errors: Errors, likely: Array) -> None:
    """Refuse counts that hold to errors which their prior all but excludes."""
    evidence = errors.weight * likely
    held = errors.weight[evidence > _HELD * evidence.max()].sum()
    if not held > _EXCLUDED:
        raise NotEstimableError(_CONTRADICTED.format("of the errors"))


def _prepared(inner: Panels, outer: Panels, density: Array) -> TwoTold:
    """Integrate over the inner rate up to each panel, and from there on."""
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    widths = inner.widths
    density = density * outer.weights[:, None]
    # Panels reach wherever some error might lead; most of their ends hold nothing.
    mass = density @ inner.weights
    if max(mass[0], mass[-1]) > _HELD * mass.max():
        raise NotEstimableError(_CONTRADICTED.format("of the rates"))
    counted = mass > _NOTHING * mass.sum()
    values = density[counted].reshape(-1, len(widths), NODES)
    basis = np.polynomial.legendre.legvander(nodes, NODES - 1)
    coefficients = (values * weights) @ basis * (np.arange(NODES) + 0.5)
    within = np.polynomial.legendre.legint(coefficients, lbnd=-1, axis=2)
    parts = (values @ weights) * widths / 2
    return TwoTold(
        inner=inner,
        outer=outer.nodes[counted],
        whole=float(parts.sum()),
        start=np.cumsum(parts, axis=1) - parts,
        within=within * widths[:, None] / 2,
    )


def _panels(group: Group, prior: Beta, errors: Errors, fineness: float) -> Panels:
    """Put panels where the density may count for any pair of errors."""
    trials = group.incidents + prior.a + prior.b
    places = places_between(
        *prior.logit_range(), trials, slowest=_SLOWEST, apart=_APART
    )
    height = _height(group, prior, errors, places)
    (counted,) = np.nonzero(height > height.max() - _DEEP)
    return panels_between(
        float(places[max(counted[0] - 1, 0)]),
        float(places[min(counted[-1] + 1, len(places) - 1)]),
        trials,
        slowest=_SLOWEST,
        step=_STEP * fineness,
    )


def _height(group: Group, prior: Beta, errors: Errors, log_odds: Array) -> Array:
    """Return the most that a log density can be, over all errors between those given.

    What is told of a true rate lies between two shares, and the likelihood is highest
    at the one of them that comes nearest to the share of the counts.
    """
    rate, rest = expit(log_odds), expit(-log_odds)
    least = rate * errors.sensitivity.min() + rest * errors.false.min()
    most = rate * errors.sensitivity.max() + rest * errors.false.max()
    told = np.clip(group.attack_rate, least, np.minimum(most, 1))
    others = group.incidents - group.attacks
    likelihood = xlogy(group.attacks, told) + xlog1py(others, -told)
    return np.asarray(likelihood + _log_prior(prior, log_odds))


def _density(group: Group, prior: Beta, errors: Errors, log_odds: Array) -> Array:
    """Return prior times likelihood for each pair of errors, 1 at the highest."""
    rate, rest = expit(log_odds), expit(-log_odds)
    told = np.outer(errors.sensitivity, rate) + np.outer(errors.false, rest)
    untold = np.outer(errors.missed, rate) + np.outer(errors.specificity, rest)
    others = group.incidents - group.attacks
    logarithm = xlogy(group.attacks, told) + xlogy(others, untold)
    logarithm += _log_prior(prior, log_odds)
    return np.asarray(np.exp(logarithm - logarithm.max()))


def _log_prior(prior: Beta, log_odds: Array) -> Array:
    return np.asarray(prior.a * log_expit(log_odds) + prior.b * log_expit(-log_odds))
