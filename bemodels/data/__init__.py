"""What comes in: the report on Belgium, incident logs, windows, tables of counts."""

from bemodels.data.belgium_report import BelgiumReport, belgium
from bemodels.data.count_file import read_counts
from bemodels.data.count_table import CountTable
from bemodels.data.exposure import Exposure
from bemodels.data.exposure_file import read_exposure
from bemodels.data.ledger_rules import LEDGER_COLUMNS, LEDGER_KINDS
from bemodels.data.log.incident_log import IncidentLog
from bemodels.data.log.links import Outcomes
from bemodels.data.log.reading import read_incidents
from bemodels.data.log.stream import count_parquet
from bemodels.data.problems import Problem
from bemodels.data.source_table import SourceTable
from bemodels.data.sources.acled import read_acled
from bemodels.data.sources.country_year import read_country_year
from bemodels.data.sources.gtd import read_gtd
from bemodels.data.sources.ucdp_ged import UCDP_GED_COLUMNS, read_ucdp_ged
from bemodels.data.window import ObservationWindow

__all__ = [
    "LEDGER_COLUMNS",
    "LEDGER_KINDS",
    "UCDP_GED_COLUMNS",
    "BelgiumReport",
    "CountTable",
    "Exposure",
    "IncidentLog",
    "ObservationWindow",
    "Outcomes",
    "Problem",
    "SourceTable",
    "belgium",
    "count_parquet",
    "read_acled",
    "read_country_year",
    "read_counts",
    "read_exposure",
    "read_gtd",
    "read_incidents",
    "read_ucdp_ged",
]
