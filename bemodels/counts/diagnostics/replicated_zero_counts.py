"""Whether as many cells are without a count as in replicates of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bemodels.counts.diagnostics.replicated_counts import replicated_counts
from bemodels.result import Check, Estimate, HypothesisTest, Interval, Table
from bemodels.result.display import format_level

if TYPE_CHECKING:
    from bemodels.result import Posterior, Result

METHOD = "posterior predictive p-value"


def replicated_zeros(posterior: Posterior, level: float) -> Result:
    """Compare the number of cells without a count with that of replicates of them.

    Parameters
    ----------
    posterior : Posterior
        As `fit_hierarchical` returns it.
    level : float
        Probability of the prediction interval.

    Returns
    -------
    Result
        Under the names that `zero_check` gives those of a fit.
    """
    found = replicated_counts(posterior)
    zeros, rows = int((found.observed == 0).sum()), len(found.observed)
    replicated = (found.replicates == 0).sum(axis=1)
    expected = float(replicated.mean())
    tails = ((1 - level) / 2, (1 + level) / 2)
    low, high = map(int, np.quantile(replicated, tails, method="inverted_cdf"))
    return found.result(
        title=f"Rows without {found.unit}: observed and expected",
        method="Posterior predictive number of zeros",
        estimates=(
            Estimate(
                estimand="expected_zeros",
                value=expected,
                unit="rows",
                interval=Interval(
                    low=low,
                    high=high,
                    level=level,
                    kind="prediction",
                    method="posterior predictive",
                ),
                identified="both",
            ),
        ),
        tests=(
            _test("more", float((replicated >= zeros).mean())),
            _test("fewer", float((replicated <= zeros).mean())),
        ),
        checks=(
            Check(
                name="zeros are as many as expected",
                passed=low <= zeros <= high,
                detail=f"{zeros} rows of {rows} have no count, {expected:.4g} are "
                f"expected ({format_level(level)} prediction {low} to {high})",
            ),
        ),
        tables=(_table(zeros, expected, rows),),
    )


def _test(word: str, share: float) -> HypothesisTest:
    return HypothesisTest(
        null=f"No {word} rows are without a count than the model expects",
        method=METHOD,
        p_value=share,
    )


def _table(zeros: int, expected: float, rows: int) -> Table:
    return Table(
        name="Rows without a count",
        columns=("", "rows", "share"),
        rows=(
            ("observed", zeros, zeros / rows),
            ("expected", expected, expected / rows),
        ),
    )
