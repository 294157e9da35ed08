"""A file of counts that somebody has made already: keys, count, exposure in years."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from bemodels.data.count_cells import YEAR, calendar_year, parse_table_count
from bemodels.data.count_header import check_header
from bemodels.data.count_labels import check_labels
from bemodels.data.count_notices import notices_of_years
from bemodels.data.count_table import CountTable
from bemodels.data.files.opening import MAX_BYTES
from bemodels.data.files.reading import COMMA, read_flawed_table
from bemodels.data.log.faults import Fault, Findings
from bemodels.data.log.numbers_in_cells import parse_years
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
        numbers, also written ``3.0``) and ``years`` (exposure, above 0) is a key. A
        key ``year`` holds calendar years.
    encoding, delimiter, max_bytes, sheet
        As for `read_incidents`.
    window : ObservationWindow, optional
        When the source was looking, for a file without ``years`` that has a key
        ``year``: each row then has the part of its year in the window.

    Returns
    -------
    CountTable
        The counts; the key ``year`` is whole numbers, every other key text. Notices
        tell of rows with more exposure than their calendar year has, and of a first
        or last year of the window that no row is of.

    Raises
    ------
    InvalidDataError
        If a column is missing, a cell breaks its rule, two rows have the same keys, or
        a reader would take a label for another; every problem is a line.
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
    if "years" in raw.columns:
        window = None  # the file's own exposure stands above it
    keys = check_header(raw, "years" if window is None else YEAR)
    findings = Findings.of(raw)
    counts = _parsed(raw, "count", parse_table_count, findings)
    labels = {key: _labels(raw, key, window, findings) for key in keys}
    if window is None:
        years = _parsed(raw, "years", parse_years, findings)
    else:
        parts = window.exposure_by_year()
        years = [parts.get(one) for one in labels[YEAR]]
    check_labels(labels, findings)
    findings.refuse()
    source = Provenance(source=raw.source, sha256=raw.sha256, rows=len(raw))
    told = notices_of_years(labels.get(YEAR, ()), years, raw.lines, window)
    return CountTable(
        keys=keys,
        rows=tuple(zip(*labels.values(), counts, years, strict=True)),
        provenance=(source,),
        notices=(*raw.notices, *told),
    )


def _labels(
    raw: RawTable, key: str, window: ObservationWindow | None, findings: Findings
) -> list[Any]:
    """Return the label of each row, of which those of a year are numbers."""
    if key != YEAR:
        return _parsed(raw, key, str, findings)
    parse = calendar_year if window is None else partial(_year_in, window)
    return _parsed(raw, key, parse, findings)


def _parsed(
    raw: RawTable, name: str, parse: Callable[[str], Any], findings: Findings
) -> list[Any]:
    column = raw.columns[name]
    values = [parse(text.strip()) for text in column.texts]
    wrong = {i: one for i, one in enumerate(values) if isinstance(one, Fault)}
    findings.add_texts(name, column, wrong)
    return [values[code] for code in column.codes.tolist()]


def _year_in(window: ObservationWindow, text: str) -> int | Fault:
    year = calendar_year(text)
    if not isinstance(year, Fault) and year in window.calendar_years:
        return year
    return Fault(rule=f"a calendar year of the window, {window}, is needed")
