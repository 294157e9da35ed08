"""How the probability of no change hangs on the gamma prior of the rates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from math import log

import numpy as np

from bemodels.counts.steps.step_posterior import (
    StepPosterior,
    StepPrior,
    step_posterior,
)
from bemodels.data import CountTable
from bemodels.result import Check, Curve, Table
from bemodels.result.display import format_probability

_WEIGHTS = (0.1, 1.0, 10.0)
_MEANS = (0.5, 1.0, 2.0)
_VAGUER = np.linspace(0.0, -6.0, 25)
_HALF = 0.5


def sensitivity_to_prior(
    table: CountTable, prior: StepPrior
) -> tuple[Table, Check, Curve]:
    """Return the answers under other shapes and rates than the one supposed.

    Parameters
    ----------
    table : CountTable
        Of `read_series`.
    prior : StepPrior
        Of the estimates.

    Returns
    -------
    tuple of Table, Check, Curve
        Nine priors side by side; whether one of step and no change is the more probable
        under all of them; the probability of no change as the prior gets vaguer.
    """
    fits = tuple((one, step_posterior(table, one)) for one in _priors(prior))
    return _table(fits, prior), _check(fits), _curve(table, prior)


def _priors(prior: StepPrior) -> Iterator[StepPrior]:
    for weight, mean in product(_WEIGHTS, _MEANS):
        shape, rate = prior.shape * weight, prior.rate * weight / mean
        yield replace(prior, shape=shape, rate=rate)


def _table(
    fits: tuple[tuple[StepPrior, StepPosterior], ...], prior: StepPrior
) -> Table:
    return Table(
        name="Sensitivity of the step to the prior of the rates",
        columns=(
            "shape",
            "rate",
            "prior mean rate",
            "P(no change)",
            "log10 Bayes factor of a step",
            "change point",
        ),
        rows=tuple(
            (
                one.shape,
                one.rate,
                one.shape / one.rate,
                found.no_change,
                found.log_factor / log(10),
                found.mode,
            )
            for one, found in fits
        ),
        note="Shapes a tenth, the same and ten times the one supposed, prior means "
        "half, the same and twice; the prior probability of no change stays "
        f"{prior.no_change:g}. As the rate goes to 0 and the prior spreads over ever "
        "higher rates, no change becomes certain, whatever the counts. So it does as "
        "shape and rate go to 0 together, unless the first or the last period has no "
        "incident. Change point: the most probable last period before a step.",
    )


def _check(fits: tuple[tuple[StepPrior, StepPosterior], ...]) -> Check:
    found = [posterior.no_change for _, posterior in fits]
    least, most = map(format_probability, (min(found), max(found)))
    return Check(
        name="Change or no change: the more probable one is the same under every prior",
        passed=len({one > _HALF for one in found}) == 1,
        detail=f"P(no change) is {least} to {most} over the priors of the table",
    )


def _curve(table: CountTable, prior: StepPrior) -> Curve:
    vaguer = (
        replace(prior, rate=prior.rate * factor) for factor in (10.0**_VAGUER).tolist()
    )
    return Curve(
        name="Probability of no change as the prior of the rates gets vaguer",
        x=tuple(_VAGUER.tolist()),
        y=tuple(step_posterior(table, one).no_change for one in vaguer),
        x_label="log10 of what the rate of the prior is multiplied by",
        y_label="P(no change)",
        level=1.0,
        kind="bounds",
    )
