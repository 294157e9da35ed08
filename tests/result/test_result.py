"""The values a result is made of, and how it is shown."""

from math import inf

import numpy as np
import pytest
import xarray as xr

from bemodels import (
    Assumption,
    Estimate,
    HypothesisTest,
    Interval,
    InvalidDataError,
    ModelCard,
    Parameter,
    Posterior,
    Provenance,
    Result,
)
from bemodels.result import join_results
from bemodels.result.display import (
    format_cell,
    format_interval,
    format_number,
    format_p_value,
    format_probability,
)
from bemodels.result.wording import hypothesis_sentences


def interval(low=1.0, high=2.0, level=0.95, kind="confidence"):
    return Interval(low=low, high=high, level=level, kind=kind, method="a method")


def estimate(name="rate", value=1.5, **changes):
    return Estimate(estimand=name, value=value, unit="per year", interval=interval())


def result(*estimates, **parts):
    return Result(title="A title", method="A method", estimates=estimates, **parts)


def test_a_missing_estimate_names_those_there_are():
    with pytest.raises(KeyError) as error:
        result(estimate("rate"), estimate("ratio")).estimate("odds")
    assert error.value.args == ("no estimate of 'odds'; this result holds rate, ratio",)


def test_the_frame_has_the_columns_that_every_report_uses():
    frame = result(estimate("rate"), estimate("ratio")).to_frame()

    assert list(frame.columns) == [
        "estimand",
        "estimate",
        "unit",
        "interval_low",
        "interval_high",
        "interval_level",
        "interval_kind",
        "interval_method",
        "identified",
    ]
    assert frame["estimate"].tolist() == [1.5, 1.5]
    assert frame["estimand"].tolist() == ["rate", "ratio"]


def test_a_result_is_frozen_and_equal_to_its_twin():
    assert result(estimate()) == result(estimate())
    with pytest.raises(AttributeError):
        result(estimate()).title = "another"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (9999, "9999"),
        (10_000, "10,000"),
        (-22961, "-22,961"),
        (1_084_660_405_284, "1,084,660,405,284"),
        (22961.4, "22961"),
        ("22961", "22961"),
    ],
)
def test_whole_numbers_of_a_table_are_written_by_thousands(cell, text):
    assert format_cell(cell) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (62, "62"),
        (107, "107"),
        (29.1284, "29.13"),
        (1660.7, "1661"),
        (123456.7, "123457"),
        (0.00829, "0.00829"),
        (3.2e-7, "3.2e-07"),
        (inf, "∞"),
        (-inf, "-∞"),
        (-0.5, "-0.5"),
    ],
)
def test_numbers_have_four_significant_digits(value, text):
    assert format_number(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "p < 1e-300"),
        (5e-324, "p < 1e-300"),
        (1.234e-7, "p = 1.2e-07"),
        (1.3e-117, "p = 1.3e-117"),
        (0.008292, "p = 0.008292"),
        (0.9999, "p = 0.9999"),
        (0.99996, "p > 0.9999"),
        (1, "p = 1"),
    ],
)
def test_no_p_value_is_rounded_to_certainty(value, text):
    assert format_p_value(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (1.234e-7, "1.2e-07"),
        (1.3e-117, "< 1e-10"),
        (0.0, "0"),
        (0.9999, "0.9999"),
        (0.99991, "> 0.9999"),
        (1 - 2**-53, "> 0.9999"),
        (1, "1"),
        (17.25, "17.25"),
    ],
)
def test_no_probability_is_rounded_to_certainty(value, text):
    assert format_probability(value) == text


@pytest.mark.parametrize(
    ("null", "begins"),
    [
        ("The two attack rates are equal.", "H0: the two attack rates are equal; t"),
        ("Brussels is like the rest", "H0: Brussels is like the rest; t"),
    ],
)
def test_a_hypothesis_never_reads_as_a_finding(null, begins):
    (line,) = hypothesis_sentences([HypothesisTest(null=null, method="t", p_value=0.5)])
    assert line == f"{begins}: p = 0.5"


def test_bounds_carry_no_probability():
    assert format_interval(interval(level=1, kind="bounds")) == "1 to 2 (bounds)"


def test_joining_keeps_everything_once():
    shared = Assumption(statement="It holds.", support="by design")
    source = Provenance(source="file.csv", sha256="0" * 64, rows=2)
    one = result(estimate("rate"), assumptions=(shared,), provenance=(source,))
    two = result(estimate("ratio"), assumptions=(shared,), provenance=(source,))
    both = join_results([one, two], title="Both", method="as they are")

    assert [e.estimand for e in both.estimates] == ["rate", "ratio"]
    assert both.assumptions == (shared,)
    assert both.provenance == (source,)
    with pytest.raises(InvalidDataError) as error:
        join_results([one, one], title="Twice", method="as they are")
    assert str(error.value) == "two estimates are called 'rate'"


def posterior(draws, dims=("chain", "draw")):
    data = xr.Dataset({"rate": (dims, draws)})
    if "place" in dims:
        data = data.assign_coords(place=["Ghent", "Liège"])
    return Posterior(
        title="A title",
        method="A method",
        draws=xr.DataTree.from_dict({"posterior": data}),
        card=ModelCard(
            parameters=(
                Parameter(name="rate", symbol="r", meaning="rate", unit="per year"),
            )
        ),
        checks=(),
        seeds=(1,),
    )


def test_a_posterior_reduces_to_medians_and_equal_tails():
    draws = np.random.default_rng(0).normal(size=(4, 1000))
    one = posterior(draws).result(level=0.9).estimate("rate")

    assert one.value == np.median(draws)
    assert one.interval.low == pytest.approx(np.quantile(draws, 0.05), rel=1e-12)
    assert (one.interval.kind, one.interval.level) == ("credible", 0.9)
    assert one.identified == "both"


def test_labels_of_a_dimension_name_the_estimates():
    draws = np.random.default_rng(0).normal(size=(2, 4, 100))
    draws[1] += 5
    found = posterior(draws, ("place", "chain", "draw")).result()

    assert [one.estimand for one in found.estimates] == ["rate[Ghent]", "rate[Liège]"]
    assert found.estimate("rate[Liège]").value == pytest.approx(5, abs=0.2)
    names = [
        name
        for name, values in posterior(
            draws, ("place", "chain", "draw")
        ).all_quantities()
        if values.shape == (4, 100)
    ]
    assert names == ["rate[Ghent]", "rate[Liège]"]


def test_a_level_is_a_share():
    with pytest.raises(InvalidDataError) as error:
        posterior(np.zeros((4, 10))).result(level=95)
    assert str(error.value) == "level must lie between 0 and 1, got 95"
