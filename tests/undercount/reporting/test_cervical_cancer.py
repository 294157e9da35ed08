"""Cervical cancer in four countries (Whittemore and Gong 1991), against R's pogit.

pogit (manual example m4, two chains) averages over all subsets of 15 coefficients of
the rate and 3 of detection. Here the coefficients that are not in doubt are always
kept, the 24 likeliest models of the others are fitted, a coefficient that is left out
having a standard deviation of 0.001, and averaged by their marginal likelihoods;
pogit's slab is Student's t, here it is normal of the same variance.
"""

from dataclasses import replace
from functools import cache
from itertools import product

import numpy as np
import pandas as pd
import pytest
from reporting_cases import PRIORS
from scipy.special import betaln, expit
from scipy.stats import binom, norm

from bemodels.undercount import RatePriors, TermPrior, WeakDetection, fit_reporting
from bemodels.undercount.reporting.reporting_design import read_reporting
from bemodels.undercount.reporting.reporting_loops import reporting_density
from bemodels.undercount.reporting.reporting_model import model_data
from bemodels.undercount.reporting.rough_coordinates import DISPERSED

pytestmark = pytest.mark.sampling
COUNTRIES = ("Belgium", "England", "France", "Italy")
AGES = ("25-34", "35-44", "45-54", "55-64")
DEATHS = (8, 81, 242, 268, 192, 860, 2762, 3035, 96, 477, 998, 1117, 45, 255, 621, 839)
YEARS = (
    *(2328, 2557, 2268, 2253, 15399, 14268, 15450, 15142),
    *(15324, 16186, 14432, 13201, 19115, 18811, 16234, 15246),
)
CHECKED = pd.DataFrame(
    {"country": COUNTRIES, "found": [43, 50, 38, 41], "known": [50, 50, 53, 50]}
)
RATE, DETECTION = "deaths ~ C(country) * C(age)", "~ C(country)"
# pogit's, both chains: intercept, England, Italy, the ages, and Italy at 55 to 64.
POGIT = {
    0: (-4.829, -4.811),
    1: (0.423, 0.436),
    3: (-0.950, -0.934),
    4: (1.602, 1.603),
    5: (2.678, 2.680),
    6: (2.802, 2.806),
    15: (0.225, 0.228),
}
POGIT_DETECTION = {"France": (0.709, 0.712), "Italy": (0.842, 0.846)}
ALWAYS = (1, 3, 4, 5, 6, 16)
SLAB = 5**0.5


def data():
    pairs = pd.DataFrame(list(product(COUNTRIES, AGES)), columns=["country", "age"])
    return pairs.assign(deaths=DEATHS, years=np.array(YEARS, dtype=float))


def fitted(rate, detection, priors, draws=1000):
    return fit_reporting(
        rate,
        detection,
        data(),
        exposure="years",
        validation=CHECKED,
        priors=priors,
        seed=7,
        draws=draws,
    )


def all_but_zero(term):
    return TermPrior(term=term, location=0, scale=1e-3)


def priors_of(kept):
    """Return pogit's priors, coefficients that are not kept being all but 0."""
    names, of_detection = terms()
    left_out = [name for place, name in enumerate(names) if place and place not in kept]
    equal = [of_detection[place] for place in (1, 2, 3) if 15 + place not in kept]
    return replace(
        PRIORS,
        rate=RatePriors(
            intercept_location=0.0,
            intercept_scale=10.0,
            slope_scale=SLAB,
            terms=tuple(map(all_but_zero, left_out)),
            reason="pogit's defaults.",
        ),
        detection=WeakDetection(
            intercept_location=0.0,
            intercept_scale=10.0,
            slope_scale=SLAB,
            terms=tuple(map(all_but_zero, equal)),
            reason="pogit's defaults.",
        ),
    )


@cache
def design():
    return read_reporting(
        RATE, DETECTION, data(), exposure="years", validation=CHECKED, pooled=None
    )


@cache
def terms():
    """Return the names of terms, interactions numbered country by country."""
    found = design()
    names = list(found.rate.terms)
    of_pair = {
        (country, age): f"C(country)[T.{country}]:C(age)[T.{age}]"
        for country in COUNTRIES[1:]
        for age in AGES[1:]
    }
    return [*names[:7], *of_pair.values()], list(found.detection_terms)


def log_marginal(kept):
    """By Laplace; pogit's weights of subsets are uniform in their sizes' odds."""
    values = model_data(design(), priors_of(kept))
    constant = values.pop("constant")
    draws = (np.zeros(size) for size in (16, 4, 1, 1))
    height = reporting_density(*draws, *values.values())[0] + constant
    rate = sum(1 for one in kept if one <= 15)
    detection = len(kept) - rate
    sizes = betaln(rate + 1, 16 - rate) + betaln(detection + 1, 4 - detection)
    # The draws are in units of two standard deviations: all models have as many.
    return height + sizes - 20 * np.log(DISPERSED)


def likeliest():
    """Return the twelve likeliest of the 128 models in doubt, and their weights."""
    doubtful = (2, 10, 11, 12, 15, 17, 18)
    models = [
        (*ALWAYS, *(one for one, there in zip(doubtful, bits, strict=True) if there))
        for bits in product((0, 1), repeat=len(doubtful))
    ]
    heights = np.array([log_marginal(one) for one in models])
    best = np.argsort(-heights)[:24]
    weights = np.exp(heights[best] - heights.max())
    return [models[place] for place in best], weights / weights.sum()


@pytest.fixture(scope="module")
def averaged():
    models, weights = likeliest()
    names, _ = terms()
    rate, detection = np.zeros(16), 0.0
    for kept, weight in zip(models, weights, strict=True):
        means = fitted(RATE, DETECTION, priors_of(kept)).draws["posterior"]
        means = means.to_dataset().mean(("chain", "draw"))
        rate += weight * means["rate_coefficient"].sel(rate_term=names).to_numpy()
        detection = detection + weight * means["detection"]
    return rate, detection


def off(value, chains):
    """Return how far a number lies from where the two chains of pogit ended."""
    return max(min(chains) - value, value - max(chains), 0.0)


def test_rates_are_those_of_pogit(averaged):
    rate, _ = averaged

    found = {place: off(rate[place], chains) for place, chains in POGIT.items()}

    assert max(found.values()) < 0.02, found


def test_detection_is_that_of_pogit(averaged):
    _, detection = averaged

    for country, chains in POGIT_DETECTION.items():
        assert off(float(detection.sel(level=country)), chains) < 0.01


def test_saturated_rates_leave_every_country_to_its_validation():
    priors = replace(
        PRIORS,
        rate=replace(PRIORS.rate, intercept_scale=15.0, slope_scale=15.0),
        detection=replace(PRIORS.detection, slope_scale=2.5),
    )

    result = fitted(RATE, "~ 0 + C(country)", priors, draws=2000).result()

    logit = np.linspace(-6, 14, 4001)
    for row in CHECKED.itertuples():
        weights = norm.pdf(logit, 0, 2.5)
        weights *= binom.pmf(row.found, row.known, expit(logit))
        reached = np.cumsum(weights) / weights.sum()
        low, middle, high = expit(logit[np.searchsorted(reached, [0.025, 0.5, 0.975])])
        found = result.estimate(f"detection[{row.country}]")
        width = high - low
        assert found.value == pytest.approx(middle, abs=0.03 * width)
        assert found.interval.low == pytest.approx(low, abs=0.06 * width)
        assert found.interval.high == pytest.approx(high, abs=0.06 * width)
