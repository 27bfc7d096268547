"""How what was said is understood: the one ordered table of readers, in the order of harm.

Danger, stop, the standing question, buttons and numbers, readings, codes, commands, requests inside
sentences. The same table serves while nothing is asked and while a question stands; what a state leaves out
stands in its row. The page `docs/understanding.md` is checked against it.
"""

from __future__ import annotations

from handlers.conversation import readers as common
from handlers.conversation.hearing import Reader
from handlers.conversation.speaking import danger_answered, left_behind, who_speaks
from handlers.conversation.withholding import put_off
from handlers.health import correcting, emergencies, judging, told
from handlers.health import readers as health
from handlers.joining import approving
from handlers.joining import readers as joining
from handlers.loans import readers as loans
from handlers.loans.asked import asked_of_offer, worried_about_paying
from handlers.meetings import readers as meetings
from handlers.notices import asking, recalling
from handlers.offices import readers as offices
from handlers.privacy import readers as privacy
from handlers.privacy.withdrawing import withdrawn
from handlers.relatives.readers import sight_ended
from handlers.roster import readers as roster

TABLE: tuple[Reader, ...] = (
    Reader("document", common.document),
    Reader("button", common.press),
    Reader("danger", health.danger_first, unsure=True),
    Reader("violence", emergencies.violence, unsure=True),
    Reader("danger answered", danger_answered, unsure=True),
    Reader("danger pressed", emergencies.ill_pressed, unsure=True),
    Reader("left behind", left_behind, unsure=True),
    Reader("danger measured", emergencies.measured, unsure=True),
    Reader("who speaks", who_speaks, unsure=True),
    Reader("edited", health.edited),
    Reader("stop", common.stop),
    Reader("command", common.slash),
    Reader("label", common.label),
    Reader("back", common.back),
    Reader("recall", recalling.recalled),
    Reader("notice asked about", asking.asked_about),
    Reader("correction", correcting.correction),
    Reader("unhurt fall", told.unhurt_fall),
    Reader("doubted sign inside", told.doubted_sign, fresh=False),
    # while a question stands
    Reader("notice below", common.notice_number, fresh=False),
    Reader("reading inside", health.reading_inside, fresh=False),
    Reader("complaint inside", told.unwell_inside, fresh=False),
    Reader("help comes inside", emergencies.help_comes_inside, fresh=False),
    Reader("reading asked about inside", judging.reading_asked_about, fresh=False),
    Reader("thanks inside", common.thanks_inside, fresh=False),
    Reader("another payer", loans.told_instead, fresh=False),
    Reader("command inside", common.command_inside, fresh=False),
    Reader("put off", put_off, fresh=False),
    Reader("answer", common.answer, fresh=False),
    # while nothing is asked
    Reader("shared phone", joining.shared_contact, standing=False),
    Reader("attachment", common.attachment, standing=False),
    Reader("nothing", common.nothing, standing=False),
    Reader("code", joining.code, standing=False),
    Reader("protest", offices.protest, standing=False),
    Reader("lost below card", roster.lost_below_card, standing=False),
    Reader("approving", approving.approving, standing=False),
    Reader("offer", common.offer, standing=False),
    Reader("asked of offer", asked_of_offer, standing=False),
    Reader("sight ended", sight_ended, standing=False),
    Reader("withdrawn", withdrawn, standing=False),
    Reader("meeting told", meetings.told_meeting, standing=False),
    Reader("coming and reading", meetings.coming_and_reading, standing=False),
    Reader("coming or not", meetings.coming, standing=False),
    Reader("doubted sign", told.doubted_sign, standing=False),
    Reader("words", common.words, standing=False),
    Reader("offer agreed", common.offer_agreed, standing=False),
    Reader("take back", health.taken_back, standing=False),
    Reader("typed phone", joining.typed_phone, standing=False),
    Reader("reading", health.reading, standing=False),
    Reader("pulse", told.pulse, standing=False),
    Reader("log of somebody", health.pressure_of_somebody, standing=False),
    Reader("reading asked about", judging.reading_asked_about, standing=False),
    Reader("asked after", judging.asked_after, standing=False),
    Reader("measured", judging.measured, standing=False),
    Reader("signs asked about", told.signs_asked_about, standing=False),
    Reader("out of reach", told.out_of_reach, standing=False),
    Reader("told of member", roster.told_of_member, standing=False),
    Reader("small talk", common.talk, standing=False),
    Reader("money told", loans.told, standing=False),
    Reader("help comes", emergencies.help_comes, standing=False),
    Reader("signs gone", told.signs_gone, standing=False),
    Reader("worried about paying", worried_about_paying, standing=False),
    Reader("complaint", told.complaint, standing=False),
    Reader("leaving", privacy.leaving, standing=False),
    Reader("coming unasked", meetings.coming_unasked, standing=False),
    Reader("request", common.requested, standing=False),
    Reader("undecided", meetings.undecided, standing=False),
    Reader("number out of list", common.out_of_list, standing=False),
    Reader("perhaps danger", health.danger_perhaps, standing=False),
    Reader("something wrong", told.wrong, standing=False),
    Reader("nothing asked", common.nothing_asked, standing=False),
    Reader("like a code", joining.like_a_code, standing=False),
    Reader("not understood", common.not_understood, standing=False),
)
