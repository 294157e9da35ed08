"""The model of fates behind labels on one page."""

from __future__ import annotations

from bemodels.result import ModelCard, Parameter, Prior
from bemodels.undercount.mislabelled.validation import LabelPrior

JEFFREYS_MEANS = Prior(
    parameter="fate_mean",
    density=r"\pi(\theta_{gf}) \propto \theta_{gf}^{-1/2}",
    reason="Jeffreys' prior of a Poisson mean, as where labels are right.",
)
EQUATIONS = (
    r"x_f \sim \operatorname{Poisson}(\theta_{If} s_I + \theta_{Lf} (1 - s_L)), \quad "
    r"y_f \sim \operatorname{Poisson}(\theta_{If} (1 - s_I) + \theta_{Lf} s_L)",
    r"v_g \sim \operatorname{Binomial}(m_g, s_g), \quad g \in \{I, L\}",
)


def fates_card(prior: LabelPrior) -> ModelCard:
    """Return the model on one page.

    Parameters
    ----------
    prior : LabelPrior
        The prior in force.

    Returns
    -------
    ModelCard
        Equations, priors and quantities.
    """
    rows = (
        ("true_actors", "K_f", "recorded actors who are truly of the group", "actors"),
        (
            "fate_mean",
            r"\theta_{gf}",
            "expected number of actors with a fate",
            "actors",
        ),
        (
            "fate_odds_ratio",
            r"\psi",
            "arrest:attack odds of truly inspired actors relative to truly linked ones",
            "ratio",
        ),
        ("labelled_right", "s_g", "share of a group labelled as it", "probability"),
    )
    return ModelCard(
        equations=EQUATIONS,
        priors=(JEFFREYS_MEANS, *prior.statements()),
        parameters=tuple(
            Parameter(
                name=name, symbol=symbol, meaning=meaning, unit=unit, identified="both"
            )
            for name, symbol, meaning, unit in rows
        ),
    )
