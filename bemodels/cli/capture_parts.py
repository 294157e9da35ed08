"""What the command on several lists prints, part by part."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bemodels.errors import NotEstimableError
from bemodels.result import Assumption, Check, ModelCard, Result, Table

if TYPE_CHECKING:
    from bemodels.result import Cell
    from bemodels.undercount.capture import CaptureTable

GRAPHS_OF = range(3, 6)
TWO = 2
DELTAS = (0.5, 1.0)
XI = Assumption(
    statement="The interaction of the highest order multiplies the hidden by the xi "
    "that stands beside the number; 1 is none.",
    support="not checkable from these data",
)


def histories_result(table: CaptureTable) -> Result:
    """Show who stands on which list.

    Parameters
    ----------
    table : CaptureTable
        The histories.

    Returns
    -------
    Result
        The lists with their letters, and the histories that were seen.
    """
    named = dict(zip(table.letters, table.lists, strict=True))
    rows: list[tuple[Cell, ...]] = []
    for place, (letter, name) in enumerate(named.items()):
        on = [(one, n) for one, n in table.items() if one[place] == "1"]
        alone = sum(n for one, n in on if one.count("1") == 1)
        rows.append((letter, name, sum(n for _, n in on), alone))
    return Result(
        title=f"Histories: {table}",
        method="Incidents counted by the lists that saw them",
        estimates=(),
        tables=(
            Table(
                name="Lists",
                columns=("letter", "list", "incidents", "of them on no other list"),
                rows=tuple(rows),
            ),
            Table(
                name="Histories",
                columns=(*table.lists, "incidents"),
                rows=tuple((*map(int, one), n) for one, n in table.items()),
                note="Histories that no incident has are left out.",
            ),
        ),
        provenance=table.provenance,
    )


def graph_results(table: CaptureTable, *, level: float) -> dict[str, Result]:
    """Average over decomposable graphs, with three numbers for what no data show.

    Parameters
    ----------
    table : CaptureTable
        The histories.
    level : float
        Posterior mass of the intervals.

    Returns
    -------
    dict of str to Result
        By what is stated; empty unless there are three to five lists.
    """
    from bemodels.undercount.capture import SCALE, decomposable_graphs

    if len(table.lists) not in GRAPHS_OF:
        return {}
    return {
        f"decomposable graphs, delta {delta:g}": decomposable_graphs(
            table, delta=delta, log_prior=SCALE, level=level
        )
        for delta in (1 / 2 ** len(table.lists), *DELTAS)
    }


def spread_part(
    table: CaptureTable,
    *,
    interactions: Sequence[str] | None,
    others: Mapping[str, Result],
    level: float,
) -> Result:
    """Lay every method side by side.

    Parameters
    ----------
    table : CaptureTable
        The histories.
    interactions : sequence of str or None
        Of one more model.
    others : mapping of str to Result
        Methods that take more than the histories; those of two lists are added.
    level : float
        Coverage of the intervals.

    Returns
    -------
    Result
        ``population[method]``, the spread in words, and the priors that were stated.
    """
    from bemodels.undercount.capture import compare_methods

    methods = {**_of_two_lists(table, level), **others}
    stated = tuple(one.card.priors for one in methods.values())
    spread = compare_methods(
        table,
        interactions=() if interactions is None else (interactions,),
        others=methods,
        provenance=table.provenance,
        level=level,
    )
    priors = tuple(dict.fromkeys(prior for some in stated for prior in some))
    return replace(
        spread,
        # a row of the file is an incident, whatever a method calls its units
        estimates=tuple(replace(one, unit="incidents") for one in spread.estimates),
        card=ModelCard(equations=(), priors=priors, parameters=()),
    )


def _of_two_lists(table: CaptureTable, level: float) -> dict[str, Result]:
    from bemodels.undercount.capture import chapman_of, petersen_of

    if len(table.lists) != TWO:
        return {}
    found = {}
    for name, method in (("Petersen", petersen_of), ("Chapman", chapman_of)):
        try:
            found[name] = method(table, level=level)
        except NotEstimableError:
            continue
    return found


def untestable_part(
    table: CaptureTable, graphs: Mapping[str, Result], *, level: float
) -> Result:
    """Show what the stated numbers do: xi, and delta on the pairs of lists.

    Parameters
    ----------
    table : CaptureTable
        The histories.
    graphs : mapping of str to Result
        As `graph_results` returns them.
    level : float
        Coverage of the intervals.

    Returns
    -------
    Result
        Tables, and a check that failed where one has none.
    """
    from bemodels.undercount.capture import no_highest_order_interaction

    grid = _or_check(
        "interaction of the highest order",
        partial(no_highest_order_interaction, table, 1.0, level=level),
    )
    # the page holds other xi beside the one that was asked for
    stated = (XI, *grid.assumptions[1:]) if grid.assumptions else ()
    return replace(
        grid,
        conclusion="",
        assumptions=stated,
        tables=(*grid.tables[1:], *_pairs(graphs)),
    )


def _pairs(graphs: Mapping[str, Result]) -> tuple[Table, ...]:
    """Lay the probabilities that two lists depend side by side."""
    if not graphs:
        return ()
    tables = {
        name: one.table("Pairs of lists that depend directly")
        for name, one in graphs.items()
    }
    first = next(iter(tables.values()))
    posteriors = zip(
        *([row[3] for row in one.rows] for one in tables.values()), strict=True
    )
    return (
        Table(
            name=first.name,
            columns=(
                *first.columns[:3],
                *(f"posterior, {name.rpartition(', ')[2]}" for name in tables),
            ),
            rows=tuple(
                (*row[:3], *found)
                for row, found in zip(first.rows, posteriors, strict=True)
            ),
            note=first.note,
        ),
    )


def matching_part(
    table: CaptureTable, *, interactions: Sequence[str] | None, level: float
) -> Result:
    """Say what errors of matching would do to one model.

    Parameters
    ----------
    table : CaptureTable
        The histories.
    interactions : sequence of str or None
        Of the model; without them, lists are independent.
    level : float
        Coverage of the intervals.

    Returns
    -------
    Result
        A table and a conclusion, or a check that failed where there is no estimate.
    """
    from bemodels.undercount.capture import loglinear_lists, matching_errors

    model = partial(loglinear_lists, interactions=interactions or (), level=level)
    found = _or_check("matching errors", partial(matching_errors, table, model))
    name = "Mt" + (f" with {', '.join(interactions)}" if interactions else "")
    return replace(
        found,
        assumptions=found.assumptions[:1],
        conclusion=f"Under {name}, i{found.conclusion[1:]}" if found.conclusion else "",
        tables=tuple(replace(one, name=f"{one.name}, {name}") for one in found.tables),
    )


def _or_check(name: str, method: Callable[[], Result]) -> Result:
    """Return a result without its estimates, which the spread holds, or the reason."""
    try:
        return replace(method(), estimates=(), provenance=())
    except NotEstimableError as refusal:
        failed = Check(name=name, passed=False, detail=str(refusal))
        return Result(title="", method="", estimates=(), checks=(failed,))
