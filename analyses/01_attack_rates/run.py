"""The attack rates of inspired and of linked incidents: how far they lie apart."""

from pathlib import Path

import pandas as pd

from bemodels import belgium, rates, report

# What each interval covers, or holds of the posterior: the field's custom, no more.
LEVEL = 0.95
# Attacks coded as linked instead of inspired: one, the smallest change there can be.
RECODED = 1
# Unseen inspired non-attacks along the figure: twice as many as undo mid-P.
UNSEEN = 40
NAMES = ("inspired group", "linked group")
OUTPUT = Path(__file__).parent / "output"
TABLES = ("one_label", "tipping_points", "priors", "design")
METHODS = ("differences", "risk_ratios", "odds_ratios", "p_values", "chosen")
AXIS = "unseen inspired incidents without an attack"
README = {"caption": "See README.md.", "alt": "The CSV files hold its numbers."}


def main() -> None:
    """Compare the groups as coded and recoded; print, write and draw what is found."""
    stated = {"provenance": (belgium().groups.provenance,), "level": LEVEL}
    inspired, linked = groups = rates.groups_of_report(belgium())
    recoded = _with_attacks(inspired, -RECODED), _with_attacks(linked, RECODED)
    OUTPUT.mkdir(exist_ok=True)
    for name, pair in (("as_coded", groups), ("if_recoded", recoded)):
        result = rates.compare_attack_rates(*pair, names=NAMES, **stated)
        print(f"{name}\n{result}\n")
        _write(result.to_frame(), f"estimates_{name}")
        _write(pd.DataFrame(result.tests), f"tests_{name}")
        _write(pd.DataFrame(result.assumptions), f"assumptions_{name}")
        for stem, table in zip(TABLES, result.tables, strict=True):
            _write(table.to_frame(), f"table_{stem}_{name}")
    ratios = rates.ratios_by_method(*groups, level=LEVEL)
    every = (*rates.every_method(*groups, level=LEVEL), ratios)
    for stem, table in zip(METHODS, every, strict=True):
        _write(table.to_frame(), f"methods_{stem}")
    curves = rates.unseen_non_attacks(*groups, up_to=UNSEEN).curves
    for name, picture in (
        ("ratios", report.draw_methods(ratios, x_label="inspired / linked", **README)),
        ("unseen", report.draw_supposition(curves, x_label=AXIS, **README)),
    ):
        (OUTPUT / f"figure_{name}.svg").write_bytes(picture.svg)
        (OUTPUT / f"figure_{name}.png").write_bytes(picture.png)


def _with_attacks(group: rates.Group, more: int) -> rates.Group:
    """Return a group with more attacks, each of them one incident more."""
    return rates.Group(attacks=group.attacks + more, incidents=group.incidents + more)


def _write(frame: pd.DataFrame, name: str) -> None:
    report.write_csv(frame, OUTPUT / f"{name}.csv")


if __name__ == "__main__":
    main()
