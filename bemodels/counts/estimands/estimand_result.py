"""An answer drawn from a fit, with what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.counts.exact_rates import POISSON_WITHIN
from bemodels.counts.fits.fit_result import INDEPENDENT_ROWS, LOG_LINEAR
from bemodels.data import notice_tables
from bemodels.result import Assumption, Estimate, ModelCard, Result, Table

if TYPE_CHECKING:
    from bemodels.counts.fits.count_fit import CountFit

LARGE_SAMPLE = Assumption(
    statement="Logarithms of estimated rates vary normally around their true values, "
    "which a handful of counts makes doubtful.",
    support="not checkable from these data",
)
POISSON_ZERO = Assumption(
    statement="A level without a count is Poisson: its upper limit is too low where "
    "counts vary more.",
    support="not checkable from these data",
)


def answer(
    fit: CountFit,
    *,
    title: str,
    method: str,
    estimates: tuple[Estimate, ...],
    assumptions: tuple[Assumption, ...] = (LARGE_SAMPLE,),
    tables: tuple[Table, ...] = (),
) -> Result:
    """Put estimates drawn from a fit into a Result.

    Parameters
    ----------
    fit : CountFit
        Where they come from.
    title, method : str
        What was asked, and how it was answered; the model is added.
    estimates : tuple of Estimate
        The answer.
    assumptions : tuple of Assumption
        Those beyond the model's own.
    tables : tuple of Table
        What stands beside the estimates.

    Returns
    -------
    Result
        With the model's assumptions and equations, and where its data came from.
    """
    design, family = fit.design, fit.family
    within = INDEPENDENT_ROWS if family.alpha_is_free else POISSON_WITHIN
    return Result(
        title=title,
        method=f"{method}; {family.name} model {design.formula}",
        estimates=estimates,
        assumptions=(LOG_LINEAR, within, *assumptions),
        tables=(*tables, *notice_tables(design.notices)),
        card=ModelCard(
            equations=(*family.equations, r"\log \mu_i = \log t_i + x_i^\top \beta")
        ),
        provenance=design.provenance,
    )
