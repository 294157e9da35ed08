"""The hierarchical model averaged over tables that the margins allow: a scenario.

No cell was counted. Vectors are drawn by stated weights, tables by one of two laws, and
the model is fitted to each; draws of all fits together are the average over tables.
"""

from dataclasses import dataclass

import fitted_quantities
import numpy as np
import scenario_results

from bemodels import BelgiumReport, CountTable, Provenance, Result, audit, counts

LAWS = {
    "uniform": audit.sample_tables_uniform,
    "independent Poisson": audit.sample_tables_poisson,
}
OTHERS = "other places"


@dataclass(frozen=True, kw_only=True)
class Unprinted:
    """What is known of the table of places and years that the report does not print.

    Attributes
    ----------
    places : dict of str to int
        Incidents of each place over all years: the row sums.
    possible : PossibleCounts
        The vectors of column sums.
    dated : dict of (str, int) to int
        Least counts of single cells that the text dates.
    """

    places: dict[str, int]
    possible: audit.PossibleCounts
    dated: dict[tuple[str, int], int]

    def draw(
        self, law: str, weights: np.ndarray, rng: np.random.Generator
    ) -> np.ndarray:
        """Draw one vector by its weight and one table with it by a law."""
        vector = self.possible.vectors[rng.choice(len(self.possible), p=weights)]
        names = list(self.places)
        lower = tuple(
            (names.index(place), self.possible.years.index(year), least)
            for (place, year), least in self.dated.items()
        )
        margins = list(self.places.values()), vector.tolist()
        return LAWS[law](*margins, lower=lower, rng=rng, draws=1)[0]

    def as_counts(self, table: np.ndarray) -> CountTable:
        """Return a drawn table with its exposures, to be fitted and thrown away."""
        return CountTable(
            keys=("place", "year"),
            rows=tuple(
                (place, year, int(count), months / 12)
                for place, row in zip(self.places, table, strict=True)
                for year, months, count in zip(
                    self.possible.years, self.possible.months, row, strict=True
                )
            ),
        )


def places_of(report: BelgiumReport) -> dict[str, int]:
    """Return the incidents of each place with more than one, the others as one row."""
    table = report.place_counts()
    found = {place: count for place, count, _ in table.rows if count > 1}
    return found | {OTHERS: table.total - sum(found.values())}


def scenarios(
    unprinted: Unprinted,
    weights: audit.VectorWeights,
    priors: counts.CityYearPriors,
    *,
    tables: int,
    seed: int,
    sources: tuple[Provenance, ...],
) -> Result:
    """Fit the model to tables drawn under each law, and lay both side by side."""
    chances = weights.of(unprinted.possible)
    found = {}
    for law, own in zip(
        LAWS, np.random.SeedSequence(seed).spawn(len(LAWS)), strict=True
    ):
        rng = np.random.default_rng(own)
        found[law] = [
            fitted_quantities.of_table(
                unprinted.as_counts(unprinted.draw(law, chances, rng)), priors, rng
            )
            for _ in range(tables)
        ]
    return scenario_results.side_by_side(found, weights, priors, sources)
