"""Priors of the partially pooled model: numbers and reasons, none of them hidden."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from bemodels.result import Prior
from bemodels.result.reasons import check_sentence
from bemodels.result.rules import check_number

# Beyond these a mean rate is no rate of incidents, and its replicates no counts that a
# computer holds: e^15 is three million incidents a year in the average place.
RANGES = {
    "log_mean_location": (-15, 15),
    "log_mean_scale": (0, 5),
    "heterogeneity_scale": (0, 5),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PooledPriors:
    """Priors of the mean rate and of how much places differ.

    Attributes
    ----------
    log_mean_location, log_mean_scale : float
        Mean and standard deviation of the normal prior on the log of the mean annual
        rate; the mean between -15 and 15, the standard deviation between 0 and 5.
    heterogeneity_scale : float
        Scale of the half-normal prior on 1/sqrt(phi), the coefficient of variation
        of rates between places; between 0 and 5.
    reason : str
        Why these numbers, in a sentence; not empty.

    Raises
    ------
    InvalidDataError
        If a number is none or lies outside its range, or no reason is given.
    """

    log_mean_location: float
    log_mean_scale: float
    heterogeneity_scale: float
    reason: str

    def __post_init__(self) -> None:
        """Refuse scales without a density and numbers without a reason."""
        for name, (low, high) in RANGES.items():
            check_number(name, getattr(self, name), low=low, high=high)
        check_sentence("reason", self.reason)

    @property
    def label(self) -> str:
        """Both densities in a line, as tables name these priors."""
        return (
            f"Normal({self.log_mean_location:g}, {self.log_mean_scale:g}), "
            f"HalfNormal({self.heterogeneity_scale:g})"
        )

    def statements(self) -> tuple[Prior, ...]:
        """Return the priors as a model's card prints them.

        Returns
        -------
        tuple of Prior
            One for the mean, one for the heterogeneity.
        """
        location, scale = self.log_mean_location, self.log_mean_scale
        low, middle, high = (exp(location + z * scale) for z in (-1.96, 0, 1.96))
        spread = self.heterogeneity_scale
        return (
            Prior(
                parameter="log_mean_rate",
                density=r"\log\mu \sim \operatorname{Normal}"
                rf"({location:g}, {scale:g})",
                reason=f"Mean annual rate of a place: median {middle:.2g}, 95% "
                f"{low:.2g} to {high:.2g} incidents per year. {self.reason}",
            ),
            Prior(
                parameter="heterogeneity",
                density=r"1/\sqrt{\phi} \sim \operatorname{HalfNormal}"
                rf"({spread:g})",
                reason="Coefficient of variation of rates between places: below "
                f"{1.96 * spread:.2g} with 95%, with equal places (0) as the densest "
                "point, so that heterogeneity must come from the data.",
            ),
        )


PLACE_PRIORS = PooledPriors(
    log_mean_location=-1.2,
    log_mean_scale=1.5,
    heterogeneity_scale=1.0,
    reason="A place at risk in a country of this size may see one incident in decades "
    "or several a year; weekly incidents at the average place are ruled out.",
)
WIDER_PLACE_PRIORS = PooledPriors(
    log_mean_location=-1.2,
    log_mean_scale=3.0,
    heterogeneity_scale=2.0,
    reason="Both scales doubled, to see what the priors decide.",
)
TIGHTER_PLACE_PRIORS = PooledPriors(
    log_mean_location=-1.2,
    log_mean_scale=0.75,
    heterogeneity_scale=0.5,
    reason="Both scales halved, to see what the priors decide.",
)
