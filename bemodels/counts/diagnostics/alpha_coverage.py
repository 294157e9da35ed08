"""How often the interval of alpha holds the alpha that tables were made with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
from scipy.special import chdtri

from bemodels.counts.diagnostics.refitted_ratios import Likeliest, loglik_at
from bemodels.counts.diagnostics.row_models import QUADRATIC

if TYPE_CHECKING:
    from bemodels.counts.diagnostics.poisson_refits import Refits
    from bemodels.counts.diagnostics.shared_design import SharedDesign


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AlphaLimits:
    """Where the intervals of simulated tables lie beside their true alpha.

    Attributes
    ----------
    hold : ndarray of bool, shape (tables,)
        The interval holds the alpha that the table was made with.
    end_below : ndarray of bool, shape (tables,)
        Its upper limit is smaller than that alpha.
    """

    hold: np.ndarray
    end_below: np.ndarray

    @classmethod
    def joined(cls, parts: list[Self]) -> Self:
        """Return the limits of several parts of the tables as one.

        Parameters
        ----------
        parts : list of AlphaLimits
            One or more.

        Returns
        -------
        AlphaLimits
            In the same order.
        """
        return cls(
            hold=np.concatenate([part.hold for part in parts]),
            end_below=np.concatenate([part.end_below for part in parts]),
        )


def limits_beside(
    alpha: float,
    design: SharedDesign,
    refits: Refits,
    likeliest: Likeliest,
    *,
    level: float,
) -> AlphaLimits:
    """Tell where the NB2 interval of each table lies beside one alpha.

    Parameters
    ----------
    alpha : float
        The one that the tables were made with; 0 is Poisson.
    design : SharedDesign
        What the tables share.
    refits : Refits
        The tables, with their Poisson fits.
    likeliest : Likeliest
        Their maxima under NB2, climbed to the end.
    level : float
        Nominal coverage of the intervals, in (0, 1).

    Returns
    -------
    AlphaLimits
        No limit is computed: an interval holds what loses no more log likelihood than
        `limits_of_profile` allows. A table that says nothing of alpha holds every one.
    """
    one_sided = float(chdtri(1, min(1.0, 2 * (1 - level))))
    two_sided = float(chdtri(1, 1 - level))
    allowed = np.where(likeliest.alpha == 0, one_sided, two_sided)
    lost = 2 * (likeliest.loglik - loglik_at(QUADRATIC, design, refits, alpha=alpha))
    hold = lost <= allowed
    return AlphaLimits(hold=hold, end_below=~hold & (likeliest.alpha < alpha))
