"""The result of a regression of times seen, with what it rests on."""

from __future__ import annotations

from bemodels.result import Assumption, HypothesisTest, Provenance, Result
from bemodels.undercount.capture.frequencies.rate_result import RatedUnits, rate_result
from bemodels.undercount.capture.regressions.rate_fit import RateFit
from bemodels.undercount.capture.regressions.regression_tables import (
    coefficient_table,
    pattern_table,
)
from bemodels.undercount.capture.regressions.seen_units import SeenUnits
from bemodels.undercount.capture.regressions.unseen_units import (
    UnseenUnits,
    expected_units,
    unseen_units,
)

LINEAR = Assumption(
    statement="The logarithm of the expected rate is the sum of the formula's terms, "
    "for units never seen as for those seen.",
    support="not checkable from these data",
)
ONLY_OBSERVED = Assumption(
    statement="Units of the same covariates are seen at one expected rate, a Poisson "
    "number of times. Only differences that the covariates record are allowed for: "
    "where others are left, the population comes out too small, so that it tends to be "
    "a lower bound.",
    support="not checkable from these data",
)
SAME_COVARIATES = (
    "Units of the same covariates are seen at one Poisson rate, which the formula gives"
)
ONCE_AND_TWICE = (
    "Units never seen have the Poisson rate of those of the same covariates seen once "
    "and twice, which the formula gives"
)
ONCE_AND_TWICE_ONLY = Assumption(
    statement="Units of the same covariates that are seen once and twice are seen at "
    "one Poisson rate, which is also that of the units never seen. Only differences "
    "that the covariates record are allowed for: where the unseen are harder to see "
    "than these, the population comes out too small, so that it tends to be a lower "
    "bound.",
    support="not checkable from these data",
)


def regression_result(
    seen: SeenUnits,
    fit: RateFit,
    method: str,
    same_rate: Assumption,
    *,
    condition: str,
    tests: tuple[HypothesisTest, ...],
    provenance: tuple[Provenance, ...],
    level: float,
) -> Result:
    """Estimate a population by fitted rates.

    Parameters
    ----------
    seen : SeenUnits
        The data.
    fit : RateFit
        The rates, with the log likelihood to print.
    method : str
        What the method is called.
    same_rate : Assumption
        What is assumed of units of the same covariates.
    condition : str
        The same in short.
    tests : tuple of HypothesisTest
        Of that.
    provenance : tuple of Provenance
        The files that the data were read from.
    level : float
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``population`` and ``hidden`` with all tables.
    """
    unseen = unseen_units(seen, fit)
    rated = RatedUnits(
        hidden=float(unseen.hidden.sum()),
        error=unseen.error,
        expected=expected_units(seen, unseen),
        makings=_makings(seen, fit, unseen),
    )
    return rate_result(
        seen.times,
        rated,
        f"{method}, {seen.formula}",
        (same_rate, LINEAR),
        condition=condition,
        tests=tests,
        tables=(
            coefficient_table(seen, fit, level),
            pattern_table(seen, fit, unseen, level),
        ),
        provenance=provenance,
        level=level,
    )


def _makings(
    seen: SeenUnits, fit: RateFit, unseen: UnseenUnits
) -> tuple[tuple[str, float], ...]:
    """Return the fit in numbers, and the two parts of the error, whose squares add."""
    criterion = 2 * len(seen.terms) - 2 * fit.log_likelihood
    return (
        ("coefficients", len(seen.terms)),
        ("log likelihood", fit.log_likelihood),
        ("Akaike's criterion", criterion),
        ("standard error from the coefficients, units", unseen.from_rates),
        ("standard error from who was seen, units", unseen.from_sampling),
    )
