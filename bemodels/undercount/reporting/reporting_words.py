"""What a reporting regression says: hidden events beside what is assumed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bemodels.result.display import format_count, format_level, format_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bemodels.result import Estimate
    from bemodels.result.values import Identified
    from bemodels.undercount.reporting.reporting_design import ReportingDesign

NAMED = 3


def hidden_sentence(
    design: ReportingDesign, identified: Mapping[str, Identified]
) -> Callable[[Sequence[Estimate]], str]:
    """Return what says how many events are hidden, and if what.

    Parameters
    ----------
    design : ReportingDesign
        Counts and validation.
    identified : mapping of str to {"data", "prior", "both"}
        What each detection comes from.

    Returns
    -------
    callable
        From the estimates of a level to one sentence.
    """
    return partial(
        _said,
        _assumption(design, identified),
        int(design.rate.counts.sum()),
    )


def _assumption(design: ReportingDesign, identified: Mapping[str, Identified]) -> str:
    if not len(design.known):
        return "detection is as its stated prior says"
    representative = "validation is representative given the covariates"
    levels = [
        label
        for number, label in enumerate(design.levels.index)
        if number in design.level and identified[f"detection[{label}]"] == "prior"
    ]
    if not levels:
        return representative
    named = ", ".join(f"detection[{one}]" for one in levels[:NAMED])
    if len(levels) > NAMED:
        named = f"{named} and {len(levels) - NAMED} more"
    verb = "is as its prior says" if len(levels) == 1 else "are as their priors say"
    return f"{representative}, and {named}, which it does not inform, {verb}"


def _said(assumption: str, recorded: int, estimates: Sequence[Estimate]) -> str:
    by_name = {one.estimand: one for one in estimates}
    population, hidden = by_name["population"], by_name["hidden"]
    whole, part = population.interval, hidden.interval
    happened = format_number(population.value)
    return (
        f"If {assumption}, then {happened} event{'s' * (population.value != 1)} "
        f"({format_level(whole.level)} {whole.kind} interval "
        f"{format_number(whole.low)} to {format_number(whole.high)}) stood behind the "
        f"{format_count(recorded, 'recorded one', 'recorded ones')}, "
        f"{format_number(hidden.value)} of them hidden ({format_number(part.low)} to "
        f"{format_number(part.high)})."
    )
