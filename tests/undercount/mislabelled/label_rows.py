"""Rows, validation and priors that the tests of the regression share."""

import numpy as np
import pandas as pd

from bemodels.intervals import Beta
from bemodels.undercount.mislabelled import (
    LabelPrior,
    LabelValidation,
    MislabelledPriors,
)

UNIFORM = Beta(a=1, b=1)
LABELS = LabelPrior(inspired=Beta(a=4, b=1), linked=Beta(a=6, b=1), reason="careful")
PRIORS = MislabelledPriors(
    labels=LABELS,
    intercept_location=1.0,
    intercept_scale=1.0,
    slope_scale=0.5,
    intercept_reason="a handful a year",
    slope_reason="a factor of two and a half at most",
)
VALIDATION = LabelValidation(inspired=12, inspired_right=10, linked=22, linked_right=20)
ROWS = pd.DataFrame(
    {
        "inspired": [3, 0, 7, 2, 12, 5],
        "linked": [9, 4, 11, 0, 21, 6],
        "x": [-1.0, -0.5, 0.0, 0.5, 1.0, 0.0],
        "years": [1.0, 0.5, 2.0, 1.0, 3.0, 1.5],
    }
)


def simulated_rows(seed, *, right, times=1):
    """Return sixty rows of two years, their truth being known."""
    rng = np.random.default_rng(seed)
    x = np.linspace(-1.5, 1.5, 60)
    inspired, linked = 8 * np.exp(0.5 * x) * times, 20 * np.exp(-0.3 * x) * times
    first = inspired * right[0] + linked * (1 - right[1])
    second = inspired * (1 - right[0]) + linked * right[1]
    return pd.DataFrame(
        {
            "inspired": rng.poisson(first),
            "linked": rng.poisson(second),
            "x": x,
            "years": 2.0,
        }
    )
