"""The command on several lists: histories, every method, and what none can know."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bemodels.cli.capture_parts import (
    graph_results,
    histories_result,
    matching_part,
    spread_part,
    untestable_part,
)
from bemodels.cli.defaults import CLASS_DRAWS, SEED
from bemodels.cli.file_options import read_log
from bemodels.cli.ignored_options import (
    refuse_ignored,
    refuse_options_beside_lists,
    refuse_unused_exposure,
)
from bemodels.cli.one_line import UsageError
from bemodels.cli.printing import print_with_inputs
from bemodels.cli.progress import display_progress, print_progress
from bemodels.data import notice_tables
from bemodels.errors import NotConvergedError, NotEstimableError
from bemodels.result import Check, Result, join_results

if TYPE_CHECKING:
    from argparse import Namespace

    from bemodels.undercount.capture import CaptureTable

CONCENTRATION = 0.25
LATENT = "latent classes"


def run_capture(options: Namespace) -> int:
    """Lay the populations of every method of several lists side by side.

    Parameters
    ----------
    options : argparse.Namespace
        With file, lists, count, interactions, classes, seed, draws, level, json and
        the options of a reader.

    Returns
    -------
    int
        Exit code 0.

    Raises
    ------
    UsageError
        If an option would be ignored.
    InvalidDataError
        If anything is wrong with the file, or an interaction is none.
    NotEstimableError
        If no method has an estimate; the histories are printed even so.
    NotConvergedError
        If the chains of the latent classes do not agree; every other method is printed
        even so.
    """
    _settle_draws(options)
    table = _read(options)
    notices = Result(
        title="", method="", estimates=(), tables=notice_tables(table.notices)
    )
    first = histories_result(table)
    graphs, classes, unsettled = _drawn_and_summed(table, options)
    try:
        parts = [*_parts(table, options, graphs, {**graphs, **classes}), notices]
    except NotEstimableError:
        print_with_inputs(
            join_results([first, notices], title=first.title, method=first.method),
            options,
        )
        raise
    result = join_results([first, *parts], title=parts[0].title, method=parts[0].method)
    failed = tuple(
        Check(name=LATENT, passed=False, detail=str(one)) for one in unsettled
    )
    print_with_inputs(replace(result, checks=(*result.checks, *failed)), options)
    for one in unsettled:
        raise one
    return 0


def _settle_draws(options: Namespace) -> None:
    if options.classes is None:
        for name in ("seed", "draws"):
            if getattr(options, name) is not None:
                raise UsageError(f"--{name} is for --classes: nothing else is drawn")
        return
    options.seed = SEED if options.seed is None else options.seed
    options.draws = CLASS_DRAWS if options.draws is None else options.draws


def _read(options: Namespace) -> CaptureTable:
    """Count the histories of columns, or of the sources of a log."""
    from bemodels.data.files.reading import read_flawed_table

    refuse_ignored(options)
    refuse_unused_exposure(options)
    if options.source is None and options.mapping is None:
        raw = read_flawed_table(
            options.file,
            max_bytes=options.max_bytes,
            sheet=options.sheet,
            encoding=options.encoding,
            delimiter=options.delimiter,
        )
        columns = {*raw.columns}
        if options.count or columns & {*options.lists} or "sources" not in columns:
            refuse_options_beside_lists(options)
            # after the file was read: the package takes longer to load than a file
            from bemodels.undercount.capture.list_columns import histories_in

            return histories_in(raw, lists=options.lists, count=options.count or "")
    if options.count:
        raise UsageError("--count is for a file with a column a list, not for a log")
    from bemodels.undercount.capture import histories_of

    return histories_of(read_log(options), sources=options.lists)


def _parts(
    table: CaptureTable,
    options: Namespace,
    graphs: dict[str, Result],
    others: dict[str, Result],
) -> list[Result]:
    return [
        spread_part(
            table,
            interactions=options.interactions,
            others=others,
            level=options.level,
        ),
        untestable_part(table, graphs, level=options.level),
        matching_part(table, interactions=options.interactions, level=options.level),
    ]


def _drawn_and_summed(
    table: CaptureTable, options: Namespace
) -> tuple[dict[str, Result], dict[str, Result], tuple[NotConvergedError, ...]]:
    """Return the graphs, the latent classes, and why there are none of these."""
    plain = options.json or options.classes is None
    with print_progress() if plain else display_progress():
        graphs = graph_results(table, level=options.level)
        try:
            return graphs, _classes(table, options), ()
        except NotConvergedError as refusal:
            return graphs, {}, (refusal,)


def _classes(table: CaptureTable, options: Namespace) -> dict[str, Result]:
    if options.classes is None:
        return {}
    import numpy as np

    from bemodels.undercount.capture import latent_classes

    fit = partial(
        latent_classes,
        table,
        rng=np.random.default_rng(options.seed),
        classes=options.classes,
        a=CONCENTRATION,
        b=CONCENTRATION,
        draws=options.draws,
        level=options.level,
    )
    return {f"{LATENT}, up to {options.classes}": fit()}
