"""Buttons of the roster, as cards and lists show them."""

from handlers.conversation.feature import Offer

ADD = Offer("addmember")
EDIT = Offer("editmember")
EXPORT = Offer("exportlist")
