"""Pairs of groups of all shapes, for the tests of the methods of two groups."""

from hypothesis import strategies as st

from bemodels.rates.group import Group

INSPIRED, LINKED = Group(attacks=3, incidents=12), Group(attacks=1, incidents=95)
# No attack in one group or in both, nothing else, one incident, equal groups.
EDGES = [
    (0, 12, 0, 95),
    (12, 12, 95, 95),
    (0, 12, 1, 95),
    (3, 12, 0, 95),
    (10, 10, 10, 20),
    (12, 12, 0, 95),
    (0, 1, 1, 95),
    (1, 1, 1, 95),
    (1, 1, 0, 1),
    (5, 10, 5, 10),
    (7, 34, 1, 34),
]


def pair(attacks, incidents, reference_attacks, reference_incidents):
    return (
        Group(attacks=attacks, incidents=incidents),
        Group(attacks=reference_attacks, incidents=reference_incidents),
    )


@st.composite
def groups(draw, largest=40):
    """One group; none and all attacks are drawn often."""
    incidents = draw(st.integers(1, largest))
    ends = st.sampled_from([0, min(1, incidents), incidents])
    attacks = draw(st.one_of(ends, st.integers(0, incidents)))
    return Group(attacks=attacks, incidents=incidents)


def relabelled(group):
    """The same incidents, with attacks counted as the others are."""
    return Group(attacks=group.incidents - group.attacks, incidents=group.incidents)
