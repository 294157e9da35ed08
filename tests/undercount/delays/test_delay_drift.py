"""The test of drift against the definition, written out."""

from itertools import product

import numpy as np
import pytest
from scipy.stats import hypergeom

from bemodels.undercount.delays import ReportingTriangle
from bemodels.undercount.delays.delay_drift import drift_check, drift_test


def triangle(*counts):
    return ReportingTriangle(
        months=tuple(f"2017-{month:02d}" for month in range(1, len(counts) + 1)),
        counts=counts,
    )


def test_one_stratum_is_a_doubled_hypergeometric_tail():
    """Delay 1, of the first three months: earlier 2 of 10, later 5 of 8."""
    found = drift_test(triangle((3, 1, 0, 0), (5, 1, 0), (3, 5), (4,)), 1)

    # Of 18 incidents 7 came after a month; 8 are of the later half, 5 of them so.
    assert found.p_value == pytest.approx(2 * hypergeom(18, 7, 8).sf(4), rel=1e-12)
    assert (
        found.method == "exact Mantel-Haenszel test over delays, smaller tail doubled"
    )


def test_several_strata_are_enumerated():
    counts = (
        (4, 2, 1, 0, 0, 1),
        (3, 1, 0, 1, 0),
        (2, 0, 2, 0),
        (4, 3, 2),
        (2, 4),
        (3,),
    )
    matrix = triangle(*counts).matrix()
    strata = []
    for d in range(1, 6):
        watched = matrix[: 6 - d, : d + 1]
        later = watched[3:]
        if later.sum() and 0 < watched[:, d].sum() < watched.sum():
            strata.append(
                (
                    hypergeom(watched.sum(), watched[:, d].sum(), later.sum()),
                    later[:, d],
                )
            )
    seen = sum(int(at.sum()) for _, at in strata)
    below = above = 0.0
    for cells in product(range(20), repeat=len(strata)):
        chance = np.prod(
            [one.pmf(x) for (one, _), x in zip(strata, cells, strict=True)]
        )
        below += chance * (sum(cells) <= seen)
        above += chance * (sum(cells) >= seen)

    assert len(strata) == 2
    assert drift_test(triangle(*counts), 5).p_value == pytest.approx(
        2 * min(below, above), rel=1e-10
    )


def test_recording_that_became_slower_is_found():
    check = drift_check(
        drift_test(triangle((30, 2, 0, 0), (30, 2, 0), (10, 20), (12,)), 1)
    )

    assert not check.passed
    assert check.name == "delays did not drift"


def test_where_nothing_can_be_tested_it_is_said():
    assert drift_test(triangle((3, 1), (4,)), 1) is None
    assert drift_check(None).detail == (
        "not tested: no delay has incidents of both halves of the months that could "
        "tell"
    )
    assert not drift_check(None).passed


def test_its_size_is_at_most_nominal():
    rng = np.random.default_rng(7)
    shares = np.array([0.6, 0.3, 0.1, 0, 0, 0])
    values = []
    for _ in range(400):
        drawn = rng.poisson(np.outer(np.full(6, 6.0), shares))
        counts = tuple(tuple(map(int, drawn[t, : 6 - t])) for t in range(6))
        test = drift_test(triangle(*counts), 2)
        values.append(1.0 if test is None else test.p_value)

    assert np.mean(np.array(values) < 0.05) < 0.05 + 3 * np.sqrt(0.05 * 0.95 / 400)
    assert np.mean(np.array(values) < 0.5) > 0.2
