"""Times cut to where knowledge of them ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bemodels.data.log.cleaning import CleanColumn
from bemodels.data.log.columns import PRECISION_OF_TIME, TIMES
from bemodels.data.log.times import coarsened

if TYPE_CHECKING:
    from collections.abc import Mapping


def with_precision(clean: Mapping[str, CleanColumn]) -> dict[str, CleanColumn]:
    """Cut times to their precision, and derive that where it is not given.

    Parameters
    ----------
    clean : mapping of str to CleanColumn
        Columns that every rule holds for.

    Returns
    -------
    dict of str to CleanColumn
        The same with ``date_precision``, and times as fine as it says.
    """
    name = next(name for name in TIMES if name in clean)
    times = clean[name]
    if "date_precision" not in clean:
        same = np.zeros(len(times.codes), dtype=np.int32)
        precision = (PRECISION_OF_TIME[name],)
        derived = CleanColumn(values=precision, codes=same, notices=())
        return {**clean, "date_precision": derived}
    given = clean["date_precision"]
    finest = PRECISION_OF_TIME[name]
    known = [finest if one is None else str(one) for one in given.values]
    pairs = times.codes.astype(np.int64) * len(known) + given.codes
    distinct, codes = np.unique(pairs, return_inverse=True)
    cut = [
        coarsened(str(times.values[pair // len(known)]), known[pair % len(known)])
        for pair in distinct.tolist()
    ]
    column = CleanColumn(values=tuple(cut), codes=codes, notices=times.notices)
    filled = CleanColumn(values=tuple(known), codes=given.codes, notices=given.notices)
    return {**clean, name: column, "date_precision": filled}
