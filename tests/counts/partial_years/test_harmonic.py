"""One wave a year: Rayleigh's statistic, Poisson regression, its power."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import ncx2

from bemodels.counts import fit_poisson
from bemodels.counts.partial_years.harmonic import fit_harmonic

DAYS = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
COUNTS = np.array([8, 4, 9, 3, 2, 5, 1, 0, 3, 2, 6, 5])


def test_with_equal_months_it_is_twice_n_r_squared():
    # Mardia and Jupp 2000, section 6.3: Rayleigh's statistic of grouped angles.
    angle = 2 * np.pi * (np.arange(12) + 0.5) / 12
    vector = (COUNTS * np.exp(1j * angle)).sum()
    wave = fit_harmonic(COUNTS, np.full(12, 30))
    assert wave.statistic == pytest.approx(2 * abs(vector) ** 2 / COUNTS.sum())
    assert wave.amplitude == pytest.approx(2 * abs(vector) / COUNTS.sum())
    assert wave.p_value == pytest.approx(np.exp(-wave.statistic / 2))


def test_it_is_the_score_test_of_a_poisson_regression():
    shares = DAYS / DAYS.sum()
    angle = 2 * np.pi * (np.cumsum(shares) - shares / 2)
    frame = pd.DataFrame({"n": COUNTS, "t": DAYS, "c": np.cos(angle)})
    frame["s"] = np.sin(angle)
    flat = fit_poisson("n ~ 1", frame, exposure="t").fitted
    design = np.column_stack([np.ones(12), frame["c"], frame["s"]])
    score = design.T @ (COUNTS - flat)
    statistic = score @ np.linalg.solve((design.T * flat) @ design, score)
    wave = fit_harmonic(COUNTS, DAYS)
    assert wave.statistic == pytest.approx(statistic, rel=1e-10)
    # For a small wave one step from none is nearly the maximum.
    smooth = np.round(1000 * shares * (1 + 0.05 * np.cos(angle - 1)) * 100)
    step = fit_harmonic(smooth, DAYS)
    frame["n"] = smooth
    fit = fit_poisson("n ~ c + s", frame, exposure="t")
    assert step.cosine == pytest.approx(fit.params["c"], abs=5e-4)
    assert step.sine == pytest.approx(fit.params["s"], abs=5e-4)


def test_which_month_a_wave_begins_in_does_not_matter():
    equal = np.full(12, 30)
    first = fit_harmonic(COUNTS, equal)
    for months in range(1, 12):
        turned = fit_harmonic(np.roll(COUNTS, months), equal)
        assert turned.statistic == pytest.approx(first.statistic)
        assert turned.amplitude == pytest.approx(first.amplitude)


def test_power_is_noncentral_chi_square_and_the_size_where_there_is_no_wave():
    wave = fit_harmonic(COUNTS, np.full(12, 30))
    expected = ncx2.sf(5.991464547107979, 2, 0.5**2 * COUNTS.sum() / 2)
    assert wave.power(0.5, level=0.95) == pytest.approx(expected)
    assert wave.power(0.0, level=0.95) == pytest.approx(0.05)


def test_80_percent_power_needs_a_noncentrality_of_9_635():
    # Haynam, Govindarajulu and Leone 1970, tables of the cumulative noncentral
    # chi-square: 9.635 for 2 degrees of freedom, size 0.05 and power 0.8.
    wave = fit_harmonic(COUNTS, np.full(12, 30))
    seen = wave.seen_with(0.8, level=0.95)
    assert seen**2 * COUNTS.sum() / 2 == pytest.approx(9.635, abs=5e-4)


def test_simulated_waves_are_seen_as_often_as_the_power_says():
    rng = np.random.default_rng(7)
    shares = DAYS / DAYS.sum()
    angle = 2 * np.pi * (np.cumsum(shares) - shares / 2)
    waves = rng.multinomial(83, shares * (1 + 0.5 * np.cos(angle - 2)), size=4000)
    found = [fit_harmonic(counts, DAYS) for counts in waves]
    seen = np.mean([one.p_value <= 0.05 for one in found])
    assert seen == pytest.approx(found[0].power(0.5, level=0.95), abs=0.03)
    held = np.mean([abs(one.amplitude - 0.5) <= one.reach(0.95) for one in found])
    assert held >= 0.95
