"""What was asked of a fit and what was found, as a Result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.counts.exact_rates import POISSON_WITHIN
from bemodels.counts.fits.fit_result import INDEPENDENT_ROWS, LOG_LINEAR
from bemodels.data import notice_tables
from bemodels.result import Assumption, ModelCard, Result

if TYPE_CHECKING:
    from bemodels.counts.fits.count_fit import CountFit
    from bemodels.result import Check, Curve, Estimate, HypothesisTest, Table

PARAMETERS_KNOWN = Assumption(
    statement="Means and alpha are taken as known. They were fitted to the same "
    "counts, which draws what is observed towards what is expected.",
    support="not checkable from these data",
)


def answer_of(
    fit: CountFit,
    *,
    title: str,
    method: str,
    estimates: tuple[Estimate, ...] = (),
    tests: tuple[HypothesisTest, ...] = (),
    assumptions: tuple[Assumption, ...] = (),
    checks: tuple[Check, ...] = (),
    curves: tuple[Curve, ...] = (),
    tables: tuple[Table, ...] = (),
) -> Result:
    """Put what was found into a Result.

    Parameters
    ----------
    fit : CountFit
        What was looked at, or where the estimates come from.
    title, method : str
        What was asked, and how it was answered; the model is added.
    estimates : tuple of Estimate
        Numbers with their intervals.
    tests : tuple of HypothesisTest
        Of the model.
    assumptions : tuple of Assumption
        Those beyond the model's own.
    checks : tuple of Check
        Whether the counts look like those of the model.
    curves : tuple of Curve
        What is drawn.
    tables : tuple of Table
        What is printed.

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
        tests=tests,
        assumptions=(LOG_LINEAR, within, *assumptions),
        checks=checks,
        curves=curves,
        tables=(*tables, *notice_tables(design.notices)),
        card=ModelCard(
            equations=(*family.equations, r"\log \mu_i = \log t_i + x_i^\top \beta")
        ),
        provenance=design.provenance,
    )
