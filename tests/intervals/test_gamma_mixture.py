"""A mixture with weights is the even mixture with as many copies of each part."""

import numpy as np
import pytest

from bemodels.intervals import gamma_mixture_quantile

SHAPES, RATES = np.array([0.5, 3.0, 20.0]), np.array([1.0, 2.0, 0.5])
TIMES = np.array([1, 4, 2])


@pytest.mark.parametrize("probability", [0.025, 0.5, 0.975])
def test_weights_are_numbers_of_copies(probability):
    copies = gamma_mixture_quantile(
        np.repeat(SHAPES, TIMES), np.repeat(RATES, TIMES), probability
    )
    weighted = gamma_mixture_quantile(SHAPES, RATES, probability, weights=TIMES)

    assert weighted == pytest.approx(copies, rel=1e-12)


def test_a_part_without_weight_is_no_part():
    weights = np.array([0.0, 1.0, 0.0])

    assert gamma_mixture_quantile(SHAPES, RATES, 0.9, weights=weights) == pytest.approx(
        gamma_mixture_quantile(SHAPES[1:2], RATES[1:2], 0.9)
    )
