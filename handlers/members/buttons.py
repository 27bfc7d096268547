"""Buttons about one member that several features show."""

from handlers.conversation.feature import Offer

STANDING = Offer("standing")
"""what became of them: moved, left, died; also the way back after an approval by mistake"""
