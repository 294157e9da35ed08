"""What each command does: read, call one analysis, print."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from pathlib import Path

from bemodels.cli.exit_codes import NOT_ESTIMABLE
from bemodels.cli.file_options import read_log, refuse_two_sources
from bemodels.cli.ignored_options import refuse_options_of_a_file
from bemodels.cli.one_line import UsageError
from bemodels.cli.printing import print_with_inputs
from bemodels.data import belgium
from bemodels.errors import InvalidDataError
from bemodels.rates import Group, compare_attack_rates, compare_groups_of
from bemodels.result import Result, join_results

_COUNTS = re.compile(r"(-?[0-9]{1,15})/(-?[0-9]{1,15})")


def run_rates(options: Namespace) -> int:
    """Compare two groups, given as attacks/incidents or as the groups of a log.

    Parameters
    ----------
    options : argparse.Namespace
        With group, reference, level, json and the options of a reader.

    Returns
    -------
    int
        Exit code 0, or 3 if there is no odds ratio: what exists is printed.

    Raises
    ------
    UsageError
        If a group is not two whole numbers with a stroke between them.
    InvalidDataError
        If no group can have these counts.
    """
    if options.reference is None and not _COUNTS.fullmatch(options.group):
        options.file = options.group
        log = read_log(options)
        result = compare_groups_of(log, level=options.level)
        print_with_inputs(result, options)
        return _code_of(result)
    if options.reference is None:
        raise UsageError(
            "missing REFERENCE: attacks/incidents, such as 1/95 (see bemodels rates "
            "--help)"
        )
    refuse_options_of_a_file(options, "both groups were typed")
    group = _group("GROUP", options.group)
    reference = _group("REFERENCE", options.reference)
    result = compare_attack_rates(group, reference, level=options.level)
    print_with_inputs(result, options)
    return _code_of(result)


def _code_of(result: Result) -> int:
    """Say on standard error, and by the exit code, what could not be estimated."""
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


def run_undercount(options: Namespace) -> int:
    """Say what the report's fates tell of hidden actors, and what they cannot.

    Parameters
    ----------
    options : argparse.Namespace
        With surfacing or prior (or neither), level and json.

    Returns
    -------
    int
        Exit code 0.
    """
    from bemodels.undercount import (
        Beta,
        SurfacingPrior,
        fate_odds,
        fate_odds_of,
        fates_of,
        fates_of_report,
        hidden_given_prior,
        hidden_given_surfacing,
        surfacing_scenarios,
    )

    refuse_two_sources(options, "undercount")
    if options.belgium:
        report = belgium()
        inspired, linked = fates_of_report(report)
        shared = {"provenance": (report.groups.provenance,), "level": options.level}
        parts = [fate_odds(inspired, linked, **shared)]
    else:
        log = read_log(options)
        inspired, _ = fates_of(log)
        shared = {"provenance": log.provenance, "level": options.level}
        parts = [fate_odds_of(log, level=options.level)]
    if options.surfacing is not None:
        parts.append(hidden_given_surfacing(inspired, options.surfacing, **shared))
    elif options.prior is not None:
        prior = SurfacingPrior(
            beta=Beta(a=options.prior[0], b=options.prior[1]),
            reason="stated on the command line",
        )
        parts.append(hidden_given_prior(inspired, prior, **shared))
    parts.append(surfacing_scenarios(inspired, **shared))
    method = "Identified odds of fates; scenarios of the inspired population"
    result = join_results(parts, title=parts[0].title, method=method)
    print_with_inputs(result, options)
    return 0


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
