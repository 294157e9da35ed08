"""Which denominators give a printed percentage, and how."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import TYPE_CHECKING

from bemodels.audit.printed.decimal_text import percent_text
from bemodels.audit.printed.figure_rules import BY_TRUNCATION, WORD_RULES
from bemodels.audit.printed.figures import ShareFigure
from bemodels.audit.printed.ranges import OTHER_INCIDENTS, interval_of
from bemodels.data.printed_figure import PrintedFigure, read_figure
from bemodels.errors import InvalidDataError
from bemodels.result import Estimate, Result, Table
from bemodels.result.display import format_count, format_list
from bemodels.result.rules import check_whole, is_number, is_whole, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bemodels.audit.printed.figure_rules import How

MOST_DECIMALS = 15
_WANTED = (
    "printed must be a percentage such as 57%, or words such as almost 80%, more than "
    "half or clear majority"
)


def explain_percent(
    printed: str | float,
    numerator: int,
    denominators: Iterable[int],
    *,
    decimals: int = 0,
) -> Result:
    """Say which denominators give a printed figure, by rounding or by truncation.

    Parameters
    ----------
    printed : str or float
        A percentage such as ``"57%"``, ``"57"`` or 85.7, or words that have a rule:
        ``"almost 80%"``, ``"a little more than 18%"``, ``"more than half"``,
        ``"clear majority"``.
    numerator : int
        The count above, 0 or more.
    denominators : iterable of int
        Candidates, each 1 or more and once.
    decimals : int, default 0
        Decimals that are printed. Text shows its own: left at 0 they are taken from
        it, and any other number must be theirs. A number has no more than are stated.

    Returns
    -------
    Result
        A table with a row a denominator, and each share with Wilson's 95% interval, in
        percent; a denominator below the numerator has a row and no share. Words have
        one rule, in the place of rounding and truncation.

    Raises
    ------
    InvalidDataError
        If the figure is no percentage and in no such words, is printed with another
        number of decimals, or a count is none.

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
    >>> print(explain_percent("almost 80%", 44, [56, 58]).conclusion)
    "almost 80%" is 44 of 56 by its words.
    """
    figure = _figure(printed, decimals)
    count = check_whole("numerator", numerator, least=0)
    offered = _checked(denominators)
    is_percentage = figure.wording == "percentage"
    how = "rounded half up and cut off" if is_percentage else "held to the words' rule"
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
        title=f"Which denominators give {_called(figure)} of {count}",
        method=f"Exact fractions, {how}; Wilson's 95% interval",
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
    shows_its_own = isinstance(printed, str) and not digits
    figure = (
        _of_text(printed) if isinstance(printed, str) else _of_number(printed, digits)
    )
    if figure.decimals != digits and not shows_its_own:
        held = format_count(figure.decimals, "decimal", "decimals")
        raise InvalidDataError(
            f"printed has {held} and decimals={digits}, got {shown(printed)}"
        )
    return figure


def _of_text(printed: str) -> PrintedFigure:
    figure = read_figure(printed)
    if figure.wording == "counts" or figure.sign:
        raise InvalidDataError(f"{_WANTED}, got {shown(printed)}")
    return figure


def _of_number(printed: float, digits: int) -> PrintedFigure:
    if not is_number(printed) or printed < 0 or not isfinite(printed):
        raise InvalidDataError(f"{_WANTED}, got {shown(printed)}")
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
    rules = _rules_of(asked.printed)
    rows = [
        (
            one,
            percent_text(value, asked.printed.decimals),
            *("yes" if asked.fits(count, one, how) else "no" for how in rules),
        )
        for one in asked.offered
        if (value := asked.value(count, one)) is not None
    ]
    return Table(
        name=f"{_called(asked.printed)} of {count}",
        columns=("denominator", "recomputed", *rules.values()),
        rows=tuple(rows),
        note=_note(asked.printed),
    )


def _rules_of(figure: PrintedFigure) -> dict[How, str]:
    """Return by which rules a figure may fit, with the words for each."""
    rules: dict[How, str] = {"rounding": WORD_RULES[figure.wording][2]}
    if figure.wording == "percentage":
        rules["truncation"] = BY_TRUNCATION
    return rules


def _called(figure: PrintedFigure) -> str:
    """Return a percentage as it stands, and words in quotation marks."""
    return figure.text if figure.wording == "percentage" else f'"{figure.text}"'


def _note(figure: PrintedFigure) -> str:
    if figure.wording == "percentage":
        return "Halves round up; truncation cuts the further decimals off."
    called, rule, _ = WORD_RULES[figure.wording]
    return f"In percent, {called}: {rule}."


def _conclusion(asked: ShareFigure, count: int) -> str:
    rounded = [one for one in asked.offered if asked.fits(count, one, "rounding")]
    cut = [
        one
        for one in asked.offered
        if one not in rounded and asked.fits(count, one, "truncation")
    ]
    rules = _rules_of(asked.printed)
    told = [
        f"{count} of {format_list(ones, 'or')} {how}"
        for ones, how in ((rounded, rules["rounding"]), (cut, f"{BY_TRUNCATION} alone"))
        if ones
    ]
    figure = _called(asked.printed)
    if not told:
        every, how = format_list(asked.offered, "or"), " or ".join(rules.values())
        return f"{figure} is not {count} of {every}, {how}."
    return f"{figure} is {', and '.join(told)}."
