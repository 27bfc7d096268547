"""Buttons of joining, as other features show them."""

from handlers.conversation.feature import Offer

APPROVE = Offer("approve")
REFUSE = Offer("refuse")
INVITE = Offer("invite")
PERSONAL_CODE = Offer("personcode")
PRINT_CARDS = Offer("printcards")
