"""The command that writes an appendix: of the report, or of a log of the user's."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bemodels.cli.appendix import AppendixRun, write_appendix
from bemodels.cli.appendix_facts import RunFacts
from bemodels.cli.defaults import PLACES_AT_RISK
from bemodels.cli.ignored_options import refuse_options_of_a_file
from bemodels.cli.one_line import UsageError
from bemodels.cli.progress import display_progress, print_progress
from bemodels.result.file_names import check_place

if TYPE_CHECKING:
    from argparse import Namespace


def run_appendix(options: Namespace) -> int:
    """Write the posterior summary appendix of the report, or of a log.

    Parameters
    ----------
    options : argparse.Namespace
        With out, formats, seed, draws, quiet, data, suppress and the options of a
        reader.

    Returns
    -------
    int
        Exit code 0.

    Raises
    ------
    UsageError
        If suppress or places_at_risk stands without a file of the user's.
    InvalidDataError
        If the folder may not be written, or anything is wrong with a file.
    """
    check_place(str(Path(options.out)))
    command = f"bemodels appendix --formats {','.join(options.formats)}"
    if options.file is None or options.suppress is None or options.places_at_risk:
        command += f" --seed {options.seed} --draws {options.draws}"
    if options.suppress is not None and options.file is None:
        raise UsageError("--suppress is for --data: the report's counts are printed")
    if options.file is None:
        refuse_options_of_a_file(options, "without --data there is none")
        if options.places_at_risk is not None:
            raise UsageError(
                f"--places-at-risk is for --data: the report's are {PLACES_AT_RISK}, "
                "with others beside them"
            )
    else:
        from bemodels.cli.log_appendix import command_of, log_run, refuse_inside

        refuse_inside(options)
        command = command_of(command, options)

    def run() -> AppendixRun:
        if options.file is None:
            return _belgium_run(options, command)
        return log_run(options, command)

    with print_progress() if options.quiet else display_progress():
        folder = write_appendix(
            Path(options.out),
            formats=options.formats,
            draws=options.draws,
            command=command,
            run=run,
        )
    sys.stdout.write(f"{folder}\n")
    return 0


def _belgium_run(options: Namespace, command: str) -> AppendixRun:
    from bemodels import counts
    from bemodels.cli.belgium_appendix import compose_appendix
    from bemodels.cli.belgium_fits import run_analyses
    from bemodels.cli.defaults import OTHER_PLACES_AT_RISK

    fits = run_analyses(seed=options.seed, draws=options.draws)
    others = [(number, counts.PLACE_PRIORS) for number in OTHER_PLACES_AT_RISK]
    others += [
        (PLACES_AT_RISK, priors)
        for priors in (counts.WIDER_PLACE_PRIORS, counts.TIGHTER_PLACE_PRIORS)
    ]
    facts = RunFacts(
        options={
            "formats": options.formats,
            "seed": options.seed,
            "draws": options.draws,
            "places_at_risk": PLACES_AT_RISK,
            "other_places_at_risk": OTHER_PLACES_AT_RISK,
        },
        inputs=fits.report.provenance,
        results=fits.results,
        places=fits.places,
        others=tuple(others),
    )
    return AppendixRun(appendix=compose_appendix(fits, command=command), facts=facts)
