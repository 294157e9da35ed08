"""The command on counts: annual rates, exact and partially pooled."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bemodels.cli.city_year_commands import (
    asks_for_years,
    check_columns,
    print_city_years,
)
from bemodels.cli.defaults import OTHER_PLACES_AT_RISK, PLACES_AT_RISK, PLACES_REASON
from bemodels.cli.file_options import (
    read_counts_or_log,
    refuse_two_sources,
    with_places,
)
from bemodels.cli.leaving import without_estimates
from bemodels.cli.log_months import LogMonths, months_of
from bemodels.cli.one_line import UsageError
from bemodels.cli.printing import print_with_inputs
from bemodels.cli.progress import display_progress, print_progress
from bemodels.counts import PLACE_PRIORS, exact_annual_rates
from bemodels.data import (
    CountTable,
    belgium,
    mask_notices,
    notice_tables,
    suppress_counts,
)
from bemodels.data.log.tabulation import ONLY_LISTED
from bemodels.result import Result, Table, join_results
from bemodels.result.display import format_count

if TYPE_CHECKING:
    from argparse import Namespace

    from bemodels.data import IncidentLog
    from bemodels.result import Cell

DEFAULT_KEYS = ("city",)
OWN_REASON = (
    "The number of places at risk is stated, not estimated; beside it stand the listed "
    "places alone, and twice and five times the stated number."
)


def run_counts(options: Namespace) -> int:
    """Estimate annual rates of the report or of a file, exact and partially pooled.

    Parameters
    ----------
    options : argparse.Namespace
        With belgium or file, keys, by, places, places_at_risk, suppress, seed, draws,
        level, json, quiet and the options of a reader.

    Returns
    -------
    int
        Exit code 0.

    Raises
    ------
    UsageError
        If suppress stands beside places_at_risk.
    InvalidDataError
        If anything is wrong with a file.
    """
    refuse_two_sources(options, "counts")
    by_year = asks_for_years(options)
    if options.suppress is not None and options.places_at_risk is not None:
        raise UsageError(
            "--places-at-risk is for rates, and --suppress prints counts alone"
        )
    if options.belgium:
        table, months = belgium().place_counts(), LogMonths()
    else:
        table, months = _counts_of_file(options)
    if options.suppress is not None:
        leaving = _suppressed(table, options.suppress)
        print_with_inputs(leaving, without_estimates(options))
        return 0
    if by_year:
        return print_city_years(table, months, options)
    if options.belgium and options.places_at_risk is None:
        options.places_at_risk = PLACES_AT_RISK
    exact = exact_annual_rates(table, level=options.level)
    if options.places_at_risk is None:
        options.seed = options.draws = None  # nothing is drawn, so neither was used
        parts = [exact]
    else:
        parts = [*_pooled(table, options), exact]
    if not options.belgium:
        parts.append(_shown(counts_table(table)))
    result = join_results(parts, title=parts[0].title, method=parts[0].method)
    print_with_inputs(result, options)
    return 0


def _counts_of_file(options: Namespace) -> tuple[CountTable, LogMonths]:
    """Return counts, and those by month where a log is asked for the whole analysis."""
    source = read_counts_or_log(options)
    if isinstance(source, CountTable):
        if options.keys is not None:
            check_columns(source, options)
        table = source if options.by is None else source.summed(options.by)
        return table, LogMonths()
    by = options.keys or options.by or DEFAULT_KEYS
    if options.keys is None:
        options.by = by  # stated with the results, by default too
    log, places = with_places(source, options, by=by)
    table = count_log(log, by, places)
    if options.keys is None or options.suppress is not None:
        return table, LogMonths()
    return table, months_of(log, table, places)


def count_log(
    log: IncidentLog, by: tuple[str, ...], places: tuple[str, ...]
) -> CountTable:
    """Count the incidents of a log over the places that were named, if any were.

    Parameters
    ----------
    log : IncidentLog
        With its window.
    by : tuple of str
        The keys.
    places : tuple of str
        As the file of places lists them.

    Returns
    -------
    CountTable
        Its notices speak of options as they are typed.

    Raises
    ------
    InvalidDataError
        If there is no window, or a place with an incident is not named.
    """
    table = log.count_incidents(by, places=places)
    notices = tuple(
        one.replace(" with places", " with --places FILE")
        if one == ONLY_LISTED
        else one
        for one in table.notices
    )
    return replace(table, notices=notices)


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
    """Return the table alone: a rate with its exposure would give a count away.

    So would the number of rows of the file, and its digest whoever guesses a cell.
    """
    return Result(
        title=f"{format_count(table.total, 'incident', 'incidents')} by "
        f"{', '.join(table.keys)}",
        method="Small counts hidden; rates are left out, which would give them away",
        estimates=(),
        tables=(
            suppress_counts(table, below=below),
            *notice_tables(mask_notices(table.notices, below=below)),
        ),
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
