"""What belongs to no single feature: start, menu, help, who I am here, why I got this."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from club.errors import Refused
from club.messages.notices import ANSWERS, Kind
from club.organisation.codes import find_code, read_code
from club.organisation.roles import Action, Office
from club.people.names import given_name
from club.vietnamese.said import hear
from handlers.addresses.service import begin_linking
from handlers.conversation.chat import Choice, Reply, say, text
from handlers.conversation.feature import Command, Feature
from handlers.conversation.turn import Turn
from handlers.conversation.wording import why as why_sent
from handlers.joining.service import asks_for_phone, unknown_code, waiting_until
from handlers.members.open_codes import closed
from storage.messages import addresses, outbox
from storage.organisation import clubs, codes
from storage.organisation.codes import Code
from storage.people import memberships

SHOWN_REASONS = 4
SHOWN_WAITING = 1
LOOKED_AT = 60
"""of the newest notices, answers not counted; what came last is among them"""
WHERE = Choice("/ketnoi", text("addresses.label"))
DATA = Choice("/dulieu", text("privacy.label_data"))


def _help_for(turn: Turn) -> str:
    """The key of the help for this person's role; each names only what the person's menu holds (`may`)."""
    if turn.writer.holds(*Office):
        return "common.help_board"
    return "common.help_officer" if turn.writer.units and turn.membership is None else "common.help_member"


class Common:
    """Holds the router's menu and what codes lead to, which depend on all features."""

    menu_with: Callable[..., Awaitable[Reply]]
    menu_of: Callable[[Turn], Sequence[Command]]
    codes: Mapping[str, Callable[[Turn, Code], Awaitable[Sequence[Reply]]]]

    async def start(self, turn: Turn, args: str) -> Sequence[Reply]:
        """`/start [code]`: the way in; with a code straight to the question of joining."""
        if args:
            return await self._by_code(turn, args)
        if turn.writer.person is None:
            return [asks_for_phone(say("common.welcome_stranger"))]
        return [
            await self.menu_with(turn, text("common.welcome_back", name=given_name(turn.person.full_name)))
        ]

    async def _by_code(self, turn: Turn, typed: str) -> Sequence[Reply]:
        code = find_code(hear(typed)) or read_code(typed)
        if code is None:
            return [say("members.code_unknown")]
        until = await waiting_until(turn)
        if until is not None:
            return [say("members.code_wait", until=until)]
        link = await addresses.find_link_code(turn.connection, code)
        if link is not None:
            return await begin_linking(turn, link)
        found = await codes.find_code(turn.connection, code)
        if found is None:
            return await unknown_code(turn, code)
        if found.state(turn.now) != "open":
            raise Refused(closed(found, turn.now))
        return await self.codes[found.purpose](turn, found)

    async def menu(self, turn: Turn, args: str) -> Sequence[Reply]:
        """`/menu`: what can be done here."""
        return [await self.menu_with(turn)]

    async def help(self, turn: Turn, args: str) -> Sequence[Reply]:
        """`/trogiup`: how to speak with the bot, and a human to turn to."""
        person = turn.writer.person
        if person is None:
            return [say("common.help_stranger")]
        membership = turn.membership
        chair = None
        if membership is not None:
            found = await memberships.members(turn.connection, membership.club_id)
            chair = next(
                (m.person for m in found if Office.CHAIR in m.offices and m.person.id != person.id), None
            )
        may = [command.name for command in self.menu_of(turn)]
        return [
            await self.menu_with(
                turn,
                text(_help_for(turn), may=may),
                *(
                    [text("common.help_person", name=chair.full_name, phone=chair.phone)]
                    if chair and chair.phone
                    else []
                ),
            )
        ]

    async def profile(self, turn: Turn, args: str) -> Sequence[Reply]:
        """`/hoso`: what the club holds about me."""
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
        for m in turn.writer.memberships:
            club = await clubs.get_club(turn.connection, m.club_id)
            offices = sorted(m.offices, key=list(Office).index)
            lines.append(
                text(
                    "common.profile_club",
                    club=club.name,
                    commune=club.commune,
                    standing=text(f"members.standing.{m.standing.value}"),
                    office=text(f"members.office.{offices[0].value}") if offices else "",
                )
            )
        lines.append(
            text("common.profile_consents", health="health" in {p.value for p in turn.writer.consents})
        )
        return [Reply(tuple(lines), (WHERE, DATA))]

    async def why(self, turn: Turn, args: str) -> Sequence[Reply]:
        """`/visao`: why the last notices came, or did not."""
        found = await outbox.latest(
            turn.connection, limit=LOOKED_AT, person_id=turn.person.id, besides=ANSWERS
        )
        over = sorted((e for e in found if e.ended_at), key=lambda e: (e.ended_at, e.id), reverse=True)
        waiting = sorted((e for e in found if not e.ended_at), key=lambda e: (e.not_before, e.id))
        notices = [*waiting[:SHOWN_WAITING], *over[:SHOWN_REASONS]]
        if not notices:
            return [say("common.why_none")]
        wordings = turn.around.wordings
        lines = [
            text(
                "common.why_line",
                at=e.ended_at or e.not_before,
                kind=text(f"notices.kind.{e.kind}"),
                state=text(f"notices.state.{e.state}"),
                reason=text(f"notices.reason.{e.reason}") if e.reason else "",
                why=await why_sent(turn.connection, wordings, Kind(e.kind), e.body),
                goes=e.state in ("queued", "sending", "sent"),
            )
            for e in notices
        ]
        return [say("common.why_head", lines=lines)]

    async def cancel(self, turn: Turn, args: str) -> Sequence[Reply]:
        """`/huy` in the command list; typed, the router has answered it before."""
        return [await self.menu_with(turn, text("common.nothing_to_cancel"))]

    @property
    def feature(self) -> Feature:
        """The commands that everybody has."""
        return Feature(
            "common",
            commands=(
                Command(
                    "start",
                    Action.TALK,
                    self.start,
                    "common.label_start",
                    "common.words_start",
                    in_menu=False,
                ),
                Command(
                    "menu", Action.TALK, self.menu, "common.label_menu", "common.words_menu", in_menu=False
                ),
                Command(
                    "hoso", Action.SEE_SELF, self.profile, "common.label_profile", "common.words_profile"
                ),
                Command(
                    "visao", Action.SEE_SELF, self.why, "common.label_why", "common.words_why", in_menu=False
                ),
                Command("trogiup", Action.TALK, self.help, "common.label_help", "common.words_help"),
                Command(
                    "huy",
                    Action.TALK,
                    self.cancel,
                    "common.label_cancel",
                    "common.words_cancel",
                    in_menu=False,
                ),
            ),
        )
