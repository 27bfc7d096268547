"""Buttons that other features show; what they do is in this package."""

from handlers.conversation.feature import Offer

OWED = Offer("owed")
