"""The figures of one row of a ledger, held to its other columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bemodels.data.printed_figure import stored_percentage, wrong_in_figure
from bemodels.data.printed_numbers import (
    holds_percentage,
    pointed_numbers_in,
    whole_numbers_in,
)
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

INTEGER = re.compile(r"0|[1-9][0-9]{0,14}")
_AS_SHARE = "give that a row of kind share"
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
# These columns hold one entry for all figures of the row, or one entry a figure.
PER_FIGURE = (
    "numerator",
    "numerator_unit",
    "denominator",
    "denominator_unit",
    "candidates",
    "known",
    "decimals",
)


def split_figures(cell: str) -> tuple[str, ...]:
    """Split a ledger's cell into its entries, one a figure.

    Parameters
    ----------
    cell : str
        Entries separated by ``/``; an entry may be empty.

    Returns
    -------
    tuple of str
        The entries without the spaces around them.

    Examples
    --------
    >>> split_figures("45% / 25%")
    ('45%', '25%')
    >>> split_figures("3 /")
    ('3', '')
    """
    return tuple(entry.strip() for entry in cell.split("/"))


def wrong_in_figures(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Find figures of a row that do not agree with one another, or have no rule.

    Parameters
    ----------
    row : mapping of str to str
        Column name to cell.

    Yields
    ------
    tuple of str
        The column to be mended, and the rule that is broken.

    Examples
    --------
    >>> row = {name: "" for name in PER_FIGURE} | {"kind": "count", "numerator": "3"}
    >>> list(wrong_in_figures(row | {"printed": "150 raids", "denominator": "3"}))
    [('printed', 'the total in the column denominator is 3')]
    """
    if row["kind"] in ("share", "change"):
        yield from _wrong_entries(row)
        if row["printed"]:
            yield from _wrong_printed(row)
    if row["kind"] == "share":
        yield from _wrong_wholes(row)
    if row["kind"] == "count":
        yield from _wrong_in_count(row)


def _wrong_entries(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    figures = len(split_figures(row["printed"]))
    for name in PER_FIGURE:
        entries = len(split_figures(row[name]))
        if entries not in (1, figures):
            prints = "one figure" if figures == 1 else f"{figures} figures"
            yield name, f"the row prints {prints}, {_and_holds(entries, figures)}"


def _and_holds(entries: int, wanted: int) -> str:
    all_of_them = "" if wanted == 1 else f" for all, or {wanted}"
    return (
        f"and this cell holds {entries} entries, separated by /: give it one"
        f"{all_of_them}"
    )


def _wrong_printed(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Find figures in no wording with a rule, or with other decimals than stated."""
    figures = split_figures(row["printed"])
    decimals = split_figures(row["decimals"])
    if len(decimals) == 1:
        decimals *= len(figures)
    for figure, digits in zip(figures, decimals, strict=False):
        if wrong := wrong_in_figure(figure, row["kind"], digits):
            name, rule = wrong
            several = name == "printed" and len(figures) > 1
            yield name, f"{shown(figure)}: {rule}" if several else rule


def _wrong_wholes(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in ("denominator", "candidates"):
        numbers = row[name].replace(";", "/")
        if "0" in split_figures(numbers):
            yield name, "the denominator of a share is 1 or more"


def _wrong_in_count(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    parts = len(split_figures(row["numerator"]))
    units = len(split_figures(row["numerator_unit"]))
    if units not in (1, parts):
        holds = "one part" if parts == 1 else f"{parts} parts"
        yield "numerator_unit", f"numerator has {holds}, {_and_holds(units, parts)}"
    if len(split_figures(row["denominator"])) != 1:
        yield "denominator", "the parts of a count have one total"
    if holds_percentage(row["printed"]):
        yield "printed", f"a count is no percentage: {_AS_SHARE}"
    if pointed := pointed_numbers_in(row["printed"]):
        yield "printed", _pointed_rule(pointed[0])
    numbers, total = whole_numbers_in(row["printed"]), row["denominator"]
    if len(numbers) == 1 and INTEGER.fullmatch(total) and numbers != (int(total),):
        yield "printed", f"the total in the column denominator is {total}"


def _pointed_rule(number: str) -> str:
    rule = f"a count is whole, and {number} has a decimal point"
    if _THOUSANDS.fullmatch(number):
        return f"{rule}: if it parts thousands, write {number.replace('.', ',')}"
    if 0 < float(number) < 1:
        percent = stored_percentage(number)
        return f"{rule}: a spreadsheet stores {percent}% as {number}; {_AS_SHARE}"
    return rule
