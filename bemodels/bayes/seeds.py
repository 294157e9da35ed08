"""Independent streams of random numbers from one stated seed, and their numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bemodels.result.rules import check_whole


@dataclass(frozen=True, kw_only=True)
class Seeds:
    """A stated seed with what was spawned from it.

    Attributes
    ----------
    seed : int
        As stated.
    spawned : tuple of numpy.random.SeedSequence
        One a stream.
    """

    seed: int
    spawned: tuple[np.random.SeedSequence, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The seed, then one number a stream: what a `Posterior` tells of them."""
        streams = (int(one.generate_state(1)[0]) for one in self.spawned)
        return (self.seed, *streams)


def spawn_seeds(seed: int, *, streams: int) -> Seeds:
    """Spawn streams from a seed.

    Parameters
    ----------
    seed : int
        0 or more.
    streams : int
        How many, 1 or more.

    Returns
    -------
    Seeds
        The same for the same seed.

    Raises
    ------
    InvalidDataError
        If `seed` is no whole number of 0 or more.

    Examples
    --------
    >>> spawn_seeds(1, streams=2).numbers
    (1, 1641411168, 1454127163)
    """
    seed = check_whole("seed", seed, least=0)
    spawned = np.random.SeedSequence(seed).spawn(streams)
    return Seeds(seed=seed, spawned=tuple(spawned))
