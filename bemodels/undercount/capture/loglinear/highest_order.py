r"""No interaction of the highest order, and what follows if there is one.

Of all :math:`2^K` patterns with expected counts :math:`\mu`, the hidden are

.. math::
    \mu_0 = \xi \prod_{\omega \text{ odd}} \mu_\omega \Big/
    \prod_{\omega \ne 0 \text{ even}} \mu_\omega,

odd or even by how many lists saw the incident. The data say nothing of :math:`\xi`; no
highest-order interaction is :math:`\xi = 1` [1]_.

References
----------
.. [1] Aleshin-Guendel S, Sadinle M, Wakefield J (2024). The central role of the
   identifying assumption in population size estimation. Biometrics 80, ujad028.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from math import exp, log, sqrt
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.intervals import solve_increasing
from bemodels.result import Assumption, Curve, Provenance, Result, Table, check_level
from bemodels.result.display import format_level
from bemodels.result.rules import is_number, shown
from bemodels.undercount.capture.fractional_table import checked_counts
from bemodels.undercount.capture.loglinear.poisson_cells import Array
from bemodels.undercount.capture.loglinear.population_result import (
    CLOSED,
    MATCHED,
    UNSEEN_ALIKE,
    hidden_sentence,
    likelihood_table,
    population_estimates,
)
from bemodels.undercount.capture.multinomial import (
    ProfiledPopulation,
    half_deviance,
    profile_population,
)

if TYPE_CHECKING:
    import pandas as pd

    from bemodels.undercount.capture.capture_table import CaptureTable

GRID = (1 / 2, 2 / 3, 1.0, 3 / 2, 2.0)
POINTS = 21
SMALLEST_XI, LARGEST_XI = 1e-6, 1e6
LARGEST_HIDDEN = log(1e15)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parity:
    """Counts of odd patterns, and of even ones without that of no list."""

    odd: Array
    even: Array

    @property
    def recorded(self) -> float:
        return float(self.odd.sum() + self.even.sum())

    def hidden(self, xi: float) -> float:
        return xi * exp(float(np.log(self.odd).sum() - np.log(self.even).sum()))

    def standard_error(self, xi: float) -> float:
        hidden = self.hidden(xi)
        spread = float((1 / self.odd).sum() + (1 / self.even).sum())
        return sqrt(hidden + hidden**2 * spread)


def no_highest_order_interaction(
    histories: Mapping[str, int] | pd.DataFrame,
    xi: float,
    *,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    r"""Estimate a population with a stated interaction of the highest order.

    Parameters
    ----------
    histories : mapping of str to int, or pandas.DataFrame
        Patterns, one digit a list (1 if it saw the incident), to incidents; or one row
        an incident with one 0/1 column a list. Every pattern must have been seen.
    xi : float
        By what the hidden exceed those under no interaction of the highest order, from
        1e-6 to 1e6; 1 is none. No data can test it.
    provenance : tuple of Provenance
        The files that the histories were read from.
    level : float, default 0.95
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``population`` and ``hidden`` (incidents) at `xi`, known from the data and from
        `xi`; a table over 1/2, 2/3, 1, 3/2 and 2, and a curve between.

    Raises
    ------
    InvalidDataError
        If the histories, `xi` or `level` break a rule.
    NotEstimableError
        If a pattern was not seen, or the hidden exceed 10^15.

    References
    ----------
    .. [1] Aleshin-Guendel S, Sadinle M, Wakefield J (2024). The central role of the
       identifying assumption in population size estimation. Biometrics 80, ujad028.

    Examples
    --------
    >>> result = no_highest_order_interaction({"11": 167, "10": 781, "01": 254}, 1)
    >>> round(result.estimate("population").value, 4)
    2389.8683
    """
    check_level(level)
    if not is_number(xi) or not SMALLEST_XI <= xi <= LARGEST_XI:
        raise InvalidDataError(
            f"xi must lie in {SMALLEST_XI:g}..{LARGEST_XI:g}, got {shown(xi)}"
        )
    xi = float(xi)
    table = checked_counts(histories)
    parity = _by_parity(table)
    hidden = parity.hidden(xi)
    limits = _limits(parity, xi, level)
    model = f"a highest-order interaction of xi = {xi:.4g}"
    assumption = (
        f"The interaction of the highest order multiplies the hidden by {xi:.4g}"
        + (", which is none." if xi == 1 else ".")
    )
    return Result(
        title=f"No highest-order interaction, xi = {xi:.4g}: {table}",
        method="Saturated log-linear model with a stated highest-order interaction",
        estimates=population_estimates(
            table, hidden, limits, model=model, level=level, identified="both"
        ),
        conclusion=hidden_sentence(assumption, table, hidden, limits, level),
        assumptions=(
            Assumption(statement=assumption, support="not checkable from these data"),
            UNSEEN_ALIKE,
            CLOSED,
            MATCHED,
        ),
        curves=(_curve(parity, level),),
        tables=(
            likelihood_table(
                table,
                hidden,
                parity.standard_error(xi),
                limits,
                model=model,
                level=level,
            ),
            _grid(parity, level),
        ),
        provenance=provenance,
    )


def _by_parity(table: CaptureTable) -> _Parity:
    missing = [
        pattern
        for pattern, count in zip(table.patterns, table.counts, strict=True)
        if count == 0
    ]
    if missing:
        raise NotEstimableError(
            "no highest-order interaction: the maximum likelihood estimate needs every "
            f"pattern to be seen, got none of {missing[0]}"
            + (f" and of {len(missing) - 1} more" if len(missing) > 1 else "")
        )
    counts = np.array(table.counts, dtype=float)
    odd = table.seen.sum(axis=1) % 2 == 1
    parity = _Parity(odd=counts[odd], even=counts[~odd])
    if np.log(parity.odd).sum() - np.log(parity.even).sum() > LARGEST_HIDDEN:
        raise NotEstimableError(
            "no highest-order interaction: the hidden exceed 10^15, which these "
            "histories cannot tell from infinity"
        )
    return parity


def _limits(parity: _Parity, xi: float, level: float) -> ProfiledPopulation:
    odd, even = tuple(parity.odd.tolist()), tuple(parity.even.tolist())
    return _limits_of(odd, even, xi, level)


# the table and the curve are the same at every xi that a spread of methods asks for
@lru_cache(maxsize=4 * (len(GRID) + POINTS))
def _limits_of(
    odd: tuple[float, ...], even: tuple[float, ...], xi: float, level: float
) -> ProfiledPopulation:
    parity = _Parity(odd=np.array(odd), even=np.array(even))
    return profile_population(
        parity.recorded,
        partial(_half_deviance, parity, xi),
        start=parity.hidden(xi),
        level=level,
    )


def _half_deviance(parity: _Parity, xi: float, hidden: float) -> float:
    """Return half the deviance of so many hidden incidents.

    All sums but that of the highest order are kept, so every even pattern moves by one
    number and every odd one by its negative.
    """
    even = np.append(parity.even, hidden)
    lowest, highest = -even.min(), parity.odd.min()
    width = highest - lowest

    def moved(place: float) -> tuple[Array, Array]:
        """Return the fitted even and odd counts, a share of the way up."""
        # the differences to the ends are taken before anything is cancelled
        return (
            (even + lowest) + width * float(expit(place)),
            (parity.odd - highest) + width * float(expit(-place)),
        )

    def excess(place: float) -> float:
        """Return the log of the interaction over the stated one."""
        up, down = moved(place)
        return float(np.log(up).sum() - np.log(down).sum()) - log(xi)

    up, down = moved(solve_increasing(excess))
    return half_deviance(even, up) + half_deviance(parity.odd, down)


def _grid(parity: _Parity, level: float) -> Table:
    rows = []
    for xi in GRID:
        limits = _limits(parity, xi, level)
        rows.append(
            (
                xi,
                parity.recorded + parity.hidden(xi),
                limits.low,
                limits.high,
            )
        )
    return Table(
        name="Population by the interaction of the highest order",
        columns=(
            "xi",
            "population, incidents",
            f"{format_level(level)} low",
            f"{format_level(level)} high",
        ),
        rows=tuple(rows),
        note="xi multiplies the hidden; 1 is no interaction of the highest order. The "
        "histories fit each of them equally well.",
    )


def _curve(parity: _Parity, level: float) -> Curve:
    places = tuple(np.geomspace(GRID[0], GRID[-1], POINTS).tolist())
    limits = [_limits(parity, xi, level) for xi in places]
    return Curve(
        name="Population by the interaction of the highest order",
        x=places,
        y=tuple(parity.recorded + parity.hidden(xi) for xi in places),
        low=tuple(one.low for one in limits),
        high=tuple(one.high for one in limits),
        x_label="xi, factor of the hidden",
        y_label="population, incidents",
        level=level,
        kind="confidence",
    )
