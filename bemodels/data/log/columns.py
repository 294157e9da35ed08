"""The codebook of an incident log: its columns, and the closed lists of what they hold.

One incident a row. Readers, the template, the page of the codebook and the messages all
read this table; nothing else says what a column may hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Holds = Literal[
    "identifier",
    "day",
    "month",
    "year",
    "place",
    "places",
    "category",
    "categories",
    "count",
    "text",
    "texts",
]
SEVERAL = "|"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogColumn:
    """One column of an incident log.

    Attributes
    ----------
    name : str
        Its name in the header.
    holds : str
        What its cells are; a plural means that several may stand in one cell,
        separated by ``|``.
    meaning : str
        What it says of the incident, with its unit.
    values : tuple of str
        The closed list that its cells come from; empty where it is open.
    """

    name: str
    holds: Holds
    meaning: str
    values: tuple[str, ...] = ()


def _column(
    name: str, holds: Holds, meaning: str, values: tuple[str, ...] = ()
) -> LogColumn:
    return LogColumn(name=name, holds=holds, meaning=meaning, values=values)


PRECISIONS = ("day", "month", "year")
KINDS = ("attack", "arrest action", "plot")
LINKS = ("linked", "inspired", "unknown")
TIMES = ("date", "year_month", "year")
PRECISION_OF_TIME = dict(zip(TIMES, PRECISIONS, strict=True))
REQUIRED = ("incident_id", "city", "kind")
INCIDENT_KINDS = ("attack", "arrest action")
PLOT_KINDS = ("arrest action", "plot")

COLUMNS = (
    _column("incident_id", "identifier", "the incident; text, each once"),
    _column("date", "day", "day of the incident"),
    _column("year_month", "month", "month, where no day is known"),
    _column("year", "year", "calendar year, where no month is known"),
    _column(
        "date_precision",
        "category",
        "how finely the time is known; by default as finely as it is written",
        PRECISIONS,
    ),
    _column("country", "place", "country of the main place"),
    _column(
        "city",
        "places",
        "cities, the main one first; where none is, begin with the separator",
    ),
    _column(
        "municipality",
        "places",
        "municipality of each city, in step with them; empty where none is known",
    ),
    _column("kind", "category", "what happened; a plot is never an incident", KINDS),
    _column("link", "category", "tie of the actor to the group", LINKS),
    _column(
        "plot_disrupted",
        "category",
        "whether an arrest action disrupted a plot",
        ("yes", "no"),
    ),
    _column(
        "connection",
        "categories",
        "how a linked actor was connected; empty where it is not known",
        ("local cell", "deployed operative", "remote"),
    ),
    _column("networks", "texts", "networks that the actor belonged to, if any"),
    _column("persons_arrested", "count", "persons arrested"),
    _column("killed", "count", "persons killed"),
    _column("wounded", "count", "persons wounded"),
    _column("weapon", "text", "main weapon; empty where none is known"),
    _column("target", "text", "main target; empty where none is known"),
    _column(
        "discovery",
        "category",
        "how the actor was found: on their own, through another, or both",
        ("independent", "connection", "both", "unknown"),
    ),
    _column("sources", "texts", "sources that report the incident"),
)
BY_NAME = {column.name: column for column in COLUMNS}
