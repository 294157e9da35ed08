"""The regression behind labels on one page, and what it rests on."""

from __future__ import annotations

from bemodels.result import Assumption, ModelCard, Parameter
from bemodels.undercount.mislabelled.rate_priors import MislabelledPriors

BETTER_THAN_GUESSES = Assumption(
    statement="Labels are right more often than guesses: the two shares labelled right "
    "sum to more than 1. Without this, part of the prior, swapping the groups would "
    "fit as well.",
    support="not checkable from these data",
)
SAME_ERRORS = Assumption(
    statement="Labels err as often in every row, and as often in the incidents that "
    "were validated, which are counted in no row.",
    support="not checkable from these data",
)
POISSON_GIVEN_RATES = Assumption(
    statement="Given the rates, incidents are independent of one another, and log "
    "rates are sums of the terms; bursts make the true uncertainty wider.",
    support="checked",
)
EQUATIONS = (
    r"x_r \sim \operatorname{Poisson}(E_r (s_I \mu_{Ir} + (1 - s_L) \mu_{Lr}))",
    r"y_r \sim \operatorname{Poisson}(E_r ((1 - s_I) \mu_{Ir} + s_L \mu_{Lr}))",
    r"\log\mu_{gr} = X_r \beta_g, \quad v_g \sim \operatorname{Binomial}(m_g, s_g)",
)


def card_of(priors: MislabelledPriors, rate_unit: str) -> ModelCard:
    """Return the model with the given priors, and what is reported of it.

    Parameters
    ----------
    priors : MislabelledPriors
        The priors in force.
    rate_unit : str
        Such as ``"incidents per year"``.

    Returns
    -------
    ModelCard
        Equations, priors and every quantity.
    """
    rows = (
        (
            "inspired_coefficient",
            r"\beta_I",
            "coefficients of the log rate of truly inspired incidents",
            f"log {rate_unit}",
        ),
        (
            "linked_coefficient",
            r"\beta_L",
            "coefficients of the log rate of truly linked incidents",
            f"log {rate_unit}",
        ),
        ("labelled_right", "s_g", "share of a group that is labelled as it", "none"),
        (
            "expected_incidents",
            r"\sum_r E_r \mu_{gr}",
            "mean number of incidents of a true group over all rows",
            "incidents",
        ),
    )
    return ModelCard(
        equations=EQUATIONS,
        priors=priors.statements(),
        parameters=tuple(
            Parameter(
                name=name, symbol=symbol, meaning=meaning, unit=unit, identified="both"
            )
            for name, symbol, meaning, unit in rows
        ),
    )
