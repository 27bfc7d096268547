"""Where a person is written to, and with whom they share a phone."""

from club.organisation.roles import Action
from handlers.addresses import sharing
from handlers.addresses.dialogue import GET_CODE, LINK, PREFER, REMOVE, show
from handlers.conversation.feature import Command, Feature
from handlers.conversation.speaking import SPEAKING

FEATURE = Feature(
    "addresses",
    commands=(
        Command("ketnoi", Action.SEE_SELF, show, "addresses.label", "addresses.words", in_menu=False),
        Command(
            "dungchung",
            Action.SEE_SELF,
            sharing.share,
            "addresses.label_share",
            "addresses.words_share",
            in_menu=False,
        ),
        Command(
            "doinguoi",
            Action.TALK,
            sharing.hand_over,
            "addresses.label_hand_over",
            "addresses.words_hand_over",
            in_menu=False,
        ),
        Command(
            "roimay",
            Action.SEE_SELF,
            sharing.leave,
            "addresses.label_leave",
            "addresses.words_leave",
            in_menu=False,
        ),
    ),
    buttons=(GET_CODE, PREFER, REMOVE),
    flows=(LINK, sharing.SHARE, sharing.LEAVE, SPEAKING),
)
