"""Everything that is stored about one person, table by table, and how it is erased.

Each column that refers to a person is named here once: either the row is about that person (`SUBJECT`),
or that person merely did something to it (`ACTOR`). A test holds that none is forgotten.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa
from markupsafe import Markup

from club.messages.message import EMPTIED, Message
from club.messages.notices import Reason
from club.people.fields import Kept, erased
from club.people.standing import Standing
from storage.database.engine import Connection
from storage.schema import (
    address,
    attendance,
    audit,
    claim,
    code,
    consent,
    dialogue,
    erasure,
    fund_entry,
    kinship,
    link_code,
    loan,
    membership,
    metadata,
    office,
    officer,
    outbox,
    people_list,
    person,
    proposal,
    reading,
    repayment,
    wrong_code,
)

SUBJECT: dict[str, tuple[str, ...]] = {
    "address": ("person_id",),
    "attendance": ("person_id",),
    "audit": ("subject_id",),
    "broadcast": ("author_id",),
    "claim": ("person_id",),
    "code": ("person_id",),
    "consent": ("person_id",),
    "erasure": ("person_id",),
    "kinship": ("member_id", "relative_id"),
    "link_code": ("person_id",),
    "loan": ("person_id",),
    "membership": ("person_id",),
    "office": ("person_id",),
    "officer": ("person_id",),
    "outbox": ("person_id",),
    "proposal": ("person_id",),
    "reading": ("person_id",),
}
ACTOR: dict[str, tuple[str, ...]] = {
    "audit": ("actor_id",),
    "claim": ("answered_by",),
    "code": ("used_by",),
    "consent": ("recorded_by",),
    "fund_entry": ("recorded_by",),
    "kinship": ("ended_by", "recorded_by"),
    "loan": ("recorded_by",),
    "meeting_rule": ("set_by",),
    "membership": ("decided_by",),
    "office": ("appointed_by",),
    "people_list": ("sent_by",),
    "proposal": ("made_by", "answered_by"),
    "reading": ("recorded_by",),
    "repayment": ("recorded_by", "reversed_by"),
}
_HIDDEN = {"code": {"code"}, "link_code": {"code"}}
"""What would let somebody else in."""


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date | time) else value


def _row(table: sa.Table, row: Any) -> dict[str, Any]:
    values = {
        c.name: _plain(getattr(row, c.name))
        for c in table.columns
        if c.name not in _HIDDEN.get(table.name, ())
    }
    if table is outbox:
        message = Message.from_json(row.body)
        values["body"] = {"text": message.text}
        if message.choices:
            values["body"]["choices"] = [[c.value, c.label] for c in message.choices]
    return values


async def _rows(
    connection: Connection, table: sa.Table, condition: sa.ColumnElement[bool]
) -> list[dict[str, Any]]:
    key = next(iter(table.primary_key.columns))
    return [_row(table, r) for r in await connection.execute(sa.select(table).where(condition).order_by(key))]


async def all_about(connection: Connection, person_id: int) -> dict[str, list[dict[str, Any]]]:
    """Every row about this person, by table; instants in UTC.

    Rows that they merely wrote about others are not theirs.
    """
    found = {"person": await _rows(connection, person, person.c.id == person_id)}
    for name, columns in SUBJECT.items():
        table = metadata.tables[name]
        found[name] = await _rows(
            connection, table, sa.or_(*(table.c[column] == person_id for column in columns))
        )
    own_chats = sa.select(address.c.id).where(address.c.person_id == person_id)
    for table in (dialogue, wrong_code):
        found[table.name] = await _rows(connection, table, table.c.address_id.in_(own_chats))
    own_loans = sa.select(loan.c.id).where(loan.c.person_id == person_id)
    for table in (repayment, fund_entry):
        found[table.name] = await _rows(connection, table, table.c.loan_id.in_(own_loans))
    return {name: rows for name, rows in found.items() if rows}


KEPT = frozenset({"id", "full_name", "created_at"})
"""what stays of the row of whoever is erased, the name as a number; every other column is emptied"""


async def erase(
    connection: Connection, person_id: int, *, nameless: str, now: datetime, today: date
) -> list[int]:
    """Erases this person: what remains of loans, repayments and the fund names nobody.

    Answers the chats they wrote from.

    `nameless` stands where the name stood.
    """
    name = (
        await connection.execute(sa.select(person.c.full_name).where(person.c.id == person_id))
    ).scalar_one()
    chats = [
        r.id
        for r in await connection.execute(sa.select(address.c.id).where(address.c.person_id == person_id))
    ]
    await _end(connection, person_id, now, today)
    for table, condition in (
        (dialogue, dialogue.c.address_id.in_(chats)),
        (wrong_code, wrong_code.c.address_id.in_(chats)),
        (claim, sa.or_(claim.c.person_id == person_id, claim.c.address_id.in_(chats))),
        (reading, reading.c.person_id == person_id),
        (attendance, attendance.c.person_id == person_id),
        (link_code, link_code.c.person_id == person_id),
    ):
        await connection.execute(sa.delete(table).where(condition))
    await _forget_messages(connection, person_id, name, now)
    await connection.execute(
        sa.update(address)
        .where(address.c.person_id == person_id)
        .values(person_id=None, preferred_at=None, heard_at=None, agreed_at=None)
    )
    chats += await _left_empty(connection, chats)
    await connection.execute(
        sa.update(person)
        .where(person.c.id == person_id)
        .values({c.name: None if c.nullable else False for c in person.c if c.name not in KEPT})
    )
    await connection.execute(sa.update(person).where(person.c.id == person_id).values(full_name=nameless))
    return chats


async def _left_empty(connection: Connection, chats: list[int]) -> list[int]:
    """The other rows of chats in which nobody is left: a shared phone's own row, and of those who left it."""
    gone, other = address.alias(), address.alias()
    same = sa.and_(address.c.channel == gone.c.channel, address.c.external_id == gone.c.external_id)
    still = sa.exists(
        sa.select(other.c.id).where(
            other.c.channel == address.c.channel,
            other.c.external_id == address.c.external_id,
            other.c.person_id.is_not(None),
        )
    )
    rows = await connection.execute(
        sa.select(address.c.id)
        .join(gone, same)
        .where(gone.c.id.in_(chats), address.c.id.not_in(chats), sa.not_(still))
        .distinct()
    )
    return [r.id for r in rows]


