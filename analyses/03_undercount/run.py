"""What recorded fates say of inspired actors never seen, and what they cannot."""

from pathlib import Path

import ladder_output

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
# Made up: the report does not tell how arrests were discovered. They show the rung.
MADE_UP_ROUTES = {"independent_only": 5, "connection_only": 8, "both": 4}
TRANSFER = {"dependence": 1, "transfer": 1}
OUTPUT = Path(__file__).parent / "output"


def main() -> None:
    """Print the ladder of assumptions and what it hangs on, and write and draw both."""
    report = bemodels.belgium()
    both = inspired, _ = undercount.fates_of_report(report)
    shared = {"provenance": (report.groups.provenance,)}
    stated = undercount.hidden_given_propensity(*both, **PROPENSITY, **shared)
    rungs = {
        "identified": undercount.fate_odds(*both, **shared),
        "if_one_in_five_surfaces": undercount.hidden_given_surfacing(
            inspired, SURFACING, **shared
        ),
        "if_they_attack_as_readily": stated,
        "under_stated_prior": undercount.hidden_given_prior(inspired, PRIOR, **shared),
        # Not the report's: no provenance.
        "with_made_up_routes": undercount.hidden_given_discovery_routes(
            inspired, **MADE_UP_ROUTES, **TRANSFER
        ),
    }
    OUTPUT.mkdir(exist_ok=True)
    ladder_output.write_rungs(rungs, OUTPUT)
    ladder_output.write_tables(rungs, *both, OUTPUT)
    ladder_output.draw_figures(*both, PRIOR, OUTPUT)


if __name__ == "__main__":
    main()
