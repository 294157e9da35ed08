r"""How unequal the chances of being seen may be: columns of a loglinear design.

Let every unit have the same odds :math:`e^{a}` of being seen on an occasion, for an own
:math:`a`. Among the units seen :math:`k` times the log of the expected number is then
linear in :math:`k` plus a convex function :math:`h(k)` with :math:`h(0) = 0`, which the
distribution of :math:`a` decides [1]_:

* ``DARROCH``: :math:`h(k) = k^2 / 2`; :math:`a` is normal among units never seen.
* ``POISSON2``: :math:`h(k) = 2^k - 1`; :math:`a` is Poisson, steps of log 2.
* ``GAMMA35``: :math:`h(k) = -\log((3.5 + k) / 3.5)`; :math:`-a` is gamma.
* ``CHAO``: one column :math:`\max(k - j + 1, 0)` for each :math:`j = 3, 4, \dots`; only
  that :math:`h` is convex is taken, so what comes out is a lower bound.

Which of them holds cannot be read off the units that were seen.

References
----------
.. [1] Rivest L-P, Baillargeon S (2007). Applications and extensions of Chao's moment
   estimator for the size of a closed population. Biometrics 63, 999-1006.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isinf
from typing import TYPE_CHECKING, Literal

import numpy as np

from bemodels.errors import InvalidDataError
from bemodels.result import Check
from bemodels.result.rules import check_fields, is_whole, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

Form = Literal["Chao", "Poisson2", "Darroch", "Gamma3.5"]
FIRST_ETA = 3
GAMMA_SHIFT = 3.5
POISSON_BASE = 2.0
MIXTURE = "heterogeneity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heterogeneity:
    """One form of unequal chances of being seen.

    Attributes
    ----------
    name : {"Chao", "Poisson2", "Darroch", "Gamma3.5"}
        The form.
    meaning : str
        What it takes the chances to be, as a sentence.
    """

    name: Form
    meaning: str

    def __post_init__(self) -> None:
        check_fields(self)

    @property
    def bounds(self) -> bool:
        """Whether the population under this form is a lower bound."""
        return self.name == "Chao"

    def column(
        self, times_seen: Sequence[int] | np.ndarray, occasions: float
    ) -> np.ndarray:
        """Return what this form adds to a loglinear design, a row per cell.

        Parameters
        ----------
        times_seen : array_like of int, shape (n,)
            On how many occasions the units of each cell were seen, 0 or more; 0 gives a
            row of zeros.
        occasions : float
            How many occasions there were, 1 or more; ``math.inf`` for a window of
            time, in which the largest of `times_seen` stands for them.

        Returns
        -------
        ndarray, shape (n, c)
            One column (c = 1); for ``CHAO`` as many as there are occasions beyond two,
            none for one or two occasions.

        Raises
        ------
        InvalidDataError
            If `occasions` is neither a whole number of 1 or more nor infinite, or
            `times_seen` holds anything but whole numbers from 0 to it.

        Examples
        --------
        >>> DARROCH.column([0, 1, 2, 3], 3).tolist()
        [[0.0], [0.5], [2.0], [4.5]]
        >>> CHAO.column([1, 2, 3, 4], 4).tolist()
        [[0.0, 0.0], [0.0, 0.0], [1.0, 0.0], [2.0, 1.0]]
        """
        seen = _checked(times_seen, occasions)
        if self.name == "Chao":
            last = int(seen.max(initial=0)) if isinf(occasions) else int(occasions)
            kinks = np.arange(FIRST_ETA, last + 1)
            return np.maximum(seen[:, np.newaxis] - kinks + 1, 0.0)
        return _convex(self.name, seen)[:, np.newaxis]


def check_mixture(
    terms: Sequence[str], coefficients: Sequence[float] | np.ndarray
) -> tuple[Check, ...]:
    """Ask whether the heterogeneity found is one that chances can have.

    Parameters
    ----------
    terms : sequence of str
        Of a log-linear model; that of a form is called ``tau``.
    coefficients : sequence of float
        One a term.

    Returns
    -------
    tuple of Check
        Failed below 0; none for a model without the term.

    Examples
    --------
    >>> (check,) = check_mixture(("intercept", "tau"), (3.0, -0.05))
    >>> check.detail
    'its coefficient is -0.05; below 0 no distribution of chances has it'
    """
    if "tau" not in terms:
        return ()
    tau = float(coefficients[terms.index("tau")])
    return (
        Check(
            name=MIXTURE,
            passed=tau >= 0,
            detail=f"its coefficient is {tau:.4g}"
            + ("" if tau >= 0 else "; below 0 no distribution of chances has it"),
        ),
    )


def _convex(name: Form, seen: np.ndarray) -> np.ndarray:
    if name == "Darroch":
        return seen**2 / 2
    if name == "Poisson2":
        return POISSON_BASE**seen - 1
    return -np.log1p(seen / GAMMA_SHIFT)


def _checked(times_seen: Sequence[int] | np.ndarray, occasions: float) -> np.ndarray:
    if occasions != inf and not (is_whole(occasions) and occasions >= 1):
        raise InvalidDataError(
            "occasions must be a whole number of 1 or more, or math.inf, got "
            f"{shown(occasions)}"
        )
    seen = np.asarray(times_seen)
    if seen.ndim != 1 or seen.dtype.kind not in "iu":
        raise InvalidDataError(
            f"times_seen must be a sequence of whole numbers, got {shown(times_seen)}"
        )
    wrong = seen[(seen < 0) | (seen > occasions)]
    if wrong.size:
        raise InvalidDataError(
            f"times_seen must lie in 0..{occasions}, got {shown(wrong[0])}"
        )
    return seen.astype(float)


CHAO = Heterogeneity(
    name="Chao",
    meaning="units may differ in any way in how easily they are seen; the population "
    "is a lower bound",
)
POISSON2 = Heterogeneity(
    name="Poisson2",
    meaning="the log odds of being seen vary among units as a Poisson variable in "
    "steps of log 2",
)
DARROCH = Heterogeneity(
    name="Darroch",
    meaning="the log odds of being seen are normal among units that were never seen",
)
GAMMA35 = Heterogeneity(
    name="Gamma3.5",
    meaning="minus the log odds of being seen is a gamma variable, of rate 3.5 among "
    "units that were never seen",
)
