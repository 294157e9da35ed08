"""What each command does: read, call one analysis, print."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bemodels.cli.exit_codes import NOT_ESTIMABLE
from bemodels.cli.file_options import read_log
from bemodels.cli.ignored_options import refuse_options_of_a_file
from bemodels.cli.leaving import print_leaving
from bemodels.cli.one_line import UsageError
from bemodels.cli.printing import print_with_inputs
from bemodels.cli.progress import display_progress
from bemodels.errors import InvalidDataError
from bemodels.rates import (
    Group,
    compare_attack_rates,
    compare_groups_of,
    every_method,
    groups_of,
)
from bemodels.result import Result

if TYPE_CHECKING:
    from bemodels.data import IncidentLog

_COUNTS = re.compile(r"(-?[0-9]{1,15})/(-?[0-9]{1,15})")


def run_rates(options: Namespace) -> int:
    """Compare two groups, given as attacks/incidents or as the groups of a log.

    Parameters
    ----------
    options : argparse.Namespace
        With group, reference, all, suppress, level, json and the options of a reader.

    Returns
    -------
    int
        Exit code 0, or 3 if there is no odds ratio, or estimates are withheld, which
        would give a hidden count away: what exists is printed.

    Raises
    ------
    UsageError
        If a group is not two whole numbers with a stroke between them, or suppress
        stands beside it.
    InvalidDataError
        If no group can have these counts.
    """
    if options.reference is None and not _COUNTS.fullmatch(options.group):
        options.file, options.group = options.group, None
        log = read_log(options)
        if options.suppress is not None:
            return _code_of(_print_leaving_rates(log, options))
        result = _compared_log(log, options)
        print_with_inputs(result, options)
        return _code_of(result)
    if options.suppress is not None:
        raise UsageError(
            "--suppress is for a file: counts of typed groups stand in the command"
        )
    if options.reference is None:
        raise UsageError(
            "missing REFERENCE: attacks/incidents, such as 1/95 (see bemodels rates "
            "--help)"
        )
    refuse_options_of_a_file(options, "both groups were typed")
    group = _group("GROUP", options.group)
    reference = _group("REFERENCE", options.reference)
    result = compare_attack_rates(group, reference, level=options.level)
    print_with_inputs(_with_all(result, group, reference, options), options)
    return _code_of(result)


def _compared_log(log: IncidentLog, options: Namespace) -> Result:
    result = compare_groups_of(log, level=options.level)
    return _with_all(result, *groups_of(log), options)


def _with_all(
    result: Result, group: Group, reference: Group, options: Namespace
) -> Result:
    """Lay every method beside the recommended ones, if that is asked for."""
    if not options.all:
        return result
    with display_progress():
        tables = every_method(group, reference, level=options.level)
    return replace(result, tables=(*result.tables, *tables))


def _print_leaving_rates(log: IncidentLog, options: Namespace) -> Result | None:
    return print_leaving(
        log,
        options,
        withheld="attack rates, ratios and tests",
        estimate=lambda leaving: _compared_log(leaving, options),
    )


def _code_of(result: Result | None) -> int:
    """Say on standard error, and by the exit code, what could not be estimated."""
    if result is None:
        return NOT_ESTIMABLE
    if any(one.estimand == "odds_ratio" for one in result.estimates):
        return 0
    refused = next(one.detail for one in result.checks if not one.passed)
    sys.stderr.write(f"bemodels: {refused}\n")
    return NOT_ESTIMABLE


def _group(name: str, text: str) -> Group:
    match = _COUNTS.fullmatch(text)
    if not match:
        raise UsageError(
            f"{name} {text!r}: expected attacks/incidents, two whole numbers such as "
            "3/12, of at most 15 digits each"
        )
    try:
        return Group(attacks=int(match[1]), incidents=int(match[2]))
    except InvalidDataError as error:
        raise InvalidDataError(f"{name} {text}: {error}") from error


def run_verify(options: Namespace) -> int:
    """Check every file of a folder against its manifest.

    Parameters
    ----------
    options : argparse.Namespace
        With folder.

    Returns
    -------
    int
        Exit code 0 if every hash is as recorded.

    Raises
    ------
    InvalidDataError
        If a file has changed, is missing or is not listed: one line each.
    """
    from bemodels.report.integrity import verify_folder

    checks = verify_folder(Path(options.folder))
    failed = [f"{one.name}: {one.detail}" for one in checks if not one.passed]
    if failed:
        raise InvalidDataError("\n".join(failed))
    sys.stdout.write(f"{len(checks)} files are as their manifest says\n")
    return 0
