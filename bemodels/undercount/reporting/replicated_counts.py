"""Whether counts and validation counts look like those that the model would make."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit

from bemodels.result import Check
from bemodels.undercount.reporting.simulated_reports import (
    expected_events,
    logit_detection,
)

if TYPE_CHECKING:
    import xarray as xr

    from bemodels.undercount.reporting.reporting_design import ReportingDesign

CENTRAL = (0.025, 0.975)
Statistics = dict[str, Callable[[np.ndarray], np.ndarray]]


def judge_replicates(tree: xr.DataTree, design: ReportingDesign) -> tuple[Check, ...]:
    """Compare the observed counts with replicated ones.

    Parameters
    ----------
    tree : xarray.DataTree
        With the groups posterior and posterior_predictive.
    design : ReportingDesign
        The data.

    Returns
    -------
    tuple of Check
        A check a statistic, passed where the observed value has a mid-rank between 2.5
        and 97.5% among the replicates. Chi-squared is taken at the means of each draw,
        for observed and replicated counts alike.

    References
    ----------
    .. [1] Gelman A, Meng XL, Stern H (1996). Posterior predictive assessment of model
       fitness via realized discrepancies. Statistica Sinica 6, 733-807.
    """
    posterior = tree["posterior"].to_dataset()
    again = tree["posterior_predictive"]
    chances = expit(logit_detection(posterior, design.detection))
    of_known = expit(logit_detection(posterior, design.checked))
    means = expected_events(posterior, design) * chances
    found = design.known * of_known
    spread = found * (1 - of_known)
    counts: Statistics = {
        "recorded events in all": lambda y: y.sum(axis=-1),
        "rows without a recorded event": lambda y: (y == 0).sum(axis=-1),
        "largest count of a row": lambda y: y.max(axis=-1),
        "chi-squared of recorded events": lambda y: _squares(y - means, means),
    }
    checked: Statistics = {
        "events found in all": lambda v: v.sum(axis=-1),
        "chi-squared of events found": lambda v: _squares(v - found, spread),
    }
    return (
        *_judged(counts, design.rate.counts, again["recorded"].to_numpy()),
        *(
            _judged(checked, design.found, again["found"].to_numpy())
            if len(design.known)
            else ()
        ),
    )


def _squares(off: np.ndarray, variances: np.ndarray) -> np.ndarray:
    """Return the sum of squares over variances; a variance of 0 leaves nothing off."""
    squares: np.ndarray = (off**2 / np.maximum(variances, np.finfo(float).tiny)).sum(-1)
    return squares


def _judged(
    statistics: Statistics, observed: np.ndarray, again: np.ndarray
) -> list[Check]:
    checks = []
    for name, statistic in statistics.items():
        here, there = statistic(observed), statistic(again)
        rank = float(np.mean((there < here) + (there == here) / 2))
        checks.append(
            Check(
                name=f"posterior predictive: {name}",
                passed=CENTRAL[0] <= rank <= CENTRAL[1],
                detail=f"observed {float(np.mean(here)):.4g} lies at the "
                f"{100 * rank:.1f}% point (inside from 2.5 to 97.5)",
            )
        )
    return checks
