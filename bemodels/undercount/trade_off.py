r"""What the odds of fates leave open: readiness to attack, or rarity of being found.

With :math:`a` the share of a group's actors who attack and :math:`q` the probability
that one who does not is arrested, arrests per attack are :math:`q (1 - a)/a`, so

.. math::
    \psi = \frac{q_I}{q_L} \Big/ \frac{a_I/(1 - a_I)}{a_L/(1 - a_L)}

Only the ratio on the left is identified; any split of it fits the data equally well.
"""

from __future__ import annotations

from math import ceil, log10

import numpy as np

from bemodels.result import Curve, Estimate, Probability, Provenance, Result, Table
from bemodels.result.display import format_level
from bemodels.undercount.fates import INDEPENDENT_FATES, WHAT_HIDDEN_MEANS, Fates
from bemodels.undercount.odds import CARD, fate_odds

_IN_A_DECADE = (1.0, 2.0, 5.0)
_LEAST_DECADES = 2
_POINTS = 60
REFERENCE_LINES = "Reference lines"
PROPENSITY_AXIS = "relative odds of attacking (stated)"
DETECTION_AXIS = "relative detection"


def fate_trade_off(
    inspired: Fates,
    linked: Fates,
    *,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Return the pairs of relative propensity and relative detection that fit alike.

    Parameters
    ----------
    inspired, linked : Fates
        Recorded arrest actions and attacks of each group.
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Posterior mass of the band, in (0, 1).

    Returns
    -------
    Result
        ``fate_odds_ratio``, which is identified; a curve and a table of the relative
        detection that belongs to each relative odds of attacking; the two ends: all of
        it propensity, all of it detection.

    Raises
    ------
    NotEstimableError
        As `fate_odds`.
    InvalidDataError
        As `fate_odds`.

    Examples
    --------
    >>> result = fate_trade_off(
    ...     Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1)
    ... )
    >>> [f"{one.value:.4g}" for one in result.probabilities]
    ['0.03555', '28.13']
    """
    result = fate_odds(inspired, linked, provenance=provenance, level=level)
    odds = result.estimate("fate_odds_ratio")
    return Result(
        title=f"What fits alike: inspired {inspired}; linked {linked}",
        method=result.method,
        estimates=(odds,),
        probabilities=(
            Probability(
                statement="relative detection of inspired actors, if they attack as "
                "readily",
                value=odds.value,
                given="equal odds of attacking, posterior median",
            ),
            Probability(
                statement="relative odds of attacking, if inspired actors are found as "
                "often",
                value=1 / odds.value,
                given="equal detection, posterior median",
            ),
        ),
        assumptions=(WHAT_HIDDEN_MEANS, INDEPENDENT_FATES),
        tables=(_table(odds, level), _lines(odds)),
        curves=(_curve(odds, level),),
        card=CARD,
        provenance=provenance,
    )


def _at(odds: Estimate, relative: float) -> tuple[float, float, float]:
    limits = odds.interval
    return odds.value * relative, limits.low * relative, limits.high * relative


def _table(odds: Estimate, level: float) -> Table:
    limits = format_level(level)
    return Table(
        name="Pairs of propensity and detection that fit the fates alike",
        columns=(
            "relative odds of attacking, if",
            "relative detection",
            f"{limits} low",
            f"{limits} high",
        ),
        rows=tuple((one, *_at(odds, one)) for one in _relative_odds(odds)),
        note="Inspired relative to linked actors. The data fix each row's pair and not "
        "which row is true; detection is P(arrest | no attack).",
    )


def _relative_odds(odds: Estimate) -> tuple[float, ...]:
    """Return relative odds of attacking from 1 to beyond those of equal detection."""
    decades = max(_LEAST_DECADES, ceil(abs(log10(odds.value))))
    steps = [one * 10.0**at for at in range(decades) for one in _IN_A_DECADE]
    steps.append(10.0**decades)
    if odds.value <= 1:
        return tuple(steps)
    return tuple(1 / one for one in reversed(steps))


def _lines(odds: Estimate) -> Table:
    return Table(
        name=REFERENCE_LINES,
        columns=("along", "value", "what it means"),
        rows=(
            (DETECTION_AXIS, 1.0, "inspired actors are found as often as linked ones"),
            (
                PROPENSITY_AXIS,
                1 / odds.value,
                "the relative odds of attacking that go with it (posterior median)",
            ),
        ),
        note=f"At the {'left' if odds.value <= 1 else 'right'} end inspired actors "
        "attack as readily as linked ones, and all of the contrast is detection; where "
        "the lines cross all of it is propensity.",
    )


def _curve(odds: Estimate, level: float) -> Curve:
    stated = _relative_odds(odds)
    x = [float(one) for one in np.geomspace(stated[0], stated[-1], _POINTS)]
    y, low, high = zip(*(_at(odds, one) for one in x), strict=True)
    return Curve(
        name="Relative detection by relative odds of attacking",
        x=tuple(x),
        y=y,
        low=low,
        high=high,
        x_label=PROPENSITY_AXIS,
        y_label=DETECTION_AXIS,
        level=level,
        kind="credible",
    )
