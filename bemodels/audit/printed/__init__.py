"""What a report prints: each figure recomputed, from integers and stated rules."""

from bemodels.audit.printed.ledger_audit import LedgerAudit, audit_ledger
from bemodels.audit.printed.percent import explain_percent
from bemodels.audit.printed.statements import AuditedStatement

__all__ = ["AuditedStatement", "LedgerAudit", "audit_ledger", "explain_percent"]
