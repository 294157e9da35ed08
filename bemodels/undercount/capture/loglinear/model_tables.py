"""What a log-linear model of several lists shows beside the population."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from scipy.stats import chi2

from bemodels.result import (
    Assumption,
    Check,
    HypothesisTest,
    Provenance,
    Result,
    Table,
)
from bemodels.result.display import format_count
from bemodels.undercount.capture.fractional_table import whole_if_nearly
from bemodels.undercount.capture.heterogeneity import check_mixture
from bemodels.undercount.capture.loglinear.population_result import (
    CLOSED,
    MATCHED,
    UNSEEN_ALIKE,
    hidden_sentence,
    likelihood_table,
    population_estimates,
)

if TYPE_CHECKING:
    from bemodels.undercount.capture.loglinear.population_fit import PopulationFit


def model_result(
    found: PopulationFit,
    *,
    model_assumption: str,
    method: str,
    provenance: tuple[Provenance, ...],
    level: float,
) -> Result:
    """Return what a log-linear model says.

    Parameters
    ----------
    found : PopulationFit
        As `fit_population` returns it.
    model_assumption : str
        What the model takes for granted, as a sentence.
    method : str
        The model, as a reader would look it up.
    provenance : tuple of Provenance
        The files that the histories were read from.
    level : float
        Coverage of the intervals.

    Returns
    -------
    Result
        With the estimate, the fit, the coefficients and the cells.
    """
    model = found.model
    table = model.table
    mixture = check_mixture(model.terms, found.fit.coefficients)
    return Result(
        title=f"{model.name}: {table}",
        method=method,
        estimates=population_estimates(
            table, found.hidden, found.limits, model=f"model {model.name}", level=level
        ),
        conclusion=hidden_sentence(
            model_assumption,
            table,
            found.hidden,
            found.limits,
            level,
            amount="at least " if model.dropping else "",
            checks=mixture,
        ),
        tests=_fit_test(found),
        assumptions=(
            Assumption(
                statement=model_assumption, support="not checkable from these data"
            ),
            UNSEEN_ALIKE,
            CLOSED,
            MATCHED,
        ),
        checks=(
            Check(
                name="The estimate exists and is the only one",
                passed=True,
                detail=found.existence.detail,
            ),
            *mixture,
        ),
        tables=(
            likelihood_table(
                table,
                found.hidden,
                found.standard_error,
                found.limits,
                model=f"model {model.name}",
                level=level,
            ),
            _fit_table(found),
            _coefficient_table(found),
            _cell_table(found),
        ),
        provenance=provenance,
    )


def _degrees(found: PopulationFit) -> int:
    return len(found.model.counts) - len(found.model.terms)


def _fit_test(found: PopulationFit) -> tuple[HypothesisTest, ...]:
    degrees = _degrees(found)
    if degrees == 0:
        return ()
    return (
        HypothesisTest(
            null=f"{found.model.name} holds for the patterns that lists saw",
            method="deviance, asymptotic chi-squared, "
            f"{format_count(degrees, 'degree', 'degrees')} of freedom",
            p_value=float(chi2.sf(max(found.fit.deviance, 0.0), degrees)),
        ),
    )


def _fit_table(found: PopulationFit) -> Table:
    parameters = len(found.model.terms)
    criterion = -2 * found.fit.log_likelihood
    return Table(
        name="Fit to the patterns that lists saw",
        columns=("deviance", "degrees of freedom", "AIC", "BIC"),
        rows=(
            (
                max(found.fit.deviance, 0.0),
                _degrees(found),
                criterion + 2 * parameters,
                criterion + parameters * log(found.model.table.recorded),
            ),
        ),
        note="BIC counts the recorded incidents. No criterion sees the incidents that "
        "no list saw. "
        + (
            f"Left out, as negative: {', '.join(found.dropped)}."
            if found.dropped
            else "No term was left out as negative."
        ),
    )


def _coefficient_table(found: PopulationFit) -> Table:
    errors = found.fit.covariance.diagonal() ** 0.5
    table = found.model.table
    named = ", ".join(
        f"{letter} = {name}"
        for letter, name in zip(table.letters, table.lists, strict=True)
    )
    return Table(
        name="Coefficients",
        columns=("term", "coefficient", "standard error"),
        rows=tuple(
            (term, float(value), float(error))
            for term, value, error in zip(
                found.model.terms, found.fit.coefficients, errors, strict=True
            )
        ),
        note=f"The intercept is the logarithm of the hidden incidents. Lists: {named}.",
    )


def _cell_table(found: PopulationFit) -> Table:
    return Table(
        name="Patterns, observed and fitted",
        columns=("history", "incidents observed", "incidents fitted"),
        rows=tuple(
            (pattern, whole_if_nearly(float(count)), float(fitted))
            for pattern, count, fitted in zip(
                found.model.patterns, found.model.counts, found.fit.fitted, strict=True
            )
        ),
        note="Patterns that an interaction of lists without overlap forbids are left "
        "out.",
    )
