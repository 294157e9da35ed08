"""The gate: good draws pass, and nothing that only lacks evidence against it does."""

import numpy as np
import pytest
import xarray as xr

from bemodels.bayes import SamplerSettings, diagnose, judge_quantities, pass_gate
from bemodels.errors import InvalidDataError, NotConvergedError

SETTINGS = SamplerSettings(draws=500)


def good_draws(chains=4, draws=500):
    return np.random.default_rng(1).normal(size=(chains, draws))


def stats(**changes):
    rng = np.random.default_rng(2)
    values = {
        "diverging": np.zeros((4, 500), dtype=bool),
        "energy": rng.normal(size=(4, 500)),
    } | changes
    return xr.Dataset(
        {
            name: ((f"chain_{name}", f"draw_{name}"), array)
            for name, array in values.items()
            if array is not None
        }
    )


def refused(*quantities, sample_stats=None):
    with pytest.raises(NotConvergedError) as error:
        pass_gate(
            stats() if sample_stats is None else sample_stats,
            [("sound", good_draws()), *(("doubtful", one) for one in quantities)],
            settings=SETTINGS,
        )
    return str(error.value)


def test_good_draws_pass_with_their_numbers():
    checks = pass_gate(stats(), [("rate", good_draws())], settings=SETTINGS)

    assert all(check.passed for check in checks)
    assert [check.name for check in checks] == [
        "chains of the asked length, all finite",
        "divergences",
        "energy fraction (E-BFMI)",
        "r_hat (rank-normalised)",
        "ess_bulk",
        "ess_tail",
        "mcse of a limit over sd",
        "mcse over sd",
    ]
    assert checks[0].detail == "4 chains of 500 draws"
    assert checks[5].detail.endswith("(rate), at least 1000")


def test_derived_draws_are_judged_as_those_of_the_sampler_are():
    derived = [("rate", good_draws()), ("ratio", np.exp(good_draws()))]

    checks = judge_quantities(derived, settings=SETTINGS)

    assert checks == pass_gate(stats(), derived, settings=SETTINGS)[3:]


def test_derived_draws_that_have_not_converged_are_refused():
    apart = good_draws() + np.arange(4)[:, None]

    with pytest.raises(NotConvergedError, match=r"^ratio has not converged: r_hat"):
        judge_quantities([("ratio", apart)], settings=SETTINGS)


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


@pytest.mark.parametrize(("one", "other"), [(0, 1), (1, 3)])
def test_a_copied_chain_is_refused(one, other):
    draws = good_draws()
    draws[other] = draws[one]
    assert refused(draws) == (
        f"doubtful has the same draws in chains {one + 1} and {other + 1}: a copied "
        "chain agrees with itself and shows nothing"
    )


def test_one_chain_in_four_copies_is_refused():
    copies = np.repeat(good_draws(chains=1), 4, axis=0)
    assert refused(copies).startswith("doubtful has the same draws in chains 1 and 2")


def test_no_quantity_is_no_evidence():
    with pytest.raises(NotConvergedError) as error:
        pass_gate(stats(), [], settings=SETTINGS)
    assert str(error.value) == "no quantity was given, so none has converged"


def test_two_quantities_of_one_name_are_refused():
    other = np.random.default_rng(5).normal(size=(4, 500))
    assert refused(good_draws(), other) == "doubtful is the name of two quantities"


def test_chains_in_different_places_are_refused():
    message = refused(good_draws() + np.arange(4)[:, None])
    assert message.startswith("doubtful has not converged: r_hat 1.")
    assert message.endswith("more draws may help: draws=5000 (--draws 5000)")


def test_slow_chains_are_refused():
    steps = np.random.default_rng(3).normal(size=(4, 500))
    slow = np.zeros((4, 500))
    for i in range(1, 500):
        slow[:, i] = 0.9 * slow[:, i - 1] + steps[:, i]
    assert refused(slow).startswith("doubtful has not converged: r_hat ")


