"""Who may be somebody that stands in the list already."""

import pytest

from club.people.honorifics import Sex
from club.people.roster import Described, group_key, likely_same

ON = Described("Lò Thị Ón", 1948, Sex.FEMALE, "+84912345678")


@pytest.mark.parametrize(
    "other",
    [
        Described("lo thi on", 1948),
        Described("Lò Thị Ón"),
        Described("Lò Thị Ỏn", 1949, Sex.FEMALE),
        Described("Lò Thị Óng", 1948),
        Described("Vàng Thị Ón", 1990, Sex.FEMALE, "+84912345678"),
    ],
)
def test_the_same_person_written_in_another_way(other: Described) -> None:
    assert likely_same(ON, other)
    assert likely_same(other, ON)


@pytest.mark.parametrize(
    "other",
    [
        Described("Lò Thị Ón", 1951),
        Described("Lò Thị Ón", 1948, Sex.MALE),
        Described("Lò Thị Óng", 1949),
        Described("Lò Văn Inh", 1948),
        Described("Quàng Văn Sơn", 1955, Sex.MALE, "+84912345678"),
    ],
)
def test_other_people(other: Described) -> None:
    assert not likely_same(ON, other)
    assert not likely_same(other, ON)


def test_small_groups_go_by_number_then_by_name() -> None:
    names = ["Tổ 10", "Bản Mới", "Tổ 2", "Tổ 1", "2"]
    assert sorted(names, key=group_key) == ["Bản Mới", "Tổ 1", "Tổ 2", "Tổ 10", "2"]
