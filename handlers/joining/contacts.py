"""The phone number in a shared contact."""

from __future__ import annotations

from club.errors import Refused
from club.people.phones import read_phone
from handlers.conversation.chat import Contact


def own_number(contact: Contact) -> str:
    """As E.164. Raises Refused where nobody vouches that it is the sender's own, Misread for no number."""
    if not contact.own:
        raise Refused("joining.contact_not_own")
    # some messengers leave out the "+" before the country's code
    return read_phone(contact.phone if contact.phone.startswith(("+", "0")) else f"+{contact.phone}")
