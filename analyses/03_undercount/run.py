"""What recorded fates say of inspired actors never seen, and what they cannot."""

from pathlib import Path

import pandas as pd

import bemodels
from bemodels import undercount

# A scenario, at the mean of the prior below; no source gives this number.
SURFACING = 0.2
# A scenario: if they attacked as readily as linked actors, all of whom were seen.
PROPENSITY = {"relative_propensity": 1, "log_sd": 0, "linked_surfacing": 1}
# A stated prior on the same share: 2 to 8, so 95% of it lies between .03 and .48.
PRIOR = undercount.SurfacingPrior(
    beta=undercount.Beta(a=2, b=8),
    reason="The report's authors judge that inspired actors typically surface only "
    "when they try to attack, so most are taken to stay unrecorded; how many, nobody "
    "has measured, so the prior leaves the share open between 3 and 48 percent.",
)
OUTPUT = Path(__file__).parent / "output"


def main() -> None:
    """Print the ladder of assumptions and what it hangs on, and write both."""
    report = bemodels.belgium()
    both = inspired, _ = undercount.fates_of_report(report)
    shared = {"provenance": (report.groups.provenance,)}
    stated = undercount.hidden_given_propensity(*both, **PROPENSITY, **shared)
    results = {
        "identified": undercount.fate_odds(*both, **shared),
        "if_one_in_five_surfaces": undercount.hidden_given_surfacing(
            inspired, SURFACING, **shared
        ),
        "if_they_attack_as_readily": stated,
        "under_stated_prior": undercount.hidden_given_prior(inspired, PRIOR, **shared),
    }
    OUTPUT.mkdir(exist_ok=True)
    for name, result in results.items():
        print(f"{name}\n{result}\n")
        result.to_frame().to_csv(OUTPUT / f"estimates_{name}.csv", index=False)
    # Side by side and never averaged: each is true only under its own assumption.
    together = pd.concat({name: one.to_frame() for name, one in results.items()})
    together.droplevel(1).rename_axis("under").to_csv(OUTPUT / "side_by_side.csv")
    ladder = undercount.assumption_ladder(results)
    tables = {
        "scenarios": undercount.surfacing_scenarios(inspired, **shared).tables[0],
        "tipping_points": ladder.tables[1],
        "more_inspired": undercount.more_inspired_by_surfacing(*both).tables[0],
        "influence": undercount.attack_influence(*both, **shared).tables[0],
        "trade_off": undercount.fate_trade_off(*both, **shared).tables[0],
        "extra_data": ladder.tables[2],
    }
    for name, table in tables.items():
        print(table)
        table.to_frame().to_csv(OUTPUT / f"table_{name}.csv", index=False)


if __name__ == "__main__":
    main()
