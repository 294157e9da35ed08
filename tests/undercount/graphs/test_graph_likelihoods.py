"""Likelihoods of graphs and their sum over N, by brute force."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import gammaln, logsumexp

from bemodels.errors import NotEstimableError
from bemodels.undercount.capture.capture_table import checked_histories
from bemodels.undercount.capture.graphs.chordal import chordal_graphs
from bemodels.undercount.capture.graphs.marginal_likelihood import graph_likelihood
from bemodels.undercount.capture.graphs.outward_sum import (
    Panel,
    log_sum,
    quantile_within,
    settle,
)
from bemodels.undercount.capture.graphs.population_prior import SCALE
from bemodels.undercount.capture.graphs.summed_posterior import sum_posterior

TABLES = st.lists(st.integers(0, 12), min_size=7, max_size=7).filter(any)
DELTAS = st.sampled_from([1 / 16, 0.125, 0.5, 1, 3])


def patterns_of(counts):
    width = len(counts).bit_length()
    return checked_histories(
        {f"{p:0{width}b}": int(n) for p, n in enumerate(counts, 1)},
        least=3,
        most=5,
    )


def has_chordless_cycle(edges, lists):
    """Look for four or more lists whose edges among them form one cycle."""
    for size in range(4, lists + 1):
        for some in combinations(range(lists), size):
            inner = [one for one in edges if set(one) <= set(some)]
            degrees = [sum(v in one for one in inner) for v in some]
            cycles = len(inner) == size and set(degrees) == {2}
            if cycles and components(edges, set(some)) == 1:
                return True
    return False


def components(edges, some):
    groups = [{v} for v in some]
    for one, other in edges:
        if {one, other} <= set(some):
            joined = [g for g in groups if {one, other} & g]
            groups = [g for g in groups if g not in joined] + [set().union(*joined)]
    return len(groups)


def edges_of(graph):
    return [tuple("abcde".index(v) for v in pair) for pair in graph.edges]


@pytest.mark.parametrize(("lists", "number"), [(3, 8), (4, 61), (5, 822)])
def test_graphs_are_those_without_a_chordless_cycle(lists, number):
    pairs = list(combinations(range(lists), 2))
    expected = {
        edges
        for kept in product([False, True], repeat=len(pairs))
        if not has_chordless_cycle(
            edges := tuple(p for p, k in zip(pairs, kept, strict=True) if k), lists
        )
    }
    found = {tuple(edges_of(one)) for one in chordal_graphs(lists)}
    assert found == expected
    assert len(chordal_graphs(lists)) == number


def test_cliques_and_separators_of_a_path():
    (path,) = (g for g in chordal_graphs(4) if g.edges == ("ab", "bc", "cd"))
    assert path.name == "[ab][bc][cd]"
    assert [(m, f) for m, f in enumerate(path.factors) if f] == [
        (0b0010, -1),
        (0b0011, 1),
        (0b0100, -1),
        (0b0110, 1),
        (0b1100, 1),
    ]


def naive_log_likelihood(counts, delta, graph, hidden):
    """Write the formula out over explicit marginal tables."""
    lists = len(counts).bit_length()
    table = np.array([hidden, *counts], dtype=float).reshape((2,) * lists)
    axes = {"abcde"[j]: j for j in range(lists)}

    def log_f(members):
        others = tuple(axes[v] for v in axes if v not in members)
        marginal = table.sum(axis=others)
        share = delta * 2 ** len(others)
        total = delta * 2**lists
        return (
            gammaln(total)
            - gammaln(total + table.sum())
            + (gammaln(share + marginal) - gammaln(share)).sum()
        )

    factors = sum(
        times * log_f([v for v in axes if members >> axes[v] & 1])
        for members, times in enumerate(graph.factors)
        if times
    )
    return factors + gammaln(table.sum() + 1) - gammaln(hidden + 1)


@given(counts=TABLES, delta=DELTAS)
@settings(deadline=None, max_examples=20)
def test_likelihoods_against_explicit_tables(counts, delta):
    hidden = np.array([0, 1, 5, 19, 20, 100, 3000])
    found = graph_likelihood(patterns_of(counts), delta).log_likelihood(hidden)
    for column, graph in enumerate(chordal_graphs(3)):
        expected = [naive_log_likelihood(counts, delta, graph, h) for h in hidden]
        assert found[:, column] == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(counts=TABLES, delta=DELTAS)
@settings(deadline=None, max_examples=20)
def test_tail_exponents_count_the_parts_of_each_pattern(counts, delta):
    """Lists that a graph leaves apart cost a factor N each time they share a unit."""
    likelihood = graph_likelihood(patterns_of(counts), delta)
    for graph, exponent in zip(
        chordal_graphs(3), likelihood.tail_exponents, strict=True
    ):
        expected = -sum(counts)
        for number, units in enumerate(counts, 1):
            some = {j for j, one in enumerate(f"{number:03b}") if one == "1"}
            expected += (delta + units) * components(edges_of(graph), some)
        assert exponent == pytest.approx(expected, rel=1e-12)
    far = likelihood.log_likelihood(np.array([2**51, 2**52]))
    assert (far[0] - far[1]) / np.log(2) == pytest.approx(likelihood.tail_exponents)


@given(counts=TABLES, delta=st.sampled_from([0.7, 1, 3]), least=st.integers(0, 3))
@settings(deadline=None, max_examples=15)
def test_the_posterior_against_a_sum_of_every_number(counts, delta, least):
    likelihood = graph_likelihood(patterns_of(counts), delta)
    posterior = sum_posterior(likelihood, SCALE, least=least)
    hidden = np.arange(least, 200_000)
    population = hidden + sum(counts)
    joint = likelihood.log_likelihood(hidden) - np.log(population)[:, None]

    for power in (-2, -1, 0, 1):
        brute = logsumexp(joint + power * np.log(population)[:, None], axis=0)
        assert posterior.log_moment(power) == pytest.approx(brute, abs=1e-8)
    mass = np.exp(logsumexp(joint, axis=1) - logsumexp(joint))
    assert posterior.mode() == hidden[mass.argmax()]
    for probability in (0.025, 0.5, 0.975):
        (found,) = posterior.quantiles((probability,))
        assert mass[: found - least + 1].sum() >= probability - 1e-8
        assert mass[: found - least].sum() < probability + 1e-8


@pytest.mark.parametrize(("low", "high"), [(5000, 6000), (777, 100_000)])
def test_a_prior_may_rule_numbers_out(low, high):
    def between(population):
        inside = (population >= low) & (population <= high)
        return np.where(inside, 2 * np.log(population), -np.inf)

    likelihood = graph_likelihood(patterns_of([3, 2, 0, 1, 0, 0, 2]), 1)
    posterior = sum_posterior(likelihood, between, least=0)
    hidden = np.arange(low - 8, high - 7)
    joint = likelihood.log_likelihood(hidden) + between(hidden + 8)[:, None]
    assert posterior.log_moment(1) == pytest.approx(
        logsumexp(joint + np.log(hidden + 8)[:, None], axis=0), abs=1e-9
    )


def test_a_tail_too_slow_for_the_sum_goes_on_as_its_power_law():
    """The saturated graph has a closed form: k = 3, no overlap, delta = 1/100.

    Its share above 2**53 is some 8%: left out, every probability would be wrong.
    """
    likelihood = graph_likelihood(patterns_of([3, 2, 0, 1, 0, 0, 0]), 0.01)
    posterior = sum_posterior(likelihood, SCALE, least=0)
    hidden = np.arange(2**20)
    logs = likelihood.log_likelihood(hidden)[:, -1] - np.log(hidden + 6)
    start = 2**20 + 6
    tail = logs[-1] + np.log((start - 1) / start) * 1.07
    tail += np.log(start + 0.5) - np.log(0.07)
    expected = np.logaddexp(logsumexp(logs), tail)
    assert posterior.log_moment(0)[-1] == pytest.approx(expected, abs=1e-6)
    beyond = posterior.tail.log_moment(0)[-1] - expected
    assert 0.01 < np.exp(beyond) < 0.2


def test_sums_over_panels():
    panels = [Panel(start=0, length=64), Panel(start=64, length=64)]

    def squares(n):
        return -2 * np.log(n + 1.0)

    for power in range(7, 50):
        panel = Panel(start=2**power, length=2**power)
        panels += settle(squares, panel, log_total=0, tolerance=1e-13)
    assert np.exp(log_sum(squares, panels)) == pytest.approx(np.pi**2 / 6, rel=1e-13)


def test_a_narrow_peak_far_out_is_found():
    def peak(n):
        return -0.5 * ((n - 1e6) / 100) ** 2

    panel = Panel(start=2**19, length=2**19)
    parts = settle(peak, panel, log_total=-np.inf, tolerance=1e-12)
    assert sum(one.length for one in parts) == panel.length
    expected = np.log(100 * np.sqrt(2 * np.pi))
    assert log_sum(peak, parts) == pytest.approx(expected, rel=1e-12)
    (around,) = (
        one for one in parts if one.start <= 1_000_040 < one.start + one.length
    )
    hidden = np.arange(around.start, around.start + around.length)
    target = 0.6 * np.exp(peak(hidden)).sum()
    found = quantile_within(peak, around, target, 0.0)
    assert found == hidden[(np.exp(peak(hidden)).cumsum() >= target).argmax()]


def test_a_rough_prior_is_refused():
    def rough(n):
        return np.where(n % 2 == 0, 0.0, -40.0)

    with pytest.raises(NotEstimableError) as refused:
        settle(rough, Panel(start=2**30, length=2**30), log_total=0, tolerance=1e-12)
    assert str(refused.value) == (
        "the posterior is too rough to be summed beyond 1073741824 hidden units: "
        "log_prior must be smooth far out"
    )
