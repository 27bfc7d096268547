"""The tables. Ledgers (fund entries, repayments, consents, attempts) are append-only."""

from storage.schema.base import Id, metadata
from storage.schema.health import reading
from storage.schema.meetings import attendance, meeting, meeting_rule
from storage.schema.messages import attempt, broadcast, dialogue, inbox, outbox
from storage.schema.money import fund_entry, loan, repayment
from storage.schema.organisation import club, messenger, unit
from storage.schema.people import (
    address,
    claim,
    code,
    consent,
    kinship,
    link_code,
    membership,
    office,
    officer,
    person,
    proposal,
    wrong_code,
)
from storage.schema.records import audit, erasure, people_list

__all__ = [
    "Id",
    "address",
    "attempt",
    "attendance",
    "audit",
    "broadcast",
    "claim",
    "club",
    "code",
    "consent",
    "dialogue",
    "erasure",
    "fund_entry",
    "inbox",
    "kinship",
    "link_code",
    "loan",
    "meeting",
    "meeting_rule",
    "membership",
    "messenger",
    "metadata",
    "office",
    "officer",
    "outbox",
    "people_list",
    "person",
    "proposal",
    "reading",
    "repayment",
    "unit",
    "wrong_code",
]
