"""What a printed report says, what it implies, and what it leaves open."""

from bemodels.audit.bounds import (
    belgium_missing_bounds,
    belgium_overlaps,
    missing_data_bounds,
    overlap_bounds,
)
from bemodels.audit.claims import (
    ExpectedShare,
    belgium_claims,
    claim_concentration,
    claim_higher_share,
    claim_low_share,
    claim_majority,
    claim_most_overlap,
    claim_part_in_period,
    claim_share_of_categories,
    verdict,
)
from bemodels.audit.printed import (
    AuditedStatement,
    LedgerAudit,
    audit_ledger,
    explain_percent,
)

__all__ = [
    "AuditedStatement",
    "ExpectedShare",
    "LedgerAudit",
    "audit_ledger",
    "belgium_claims",
    "belgium_missing_bounds",
    "belgium_overlaps",
    "claim_concentration",
    "claim_higher_share",
    "claim_low_share",
    "claim_majority",
    "claim_most_overlap",
    "claim_part_in_period",
    "claim_share_of_categories",
    "explain_percent",
    "missing_data_bounds",
    "overlap_bounds",
    "verdict",
]
