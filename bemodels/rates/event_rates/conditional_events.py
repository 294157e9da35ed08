"""Events of a group, given the events of both: binomial, whatever the rates are.

Of n events in all, each is the group's with odds of the ratio of rates times the ratio
of years [1]_: the rates themselves no longer matter.

References
----------
.. [1] Przyborowski J, Wilenski H (1940). Homogeneity of results in testing samples from
   Poisson series. Biometrika 31, 313-323.
"""

from __future__ import annotations

from math import ceil, log, sqrt

import numpy as np
from scipy.special import expit

from bemodels.intervals.chances import Chances, chances_from_steps
from bemodels.intervals.conditional_count import ConditionalCount
from bemodels.rates.exposed import Exposed
from bemodels.result import check_type

# exp(-745) is the smallest positive float.
_DEEPEST = 750.0


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
    total = group.events + reference.events
    log_years = log(group.years) - log(reference.years)
    counts = group.events + 0.5, reference.events + 0.5
    return ConditionalCount(
        observed=group.events,
        support=range(total + 1),
        chances=lambda log_ratio: _binomial(total, log_ratio + log_years),
        start=log(counts[0]) - log(counts[1]) - log_years,
        step=sqrt(1 / counts[0] + 1 / counts[1]),
    )


def _binomial(trials: int, log_odds: float) -> Chances:
    """Return the binomial distribution, no further than a float can hold it.

    Hoeffding's inequality bounds how far that is.
    """
    mode = min(trials, int((trials + 1) * expit(log_odds)))
    reach = ceil(sqrt(_DEEPEST * trials / 2)) + 1
    counts = np.arange(max(0, mode - reach), min(trials, mode + reach) + 1)
    log_steps = np.log((trials - counts[:-1]) / (counts[:-1] + 1)) + log_odds
    return chances_from_steps(counts, log_steps, mode)
