"""Draws of the four fates: their distributions, their independence, their seed."""

import numpy as np
import pytest
from scipy.stats import gamma, kstest

from bemodels.errors import InvalidDataError
from bemodels.undercount import Fates, draw_fates, fate_odds

INSPIRED, LINKED = Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1)
NAMES = ("inspired_arrests", "inspired_attacks", "linked_arrests", "linked_attacks")


def drawn(seed, draws=50_000):
    rng = np.random.default_rng(seed)
    return draw_fates(INSPIRED, LINKED, rng=rng, draws=draws)


@pytest.mark.parametrize(
    ("name", "shape"), list(zip(NAMES, (9.5, 3.5, 94.5, 1.5), strict=True))
)
def test_each_fate_has_its_jeffreys_posterior(name, shape):
    values = getattr(drawn(7), name)
    assert values.shape == (50_000,)
    assert kstest(values, gamma(shape).cdf).pvalue > 0.001


def test_fates_are_independent_and_successive_draws_too():
    values = np.array([getattr(drawn(11), name) for name in NAMES])
    between = np.corrcoef(values) - np.eye(4)
    after = [np.corrcoef(one[:-1], one[1:])[0, 1] for one in values]
    assert np.abs(between).max() < 0.02
    assert np.abs(after).max() < 0.02


def test_their_odds_are_those_that_are_printed():
    """Within four standard errors of a quantile of 50,000 draws."""
    odds = fate_odds(INSPIRED, LINKED).estimate("fate_odds_ratio")
    below = drawn(3).log_fate_odds_ratio
    for limit, level in (
        (odds.interval.low, 0.025),
        (odds.value, 0.5),
        (odds.interval.high, 0.975),
    ):
        error = np.sqrt(level * (1 - level) / below.size)
        assert np.mean(below <= np.log(limit)) == pytest.approx(level, abs=4 * error)


def test_a_seed_gives_the_same_draws_and_another_gives_others():
    one, same, other = drawn(5, 10), drawn(5, 10), drawn(6, 10)
    assert np.array_equal(one.linked_attacks, same.linked_attacks)
    assert not np.array_equal(one.linked_attacks, other.linked_attacks)


def test_fates_of_nobody_keep_odds_within_floats():
    none = Fates(arrests=0, attacks=0)
    found = draw_fates(none, none, rng=np.random.default_rng(1), draws=100_000)
    assert np.isfinite(found.log_fate_odds_ratio).all()


@pytest.mark.parametrize(
    ("rng", "draws", "message"),
    [
        (7, 10, "rng must be a Generator, got 7"),
        (
            np.random.default_rng(1),
            0,
            "draws must be a whole number of 1 or more, got 0",
        ),
    ],
)
def test_no_source_or_number_of_draws_is_refused(rng, draws, message):
    with pytest.raises(InvalidDataError) as error:
        draw_fates(INSPIRED, LINKED, rng=rng, draws=draws)
    assert str(error.value) == message
