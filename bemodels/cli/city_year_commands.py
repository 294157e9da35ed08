"""The command on counts by place and year: the whole analysis, part by part."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from bemodels.cli.exit_codes import NOT_CONVERGED
from bemodels.cli.one_line import UsageError
from bemodels.cli.printing import print_json, print_results
from bemodels.cli.progress import display_progress, print_progress
from bemodels.cli.stated import with_stated_inputs
from bemodels.counts import CITY_YEAR_PRIORS, CityYears, analyse_city_years
from bemodels.data import CountTable
from bemodels.data.count_names import meant_by
from bemodels.result import Result

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from bemodels.cli.log_months import LogMonths

KEYS = 2
WIDTH = 120


def asks_for_years(options: Namespace) -> bool:
    """Tell whether the keys of a command ask for the whole analysis.

    Parameters
    ----------
    options : argparse.Namespace
        With keys, places_at_risk and by, which one key is the same as.

    Returns
    -------
    bool
        True for a place and ``year``.

    Raises
    ------
    UsageError
        If the keys are others, or places at risk are stated beside these.
    """
    if options.keys is None:
        return False
    if len(options.keys) == 1:
        options.by, options.keys = options.keys, None
        return False
    if len(options.keys) != KEYS or "year" not in options.keys:
        raise UsageError(
            "--keys: expected one key, or a place and year such as city,year, got "
            f"{','.join(options.keys)!r}"
        )
    if options.places_at_risk is not None:
        raise UsageError(
            "--places-at-risk is for rates by place alone; --keys "
            f"{','.join(options.keys)} pools over the places that are listed (--places "
            "lists those without an incident too)"
        )
    return True


def check_columns(table: CountTable, options: Namespace) -> None:
    """Refuse a table whose keys are not those that were asked for.

    Parameters
    ----------
    table : CountTable
        As a file holds it, or as a log was counted.
    options : argparse.Namespace
        With keys.

    Raises
    ------
    UsageError
        If they differ.
    """
    wanted = [one for one in options.keys if one not in table.keys]
    others = [one for one in table.keys if one not in options.keys]
    if wanted or others:
        asked = [meant_by(one, wanted) for one in others]
        hint = " ".join(one for one in asked if one)
        raise UsageError(
            f"--keys {','.join(options.keys)}: the keys of the table are "
            f"{', '.join(table.keys)}{f' ({hint})' if hint else ''}"
        )


def print_city_years(table: CountTable, months: LogMonths, options: Namespace) -> int:
    """Run the whole analysis of a table, and print it part by part or as JSON.

    Parameters
    ----------
    table : CountTable
        By a place and ``year``.
    months : LogMonths
        The same incidents by month, where the file is a log.
    options : argparse.Namespace
        With seed, draws, level, json and quiet.

    Returns
    -------
    int
        The exit code: 4 where the hierarchical fit did not converge, which is said on
        standard error; what does not need it is printed all the same.

    Raises
    ------
    InvalidDataError
        If the draws are too few to be asked for.
    """
    plain = options.quiet or options.json
    with print_progress() if plain else display_progress():
        found = analyse_city_years(
            table,
            priors=CITY_YEAR_PRIORS,
            seed=options.seed,
            months=months.table,
            draws=options.draws,
            level=options.level,
        )
    found = months.explain(found)
    whole = with_stated_inputs(found.result(), options)
    if options.json:
        print_json(whole)
    else:
        print_results(tuple(_in_turn(found, whole)), width=WIDTH)
    if not found.unconverged:
        return 0
    sys.stderr.write(
        f"bemodels: the hierarchical model is left out: {found.unconverged}\n"
    )
    return NOT_CONVERGED


def _in_turn(found: CityYears, whole: Result) -> Iterator[Result]:
    """Yield the parts, then once for all what was left out, stated and assumed."""
    for one in found.parts:
        bare = replace(one.result, assumptions=(), provenance=())
        told = bare.title.startswith(one.name)
        yield bare if told else replace(bare, title=f"{one.name}. {bare.title}")
    left_out = (found.left_out,) if found.left_out.rows else ()
    yield Result(
        title="What all of this rests on",
        method="Inputs, sources and assumptions of every part, each once",
        estimates=(),
        tables=(*left_out, whole.tables[-1]),
        assumptions=whole.assumptions,
        provenance=whole.provenance,
    )
