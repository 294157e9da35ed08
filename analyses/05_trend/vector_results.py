"""What is asked of every vector of yearly counts, and how it is written."""

from pathlib import Path

import pandas as pd

from bemodels import Provenance, Result, audit, report

DROP = {"before": 2016, "after": 2017}
EARLIER = [(2014, 2015), (2014, 2016), (2015, 2016), (2014, 2017)]


def over_vectors(
    possible: audit.PossibleCounts,
    weights: dict[str, audit.VectorWeights],
    sources: tuple[Provenance, ...],
) -> dict[str, Result]:
    """Return one result a question; the mixtures are scenarios of their weights."""
    shared = {"provenance": sources}
    mixtures = {
        f"weighted_by_{name}": audit.decline_mixture(possible, one, **DROP, **shared)
        for name, one in weights.items()
    }
    return {
        "claim": audit.claimed_drop(possible, **DROP, **shared),
        "vectors": audit.decline_over_vectors(possible, **DROP, **shared),
        **mixtures,
        "factors": audit.decline_by_variance_factor(possible, **DROP, **shared),
        "selection": audit.decline_by_selection(possible, **DROP, **shared),
        "late": audit.late_incidents_over_vectors(possible, **DROP, **shared),
        "earlier": audit.changes_over_vectors(possible, EARLIER, **shared),
    }


def of_margins(
    places: dict[str, int],
    counts: dict[int, int],
    possible: audit.PossibleCounts,
    sources: tuple[Provenance, ...],
) -> Result:
    """Return what the margins of one vector settle, whatever the cells."""
    months = dict(zip(possible.years, possible.months, strict=True))
    return audit.fit_margins(places, counts, months=months, provenance=sources)


def write(results: dict[str, Result], output: Path) -> None:
    """Print each result, and write its estimates, tables and curves."""
    for name, result in results.items():
        print(f"{name}\n{result}\n")
        if result.estimates:
            report.write_csv(result.to_frame(), output / f"estimates_{name}.csv")
        for number, table in enumerate(result.tables, start=1):
            path = output / f"table_{name}_{number}.csv"
            report.write_csv(table.to_frame(), path)
        for number, curve in enumerate(result.curves, start=1):
            points = {"x": curve.x, "y": curve.y, "low": curve.low, "high": curve.high}
            path = output / f"curve_{name}_{number}.csv"
            report.write_csv(pd.DataFrame(points), path)
