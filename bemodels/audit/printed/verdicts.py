"""The verdicts on a printed figure, each with its rule, and which comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bemodels.audit.printed.figures import Numerator, ShareFigure

DEFINITION = "definition"
NOT_TESTED = "not tested"
EXTERNAL = "external"
NOT_CHECKABLE = "not checkable from the text"
FOLLOWS = "follows"
OTHER_DENOMINATOR = "follows for another denominator"
TRUNCATED = "truncated"
MIXED = "mixed numerator and denominator"
IMPOSSIBLE = "impossible"

# In the order in which they are tried: the first that fits is the verdict.
RULES = {
    DEFINITION: "a rule of the source, which holds no figure",
    NOT_TESTED: "a claim in words for which the report gives no test",
    EXTERNAL: "another source's figure, with nothing here to recompute it from",
    NOT_CHECKABLE: "the numerator is neither printed nor solved nor determined, or no "
    "denominator or total is printed",
    FOLLOWS: "by rounding (or the rule of its words) on the stated denominator, whose "
    "unit is the numerator's; a count, if its parts add up to the stated total",
    OTHER_DENOMINATOR: "by rounding (or the rule of its words) on a denominator that "
    "the report offers and the sentence does not state",
    TRUNCATED: "on the stated denominator, of the same unit, with the further decimals "
    "cut off",
    MIXED: "on the stated denominator, but it counts another unit than the numerator",
    IMPOSSIBLE: "no denominator that the report offers gives the figure, or the parts "
    "do not add up",
}
# What the rules take as known.
SOLVED_OR_DETERMINED = (
    "A numerator is solved where printed totals leave one number for it. It is "
    "determined where exactly one whole number gives the figure on the stated "
    "denominator or, failing that, on a candidate; it exceeds neither the known units "
    "nor the whole of a share. Candidates with different ones determine none."
)
WORST_FIRST = (
    *(IMPOSSIBLE, MIXED, TRUNCATED, OTHER_DENOMINATOR),
    *(NOT_CHECKABLE, NOT_TESTED, EXTERNAL, DEFINITION, FOLLOWS),
)
OF_KIND = {"definition": DEFINITION, "claim": NOT_TESTED, "context": EXTERNAL}


def verdict_on_share(figure: ShareFigure, numerator: Numerator | None) -> str:
    """Return the verdict on a share or a change.

    Parameters
    ----------
    figure : ShareFigure
        The figure.
    numerator : Numerator or None
        As the figure finds it.

    Returns
    -------
    str
        One of `RULES`.
    """
    if numerator is None or not figure.offered:
        return NOT_CHECKABLE
    count, stated = numerator.count, figure.stated
    rounds = stated is not None and figure.fits(count, stated, "rounding")
    cuts = stated is not None and figure.fits(count, stated, "truncation")
    if rounds and not figure.units_differ:
        return FOLLOWS
    if any(figure.fits(count, one, "rounding") for one in figure.others):
        return OTHER_DENOMINATOR
    if cuts and not figure.units_differ:
        return TRUNCATED
    return MIXED if rounds or cuts else IMPOSSIBLE


def verdict_on_count(
    parts: tuple[int | None, ...], stated: int | None, candidates: tuple[int, ...]
) -> str:
    """Return the verdict on parts that are to add up.

    Parameters
    ----------
    parts : tuple of int or None
        None where one is not printed as a number.
    stated : int or None
        The total of the sentence.
    candidates : tuple of int
        Other totals that the report offers.

    Returns
    -------
    str
        One of `RULES`.
    """
    known = [one for one in parts if one is not None]
    if len(known) < len(parts) or (stated is None and not candidates):
        return NOT_CHECKABLE
    if sum(known) == stated:
        return FOLLOWS
    return OTHER_DENOMINATOR if sum(known) in candidates else IMPOSSIBLE


def worst(verdicts: tuple[str, ...]) -> int:
    """Return the place of the worst of some verdicts.

    Parameters
    ----------
    verdicts : tuple of str
        One or more.

    Returns
    -------
    int
        0 for the worst there is.
    """
    return min(map(WORST_FIRST.index, verdicts))
