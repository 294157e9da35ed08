"""One rate ratio by every model that is in use for counts, side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bemodels.counts.agreement.hierarchical_ratio import (
    check_fit,
    fit_ratio,
)
from bemodels.counts.agreement.label_contrast import (
    LabelContrast,
    other_key,
    place_key,
)
from bemodels.counts.agreement.left_out import leave_one_out
from bemodels.counts.agreement.likelihood_models import (
    MODELS,
    NB2_MODEL,
    POISSON_MODEL,
    additive_design,
    clustered_model,
    model_ratios,
)
from bemodels.counts.agreement.sentences import agreement_checks, conclusion_of
from bemodels.counts.agreement.shown_ratios import (
    left_out_table,
    models_table,
    ratios_table,
)
from bemodels.counts.agreement.variance_factors import variance_factors
from bemodels.counts.estimands.peak_levels import named_before
from bemodels.counts.fits.fit_result import LOG_LINEAR
from bemodels.data import CountTable, notice_tables
from bemodels.errors import NotEstimableError
from bemodels.result import Assumption, ModelCard, Result, check_level, check_type

if TYPE_CHECKING:
    from bemodels.counts.agreement.left_out import LeftOut
    from bemodels.counts.agreement.model_ratio import ModelRatio
    from bemodels.counts.hierarchical import CityYearPriors
    from bemodels.result import Probability, Table

SAME_MEAN = Assumption(
    statement="All models take the same product of factors for the mean and differ in "
    "how counts vary around it: their agreement says nothing of the mean.",
    support="by design",
)
QUICK = (POISSON_MODEL, NB2_MODEL)


def concordance(
    table: CountTable,
    contrast: LabelContrast,
    *,
    priors: CityYearPriors,
    seed: int,
    draws: int = 1000,
    level: float = 0.95,
) -> Result:
    """Estimate one rate ratio by every model that is in use for counts, side by side.

    Parameters
    ----------
    table : CountTable
        By two keys, such as city and year.
    contrast : LabelContrast
        The two labels of one key whose rates are compared.
    priors : CityYearPriors
        Of the hierarchical model, such as ``CITY_YEAR_PRIORS``; there is no default.
    seed : int
        Fixes every draw; 0 or more.
    draws : int, default 1000
        Kept draws a chain of the hierarchical model, 100 or more.
    level : float, default 0.95
        Nominal coverage, or posterior mass, of every interval, in (0, 1).

    Returns
    -------
    Result
        ``rate_ratio``, the recommended one, which is that of NB2 and stands again as
        ``rate_ratio_nb2``; ``rate_ratio_poisson``, ``rate_ratio_quasi_poisson``,
        ``rate_ratio_nb1``, ``rate_ratio_hierarchical``,
        ``rate_ratio_bias_reduced`` and, clustered by the other key,
        ``rate_ratio_poisson_clustered``. A model without an estimate keeps its row in
        the tables, with the reason. Whether the conclusion changes with the model is a
        check, whether it changes without any one place another; the Poisson interval
        stands under variance factors, too, with the factor at which it reaches 1 unless
        it holds 1 as it is.

    Raises
    ------
    InvalidDataError
        If an argument is of another type or out of its range, the table has not two
        keys, or the contrast is not in it.

    Notes
    -----
    All models are ``count ~ C(first) + C(second)`` with exposure. NB2 by profile
    likelihood is the recommended one: it allows for counts that vary more than Poisson
    counts, is defined where a rate is 0, and no prior pulls it towards 1. In simulated
    tables of twenty cities and four years no interval holds the truth as often as it
    says where counts vary more: with a coefficient a city, maximum likelihood finds too
    little of that variation [1]_.

    References
    ----------
    .. [1] Neyman J, Scott EL (1948). Consistent estimates based on partially consistent
       observations. Econometrica 16, 1-32.

    Examples
    --------
    >>> import bemodels
    >>> from bemodels.counts import CITY_YEAR_PRIORS, LabelContrast
    >>> exposure = {2014: 0.5, 2015: 1.0, 2016: 1.0, 2017: 0.8}
    >>> counts = {"A": (3, 9, 16, 6), "B": (0, 2, 1, 1)}
    >>> rows = tuple(
    ...     (city, year, count, exposure[year])
    ...     for city, row in counts.items()
    ...     for year, count in zip(exposure, row)
    ... )
    >>> table = bemodels.CountTable(keys=("city", "year"), rows=rows)
    >>> last = LabelContrast(key="year", value=2017, reference=2016)
    >>> found = concordance(table, last, priors=CITY_YEAR_PRIORS, seed=1)
    >>> found.conclusion.partition(":")[0]
    'The 7 intervals of the rate ratio of year 2017 to 2016, one a model, all hold 1'
    >>> ratio = found.estimate("rate_ratio")
    >>> f"{ratio.value:.1f} ({ratio.interval.low:.1f} to {ratio.interval.high:.1f})"
    '0.5 (0.2 to 1.2)'
    """
    check_level(level)
    check_type("table", table, CountTable)
    check_type("contrast", contrast, LabelContrast)
    contrast.check_in(table)
    check_fit(table, priors=priors, seed=seed, draws=draws)
    clusters = clustered_model(other_key(table, contrast.key))
    likelihoods = model_ratios(table, contrast, (*MODELS, clusters), level=level)
    hierarchical = fit_ratio(
        table, contrast, priors=priors, seed=seed, draws=draws, level=level
    )
    left_out = leave_one_out(
        table, contrast, lambda rest: model_ratios(rest, contrast, QUICK, level=level)
    )
    found = Compared((*likelihoods, hierarchical.ratio), left_out)
    return _result(table, contrast, found, hierarchical.card, level)


class Compared(NamedTuple):
    """What every model finds, of all places and without each.

    Attributes
    ----------
    ratios : tuple of ModelRatio
        By every model.
    left_out : tuple of LeftOut
        By quick models, without each place.
    """

    ratios: tuple[ModelRatio, ...]
    left_out: tuple[LeftOut, ...]

    def by(self, name: str) -> ModelRatio:
        """Return what one model finds of all places.

        Parameters
        ----------
        name : str
            Of the model.

        Returns
        -------
        ModelRatio
            That of this name.
        """
        return next(one for one in self.ratios if one.name == name)


def _result(
    table: CountTable,
    contrast: LabelContrast,
    found: Compared,
    card: ModelCard,
    level: float,
) -> Result:
    recommended = found.by(NB2_MODEL.name)
    widened, tipping = _factors(table, contrast, level)
    return Result(
        title=f"Rate ratio of {table.unit} by model: {contrast}",
        method="The same contrast by models that differ in how counts vary; rate_ratio "
        f"is that of the {recommended.model} model",
        estimates=(
            *(replace(one, estimand="rate_ratio") for one in recommended.estimates),
            *(one for ratio in found.ratios for one in ratio.estimates),
        ),
        conclusion=conclusion_of(contrast, found.ratios, recommended, found.left_out),
        probabilities=tipping,
        assumptions=(LOG_LINEAR, SAME_MEAN, *_named_before(table, contrast)),
        checks=agreement_checks(found.ratios, recommended, found.left_out),
        tables=(
            ratios_table(
                contrast, found.ratios, recommended=recommended.name, level=level
            ),
            models_table(found.ratios),
            *_left_out_tables(table, found, level),
            *widened,
            *notice_tables(table.notices),
        ),
        card=card,
        provenance=table.provenance,
    )


def _left_out_tables(
    table: CountTable, found: Compared, level: float
) -> tuple[Table, ...]:
    if not found.left_out:
        return ()
    return tuple(
        left_out_table(
            found.by(model.name),
            found.left_out,
            key=place_key(table),
            unit=table.unit,
            level=level,
        )
        for model in QUICK
    )


def _factors(
    table: CountTable, contrast: LabelContrast, level: float
) -> tuple[tuple[Table, ...], tuple[Probability, ...]]:
    try:
        widened, tipping = variance_factors(table, contrast, level=level)
    except NotEstimableError:  # as the rows of the models say already
        return (), ()
    return (widened,), tipping


def _named_before(table: CountTable, contrast: LabelContrast) -> tuple[Assumption, ...]:
    try:
        design = additive_design(table)
    except NotEstimableError:  # as the rows of the models say already
        return ()
    return named_before(design, contrast.key, *contrast.labels)
