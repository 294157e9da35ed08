"""One list: a population from how often units were seen and what is known of them."""

from bemodels.undercount.capture.regressions.truncated_regressions import (
    zelterman_regression,
    zero_truncated_poisson_regression,
)

__all__ = ["zelterman_regression", "zero_truncated_poisson_regression"]
