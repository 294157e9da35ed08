"""Draws of latent classes: Gibbs sweeps, and trajectories along the slopes.

A Gibbs sweep moves units between classes and shares anew, but crawls along the ridge on
which a class grows as its units become harder to see: thousands of sweeps for one
effective draw of the population. Hamiltonian trajectories of the density with
population, classes of units and concentration summed out run along it. Each draw is a
sweep of either, every chain at once.

References
----------
.. [1] Manrique-Vallier D (2016). Bayesian population size estimation using Dirichlet
   process mixtures. Biometrics 72:1246-1254.
.. [2] Neal RM (2011). MCMC using Hamiltonian dynamics. In: Handbook of Markov Chain
   Monte Carlo, chapter 5. CRC Press.
.. [3] Hoffman MD, Gelman A (2014). The No-U-Turn sampler. Journal of Machine Learning
   Research 15:1593-1623 (dual averaging of the step).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bemodels.undercount.capture.classes.class_density import (
    ClassModel,
    Values,
    log_complement,
    log_density,
    log_density_slopes,
    log_shares,
)

WARM_UP = 1000
_STEPS = 40
_TARGET = 0.8
_FIRST_STEP = 0.02
_JITTER = (0.6, 1.2)


class State(NamedTuple):
    """Where the chains are.

    Attributes
    ----------
    captures : ndarray, shape (chains, lists, classes)
        Logits of lambda.
    sticks : ndarray, shape (chains, classes - 1)
        Logits of V.
    """

    captures: Values
    sticks: Values


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassDraws:
    """Draws of what is reported.

    Attributes
    ----------
    hidden : ndarray of int, shape (chains, draws)
        Units on no list.
    missed : ndarray, shape (chains, draws)
        Probability of a unit to be on no list.
    expected : ndarray, shape (patterns,)
        Mean units of each recorded pattern, were n recorded again.
    acceptance : float
        Mean acceptance of the trajectories.
    """

    hidden: NDArray[np.int64]
    missed: Values
    expected: Values
    acceptance: float


def draw_classes(
    model: ClassModel, *, rng: np.random.Generator, chains: int, draws: int
) -> ClassDraws:
    """Draw from the posterior of latent classes.

    Parameters
    ----------
    model : ClassModel
        Data and priors.
    rng : numpy.random.Generator
        Source of the draws.
    chains : int
        Independent chains, started from the prior of lambda.
    draws : int
        Kept draws a chain, after 1,000 in which the steps are adapted.

    Returns
    -------
    ClassDraws
        Of every chain.
    """
    lists = model.on_list.shape[1]
    state = State(
        rng.logistic(size=(chains, lists, model.classes)),
        rng.logistic(size=(chains, model.classes - 1)),
    )
    steps = _Steps(chains)
    for _ in range(WARM_UP):
        state, accepted = _one_draw(model, state, steps.now, rng)
        steps.learn(accepted)
    hidden = np.empty((chains, draws), dtype=np.int64)
    missed = np.empty((chains, draws))
    expected = np.zeros(len(model.units))
    acceptance = 0.0
    for draw in range(draws):
        state, accepted = _one_draw(model, state, steps.settled, rng)
        acceptance += float(accepted.mean()) / draws
        theta, missed[:, draw] = _patterns(model, state)
        seen = 1 - missed[:, draw]
        hidden[:, draw] = rng.negative_binomial(model.recorded, seen)
        expected += (theta / seen[:, None]).mean(axis=0) * model.recorded / draws
    return ClassDraws(
        hidden=hidden, missed=missed, expected=expected, acceptance=acceptance
    )


class _Steps:
    """The length of a step in each chain, adapted by dual averaging."""

    def __init__(self, chains: int) -> None:
        self.now = np.full(chains, _FIRST_STEP)
        self._shortfall = np.zeros(chains)
        self._log_settled = np.log(self.now)
        self._times = 0

    @property
    def settled(self) -> Values:
        return np.asarray(np.exp(self._log_settled))

    def learn(self, accepted: Values) -> None:
        self._times += 1
        weight = 1 / (self._times + 10)
        self._shortfall += weight * (_TARGET - accepted - self._shortfall)
        logs = np.log(10 * _FIRST_STEP) - np.sqrt(self._times) / 0.05 * self._shortfall
        self.now = np.exp(logs)
        self._log_settled += self._times**-0.75 * (logs - self._log_settled)


def _one_draw(
    model: ClassModel, state: State, steps: Values, rng: np.random.Generator
) -> tuple[State, Values]:
    return _trajectory(model, _sweep(model, state, rng), steps, rng)


def _sweep(model: ClassModel, state: State, rng: np.random.Generator) -> State:
    """Draw concentration, hidden units, classes of all units, lambda and V in turn."""
    captures, sticks = state
    rate = model.rate - log_complement(sticks).sum(axis=1)
    alpha = rng.standard_gamma(model.shape + model.classes - 1, len(rate)) / rate
    on_none = log_complement(captures).sum(axis=1) + log_shares(sticks)
    by_class = model.on_list @ captures + on_none[:, None, :]
    members = rng.multinomial(model.units, _normalised(by_class))
    seen = 1 - np.exp(on_none).sum(axis=1)
    hidden = rng.negative_binomial(model.recorded, seen)
    unseen = rng.multinomial(hidden, _normalised(on_none))
    of_class: Values = (members.sum(axis=1) + unseen).astype(np.float64)
    on_lists: Values = model.on_list.T @ members.astype(np.float64)
    later = np.cumsum(of_class[:, ::-1], axis=1)[:, ::-1][:, 1:]
    return State(
        _log_gamma(1 + on_lists, rng)
        - _log_gamma(1 + of_class[:, None, :] - on_lists, rng),
        _log_gamma(1 + of_class[:, :-1], rng) - _log_gamma(alpha[:, None] + later, rng),
    )


def _log_gamma(shape: Values, rng: np.random.Generator) -> Values:
    """Draw the log of a gamma variate; exact for shapes near 0, where it underflows."""
    larger = np.log(rng.standard_gamma(shape + 1))
    return np.asarray(larger - rng.standard_exponential(shape.shape) / shape)


def _normalised(logs: Values) -> Values:
    shares = np.exp(logs - logs.max(axis=-1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=-1, keepdims=True))


def _trajectory(
    model: ClassModel, start: State, steps: Values, rng: np.random.Generator
) -> tuple[State, Values]:
    """Follow the slopes for some steps, and accept where they lead or stay."""
    step = steps * rng.uniform(*_JITTER, size=len(steps))
    of_captures, of_sticks = step[:, None, None], step[:, None]
    captures, sticks = start
    push = rng.standard_normal(captures.shape)
    pull = rng.standard_normal(sticks.shape)
    density, slope, tilt = log_density(model, captures, sticks)
    energy = density - _kinetic(push, pull)
    # A trajectory that leaves what floating point can hold is not accepted.
    with np.errstate(all="ignore"):
        push, pull = push + of_captures * slope / 2, pull + of_sticks * tilt / 2
        for _ in range(_STEPS - 1):
            captures, sticks = captures + of_captures * push, sticks + of_sticks * pull
            slope, tilt = log_density_slopes(model, captures, sticks)
            push, pull = push + of_captures * slope, pull + of_sticks * tilt
        captures, sticks = captures + of_captures * push, sticks + of_sticks * pull
        density, slope, tilt = log_density(model, captures, sticks)
        push, pull = push + of_captures * slope / 2, pull + of_sticks * tilt / 2
        gained = density - _kinetic(push, pull) - energy
        chance = np.exp(np.minimum(0, np.where(np.isnan(gained), -np.inf, gained)))
    kept = rng.random(len(steps)) < chance
    return State(
        np.where(kept[:, None, None], captures, start.captures),
        np.where(kept[:, None], sticks, start.sticks),
    ), chance


def _kinetic(push: Values, pull: Values) -> Values:
    return np.asarray(((push**2).sum(axis=(1, 2)) + (pull**2).sum(axis=1)) / 2)


def _patterns(model: ClassModel, state: State) -> tuple[Values, Values]:
    on_none = log_complement(state.captures).sum(axis=1) + log_shares(state.sticks)
    by_class = model.on_list @ state.captures + on_none[:, None, :]
    return np.exp(by_class).sum(axis=2), np.exp(on_none).sum(axis=1)
