"""Consent by purpose (Law 91/2025/QH15): explicit, provable, withdrawable, never by default."""

from __future__ import annotations

from enum import StrEnum

TEXT_VERSION = "2026-11"
"""Version of the consent texts; stored with each consent so that what was agreed to can be shown."""


class Purpose(StrEnum):
    """What data is kept for. Refusing any but MEMBERSHIP never blocks membership."""

    MEMBERSHIP = "membership"
    HEALTH = "health"
    LOANS = "loans"
    ORIGIN = "origin"  # ethnic group and poor or near-poor household, for the association's figures
