"""How the population moves with surfacing, and where stated priors lie along it."""

from __future__ import annotations

from collections.abc import Sequence

from scipy.special import betainc

from bemodels.result import Curve, Prior, Probability, Provenance, Result, Table
from bemodels.result.exhibits import Cell
from bemodels.result.rules import check_level, check_type
from bemodels.undercount.fates import Fates
from bemodels.undercount.population import recorded_actors
from bemodels.undercount.surfacing import LEAST_DRAWN, surfacing_scenarios
from bemodels.undercount.surfacing_pairs import tipping_surfacing
from bemodels.undercount.surfacing_prior import SurfacingPrior
from bemodels.undercount.trade_off import REFERENCE_LINES

INNER = 0.5
_QUANTILES = 100


def surfacing_sensitivity(
    inspired: Fates,
    linked: Fates,
    *,
    priors: Sequence[SurfacingPrior] = (),
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Return the inspired population along surfacing, with lines and priors beside it.

    Parameters
    ----------
    inspired, linked : Fates
        Recorded arrest actions and attacks of each group.
    priors : sequence of SurfacingPrior, default ()
        Stated priors whose quantiles are laid along the axis; they move no number.
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Posterior mass of the outer band, in (0, 1); the inner one is 50%.

    Returns
    -------
    Result
        The scenarios with two bands as curves; a curve of the quantiles of each prior;
        a table of reference lines: the recorded linked actors, and the inspired
        surfacing below which more inspired than linked actors are likelier, if every
        linked actor surfaced; for each prior its mass below that line and beyond the
        smallest surfacing that is drawn. No estimate.

    Raises
    ------
    InvalidDataError
        If `level` lies outside (0, 1), a group is no `Fates` or a prior is none.
    NotEstimableError
        If a group has no recorded actor.

    References
    ----------
    .. [1] Johnson NL, Kemp AW, Kotz S (2005). Univariate Discrete Distributions, 3rd
       edition, chapter 5. Wiley.

    Examples
    --------
    >>> result = surfacing_sensitivity(
    ...     Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1)
    ... )
    >>> [f"{value:.4f}" for _, value, _ in result.tables[1].rows]
    ['95.0000', '0.1224']
    """
    check_level(level)
    check_type("inspired", inspired, Fates)
    check_type("linked", linked, Fates)
    check_type("priors", priors, Sequence)
    for one in priors:
        check_type("each of the priors", one, SurfacingPrior)
    outer = surfacing_scenarios(inspired, provenance=provenance, level=level)
    inner = surfacing_scenarios(inspired, level=INNER)
    tip = tipping_surfacing(inspired, linked, linked_surfacing=1.0)
    curves = (*outer.curves, *inner.curves, *map(_quantiles, priors))
    return Result(
        title=outer.title,
        method=outer.method,
        estimates=(),
        probabilities=tuple(one for prior in priors for one in _masses(prior, tip)),
        assumptions=outer.assumptions,
        tables=(*outer.tables, _lines(outer.curves[0], recorded_actors(linked), tip)),
        curves=curves,
        card=outer.card,
        provenance=provenance,
    )


def tipping_of_surfacing(
    inspired: Fates, linked: Fates, *, priors: Sequence[SurfacingPrior] = ()
) -> tuple[Probability, ...]:
    """Return where more inspired than linked actors become less likely than not.

    Parameters
    ----------
    inspired, linked : Fates
        Recorded arrest actions and attacks of each group.
    priors : sequence of SurfacingPrior, default ()
        Stated priors of the inspired surfacing.

    Returns
    -------
    tuple of Probability
        The inspired surfacing at which it is one half, if every linked actor surfaced,
        and the mass of each prior below it; none where more inspired ones are likelier
        whatever surfaced.

    Raises
    ------
    NotEstimableError
        If a group has no recorded actor.

    Examples
    --------
    >>> from bemodels.intervals import Beta
    >>> inspired, linked = Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1)
    >>> prior = SurfacingPrior(beta=Beta(a=2, b=8), reason="an example")
    >>> tips = tipping_of_surfacing(inspired, linked, priors=[prior])
    >>> [f"{one.value:.4f}" for one in tips]
    ['0.1224', '0.3036']
    """
    tip = tipping_surfacing(inspired, linked, linked_surfacing=1.0)
    if tip is None:
        return ()
    turning = Probability(
        statement="inspired surfacing at which more inspired than linked actors are as "
        "likely as not",
        value=tip,
        given="every linked actor surfaced",
    )
    return turning, *(_masses(prior, tip)[0] for prior in priors)


def stated_density(prior: SurfacingPrior) -> Prior:
    """Return a prior on surfacing as a model's card prints it.

    Parameters
    ----------
    prior : SurfacingPrior
        The prior.

    Returns
    -------
    Prior
        Its density with its numbers, and its reason.
    """
    return Prior(
        parameter="surfacing",
        density=rf"\pi \sim \operatorname{{Beta}}({prior.beta.a:g}, {prior.beta.b:g})",
        reason=prior.reason,
    )


def _name(prior: SurfacingPrior) -> str:
    return f"Beta({prior.beta.a:g}, {prior.beta.b:g})"


def _quantiles(prior: SurfacingPrior) -> Curve:
    levels = tuple((one + 0.5) / _QUANTILES for one in range(_QUANTILES))
    return Curve(
        name=f"Quantiles of the stated prior {_name(prior)}",
        x=levels,
        y=tuple(prior.beta.quantile(one) for one in levels),
        x_label="probability",
        y_label="surfacing probability (stated)",
        level=1.0,
        kind="credible",
    )


def _masses(prior: SurfacingPrior, tip: float | None) -> tuple[Probability, ...]:
    shapes = prior.beta.a, prior.beta.b
    beyond = Probability(
        statement=f"P(surfacing < {LEAST_DRAWN:g}), which is not drawn",
        value=float(betainc(*shapes, LEAST_DRAWN)),
        given=f"the stated prior {_name(prior)}",
    )
    if tip is None:
        return (beyond,)
    below = Probability(
        statement=f"P(surfacing < {tip:.4f}), where more inspired than linked actors "
        "are likelier than not if every linked actor surfaced",
        value=float(betainc(*shapes, tip)),
        given=f"the stated prior {_name(prior)}",
    )
    return below, beyond


def _lines(curve: Curve, linked: int, tip: float | None) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (curve.y_label, float(linked), "as many as the recorded linked actors")
    ]
    note = "More inspired than linked actors are likelier even if all of them surfaced."
    if tip is not None:
        note = (
            f"Below a surfacing of {tip:.4f} more inspired than linked actors are "
            "likelier than not."
        )
        rows.append(
            (
                curve.x_label,
                tip,
                "more inspired than linked actors as likely as not, if every linked "
                "actor surfaced",
            )
        )
    return Table(
        name=REFERENCE_LINES,
        columns=("along", "value", "what it means"),
        rows=tuple(rows),
        note=note,
    )
