"""Where a person is written to."""

from club.organisation.roles import Action
from handlers.addresses.dialogue import GET_CODE, LINK, PREFER, REMOVE, show
from handlers.conversation.feature import Command, Feature

FEATURE = Feature(
    "addresses",
    commands=(Command("ketnoi", Action.SEE_SELF, show, "addresses.label", "addresses.words", in_menu=False),),
    buttons=(GET_CODE, PREFER, REMOVE),
    flows=(LINK,),
)
