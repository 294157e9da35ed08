"""How long chains run, and how carefully: part of what a result must state."""

from __future__ import annotations

from dataclasses import dataclass

from bemodels.errors import InvalidDataError

MINIMUM_CHAINS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplerSettings:
    """Settings of the no-U-turn sampler.

    Attributes
    ----------
    draws : int
        Kept draws a chain, 100 or more.
    tune : int
        Draws a chain for adaptation, discarded; 100 or more.
    chains : int
        Independent chains, 4 or more, so that they can be compared.
    target_accept : float
        Mean acceptance that the step size is adapted to, in (0, 1).

    Raises
    ------
    InvalidDataError
        If a number lies outside its range.
    """

    draws: int = 1000
    tune: int = 1000
    chains: int = MINIMUM_CHAINS
    target_accept: float = 0.95

    def __post_init__(self) -> None:
        """Refuse settings under which convergence could not be judged."""
        for name, value, least in (
            ("draws", self.draws, 100),
            ("tune", self.tune, 100),
            ("chains", self.chains, MINIMUM_CHAINS),
        ):
            if value < least:
                raise InvalidDataError(f"{name} must be {least} or more, got {value}")
        if not 0 < self.target_accept < 1:
            raise InvalidDataError(
                f"target_accept must lie between 0 and 1, got {self.target_accept}"
            )

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Return the settings as names and values, for a report.

        Returns
        -------
        tuple of (str, str)
            One pair a setting.
        """
        return (
            ("sampler", "NUTS (nutpie)"),
            ("chains", str(self.chains)),
            ("draws a chain", str(self.draws)),
            ("tuning draws a chain, discarded", str(self.tune)),
            ("target acceptance", f"{self.target_accept:g}"),
        )
