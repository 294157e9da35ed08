"""What a caller states of its run, turned into what strict JSON can hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from math import isinf, isnan
from numbers import Integral, Real
from typing import TYPE_CHECKING

from bemodels.errors import InvalidDataError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

FACTS = (
    "command",
    "options",
    "inputs",
    "priors",
    "sensitivities",
    "model_fingerprints",
    "seeds",
    "sampler",
    "city_years",
    "pytensor_flags",
    "diagnostics",
    "lock_sha256",
)
"""What every caller states; an entry is empty where the run has none of it."""


def record_facts(facts: Mapping[str, object]) -> dict[str, object]:
    """Turn the facts of a run into entries of its manifest.

    Parameters
    ----------
    facts : mapping
        At least the entries named in `FACTS`: text, numbers, sequences, mappings, and
        dataclasses such as `Provenance`, `Prior` and `Check`.

    Returns
    -------
    dict
        The same, of text, numbers, lists and dicts alone; an infinite number is the
        text ``"Infinity"`` or ``"-Infinity"``.

    Raises
    ------
    InvalidDataError
        If an entry of `FACTS` is missing, a number is NaN, or a value is of another
        type: a path, for one, means something else on every machine.

    Examples
    --------
    >>> facts = dict.fromkeys(FACTS, "")
    >>> record_facts(facts | {"diagnostics": {"mu": float("inf")}})["diagnostics"]
    {'mu': 'Infinity'}
    """
    missing = [name for name in FACTS if name not in facts]
    if missing:
        raise InvalidDataError(f"the run does not state: {', '.join(missing)}")
    return _entries(facts, "run")


def to_json_value(value: object, where: str) -> object:
    """Turn one value into what strict JSON can hold.

    Parameters
    ----------
    value : object
        Text, a number, a sequence, a mapping or a dataclass.
    where : str
        What leads to it in a message.

    Returns
    -------
    object
        Text, numbers, lists and dicts alone; an infinite number is the text
        ``"Infinity"`` or ``"-Infinity"``.

    Raises
    ------
    InvalidDataError
        If a number is NaN or a value of another type.

    Examples
    --------
    >>> to_json_value((1, float("inf")), "limits")
    [1, 'Infinity']
    """
    match value:
        case None | bool() | str():
            return value
        case Integral():
            return int(value)
        case Real():
            return _number(float(value), where)
        case Mapping():
            return _entries(value, where)
        case list() | tuple():
            return [to_json_value(one, f"{where}[{i}]") for i, one in enumerate(value)]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return _entries(_fields(value), where)
    raise InvalidDataError(f"{where}: a manifest cannot hold a {type(value).__name__}")


def _entries(entries: Mapping[str, object], where: str) -> dict[str, object]:
    for key in entries:
        if not isinstance(key, str):
            raise InvalidDataError(f"{where}: keys are text, got {key!r}")
    return {
        key: to_json_value(value, f"{where}.{key}") for key, value in entries.items()
    }


def _number(number: float, where: str) -> float | str:
    if isnan(number):
        raise InvalidDataError(f"{where}: not a number")
    if isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    return number


def _fields(value: DataclassInstance) -> dict[str, object]:
    return {field.name: getattr(value, field.name) for field in fields(value)}
