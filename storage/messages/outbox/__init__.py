"""Everything that leaves: queued once by its dedupe key, claimed under a lease, ended with a reason."""

from storage.messages.outbox.claiming import (
    URGENT_FLOW,
    Claimed,
    Lease,
    Outcome,
    claim_due,
    next_due,
    record,
    return_all_leases,
    return_expired_leases,
)
from storage.messages.outbox.looking import (
    Delivery,
    Entry,
    deliveries,
    latest,
)
from storage.messages.outbox.queueing import (
    FOR_LACK_OF_ADDRESS,
    FORGOTTEN,
    NOWHERE,
    Draft,
    cancel,
    cancel_between,
    cancel_person,
    forget_files,
    queue,
    release_paused,
    withdraw_planned,
)

__all__ = [
    "FORGOTTEN",
    "FOR_LACK_OF_ADDRESS",
    "NOWHERE",
    "URGENT_FLOW",
    "Claimed",
    "Delivery",
    "Draft",
    "Entry",
    "Lease",
    "Outcome",
    "cancel",
    "cancel_between",
    "cancel_person",
    "claim_due",
    "deliveries",
    "forget_files",
    "latest",
    "next_due",
    "queue",
    "record",
    "release_paused",
    "return_all_leases",
    "return_expired_leases",
    "withdraw_planned",
]
