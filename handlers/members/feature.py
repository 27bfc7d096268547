"""People: joining, approval, offices."""

from handlers.feature import Feature
from handlers.members.approval import APPROVE, MATCH
from handlers.members.board import APPOINT, APPOINT_BUTTON, INVITE
from handlers.members.claim import CLAIM
from handlers.members.handover import ACCEPT, DECLINE, HANDOVER, HANDOVER_BUTTON
from handlers.members.join import JOIN
from handlers.members.officers import OFFICER
from handlers.members.personal_codes import GIVE, PRINT, RENEW, REVOKE
from handlers.members.refusal import REFUSAL, REFUSE
from handlers.members.restore import AGREE, LOST, OBJECT
from handlers.members.typed_phone import CONFIRM, DENY, TYPED, of_stranger

FEATURE = Feature(
    "members",
    buttons=(
        APPROVE,
        REFUSE,
        INVITE,
        APPOINT_BUTTON,
        GIVE,
        REVOKE,
        PRINT,
        RENEW,
        CONFIRM,
        DENY,
        HANDOVER_BUTTON,
        ACCEPT,
        DECLINE,
        LOST,
        AGREE,
        OBJECT,
    ),
    flows=(JOIN, REFUSAL, APPOINT, CLAIM, TYPED, MATCH, HANDOVER, OFFICER),
    understands=of_stranger,
)
