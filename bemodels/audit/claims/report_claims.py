"""The comparative sentences of the report on Belgium, put to a test."""

from __future__ import annotations

from dataclasses import replace

from bemodels.audit.bounds.counts_of_percent import count_of_percent
from bemodels.audit.bounds.printed_counts import Region
from bemodels.audit.claims.leading_places import claim_concentration
from bemodels.audit.claims.low_share import ExpectedShare, claim_low_share
from bemodels.audit.claims.majorities import claim_majority
from bemodels.audit.claims.overlapping import (
    claim_most_overlap,
    claim_share_of_categories,
)
from bemodels.audit.claims.part_of_period import claim_part_in_period
from bemodels.audit.claims.printed_shares import printed_shares
from bemodels.audit.claims.two_shares import claim_higher_share
from bemodels.audit.claims.verdicts import COLUMNS, RULES, VERDICT
from bemodels.data import BelgiumReport
from bemodels.data.belgium_places import incidents_of_named_places
from bemodels.errors import InvalidDataError
from bemodels.result import Result, Table, check_level, check_type, join_results
from bemodels.result.exhibits import Cell
from bemodels.result.rules import shown

NAME = "Comparative sentences of the report"
# "Clear" is held to one half, "overwhelming" to two thirds: the rules are stated here.
CLEAR, OVERWHELMING = 1 / 2, 2 / 3
ALMOST = 2  # "almost x%" is x - 2 to x
LINE_235 = "line 235"  # of the report's conclusion, on actions and attacks together
TREND = (
    *("S14", "significant drop", "rate ratio of 2017 to 2016", "", "", "", ""),
    *("below 1", "", "left to the trend", "it needs every vector of years"),
)


def belgium_claims(
    report: BelgiumReport,
    *,
    incidents_2016: tuple[int, int],
    antwerp: tuple[ExpectedShare, ...] | None = None,
    level: float = 0.95,
) -> Result:
    """Put the comparative sentences of the report to a test.

    Parameters
    ----------
    report : BelgiumReport
        The data.
    incidents_2016 : (int, int)
        The fewest and the most incidents that 2016 can have; the vectors of years
        consistent with the report have 36 to 83.
    antwerp : tuple of ExpectedShare, optional
        Shares that would be no surprise for Antwerp, each with its basis; a single one
        is a tuple, too: ``(share,)``. By default the one that the text sets beside its
        incidents, Antwerp's share of the country's fighters abroad. Of none (an empty
        tuple) the sentence cannot be told, and the share that it would take is given.
    level : float, default 0.95
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        The estimates of every sentence, its words in brackets behind each name, and one
        table with a row a sentence: what is compared, the claim, whether it holds as
        recorded, the verdict.

    Raises
    ------
    InvalidDataError
        If an argument is of another type or cannot be.

    Examples
    --------
    >>> from bemodels import belgium
    >>> result = belgium_claims(belgium(), incidents_2016=(36, 83))
    >>> [row[-2] for row in result.tables[0].rows][:2]
    ['not supported by these numbers', 'supported']

    Without a basis the sentence on Antwerp cannot be told:

    >>> without = belgium_claims(belgium(), incidents_2016=(36, 83), antwerp=())
    >>> without.tables[0].rows[1][-2]
    'cannot be told'
    """
    check_type("report", report, BelgiumReport)
    bases = printed_shares(report, "Antwerp") if antwerp is None else antwerp
    if not isinstance(bases, tuple) or not all(
        isinstance(one, ExpectedShare) for one in bases
    ):
        raise InvalidDataError(
            "antwerp must be a tuple of ExpectedShare values, of one as (share,), got "
            f"{shown(bases)}"
        )
    check_level(level)
    claims = (
        _even_higher(report, level),
        *_surprisingly_low(report, bases, level),
        _two_cities(report, level),
        *_plots(report, incidents_2016, level),
        *_majorities(report, level),
        *_networks(report, level),
    )
    results = [_labelled(*one[1:]) for one in claims]
    whole = join_results(
        results,
        title="Comparative sentences of the report, put to a test",
        method="Each by the interval of what it compares; rules stated once",
    )
    rows = [
        (statement, words, *result.table(VERDICT).rows[0])
        for statement, words, result in claims
    ]
    others = (one for one in whole.tables if one.name != VERDICT)
    return replace(whole, tables=(_table([*rows, TREND]), *others))


Claim = tuple[str, str, Result]


def _table(rows: list[tuple[Cell, ...]]) -> Table:
    return Table(
        name=NAME,
        columns=("statement", "words", *COLUMNS),
        rows=tuple(rows),
        note=f"{RULES} 'Clear' stands for more than one half, 'overwhelming' for more "
        f"than two thirds, 'almost x%' for x - {ALMOST} to x.",
    )


