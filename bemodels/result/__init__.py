"""What every analysis returns, and what it is made of."""

from bemodels.result.exhibits import Cell, Curve, ModelCard, Parameter, Prior, Table
from bemodels.result.joining import join_results
from bemodels.result.outcome import ESTIMATE_COLUMNS, Result
from bemodels.result.posterior import Posterior
from bemodels.result.rules import check_level, check_type
from bemodels.result.values import (
    Assumption,
    Check,
    Estimate,
    HypothesisTest,
    Interval,
    Probability,
    Provenance,
)

__all__ = [
    "ESTIMATE_COLUMNS",
    "Assumption",
    "Cell",
    "Check",
    "Curve",
    "Estimate",
    "HypothesisTest",
    "Interval",
    "ModelCard",
    "Parameter",
    "Posterior",
    "Prior",
    "Probability",
    "Provenance",
    "Result",
    "Table",
    "check_level",
    "check_type",
    "join_results",
]
