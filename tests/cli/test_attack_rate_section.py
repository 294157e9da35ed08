"""The section on attack rates: its figures, drawn of what the package returns."""

import pytest

from bemodels.cli.attack_rate_section import attack_rate_section, fit_attack_rates
from bemodels.rates import Group, compare_attack_rates, ratios_by_method
from bemodels.report import Picture


def fits_of(attacks, incidents, others, reference):
    groups = (
        Group(attacks=attacks, incidents=incidents),
        Group(attacks=others, incidents=reference),
    )
    return fit_attack_rates(compare_attack_rates(*groups), *groups)


def test_the_section_shows_the_methods_and_what_unseen_incidents_would_change():
    fits = fits_of(3, 12, 1, 95)
    section = attack_rate_section(fits)
    table, forest = section.posterior
    (found,) = section.summary
    *tables, unseen = section.sensitivities

    by_method = ratios_by_method(
        Group(attacks=3, incidents=12), Group(attacks=1, incidents=95)
    )
    assert (table.columns, table.rows) == (by_method.columns, by_method.rows)
    assert "risk ratio, melded, guaranteed: 2.029 to 1152" in forest.alt
    assert forest.caption.endswith(
        "Every recommended interval leaves out 1; the shortest still spans a factor of "
        "73.3."
    )
    who = "The group is the inspired incidents, the reference the linked ones. "
    for one in (table, found, tables[3]):
        assert one.note.startswith(who)
    assert isinstance(unseen, Picture)
    assert "p = 0.004242 at 0, p = 0.1414 at 40" in unseen.alt
    assert [one.name.partition(":")[0] for one in tables] == [
        "Sensitivity of the contrast to one relabelled incident",
        "Tipping points",
        "Sensitivity of the contrast to the prior of each attack rate",
        "Size, power and coverage, 95% level",
    ]


def test_the_axis_reaches_twice_as_far_as_mid_p_bears():
    assert max(fits_of(3, 12, 1, 95).unseen.curves[0].x) == 40
    assert max(fits_of(2, 12, 2, 96).unseen.curves[0].x) == 20


def test_the_larger_rate_is_the_one_that_is_doubted():
    turned = fits_of(1, 95, 3, 12)

    assert turned.doubted == "linked"
    assert turned.unseen.curves == fits_of(3, 12, 1, 95).unseen.curves
    assert "unseen linked incidents" in attack_rate_section(turned).sensitivity[0].alt


@pytest.mark.parametrize(
    "counts",
    [(0, 12, 0, 95), (0, 12, 1, 95), (3, 12, 0, 95), (12, 12, 95, 95), (1, 1, 1, 1)],
)
def test_edges_are_drawn(counts):
    section = attack_rate_section(fits_of(*counts))

    for picture in (section.posterior[1], section.sensitivity[0]):
        assert picture.svg.startswith(b"<?xml")
    if counts[0] * counts[3] == counts[1] * counts[2]:
        assert "An interval that holds 1" in section.posterior[1].caption


def test_an_interval_without_an_end_is_never_the_shortest():
    forest = attack_rate_section(fits_of(5, 12, 0, 95)).posterior[1]
    table = ratios_by_method(
        Group(attacks=5, incidents=12), Group(attacks=0, incidents=95)
    )
    (ratio,) = (
        row for row in table.rows if row[:2] == ("risk ratio", "Jeffreys posterior")
    )

    assert forest.caption.endswith(
        f"the shortest still spans a factor of {ratio[5] / ratio[4]:.4g}."
    )
