"""Clean columns as a data frame, in the one order that every log has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bemodels.data.log.columns import BY_NAME, TIMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from bemodels.data.log.cleaning import CleanColumn


def build_frame(clean: Mapping[str, CleanColumn]) -> pd.DataFrame:
    """Lay clean columns side by side: columns as in the codebook, rows by time and id.

    Parameters
    ----------
    clean : mapping of str to CleanColumn
        Columns of the codebook, and those the user keeps.

    Returns
    -------
    pandas.DataFrame
        The same whatever the order of rows and columns in the file.
    """
    import pandas as pd

    order = _order(clean)
    names = [name for name in BY_NAME if name in clean]
    names += sorted(set(clean) - set(BY_NAME))
    return pd.DataFrame({name: to_series(name, clean[name], order) for name in names})


def _order(clean: Mapping[str, CleanColumn]) -> np.ndarray:
    time = next(name for name in TIMES if name in clean)
    return np.lexsort((_ranks(clean["incident_id"]), _ranks(clean[time])))


def _ranks(column: CleanColumn) -> np.ndarray:
    import pyarrow as pa
    from pyarrow import compute

    order = compute.sort_indices(pa.array(list(map(str, column.values))))
    ranks = np.empty(len(column.values), dtype=np.int64)
    ranks[order.to_numpy()] = np.arange(len(ranks))
    return np.asarray(ranks[column.codes])


def to_series(name: str, column: CleanColumn, order: np.ndarray) -> pd.Series:
    """Lay out one column.

    Parameters
    ----------
    name : str
        The column.
    column : CleanColumn
        Its values.
    order : numpy.ndarray of int
        The rows, in the order that they are to have.

    Returns
    -------
    pandas.Series
        A category, Int64 or text, as the codebook says.
    """
    import pandas as pd
    import pyarrow as pa

    codes = column.codes[order]
    known = BY_NAME.get(name)
    if known and known.holds == "category":
        places = {value: i for i, value in enumerate(known.values)}
        new = np.array([places.get(str(one), -1) for one in column.values])
        return pd.Series(pd.Categorical.from_codes(new[codes], known.values))
    if known and known.holds == "count":
        return pd.Series(pd.array(list(column.values), dtype="Int64")[codes])
    texts = pa.DictionaryArray.from_arrays(
        pa.array(codes), pa.array(list(column.values), pa.large_string())
    )
    return pd.Series(texts.cast(pa.large_string()).to_pandas(), dtype="str")
