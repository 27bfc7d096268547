"""Health: the blood-pressure log and signs of danger."""

from club.organisation.roles import Action
from handlers.conversation.feature import Command, Feature
from handlers.health import correcting, danger, noting
from handlers.health.dialogue import log_or_show
from handlers.health.service import MISTAKEN
from handlers.health.station import station

FEATURE = Feature(
    "health",
    commands=(
        Command("huyetap", Action.TALK, log_or_show, "health.label", "health.words", about_somebody=True),
        Command(
            "tramyte",
            Action.EDIT_ROSTER,
            station,
            "health.label_station",
            "health.words_station",
            in_menu=False,
        ),
    ),
    buttons=(danger.SYMPTOMS, danger.NO_SYMPTOMS, MISTAKEN),
    flows=(noting.FLOW, correcting.FLOW, danger.FLOW),
)
