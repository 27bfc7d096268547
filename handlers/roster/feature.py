"""The list of the club's people."""

from club.organisation.roles import Action
from handlers.conversation.feature import Command, Feature
from handlers.members.spoken import spoken
from handlers.roster.card import CARD, show
from handlers.roster.editing import ADD, ADD_BUTTON, EDIT, EDIT_BUTTON
from handlers.roster.lists import EXPORT, FILE, IMPORT
from handlers.roster.standing import DECEASED, STANDING, STANDING_BUTTON

FEATURE = Feature(
    "roster",
    commands=(
        Command("hoivien", Action.SEE_GROUP, show, "roster.label", "roster.words"),
        spoken("xuatds", EXPORT, "roster.label_xuatds", "roster.words_xuatds"),
    ),
    buttons=(CARD, ADD_BUTTON, EDIT_BUTTON, STANDING_BUTTON, DECEASED, EXPORT),
    flows=(ADD, EDIT, STANDING, IMPORT),
    files=(FILE,),
)
