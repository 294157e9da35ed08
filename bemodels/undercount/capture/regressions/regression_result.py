"""The result of a regression of times seen, with what it rests on."""

from __future__ import annotations

from bemodels.result import Assumption, HypothesisTest, Provenance, Result
from bemodels.undercount.capture.frequencies.once_and_twice import check_against_bound
from bemodels.undercount.capture.frequencies.times_seen import (
    CLOSED,
    MATCHED,
    UNCHANGED,
    expected_table,
)
from bemodels.undercount.capture.regressions.rate_fit import RateFit
from bemodels.undercount.capture.regressions.regression_tables import (
    coefficient_table,
    makings_table,
    pattern_table,
)
from bemodels.undercount.capture.regressions.seen_units import SeenUnits
from bemodels.undercount.capture.regressions.unseen_units import (
    expected_units,
    unseen_units,
)
from bemodels.undercount.capture.sizes import (
    check_limits,
    normal_limits,
    size_estimates,
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
    number = seen.times.seen
    value = number + float(unseen.hidden.sum())
    limits = normal_limits(value, unseen.error, level)
    return Result(
        title=f"A population: {seen.times.title}",
        method=f"{method}, {seen.formula}",
        estimates=size_estimates(
            value, limits, seen=number, level=level, method=f"normal; {method}"
        ),
        tests=tests,
        assumptions=(same_rate, LINEAR, UNCHANGED, CLOSED, MATCHED),
        checks=(
            check_limits(value, limits, number),
            *check_against_bound(seen.times, value, level),
        ),
        tables=(
            makings_table(seen, fit, unseen, level),
            coefficient_table(seen, fit, level),
            pattern_table(seen, fit, unseen, level),
            expected_table(seen.times, expected_units(seen, unseen), method),
        ),
        provenance=provenance,
    )
