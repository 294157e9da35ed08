"""Priors of the partially pooled model: numbers and reasons, none of them hidden."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf

from bemodels.errors import InvalidDataError
from bemodels.result import Prior


@dataclass(frozen=True, slots=True, kw_only=True)
class PooledPriors:
    """Priors of the mean rate and of how much places differ.

    Attributes
    ----------
    log_mean_location, log_mean_scale : float
        Mean and standard deviation of the normal prior on the log of the mean annual
        rate; the scale above 0.
    heterogeneity_scale : float
        Scale of the half-normal prior on 1/sqrt(phi), the coefficient of variation
        of rates between places; above 0.
    reason : str
        Why these numbers, in a sentence; not empty.

    Raises
    ------
    InvalidDataError
        If a scale is not above 0, the location not finite, or no reason is given.
    """

    log_mean_location: float
    log_mean_scale: float
    heterogeneity_scale: float
    reason: str

    def __post_init__(self) -> None:
        """Refuse scales without a density and numbers without a reason."""
        for name in ("log_mean_scale", "heterogeneity_scale"):
            scale = getattr(self, name)
            if not 0 < scale < inf:
                raise InvalidDataError(f"{name} must lie above 0, got {scale}")
        if not abs(self.log_mean_location) < inf:
            raise InvalidDataError(
                f"log_mean_location must be finite, got {self.log_mean_location}"
            )
        if not self.reason.strip():
            raise InvalidDataError("priors need a reason, got none")

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
