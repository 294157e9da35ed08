"""Coordinates in which chains move well, from a penalised fit; they change no density.

Counts tell of rate times detection alone, so the posterior is a ridge on which one goes
up as the other goes down, curved wherever detection is far from certain. The penalised
fit says by how much each coefficient of the rate answers to the logarithm of detection,
and how far it moves beside that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit, log_expit

from bemodels.bayes.spreads import NoSpread

if TYPE_CHECKING:
    from bemodels.undercount.reporting.reporting_design import ReportingDesign
    from bemodels.undercount.reporting.reporting_priors import ReportingPriors

# A count of 0 has a logarithm, too.
HALF = 0.5
STEPS = 200
HALVINGS = 40
CLOSE = 1e-8
# A chain starts within one unit of each coordinate, which is two standard deviations
# of the penalised fit: starts lie further apart than the posterior is wide.
DISPERSED = 2.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RoughCoordinates:
    """Where the penalised fit lies, and its axes.

    Attributes
    ----------
    rate, detection : numpy.ndarray, shapes (K,) and (D,)
        Coefficients of the penalised fit.
    rate_axes, detection_axes : numpy.ndarray, shapes (K, K) and (D, D)
        Two standard deviations along each axis: of the rate given detection, and of
        detection.
    answer : numpy.ndarray, shape (K, n)
        By how much each coefficient of the rate falls as the logarithm of the
        detection of each count rises.
    """

    rate: np.ndarray
    detection: np.ndarray
    rate_axes: np.ndarray
    detection_axes: np.ndarray
    answer: np.ndarray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Problem:
    """What the penalised fit is of; coefficients of rate and places come first."""

    design: ReportingDesign
    log_rate: np.ndarray
    location: np.ndarray
    precision: np.ndarray

    def log_posterior(self, at: np.ndarray) -> float:
        counts, design = self.design.rate.counts, self.design
        before = self.log_rate.shape[1]
        log_means = np.log(design.rate.exposure) + self.log_rate @ at[:before]
        log_means = log_means + log_expit(design.detection @ at[before:])
        logits = design.checked @ at[before:]
        found, known = design.found, design.known
        with np.errstate(over="ignore"):
            fit = counts @ log_means - np.exp(log_means).sum()
        fit += found @ log_expit(logits) + (known - found) @ log_expit(-logits)
        return float(fit - self.precision @ (at - self.location) ** 2 / 2)

    def slopes(self, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the slopes and the expected information."""
        design, before = self.design, self.log_rate.shape[1]
        logits = design.detection @ at[before:]
        means = design.rate.exposure * np.exp(
            self.log_rate @ at[:before] + log_expit(logits)
        )
        rows = np.hstack([self.log_rate, design.detection * expit(-logits)[:, None]])
        chances = expit(design.checked @ at[before:])
        slopes = rows.T @ (design.rate.counts - means)
        slopes[before:] += design.checked.T @ (design.found - design.known * chances)
        known = rows.T @ (means[:, None] * rows) + np.diag(self.precision)
        weights = design.known * chances * (1 - chances)
        known[before:, before:] += design.checked.T @ (
            weights[:, None] * design.checked
        )
        return slopes - self.precision * (at - self.location), known


def rough_coordinates(
    design: ReportingDesign, priors: ReportingPriors
) -> RoughCoordinates:
    """Return the coordinates that a penalised fit suggests.

    Parameters
    ----------
    design : ReportingDesign
        The data.
    priors : ReportingPriors
        Which penalise.

    Returns
    -------
    RoughCoordinates
        By Fisher scoring; places are taken as normal effects of a rough spread.
    """
    problem = _problem(design, priors, _rough_spread(design, priors))
    at = _scored(problem, _start(problem))
    terms = design.rate.matrix.shape[1]
    before = problem.log_rate.shape[1]
    _, known = problem.slopes(at)
    inverse = np.linalg.inv(known[:before, :before])
    across = known[before:, :before]
    means = design.rate.exposure * np.exp(
        problem.log_rate @ at[:before] + log_expit(design.detection @ at[before:])
    )
    detection = known[before:, before:] - across @ inverse @ across.T
    return RoughCoordinates(
        rate=at[:terms],
        detection=at[before:],
        rate_axes=DISPERSED * np.linalg.cholesky(inverse[:terms, :terms]),
        detection_axes=DISPERSED * np.linalg.cholesky(np.linalg.inv(detection)),
        answer=inverse[:terms] @ (problem.log_rate * means[:, None]).T,
    )


def _problem(
    design: ReportingDesign, priors: ReportingPriors, spread: float
) -> _Problem:
    rate = priors.rate.numbers(design.rate.terms)
    detection = priors.detection.numbers(design.detection_terms)
    places = len(design.places) if design.pooled else 0
    there = (design.place[:, None] == np.arange(places)).astype(float)
    of_places = np.array([np.zeros(places), np.full(places, spread)])
    location, scale = np.hstack([rate, of_places, detection])
    return _Problem(
        design=design,
        log_rate=np.hstack([design.rate.matrix.to_numpy(float), there]),
        location=location,
        precision=scale**-2,
    )


def _rough_spread(design: ReportingDesign, priors: ReportingPriors) -> float:
    """Return the spread of the places of a fit under the scale of its prior."""
    if isinstance(priors.places, NoSpread):
        return 1.0
    problem = _problem(design, priors, priors.places.scale)
    at = _scored(problem, _start(problem))
    first = design.rate.matrix.shape[1]
    effects = at[first : first + len(design.places)]
    _, known = problem.slopes(at)
    own = np.diagonal(known)[first : first + len(design.places)]
    return float(np.sqrt((effects**2 + 1 / own).mean()))


def _start(problem: _Problem) -> np.ndarray:
    """Return least squares of the log counts, at the prior means of detection."""
    design, before = problem.design, problem.log_rate.shape[1]
    detection = problem.location[before:]
    weights = design.rate.counts + HALF
    logs = np.log(weights / design.rate.exposure)
    logs -= log_expit(design.detection @ detection)
    weighted = problem.log_rate.T * weights
    pulled = problem.precision[:before] * problem.location[:before]
    known = weighted @ problem.log_rate + np.diag(problem.precision[:before])
    return np.concatenate([np.linalg.solve(known, weighted @ logs + pulled), detection])


def _scored(problem: _Problem, at: np.ndarray) -> np.ndarray:
    """Climb by Fisher scoring; where it ends early, coordinates are only rougher."""
    height = problem.log_posterior(at)
    for _ in range(STEPS):
        slopes, known = problem.slopes(at)
        step = np.linalg.solve(known, slopes)
        if slopes @ step < CLOSE:
            break
        for _ in range(HALVINGS):
            higher = problem.log_posterior(at + step)
            if higher > height:
                break
            step = step / 2
        else:
            break
        at, height = at + step, higher
    return at
