"""How many units were seen once, twice, three times; what all such counts rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result import Assumption, Table
from bemodels.result.display import format_count
from bemodels.result.rules import check_whole, is_whole, shown

LARGEST = 10**12
MOST_TIMES = 1000
CLOSED = Assumption(
    statement="The population is closed: over the whole window every unit could be "
    "seen.",
    support="not checkable from these data",
)
UNCHANGED = Assumption(
    statement="Being seen does not change a unit's chance of being seen again. Where "
    "it lowers it (an arrest that removes), the population comes out too large; where "
    "it raises it (surveillance), too small.",
    support="not checkable from these data",
)
MATCHED = Assumption(
    statement="Sightings of one unit are recognised as its own; a missed match makes "
    "the population too large.",
    support="not checkable from these data",
)
BOUND = Assumption(
    statement="Units may differ in how often they are seen, in any way; each is seen a "
    "Poisson number of times. The population is then at least the number given: it is "
    "a lower bound, and the interval is one of the bound.",
    support="by design",
)
SAME_RATE = Assumption(
    statement="Every unit is seen at the same expected rate, a Poisson number of "
    "times. Where rates differ, the population comes out too small.",
    support="not checkable from these data",
)


@dataclass(frozen=True, slots=True)
class TimesSeen:
    """Numbers of units by how often each was seen.

    Attributes
    ----------
    units : tuple of int
        Units seen once, twice, and so on up to the most times; the last is above 0.
    """

    units: tuple[int, ...]

    @property
    def seen(self) -> int:
        """Units seen at all."""
        return sum(self.units)

    @property
    def sightings(self) -> int:
        """Times that any unit was seen."""
        return sum(times * units for times, units in enumerate(self.units, start=1))

    @property
    def once(self) -> int:
        """Units seen exactly once."""
        return self.units[0]

    @property
    def twice(self) -> int:
        """Units seen exactly twice."""
        return self.units[1] if len(self.units) > 1 else 0

    @property
    def title(self) -> str:
        """What was seen, in a line."""
        units = format_count(self.seen, "unit", "units")
        times = format_count(self.sightings, "time", "times")
        return f"{units} seen {times} in all"


def read_frequencies(frequencies: Mapping[int, int]) -> TimesSeen:
    """Read how many units were seen how often.

    Parameters
    ----------
    frequencies : mapping of int to int
        Times seen, from 1 to 1,000, to the number of units, 0 to 10**12; times that
        are not named have no unit.

    Returns
    -------
    TimesSeen
        The numbers in their order.

    Raises
    ------
    InvalidDataError
        If it is no mapping, or a key or value is no whole number of its range.
    NotEstimableError
        If no unit was seen.

    Examples
    --------
    >>> read_frequencies({1: 5, 3: 1}).units
    (5, 0, 1)
    """
    if not isinstance(frequencies, Mapping):
        raise InvalidDataError(
            "frequencies must be a mapping of times seen to units, got "
            f"{shown(frequencies)}"
        )
    read = {}
    for times, units in frequencies.items():
        place = _within("times seen", times, least=1, most=MOST_TIMES)
        name = f"units seen {format_count(place, 'time', 'times')}"
        read[place] = _within(name, units, least=0, most=LARGEST)
    last = max((times for times, units in read.items() if units), default=0)
    if not last:
        raise NotEstimableError("a population needs a unit that was seen, got none")
    return TimesSeen(tuple(read.get(times, 0) for times in range(1, last + 1)))


def read_counts(counts: Iterable[int]) -> TimesSeen:
    """Read how often each unit was seen.

    Parameters
    ----------
    counts : iterable of int
        A number a unit, 0 to 1,000; units with 0 are left out, as nobody can know
        how many those are.

    Returns
    -------
    TimesSeen
        The units by times seen.

    Raises
    ------
    InvalidDataError
        If it is no sequence, or a count is no whole number of that range.
    NotEstimableError
        If no unit was seen.

    Examples
    --------
    >>> read_counts([0, 1, 1, 4]).units
    (2, 0, 0, 1)
    """
    # of a set equal counts are lost, and of bytes each is a number
    others = (str, bytes, bytearray, Mapping, Set)
    if isinstance(counts, others) or not isinstance(counts, Iterable):
        raise InvalidDataError(
            f"counts must be a sequence of whole numbers, got {shown(counts)}"
        )
    read = Counter(
        _within(f"counts[{place}]", one, least=0, most=MOST_TIMES)
        for place, one in enumerate(counts)
    )
    return read_frequencies({times: read[times] for times in read if times})


def expected_table(times: TimesSeen, expected: tuple[float, ...], model: str) -> Table:
    """Lay what was seen beside what a model expects.

    Parameters
    ----------
    times : TimesSeen
        The data.
    expected : tuple of float
        Units seen once, twice, and so on; as many as there are in `times`.
    model : str
        What expects them.

    Returns
    -------
    Table
        A row for each number of times.
    """
    return Table(
        name="Units by times seen",
        columns=("times seen", "units", "expected units"),
        rows=tuple(
            (place, units, mean)
            for place, (units, mean) in enumerate(
                zip(times.units, expected, strict=True), start=1
            )
        ),
        note=f"Expected by {model}.",
    )


def _within(name: str, value: object, *, least: int, most: int) -> int:
    if is_whole(value) and value > most:
        raise InvalidDataError(f"{name} must be {most:,} or less, got {shown(value)}")
    return check_whole(name, value, least=least)
