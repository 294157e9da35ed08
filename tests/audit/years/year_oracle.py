"""Which vectors keep a rule, by the words of the rule: no inequalities, no ranges."""

from fractions import Fraction
from itertools import product
from math import floor

from bemodels.audit.years import (
    AtLeast,
    AtMost,
    Below,
    BelowBy,
    CloseCounts,
    CloseRates,
    NotAbove,
    RoundedChange,
    Total,
    TruncatedChange,
)

BY_WORDS = {
    Total: lambda rule, n: sum(n.values()) == rule.number,
    AtLeast: lambda rule, n: n[rule.year] >= rule.minimum,
    AtMost: lambda rule, n: n[rule.year] <= rule.maximum,
    Below: lambda rule, n: n[rule.smaller] < n[rule.larger],
    NotAbove: lambda rule, n: n[rule.smaller] <= n[rule.larger],
    BelowBy: lambda rule, n: n[rule.larger] - n[rule.smaller] >= rule.least,
    CloseCounts: lambda rule, n: abs(n[rule.year] - n[rule.other]) <= rule.within,
    CloseRates: lambda rule, n: (
        abs(
            Fraction(12 * n[rule.year], rule.months)
            - Fraction(12 * n[rule.other], rule.other_months)
        )
        <= Fraction(str(rule.within))
    ),
    RoundedChange: lambda rule, n: printed(rule, n) == Fraction(str(rule.percent)),
    TruncatedChange: lambda rule, n: printed(rule, n) == Fraction(str(rule.percent)),
}


def printed(rule, counts):
    """Return the change that would be printed, None where there is none."""
    if not counts[rule.before]:
        return None
    before = Fraction(counts[rule.before], rule.months_before)
    change = 100 * (Fraction(counts[rule.after], rule.months_after) / before - 1)
    half = Fraction(1, 2) if isinstance(rule, RoundedChange) else 0
    unit = 10**rule.decimals
    size = Fraction(floor(abs(change) * unit + half), unit)
    return size if change > 0 else -size


def listed(rules, years, highest):
    """List the vectors up to a highest count, one by one."""
    return [
        list(counts)
        for counts in product(range(highest + 1), repeat=len(years))
        if all(
            BY_WORDS[type(rule)](rule, dict(zip(years, counts, strict=True)))
            for rule in rules
        )
    ]
