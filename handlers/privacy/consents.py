"""`/dongy`: what I agreed to, purpose by purpose, given and withdrawn at any time (Law 91/2025/QH15)."""

from __future__ import annotations

from collections.abc import Sequence

from club.organisation.roles import Action
from club.people.consent import Purpose
from handlers.conversation.chat import Choice, Reply, Text, say, text
from handlers.conversation.feature import Button
from handlers.conversation.turn import Turn
from handlers.loans.service import notices_again
from storage.health import readings
from storage.people import consents, roster

_ASKED = (Purpose.HEALTH, Purpose.LOANS, Purpose.ORIGIN)
"""What can be withdrawn by itself; without MEMBERSHIP nothing is kept at all, which is `/xoadulieu`."""


async def show(turn: Turn, args: str) -> Sequence[Reply]:
    """The state of each purpose, with a choice to change it."""
    return [await card(turn)]


async def card(turn: Turn, *lead: Text) -> Reply:
    """What was agreed to, purpose by purpose."""
    newest = await consents.newest(turn.connection, turn.person.id)
    lines = []
    for purpose in Purpose:
        given, named = newest.get(purpose), text(f"privacy.purpose.{purpose.value}")
        state = {"granted": given.granted, "at": given.at} if given else {"granted": None, "at": None}
        lines.append(text("privacy.purpose_line", purpose=named, **state))
    choices: list[Choice] = []
    for purpose in _ASKED:
        granted = purpose in newest and newest[purpose].granted
        choices.append(
            _FLIPS[purpose].choice(
                "", "privacy.flip", purpose=text(f"privacy.purpose.{purpose.value}"), granted=granted
            )
        )
    choices.append(Choice("/xoadulieu", text("privacy.label_erase")))
    return Reply((*lead, text("privacy.consents", lines=lines)), tuple(choices))


async def _change(turn: Turn, purpose: Purpose, grant: bool) -> Sequence[Reply]:
    await consents.add_consent(
        turn.connection, turn.person.id, purpose, grant, turn.incoming.channel, turn.now
    )
    if purpose is Purpose.ORIGIN and not grant:
        await roster.forget_origin(turn.connection, turn.person.id)
    if purpose is Purpose.LOANS and grant:
        await notices_again(turn)
    await turn.reload()
    reply = await card(turn, text(f"privacy.{'granted' if grant else 'withdrawn'}.{purpose.value}"))
    if (
        purpose is Purpose.HEALTH
        and not grant
        and await readings.last(turn.connection, turn.person.id, limit=1)
    ):
        return [Reply(reply.texts, (DROP.choice("", "privacy.drop_readings"), *reply.choices))]
    return [reply]


async def withdraw(turn: Turn, purpose: Purpose) -> Sequence[Reply]:
    """Agrees no longer; what it means for the purpose is said, and what else was agreed to is shown."""
    return await _change(turn, purpose, False)


def _flip(purpose: Purpose) -> Button[str]:
    async def handle(turn: Turn, _: str) -> Sequence[Reply]:
        newest = await consents.newest(turn.connection, turn.person.id)
        grant = not (purpose in newest and newest[purpose].granted)
        return await _change(turn, purpose, grant)

    return Button(f"consent{purpose.value}", Action.SEE_SELF, handle, of_row=False)


async def _drop(turn: Turn, _: str) -> Sequence[Reply]:
    count = await readings.drop_all(turn.connection, turn.person.id)
    return [say("privacy.dropped_readings", count=count)]


_FLIPS = {purpose: _flip(purpose) for purpose in _ASKED}
FLIPS = tuple(_FLIPS.values())
DROP = Button("dropreadings", Action.SEE_SELF, _drop, of_row=False)
