"""The command on counts: annual rates, exact and partially pooled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.cli.defaults import OTHER_PLACES_AT_RISK, PLACES_AT_RISK, PLACES_REASON
from bemodels.cli.file_options import (
    read_counts_or_log,
    refuse_two_sources,
    with_places,
)
from bemodels.cli.printing import print_with_inputs
from bemodels.cli.progress import display_progress, print_progress
from bemodels.counts import PLACE_PRIORS, exact_annual_rates
from bemodels.data import CountTable, belgium, suppress_counts
from bemodels.result import Result, Table, join_results

if TYPE_CHECKING:
    from argparse import Namespace

    from bemodels.result import Cell

OWN_REASON = (
    "The number of places at risk is stated, not estimated; beside it stand the listed "
    "places alone, and twice and five times the stated number."
)


def run_counts(options: Namespace) -> int:
    """Estimate annual rates of the report or of a file, exact and partially pooled.

    Parameters
    ----------
    options : argparse.Namespace
        With belgium or file, by, places, places_at_risk, seed, draws, level, json,
        quiet and the options of a reader.

    Returns
    -------
    int
        Exit code 0.

    Raises
    ------
    InvalidDataError
        If anything is wrong with a file.
    """
    refuse_two_sources(options, "counts")
    if options.belgium and options.places_at_risk is None:
        options.places_at_risk = PLACES_AT_RISK
    table = belgium().place_counts() if options.belgium else _counts_of_file(options)
    if options.suppress is not None:
        print_with_inputs(_suppressed(table, options.suppress), options)
        return 0
    exact = exact_annual_rates(table, level=options.level)
    if options.places_at_risk is None:
        parts = [exact]
    else:
        parts = [*_pooled(table, options), exact]
    if not options.belgium:
        parts.append(_shown(counts_table(table)))
    result = join_results(parts, title=parts[0].title, method=parts[0].method)
    print_with_inputs(result, options)
    return 0


def _counts_of_file(options: Namespace) -> CountTable:
    source = read_counts_or_log(options)
    if isinstance(source, CountTable):
        return source
    log, places = with_places(source, options, by=options.by)
    return log.count_incidents(options.by, places=places)


def _pooled(table: CountTable, options: Namespace) -> list[Result]:
    from bemodels.cli.place_fits import Setting, compare_places, fit_each, vary_places

    stated = options.places_at_risk
    base = Setting(table=table, places_at_risk=stated, priors=PLACE_PRIORS)
    own = (len(table), 2 * stated, 5 * stated)
    varied = vary_places(base, OTHER_PLACES_AT_RISK if options.belgium else own)
    plain = options.quiet or options.json
    with print_progress() if plain else display_progress():
        fits = fit_each(
            (base, *varied.values()), seed=options.seed, draws=options.draws
        )
    grid = compare_places(
        fits,
        varied,
        reason=PLACES_REASON if options.belgium else OWN_REASON,
        level=options.level,
    )
    return [fits[base].result(options.level), _shown(*grid)]


def _shown(*tables: Table) -> Result:
    return Result(title="", method="", estimates=(), tables=tables)


def _suppressed(table: CountTable, below: int) -> Result:
    """Return the table alone: a rate with its exposure would give a count away."""
    return Result(
        title=f"{table.total} incidents by {', '.join(table.keys)}",
        method="Small counts hidden; rates are left out, which would give them away",
        estimates=(),
        tables=(suppress_counts(table, below=below),),
        provenance=table.provenance,
    )


def counts_table(table: CountTable) -> Table:
    """Return counts with their exposure as a table to be printed.

    Parameters
    ----------
    table : CountTable
        Any counts.

    Returns
    -------
    Table
        A row a cell.
    """
    rows: tuple[tuple[Cell, ...], ...] = table.rows
    return Table(
        name="Counts and exposure", columns=(*table.keys, "count", "years"), rows=rows
    )
