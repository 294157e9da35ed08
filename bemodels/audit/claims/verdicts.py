"""When numbers support a comparative sentence: the rules, stated once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bemodels.errors import InvalidDataError
from bemodels.result import Interval, Result, Table, check_type
from bemodels.result.rules import shown

SUPPORTED = "supported"
NOT_SUPPORTED = "not supported by these numbers"
CANNOT_BE_TOLD = "cannot be told"
RULES = (
    "A reading is one way to complete what the text leaves open. It supports a "
    "sentence if the interval lies wholly on the side that the sentence claims; a "
    "figure in words is supported by the number itself. Verdict: "
    f"'{SUPPORTED}' if every reading supports it, '{NOT_SUPPORTED}' if none does, "
    f"'{CANNOT_BE_TOLD}' if some do or nothing is stated to compare with. 'As "
    "recorded' asks the same of the numbers without their intervals."
)
VERDICT = "Verdict"
COLUMNS = (
    "what is compared",
    "least",
    "most",
    "interval from",
    "interval to",
    "claimed",
    "as recorded",
    "verdict",
    "reason",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to complete what a text leaves open.

    Attributes
    ----------
    value : float
        The number that is compared.
    interval : Interval
        Its interval.
    """

    value: float
    interval: Interval


def verdict_of(held: Iterable[bool]) -> str:
    """Return the verdict of readings that support a sentence or do not.

    Parameters
    ----------
    held : iterable of bool
        Of each reading, whether it supports the sentence.

    Returns
    -------
    str
        One of the three.

    Examples
    --------
    >>> verdict_of([True, True])
    'supported'
    >>> verdict_of([False])
    'not supported by these numbers'
    >>> verdict_of([True, False])
    'cannot be told'
    >>> verdict_of([])
    'cannot be told'
    """
    found = set(held)
    if found == {True}:
        return SUPPORTED
    return NOT_SUPPORTED if found == {False} else CANNOT_BE_TOLD


def judge_above(
    readings: Sequence[Reading], threshold: float, *, what: str, claimed: str
) -> Table:
    """Judge a sentence that says that a number exceeds another.

    Parameters
    ----------
    readings : sequence of Reading
        Every way to complete the text.
    threshold : float
        What is to be exceeded.
    what, claimed : str
        What is compared, and the claim.

    Returns
    -------
    Table
        One row under `COLUMNS`.
    """
    held = [one.interval.low > threshold for one in readings]
    recorded = [one.value > threshold for one in readings]
    return _table(readings, held, recorded, what, claimed)


def judge_below(
    readings: Sequence[Reading], threshold: float, *, what: str, claimed: str
) -> Table:
    """Judge a sentence that says that a number falls short of another.

    Parameters
    ----------
    readings : sequence of Reading
        Every way to complete the text.
    threshold : float
        What it is to stay below.
    what, claimed : str
        What is compared, and the claim.

    Returns
    -------
    Table
        One row under `COLUMNS`.
    """
    held = [one.interval.high < threshold for one in readings]
    recorded = [one.value < threshold for one in readings]
    return _table(readings, held, recorded, what, claimed)


def judge_figure(
    readings: Sequence[Reading], low: float, high: float, *, what: str, claimed: str
) -> Table:
    """Judge a sentence that gives a figure in words, such as "almost 80%".

    Parameters
    ----------
    readings : sequence of Reading
        Every way to count.
    low, high : float
        What the words stand for, both ends included.
    what, claimed : str
        What is compared, and the claim.

    Returns
    -------
    Table
        One row under `COLUMNS`.
    """
    held = [low <= one.value <= high for one in readings]
    return _table(readings, held, held, what, claimed)


def judge_without_basis(reading: Reading, *, what: str, claimed: str) -> Table:
    """Judge a sentence that compares a number with nothing that is stated.

    Parameters
    ----------
    reading : Reading
        The number.
    what, claimed : str
        What is compared, and the claim.

    Returns
    -------
    Table
        One row under `COLUMNS`.
    """
    return _table([reading], [], [], what, claimed)


def _table(
    readings: Sequence[Reading],
    held: Sequence[bool],
    recorded: Sequence[bool],
    what: str,
    claimed: str,
) -> Table:
    words = {SUPPORTED: "yes", NOT_SUPPORTED: "no", CANNOT_BE_TOLD: "open"}
    row = (
        what,
        min(one.value for one in readings),
        max(one.value for one in readings),
        min(one.interval.low for one in readings),
        max(one.interval.high for one in readings),
        claimed,
        words[verdict_of(recorded)],
        verdict_of(held),
        f"{sum(held)} of {len(held)} readings support it"
        if held
        else "nothing is stated to compare it with",
    )
    return Table(name=VERDICT, columns=COLUMNS, rows=(row,), note=RULES)


def verdict(result: Result) -> str:
    """Return the verdict that a claim's result reached.

    Parameters
    ----------
    result : Result
        Of any function of this package on one claim.

    Returns
    -------
    str
        ``"supported"``, ``"not supported by these numbers"`` or ``"cannot be told"``.

    Raises
    ------
    InvalidDataError
        If it is no result, or one of another question, which has no verdict.
    """
    check_type("result", result, Result)
    for table in result.tables:
        if table.name == VERDICT:
            return str(table.rows[0][COLUMNS.index("verdict")])
    raise InvalidDataError(
        "result must be that of one claim and hold a verdict, got "
        f"{shown(result.title)}"
    )
