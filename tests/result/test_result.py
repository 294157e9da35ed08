"""The values a result is made of, and how it is shown."""

from html.parser import HTMLParser
from math import inf, nan

import numpy as np
import pytest
import xarray as xr

from bemodels import (
    Assumption,
    Check,
    Curve,
    Estimate,
    HypothesisTest,
    Interval,
    InvalidDataError,
    ModelCard,
    Parameter,
    Posterior,
    Provenance,
    Result,
    Table,
)
from bemodels.result import join_results
from bemodels.result.display import format_interval, format_number


def interval(low=1.0, high=2.0, level=0.95, kind="confidence"):
    return Interval(low=low, high=high, level=level, kind=kind, method="a method")


def estimate(name="rate", value=1.5, **changes):
    return Estimate(estimand=name, value=value, unit="per year", interval=interval())


def result(*estimates, **parts):
    return Result(title="A title", method="A method", estimates=estimates, **parts)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: interval(low=3.0),
            "an interval needs low <= high, got 3.0 to 2.0 (a method)",
        ),
        (
            lambda: interval(low=nan),
            "an interval needs low <= high, got nan to 2.0 (a method)",
        ),
        (lambda: interval(level=1.0), "level must lie between 0 and 1, got 1.0"),
        (
            lambda: interval(level=0.95, kind="bounds"),
            "bounds have level 1, got 0.95",
        ),
        (lambda: estimate(value=nan), "the estimate of rate is not a number"),
        (
            lambda: HypothesisTest(null="none", method="a test", p_value=1.1),
            "the p-value of a test must lie in 0..1, got 1.1",
        ),
        (
            lambda: result(estimate(), estimate()),
            "two estimates are called 'rate'",
        ),
        (
            lambda: Table(name="t", columns=("a", "b"), rows=((1, 2), (3,))),
            "table 't', row 2: 1 cells for 2 columns",
        ),
        (
            lambda: Curve(
                name="c",
                x=(1.0, 2.0),
                y=(1.0,),
                x_label="x",
                y_label="y",
                level=0.95,
                kind="credible",
            ),
            "curve 'c': x, y, low and high differ in length",
        ),
    ],
)
def test_what_no_result_can_hold_is_refused(make, message):
    with pytest.raises(InvalidDataError) as error:
        make()
    assert str(error.value) == message


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


class Collector(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.text = [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += data


def test_html_escapes_every_text():
    hostile = "<script>alert(1)</script>"
    page = Collector()
    page.feed(
        result(
            estimate(hostile),
            checks=(Check(name=hostile, passed=False, detail=hostile),),
            tests=(HypothesisTest(null=hostile, method=hostile, p_value=0.5),),
        )._repr_html_()
    )
    assert "script" not in page.tags
    assert page.text.count(hostile) == 5


def test_html_is_short():
    many = result(*(estimate(f"rate[{i}]") for i in range(100)))

    assert "and 88 more in" in many._repr_html_()


def test_text_shows_numbers_assumptions_and_failed_checks():
    text = repr(
        result(
            estimate(),
            assumptions=(Assumption(statement="It holds.", support="by design"),),
            checks=(
                Check(name="good", passed=True, detail="fine"),
                Check(name="bad", passed=False, detail="7 of 9"),
            ),
        )
    )
    assert "1 to 2 (95% confidence)" in text
    assert "passed: good: fine\nFAILED: bad: 7 of 9\n" in text
    assert "Assumes (by design): It holds." in text


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
    with pytest.raises(InvalidDataError, match="two estimates are called 'rate'"):
        join_results([one, one], title="Twice", method="as they are")


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
