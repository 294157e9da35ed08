"""Events of a group, given the events of both: binomial, whatever the rates are.

Of n events in all, each is the group's with odds of the ratio of rates times the ratio
of years [1]_: the rates themselves no longer matter.

References
----------
.. [1] Przyborowski J, Wilenski H (1940). Homogeneity of results in testing samples from
   Poisson series. Biometrika 31, 313-323.
"""

from __future__ import annotations

from math import log

from bemodels.intervals.binomial_count import binomial_count
from bemodels.intervals.conditional_count import ConditionalCount
from bemodels.rates.exposed import Exposed
from bemodels.result import check_type


def conditional_events(group: Exposed, reference: Exposed) -> ConditionalCount:
    """Return the group's events, of which the ratio of rates alone decides.

    Parameters
    ----------
    group, reference : Exposed
        Events and years of each.

    Returns
    -------
    ConditionalCount
        Its parameter is the rate ratio, group over reference.

    Raises
    ------
    InvalidDataError
        If either is no `Exposed`.
    """
    check_type("group", group, Exposed)
    check_type("reference", reference, Exposed)
    log_years = log(group.years) - log(reference.years)
    total = group.events + reference.events
    return binomial_count(group.events, total, log_unit=log_years)
