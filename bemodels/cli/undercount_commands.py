"""What fates tell of hidden actors, rung by rung, for the report or a log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.cli.exit_codes import NOT_ESTIMABLE
from bemodels.cli.file_options import read_log, refuse_two_sources
from bemodels.cli.leaving import print_leaving
from bemodels.cli.one_line import UsageError
from bemodels.cli.printing import print_with_inputs
from bemodels.cli.undercount_ladder import climb
from bemodels.cli.undercount_options import refuse_halves, refuse_more_than_recorded
from bemodels.data import belgium
from bemodels.undercount import (
    Beta,
    SurfacingPrior,
    fate_odds,
    fate_odds_of,
    fates_of,
    fates_of_report,
    hidden_given_discovery_routes,
    hidden_given_prior,
    hidden_given_propensity,
    hidden_given_surfacing,
)

if TYPE_CHECKING:
    from argparse import Namespace

    from bemodels.data import IncidentLog
    from bemodels.result import Result
    from bemodels.undercount import Fates


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
        Exit code 0, or 3 if estimates are withheld, which would give a hidden count
        away: the counts are printed.

    Raises
    ------
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
        print_with_inputs(_of_report(options), options)
        return 0
    log = read_log(options)

    def estimate(log: IncidentLog) -> Result:
        odds = fate_odds_of(log, level=options.level)
        return _climbed(odds, *fates_of(log), options)

    if options.suppress is not None:
        withheld = "odds of fates and scenarios"
        found = print_leaving(log, options, withheld=withheld, estimate=estimate)
        return NOT_ESTIMABLE if found is None else 0
    print_with_inputs(estimate(log), options)
    return 0


def _of_report(options: Namespace) -> Result:
    report = belgium()
    both = fates_of_report(report)
    source = (report.groups.provenance,)
    odds = fate_odds(*both, provenance=source, level=options.level)
    return _climbed(odds, *both, options)


def _climbed(
    odds: Result, inspired: Fates, linked: Fates, options: Namespace
) -> Result:
    """Lay what is stated beside what is counted."""
    rungs = {
        **_surfacing(inspired, options),
        **_propensity(inspired, linked, options),
        **_routes(inspired, linked, options),
    }
    return climb(odds, inspired, linked, rungs=rungs, level=options.level)


def _surfacing(inspired: Fates, options: Namespace) -> dict[str, Result]:
    if options.surfacing is not None:
        share = options.surfacing
        result = hidden_given_surfacing(inspired, share, level=options.level)
        return {f"surfacing is {share:g}": result}
    if options.prior is not None:
        a, b = options.prior
        prior = SurfacingPrior(beta=Beta(a=a, b=b), reason="stated on the command line")
        result = hidden_given_prior(inspired, prior, level=options.level)
        return {f"surfacing is Beta({a:g}, {b:g})": result}
    return {}


def _propensity(
    inspired: Fates, linked: Fates, options: Namespace
) -> dict[str, Result]:
    times, spread = options.relative_propensity, options.log_sd
    if times is None:
        return {}
    seen = options.linked_surfacing
    result = hidden_given_propensity(
        inspired,
        linked,
        relative_propensity=times,
        log_sd=spread,
        linked_surfacing=seen,
        level=options.level,
    )
    about = f" (log sd {spread:g})" if spread else ""
    return {
        f"relative propensity to attack is {times:g}{about} and linked surfacing "
        f"{seen:g}": result
    }


def _routes(inspired: Fates, linked: Fates, options: Namespace) -> dict[str, Result]:
    if options.routes is None:
        return {}
    refuse_more_than_recorded(options.routes, linked)
    independent, connection, both = options.routes
    result = hidden_given_discovery_routes(
        inspired,
        independent_only=independent,
        connection_only=connection,
        both=both,
        dependence=options.dependence,
        transfer=options.transfer,
        level=options.level,
    )
    return {
        f"transfer of detection is {options.transfer:g} and dependence of routes "
        f"{options.dependence:g}": result
    }
