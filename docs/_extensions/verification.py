"""Printed examples, run while the pages are built and shown beside what was printed.

.. code-block:: md

   ```{published-cases}
   ```

   ```{other-answers} software
   ```

The first shows the rows of ``tests/rates/published_cases.csv``, a table a contrast;
the second those rows of ``tests/rates/other_software.csv`` that are of one kind. Both
files are what the tests run, and both run through ``tests/rates/printed_cases.py``.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown_table import function_link, parsed, table_lines
from printed_cases import (
    HERE as EXAMPLES,
)
from printed_cases import (
    NONE,
    Example,
    OtherAnswer,
    PublishedCase,
    other_answers,
    published_cases,
)
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

HEADS = {
    "risk_difference": "Risk difference",
    "risk_ratio": "Risk ratio",
    "odds_ratio": "Odds ratio",
    "rate_difference": "Difference of event rates",
    "rate_ratio": "Ratio of event rates",
    "attack_rate": "One attack rate",
    "annual_rate": "One annual rate",
}
SEVERAL = "Strata, Bayes factors, sensitivity"
TESTS = "Tests: p-values"
# Digits beyond the printed ones, so that a rounding can be seen.
MORE_DIGITS = 2
# Nor more than a sum is right to, unless they were printed.
MOST_DIGITS = 12


class PublishedCases(SphinxDirective):
    """Every published example, a table a contrast, with a count above them."""

    def run(self) -> list[nodes.Node]:
        """Run the examples, and make the tables."""
        note_files(self)
        cases = sorted(published_cases(), key=_place)
        agreeing = sum(one.agrees() for one in cases)
        lines = [f"**{agreeing} of {len(cases)} numbers or pairs of limits agree.**"]
        for head, group in groupby(cases, key=_head):
            lines += [f"```{{rubric}} {head}", "```"]
            lines += table_lines(
                ("case", "function, counts", "printed", "here", "agrees", "source"),
                ((one.case, *_shown(one), _source(one)) for one in group),
            )
        return parsed(self, lines)


class OtherAnswers(SphinxDirective):
    """What other software or a print says, beside what is right."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Run the examples of a kind, and make the table."""
        note_files(self)
        (kind,) = self.arguments
        rows = [one for one in other_answers() if one.kind == kind]
        columns = ("function, counts", "right", "here", "agrees", "elsewhere")
        lines = table_lines(columns, ((*_shown(one), _elsewhere(one)) for one in rows))
        return parsed(self, lines)


def note_files(directive: SphinxDirective) -> None:
    """Have the page built again when an example or its way of being shown changes."""
    for file in (*EXAMPLES.glob("*.csv"), Path(__file__)):
        directive.env.note_dependency(str(file))


def _head(example: Example) -> str:
    if example.part:
        return SEVERAL
    name = example.function
    fitting = (head for start, head in HEADS.items() if name.startswith(start))
    return next(fitting, TESTS)


def _place(example: Example) -> int:
    return (*HEADS.values(), TESTS, SEVERAL).index(_head(example))


def _shown(example: Example) -> tuple[str, ...]:
    """Return function and counts, right numbers, those found, whether they agree."""
    function = function_link(example.function)
    if example.options:
        function += f" ({example.options})"
    if example.part:
        function += f": {example.part}"
    agrees = "yes" if example.agrees() else "**no**"
    return (
        f"{function}<br>{example.input}",
        ", ".join(example.printed),
        _found(example),
        agrees,
    )


def _found(example: Example) -> str:
    pairs = zip(example.answer, example.printed, strict=example.published != NONE)
    return ", ".join(_digits(number, text) for number, text in pairs) or NONE


def _digits(number: float, printed: str) -> str:
    if printed == "inf":
        return f"{number:g}"
    if "e" in printed:
        return f"{number:.3g}"
    printed_digits = -Decimal(printed).as_tuple().exponent
    digits = min(printed_digits + MORE_DIGITS, max(printed_digits, MOST_DIGITS))
    return f"{number:.{digits}f}"


def _source(one: PublishedCase) -> str:
    return f"{one.source}. *{_sentence(one.note)}*" if one.note else f"{one.source}."


def _sentence(note: str) -> str:
    return f"{note[0].upper()}{note[1:]}."


def _elsewhere(one: OtherAnswer) -> str:
    said = f"`{one.software}`: **{one.theirs}**."
    thread = f" {one.thread}." if one.thread else ""
    note = f" *{_sentence(one.note)}*" if one.note else ""
    return said + thread + note


def setup(app: Sphinx) -> dict[str, Any]:
    """Offer the directives to Sphinx."""
    app.add_directive("published-cases", PublishedCases)
    app.add_directive("other-answers", OtherAnswers)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
