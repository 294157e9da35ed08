"""Shares of the report on Belgium, whatever its missing values are."""

from __future__ import annotations

from bemodels.audit.bounds.counts_of_percent import count_of_percent
from bemodels.audit.bounds.missing_values import (
    AT_RANDOM,
    NARROWER,
    SAMPLED,
    WORST_CASE,
    KnownShare,
)
from bemodels.data import BelgiumReport
from bemodels.data.ledger_figures import split_figures
from bemodels.result import Assumption, Result, Table, check_level, check_type
from bemodels.result.display import format_level

NAME = "Shares of which some values are missing"
ORIGIN = Assumption(
    statement="The Moroccan link of a person counts as known with one of citizenship, "
    "heritage and birthplace known; another of the three could still show a link, "
    "which would raise the upper end.",
    support="not checkable from these data",
)
ROLES = ("totals", "persons", "municipalities", "connections", "ledger")


def belgium_missing_bounds(report: BelgiumReport, *, level: float = 0.95) -> Result:
    """Return the worst-case ranges of the report's shares with missing values.

    Parameters
    ----------
    report : BelgiumReport
        The data.
    level : float, default 0.95
        Coverage of the sampling intervals, in (0, 1).

    Returns
    -------
    Result
        The estimates of `missing_data_bounds`, each with its attribute in brackets:
        citizenship, Moroccan link, two municipalities, two connection types, weapon and
        target; a table of them all.

    Raises
    ------
    InvalidDataError
        If `report` is no `BelgiumReport`, or `level` lies outside (0, 1).

    Examples
    --------
    >>> from bemodels import belgium
    >>> result = belgium_missing_bounds(belgium())
    >>> molenbeek = result.estimate("share[municipality: Molenbeek]").interval
    >>> round(molenbeek.low, 3), round(molenbeek.high, 3)
    (0.145, 0.823)
    """
    check_type("report", report, BelgiumReport)
    check_level(level)
    shares = {**_persons(report), **_arrest_actions(report), **_incidents(report)}
    return Result(
        title="Shares of the report, whatever its missing values are",
        method="Worst case over the missing values, beside the share among the known",
        estimates=tuple(
            one
            for label, share in shares.items()
            for one in share.estimates(level, label)
        ),
        conclusion=_conclusion(shares),
        assumptions=(WORST_CASE, AT_RANDOM, SAMPLED, ORIGIN, _weapons(report)),
        tables=(_table(shares, level),),
        provenance=tuple(getattr(report, name).provenance for name in ROLES),
    )


def _persons(report: BelgiumReport) -> dict[str, KnownShare]:
    count = report.persons.integer
    persons = report.totals.integer("persons_arrested")
    return {
        "citizenship: Belgian": KnownShare(
            successes=count("count", attribute="citizenship", category="Belgian"),
            known=count("count", attribute="citizenship", category="known"),
            total=persons,
        ),
        "origin: Moroccan link": KnownShare(
            successes=count(
                "count",
                attribute="Moroccan link",
                category="citizenship, birth or ancestry",
            ),
            known=count("count", attribute="any of the three", category="known"),
            total=persons,
        ),
    }


def _arrest_actions(report: BelgiumReport) -> dict[str, KnownShare]:
    table = report.connections
    return {
        f"connection: {name}": KnownShare(
            successes=table.integer("arrest_actions", connection=name),
            known=table.integer("arrest_actions", connection="known"),
            total=table.integer("denominator", connection="known"),
        )
        for name in ("local cell", "deployed operative")
    }


def _incidents(report: BelgiumReport) -> dict[str, KnownShare]:
    rows = zip(
        *(report.municipalities.column(name) for name in report.municipalities.columns),
        strict=True,
    )
    shares = {}
    for name, percent, known, total in rows:
        shares[f"municipality: {name}"] = KnownShare(
            successes=count_of_percent(int(str(percent)), int(str(known))),
            known=int(str(known)),
            total=int(str(total)),
        )
    printed = report.ledger.row(id="S41")
    knives, _ = split_figures(str(printed["numerator"]))
    attacks = int(str(printed["denominator"]))
    for label in ("weapon: knife", "target: police officers"):
        shares[label] = KnownShare(
            successes=int(knives), known=attacks, total=report.total_incidents
        )
    return shares


def _weapons(report: BelgiumReport) -> Assumption:
    """Say of which incidents weapon and target count as known, and of which not."""
    recorded = report.ledger.row(id="S40")
    weapons, targets = split_figures(str(recorded["numerator"]))
    attacks = report.ledger.row(id="S41")["denominator"]
    return Assumption(
        statement=f"Weapon and target count as known for the {attacks} attacks alone. "
        f"The report has a weapon of {weapons} incidents and a target of {targets}, "
        "but does not say which they were, apart from the attacks and an explosive "
        "that was found before any attack; those of the others count as missing here, "
        "so the true ranges are narrower.",
        support="by design",
    )


def _table(shares: dict[str, KnownShare], level: float) -> Table:
    rows = []
    for label, share in shares.items():
        _, around, _, _, known = share.estimates(level)
        rows.append(
            (
                label,
                share.successes,
                share.known,
                share.total,
                share.low,
                share.high,
                around.interval.low,
                around.interval.high,
                known.value,
                known.interval.low,
                known.interval.high,
            )
        )
    return Table(
        name=NAME,
        columns=(
            "attribute",
            "with it",
            "known",
            "all",
            "least share",
            "most share",
            "sampled from",
            "sampled to",
            "share of known",
            "known from",
            "known to",
        ),
        rows=tuple(rows),
        note="Least and most: every missing value without the attribute, or with it. "
        "Sampled: from the lower limit of the least share to the upper limit of the "
        f"most, by Wilson's interval ({format_level(level)}). That range covers every "
        f"share that the missing values allow. {NARROWER} Known: Wilson's interval "
        "among the known alone, right if values are missing regardless of what they "
        "are.",
    )


def _conclusion(shares: dict[str, KnownShare]) -> str:
    """Say of which shares the missing values leave open whether they exceed half."""
    half = [label for label, share in shares.items() if share.low <= 1 / 2 < share.high]
    return (
        f"Of {len(half)} of {len(shares)} shares the missing values leave open whether "
        f"they exceed one half: {'; '.join(half)}."
    )
