"""What makes counts vary beyond Poisson: a shock for the whole year, or bursts in it.

Under a shock that lasts the whole year phi is the same however little of the year was
observed. Under bursts a shorter exposure averages over fewer of them, and phi is in
proportion to exposure. The two part only where exposures differ.
"""

from __future__ import annotations

from dataclasses import replace
from math import exp, log
from typing import TYPE_CHECKING

from bemodels.counts.estimands import standardised_annual_rates
from bemodels.counts.estimands.reference_grid import check_factor
from bemodels.counts.fits.bursts import bursts_within
from bemodels.counts.fits.dispersion_limits import limits_of_alpha
from bemodels.counts.fits.drawn_variation import check_drawn_variation
from bemodels.counts.fits.families import NEGATIVE_BINOMIAL
from bemodels.counts.fits.fitting import fit_design
from bemodels.data import notice_tables
from bemodels.data.designs.count_design import read_design
from bemodels.result import (
    Assumption,
    Cell,
    Estimate,
    Interval,
    ModelCard,
    Result,
    Table,
    check_level,
)
from bemodels.result.display import format_number

if TYPE_CHECKING:
    import pandas as pd

    from bemodels.counts.fits.count_fit import CountFit
    from bemodels.data import CountTable
    from bemodels.data.designs.count_design import CountDesign

RATES_TABLE = "Annual rates under both kinds of heterogeneity"
FITS_TABLE = "Both fits"
# Royall's mark for evidence that is more than weak.
TELLING = 8.0
SHOCK, BURSTS = "a shock of the whole year", "bursts within the year"
ONE_KIND = Assumption(
    statement="Counts vary beyond Poisson by a shock of the whole year (plain names) "
    "or by bursts within it (names with bursts), not by both.",
    support="not checkable from these data",
)


def compare_heterogeneity(
    formula: str,
    data: pd.DataFrame | CountTable,
    *,
    exposure: str | None = None,
    by: str,
    level: float = 0.95,
) -> Result:
    """Return annual rates under both kinds of heterogeneity between counts.

    Parameters
    ----------
    formula : str
        Such as ``"incidents ~ C(year)"``; the left side is one column.
    data : pandas.DataFrame or CountTable
        A row a count. The columns of a table are its keys, ``count`` and ``years``.
    exposure : str, optional
        The column of exposures in years. Without it a frame has 1 a row and a table its
        years.
    by : str
        The factor of the formula whose annual rates are compared, such as ``year``.
    level : float, default 0.95
        Nominal coverage of every interval, in (0, 1).

    Returns
    -------
    Result
        ``standardised_annual_rate[LEVEL]`` and ``alpha`` under a shock of the whole
        year, as `fit_negative_binomial` gives them; the same with ``_bursts`` under
        bursts within the year. A table lays the intervals side by side, another the
        log likelihoods.

    Raises
    ------
    InvalidDataError
        If the formula, a cell, `by` or `level` breaks a rule.
    NotEstimableError
        If a rate has no estimate.

    Notes
    -----
    Variances are mu + mu^2 / phi and mu + mu^2 / (phi t), t being the exposure in
    years; alpha is 1 / phi of a whole year under both. Both are at their maximum
    likelihood and have equally many parameters, so that their likelihoods are compared
    as they are; a ratio below 8 is weak evidence [1]_. Where all exposures are the same
    they are one model.

    References
    ----------
    .. [1] Royall R (1997). Statistical Evidence: a likelihood paradigm, section 1.6.
       Chapman and Hall.

    Examples
    --------
    >>> import pandas as pd
    >>> data = pd.DataFrame({"n": [1, 7, 4, 16, 9, 21], "t": [0.5, 0.5, 1, 1, 1, 1]})
    >>> data["year"] = [2014, 2014, 2015, 2015, 2016, 2016]
    >>> found = compare_heterogeneity("n ~ C(year)", data, exposure="t", by="year")
    >>> for name in ("standardised_annual_rate", "standardised_annual_rate_bursts"):
    ...     limits = found.estimate(f"{name}[2014]").interval
    ...     print(f"{limits.low:.2f} to {limits.high:.2f}")
    3.06 to 20.90
    2.62 to 24.44
    """
    check_level(level)
    design = read_design(formula, data, exposure)
    check_factor(design, by, argument="by")
    shock = fit_design(design, NEGATIVE_BINOMIAL)
    bursts = fit_design(design, bursts_within(design.exposure))
    kept = standardised_annual_rates(shock, by, level=level)
    scaled = standardised_annual_rates(bursts, by, level=level)
    return Result(
        title=f"Two kinds of heterogeneity between counts of {design.unit}: {formula}",
        method="Maximum likelihood of two negative binomial models that differ in what "
        "exposure does to phi",
        conclusion=_conclusion(shock, bursts),
        estimates=(
            *kept.estimates,
            *map(_renamed, scaled.estimates),
            _alpha("alpha", shock, level),
            _alpha("alpha_bursts", bursts, level),
        ),
        assumptions=(*kept.assumptions, ONE_KIND),
        checks=(check_drawn_variation(shock),),
        tables=(
            _rates_table(design, by, kept, scaled),
            _fits_table(shock, bursts),
            *notice_tables(design.notices),
        ),
        card=ModelCard(equations=(*kept.card.equations, *bursts.family.equations)),
        provenance=design.provenance,
    )


