"""Streams of one seed: NumPy's own, told by their numbers."""

import numpy as np
import pytest

from bemodels.bayes.seeds import spawn_seeds
from bemodels.errors import InvalidDataError


def test_streams_are_those_that_numpy_spawns():
    found = spawn_seeds(7, streams=3)
    expected = np.random.SeedSequence(7).spawn(3)
    assert [one.spawn_key for one in found.spawned] == [(0,), (1,), (2,)]
    assert found.numbers == (7, *(one.generate_state(1)[0] for one in expected))
    assert all(type(one) is int for one in found.numbers)


def test_more_streams_leave_the_first_as_they_were():
    assert spawn_seeds(7, streams=4).numbers[:3] == spawn_seeds(7, streams=2).numbers


@pytest.mark.parametrize("seed", [-1, 1.5, True, "7"])
def test_what_is_no_seed_is_refused(seed):
    with pytest.raises(InvalidDataError, match="seed must be a whole number of 0 or"):
        spawn_seeds(seed, streams=2)
