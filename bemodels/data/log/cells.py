"""Each kind of column's rule for one cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches

from bemodels.data.files.error_cells import ERROR_VALUES
from bemodels.data.files.unseen import unseen_in
from bemodels.data.log.columns import PRECISION_OF_TIME, SEVERAL, TIMES, LogColumn
from bemodels.data.log.faults import Fault
from bemodels.data.log.numbers_in_cells import parse_count
from bemodels.data.log.place_names import LONGEST, fault_of_name
from bemodels.data.log.times import parse_time

Value = str | int
ParseCell = Callable[[str], Value | Fault]
LONGEST_TEXT = 1000


def parser_of(
    column: LogColumn, *, date_format: str, registry: Sequence[str]
) -> ParseCell:
    """Return the rule of a column's cells.

    Parameters
    ----------
    column : LogColumn
        The column.
    date_format : str
        How days are written.
    registry : sequence of str
        The only names that the column may hold; empty where any may.

    Returns
    -------
    callable
        Takes a text in NFC without spaces around it; returns what the log holds, or a
        `Fault`.
    """
    if column.name in TIMES:
        return parse_time(PRECISION_OF_TIME[column.name], date_format)
    if column.holds == "count":
        return parse_count
    if column.holds == "category":
        return lambda text: _one_of(text, column.values)
    one = _single(column, registry)
    return _several(one, column) if column.holds.endswith("s") else one


def _single(column: LogColumn, registry: Sequence[str]) -> ParseCell:
    if column.values:
        return lambda text: _one_of(text, column.values)
    if column.holds == "identifier":
        return _identifier
    if column.holds in ("place", "places"):
        return lambda text: _place(text, registry)
    return _text


def _several(one: ParseCell, column: LogColumn) -> ParseCell:
    """Apply the rule of a single value to each of several."""

    def parse(text: str) -> Value | Fault:
        if not text and column.name != "city":
            return text
        parts = [part.strip() for part in text.split(SEVERAL)]
        for position, part in enumerate(parts):
            if not part and _may_be_empty(column, position, len(parts)):
                continue
            value = one(part)
            if isinstance(value, Fault):
                return value
        named = [part for part in parts if part]
        if len(set(named)) < len(named) and column.name != "municipality":
            return Fault(rule="a value stands twice in one cell")
        return SEVERAL.join(parts)

    return parse


def _may_be_empty(column: LogColumn, position: int, parts: int) -> bool:
    """Tell whether a part may be empty: an unknown municipality, or no main city."""
    if column.name == "municipality":
        return True
    return column.name == "city" and position == 0 and parts > 2  # noqa: PLR2004


def _one_of(text: str, values: Sequence[str]) -> str | Fault:
    if text in values:
        return text
    rule = f"one of {', '.join(values)} is needed"
    close = get_close_matches(text.casefold(), values, n=1)
    if close:
        return Fault(
            rule=rule, hint=f"do you mean {close[0]!r}? a mapping file can say so"
        )
    return Fault(rule=rule, hint="a mapping file can bring your codes onto these")


def _identifier(text: str) -> str | Fault:
    if not text:
        return Fault(rule="an incident needs an identifier")
    if len(text) > LONGEST:
        return Fault(rule=f"an identifier has at most {LONGEST} characters")
    return _text(text)


def are_plain(texts: Sequence[str]) -> bool:
    """Tell at one look whether every rule of an identifier holds for all of them.

    Parameters
    ----------
    texts : sequence of str
        As they stand in the file.

    Returns
    -------
    bool
        True if all are printable ASCII without spaces around them, neither empty nor
        too long, and none the error of a formula; where it is False each has to be
        looked at.

    Examples
    --------
    >>> are_plain(["a1", "b2"]), are_plain(["a1", " b2"])
    (True, False)
    """
    joined = "\n" + "\n".join(texts) + "\n"
    return (
        joined.isascii()
        and joined.replace("\n", "").isprintable()
        and not any(pair in joined for pair in ("\n\n", "\n ", " \n"))
        and joined.count("\n") == len(texts) + 1
        and max(map(len, texts), default=0) <= LONGEST
        and ERROR_VALUES.isdisjoint(texts)
    )


def _place(text: str, registry: Sequence[str]) -> str | Fault:
    fault = fault_of_name(text)
    if fault is not None:
        return fault
    if registry and text not in registry:
        close = get_close_matches(text, registry, n=1)
        hint = f"do you mean {close[0]!r}?" if close else ""
        return Fault(rule="the mapping's registry has no such name", hint=hint)
    return text


def _text(text: str) -> str | Fault:
    if len(text) > LONGEST_TEXT:
        return Fault(rule=f"a text has at most {LONGEST_TEXT} characters")
    if unseen_in(text):
        return Fault(rule="a text holds no unseen characters and stands on one line")
    return text
