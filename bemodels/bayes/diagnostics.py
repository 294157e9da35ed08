"""Convergence diagnostics of one quantity, from its draws.

References
----------
.. [1] Vehtari A, Gelman A, Simpson D, Carpenter B, Bürkner PC (2021). Rank-normalized
   R-hat. Bayesian Analysis 16, 667-718.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

TAILS = (0.025, 0.975)
AXES = {"chain_axis": 0, "draw_axis": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostics:
    """How well a quantity was computed.

    Attributes
    ----------
    name : str
        The quantity.
    mean, sd : float
        Posterior mean and standard deviation, in the quantity's unit.
    r_hat : float
        Rank-normalised split R-hat.
    ess_bulk, ess_tail : float
        Effective draws for the centre, and for the 2.5 and 97.5% quantiles.
    mcse : float
        Monte Carlo standard error of the mean.
    mcse_limit : float
        The larger one of those of the 2.5 and 97.5% quantiles.
    """

    name: str
    mean: float
    sd: float
    r_hat: float
    ess_bulk: float
    ess_tail: float
    mcse: float
    mcse_limit: float

    @property
    def mcse_share(self) -> float:
        """Monte Carlo standard error of the mean over the standard deviation."""
        return self.mcse / self.sd

    @property
    def mcse_limit_share(self) -> float:
        """Monte Carlo standard error of a limit over the standard deviation."""
        return self.mcse_limit / self.sd


def diagnose(name: str, draws: np.ndarray) -> Diagnostics:
    """Compute the diagnostics of one quantity.

    Parameters
    ----------
    name : str
        The quantity.
    draws : numpy.ndarray, shape (chains, draws)
        Its draws.

    Returns
    -------
    Diagnostics
        Numbers without a verdict; one that cannot be computed is not a number, and
        the gate lets none of these pass.

    References
    ----------
    .. [1] Vehtari A, Gelman A, Simpson D, Carpenter B, Bürkner PC (2021).
       Rank-normalized R-hat. Bayesian Analysis 16, 667-718.
    """
    from arviz_stats.base import array_stats

    return Diagnostics(
        name=name,
        mean=float(draws.mean()),
        sd=float(draws.std(ddof=1)),
        r_hat=float(array_stats.rhat(draws, method="rank", **AXES)),
        ess_bulk=float(array_stats.ess(draws, method="bulk", **AXES)),
        ess_tail=float(array_stats.ess(draws, method="tail", prob=TAILS, **AXES)),
        mcse=float(array_stats.mcse(draws, method="mean", **AXES)),
        mcse_limit=max(
            float(array_stats.mcse(draws, method="quantile", prob=one, **AXES))
            for one in TAILS
        ),
    )
