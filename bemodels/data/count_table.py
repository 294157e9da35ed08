"""Counts by named keys, each with the exposure in which it came about."""

from __future__ import annotations

from dataclasses import InitVar, dataclass, replace
from html import escape
from math import fsum
from typing import TYPE_CHECKING, Any, Self

from bemodels.data.count_names import (
    NUMBERS,
    check_column,
    check_keys,
    check_provenance,
    source_name,
    wrong_keys,
)
from bemodels.data.count_rules import check_rows
from bemodels.data.problems import refuse
from bemodels.result import Provenance
from bemodels.result.display import format_cell, format_number
from bemodels.result.rules import check_type, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

ROWS_IN_HTML = 12


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CountTable:
    """Whole-number counts by one or more keys, with exposure in years.

    Attributes
    ----------
    keys : tuple of str
        Names of the key columns, such as ``("city", "year")``.
    rows : tuple of tuple
        The labels of a row, one a key and each text or a whole number; then its
        count, 0 to 10^9; then its exposure in years, above 0 and finite.
    provenance : tuple of Provenance
        The files that the counts were read from.
    unit : str
        What was counted, in the plural; also that of rates.
    notices : tuple of str
        What a reader of the counts must know: what was left out, and why.
    columns : tuple of str, length 2
        Not kept: how messages call the count and the exposure.

    Raises
    ------
    InvalidDataError
        If a name or a cell breaks these rules, or two rows have the same labels. The
        message lists every problem with file, row (1 is the first), column and value.

    Notes
    -----
    Rows are kept in the order of their labels, so the order in which they came shows
    in no result.

    Examples
    --------
    >>> table = CountTable(keys=("city",), rows=(("Ghent", 2, 1.0), ("Aalst", 5, 1.0)))
    >>> table
    CountTable: 7 in 2 rows by city, 2 years of exposure
    >>> table.rows
    (('Aalst', 5, 1.0), ('Ghent', 2, 1.0))
    """

    keys: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    provenance: tuple[Provenance, ...] = ()
    unit: str = "incidents"
    notices: tuple[str, ...] = ()
    columns: InitVar[tuple[str, str]] = NUMBERS

    def __post_init__(self, columns: tuple[str, str]) -> None:
        """Refuse bad names and cells, and bring the rows into their order."""
        provenance = check_provenance(self.provenance)
        source = source_name(provenance)
        keys = check_keys(self.keys, source)
        rows = check_rows(self.rows, names=(*keys, *columns), source=source)
        for name, value in (("provenance", provenance), ("keys", keys), ("rows", rows)):
            object.__setattr__(self, name, value)

    @classmethod
    def from_frame(
        cls,
        frame: pd.DataFrame,
        *,
        keys: Sequence[str],
        count: str = "count",
        exposure: str = "years",
        provenance: Sequence[Provenance] = (),
    ) -> Self:
        """Take a table of counts from a data frame, checking every cell.

        Parameters
        ----------
        frame : pandas.DataFrame
            One row a combination of keys; further columns are left out.
        keys : sequence of str
            The columns whose labels tell the rows apart.
        count : str, default "count"
            The column of counts, whole numbers from 0 to 10^9.
        exposure : str, default "years"
            The column of exposures in years, above 0.
        provenance : sequence of Provenance, default ()
            The files that the frame was read from; a single one is named in messages.

        Returns
        -------
        CountTable
            The table; its own columns are called count and years.

        Raises
        ------
        InvalidDataError
            If an argument is of another type, a column is missing or there twice, a
            count is negative, fractional, missing, infinite or a truth value, a label
            is missing or repeated, or an exposure is missing, infinite, zero or
            negative.

        Examples
        --------
        >>> import pandas as pd
        >>> frame = pd.DataFrame({"city": ["Ghent", "Aalst"], "n": [2, 5], "t": 1.5})
        >>> CountTable.from_frame(frame, keys=["city"], count="n", exposure="t")
        CountTable: 7 in 2 rows by city, 3 years of exposure
        """
        import pandas as pd

        source = source_name(check_provenance(provenance))
        names = (*check_keys(keys, source), count, exposure)
        check_column("count", count, source)
        check_column("exposure", exposure, source)
        check_type("frame", frame, pd.DataFrame)
        refuse(_wrong_columns(names, list(frame.columns), source))
        cells = [frame[name].tolist() for name in names]
        return cls(
            keys=tuple(keys),
            rows=tuple(zip(*cells, strict=True)),
            provenance=tuple(provenance),
            columns=(count, exposure),
        )

    @property
    def counts(self) -> tuple[int, ...]:
        """The count of each row."""
        return tuple(row[-2] for row in self.rows)

    @property
    def years(self) -> tuple[float, ...]:
        """The exposure of each row, in years."""
        return tuple(row[-1] for row in self.rows)

    @property
    def total(self) -> int:
        """The sum of all counts."""
        return sum(self.counts)

    @property
    def total_years(self) -> float:
        """The sum of all exposures, in years."""
        return fsum(self.years)

    @property
    def frame(self) -> pd.DataFrame:
        """A new data frame: the keys, ``count`` and ``years``, in the rows' order."""
        import pandas as pd

        return pd.DataFrame(list(self.rows), columns=[*self.keys, *NUMBERS])

    def summed(self, keys: Sequence[str]) -> Self:
        """Sum counts and exposures over every key that is not named.

        Parameters
        ----------
        keys : sequence of str
            Some of the table's own, in the order that they are to have.

        Returns
        -------
        CountTable
            A row for each combination of their labels; unit, files and notices are
            kept.

        Raises
        ------
        InvalidDataError
            If there is no key, one is named twice, or the table has no such key.

        Examples
        --------
        >>> rows = (("Ghent", 2015, 2, 1.0), ("Ghent", 2016, 3, 0.5))
        >>> CountTable(keys=("city", "year"), rows=rows).summed(["city"]).rows
        (('Ghent', 5, 1.5),)
        """
        source = source_name(self.provenance)
        kept = check_keys(keys, source)
        refuse(wrong_keys(kept, self.keys, source))
        positions = [self.keys.index(key) for key in kept]
        groups: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
        for row in self.rows:
            groups.setdefault(tuple(row[i] for i in positions), []).append(row)
        rows = tuple(
            (*labels, sum(one[-2] for one in group), fsum(one[-1] for one in group))
            for labels, group in groups.items()
        )
        return replace(self, keys=kept, rows=rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        return (
            f"CountTable: {self.total} in {len(self)} rows by {', '.join(self.keys)}, "
            f"{format_number(self.total_years)} years of exposure"
        )

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in (*self.keys, *NUMBERS))
        body = "".join(map(_html_row, self.rows[:ROWS_IN_HTML]))
        more = len(self) - ROWS_IN_HTML
        rest = f"<p>and {more} more in <code>frame</code></p>" if more > 0 else ""
        return (
            f"<div><p>{escape(repr(self))}</p><table><thead><tr>{head}</tr></thead>"
            f"<tbody>{body}</tbody></table>{rest}</div>"
        )


def _html_row(row: tuple[Any, ...]) -> str:
    # A year is a label and not an amount: only the last two cells are rounded.
    cells = (*map(str, row[:-1]), format_cell(row[-1]))
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def _wrong_columns(
    names: Sequence[str], present: Sequence[str], source: str
) -> list[str]:
    columns = ", ".join(map(shown, present))
    found = {name: present.count(name) for name in names}
    return [
        f"{source}, column {name!r}: there {times} times, needed once; "
        f"the columns are {columns}"
        for name, times in found.items()
        if times != 1
    ]
