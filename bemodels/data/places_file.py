"""A list of places: every one that could have had an incident, a name a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bemodels.data.files.decoding import to_utf8
from bemodels.data.files.opening import MAX_BYTES, open_input
from bemodels.data.files.reading import BINARY_ENDINGS
from bemodels.data.log.faults import Fault, Findings
from bemodels.data.log.listed_names import listed_names
from bemodels.data.problems import refuse_file
from bemodels.result import Provenance

if TYPE_CHECKING:
    from os import PathLike

_LINE_END = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPlaces:
    """Names of places as a file lists them.

    Attributes
    ----------
    names : tuple of str
        Each once, in the order of the file.
    provenance : Provenance
        The file.
    notices : tuple of str
        What was accepted and must be told.
    """

    names: tuple[str, ...]
    provenance: Provenance
    notices: tuple[str, ...]


def read_places(
    path: str | PathLike[str],
    *,
    key: str = "city",
    encoding: str = "utf-8",
    max_bytes: int = MAX_BYTES,
) -> ListedPlaces:
    """Read names of places from a text file, one a line.

    Parameters
    ----------
    path : str or path-like
        The file, perhaps packed with gzip. Its first line may be the name of the key.
    key : {"city", "municipality", "country"}, default "city"
        What is listed.
    encoding : str, default "utf-8"
        Of the file.
    max_bytes : int, default 200,000,000
        The largest file that is read.

    Returns
    -------
    ListedPlaces
        The names, held to the rules of a log's own.

    Raises
    ------
    InvalidDataError
        If the file cannot be read, holds no name, or a name is none, looks like
        another or stands twice; every problem is a line.
    """
    file = open_input(path, max_bytes=max_bytes)
    if file.ending in BINARY_ENDINGS:
        refuse_file(file.name, "a text file is needed, with one name a line")
    content, told = to_utf8(file.content, source=file.name, encoding=encoding)
    file.refuse_change()
    texts = _LINE_END.sub("\n", content.decode()).removesuffix("\n").split("\n")
    lines = dict(enumerate(texts, start=1))
    named = {number: text for number, text in lines.items() if text.strip()}
    if blank := len(lines) - len(named):
        told += (f"{file.name}: blank lines were left out: {blank}",)
    first = min(named)
    if named[first].strip() == key:
        del named[first]
        told += (f"{file.name}: line {first}, {key!r}, was read as a header",)
    if not named:
        refuse_file(file.name, "no name follows the header")
    findings = Findings(file.name, tuple(named))
    names, more = listed_names("", tuple(named.values()), findings)
    _find_repeated(names, findings)
    findings.refuse()
    return ListedPlaces(
        names=names,
        provenance=Provenance(source=file.name, sha256=file.sha256, rows=len(names)),
        notices=(*told, *more),
    )


def _find_repeated(names: tuple[str, ...], findings: Findings) -> None:
    first: dict[str, int] = {}
    for row, name in enumerate(names):
        earlier = first.setdefault(name, row)
        if earlier != row:
            rule = f"the name stands on line {findings.line_of(earlier)} already"
            findings.add(row, "", name, Fault(rule=rule))
