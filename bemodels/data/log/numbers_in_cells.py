"""Counts as they must be written in a file: whole, plain, within reason."""

from __future__ import annotations

import re

from bemodels.data.log.faults import Fault

LARGEST_COUNT = 10**9
_DECIMAL = re.compile(r"[0-9]{1,10}(\.[0-9]{1,15})?")
_YEARS_RULE = "a number of years above 0 in plain digits is needed"
_PLAIN = re.compile(r"[0-9]{1,10}")
_RULE = f"a whole number from 0 to {LARGEST_COUNT} in plain digits is needed"
THOUSANDS = "write it without thousands separators"
_HINTS = (
    (re.compile(r"-[0-9]+"), "a count cannot be negative"),
    (re.compile(r"[0-9]{1,3}(,[0-9]{3})+"), THOUSANDS),
    (re.compile(r"[0-9]{1,3}(['._ \u2019\u00a0\u202f][0-9]{3})+"), THOUSANDS),
    (re.compile(r"[+-]?[0-9]*,[0-9]+"), "a decimal comma; counts are whole"),
    (re.compile(r"[+-]?[0-9]*\.[0-9]*"), "a fraction; counts are whole"),
    (re.compile(r"[+-]?[0-9.]+[eE][+-]?[0-9]+"), "write the exponent out"),
    (re.compile(r"0[xX][0-9a-fA-F]+"), "write it in decimal digits"),
    (re.compile(r"[+-]?(inf|infinity)", re.IGNORECASE), "a count is finite"),
    (re.compile(r"[+\u2212\u2013][0-9]+"), "write it without a sign"),
    (re.compile(r"true|false", re.IGNORECASE), "a count, not a truth value"),
)


def parse_count(text: str) -> int | Fault:
    """Read a count, or say why it is none.

    Parameters
    ----------
    text : str
        A cell without spaces around it.

    Returns
    -------
    int or Fault
        From 0 to 10^9.

    Examples
    --------
    >>> parse_count("12")
    12
    >>> parse_count("1,234").hint
    'write it without thousands separators'
    """
    if _PLAIN.fullmatch(text) and int(text) <= LARGEST_COUNT:
        return int(text)
    if text.isdigit() and text.isascii():
        return Fault(rule=_RULE, hint="larger than any count can be")
    for pattern, hint in _HINTS:
        if pattern.fullmatch(text):
            return Fault(rule=_RULE, hint=hint)
    if text.isdecimal():
        return Fault(rule=_RULE, hint="write it in the digits 0 to 9")
    return Fault(rule=_RULE)


def parse_years(text: str) -> float | Fault:
    """Read an exposure in years, or say why it is none.

    Parameters
    ----------
    text : str
        A cell without spaces around it.

    Returns
    -------
    float or Fault
        Above 0.

    Examples
    --------
    >>> parse_years("3.5")
    3.5
    >>> parse_years("0").rule
    'a number of years above 0 in plain digits is needed'
    """
    if _DECIMAL.fullmatch(text) and float(text) > 0:
        return float(text)
    return Fault(rule=_YEARS_RULE)
