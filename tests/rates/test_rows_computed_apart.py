"""Rows that name a computation of these tests: here it is, apart from the package.

Sums of SciPy's distributions over every table, and its adaptive quadrature.
"""

import numpy as np
import pytest
from printed_cases import is_as_printed, other_answers
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.special import xlogy
from scipy.stats import beta, binom, hypergeom, norm

ROWS = [one for one in other_answers() if one.software.endswith(" in tests")]
X, N, Y, M = 3, 12, 1, 95
ATTACKS, OTHERS = np.meshgrid(np.arange(N + 1), np.arange(M + 1), indexing="ij")
POOLED = (ATTACKS + OTHERS) / (N + M)


def given_all_attacks():
    counts = np.arange(0, X + Y + 1)
    return counts, hypergeom(N + M, N, X + Y).pmf(counts)


def fisher_central():
    counts, chances = given_all_attacks()
    return 2 * chances[counts >= X].sum()


def fisher_midp():
    counts, chances = given_all_attacks()
    return 2 * (chances[counts > X].sum() + chances[X] / 2)


def fisher_midp_minlike():
    _, chances = given_all_attacks()
    return chances[chances < chances[X] * (1 - 1e-9)].sum() + chances[X] / 2


def greatest(extreme, gamma=0.0):
    """Return the greatest chance of the extreme tables, over common rates."""
    total, every = X + Y, N + M
    low, high = 0.0, 1.0
    if gamma:
        low = beta.ppf(gamma / 2, total, every - total + 1)
        high = beta.ppf(1 - gamma / 2, total + 1, every - total)
    rates = np.linspace(low, high, 4001)[:, None]
    first = binom.pmf(np.arange(N + 1), N, rates)
    second = binom.pmf(np.arange(M + 1), M, rates)
    return ((first @ extreme) * second).sum(axis=1).max() + gamma


def barnard(gamma):
    spread = POOLED * (1 - POOLED)
    apart = np.abs(ATTACKS / N - OTHERS / M)
    z = np.divide(apart, np.sqrt(spread), where=spread > 0, out=np.zeros_like(apart))
    return greatest(z >= z[X, Y] - 1e-9, gamma)


def boschloo_minlike(gamma=0.0):
    p_values = np.ones(ATTACKS.shape)
    for total in range(N + M + 1):
        counts = np.arange(max(0, total - M), min(N, total) + 1)
        chances = hypergeom(N + M, N, total).pmf(counts)
        for count, chance in zip(counts, chances, strict=True):
            tail = chances[chances <= chance * (1 + 1e-9)]
            p_values[count, total - count] = tail.sum()
    return greatest(p_values <= p_values[X, Y] * (1 + 1e-9), gamma)


def unconditional_likelihood_ratio():
    def log_likelihood(count, of, rate):
        return xlogy(count, rate) + xlogy(of - count, 1 - rate)

    gain = (
        log_likelihood(ATTACKS, N, ATTACKS / N)
        + log_likelihood(OTHERS, M, OTHERS / M)
        - log_likelihood(ATTACKS, N, POOLED)
        - log_likelihood(OTHERS, M, POOLED)
    )
    return greatest(gain >= gain[X, Y] - 1e-9)


def scas_test():
    rate, every = (X + Y) / (N + M), N + M
    variance = rate * (1 - rate) * (1 / N + 1 / M) * every / (every - 1)
    third = rate * (1 - rate) * (1 - 2 * rate) * (1 / N**2 - 1 / M**2)
    score = (X / N - Y / M) / variance**0.5
    bend = third / variance**1.5 / 6
    z = (-1 + (1 + 4 * bend * (bend + score)) ** 0.5) / (2 * bend)
    return 2 * norm.sf(abs(z))


def poisson_exact():
    return 2 * binom.sf(X - 1, X + Y, N / (N + M))


GROUP_AT = {
    "risk_difference": lambda other, limit: min(1, max(0, other + limit)),
    "risk_ratio": lambda other, limit: min(1, other * limit),
    "odds_ratio": lambda other, limit: other * limit / (1 - other + other * limit),
}


def quantile(contrast, group, reference, share):
    """Return a quantile of the contrast of two beta distributions."""
    group_at = GROUP_AT[contrast]
    ends = [1e-10, 1e-4, 0.1, 0.5, 0.9, 1 - 1e-4, 1 - 1e-10]

    def excess(limit):
        return (
            quad(
                lambda other: (
                    beta.cdf(group_at(other, limit), *group)
                    * beta.pdf(other, *reference)
                ),
                *(0, 1),
                points=beta.ppf(ends, *reference),
                limit=2000,
                epsabs=1e-13,
                epsrel=1e-12,
            )[0]
            - share
        )

    low, high = (-1, 1) if contrast == "risk_difference" else (1e-6, 1e6)
    return brentq(excess, low, high, xtol=1e-12, rtol=1e-11)


def melded(contrast, row):
    (x, n), (y, m) = (map(int, one.split("/")) for one in (row.group, row.reference))
    return (
        quantile(contrast, (x, n - x + 1), (y + 1, m - y), 0.025),
        quantile(contrast, (x + 1, n - x), (y, m - y + 1), 0.975),
    )


def posterior(contrast):
    group, reference = (X + 0.5, N - X + 0.5), (Y + 0.5, M - Y + 0.5)
    return tuple(
        quantile(contrast, group, reference, share) for share in (0.5, 0.025, 0.975)
    )


def computed_apart(row):
    if row.function.endswith("_melded"):
        return melded(row.function.removesuffix("_melded"), row)
    if row.part:
        return posterior(row.part.removesuffix("_posterior"))
    options = dict(item.split("=") for item in row.options.split())
    return (globals()[row.function](**{k: float(v) for k, v in options.items()}),)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.function}-{row.part}")
def test_a_row_says_what_the_computation_gives(row):
    found = computed_apart(row)

    for number, text in zip(found, row.printed, strict=True):
        assert is_as_printed(number, text)


def test_every_row_that_names_this_computation_is_here():
    assert len(ROWS) == 18
