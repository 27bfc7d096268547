"""Buttons of meetings, as they are shown: under reminders, announcements and the schedule."""

from handlers.conversation.feature import Offer

COME = Offer("come")
AWAY = Offer("away")
