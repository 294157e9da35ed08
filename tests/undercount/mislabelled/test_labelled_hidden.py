"""Hidden actors behind labels: closed forms and enumeration."""

import numpy as np
import pytest
from scipy.stats import nbinom

from bemodels.errors import InvalidDataError
from bemodels.intervals import Beta
from bemodels.undercount import Fates
from bemodels.undercount.mislabelled import (
    LabelPrior,
    LabelValidation,
    fates_given_labels,
    hidden_given_labels,
)
from bemodels.undercount.mislabelled.true_tables import true_tables

HALF = Beta(a=0.5, b=0.5)
PRIOR = LabelPrior(inspired=HALF, linked=HALF, reason="Jeffreys")
VALIDATION = LabelValidation(inspired=20, inspired_right=19, linked=40, linked_right=39)
SURE = LabelValidation(
    inspired=10**9, inspired_right=10**9, linked=10**9, linked_right=10**9
)
FATES = Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1)


def answer(**changes):
    given = {"validation": VALIDATION, "prior": PRIOR}
    given |= {"inspired_surfacing": 0.2, "linked_surfacing": 0.8} | changes
    return hidden_given_labels(*FATES, **given)


def numbers(estimate):
    return estimate.interval.low, estimate.value, estimate.interval.high


def test_right_labels_leave_a_negative_binomial():
    result = answer(validation=SURE)

    for group, seen, surfacing in (("inspired", 12, 0.2), ("linked", 95, 0.8)):
        hidden = nbinom(seen + 1, surfacing).ppf([0.025, 0.5, 0.975])
        assert numbers(result.estimate(f"hidden[{group}]")) == tuple(hidden)
        assert numbers(result.estimate(f"population[{group}]")) == tuple(seen + hidden)
        assert result.estimate(f"hidden[{group}]").identified == "prior"


def test_the_hidden_stand_in_the_sentence_of_what_is_assumed():
    assert numbers(answer().estimate("hidden[inspired]")) == (8, 37, 82)
    assert numbers(answer().estimate("hidden[linked]")) == (15, 25, 37)
    assert answer().conclusion == (
        "If surfacing is 0.2 of truly inspired and 0.8 of truly linked actors, and "
        "labels err alike in arrests and attacks, as often as validation and prior "
        "say, then the hidden are 37 (95% credible interval 8 to 82) truly inspired "
        "and 25 (95% credible interval 15 to 37) truly linked."
    )


def test_wrong_labels_are_enumerated():
    tables = true_tables(*FATES, (Beta(a=19.5, b=1.5), Beta(a=39.5, b=1.5)))
    hidden, population = np.zeros(1000), np.zeros(1000)
    for (arrests, attacks), chance in np.ndenumerate(tables.joint):
        chances = chance * nbinom(arrests + attacks + 1, 0.2).pmf(np.arange(1000))
        hidden += chances
        population[arrests + attacks :] += chances[: 1000 - arrests - attacks]

    result = answer()

    for name, chances in (("hidden", hidden), ("population", population)):
        quantiles = np.searchsorted(np.cumsum(chances), [0.025, 0.5, 0.975])
        assert numbers(result.estimate(f"{name}[inspired]")) == tuple(quantiles)


def test_where_all_surface_the_population_is_what_was_truly_recorded():
    result = answer(inspired_surfacing=1, linked_surfacing=1)
    recorded = fates_given_labels(*FATES, validation=VALIDATION, prior=PRIOR)

    assert numbers(result.estimate("hidden[inspired]")) == (0, 0, 0)
    both = [
        recorded.estimate(f"true_actors[inspired, {fate}]").value
        for fate in ("arrests", "attacks")
    ]
    assert abs(result.estimate("population[inspired]").value - sum(both)) <= 1


def test_the_stated_numbers_stand_in_the_assumption_and_beside_each_number():
    result = answer()
    assert result.assumptions[1].statement == (
        "Truly inspired actors surface with probability 0.2 and truly linked ones with "
        "0.8: stated numbers, which no data here support."
    )
    assert result.estimate("hidden[inspired]").interval.method == (
        "scenario: surfacing of the inspired stated as 0.2; posterior median, equal "
        "tails, exact"
    )


@pytest.mark.parametrize("name", ["inspired_surfacing", "linked_surfacing"])
def test_a_share_outside_its_range_is_refused(name):
    with pytest.raises(InvalidDataError) as error:
        answer(**{name: 0})
    assert str(error.value) == f"{name} must lie in (0, 1], got 0"
