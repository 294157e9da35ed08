"""Whether as many rows are without a count as a fit expects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.diagnostics.count_distribution import distribution_of
from bemodels.counts.diagnostics.counted_zeros import CountedZeros, zero_tests
from bemodels.counts.diagnostics.poisson_binomial import (
    central_range,
    poisson_binomial,
)
from bemodels.counts.diagnostics.replicated_zero_counts import replicated_zeros
from bemodels.counts.fits.answer_of_fit import PARAMETERS_KNOWN, answer_of
from bemodels.counts.fits.count_fit import CountFit
from bemodels.result import (
    Posterior,
    check_level,
    check_type,
)

if TYPE_CHECKING:
    from bemodels.result import Result


def zero_check(fit: CountFit | Posterior, *, level: float = 0.95) -> Result:
    """Compare the number of rows without a count with the number that a fit expects.

    Parameters
    ----------
    fit : CountFit or Posterior
        Any fit; the chance of 0 is that of its own family. A posterior as
        `fit_hierarchical` returns it is asked for its replicated counts.
    level : float, default 0.95
        Probability of the prediction interval, in (0, 1).

    Returns
    -------
    Result
        ``expected_zeros`` with the exact prediction interval of their number, a test
        for too many and one for too few, and a check whether the interval holds what
        was observed. A row with a fitted mean of 0 is expected to be without a count
        with certainty.

    Raises
    ------
    InvalidDataError
        If `fit` is no fit, or `level` lies outside (0, 1).

    Notes
    -----
    The number is a sum of independent rows with chances of their own, a
    Poisson-binomial variable.

    Examples
    --------
    >>> import bemodels, pandas as pd
    >>> data = pd.DataFrame({"n": [0, 0, 0, 0, 0, 4, 5, 7]})
    >>> found = zero_check(bemodels.counts.fit_poisson("n ~ 1", data))
    >>> zeros = found.estimate("expected_zeros")
    >>> round(zeros.value, 2), zeros.interval.low, zeros.interval.high
    (1.08, 0, 3)
    >>> f"{found.tests[0].p_value:.4f}", found.checks[0].passed
    ('0.0018', False)
    """
    check_type("fit", fit, CountFit, Posterior)
    check_level(level)
    if isinstance(fit, Posterior):
        return replicated_zeros(fit, level)
    rows = distribution_of(fit)
    nothing = np.zeros(fit.n, dtype=np.int64)
    chances = np.exp(rows.log_probability(nothing))
    zeros = int((fit.design.counts == 0).sum())
    distribution = poisson_binomial(chances, rows.exceeding(nothing))
    low, high = central_range(distribution, level)
    expected = float(chances.sum())
    counted = CountedZeros(
        zeros=zeros, rows=fit.n, expected=expected, low=low, high=high, level=level
    )
    separated = int(fit.separation.rows.sum())
    return answer_of(
        fit,
        title=f"Rows without {fit.design.unit}: observed and expected",
        method="Exact distribution of the number of zeros",
        estimates=(
            counted.estimate(method="exact, Poisson-binomial", identified="data"),
        ),
        tests=zero_tests(
            float(distribution[zeros:].sum()),
            float(distribution[: zeros + 1].sum()),
            method="Exact test of the number of zeros, one-sided",
        ),
        assumptions=(PARAMETERS_KNOWN,),
        checks=(counted.check(),),
        tables=(counted.table(("of these, rows with a fitted mean of 0", separated)),),
    )
