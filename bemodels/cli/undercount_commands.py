"""What fates tell of hidden actors, rung by rung, for the report or a log."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bemodels.cli.exit_codes import NOT_ESTIMABLE
from bemodels.cli.file_options import read_log, refuse_two_sources
from bemodels.cli.leaving import print_leaving
from bemodels.cli.one_line import UsageError
from bemodels.cli.printing import print_with_inputs
from bemodels.cli.undercount_ladder import climb
from bemodels.cli.undercount_options import refuse_halves
from bemodels.cli.undercount_rungs import existing, stated_rungs
from bemodels.data import belgium, notice_tables
from bemodels.data.log.links import group_notices
from bemodels.result import Check, Result
from bemodels.undercount import fate_odds, fate_odds_of, fates_of, fates_of_report
from bemodels.undercount.fates import INDEPENDENT_FATES, WHAT_HIDDEN_MEANS

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from bemodels.data import IncidentLog
    from bemodels.result import Provenance
    from bemodels.undercount import Fates

ODDS = "odds of fates"


def run_undercount(options: Namespace) -> int:
    """Say what fates tell of hidden actors, and what they cannot.

    Parameters
    ----------
    options : argparse.Namespace
        With belgium or file, what is stated of each rung, suppress, level, json and the
        options of a reader.

    Returns
    -------
    int
        Exit code 0; 3 if an estimate that was asked for does not exist, when the
        others are printed, or if estimates are withheld, which would give a hidden
        count away: the counts are printed.

    Raises
    ------
    NotEstimableError
        If nothing of what was asked for exists.
    UsageError
        If suppress stands beside belgium, or a rung is stated by halves.
    """
    refuse_two_sources(options, "undercount")
    refuse_halves(options)
    if options.belgium:
        if options.suppress is not None:
            raise UsageError(
                "--suppress is for a file: the report's counts are printed"
            )
        return _printed(_of_report(options), options)
    log = read_log(options)

    def estimate(log: IncidentLog) -> Result:
        told = notice_tables((*log.notices, *group_notices(log.rows)))
        alone = replace(_alone(*fates_of(log), log.provenance), tables=told)
        odds = partial(fate_odds_of, log, level=options.level)
        return _climbed(odds, alone, *fates_of(log), options)

    if options.suppress is not None:
        withheld = "odds of fates and scenarios"
        found = print_leaving(log, options, withheld=withheld, estimate=estimate)
        return NOT_ESTIMABLE if found is None else _code_of(found)
    return _printed(estimate(log), options)


def _of_report(options: Namespace) -> Result:
    report = belgium()
    both = fates_of_report(report)
    source = (report.groups.provenance,)
    odds = partial(fate_odds, *both, provenance=source, level=options.level)
    return _climbed(odds, _alone(*both, source), *both, options)


def _alone(
    inspired: Fates, linked: Fates, provenance: tuple[Provenance, ...]
) -> Result:
    """Return the counts without anything that follows from them."""
    return Result(
        title=f"Fates: inspired {inspired}; linked {linked}",
        method="Counts alone",
        estimates=(),
        assumptions=(WHAT_HIDDEN_MEANS, INDEPENDENT_FATES),
        provenance=provenance,
    )


def _climbed(
    odds: Callable[[], Result],
    alone: Result,
    inspired: Fates,
    linked: Fates,
    options: Namespace,
) -> Result:
    """Lay what is stated beside what is counted, if any of it exists."""
    rungs = stated_rungs(inspired, linked, options)
    found, missing = existing({ODDS: odds, **rungs})
    if not found:
        raise next(iter(missing.values()))
    counted = found.pop(ODDS, alone)
    reasons = {name: str(error) for name, error in missing.items()}
    if counted is alone:
        counted = replace(alone, conclusion=f"Not estimable: {reasons[ODDS]}.")
    whole = climb(
        counted,
        inspired,
        linked,
        rungs=found,
        missing={
            name if name == ODDS else f"if {name}": reason
            for name, reason in reasons.items()
        },
        level=options.level,
    )
    failed = (
        Check(name=f"{name}: estimable", passed=False, detail=reason)
        for name, reason in reasons.items()
    )
    return replace(whole, checks=(*whole.checks, *failed))


def _printed(result: Result, options: Namespace) -> int:
    print_with_inputs(result, options)
    return _code_of(result)


def _code_of(result: Result) -> int:
    """Say on standard error, and by the exit code, what could not be estimated."""
    failed = [one.detail for one in result.checks if not one.passed]
    for reason in dict.fromkeys(failed):
        sys.stderr.write(f"bemodels: {reason}\n")
    return NOT_ESTIMABLE if failed else 0
