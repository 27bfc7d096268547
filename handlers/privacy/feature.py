"""What is stored about me, who looked, what I agreed to, and the end of it."""

from club.organisation.roles import Action
from handlers.conversation.feature import Command, Feature
from handlers.privacy import consents, data, erasure, looks, withdrawing

FEATURE = Feature(
    "privacy",
    commands=(
        Command(
            "dulieu",
            Action.SEE_SELF,
            data.send_all,
            "privacy.label_data",
            "privacy.words_data",
            in_menu=False,
        ),
        Command(
            "dongy",
            Action.SEE_SELF,
            consents.show,
            "privacy.label_consents",
            "privacy.words_consents",
            in_menu=False,
        ),
        Command(
            "aixem", Action.SEE_SELF, looks.show, "privacy.label_looks", "privacy.words_looks", in_menu=False
        ),
        Command(
            "xoadulieu",
            Action.SEE_SELF,
            erasure.begin,
            "privacy.label_erase",
            "privacy.words_erase",
            in_menu=False,
        ),
        Command(
            "giulai", Action.SEE_SELF, erasure.keep, "privacy.label_keep", "privacy.words_keep", in_menu=False
        ),
    ),
    buttons=(*consents.FLIPS, consents.DROP, erasure.KEEP),
    flows=(erasure.ERASE, withdrawing.FLOW),
)
