"""The gate: good draws pass, and nothing that only lacks evidence against it does."""

import numpy as np
import pytest
import xarray as xr

from bemodels.bayes import SamplerSettings, pass_gate
from bemodels.errors import InvalidDataError, NotConvergedError

SETTINGS = SamplerSettings(draws=500)


def good_draws(chains=4, draws=500):
    return np.random.default_rng(1).normal(size=(chains, draws))


def stats(chains=4, draws=500, diverging=0, energy=None):
    rng = np.random.default_rng(2)
    flags = np.zeros((chains, draws), dtype=bool)
    flags.flat[:diverging] = True
    values = rng.normal(size=(chains, draws)) if energy is None else energy
    dims = ("chain", "draw")
    return xr.Dataset({"diverging": (dims, flags), "energy": (dims, values)})


def refused(draws, sample_stats=None):
    with pytest.raises(NotConvergedError) as error:
        pass_gate(
            stats() if sample_stats is None else sample_stats,
            [("sound", good_draws()), ("doubtful", draws)],
            settings=SETTINGS,
        )
    return str(error.value)


def test_good_draws_pass_with_their_numbers():
    checks = pass_gate(stats(), [("rate", good_draws())], settings=SETTINGS)

    assert all(check.passed for check in checks)
    assert checks[0].detail == "4 chains of 500 draws"
    assert any("(rate)" in check.detail for check in checks)


def test_padded_draws_of_an_interrupted_run_are_refused():
    draws = good_draws()
    draws[3, 400:] = np.nan
    assert refused(draws) == "doubtful holds draws that are no finite number"


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_draws_that_are_no_numbers_are_refused(value):
    assert refused(np.full((4, 500), value)) == (
        "doubtful holds draws that are no finite number"
    )


def test_constant_draws_are_refused():
    draws = good_draws()
    draws[2] = 1.0
    assert refused(draws) == "doubtful stands still in at least one chain"


def test_a_single_chain_is_refused():
    assert refused(good_draws(chains=1)) == (
        "doubtful holds (1, 500) draws where (4, 500) (chains, draws) were asked"
    )


def test_short_chains_are_refused():
    assert refused(good_draws(draws=300)) == (
        "doubtful holds (4, 300) draws where (4, 500) (chains, draws) were asked"
    )


def test_chains_in_different_places_are_refused():
    message = refused(good_draws() + np.arange(4)[:, None])
    assert message.startswith("doubtful has not converged: r_hat 1.")


def test_slow_chains_are_refused():
    steps = np.random.default_rng(3).normal(size=(4, 500))
    slow = np.zeros((4, 500))
    for i in range(1, 500):
        slow[:, i] = 0.9 * slow[:, i - 1] + steps[:, i]
    assert refused(slow).startswith("doubtful has not converged: r_hat ")


def test_a_divergence_is_refused():
    assert refused(good_draws(), stats(diverging=1)) == (
        "1 of 2000 transitions diverged"
    )


def test_low_energy_fraction_is_refused():
    crawling = np.cumsum(np.random.default_rng(4).normal(size=(4, 500)), axis=1)
    assert refused(good_draws(), stats(energy=crawling)).startswith(
        "the energy fraction (E-BFMI) is 0.0"
    )


def test_energy_that_is_missing_is_refused():
    assert refused(good_draws(), stats(energy=np.full((4, 500), np.nan))).startswith(
        "the energy fraction (E-BFMI) is nan"
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"chains": 3}, "chains must be 4 or more, got 3"),
        ({"draws": 99}, "draws must be 100 or more, got 99"),
        ({"tune": 0}, "tune must be 100 or more, got 0"),
        ({"target_accept": 1.0}, "target_accept must lie between 0 and 1, got 1.0"),
    ],
)
def test_settings_under_which_nothing_can_be_judged_are_refused(changes, message):
    with pytest.raises(InvalidDataError) as error:
        SamplerSettings(**changes)
    assert str(error.value) == message
