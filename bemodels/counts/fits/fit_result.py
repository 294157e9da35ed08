"""A fit as a Result: every coefficient with its profile likelihood interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.counts.exact_rates import POISSON_WITHIN
from bemodels.counts.fits.dispersion_limits import limits_of_alpha, limits_of_phi
from bemodels.counts.fits.drawn_variation import check_drawn_variation
from bemodels.counts.fits.profile import profile_interval
from bemodels.counts.fits.separated_levels import estimate_separated_levels
from bemodels.data import notice_tables
from bemodels.result import (
    Assumption,
    Check,
    Estimate,
    ModelCard,
    Parameter,
    Result,
    Table,
)

if TYPE_CHECKING:
    from bemodels.counts.fits.count_fit import CountFit

LOG_LINEAR = Assumption(
    statement="Rates are products of the factors of the formula, and exposure counts "
    "in full: twice the years, twice the expected count.",
    support="not checkable from these data",
)
INDEPENDENT_ROWS = Assumption(
    statement="Given the formula, rows are independent: what moves one count beyond "
    "its mean moves no other.",
    support="not checkable from these data",
)


def result_of(fit: CountFit, *, level: float) -> Result:
    """Put a fit into a Result.

    Parameters
    ----------
    fit : CountFit
        Any fit.
    level : float
        Nominal coverage of every interval, in (0, 1).

    Returns
    -------
    Result
        An estimate a term on the log scale, named as the term; ``alpha`` and ``phi``
        where they are estimated, with a check of whether coefficients are few enough
        for their intervals; ``annual_rate_exact[label]`` for every level without a
        count.
    """
    design, family = fit.design, fit.family
    kind = "penalised likelihood" if family.is_penalised else "likelihood"
    return Result(
        title=f"{family.name[0].upper()}{family.name[1:]} model of {design.unit}: "
        f"{design.formula}",
        method=f"Maximum {kind} with a logarithmic link; profile {kind} intervals",
        estimates=(
            *_coefficients(fit, level),
            *_dispersion(fit, level),
            *estimate_separated_levels(fit, level=level),
        ),
        assumptions=(
            LOG_LINEAR,
            INDEPENDENT_ROWS if family.alpha_is_free else POISSON_WITHIN,
        ),
        checks=_checks(fit),
        tables=(_summary(fit), *notice_tables(design.notices)),
        card=ModelCard(
            equations=(*family.equations, r"\log \mu_i = \log t_i + x_i^\top \beta"),
            parameters=_parameters(fit),
        ),
        provenance=design.provenance,
    )


def _coefficients(fit: CountFit, level: float) -> list[Estimate]:
    return [
        Estimate(
            estimand=term,
            value=float(fit.params[term]),
            unit=_unit(fit, term),
            interval=profile_interval(fit, term, level=level),
        )
        for term in fit.terms
        if term not in fit.not_estimable_terms
    ]


def _unit(fit: CountFit, term: str) -> str:
    if term == "Intercept":
        return f"log of {fit.design.rate_unit}"
    return "log rate ratio" if "Intercept" in fit.terms else "log scale"


def _dispersion(fit: CountFit, level: float) -> list[Estimate]:
    if not fit.family.alpha_is_free:
        return []
    limits = limits_of_alpha(fit, level=level)
    alpha = Estimate(estimand="alpha", value=fit.alpha, unit="none", interval=limits)
    if not fit.family.has_phi:
        return [alpha]
    turned = limits_of_phi(limits)
    phi = Estimate(estimand="phi", value=fit.phi, unit="none", interval=turned)
    return [alpha, phi]


def _checks(fit: CountFit) -> tuple[Check, ...]:
    infinite, unknown = fit.separated_terms, fit.not_estimable_terms
    without = int(fit.separation.rows.sum())
    detail = "; ".join(
        f"{words}: {', '.join(terms)}"
        for words, terms in (("infinite", infinite), ("not estimable", unknown))
        if terms
    )
    finite = Check(
        name="every coefficient is finite",
        passed=not (infinite or unknown),
        detail=f"{detail} ({without} rows have a fitted mean of 0)"
        if detail
        else "no separation",
    )
    if not fit.family.alpha_is_free:
        return (finite,)
    return finite, check_drawn_variation(fit)


def _summary(fit: CountFit) -> Table:
    return Table(
        name="Fit",
        columns=("quantity", "value"),
        rows=(
            ("rows", fit.n),
            ("degrees of freedom left", fit.df_residual),
            ("log likelihood", fit.loglik),
            ("deviance", fit.deviance),
            ("Pearson's sum", fit.pearson),
        ),
    )


def _parameters(fit: CountFit) -> tuple[Parameter, ...]:
    if not fit.family.alpha_is_free:
        return ()
    return (
        Parameter(
            name="alpha",
            symbol=r"\alpha",
            meaning="dispersion; 0 is Poisson",
            unit="none",
            identified="data",
        ),
    )
