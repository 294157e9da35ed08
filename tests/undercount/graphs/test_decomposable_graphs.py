"""Averages over decomposable graphs: the published ones, symmetries and refusals."""

from math import log

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from published_histories import (
    KOSOVO,
    SPINA_BIFIDA,
    UNITED_KINGDOM,
    birth_counts,
)

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.undercount.capture import SCALE, PopulationPrior, decomposable_graphs

TINY = {"100": 3, "010": 2, "110": 1, "001": 2}


NOBODY = "the histories hold no incident, so they say nothing of those not seen"


def limits(result, estimand="population"):
    one = result.estimate(estimand)
    return one.interval.low, one.value, one.interval.high


def rows(result, table):
    (found,) = (one for one in result.tables if one.name == table)
    return {row[0]: row[1:] for row in found.rows}


def summary(result, name):
    return rows(result, "Summaries of the population")[name][0]


def up_to(log_prior, largest):
    return lambda population: np.where(
        population <= largest, log_prior(population), -np.inf
    )


def test_spina_bifida_as_dga_has_it():
    """dga's bma.cr(Y, 1:300, 1, graphs3, logprior); its tests assert .37, 731, 728."""
    result = decomposable_graphs(
        SPINA_BIFIDA,
        delta=1,
        log_prior=up_to(birth_counts, 626 + 300),
        minimum_hidden=1,
    )
    graphs = rows(result, "Most probable graphs")
    assert limits(result) == (682, 731, 797)
    assert limits(result, "hidden") == (56, 105, 171)
    assert [
        round(graphs[one][0], 6) for one in ("[ab][c]", "[ab][bc]", "[ab][ac]")
    ] == [
        0.373767,
        0.309895,
        0.281810,
    ]
    assert graphs["[abc]"][0] == pytest.approx(0.034527, abs=5e-7)
    assert graphs["[ab][c]"][1] == pytest.approx(731.0688, abs=5e-5)
    assert summary(result, "mode") == 728
    assert summary(result, "mean") == pytest.approx(733.452, abs=5e-4)
    assert summary(
        result, "E[1/N] / E[1/N**2], least relative squared error"
    ) == pytest.approx(731.0966, abs=5e-5)


@pytest.mark.parametrize(
    ("delta", "expected", "mode"),
    [
        (1 / 16, (9827, 12595, 16544), 12267),
        (1 / 2, (4500, 11323, 14486), 4401),
        (1, (4408, 4617, 6860), 4401),
    ],
)
def test_kosovo_as_dga_has_it(delta, expected, mode):
    """dga with 1:40000 missing; the mode of the first is printed, the rest follow."""
    result = decomposable_graphs(KOSOVO, delta=delta, log_prior=SCALE, minimum_hidden=1)
    assert limits(result) == expected
    assert summary(result, "mode") == mode


def test_one_table_supports_populations_a_factor_apart():
    """Five lists: delta decides between 2,806 and 22,990."""
    medians = [
        limits(decomposable_graphs(UNITED_KINGDOM, delta=delta, log_prior=SCALE))[1]
        for delta in (1 / 32, 1)
    ]
    assert medians[0] > 8 * medians[1]


@given(
    counts=st.lists(st.integers(0, 9), min_size=7, max_size=7).filter(any),
    order=st.permutations(range(3)),
    delta=st.sampled_from([0.125, 0.5, 2]),
)
@settings(deadline=None, max_examples=15)
def test_names_and_order_of_lists_do_not_matter(counts, order, delta):
    histories = {f"{p:03b}": n for p, n in enumerate(counts, 1)}
    renamed = {"".join(p[j] for j in order): n for p, n in histories.items()}
    shuffled = dict(sorted(renamed.items(), reverse=True))
    frame = pd.DataFrame(
        [[int(one) for one in p] for p, n in histories.items() for _ in range(n)],
        columns=["press", "police", "court"],
    )
    options = {"delta": delta, "log_prior": SCALE}
    expected = limits(decomposable_graphs(histories, **options))
    assert limits(decomposable_graphs(shuffled, **options)) == expected
    assert limits(decomposable_graphs(frame, **options)) == expected


