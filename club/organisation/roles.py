"""Who may do what. One function, called in one place before any handler runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from club.people.kinship import Right
from club.people.standing import Standing


class Office(StrEnum):
    """Offices of a club's board (Ban Chủ nhiệm)."""

    CHAIR = "chair"
    DEPUTY = "deputy"
    SECRETARY = "secretary"
    ACCOUNTANT = "accountant"
    TREASURER = "treasurer"


class Action(StrEnum):
    """What can be done; every command, flow and button names one."""

    TALK = "talk"  # start, menu, help, stop: anybody
    JOIN = "join"
    SEE_SELF = "see_self"
    LOG_READING = "log_reading"
    RELATIVES = "relatives"
    SEE_MEETINGS = "see_meetings"
    ANSWER_MEETING = "answer_meeting"
    SEE_OWN_LOANS = "see_own_loans"
    ANSWER_OFFER = "answer_offer"  # an office that was offered to oneself
    ANSWER_LOAN = "answer_loan"
    SEE_ROSTER = "see_roster"
    EDIT_ROSTER = "edit_roster"
    APPROVE_MEMBERS = "approve_members"
    APPOINT = "appoint"
    SET_MEETINGS = "set_meetings"
    SEE_COMING = "see_coming"  # who said that they come to the meeting, by name
    LEND = "lend"
    SEE_GROUP = "see_group"  # the people of one's own small group
    RESTORE = "restore"  # let somebody back in who lost their phone; two have to agree
    SEE_COUNTS = "see_counts"
    TAKE_REPAYMENT = "take_repayment"
    BROADCAST = "broadcast"


_BOARD = frozenset(Office)
_LEADERS = frozenset({Office.CHAIR, Office.DEPUTY})
_MONEY = frozenset({Office.CHAIR, Office.ACCOUNTANT, Office.TREASURER})
OFFICES: dict[Action, frozenset[Office]] = {
    Action.SEE_ROSTER: _BOARD,
    Action.SEE_GROUP: _BOARD,
    Action.SEE_COMING: _BOARD,
    Action.RESTORE: _BOARD,
    Action.SEE_COUNTS: _BOARD,
    Action.EDIT_ROSTER: _LEADERS | {Office.SECRETARY},
    Action.APPROVE_MEMBERS: _LEADERS,
    Action.APPOINT: frozenset({Office.CHAIR}),
    Action.SET_MEETINGS: _LEADERS | {Office.SECRETARY},
    Action.LEND: _MONEY,
    Action.TAKE_REPAYMENT: _MONEY,
    Action.BROADCAST: _LEADERS | {Office.SECRETARY},
}
"""Actions that need one of these offices in the club concerned."""
_ANYBODY = frozenset({Action.TALK, Action.JOIN})
_PERSON = frozenset(
    {
        Action.SEE_SELF,
        Action.LOG_READING,
        Action.RELATIVES,
        Action.SEE_OWN_LOANS,
        Action.ANSWER_LOAN,
        Action.ANSWER_OFFER,
    }
)
_MEMBER = frozenset({Action.SEE_MEETINGS, Action.ANSWER_MEETING})
_BY_RELATIVE = {Action.LOG_READING: Right.SEES_READINGS, Action.SEE_OWN_LOANS: Right.SEES_LOANS}
"""What a relative may do for a member who gave them this right."""


@dataclass(frozen=True)
class Membership:
    """One person in one club."""

    club_id: int
    standing: Standing
    offices: frozenset[Office] = frozenset()
    leads: str | None = None
    """the small group whose leader they are"""


@dataclass(frozen=True)
class Standpoint:
    """What `can` needs to know of the actor: who they are (None: a stranger) and where they stand.

    `units`: ids of the units of the association whose officer they are.
    """

    person_id: int | None
    memberships: tuple[Membership, ...] = field(default=())
    units: frozenset[int] = frozenset()

    def in_club(self, club_id: int) -> Membership | None:
        """The actor's membership of that club."""
        return next((m for m in self.memberships if m.club_id == club_id), None)


@dataclass(frozen=True)
class Target:
    """What is acted upon: a club, and where a person is concerned, whom,
    and the rights that person gave the actor.
    """

    club_id: int | None = None
    person_id: int | None = None
    granted: frozenset[Right] = frozenset()
    units: tuple[int, ...] = ()
    """the club's unit and all units above it"""


@dataclass(frozen=True)
class Decision:
    """The answer and, where it is no, the key of the sentence that says why."""

    allowed: bool
    reason: str = ""


_YES = Decision(True)
_NOT_ACTIVE = {Standing.PENDING: "common.denied_pending", Standing.SUSPENDED: "common.denied_suspended"}


def can(actor: Standpoint, action: Action, target: Target) -> Decision:
    """Whether `actor` may do `action` to `target`.

    Rules: everyone may talk and join; a person sees and writes their own data alone, and that of members who
    gave them the right to it; meetings are for active members; board actions need an office in the very club
    of the target; the leader of a small group sees that group; an officer of the association sees the counts
    of the clubs below their unit, and of nobody by name. A term that is over does not end an office: whoever
    holds it goes on until somebody else does.
    """
    if action in _ANYBODY:
        return _YES
    if actor.person_id is None:
        return Decision(False, "common.denied_stranger")
    if action in _PERSON:
        if target.person_id in (None, actor.person_id) or _BY_RELATIVE.get(action) in target.granted:
            return _YES
        return Decision(False, "common.denied_other_person")
    if action is Action.SEE_COUNTS and actor.units.intersection(target.units):
        return _YES
    membership = actor.in_club(target.club_id) if target.club_id is not None else None
    if membership is None:
        known = actor.memberships or actor.units
        return Decision(False, "common.denied_other_club" if known else "common.denied_stranger")
    if membership.standing is not Standing.ACTIVE:
        return Decision(False, _NOT_ACTIVE.get(membership.standing, "common.denied_left"))
    if (
        action in _MEMBER
        or membership.offices & OFFICES[action]
        or (action is Action.SEE_GROUP and membership.leads)
    ):
        return _YES
    return Decision(False, "common.denied_office")
