"""A Poisson model fitted to many simulated tables of one design at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.diagnostics.shared_design import (
    SharedDesign,
    shared_design,
    shortening,
)
from bemodels.errors import NotConvergedError

if TYPE_CHECKING:
    from bemodels.counts.fits.count_fit import CountFit

_STEPS = 200
# Newton's steps end where one more would gain this little; a row whose mean is going
# to 0 is by then below _NOUGHT of the mean that it was drawn from.
_STILL = 1e-9
_NOUGHT = 1e-5
_LEAST = 1e-9
# Separated rows keep this part of the mean that they were drawn from where leverages
# are computed: no matrix is singular, and the leverages of the others lose as little.
_FAINT = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Refits:
    """Tables of counts with the means that a Poisson model fits to each.

    Attributes
    ----------
    counts : ndarray of int, shape (tables, m)
        0 or more.
    predictor : ndarray, shape (tables, m)
        The linear predictor, offset included; far below 0 on separated rows.
    mean : ndarray, shape (tables, m)
        Fitted; 0 on separated rows.
    leverage : ndarray, shape (tables, m)
        Diagonals of the hat matrices; 0 on separated rows.
    above : ndarray of bool, shape (tables, m)
        Whether the row's fitted mean is above 0.
    """

    counts: np.ndarray
    predictor: np.ndarray
    mean: np.ndarray
    leverage: np.ndarray
    above: np.ndarray


def refit_tables(design: SharedDesign, counts: np.ndarray) -> Refits:
    """Fit a Poisson model with a logarithmic link to each table.

    Parameters
    ----------
    design : SharedDesign
        What the tables share.
    counts : ndarray of int, shape (tables, m)
        0 or more.

    Returns
    -------
    Refits
        A row that Newton's steps have lowered below 1e-5 of the mean that it was drawn
        from is separated: its mean is 0.

    Raises
    ------
    NotConvergedError
        If 200 steps do not reach every maximum.
    """
    predictor = _first_guess(design, counts)
    active = np.arange(len(counts))
    for _ in range(_STEPS):
        change, gain = _newton_step(design, counts[active], predictor[active])
        predictor[active] += change
        active = active[gain > _STILL]
        if not active.size:
            return _settled(design, counts, predictor)
    raise NotConvergedError(
        f"the Poisson fits of {active.size} simulated tables have not reached their "
        f"maximum after {_STEPS} steps"
    )


def refit_of(fit: CountFit) -> Refits:
    """Return a Poisson fit as the one table that it was fitted to.

    Parameters
    ----------
    fit : CountFit
        Poisson; its rows of mean 0 are left out.

    Returns
    -------
    Refits
        Of one table.
    """
    design = shared_design(fit)
    mean = design.drawn_from[None]
    return Refits(
        counts=fit.problem.counts[None],
        predictor=np.log(mean),
        mean=mean,
        leverage=design.leverages(mean),
        above=np.ones(mean.shape, dtype=bool),
    )


def _first_guess(design: SharedDesign, counts: np.ndarray) -> np.ndarray:
    """Regress logarithms of counts drawn half-way to each table's overall rate."""
    scale = np.exp(design.offset - design.offset.max())
    totals = counts.sum(axis=1, keepdims=True)
    typical = np.maximum(scale * ((totals + 1 / 2) / scale.sum()), _LEAST)
    mean = (counts + typical) / 2
    target = (mean * (np.log(mean) - design.offset)) @ design.columns
    guess = design.along(_solved(design.information(mean), target))
    return np.asarray(design.offset + guess)


def _newton_step(
    design: SharedDesign, counts: np.ndarray, predictor: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the steps, and what each gains if its likelihood were quadratic."""
    mean = np.exp(predictor)
    gradient = (counts - mean) @ design.columns
    step = _solved(design.information(mean), gradient)
    change = design.along(step)
    # Means that go to 0 may fall as fast as they will; those that rise may overshoot.
    factor = shortening(change.max(axis=1))
    return change * factor[:, None], (gradient * step).sum(axis=1) / 2


def _solved(matrices: np.ndarray, vectors: np.ndarray) -> np.ndarray:
    solutions: np.ndarray = np.linalg.solve(matrices, vectors[..., None])[..., 0]
    return solutions


def _settled(design: SharedDesign, counts: np.ndarray, predictor: np.ndarray) -> Refits:
    """Set the means of separated rows to 0, and add leverages."""
    mean = np.exp(predictor)
    above = (counts > 0) | (mean > _NOUGHT * design.drawn_from)
    faint = _FAINT * design.drawn_from
    return Refits(
        counts=counts,
        predictor=predictor,
        mean=mean * above,
        leverage=design.leverages(np.where(above, mean, faint)) * above,
        above=above,
    )
