"""The rows of a ledger as figures with their counts, and the verdicts on each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bemodels.audit.printed.figures import ShareFigure
from bemodels.audit.printed.judged import (
    JudgedFigure,
    judge_count,
    judge_share,
    judge_words,
)
from bemodels.data import LEDGER_COLUMNS
from bemodels.data.ledger_figures import split_figures
from bemodels.data.printed_figure import read_figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bemodels.data import SourceTable
    from bemodels.data.printed_figure import PrintedFigure


def rows_of(ledger: SourceTable) -> Iterator[dict[str, str]]:
    """Yield the rows of a ledger.

    Parameters
    ----------
    ledger : SourceTable
        Its cells are text.

    Yields
    ------
    dict
        Column name to cell.
    """
    cells = [ledger.texts(name) for name in LEDGER_COLUMNS]
    for values in zip(*cells, strict=True):
        yield dict(zip(LEDGER_COLUMNS, values, strict=True))


def judge_row(row: dict[str, str]) -> tuple[JudgedFigure, ...]:
    """Return the verdict on each figure of a row.

    Parameters
    ----------
    row : dict
        Column name to cell, as the rules of a ledger allow.

    Returns
    -------
    tuple of JudgedFigure
        One, or one for each figure of a share or change.
    """
    match row["kind"]:
        case "share":
            return tuple(map(judge_share, _share_figures(row, "share")))
        case "change":
            return tuple(map(judge_share, _share_figures(row, "change")))
        case "count":
            return (_judge_count(row),)
    return (judge_words(row["printed"], row["kind"]),)


def _judge_count(row: dict[str, str]) -> JudgedFigure:
    candidates = [
        one for entry in split_figures(row["candidates"]) for one in _list(entry)
    ]
    return judge_count(
        row["printed"],
        tuple(map(_whole, split_figures(row["numerator"]))),
        _whole(row["denominator"]),
        tuple(candidates),
        row["denominator_unit"],
    )


def _share_figures(
    row: dict[str, str], kind: Literal["share", "change"]
) -> Iterator[ShareFigure]:
    for place, text in enumerate(split_figures(row["printed"])):

        def cell(name: str, place: int = place) -> str:
            entries = split_figures(row[name])
            return entries[place] if len(entries) > 1 else entries[0]

        printed = read_figure(text)
        yield ShareFigure(
            printed=printed,
            kind=kind,
            numerator=_whole(cell("numerator")),
            numerator_unit=cell("numerator_unit"),
            stated=_stated(printed, cell("denominator")),
            denominator_unit=cell("denominator_unit"),
            candidates=_list(cell("candidates")),
            known=_whole(cell("known")),
        )


def _stated(printed: PrintedFigure, cell: str) -> int | None:
    """Return the denominator of the row, or the 5 of "4 of 5", which is printed."""
    if not cell and printed.counts:
        return printed.counts[1]
    return _whole(cell)


def _whole(text: str) -> int | None:
    return int(text) if text else None


def _list(text: str) -> tuple[int, ...]:
    return tuple(int(one) for one in text.split(";") if one)
