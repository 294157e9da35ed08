"""Incidents a year: of each place, and of a place at risk on average."""

import logging
from pathlib import Path

import pandas as pd

import bemodels
from bemodels import counts

# A stated number: round, between the 21 places that the report counts and the 571 of
# Belgium (589 municipalities in the window; the 19 of Brussels are one place here).
PLACES_AT_RISK = 100
OTHER_PLACES_AT_RISK = (21, 50, 100, 200, 571)
# A mean between one incident in decades and several a year; each holds its reason.
PRIORS = counts.PLACE_PRIORS
OTHER_PRIORS = (PRIORS, counts.WIDER_PLACE_PRIORS, counts.TIGHTER_PLACE_PRIORS)
# Any seed would do; this is the appendix's, so both print the same numbers. Four chains
# of so many draws pass the convergence gate with room to spare.
RUN = {"seed": 20180201, "draws": 1000}
PREDICTIVE = ("prior_predictive", "posterior_predictive", "places_by_count")
OUTPUT = Path(__file__).parent / "output"


def main() -> None:
    """Fit, refit under other statements, print the results and write them."""
    logging.basicConfig(format="%(message)s")
    logging.getLogger("bemodels").setLevel(logging.INFO)
    report = bemodels.belgium()
    table = report.place_counts()
    readings = {
        "Zaventem's 5 without the attack": table,
        "Zaventem's 5 with the attack": report.place_counts_attack_in_zaventem(),
    }
    stated = {"places_at_risk": PLACES_AT_RISK, "priors": PRIORS, **RUN}
    exact = counts.exact_annual_rates(table)
    pooled = counts.fit_pooled(table, **stated).result()
    tables = {
        **dict(zip(PREDICTIVE, pooled.tables, strict=True)),
        "places_at_risk": counts.sensitivity_to_places(
            table, **stated | {"places_at_risk": OTHER_PLACES_AT_RISK}
        ),
        "priors": counts.sensitivity_to_priors(
            table, **stated | {"priors": OTHER_PRIORS}
        ),
        "readings": counts.sensitivity_to_tables(readings, **stated),
    }
    print(exact, pooled, sep="\n\n")
    OUTPUT.mkdir(exist_ok=True)
    exact.to_frame().to_csv(OUTPUT / "estimates_exact.csv", index=False)
    pooled.to_frame().to_csv(OUTPUT / "estimates_pooled.csv", index=False)
    for name, one in tables.items():
        frame = pd.DataFrame(one.rows, columns=one.columns)
        print(f"\n{one.name}\n{frame.to_string(index=False)}\n{one.note}")
        frame.to_csv(OUTPUT / f"table_{name}.csv", index=False)


if __name__ == "__main__":
    main()
