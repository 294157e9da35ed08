r"""Whether there were more inspired than linked actors, by what surfaced of each.

With :math:`N_g = n_g + \operatorname{NegBin}(n_g, \pi_g)` in each group, independent,

.. math::
    P(N_I > N_L) = \sum_k P(N_L = k) \; P(N_I > k)

summed from k = 0 until less than 1e-12 of the linked distribution is left.
"""

from __future__ import annotations

from math import log

import numpy as np
from scipy.special import betaincc, expit

from bemodels.errors import InvalidDataError
from bemodels.intervals import solve_increasing
from bemodels.result import (
    Assumption,
    Curve,
    ModelCard,
    Provenance,
    Result,
    Table,
)
from bemodels.result.exhibits import Cell
from bemodels.result.rules import check_type, is_number, shown
from bemodels.undercount.fates import INDEPENDENT_FATES, WHAT_HIDDEN_MEANS, Fates
from bemodels.undercount.population import (
    EQUATIONS,
    PARAMETERS,
    SCALE_PRIOR,
    SCALE_PRIOR_ASSUMED,
    hidden_masses,
    recorded_actors,
)

LINKED_SHARES = (0.3, 0.5, 0.7, 0.9, 0.99)
INSPIRED_SHARES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.9)
_HALF = 0.5


def probability_more_inspired(
    inspired: Fates,
    linked: Fates,
    *,
    inspired_surfacing: float,
    linked_surfacing: float,
) -> float:
    """Return the probability of more inspired than linked actors, hidden ones too.

    Parameters
    ----------
    inspired, linked : Fates
        Recorded actors of each group.
    inspired_surfacing, linked_surfacing : float
        Stated probabilities that an actor was recorded, in (0, 1].

    Returns
    -------
    float
        P(N_I > N_L), in [0, 1].

    Raises
    ------
    InvalidDataError
        If an argument is of another type or outside its range.
    NotEstimableError
        If a group has no recorded actor, or more than 20,000,000 numbers of linked
        actors would have to be summed.

    References
    ----------
    .. [1] Johnson NL, Kemp AW, Kotz S (2005). Univariate Discrete Distributions, 3rd
       edition, chapter 5. Wiley.

    Examples
    --------
    >>> inspired, linked = Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1)
    >>> more = probability_more_inspired(
    ...     inspired, linked, inspired_surfacing=0.05, linked_surfacing=0.9
    ... )
    >>> f"{more:.3f}"
    '0.993'
    """
    n = recorded_actors(inspired, "inspired")
    m = recorded_actors(linked, "linked")
    _check_share("inspired_surfacing", inspired_surfacing)
    _check_share("linked_surfacing", linked_surfacing)
    hidden, masses = hidden_masses(m, linked_surfacing)
    # Inspired hidden ones must exceed this; below 0 they always do.
    least = hidden + m - n
    beyond = np.ones(len(hidden))
    if inspired_surfacing == 1:
        beyond[least >= 0] = 0.0
    else:
        some = least >= 0
        beyond[some] = betaincc(n, least[some] + 1.0, inspired_surfacing)
    return min(float(masses @ beyond / masses.sum()), 1.0)