async def _end(connection: Connection, person_id: int, now: datetime, today: date) -> None:
    """Memberships, offices, agreements and codes end, and lose what describes the person."""
    for statement in (
        sa.update(membership)
        .where(membership.c.person_id == person_id)
        .values(
            standing=Standing.LEFT.value,
            reason=None,
            **erased(Kept.MEMBERSHIP),
            standing_since=now,
        ),
        sa.update(office)
        .where(office.c.person_id == person_id, office.c.to_on.is_(None))
        .values(to_on=today),
        sa.update(officer)
        .where(officer.c.person_id == person_id, officer.c.to_on.is_(None))
        .values(to_on=today),
        sa.update(kinship)
        .where(sa.or_(kinship.c.member_id == person_id, kinship.c.relative_id == person_id))
        .values(
            ended_at=sa.func.coalesce(kinship.c.ended_at, now, type_=kinship.c.ended_at.type),
            calls=None,
            witness=None,
        ),
        sa.update(consent).where(consent.c.person_id == person_id).values(witness=None),
        sa.update(code).where(code.c.person_id == person_id).values(expires_at=now, grants=sa.null()),
        sa.update(proposal)
        .where(proposal.c.person_id == person_id, proposal.c.answered_at.is_(None))
        .values(answered_at=now),
        sa.update(people_list).where(people_list.c.sent_by == person_id).values(rows=sa.null(), name=""),
        sa.update(audit).where(audit.c.subject_id == person_id).values(detail=None),
    ):
        await connection.execute(statement)


def _words(body: Any) -> Iterator[str]:
    if isinstance(body, str):
        yield body
    elif isinstance(body, list | dict):
        for inside in body.values() if isinstance(body, dict) else body:
            yield from _words(inside)


def _quoted(name: str) -> str:
    return json.dumps(name)[1:-1].replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


