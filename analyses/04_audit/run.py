"""Every printed figure of the report, what its totals leave open, what it claims."""

from pathlib import Path

import pandas as pd

from bemodels import audit, belgium, report

# Shares that the text states of one whole, and the wholes that it offers for each.
EXPLAINED = {
    "S02": ("65%", 61, (135, 116, 94)),
    "S03": ("33%", 38, (135, 116, 94)),
    "S04": ("71%", 76, (107, 108)),
    "S05": ("57%", 62, (107, 108)),
    "S31": ("41%", 62, (135, 116)),
}
OVERLAPS = ("known", "known_open", "connections", "connections_open", "networks")
OUTPUT = Path(__file__).parent / "output"


def main() -> None:
    """Audit the ledger, explain single figures, print and write what is found."""
    text = belgium()
    found = audit.audit_ledger(text.ledger).worst_first()
    result = found.result()
    OUTPUT.mkdir(exist_ok=True)
    _write(found.to_frame(), "audit")
    _write(result.to_frame(), "estimates_audit")
    _write(pd.DataFrame(result.assumptions), "assumptions_audit")
    for name, table in zip(
        ("ledger", "pairs", "verdicts", "words"), result.tables, strict=True
    ):
        _write(table.to_frame(), f"table_{name}")
    for table in found.tables_by_verdict():
        print(table, end="\n\n")
    explained = []
    for name, (printed, numerator, denominators) in EXPLAINED.items():
        one = audit.explain_percent(printed, numerator, denominators)
        print(f"{name}: {one.conclusion}")
        (table,) = one.tables
        explained.append(table.to_frame().assign(id=name, printed=printed))
    _write(pd.concat(explained), "table_explained")
    print(f"\n{result.tables[1]}\n\n{result.conclusion}")
    peak = audit.belgium_year_variants()["base"][:, 2]
    overlaps = dict(zip(OVERLAPS, audit.belgium_overlaps(text), strict=True))
    missing = audit.belgium_missing_bounds(text)
    span = (int(peak.min()), int(peak.max()))
    claims = audit.belgium_claims(text, incidents_2016=span)
    for name, one in {**overlaps, "missing": missing, "claims": claims}.items():
        print(f"\n{one.title}: {one.conclusion}")
        _write(one.to_frame(), f"estimates_{name}")
        _write(one.tables[0].to_frame(), f"table_{name}")


def _write(frame: pd.DataFrame, name: str) -> None:
    report.write_csv(frame, OUTPUT / f"{name}.csv")


if __name__ == "__main__":
    main()
