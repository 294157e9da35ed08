"""Why a share or a change has its verdict: one sentence of the numbers themselves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bemodels.audit.printed.decimal_text import fixed, percent_text
from bemodels.audit.printed.figure_rules import possible_percentages, range_of
from bemodels.audit.printed.ranges import interval_of
from bemodels.audit.printed.verdicts import (
    FOLLOWS,
    IMPOSSIBLE,
    MIXED,
    NOT_CHECKABLE,
    OTHER_DENOMINATOR,
    TRUNCATED,
)

if TYPE_CHECKING:
    from fractions import Fraction

    from bemodels.audit.printed.figures import Numerator, ShareFigure


def share_reason(figure: ShareFigure, numerator: Numerator | None, verdict: str) -> str:
    """Write why a share or a change has its verdict.

    Parameters
    ----------
    figure : ShareFigure
        The figure.
    numerator : Numerator or None
        As the figure finds it.
    verdict : str
        The verdict.

    Returns
    -------
    str
        A sentence.
    """
    if numerator is None or verdict == NOT_CHECKABLE:
        return f"{_capital(_unknown(figure, numerator))}{_elsewhere(figure)}."
    write = {
        FOLLOWS: _follows,
        OTHER_DENOMINATOR: _for_another,
        TRUNCATED: _follows,
        MIXED: _mixed,
        IMPOSSIBLE: _impossible,
    }[verdict]
    parts = (
        _determined(figure, numerator),
        write(figure, numerator),
        _contradictions(figure, numerator.count),
    )
    return f"{_capital('; '.join(one for one in parts if one))}."


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _unknown(figure: ShareFigure, numerator: Numerator | None) -> str:
    if numerator is not None:
        return "no denominator is printed"
    if not figure.offered:
        return "neither a numerator nor a denominator is printed"
    needed = ", ".join(_needed(figure, one) for one in figure.offered)
    several = any(figure.only_number(one) is not None for one in figure.others)
    why = (
        "the candidates would determine different ones"
        if several
        else "none is determined"
    )
    return f"no numerator is printed, and {why}: {needed}"


def _elsewhere(figure: ShareFigure) -> str:
    """Say of a change between counts that are not printed where they can be found."""
    if figure.kind != "change" or figure.offered:
        return ""
    return (
        "; its years' counts can be enumerated from what the text says of them, as "
        "year vectors"
    )


def _needed(figure: ShareFigure, denominator: int) -> str:
    """Say which whole numbers would give the figure, known units left aside."""
    found = sorted(
        replace(figure, known=None).numerators_of(denominator), key=lambda one: one[0]
    )
    if not found and figure.exceeds_its_whole:
        return f"{figure.printed.text} of {denominator} would need more than all of it"
    if not found:
        return f"no whole number gives {figure.printed.text} of {denominator}"
    span = " or ".join(
        f"{one[0]}" if len(one) == 1 else f"{one[0]} to {one[-1]}" for one in found
    )
    above = figure.known is not None and found[0][0] > figure.known
    why = f", above the {figure.known} known" if above else ""
    return f"{figure.printed.text} of {denominator} would need {span}{why}"


def _determined(figure: ShareFigure, numerator: Numerator) -> str:
    on = numerator.determined_on
    if not on:
        return ""
    passed = figure.offered[: figure.offered.index(on)]
    known = f", at most the {figure.known} known," if figure.known is not None else ""
    failed = "".join(f"; {_needed(figure, one)}" for one in passed)
    return (
        f"{numerator.count} is the only whole number{known} that gives "
        f"{figure.printed.text} of {on}{_possible(figure, on)}{failed}"
    )


def _possible(figure: ShareFigure, denominator: int) -> str:
    """Say how far a determined number tests the figure: how few could have had one."""
    printed = figure.printed
    if figure.kind != "share" or printed.wording != "percentage":
        return ""
    most = denominator if figure.known is None else min(figure.known, denominator)
    possible = possible_percentages(denominator, most, printed.decimals)
    every = 100 * 10**printed.decimals + 1
    if possible == every:
        return f" (all {every:,} percentages are possible, so that it tests nothing)"
    return f" ({possible} of {every:,} percentages are possible)"


def _recomputed(figure: ShareFigure, count: int, denominator: int) -> str:
    value = figure.value(count, denominator)
    if value is None:
        return f"{count} of 0 is no percentage"
    percent = percent_text(value, figure.printed.decimals)
    if figure.kind == "change":
        return f"from {denominator} to {count} is {_change(figure, value)}"
    return f"{count} of {denominator} is {percent}"


def _change(figure: ShareFigure, value: Fraction) -> str:
    """Write a change as it is printed: in size, or with its sign."""
    digits = figure.printed.decimals
    if figure.printed.sign or not value:
        return f"a change of {percent_text(value, digits)}"
    what = "a decrease" if value < 0 else "an increase"
    return f"{what} of {percent_text(abs(value), digits)}"


def _how(figure: ShareFigure, count: int, denominator: int) -> str:
    """Say by which rule a denominator gives the figure."""
    printed = figure.printed
    if printed.wording == "counts":
        return "as printed"
    if not figure.fits(count, denominator, "rounding"):
        return f"which is {printed.text} with its further decimals cut off"
    if printed.wording == "percentage":
        return f"which rounds to {printed.text}"
    range_ = range_of(printed, "rounding")
    if range_ is None:
        return f"whose 95% interval is {_limits(figure, count, denominator)}, above 50%"
    if range_.high is None:
        return "which is above 50%"
    ends = (fixed(one, printed.decimals) for one in (range_.low, range_.high))
    return f"which lies within {' to '.join(ends)}%"


def _limits(figure: ShareFigure, count: int, denominator: int) -> str:
    interval = interval_of(figure, count, denominator)
    if interval is None:
        return "none"
    return f"{interval.low:.1f} to {interval.high:.1f}%"


def _follows(figure: ShareFigure, numerator: Numerator) -> str:
    count, stated = numerator.count, figure.offered[0]
    told = _recomputed(figure, count, stated)
    return f"{told}, {_how(figure, count, stated)}"


def _for_another(figure: ShareFigure, numerator: Numerator) -> str:
    count = numerator.count
    fitting = [one for one in figure.others if figure.fits(count, one, "rounding")]
    told = [
        f"{_recomputed(figure, count, one)}, {_how(figure, count, one)}"
        for one in fitting
    ]
    if figure.stated is None:
        return "; ".join(("no denominator is stated", *told))
    if numerator.determined_on:
        return "; ".join(told)  # what the stated one would need has been told
    if figure.units_differ and figure.fits(count, figure.stated, "rounding"):
        aside = ", in another unit than the numerator"
    elif figure.printed.wording == "clear majority":
        limits = _limits(figure, count, figure.stated)
        aside = f", whose 95% interval is {limits}"
    else:
        aside = ""
    stated = _recomputed(figure, count, figure.stated)
    return "; ".join((f"as stated, {stated}{aside}", *told))


def _mixed(figure: ShareFigure, numerator: Numerator) -> str:
    upper, lower = figure.numerator_unit, figure.denominator_unit
    units = f"the figure counts {upper}, the whole {lower}: another unit"
    return f"{_follows(figure, numerator)}, but {units}"


def _impossible(figure: ShareFigure, numerator: Numerator) -> str:
    printed, count = figure.printed, numerator.count
    if printed.wording == "counts":
        offered = " or ".join(map(str, figure.offered))
        return f"{printed.text} is printed, and the counts are {count} of {offered}"
    if figure.kind == "change" and figure.offered == (0,):
        return f"from 0 to {count} there is no change in percent"
    told = [_recomputed(figure, count, one) for one in figure.offered]
    cut = [one for one in figure.others if figure.fits(count, one, "truncation")]
    only = "".join(
        f"; {one} gives it by truncation alone, and is not the stated denominator"
        for one in cut
    )
    how = "by rounding" if printed.wording == "percentage" else "by its rule"
    fails = "which is not" if len(told) == 1 else "none of which is"
    months = (
        "; counts are taken as they stand, not made annual"
        if figure.kind == "change"
        else ""
    )
    known = _of_known(figure, count)
    return f"{', '.join(told)}, {fails} {printed.text} {how}{only}{months}{known}"


def _of_known(figure: ShareFigure, count: int) -> str:
    """Say that the known units would give the figure, if the text offers them."""
    known = figure.known
    if figure.kind != "share" or not known or known < count or known in figure.offered:
        return ""
    if not figure.fits(count, known, "rounding"):
        return ""
    return (
        f"; {_recomputed(figure, count, known)}, {_how(figure, count, known)}: where "
        f"the text offers the {known} known, they are a candidate"
    )


def _contradictions(figure: ShareFigure, count: int) -> str:
    """Say where the row's own numbers contradict one another."""
    found = []
    if figure.known is not None and count > figure.known:
        found.append(f"{count} exceeds the {figure.known} units that are known")
    wholes = [one for one in figure.offered if one]
    if figure.kind == "share" and wholes and count > max(wholes):
        found.append(f"{count} exceeds every denominator, so it is no share of one")
    return "; ".join(found)