async def _forget_messages(connection: Connection, person_id: int, name: str, now: datetime) -> None:
    """Messages to the person, and those to others that name them, are emptied; what still waits is dropped.

    "Lò Thị An" is not named by "Lò Thị Anh".
    """
    spelled = {name, str(Markup.escape(name))}  # as it was typed, and as a message shows it
    named = sa.or_(*(sa.cast(outbox.c.body, sa.Text).like(f"%{_quoted(s)}%", escape="\\") for s in spelled))
    rows = await connection.execute(sa.select(outbox.c.id, outbox.c.body).where(named))
    whole = re.compile("|".join(rf"(?<!\w){re.escape(s)}(?!\w)" for s in spelled))
    about = [r.id for r in rows if any(whole.search(words) for words in _words(r.body))]
    theirs = sa.or_(outbox.c.person_id == person_id, outbox.c.id.in_(about))
    await connection.execute(
        sa.update(outbox)
        .where(theirs, outbox.c.state == "queued")
        .values(state="cancelled", reason=Reason.ERASED.value, ended_at=now)
    )
    await connection.execute(sa.update(outbox).where(theirs).values(body=EMPTIED.to_json(), last_error=None))


# --- erasures that wait


async def ask_erasure(connection: Connection, person_id: int, now: datetime, due_at: datetime) -> int:
    """Notes the wish; it is carried out when it is due."""
    values = {"person_id": person_id, "asked_at": now, "due_at": due_at}
    return int(
        (await connection.execute(sa.insert(erasure).values(**values).returning(erasure.c.id))).scalar_one()
    )


async def waiting_erasure(connection: Connection, person_id: int) -> datetime | None:
    """When the person will be erased, if they asked for it and have not thought better of it."""
    found = await connection.execute(
        sa.select(erasure.c.due_at).where(
            erasure.c.person_id == person_id, erasure.c.cancelled_at.is_(None), erasure.c.done_at.is_(None)
        )
    )
    due: datetime | None = found.scalar()
    return due


async def cancel_erasure(connection: Connection, person_id: int, now: datetime) -> bool:
    """The person stays; False where nothing was waiting."""
    result = await connection.execute(
        sa.update(erasure)
        .where(
            erasure.c.person_id == person_id, erasure.c.cancelled_at.is_(None), erasure.c.done_at.is_(None)
        )
        .values(cancelled_at=now)
    )
    return result.rowcount > 0


async def due_erasures(connection: Connection, now: datetime) -> list[tuple[int, int]]:
    """(erasure, person) of those whose time has come."""
    rows = await connection.execute(
        sa.select(erasure.c.id, erasure.c.person_id).where(
            erasure.c.due_at <= now, erasure.c.cancelled_at.is_(None), erasure.c.done_at.is_(None)
        )
    )
    return [(r.id, r.person_id) for r in rows]


async def note_erased(connection: Connection, erasure_id: int, chats: list[int], now: datetime) -> None:
    """Done; `chats` are forgotten as well, once the last message has reached them."""
    await connection.execute(
        sa.update(erasure).where(erasure.c.id == erasure_id).values(done_at=now, addresses=chats)
    )


async def forget_chats(connection: Connection) -> int:
    """Forgets the chats of erased people to which nothing more is on its way. Answers how many."""
    forgotten = 0
    rows = await connection.execute(
        sa.select(erasure.c.id, erasure.c.addresses).where(
            erasure.c.done_at.is_not(None), erasure.c.addresses.is_not(None)
        )
    )
    for r in rows.all():
        on_its_way = sa.and_(
            outbox.c.address_id.in_(r.addresses or []), outbox.c.state.in_(("queued", "sending"))
        )
        if (await connection.execute(sa.select(outbox.c.id).where(on_its_way).limit(1))).first() is not None:
            continue
        for address_id in r.addresses or []:
            result = await connection.execute(
                sa.update(address)
                .where(address.c.id == address_id, address.c.person_id.is_(None))
                .values(external_id=f"erased:{address_id}", state="stopped")
            )
            await connection.execute(sa.delete(dialogue).where(dialogue.c.address_id == address_id))
            forgotten += result.rowcount
        await connection.execute(sa.update(erasure).where(erasure.c.id == r.id).values(addresses=sa.null()))
    return forgotten
