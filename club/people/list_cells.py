"""What the cells of a membership list say, as people and spreadsheets write them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from club.errors import Misread
from club.people.births import OLDEST, UnsureBirth, read_birth
from club.people.headings import household_of, is_marked
from club.people.honorifics import Sex, read_sex
from club.people.legible import LOST, UNSURE
from club.people.phones import read_phone, whole_digits
from club.people.roster import Household, ethnic_name
from club.vietnamese.dates import read_date
from club.vietnamese.fold import words

Cell = str | int | float | bool | date | datetime | None
LONGEST = 60
SEXES = {"nam": Sex.MALE, "nu": Sex.FEMALE}
"""columns that are ticked, or hold the year of birth of men or of women"""
_EPOCH = date(1899, 12, 30)
"""day 0 of spreadsheets"""
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+Z?)?")
_ZEROS = re.compile(r"(?:0{1,2}[/.\-]){1,2}(\d{4})")
"""a date of which the year alone is known: "00/00/1950" """
_ABOUT = re.compile(r"^(?:khoảng|khoang|chừng|chung|độ|~|≈|kh\.)\s*(?:năm\s+|nam\s+)?(?=\d)", re.IGNORECASE)
_NO_PHONE = (
    "khong|khong co|ko co|ko|k co|k|0|chua co|chua|khong dung|ko dung|khong co dt|khong co dien thoai"
    "|chua co dt|khong su dung"
).split("|")
_NOTHING = re.compile(r"[-–—_.…/\\?\s]+")
"""what is put into a cell to say that nothing stands there"""


def as_text(cell: Cell) -> str:
    """A cell as somebody would have typed it: 1950.0 → "1950", a date → "05/03/1950", a dash → ""."""
    if cell is None or isinstance(cell, bool):
        return "x" if cell is True else ""
    if isinstance(cell, datetime | date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    text = " ".join(str(cell).split())
    if _NOTHING.fullmatch(text):
        return ""
    return text[1:] if re.match(r"'[=+\-@]", text) else text


def read_cell(column: str, cell: Cell, today: date) -> dict[str, Any]:
    """What a cell of that column says of a person, by the names of the roster. Raises ClubError."""
    if column in SEXES:
        birth = {} if is_marked(as_text(cell)) else _birth(cell, today)
        return {"sex": SEXES[column], **birth}
    return _READ[column](cell, today) if column in _READ else {}


def _from_serial(cell: Cell) -> Cell:
    """A spreadsheet's day number that lost its format, as a date."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 2_200 < cell < 80_000:
        return _EPOCH + timedelta(days=int(cell))
    return cell


def _year_as_day(cell: Cell, today: date) -> int | None:
    """The year that somebody typed into a cell of dates: 1950 became the day of that number, 3 May 1905."""
    if not isinstance(cell, datetime | date):
        return None
    day = cell.date() if isinstance(cell, datetime) else cell
    number = (day - _EPOCH).days
    return number if today.year - OLDEST <= number <= today.year and day.year < today.year - OLDEST else None


def _birth(cell: Cell, today: date) -> dict[str, Any]:
    if year := _year_as_day(cell, today):
        return {"birth_year": year}
    typed = as_text(_from_serial(cell))
    if iso := _ISO.fullmatch(typed):
        typed = f"{iso[3]}/{iso[2]}/{iso[1]}"
    typed = _ABOUT.sub("", typed).rstrip(" ?.")
    if day_unknown := _ZEROS.fullmatch(typed):
        typed = day_unknown[1]
    found = read_birth(typed, today)
    if isinstance(found, UnsureBirth):  # two digits in a column of years are a year
        return {"birth_year": found.as_year}
    return {"birth_year": found.year, "birth_date": found.day}


def _age(cell: Cell, today: date) -> dict[str, Any]:
    age = re.sub(r"\s*(?:tuổi|tuoi|t)?[\s.?]*$", "", as_text(cell), flags=re.IGNORECASE)
    return {"birth_year": read_birth(f"{age} tuoi", today).year}  # type: ignore[union-attr]


def _sex(cell: Cell, today: date) -> dict[str, Any]:
    return {"sex": read_sex(as_text(cell))}


def _phone(cell: Cell, today: date) -> dict[str, Any]:
    """The first number that is one: a cell may hold two."""
    typed = re.sub(r"(?<=\d)\.0$", "", as_text(cell))
    typed = whole_digits(typed)
    if words(typed) in _NO_PHONE:
        return {}
    parts = [typed, *re.split(r"[/,;]| - |\bhoặc\b", typed)]
    for part in parts:
        try:
            return {"phone": read_phone(part)}
        except Misread:
            continue
    raise Misread("members.phone_misread")


def _household(cell: Cell, today: date) -> dict[str, Any]:
    found = household_of(as_text(cell))
    if found is None:
        raise Misread("roster.file_household")
    return {"household": found}


def _card(cell: Cell, today: date) -> dict[str, Any]:
    cell = _from_serial(cell)
    if isinstance(cell, datetime | date):
        return {"card_expires_on": cell.date() if isinstance(cell, datetime) else cell}
    month = re.fullmatch(r"(\d{1,2})[/.\-](\d{4})", as_text(cell))
    if month and 1 <= int(month[1]) <= 12:
        year = int(month[2])
        return {"card_expires_on": date(year, int(month[1]), calendar.monthrange(year, int(month[1]))[1])}
    return {"card_expires_on": read_date(as_text(cell), today, ahead=True)}


def _named(column: str) -> Callable[[Cell, date], dict[str, Any]]:
    def read(cell: Cell, today: date) -> dict[str, Any]:
        typed = as_text(cell)
        if UNSURE in typed or LOST in typed:
            raise Misread("roster.file_old_font")
        if len(typed) > LONGEST or not re.search(r"\w", typed) or typed.startswith(("=", "+", "-", "@")):
            raise Misread("roster.words_misread", most=LONGEST)
        return {column: ethnic_name(typed) if column == "ethnic_group" else typed[:1].upper() + typed[1:]}

    return read


def _marked(household: Household) -> Callable[[Cell, date], dict[str, Any]]:
    def read(cell: Cell, today: date) -> dict[str, Any]:
        if is_marked(as_text(cell)):
            return {"household": household}
        if words(as_text(cell)) not in ("0", "khong", "k", "ko"):
            raise Misread("roster.file_household")
        return {}

    return read


_READ: dict[str, Callable[[Cell, date], dict[str, Any]]] = {
    "birth": _birth,
    "age": _age,
    "sex": _sex,
    "phone": _phone,
    "ethnic_group": _named("ethnic_group"),
    "household": _household,
    "poor": _marked(Household.POOR),
    "near_poor": _marked(Household.NEAR_POOR),
    "small_group": _named("small_group"),
    "team": _named("team"),
    "card_expires_on": _card,
}
