"""The questions that a rehearsal can make stand, and the conversations that lead to them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """A question that stands: what is said beforehand to get to it, its flow.step,
    whom it is usually asked, and, where it is choices below a message, how the value of one of them begins.
    """

    name: str
    lead: tuple[str, ...]
    stands: str = ""
    role: str = "member"
    offers: str = ""


_QUESTIONS = (
    Question("danger", ("190/125",), "danger.signs", "member"),
    Question("rsvp", ("@reminder",), "", "member", "b/come/"),
    Question("reading_sure", ("không phải 185/95",), "reading.sure", "member"),
    Question("reading_whose", ("bà Mẩy 150/95",), "reading.whose", "treasurer"),
    Question("lower", ("160",), "reading.diastolic", "member"),
    Question("name", ("@code", "đồng ý", "đồng ý"), "join.name", "stranger"),
    Question("birth", ("@code", "đồng ý", "đồng ý", "Cà Thị Xuân"), "join.birth", "stranger"),
    Question("sex", ("@code", "đồng ý", "đồng ý", "Cà Thị Xuân", "1951"), "join.sex", "stranger"),
    Question("phone", ("@code", "đồng ý", "đồng ý", "Cà Thị Xuân", "1951", "nữ"), "join.phone", "stranger"),
    Question(
        "join_confirm",
        ("@code", "đồng ý", "đồng ý", "Cà Thị Xuân", "1951", "nữ", "0912 555 111"),
        "join.confirm",
        "stranger",
    ),
    Question("consent", ("@code",), "join.consent", "stranger"),
    Question("consent_health", ("@code", "đồng ý"), "join.health", "stranger"),
    Question("invite", ("người thân", "@press:Mời"), "kin.sees_readings", "member"),
    Question("erase", ("/xoadulieu",), "erase.sure", "member"),
    Question("loan_offer", ("@offer",), "", "member", "b/loan_"),
    Question("repay_sure", ("/thuno Ón 500k",), "repay.sure", "treasurer"),
    Question("repay_amount", ("/thuno Ón",), "repay.amount", "treasurer"),
    Question("repay_who", ("/thuno",), "repay.who", "treasurer"),
    Question(
        "unpay_which",
        ("/thuno Ón 500k", "đúng", "/thuno Ón 400k", "đúng", "/huyphieu"),
        "unpay.receipt",
        "treasurer",
    ),
    Question("unpay_sure", ("/thuno Ón 500k", "đúng", "huỷ phiếu số 1"), "unpay.sure", "treasurer"),
    Question("lend_rate", ("/chovay Inh 5tr",), "lend.rate", "treasurer"),
    Question("lend_method", ("/chovay Inh 5tr 0,5% 12 tháng",), "lend.method", "treasurer"),
    Question("lend_sure", ("/chovay Inh 5tr 0,5% 12 tháng", "1"), "lend.sure", "treasurer"),
    Question("broadcast", ("/thongbao",), "broadcast.body", "chair"),
    Question("broadcast_sure", ("/thongbao", "Mời các cụ đến họp"), "broadcast.sure", "chair"),
    Question("meeting_day", ("/hop",), "rule.rule", "chair"),
    Question("meeting_time", ("/hop", "ngày 25"), "rule.at", "chair"),
    Question("meeting_place", ("/hop", "ngày 25", "8h"), "rule.place", "chair"),
    Question("meeting_sure", ("/hop", "ngày 25", "8h", "nhà văn hoá"), "rule.sure", "chair"),
    Question("appoint_who", ("/hoivien", "@press:Giao chức vụ"), "appoint.who", "chair"),
    Question("list_line", ("@list",), "peoplelist.sure", "chair"),
    Question("took_part", ("/hoivien Inh", "@press:Tạm nghỉ"), "standing.to", "chair"),
)
"""A lead of "@press:…" presses the first button with these letters; "@list" sends a list of people."""
QUESTIONS: dict[str, Question] = {question.name: question for question in _QUESTIONS}


def question_of(typed: str) -> Question | None:
    """The question of that name, or of that flow and step ("repay.sure", "repay/sure");
    None where there is none.
    """
    wanted = typed.strip().lower().replace("/", ".")
    if not wanted:
        return None
    named = [q for q in _QUESTIONS if wanted in (q.name, q.stands)]
    steps = [q for q in _QUESTIONS if q.stands.rpartition(".")[2] == wanted]
    return named[0] if named else steps[0] if len(steps) == 1 else None
