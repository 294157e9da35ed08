"""What comes in: the report on Belgium, observation windows and tables of counts."""

from bemodels.data.belgium_report import BelgiumReport, belgium
from bemodels.data.count_table import CountTable
from bemodels.data.ledger_rules import LEDGER_COLUMNS, LEDGER_KINDS
from bemodels.data.source_table import SourceTable
from bemodels.data.window import ObservationWindow

__all__ = [
    "LEDGER_COLUMNS",
    "LEDGER_KINDS",
    "BelgiumReport",
    "CountTable",
    "ObservationWindow",
    "SourceTable",
    "belgium",
]
