r"""What the data alone say of fates: arrests per attack, inspired relative to linked.

Of the expected numbers of actors only the four observed ones are identified:

.. math::
    y_{gf} \sim \operatorname{Poisson}(\theta_{gf}), \qquad
    \theta_{gf} \sim \operatorname{Gamma}(1/2, 0), \qquad
    \psi = \frac{\theta_{I,\mathrm{arrest}} / \theta_{I,\mathrm{attack}}}
                {\theta_{L,\mathrm{arrest}} / \theta_{L,\mathrm{attack}}}

Each posterior is Gamma(count + 1/2, 1), so each share of attacks is a beta variable and
:math:`\psi` the odds ratio of two of them.
"""

from __future__ import annotations

from bemodels.errors import NotEstimableError
from bemodels.intervals import (
    Beta,
    TwoByTwo,
    conditional_odds_ratio,
    exact_odds_ratio_interval,
    odds_ratio_quantile,
    probability_greater,
)
from bemodels.result import (
    Estimate,
    Interval,
    ModelCard,
    Parameter,
    Prior,
    Probability,
    Provenance,
    Result,
    check_level,
    check_type,
)
from bemodels.undercount.fates import INDEPENDENT_FATES, WHAT_HIDDEN_MEANS, Fates

CARD = ModelCard(
    equations=(
        r"y_{gf} \sim \operatorname{Poisson}(\theta_{gf}), \quad "
        r"g \in \{I, L\}, \; f \in \{\text{arrest}, \text{attack}\}",
        r"\psi = \frac{\theta_{I,\text{arrest}} / \theta_{I,\text{attack}}}"
        r"{\theta_{L,\text{arrest}} / \theta_{L,\text{attack}}}",
    ),
    priors=(
        Prior(
            parameter="theta",
            density=r"\pi(\theta_{gf}) \propto \theta_{gf}^{-1/2}",
            reason="Jeffreys' prior of a Poisson mean; the posterior is "
            "Gamma(count + 1/2, 1). With one linked attack it remains visible, so the "
            "conditional estimate stands beside it.",
        ),
    ),
    parameters=(
        Parameter(
            name="fate_odds_ratio",
            symbol=r"\psi",
            meaning="arrest:attack odds of inspired actors relative to linked ones",
            unit="ratio",
            identified="data",
        ),
    ),
)


def fate_odds(
    inspired: Fates,
    linked: Fates,
    *,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Estimate the arrest:attack odds of inspired actors relative to linked ones.

    Parameters
    ----------
    inspired, linked : Fates
        Recorded arrest actions and attacks of each group.
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Posterior mass or coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``fate_odds_ratio`` (Jeffreys posterior median) and
        ``fate_odds_ratio_conditional`` (exact, without a prior), both identified by
        the data; P(odds ratio < 1).

    Raises
    ------
    NotEstimableError
        If a group has no recorded actor, or nobody was arrested, or nobody attacked.
    InvalidDataError
        If `level` lies outside (0, 1), or a group is no `Fates`.

    Notes
    -----
    The odds ratio is the product of two things that these data cannot separate: how
    much less often an inspired actor is found before an attack, and how much more
    often one attacks.

    References
    ----------
    .. [1] Nurminen M, Mutanen P (1987). Exact Bayesian analysis of two proportions.
       Scandinavian Journal of Statistics 14, 67-77.

    Examples
    --------
    >>> result = fate_odds(Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1))
    >>> odds = result.estimate("fate_odds_ratio")
    >>> f"{odds.value:.4f} ({odds.interval.low:.5f} to {odds.interval.high:.4f})"
    '0.0355 (0.00258 to 0.2717)'
    """
    check_level(level)
    check_type("inspired", inspired, Fates)
    check_type("linked", linked, Fates)
    _refuse_empty(inspired, linked)
    first, second = _arrest_share(inspired), _arrest_share(linked)
    return Result(
        title=f"Fates: inspired {inspired}; linked {linked}",
        method="Independent Poisson counts of four recorded fates",
        estimates=(
            _posterior(first, second, level),
            _conditional(inspired, linked, level),
        ),
        probabilities=(
            Probability(
                statement="P(arrest:attack odds of inspired < those of linked)",
                value=probability_greater(second, first),
                given="the data and Jeffreys priors of the four means",
            ),
        ),
        assumptions=(WHAT_HIDDEN_MEANS, INDEPENDENT_FATES),
        card=CARD,
        provenance=provenance,
    )


def _refuse_empty(inspired: Fates, linked: Fates) -> None:
    if not (inspired.recorded and linked.recorded):
        raise NotEstimableError(
            "the odds of fates need recorded actors in both groups, got inspired "
            f"{inspired}; linked {linked}"
        )
    if not (inspired.arrests + linked.arrests and inspired.attacks + linked.attacks):
        raise NotEstimableError(
            "the odds of fates need an arrest and an attack, got inspired "
            f"{inspired}; linked {linked}"
        )


def _arrest_share(fates: Fates) -> Beta:
    """Return the posterior of arrests / (arrests + attacks) under Jeffreys means."""
    return Beta(a=fates.arrests + 0.5, b=fates.attacks + 0.5)


def _posterior(first: Beta, second: Beta, level: float) -> Estimate:
    tail = (1 - level) / 2
    return Estimate(
        estimand="fate_odds_ratio",
        value=odds_ratio_quantile(first, second, 0.5),
        unit="ratio",
        interval=Interval(
            low=odds_ratio_quantile(first, second, tail),
            high=odds_ratio_quantile(first, second, 1 - tail),
            level=level,
            kind="credible",
            method="Jeffreys posterior, equal tails, quadrature",
        ),
    )


def _conditional(inspired: Fates, linked: Fates, level: float) -> Estimate:
    table = TwoByTwo(
        successes=inspired.arrests,
        trials=inspired.recorded,
        reference_successes=linked.arrests,
        reference_trials=linked.recorded,
    )
    return Estimate(
        estimand="fate_odds_ratio_conditional",
        value=conditional_odds_ratio(table),
        unit="ratio",
        interval=exact_odds_ratio_interval(table, level=level),
    )
