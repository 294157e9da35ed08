"""Two groups of incidents: how far their attack rates lie apart."""

from bemodels.rates.compare import compare_attack_rates
from bemodels.rates.group import Group, groups_of_report

__all__ = ["Group", "compare_attack_rates", "groups_of_report"]
