"""Two groups of incidents: how far their attack rates lie apart."""

from bemodels.rates.bayes import (
    JEFFREYS,
    UNIFORM,
    BetaPrior,
    DependentPrior,
    GunelDickeyPrior,
    bayes_factors,
    beta_posterior,
    dependent_posterior,
    odds_ratio_jeffreys,
    prior_at_pooled_rate,
    risk_difference_jeffreys,
    risk_ratio_jeffreys,
)
from bemodels.rates.compare import compare_attack_rates
from bemodels.rates.group import Group, groups_of_report
from bemodels.rates.log_groups import compare_groups_of, groups_of
from bemodels.rates.sensitivity import (
    clustered_arrests,
    e_value,
    false_attacks,
    fragility,
    misclassified_group,
    misclassified_group_posterior,
    misclassified_outcome,
    misclassified_outcome_posterior,
    moved_labels,
    unseen_attacks,
    unseen_non_attacks,
)
from bemodels.rates.severity import deaths_per_attack, deaths_per_attack_of

__all__ = [
    "JEFFREYS",
    "UNIFORM",
    "BetaPrior",
    "DependentPrior",
    "Group",
    "GunelDickeyPrior",
    "bayes_factors",
    "beta_posterior",
    "clustered_arrests",
    "compare_attack_rates",
    "compare_groups_of",
    "deaths_per_attack",
    "deaths_per_attack_of",
    "dependent_posterior",
    "e_value",
    "false_attacks",
    "fragility",
    "groups_of",
    "groups_of_report",
    "misclassified_group",
    "misclassified_group_posterior",
    "misclassified_outcome",
    "misclassified_outcome_posterior",
    "moved_labels",
    "odds_ratio_jeffreys",
    "prior_at_pooled_rate",
    "risk_difference_jeffreys",
    "risk_ratio_jeffreys",
    "unseen_attacks",
    "unseen_non_attacks",
]
