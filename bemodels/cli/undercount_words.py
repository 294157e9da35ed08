"""What a careful reader may say of actors never seen, in words made from results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from bemodels.result.display import format_number

if TYPE_CHECKING:
    from bemodels.result import Result, Table

BY_SURFACING, BY_PROPENSITY = "Surfacing at which", "Relative propensity at which"


def conclusion_of(
    odds: Result, tables: Sequence[Table], rungs: Mapping[str, Result]
) -> str:
    """Say what the counts identify, what they do not, and what each assumption adds.

    Parameters
    ----------
    odds : Result
        As ``bemodels.undercount.fate_odds`` returns it.
    tables : sequence of Table
        Among them the tipping points.
    rungs : mapping of str to Result
        What is stated, and what it makes of the counts.

    Returns
    -------
    str
        A hidden number stands only in the sentence that names its assumption.
    """
    stated = (one.conclusion for one in rungs.values())
    return " ".join(filter(None, (odds.conclusion, *_tipping(tables), *stated)))


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
