"""The population under a log-linear model: estimate, standard error, profile limits."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt
from typing import TYPE_CHECKING

import numpy as np

from bemodels.errors import NotEstimableError
from bemodels.undercount.capture.loglinear.existence import (
    Existence,
    check_existence,
    refuse_without_estimate,
)
from bemodels.undercount.capture.loglinear.model_terms import (
    CellModel,
    heterogeneity_columns,
)
from bemodels.undercount.capture.multinomial import (
    ProfiledPopulation,
    profile_population,
)

if TYPE_CHECKING:
    from bemodels.undercount.capture.capture_table import CaptureTable
    from bemodels.undercount.capture.heterogeneity import Heterogeneity
    from bemodels.undercount.capture.loglinear.poisson_cells import Array, CellFit

LARGEST_HIDDEN = log(1e15)


@dataclass(frozen=True, slots=True, kw_only=True)
class PopulationFit:
    """A fitted log-linear model and the hidden incidents that it implies.

    Attributes
    ----------
    model : CellModel
        The model that was kept.
    dropped : tuple of str
        Terms left out because their coefficient was negative.
    fit : CellFit
        Of the patterns that lists saw.
    hidden, standard_error : float
        Expected incidents that no list saw, and of the population.
    limits : ProfiledPopulation
        Of the multinomial profile likelihood.
    existence : Existence
        What the check of the model that was kept found.
    """

    model: CellModel
    dropped: tuple[str, ...]
    fit: CellFit
    hidden: float
    standard_error: float
    limits: ProfiledPopulation
    existence: Existence


def population_model(
    name: str,
    table: CaptureTable,
    main: tuple[tuple[str, ...], Array],
    heterogeneity: Heterogeneity | tuple[()],
) -> CellModel:
    """Put the columns of a model side by side.

    Parameters
    ----------
    name : str
        Of the model.
    table : CaptureTable
        The histories.
    main : tuple of terms and numpy.ndarray of shape (2^K - 1, T)
        Names and columns; a term of two letters or more is an interaction.
    heterogeneity : Heterogeneity, or empty
        The form of differing chances.

    Returns
    -------
    CellModel
        With an intercept; without the interactions of lists that never overlap, and
        without the patterns that these forbid.
    """
    terms, columns = main
    extra, more, dropping = heterogeneity_columns(heterogeneity, table)
    counts = np.array(table.counts, dtype=float)
    empty = [
        place
        for place, term in enumerate(terms)
        if set(term) <= set(table.letters)
        and len(term) > 1
        and not counts @ columns[:, place]
    ]
    kept = [place for place in range(len(terms)) if place not in empty]
    return CellModel(
        name=name,
        table=table,
        terms=("intercept", *(terms[place] for place in kept), *extra),
        design=np.column_stack([np.ones(len(counts)), columns[:, kept], more]),
        cells=columns[:, empty].sum(axis=1) == 0,
        dropping=dropping,
    )


def fit_population(model: CellModel, *, level: float) -> PopulationFit:
    """Fit a model and find what it says of incidents that no list saw.

    Parameters
    ----------
    model : CellModel
        As `population_model` returns it.
    level : float
        Coverage of the profile limits, in (0, 1).

    Returns
    -------
    PopulationFit
        The fit, the hidden incidents and their limits.

    Raises
    ------
    NotEstimableError
        If the estimate does not exist or is not identifiable, or exceeds 10^15.
    """
    whole = _existence(model)
    # A term of Chao's form that runs to minus infinity is dropped, not refused.
    if not model.dropping or whole.rank < whole.parameters:
        refuse_without_estimate(whole, model.name)
    kept, fit = model.fit()
    existence = _existence(kept)
    refuse_without_estimate(existence, model.name)
    if fit.coefficients[0] > LARGEST_HIDDEN:
        raise NotEstimableError(
            f"{model.name}: the hidden exceed 10^15, which these histories cannot tell "
            "from infinity"
        )
    hidden = exp(fit.coefficients[0])
    return PopulationFit(
        model=kept,
        dropped=tuple(term for term in model.terms if term not in kept.terms),
        fit=fit,
        hidden=hidden,
        standard_error=sqrt(hidden + hidden**2 * float(fit.covariance[0, 0])),
        limits=profile_population(
            model.table.recorded,
            lambda count: model.fit_with_hidden(count)[1].deviance / 2,
            start=hidden,
            level=level,
        ),
        existence=existence,
    )


def _existence(model: CellModel) -> Existence:
    return check_existence(model.counts, model.columns, model.patterns)
