"""Did the rate of a series change, when, and from what to what: one step, exactly."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from bemodels.counts.exact_rates import POISSON_WITHIN
from bemodels.counts.steps.period_series import read_series
from bemodels.counts.steps.step_posterior import (
    StepPosterior,
    StepPrior,
    step_posterior,
)
from bemodels.counts.steps.step_rates import probability_of_fall, rate_estimates
from bemodels.counts.steps.step_sensitivity import sensitivity_to_prior
from bemodels.result import (
    Assumption,
    Curve,
    Estimate,
    Interval,
    ModelCard,
    Parameter,
    Prior,
    Probability,
    Result,
    Table,
    check_level,
)
from bemodels.result.display import format_level, format_number

SET_TABLE = "Credible set of the change point"
_ASSUMPTIONS = (
    POISSON_WITHIN,
    Assumption(
        statement="The rate changed at most once, between two periods, and was "
        "constant before and after.",
        support="not checkable from these data",
    ),
    Assumption(
        statement="Given a step, every boundary is equally probable beforehand, and "
        "the two rates are independent.",
        support="by design",
    ),
)


def changepoint(
    counts: Iterable[int],
    exposure: Iterable[float],
    *,
    shape: float,
    rate: float,
    no_change: float,
    level: float = 0.95,
) -> Result:
    r"""Return whether and when a Poisson rate stepped, with both rates.

    Parameters
    ----------
    counts : iterable of int, length T
        Incidents of successive periods, 0 to 10^9; T is 2 or more.
    exposure : iterable of float, length T
        Years of each period, above 0; periods may be partial.
    shape, rate : float
        Of the gamma prior of every annual rate, above 0: its mean is shape/rate, and it
        weighs as much as `rate` years in which `shape` incidents were seen.
    no_change : float
        Prior probability of no change, in (0, 1); the rest is spread evenly over the
        T - 1 boundaries between periods.
    level : float, default 0.95
        Posterior mass of every interval, in (0, 1).

    Returns
    -------
    Result
        Given a step: ``change_point``, the most probable last period of the first
        regime, counted from 1 (the earliest of ties), with the hull of its
        highest-probability set; ``annual_rate[before]``, ``annual_rate[after]``
        (incidents per year) and their ``rate_ratio``, posterior medians averaged over
        the boundaries, 0 or infinite where no float holds them. The probability of no
        change; the set itself and other priors in
        tables; the posterior over boundaries as a curve.

    Raises
    ------
    InvalidDataError
        If a count, an exposure or a number of the prior is not what it must be; every
        wrong cell is listed with its period.

    Notes
    -----
    The gamma-Poisson case of [1]_ for counts by period; [2]_ has it for times of
    events. The rates are integrated out, so that every number is exact but for
    rounding. The probability of no change tends to 1 as the gamma prior gets vaguer: as
    `rate` goes to 0, whatever the counts; as `shape` and `rate` go to 0 together,
    unless the first or the last period has no incident, which a rate near 0 explains.
    Where the step is hardly moves.

    References
    ----------
    .. [1] Carlin BP, Gelfand AE, Smith AFM (1992). Hierarchical Bayesian analysis of
       changepoint problems. Applied Statistics 41, 389-405.
    .. [2] Raftery AE, Akman VE (1986). Bayesian analysis of a Poisson process with a
       change-point. Biometrika 73, 85-89.

    Examples
    --------
    >>> result = changepoint(
    ...     [9, 14, 12, 3, 2, 4],
    ...     [7 / 12, 1, 1, 1, 1, 10 / 12],
    ...     shape=1,
    ...     rate=0.2,
    ...     no_change=0.5,
    ... )
    >>> step = result.estimate("change_point")
    >>> int(step.value), step.interval.low, step.interval.high
    (3, 3.0, 3.0)
    >>> round(result.probabilities[0].value, 5)
    0.00216
    """
    check_level(level)
    prior = StepPrior(shape=shape, rate=rate, no_change=no_change)
    table = read_series(counts, exposure)
    posterior = step_posterior(table, prior)
    others, steady, vaguer = sensitivity_to_prior(table, prior)
    return Result(
        title=f"Change point: {table.total} {table.unit} in {len(table)} periods, "
        f"{table.total_years:.4g} years",
        method="One step in a Poisson rate under gamma priors, in closed form",
        estimates=(
            _change_point(posterior, level),
            *rate_estimates(posterior, unit=table.unit, level=level),
        ),
        probabilities=(_no_step(posterior, prior), probability_of_fall(posterior)),
        assumptions=_ASSUMPTIONS,
        checks=(steady,),
        curves=(_boundaries(posterior), vaguer),
        tables=(_set_table(posterior, level), others),
        card=_card(prior),
    )


def _change_point(posterior: StepPosterior, level: float) -> Estimate:
    held = posterior.credible_set(level)
    return Estimate(
        estimand="change_point",
        value=float(posterior.mode),
        unit="period",
        interval=Interval(
            low=float(held[0]),
            high=float(held[-1]),
            level=level,
            kind="credible",
            method="hull of the highest posterior probability set",
        ),
        identified="both",
    )


def _no_step(posterior: StepPosterior, prior: StepPrior) -> Probability:
    return Probability(
        statement="P(no change)",
        value=posterior.no_change,
        given=f"the data, rates Gamma({prior.shape:g}, {prior.rate:g}) and a prior "
        f"probability of {prior.no_change:g}",
    )


def _set_table(posterior: StepPosterior, level: float) -> Table:
    """Write the set as its runs of adjacent periods, since it may have gaps."""
    held = posterior.credible_set(level)
    runs = np.split(held, np.flatnonzero(np.diff(held) > 1) + 1)
    total = float(posterior.boundaries[held - 1].sum())
    return Table(
        name=SET_TABLE,
        columns=("first period", "last period", "probability given a step"),
        rows=tuple(
            (int(run[0]), int(run[-1]), float(posterior.boundaries[run - 1].sum()))
            for run in runs
        ),
        note="Runs of adjacent periods, each the last before a step. The fewest "
        f"periods with {format_level(level)} of the posterior, all that tie included: "
        f"{len(held)} of {len(posterior.boundaries)}, with {100 * total:.1f}%. "
        "The interval of the change point is their hull, gaps included.",
    )


def _boundaries(posterior: StepPosterior) -> Curve:
    return Curve(
        name="Posterior of the change point, given a step",
        x=tuple(float(k) for k in range(1, len(posterior.boundaries) + 1)),
        y=tuple(posterior.boundaries.tolist()),
        x_label="last period before the step",
        y_label="probability given a step",
        level=1.0,
        kind="bounds",
    )


def _card(prior: StepPrior) -> ModelCard:
    gamma = rf"\operatorname{{Gamma}}({prior.shape:g}, {prior.rate:g})"
    incidents = f"{prior.shape:g} incident{'' if prior.shape == 1 else 's'}"
    weight = f"weighs as much as {incidents} in {format_number(prior.rate)} years"
    return ModelCard(
        equations=(
            r"y_t \sim \operatorname{Poisson}(\lambda_1 E_t), \quad t \le k",
            r"y_t \sim \operatorname{Poisson}(\lambda_2 E_t), \quad t > k",
            r"\lambda_1 = \lambda_2 \text{ if there is no change}",
        ),
        priors=(
            Prior(
                parameter="annual_rate[before]",
                density=rf"\lambda_1 \sim {gamma}",
                reason=f"It {weight}.",
            ),
            Prior(
                parameter="annual_rate[after]",
                density=rf"\lambda_2 \sim {gamma}",
                reason="The same as before the step, and independent of it.",
            ),
            Prior(
                parameter="change_point",
                density=rf"\Pr(\text{{no change}}) = {prior.no_change:g}, \quad "
                rf"\Pr(k) = {1 - prior.no_change:g} / (T - 1)",
                reason="No boundary is preferred.",
            ),
        ),
        parameters=(
            Parameter(
                name="change_point",
                symbol="k",
                meaning="last period before the step",
                unit="period",
            ),
            Parameter(
                name="annual_rate[before]",
                symbol=r"\lambda_1",
                meaning="annual rate up to period k",
                unit="incidents per year",
            ),
            Parameter(
                name="annual_rate[after]",
                symbol=r"\lambda_2",
                meaning="annual rate from period k + 1 on",
                unit="incidents per year",
            ),
            Parameter(
                name="rate_ratio",
                symbol=r"\lambda_2 / \lambda_1",
                meaning="annual rate after over before",
                unit="ratio",
            ),
        ),
    )
