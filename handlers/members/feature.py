"""People: joining, approval, offices."""

from handlers.feature import Feature
from handlers.members.approval import APPROVE, MATCH
from handlers.members.board import APPOINT, APPOINT_BUTTON, INVITE
from handlers.members.claim import CLAIM
from handlers.members.join import JOIN
from handlers.members.personal_codes import GIVE, PRINT, RENEW, REVOKE
from handlers.members.refusal import REFUSAL, REFUSE
from handlers.members.typed_phone import CONFIRM, DENY, TYPED, of_stranger

FEATURE = Feature(
    "members",
    buttons=(APPROVE, REFUSE, INVITE, APPOINT_BUTTON, GIVE, REVOKE, PRINT, RENEW, CONFIRM, DENY),
    flows=(JOIN, REFUSAL, APPOINT, CLAIM, TYPED, MATCH),
    understands=of_stranger,
)
