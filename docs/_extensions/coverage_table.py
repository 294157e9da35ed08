"""The table of size, power and coverage that ``docs/coverage/every_method.py`` wrote.

.. code-block:: md

   ```{coverage-table} risk ratio
   ```
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown_table import function_link, parsed, table_lines
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

FILE = Path(__file__).parents[1] / "coverage" / "coverage.csv"
COLUMNS = (
    "interval",
    "minimum coverage",
    "mean coverage",
    "size",
    "power",
    "family",
    "none",
)
NOMINAL = 0.95


class CoverageTable(SphinxDirective):
    """Every interval of one contrast, those that never fall below their level first."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Read the file, and make the table."""
        (contrast,) = self.arguments
        self.env.note_dependency(str(FILE))
        with FILE.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["contrast"] == contrast]
        rows.sort(key=lambda row: -float(row["minimum coverage"]))
        return parsed(self, table_lines(COLUMNS, map(_cells, rows)))


def _cells(row: dict[str, str]) -> tuple[str, ...]:
    least = row["minimum coverage"]
    return (
        function_link(row["method"]),
        f"**{least}**" if float(least) >= NOMINAL else least,
        row["mean coverage"],
        row["size"],
        row["power"],
        row["family"],
        row["tables without an interval"],
    )


def setup(app: Sphinx) -> dict[str, Any]:
    """Offer the directive to Sphinx."""
    app.add_directive("coverage-table", CoverageTable)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
