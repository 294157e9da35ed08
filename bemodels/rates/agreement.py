"""Whether a test and an interval that are read together say the same."""

from __future__ import annotations

from collections.abc import Iterator

from bemodels.result import Check, Estimate, HypothesisTest
from bemodels.result.display import format_level, format_number, format_p_value


def agreement_checks(
    tests: tuple[HypothesisTest, ...], contrasts: tuple[Estimate, ...]
) -> tuple[Check, ...]:
    """Hold each test to the interval that stands beside it.

    The test of mid-P and SCAS are near their nominal level, Boschloo's test and the
    melded interval keep it surely. But none of the intervals inverts its test, so that
    one can leave out equality where the other keeps it.

    Parameters
    ----------
    tests : tuple of HypothesisTest, length 1 or 2
        Mid-P, and Boschloo where there is one.
    contrasts : tuple of Estimate
        Each with SCAS, and again as ``..._melded``.

    Returns
    -------
    tuple of Check
        One a test, which fails where test and interval disagree.
    """
    risk_difference = {
        one.estimand: one for one in contrasts if "risk_difference" in one.estimand
    }
    return tuple(_compared(tests, risk_difference))


def _compared(
    tests: tuple[HypothesisTest, ...], differences: dict[str, Estimate]
) -> Iterator[Check]:
    names = ("risk_difference", "risk_difference_melded")
    for test, name in zip(tests, names, strict=False):
        yield agreement_check(test, differences[name], contrast="risk difference")


def agreement_check(
    test: HypothesisTest, estimate: Estimate, *, contrast: str
) -> Check:
    """Hold a test to an interval of another family that is read with it.

    Parameters
    ----------
    test : HypothesisTest
        Of equal rates.
    estimate : Estimate
        Of a difference or a ratio, with its interval.
    contrast : str
        What it is called.

    Returns
    -------
    Check
        Fails where one of the two leaves out equal rates and the other does not.
    """
    interval = estimate.interval
    equal = 1.0 if estimate.unit == "ratio" else 0.0
    excludes = not interval.low <= equal <= interval.high
    return Check(
        name=f"{test.method} and {interval.method} agree",
        passed=excludes == (test.p_value < 1 - interval.level),
        detail=f"{format_p_value(test.p_value)}; {contrast} "
        f"{format_number(interval.low)} to {format_number(interval.high)}, level "
        f"{format_level(interval.level)}; they are of different families",
    )
