"""The tables. Ledgers (fund entries, repayments, consents, attempts) are append-only."""

from storage.schema.activities import attendance, broadcast, fund_entry, loan, meeting, meeting_rule, reading, repayment
from storage.schema.base import Id, metadata
from storage.schema.messages import attempt, dialogue, inbox, outbox
from storage.schema.organisation import club, unit
from storage.schema.people import address, code, consent, kinship, link_code, membership, office, person
from storage.schema.records import audit, people_list

__all__ = [
    "Id",
    "address",
    "attempt",
    "attendance",
    "audit",
    "broadcast",
    "club",
    "code",
    "consent",
    "dialogue",
    "fund_entry",
    "inbox",
    "kinship",
    "link_code",
    "loan",
    "meeting",
    "meeting_rule",
    "membership",
    "metadata",
    "office",
    "outbox",
    "people_list",
    "person",
    "reading",
    "repayment",
    "unit",
]
