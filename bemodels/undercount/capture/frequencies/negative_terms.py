"""A fit of times seen without the terms that a form of unequal chances forbids."""

from __future__ import annotations

import numpy as np

from bemodels.errors import NotEstimableError
from bemodels.undercount.capture.frequencies.times_fit import TimesFit, fit_times
from bemodels.undercount.capture.frequencies.times_model import (
    TimesModel,
    separating_direction,
)

FALLS = 1e-9
MOST_NAMED = 4


def fit_without_negative_terms(model: TimesModel) -> tuple[TimesModel, TimesFit]:
    """Fit, leaving out what Chao's form does not allow, one term at a time.

    Parameters
    ----------
    model : TimesModel
        With or without a cell of units never seen.

    Returns
    -------
    model, fit : TimesModel, TimesFit
        The model that was kept, and its fit.

    Raises
    ------
    NotEstimableError
        If the estimate does not exist, or 300 steps do not reach it.
    """
    while True:
        direction = separating_direction(model)
        if not direction.any():
            fit = fit_times(model)
            direction = fit.coefficients
            negative = _negative_terms(model, direction)
            if not negative:
                return model, fit
        else:
            negative = _negative_terms(model, direction)
            if not negative:
                _refuse_endless(model, direction)
        model = model.without(negative[0])


def _negative_terms(model: TimesModel, values: np.ndarray) -> list[int]:
    return [
        place
        for place, (term, value) in enumerate(zip(model.terms, values, strict=True))
        if term.startswith("eta") and value < 0
    ]


def _refuse_endless(model: TimesModel, direction: np.ndarray) -> None:
    moved = model.columns @ direction
    sizes = np.abs(model.columns) @ np.abs(direction)
    falling = (np.flatnonzero(moved < -FALLS * sizes) + 1).tolist()
    named = ", ".join(map(str, falling[:MOST_NAMED]))
    more = ", ..." if len(falling) > MOST_NAMED else ""
    raise NotEstimableError(
        f"{model.name}: the maximum likelihood estimate does not exist; nobody was "
        f"seen {named}{more} times, and the fit runs to 0 there"
    )