def judge_independent(draws):
    sound = good_draws(draws=draws)
    return pass_gate(
        stats(diverging=np.zeros((4, draws), dtype=bool), energy=sound),
        [("rate", sound)],
        settings=SamplerSettings(draws=draws),
    )


def test_good_draws_too_few_for_two_digits_are_refused_and_the_advice_works():
    """Of 960 independent draws no tail holds 1000."""
    found = diagnose("rate", good_draws(draws=240))
    assert found.r_hat < 1.01
    assert found.ess_bulk > 400
    assert found.mcse_share < 0.05

    with pytest.raises(NotConvergedError) as error:
        judge_independent(240)

    assert str(error.value) == (
        f"rate has not converged: r_hat {found.r_hat:.4f} (below 1.01), ess_bulk "
        f"{found.ess_bulk:.0f} (at least 400), ess_tail {found.ess_tail:.0f} (at least "
        f"1000), mcse/sd {found.mcse_share:.3f} (at most 0.05); more draws may help: "
        "draws=500 (--draws 500)"
    )
    assert all(check.passed for check in judge_independent(500))


def test_a_divergence_is_refused():
    flags = np.zeros((4, 500), dtype=bool)
    flags[2, 7] = True
    assert refused(good_draws(), sample_stats=stats(diverging=flags)) == (
        "1 of 2000 transitions diverged: parts of the posterior were not reached; "
        "tighter priors may help, more draws do not"
    )


def test_low_energy_fraction_is_refused():
    crawling = np.cumsum(np.random.default_rng(4).normal(size=(4, 500)), axis=1)
    assert refused(good_draws(), sample_stats=stats(energy=crawling)) == (
        "the energy fraction (E-BFMI) is 0.01, below 0.3: the sampler does not reach "
        "the tails; tighter priors may help, more draws do not"
    )


@pytest.mark.parametrize("name", ["diverging", "energy"])
@pytest.mark.parametrize(
    ("values", "message"),
    [
        (None, "the sampler left no {name}"),
        (
            np.zeros((4, 300)),
            "{name} holds (4, 300) draws where (4, 500) (chains, draws) were asked",
        ),
        (
            np.zeros((1, 500)),
            "{name} holds (1, 500) draws where (4, 500) (chains, draws) were asked",
        ),
        (np.full((4, 500), np.nan), "{name} holds draws that are no finite number"),
    ],
)
def test_sampler_statistics_must_be_there(name, values, message):
    assert refused(good_draws(), sample_stats=stats(**{name: values})) == (
        message.format(name=name)
    )


def test_energy_that_stands_still_is_refused():
    still = np.ones((4, 500))
    assert refused(good_draws(), sample_stats=stats(energy=still)) == (
        "energy stands still in at least one chain"
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"chains": 3}, "chains must be a whole number of 4 or more, got 3"),
        ({"draws": 0}, "draws must be a whole number of 100 or more, got 0"),
        ({"draws": 150.5}, "draws must be a whole number of 100 or more, got 150.5"),
        ({"draws": "150"}, "draws must be a whole number of 100 or more, got '150'"),
        ({"tune": True}, "tune must be a whole number of 100 or more, got True"),
        (
            {"target_accept": 1.0},
            "target_accept must be a number between 0 and 1, got 1.0",
        ),
        (
            {"target_accept": float("nan")},
            "target_accept must be a number between 0 and 1, got nan",
        ),
        (
            {"target_accept": "0.9"},
            "target_accept must be a number between 0 and 1, got '0.9'",
        ),
    ],
)
def test_settings_under_which_nothing_can_be_judged_are_refused(changes, message):
    with pytest.raises(InvalidDataError) as error:
        SamplerSettings(**changes)
    assert str(error.value) == message


def test_whole_numbers_of_numpy_are_whole_numbers():
    settings = SamplerSettings(draws=np.int64(300), chains=np.uint8(5))

    assert settings == SamplerSettings(draws=300, chains=5)
    assert type(settings.draws) is type(settings.chains) is int
