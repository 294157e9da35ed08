"""The model behind a comparison of two attack rates, on one page."""

from __future__ import annotations

from dataclasses import replace

from bemodels.result import Estimate, ModelCard, Parameter, Prior

CARD = ModelCard(
    equations=(
        r"x_g \mid p_g \sim \operatorname{Binomial}(n_g, p_g), \quad "
        r"g \in \{\text{group}, \text{reference}\}",
        r"x_{\text{group}} \mid x_{\text{group}} + x_{\text{reference}} = m \sim "
        r"\text{noncentral hypergeometric (Fisher)}"
        r"(n_{\text{group}}, n_{\text{reference}}, m, \theta)",
    ),
    priors=(
        Prior(
            parameter="attack_rate_posterior",
            density=r"p_g \sim \operatorname{Beta}(1/2, 1/2)",
            reason="Jeffreys' prior of a proportion, for each group on its own; it "
            "weighs as much as one incident. The conditional odds ratio, its intervals "
            "and the tests use no prior.",
        ),
    ),
    parameters=tuple(
        Parameter(
            name=name, symbol=symbol, meaning=meaning, unit=unit, identified="data"
        )
        for name, symbol, meaning, unit in (
            (
                "attack_rate",
                r"p_{\text{group}}",
                "share of attacks among recorded incidents of the group",
                "attacks per recorded incident",
            ),
            (
                "reference_attack_rate",
                r"p_{\text{reference}}",
                "the same of the reference",
                "attacks per recorded incident",
            ),
            (
                "attack_rate_posterior",
                r"p_{\text{group}}",
                "the group's share, from its posterior",
                "attacks per recorded incident",
            ),
            (
                "reference_attack_rate_posterior",
                r"p_{\text{reference}}",
                "the reference's share, from its posterior",
                "attacks per recorded incident",
            ),
            (
                "risk_difference",
                r"p_{\text{group}} - p_{\text{reference}}",
                "how much larger the group's share is, with the score interval",
                "difference of proportions",
            ),
            (
                "risk_difference_melded",
                r"p_{\text{group}} - p_{\text{reference}}",
                "the same, with the guaranteed interval",
                "difference of proportions",
            ),
            (
                "risk_difference_posterior",
                r"p_{\text{group}} - p_{\text{reference}}",
                "the same, from the posterior of the two attack rates",
                "difference of proportions",
            ),
            (
                "risk_ratio",
                r"p_{\text{group}} / p_{\text{reference}}",
                "how many times as large it is, with the score interval",
                "ratio",
            ),
            (
                "risk_ratio_melded",
                r"p_{\text{group}} / p_{\text{reference}}",
                "the same, with the guaranteed interval",
                "ratio",
            ),
            (
                "risk_ratio_posterior",
                r"p_{\text{group}} / p_{\text{reference}}",
                "the same, from the posterior of the two attack rates",
                "ratio",
            ),
            (
                "odds_ratio",
                r"\theta",
                "odds of attack over those in the reference, with the score interval",
                "ratio",
            ),
            (
                "odds_ratio_melded",
                r"\theta",
                "the same, with the guaranteed interval",
                "ratio",
            ),
            (
                "odds_ratio_conditional",
                r"\theta",
                "the same, given how many attacks there were in all",
                "ratio",
            ),
            (
                "odds_ratio_midp",
                r"\theta",
                "the same, with the interval that belongs to the mid-P test",
                "ratio",
            ),
            (
                "odds_ratio_posterior",
                r"\theta",
                "the same, from the posterior of the two attack rates",
                "ratio",
            ),
        )
    ),
)


def card_of(estimates: tuple[Estimate, ...]) -> ModelCard:
    """Return the card with the parameters that were estimated.

    Parameters
    ----------
    estimates : tuple of Estimate
        Of a comparison.

    Returns
    -------
    ModelCard
        `CARD` without the rest; each parameter known from what its estimate is.
    """
    known = {one.estimand: one.identified for one in estimates}
    kept = tuple(
        replace(one, identified=known[one.name])
        for one in CARD.parameters
        if one.name in known
    )
    return replace(CARD, parameters=kept)
