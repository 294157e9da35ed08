"""Two groups of incidents: how far their attack rates lie apart."""

from bemodels.rates.compare import compare_attack_rates
from bemodels.rates.group import Group, groups_of_report
from bemodels.rates.log_groups import compare_groups_of, groups_of

__all__ = [
    "Group",
    "compare_attack_rates",
    "compare_groups_of",
    "groups_of",
    "groups_of_report",
]
