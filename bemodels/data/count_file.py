"""A file of counts that somebody has made already: keys, count, exposure in years."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bemodels.data.count_names import NUMBERS
from bemodels.data.count_table import CountTable
from bemodels.data.files.opening import MAX_BYTES
from bemodels.data.files.reading import COMMA, read_flawed_table
from bemodels.data.log.faults import Fault, Findings
from bemodels.data.log.numbers_in_cells import parse_count, parse_years
from bemodels.data.problems import refuse_file
from bemodels.result import Provenance

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike

    from bemodels.data.files.raw_table import RawTable
    from bemodels.data.window import ObservationWindow


def read_counts(
    path: str | PathLike[str],
    *,
    encoding: str = "utf-8",
    delimiter: str = COMMA,
    max_bytes: int = MAX_BYTES,
    sheet: str | None = None,
    window: ObservationWindow | None = None,
) -> CountTable:
    """Read a table of counts: a column ``count``, a column ``years``, and keys.

    Parameters
    ----------
    path : str or path-like
        Of any format that `read_incidents` reads. Every column but ``count`` (whole
        numbers) and ``years`` (exposure, above 0) is a key.
    encoding, delimiter, max_bytes, sheet
        As for `read_incidents`.
    window : ObservationWindow, optional
        When the source was looking, for a file without ``years`` whose key ``year``
        names calendar years: each row then has the part of its year in the window.

    Returns
    -------
    CountTable
        The counts; keys are text.

    Raises
    ------
    InvalidDataError
        If a column is missing, a cell breaks its rule, or two rows have the same
        keys; every problem is a line.
    """
    return counts_of(
        read_flawed_table(
            path,
            encoding=encoding,
            delimiter=delimiter,
            max_bytes=max_bytes,
            sheet=sheet,
        ),
        window=window,
    )


def counts_of(raw: RawTable, *, window: ObservationWindow | None = None) -> CountTable:
    """Check the columns of a file, and make a table of counts of them.

    Parameters
    ----------
    raw : RawTable
        The file.
    window : ObservationWindow, optional
        As for `read_counts`.

    Returns
    -------
    CountTable
        As `read_counts`.

    Raises
    ------
    InvalidDataError
        As `read_counts`.
    """
    numbers = _numbers(raw, window)
    keys = tuple(name for name in raw.columns if name not in NUMBERS)
    if not keys:
        refuse_file(raw.source, "a key is needed, such as a column city", line=1)
    findings = Findings.of(raw)
    parsed = []
    for name, parse in numbers:
        column = raw.columns[name]
        values = [parse(text.strip()) for text in column.texts]
        wrong = {i: one for i, one in enumerate(values) if isinstance(one, Fault)}
        findings.add_texts(name, column, wrong)
        parsed.append([values[code] for code in column.codes.tolist()])
    labels = [
        tuple(raw.columns[key].cell(row).strip() for key in keys)
        for row in range(len(raw))
    ]
    _check_labels(keys, labels, findings)
    findings.refuse()
    source = Provenance(source=raw.source, sha256=raw.sha256, rows=len(raw))
    return CountTable(
        keys=keys,
        rows=tuple(
            (*label, count, years)
            for label, count, years in zip(labels, *parsed, strict=True)
        ),
        provenance=(source,),
        notices=raw.notices,
    )


def _numbers(
    raw: RawTable, window: ObservationWindow | None
) -> tuple[tuple[str, Callable[[str], float | Fault]], ...]:
    """Return the columns of the count and of the exposure, and how each is read."""
    exposure: tuple[str, Callable[[str], float | Fault]] = ("years", parse_years)
    if window is not None and "years" not in raw.columns:
        exposure = ("year", partial(_years_in, window))
    for name in ("count", exposure[0]):
        if name not in raw.columns:
            raw.problems.refuse()
            refuse_file(raw.source, f"the column {name} is missing", line=1)
    return ("count", parse_count), exposure


def _years_in(window: ObservationWindow, year: str) -> float | Fault:
    known = window.exposure_by_year()
    if year.isascii() and year.isdigit() and int(year) in known:
        return known[int(year)]
    return Fault(rule=f"a calendar year of the window, {window}, is needed")


def _check_labels(
    keys: tuple[str, ...], labels: list[tuple[str, ...]], findings: Findings
) -> None:
    first: dict[tuple[str, ...], int] = {}
    for row, label in enumerate(labels):
        for key, text in zip(keys, label, strict=True):
            if not text:
                findings.add(row, key, text, Fault(rule="a label is needed"))
        earlier = first.setdefault(label, row)
        if earlier != row:
            rule = f"the same labels stand on line {findings.line_of(earlier)} already"
            findings.add(row, ", ".join(keys), ", ".join(label), Fault(rule=rule))
