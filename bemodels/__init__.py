"""Statistics for small, partially observed incident data.

Names load when they are first used, so that ``import bemodels`` is quick: the sampling
libraries are imported by the analyses that sample, and by nothing else.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bemodels import audit, counts, rates, report, undercount
    from bemodels.data import (
        ActorGroup,
        BelgiumReport,
        CountTable,
        Exposure,
        IncidentLog,
        LateRecording,
        ObservationWindow,
        Problem,
        SimulatedLog,
        SimulatedTruth,
        belgium,
        count_parquet,
        incident_table,
        read_acled,
        read_country_year,
        read_counts,
        read_exposure,
        read_gtd,
        read_incidents,
        read_ucdp_ged,
        simulate_incidents,
        suppress_counts,
        suppress_incident_table,
    )
    from bemodels.errors import (
        BemodelsError,
        InvalidDataError,
        NotConvergedError,
        NotEstimableError,
    )
    from bemodels.result import (
        Assumption,
        Check,
        Curve,
        Estimate,
        HypothesisTest,
        Interval,
        ModelCard,
        Parameter,
        Posterior,
        Prior,
        Probability,
        Provenance,
        Result,
        Table,
    )

__version__ = "0.1.0"

_HOME = {
    "ActorGroup": "data",
    "BelgiumReport": "data",
    "CountTable": "data",
    "Exposure": "data",
    "IncidentLog": "data",
    "LateRecording": "data",
    "ObservationWindow": "data",
    "Problem": "data",
    "SimulatedLog": "data",
    "SimulatedTruth": "data",
    "belgium": "data",
    "count_parquet": "data",
    "incident_table": "data",
    "read_acled": "data",
    "read_country_year": "data",
    "read_counts": "data",
    "read_exposure": "data",
    "read_gtd": "data",
    "read_incidents": "data",
    "read_ucdp_ged": "data",
    "simulate_incidents": "data",
    "suppress_counts": "data",
    "suppress_incident_table": "data",
    "BemodelsError": "errors",
    "InvalidDataError": "errors",
    "NotConvergedError": "errors",
    "NotEstimableError": "errors",
    "Assumption": "result",
    "Check": "result",
    "Curve": "result",
    "Estimate": "result",
    "HypothesisTest": "result",
    "Interval": "result",
    "ModelCard": "result",
    "Parameter": "result",
    "Posterior": "result",
    "Prior": "result",
    "Probability": "result",
    "Provenance": "result",
    "Result": "result",
    "Table": "result",
}
_ROOMS = ("audit", "counts", "rates", "report", "undercount")

__all__ = [
    "ActorGroup",
    "Assumption",
    "BelgiumReport",
    "BemodelsError",
    "Check",
    "CountTable",
    "Curve",
    "Estimate",
    "Exposure",
    "HypothesisTest",
    "IncidentLog",
    "Interval",
    "InvalidDataError",
    "LateRecording",
    "ModelCard",
    "NotConvergedError",
    "NotEstimableError",
    "ObservationWindow",
    "Parameter",
    "Posterior",
    "Prior",
    "Probability",
    "Problem",
    "Provenance",
    "Result",
    "SimulatedLog",
    "SimulatedTruth",
    "Table",
    "audit",
    "belgium",
    "count_parquet",
    "counts",
    "incident_table",
    "rates",
    "read_acled",
    "read_country_year",
    "read_counts",
    "read_exposure",
    "read_gtd",
    "read_incidents",
    "read_ucdp_ged",
    "report",
    "simulate_incidents",
    "suppress_counts",
    "suppress_incident_table",
    "undercount",
]


def __getattr__(name: str) -> object:
    if name in _ROOMS:
        return import_module(f"bemodels.{name}")
    if name in _HOME:
        return getattr(import_module(f"bemodels.{_HOME[name]}"), name)
    raise AttributeError(f"module 'bemodels' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
