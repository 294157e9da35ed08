"""The reporting regression against quadrature, and where its prior is its posterior."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from reporting_cases import PRIORS, STATED
from scipy.special import expit
from scipy.stats import binom, norm, poisson

from bemodels.undercount import RatePriors, TermPrior, fit_reporting

pytestmark = pytest.mark.sampling
LEADS = pd.DataFrame(
    {"lead": ["no", "yes"], "incidents": [12, 94], "years": [4.0, 4.0]}
)
CHECKED = pd.DataFrame({"lead": ["no", "yes"], "found": [9, 46], "known": [30, 50]})
# So wide that they do not lean on the product of rate and detection.
FLAT_RATES = RatePriors(
    intercept_location=0.0,
    intercept_scale=15.0,
    slope_scale=15.0,
    reason="All but flat.",
)
LOGIT = np.linspace(-9, 9, 3601)


def fitted(data, priors, validation, **options):
    return fit_reporting(
        "incidents ~ 0 + C(lead)",
        "~ 0 + C(lead)",
        data,
        exposure="years",
        validation=validation,
        priors=priors,
        seed=5,
        **options,
    )


def tails(values, weights):
    order = np.argsort(values)
    reached = np.cumsum(weights[order]) / weights.sum()
    return values[order][np.searchsorted(reached, [0.025, 0.5, 0.975])]


def assert_near(estimate, values, weights):
    low, middle, high = tails(values.ravel(), weights.ravel())
    width = high - low
    assert estimate.value == pytest.approx(middle, abs=0.025 * width)
    assert estimate.interval.low == pytest.approx(low, abs=0.05 * width)
    assert estimate.interval.high == pytest.approx(high, abs=0.05 * width)


@pytest.fixture(scope="module")
def validated():
    priors = replace(PRIORS, rate=FLAT_RATES)
    return fitted(LEADS, priors, CHECKED, draws=2000)


def test_a_saturated_rate_leaves_detection_to_validation(validated):
    """Counts tell of the product alone: prior times binomial is all there is."""
    result = validated.result()

    for row in CHECKED.itertuples():
        weights = norm.pdf(LOGIT, 0, 1.5)
        weights *= binom.pmf(row.found, row.known, expit(LOGIT))
        assert_near(result.estimate(f"detection[{row.lead}]"), expit(LOGIT), weights)


def test_what_validation_informs_is_an_estimate(validated):
    assert {one.identified for one in validated.result().estimates} <= {"data", "both"}


def test_without_validation_the_posterior_of_detection_is_its_prior():
    priors = replace(PRIORS, rate=FLAT_RATES, detection=STATED)

    fit = fitted(LEADS, priors, None, draws=2000)

    result = fit.result()
    for lead in LEADS["lead"]:
        one = result.estimate(f"detection[{lead}]")
        assert one.identified == "prior"
        assert_near(one, expit(LOGIT), norm.pdf(LOGIT, 0, 1.5))
    for name in ("hidden", "population", "expected_events", "annual_rate[yes]"):
        assert result.estimate(name).identified == "prior"
    assert result.estimate("rate_coefficient[C(lead)[yes]]").identified == "prior"
    assert {row[-1] for row in fit.tables[0].rows if row[0].startswith("det")} == {
        "scenario"
    }
    assert result.assumptions[1].statement.endswith(STATED.reason)


@pytest.fixture(scope="module")
def leaning():
    """Rates known nearly as well as detection: all four coefficients pull."""
    rate = RatePriors(
        intercept_location=0.0,
        intercept_scale=1.0,
        slope_scale=1.0,
        terms=(
            TermPrior(term="C(lead)[no]", location=2.0, scale=0.5),
            TermPrior(term="C(lead)[yes]", location=3.0, scale=0.5),
        ),
        reason="Known from the years before.",
    )
    return fitted(LEADS, replace(PRIORS, rate=rate), CHECKED, draws=2000)


def test_rate_detection_and_hidden_are_those_of_a_grid(leaning):
    result = leaning.result()
    log_rate = np.linspace(0, 6, 601)[:, None]
    logit = np.linspace(-6, 8, 701)[None]
    sums = []
    for row, location in zip(LEADS.itertuples(), (2.0, 3.0), strict=True):
        found, known = CHECKED.loc[row.Index, ["found", "known"]]
        chance, mean = expit(logit), row.years * np.exp(log_rate)
        weights = norm.pdf(log_rate, location, 0.5) * norm.pdf(logit, 0, 1.5)
        weights = weights * binom.pmf(found, known, chance)
        weights = weights * poisson.pmf(row.incidents, mean * chance)
        weights = weights / weights.sum()
        rate = np.exp(log_rate) + 0 * logit
        assert_near(result.estimate(f"annual_rate[{row.lead}]"), rate, weights)
        assert_near(
            result.estimate(f"detection[{row.lead}]"), chance + 0 * log_rate, weights
        )
        misses = (mean * (1 - chance)).ravel()
        picked = np.random.default_rng(3).choice(
            misses.size, size=4000, p=weights.ravel()
        )
        pmf = poisson.pmf(np.arange(600)[:, None], misses[picked]).mean(axis=1)
        sums.append(pmf)
    both = np.convolve(*sums)[:600]
    low, middle, high = np.searchsorted(np.cumsum(both), [0.025, 0.5, 0.975])

    hidden = result.estimate("hidden")

    width = high - low
    assert hidden.value == pytest.approx(middle, abs=0.03 * width)
    assert hidden.interval.low == pytest.approx(low, abs=0.06 * width)
    assert hidden.interval.high == pytest.approx(high, abs=0.06 * width)
    assert result.estimate("population").value == hidden.value + 106
    assert float(hidden.value).is_integer()


def test_equal_seeds_are_equal_draws(validated):
    priors = replace(PRIORS, rate=FLAT_RATES)

    again = fitted(LEADS, priors, CHECKED, draws=2000)

    assert again.fingerprint == validated.fingerprint
    assert again.result() == validated.result()


def test_the_order_of_rows_changes_the_posterior_by_chance_alone(validated):
    priors = replace(PRIORS, rate=FLAT_RATES)

    turned = fitted(LEADS[::-1], priors, CHECKED[::-1], draws=2000).result()

    for one in validated.result().estimates:
        other = turned.estimate(one.estimand)
        width = one.interval.high - one.interval.low
        assert other.value == pytest.approx(one.value, abs=0.04 * width)
