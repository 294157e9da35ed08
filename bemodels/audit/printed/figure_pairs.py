"""Figures that one stated denominator is printed for, and that need different ones."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bemodels.audit.printed.judged import JudgedFigure
    from bemodels.audit.printed.statements import AuditedStatement


def find_pairs(statements: tuple[AuditedStatement, ...]) -> tuple[tuple[str, str], ...]:
    """Return the figures of one stated whole that no denominator joins.

    Parameters
    ----------
    statements : tuple of AuditedStatement
        In the order of the ledger.

    Returns
    -------
    tuple of tuple of str
        Two ids, each pair once; where one statement contradicts itself, the names of
        its two figures.
    """
    return tuple(dict.fromkeys(_pairs(statements)))


def _pairs(statements: tuple[AuditedStatement, ...]) -> Iterator[tuple[str, str]]:
    figures = [
        (statement, place, figure)
        for statement in statements
        for place, figure in enumerate(statement.figures)
        if figure.whole and figure.needs
    ]
    for (one, here, first), (other, there, second) in combinations(figures, 2):
        if first.whole != second.whole or set(first.needs) & set(second.needs):
            continue
        if one is other:
            yield one.figure_name(here), other.figure_name(there)
        else:
            yield one.id, other.id


def named_figures(statement: AuditedStatement) -> dict[str, tuple[JudgedFigure, ...]]:
    """Return the figures of a statement under each name that a pair may have for them.

    Parameters
    ----------
    statement : AuditedStatement
        The statement.

    Returns
    -------
    dict
        Its id with all of them, and the name of each with that one.
    """
    named = {
        statement.figure_name(place): (figure,)
        for place, figure in enumerate(statement.figures)
    }
    return {**named, statement.id: statement.figures}