def _renamed(rate: Estimate) -> Estimate:
    name, bracket, label = rate.estimand.partition("[")
    return replace(rate, estimand=f"{name}_bursts{bracket}{label}")


def _alpha(name: str, fit: CountFit, level: float) -> Estimate:
    limits = limits_of_alpha(fit, level=level)
    return Estimate(estimand=name, value=fit.alpha, unit="none", interval=limits)


def _rates_table(design: CountDesign, by: str, shock: Result, bursts: Result) -> Table:
    exposure = design.exposure
    years = {
        value: float(exposure[(design.frame[by] == value).to_numpy()].mean())
        for value in check_factor(design, by, argument="by")
    }
    return Table(
        name=RATES_TABLE,
        columns=(
            by,
            "years a row",
            "annual rate",
            "low, shock",
            "high, shock",
            "annual rate, bursts",
            "low, bursts",
            "high, bursts",
            "high, bursts over shock",
        ),
        rows=tuple(
            (str(value), mean, *_cells(one), *_cells(other), _longer(one, other))
            for (value, mean), one, other in zip(
                years.items(), shock.estimates, bursts.estimates, strict=True
            )
        ),
        note=f"Shock: {SHOCK}, phi the same whatever the exposure. Bursts: {BURSTS}, "
        "phi in proportion to exposure.",
    )


def _cells(rate: Estimate) -> tuple[Cell, ...]:
    limits: Interval = rate.interval
    return rate.value, limits.low, limits.high


def _longer(shock: Estimate, bursts: Estimate) -> float:
    return bursts.interval.high / shock.interval.high


def _fits_table(shock: CountFit, bursts: CountFit) -> Table:
    return Table(
        name=FITS_TABLE,
        columns=("heterogeneity", "log likelihood", "alpha of a whole year"),
        rows=tuple(
            (words, fit.loglik, fit.alpha)
            for words, fit in ((SHOCK, shock), (BURSTS, bursts))
        ),
        note="Equally many parameters: the log likelihoods are compared as they are.",
    )


def _conclusion(shock: CountFit, bursts: CountFit) -> str:
    if shock.design.exposure.min() == shock.design.exposure.max():
        return "All exposures are the same: both kinds of heterogeneity are one model."
    if shock.alpha == 0 and bursts.alpha == 0:
        return (
            "Counts vary no more than Poisson: nothing is seen of either kind of "
            "heterogeneity, and both fits are the same."
        )
    gap = shock.loglik - bursts.loglik
    likelier, other = (SHOCK, BURSTS) if gap >= 0 else (BURSTS, SHOCK)
    told = (
        "which is weak evidence: the data can hardly tell the two apart"
        if abs(gap) < log(TELLING)
        else "which is more than weak evidence"
    )
    times = format_number(exp(min(abs(gap), 700.0)))
    return (
        f"The counts are {times} times as probable under {likelier} as under {other} "
        f"(log likelihoods {max(shock.loglik, bursts.loglik):.2f} and "
        f"{min(shock.loglik, bursts.loglik):.2f}), {told}."
    )
