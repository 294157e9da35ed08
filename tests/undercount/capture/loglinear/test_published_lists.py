"""Log-linear models against Rcapture, its authors' papers and SparseMSE's checks.

[RAN] numbers: Rcapture's closedp.t, closedpCI.t and closedpMS.t on the same tables.
Papers: Rivest (2011) and Cormack, Chang and Smith (2000), as Rcapture's own tests
assert them (inst/tests/testPapersResults.R).
"""

import pytest
from published_lists import KOSOVO, KREBS, UK

from bemodels.errors import NotEstimableError
from bemodels.undercount.capture import (
    CHAO,
    DARROCH,
    GAMMA35,
    POISSON2,
    loglinear_equal,
    loglinear_lists,
)
from bemodels.undercount.capture.capture_table import patterns_of

SPARSE = {"100": 40, "010": 30, "001": 20, "110": 6}
LIKELIHOODS = "Population by two likelihoods"
FIT = "Fit to the patterns that lists saw"


def descending(lists, counts):
    """Return histories whose counts begin with the pattern that all lists saw."""
    return dict(zip(reversed(patterns_of(lists)), counts, strict=True))


DARROCH_R3 = descending(3, (72, 155, 7, 71, 13, 53, 43))
DIABETES = descending(
    4, (58, 157, 18, 104, 46, 650, 12, 709, 14, 20, 7, 74, 8, 182, 10)
)
CORMACK_4 = descending(4, (72, 5, 29, 53, 24, 3, 12, 14, 0, 0, 0, 1, 0, 0, 2))
CORMACK_3 = descending(3, (72, 5, 29, 54, 24, 3, 14))


def rows(result):
    """Return population and standard error, and the multinomial row."""
    wald, profile = result.table(LIKELIHOODS).rows
    return wald[1:3], (profile[1], profile[3], profile[4])


@pytest.mark.parametrize(
    ("model", "population", "error"),
    [(loglinear_lists, 2389.8683, 130.3806), (loglinear_equal, 2805.6302, 164.1368)],
)
def test_krebs_as_rcapture(model, population, error):
    found, _ = rows(model(KREBS))
    # Rcapture's error of M0 has the weights of the step before its last
    assert found[0] == pytest.approx(population, abs=5e-5)
    assert found[1] == pytest.approx(error, rel=1e-5)


def test_the_error_of_equal_chances_in_two_lists_has_a_closed_form():
    once, twice = 1035, 167
    hidden = once**2 / (4 * twice)
    error = (hidden + hidden**2 * (4 / once + 1 / twice)) ** 0.5
    found, _ = rows(loglinear_equal(KREBS))
    assert found == pytest.approx((1202 + hidden, error), rel=1e-10)


def test_the_profile_of_krebs_as_rcapture():
    result = loglinear_lists(KREBS)
    # Rcapture's Stirling formula and root finder leave about 1e-3
    assert rows(result)[1] == pytest.approx((2386.269, 2155.997, 2670.327), abs=2e-3)
    interval = result.estimate("population").interval
    assert (interval.low, interval.high) == rows(result)[1][1:]
    assert result.estimate("hidden").interval.low == pytest.approx(interval.low - 1202)


@pytest.mark.parametrize(
    ("heterogeneity", "population"),
    [((), 7394.6), (CHAO, 8591.2), (DARROCH, 12797.3), (GAMMA35, 18387.1)],
)
def test_kosovo_as_rcapture(heterogeneity, population):
    result = loglinear_lists(KOSOVO, heterogeneity=heterogeneity)
    assert result.estimate("population").value == pytest.approx(population, abs=0.051)


def test_kosovo_without_the_interaction_of_all_lists():
    result = loglinear_lists(KOSOVO, interactions=("abc", "abd", "acd", "bcd"))
    wald, profile = rows(result)
    assert wald == pytest.approx((16941.88, 5937.58), abs=5e-3)
    assert profile == pytest.approx((16574, 9114.5, 35335.7), rel=3e-5)
    assert result.table(LIKELIHOODS).rows[0][3:] == pytest.approx(
        (5304, 28580), rel=1e-4
    )
    assert result.tests == ()


