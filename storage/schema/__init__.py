"""The tables. Ledgers (fund entries, repayments, consents, attempts) are append-only."""

from storage.schema.activities import (
    attendance,
    broadcast,
    fund_entry,
    loan,
    meeting,
    meeting_rule,
    reading,
    repayment,
)
from storage.schema.base import Id, metadata
from storage.schema.messages import attempt, dialogue, inbox, outbox
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
