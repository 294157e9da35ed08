"""What a reporting regression refuses, word by word."""

from dataclasses import replace

import pandas as pd
import pytest
from reporting_cases import CHECKED, CITIES, NUMBERS, POOLED, PRIORS, STATED

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.undercount import (
    NoSpread,
    RatePriors,
    TermPrior,
    WeakDetection,
    calibrate_reporting,
    fit_reporting,
)

GIVEN = {
    "formula_rate": "y ~ x",
    "formula_detection": "~ w",
    "data": CITIES,
    "exposure": "years",
    "validation": CHECKED,
    "priors": PRIORS,
    "seed": 1,
}


def fit(**changes):
    return fit_reporting(**(GIVEN | changes))


def test_without_validation_or_a_stated_prior_nothing_is_identified():
    with pytest.raises(NotEstimableError) as error:
        fit(validation=None)
    assert str(error.value) == (
        "counts tell of rate times detection alone, so that without validation neither "
        "is known: give validation, or what is known of detection as StatedDetection"
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"priors": 3}, "priors must be a ReportingPriors, got 3"),
        ({"seed": -1}, "seed must be a whole number of 0 or more, got -1"),
        ({"draws": 99}, "draws must be a whole number of 100 or more, got 99"),
        ({"chains": 3}, "chains must be a whole number of 4 or more, got 3"),
        ({"exposure": 1}, "exposure must be a str, got 1"),
        ({"formula_detection": 1}, "formula_detection must be a str, got 1"),
        (
            {"formula_detection": "y ~ w"},
            "formula_detection must begin with ~, got 'y ~ w': its left side are the "
            "columns found and known of validation",
        ),
        (
            {"formula_rate": "y ~ y"},
            "the column 'y' holds the counts themselves, and so can be no term of "
            "'y ~ y'",
        ),
        (
            {"formula_rate": "y ~ x + log(y + 1)"},
            "the column 'y' holds the counts themselves, and so can be no term of "
            "'y ~ x + log(y + 1)'",
        ),
        (
            {"formula_detection": "~ w + log(y + 1)"},
            "the column 'y' holds the counts themselves, and so can be no term of "
            "'found ~ w + log(y + 1)'",
        ),
        (
            {"formula_detection": "~ known"},
            "the column 'known' holds the counts themselves, and so can be no term of "
            "'found ~ known'",
        ),
        (
            {"formula_detection": "~ found"},
            "the column 'found' holds the counts themselves, and so can be no term of "
            "'found ~ found'",
        ),
        (
            {"exposure": "y"},
            "the column 'y' holds the counts themselves, and so cannot be their "
            "exposure",
        ),
        (
            {"pooled": "y", "priors": POOLED},
            "the column 'y' holds the counts themselves, and so cannot be the places "
            "that are pooled",
        ),
        ({"validation": 7}, "validation must be a DataFrame or None, got 7"),
        (
            {"priors": POOLED},
            "priors.places is a spread between places, and pooled names no column of "
            "them: name it, or give NoSpread()",
        ),
        (
            {"pooled": "city"},
            "the places of 'city' are pooled, and priors.places is NoSpread(): give "
            "HalfNormalSpread",
        ),
        (
            {"pooled": "x", "priors": POOLED},
            "the column 'x' is both pooled and a term of the rate: its effects cannot "
            "be told apart from themselves",
        ),
        (
            {"data": CITIES[:2], "pooled": "city", "priors": POOLED},
            "the column 'city' holds one place, and one place has nothing to be pooled "
            "with",
        ),
        (
            {"data": CITIES.drop(columns="w")},
            "data, column 'w': there 0 times, needed once; the columns are 'city', "
            "'x', 'y', 'years'",
        ),
        (
            {"validation": CHECKED.drop(columns="known")},
            "validation, column 'known': there 0 times, needed once; the columns are "
            "'w', 'found'",
        ),
    ],
)
def test_a_wrong_argument_is_refused_in_a_line(changes, message):
    with pytest.raises(InvalidDataError) as error:
        fit(**changes)
    assert str(error.value) == message


def test_every_wrong_number_of_known_events_is_told():
    wrong = pd.DataFrame(
        {"w": [0.0, 0.1, 0.2], "found": [4, 2, 0], "known": [3, 2.5, 0]}
    )

    with pytest.raises(InvalidDataError) as error:
        fit(validation=wrong)

    rule = "known must be a whole number from 1 to 1000000000"
    for line in (
        "validation, row 1, column 'known': got 3.0; found is 4, and no more can be "
        "found than are known",
        f"validation, row 2, column 'known': got 2.5; {rule}",
        f"validation, row 3, column 'known': got 0.0; {rule}",
    ):
        assert line in str(error.value)


