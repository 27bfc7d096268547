"""Who may do what: one printed table of every action, role and place, and one of whom a person's own things are shown to."""

from __future__ import annotations

from itertools import product

import pytest

from club.organisation.roles import Action, Membership, Office, Standpoint, Target, can
from club.people.kinship import Right
from club.people.standing import Standing

HERE, THERE, ME, OTHER = 1, 2, 7, 8
COMMUNE, PROVINCE, ELSEWHERE = 11, 10, 20
PLACES = ("own club", "other club", "no club", "after leaving")
TABLE = """
                  own club / other club / no club / after leaving
action            stranger pending member leader secretary accountant treasurer deputy chair commune province
talk              ++++     ++++    ++++   ++++   ++++      ++++       ++++      ++++   ++++  ++++    ++++
join              ++++     ++++    ++++   ++++   ++++      ++++       ++++      ++++   ++++  ++++    ++++
see_self          ----     ++++    ++++   ++++   ++++      ++++       ++++      ++++   ++++  ++++    ++++
log_reading       ----     ++++    ++++   ++++   ++++      ++++       ++++      ++++   ++++  ++++    ++++
relatives         ----     ++++    ++++   ++++   ++++      ++++       ++++      ++++   ++++  ++++    ++++
see_own_loans     ----     ++++    ++++   ++++   ++++      ++++       ++++      ++++   ++++  ++++    ++++
answer_loan       ----     ++++    ++++   ++++   ++++      ++++       ++++      ++++   ++++  ++++    ++++
answer_offer      ----     ++++    ++++   ++++   ++++      ++++       ++++      ++++   ++++  ++++    ++++
see_meetings      ----     ----    +---   +---   +---      +---       +---      +---   +---  ----    ----
answer_meeting    ----     ----    +---   +---   +---      +---       +---      +---   +---  ----    ----
see_group         ----     ----    ----   +---   +---      +---       +---      +---   +---  ----    ----
see_roster        ----     ----    ----   ----   +---      +---       +---      +---   +---  ----    ----
see_counts        ----     ----    ----   ----   +---      +---       +---      +---   +---  +---    +---
see_coming        ----     ----    ----   ----   +---      +---       +---      +---   +---  ----    ----
restore           ----     ----    ----   ----   +---      +---       +---      +---   +---  ----    ----
edit_roster       ----     ----    ----   ----   +---      ----       ----      +---   +---  ----    ----
approve_members   ----     ----    ----   ----   ----      ----       ----      +---   +---  ----    ----
appoint           ----     ----    ----   ----   ----      ----       ----      ----   +---  ----    ----
set_meetings      ----     ----    ----   ----   +---      ----       ----      +---   +---  ----    ----
lend              ----     ----    ----   ----   ----      +---       +---      ----   +---  ----    ----
take_repayment    ----     ----    ----   ----   ----      +---       +---      ----   +---  ----    ----
broadcast         ----     ----    ----   ----   +---      ----       ----      +---   +---  ----    ----
"""
_TITLE, HEAD, *ROWS = [line.split() for line in TABLE.strip().splitlines()]
ROLES = HEAD[1:]


def actor(role: str, *, left: bool = False) -> Standpoint:
    """Somebody of that role in the club HERE; after leaving, what they held is written down still and gives nothing."""
    if role == "stranger":
        return Standpoint(None)
    if role in ("commune", "province"):
        units = frozenset() if left else frozenset({COMMUNE if role == "commune" else PROVINCE})
        return Standpoint(ME, (), units)
    standing = Standing.PENDING if role == "pending" else Standing.LEFT if left else Standing.ACTIVE
    offices = frozenset({Office(role)}) if role in set(Office) else frozenset()
    return Standpoint(ME, (Membership(HERE, standing, offices, "Tổ 1" if role == "leader" else None),))


def target(place: str) -> Target:
    """A club, with its units where it lies."""
    if place == "no club":
        return Target(None)
    here = place != "other club"
    return Target(
        HERE if here else THERE, None, units=(COMMUNE, PROVINCE) if here else (ELSEWHERE, ELSEWHERE + 1)
    )


def test_the_table_holds_every_action_and_every_office() -> None:
    assert {row[0] for row in ROWS} == {a.value for a in Action}
    assert {o.value for o in Office} <= set(ROLES)
    assert all(len(row) == len(HEAD) for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_action_for_every_role_and_place_as_the_table_says(row: list[str]) -> None:
    for (role, marks), (index, place) in product(zip(ROLES, row[1:], strict=True), enumerate(PLACES)):
        decision = can(actor(role, left=place == "after leaving"), Action(row[0]), target(place))
        assert decision.allowed is (marks[index] == "+"), (row[0], role, place)
        assert decision.allowed or decision.reason.startswith("common.denied_")


@pytest.mark.parametrize("standing", [s for s in Standing if s is not Standing.ACTIVE])
def test_only_who_is_active_uses_an_office(standing: Standing) -> None:
    chair = Standpoint(ME, (Membership(HERE, standing, frozenset(Office), "Tổ 1"),))
    for action in Action:
        may = can(chair, action, Target(HERE)).allowed
        assert may is (can(Standpoint(ME), action, Target(None)).allowed), action


PERSONS_OWN = """
action            nobody sees_readings gets_alerts sees_loans gets_reminders
see_self          -      -             -           -          -
log_reading       -      +             -           -          -
relatives         -      -             -           -          -
see_own_loans     -      -             -           +          -
answer_loan       -      -             -           -          -
answer_offer      -      -             -           -          -
"""


def test_what_is_another_persons_needs_their_very_word_whatever_the_office() -> None:
    head, *rows = [line.split() for line in PERSONS_OWN.strip().splitlines()]
    for row in rows:
        for right, mark in zip(head[1:], row[1:], strict=True):
            granted = frozenset() if right == "nobody" else frozenset({Right(right)})
            for role in ROLES[1:]:
                decision = can(actor(role), Action(row[0]), Target(HERE, OTHER, granted, (COMMUNE, PROVINCE)))
                assert decision.allowed is (mark == "+"), (row[0], right, role)


def test_an_officer_of_another_province_sees_nothing() -> None:
    stranger = Standpoint(ME, (), frozenset({ELSEWHERE}))
    assert not can(stranger, Action.SEE_COUNTS, Target(HERE, units=(COMMUNE, PROVINCE))).allowed
    both = Standpoint(ME, (Membership(THERE, Standing.ACTIVE),), frozenset({PROVINCE}))
    assert can(both, Action.SEE_COUNTS, Target(HERE, units=(COMMUNE, PROVINCE))).allowed
    assert not can(both, Action.SEE_ROSTER, Target(HERE, units=(COMMUNE, PROVINCE))).allowed
