"""Every outcome of yearly counts of one total, listed, with SciPy's probabilities.

Rules by which two years may have been picked stand here in words of their own: plain
comparisons of one outcome, rates as fractions.
"""

from fractions import Fraction
from itertools import pairwise

import numpy as np
from scipy.stats import dirichlet_multinomial, multinomial


def every_outcome(total, years):
    """List every way to share a total among years, one a row."""
    if years == 1:
        return [[total]]
    return [
        [first, *rest]
        for first in range(total + 1)
        for rest in every_outcome(total - first, years - 1)
    ]


def probabilities(outcomes, months, factor):
    shares, total = np.array(months) / sum(months), sum(outcomes[0])
    if factor == 1:
        return multinomial(total, shares).pmf(outcomes)
    return dirichlet_multinomial(shares * total / (factor - 1), total).pmf(outcomes)


def rules_in_words(years, months, before, after):
    """Return what each rule says, as a question about one outcome."""
    here = years.index(before)
    others = [one for one in range(len(years)) if one != here]
    earlier = [one for one in others if one < here and years[one] != after]
    later = years.index(after)
    rules = {"named beforehand: no selection": lambda counts: True}
    if earlier:
        last = earlier[-1]
        rules[f"{before} has more incidents than {years[last]}"] = lambda counts: (
            counts[here] > counts[last]
        )
    if len(earlier) > 1:
        named = ", ".join(str(years[one]) for one in earlier[:-1])
        named = f"{named} and {years[earlier[-1]]}"
        rules[f"{before} has more incidents than each of {named}"] = lambda counts: (
            counts[here] > max(counts[one] for one in earlier)
        )
    rules[f"{before} has the most incidents of all years"] = lambda counts: (
        counts[here] > max(counts[one] for one in others)
    )
    if len(earlier) > 1:
        risen = ", ".join(str(years[one]) for one in earlier)
        rules[
            f"incidents rise over {risen} and {before}, and {after} has fewer than "
            f"{before}"
        ] = lambda counts: (
            all(a < b for a, b in pairwise([counts[one] for one in earlier]))
            and counts[earlier[-1]] < counts[here] > counts[later]
        )
    rules[f"{before} has the highest annual rate of all years"] = lambda counts: all(
        Fraction(counts[here], months[here]) > Fraction(counts[one], months[one])
        for one in others
    )
    return rules
