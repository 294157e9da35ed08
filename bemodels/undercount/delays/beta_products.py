r"""Probabilities about a product of independent beta variables, by Mellin inversion.

A sum Z of independent logarithms has the moment function
:math:`M(s) = \operatorname{E} e^{sZ}`, here a product of ratios of gamma functions, and

.. math::
    P(Z > 0) = \frac{1}{2\pi i} \int_{c - i\infty}^{c + i\infty} \frac{M(s)}{s}\,ds
    \quad (c > 0), \qquad \text{less } 1 \text{ for } c < 0.

The line is bent into a hyperbola [1]_ with nodes at equal steps of its parameter, where
the trapezoidal rule converges as fast as for no other path; it leaves all poles, which
lie on the real axis, on their sides. The absolute error is below 1e-9 for thousands of
incidents, and for millions, where gamma functions lose digits, below 1e-6.

References
----------
.. [1] Weideman JAC, Trefethen LN (2007). Parabolic and hyperbolic contours for
   computing the Bromwich integral. Mathematics of Computation 76, 1341-1356.
.. [2] Springer MD, Thompson WE (1970). The distribution of products of beta, gamma and
   Gaussian random variables. SIAM Journal on Applied Mathematics 18, 721-737.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln, loggamma, polygamma, psi

from bemodels.intervals import Beta
from bemodels.undercount.delays.bent_path import Array, Moment, Path

_BEND = 0.4
# Nodes go on until a power of the order would be e to minus this many.
_DEEP = 38.0
# A path that is bent holds up a power that falls slowly; others fall by themselves.
_SLOW = 50
# Beyond so many times the shapes, a ratio of gamma functions is a power to ten digits.
_FAR = 1e4
# The line keeps so many times its own distance from 0 to the next pole.
_APART = 3


def log_ratio(start: Array, by: float) -> Array:
    """Return the logarithm of gamma(z) over gamma(z + b), far out as a power of z.

    Parameters
    ----------
    start : numpy.ndarray of complex
        z, off the negative real axis.
    by : float
        b, above 0.

    Returns
    -------
    numpy.ndarray of complex
        Its real part holds ten digits; its imaginary part, up to turns, as many.
    """
    far = np.abs(start) > _FAR * (1 + by)
    near = np.where(far, 1.0, start)
    exact = loggamma(near) - loggamma(near + by)
    return np.asarray(np.where(far, -by * np.log(start + (by - 1) / 2), exact))


@dataclass(frozen=True, slots=True, kw_only=True)
class BetaProduct:
    """A product of independent beta variables.

    Attributes
    ----------
    factors : tuple of Beta
        One or more.
    """

    factors: tuple[Beta, ...]

    @property
    def log_mean(self) -> float:
        """Mean of the product's logarithm."""
        return float(sum(psi(one.a) - psi(one.a + one.b) for one in self.factors))

    @property
    def log_variance(self) -> float:
        """Variance of the product's logarithm."""
        return float(
            sum(
                polygamma(1, one.a) - polygamma(1, one.a + one.b)
                for one in self.factors
            )
        )

    @property
    def order(self) -> float:
        """The power with which the moments fall far from the real axis."""
        return sum(one.b for one in self.factors)

    @property
    def largest_shapes(self) -> float:
        """Beyond which the moments fall as that power."""
        return max(one.a + one.b for one in self.factors)

    @property
    def first_pole(self) -> float:
        """How far left of the origin the moments exist."""
        return min(one.a for one in self.factors)

    def log_moment(self, at: Array) -> Array:
        """Return the logarithm of the product's moments.

        Parameters
        ----------
        at : numpy.ndarray of complex
            Orders.

        Returns
        -------
        numpy.ndarray of complex
            log E(product ** order).
        """
        total = np.zeros(at.shape, dtype=complex)
        for one in self.factors:
            total += log_ratio(at + one.a, one.b)
            total += gammaln(one.a + one.b) - gammaln(one.a)
        return total

    def below(self, share: float) -> float:
        """Return the probability that the product lies below a share.

        Parameters
        ----------
        share : float
            In (0, 1).

        Returns
        -------
        float
            In [0, 1], but for rounding.
        """
        shift = float(np.log(share))
        path = _path(
            self.log_mean - shift,
            self.log_variance,
            left=self.first_pole,
            right=np.inf,
            bend=-_BEND,
            falls=(self.order, self.largest_shapes),
        )
        return 1 - path.probability(lambda s: self.log_moment(s) - shift * s)


def _log_variance(beta: Beta) -> float:
    return float(polygamma(1, beta.a) - polygamma(1, beta.a + beta.b))


@dataclass(frozen=True, slots=True, kw_only=True)
class Thinned:
    """A gamma or a negative binomial variable, given a share that is a beta product.

    Attributes
    ----------
    product : BetaProduct
        Of which the share is a multiple.
    kept : float
        The multiple, in (0, 1].
    seen : int
        What was seen of the whole, 1 or more.
    """

    product: BetaProduct
    kept: float
    seen: int

    def unseen_at_most(self, unseen: float) -> float:
        """Return P(NegBin(seen, share) <= k), averaged over the share.

        Parameters
        ----------
        unseen : float
            k, a whole number of 0 or more.

        Returns
        -------
        float
            In [0, 1], but for rounding: the probability that a Beta(seen, k + 1)
            variable lies below the share.
        """
        by = unseen + 1
        mean = psi(self.seen) - psi(self.seen + by)
        variance = polygamma(1, self.seen) - polygamma(1, self.seen + by)
        scale = gammaln(self.seen + by) - gammaln(self.seen)
        return self._exceeds(
            float(mean),
            float(variance),
            lambda s: log_ratio(self.seen - s, by) + scale,
            shift=0.0,
            falls=(by, self.seen + by),
            bend=_BEND if self.kept < 1 and by < _SLOW else 0.0,
        )

    def mean_at_most(self, mean: float) -> float:
        """Return P(Gamma(seen, share) <= m), averaged over the share.

        Parameters
        ----------
        mean : float
            m, above 0.

        Returns
        -------
        float
            In [0, 1], but for rounding.
        """
        scale = gammaln(self.seen)
        return self._exceeds(
            float(psi(self.seen)),
            float(polygamma(1, self.seen)),
            lambda s: loggamma(self.seen - s) - scale,
            shift=float(np.log(mean)),
            falls=(_SLOW, self.seen + _SLOW),
            bend=0.0,
        )

    def _exceeds(
        self,
        mean: float,
        variance: float,
        log_moment: Moment,
        *,
        shift: float,
        falls: tuple[float, float],
        bend: float,
    ) -> float:
        """Return P(share e^shift > variable) by the variable's inverse moments."""
        shift += float(np.log(self.kept))
        path = _path(
            self.product.log_mean + shift - mean,
            self.product.log_variance + variance,
            left=self.product.first_pole,
            right=self.seen,
            bend=bend,
            falls=(
                self.product.order + falls[0],
                max(self.product.largest_shapes, falls[1]),
            ),
        )
        return path.probability(
            lambda s: self.product.log_moment(s) + log_moment(s) + shift * s
        )


def _path(
    mean: float,
    variance: float,
    *,
    left: float,
    right: float,
    bend: float,
    falls: tuple[float, float],
) -> Path:
    """Return the path on the side of the origin on which the moments are small."""
    order, beyond = falls
    size = min((left if mean > 0 else right) / _APART, variance**-0.5)
    reach = float(np.arcsinh((1 + beyond) / size)) + _DEEP / (1 + order)
    return Path(crossing=-size if mean > 0 else size, bend=bend, reach=reach)
