"""What is given in the place of fates, priors and counts is refused in one line."""

import numpy as np
import pytest

from bemodels import undercount
from bemodels.errors import InvalidDataError

INSPIRED = undercount.Fates(arrests=9, attacks=3)
LINKED = undercount.Fates(arrests=94, attacks=1)
ROUTES = {"independent_only": 5, "connection_only": 8, "both": 4}
STATED = {"dependence": 1, "transfer": 1}
SHARES = {"inspired_surfacing": 0.1, "linked_surfacing": 0.9}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: undercount.probability_more_inspired(1, LINKED, **SHARES),
            "inspired must be a Fates, got 1",
        ),
        (
            lambda: undercount.tipping_surfacing(INSPIRED, 1, linked_surfacing=0.9),
            "linked must be a Fates, got 1",
        ),
        (
            lambda: undercount.surfacing_sensitivity(1, LINKED),
            "inspired must be a Fates, got 1",
        ),
        (
            lambda: undercount.surfacing_sensitivity(INSPIRED, LINKED, priors=2),
            "priors must be a Sequence, got 2",
        ),
        (
            lambda: undercount.prior_to_posterior(INSPIRED, LINKED, None),
            "prior must be a SurfacingPrior, got None",
        ),
        (
            lambda: undercount.hidden_given_discovery_routes(2, **ROUTES, **STATED),
            "inspired must be a Fates, got 2",
        ),
        (
            lambda: undercount.hidden_given_discovery_routes(
                INSPIRED, **{**ROUTES, "both": 5_000_001}, **STATED
            ),
            "both must be 5000000 or less, got 5000001",
        ),
        (
            lambda: undercount.draw_fates(
                INSPIRED, LINKED, rng=np.random.default_rng(1), draws=10_000_001
            ),
            "draws must be 10000000 or fewer, got 10000001",
        ),
        (
            lambda: undercount.fates_of_report("report"),
            "report must be a BelgiumReport, got 'report'",
        ),
        (
            lambda: undercount.fates_of(None),
            "log must be an IncidentLog, got None",
        ),
        (
            lambda: undercount.fate_odds_of(None),
            "log must be an IncidentLog, got None",
        ),
    ],
)
def test_each_refusal_names_the_argument_and_what_was_given(call, message):
    with pytest.raises(InvalidDataError) as error:
        call()
    assert str(error.value) == message


@pytest.mark.parametrize("name", ["dependence", "transfer"])
def test_a_whole_number_too_large_to_hold_is_refused(name):
    with pytest.raises(InvalidDataError) as error:
        undercount.hidden_given_discovery_routes(
            INSPIRED, **ROUTES, **{**STATED, name: 10**400}
        )
    assert str(error.value).startswith(f"{name} must be a finite number above 0")
