"""Meetings: the schedule, who comes, the club's monthly rule."""

from club.organisation.roles import Action
from handlers.conversation.feature import Command, Feature
from handlers.meetings.answers import AWAY, COME
from handlers.meetings.coming import who_comes
from handlers.meetings.dialogue import RULE, set_rule
from handlers.meetings.show import show

FEATURE = Feature(
    "meetings",
    commands=(
        Command(
            "lichhop",
            Action.SEE_SELF,
            show,
            "meetings.label_schedule",
            "meetings.words_schedule",
            about_somebody=True,
        ),
        Command("hop", Action.SET_MEETINGS, set_rule, "meetings.label_rule", "meetings.words_rule"),
        Command(
            "aidenhop",
            Action.SEE_COMING,
            who_comes,
            "meetings.label_coming",
            "meetings.words_coming",
            in_menu=False,
        ),
    ),
    buttons=(COME, AWAY),
    flows=(RULE,),
)