def test_lists_of_a_frame_keep_their_names():
    frame = pd.DataFrame({"x": [1, 0, 1], "y": [True, False, True], "z": [0.0, 1, 0]})
    result = decomposable_graphs(frame, delta=1, log_prior=SCALE)
    assert result.title == "Population behind 3 units on 3 lists (x, y, z)"
    (pairs,) = (t for t in result.tables if t.name.startswith("Pairs"))
    assert [row[:3] for row in pairs.rows] == [
        ("x", "y", 0.5),
        ("x", "z", 0.5),
        ("y", "z", 0.5),
    ]


def test_no_mean_where_the_tail_exponent_is_two_or_less():
    """delta (2**3 - 1) + 1 is 2 at delta = 1/7, and no rounding may say otherwise."""
    for delta, exponent in ((1 / 7, "2"), (1 / 8, "1.875")):
        result = decomposable_graphs(TINY, delta=delta, log_prior=SCALE)
        assert summary(result, "mean") == (
            f"none: the tail falls like N**-{exponent}, not faster than N**-2"
        )
    result = decomposable_graphs(TINY, delta=1 / 6, log_prior=SCALE)
    assert summary(result, "mean") > summary(result, "median")


def test_a_tail_that_does_not_sum_is_refused():
    """Under a flat prior the saturated graph must fall faster than 1/N by itself."""
    for delta, printed in ((1 / 8, "0.875"), (1 / 7, "1")):
        with pytest.raises(NotEstimableError) as refused:
            decomposable_graphs(TINY, delta=delta, log_prior=lambda n: 0.0 * n)
        assert str(refused.value) == (
            "the posterior does not sum: the likelihood of the saturated graph falls "
            f"like N**-{printed} (delta (2**k - 1)), the prior goes like N**0, "
            "and together they must fall faster than 1/N: take a larger delta, or a "
            "log_prior that falls faster"
        )
    assert limits(decomposable_graphs(TINY, delta=1, log_prior=lambda n: 0.0 * n))


def test_a_delta_too_small_is_refused_with_what_would_do():
    with pytest.raises(NotEstimableError) as refused:
        decomposable_graphs(TINY, delta=1e-12, log_prior=SCALE)
    assert str(refused.value) == (
        "the posterior does not sum: the likelihood of the saturated graph falls like "
        "N**-7e-12 (delta (2**k - 1)), the prior goes like N**-1, and together they "
        "must fall faster than 1/N: take a larger delta, or a log_prior that falls "
        "faster"
    )


