"""Buttons of joining, as other features show them, and the card of somebody who applies."""

from club.people.roster import Described
from handlers.conversation.chat import Reply, say
from handlers.conversation.feature import Offer

APPROVE = Offer("approve")
REFUSE = Offer("refuse")
INVITE = Offer("invite")
PERSONAL_CODE = Offer("personcode")
PRINT_CARDS = Offer("printcards")


def application(membership_id: int, who: Described, club: str) -> Reply:
    """Who applies to the club, with the two answers of the board."""
    return say(
        "joining.application",
        APPROVE.choice(membership_id, "joining.approve"),
        REFUSE.choice(membership_id, "joining.refuse"),
        name=who.full_name,
        year=who.birth_year,
        sex=who.sex,
        phone=who.phone,
        club=club,
    )
