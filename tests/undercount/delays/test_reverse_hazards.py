"""The posterior of delays: the chain ladder of print, and the likelihood itself."""

import numpy as np
import pytest
from scipy.special import gammaln, xlogy
from taylor_ashe import FACTORS, INCREMENTS, TOTAL_RESERVE

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.undercount.delays import DelayPrior, ReportingTriangle
from bemodels.undercount.delays.reverse_hazards import delay_counts

TRIANGLE = ReportingTriangle(
    months=tuple(map(str, range(10))),
    counts=INCREMENTS,
)
SMALL = np.array([[6, 3, 1], [5, 2, 0], [4, 0, 0]])
JEFFREYS = DelayPrior(weight=0.5, reason="Jeffreys")


def test_the_largest_likelihood_is_the_chain_ladder_of_print():
    shares = delay_counts(TRIANGLE.matrix(), 9).chain_ladder()

    factors = np.array(shares[1:]) / np.array(shares[:-1])
    reserve = sum(
        seen / share - seen
        for seen, share in zip(TRIANGLE.recorded, reversed(shares), strict=True)
    )

    assert np.round(factors, 4).tolist() == list(FACTORS)
    assert round(reserve) == TOTAL_RESERVE


def test_it_solves_the_equations_of_the_poisson_likelihood():
    """Fitted and recorded incidents have equal sums over months and over delays."""
    shares = np.array(delay_counts(SMALL, 2).chain_ladder())
    at = np.diff(shares, prepend=0)
    recorded = SMALL.sum(axis=1)
    means = recorded / shares[::-1]
    visible = np.add.outer(np.arange(3), np.arange(3)) < 3
    fitted = np.outer(means, at) * visible

    assert fitted.sum(axis=0) == pytest.approx(SMALL.sum(axis=0))
    assert fitted.sum(axis=1) == pytest.approx(recorded)


def log_likelihood(shares):
    """Return the log probability of the small triangle, given its totals by month."""
    within = np.cumsum(shares)
    total = 0.0
    for month, row in enumerate(SMALL):
        seen = row[: 3 - month]
        given = shares[: 3 - month] / within[2 - month]
        total += gammaln(seen.sum() + 1) - gammaln(seen + 1).sum()
        total += xlogy(seen, given).sum()
    return total


def test_the_betas_are_the_posterior_under_the_dirichlet_prior():
    """Density of the betas over likelihood times prior is one and the same number."""
    rng = np.random.default_rng(1)
    counts = delay_counts(SMALL, 2)
    (second,) = counts.share_recorded(JEFFREYS, 1).factors
    first, _ = counts.share_recorded(JEFFREYS, 0).factors
    ratios = []
    for shares in rng.dirichlet([1, 1, 1], size=20):
        # One less the reverse hazards; their Jacobian is 1 / (p0 + p1).
        earlier = shares[0] / (shares[0] + shares[1]), shares[0] + shares[1]
        density = sum(
            (beta.a - 1) * np.log(x) + (beta.b - 1) * np.log1p(-x)
            for beta, x in zip((first, second), earlier, strict=True)
        )
        prior = -0.5 * np.log(shares).sum()
        ratios.append(density - np.log(earlier[1]) - log_likelihood(shares) - prior)
    assert np.ptp(ratios) < 1e-10


def test_no_incident_leaves_the_prior():
    counts = delay_counts(np.zeros((3, 3), dtype=int), 2)

    assert counts.unseen == (1, 2)
    assert counts.share_recorded(JEFFREYS, 0).factors == (
        JEFFREYS.of_delay(1),
        JEFFREYS.of_delay(2),
    )
    assert (JEFFREYS.of_delay(2).a, JEFFREYS.of_delay(2).b) == (1.0, 0.5)


def test_a_step_without_an_incident_before_it_has_no_factor():
    with pytest.raises(NotEstimableError) as error:
        delay_counts(np.array([[0, 0, 1], [5, 2, 0], [4, 0, 0]]), 2).chain_ladder()
    assert str(error.value) == (
        "the chain ladder has no factor where no incident of the months that were "
        "watched long enough was recorded earlier"
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"weight": 0.0}, "weight must be a finite number above 0, got 0.0"),
        ({"reason": " "}, "a prior on delays needs a reason, got none"),
    ],
)
def test_a_prior_that_is_none_is_refused(changes, message):
    with pytest.raises(InvalidDataError) as error:
        DelayPrior(**{"weight": 0.5, "reason": "Jeffreys", **changes})
    assert str(error.value) == message
