"""Log probabilities by block, against the stable formula and against SciPy's."""

import numpy as np
import pytest
import xarray as xr
from scipy.stats import nbinom, poisson

from bemodels.counts.fits.log_probability import quadratic_log_probability
from bemodels.counts.hierarchical import log_probabilities
from bemodels.counts.hierarchical.cells import cells_of
from bemodels.counts.hierarchical.log_probabilities import (
    cell_log_probabilities,
    log_likelihood,
)
from bemodels.counts.hierarchical.simulated import log_means
from bemodels.data import CountTable

COUNTS = (0, 3, 1, 2500, 40, 3)
TABLE = CountTable(
    keys=("city", "year"),
    rows=tuple(
        (city, year, count, 0.5 + 0.1 * count % 1)
        for (city, year), count in zip(
            [(city, year) for city in "ABC" for year in (2014, 2015)],
            COUNTS,
            strict=True,
        )
    ),
)
CELLS = cells_of(TABLE)
RNG = np.random.default_rng(1)
SAMPLE = ("chain", "draw")
DRAWS = xr.Dataset(
    {
        "intercept": (SAMPLE, RNG.normal(size=(2, 5))),
        "city_effect": ((*SAMPLE, "place"), RNG.normal(size=(2, 5, 3))),
        "year_effect": ((*SAMPLE, "period"), RNG.normal(size=(2, 5, 2))),
        "heterogeneity": (SAMPLE, np.abs(RNG.normal(size=(2, 5))) + 0.1),
    }
)


def all_cells(draws, cells=CELLS):
    return np.concatenate(
        [block for _, block in cell_log_probabilities(draws, cells)], axis=-1
    )


def test_log_probabilities_are_those_of_scipy():
    mean = np.exp(log_means(DRAWS, CELLS))
    alpha = DRAWS["heterogeneity"].to_numpy()[..., None] ** 2

    expected = nbinom(1 / alpha, 1 / (1 + alpha * mean)).logpmf(CELLS.counts)

    assert all_cells(DRAWS) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("heterogeneity", [0.0, 1e-9, 1e-5, 1e-2, 1.0])
def test_log_probabilities_are_those_of_the_fits_down_to_the_poisson_limit(
    heterogeneity,
):
    same = xr.full_like(DRAWS["heterogeneity"], heterogeneity)
    mean = np.exp(log_means(DRAWS, CELLS))
    expected = quadratic_log_probability(
        np.broadcast_to(CELLS.counts, mean.shape).ravel(),
        mean.ravel(),
        np.full(mean.size, heterogeneity**2),
    )

    found = all_cells(DRAWS.assign(heterogeneity=same))

    assert found.ravel() == pytest.approx(expected, rel=1e-11)


def test_what_is_not_in_the_model_counts_as_zero():
    draws = DRAWS[["intercept"]]
    rate = np.exp(draws["intercept"].to_numpy())[..., None]

    expected = poisson(rate * CELLS.years).logpmf(CELLS.counts)

    assert all_cells(draws) == pytest.approx(expected, rel=1e-10)


def test_blocks_make_no_difference(monkeypatch):
    whole = all_cells(DRAWS)
    monkeypatch.setattr(log_probabilities, "MOST_DOUBLES", 20)

    blocks = [block for block, _ in cell_log_probabilities(DRAWS, CELLS)]

    assert len(blocks) == 3
    assert all_cells(DRAWS) == pytest.approx(whole, rel=1e-13)
    assert log_likelihood(DRAWS, CELLS) == pytest.approx(whole.sum(axis=-1), rel=1e-12)
