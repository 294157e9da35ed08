"""The model of a stated relative propensity, on one page."""

from __future__ import annotations

from dataclasses import replace

from bemodels.result import ModelCard, Parameter, Prior
from bemodels.undercount.fates import Fates

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

KNOB = "Stated by the reader: the knob of this rung."
VARIED = "Stated, and varied from row to row: each is a scenario."


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
    return _card(
        (_propensity(f"{relative_propensity:g}", log_sd), KNOB),
        (rf"s = {linked_surfacing:g}", "Stated by the reader."),
    )


def card_given(
    linked: Fates, relative_propensity: float, log_sd: float, linked_surfacing: float
) -> ModelCard:
    """Return the model with what linked fates say of their attack share.

    Parameters
    ----------
    linked : Fates
        Recorded fates: without an attack their share is known from its prior.
    relative_propensity, log_sd, linked_surfacing : float
        As for `hidden_given_propensity`.

    Returns
    -------
    ModelCard
        Its priors with their numbers.
    """
    stated = propensity_card(relative_propensity, log_sd, linked_surfacing)
    return _of_share(stated, linked)


def _of_share(card: ModelCard, linked: Fates) -> ModelCard:
    if linked.attacks:
        return card
    unseen = (
        replace(one, identified="prior") if one.name == "linked attack share" else one
        for one in card.parameters
    )
    return replace(card, parameters=tuple(unseen))


def varied_card(
    linked: Fates,
    propensities: tuple[float, float],
    log_sd: float,
    seen: float | tuple[float, float],
) -> ModelCard:
    """Return the model where what is stated varies from row to row.

    Parameters
    ----------
    linked : Fates
        Recorded fates, as for `card_given`.
    propensities : tuple of float
        The least and the largest relative propensity.
    log_sd : float
        As for `hidden_given_propensity`.
    seen : float or tuple of float
        The linked share seen, or the least and the largest.

    Returns
    -------
    ModelCard
        Its priors with the ranges.
    """
    density = _within("r", propensities)
    if log_sd:
        density = rf"{_propensity('r_0', log_sd)}, \; {_within('r_0', propensities)}"
    share = (
        (_within("s", seen), VARIED)
        if isinstance(seen, tuple)
        else (rf"s = {seen:g}", "Stated by the reader.")
    )
    return _of_share(_card((density, VARIED), share), linked)


def spread_note(log_sd: float) -> str:
    """Say that a relative propensity varies, where it does.

    Parameters
    ----------
    log_sd : float
        As for `hidden_given_propensity`.

    Returns
    -------
    str
        A sentence and a space; empty for 0.

    Examples
    --------
    >>> spread_note(0.5)
    'A relative propensity is the median of a lognormal distribution, log sd 0.5. '
    """
    if not log_sd:
        return ""
    return (
        "A relative propensity is the median of a lognormal distribution, log sd "
        f"{log_sd:g}. "
    )


def _propensity(center: str, log_sd: float) -> str:
    if not log_sd:
        return f"r = {center}"
    return rf"\log r \sim \operatorname{{Normal}}(\log {center}, {log_sd:g}^2)"


def _within(symbol: str, ends: tuple[float, float]) -> str:
    return rf"{symbol} \in [{ends[0]:.3g}, {ends[1]:.3g}]"


def _card(propensity: tuple[str, str], seen: tuple[str, str]) -> ModelCard:
    """Return the model with a density and a reason of both stated numbers."""
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
                density=propensity[0],
                reason=propensity[1],
            ),
            Prior(parameter="linked surfacing", density=seen[0], reason=seen[1]),
        ),
        parameters=PARAMETERS,
    )
