"""Buttons of the offices, as other features show them."""

from handlers.conversation.feature import Offer

APPOINT = Offer("appoint")
HAND_OVER = Offer("handover")
LOST_PHONE = Offer("lostphone")
