"""Who was never seen: what recorded fates say, and what they cannot say.

Begin with `Fates` and `fate_odds`, which holds all that the counts identify. Each of
`hidden_given_surfacing`, `hidden_given_propensity`, `hidden_given_prior` and
`hidden_given_discovery_routes` adds one stated assumption and says its hidden number in
``result.conclusion``; `assumption_ladder` lays them side by side, and
``bemodels.report.pictures_of(result)`` draws what can be drawn.

Other data say more: `capture` (several lists, or times seen), `delays` (late
recording), `mislabelled` (labels told with errors), `fit_reporting` (counts of which
some are recorded, with validation).

Examples
--------
>>> from bemodels import belgium
>>> from bemodels.undercount import fates_of_report, hidden_given_surfacing
>>> inspired, linked = fates_of_report(belgium())
>>> hidden_given_surfacing(inspired, 0.2).conclusion
'If surfacing is 0.2, then 59 (95% credible interval 34 to 94) actors stood behind \
the 12 recorded ones, 47 of them hidden (22 to 82).'
"""

from bemodels.bayes.spreads import HalfNormalSpread, NoSpread
from bemodels.intervals import Beta
from bemodels.undercount import capture, delays, mislabelled
from bemodels.undercount.along_surfacing import surfacing_sensitivity
from bemodels.undercount.beta_elicitation import (
    beta_from_highest_mass,
    beta_from_quantiles,
)
from bemodels.undercount.discovery_routes import hidden_given_discovery_routes
from bemodels.undercount.fate_draws import FateDraws, draw_fates
from bemodels.undercount.fate_probabilities import (
    detection_of_surfacing,
    surfacing_of_detection,
)
from bemodels.undercount.fates import Fates, fates_of_report
from bemodels.undercount.influence import attack_influence
from bemodels.undercount.ladder import assumption_ladder
from bemodels.undercount.log_fates import fate_odds_of, fates_of
from bemodels.undercount.odds import fate_odds
from bemodels.undercount.prior_strip import prior_to_posterior
from bemodels.undercount.propensity import hidden_given_propensity
from bemodels.undercount.propensity_curve import propensity_scenarios
from bemodels.undercount.propensity_grid import more_inspired_over_propensity
from bemodels.undercount.reporting import (
    RatePriors,
    ReportingPriors,
    StatedDetection,
    TermPrior,
    WeakDetection,
    calibrate_reporting,
    fit_reporting,
)
from bemodels.undercount.surfacing import (
    hidden_given_surfacing,
    surfacing_scenarios,
)
from bemodels.undercount.surfacing_grid import more_inspired_over_surfacing
from bemodels.undercount.surfacing_pairs import (
    more_inspired_by_surfacing,
    probability_more_inspired,
    tipping_surfacing,
)
from bemodels.undercount.surfacing_prior import (
    SurfacingPrior,
    hidden_given_prior,
    population_mean,
)
from bemodels.undercount.surfacing_range import hidden_over_surfacing_range
from bemodels.undercount.trade_off import fate_trade_off

__all__ = [
    "Beta",
    "FateDraws",
    "Fates",
    "HalfNormalSpread",
    "NoSpread",
    "RatePriors",
    "ReportingPriors",
    "StatedDetection",
    "SurfacingPrior",
    "TermPrior",
    "WeakDetection",
    "assumption_ladder",
    "attack_influence",
    "beta_from_highest_mass",
    "beta_from_quantiles",
    "calibrate_reporting",
    "capture",
    "delays",
    "detection_of_surfacing",
    "draw_fates",
    "fate_odds",
    "fate_odds_of",
    "fate_trade_off",
    "fates_of",
    "fates_of_report",
    "fit_reporting",
    "hidden_given_discovery_routes",
    "hidden_given_prior",
    "hidden_given_propensity",
    "hidden_given_surfacing",
    "hidden_over_surfacing_range",
    "mislabelled",
    "more_inspired_by_surfacing",
    "more_inspired_over_propensity",
    "more_inspired_over_surfacing",
    "population_mean",
    "prior_to_posterior",
    "probability_more_inspired",
    "propensity_scenarios",
    "surfacing_of_detection",
    "surfacing_scenarios",
    "surfacing_sensitivity",
    "tipping_surfacing",
]
