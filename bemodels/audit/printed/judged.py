"""A figure with its verdict, and a statement of a ledger with those of its figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bemodels.audit.printed.ranges import interval_of
from bemodels.audit.printed.reasons import share_reason
from bemodels.audit.printed.verdicts import (
    DEFINITION,
    EXTERNAL,
    IMPOSSIBLE,
    NOT_CHECKABLE,
    NOT_TESTED,
    OF_KIND,
    OTHER_DENOMINATOR,
    verdict_on_count,
    verdict_on_share,
)
from bemodels.data.printed_numbers import whole_numbers_in
from bemodels.result import Interval
from bemodels.result.display import format_list

if TYPE_CHECKING:
    from bemodels.audit.printed.figures import Numerator, ShareFigure

NONE_FITS = "none"
WITHOUT_FIGURE = {
    NOT_TESTED: "The report gives no test of these words.",
    EXTERNAL: "Another source's figure, without counts from which to recompute it.",
    DEFINITION: "A rule of the source; there is nothing to recompute.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedFigure:
    """One printed figure, recomputed.

    Attributes
    ----------
    printed : str
        As it is printed.
    counts : str
        Numerator and stated denominator, or the parts of a count.
    denominator : str
        Every denominator that gives the figure, and how; ``"none"`` where none does.
    recomputed : float or None
        In percent, on the denominator that the verdict rests on; of a count the sum.
    interval : Interval or None
        Of `recomputed`, in percent.
    verdict : str
        One of the verdicts.
    reason : str
        A sentence.
    share : ShareFigure or None
        The figure with the numerator that it has or that was found; None where nothing
        was recomputed on a denominator.
    determined : bool
        Whether the numerator is not printed, and the only whole number that fits.
    """

    printed: str
    counts: str = ""
    denominator: str = ""
    recomputed: float | None = None
    interval: Interval | None = None
    verdict: str
    reason: str
    share: ShareFigure | None = None
    determined: bool = False

    @property
    def offered(self) -> tuple[int, ...]:
        """Every denominator that the row offers, the stated one first."""
        return () if self.share is None else self.share.offered

    def given_by(self, denominators: tuple[int, ...]) -> tuple[int, ...]:
        """Return which of some denominators give the figure.

        Parameters
        ----------
        denominators : tuple of int
            Of this row or of another.

        Returns
        -------
        tuple of int
            By rounding, or by the rule of its words; of a share none below its
            numerator, which would be no share.
        """
        if self.share is None or self.share.numerator is None:
            return ()
        share, count = self.share, self.share.numerator
        least = count if share.kind == "share" else 0
        return tuple(
            one
            for one in denominators
            if one >= least and share.fits(count, one, "rounding")
        )


def judge_words(printed: str, kind: str) -> JudgedFigure:
    """Return the verdict on a statement that its kind decides.

    Parameters
    ----------
    printed : str
        As it is printed.
    kind : {"claim", "context", "definition"}
        Of the statement.

    Returns
    -------
    JudgedFigure
        Without numbers.
    """
    verdict = OF_KIND[kind]
    return JudgedFigure(
        printed=printed, verdict=verdict, reason=WITHOUT_FIGURE[verdict]
    )


def judge_share(figure: ShareFigure) -> JudgedFigure:
    """Recompute a share or a change, and return the verdict on it.

    Parameters
    ----------
    figure : ShareFigure
        The figure with its counts.

    Returns
    -------
    JudgedFigure
        With an interval wherever the counts are those of a share or a change.
    """
    numerator = figure.find_numerator()
    verdict = verdict_on_share(figure, numerator)
    judged = JudgedFigure(
        printed=figure.printed.text,
        counts=_counts(figure, numerator),
        verdict=verdict,
        reason=share_reason(figure, numerator, verdict),
    )
    if numerator is None or verdict == NOT_CHECKABLE:
        return judged
    return _with_numbers(judged, figure, numerator)


def _with_numbers(
    judged: JudgedFigure, figure: ShareFigure, numerator: Numerator
) -> JudgedFigure:
    count = numerator.count
    fits = figure.fits_of(count)
    resting = figure.offered[0]
    if judged.verdict == OTHER_DENOMINATOR:
        resting = next(
            one for one in figure.others if figure.fits(count, one, "rounding")
        )
    value = figure.value(count, resting)
    return replace(
        judged,
        denominator="; ".join(map(str, fits)) or NONE_FITS,
        recomputed=None if value is None else float(value),
        interval=interval_of(figure, count, resting),
        share=replace(figure, numerator=count),
        determined=bool(numerator.determined_on),
    )


def _counts(figure: ShareFigure, numerator: Numerator | None) -> str:
    """Write the counts as the sentence has them."""
    if numerator is None and not figure.offered:
        return "neither is printed"
    if numerator is None:
        upper = "not printed"
    else:
        solved = " (determined)" if numerator.determined_on else ""
        upper = f"{numerator.count}{solved}"
    if figure.units_differ or figure.stated is None:
        upper = f"{upper} {figure.numerator_unit}".strip()
    if figure.stated is None:
        return f"{upper}, no denominator stated"
    lower = f"{figure.stated} {figure.denominator_unit}".strip()
    return f"{upper} of {lower}" if figure.kind == "share" else f"{upper} after {lower}"


def judge_count(
    printed: str,
    parts: tuple[int | None, ...],
    stated: int | None,
    candidates: tuple[int, ...],
    unit: str,
) -> JudgedFigure:
    """Add the parts of a count up, and return the verdict on them.

    Parameters
    ----------
    printed : str
        As it is printed.
    parts : tuple of int or None
        None where one is not printed as a number.
    stated : int or None
        The total.
    candidates : tuple of int
        Other totals that the report offers.
    unit : str
        What the total counts.

    Returns
    -------
    JudgedFigure
        Without an interval: a sum has none.
    """
    verdict = verdict_on_count(parts, stated, candidates)
    added = " + ".join("not printed" if one is None else str(one) for one in parts)
    of = f"of {stated} {unit}".strip() if stated is not None else "without a total"
    if verdict == NOT_CHECKABLE:
        return JudgedFigure(
            printed=printed,
            counts=f"{added} {of}",
            verdict=verdict,
            reason=_why_nothing_is_added(parts),
        )
    total = sum(one for one in parts if one is not None)
    told = {
        IMPOSSIBLE: ", which the report offers nowhere"
        if stated is None
        else f", and not {stated}",
        OTHER_DENOMINATOR: ", which the report offers"
        + ("" if stated is None else f" beside {stated}"),
    }.get(verdict, ", the total of the row") + _left_unchecked(printed, parts, stated)
    return JudgedFigure(
        printed=printed,
        counts=f"{added} {of}",
        denominator=NONE_FITS if verdict == IMPOSSIBLE else f"{total} by addition",
        recomputed=total,
        verdict=verdict,
        reason=f"{added} = {total}{told}."
        if len(parts) > 1
        else f"The only part is {total}{told}.",
    )


def _why_nothing_is_added(parts: tuple[int | None, ...]) -> str:
    if parts == (None,):
        return "No parts are printed that could add up to it."
    if None in parts:
        return "A part is not printed as a number."
    return "No total is printed that the parts could add up to."


def _left_unchecked(
    printed: str, parts: tuple[int | None, ...], stated: int | None
) -> str:
    """Name printed numbers that are neither a part nor the total."""
    numbers = dict.fromkeys(whole_numbers_in(printed))
    left = [one for one in numbers if one not in (*parts, stated)]
    if not left:
        return ""
    named = format_list(left, "and")
    if left[1:]:
        return f"; {named} are neither parts nor the total, and are not checked"
    return f"; {named} is neither a part nor the total, and is not checked"
