"""A made-up log with the truth that it came from, and the file that says so."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from bemodels.data.files.delimited import SYNTHETIC, read_delimited
from bemodels.data.log.mapping import LogMapping
from bemodels.data.log.reading import log_of
from bemodels.data.problems import refuse_file
from bemodels.errors import InvalidDataError
from bemodels.result.file_names import check_place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike

    from bemodels.data.log.incident_log import IncidentLog
    from bemodels.data.window import ObservationWindow

SOURCE = "synthetic.csv"
FIRST_LINE = f"{SYNTHETIC}: simulated by bemodels; no row is a real incident"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SimulatedTruth:
    """What a simulated log came from, of which an analysis sees the log alone.

    Attributes
    ----------
    expected : mapping of tuple to float
        By city and year: the expected number of recorded incidents, each in its main
        place.
    years : mapping of tuple to float
        By city and year: exposure in years.
    phi : float
        Of the recorded counts by city and year: the variance at mean mu is
        mu + mu^2/phi, so alpha is 1/phi; infinite where they are Poisson.
    fates : mapping of str to mapping
        By group, ``linked`` and ``inspired``: how many actors became an ``attack`` or
        an ``arrest action`` of the log, stayed ``hidden``, or surfaced ``unrecorded``:
        too late for the log, or in none of its sources.
    """

    expected: Mapping[tuple[str, int], float]
    years: Mapping[tuple[str, int], float]
    phi: float
    fates: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class SimulatedLog:
    """A synthetic log beside its truth.

    Attributes
    ----------
    log : IncidentLog
        As any file's, after every check.
    truth : SimulatedTruth
        What it came from.
    content : str
        The log as CSV, whose first line says that it is synthetic.
    """

    log: IncidentLog
    truth: SimulatedTruth
    content: str

    def write(self, path: str | PathLike[str]) -> Path:
        """Write the log to a file that ``read_incidents`` reads.

        Parameters
        ----------
        path : str or path-like
            Its name must hold the word synthetic and end in ``.csv``; there must be
            no such file yet.

        Returns
        -------
        pathlib.Path
            The file.

        Raises
        ------
        InvalidDataError
            If the name is another or one that `check_place` refuses, or the file cannot
            be made.
        """
        place = Path(path)
        check_place(str(place))
        if "synthetic" not in place.name or place.suffix != ".csv":
            refuse_file(
                place.name,
                "a simulated log must not pass for a real one",
                hint="name it with the word synthetic, such as synthetic.csv",
            )
        try:
            with place.open("x", encoding="utf-8", newline="") as file:
                file.write(self.content)
        except OSError as error:
            raise InvalidDataError(
                f"{place.name}: cannot be written: {error.strerror}"
            ) from error
        return place

    def __repr__(self) -> str:
        return f"SimulatedLog, synthetic: {self.log!r}"


def to_csv(columns: Mapping[str, Sequence[str]]) -> str:
    """Write columns of text as CSV under a line that says synthetic.

    Parameters
    ----------
    columns : mapping of str to sequence of str
        By their names, all of one length.

    Returns
    -------
    str
        Lines that end in a line feed.
    """
    text = StringIO()
    text.write(f"{FIRST_LINE}\n")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return text.getvalue()


def read_back(content: str, window: ObservationWindow) -> IncidentLog:
    """Read a written log as if it were a file, through every check.

    Parameters
    ----------
    content : str
        As `to_csv` writes it.
    window : ObservationWindow
        The window that it was simulated in.

    Returns
    -------
    IncidentLog
        The log.

    Raises
    ------
    InvalidDataError
        If it holds no incident, or a name that no log may hold.
    """
    data = content.encode()
    digest = sha256(data).hexdigest()
    raw = read_delimited(data, source=SOURCE, sha256=digest, delimiter=",")
    return log_of(raw, window=window, mapping=LogMapping())