@pytest.mark.parametrize(
    ("interactions", "poisson", "limits", "bic"),
    [
        (
            ("ab", "ac", "bd", "be", "ce", "de"),
            *((11313.0, 802.7), (9889, 13063), 198.60),
        ),
        (("ab", "ac", "bc", "be", "cd"), (22991, 3022), (17991, 30142), 196.54),
    ],
)
def test_the_united_kingdom_as_rcapture(interactions, poisson, limits, bic):
    result = loglinear_lists(UK, interactions=interactions)
    wald, profile = rows(result)
    assert wald == pytest.approx(poisson, abs=0.5)
    assert profile[1:] == pytest.approx(limits, abs=0.51)
    assert result.table(FIT).rows[0][3] == pytest.approx(bic, abs=5e-3)
    (check,) = result.checks
    assert check.detail.startswith("linear programme 0.125, rank")


def test_the_aic_and_the_main_effects_of_the_united_kingdom():
    first = loglinear_lists(UK, interactions=("ab", "ac", "bd", "be", "ce", "de"))
    assert first.table(FIT).rows[0][2] == pytest.approx(127.60, abs=5e-3)
    main = loglinear_lists(UK).estimate("population").value
    assert main == pytest.approx(13444, abs=0.5)


@pytest.mark.parametrize(
    ("interactions", "optimum"),
    [((), "1.2"), (("ac",), "3"), (("bc",), "3"), (("ac", "bc"), "6")],
)
def test_lists_that_never_overlap_leave_an_estimate(interactions, optimum):
    (check,) = loglinear_lists(SPARSE, interactions=interactions).checks
    assert check.detail.startswith(f"linear programme {optimum}, rank 4 of 4")


@pytest.mark.parametrize(
    ("interactions", "reason"),
    [
        (
            ("ab",),
            "Mt with ab: the maximum likelihood estimate does not exist; the observed "
            "sums force the fitted counts of 011, 101, 111 to 0",
        ),
        (
            ("ab", "ac"),
            "Mt with ab, ac: the maximum likelihood estimate does not exist; the "
            "observed sums force the fitted counts of 011 to 0",
        ),
        (
            ("bc", "ab"),
            "Mt with ab, bc: the maximum likelihood estimate does not exist; the "
            "observed sums force the fitted counts of 101 to 0",
        ),
        (
            ("ab", "ac", "bc"),
            "Mt with ab, ac, bc: the population is not identifiable; 4 cells determine "
            "4 of 5 parameters",
        ),
    ],
)
def test_lists_that_never_overlap_leave_no_estimate(interactions, reason):
    with pytest.raises(NotEstimableError) as refused:
        loglinear_lists(SPARSE, interactions=interactions)
    assert str(refused.value) == reason


@pytest.mark.parametrize(
    ("interactions", "heterogeneity", "population", "error"),
    [
        (("ab", "ac", "bc"), (), 1240, 451),
        (("ab", "bc"), (), 850, 186),
        (("ab",), CHAO, 681, 78),
        (("ab",), DARROCH, 1181.8, 404.2),
    ],
)
def test_darroch_and_others_1993_as_rivest(
    interactions, heterogeneity, population, error
):
    result = loglinear_lists(
        DARROCH_R3, interactions=interactions, heterogeneity=heterogeneity
    )
    assert rows(result)[0] == pytest.approx((population, error), abs=0.5)


@pytest.mark.parametrize(
    ("heterogeneity", "population", "error", "deviance", "degrees"),
    [
        ((), 2472, 53, 21.97, 7),
        (CHAO, 2588, 75, 3.13, 6),
        (POISSON2, 2573, 76, 12.88, 6),
        (DARROCH, 2752, 133, 8.32, 6),
        (GAMMA35, 2964, 219, 6.74, 6),
    ],
)
def test_diabetes_as_rivest(heterogeneity, population, error, deviance, degrees):
    result = loglinear_lists(
        DIABETES, interactions=("ac", "bd", "cd"), heterogeneity=heterogeneity
    )
    assert rows(result)[0] == pytest.approx((population, error), abs=0.5)
    assert result.table(FIT).rows[0][:2] == pytest.approx((deviance, degrees), abs=5e-3)


def test_cormack_and_others_2000():
    main = loglinear_lists(CORMACK_3)
    assert main.estimate("population").value == pytest.approx(209, abs=0.5)
    assert rows(main)[1][1:] == pytest.approx((203, 217), abs=0.5)
    two = loglinear_lists(CORMACK_3, interactions=("ac", "bc"))
    assert two.estimate("population").value == pytest.approx(233, abs=0.5)
    assert loglinear_lists(CORMACK_4).table(FIT).rows[0][0] == pytest.approx(
        87.1, abs=0.05
    )
    # where Rcapture prints a population above a million
    with pytest.raises(NotEstimableError, match="does not exist"):
        loglinear_lists(CORMACK_4, interactions=("ab", "ac", "ad", "cd"))
