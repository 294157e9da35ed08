"""Data and priors that several tests of the reporting regression share."""

from dataclasses import replace

import numpy as np
import pandas as pd

from bemodels.undercount import (
    HalfNormalSpread,
    NoSpread,
    RatePriors,
    ReportingPriors,
    StatedDetection,
    WeakDetection,
)

NUMBERS = {"intercept_location": 0.0, "intercept_scale": 1.5, "slope_scale": 1.5}
STATED = StatedDetection(**NUMBERS, reason="From twenty sources read twice.")
PRIORS = ReportingPriors(
    rate=RatePriors(
        intercept_location=2.0,
        intercept_scale=1.5,
        slope_scale=1.0,
        reason="Between one event in three years and 140 a year.",
    ),
    detection=WeakDetection(**NUMBERS, reason="Nearly flat in the probability."),
    places=NoSpread(),
    places_reason="No places are pooled.",
)
POOLED = replace(
    PRIORS,
    places=HalfNormalSpread(scale=0.7),
    places_reason="Places rarely differ by more than a factor of four.",
)
# Six rows of three cities, at three values of one covariate each.
CITIES = pd.DataFrame(
    {
        "city": ["A", "A", "B", "B", "C", "C"],
        "x": [-0.8, 0.3, 0.9, -0.2, 0.1, -0.5],
        "w": [0.7, -0.4, -0.9, 0.2, 0.8, -0.6],
        "y": [3, 9, 0, 14, 2, 41],
        "years": [1.0, 0.6, 1.0, 0.6, 1.0, 0.6],
    }
)
CHECKED = pd.DataFrame({"w": [-0.5, 0.5], "found": [4, 11], "known": [12, 15]})


def simulated(*, rows, known, seed):
    """Stoner's simulation without a spatial field: the truth is 4, 1, 0 and 2."""
    rng = np.random.default_rng(seed)
    x, w = rng.uniform(-1, 1, (2, rows))
    chances = 1 / (1 + np.exp(-2 * w))
    events = rng.poisson(np.exp(4 + x))
    data = pd.DataFrame(
        {"x": x, "w": w, "y": rng.binomial(events, chances), "years": 1.0}
    )
    levels = np.array([-0.8, 0.0, 0.8])
    found = rng.binomial(known, 1 / (1 + np.exp(-2 * levels)))
    validation = pd.DataFrame({"w": levels, "found": found, "known": known})
    return data, validation, int(events.sum())
