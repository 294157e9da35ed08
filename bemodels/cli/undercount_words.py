"""What a careful reader may say of actors never seen, in words made from results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from bemodels.result.display import format_level, format_number

if TYPE_CHECKING:
    from bemodels.result import Estimate, Result, Table

BY_SURFACING, BY_PROPENSITY = "Surfacing at which", "Relative propensity at which"


def conclusion_of(
    odds: Result, tables: Sequence[Table], rungs: Mapping[str, Result], recorded: int
) -> str:
    """Say what the counts identify, what they do not, and what each assumption adds.

    Parameters
    ----------
    odds : Result
        As ``bemodels.undercount.fate_odds`` returns it.
    tables : sequence of Table
        Among them the tipping points.
    rungs : mapping of str to Result
        What is stated, in words that follow on "if", and what it makes of the counts.
    recorded : int
        Recorded inspired actors.

    Returns
    -------
    str
        A hidden number stands only in the sentence that names its assumption.
    """
    ratio = odds.estimate("fate_odds_ratio")
    return " ".join(
        (
            f"Arrest:attack odds of inspired actors are {_number(ratio)} times those "
            "of linked ones. The counts identify this ratio and nothing else of actors "
            "never seen: not whether inspired actors attack more readily or are found "
            "less often, and not how many were never seen.",
            *_tipping(tables),
            *(_rung(name, one, recorded) for name, one in rungs.items()),
        )
    )


def _number(one: Estimate) -> str:
    limits = one.interval
    return (
        f"{format_number(one.value)} ({format_level(limits.level)} {limits.kind} "
        f"interval {format_number(limits.low)} to {format_number(limits.high)})"
    )


def _tipping(tables: Sequence[Table]) -> Iterator[str]:
    """Say where the smallest shares turn the comparison of numbers over."""
    for table in tables:
        if not table.rows or isinstance(table.rows[-1][-1], str):
            continue
        seen, value = table.rows[-1][0], format_number(float(table.rows[-1][-1]))
        if table.name.startswith(BY_SURFACING):
            yield (
                "More inspired than linked actors are as likely as not where an "
                f"inspired one surfaced {value} times as often as a linked one (if a "
                f"share of {seen:g} of linked actors surfaced)."
            )
        elif table.name.startswith(BY_PROPENSITY):
            yield (
                "The same holds where an inspired actor attacks "
                f"{value} times as readily (if a share of {seen:g} of linked actors "
                "was seen)."
            )


def _rung(name: str, rung: Result, recorded: int) -> str:
    population, hidden = rung.estimate("population"), rung.estimate("hidden")
    limits = hidden.interval
    return (
        f"If {name}, then {_number(population)} actors stood behind the {recorded} "
        f"recorded ones, {format_number(hidden.value)} of them hidden "
        f"({format_number(limits.low)} to {format_number(limits.high)})."
    )
