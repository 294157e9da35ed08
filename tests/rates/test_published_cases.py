"""Worked examples that others have printed, one a row of published_cases.csv.

Tolerances follow the printed digits. Where a print is wrong in its last digits the row
holds the right number, and its note what was printed.
"""

import csv
from math import inf
from pathlib import Path

import pytest

from bemodels import rates
from bemodels.result import HypothesisTest

CASES = list(
    csv.DictReader(
        (Path(__file__).parent / "published_cases.csv")
        .read_text(encoding="utf-8")
        .splitlines()
    )
)


def read(text):
    """Return the group that a case writes as 7/34, or as 12 in 16 years."""
    if " in " in text:
        events, years = text.split(" in ")
        return rates.Exposed(events=int(events), years=float(years))
    attacks, incidents = map(int, text.split("/"))
    return rates.Group(attacks=attacks, incidents=incidents)


def half_a_unit(printed):
    """Return half of what the last printed digit stands for."""
    return 0.5001 * 10.0 ** -len(printed.partition(".")[2])


def found(case):
    options = dict(item.split("=") for item in case["options"].split())
    function = getattr(rates, case["function"])
    answer = function(
        read(case["group"]),
        read(case["reference"]),
        **{name: float(value) for name, value in options.items()},
    )
    if isinstance(answer, HypothesisTest):
        return (answer.p_value,)
    return answer.low, answer.high


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{one['case']}-{one['function']}" for one in CASES]
)
def test_a_published_example_comes_out_as_printed(case):
    printed = case["published"].split()
    answer = found(case)

    assert len(answer) == len(printed)
    for number, text in zip(answer, printed, strict=True):
        if text == "inf":
            assert number == inf
        else:
            assert number == pytest.approx(float(text), abs=half_a_unit(text), rel=0)
