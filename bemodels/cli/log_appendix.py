"""The appendix of a log of the user's: the whole package run on it."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bemodels import counts, rates, undercount
from bemodels.bayes import summarise_draws
from bemodels.cli.analysis_sections import (
    PlaceFits,
    place_section,
)
from bemodels.cli.appendix import AppendixRun
from bemodels.cli.appendix_facts import RunFacts
from bemodels.cli.attack_rate_section import attack_rate_section, fit_attack_rates
from bemodels.cli.city_year_section import (
    CITY_YEAR_SECTION,
    CityYearFits,
    city_year_section,
    fit_city_years,
)
from bemodels.cli.count_commands import OWN_REASON, count_log
from bemodels.cli.file_options import read_log, with_places
from bemodels.cli.ignored_options import READER_DEFAULTS
from bemodels.cli.leaving import NOTICES
from bemodels.cli.log_data import (
    CITY_YEARS,
    GROUPS,
    PLACES,
    leaving_data,
    whole_data,
    without_years,
)
from bemodels.cli.log_months import months_of
from bemodels.cli.place_fits import Setting, compare_places, fit_each, vary_places
from bemodels.cli.undercount_section import fit_undercount, undercount_section
from bemodels.data import ObservationWindow
from bemodels.data.files.opening import digest_of
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.report.analysis import Analysis, Appendix
from bemodels.report.appendix_run_tables import version_table
from bemodels.report.machine import machine_facts
from bemodels.result import Posterior, Result, Table

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping

    from bemodels.data import CountTable, IncidentLog

MOST_DRAWN = 12
OPENING = (
    "Every number stands with its uncertainty, its unit and its method. An incident is "
    "an arrest action or an attack recorded in the log; an attack rate is the share of "
    "attacks among recorded incidents. Where the data do not touch a number it is "
    "called a scenario: it follows from an assumption, which is named beside it."
)
TOLD = (
    *("window", "mapping", "exposure", "source", "places", "places_at_risk"),
    "suppress",
)


def refuse_inside(options: Namespace) -> None:
    """Refuse an input that lies in the folder which is to be replaced.

    Parameters
    ----------
    options : argparse.Namespace
        With out, file, mapping, exposure and places.

    Raises
    ------
    InvalidDataError
        If one of the files is the folder, or lies in it.
    """
    out = Path(options.out).resolve()
    for path in _files_of(options):
        file = path.resolve()
        if out == file or out in file.parents:
            raise InvalidDataError(
                f"{file.name} lies in the folder that is to be written: choose another "
                "--out"
            )


def _files_of(options: Namespace) -> tuple[Path, ...]:
    """Return every file that the user named."""
    named = (options.file, options.mapping, options.exposure, options.places)
    return tuple(Path(one) for one in named if one is not None)


def command_of(command: str, options: Namespace) -> str:
    """Add the file and the options of its reader to the command, without folders.

    Parameters
    ----------
    command : str
        The command so far.
    options : argparse.Namespace
        Of the command.

    Returns
    -------
    str
        The command that makes the appendix again, beside the files it names.
    """
    words = [f"--data {shlex.quote(Path(options.file).name)}"]
    for name in (*TOLD, *READER_DEFAULTS):
        value = getattr(options, name)
        if value is None or READER_DEFAULTS.get(name) == value:
            continue
        flag = f"--{name.replace('_', '-')}"
        for one in value if isinstance(value, list) else [value]:
            words.append(f"{flag} {shlex.quote(_typed(name, one))}")
    return " ".join((command, *words))


def _typed(name: str, value: object) -> str:
    """Write the value of an option as it is typed, a file without its folder."""
    if isinstance(value, ObservationWindow):
        return value.typed
    is_file = name in ("mapping", "exposure", "places")
    return Path(str(value)).name if is_file else str(value)


def log_run(options: Namespace, command: str) -> AppendixRun:
    """Run the whole package on a log.

    Parameters
    ----------
    options : argparse.Namespace
        With file, places, places_at_risk, suppress, seed, draws and the options of a
        reader.
    command : str
        The command that makes the appendix again.

    Returns
    -------
    AppendixRun
        What the appendix prints and its manifest states.

    Raises
    ------
    InvalidDataError
        If anything is wrong with the file.
    NotConvergedError
        If a fit does not pass the convergence gate.
    """
    log, named = with_places(read_log(options), options, by=("city",))
    # After reading, which refuses what is no file and would never end.
    digests = {path: digest_of(path) for path in _files_of(options)}
    table = count_log(log, ("city",), named)
    if options.suppress is None:
        data = whole_data(log, table)
    else:
        data = leaving_data(log, table, below=options.suppress)
    places = None
    withheld = {**data.withheld, **without_years(log, table, options.suppress)}
    sections = [] if GROUPS in withheld else _group_sections(data.log, withheld)
    if PLACES not in withheld:
        exact = _without_notices(counts.exact_annual_rates(data.counts))
        places = _fit(data.counts, exact, options)
        sections.insert(1, place_section(places) if places else _exact_section(exact))
    years = () if CITY_YEARS in withheld else (_fit_years(log, named, options),)
    sections[2:2] = map(city_year_section, years)
    appendix = Appendix(
        title="Posterior summary appendix",
        subtitle=f"Recorded incidents of {log.provenance[0].source}, {log.window}",
        opening=OPENING,
        data=(*data.tables, *_unanswered(withheld)),
        provenance=data.log.provenance,
        analyses=tuple(sections),
        versions=version_table(machine_facts()),
        command=command,
    )
    facts = _facts(data.log, sections, places, years, options)
    return AppendixRun(appendix=appendix, facts=facts, digests=digests)


def _fit_years(
    log: IncidentLog, named: tuple[str, ...], options: Namespace
) -> CityYearFits:
    table = count_log(log, ("city", "year"), named)
    months = months_of(log, table, named)
    return fit_city_years(replace(table, notices=()), months, options)


def _group_sections(log: IncidentLog, withheld: dict[str, str]) -> list[Analysis]:
    """Compare the groups and their fates, or say why the log holds no answer."""
    try:
        compared = rates.compare_groups_of(log)
        fates = undercount.fate_odds_of(log)
    except NotEstimableError as error:
        withheld[GROUPS] = str(error)
        return []
    hidden = fit_undercount(
        _without_notices(fates),
        *undercount.fates_of(log),
        rungs={},
        priors=(),
        stated="Nothing is stated of them here but scenarios.",
    )
    attack_rates = fit_attack_rates(_without_notices(compared), *rates.groups_of(log))
    return [
        attack_rate_section(attack_rates),
        undercount_section(hidden),
    ]


def _unanswered(withheld: Mapping[str, str]) -> tuple[Table, ...]:
    """Return a table of the questions that are not answered, or none."""
    if not withheld:
        return ()
    table = Table(
        name="Questions that are not answered",
        columns=("question", "reason"),
        rows=tuple(withheld.items()),
    )
    return (table,)


def _without_notices[Part: (Result, Posterior)](part: Part) -> Part:
    """Leave out the notices on the data, which stand beside them."""
    kept = tuple(one for one in part.tables if one.name != NOTICES)
    return replace(part, tables=kept)


def _exact_section(exact: Result) -> Analysis:
    return Analysis(
        name="Annual rates by place",
        question="How many incidents a year does each place see? Rates are pooled "
        "only over a stated number of places at risk (--places-at-risk).",
        result=exact,
    )


def _fit(table: CountTable, exact: Result, options: Namespace) -> PlaceFits | None:
    stated = options.places_at_risk
    if stated is None:
        return None
    base = Setting(table=table, places_at_risk=stated, priors=counts.PLACE_PRIORS)
    varied = vary_places(base, _others(table, stated))
    fits = fit_each((base, *varied.values()), seed=options.seed, draws=options.draws)
    most = sorted(table.rows, key=lambda row: -row[-2])[:MOST_DRAWN]
    return PlaceFits(
        exact=exact,
        fit=_without_notices(fits[base]),
        places_at_risk=stated,
        summary=summarise_draws(fits[base], ci_prob=0.95, ci_kind="eti"),
        sensitivity=compare_places(fits, varied, reason=OWN_REASON),
        drawn=tuple(str(row[0]) for row in most),
    )


def _others(table: CountTable, stated: int) -> tuple[int, ...]:
    return (len(table), 2 * stated, 5 * stated)


def _facts(
    log: IncidentLog,
    sections: list[Analysis],
    places: PlaceFits | None,
    years: tuple[CityYearFits, ...],
    options: Namespace,
) -> RunFacts:
    others = () if places is None else _others_of(places)
    drawn = places is not None or bool(years)
    return RunFacts(
        options={
            "formats": options.formats,
            **({"seed": options.seed, "draws": options.draws} if drawn else {}),
            "window": str(log.window),
            "places_at_risk": options.places_at_risk or "not stated",
            **({} if options.suppress is None else {"suppress": options.suppress}),
        },
        inputs=log.provenance,
        results=tuple(one.result for one in sections if one.name != CITY_YEAR_SECTION),
        places=places,
        years=years,
        others=tuple((number, counts.PLACE_PRIORS) for number in others),
    )


def _others_of(places: PlaceFits) -> tuple[int, ...]:
    return tuple(int(row[0]) for row in places.sensitivity[0].rows)
