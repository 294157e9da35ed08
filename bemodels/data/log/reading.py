"""Read an incident log from a file, and check it to the last cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.data.files.opening import MAX_BYTES
from bemodels.data.files.reading import COMMA, read_flawed_table
from bemodels.data.log.cleaning import clean_columns
from bemodels.data.log.columns import TIMES
from bemodels.data.log.faults import Findings
from bemodels.data.log.frames import build_frame
from bemodels.data.log.header_match import matched_columns
from bemodels.data.log.incident_log import IncidentLog
from bemodels.data.log.mapping import read_mapping
from bemodels.data.log.precision import with_precision
from bemodels.data.log.row_rules import (
    check_identifiers,
    check_rows,
    repeated_notice,
    row_digests,
)
from bemodels.data.log.straddling import rows_astride, told_astride
from bemodels.data.log.times import ISO_DAY, check_date_format
from bemodels.data.window import ObservationWindow
from bemodels.result import Provenance
from bemodels.result.rules import check_type

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike
    from typing import Any

    from bemodels.data.files.raw_table import RawTable
    from bemodels.data.log.mapping import LogMapping


def read_incidents(
    path: str | PathLike[str],
    *,
    window: ObservationWindow | None = None,
    mapping: str | PathLike[str] | Mapping[str, Any] | None = None,
    encoding: str = "utf-8",
    delimiter: str = COMMA,
    date_format: str = ISO_DAY,
    missing: Sequence[str] = (),
    max_bytes: int = MAX_BYTES,
    sheet: str | None = None,
) -> IncidentLog:
    """Read an incident log, one row an incident, refusing what cannot be trusted.

    Nothing is guessed: no type, no date order, no missing value, no encoding. Every
    problem of the file is found in one reading.

    Parameters
    ----------
    path : str or path-like
        A CSV, TSV, Parquet, Excel or Stata file, or one of these packed with gzip.
    window : ObservationWindow, optional
        The days on which the source was looking; an incident outside them is an error.
        Without it the log has none, and counting needs one.
    mapping : str, path-like or mapping, optional
        A TOML file, or the same as a dictionary, that brings a user's own names and
        codes onto those of the codebook.
    encoding : str, default "utf-8"
        Of a text file.
    delimiter : str, default ","
        Of a text file; ``"tab"`` is a tab.
    date_format : str, default "%Y-%m-%d"
        How days are written.
    missing : sequence of str, default ()
        The words that stand for a missing value, such as ``("", "NA")``. Names of
        places are never taken for one.
    max_bytes : int, default 200,000,000
        The largest file that is read.
    sheet : str, optional
        Of an Excel workbook; it must be named where several hold cells.

    Returns
    -------
    IncidentLog
        Rows by time and identifier, with window, provenance and notices.

    Raises
    ------
    InvalidDataError
        If anything is wrong with the file. The message holds a line a problem (the
        first 50, and their total) with file, line, column, value, rule and hint; what
        breaks the same rule on many lines is one of these, which names the others.
        The error's ``problems`` hold single ones as values.
    """
    check_date_format(date_format)
    if window is not None:
        check_type("window", window, ObservationWindow)
    raw = read_flawed_table(
        path,
        encoding=encoding,
        delimiter=delimiter,
        max_bytes=max_bytes,
        sheet=sheet,
    )
    return log_of(
        raw,
        window=window,
        mapping=read_mapping(mapping),
        date_format=date_format,
        missing=missing,
    )


def log_of(
    raw: RawTable,
    *,
    window: ObservationWindow | None,
    mapping: LogMapping,
    date_format: str = ISO_DAY,
    missing: Sequence[str] = (),
) -> IncidentLog:
    """Check the columns of a file, and make a log of them.

    Parameters
    ----------
    raw : RawTable
        The file.
    window : ObservationWindow or None
        As for `read_incidents`.
    mapping : LogMapping
        The user's own names and codes.
    date_format : str, default "%Y-%m-%d"
        As for `read_incidents`.
    missing : sequence of str, default ()
        As for `read_incidents`.

    Returns
    -------
    IncidentLog
        The log.

    Raises
    ------
    InvalidDataError
        As for `read_incidents`.
    """
    matched = matched_columns(raw, mapping)
    findings = Findings.of(matched)
    clean = clean_columns(
        matched,
        findings,
        mapping=mapping,
        date_format=date_format,
        missing=missing,
    )
    if "incident_id" in clean:
        check_identifiers(clean["incident_id"], findings)
    check_rows(clean, findings, window)
    findings.refuse()
    told = repeated_notice(row_digests(clean), findings)
    frame = build_frame(with_precision(clean))
    notices = [*raw.notices, *(text for one in clean.values() for text in one.notices)]
    if window is not None:
        time = next(name for name in TIMES if name in frame)
        told = (*told, *told_astride(rows_astride(frame[time], window)))
    return IncidentLog(
        rows=frame,
        window=window,
        provenance=(
            Provenance(source=raw.source, sha256=raw.sha256, rows=len(frame)),
            *mapping.provenance,
        ),
        notices=(*notices, *told),
    )