def test_what_has_no_answer_is_refused():
    cases = (
        ({"100": 0}, SCALE, NOBODY),
        (
            TINY,
            lambda n: np.full(n.shape, -np.inf),
            "log_prior rules out every population that was asked for; beyond 128 "
            "hidden units it must be smooth",
        ),
        (
            TINY,
            lambda n: -0.2 * np.log(n),
            "the 0.975 quantile of the population lies above 2**53: the prior leaves "
            "the number open; take a larger delta, or a log_prior that falls faster",
        ),
        (
            TINY,
            lambda n: np.where(n < 2**52, -np.inf, -np.log(n)),
            "log_prior allows N = 4503599627370504 and rules out about half as many, "
            "so that nothing tells how it goes on; beyond 128 hidden units it must be "
            "smooth",
        ),
    )
    for histories, log_prior, message in cases:
        with pytest.raises(NotEstimableError) as refused:
            decomposable_graphs(histories, delta=0.1151, log_prior=log_prior)
        assert str(refused.value) == message


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"histories": {}}, "histories must have 3 to 5 lists, got 0"),
        ({"histories": {"10": 1}}, "histories must have 3 to 5 lists, got 2"),
        (
            {"histories": {"100": 10**7, "111": 1}},
            "histories must hold 10000000 incidents or fewer, got 10000001",
        ),
        ({"delta": 0}, "delta must be a number between 0 and 1e+06, got 0"),
        (
            {"minimum_hidden": -1},
            "minimum_hidden must be a whole number of 0 or more, got -1",
        ),
        (
            {"minimum_hidden": 2 * 10**9},
            "minimum_hidden must be 1000000000 or less, got 2000000000",
        ),
        ({"log_prior": 1}, "log_prior must be a function, got 1"),
        (
            {"log_prior": lambda n: 0},
            "log_prior must return one number for each N of an array, got 0 for 128",
        ),
        (
            {"log_prior": log},
            "log_prior must take an array of N, as NumPy's functions do, got "
            "TypeError: only 0-dimensional arrays can be converted to Python scalars",
        ),
        (
            {"log_prior": lambda n: 1j * n[:1]},
            "log_prior must return one number for each N of an array, got "
            "array([0.+8.j]) for 128",
        ),
        (
            {"log_prior": lambda n: np.where(n == 9, np.inf, 0.0)},
            "log_prior must be a number below infinity, got inf at N = 9",
        ),
        ({"level": 1}, "level must lie between 0 and 1, got 1"),
    ],
)
def test_bad_input_is_refused_in_a_line(changed, message):
    given = {"histories": TINY, "delta": 1, "log_prior": SCALE} | changed
    with pytest.raises(InvalidDataError) as refused:
        decomposable_graphs(given.pop("histories"), **given)
    assert str(refused.value) == message


def test_the_card_states_the_prior_and_who_answers_for_it():
    prior = PopulationPrior(
        log_density=lambda n: -2 * np.log(n), density="N^{-2}", reason="an example"
    )
    stated = decomposable_graphs(TINY, delta=1, log_prior=prior).card.priors[0]
    assert (stated.density, stated.reason) == (
        r"N^{-2}, \quad N \ge n",
        "an example",
    )
    with pytest.raises(InvalidDataError) as refused:
        PopulationPrior(log_density=np.log, density="N", reason=" ")
    assert str(refused.value) == "a prior on N needs a reason, got none"
    with pytest.raises(InvalidDataError) as refused:
        PopulationPrior(log_density=3, density="N", reason="an example")
    assert str(refused.value) == "log_density must be a function, got 3"


def test_a_prior_that_ends_is_said_to_end():
    ended = decomposable_graphs(
        TINY, delta=1, log_prior=lambda n: np.where(n > 99, -np.inf, -np.log(n))
    )
    told = (
        "The priors on N, on graphs and on cells are as stated. The prior rules out "
        "N = 136, and every larger N is taken to be ruled out with it."
    )
    assert ended.assumptions[-1].statement == told
    endless = decomposable_graphs(TINY, delta=1, log_prior=SCALE)
    assert endless.assumptions[-1].statement == (
        "The priors on N, on graphs and on cells are as stated. Far out the posterior "
        "falls like N**-8."
    )


def test_the_signs_of_a_rising_prior_are_told():
    with pytest.raises(NotEstimableError) as refused:
        decomposable_graphs(TINY, delta=1, log_prior=lambda n: 6 * np.log(n))
    assert str(refused.value) == (
        "the posterior does not sum: the likelihood of the saturated graph falls like "
        "N**-7 (delta (2**k - 1)), the prior goes like N**6, and together they must "
        "fall faster than 1/N: take a larger delta, or a log_prior that falls faster"
    )


def test_a_curve_ends_where_the_sum_ends():
    slow = decomposable_graphs(
        SPINA_BIFIDA, delta=1, log_prior=lambda n: 5.9 * np.log(n), level=0.5
    )
    assert slow.curves[0].name.startswith("Posterior of the population; 2.5% lies ")
    assert slow.curves[0].x[-1] == pytest.approx(2**52, rel=1e-6)
