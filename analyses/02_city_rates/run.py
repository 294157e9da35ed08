"""Incidents a year: of each place, and of a place at risk on average."""

from functools import cache
from pathlib import Path

import bemodels
from bemodels import counts, report

PLACES, OTHER_PLACES = 100, (21, 50, 100, 200, 571)
# A mean between one incident in decades and several a year; each holds its reason.
PRIORS = counts.PLACE_PRIORS
OTHER_PRIORS = (PRIORS, counts.WIDER_PLACE_PRIORS, counts.TIGHTER_PLACE_PRIORS)
REASONS = {
    "places at risk": "Stated, not estimated: 100 is round, between the 21 places that "
    "the report counts and the 571 of Belgium (589 municipalities, Brussels as one).",
    "priors": "Those in force, both scales doubled, both halved.",
    "readings": "Whether Zaventem's 5 hold the attack of March 2016.",
}
SEED = 20180201  # Any would do: this is the appendix's, so both print the same.
MODELS = {"one": counts.fit_poisson, "gamma": counts.fit_negative_binomial}
SHOWN = ("prior_predictive", "posterior_predictive", "places_by_count")
OUTPUT = Path(__file__).parent / "output"


@cache
def fit(table: bemodels.CountTable, places: int, priors: counts.PooledPriors):
    """Fit a setting once, however many tables show it."""
    return counts.fit_pooled(table, places_at_risk=places, priors=priors, seed=SEED)


def main() -> None:
    """Fit, refit under other statements, print the results and write them."""
    table = bemodels.belgium().place_counts()
    recoded = bemodels.belgium().place_counts_attack_in_zaventem()
    base = fit(table, PLACES, PRIORS)
    tables = dict(zip(SHOWN, base.tables, strict=True))
    for heading, fits in {
        "places at risk": {n: fit(table, n, PRIORS) for n in OTHER_PLACES},
        "priors": {one.label: fit(table, PLACES, one) for one in OTHER_PRIORS},
        "readings": {"5 without it": base, "5 with it": fit(recoded, PLACES, PRIORS)},
    }.items():
        told = {"name": f"Sensitivity: {heading}", "reason": REASONS[heading]}
        pair = counts.compare_fits(fits, heading=heading, **told)
        stem = heading.replace(" ", "_")
        tables |= {f"{stem}_mean": pair[0], f"{stem}_rates": pair[1]}
    silent = [(f"place {n}", 0, table.years[0]) for n in range(len(table), PLACES)]
    full = bemodels.CountTable(keys=table.keys, rows=(*table.rows, *silent))
    for stem, model in MODELS.items():
        found = counts.rootogram(model("count ~ 1", full))
        tables[f"rootogram_{stem}"] = found.tables[0]
    exact = counts.annual_rates_by_variance_factor(table)
    OUTPUT.mkdir(exist_ok=True)
    for name, one in {"exact": exact, "pooled": base.result(), **tables}.items():
        kind = "table" if name in tables else "estimates"
        print(one, end="\n\n")
        report.write_csv(one.to_frame(), OUTPUT / f"{kind}_{name}.csv")


if __name__ == "__main__":
    main()
