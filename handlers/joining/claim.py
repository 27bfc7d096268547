"""Whoever stands on a club's list begins to use the bot: by the phone number that the messenger vouches
for, by a personal code, or, after a lost phone, by a code that two of the board gave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from club.errors import Refused
from club.messages.notices import Kind
from club.organisation.roles import Action, Office
from club.people.consent import Purpose
from club.people.names import given_name
from club.people.standing import Standing
from handlers.conversation.chat import Contact, Layout, Reply, Text, say
from handlers.conversation.dialogue import Answer, Flow, Leave, Step, answered, asks, option, start, yes_no
from handlers.conversation.reading import agreed, chosen_id, read_agreed
from handlers.conversation.turn import Turn
from handlers.joining.contacts import own_number
from handlers.meetings.service import plan_for_club
from handlers.members.namesakes import Known, told_apart
from handlers.members.open_codes import open_code
from handlers.members.service import board_changed
from storage.messages import addresses, redirect
from storage.organisation import codes
from storage.organisation.codes import Code
from storage.people import claims, consents, persons
from storage.people.claims import Listed
from storage.people.persons import Person


@dataclass(frozen=True, kw_only=True)
class Claiming:
    """Who of the people listed (`among`) somebody is.

    `code` is empty where the messenger vouches for the number; `restores`: it was given after a lost phone.
    """

    among: tuple[int, ...]
    code: str = ""
    restores: bool = False
    who: int | None = None
    consent: bool | None = None
    health: bool | None = None


async def by_contact(turn: Turn, contact: Contact) -> Sequence[Reply]:
    """A stranger shared a contact. Raises Refused where it is not their own, Misread for no number."""
    found = await claims.by_phone(turn.connection, own_number(contact))
    free = [listed for listed in found if not listed.uses_bot]
    if not free:
        return [say("joining.phone_in_use" if found else "joining.phone_not_listed")]
    among = tuple(listed.person.id for listed in free)
    return await start(turn, CLAIM, Claiming(among=among, who=among[0] if len(among) == 1 else None))


async def by_code(turn: Turn, code: Code) -> Sequence[Reply]:
    """Somebody typed a personal code, or one after a lost phone. Raises Refused where it leads nowhere."""
    assert code.person_id is not None
    known = turn.writer.person
    if known is not None:
        raise Refused(
            "addresses.same" if known.id == code.person_id else "addresses.taken", name=known.full_name
        )
    restores = code.purpose == "restore"
    await _free(turn, code.person_id, vouched=False, restores=restores)
    claiming = Claiming(among=(code.person_id,), who=code.person_id, code=code.code, restores=restores)
    if restores:
        person = await turn.recipient(code.person_id)
        claiming = replace(claiming, health=Purpose.HEALTH in person.consents)
    return await start(turn, CLAIM, claiming)


async def _claimed(turn: Turn, answers: Claiming) -> Listed:
    return await _free(turn, answered(answers.who), vouched=not answers.code, restores=answers.restores)


async def _free(turn: Turn, person_id: int, *, vouched: bool, restores: bool) -> Listed:
    """The person on the list. Raises Refused where they use the bot elsewhere, or stand on no list any more.

    A code of one of the board opens nothing that somebody has used before: who comes back with another phone
    needs the messenger's word (`vouched`) or two of the board (`restores`).
    """
    listed = await claims.by_id(turn.connection, person_id)
    if listed is None:
        raise Refused("joining.no_longer_listed")
    if (listed.uses_bot if vouched else listed.has_chat) and not restores:
        raise Refused("joining.phone_in_use")
    return listed


def apart_on_list(turn: Turn, found: Sequence[Listed]) -> list[tuple[Person, list[Text]]]:
    """People on a list as choices, namesakes told apart by small group and the end of the phone."""
    people = [one.person for one in found]
    known = [
        Known(p.full_name, p.birth_year, one.small_group, p.phone)
        for one, p in zip(found, people, strict=True)
    ]
    return list(zip(people, told_apart(turn, known), strict=True))


async def _ask_who(turn: Turn, answers: Claiming) -> Reply:
    found = [await claims.by_id(turn.connection, person_id) for person_id in answers.among]
    choices = (
        option(str(p.id), "members.who", name=p.full_name, year=p.birth_year, apart=more)
        for p, more in apart_on_list(turn, [one for one in found if one is not None])
    )
    return say("joining.ask_which_of_phone", *choices, option("none", "joining.none_of_them"))


async def _read_who(turn: Turn, answers: Claiming, given: Answer) -> int | Leave:
    if given.choice == "none":
        return Leave((say("joining.claim_not_me"),))
    return chosen_id(given, answers.among)


async def _ask_consent(turn: Turn, answers: Claiming) -> Reply:
    listed = await _claimed(turn, answers)
    return say(
        "joining.ask_restore" if answers.restores else "joining.ask_claim",
        option("yes", "members.agree"),
        option("other", "joining.not_this_person"),
        option("no", "members.disagree"),
        name=listed.person.full_name,
        year=listed.person.birth_year,
        club=listed.club,
        abroad=turn.around.abroad(turn.incoming.channel),
    )


async def _read_consent(turn: Turn, answers: Claiming, given: Answer) -> bool | Leave:
    if given.choice == "other":
        return Leave((say("joining.claim_not_me"),))
    return True if agreed(given) else Leave((say("joining.claim_refused"),))


async def _finish(turn: Turn, answers: Claiming) -> Sequence[Reply]:
    person_id = (await _claimed(turn, answers)).person.id
    if answers.code:
        code = await open_code(turn, answers.code)
        if isinstance(code, Reply):
            return [code]
        await codes.use_code(turn.connection, code.id, person_id, turn.now)
    if answers.restores:
        await _leave_old_places(turn, person_id)
    await codes.revoke_all_of(turn.connection, person_id, turn.now, ("person", "restore"))
    await addresses.link_address(turn.connection, turn.writer.address_id, person_id)
    if not answers.code:
        await persons.verify_phone(turn.connection, person_id)
    channel = turn.incoming.channel
    await consents.add_consent(turn.connection, person_id, Purpose.MEMBERSHIP, True, channel, turn.now)
    await consents.add_consent(
        turn.connection, person_id, Purpose.HEALTH, bool(answers.health), channel, turn.now
    )
    await turn.reload()
    return await _welcome(turn, restored=answers.restores)


async def _leave_old_places(turn: Turn, person_id: int) -> None:
    """The lost phone hears no more, and says so once: who did not ask for it must be able to object."""
    running = list(turn.around.channels)
    for old in await addresses.of_person(turn.connection, person_id, states=("active", "stopped")):
        await addresses.unlink(turn.connection, old.id)
        await redirect.leave_address(turn.connection, old.id, turn.now, running)
        if old.state == "active":
            turn.outgoing.append(
                turn.post.to_chat(
                    Kind.MEMBERSHIP,
                    f"restored:{turn.stamp}:{old.id}",
                    say("joining.restored_to_old"),
                    channel=old.channel,
                    address_id=old.id,
                    person=None,
                )
            )


async def _welcome(turn: Turn, *, restored: bool) -> Sequence[Reply]:
    person = turn.person
    await redirect.to_preferred(turn.connection, person.id, list(turn.around.channels), turn.now)
    for membership in turn.writer.memberships:
        if membership.standing is Standing.ACTIVE:
            turn.outgoing.extend(
                await plan_for_club(
                    turn.connection, turn.post, turn.around.rules, membership.club_id, [person.id]
                )
            )
    if turn.writer.holds(*Office):
        board_changed(turn, person, turn.incoming.channel, turn.writer.address_id)
    if restored and turn.membership is not None:
        for leader in await turn.office_holders(turn.club_id, *Office):
            if leader.person.id != person.id:
                done = say("joining.restored_to_board", name=person.full_name)
                turn.tell(Kind.MEMBERSHIP, f"restored:{turn.stamp}", leader, done)
        return [say("joining.restored", name=given_name(person.full_name))]
    return [say("joining.claimed", name=given_name(person.full_name))]


ASK_HEALTH = asks("joining.ask_health_consent", *yes_no("members.agree", "members.disagree"))
CLAIM = Flow(
    "claim",
    Action.JOIN,
    Claiming,
    (
        Step("who", _ask_who, _read_who),
        Step("consent", _ask_consent, _read_consent),
        Step("health", ASK_HEALTH, read_agreed),
    ),
    _finish,
)


def asks_for_phone(reply: Reply) -> Reply:
    """The same words with the button that shares one's own number, where the messenger has one."""
    return Reply(reply.texts, reply.choices, Layout.CONTACT)
