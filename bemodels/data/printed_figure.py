"""A printed figure of a ledger: which of a few wordings it is, and its number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from bemodels.errors import InvalidDataError
from bemodels.result.rules import shown

Wording = Literal[
    "percentage",
    "almost",
    "a little more than",
    "more than half",
    "clear majority",
    "counts",
]
Sign = Literal["", "+", "-"]

FIGURE_RULE = (
    "a figure is needed such as 57%, 85.7%, almost 80%, a little more than 18%, more "
    "than half, clear majority or 4 of 5"
)
# A word processor puts the last two in the place of the first by itself.
HYPHENS = "\\-\N{EN DASH}\N{MINUS SIGN}"
_DIGITS = r"(?P<number>[0-9]{1,15}(?:\.(?P<decimals>[0-9]{1,15}))?)"
_PERCENT = r" ?(?:%|percent|per cent)?"
_WORDINGS: tuple[tuple[Wording, str], ...] = (
    ("percentage", rf"(?P<sign>[+-]?){_DIGITS}{_PERCENT}"),
    ("almost", rf"almost {_DIGITS}{_PERCENT}"),
    ("a little more than", rf"a little more than {_DIGITS}{_PERCENT}"),
    ("more than half", "more than half"),
    ("clear majority", "(?:a )?clear majority"),
    ("counts", "(?P<part>[0-9]{1,15}) of (?P<whole>[0-9]{1,15})"),
)
# A change is a percentage of what was there before; these are shares of a whole.
_OF_A_SHARE = ("clear majority", "counts")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedFigure:
    """One figure as a report prints it.

    Attributes
    ----------
    text : str
        As it stands there.
    wording : str
        Which of the wordings that have a rule it is.
    sign : {"", "+", "-"}
        As printed before the number.
    value : fractions.Fraction
        The number without its sign, in percent; 0 where the wording holds none.
    decimals : int
        Digits printed behind the point.
    counts : tuple of int
        Of "4 of 5" the 4 and the 5; else empty.
    """

    text: str
    wording: Wording
    sign: Sign = ""
    value: Fraction = Fraction(0)
    decimals: int = 0
    counts: tuple[int, ...] = ()


def read_figure(text: str) -> PrintedFigure:
    """Read a figure in one of the wordings that have a rule.

    Parameters
    ----------
    text : str
        As it is printed; the sign % may be missing, and capitals do not matter.

    Returns
    -------
    PrintedFigure
        The figure.

    Raises
    ------
    InvalidDataError
        If it is in no such wording.

    Examples
    --------
    >>> figure = read_figure("a little more than 18%")
    >>> figure.wording, figure.value
    ('a little more than', Fraction(18, 1))
    >>> read_figure("85.70%").decimals
    2
    """
    figure = _matched(text)
    if figure is None:
        raise InvalidDataError(f"{FIGURE_RULE}, got {shown(text)}")
    return figure


def _matched(text: str) -> PrintedFigure | None:
    plain = " ".join(_hyphened(text.casefold()).split())
    for wording, pattern in _WORDINGS:
        if match := re.fullmatch(pattern, plain):
            return _figure(text, wording, match.groupdict())
    return None


def _hyphened(text: str) -> str:
    return re.sub(f"[{HYPHENS}]", "-", text)


def _figure(text: str, wording: Wording, found: dict[str, str | None]) -> PrintedFigure:
    counts = (found.get("part"), found.get("whole"))
    return PrintedFigure(
        text=text.strip(),
        wording=wording,
        sign=_sign(found.get("sign")),
        value=Fraction(found.get("number") or 0),
        decimals=len(found.get("decimals") or ""),
        counts=tuple(int(one) for one in counts if one is not None),
    )


def _sign(text: str | None) -> Sign:
    return "-" if text == "-" else "+" if text == "+" else ""


def wrong_in_figure(text: str, kind: str, decimals: str) -> tuple[str, str] | None:
    """Say what is wrong with a figure of a row, if anything is.

    Parameters
    ----------
    text : str
        The figure as it is printed.
    kind : str
        ``share`` or ``change``.
    decimals : str
        What the row says of its decimals; may be empty.

    Returns
    -------
    tuple of str or None
        The column to be mended, and the rule that is broken.

    Examples
    --------
    >>> wrong_in_figure("57%", "share", "1")
    ('decimals', '57% is printed with 0')
    >>> wrong_in_figure("57%", "share", "") is None
    True
    """
    figure = _matched(text)
    if figure is None:
        return "printed", FIGURE_RULE
    if 0 < figure.value < 1 and figure.text[-1].isdigit():
        return "printed", _fraction_rule(figure)
    if kind == "share" and figure.sign:
        return "printed", "a share has no sign"
    if kind == "change" and figure.wording in _OF_A_SHARE:
        return "printed", "a change is a percentage"
    if figure.wording == "percentage" and decimals and decimals != str(figure.decimals):
        return "decimals", f"{figure.text} is printed with {figure.decimals}"
    return None


def _fraction_rule(figure: PrintedFigure) -> str:
    """Say what to write in the place of 0.57, as which a spreadsheet stores 57%."""
    number = _hyphened(figure.text).split()[-1]
    percent = stored_percentage(number)
    return (
        f"a spreadsheet stores {percent}% as {number}: write the percentage with its "
        f'sign, as text, "{percent}%", or "{number}%" if that is printed'
    )


def stored_percentage(number: str) -> str:
    """Return the percentage that a spreadsheet stores as a number.

    Parameters
    ----------
    number : str
        A decimal number; it may have a sign.

    Returns
    -------
    str
        The number of percent, with the sign that was there.

    Examples
    --------
    >>> stored_percentage("0.57"), stored_percentage("+0.085")
    ('57', '+8.5')
    """
    percent = f"{100 * Decimal(number):{'+' if number[0] == '+' else ''}f}"
    return percent.rstrip("0").rstrip(".") if "." in percent else percent
