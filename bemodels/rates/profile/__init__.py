"""Two attack rates by profile likelihood."""

from bemodels.rates.profile.firth_odds import METHODS, firth_test, odds_ratio_firth

__all__ = ["METHODS", "firth_test", "odds_ratio_firth"]
