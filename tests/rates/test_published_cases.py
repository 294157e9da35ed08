"""Worked examples that others have printed, one a row of published_cases.csv.

Tolerances follow the printed digits. Where a print is wrong in its last digits the row
holds the right number, and its note what was printed.
"""

import pytest
from printed_cases import (
    is_as_printed,
    published_cases,
)

CASES = published_cases()


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{one.case}-{one.function}-{one.group}" for one in CASES]
)
def test_a_published_example_comes_out_as_printed(case):
    answer = case.answer

    assert len(answer) == len(case.printed)
    for number, text in zip(answer, case.printed, strict=True):
        assert is_as_printed(number, text), f"{number} is not {text}"
    assert case.agrees()
