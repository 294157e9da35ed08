"""The reference page of two lists and times seen says what the functions return."""

import re
from math import inf
from pathlib import Path

import pytest

from bemodels.undercount import capture

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "undercount-times-seen.md"
ILLEGAL = {1: 1645, 2: 183, 3: 37, 4: 13, 5: 1, 6: 1}


def found(name):
    value = getattr(capture, name)
    if isinstance(value, capture.Heterogeneity):
        return capture.loglinear_frequencies(
            ILLEGAL, occasions=inf, heterogeneity=value
        )
    return value(ILLEGAL)


@pytest.mark.parametrize(
    "name",
    [
        *("zero_truncated_poisson", "POISSON2", "chao_lower_bound", "zelterman"),
        *("DARROCH", "GAMMA35"),
    ],
)
def test_a_row_of_the_table_is_what_is_returned(name):
    text = PAGE.read_text(encoding="utf-8")
    (row,) = re.findall(rf"^\| .*`{name}`.*$", text, re.MULTILINE)
    numbers = [int(one.replace(",", "")) for one in re.findall(r"\d+(?:,\d{3})+", row)]
    population = found(name).estimate("population")
    limits = population.interval
    assert numbers == [round(population.value), round(limits.low), round(limits.high)]


def test_every_public_name_is_on_a_page():
    pages = sorted(PAGE.parent.glob("undercount*.md"))
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    for name in capture.__all__:
        assert re.search(rf"^   {name}$|capture\.{name}\b", text, re.MULTILINE), name
