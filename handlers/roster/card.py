"""The board's list of people: by small group, by part of a name, and each person's card."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from club.organisation.roles import Action, Office, Target
from club.people.names import find_named, sort_key
from club.people.roster import group_key
from club.people.standing import ENDED, Standing
from handlers.conversation.chat import Choice, Reply, Text, say, text
from handlers.conversation.dialogue import still_there
from handlers.conversation.feature import Button, its_club
from handlers.conversation.turn import Turn
from handlers.joining.buttons import INVITE, PERSONAL_CODE, PRINT_CARDS, application
from handlers.loans.buttons import OWED
from handlers.members.buttons import STANDING
from handlers.members.listed import told
from handlers.members.namesakes import of_entry, told_apart
from handlers.offices.buttons import APPOINT, HAND_OVER, LOST_PHONE
from handlers.offices.service import named_terms
from handlers.relatives.buttons import ON_PAPER
from handlers.roster import buttons
from storage.organisation import clubs
from storage.people import roster
from storage.people.roster import Entry
from storage.records import audit

SHOWN = 8
"""people offered as choices; of more a longer part of the name is asked for"""
APPLICATIONS = 5


async def show(turn: Turn, args: str) -> Sequence[Reply]:
    """`/hoivien [part of a name]`: the list by small group, or those who are called so."""
    everybody = await roster.entries(turn.connection, turn.club_id)
    await _note_listed(turn)
    if turn.membership is not None and not turn.may(Action.SEE_ROSTER):
        return _of_leader(turn.membership.leads or "", everybody)
    if args:
        return await _search(turn, everybody, args)
    club = await clubs.get_club(turn.connection, turn.club_id)
    active = [e for e in everybody if e.standing is Standing.ACTIVE]
    pending = [e for e in everybody if e.standing is Standing.PENDING]
    away = [e for e in everybody if e.standing is Standing.SUSPENDED]
    head = text("roster.head", club=club.name, count=len(active), pending=len(pending))
    lists = [
        text("roster.group", group=group, names=[_line(e) for e in found])
        for group, found in by_group(active)
    ]
    if away:
        lists.append(text("roster.away", names=[_line(e) for e in away]))
    choices = [INVITE.choice("", "joining.invite_button")]
    if turn.may(Action.EDIT_ROSTER):
        choices.insert(0, buttons.ADD.choice("", "roster.add_button"))
        if not all(e.has_chat for e in active):
            choices.append(PRINT_CARDS.choice("", "joining.print_button"))
    choices.append(buttons.EXPORT.choice("", "roster.export_button"))
    if turn.may(Action.APPOINT):
        choices.append(APPOINT.choice("", "offices.appoint_button"))
        choices.append(HAND_OVER.choice("", "offices.handover_button"))
    replies = [Reply((head, *lists, text("roster.how_to_find")), tuple(choices))]
    return [*replies, *(application(e.membership_id, e.described, club.name) for e in pending[:APPLICATIONS])]


async def _note_listed(turn: Turn) -> None:
    since = turn.local.replace(hour=0, minute=0, second=0, microsecond=0)
    if not await audit.noted_since(
        turn.connection, "listed", by=turn.person.id, club_id=turn.club_id, since=since
    ):
        await turn.note("listed")


def _of_leader(group: str, everybody: Sequence[Entry]) -> Sequence[Reply]:
    """What the leader of a small group sees: who is in it, and how to call them."""
    own = [e for e in everybody if e.small_group == group and e.standing is Standing.ACTIVE]
    return [say("roster.own_group", group=group, names=[_line(e, with_phone=True) for e in own])]


def by_group(found: Sequence[Entry]) -> list[tuple[str, list[Entry]]]:
    """The people of each small group, groups in Vietnamese order; who is in none comes last."""
    named = sorted((e for e in found if e.small_group), key=lambda e: (group_key(_group(e)), _group(e)))
    groups = [
        (name, sorted(people, key=lambda e: sort_key(e.full_name))) for name, people in groupby(named, _group)
    ]
    without = [e for e in found if not e.small_group]
    return [*groups, *([("", without)] if without else [])]


def _group(line: Entry) -> str:
    return line.small_group or ""


def _line(line: Entry, *, with_phone: bool = False) -> Text:
    office = min(line.offices, key=list(Office).index) if line.offices else None
    return text(
        "roster.line",
        name=line.full_name,
        year=line.birth_year,
        office=text(f"members.office.{office.value}") if office else "",
        phone=line.phone if with_phone else None,
        leads=line.leads_group,
    )


async def _search(turn: Turn, everybody: Sequence[Entry], typed: str) -> Sequence[Reply]:
    listed = [e for e in everybody if e.standing is not Standing.REFUSED]
    found = find_named(listed, typed, lambda e: (e.full_name, e.birth_year))
    return [await opened(turn, found[0])] if len(found) == 1 else [named_choices(turn, found, typed)]


def named_choices(turn: Turn, found: Sequence[Entry], typed: str) -> Reply:
    """The cards of those who are called so; or that nobody is."""
    if not found:
        return say("members.who_unknown", name=typed[:60])
    shown = found[:SHOWN]
    apart = told_apart(turn, [of_entry(e) for e in shown])
    choices = [choice(e, more) for e, more in zip(shown, apart, strict=True)]
    return say("roster.found", *choices, count=len(found), more=len(found) - len(choices))


def choice(line: Entry, apart: Sequence[Text] = ()) -> Choice:
    """Opens somebody's card; told apart by year of birth, and by standing where they are no member now.

    `apart`: what else tells namesakes apart.
    """
    standing = "" if line.standing is Standing.ACTIVE else text(f"members.standing.{line.standing.value}")
    return CARD.choice(
        line.membership_id,
        "roster.who",
        name=line.full_name,
        year=line.birth_year,
        standing=standing,
        apart=list(apart),
    )


def card(turn: Turn, line: Entry, *lead: Text) -> Reply:
    """Everything the list holds of one person, and what the reader may do with it."""
    offices = named_terms([(o, line.terms.get(o)) for o in Office if o in line.offices])
    soon = line.card_expires_on is not None and line.card_expires_on < turn.today
    described = text(
        "roster.card",
        **told(line.values),
        offices=offices,
        expired=soon,
        standing=text(f"members.standing.{line.standing.value}"),
        since=line.standing_since or line.since,
        uses_bot=line.uses_bot,
    )
    return Reply((*lead, described), _choices(turn, line))


def _choices(turn: Turn, line: Entry) -> tuple[Choice, ...]:
    """What the reader may do with the line."""
    club, active = Target(line.club_id), line.standing is Standing.ACTIVE
    somebody_else = line.person_id != turn.person.id
    choices: list[Choice] = []
    if turn.may(Action.EDIT_ROSTER, club) and line.standing in {Standing.ACTIVE, *ENDED}:
        choices.append(buttons.EDIT.choice(line.membership_id, "roster.edit_button"))
        if active and not line.has_chat:
            choices.append(PERSONAL_CODE.choice(line.membership_id, "members.code_button"))
        if somebody_else:
            key = "roster.standing_button" if active else "roster.return_button"
            choices.append(STANDING.choice(line.membership_id, key))
        if somebody_else and active:
            choices.append(ON_PAPER.choice(line.membership_id, "relatives.paper_button"))
    if turn.may(Action.TAKE_REPAYMENT, club) and line.standing not in {Standing.PENDING, Standing.REFUSED}:
        choices.append(OWED.choice(line.membership_id, "loans.card_button"))
    if turn.may(Action.RESTORE, club) and active and line.has_chat and somebody_else:
        choices.append(LOST_PHONE.choice(line.membership_id, "offices.lost_button"))
    return tuple(choices)


async def line_of(turn: Turn, membership_id: int) -> Entry:
    """The line that a question is about. Raises Refused where it is gone by now."""
    return still_there(await roster.entry(turn.connection, membership_id))


async def _open(turn: Turn, line: Entry) -> Sequence[Reply]:
    return [await opened(turn, line)]


async def opened(turn: Turn, line: Entry) -> Reply:
    """The card, and a line in the record that it was looked at."""
    await turn.note("looked", about=line.person_id)
    return card(turn, line)


CARD = Button("card", Action.SEE_ROSTER, _open, its_club, load=roster.entry)
