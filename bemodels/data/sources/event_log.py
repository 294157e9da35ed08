"""Columns made of a database's rows become an incident log."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from bemodels.data.log.mapping import LogMapping
from bemodels.data.log.reading import log_of
from bemodels.data.sources.city_names import UNKNOWN, one_spelling
from bemodels.data.sources.event_rows import everywhere

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from bemodels.data.files.raw_table import RawColumn, RawTable
    from bemodels.data.log.incident_log import IncidentLog
    from bemodels.data.window import ObservationWindow


def log_of_events(
    raw: RawTable,
    columns: Mapping[str, RawColumn],
    *,
    window: ObservationWindow | None,
    keep: Sequence[str],
) -> IncidentLog:
    """Make a log of columns of the codebook, and lay beside them what is kept.

    Parameters
    ----------
    raw : RawTable
        Dated rows, with their notices.
    columns : mapping of str to RawColumn
        Columns of the codebook beside the time; an empty cell is a missing value.
    window : ObservationWindow or None
        The window.
    keep : sequence of str
        Columns of the file that are kept as they stand.

    Returns
    -------
    IncidentLog
        The log; a city that is not known is empty, and stands in no cell of a count.
    """
    raw, cities = one_spelling(raw, columns["city"])
    times = {name: raw.columns[name] for name in ("date", "date_precision")}
    ours = {**columns, **times, "city": cities, "link": everywhere(raw, "unknown")}
    log = log_of(
        replace(raw, columns=ours),
        window=window,
        mapping=LogMapping(),
        missing=("",),
    )
    frame = log.frame
    frame["city"] = frame["city"].where(frame["city"] != UNKNOWN, "")
    for name in sorted(set(keep)):
        frame[name] = _beside(frame, columns["incident_id"], raw.columns[name])
    return replace(log, rows=frame)


def _beside(frame: pd.DataFrame, ids: RawColumn, column: RawColumn) -> pd.Series:
    """Lay a column beside a log whole: free text may be long, and run over lines."""
    import pandas as pd

    texts = np.array(column.texts, dtype=object)[column.codes]
    keys = ids.changed(lambda text: unicodedata.normalize("NFC", text).strip())
    by_id = pd.Series(texts, index=np.array(keys.texts)[keys.codes], dtype="str")
    return by_id.loc[frame["incident_id"]].set_axis(frame.index)
