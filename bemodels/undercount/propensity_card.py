"""The model of a stated relative propensity, on one page."""

from __future__ import annotations

from bemodels.result import ModelCard, Parameter, Prior

EQUATIONS = (
    r"\theta_I \mid y_I \sim \operatorname{Gamma}(y_I + 1/2, 1), \quad "
    r"q_L \mid y_L, n_L \sim \operatorname{Beta}(y_L + 1/2, n_L - y_L + 1/2)",
    r"\Lambda = \frac{\theta_I}{r \, s \, q_L} \;\Big|\; "
    r"\Lambda \ge n_I, \; r \, s \, q_L \le 1",
)
PARAMETERS = (
    Parameter(
        name="population",
        symbol=r"\Lambda",
        meaning="expected number of inspired actors",
        unit="actors",
        identified="prior",
    ),
    Parameter(
        name="hidden",
        symbol=r"\Lambda - n_I",
        meaning="expected actors less those recorded",
        unit="actors",
        identified="prior",
    ),
    Parameter(
        name="linked attack share",
        symbol="q_L",
        meaning="share of attacks among recorded linked actors",
        unit="probability",
        identified="data",
    ),
    Parameter(
        name="relative propensity",
        symbol="r",
        meaning="how many times as often an inspired actor attacks as a linked one",
        unit="ratio",
        identified="prior",
    ),
    Parameter(
        name="linked surfacing",
        symbol="s",
        meaning="share of linked actors who were recorded",
        unit="probability",
        identified="prior",
    ),
)


def propensity_card(
    relative_propensity: float, log_sd: float, linked_surfacing: float
) -> ModelCard:
    """Return the model with what is stated of it.

    Parameters
    ----------
    relative_propensity, log_sd, linked_surfacing : float
        As for `hidden_given_propensity`.

    Returns
    -------
    ModelCard
        Its priors with their numbers.
    """
    if log_sd:
        density = (
            rf"\log r \sim \operatorname{{Normal}}(\log {relative_propensity:g}, "
            rf"{log_sd:g}^2)"
        )
    else:
        density = rf"r = {relative_propensity:g}"
    return ModelCard(
        equations=EQUATIONS,
        priors=(
            Prior(
                parameter="linked attack share",
                density=r"q_L \sim \operatorname{Beta}(1/2, 1/2)",
                reason="Jeffreys' priors of two Poisson means, as on the rung below.",
            ),
            Prior(
                parameter="relative propensity",
                density=density,
                reason="Stated by the reader: the knob of this rung.",
            ),
            Prior(
                parameter="linked surfacing",
                density=rf"s = {linked_surfacing:g}",
                reason="Stated by the reader.",
            ),
        ),
        parameters=PARAMETERS,
    )
