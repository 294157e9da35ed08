"""How the tests read the tables of a written appendix."""

import csv
import re
from html.parser import HTMLParser

from bemodels.report.cells import cell_texts
from bemodels.result import Table

NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?|-?inf")
FORMULAS = {"symbol", "density"}
# Texts that may look like numbers.
NAMES = {"version", "value", "printed", "sha256, first 16 digits"}


def tables_with(folder, first):
    """Yield the tables whose headings begin with `first`, the headings included."""
    for path in sorted((folder / "tables").iterdir()):
        rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
        if tuple(rows[0][: len(first)]) == first:
            yield rows


def rows_of(folder, first):
    """Yield the same without their headings."""
    yield from (rows[1:] for rows in tables_with(folder, first))


class Text(HTMLParser):
    def __init__(self):
        super().__init__()
        self.parts, self.headings, self._heading = [], [], False

    def handle_starttag(self, tag, attrs):
        self._heading = tag == "h2"

    def handle_data(self, data):
        self.parts.append(data)
        if self._heading and data.strip():
            self.headings.append(data.strip())
            self._heading = False


def printed_tables(folder):
    """Every table as number and rows of printed texts, a formula as nothing."""
    for path in (folder / "tables").iterdir():
        head, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
        yield path.stem, [head, *([*map(printed, head, row)] for row in rows)]


def printed(heading, cell):
    if heading in FORMULAS:
        return None
    # What a spreadsheet would take for a formula stands behind a quote.
    text = cell.removeprefix("'") if cell[1:2] in set("=+-@") else cell
    if NUMBER.fullmatch(text) and heading not in NAMES:
        text = int(text) if text.removeprefix("-").isdigit() else float(text)
    table = Table(name="t", columns=(heading,), rows=((text,),))
    return cell_texts(table)[0][0]


def agree(found, expected):
    return len(found) == len(expected) and all(
        len(cells) == len(row)
        and all(want in (None, cell) for cell, want in zip(cells, row, strict=True))
        for cells, row in zip(found, expected, strict=True)
    )
