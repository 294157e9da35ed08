"""The integral that inverts a moment function, along a bent path of the complex plane.

References
----------
.. [1] Weideman JAC, Trefethen LN (2007). Parabolic and hyperbolic contours for
   computing the Bromwich integral. Mathematics of Computation 76, 1341-1356.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bemodels.errors import NotEstimableError

Array = np.ndarray
Moment = Callable[[Array], Array]

# Steps of the path's parameter, and what ends the halving or is let pass after it.
_COARSEST, _HALVINGS = 1 / 8, 6
_WANTED, _ACCEPTED = 1e-10, 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A hyperbola that crosses the real axis on one side of the origin.

    Attributes
    ----------
    crossing : float
        Where the straight line would cross; not 0.
    bend : float
        Angle to the right of the imaginary axis that both arms take, in radians.
    reach : float
        Largest value of the hyperbola's parameter, above 0.
    """

    crossing: float
    bend: float
    reach: float

    def probability(self, log_moment: Moment) -> float:
        """Return P(Z > 0), halving the step until it stands still.

        Parameters
        ----------
        log_moment : callable
            Logarithm of the moment function at complex orders.

        Returns
        -------
        float
            In [0, 1], but for rounding.

        Raises
        ------
        NotEstimableError
            If it still moves by more than 1e-6 at the finest step.
        """
        step = _COARSEST
        total = self._sum(np.arange(0, self.reach, step), log_moment)
        total -= self._sum(np.zeros(1), log_moment) / 2
        value, moved = step * total, 1.0
        for _ in range(_HALVINGS):
            total += self._sum(np.arange(step / 2, self.reach, step), log_moment)
            step /= 2
            moved, value = abs(step * total - value), step * total
            if moved < _WANTED:
                break
        if moved > _ACCEPTED:
            raise NotEstimableError(
                "a probability over delays is not estimable: its integral still moves "
                f"by {moved:.1g} at the finest step"
            )
        return float(self.crossing < 0) + value

    def _sum(self, parameter: Array, log_moment: Moment) -> float:
        at = parameter - 1j * self.bend
        size = abs(self.crossing)
        nodes = self.crossing + 1j * size * np.sinh(at)
        slope = 1j * size * np.cosh(at) / np.pi
        return float((np.exp(log_moment(nodes)) * slope / nodes).imag.sum())
