"""What each command does: read, call one analysis, print."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from pathlib import Path

from bemodels.cli.exit_codes import NOT_ESTIMABLE
from bemodels.cli.one_line import UsageError
from bemodels.cli.printing import print_json, print_result
from bemodels.cli.progress import display_progress, print_progress
from bemodels.cli.stated import with_stated_inputs
from bemodels.data import belgium
from bemodels.errors import InvalidDataError
from bemodels.rates import Group, compare_attack_rates
from bemodels.result import Result, join_results


def run_rates(options: Namespace) -> int:
    """Compare two groups given as attacks/incidents.

    Parameters
    ----------
    options : argparse.Namespace
        With group, reference, level and json.

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
    group = _group("GROUP", options.group)
    reference = _group("REFERENCE", options.reference)
    result = compare_attack_rates(group, reference, level=options.level)
    _print(result, options)
    return _code_of(result)


def _code_of(result: Result) -> int:
    """Say on standard error, and by the exit code, what could not be estimated."""
    if any(one.estimand == "odds_ratio" for one in result.estimates):
        return 0
    refused = next(one.detail for one in result.checks if not one.passed)
    sys.stderr.write(f"bemodels: {refused}\n")
    return NOT_ESTIMABLE


def _group(name: str, text: str) -> Group:
    match = re.fullmatch(r"(-?[0-9]{1,15})/(-?[0-9]{1,15})", text)
    if not match:
        raise UsageError(
            f"{name} {text!r}: expected attacks/incidents, two whole numbers such as "
            "3/12, of at most 15 digits each"
        )
    try:
        return Group(attacks=int(match[1]), incidents=int(match[2]))
    except InvalidDataError as error:
        raise InvalidDataError(f"{name} {text}: {error}") from error


def run_counts(options: Namespace) -> int:
    """Estimate annual rates by place from the report, exact and partially pooled.

    Parameters
    ----------
    options : argparse.Namespace
        With places_at_risk, seed, draws, level, json and quiet.

    Returns
    -------
    int
        Exit code 0.
    """
    from bemodels.cli.place_fits import Setting, compare_places, fit_each, vary_places
    from bemodels.counts import PLACE_PRIORS, exact_annual_rates

    table, level = belgium().place_counts(), options.level
    base = Setting(
        table=table, places_at_risk=options.places_at_risk, priors=PLACE_PRIORS
    )
    plain = options.quiet or options.json
    with print_progress() if plain else display_progress():
        fits = fit_each(
            (base, *vary_places(base).values()), seed=options.seed, draws=options.draws
        )
    pooled, exact = fits[base].result(level), exact_annual_rates(table, level=level)
    grid = compare_places(fits, base, level=level)
    shown = Result(title="", method="", estimates=(), tables=grid)
    _print(
        join_results([pooled, exact, shown], title=pooled.title, method=pooled.method),
        options,
    )
    return 0


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
        fates_of_report,
        hidden_given_prior,
        hidden_given_surfacing,
        surfacing_scenarios,
    )

    report = belgium()
    inspired, linked = fates_of_report(report)
    shared = {"provenance": (report.groups.provenance,), "level": options.level}
    parts = [fate_odds(inspired, linked, **shared)]
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
    _print(join_results(parts, title=parts[0].title, method=method), options)
    return 0


def run_appendix(options: Namespace) -> int:
    """Write the posterior summary appendix of the report.

    Parameters
    ----------
    options : argparse.Namespace
        With out, formats, seed, draws and quiet.

    Returns
    -------
    int
        Exit code 0.
    """
    from bemodels.cli.appendix import write_appendix

    with print_progress() if options.quiet else display_progress():
        folder = write_appendix(
            Path(options.out),
            formats=options.formats,
            seed=options.seed,
            draws=options.draws,
        )
    sys.stdout.write(f"{folder}\n")
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


def _print(result: Result, options: Namespace) -> None:
    show = print_json if options.json else print_result
    show(with_stated_inputs(result, options))
