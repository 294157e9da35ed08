"""A ledger to begin with: the header, and made-up rows that show each kind."""

from __future__ import annotations

import csv
from io import StringIO

from bemodels.data.ledger_rules import LEDGER_COLUMNS

_INCIDENTS = {"numerator_unit": "incidents", "denominator_unit": "incidents"}
_ROWS: tuple[dict[str, str], ...] = (
    {
        "line": "p. 3",
        "statement": "the 83 incidents were 5 attacks and 78 arrest actions.",
        "printed": "83",
        "numerator": "5 / 78",
        "numerator_unit": "attacks / arrest actions",
        "denominator": "83",
        "denominator_unit": "incidents",
        "kind": "count",
    },
    {
        "line": "p. 3",
        "statement": "of all incidents, 60% took place in the capital.",
        "printed": "60%",
        "numerator": "51",
        "denominator": "83",
        "candidates": "85;86",
        "decimals": "0",
        "kind": "share",
        **_INCIDENTS,
    },
    {
        "line": "pp. 3-4",
        "statement": "the capital and the port had 61% and 24% of the incidents.",
        "printed": "61% / 24%",
        "numerator": "51 / 20",
        "denominator": "83",
        "kind": "share",
        **_INCIDENTS,
    },
    {
        "line": "12",
        "statement": "of the 11 plots, 64% came to light in the capital; for 9 the "
        "place is known.",
        "printed": "64%",
        "numerator_unit": "plots",
        "denominator": "11",
        "denominator_unit": "plots",
        "known": "9",
        "kind": "share",
    },
    {
        "line": "14-15",
        "statement": "incidents rose by 45%, from 22 in one year to 32 in the next.",
        "printed": "+45%",
        "numerator": "32",
        "denominator": "22",
        "kind": "change",
        **_INCIDENTS,
    },
    {
        "line": "15;40",
        "statement": "the rise is called significant.",
        "printed": "significant rise",
        "kind": "claim",
    },
    {
        "statement": "another source counts 2,300 fighters.",
        "printed": "2,300",
        "kind": "context",
    },
    {
        "statement": "a raid without an arrest is not counted.",
        "printed": "not counted",
        "kind": "definition",
    },
)


def ledger_template() -> str:
    """Return a ledger to begin with, whose rows are to be replaced.

    Returns
    -------
    str
        Lines of CSV: the columns of a ledger, and a synthetic row or more of each
        kind, which `bemodels.data.read_ledger` reads as they stand.

    Examples
    --------
    >>> header, first, *_ = ledger_template().splitlines()
    >>> header.split(",")[:3]
    ['id', 'line', 'section']
    >>> first
    'X1,p. 3,,Synthetic: the 83 incidents were 5 attacks and 78 arrest actions.,83,\
5 / 78,attacks / arrest actions,83,incidents,,,,count'
    """
    text = StringIO()
    lines = csv.DictWriter(text, LEDGER_COLUMNS, restval="", lineterminator="\n")
    lines.writeheader()
    for number, row in enumerate(_ROWS, start=1):
        statement = f"Synthetic: {row['statement']}"
        lines.writerow({**row, "id": f"X{number}", "statement": statement})
    return text.getvalue()
