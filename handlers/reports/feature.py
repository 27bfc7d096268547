"""Figures for boards and officers."""

from club.organisation.roles import Action
from handlers.conversation.feature import Command, Feature
from handlers.reports.dialogue import show, target

FEATURE = Feature(
    "reports",
    commands=(Command("baocao", Action.SEE_COUNTS, show, "reports.label", "reports.words", target=target),),
)
