r"""More inspired than linked actors, over a grid of both surfacing probabilities.

With :math:`N_g = n_g + \operatorname{NegBin}(n_g, \pi_g)` in each group, independent,
every cell is a sum over the hidden linked actors. The chance of more hidden inspired
ones depends on :math:`\pi_I` alone and the weights on :math:`\pi_L` alone, so all cells
are one product of two matrices.
"""

from __future__ import annotations

import numpy as np
from scipy.special import betaincc

from bemodels.errors import NotEstimableError
from bemodels.result import (
    Assumption,
    Curve,
    ModelCard,
    Provenance,
    Result,
    Table,
    check_type,
)
from bemodels.undercount.fates import INDEPENDENT_FATES, WHAT_HIDDEN_MEANS, Fates
from bemodels.undercount.population import (
    EQUATIONS,
    PARAMETERS,
    SCALE_PRIOR,
    SCALE_PRIOR_ASSUMED,
    hidden_masses,
    recorded_actors,
)
from bemodels.undercount.surfacing_pairs import tipping_surfacing
from bemodels.undercount.turning_line import turning_line

LINKED_AXIS = "linked surfacing probability (stated)"
INSPIRED_AXIS = "inspired surfacing probability (stated)"
MORE_INSPIRED = "P(more inspired than linked actors)"
LEAST_LINKED, LEAST_INSPIRED, MOST = 0.05, 0.01, 0.99
POINTS, LINE_POINTS = 40, 9
# 40 rows of so many numbers are 64 MB.
_MOST_TERMS = 200_000
STATED_CELLS = Assumption(
    statement="Each cell of the grid states both of its numbers; no data here support "
    "them.",
    support="not checkable from these data",
)


def more_inspired_over_surfacing(
    inspired: Fates, linked: Fates, *, provenance: tuple[Provenance, ...] = ()
) -> Result:
    """Return P(more inspired than linked actors) over both surfacing probabilities.

    Parameters
    ----------
    inspired, linked : Fates
        Recorded actors of each group.
    provenance : tuple of Provenance
        The files that the counts were read from.

    Returns
    -------
    Result
        A table with a row a cell of a grid of 40 by 40 stated pairs, from .05 (linked)
        and .01 (inspired) to .99, evenly spaced on a log scale; the curve of the
        inspired surfacing at which the probability is one half. No estimate.

    Raises
    ------
    InvalidDataError
        If a group is no `Fates`.
    NotEstimableError
        If a group has no recorded actor, or more than 200,000 numbers of linked actors
        would have to be summed in a cell.

    References
    ----------
    .. [1] Johnson NL, Kemp AW, Kotz S (2005). Univariate Discrete Distributions, 3rd
       edition, chapter 5. Wiley.

    Examples
    --------
    >>> result = more_inspired_over_surfacing(
    ...     Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1)
    ... )
    >>> len(result.tables[0].rows)
    1600
    >>> [f"{y / x:.4f}" for x, y in zip(result.curves[0].x, result.curves[0].y)][-1]
    '0.1224'
    """
    check_type("inspired", inspired, Fates)
    check_type("linked", linked, Fates)
    others = np.geomspace(LEAST_LINKED, MOST, POINTS)
    shares = np.geomspace(LEAST_INSPIRED, MOST, POINTS)
    more = _grid(recorded_actors(inspired), recorded_actors(linked), shares, others)
    return Result(
        title=f"More inspired ({inspired}) than linked actors ({linked})?",
        method="Two independent negative binomials under the scale prior 1/N, summed "
        "until less than 1e-12 is left",
        estimates=(),
        assumptions=(
            WHAT_HIDDEN_MEANS,
            SCALE_PRIOR_ASSUMED,
            STATED_CELLS,
            INDEPENDENT_FATES,
        ),
        tables=(
            Table(
                name="Grid of P(more inspired than linked actors) by surfacing",
                columns=(LINKED_AXIS, INSPIRED_AXIS, MORE_INSPIRED),
                rows=tuple(
                    (float(other), float(share), float(more[row, column]))
                    for row, share in enumerate(shares)
                    for column, other in enumerate(others)
                ),
                note="Each row is a scenario: both surfacing probabilities are stated. "
                "Every hidden actor is summed.",
            ),
        ),
        curves=_line(inspired, linked),
        card=ModelCard(
            equations=EQUATIONS, priors=(SCALE_PRIOR,), parameters=PARAMETERS[:1]
        ),
        provenance=provenance,
    )


def _grid(n: int, m: int, shares: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return P(N_I > N_L), a row an inspired share and a column a linked one."""
    weights = [hidden_masses(m, float(other))[1] for other in others]
    terms = max(map(len, weights))
    if terms > _MOST_TERMS:
        raise NotEstimableError(
            f"{terms} numbers of linked actors would have to be summed in a cell of "
            f"the grid, at most {_MOST_TERMS} are"
        )
    padded = np.zeros((len(others), terms))
    for row, weight in zip(padded, weights, strict=True):
        row[: len(weight)] = weight / weight.sum()
    # Inspired hidden ones must exceed this; below 0 they always do.
    least = np.arange(terms) + m - n
    beyond = np.ones((len(shares), terms))
    some = least >= 0
    beyond[:, some] = betaincc(n, least[some] + 1.0, shares[:, None])
    return np.minimum(beyond @ padded.T, 1.0)


def _line(inspired: Fates, linked: Fates) -> tuple[Curve, ...]:
    shares = [float(one) for one in np.geomspace(LEAST_LINKED, MOST, LINE_POINTS)]
    points = [
        (share, tip)
        for share in shares
        if (tip := tipping_surfacing(inspired, linked, linked_surfacing=share))
        is not None
    ]
    return turning_line(points, x_label=LINKED_AXIS, y_label=INSPIRED_AXIS)
