"""Columns of heterogeneity: as a mixture makes them, and convex from zero on."""

from math import inf

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import gamma, norm, poisson

from bemodels.errors import InvalidDataError
from bemodels.undercount.capture.heterogeneity import (
    CHAO,
    DARROCH,
    GAMMA35,
    POISSON2,
    Heterogeneity,
)

SEEN = np.arange(6)


def test_chao_has_a_kink_for_each_time_after_the_second():
    assert CHAO.column(SEEN, 5).tolist() == [
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
        [1, 0, 0],
        [2, 1, 0],
        [3, 2, 1],
    ]


@pytest.mark.parametrize("occasions", [1, 2])
def test_chao_has_no_column_for_two_occasions(occasions):
    assert CHAO.column([0, 1], occasions).shape == (2, 0)


def test_an_endless_window_ends_at_the_last_time_seen():
    assert (CHAO.column(SEEN, inf) == CHAO.column(SEEN, 5)).all()


def test_darroch_is_the_mixture_of_normal_log_odds():
    # log E exp(k a) = k mean + variance k^2 / 2 for normal a.
    sd = 0.7
    mixed = [
        np.log(quad(lambda a, k=k: np.exp(k * a) * norm.pdf(a, 0, sd), -9, 9)[0])
        for k in SEEN
    ]
    assert sd**2 * DARROCH.column(SEEN, 5)[:, 0] == pytest.approx(mixed, abs=1e-8)


def test_poisson_is_the_mixture_of_poisson_steps():
    mean, steps = 0.4, np.arange(200)
    mixed = [
        np.log(np.sum(2.0 ** (k * steps) * poisson.pmf(steps, mean))) for k in SEEN
    ]
    assert mean * POISSON2.column(SEEN, 5)[:, 0] == pytest.approx(mixed, abs=1e-10)


def test_gamma_is_the_mixture_of_gamma_log_odds():
    shape = 1.3
    mixed = [
        np.log(
            quad(
                lambda g, k=k: np.exp(-k * g) * gamma.pdf(g, shape, scale=1 / 3.5),
                0,
                np.inf,
            )[0]
        )
        for k in SEEN
    ]
    assert shape * GAMMA35.column(SEEN, 5)[:, 0] == pytest.approx(mixed, abs=1e-7)


@pytest.mark.parametrize("form", [CHAO, DARROCH, GAMMA35, POISSON2])
def test_every_column_is_zero_at_zero_and_convex(form):
    columns = form.column(np.arange(9), 8)
    assert (columns[0] == 0).all()
    assert (np.diff(columns, n=2, axis=0) >= 0).all()


def test_only_chao_is_a_bound():
    forms = (CHAO, DARROCH, GAMMA35, POISSON2)
    assert [form.name for form in forms if form.bounds] == ["Chao"]


@pytest.mark.parametrize(
    ("times_seen", "occasions", "message"),
    [
        (
            [1],
            0,
            "occasions must be a whole number of 1 or more, or math.inf, got 0",
        ),
        (
            [1],
            2.0,
            "occasions must be a whole number of 1 or more, or math.inf, got 2.0",
        ),
        ([1, 4], 3, "times_seen must lie in 0..3, got 4"),
        ([-1], inf, "times_seen must lie in 0..inf, got -1"),
        ([0.5], 3, "times_seen must be a sequence of whole numbers, got [0.5]"),
        (2, 3, "times_seen must be a sequence of whole numbers, got 2"),
    ],
)
def test_what_is_no_cell_is_refused(times_seen, occasions, message):
    with pytest.raises(InvalidDataError) as error:
        DARROCH.column(times_seen, occasions)
    assert str(error.value) == message


def test_a_form_that_is_none_is_refused():
    with pytest.raises(InvalidDataError) as error:
        Heterogeneity(name="Normal", meaning="")
    assert str(error.value) == (
        "Heterogeneity 'Normal': name must be one of 'Chao', 'Poisson2', 'Darroch', "
        "'Gamma3.5', got 'Normal'"
    )
