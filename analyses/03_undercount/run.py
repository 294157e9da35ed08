"""What recorded fates say of inspired actors never seen, and what they cannot."""

from pathlib import Path

import pandas as pd

import bemodels

# A scenario: if one inspired actor in five were recorded. No source gives this number;
# it is the mean of the prior below, so that one can see what its spread adds.
SURFACING = 0.2
# A stated prior on the same share: 2 to 8, so 95% of it lies between .03 and .48.
PRIOR = bemodels.undercount.SurfacingPrior(
    beta=bemodels.undercount.Beta(a=2, b=8),
    reason="The report's authors judge that inspired actors typically surface only "
    "when they try to attack, so most are taken to stay unrecorded; how many, nobody "
    "has measured, so the prior leaves the share open between 3 and 48 percent.",
)
LEVEL = 0.95
OUTPUT = Path(__file__).parent / "output"


def main() -> None:
    """Print what is identified and two scenarios side by side, and write them."""
    report = bemodels.belgium()
    inspired, linked = bemodels.undercount.fates_of_report(report)
    shared = {"provenance": (report.groups.provenance,), "level": LEVEL}
    undercount = bemodels.undercount
    results = {
        "identified": undercount.fate_odds(inspired, linked, **shared),
        "if_one_in_five_surfaces": undercount.hidden_given_surfacing(
            inspired, SURFACING, **shared
        ),
        "under_stated_prior": undercount.hidden_given_prior(inspired, PRIOR, **shared),
    }
    OUTPUT.mkdir(exist_ok=True)
    for name, result in results.items():
        print(f"{name}\n{result}\n")
        result.to_frame().to_csv(OUTPUT / f"estimates_{name}.csv", index=False)
    # Side by side and never averaged: each is true only under its own assumption.
    together = pd.concat(
        {name: result.to_frame() for name, result in results.items()}, names=["under"]
    )
    together.droplevel(1).to_csv(OUTPUT / "side_by_side.csv")
    (scenarios,) = undercount.surfacing_scenarios(inspired, **shared).tables
    frame = pd.DataFrame(scenarios.rows, columns=scenarios.columns)
    print(f"{scenarios.name}\n{frame.to_string(index=False)}\n{scenarios.note}")
    frame.to_csv(OUTPUT / "table_scenarios.csv", index=False)


if __name__ == "__main__":
    main()
