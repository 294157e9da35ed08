"""Count a Parquet log of any length, a part at a time, every cell of it checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from bemodels.data.exposure import Exposure, check_exposure_keys
from bemodels.data.files.opening import digest_of, regular_file
from bemodels.data.files.parquet import to_raw_column
from bemodels.data.files.raw_table import RawTable
from bemodels.data.log.cleaning import clean_columns
from bemodels.data.log.columns import INCIDENT_KINDS, TIMES
from bemodels.data.log.counted import incidents_of
from bemodels.data.log.faults import Findings
from bemodels.data.log.frames import to_series
from bemodels.data.log.grid import check_keys
from bemodels.data.log.header_match import matched_columns
from bemodels.data.log.mapping import read_mapping
from bemodels.data.log.precision import with_precision
from bemodels.data.log.row_rules import (
    add_repeated,
    check_rows,
    digests_of,
    repeated_notice,
    repeated_rows,
    row_digests,
)
from bemodels.data.log.straddling import rows_astride, told_astride
from bemodels.data.log.tabulation import table_of
from bemodels.data.log.tally import Tally, tally_of
from bemodels.data.log.times import ISO_DAY, check_date_format
from bemodels.data.problems import one_line, refuse_file
from bemodels.data.window import ObservationWindow
from bemodels.result import Provenance
from bemodels.result.rules import check_type

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from os import PathLike
    from pathlib import Path
    from typing import Any

    import pandas as pd

    from bemodels.data.count_table import CountTable
    from bemodels.data.log.cleaning import CleanColumn
    from bemodels.data.log.mapping import LogMapping

MAX_BYTES = 20_000_000_000
ROWS_AT_ONCE = 1 << 19
MOST_ROWS = 1 << 40
_NEEDED = ("incident_id", "city", "municipality", "country", "kind", "link", *TIMES)


def count_parquet(
    path: str | PathLike[str],
    by: Sequence[str],
    *,
    window: ObservationWindow,
    exposure: Exposure | None = None,
    places: Sequence[str] = (),
    mapping: str | PathLike[str] | Mapping[str, Any] | None = None,
    date_format: str = ISO_DAY,
    missing: Sequence[str] = (),
    max_bytes: int = MAX_BYTES,
) -> CountTable:
    """Count the incidents of a Parquet log that need not fit into memory.

    The same rules hold as for `read_incidents`, and the same table comes out as from
    its log; the rows are read half a million at a time.

    Parameters
    ----------
    path : str or path-like
        A Parquet file, one row an incident.
    by : sequence of str
        As for ``IncidentLog.count_incidents``.
    window : ObservationWindow
        The days on which the source was looking.
    exposure : Exposure, optional
        Exposure that is not the whole window's, as ``read_exposure`` returns it.
    places : sequence of str, default ()
        As for ``IncidentLog.count_incidents``.
    mapping, date_format, missing
        As for `read_incidents`.
    max_bytes : int, default 20,000,000,000
        The largest file that is read.

    Returns
    -------
    CountTable
        Counts with exposure in years.

    Raises
    ------
    InvalidDataError
        If anything is wrong with the file, as for `read_incidents`; lines are rows
        counted from 2, as if a header stood on line 1.
    """
    check_type("window", window, ObservationWindow)
    if exposure is not None:
        check_type("exposure", exposure, Exposure)
    check_date_format(date_format)
    place = regular_file(path, max_bytes=max_bytes)
    before, chosen = digest_of(place), read_mapping(mapping)
    read = _Read(
        findings=Findings(place.name, range(2, 2 + MOST_ROWS)),
        by=by,
        window=window,
        exposure=exposure,
    )
    for raw in _parts(place):
        matched = matched_columns(raw, chosen)
        matched.problems.refuse()
        check_keys(by, matched.columns, places)
        if exposure is not None:
            check_exposure_keys(exposure, by)
        part = Findings.of(matched)
        clean = clean_columns(
            matched, part, mapping=chosen, date_format=date_format, missing=missing
        )
        check_rows(clean, part, window)
        read.take(clean, part)
    _find_repeated(place, chosen, read)
    read.findings.refuse()
    if digest_of(place) != before:
        refuse_file(place.name, "the file changed while it was read")
    rows = np.concatenate(read.rows)
    return table_of(
        read.tally,
        by,
        window=window,
        exposure=exposure,
        places=places,
        provenance=(
            Provenance(source=place.name, sha256=before, rows=len(rows)),
            *chosen.provenance,
            *(exposure.provenance if exposure else ()),
        ),
        notices=(
            *read.notices,
            *repeated_notice(rows, read.findings),
            *told_astride(read.astride),
            *(exposure.notices if exposure else ()),
        ),
    )


@dataclass(slots=True, kw_only=True)
class _Read:
    """What is known of the parts that were read so far."""

    findings: Findings
    by: Sequence[str]
    window: ObservationWindow
    exposure: Exposure | None
    astride: int = 0
    tally: Tally = field(default_factory=lambda: Tally(kinds=INCIDENT_KINDS))
    notices: list[str] = field(default_factory=list)
    identifiers: list[np.ndarray] = field(default_factory=list)
    rows: list[np.ndarray] = field(default_factory=list)

    def take(self, clean: dict[str, CleanColumn], findings: Findings) -> None:
        """Add a part; one that breaks a rule is not counted."""
        self.notices += [text for one in clean.values() for text in one.notices]
        ids = clean["incident_id"]
        self.identifiers.append(digests_of(ids.values)[ids.codes])
        self.rows.append(row_digests(clean))
        if findings.problems.total:
            self.findings.problems.absorb(findings.problems)
            return
        frame = _frame(with_precision(clean))
        time = next(name for name in TIMES if name in frame)
        self.astride += rows_astride(frame[time], self.window)
        counted = incidents_of(frame)
        self.tally += tally_of(counted, self.by, time, exposure=self.exposure)


def _parts(path: Path) -> Iterator[RawTable]:
    import pyarrow as pa
    from pyarrow import parquet

    line = 2
    try:
        with parquet.ParquetFile(path) as file:
            for part in file.iter_batches(batch_size=ROWS_AT_ONCE):
                table = pa.Table.from_batches([part])
                names = part.schema.names
                yield RawTable(
                    source=path.name,
                    sha256="",
                    columns={one: to_raw_column(table[one]) for one in names},
                    lines=range(line, line + len(table)),
                )
                line += len(table)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        refuse_file(path.name, f"is no sound Parquet file: {one_line(error)}")
    if line == 2:  # noqa: PLR2004 (no row has followed the header)
        refuse_file(path.name, "no incidents: it has no rows")


def _frame(clean: dict[str, CleanColumn]) -> pd.DataFrame:
    import pandas as pd

    order = np.arange(len(clean["incident_id"].codes))
    return pd.DataFrame(
        {
            name: to_series(name, column, order)
            for name, column in clean.items()
            if name in _NEEDED
        }
    )


def _find_repeated(path: Path, mapping: LogMapping, read: _Read) -> None:
    """Look again at rows of equal digests, whether their identifiers are equal too."""
    digests = np.concatenate(read.identifiers)
    suspected = np.unique(digests[repeated_rows(digests)])
    if not len(suspected):
        return
    rows = np.flatnonzero(np.isin(digests, suspected))
    first: dict[str, int] = {}
    for raw in _parts(path):
        start = int(raw.lines[0]) - 2
        ids = matched_columns(raw, mapping).columns["incident_id"]
        for row in rows[(rows >= start) & (rows < start + len(raw))].tolist():
            text = ids.cell(row - start).strip()
            if first.setdefault(text, row) != row:
                add_repeated(read.findings, row, text, first[text])
