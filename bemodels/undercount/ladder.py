"""The rungs side by side: what each assumption alone makes of the same counts."""

from __future__ import annotations

from collections.abc import Mapping

from bemodels.errors import InvalidDataError
from bemodels.result import Estimate, Provenance, Result, Table, check_type
from bemodels.result.display import format_level
from bemodels.result.exhibits import Cell
from bemodels.result.rules import shown
from bemodels.undercount.fates import WHAT_HIDDEN_MEANS

SHOWN = ("fate_odds_ratio", "population", "hidden", "surfacing")
WORDS = {"data": "estimate", "both": "estimate and prior", "prior": "scenario"}
FEWEST = 2
EXTRA_DATA: tuple[tuple[str, str, str], ...] = (
    (
        "discovery route of linked arrests (independent lead, connection, both)",
        "detection of a linked actor",
        "the rung of discovery routes exists, and its table says what forty coded "
        "arrests narrow; the transfer to inspired actors stays stated",
    ),
    (
        "plots that ended unrecorded, from court files or interviews",
        "surfacing",
        "the stated surfacing becomes a validated share",
    ),
    (
        "the sources that reported each incident",
        "population",
        "several lists: how many incidents each source misses",
    ),
    (
        "the same fates in another country or decade",
        "relative propensity",
        "whether the odds of fates stand still where detection differs",
    ),
    (
        "date of first contact with an investigation",
        "actors still in the pipeline",
        "one of the three things that hidden mixes is told apart",
    ),
)


def assumption_ladder(rungs: Mapping[str, Result]) -> Result:
    """Lay results under different assumptions side by side, without averaging them.

    Parameters
    ----------
    rungs : mapping of str to Result
        The assumption in words, and what was returned under it; two or more, in the
        order in which they are to stand.

    Returns
    -------
    Result
        A table with a row for each ``fate_odds_ratio``, ``population``, ``hidden`` and
        ``surfacing`` of each rung, one of the tipping points and probabilities, one of
        what extra data would help. No estimate: an average over rungs would be true
        under none of them.

    Raises
    ------
    InvalidDataError
        If there are fewer than two rungs, or one is no `Result`.

    Examples
    --------
    >>> from bemodels.undercount import Fates, fate_odds, hidden_given_surfacing
    >>> inspired, linked = Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1)
    >>> ladder = assumption_ladder(
    ...     {
    ...         "the data alone": fate_odds(inspired, linked),
    ...         "one in five surfaced": hidden_given_surfacing(inspired, 0.2),
    ...     }
    ... )
    >>> [(row[0], row[1], row[6]) for row in ladder.tables[0].rows][-1]
    ('one in five surfaced', 'hidden', 'scenario')
    """
    check_type("rungs", rungs, Mapping)
    if len(rungs) < FEWEST:
        raise InvalidDataError(f"rungs must be two or more, got {len(rungs)}")
    for name, result in rungs.items():
        if not isinstance(name, str) or not isinstance(result, Result):
            raise InvalidDataError(
                "rungs must name each Result by its assumption, got "
                f"{shown(name)}: {shown(type(result).__name__)}"
            )
    return Result(
        title="The same counts under each assumption, side by side",
        method="One row a rung and quantity; never averaged",
        estimates=(),
        assumptions=(WHAT_HIDDEN_MEANS,),
        tables=(_side_by_side(rungs), _tipping(rungs), extra_data_table()),
        provenance=_sources(rungs),
    )


def _side_by_side(rungs: Mapping[str, Result]) -> Table:
    return Table(
        name="The ladder of assumptions",
        columns=("under", "quantity", "number", "low", "high", "interval", "called"),
        rows=tuple(
            _row(name, one)
            for name, result in rungs.items()
            for one in result.estimates
            if one.estimand in SHOWN
        ),
        note="Each row is true under its own assumption only. A scenario follows from "
        "what was stated, an estimate from the counts.",
    )


def _row(name: str, one: Estimate) -> tuple[Cell, ...]:
    limits = one.interval
    return (
        name,
        one.estimand,
        one.value,
        limits.low,
        limits.high,
        f"{format_level(limits.level)} {limits.kind}",
        WORDS[one.identified],
    )


def _tipping(rungs: Mapping[str, Result]) -> Table:
    return Table(
        name="Probabilities and tipping points of each rung",
        columns=("under", "statement", "number", "given"),
        rows=tuple(
            (name, one.statement, one.value, one.given)
            for name, result in rungs.items()
            for one in result.probabilities
        ),
        note="A tipping point is the value of a stated number at which a conclusion "
        "turns over.",
    )


def extra_data_table() -> Table:
    """Return what extra data would help, and what they would change.

    Returns
    -------
    Table
        A row a kind of data.
    """
    return Table(
        name="What extra data would help",
        columns=("data", "would inform", "what changes"),
        rows=EXTRA_DATA,
        note="None of them is in the counts of fates.",
    )


def _sources(rungs: Mapping[str, Result]) -> tuple[Provenance, ...]:
    sources = [one for result in rungs.values() for one in result.provenance]
    return tuple(dict.fromkeys(sources))
