"""What several models together allow to be said, made from their own numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.counts.agreement.left_out import most_influential
from bemodels.counts.agreement.model_ratio import (
    ABOVE,
    BELOW,
    HOLDS,
    sides_of,
)
from bemodels.result import Check
from bemodels.result.display import format_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bemodels.counts.agreement.label_contrast import LabelContrast
    from bemodels.counts.agreement.left_out import LeftOut
    from bemodels.counts.agreement.model_ratio import ModelRatio

ALL_SAY = {
    ABOVE: "lie above 1",
    BELOW: "lie below 1",
    HOLDS: "hold 1: the data do not tell which rate is the higher",
}


def conclusion_of(
    contrast: LabelContrast,
    ratios: Sequence[ModelRatio],
    recommended: ModelRatio,
    left_out: Sequence[LeftOut],
) -> str:
    """Say what the models agree on, and what that hangs on.

    Parameters
    ----------
    contrast : LabelContrast
        What is compared.
    ratios : sequence of ModelRatio
        By every model.
    recommended : ModelRatio
        The one among them that is recommended, from all places.
    left_out : sequence of LeftOut
        Without each place.

    Returns
    -------
    str
        A few sentences.
    """
    quoted = (
        f"The recommended one, {one.model}, is {_ratio(one)}."
        for one in (recommended,)
        if one.estimates
    )
    return " ".join(
        (_agreement(contrast, ratios), *quoted, *_influence(recommended, left_out))
    )


def agreement_checks(
    ratios: Sequence[ModelRatio], whole: ModelRatio, left_out: Sequence[LeftOut]
) -> tuple[Check, ...]:
    """Return whether the conclusion changes with the model, or without a place.

    Parameters
    ----------
    ratios : sequence of ModelRatio
        By every model.
    whole : ModelRatio
        By the recommended model, from all places.
    left_out : sequence of LeftOut
        Without each place.

    Returns
    -------
    tuple of Check
        Whether all models could be fitted; whether all intervals lie on one side of
        1, or all hold it; whether they still do without each place.
    """
    sides = sides_of(ratios)
    missing = [f"{one.model}: {one.reason}" for one in ratios if not one.estimates]
    changed = _changed(whole, left_out)
    return (
        Check(
            name="every model gives an estimate",
            passed=not missing,
            detail="; ".join(missing) or f"{len(ratios)} models",
        ),
        Check(
            name="the conclusion is the same by every model",
            passed=len(sides) == 1,
            detail=_listed(sides) or "no model gives an estimate",
        ),
        Check(
            name="the conclusion is the same without any one place",
            passed=not changed,
            detail=f"{whole.model}, {len(left_out)} places; "
            + (f"another without {', '.join(changed)}" if changed else whole.says),
        ),
    )


def _agreement(contrast: LabelContrast, ratios: Sequence[ModelRatio]) -> str:
    sides = sides_of(ratios)
    if not sides:
        return f"No model gives an estimate of the rate ratio of {contrast}."
    if len(sides) > 1:
        return (
            f"The models do not agree on the rate ratio of {contrast}: its interval "
            f"{_listed(sides)}."
        )
    ((side, models),) = sides.items()
    return (
        f"The {len(models)} intervals of the rate ratio of {contrast}, one a model, "
        f"all {ALL_SAY[side]}."
    )


def _influence(whole: ModelRatio, left_out: Sequence[LeftOut]) -> tuple[str, ...]:
    """Name the place without which the ratio moves most, and those that change it."""
    furthest = most_influential(left_out, whole)
    if not furthest:
        return ()
    (place,) = furthest
    moved = _ratio(place.ratio_by(whole.name))
    if moved == _ratio(whole):
        return ("Without any one place it stays the same.",)
    changed = ", ".join(_changed(whole, left_out))
    return (
        f"Without {place.label} it moves most, to {moved}.",
        f"Its interval says otherwise of 1 without {changed}."
        if changed
        else "Whichever one is left out, its interval says the same of 1.",
    )


def _changed(whole: ModelRatio, left_out: Sequence[LeftOut]) -> list[str]:
    return [
        str(one.label)
        for one in left_out
        if one.ratio_by(whole.name).says != whole.says
    ]


def _ratio(ratio: ModelRatio) -> str:
    (one,) = ratio.estimates
    low, high = map(format_number, (one.interval.low, one.interval.high))
    return f"{format_number(one.value)} ({low} to {high})"


def _listed(sides: dict[str, tuple[str, ...]]) -> str:
    return "; ".join(
        f"{_as_predicate(side)} by {', '.join(models)}"
        for side, models in sides.items()
    )


def _as_predicate(side: str) -> str:
    return side if side == HOLDS else f"lies {side}"
