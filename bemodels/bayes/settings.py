"""How long chains run, and how carefully: part of what a result must state."""

from __future__ import annotations

from dataclasses import dataclass

from bemodels.result.rules import check_number, check_whole

MINIMUM_CHAINS = 4
COMPILE_FLAGS = {"numba__fastmath": False}
LEAST = {"draws": 100, "tune": 100, "chains": MINIMUM_CHAINS}


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
        If a number is of another type or lies outside its range.
    """

    draws: int = 1000
    tune: int = 1000
    chains: int = MINIMUM_CHAINS
    target_accept: float = 0.95

    def __post_init__(self) -> None:
        """Refuse settings under which convergence could not be judged."""
        for name, least in LEAST.items():
            value = check_whole(name, getattr(self, name), least=least)
            object.__setattr__(self, name, value)
        check_number("target_accept", self.target_accept, low=0, high=1)

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Return the settings, and those of compilation, as names and values.

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
            ("PyTensor flags", ", ".join(f"{k}={v}" for k, v in COMPILE_FLAGS.items())),
        )
