"""Relatives who follow a member with the member's consent."""

from club.roles import Action
from handlers.feature import Command, Feature
from handlers.relatives.dialogue import END, FOLLOW, INVITATION, INVITE, show

FEATURE = Feature(
    "relatives",
    commands=(Command("nguoithan", Action.RELATIVES, show, "relatives.label", "relatives.words"),),
    buttons=(END, INVITE),
    flows=(INVITATION, FOLLOW),
)
