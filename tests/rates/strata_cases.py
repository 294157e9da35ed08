"""Strata of published examples, and strata of all shapes."""

from conditional_groups import groups, pair
from hypothesis import strategies as st

# Penicillin in rabbits (Mantel 1963; R's help page of mantelhaen.test): cured of
# treated without delay, and of treated after an hour and a half, at five doses.
RABBITS = [
    pair(0, 6, 0, 5),
    pair(3, 6, 0, 6),
    pair(6, 6, 2, 6),
    pair(5, 6, 6, 6),
    pair(2, 2, 5, 5),
]
# Doll and Hill 1950 on smoking, men and women: contingencytables 3.0.0, test-ch10.R.
SMOKING = [pair(647, 1269, 2, 29), pair(41, 69, 19, 51)]
STRATA = st.lists(st.tuples(groups(8), groups(8)), min_size=1, max_size=4)


def telling(pairs):
    return [one for one in pairs if len(one[0].against(one[1]).support) > 1]
