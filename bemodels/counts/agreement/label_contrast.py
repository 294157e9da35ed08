"""Which two rates of a table are compared: one label of a key against another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bemodels.data.log.grid import TIME_KEYS
from bemodels.errors import InvalidDataError
from bemodels.result import check_type
from bemodels.result.rules import is_whole, shown

if TYPE_CHECKING:
    from bemodels.data import CountTable

KEYS_COMPARED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelContrast:
    """One label of a key against another, all else being equal.

    Attributes
    ----------
    key : str
        A key of the table, such as ``"year"``.
    value, reference : str or int
        Two of its labels; the rate of the reference is the denominator.

    Raises
    ------
    InvalidDataError
        If the key is no text, a label neither text nor a whole number, or both labels
        are the same.

    Examples
    --------
    >>> print(LabelContrast(key="year", value=2017, reference=2015))
    year 2017 to 2015
    """

    key: str
    value: str | int
    reference: str | int

    def __post_init__(self) -> None:
        """Refuse what names no contrast."""
        check_type("key", self.key, str)
        for name in ("value", "reference"):
            label = getattr(self, name)
            if not isinstance(label, str) and not is_whole(label):
                raise InvalidDataError(
                    f"{name} must be text or a whole number, got {shown(label)}"
                )
        if self.value == self.reference:
            raise InvalidDataError(
                f"value and reference must differ, got {shown(self.value)} for both"
            )

    def __str__(self) -> str:
        return f"{self.key} {self.value} to {self.reference}"

    @property
    def labels(self) -> tuple[str | int, str | int]:
        """Value and reference."""
        return self.value, self.reference

    def check_in(self, table: CountTable) -> None:
        """Refuse a table that does not offer this contrast.

        Parameters
        ----------
        table : CountTable
            Any table.

        Raises
        ------
        InvalidDataError
            If it has not two keys, or the key or a label is not among its own.
        """
        if len(table.keys) != KEYS_COMPARED:
            raise InvalidDataError(
                f"the models need a table by two keys, such as city and year, got "
                f"{len(table.keys)}: {', '.join(table.keys)}"
            )
        if self.key not in table.keys:
            raise InvalidDataError(
                f"key must be a key of the table, which are {', '.join(table.keys)}, "
                f"got {shown(self.key)}"
            )
        present = labels_of_key(table, self.key)
        for name, label in zip(("value", "reference"), self.labels, strict=True):
            if label not in present:
                raise InvalidDataError(
                    f"{name} must be a label of {self.key}, which are "
                    f"{', '.join(map(shown, present))}, got {shown(label)}"
                )

    def missing_from(self, table: CountTable) -> str:
        """Say which label a table has no row of.

        Parameters
        ----------
        table : CountTable
            With the key among its own.

        Returns
        -------
        str
            Empty where it has both.
        """
        present = labels_of_key(table, self.key)
        missing = [str(label) for label in self.labels if label not in present]
        return f"no row of {self.key} {' or '.join(missing)}" if missing else ""


def labels_of_key(table: CountTable, key: str) -> tuple[str | int, ...]:
    """Return the labels of one key, each once and in order.

    Parameters
    ----------
    table : CountTable
        Any table.
    key : str
        One of its keys.

    Returns
    -------
    tuple of str or int
        Sorted, as the rows of the table are.
    """
    place = table.keys.index(key)
    return tuple(sorted({row[place] for row in table.rows}))


def other_key(table: CountTable, key: str) -> str:
    """Return the key of a table by two keys that is not this one.

    Parameters
    ----------
    table : CountTable
        By two keys.
    key : str
        One of them.

    Returns
    -------
    str
        The other.
    """
    return next(one for one in table.keys if one != key)


def place_key(table: CountTable) -> str:
    """Return the key whose labels are left out one by one: the first that is no time.

    Parameters
    ----------
    table : CountTable
        By two keys.

    Returns
    -------
    str
        The first key, if both are times.
    """
    places = (key for key in table.keys if key not in TIME_KEYS)
    return next(places, table.keys[0])
