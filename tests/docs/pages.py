"""The documentation's pages as their tests read them."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS, PACKAGE = ROOT / "docs", ROOT / "bemodels"
BUILT = {"_build", "jupyter_execute", "generated"}
PAGES = sorted(
    path for path in DOCS.rglob("*.md") if not BUILT & set(path.relative_to(DOCS).parts)
)


def page(name):
    return (DOCS / name).read_text(encoding="utf-8")


def table_under(text, heading):
    """Return the first table below a heading, a tuple of cells a row."""
    lines = iter(text.partition(f"\n## {heading}\n")[2].splitlines())
    rows = []
    for line in lines:
        if line.startswith("|"):
            cells = line.strip("|").split("|")
            rows.append(tuple(cell.strip() for cell in cells))
        elif rows:
            break
    assert len(rows) > 2, f"no table under {heading!r}"
    return rows[2:]


def names_in(cell):
    return set(re.findall(r"`([^`]+)`", cell))
