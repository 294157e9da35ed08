"""From an incident log to counts with exposure, and to a table that may leave."""

from datetime import date
from pathlib import Path

import numpy as np

import bemodels

# The report prints margins and no rows, so the log is synthetic: rates near those of
# the report's places, a fifth inspired, of whom fewer surface and more attack.
SEED = 20180201
WINDOW = bemodels.ObservationWindow(start=date(2014, 6, 1), end=date(2017, 10, 31))
RATES = {"Brussels": 18.0, "Charleroi": 4.0, "Zaventem": 1.5, "Verviers": 1.2}
PHI = 5.0
INSPIRED_SHARE = 0.2
LINKED = bemodels.ActorGroup(detection=0.9, attack_share=0.02)
INSPIRED = bemodels.ActorGroup(detection=0.5, attack_share=0.2)
# Hidden in tables that leave: a count below five may point to a person.
BELOW = 5
OUTPUT = Path(__file__).parent / "output"


def main() -> None:
    """Simulate a log, read it back through every check, count it and describe it."""
    OUTPUT.mkdir(exist_ok=True)
    path = OUTPUT / "synthetic_incidents.csv"
    path.unlink(missing_ok=True)
    _simulated().write(path)
    log = bemodels.read_incidents(path, window=WINDOW)
    places = tuple(RATES)
    by_year = log.count_incidents(("city", "year"), places=places)
    annual = bemodels.counts.exact_annual_rates(
        log.count_incidents(("city",), places=places)
    )
    print(log, bemodels.incident_table(log), annual, sep="\n\n")
    for name, frame in {
        "table_1": bemodels.incident_table(log).to_frame(),
        "counts": by_year.frame,
        "estimates": annual.to_frame(),
        "counts_suppressed": bemodels.suppress_counts(by_year, below=BELOW).to_frame(),
    }.items():
        bemodels.report.write_csv(frame, OUTPUT / f"{name}.csv")


def _simulated() -> bemodels.SimulatedLog:
    """Return a log whose truth is known."""
    return bemodels.simulate_incidents(
        rng=np.random.default_rng(SEED),
        window=WINDOW,
        rates=RATES,
        phi=PHI,
        inspired_share=INSPIRED_SHARE,
        linked=LINKED,
        inspired=INSPIRED,
    )


if __name__ == "__main__":
    main()
