"""What each parameter was before the data and is after them, side by side."""

from __future__ import annotations

from collections.abc import Callable

from scipy.special import gammaincinv

from bemodels.intervals import Beta, odds_ratio_quantile
from bemodels.result import (
    Estimate,
    ModelCard,
    Provenance,
    Result,
    Table,
    check_level,
    check_type,
)
from bemodels.result.display import format_level
from bemodels.result.exhibits import Cell
from bemodels.undercount.along_surfacing import stated_density
from bemodels.undercount.contraction import Narrowing, logit_variance
from bemodels.undercount.fates import INDEPENDENT_FATES, WHAT_HIDDEN_MEANS, Fates
from bemodels.undercount.odds import CARD, SHAPES, fate_odds
from bemodels.undercount.population import PARAMETERS
from bemodels.undercount.surfacing_prior import SurfacingPrior

STRIP = "From prior to posterior, parameter by parameter"
IMPROPER = "improper"
_MEDIAN = 0.5

type Quantile = Callable[[float], float]


def prior_to_posterior(
    inspired: Fates,
    linked: Fates,
    prior: SurfacingPrior,
    *,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Return the prior and the posterior of each parameter, and what data narrowed.

    Parameters
    ----------
    inspired, linked : Fates
        Recorded arrest actions and attacks of each group.
    prior : SurfacingPrior
        The stated prior on the surfacing of inspired actors.
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Probability of the equal-tailed intervals, in (0, 1).

    Returns
    -------
    Result
        A table with a row for the expected number of each recorded fate (whose prior
        is improper), the fate odds ratio, the attack share of either group's recorded
        actors, and surfacing: limits and median before and after, contraction on the
        logit scale of a share and the log scale of a ratio, and the word that follows.
        No estimate.

    Raises
    ------
    InvalidDataError
        If an argument is of another type, or `level` outside (0, 1).
    NotEstimableError
        As `fate_odds`.

    Notes
    -----
    Jeffreys' gammas of two Poisson means give their share the prior Beta(1/2, 1/2),
    which is proper though they are not.

    References
    ----------
    .. [1] Schad DJ, Betancourt M, Vasishth S (2021). Toward a principled Bayesian
       workflow in cognitive science. Psychological Methods 26, 103-126.

    Examples
    --------
    >>> result = prior_to_posterior(
    ...     Fates(arrests=9, attacks=3),
    ...     Fates(arrests=94, attacks=1),
    ...     SurfacingPrior(beta=Beta(a=2, b=8), reason="an example"),
    ... )
    >>> rows = result.tables[0].rows
    >>> [(row[0], f"{row[8]:.2f}", row[9]) for row in (rows[4], rows[7])]
    [('fate odds ratio', '0.93', 'estimate'), ('surfacing', '0.00', 'scenario')]
    """
    check_level(level)
    check_type("prior", prior, SurfacingPrior)
    odds = fate_odds(inspired, linked, level=level).estimate("fate_odds_ratio")
    return Result(
        title=f"What the fates narrow: inspired {inspired}; linked {linked}",
        method="Exact quantiles; the odds ratio by quadrature",
        estimates=(),
        assumptions=(WHAT_HIDDEN_MEANS, INDEPENDENT_FATES),
        tables=(_table(inspired, linked, prior, odds),),
        card=ModelCard(
            equations=CARD.equations,
            priors=(*CARD.priors, stated_density(prior)),
            parameters=(*CARD.parameters[:2], PARAMETERS[2]),
        ),
        provenance=provenance,
    )


def _table(
    inspired: Fates, linked: Fates, prior: SurfacingPrior, odds: Estimate
) -> Table:
    level = odds.interval.level
    limits = format_level(level)
    groups = {"inspired": inspired, "linked": linked}
    return Table(
        name=STRIP,
        columns=(
            "parameter",
            "unit",
            f"prior {limits} low",
            "prior median",
            f"prior {limits} high",
            f"posterior {limits} low",
            "posterior median",
            f"posterior {limits} high",
            "contraction",
            "called",
        ),
        rows=(
            *(
                _improper(f"{group} {fate}, expected", count, level)
                for group, fates in groups.items()
                for fate, count in (
                    ("arrests", fates.arrests),
                    ("attacks", fates.attacks),
                )
            ),
            _odds(odds, _after(inspired), _after(linked)),
            *(
                _share(f"{group} attack share", _flat(), _after(fates), level)
                for group, fates in groups.items()
            ),
            _share("surfacing", prior.beta, prior.beta, level),
        ),
        note="An improper prior has neither limits nor a contraction: what is said of "
        "an expected number of fates comes from its count. Contraction: 0 where the "
        "data say nothing, near 1 where they say all; under 0.1 the word is scenario.",
    )


def _flat() -> Beta:
    return Beta(a=SHAPES[0], b=SHAPES[0])


def _after(fates: Fates) -> Beta:
    """Return the posterior of the share of attacks among recorded actors."""
    return Beta(a=fates.attacks + SHAPES[0], b=fates.arrests + SHAPES[0])


def _limits(quantile: Quantile, level: float) -> tuple[float, float, float]:
    tail = (1 - level) / 2
    low, middle, high = (quantile(one) for one in (tail, _MEDIAN, 1 - tail))
    return float(low), float(middle), float(high)


def _improper(name: str, count: int, level: float) -> tuple[Cell, ...]:
    after = _limits(lambda p: gammaincinv(count + SHAPES[0], p), level)
    return (name, "actors", *(IMPROPER,) * 3, *after, "none", "estimate")


def _share(name: str, before: Beta, after: Beta, level: float) -> tuple[Cell, ...]:
    return (
        name,
        "probability",
        *_limits(before.quantile, level),
        *_limits(after.quantile, level),
        *_narrowed(name, "logit", logit_variance(before), logit_variance(after)),
    )


def _odds(odds: Estimate, inspired: Beta, linked: Beta) -> tuple[Cell, ...]:
    """Return the arrest:attack odds of inspired relative to linked actors."""
    flat, limits = _flat(), odds.interval
    name = "fate odds ratio"
    return (
        name,
        "ratio",
        *_limits(lambda p: odds_ratio_quantile(flat, flat, p), limits.level),
        *(limits.low, odds.value, limits.high),
        *_narrowed(
            name,
            "log",
            2 * logit_variance(flat),
            logit_variance(inspired) + logit_variance(linked),
        ),
    )


def _narrowed(name: str, scale: str, before: float, after: float) -> tuple[float, str]:
    one = Narrowing(
        quantity=name, scale=scale, prior_variance=before, posterior_variance=after
    )
    return one.contraction, one.word
