"""Notices from the board to the members."""

from club.organisation.roles import Action
from handlers.conversation.feature import Command, Feature
from handlers.notices.dialogue import BROADCAST, begin
from handlers.notices.recalling import UNSEND

FEATURE = Feature(
    "notices",
    commands=(Command("thongbao", Action.BROADCAST, begin, "notices.label", "notices.words"),),
    flows=(BROADCAST,),
    buttons=(UNSEND,),
)
