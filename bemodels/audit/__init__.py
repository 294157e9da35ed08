"""What a printed report says, what it implies, and what it leaves open."""

from bemodels.audit.printed import (
    AuditedStatement,
    LedgerAudit,
    audit_ledger,
    explain_percent,
)

__all__ = ["AuditedStatement", "LedgerAudit", "audit_ledger", "explain_percent"]
