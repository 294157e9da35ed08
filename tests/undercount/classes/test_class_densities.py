"""The density of latent classes, written out plainly and differentiated."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit

from bemodels.undercount.capture.capture_table import checked_histories
from bemodels.undercount.capture.classes.class_density import (
    class_model,
    log_density,
    log_density_slopes,
    log_shares,
)

HISTORIES = {"100": 5, "010": 0, "110": 2, "001": 7, "111": 1}


def model_of(classes, shape=0.25, rate=0.5):
    patterns = checked_histories(HISTORIES)
    return class_model(patterns, classes=classes, shape=shape, rate=rate)


def plain_log_density(captures, sticks, *, shape, rate):
    """The docstring's formula for one chain, Jacobians of the logits included."""
    chance, taken = expit(captures), expit(sticks)
    shares, left = [], 1.0
    for one in taken:
        shares.append(one * left)
        left *= 1 - one
    shares = np.array([*shares, left])

    def theta(pattern):
        seen = np.array([int(one) for one in pattern])[:, None]
        return (shares * np.where(seen, chance, 1 - chance).prod(axis=0)).sum()

    n = sum(HISTORIES.values())
    log_likelihood = sum(k * np.log(theta(p)) for p, k in HISTORIES.items())
    log_likelihood -= n * np.log(1 - theta("000"))
    sticks_prior = -np.log(1 - taken).sum() - (shape + len(taken)) * np.log(
        rate - np.log(1 - taken).sum()
    )
    jacobians = np.log(chance * (1 - chance)).sum() + np.log(taken * (1 - taken)).sum()
    return log_likelihood + sticks_prior + jacobians


@given(seed=st.integers(0, 10**6), classes=st.integers(2, 5))
@settings(deadline=None, max_examples=20)
def test_density_is_that_of_its_docstring(seed, classes):
    rng = np.random.default_rng(seed)
    captures = rng.normal(0, 2, size=(2, 3, classes))
    sticks = rng.normal(0, 2, size=(2, classes - 1))
    found, _, _ = log_density(model_of(classes), captures, sticks)
    expected = [
        plain_log_density(x, y, shape=0.25, rate=0.5)
        for x, y in zip(captures, sticks, strict=True)
    ]
    assert found == pytest.approx(expected, rel=1e-10)
    assert np.exp(log_shares(sticks)).sum(axis=1) == pytest.approx(1)


def test_slopes_are_those_of_the_density():
    rng = np.random.default_rng(3)
    model, step = model_of(4), 1e-5
    captures, sticks = rng.normal(size=(1, 3, 4)), rng.normal(size=(1, 3))
    _, of_captures, of_sticks = log_density(model, captures, sticks)
    alone = log_density_slopes(model, captures, sticks)
    assert all(map(np.array_equal, alone, (of_captures, of_sticks)))

    def difference(which, place):
        moved = [captures.copy(), sticks.copy()]
        moved[which][place] += step
        above = log_density(model, *moved)[0]
        moved[which][place] -= 2 * step
        return float((above - log_density(model, *moved)[0])[0] / (2 * step))

    for place in np.ndindex(captures.shape):
        assert of_captures[place] == pytest.approx(difference(0, place), abs=1e-7)
    for place in np.ndindex(sticks.shape):
        assert of_sticks[place] == pytest.approx(difference(1, place), abs=1e-7)
