"""Which denominators give a printed percentage, and how."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import TYPE_CHECKING

from bemodels.audit.printed.decimal_text import percent_text
from bemodels.audit.printed.figures import ShareFigure
from bemodels.audit.printed.ranges import OTHER_INCIDENTS, interval_of
from bemodels.data.printed_figure import PrintedFigure, read_figure
from bemodels.errors import InvalidDataError
from bemodels.result import Estimate, Result, Table
from bemodels.result.rules import check_whole, is_number, is_whole, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bemodels.audit.printed.figure_rules import How

MOST_DECIMALS = 15
_HOW: tuple[How, How] = ("rounding", "truncation")


def explain_percent(
    printed: str | float,
    numerator: int,
    denominators: Iterable[int],
    *,
    decimals: int = 0,
) -> Result:
    """Say which denominators give a printed percentage, by rounding or by truncation.

    Parameters
    ----------
    printed : str or float
        Such as ``"57%"``, ``"57"`` or 85.7.
    numerator : int
        The count above, 0 or more.
    denominators : iterable of int
        Candidates, each 1 or more and once.
    decimals : int, default 0
        Decimals that are printed; text must have as many, a number no more.

    Returns
    -------
    Result
        A table with a row a denominator, and each share with Wilson's 95% interval, in
        percent; a denominator below the numerator has a row and no share.

    Raises
    ------
    InvalidDataError
        If the figure is no percentage of so many decimals, or a count is none.

    Notes
    -----
    The recomputed value is an exact fraction, and halves round up: 12.5 is printed as
    13. A figure that has not been rounded but cut off fits by truncation.

    Examples
    --------
    >>> result = explain_percent("57%", 62, [107, 108])
    >>> print(result.conclusion)
    57% is 62 of 108 by rounding, and 62 of 107 by truncation alone.
    >>> [row[0:1] + row[2:] for row in result.tables[0].rows]
    [(107, 'no', 'yes'), (108, 'yes', 'yes')]
    """
    figure = _figure(printed, decimals)
    count = check_whole("numerator", numerator, least=0)
    offered = _checked(denominators)
    asked = ShareFigure(
        printed=figure,
        kind="share",
        numerator=count,
        numerator_unit="",
        stated=None,
        denominator_unit="",
        candidates=offered,
        known=None,
    )
    return Result(
        title=f"Which denominators give {figure.text} of {count}",
        method="Exact fractions, rounded half up and cut off; Wilson's 95% interval",
        estimates=tuple(_shares(asked, count)),
        conclusion=_conclusion(asked, count),
        assumptions=(OTHER_INCIDENTS,),
        tables=(_table(asked, count),),
    )


def _figure(printed: str | float, decimals: int) -> PrintedFigure:
    digits = check_whole("decimals", decimals, least=0)
    if digits > MOST_DECIMALS:
        raise InvalidDataError(
            f"decimals must be {MOST_DECIMALS} or fewer, got {digits}"
        )
    figure = (
        _of_text(printed) if isinstance(printed, str) else _of_number(printed, digits)
    )
    if figure.decimals != digits:
        raise InvalidDataError(
            f"printed has {figure.decimals} decimals and decimals={digits}, got "
            f"{shown(printed)}"
        )
    return figure


def _of_text(printed: str) -> PrintedFigure:
    figure = read_figure(printed)
    if figure.wording != "percentage" or figure.sign:
        raise InvalidDataError(
            f"printed must be a percentage such as 57%, got {shown(printed)}"
        )
    return figure


def _of_number(printed: float, digits: int) -> PrintedFigure:
    if not is_number(printed) or printed < 0 or not isfinite(printed):
        raise InvalidDataError(
            f"printed must be a percentage such as 57%, got {shown(printed)}"
        )
    # The shortest text of a number is what somebody typed: 85.7, not its binary form.
    number = Decimal(int(printed) if is_whole(printed) else repr(float(printed)))
    number = number.normalize() if number else Decimal(0)
    exponent = number.as_tuple().exponent
    held = max(0, -exponent) if isinstance(exponent, int) else 0
    used = max(held, digits)
    return PrintedFigure(
        text=f"{number:.{used}f}%",
        wording="percentage",
        value=Fraction(number),
        decimals=used,
    )


def _checked(denominators: Iterable[int]) -> tuple[int, ...]:
    if not isinstance(denominators, Iterable) or isinstance(denominators, str):
        raise InvalidDataError(
            f"denominators must be whole numbers in a list, got {shown(denominators)}"
        )
    found = tuple(check_whole("a denominator", one, least=1) for one in denominators)
    twice = [one for one in found if found.count(one) > 1]
    if twice or not found:
        what = f"{twice[0]} stands twice" if twice else "there is none"
        raise InvalidDataError(f"denominators must be one or more, each once: {what}")
    return found


def _shares(asked: ShareFigure, count: int) -> Iterator[Estimate]:
    for one in asked.offered:
        value, interval = asked.value(count, one), interval_of(asked, count, one)
        if value is not None and interval is not None:
            yield Estimate(
                estimand=f"share[{count} of {one}]",
                value=float(value),
                unit="percent",
                interval=interval,
            )


def _table(asked: ShareFigure, count: int) -> Table:
    rows = [
        (
            one,
            percent_text(value, asked.printed.decimals),
            *("yes" if asked.fits(count, one, how) else "no" for how in _HOW),
        )
        for one in asked.offered
        if (value := asked.value(count, one)) is not None
    ]
    return Table(
        name=f"{asked.printed.text} of {count}",
        columns=("denominator", "recomputed", "by rounding", "by truncation"),
        rows=tuple(rows),
        note="Halves round up; truncation cuts the further decimals off.",
    )


def _conclusion(asked: ShareFigure, count: int) -> str:
    rounded = [one for one in asked.offered if asked.fits(count, one, "rounding")]
    cut = [
        one
        for one in asked.offered
        if one not in rounded and asked.fits(count, one, "truncation")
    ]
    told = [
        f"{count} of {_listed(ones)} by {how}"
        for ones, how in ((rounded, "rounding"), (cut, "truncation alone"))
        if ones
    ]
    figure = asked.printed.text
    if not told:
        every = _listed(asked.offered)
        return f"{figure} is not {count} of {every}, by rounding or by truncation."
    return f"{figure} is {', and '.join(told)}."


def _listed(numbers: Sequence[int]) -> str:
    *first, last = map(str, numbers)
    return f"{', '.join(first)} or {last}" if first else last
