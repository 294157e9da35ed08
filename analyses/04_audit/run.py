"""Every printed figure of the report, recomputed, and what its words would need."""

from pathlib import Path

import pandas as pd

from bemodels import audit, belgium

# Shares that the text states of one whole, and the wholes that it offers for each.
EXPLAINED = {
    "S02": ("65%", 61, (135, 116, 94)),
    "S03": ("33%", 38, (135, 116, 94)),
    "S04": ("71%", 76, (107, 108)),
    "S05": ("57%", 62, (107, 108)),
    "S31": ("41%", 62, (135, 116)),
}
OUTPUT = Path(__file__).parent / "output"


def main() -> None:
    """Audit the ledger, explain single figures, print and write what is found."""
    found = audit.audit_ledger(belgium().ledger).worst_first()
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


def _write(frame: pd.DataFrame, name: str) -> None:
    frame.to_csv(OUTPUT / f"{name}.csv", index=False)


if __name__ == "__main__":
    main()
