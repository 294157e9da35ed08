"""Rate ratios as tables, in the form that a forest is drawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.result import Cell, Table
from bemodels.result.display import format_level

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bemodels.counts.agreement.label_contrast import LabelContrast
    from bemodels.counts.agreement.left_out import LeftOut
    from bemodels.counts.agreement.model_ratio import ModelRatio

RECOMMENDED, COMPARISON, WARNING = "recommended", "comparison", "warning"
NONE = "none"
BY_MODEL = "Rate ratio by model"
WITHOUT_EACH = "Rate ratio without each"
Row = tuple[Cell, ...]


def forest_columns(first: str, second: str, level: float) -> tuple[str, ...]:
    """Return the headings of a table that ``bemodels.report.draw_methods`` draws.

    Parameters
    ----------
    first, second : str
        What the rows are headed and called by.
    level : float
        Of the intervals.

    Returns
    -------
    tuple of str, length 6
        Those two, how a row stands, estimate, low, high.
    """
    limits = format_level(level)
    return first, second, "stands as", "estimate", f"{limits} low", f"{limits} high"


def ratios_table(
    contrast: LabelContrast,
    ratios: Iterable[ModelRatio],
    *,
    recommended: str,
    level: float,
) -> Table:
    """Lay the ratio by every model side by side.

    Parameters
    ----------
    contrast : LabelContrast
        What is compared.
    ratios : iterable of ModelRatio
        In the order of reading.
    recommended : str
        The name of the model whose ratio is the result's plain one.
    level : float
        Of the intervals.

    Returns
    -------
    Table
        A row a model, those without an estimate among them.
    """
    return Table(
        name=BY_MODEL,
        columns=forest_columns("contrast", "model", level),
        rows=tuple(
            (
                str(contrast),
                one.model,
                RECOMMENDED if one.name == recommended else COMPARISON,
                *_numbers(one),
            )
            for one in ratios
        ),
    )


def models_table(ratios: Iterable[ModelRatio]) -> Table:
    """Lay side by side what the models suppose of the variance, and what they find.

    Parameters
    ----------
    ratios : iterable of ModelRatio
        In the order of reading.

    Returns
    -------
    Table
        A row a model, with the reason where it has no estimate.
    """
    return Table(
        name="Models compared",
        columns=("model", "variance of a count", "dispersion found", "interval", "by"),
        rows=tuple(
            (
                one.model,
                one.variance,
                one.dispersion or NONE,
                one.says,
                one.estimates[0].interval.method if one.estimates else one.reason,
            )
            for one in ratios
        ),
        note="mu: the expected count. Interval: where it lies beside a ratio of 1.",
    )


def left_out_table(
    whole: ModelRatio,
    left_out: Sequence[LeftOut],
    *,
    key: str,
    unit: str,
    level: float,
) -> Table:
    """Lay side by side what a model finds without each place.

    Parameters
    ----------
    whole : ModelRatio
        By the model, from all places.
    left_out : sequence of LeftOut
        One a place.
    key : str
        What is left out.
    unit : str
        What was counted.
    level : float
        Of the intervals.

    Returns
    -------
    Table
        A row a place. A row stands as a warning where its interval lies otherwise
        beside 1 than that of all places.
    """
    found = tuple((place, place.ratio_by(whole.name)) for place in left_out)
    return Table(
        name=f"{WITHOUT_EACH} {key}, {whole.model}",
        columns=forest_columns("model", "left out", level),
        rows=tuple(
            (
                one.model,
                f"{place.label} ({place.incidents})",
                COMPARISON if one.says == whole.says else WARNING,
                *_numbers(one),
            )
            for place, one in found
        ),
        note=f"In brackets: its {unit}. Warning: another side of 1 than with all.",
    )


def _numbers(ratio: ModelRatio) -> tuple[Cell, Cell, Cell]:
    for one in ratio.estimates:
        return one.value, one.interval.low, one.interval.high
    return NONE, NONE, NONE
