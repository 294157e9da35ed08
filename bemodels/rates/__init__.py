"""Two groups of incidents: how far their attack rates lie apart."""

from bemodels.rates.compare import compare_attack_rates
from bemodels.rates.conditional import (
    fisher,
    fisher_blaker,
    fisher_central,
    fisher_greater,
    fisher_midp,
    fisher_midp_minlike,
    odds_ratio_baptista_pike,
    odds_ratio_baptista_pike_midp,
    odds_ratio_blaker,
    odds_ratio_exact,
    odds_ratio_midp,
    odds_ratio_minlike,
)
from bemodels.rates.event_rates import (
    poisson_exact,
    poisson_exact_minlike,
    poisson_midp,
    rate_ratio_exact,
    rate_ratio_midp,
)
from bemodels.rates.exposed import Exposed
from bemodels.rates.group import Group, groups_of_report
from bemodels.rates.log_groups import compare_groups_of, groups_of
from bemodels.rates.melded import (
    odds_ratio_melded,
    risk_difference_melded,
    risk_ratio_melded,
)
from bemodels.rates.profile import (
    firth_test,
    odds_ratio_firth,
)
from bemodels.rates.strata import (
    breslow_day,
    mantel_haenszel,
    stratified_exact,
)

__all__ = [
    "Exposed",
    "Group",
    "breslow_day",
    "compare_attack_rates",
    "compare_groups_of",
    "firth_test",
    "fisher",
    "fisher_blaker",
    "fisher_central",
    "fisher_greater",
    "fisher_midp",
    "fisher_midp_minlike",
    "groups_of",
    "groups_of_report",
    "mantel_haenszel",
    "odds_ratio_baptista_pike",
    "odds_ratio_baptista_pike_midp",
    "odds_ratio_blaker",
    "odds_ratio_exact",
    "odds_ratio_firth",
    "odds_ratio_melded",
    "odds_ratio_midp",
    "odds_ratio_minlike",
    "poisson_exact",
    "poisson_exact_minlike",
    "poisson_midp",
    "rate_ratio_exact",
    "rate_ratio_midp",
    "risk_difference_melded",
    "risk_ratio_melded",
    "stratified_exact",
]
