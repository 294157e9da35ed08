"""Comparative sentences put to a test: whether the numbers support what is said."""

from bemodels.audit.claims.leading_places import claim_concentration
from bemodels.audit.claims.low_share import ExpectedShare, claim_low_share
from bemodels.audit.claims.majorities import claim_majority
from bemodels.audit.claims.overlapping import (
    claim_most_overlap,
    claim_share_of_categories,
)
from bemodels.audit.claims.part_of_period import claim_part_in_period
from bemodels.audit.claims.report_claims import belgium_claims
from bemodels.audit.claims.two_shares import claim_higher_share
from bemodels.audit.claims.verdicts import verdict

__all__ = [
    "ExpectedShare",
    "belgium_claims",
    "claim_concentration",
    "claim_higher_share",
    "claim_low_share",
    "claim_majority",
    "claim_most_overlap",
    "claim_part_in_period",
    "claim_share_of_categories",
    "verdict",
]
