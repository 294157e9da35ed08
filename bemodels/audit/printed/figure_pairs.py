"""Figures that one stated denominator is printed for, and that need different ones."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bemodels.audit.printed.judged import JudgedFigure
    from bemodels.audit.printed.statements import AuditedStatement


class Needs(NamedTuple):
    """What two figures need, of every denominator that either of them is offered.

    Attributes
    ----------
    first, second : tuple of int
        Denominators that give each by rounding or by the rule of its words.
    """

    first: tuple[int, ...]
    second: tuple[int, ...]

    @property
    def are_apart(self) -> bool:
        """Whether each has one that gives it, and none gives both."""
        both = set(self.first) & set(self.second)
        return bool(self.first and self.second and not both)


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
        if figure.share is not None and figure.share.stated is not None
    ]
    for (one, here, first), (other, there, second) in combinations(figures, 2):
        if not _same_whole(first, second) or not needs_of(first, second).are_apart:
            continue
        if one is other:
            yield one.figure_name(here), other.figure_name(there)
        else:
            yield one.id, other.id


def _same_whole(first: JudgedFigure, second: JudgedFigure) -> bool:
    """Tell whether two figures state one whole; a unit left empty differs from none."""
    one, other = first.share, second.share
    if one is None or other is None or one.stated is None:
        return False
    if one.stated != other.stated:
        return False
    units = {one.denominator_unit.casefold(), other.denominator_unit.casefold()}
    return "" in units or len(units) == 1


def needs_of(first: JudgedFigure, second: JudgedFigure) -> Needs:
    """Return which of all denominators that are offered for two figures give each.

    What the report offers for one figure of a stated whole it offers for another.

    Parameters
    ----------
    first, second : JudgedFigure
        Of one stated whole.

    Returns
    -------
    Needs
        The stated denominator first, then candidates in the order of the ledger.
    """
    pooled = tuple(dict.fromkeys((*first.offered, *second.offered)))
    return Needs(first.given_by(pooled), second.given_by(pooled))


def told_needs(
    first: tuple[JudgedFigure, ...], second: tuple[JudgedFigure, ...]
) -> tuple[str, str]:
    """Write what each of a pair needs.

    Parameters
    ----------
    first, second : tuple of JudgedFigure
        Of each name of a pair.

    Returns
    -------
    tuple of str
        Of those figures alone that are apart from one of the other's.
    """
    apart = [
        (one, other, needs)
        for one, other in product(first, second)
        if _same_whole(one, other) and (needs := needs_of(one, other)).are_apart
    ]
    return (
        _joined(_need(one, needs.first) for one, _, needs in apart),
        _joined(_need(other, needs.second) for _, other, needs in apart),
    )


def _need(figure: JudgedFigure, denominators: tuple[int, ...]) -> str:
    return f"{figure.printed} needs {' or '.join(map(str, denominators))}"


def _joined(texts: Iterator[str]) -> str:
    return " / ".join(dict.fromkeys(texts))


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
