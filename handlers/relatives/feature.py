"""Relatives who follow a member with the member's consent."""

from club.organisation.roles import Action
from handlers.conversation.feature import Command, Feature
from handlers.kin.service import menu
from handlers.relatives.dialogue import FOLLOW, INVITATION, INVITE, begin_following, show
from handlers.relatives.paper import PAPER, PAPER_BUTTON
from handlers.relatives.rights import END, END_ALL, FLIPS, REVOKE, RIGHTS, STOP, stop

FEATURE = Feature(
    "relatives",
    commands=(
        Command("nguoithan", Action.RELATIVES, show, "relatives.label", "relatives.words"),
        Command(
            "ngung", Action.RELATIVES, stop, "relatives.label_stop", "relatives.words_stop", in_menu=False
        ),
    ),
    buttons=(END, END_ALL, INVITE, RIGHTS, REVOKE, PAPER_BUTTON, *FLIPS.values()),
    flows=(INVITATION, FOLLOW, PAPER, STOP),
    codes={"relative": begin_following},
    menu=menu,
)
