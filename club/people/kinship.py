"""Relatives: the rights that a member gives, each by itself, and whom of several a relative speaks of."""

from __future__ import annotations

from enum import StrEnum


class Right(StrEnum):
    """What a relative may do. Nobody has one that the member did not give."""

    SEES_READINGS = "sees_readings"  # and may send readings for the member
    GETS_ALERTS = "gets_alerts"
    SEES_LOANS = "sees_loans"
    GETS_REMINDERS = "gets_reminders"
