"""What the analysis of actors never seen writes: estimates, tables and figures."""

from pathlib import Path

import pandas as pd

from bemodels import Result, report, undercount


def write_rungs(rungs: dict[str, Result], output: Path) -> None:
    """Print each rung and write its estimates; side by side and never averaged."""
    for name, result in rungs.items():
        print(f"{name}\n{result}\n")
        report.write_csv(result.to_frame(), output / f"estimates_{name}.csv")
    # Each is true only under its own assumption.
    together = pd.concat({name: one.to_frame() for name, one in rungs.items()})
    together = together.droplevel(1).rename_axis("under").reset_index()
    report.write_csv(together, output / "side_by_side.csv")


def write_tables(
    rungs: dict[str, Result],
    inspired: undercount.Fates,
    linked: undercount.Fates,
    output: Path,
) -> None:
    """Print and write what the ladder hangs on."""
    both = inspired, linked
    ladder = undercount.assumption_ladder(rungs)
    tables = {
        "scenarios": undercount.surfacing_scenarios(inspired).tables[0],
        "tipping_points": ladder.tables[1],
        "more_inspired": undercount.more_inspired_by_surfacing(*both).tables[0],
        "influence": undercount.attack_influence(*both).tables[0],
        "trade_off": undercount.fate_trade_off(*both).tables[0],
        "made_up_routes_coded": rungs["with_made_up_routes"].tables[-1],
        "extra_data": ladder.tables[2],
    }
    for name, table in tables.items():
        print(table)
        report.write_csv(table.to_frame(), output / f"table_{name}.csv")


def draw_figures(
    inspired: undercount.Fates,
    linked: undercount.Fates,
    prior: undercount.SurfacingPrior,
    output: Path,
) -> None:
    """Draw what is better seen, each figure from what the package returns."""
    both = inspired, linked
    drawn = {
        "surfacing": undercount.surfacing_sensitivity(*both, priors=(prior,)),
        "more_by_surfacing": undercount.more_inspired_over_surfacing(*both),
        "more_by_propensity": undercount.more_inspired_over_propensity(*both, log_sd=0),
        "prior_to_posterior": undercount.prior_to_posterior(*both, prior),
        "two_parts": undercount.hidden_over_surfacing_range(inspired, 0.1, 0.5),
        "trade_off": undercount.fate_trade_off(*both),
        "influence": undercount.attack_influence(*both),
    }
    for name, result in drawn.items():
        (picture,) = report.pictures_of(result)
        (output / f"figure_{name}.svg").write_bytes(picture.svg)
