"""`/dulieu`: everything that is stored about me, as a file to read and as one for machines."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from club.organisation.roles import Office
from handlers.conversation.chat import Choice, File, Reply, Text, text
from handlers.conversation.pdf import readable
from handlers.conversation.turn import Turn
from handlers.loans.service import position_of, terms_args
from handlers.members.listed import told
from handlers.privacy.looks import line as look_line
from storage.health import readings
from storage.messages import outbox
from storage.money import loans, repayments
from storage.organisation import clubs
from storage.people import consents, kinships, roster
from storage.records import audit, personal_data

PDF, JSON = "application/pdf", "application/json"
MESSAGES = 100
"""the newest messages in the readable file; the other one holds all"""
Section = tuple[Text, list[Text]]


async def sections_of(turn: Turn) -> list[Section]:
    """What is stored, by headings, in words."""
    me = turn.person.id
    found: list[Section] = [(text("privacy.head_person"), await _person(turn))]
    given = await consents.history(turn.connection, me)
    found.append((text("privacy.head_consents"), [consent_line(turn, c) for c in given]))
    rows = await readings.last(turn.connection, me, limit=10_000)
    pressures = [
        text(
            "health.line",
            at=r.taken_at,
            systolic=r.pressure.systolic,
            diastolic=r.pressure.diastolic,
            pulse=r.pressure.pulse,
            by=r.recorder if r.recorded_by != me else "",
        )
        for r in rows
    ]
    found.append((text("privacy.head_readings"), pressures))
    found.append((text("privacy.head_loans"), await _loans(turn)))
    found.append((text("privacy.head_relatives"), await _relatives(turn)))
    messages = await outbox.latest(turn.connection, limit=MESSAGES, person_id=me)
    sent = [
        text("privacy.message", at=m.ended_at or m.not_before, kind=text(f"notices.kind.{m.kind}"))
        for m in messages
    ]
    found.append((text("privacy.head_messages"), sent))
    looks = await audit.about_person(turn.connection, me, limit=500)
    found.append((text("privacy.head_looks"), [look_line(entry) for entry in looks]))
    return [(head, lines) for head, lines in found if lines]


def consent_line(turn: Turn, given: consents.Given) -> Text:
    """One consent or withdrawal, with when, where, and the witness of one on paper."""
    return text(
        "privacy.consent_line",
        at=given.at,
        purpose=text(f"privacy.purpose.{given.purpose.value}"),
        granted=given.granted,
        where=turn.around.title(given.channel) if given.channel != "paper" else "",
        witness=given.witness,
        version=given.text_version,
    )


async def _person(turn: Turn) -> list[Text]:
    person = turn.person
    lines = [
        text(
            "common.profile",
            full_name=person.full_name,
            birth_year=person.birth_year,
            phone=person.phone,
            sex=person.sex,
        )
    ]
    for membership in turn.writer.memberships:
        club = await clubs.get_club(turn.connection, membership.club_id)
        offices = [text(f"members.office.{o.value}") for o in Office if o in membership.offices]
        lines.append(
            text(
                "common.profile_club",
                club=club.name,
                commune=club.commune,
                standing=text(f"members.standing.{membership.standing.value}"),
                office=offices[0] if offices else "",
            )
        )
        for entry in await roster.entries(turn.connection, membership.club_id):
            if entry.person_id == person.id:
                lines.append(text("privacy.listed", **told(entry.values), since=entry.since))
    return lines


async def _loans(turn: Turn) -> list[Text]:
    lines: list[Text] = []
    for loan in await loans.of_person(
        turn.connection, turn.person.id, ("proposed", "active", "settled", "declined")
    ):
        where = await position_of(turn.connection, loan, turn.post)
        lines.append(text("loans.summary", left=where.outstanding_principal, **terms_args(loan)))
        paid = (await repayments.payments(turn.connection, [loan.id]))[loan.id]
        lines += [text("privacy.paid", on=p.paid_on, amount=p.amount) for p in paid]
    return lines


async def _relatives(turn: Turn) -> list[Text]:
    following = await kinships.relatives_of(turn.connection, [turn.person.id])
    followed = await kinships.followed_by(turn.connection, turn.person.id)
    return [
        *(text("privacy.followed_by", name=kin.name) for kin in following),
        *(text("privacy.follows", name=kin.name) for kin in followed),
    ]


def _in_words(turn: Turn, sections: Sequence[Section]) -> list[tuple[str, list[str]]]:
    voice = turn.around.texts.voice(turn.person, turn.today)
    return [
        (voice.say(head).striptags(), [_kept_lines(str(voice.say(line))) for line in lines])
        for head, lines in sections
    ]


def _kept_lines(html: str) -> str:
    """Without mark-up, its line breaks kept."""
    return "\n".join(Markup(part).striptags() for part in html.split("\n"))


async def send_all(turn: Turn, args: str) -> Sequence[Reply]:
    """The answer to `/dulieu`: two files; in words where no file can be sent."""
    sections = await sections_of(turn)
    everything = await personal_data.all_about(turn.connection, turn.person.id)
    made = {"made_at": turn.now.isoformat(), "about": turn.person.full_name, "stored": everything}
    as_json = json.dumps(made, ensure_ascii=False, indent=1).encode()
    title = turn.label(text("privacy.file_title", name=turn.person.full_name, at=turn.now))
    as_pdf = await asyncio.to_thread(readable, title, _in_words(turn, sections))
    name = _file_name(turn.now)
    said = [line for head, lines in sections for line in (text("privacy.heading", head=head), *lines)]
    choices = (
        Choice("/dongy", text("privacy.label_consents")),
        Choice("/aixem", text("privacy.label_looks")),
        Choice("/xoadulieu", text("privacy.label_erase")),
    )
    to_read = File(as_pdf, f"{name}.pdf", PDF, instead=Text("privacy.words", {"lines": said}))
    for_machines = File(as_json, f"{name}.json", JSON, instead=text("privacy.no_file"))
    return [
        Reply((text("privacy.here_it_is"),), file=to_read),
        Reply((text("privacy.for_machines"),), choices, file=for_machines),
    ]


def _file_name(now: datetime) -> str:
    return f"du-lieu-{now:%Y-%m-%d}"
