"""What the report's drop from 2016 to 2017 is worth over all it leaves possible."""

from pathlib import Path

import sampled_tables
import vector_results

import bemodels
from bemodels import audit, counts

# Two stated choices, side by side: nothing printed decides how vectors are weighed.
REASONS = {
    "vectors": "No vector is known to be likelier than another; more vectors share a "
    "middle count of 2016 than a high or a low one.",
    "peak": "No count of 2016 is known to be likelier than another.",
}
# What the text dates: an attack in Brussels in 2016, arrests in Verviers in 2015.
DATED = {("Brussels", 2016): 1, ("Verviers", 2015): 1}
# One of the vectors, to show what margins settle and what they do not.
EXAMPLE = {2014: 12, 2015: 35, 2016: 48, 2017: 12}
TABLES = 12  # Of each law. The Monte Carlo error that they leave is printed.
SEED = 20180418  # Of vectors, tables and draws; stated before the first run.
OUTPUT = Path(__file__).parent / "output"


def main() -> None:
    """Ask every vector, then fill the table in two ways; print and write both."""
    report = bemodels.belgium()
    possible = audit.belgium_possible_counts()
    weights = {
        "vectors": audit.equal_weights(possible, reason=REASONS["vectors"]),
        "peak": audit.equal_year_weights(possible, 2016, reason=REASONS["peak"]),
    }
    sources = (report.ledger.provenance, report.cities.provenance)
    places = sampled_tables.places_of(report)
    results = vector_results.over_vectors(possible, weights, sources)
    results["margins"] = vector_results.of_margins(places, EXAMPLE, possible, sources)
    unprinted = sampled_tables.Unprinted(places=places, possible=possible, dated=DATED)
    scenarios = sampled_tables.scenarios(
        unprinted,
        weights["vectors"],
        counts.CITY_YEAR_PRIORS,
        **{"tables": TABLES, "seed": SEED, "sources": sources},
    )
    OUTPUT.mkdir(exist_ok=True)
    vector_results.write(results | {"tables": scenarios}, OUTPUT)


if __name__ == "__main__":
    main()
