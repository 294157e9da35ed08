"""What is counted: incidents, placements, persons or plots, and how many a row is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from bemodels.data.log.columns import INCIDENT_KINDS, PLOT_KINDS, SEVERAL
from bemodels.data.log.times import is_outside
from bemodels.errors import InvalidDataError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from bemodels.data.exposure import Exposure


PLOTS_LEFT = "rows of kind plot, which are no incidents"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counted:
    """Rows to be counted, of which each stands for a number of units.

    Attributes
    ----------
    unit : str
        What is counted, in the plural.
    kinds : tuple of str
        The kinds of rows that it comes from.
    rows : pandas.DataFrame
        Of a log; one place a row where places have been taken apart.
    weights : pandas.Series of int
        Units of each row.
    told : mapping of str to int
        What was left out or moved, and how many units of it.
    """

    unit: str
    kinds: tuple[str, ...] = INCIDENT_KINDS
    rows: pd.DataFrame
    weights: pd.Series
    told: Mapping[str, int] = field(default_factory=dict)


def incidents_of(frame: pd.DataFrame) -> Counted:
    """Take the attacks and arrest actions, one unit each.

    Parameters
    ----------
    frame : pandas.DataFrame
        Of a log.

    Returns
    -------
    Counted
        Incidents, with all their places.
    """
    rows = frame[frame["kind"].isin(INCIDENT_KINDS)]
    plots = len(frame) - len(rows)
    return Counted(
        unit="incidents",
        rows=rows,
        weights=_ones(rows),
        told={PLOTS_LEFT: plots} if plots else {},
    )


def placements_of(frame: pd.DataFrame) -> Counted:
    """Take the attacks and arrest actions once a place.

    Parameters
    ----------
    frame : pandas.DataFrame
        Of a log.

    Returns
    -------
    Counted
        Placements, one place each.
    """
    import pandas as pd

    counted = incidents_of(frame)
    incidents = counted.rows
    several = incidents["city"].str.contains(SEVERAL, regex=False)
    single = _one_place_a_row(incidents[several])
    rows = pd.concat([incidents[~several], single], ignore_index=True)
    return replace(counted, unit="placements", rows=rows, weights=_ones(rows))


def _one_place_a_row(rows: pd.DataFrame) -> pd.DataFrame:
    cities = rows["city"].str.split(SEVERAL, regex=False)
    places = {"city": cities}
    if "municipality" in rows:
        places["municipality"] = rows["municipality"].str.split(SEVERAL, regex=False)
        unknown = rows["municipality"] == ""
        places["municipality"][unknown] = cities[unknown].map(lambda of: [""] * len(of))
    single = rows.assign(**places).explode(list(places))
    return single[single["city"] != ""].astype(dict.fromkeys(places, "str"))


def persons_of(frame: pd.DataFrame) -> Counted:
    """Take the attacks and arrest actions, each with the persons arrested.

    Parameters
    ----------
    frame : pandas.DataFrame
        Of a log.

    Returns
    -------
    Counted
        Persons; incidents whose number is missing add none, and a notice tells.

    Raises
    ------
    InvalidDataError
        If the log has no ``persons_arrested``.
    """
    if "persons_arrested" not in frame:
        raise InvalidDataError("persons cannot be counted: no column persons_arrested")
    incidents = incidents_of(frame)
    persons = incidents.rows["persons_arrested"]
    absent = int(persons.isna().sum())
    what = "incidents without a number of persons arrested, which add none"
    return Counted(
        unit="persons",
        rows=incidents.rows,
        weights=persons.fillna(0).astype("int64"),
        told={**incidents.told, **({what: absent} if absent else {})},
    )


def plots_of(frame: pd.DataFrame) -> Counted:
    """Take the rows of kind plot, and the arrest actions that disrupted one.

    Parameters
    ----------
    frame : pandas.DataFrame
        Of a log.

    Returns
    -------
    Counted
        Plots, one unit a row.
    """
    plots = frame["kind"] == "plot"
    if "plot_disrupted" in frame:
        disrupted = (frame["plot_disrupted"] == "yes").fillna(value=False)
        plots |= (frame["kind"] == "arrest action") & disrupted
    rows = frame[plots]
    return Counted(unit="plots", kinds=PLOT_KINDS, rows=rows, weights=_ones(rows))


def _ones(rows: pd.DataFrame) -> pd.Series:
    import pandas as pd

    return pd.Series(1, index=rows.index, dtype="int64")


def in_main_place(counted: Counted) -> Counted:
    """Place each row in the first of its places, which is the main one.

    Parameters
    ----------
    counted : Counted
        Rows that may have several places.

    Returns
    -------
    Counted
        One place a row; a notice tells how many had several.

    Raises
    ------
    InvalidDataError
        If a row has several places and none is the main one.
    """
    rows = counted.rows
    several = rows["city"].str.contains(SEVERAL, regex=False)
    if not several.any():
        return counted
    without = rows["city"].str.startswith(SEVERAL)
    if without.any():
        ids = ", ".join(map(repr, rows.loc[without, "incident_id"].head(5)))
        raise InvalidDataError(
            f"{int(without.sum())} rows have several places and no main one ({ids}): "
            "name the main one first, or count placements"
        )
    columns = [name for name in ("city", "municipality") if name in rows]
    main = {name: rows[name].str.split(SEVERAL, regex=False).str[0] for name in columns}
    what = f"{counted.unit} in several places, counted in the main one"
    return replace(
        counted,
        rows=rows.assign(**main),
        told={**counted.told, what: int(several.sum())},
    )


def while_watched(counted: Counted, exposure: Exposure | None, time: str) -> Counted:
    """Leave out what happened while its place was not watched.

    Parameters
    ----------
    counted : Counted
        One place a row.
    exposure : Exposure or None
        With the windows of each place, if they are known.
    time : str
        The column that says when.

    Returns
    -------
    Counted
        The rest; what was left out is told.
    """
    if exposure is None or not exposure.windows:
        return counted
    rows = counted.rows
    codes, labels = _distinct(rows[[time, *exposure.keys]])
    # A place without any period is kept: its lack of exposure is to be refused.
    known = [
        tuple(label) not in exposure.windows
        or any(not is_outside(when, one) for one in exposure.windows[tuple(label)])
        for when, *label in labels
    ]
    watched = np.array(known, dtype=bool)[codes]
    what = f"{counted.unit} while their place was not watched, in no cell"
    left = int(counted.weights[~watched].sum())
    told = {**counted.told, what: left} if left else counted.told
    return replace(
        counted, rows=rows[watched], weights=counted.weights[watched], told=told
    )


def _distinct(rows: pd.DataFrame) -> tuple[np.ndarray, list[tuple[Any, ...]]]:
    """Return distinct rows, and which of them each row is, by codes and not texts."""
    import pandas as pd

    mixed = np.zeros(len(rows), dtype=np.int64)
    texts = []
    for name in rows:
        codes, found = pd.factorize(rows[name])
        mixed = mixed * len(found) + codes
        texts.append(found)
    codes, distinct = pd.factorize(mixed)
    columns = []
    for found in reversed(texts):
        distinct, positions = np.divmod(distinct, max(1, len(found)))
        columns.append(found[positions].tolist())
    return codes, list(zip(*reversed(columns), strict=True))