def _labelled(words: str, result: Result) -> Result:
    """Put a sentence's words behind the names of its estimates and of its tests."""
    return replace(
        result,
        estimates=tuple(
            replace(one, estimand=f"{one.estimand}[{words}]")
            for one in result.estimates
        ),
        tests=tuple(replace(one, null=f"{one.null} ({words})") for one in result.tests),
        probabilities=tuple(
            replace(one, statement=f"{words}: {one.statement}")
            for one in result.probabilities
        ),
        tables=tuple(
            one if one.name == VERDICT else replace(one, name=f"{one.name}: {words}")
            for one in result.tables
        ),
    )


def _percent(report: BelgiumReport, statement: str) -> int:
    return int(str(report.ledger.row(id=statement)["printed"]).removesuffix("%"))


def _even_higher(report: BelgiumReport, level: float) -> Claim:
    city = report.cities.integer
    trials = city("placements", place="Charleroi")
    others = city("placements", place="Brussels")
    return (
        "S21",
        "even higher share",
        claim_higher_share(
            count_of_percent(_percent(report, "S20"), trials),
            trials,
            reference_successes=count_of_percent(_percent(report, "S21"), others),
            reference_trials=others,
            provenance=(report.cities.provenance, report.ledger.provenance),
            level=level,
        ),
    )


def _surprisingly_low(
    report: BelgiumReport, bases: tuple[ExpectedShare, ...], level: float
) -> list[Claim]:
    words = "surprisingly low"
    return [
        (
            "S22",
            f"{words}: {basis.basis}, {basis.source}" if basis and bases[1:] else words,
            claim_low_share(
                report.cities.integer("placements", place="Antwerp"),
                report.total_incidents,
                expected=basis,
                provenance=(
                    report.cities.provenance,
                    report.totals.provenance,
                    report.expected_shares.provenance,
                ),
                level=level,
            ),
        )
        for basis in bases or (None,)
    ]


def _two_cities(report: BelgiumReport, level: float) -> Claim:
    elsewhere = report.other_places
    named = tuple(incidents_of_named_places(report).values())
    return (
        "S04",
        "most in two cities",
        claim_concentration(
            named,
            leading=2,
            threshold=CLEAR,
            others=report.total_incidents - sum(named),
            most_elsewhere=elsewhere.integers("most_arrest_actions")[0]
            + elsewhere.integers("attacks")[0],
            provenance=(report.cities.provenance, elsewhere.provenance),
            level=level,
        ),
    )


def _plots(
    report: BelgiumReport, incidents_2016: tuple[int, int], level: float
) -> list[Claim]:
    plots = report.plots.integer("plots")
    in_2016 = count_of_percent(report.plots.integer("percent_in_2016"), plots)
    majority = claim_majority(
        in_2016,
        plots,
        plots,
        threshold=OVERWHELMING,
        provenance=(report.plots.provenance,),
        level=level,
    )
    against_incidents = claim_part_in_period(
        in_2016,
        plots,
        whole=report.total_incidents,
        whole_in_period=incidents_2016,
        provenance=(report.plots.provenance, report.totals.provenance),
        level=level,
    )
    return [
        ("S12", "overwhelming majority of plots in 2016", majority),
        ("S12", "plots more often in 2016 than other incidents", against_incidents),
    ]


def _majorities(report: BelgiumReport, level: float) -> list[Claim]:
    count = report.persons.integer
    citizens = claim_majority(
        count("count", attribute="citizenship", category="Belgian"),
        count("count", attribute="citizenship", category="known"),
        report.totals.integer("persons_arrested"),
        threshold=CLEAR,
        provenance=(report.persons.provenance, report.totals.provenance),
        level=level,
    )
    linked = claim_majority(
        report.incidents("linked"),
        report.total_incidents,
        report.total_incidents,
        threshold=OVERWHELMING,
        provenance=(report.groups.provenance, report.totals.provenance),
        level=level,
    )
    return [
        ("S37", "clear majority of citizens", citizens),
        (LINE_235, "overwhelming majority linked", linked),
    ]


def _networks(report: BelgiumReport, level: float) -> list[Claim]:
    table, notes = report.networks, report.network_overlaps
    names = table.texts("network")
    totals = dict(zip(names, table.integers("arrest_actions"), strict=True))
    union = report.connections.integer("arrest_actions", connection="named network")
    pairs = zip(notes.texts("network"), notes.texts("other_network"), strict=True)
    shared: dict[tuple[str, ...] | Region, int] = dict(
        zip(pairs, notes.integers("arrest_actions"), strict=True)
    )
    circle = zip(names, table.texts("part_of_one_circle"), strict=True)
    sources = (table.provenance, notes.provenance, report.connections.provenance)
    figure = int(
        str(report.ledger.row(id="S28")["printed"]).removeprefix("almost ")[:-1]
    )
    five = claim_share_of_categories(
        totals,
        tuple(name for name, part in circle if part == "yes"),
        union=union,
        figure=((figure - ALMOST) / 100, figure / 100),
        intersections=shared,
        provenance=(*sources, report.ledger.provenance),
        level=level,
    )
    most = claim_most_overlap(
        totals, union=union, intersections=shared, provenance=sources
    )
    return [
        ("S28", "five networks have almost 80%", five),
        ("S29", "most networks overlap", most),
    ]
