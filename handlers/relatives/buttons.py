"""Buttons of relatives, as other features show them."""

from handlers.conversation.feature import Offer

ON_PAPER = Offer("paperkin")
