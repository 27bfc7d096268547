"""A list beside a roster: who is surely known, who is new, and whom only a human can tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from club.people.honorifics import Sex
from club.people.likeness import at_odds, known_day, missing, traits_of
from club.people.roster import Household
from club.people.roster_compare import compare
from club.people.roster_file import Row
from club.people.roster_plan import Decision, Known, Plan
from club.people.standing import Standing

PHONE, OTHER_PHONE = "+84912345678", "+84912345679"
ON = Known(
    1,
    Standing.ACTIVE,
    {"full_name": "Lò Thị Ón", "birth_year": 1948, "sex": Sex.FEMALE, "phone": PHONE, "small_group": "Tổ 1"},
)


def row(where: int, name: str, **values: object) -> Row:
    return Row(str(where), name, **values)  # type: ignore[arg-type]


def known(number: int, name: str, standing: Standing = Standing.ACTIVE, **values: object) -> Known:
    return Known(number, standing, {"full_name": name, **values})


def asked(plan: Plan) -> list[tuple[str, list[str]]]:
    return [(q.row.where, [n.key for n in q.near]) for q in plan.questions]


# --- one person is who agrees


@pytest.mark.parametrize(
    ("line", "values"),
    [
        (row(2, "Lò Thị Ón", phone=PHONE, team="Văn nghệ"), {"team": "Văn nghệ"}),
        (row(2, "LÒ THỊ ÓN", birth_year=1948, phone=PHONE, small_group="Tổ 3"), {"small_group": "Tổ 3"}),
        (row(2, "lo thi on", birth_year=1948, phone=PHONE), {}),
        (row(2, "lo thi on", birth_year=1948), {}),
        (row(2, "Lò Thị Ón", birth_year=1948, birth_date=date(1948, 1, 1)), {}),
        (
            row(2, "Lò Thị Ón", birth_year=1948, birth_date=date(1948, 3, 5), phone=PHONE),
            {"birth_date": date(1948, 3, 5)},
        ),
        (row(2, "Lò Thị Ón", phone=PHONE, small_group="to 1"), {}),
    ],
)
def test_who_agrees_is_changed_in_what_the_line_says_otherwise(line: Row, values: Mapping[str, Any]) -> None:
    plan = compare([line], [ON])
    assert not plan.questions
    assert not plan.added
    assert [dict(c.values) for c in plan.changed] == ([values] if values else [])


@pytest.mark.parametrize(
    "line",
    [
        row(2, "Lò Thị Ón", birth_year=1948, phone=OTHER_PHONE),
        row(2, "Lò Thị Ón", birth_year=1948, small_group="Tổ 2"),
        row(2, "Lò Thị Ón", phone=PHONE, small_group="Tổ 2"),
        row(2, "Lò Thị Ón", birth_year=1948, team="Văn nghệ"),
        row(2, "Lò Thị Ón", birth_year=1949),
        row(2, "Lò Thị Ón", birth_year=1960, phone=PHONE),
        row(2, "Lò Thị Ón", birth_year=1948, sex=Sex.MALE),
        row(2, "Lò Thị Ơn", birth_year=1948, phone=PHONE),
        row(2, "Lò Thị Ổn", birth_year=1948, phone=OTHER_PHONE, small_group="Tổ 2"),
        row(2, "Lò Thị An", birth_year=1948),
        row(2, "Vàng Thị Ón", birth_year=1948, phone=PHONE),
    ],
)
def test_who_is_only_alike_is_asked_about(line: Row) -> None:
    plan = compare([line], [ON])
    assert plan.is_empty
    assert not plan.refused
    assert asked(plan) == [("2", ["1"])]


@pytest.mark.parametrize(
    "line",
    [
        row(2, "Lò Thị Ón", birth_year=1960),
        row(2, "Lò Thị Ơn", birth_year=1975, phone=PHONE),
        row(2, "Lò Văn Inh", birth_year=1948, phone=PHONE),
        row(2, "Lò Văn Ón", birth_year=1948, sex=Sex.MALE),
        row(2, "Lò Thị An", birth_year=1949),
    ],
)
def test_who_is_somebody_else_is_added(line: Row) -> None:
    plan = compare([line], [ON])
    assert [r.where for r in plan.added] == ["2"]
    assert not plan.questions


def test_a_known_day_is_agreement_and_the_first_of_january_is_none() -> None:
    born = known(1, "Lò Văn Inh", birth_year=1950, birth_date=date(1950, 3, 5))
    same = row(2, "Lò Văn Inh", birth_year=1950, birth_date=date(1950, 3, 5), phone=PHONE)
    assert [dict(c.values) for c in compare([same], [born]).changed] == [{"phone": PHONE}]
    papers = known(1, "Lò Văn Inh", birth_year=1950, birth_date=date(1950, 1, 1))
    vague = row(2, "Lò Văn Inh", birth_year=1950, birth_date=date(1950, 1, 1), phone=PHONE)
    assert asked(compare([vague], [papers])) == [("2", ["1"])]
    other_day = row(2, "Lò Văn Inh", birth_year=1950, birth_date=date(1950, 4, 5))
    assert asked(compare([other_day], [born])) == [("2", ["1"])]


@pytest.mark.parametrize("standing", [Standing.MOVED, Standing.LEFT, Standing.DIED])
def test_nobody_comes_back_by_a_list(standing: Standing) -> None:
    gone = Known(1, standing, ON.values)
    plan = compare([row(2, "Lò Thị Ón", phone=PHONE)], [gone])
    assert plan.is_empty
    assert plan.refused[0].key == f"roster.file_ended.{standing.value}"
    alike = row(2, "Lò Thị Ón", birth_year=1948)
    assert asked(compare([alike], [gone])) == [("2", ["1"])], "she may be another of that name"
    plan = compare([alike], [gone], {"2": Decision(("1",), same="1")})
    assert plan.refused[0].key == f"roster.file_ended.{standing.value}"


# --- lines of one list


def test_lines_of_one_list_are_compared_with_each_other() -> None:
    rows = [
        row(2, "Lò Văn Inh", birth_year=1950, phone=PHONE),
        row(3, "Lò Văn Inh", birth_year=1950, phone=PHONE, team="Văn nghệ"),
        row(4, "Lò Văn Inh", birth_year=1950, phone=OTHER_PHONE),
        row(5, "Lò Văn Inh", birth_year=1960),
        row(6, "Lò Văn Ính", birth_year=1950),
    ]
    plan = compare(rows, [])
    assert [r.where for r in plan.added] == ["2", "5", "6"]
    assert [(r.where, r.key, r.args) for r in plan.refused] == [("3", "roster.file_twice", {"where": "2"})]
    assert asked(plan) == [("4", ["row:2"])]


def test_a_couple_shares_a_phone() -> None:
    rows = [
        row(2, "Lò Thị Hương", birth_year=1950, phone=PHONE),
        row(3, "Lò Thị Hường", birth_year=1975, phone=PHONE),
    ]
    assert len(compare(rows, []).added) == 2
    plan = compare(rows, [Known(1, Standing.ACTIVE, rows[0].values)])
    assert (len(plan.added), plan.unchanged, plan.questions) == (1, 1, ())


def test_a_name_alike_is_asked_about_even_beside_the_known_one() -> None:
    rows = [row(2, "Lò Thị Ón", birth_year=1948), row(3, "Lò Thị An", birth_year=1948)]
    assert asked(compare(rows, [ON])) == [("3", ["1"])]
    assert len(compare(rows, []).added) == 2, "one list would not write one person in two ways"


def test_of_two_alike_each_line_is_one() -> None:
    two = [
        known(1, "Vàng A Páo", birth_year=1948),
        known(2, "Vàng A Páo", birth_year=1948, small_group="Tổ 2"),
    ]
    rows = [row(2, "Vàng A Páo", birth_year=1948), row(3, "Vàng A Páo", birth_year=1948, small_group="Tổ 2")]
    for people in (two, two[::-1]):
        for lines in (rows, rows[::-1]):
            plan = compare(lines, people)
            assert (plan.unchanged, plan.is_empty, plan.questions) == (2, True, ())
    assert asked(compare([*rows, row(4, "Vàng A Páo", birth_year=1948)], two)) == [("4", ["1", "2"])]


def test_two_thousand_of_one_name_are_compared() -> None:
    rows = [row(n, "Vàng A Páo") for n in range(2, 2002)]
    plan = compare(rows, [known(n, "Vàng A Páo") for n in range(400)])
    assert plan.is_empty
    assert plan.unchanged + len(plan.questions) == len(rows)


def test_what_a_person_refuses_is_not_written() -> None:
    refuses = Known(1, Standing.ACTIVE, ON.values, frozenset({"household"}))
    line = row(2, "Lò Thị Ón", birth_year=1948, household=Household.POOR)
    plan = compare([line], [refuses])
    assert (plan.unchanged, plan.is_empty, plan.questions) == (1, True, ())


# --- what a human decided


def test_decisions_are_carried_out() -> None:
    line = row(2, "Lò Thị Ơn", birth_year=1948, phone=OTHER_PHONE)
    same = compare([line], [ON], {"2": Decision(("1",), same="1")})
    assert [dict(c.values) for c in same.changed] == [{"full_name": "Lò Thị Ơn", "phone": OTHER_PHONE}]
    assert same.changed[0].before == ON.values
    assert len(compare([line], [ON], {"2": Decision(("1",))}).added) == 1
    out = compare([line], [ON], {"2": Decision(("1",), left_out=True)})
    assert out.is_empty
    assert out.refused[0].key == "roster.file_left_out"


def test_a_decision_is_about_those_who_were_shown() -> None:
    line = row(2, "Lò Thị Ón", birth_year=1948, phone=OTHER_PHONE)
    came = known(7, "Lò Thị Ón", birth_year=1948)
    for decision in (Decision(("1",)), Decision(("1",), same="1"), Decision(("9",), same="9")):
        assert asked(compare([line], [ON, came], {"2": decision})) == [("2", ["1", "7"])]


def test_a_line_is_not_the_same_as_one_that_is_asked_about_again() -> None:
    rows = [row(2, "Lò Thị Ón", birth_year=1948), row(3, "Lò Thị Ón", birth_year=1949)]
    decisions = {"3": Decision(("row:2", "7"), same="row:2")}
    assert len(compare(rows, [], decisions).added) == 1
    came = known(7, "Lò Thị Ón", birth_year=1948, small_group="Tổ 1", team="Văn nghệ")
    said = [row(2, "Lò Thị Ón", birth_year=1948, team="Thể thao"), rows[1]]
    assert [where for where, _ in asked(compare(said, [came], decisions))] == ["2", "3"]


def test_a_second_line_of_one_person_only_adds_what_is_missing() -> None:
    rows = [
        row(2, "Lò Thị Ón", phone=PHONE, household=Household.POOR),
        row(3, "Lò Thị Ón", birth_year=1948, phone=OTHER_PHONE, household=Household.OTHER, team="Văn nghệ"),
    ]
    plan = compare(rows, [ON], {"3": Decision(("1",), same="1")})
    assert [dict(c.values) for c in plan.changed] == [{"household": Household.POOR, "team": "Văn nghệ"}]
    plan = compare(rows, [], {"3": Decision(("row:2",), same="row:2")})
    bare = [
        row(2, "lo thi on", birth_year=1948, birth_date=date(1948, 1, 1)),
        row(3, "Lò Thị Ón", birth_year=1948, birth_date=date(1948, 3, 5)),
    ]
    fuller = compare(bare, [], {"3": Decision(("row:2",), same="row:2")})
    assert [r.values for r in fuller.added] == [bare[1].values], "the marks and the day"
    assert [r.values for r in plan.added] == [{**rows[0].values, "birth_year": 1948, "team": "Văn nghệ"}]


def test_less_than_is_known_takes_nothing_away() -> None:
    full = Known(1, Standing.ACTIVE, {**ON.values, "birth_date": date(1948, 3, 5), "team": "Văn nghệ"})
    vague = row(2, "lo thi on", birth_year=1950, birth_date=date(1950, 1, 1), team="van nghe", phone=PHONE)
    plan = compare([vague], [full], {"2": Decision(("1",), same="1")})
    assert plan.is_empty
    assert plan.unchanged == 1


# --- who is only one of several is not changed unasked


def test_nobody_is_changed_where_another_comes_as_near() -> None:
    born: dict[str, Any] = {"birth_year": 1948, "birth_date": date(1948, 3, 5)}
    line = row(2, "Lò Thị Ón", phone=PHONE, team="Văn nghệ", **born)
    alone = known(1, "Lò Thị Ón", phone=PHONE)
    assert len(compare([line], [alone]).changed) == 1
    as_near = known(2, "Lò Thị Ón", small_group="Tổ 2", phone=OTHER_PHONE, **born)
    assert asked(compare([line], [alone, as_near])) == [("2", ["1", "2"])]
    died = known(2, "Lò Thị Ón", Standing.DIED, birth_year=1948)
    assert asked(compare([line], [alone, died])) == [("2", ["1", "2"])]
    assert len(compare([line], [alone, known(2, "Lò Thị Ón", birth_year=1960)]).changed) == 1


@pytest.mark.parametrize("turned", [1, -1])
def test_the_order_of_lines_decides_nothing(turned: int) -> None:
    person = known(1, "Lò Thị Ón", birth_year=1948, phone=PHONE)
    rows = [
        row(2, "Lò Thị Ón", phone=PHONE, birth_year=1948, small_group="Tổ 1"),
        row(3, "Lò Thị Ón", phone=PHONE, birth_year=1948, small_group="Tổ 2"),
    ][::turned]
    plan = compare(rows, [person])
    assert plan.is_empty
    assert [where for where, _ in asked(plan)] == [r.where for r in rows]
    known_already = row(4, "Lò Thị Ón", birth_year=1948)
    plan = compare([rows[0], known_already][::turned], [person])
    assert plan.unchanged == 1
    assert asked(plan) == [(rows[0].where, ["1"])], "one of the two may be another of that name"


# --- any lists

NAMES = st.sampled_from(
    [
        "Lò Thị Ón",
        "Lò Văn Inh",
        "Vàng Thị Mai",
        "Sùng A Páo",
        "Lò Văn Anh",
        "lo van anh",
        "Lò Văn Ánh",
        "LÒ VĂN ANH",
    ]
)
DAYS = st.sampled_from([date(1940, 1, 1), date(1940, 3, 5), date(1941, 4, 6)])
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "birth_year": st.integers(1940, 1943),
        "birth_date": DAYS,
        "sex": st.sampled_from(Sex),
        "phone": st.sampled_from([PHONE, OTHER_PHONE]),
        "small_group": st.sampled_from(["Tổ 1", "to 1", "Tổ 2"]),
        "team": st.sampled_from(["Văn nghệ", "van nghe"]),
        "household": st.sampled_from(Household),
    },
)


def _dated(values: dict[str, Any]) -> dict[str, Any]:
    return values | ({"birth_year": values["birth_date"].year} if "birth_date" in values else {})


PEOPLE = st.lists(st.tuples(NAMES, VALUES.map(_dated)), max_size=8)
STANDINGS = st.lists(st.sampled_from(Standing), min_size=8, max_size=8)
CHOICES = st.lists(st.integers(0, 3), min_size=8, max_size=8)


def _decided(rows: Sequence[Row], roster: Sequence[Known], choices: Sequence[int]) -> dict[str, Decision]:
    """Answers every question as it comes: the same, another person, or left out.

    Nobody contradicts oneself: a line of another phone or year is only the same where it alone bears the name,
    and not where an earlier line, which is the same person, says otherwise.
    """
    decisions: dict[str, Decision] = {}
    traits = {r.where: traits_of(r.values) for r in rows}
    same: dict[str, list[str]] = {}
    bearers = Counter(t.letters for t in traits.values())
    while questions := compare(rows, roster, decisions).questions:
        line, found = questions[0].row.where, questions[0].near
        choice = choices[len(decisions) % len(choices)]
        chosen = found[choice % len(found)]
        who, other = traits[line], traits_of(chosen.values)
        told = [other, *(traits[where] for where in same.get(chosen.key, ()))]
        fits = not any(who.contradicts(t) for t in told)
        one = who.same_name(other) and (bearers[who.letters] == 1 or fits)
        near = tuple(n.key for n in found)
        decisions[line] = Decision(near, chosen.key if one and choice < 2 else "", left_out=choice == 3)
        same.setdefault(decisions[line].same, []).append(line)
        assert len(decisions) <= len(rows), "each line is asked about once"
    return decisions


def _after(plan: Plan, roster: Sequence[Known]) -> list[Known]:
    changes = {c.membership_id: c.values for c in plan.changed}
    old = [
        Known(k.membership_id, k.standing, {**k.values, **changes.get(k.membership_id, {})}) for k in roster
    ]
    return [*old, *(Known(100 + n, Standing.ACTIVE, r.values) for n, r in enumerate(plan.added))]


MAI, BORN = "Vàng Thị Mai", {"birth_year": 1941, "birth_date": date(1941, 4, 6)}
EARLIER = {"birth_year": 1940, "birth_date": date(1940, 3, 5)}


@given(PEOPLE, PEOPLE, STANDINGS, CHOICES)
@example(
    [
        *[("Lò Thị Ón", {})] * 4,
        (MAI, {"birth_year": 1940}),
        (MAI, {**BORN, "household": Household.POOR, "team": "Văn nghệ"}),
        (MAI, BORN),
    ],
    [("Lò Thị Ón", {}), ("Lò Thị Ón", {}), (MAI, {})],
    [Standing.PENDING] * 8,
    [0, 0, 0, 0, 2, 0, 0, 0],
)
@example(  # the second line is said to be the known one, the third somebody else
    [
        (MAI, {"birth_year": 1940, "household": Household.POOR, "small_group": "Tổ 1", "phone": OTHER_PHONE}),
        (MAI, {**EARLIER, "household": Household.POOR, "small_group": "Tổ 2"}),
        (
            MAI,
            {**EARLIER, "household": Household.POOR, "sex": Sex.FEMALE, "team": "Văn nghệ", "phone": PHONE},
        ),
    ],
    [(MAI, {"birth_year": 1940, "birth_date": date(1940, 1, 1), "phone": OTHER_PHONE})],
    [Standing.PENDING] * 8,
    [0] * 8,
)
@example(  # once the first line is somebody, it is as near to the second as the known one is
    [
        (MAI, {"birth_year": 1942, "phone": PHONE}),
        (MAI, {**EARLIER, "phone": PHONE}),
        (MAI, {**EARLIER, "phone": OTHER_PHONE, "team": "Văn nghệ"}),
    ],
    [(MAI, EARLIER)],
    [Standing.PENDING] * 8,
    [0] * 8,
)
@example(  # the first line writes the marks into the name of one whom the second line may be
    [
        ("Lò Văn Anh", {"phone": PHONE}),
        ("Lò Văn Ánh", {**EARLIER, "household": Household.POOR}),
    ],
    [("lo van anh", {**EARLIER, "phone": PHONE}), ("lo van anh", EARLIER)],
    [Standing.PENDING] * 8,
    [0] * 8,
)
@example(  # the first line is left out, the second said to be of her who died
    [
        (MAI, {**BORN, "sex": Sex.MALE, "household": Household.POOR}),
        (MAI, {**BORN, "sex": Sex.FEMALE, "household": Household.OTHER}),
    ],
    [(MAI, {}), (MAI, BORN)],
    [Standing.DIED, *[Standing.ACTIVE] * 7],
    [3, 0] * 4,
)
def test_taking_a_list_twice_changes_nothing_the_second_time(
    listed: list[tuple[str, dict[str, Any]]],
    before: list[tuple[str, dict[str, Any]]],
    standings: list[Standing],
    choices: list[int],
) -> None:
    roster = [known(n, name, standings[n], **values) for n, (name, values) in enumerate(before)]
    rows = [row(n, name, **values) for n, (name, values) in enumerate(listed, 2)]
    for decisions in ({}, _decided(rows, roster, choices)):
        plan = compare(rows, roster, decisions)
        told = len(plan.added) + plan.unchanged + len(plan.refused) + len(plan.questions)
        assert told + len(plan.changed) == len(rows), "every line is told of"
        out = {where for where, decision in decisions.items() if decision.left_out}
        again = compare([r for r in rows if r.where not in out], _after(plan, roster))
        assert again.is_empty, (plan, again)


@given(PEOPLE, PEOPLE, STANDINGS, CHOICES)
def test_nobody_loses_a_value_to_an_empty_or_vaguer_one(
    listed: list[tuple[str, dict[str, Any]]],
    before: list[tuple[str, dict[str, Any]]],
    standings: list[Standing],
    choices: list[int],
) -> None:
    roster = [known(n, name, standings[n], **values) for n, (name, values) in enumerate(before)]
    rows = [row(n, name, **values) for n, (name, values) in enumerate(listed, 2)]
    decisions = _decided(rows, roster, choices)
    for change in compare(rows, roster, decisions).changed:
        after = {**change.before, **change.values}
        for name, value in change.before.items():
            if name == "birth_date" and known_day(value) is None:
                continue
            assert after[name] is not None
            assert not (known_day(change.before.get("birth_date")) and known_day(after["birth_date"]) is None)
        assert not after.get("birth_date") or after["birth_date"].year == after["birth_year"]
        if "full_name" in change.values:
            assert change.values["full_name"] != "lo van anh"


# --- the small rules by themselves


@pytest.mark.parametrize(
    ("one", "other", "odds"),
    [
        ({"full_name": "Lò Thị Ón"}, {"full_name": "Lo Thi On"}, False),
        ({"full_name": "Lò Thị Ón"}, {"full_name": "Lò Thị Ổn"}, True),
        ({"full_name": "Lò Thị Ón", "phone": PHONE}, {"full_name": "Lò Thị Ón"}, False),
        ({"full_name": "Lò Thị Ón", "phone": PHONE}, {"full_name": "Lò Thị Ón", "phone": OTHER_PHONE}, True),
        ({"full_name": "Lò Thị Ón", "birth_year": 1948}, {"full_name": "Lò Thị Ón", "birth_year": 1949}, True),
        ({"full_name": "Lò Thị Ón", "small_group": "Tổ 1"}, {"full_name": "Lò Thị Ón", "small_group": "tổ 1"}, False),
        ({"full_name": "Lò Thị Ón", "sex": Sex.FEMALE}, {"full_name": "Lò Thị Ón", "sex": Sex.MALE}, True),
    ],
)  # fmt: skip
def test_lines_of_one_name_at_odds(one: dict[str, Any], other: dict[str, Any], odds: bool) -> None:
    assert at_odds([traits_of(one), traits_of(other)]) is odds


@pytest.mark.parametrize(
    ("new", "old", "told"),
    [
        ({"team": "Văn nghệ"}, {}, {"team": "Văn nghệ"}),
        ({"team": "Văn nghệ"}, {"team": "Thể thao"}, {}),
        ({"team": None}, {}, {}),
        ({"team": "Văn nghệ"}, {"team": "Van nghe"}, {"team": "Văn nghệ"}),
        (BORN, {}, BORN),
        (BORN, {"birth_year": 1941}, {"birth_date": BORN["birth_date"]}),
        (BORN, {"birth_year": 1940}, {}),
        (BORN, {"birth_year": 1941, "birth_date": date(1941, 1, 1)}, {"birth_date": BORN["birth_date"]}),
        (BORN, {"birth_year": 1941, "birth_date": date(1941, 9, 9)}, {}),
        ({"birth_year": 1941, "birth_date": date(1941, 1, 1)}, BORN, {}),
    ],
)
def test_what_a_second_line_adds(new: dict[str, Any], old: dict[str, Any], told: dict[str, Any]) -> None:
    named = {"full_name": "Vàng Thị Mai"}
    assert missing(named | new, named | old) == told
