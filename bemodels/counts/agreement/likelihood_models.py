"""One rate ratio by each of the models that are fitted by maximum likelihood."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bemodels.counts.agreement.model_ratio import ModelRatio
from bemodels.counts.agreement.widened_intervals import (
    clustered_interval,
    quasi_interval,
)
from bemodels.counts.estimands.log_rates import profile_ratio_interval
from bemodels.counts.estimands.reference_grid import matrix_rows
from bemodels.counts.fits.clustered import FEWEST_CLUSTERS
from bemodels.counts.fits.covariances import quasi_poisson_scale
from bemodels.counts.fits.dispersion_limits import limits_of_alpha
from bemodels.counts.fits.families import (
    BIAS_REDUCED_POISSON,
    NEGATIVE_BINOMIAL,
    NEGATIVE_BINOMIAL_LINEAR,
    POISSON,
)
from bemodels.counts.fits.fitting import fit_design
from bemodels.data.designs.count_design import read_design
from bemodels.errors import NotConvergedError, NotEstimableError
from bemodels.intervals.exponentials import exponential
from bemodels.result import Estimate
from bemodels.result.display import format_number

if TYPE_CHECKING:
    import numpy as np

    from bemodels.counts.agreement.label_contrast import LabelContrast
    from bemodels.counts.fits.count_fit import CountFit
    from bemodels.counts.fits.families import Family
    from bemodels.data import CountTable
    from bemodels.data.designs.count_design import CountDesign
    from bemodels.result import Interval


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RatioModel:
    """A likelihood with an interval of the ratio and a word on dispersion.

    Attributes
    ----------
    name : str
        As the estimand ends.
    model : str
        As a reader knows it.
    variance : str
        Of a count of mean mu.
    family : Family
        The likelihood.
    interval : callable
        (fit, weights, level=) to the interval of the ratio.
    dispersion : callable
        (fit, level) to what it finds, in words.
    """

    name: str
    model: str
    variance: str
    family: Family
    interval: Callable[..., Interval]
    dispersion: Callable[[CountFit, float], str]


def _assumed(fit: CountFit, level: float) -> str:  # noqa: ARG001
    return "none assumed"


def _scale(fit: CountFit, level: float) -> str:  # noqa: ARG001
    return f"scale {format_number(quasi_poisson_scale(fit))}"


def _alpha(fit: CountFit, level: float) -> str:
    limits = limits_of_alpha(fit, level=level)
    return (
        f"alpha {format_number(fit.alpha)} ({format_number(limits.low)} to "
        f"{format_number(limits.high)})"
    )


POISSON_MODEL = RatioModel(
    name="poisson",
    model="Poisson",
    variance="mu",
    family=POISSON,
    interval=profile_ratio_interval,
    dispersion=_assumed,
)
NB2_MODEL = RatioModel(
    name="nb2",
    model="negative binomial (NB2)",
    variance="mu + alpha mu^2",
    family=NEGATIVE_BINOMIAL,
    interval=profile_ratio_interval,
    dispersion=_alpha,
)
MODELS = (
    POISSON_MODEL,
    RatioModel(
        name="quasi_poisson",
        model="quasi-Poisson",
        variance="scale mu",
        family=POISSON,
        interval=quasi_interval,
        dispersion=_scale,
    ),
    RatioModel(
        name="nb1",
        model="negative binomial (NB1)",
        variance="(1 + alpha) mu",
        family=NEGATIVE_BINOMIAL_LINEAR,
        interval=profile_ratio_interval,
        dispersion=_alpha,
    ),
    NB2_MODEL,
    RatioModel(
        name="bias_reduced",
        model="bias-reduced Poisson",
        variance="mu",
        family=BIAS_REDUCED_POISSON,
        interval=profile_ratio_interval,
        dispersion=_assumed,
    ),
)


def clustered_model(key: str) -> RatioModel:
    """Return Poisson's maximum with errors that allow for dependence within a key.

    Parameters
    ----------
    key : str
        The key whose labels are the clusters.

    Returns
    -------
    RatioModel
        Called ``"poisson_clustered"``.
    """

    def interval(fit: CountFit, weights: np.ndarray, *, level: float) -> Interval:
        return clustered_interval(fit, weights, key, level=level)

    def dispersion(fit: CountFit, level: float) -> str:  # noqa: ARG001
        clusters = fit.design.frame[key][~fit.separation.rows].nunique()
        few = f", fewer than {FEWEST_CLUSTERS}: its interval is too short"
        return f"{clusters} clusters{few if clusters < FEWEST_CLUSTERS else ''}"

    return RatioModel(
        name="poisson_clustered",
        model=f"Poisson clustered by {key}",
        variance=f"any; rows of one {key} may depend",
        family=POISSON,
        interval=interval,
        dispersion=dispersion,
    )


def additive_design(table: CountTable) -> CountDesign:
    """Read a table by two keys as the product of a factor a key.

    Parameters
    ----------
    table : CountTable
        By two keys.

    Returns
    -------
    CountDesign
        Of the formula ``count ~ C(first) + C(second)``, with the years as exposure.

    Raises
    ------
    NotEstimableError
        If the combinations of the table do not tell the two factors apart.
    """
    factors = (f"C({_quoted(key)})" for key in table.keys)
    return read_design(f"count ~ {' + '.join(factors)}", table, None)


def contrast_weights(design: CountDesign, contrast: LabelContrast) -> np.ndarray:
    """Return what a contrast weighs the coefficients by; the other key cancels.

    Parameters
    ----------
    design : CountDesign
        Of `additive_design`.
    contrast : LabelContrast
        Two labels of one key.

    Returns
    -------
    ndarray, shape (p,)
        In the order of the design's terms.
    """
    frame = design.frame.iloc[[0, 0]].assign(**{contrast.key: list(contrast.labels)})
    value, reference = matrix_rows(design, frame)
    weights: np.ndarray = value - reference
    return weights


def model_ratios(
    table: CountTable,
    contrast: LabelContrast,
    models: Iterable[RatioModel],
    *,
    level: float,
) -> tuple[ModelRatio, ...]:
    """Fit models to one table, and say what each finds of a contrast.

    Parameters
    ----------
    table : CountTable
        By two keys.
    contrast : LabelContrast
        Two labels of one of them.
    models : iterable of RatioModel
        In the order of reading.
    level : float
        Nominal coverage of every interval, in (0, 1).

    Returns
    -------
    tuple of ModelRatio
        One a model, with the reason instead of an estimate where there is none.
    """
    silent = tuple(
        (model, ModelRatio(name=model.name, model=model.model, variance=model.variance))
        for model in models
    )
    if missing := contrast.missing_from(table):
        return tuple(replace(one, reason=missing) for _, one in silent)
    try:
        design = additive_design(table)
        weights = contrast_weights(design, contrast)
    except NotEstimableError as error:
        return tuple(replace(one, reason=str(error)) for _, one in silent)
    return tuple(
        _fitted(model, one, design, weights, level=level) for model, one in silent
    )


def _fitted(
    model: RatioModel,
    silent: ModelRatio,
    design: CountDesign,
    weights: np.ndarray,
    *,
    level: float,
) -> ModelRatio:
    try:
        fit = fit_design(design, model.family)
        estimate = Estimate(
            estimand=f"rate_ratio_{model.name}",
            value=exponential(fit.contrast(weights).value),
            unit="ratio",
            interval=model.interval(fit, weights, level=level),
        )
        dispersion = model.dispersion(fit, level)
    except (NotEstimableError, NotConvergedError) as error:
        return replace(silent, reason=str(error))
    return replace(silent, estimates=(estimate,), dispersion=dispersion)


def _quoted(key: str) -> str:
    return key if key.isidentifier() else f"`{key}`"
