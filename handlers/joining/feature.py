"""Joining: the club's code, the board's approval, personal codes, phone numbers on the list."""

from handlers.conversation.feature import Feature
from handlers.joining.application import JOIN, begin
from handlers.joining.approval import APPROVE, MATCH
from handlers.joining.claim import CLAIM, by_code
from handlers.joining.invite import INVITE, RENEW
from handlers.joining.personal_codes import GIVE, PRINT, REVOKE
from handlers.joining.refusal import REFUSAL, REFUSE
from handlers.joining.typed_phone import CONFIRM, DENY, TYPED
from handlers.members.spoken import spoken

FEATURE = Feature(
    "joining",
    commands=(
        spoken("marieng", GIVE, "joining.label_marieng", "joining.words_marieng", named=True),
        spoken("inma", PRINT, "joining.label_inma", "joining.words_inma"),
    ),
    buttons=(APPROVE, REFUSE, INVITE, GIVE, REVOKE, PRINT, RENEW, CONFIRM, DENY),
    flows=(JOIN, REFUSAL, CLAIM, TYPED, MATCH),
    codes={"member": begin, "office": begin, "person": by_code, "restore": by_code},
)
