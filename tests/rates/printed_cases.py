"""Worked examples that others have printed: how a row of a CSV file is run.

The tests run every row, and the documentation's page on verification shows every row:
both through this module, so that the page cannot show what is not tested.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import inf
from pathlib import Path

from bemodels import rates
from bemodels.errors import NotEstimableError
from bemodels.result import HypothesisTest, Result

HERE = Path(__file__).parent
# What stands for an interval that does not exist.
NONE = "none"
# Two right programs differ by so much of a number, whatever they print.
SHARED = 1e-13


@dataclass(frozen=True, kw_only=True)
class Example:
    """One call of a public function, and the numbers that it has to give.

    Attributes
    ----------
    group, reference : str
        Counts as 7/34, or as 12 in 16 years; several strata apart by commas; no
        reference for one sample.
    function, options : str
        Public name, and options as gamma=0.001, apart by blanks.
    part : str
        Which number of a Result; nothing for an interval or a test.
    published : str
        The right numbers, apart by blanks, to the digits that are known.
    note : str
        What a reader has to know.
    """

    group: str
    reference: str
    function: str
    options: str
    part: str
    published: str
    note: str

    @property
    def input(self) -> str:
        """What is compared, as it is read aloud."""
        return f"{self.group} v {self.reference}" if self.reference else self.group

    @property
    def printed(self) -> tuple[str, ...]:
        """The right numbers, one by one."""
        return tuple(self.published.split())

    @cached_property
    def answer(self) -> tuple[float, ...]:
        """What the package gives, as many numbers as were printed; once."""
        try:
            found = getattr(rates, self.function)(*self._groups(), **self._options())
        except NotEstimableError:
            return ()
        if isinstance(found, HypothesisTest):
            return (found.p_value,)
        if isinstance(found, Result):
            return part_of(found, self.part, len(self.printed))
        return found.low, found.high

    def agrees(self) -> bool:
        """Tell whether every number is the printed one, to its last digit."""
        found = self.answer
        if self.printed == (NONE,):
            return found == ()
        return len(found) == len(self.printed) and all(
            is_as_printed(number, text)
            for number, text in zip(found, self.printed, strict=True)
        )

    def _groups(self) -> tuple:
        if "," not in self.group:
            return tuple(read(one) for one in (self.group, self.reference) if one)
        sides = (self.group.split(", "), self.reference.split(", "))
        return ([(read(one), read(other)) for one, other in zip(*sides, strict=True)],)

    def _options(self) -> dict:
        options = dict(item.split("=") for item in self.options.split())
        if "concentration" in options:
            one = float(options["concentration"])
            cells = rates.GunelDickeyPrior(concentration=one, reason="as printed")
            return {"priors": (cells, rates.UNIFORM)}
        # A prior is no number, so that a row cannot hold it.
        if self.function == "beta_posterior":
            return {"prior": rates.JEFFREYS}
        return {name: number_or_pair(value) for name, value in options.items()}


@dataclass(frozen=True, kw_only=True)
class PublishedCase(Example):
    """An example that a paper or a package prints.

    Attributes
    ----------
    case : str
        Its number, shared by the functions that it serves.
    source : str
        Where it is printed.
    """

    case: str
    source: str


@dataclass(frozen=True, kw_only=True)
class OtherAnswer(Example):
    """An example beside what other software or a print says.

    Attributes
    ----------
    kind : {"software", "print", "agrees", "computed"}
        Wrong or missing numbers of software, wrong prints, the same number, and the
        same where nobody prints one.
    software, theirs : str
        What was called, and what it gave.
    thread : str
        Where that was reported.
    """

    kind: str
    software: str
    theirs: str
    thread: str


def published_cases() -> tuple[PublishedCase, ...]:
    """Return the rows of published_cases.csv."""
    return tuple(PublishedCase(**row) for row in _rows("published_cases.csv"))


def other_answers() -> tuple[OtherAnswer, ...]:
    """Return the rows of other_software.csv."""
    return tuple(OtherAnswer(**row) for row in _rows("other_software.csv"))


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((HERE / name).read_text(encoding="utf-8").splitlines()))


def read(text: str) -> rates.Group | rates.Exposed:
    """Return the group that is written as 7/34, or as 12 in 16 years."""
    if " in " in text:
        events, years = text.split(" in ")
        return rates.Exposed(events=int(events), years=float(years))
    attacks, incidents = map(int, text.split("/"))
    return rates.Group(attacks=attacks, incidents=incidents)


def number_or_pair(text: str) -> float | tuple[float, ...]:
    """Return an option's number, or both where each group has its own."""
    numbers = tuple(map(float, text.split(",")))
    return numbers if len(numbers) > 1 else numbers[0]


def part_of(result: Result, part: str, wanted: int) -> tuple[float, ...]:
    """Return the numbers of a result that bear a name.

    Parameters
    ----------
    result : Result
        Of any analysis.
    part : str
        An estimand, the statement of a probability, the last words of a test's method,
        or words of a table's row whose last but one cell is the number.
    wanted : int
        Of an estimate: its value, its limits, or all three.

    Returns
    -------
    tuple of float
        The numbers.
    """
    for one in result.estimates:
        if one.estimand == part:
            limits = one.interval.low, one.interval.high
            return {1: (one.value,), 2: limits}.get(wanted, (one.value, *limits))
    named = [(one.statement, one.value) for one in result.probabilities]
    named += [(one.method.rpartition(", ")[2], one.p_value) for one in result.tests]
    rows = [row for table in result.tables for row in table.rows]
    named += [(part, row[-2]) for row in rows if part in str(row[1])]
    return (next(value for name, value in named if name == part),)


def half_a_unit(printed: str) -> float:
    """Return half of what the last printed digit stands for, and a hair."""
    return 0.5001 * 10.0 ** Decimal(printed).as_tuple().exponent


def is_as_printed(number: float, printed: str) -> bool:
    """Tell whether a number rounds to what was printed.

    Of more digits than the sums of two programs share, the last are left out.
    """
    if printed == "inf":
        return number == inf
    allowed = max(half_a_unit(printed), SHARED * abs(number))
    return abs(number - float(printed)) <= allowed
