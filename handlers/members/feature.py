"""People: joining, approval, the board's list, offices."""

from club.roles import Action
from handlers.feature import Command, Feature
from handlers.members.board import APPOINT, APPOINT_BUTTON, INVITE, roster
from handlers.members.join import JOIN
from handlers.members.refusal import REFUSAL, REFUSE
from handlers.members.service import APPROVE

FEATURE = Feature(
    "members",
    commands=(Command("hoivien", Action.SEE_ROSTER, roster, "members.label_roster", "members.words_roster"),),
    buttons=(APPROVE, REFUSE, INVITE, APPOINT_BUTTON),
    flows=(JOIN, REFUSAL, APPOINT),
)
