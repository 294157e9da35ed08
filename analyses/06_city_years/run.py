"""Counts by city and year of a synthetic log, and whether its truth is found again."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

import bemodels
from bemodels import counts, report

# One city far above the others, five with hardly any; two years cut short; a peak.
WINDOW = bemodels.ObservationWindow(start=date(2014, 6, 1), end=date(2017, 10, 31))
RATES = {"Alken": 14.0, "Bree": 5.0, "Ciney": 3.0, "Dilsen": 3.0, "Eupen": 2.0}
RATES |= dict.fromkeys(("Fleurus", "Genappe", "Herve", "Ieper", "Jette"), 0.6)
EFFECTS = {2014: 0.8, 2015: 1.0, 2016: 1.5, 2017: 0.7}
PHI = 4.0  # The rate of a city and year varies by half around its mean.
ALL = bemodels.ActorGroup(attack_share=0.05, detection=1.0)  # Nobody is hidden.
SEED = 20180201  # Of the log and of every draw; stated before the first run.
OUTPUT = Path(__file__).parent / "output"


def truth_of(made: bemodels.SimulatedLog) -> dict[str, float]:
    """Return what the log came from, under the names of the estimates."""
    expected, years = pd.Series(made.truth.expected), pd.Series(made.truth.years)
    rates = expected.groupby(level=0).sum() / years.groupby(level=0).sum()
    truth = {f"standardised_annual_rate[{city}]": rates[city] for city in RATES}
    for kind in ("", "_poisson", "_hierarchical"):
        for year in list(EFFECTS)[1:]:
            ratio = EFFECTS[year] / EFFECTS[year - 1]
            truth[f"rate_ratio{kind}[{year} to {year - 1}]"] = ratio
    return truth | {"phi": PHI}


def main() -> None:
    """Simulate, analyse, lay the estimates beside the truth, and write everything."""
    made = bemodels.simulate_incidents(
        rng=np.random.default_rng(SEED),
        **{"window": WINDOW, "rates": RATES, "year_effects": EFFECTS, "phi": PHI},
        **{"inspired_share": 0.0, "linked": ALL, "inspired": ALL},
    )
    table = made.log.count_incidents(["city", "year"], places=list(RATES))
    stated = {"seed": SEED, "months": made.log.count_incidents(["year_month"])}
    found = counts.analyse_city_years(table, priors=counts.CITY_YEAR_PRIORS, **stated)
    rows = found.result().to_frame().set_index("estimand")
    beside = rows.join(pd.Series(truth_of(made), name="truth"), how="inner")
    beside["inside"] = beside.eval("interval_low <= truth <= interval_high")
    OUTPUT.mkdir(exist_ok=True)
    (OUTPUT / "synthetic_incidents.csv").write_text(made.content, encoding="utf-8")
    report.write_csv(beside.reset_index(), OUTPUT / "synthetic_truth.csv")
    for part in found.parts:
        print(part.result, end="\n\n")
        stem = part.name.lower().replace(" ", "_")
        for number, picture in enumerate(report.pictures_of(part.result), start=1):
            (OUTPUT / f"figure_{stem}_{number}.svg").write_bytes(picture.svg)
    print(beside[["truth", "estimate", "inside"]].to_string())


if __name__ == "__main__":
    main()
