"""A value of another type is refused at the door of an analysis, in one line."""

from math import nan

import pytest

import bemodels
from bemodels.counts import exact_annual_rates
from bemodels.intervals import Beta
from bemodels.rates import Group, compare_attack_rates
from bemodels.result import join_results
from bemodels.undercount import (
    Fates,
    SurfacingPrior,
    fate_odds,
    hidden_given_prior,
    hidden_given_surfacing,
    surfacing_scenarios,
)

GROUP = Group(attacks=3, incidents=12)
FATES = Fates(arrests=9, attacks=3)
PRIOR = SurfacingPrior(beta=Beta(a=2, b=8), reason="an example")
OTHER_TYPES = [
    (lambda: compare_attack_rates(3, 12), "group must be a Group, got 3"),
    (
        lambda: compare_attack_rates(GROUP, "1/95"),
        "reference must be a Group, got '1/95'",
    ),
    (
        lambda: compare_attack_rates(GROUP, FATES),
        "reference must be a Group, got Fates(arrests=9, attacks=3)",
    ),
    (
        lambda: compare_attack_rates(GROUP, GROUP, level="0.95"),
        "level must lie between 0 and 1, got '0.95'",
    ),
    (
        lambda: compare_attack_rates(GROUP, GROUP, level=True),
        "level must lie between 0 and 1, got True",
    ),
    (
        lambda: compare_attack_rates(GROUP, GROUP, provenance="groups.csv"),
        "Result 'Attack rates: 3/12 against 3/12 recorded incidents': provenance must "
        "be a tuple, got 'groups.csv'",
    ),
    (
        lambda: Group(attacks="3", incidents=12),
        "attacks must be a whole number, got '3'",
    ),
    (
        lambda: Group(attacks=3, incidents=None),
        "incidents must be a whole number, got None",
    ),
    (lambda: fate_odds(1, 2), "inspired must be a Fates, got 1"),
    (lambda: fate_odds(FATES, None), "linked must be a Fates, got None"),
    (lambda: surfacing_scenarios(12), "fates must be a Fates, got 12"),
    (lambda: hidden_given_surfacing(12, 0.2), "fates must be a Fates, got 12"),
    (
        lambda: hidden_given_surfacing(FATES, "0.2"),
        "surfacing must lie in (0, 1], got '0.2'",
    ),
    (
        lambda: hidden_given_surfacing(FATES, nan),
        "surfacing must lie in (0, 1], got nan",
    ),
    (lambda: hidden_given_prior(12, PRIOR), "fates must be a Fates, got 12"),
    (
        lambda: hidden_given_prior(FATES, 0.2),
        "prior must be a SurfacingPrior, got 0.2",
    ),
    (
        lambda: SurfacingPrior(beta=(2, 8), reason="an example"),
        "SurfacingPrior: beta must be a Beta, got (2, 8)",
    ),
    (
        lambda: join_results(["x"], title="t", method="m"),
        "each of the results must be a Result, got 'x'",
    ),
    (lambda: exact_annual_rates("x"), "table must be a CountTable, got 'x'"),
]


@pytest.mark.parametrize(("call", "message"), OTHER_TYPES)
def test_another_type_is_refused_in_one_line(call, message):
    with pytest.raises(bemodels.InvalidDataError) as error:
        call()
    assert str(error.value) == message
