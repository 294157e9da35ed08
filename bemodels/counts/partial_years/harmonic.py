"""One wave a year in monthly counts: its score test, its size, what would be seen.

The rate of a month is taken as a constant times 1 + a cos(angle - peak) at its middle.
For months of equal length the score statistic is 2 N R^2, R being the length of the
mean vector [1]_; unequal months and days enter as expected counts, as in [2]_.

References
----------
.. [1] Mardia KV, Jupp PE (2000). Directional Statistics, section 6.3. Wiley.
.. [2] Walter SD, Elwood JM (1975). A test for seasonality of events with a variable
   population at risk. British Journal of Preventive and Social Medicine 29, 18-21.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, pi, sqrt

import numpy as np
from scipy.special import chdtrc, chdtri, chndtr

from bemodels.intervals import solve_increasing

_WAVES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Harmonic:
    """One wave a year, fitted to monthly counts by one scoring step from none.

    Attributes
    ----------
    cosine, sine : float
        Of the relative rate.
    statistic : float
        Of the score test; chi-square with 2 degrees of freedom where there is no wave.
    information : float
        Of the amplitude, the mean over directions.
    """

    cosine: float
    sine: float
    statistic: float
    information: float

    @property
    def amplitude(self) -> float:
        """By how much of its mean the rate swings to either side."""
        return hypot(self.cosine, self.sine)

    @property
    def p_value(self) -> float:
        """Of the score test."""
        return float(chdtrc(_WAVES, self.statistic))

    def reach(self, level: float) -> float:
        """Return the radius of the confidence region of cosine and sine.

        Parameters
        ----------
        level : float
            Nominal coverage, in (0, 1).

        Returns
        -------
        float
            In the unit of the amplitude.
        """
        return sqrt(float(chdtri(_WAVES, 1 - level)) / self.information)

    def power(self, amplitude: float, *, level: float) -> float:
        """Return how probably a wave is seen.

        Parameters
        ----------
        amplitude : float
            Of the relative rate, 0 or more.
        level : float
            Of the test, 1 less its size, in (0, 1).

        Returns
        -------
        float
            By the noncentral chi-square distribution.
        """
        critical = float(chdtri(_WAVES, 1 - level))
        return 1 - float(chndtr(critical, _WAVES, amplitude**2 * self.information))

    def seen_with(self, power: float, *, level: float) -> float:
        """Return the amplitude that is seen with a given power.

        Parameters
        ----------
        power : float
            Between the size of the test and 1.
        level : float
            Of the test, 1 less its size, in (0, 1).

        Returns
        -------
        float
            Above 1 where no wave of a rate would be seen as probably.
        """
        unit = 1 / sqrt(self.information)
        logarithm = solve_increasing(
            lambda x: self.power(unit * float(np.exp(x)), level=level) - power
        )
        return unit * float(np.exp(logarithm))


def fit_harmonic(counts: np.ndarray, days: np.ndarray) -> Harmonic:
    """Fit one wave a year to the counts of the twelve months.

    Parameters
    ----------
    counts, days : ndarray, shape (12,)
        From January to December; not all counts are 0.

    Returns
    -------
    Harmonic
        By the score and the information at a rate without a wave.
    """
    shares, total = days / days.sum(), counts.sum()
    angle = 2 * pi * (np.cumsum(shares) - shares / 2)
    waves = np.column_stack([np.cos(angle), np.sin(angle)])
    centred = waves - shares @ waves
    score = (counts - total * shares) @ waves
    information = total * (centred.T * shares) @ centred
    step = np.linalg.solve(information, score)
    return Harmonic(
        cosine=float(step[0]),
        sine=float(step[1]),
        statistic=float(score @ step),
        information=float(np.trace(information)) / _WAVES,
    )
