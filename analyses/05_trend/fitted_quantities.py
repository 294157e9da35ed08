"""What is read off one fit of the hierarchical model to one drawn table."""

import numpy as np

from bemodels import CountTable, counts

PLACE, BEFORE, AFTER = "Brussels", 2016, 2017
_SEEDS = 2**31


def of_table(
    table: CountTable, priors: counts.CityYearPriors, rng: np.random.Generator
) -> dict[str, np.ndarray]:
    """Fit a table and return the draws of what is asked, each in one row."""
    fit = counts.fit_hierarchical(table, priors=priors, seed=int(rng.integers(_SEEDS)))
    drawn = {name: np.ravel(draws) for name, draws in fit.all_quantities()}
    change = drawn[f"year_effect[{AFTER}]"] - drawn[f"year_effect[{BEFORE}]"]
    shocks = {year: _shock(table, drawn, year, rng) for year in (BEFORE, AFTER)}
    return {
        "phi": drawn["phi"],
        "heterogeneity": drawn["heterogeneity"],
        "rate_ratio": np.exp(change),
        "place_ratio": np.exp(change) * shocks[AFTER] / shocks[BEFORE],
        "place_contrast": shocks[AFTER] / shocks[BEFORE],
    }


def _shock(
    table: CountTable, drawn: dict[str, np.ndarray], year: int, rng: np.random.Generator
) -> np.ndarray:
    """Draw what the place has in a year beyond the product of its factors.

    Given the count it is Gamma(phi + count, phi + mean), of mean 1 before that.
    """
    ((count, years),) = (row[2:] for row in table.rows if row[:2] == (PLACE, year))
    logs = [drawn["intercept"], drawn[f"city_effect[{PLACE}]"]]
    mean = years * np.exp(sum(logs) + drawn[f"year_effect[{year}]"])
    return rng.gamma(drawn["phi"] + count) / (drawn["phi"] + mean)
