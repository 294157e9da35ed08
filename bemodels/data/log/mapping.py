"""A user's own names and codes, brought onto those of the codebook by a TOML file.

::

    ignore = ["summary"]            # columns that are left out
    keep = ["coder"]                # columns that are kept as text

    [columns]                       # a column of the file = one of the codebook
    "Event ID" = "incident_id"

    [values.kind]                   # a value of the file = one of the closed list
    "Attentat" = "attack"

    [registry]                      # the only names that a column may hold
    city = ["Brussels", "Ghent"]
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from os import PathLike
from typing import Any

from bemodels.data.files.opening import open_input
from bemodels.data.log.columns import BY_NAME
from bemodels.data.problems import refuse, refuse_file
from bemodels.errors import InvalidDataError
from bemodels.result import Provenance
from bemodels.result.rules import shown

SECTIONS = ("ignore", "keep", "columns", "values", "registry")
MAX_BYTES = 1_000_000
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogMapping:
    """How a file's names and codes become those of the codebook.

    Attributes
    ----------
    ignore : tuple of str
        Columns of the file that are left out.
    keep : tuple of str
        Columns of the file that are kept as text, which the codebook does not know.
    columns : mapping of str to str
        Column of the file to column of the codebook.
    values : mapping of str to mapping
        By column of the codebook: value in the file to value in the log.
    registry : mapping of str to tuple of str
        By column of the codebook: the only names that may stand in it.
    provenance : tuple of Provenance
        The file of the mapping, if it is one.

    Raises
    ------
    InvalidDataError
        If a part is not made of these, or names a column that the codebook has not.
    """

    ignore: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    columns: Texts = field(default_factory=dict)
    values: Mapping[str, Texts] = field(default_factory=dict)
    registry: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    provenance: tuple[Provenance, ...] = ()

    def __post_init__(self) -> None:
        """Refuse columns that there are not, and values outside closed lists."""
        targets = [*self.columns.values(), *self.values, *self.registry]
        unknown = [name for name in targets if name not in BY_NAME]
        refuse(
            [
                f"mapping: the codebook has no column {shown(name)}: your names stand "
                "on the left, the codebook's on the right and over sections of values"
                for name in dict.fromkeys(unknown)
            ]
        )
        refuse(
            [
                f"mapping, values of {name!r}: {shown(theirs)} cannot become "
                f"{shown(ours)}; the list is {', '.join(BY_NAME[name].values)}"
                for name, pairs in self.values.items()
                for theirs, ours in pairs.items()
                if BY_NAME[name].values and ours not in BY_NAME[name].values
            ]
        )


def read_mapping(mapping: str | PathLike[str] | Mapping[str, Any] | None) -> LogMapping:
    """Read a mapping from a TOML file, or from the same as a dictionary.

    Parameters
    ----------
    mapping : str, path-like, mapping or None
        The file; what it would hold; or nothing, where names and codes are ours.

    Returns
    -------
    LogMapping
        The mapping.

    Raises
    ------
    InvalidDataError
        If the file is no TOML, or a section or an entry is none that is known.

    Examples
    --------
    >>> read_mapping({"columns": {"id": "incident_id"}}).columns
    {'id': 'incident_id'}
    """
    if mapping is None:
        return LogMapping()
    if isinstance(mapping, Mapping):
        return _from_sections(mapping, "mapping")
    if not isinstance(mapping, str | PathLike):
        raise InvalidDataError(
            f"mapping must be a TOML file or a dictionary, got {shown(mapping)}"
        )
    file = open_input(mapping, max_bytes=MAX_BYTES)
    try:
        sections = tomllib.loads(file.content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        refuse_file(file.name, f"is no TOML: {error}")
    entries = len(sections.get("columns", {})) + len(sections.get("values", {}))
    source = Provenance(source=file.name, sha256=file.sha256, rows=entries)
    return replace(_from_sections(sections, file.name), provenance=(source,))


def _from_sections(sections: Mapping[str, Any], source: str) -> LogMapping:
    refuse(
        [
            f"{source}: no section {shown(name)}; there are {', '.join(SECTIONS)}"
            for name in sections
            if name not in SECTIONS
        ]
    )
    return LogMapping(
        ignore=_texts(sections.get("ignore", ()), f"{source}, ignore"),
        keep=_texts(sections.get("keep", ()), f"{source}, keep"),
        columns=_pairs(sections.get("columns", {}), f"{source}, [columns]"),
        values={
            name: _pairs(pairs, f"{source}, [values.{name}]")
            for name, pairs in _table(sections.get("values", {}), source).items()
        },
        registry={
            name: _texts(names, f"{source}, [registry] {name}")
            for name, names in _table(sections.get("registry", {}), source).items()
        },
    )


def _table(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise InvalidDataError(f"{where}: a table is needed, got {shown(value)}")
    return value


def _texts(value: object, where: str) -> tuple[str, ...]:
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise InvalidDataError(f"{where}: a list of texts is needed, got {shown(value)}")


def _pairs(value: object, where: str) -> Texts:
    pairs = _table(value, where)
    wrong = [one for pair in pairs.items() for one in pair if not isinstance(one, str)]
    if wrong:
        raise InvalidDataError(f"{where}: text = text is needed, got {shown(wrong[0])}")
    return dict(pairs)
