"""Buttons of the blood-pressure log by name."""

from handlers.conversation.feature import Offer

ILL = Offer("ill")
CALM = Offer("calm")
MISTAKEN = Offer("wrong")
