"""What each person sets for themselves."""

from club.organisation.roles import Action
from handlers.conversation.feature import Command, Feature
from handlers.settings.dialogue import CHANGE, CHANGES, RESUME, pause, resume, show

FEATURE = Feature(
    "settings",
    commands=(
        Command("caidat", Action.SEE_SELF, show, "settings.label", "settings.words"),
        Command(
            "dungnhac", Action.SEE_SELF, pause, "settings.label_pause", "settings.words_pause", in_menu=False
        ),
        Command(
            "nhaclai",
            Action.SEE_SELF,
            resume,
            "settings.label_resume",
            "settings.words_resume",
            in_menu=False,
        ),
    ),
    buttons=(*CHANGES.values(), RESUME),
    flows=(CHANGE,),
)
