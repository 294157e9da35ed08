"""Leave-one-out predictions against quadrature, where one parameter is left."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm, poisson

from bemodels.counts import (
    CITY_YEAR_PRIORS,
    WALK_PRIORS,
    IndependentYears,
    NoSpread,
    fit_hierarchical,
    leave_one_out,
)
from bemodels.counts.model_checks import pointwise
from bemodels.data import CountTable
from bemodels.errors import InvalidDataError

ONE_RATE = replace(
    CITY_YEAR_PRIORS,
    cities=NoSpread(),
    years=IndependentYears(spread=NoSpread()),
    dispersion=NoSpread(),
)
COUNTS = {("A", 2014): 1, ("A", 2015): 0, ("B", 2014): 2, ("B", 2015): 7}
YEARS = {2014: 7 / 12, 2015: 1.0}


def table_of(counts):
    return CountTable(
        keys=("city", "year"),
        rows=tuple(
            (city, year, count, YEARS[year]) for (city, year), count in counts.items()
        ),
    )


TABLE = table_of(COUNTS)


@pytest.fixture(scope="module")
def posterior():
    return fit_hierarchical(TABLE, priors=ONE_RATE, seed=1)


def log_evidence(rows):
    """The log probability of counts with one common rate, by quadrature."""

    counts, years = (np.array(column) for column in list(zip(*rows, strict=True))[2:])
    prior = norm(ONE_RATE.intercept_location, ONE_RATE.intercept_scale)

    def density(level):
        chances = poisson.pmf(counts, years * np.exp(level))
        return np.prod(chances) * prior.pdf(level)

    return np.log(quad(density, -9, 6, epsabs=0, epsrel=1e-11, limit=200)[0])


@pytest.fixture(scope="module")
def exact():
    whole, rows = log_evidence(TABLE.rows), TABLE.rows
    return np.array([whole - log_evidence(rows[:i] + rows[i + 1 :]) for i in range(4)])


@pytest.mark.sampling
def test_predictions_of_left_out_cells_are_those_of_quadrature(posterior, exact):
    """4,000 draws leave an error of some hundredths."""
    result = leave_one_out(posterior, TABLE, priors=ONE_RATE, seed=1)

    elpd = result.estimate("elpd_loo")
    error = np.sqrt(4 * exact.var(ddof=1))
    assert elpd.value == pytest.approx(exact.sum(), abs=0.15)
    assert elpd.interval.high - elpd.value == pytest.approx(1.96 * error, rel=0.05)
    rows = result.table("Cells that are hardest to predict").rows
    assert [row[:3] for row in rows][:2] == [("B", 2015, 7), ("A", 2015, 0)]
    assert [row[4] for row in rows] == pytest.approx(np.sort(exact), abs=0.1)


@pytest.mark.sampling
def test_refits_without_each_cell_are_those_of_quadrature(
    posterior, exact, monkeypatch
):
    """No Pareto shape is below minus one, so that every cell is refitted."""
    monkeypatch.setattr(pointwise, "MOST_KHAT", -1.0)

    result = leave_one_out(posterior, TABLE, priors=ONE_RATE, seed=1)

    rows = result.table("Cells that are hardest to predict").rows
    assert [row[4] for row in rows] == pytest.approx(np.sort(exact), abs=0.06)
    assert {row[6] for row in rows} == {"refit"}
    assert result.table("Pareto shapes of the cells").rows[-1][1] == 4
    assert "in 4 of 4 cells" in result.checks[0].detail


@pytest.mark.sampling
@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"posterior": 3}, "posterior must be a Posterior, got 3"),
        ({"table": 3}, "table must be a CountTable, got 3"),
        ({"priors": 3}, "priors must be a CityYearPriors, got 3"),
        ({"seed": -1}, "seed must be a whole number of 0 or more, got -1"),
        (
            {"table": table_of({**COUNTS, ("A", 2015): 1})},
            "the posterior was not fitted to this table",
        ),
        (
            {"priors": WALK_PRIORS},
            "the posterior was not fitted under these priors but under level "
            "Normal(-1.2, 1.5); cities 0; independent years, sd 0; 1/sqrt(phi) 0",
        ),
    ],
)
def test_what_does_not_belong_together_is_refused(posterior, changes, message):
    given = {"posterior": posterior, "table": TABLE, "priors": ONE_RATE, "seed": 1}
    given |= changes
    with pytest.raises(InvalidDataError) as error:
        leave_one_out(given.pop("posterior"), given.pop("table"), **given)
    assert str(error.value) == message
