"""What somebody is to a club."""

from __future__ import annotations

from enum import StrEnum


class Standing(StrEnum):
    """A person's membership of a club.

    Only who is ACTIVE takes part; whoever is in ENDED gets nothing more.
    """

    PENDING = "pending"
    ACTIVE = "active"
    REFUSED = "refused"
    SUSPENDED = "suspended"
    MOVED = "moved"
    LEFT = "left"
    DIED = "died"


ENDED = frozenset({Standing.SUSPENDED, Standing.MOVED, Standing.LEFT, Standing.DIED})
