"""Telling namesakes apart: what else is known of people whom a list of choices would call the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from club.people.standing import Standing
from handlers.conversation.chat import Text, text
from handlers.conversation.turn import Turn
from storage.people import memberships
from storage.people.memberships import Member
from storage.people.persons import Person
from storage.people.roster import Entry

_NUMBER = "members.apart_number"
_DIGITS = 3
"""of a phone number: enough to know it by, too few to call"""


@dataclass(frozen=True)
class Known:
    """What is known of somebody among others; `more` is what else their choice says."""

    name: str
    year: int | None = None
    group: str | None = None
    phone: str | None = None
    since: datetime | None = None
    more: str = ""

    @property
    def read(self) -> tuple[str, int | None, str]:
        """What their choice says without anything else."""
        return self.name.casefold(), self.year, self.more


def of_member(member: Member) -> Known:
    """A member among others."""
    person = member.person
    return Known(person.full_name, person.birth_year, member.small_group, person.phone, member.decided_at)


def of_person(person: Person) -> Known:
    """Somebody among others of whom no club is asked."""
    return Known(person.full_name, person.birth_year, phone=person.phone)


def of_entry(line: Entry) -> Known:
    """Somebody on the list among others, whose choice also says their standing."""
    more = line.standing.value
    return Known(line.full_name, line.birth_year, line.small_group, line.phone, line.since, more)


def names_apart(turn: Turn, people: Mapping[int, Known]) -> dict[int, Text | str]:
    """By the same keys the name of each, with what tells it from a namesake's: for lists that say no year."""
    apart = told_apart(turn, [replace(one, year=None) for one in people.values()])
    return {
        key: text("members.named", name=one.name, apart=more) if more else one.name
        for (key, one), more in zip(people.items(), apart, strict=True)
    }


async def members_apart(turn: Turn, club_id: int, names: Mapping[int, str]) -> dict[int, Text | str]:
    """By person the name, with what tells it from a namesake's: for lines that say nothing else of them."""
    if len({name.casefold() for name in names.values()}) == len(names):
        return dict(names)
    everybody = await memberships.members(turn.connection, club_id, tuple(Standing))
    found = {m.person.id: of_member(m) for m in everybody}
    return names_apart(turn, {key: found.get(key, Known(name)) for key, name in names.items()})


async def named_in_club(turn: Turn, club_id: int, person_id: int, name: str) -> Text | str:
    """The name as it is read back before it counts, with what tells the person from namesakes of the club.

    A number by itself does not: it counts the people of one list, and another list counts others.
    """
    everybody = await memberships.members(turn.connection, club_id, tuple(Standing))
    alike = [m for m in everybody if m.person.full_name.casefold() == name.casefold()]
    named = names_apart(turn, {m.person.id: of_member(m) for m in alike}).get(person_id, name)
    apart = [] if isinstance(named, str) else named.args["apart"]
    return name if any(one.key == _NUMBER for one in apart) else named


def told_apart(turn: Turn, people: Sequence[Known]) -> list[list[Text]]:
    """What is to be said of each besides name and year, in their order: of most people nothing.

    Of namesakes as much as tells them apart of small group, end of the phone number and day of joining; where
    all that is the same a number.
    """
    namesakes = defaultdict(list)
    for place, one in enumerate(people):
        namesakes[one.read].append(place)
    apart: list[list[Text]] = [[] for _ in people]
    for places in namesakes.values():
        for place, said in zip(places, _apart([_facts(turn, people[p]) for p in places]), strict=True):
            apart[place] = said
    return apart


def _facts(turn: Turn, one: Known) -> tuple[Text | None, ...]:
    return (
        text("members.apart_group", group=one.group) if one.group else None,
        text("members.apart_phone", digits=one.phone[-_DIGITS:]) if one.phone else None,
        text("members.apart_since", day=one.since.astimezone(turn.local.tzinfo).date())
        if one.since
        else None,
    )


def _apart(namesakes: Sequence[tuple[Text | None, ...]]) -> list[list[Text]]:
    said: list[list[Text]] = [[] for _ in namesakes]
    for facts in zip(*namesakes, strict=True):
        more = [[*s, fact] if fact else s for s, fact in zip(said, facts, strict=True)]
        if _kinds(more) > _kinds(said):
            said = more
    alike = Counter(map(repr, said))
    counted: Counter[str] = Counter()
    for place, one in enumerate(said):
        if alike[key := repr(one)] > 1:
            counted[key] += 1
            said[place] = [*one, text(_NUMBER, number=counted[key])]
    return said


def _kinds(said: Sequence[Sequence[Text]]) -> int:
    return len(set(map(repr, said)))
