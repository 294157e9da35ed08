"""A rate ratio with each place left out in turn: whether it hangs on one of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf, log
from typing import TYPE_CHECKING

from bemodels.counts.agreement.label_contrast import labels_of_key, place_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bemodels.counts.agreement.label_contrast import LabelContrast
    from bemodels.counts.agreement.model_ratio import ModelRatio
    from bemodels.data import CountTable


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What is found without one place.

    Attributes
    ----------
    label : str or int
        The place.
    incidents : int
        Its counts together.
    ratios : tuple of ModelRatio
        By each model, without it.
    """

    label: str | int
    incidents: int
    ratios: tuple[ModelRatio, ...]

    def ratio_by(self, name: str) -> ModelRatio:
        """Return what one model finds.

        Parameters
        ----------
        name : str
            Of the model.

        Returns
        -------
        ModelRatio
            Without this place.
        """
        return next(one for one in self.ratios if one.name == name)


def tables_without(
    table: CountTable, contrast: LabelContrast
) -> Iterator[tuple[str | int, CountTable]]:
    """Yield the table without each place in turn, those that are compared kept.

    Parameters
    ----------
    table : CountTable
        By two keys.
    contrast : LabelContrast
        Two labels of one of them.

    Yields
    ------
    str or int
        The place: a label of the first key that is no time.
    CountTable
        The rows of all others; never none.
    """
    key = place_key(table)
    kept = contrast.labels if contrast.key == key else ()
    labels = labels_of_key(table, key)
    if len(labels) == 1:
        return
    at = table.keys.index(key)
    for label in labels:
        if label not in kept:
            rows = tuple(row for row in table.rows if row[at] != label)
            yield label, replace(table, rows=rows)


def leave_one_out(
    table: CountTable,
    contrast: LabelContrast,
    fit_all: Callable[[CountTable], tuple[ModelRatio, ...]],
) -> tuple[LeftOut, ...]:
    """Fit models without each place in turn.

    Parameters
    ----------
    table : CountTable
        By two keys.
    contrast : LabelContrast
        Two labels of one of them.
    fit_all : callable
        From a table to what each of some models finds of the contrast.

    Returns
    -------
    tuple of LeftOut
        One a place.
    """
    return tuple(
        LeftOut(
            label=label,
            incidents=table.total - rest.total,
            ratios=fit_all(rest),
        )
        for label, rest in tables_without(table, contrast)
    )


def most_influential(
    left_out: Sequence[LeftOut], whole: ModelRatio
) -> tuple[LeftOut, ...]:
    """Return the place without which a ratio moves most.

    Parameters
    ----------
    left_out : sequence of LeftOut
        With the same model among their ratios.
    whole : ModelRatio
        By that model, from all places.

    Returns
    -------
    tuple of LeftOut
        One, the first of several that move it as far; none where nothing can be
        compared.
    """
    compared = [
        one
        for one in left_out
        if one.ratio_by(whole.name).estimates and whole.estimates
    ]
    if not compared:
        return ()
    return (max(compared, key=lambda one: _distance(one.ratio_by(whole.name), whole)),)


def _distance(one: ModelRatio, other: ModelRatio) -> float:
    """Return how far two ratios lie apart on the log scale."""
    (first,), (second,) = one.estimates, other.estimates
    if first.value == second.value:
        return 0.0
    return abs(_log(first.value) - _log(second.value))


def _log(value: float) -> float:
    return log(value) if value > 0 else -inf
