"""Every method along a path of counts, as curves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

import numpy as np

from bemodels.intervals import (
    conditional_odds_ratio,
    exact_odds_ratio_interval,
    fisher_central_p_value,
    fisher_midp_p_value,
    fisher_p_value,
    probability_greater,
    ratio_quantile,
)
from bemodels.rates.bayes.beta_prior import JEFFREYS
from bemodels.rates.sensitivity.path import Path, Step
from bemodels.result import Check, Curve

LEVEL = 0.95
# A posterior is smooth along counts: its band is drawn through this many of them.
BAND_POINTS = 9
P_VALUES = {
    "Fisher's exact test, minimum likelihood": fisher_p_value,
    "Fisher's exact test, central": fisher_central_p_value,
    "Fisher's exact test, central mid-P": fisher_midp_p_value,
}
EXACT = "Odds ratio, conditional, exact central interval"
GREATER = "P(group > reference), Jeffreys"
RATIO = "Risk ratio, Jeffreys posterior median and interval"
GROUP_RATE, REFERENCE_RATE = "Attack rate of the group", "Attack rate of the reference"


def p_value(step: Step, method: str) -> float:
    """Return the p-value of one of the three forms after a number of steps.

    Parameters
    ----------
    step : Step
        The counts.
    method : str
        A key of `P_VALUES`.

    Returns
    -------
    float
        In (0, 1].
    """
    return P_VALUES[method](step.table)


def greater(step: Step) -> float:
    """Return the Jeffreys probability that the group's rate is the larger one.

    Parameters
    ----------
    step : Step
        The counts.

    Returns
    -------
    float
        In (0, 1).
    """
    return probability_greater(
        JEFFREYS.after(step.group), JEFFREYS.after(step.reference)
    )


def curves_of(path: Path) -> tuple[Curve, ...]:
    """Return a curve a method, evaluated at every count and never bisected.

    Parameters
    ----------
    path : Path
        The counts.

    Returns
    -------
    tuple of Curve
        Three p-values, the two rates, the exact interval where it exists, the
        posterior probability and, through nine counts at most, the risk ratio.
    """
    lines: dict[str, tuple[Callable[[Step], float], str]] = {
        name: (partial(p_value, method=name), "p-value") for name in P_VALUES
    }
    lines[GROUP_RATE] = lambda step: step.group.attack_rate, "attack rate"
    lines[REFERENCE_RATE] = lambda step: step.reference.attack_rate, "attack rate"
    lines[GREATER] = greater, "probability"
    curves = [
        Curve(
            name=name,
            x=_counts(path.steps),
            y=tuple(function(step) for step in path.steps),
            x_label=path.supposed,
            y_label=label,
            level=1,
            kind="bounds",
        )
        for name, (function, label) in lines.items()
    ]
    return (*curves, *_exact(path), _ratio(path))


def checks_of(path: Path) -> tuple[Check, ...]:
    """Return why a path is shorter than asked for, or lacks an odds ratio.

    Parameters
    ----------
    path : Path
        The counts.

    Returns
    -------
    tuple of Check, length 2
        Whether the counts allow every step, and an odds ratio at each.
    """
    last, missing = path.steps[-1].count, len(path.steps) - len(_estimable(path))
    return (
        Check(
            name="The counts allow every step",
            passed=last == path.wanted,
            detail=f"{path.supposed}: up to {last} of {path.wanted}",
        ),
        Check(
            name="The odds ratio is estimable at every step",
            passed=not missing,
            detail=f"left out at {missing} of {len(path.steps)} counts, where no "
            "incident is an attack or every incident is, so that every odds ratio fits",
        ),
    )


def _exact(path: Path) -> Iterator[Curve]:
    """Yield the exact interval; nothing where no step has one."""
    steps = _estimable(path)
    if not steps:
        return
    intervals = [exact_odds_ratio_interval(one.table, level=LEVEL) for one in steps]
    yield Curve(
        name=EXACT,
        x=_counts(steps),
        y=tuple(conditional_odds_ratio(one.table) for one in steps),
        low=tuple(one.low for one in intervals),
        high=tuple(one.high for one in intervals),
        x_label=path.supposed,
        y_label="odds ratio",
        level=LEVEL,
        kind="confidence",
    )


def _ratio(path: Path) -> Curve:
    places = np.linspace(0, len(path.steps) - 1, BAND_POINTS).round().astype(int)
    steps = [path.steps[place] for place in sorted(set(places.tolist()))]
    low, middle, high = (
        tuple(
            ratio_quantile(
                JEFFREYS.after(one.group), JEFFREYS.after(one.reference), probability
            )
            for one in steps
        )
        for probability in ((1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2)
    )
    return Curve(
        name=RATIO,
        x=_counts(steps),
        y=middle,
        low=low,
        high=high,
        x_label=path.supposed,
        y_label="risk ratio",
        level=LEVEL,
        kind="credible",
    )


def _estimable(path: Path) -> list[Step]:
    return [step for step in path.steps if len(step.table.support) > 1]


def _counts(steps: Iterable[Step]) -> tuple[float, ...]:
    return tuple(float(step.count) for step in steps)
