"""Offices: giving them, handing the chair over, help after a lost phone, the association's officers."""

from handlers.conversation.feature import Feature
from handlers.members.spoken import spoken
from handlers.offices.board import APPOINT, APPOINT_BUTTON
from handlers.offices.handover import ACCEPT, DECLINE, HANDOVER, HANDOVER_BUTTON
from handlers.offices.officers import OFFICER, begin_office
from handlers.offices.restore import AGREE, DISAGREE, LOST, LOST_PHONE, OBJECT

FEATURE = Feature(
    "offices",
    commands=(
        spoken("bangiao", HANDOVER_BUTTON, "offices.label_bangiao", "offices.words_bangiao"),
        spoken("chucvu", APPOINT_BUTTON, "offices.label_chucvu", "offices.words_chucvu"),
        spoken("matmay", LOST, "offices.label_matmay", "offices.words_matmay", named=True),
    ),
    buttons=(APPOINT_BUTTON, HANDOVER_BUTTON, ACCEPT, DECLINE, LOST, AGREE, DISAGREE, OBJECT),
    flows=(APPOINT, HANDOVER, OFFICER, LOST_PHONE),
    codes={"officer": begin_office},
)
