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

from functools import partial

from scipy.special import gammaincinv

from bemodels.errors import NotEstimableError
from bemodels.intervals import (
    Beta,
    TwoByTwo,
    conditional_odds_ratio,
    exact_odds_ratio_interval,
    odds_ratio_quantile,
    probability_greater,
)
from bemodels.intervals.equal_tails import median_estimate
from bemodels.result import (
    Estimate,
    ModelCard,
    Parameter,
    Prior,
    Probability,
    Provenance,
    Result,
    Table,
    check_level,
    check_type,
)
from bemodels.result.display import format_level
from bemodels.undercount.fates import INDEPENDENT_FATES, WHAT_HIDDEN_MEANS, Fates
from bemodels.undercount.rung_words import odds_sentences

CARD = ModelCard(
    equations=(
        r"y_{gf} \sim \operatorname{Poisson}(\theta_{gf}), \quad "
        r"g \in \{I, L\}, \; f \in \{\text{arrest}, \text{attack}\}",
        r"\psi = \frac{\theta_{I,\text{arrest}} / \theta_{I,\text{attack}}}"
        r"{\theta_{L,\text{arrest}} / \theta_{L,\text{attack}}}",
    ),
    priors=(
        Prior(
            parameter="fate_mean",
            density=r"\pi(\theta_{gf}) \propto \theta_{gf}^{-1/2}",
            reason="Jeffreys' prior of a Poisson mean; the posterior is "
            "Gamma(count + 1/2, 1). With few attacks it remains visible, so the "
            "conditional estimate stands beside it.",
        ),
    ),
    parameters=(
        Parameter(
            name="fate_mean",
            symbol=r"\theta_{gf}",
            meaning="expected number of actors of a group who met a recorded fate",
            unit="actors",
            identified="data",
        ),
        Parameter(
            name="fate_odds_ratio",
            symbol=r"\psi",
            meaning="arrest:attack odds of inspired actors relative to linked ones",
            unit="ratio",
            identified="data",
        ),
        Parameter(
            name="fate_odds_ratio_conditional",
            symbol=r"\psi",
            meaning="the same, conditional on the totals, without a prior",
            unit="ratio",
            identified="data",
        ),
    ),
)
SHAPES = (0.5, 1.0)


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
        ``fate_mean[group, fate]`` of the four fates and ``fate_odds_ratio`` (Jeffreys
        posterior medians) and ``fate_odds_ratio_conditional`` (exact, without a
        prior), all identified by the data; P(odds ratio < 1); a table of sensitivity
        to the prior; in the conclusion what the counts do not identify.

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
    by_prior = {
        shape: (
            _posterior(inspired, linked, shape, level),
            _probability_below_one(inspired, linked, shape),
        )
        for shape in SHAPES
    }
    odds, below_one = by_prior[SHAPES[0]]
    return Result(
        title=f"Fates: inspired {inspired}; linked {linked}",
        method="Independent Poisson counts of four recorded fates",
        estimates=(
            *_fate_means({"inspired": inspired, "linked": linked}, level),
            odds,
            _conditional(inspired, linked, level),
        ),
        probabilities=(
            Probability(
                statement="P(arrest:attack odds of inspired < those of linked)",
                value=below_one,
                given="the data and Jeffreys priors of the four means",
            ),
        ),
        conclusion=odds_sentences(odds),
        assumptions=(WHAT_HIDDEN_MEANS, INDEPENDENT_FATES),
        card=CARD,
        tables=(_prior_table(by_prior, level),),
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


def _arrest_share(fates: Fates, shape: float) -> Beta:
    """Return the posterior of arrests / recorded, if each mean is Gamma(shape, 0)."""
    return Beta(a=fates.arrests + shape, b=fates.attacks + shape)


def _fate_means(groups: dict[str, Fates], level: float) -> tuple[Estimate, ...]:
    return tuple(
        median_estimate(
            f"fate_mean[{group}, {fate}]",
            partial(gammaincinv, count + SHAPES[0]),
            unit="actors",
            level=level,
            method="Jeffreys posterior median, equal tails",
        )
        for group, fates in groups.items()
        for fate, count in (("arrests", fates.arrests), ("attacks", fates.attacks))
    )


def _posterior(inspired: Fates, linked: Fates, shape: float, level: float) -> Estimate:
    shares = _arrest_share(inspired, shape), _arrest_share(linked, shape)
    return median_estimate(
        "fate_odds_ratio",
        partial(odds_ratio_quantile, *shares),
        unit="ratio",
        level=level,
        method="Jeffreys posterior median, equal tails, quadrature",
    )


def _probability_below_one(inspired: Fates, linked: Fates, shape: float) -> float:
    return probability_greater(
        _arrest_share(linked, shape), _arrest_share(inspired, shape)
    )


def _prior_table(by_prior: dict[float, tuple[Estimate, float]], level: float) -> Table:
    return Table(
        name="Sensitivity of the odds of fates to the prior of each mean",
        columns=(
            "gamma shape",
            "fate odds ratio, posterior median",
            f"{format_level(level)} low",
            f"{format_level(level)} high",
            "P(odds ratio < 1)",
        ),
        rows=tuple(
            (shape, odds.value, odds.interval.low, odds.interval.high, below)
            for shape, (odds, below) in by_prior.items()
        ),
        note="Shape 1/2 is Jeffreys' prior; shape 1 is flat on each expected number.",
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