def test_a_term_that_follows_from_others_is_named():
    with pytest.raises(NotEstimableError) as error:
        fit(formula_detection="~ w + I(2 * w)")
    assert str(error.value) == (
        "1 of 3 terms are not estimable, being 0 on every row or a combination of the "
        "terms before them: I(2 * w)"
    )


@pytest.mark.parametrize(
    ("kind", "changes", "message"),
    [
        (
            RatePriors,
            {"intercept_scale": 0},
            "intercept_scale must be a number between 0 and 20, got 0",
        ),
        (
            WeakDetection,
            {"slope_scale": 25},
            "slope_scale must be a number between 0 and 20, got 25",
        ),
        (
            RatePriors,
            {"intercept_location": None},
            "intercept_location must be a number between -20 and 20, got None",
        ),
        (RatePriors, {"reason": " "}, "reason must be a sentence, got ' '"),
        (RatePriors, {"terms": [1]}, "terms must be a tuple, got [1]"),
        (RatePriors, {"terms": (1,)}, "each of terms must be a TermPrior, got 1"),
    ],
)
def test_a_prior_without_a_density_or_a_reason_is_refused(kind, changes, message):
    with pytest.raises(InvalidDataError) as error:
        kind(**{**NUMBERS, "reason": "A reason.", **changes})
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"rate": STATED}, f"rate must be a RatePriors, got {repr(STATED)[:77]}..."),
        (
            {"detection": 2},
            "detection must be a WeakDetection or a StatedDetection, got 2",
        ),
        ({"places": 1}, "places must be a HalfNormalSpread or a NoSpread, got 1"),
        ({"places_reason": ""}, "places_reason must be a sentence, got ''"),
    ],
)
def test_priors_of_another_type_are_refused(changes, message):
    with pytest.raises(InvalidDataError) as error:
        replace(PRIORS, **changes)
    assert str(error.value) == message


def test_categories_that_read_alike_and_are_not_are_refused():
    """Else validation of "1" would say nothing of the counts of 1."""
    data = CITIES.assign(level=[1, 1, 2, 2, 1, 2])
    validation = CHECKED.assign(level=["1", "2"])

    with pytest.raises(InvalidDataError) as error:
        fit(formula_detection="~ C(level)", data=data, validation=validation)

    assert str(error.value) == (
        "the column 'level' holds 1 and '1', which read alike: data and validation "
        "must call a category alike"
    )


def test_a_prior_of_a_term_that_is_not_there_is_refused():
    named = replace(PRIORS.rate, terms=(TermPrior(term="z", location=0.0, scale=1.0),))

    with pytest.raises(InvalidDataError) as error:
        fit(priors=replace(PRIORS, rate=named))

    assert str(error.value) == (
        "a prior is of the term 'z', which the formula does not have; its terms are "
        "'Intercept', 'x'"
    )


def test_a_term_has_its_own_prior_before_the_common_one():
    named = replace(PRIORS.rate, terms=(TermPrior(term="x", location=0.5, scale=0.2),))

    assert named.numbers(("Intercept", "x", "z")).T.tolist() == [
        [2.0, 1.5],
        [0.5, 0.2],
        [0.0, 1.0],
    ]


def test_priors_are_printed_with_numbers_and_reasons():
    lines = POOLED.statements(("Intercept", "x"), ("Intercept",))

    assert [(one.parameter, one.density) for one in lines] == [
        (
            "rate_coefficient[Intercept]",
            r"\beta_{0} \sim \operatorname{Normal}(2, 1.5)",
        ),
        ("rate_coefficient[x]", r"\beta_{1} \sim \operatorname{Normal}(0, 1)"),
        (
            "detection_coefficient[Intercept]",
            r"\alpha_{0} \sim \operatorname{Normal}(0, 1.5)",
        ),
        ("place_sd", r"\sigma \sim \operatorname{HalfNormal}(0.7)"),
    ]
    assert all(one.reason for one in lines)
    assert replace(POOLED, places=NoSpread()).statements(("x",), ("w",))[-1].reason == (
        "Nearly flat in the probability."
    )


def test_what_cannot_be_calibrated_is_refused():
    with pytest.raises(InvalidDataError) as error:
        calibrate_reporting(**GIVEN, replicates=100, settings=3)

    assert str(error.value) == "settings must be a SamplerSettings, got 3"