def more_inspired_by_surfacing(
    inspired: Fates, linked: Fates, *, provenance: tuple[Provenance, ...] = ()
) -> Result:
    """Return where more inspired than linked actors are as likely as not.

    Parameters
    ----------
    inspired, linked : Fates
        Recorded actors of each group.
    provenance : tuple of Provenance
        The files that the counts were read from.

    Returns
    -------
    Result
        A table of P(N_I > N_L) over both surfacing probabilities, a table and a curve
        of the inspired one at which it is one half; no estimate.

    Raises
    ------
    InvalidDataError
        If a group is no `Fates`.
    NotEstimableError
        If a group has no recorded actor, or sums are too long.

    Examples
    --------
    >>> result = more_inspired_by_surfacing(
    ...     Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1)
    ... )
    >>> [f"{row[2]:.4f}" for row in result.tables[1].rows]
    ['0.1230', '0.1228', '0.1227', '0.1225', '0.1224']
    """
    check_type("inspired", inspired, Fates)
    check_type("linked", linked, Fates)
    tipping = [
        (share, tipping_surfacing(inspired, linked, linked_surfacing=share))
        for share in LINKED_SHARES
    ]
    return Result(
        title=f"More inspired ({inspired}) than linked actors ({linked})?",
        method="Two independent negative binomials under the scale prior 1/N",
        estimates=(),
        assumptions=(
            WHAT_HIDDEN_MEANS,
            SCALE_PRIOR_ASSUMED,
            Assumption(
                statement="Each cell states both surfacing probabilities; no data here "
                "support them.",
                support="not checkable from these data",
            ),
            INDEPENDENT_FATES,
        ),
        tables=(_contour(inspired, linked), _tipping(tipping)),
        curves=_curve(tipping),
        card=ModelCard(
            equations=EQUATIONS, priors=(SCALE_PRIOR,), parameters=PARAMETERS[:1]
        ),
        provenance=provenance,
    )


def tipping_surfacing(
    inspired: Fates, linked: Fates, *, linked_surfacing: float
) -> float | None:
    """Return the inspired surfacing at which more of them is as likely as not.

    Parameters
    ----------
    inspired, linked : Fates
        Recorded actors of each group.
    linked_surfacing : float
        Stated probability that a linked actor was recorded, in (0, 1].

    Returns
    -------
    float or None
        In (0, 1); none if more inspired actors are likelier than not even where all of
        them surfaced.

    Raises
    ------
    InvalidDataError
        If an argument is of another type or outside its range.
    NotEstimableError
        If a group has no recorded actor, or sums are too long.
    """

    def below_half(logit: float) -> float:
        return _HALF - probability_more_inspired(
            inspired,
            linked,
            inspired_surfacing=float(expit(logit)),
            linked_surfacing=linked_surfacing,
        )

    all_seen = probability_more_inspired(
        inspired, linked, inspired_surfacing=1.0, linked_surfacing=linked_surfacing
    )
    if all_seen >= _HALF:
        return None
    guess = inspired.recorded * linked_surfacing / linked.recorded
    start = log(guess / (1 - guess)) if guess < 1 else 3.0
    return float(expit(solve_increasing(below_half, start=start, step=0.1)))


def _check_share(name: str, share: float) -> None:
    if not is_number(share) or not 0 < share <= 1:
        raise InvalidDataError(f"{name} must lie in (0, 1], got {shown(share)}")


def _contour(inspired: Fates, linked: Fates) -> Table:
    return Table(
        name="P(more inspired than linked actors) by surfacing",
        columns=(
            "inspired surfacing, if",
            *(f"P(more), linked {share:g}" for share in LINKED_SHARES),
        ),
        rows=tuple(
            (
                share,
                *(
                    probability_more_inspired(
                        inspired,
                        linked,
                        inspired_surfacing=share,
                        linked_surfacing=other,
                    )
                    for other in LINKED_SHARES
                ),
            )
            for share in INSPIRED_SHARES
        ),
        note="Each cell is a scenario: both surfacing probabilities are stated.",
    )


def _tipping(tipping: list[tuple[float, float | None]]) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (share, "none", "none") if tip is None else (share, tip, tip / share)
        for share, tip in tipping
    ]
    return Table(
        name="Surfacing at which more inspired than linked actors are as likely as not",
        columns=("linked surfacing, if", "inspired surfacing", "inspired / linked"),
        rows=tuple(rows),
        note="Below it more inspired than linked actors are likelier than not. None: "
        "they are even if all of them surfaced.",
    )


def _curve(tipping: list[tuple[float, float | None]]) -> tuple[Curve, ...]:
    points = [(share, tip) for share, tip in tipping if tip is not None]
    if not points:
        return ()
    return (
        Curve(
            name="Inspired surfacing at which P(more inspired than linked) is one half",
            x=tuple(one[0] for one in points),
            y=tuple(one[1] for one in points),
            x_label="linked surfacing probability (stated)",
            y_label="inspired surfacing probability",
            level=1.0,
            kind="credible",
        ),
    )
