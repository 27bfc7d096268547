"""What officers are told: from all of it together, no figure of a few people can be worked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from club.organisation.disclosure import FEW, PEOPLE, Node, Told, is_hidden, of_club, of_unit

Figures = dict[str, int]


def figures(members: int = 50, **of: int) -> Figures:
    """Of one club; all that is not said is 0."""
    return dict.fromkeys(PEOPLE, 0) | {"lent": 0, "members": members} | of


def nodes(tree: Node) -> Iterator[Node]:
    yield tree
    for below in tree.below:
        yield from nodes(below)


def told(tree: Node, clubs: Mapping[int, Figures]) -> list[object]:
    """All that the officers of all units together are told."""
    lines: list[object] = [of_unit(node, clubs, name) for node in nodes(tree) for name in PEOPLE]
    for one in clubs.values():
        few = of_club(one, "members").few
        lines.append("few" if few else [of_club(one, name) for name in PEOPLE])
    return lines


def test_the_rest_of_a_total_is_not_known_by_subtraction() -> None:
    clubs = {1: figures(women=8), 2: figures(women=2)}
    tree = Node((1, 2))
    assert of_unit(tree, clubs, "women") == Told(8, more=True)
    assert of_club(clubs[2], "women") == Told(None, few=True)
    assert of_unit(tree, clubs, "members") == Told(100)


def test_enough_small_figures_together_are_told_in_their_total() -> None:
    clubs = {n: figures(poor=poor) for n, poor in enumerate((1, 2, 3, 9))}
    assert of_unit(Node((0, 1, 2, 3)), clubs, "poor") == Told(15)
    by_commune = Node((), tuple(Node((n,)) for n in range(4)))
    assert of_unit(by_commune, clubs, "poor") == Told(15), "the province's total holds what no commune's may"
    assert of_unit(by_commune.below[0], clubs, "poor") == Told(None)


def test_a_sum_that_leaves_nothing_open_is_not_told() -> None:
    for each, other in ((1, 1), (1, 2), (4, 4), (4, 3)):
        clubs = {n: figures(poor=each if n else other) for n in range(6)}
        assert of_unit(Node(tuple(range(6))), clubs, "poor") == Told(None)


def test_a_club_of_a_few_tells_nothing_and_is_in_no_total() -> None:
    clubs = {1: figures(4, women=0, poor=3), 2: figures(30, women=20)}
    assert of_unit(Node((1, 2)), clubs, "members") == Told(30, more=True)
    assert of_unit(Node((1, 2)), clubs, "women") == Told(20, more=True)
    assert of_unit(Node((1,)), clubs, "members") == Told(None)


@pytest.mark.parametrize(("poor", "near"), [(5, 1), (1, 5)])
def test_what_is_left_of_the_members_gives_no_household_away(poor: int, near: int) -> None:
    one = figures(6, poor=poor, near_poor=near)
    assert of_club(one, "poor") == of_club(one, "near_poor") == Told(None)


def test_lent_is_told_with_the_borrowers_alone() -> None:
    clubs = {1: figures(borrowers=6, lent=30), 2: figures(borrowers=2, lent=9)}
    assert of_club(clubs[1], "borrowers").lent == 30
    assert of_club(clubs[2], "borrowers").lent == 0
    assert of_unit(Node((1, 2)), clubs, "borrowers") == Told(6, more=True, lent=30)


@pytest.mark.parametrize("count", [2, 3, 5, 9])
@pytest.mark.parametrize("each", [1, 2, 4])
def test_figures_that_are_all_the_same_stay_open(count: int, each: int) -> None:
    clubs = {n: figures(poor=each) for n in range(count)}
    tree = Node(tuple(range(count)))
    assert any(told(tree, other) == told(tree, clubs) for other in _otherwise(clubs, 0, "poor"))


@st.composite
def _clubs(draw: st.DrawFn) -> Figures:
    members = draw(st.sampled_from((2, 5, 6, 7, 8, 9, 12)))
    of = {name: draw(st.integers(0, min(members, 7))) for name in PEOPLE[1:]}
    of["near_poor"] = min(of["near_poor"], members - of["poor"])
    return figures(members, **of)


@st.composite
def _trees(draw: st.DrawFn, ids: tuple[int, ...]) -> Node:
    """A province whose clubs lie right below it or in its communes."""
    places = [draw(st.integers(0, 3)) for _ in ids]
    by_place = [tuple(n for n, p in zip(ids, places, strict=True) if p == place) for place in range(4)]
    deep = Node((), (Node(by_place[3]),))
    return Node(by_place[0], (Node(by_place[1]), Node(by_place[2]), deep))


def _could_be(one: Figures, name: str) -> range:
    return range(1, FEW) if of_club(one, name).few else range(one["members"] + 1)


def _otherwise(clubs: Mapping[int, Figures], club: int, name: str) -> Iterator[dict[int, Figures]]:
    """The figures as they might be instead, where this one differs: alone, or with one or two others of its kind."""
    names = ("poor", "near_poor") if name in ("poor", "near_poor") else (name,)
    untold = {(c, n) for c in clubs for n in names if of_club(clubs[c], n).value is None}
    cells = sorted(untold - {(club, name)})
    for value in range(1, FEW):
        if value == clubs[club][name]:
            continue
        for others in (*((),), *combinations(cells, 1), *combinations(cells, 2)):
            for values in product(*(_could_be(clubs[c], n) for c, n in others)):
                changed = {c: dict(f) for c, f in clubs.items()}
                changed[club][name] = value
                for (c, n), v in zip(others, values, strict=True):
                    changed[c][n] = v
                yield changed


def _possible(one: Figures) -> bool:
    return one["poor"] + one["near_poor"] <= one["members"] and all(
        one[n] <= one["members"] for n in ("women", "older", "uses_bot")
    )


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_hidden_figure_can_be_derived_from_all_that_is_told(data: st.DataObject) -> None:
    """For each there is another one that everybody would have been told the same of, knowing the rule itself."""
    clubs = dict(enumerate(data.draw(st.lists(_clubs(), min_size=1, max_size=5))))
    tree = data.draw(_trees(tuple(clubs)))
    now = told(tree, clubs)
    for club, name in product(clubs, PEOPLE[1:]):
        if is_hidden(clubs[club][name]) and not is_hidden(clubs[club]["members"]):
            assert any(
                told(tree, other) == now
                for other in _otherwise(clubs, club, name)
                if all(_possible(f) for f in other.values())
            ), (club, name)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_nothing_under_five_is_ever_told(data: st.DataObject) -> None:
    clubs = dict(enumerate(data.draw(st.lists(_clubs(), min_size=1, max_size=6))))
    tree = data.draw(_trees(tuple(clubs)))
    for node, name in product(nodes(tree), PEOPLE):
        value = of_unit(node, clubs, name).value
        assert value is None or not is_hidden(value)
    for one, name in product(clubs.values(), PEOPLE):
        value = of_club(one, name).value
        assert value is None or not is_hidden(value)
