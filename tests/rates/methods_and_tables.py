"""Every method of two groups, and the tables at the edges of what can be recorded."""

from fractions import Fraction
from functools import cache
from math import inf

from hypothesis import strategies as st

from bemodels.rates import event_rates
from bemodels.rates.all_methods import ROOMS
from bemodels.rates.exposed import Exposed
from bemodels.rates.group import Group

METHODS = tuple(
    dict.fromkeys(one for room in (*ROOMS, event_rates) for one in room.METHODS)
)
# Each visits every table at many null values: they are asked about fewer tables.
UNCONDITIONAL = tuple(one for one in METHODS if one.family == "exact unconditional")
QUICK = tuple(one for one in METHODS if one not in UNCONDITIONAL)
INVERTING = tuple(one for one in METHODS if one.p_value is not None)

# What adds to the counts, or takes its middle from a posterior, may leave out the
# sample; its method then says so. All others hold it at every level above a half.
MAY_LEAVE_OUT_THE_SAMPLE = {
    "odds_ratio_firth",
    "odds_ratio_gart",
    "odds_ratio_inverse_sinh_adjusted",
    "odds_ratio_jeffreys",
    "odds_ratio_mover_jeffreys",
    "odds_ratio_smoothed",
    "rate_difference_mover_jeffreys",
    "rate_ratio_mover_jeffreys",
    "risk_difference_agresti_caffo",
    "risk_difference_jeffreys",
    "risk_difference_mover_jeffreys",
    "risk_ratio_adjusted_log",
    "risk_ratio_jeffreys",
    "risk_ratio_mover_jeffreys",
    "risk_ratio_price_bonett",
}
ENDS = {
    "risk difference": (-1, 1),
    "risk ratio": (0, inf),
    "odds ratio": (0, inf),
    "rate difference": (-inf, inf),
    "rate ratio": (0, inf),
}
# Attacks and incidents of the group, then of the reference.
EDGES = (
    (0, 12, 0, 95),
    (12, 12, 95, 95),
    (10, 10, 10, 20),
    (1, 1, 1, 1),
    (0, 1, 0, 1),
    (1, 1, 0, 1),
    (0, 1, 1, 1),
    (0, 1, 1, 95),
    (5, 5, 3, 10),
    (3, 12, 95, 95),
    (3, 12, 0, 95),
    (0, 12, 1, 95),
    (12, 12, 0, 95),
    (0, 12, 95, 95),
    (5, 10, 5, 10),
    (3, 12, 1, 95),
    (12, 12, 1, 1),
)
SMALL_EDGES = (
    (1, 1, 1, 1),
    (1, 1, 0, 1),
    (0, 1, 1, 15),
    (0, 2, 0, 9),
    (5, 5, 3, 10),
    (3, 6, 0, 12),
    (4, 8, 4, 8),
)
LEVELS = (0.5, 0.9, 0.95, 0.99, 0.999)


def named(method):
    """The name of a method, for the name of a test."""
    return method.name


def edges_of(method):
    """The tables at the edges, fewer of a method that is slow."""
    return SMALL_EDGES if method in UNCONDITIONAL else EDGES


def levels_of(method):
    """The levels to ask for; minimum likelihood mid-P has no interval of a half."""
    if method in UNCONDITIONAL:
        return (0.95,)
    if method.family in {"melded", "posterior"}:  # by quadrature
        return LEVELS[::2]
    return LEVELS[1:] if method.name == "odds_ratio_baptista_pike_midp" else LEVELS


AT_EDGES = [(method, table) for method in METHODS for table in edges_of(method)]
AT_EDGES_NAMED = [f"{one.name}-{'-'.join(map(str, table))}" for one, table in AT_EDGES]


def groups_of(method, table):
    """The two groups, their incidents as years where the method is of event rates."""
    x, n, y, m = table
    if method.scale.startswith("rate"):
        return Exposed(events=x, years=n), Exposed(events=y, years=m)
    return Group(attacks=x, incidents=n), Group(attacks=y, incidents=m)


@cache
def interval_of(method, table, level=0.95):
    """What the method answers; computed once for all that is asked of it."""
    return method.interval(*groups_of(method, table), level=level)


def sample_of(method, table):
    """The contrast in the sample, exactly; infinite over 0, nothing for 0 over 0."""
    x, n, y, m = table
    if "difference" in method.scale:
        return Fraction(x, n) - Fraction(y, m)
    above, below = x * m, y * n
    if method.scale == "odds ratio":
        above, below = x * (m - y), y * (n - x)
    if not above and not below:
        return None
    return Fraction(above, below) if below else inf


def turned(method, limits):
    """Limits of the contrast with its sign, or its direction, turned round."""
    low, high = limits
    if "difference" in method.scale:
        return -high, -low
    return (1 / high if high else inf), (1 / low if low else inf)


@st.composite
def tables(draw, *largest):
    """Any table; no attack, one, and nothing else are drawn often, and odd sizes."""
    table = []
    for _ in range(2):
        size = draw(st.integers(1, draw(st.sampled_from(largest or (40, 200, 5000)))))
        ends = st.sampled_from([0, 1, size])
        table += [draw(st.one_of(ends, st.integers(0, size))), size]
    return tuple(table)
