"""People: joining, approval, offices."""

from handlers.feature import Feature
from handlers.members.board import APPOINT, APPOINT_BUTTON, INVITE
from handlers.members.join import JOIN
from handlers.members.refusal import REFUSAL, REFUSE
from handlers.members.service import APPROVE

FEATURE = Feature(
    "members",
    buttons=(APPROVE, REFUSE, INVITE, APPOINT_BUTTON),
    flows=(JOIN, REFUSAL, APPOINT),
)
