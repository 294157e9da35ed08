"""What no result can hold is refused in one line that names it."""

from math import inf, nan

import numpy as np
import pytest

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
    Probability,
    Provenance,
    Result,
    Table,
)
from bemodels.result import check_level, check_type


def interval(**changes):
    parts = {"low": 1.0, "high": 2.0, "level": 0.95, "kind": "confidence"}
    return Interval(**(parts | {"method": "a method"} | changes))


def estimate(**changes):
    parts = {"estimand": "rate", "value": 1.5, "unit": "per year"}
    return Estimate(**(parts | {"interval": interval()} | changes))


def probability(value):
    return Probability(statement="P(a > b)", value=value, given="the data")


def hypothesis_test(p_value):
    return HypothesisTest(null="none", method="a test", p_value=p_value)


def table(*rows, columns=("a", "b")):
    return Table(name="t", columns=columns, rows=rows)


def curve(**changes):
    parts = {"name": "c", "x": (1.0, 2.0), "y": (1.0, inf), "kind": "credible"}
    return Curve(**(parts | {"x_label": "x", "y_label": "y", "level": 0.9} | changes))


def result(**changes):
    return Result(**({"title": "t", "method": "m", "estimates": ()} | changes))


REFUSED = [
    # intervals
    (
        lambda: interval(low=3.0),
        "an interval needs low <= high, got 3.0 to 2.0 (a method)",
    ),
    (lambda: interval(low=nan), "Interval: low must be a number, got nan"),
    (lambda: interval(high="2"), "Interval: high must be a number, got '2'"),
    (lambda: interval(level=1.0), "level must lie between 0 and 1, got 1.0"),
    (lambda: interval(level=True), "Interval: level must be a number, got True"),
    (lambda: interval(level=0.95, kind="bounds"), "bounds have level 1, got 0.95"),
    (
        lambda: interval(kind="fiducial"),
        "Interval: kind must be one of 'confidence', 'credible', 'prediction', "
        "'bounds', got 'fiducial'",
    ),
    # estimates
    (
        lambda: estimate(value=nan),
        "Estimate 'rate': value must be a number, got nan",
    ),
    (
        lambda: estimate(value=None),
        "Estimate 'rate': value must be a number, got None",
    ),
    (
        lambda: estimate(value=np.array([True])[0]),
        "Estimate 'rate': value must be a number, got True",
    ),
    (
        lambda: estimate(interval=(1, 2)),
        "Estimate 'rate': interval must be an Interval, got (1, 2)",
    ),
    (
        lambda: estimate(identified="guess"),
        "Estimate 'rate': identified must be one of 'data', 'prior', 'both', got "
        "'guess'",
    ),
    (lambda: estimate(estimand=3), "Estimate: estimand must be text, got 3"),
    # probabilities and tests
    (
        lambda: probability(nan),
        "Probability 'P(a > b)': value must be a number, got nan",
    ),
    (
        lambda: probability("0.5"),
        "Probability 'P(a > b)': value must be a number, got '0.5'",
    ),
    (
        lambda: probability(-0.1),
        "Probability 'P(a > b)': value must be finite and 0 or more, got -0.1",
    ),
    (
        lambda: probability(inf),
        "Probability 'P(a > b)': value must be finite and 0 or more, got inf",
    ),
    (lambda: hypothesis_test(1.1), "the p-value of a test must lie in 0..1, got 1.1"),
    (
        lambda: hypothesis_test(nan),
        "HypothesisTest 'none': p_value must be a number, got nan",
    ),
    # assumptions, checks, sources
    (
        lambda: Assumption(statement="It holds.", support="hope"),
        "Assumption 'It holds.': support must be one of 'by design', 'checked', 'not "
        "checkable from these data', got 'hope'",
    ),
    (
        lambda: Check(name="c", passed="no", detail=""),
        "Check 'c': passed must be a bool, got 'no'",
    ),
    (
        lambda: Provenance(source="f.csv", sha256="0", rows=1.5),
        "Provenance 'f.csv': rows must be a whole number, got 1.5",
    ),
    (
        lambda: Parameter(name="p", symbol="", meaning="", unit="", identified=""),
        "Parameter 'p': identified must be one of 'data', 'prior', 'both', got ''",
    ),
    (
        lambda: ModelCard(priors=("flat",)),
        "ModelCard: priors[0] must be a Prior, got 'flat'",
    ),
    # tables
    (
        lambda: table((1, 2), (3,)),
        "Table 't': rows[1] holds 1 cells for 2 columns",
    ),
    (
        lambda: table((1, nan)),
        "Table 't': rows[0][1] must be text or a number, got nan",
    ),
    (
        lambda: table((None, 2)),
        "Table 't': rows[0][0] must be text or a number, got None",
    ),
    (
        lambda: table((1, 2), (True, 2)),
        "Table 't': rows[1][0] must be text or a number, got True",
    ),
    (lambda: table([1, 2]), "Table 't': rows[0] must be a tuple, got [1, 2]"),
    (
        lambda: table(columns=["a", "b"]),
        "Table 't': columns must be a tuple, got ['a', 'b']",
    ),
    # curves
    (
        lambda: curve(y=(1.0,)),
        "Curve 'c': x, y, low and high differ in length, got 2, 1, 0 and 0",
    ),
    (
        lambda: curve(low=(0.0, 1.0)),
        "Curve 'c': x, y, low and high differ in length, got 2, 2, 2 and 0",
    ),
    (
        lambda: curve(y=(1.0, nan)),
        "Curve 'c': y[1] must be a number, got nan",
    ),
    (lambda: curve(x=(1.0, inf)), "Curve 'c': x[1] must be finite, got inf"),
    (
        lambda: curve(x=np.array([1.0, 2.0])),
        "Curve 'c': x must be a tuple, got array([1., 2.])",
    ),
    (
        lambda: curve(low=(0.0, 3.0), high=(1.0, 2.0)),
        "Curve 'c': low[1] must not exceed high[1], got 3.0 and 2.0",
    ),
    (lambda: curve(level=95), "level must lie between 0 and 1, got 95"),
    (
        lambda: curve(level=1, low=(0.0, 0.0), high=(1.0, 2.0)),
        "level must lie between 0 and 1, got 1",
    ),
    # the whole
    (
        lambda: result(estimates=(estimate(), estimate())),
        "two estimates are called 'rate'",
    ),
    (
        lambda: result(estimates=[estimate()]),
        "Result 't': estimates must be a tuple, got [Estimate(estimand='rate', "
        "value=1.5, unit='per year', interval=Interval(low=...",
    ),
    (
        lambda: result(provenance=("f.csv",)),
        "Result 't': provenance[0] must be a Provenance, got 'f.csv'",
    ),
    # doors
    (lambda: check_level("0.95"), "level must lie between 0 and 1, got '0.95'"),
    (lambda: check_level(level=True), "level must lie between 0 and 1, got True"),
    (lambda: check_level(nan), "level must lie between 0 and 1, got nan"),
    (lambda: check_level(None), "level must lie between 0 and 1, got None"),
    (lambda: check_type("one", 3, Interval), "one must be an Interval, got 3"),
]


@pytest.mark.parametrize(("make", "message"), REFUSED)
def test_what_no_result_can_hold_is_refused(make, message):
    with pytest.raises(InvalidDataError) as error:
        make()
    assert str(error.value) == message


def test_what_a_result_can_hold_is_let_in():
    """Open sides, tipping points above 1, and numbers of other libraries."""
    assert interval(low=-inf, high=inf).high == inf
    assert interval(level=1, kind="bounds").level == 1
    assert estimate(value=inf).value == inf
    assert estimate(value=9.0).interval.high == 2.0
    assert probability(17).value == 17
    assert table((np.int64(1), np.float64(2.5)), ("-", inf)).rows[0] == (1, 2.5)
    assert table(("x", 10**400)).rows[0][1] == 10**400
    assert curve(level=1).level == 1


def test_a_long_value_is_cut_in_the_message():
    with pytest.raises(InvalidDataError) as error:
        check_type("group", "line\n" * 100, int)
    assert (
        str(error.value) == f"group must be an int, got {repr('line\n' * 100)[:77]}..."
    )
