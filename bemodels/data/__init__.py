"""What comes in: the report on Belgium, incident logs, windows, tables of counts."""

from bemodels.data.belgium_report import BelgiumReport, belgium
from bemodels.data.count_file import read_counts
from bemodels.data.count_table import CountTable
from bemodels.data.exposure import Exposure
from bemodels.data.exposure_file import read_exposure
from bemodels.data.ledger_examples import ledger_template
from bemodels.data.ledger_file import read_ledger
from bemodels.data.ledger_rules import LEDGER_COLUMNS, LEDGER_KINDS
from bemodels.data.log.incident_log import IncidentLog
from bemodels.data.log.links import Outcomes
from bemodels.data.log.masked_notices import mask_notices
from bemodels.data.log.overview import notice_tables
from bemodels.data.log.reading import read_incidents
from bemodels.data.log.simulated_actors import ActorGroup, LateRecording
from bemodels.data.log.simulated_log import SimulatedLog, SimulatedTruth
from bemodels.data.log.simulation import simulate_incidents
from bemodels.data.log.stream import count_parquet
from bemodels.data.log.suppressed_table_one import suppress_incident_table
from bemodels.data.log.suppression import suppress_counts
from bemodels.data.log.table_one import incident_table
from bemodels.data.log.written_codebook import codebook, codebook_table, template
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
    "ActorGroup",
    "BelgiumReport",
    "CountTable",
    "Exposure",
    "IncidentLog",
    "LateRecording",
    "ObservationWindow",
    "Outcomes",
    "Problem",
    "SimulatedLog",
    "SimulatedTruth",
    "SourceTable",
    "belgium",
    "codebook",
    "codebook_table",
    "count_parquet",
    "incident_table",
    "ledger_template",
    "mask_notices",
    "notice_tables",
    "read_acled",
    "read_country_year",
    "read_counts",
    "read_exposure",
    "read_gtd",
    "read_incidents",
    "read_ledger",
    "read_ucdp_ged",
    "simulate_incidents",
    "suppress_counts",
    "suppress_incident_table",
    "template",
]
