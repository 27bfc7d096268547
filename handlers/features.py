"""All features, in the order of the menu."""

from __future__ import annotations

from club.messages.notices import Kind
from handlers.addresses.feature import FEATURE as ADDRESSES
from handlers.common.feature import Common
from handlers.conversation.router import Router
from handlers.conversation.wording import Wordings
from handlers.health.feature import FEATURE as HEALTH
from handlers.joining.feature import FEATURE as JOINING
from handlers.loans.feature import FEATURE as LOANS
from handlers.loans.service import WORDINGS as LOAN_NOTICES
from handlers.meetings.feature import FEATURE as MEETINGS
from handlers.meetings.reminding import REMINDER
from handlers.notices.feature import FEATURE as NOTICES
from handlers.offices.feature import FEATURE as OFFICES
from handlers.offices.service import TERM
from handlers.privacy.feature import FEATURE as PRIVACY
from handlers.relatives.feature import FEATURE as RELATIVES
from handlers.reports.feature import FEATURE as REPORTS
from handlers.roster.feature import FEATURE as ROSTER
from handlers.settings.feature import FEATURE as SETTINGS
from handlers.understanding import TABLE

WORDINGS: Wordings = {Kind.MEETING: REMINDER, Kind.TERM: TERM, **LOAN_NOTICES}
"""how each kind of planned notice comes by its words"""


def build_router() -> Router:
    """The router over every feature."""
    common = Common()
    router = Router(
        (
            HEALTH,
            MEETINGS,
            LOANS,
            ROSTER,
            JOINING,
            OFFICES,
            NOTICES,
            REPORTS,
            RELATIVES,
            ADDRESSES,
            SETTINGS,
            PRIVACY,
            common.feature,
        ),
        TABLE,
    )
    common.menu_with = router.menu
    common.menu_of = router.menu_of
    common.codes = router.codes
    return router
