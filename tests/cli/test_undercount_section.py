"""What the section on actors never seen says of figures that do not exist."""

from bemodels.cli.undercount_section import fit_undercount, undercount_section
from bemodels.result import Table
from bemodels.undercount import Fates, fate_odds, hidden_given_surfacing

STATED = "Nothing."


def section(linked):
    inspired = Fates(arrests=9, attacks=3)
    fits = fit_undercount(
        fate_odds(inspired, linked),
        inspired,
        linked,
        rungs={"surfacing is 0.2": hidden_given_surfacing(inspired, 0.2)},
        priors=(),
        stated=STATED,
    )
    return undercount_section(fits)


def left_out(analysis):
    return [
        one
        for one in analysis.sensitivity
        if isinstance(one, Table) and one.name == "Figures that are not estimable"
    ]


def test_a_figure_that_does_not_exist_is_named_with_its_reason():
    """So many linked actors cannot be summed in every cell of a grid."""
    (table,) = left_out(section(Fates(arrests=20_000, attacks=1)))
    (row,) = table.rows
    assert row[0] == "more inspired than linked actors, by surfacing"
    assert row[1].endswith("in a cell of the grid, at most 200000 are")


def test_where_all_exist_nothing_is_said():
    assert left_out(section(Fates(arrests=94, attacks=1))) == []
