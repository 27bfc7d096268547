"""Finding a blood-pressure reading in what was typed: "130/80", "130 80", "13/8", "13 rưỡi trên 8", "HA 138-86 mạch 72"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from club.errors import Refused
from club.health.blood_pressure import SYSTOLIC, Pressure
from club.vietnamese.dates import read_date
from club.vietnamese.fold import fold, words
from club.vietnamese.numbers import NUMBER_WORDS, number_from_words

KEYWORDS = re.compile(r"\b(huyet ap|huyetap|ha|h a|mmhg|do duoc|vua do|tam thu|tam truong)\b")
_OTHER_SUBJECT = re.compile(
    r"\b(ngay|sinh|hop|lich|thang|dong|nghin|ngan|trieu|tr|vay|lai|vnd|tuoi|dt|sdt|so dien thoai)\b|\d(k|tr|d)\b"
)
_FILLER = frozenset(
    "huyet ap huyetap ha h a mmhg mach nhip tim do duoc toi la cua vua moi so hom nay sang trua chieu dem qua kia minh "
    "em con chau ong ba cu bac co chu anh chi me bo thi nhe nha ah da vang luc gio tren duoi va roi xong ve thay lan "
    "ket qua may chi bao oi hien tai dang cho tam thu truong tra loi phut lan/phut l p lp".split()
)
_PULSE_WORD = re.compile(r"(?:mach|nhip tim|nhip|tim)\s*(?:la|:|=)?\s*(\d{2,3})")


OLDEST_WITHOUT_YEAR = timedelta(days=90)
"""A day and month further back than this, typed without a year, was meant for this year: it lies in the future."""


SMALLEST_ALONE = 90
"""mmHg; a bare number from here on was meant as the upper number of a reading."""


@dataclass(frozen=True)
class Typed:
    """A reading as understood, to be echoed in full; `pressure.plausible` says whether to ask first.

    `at` is the local day and time that was typed ("hôm qua", "7 giờ sáng"), None where none was.
    `certain` is False for a form that elsewhere is a date or something else ("13/8").
    """

    pressure: Pressure
    at: datetime | None = None
    certain: bool = True


@dataclass(frozen=True)
class OneNumber:
    """One number was given ("huyết áp tôi là 16"): ask for the other. mmHg, tens already expanded."""

    systolic: int


@dataclass(frozen=True)
class Unclear:
    """Numbers that are no reading: reversed, too many, or out of all bounds."""

    numbers: tuple[int, ...]


_PART_HOURS = {"sang": 7, "trua": 12, "chieu": 16, "toi": 20, "dem": 22}
_DAY = re.compile(
    r"\b(?:(hom nay|hom qua|hom kia)|(?:ngay )(\d{1,2}\s*[/\-]\s*\d{1,2}(?:\s*[/\-]\s*\d{2,4})?))\b"
)
_PART = re.compile(r"\b(sang|trua|chieu|toi|dem)(?: (nay|qua|hom qua|hom nay))\b")
_HOUR = re.compile(
    r"\b(?:luc )?(\d{1,2})\s*(?:h|gio|g|:)\s*(\d{2})?(?: ?phut)?(?:\s*(sang|trua|chieu|toi|dem))?\b"
)


def _take_when(text: str, now: datetime) -> tuple[str, datetime | None]:
    """Takes the words that say when out of the text. `now` is local; so is the answer."""
    day: date | None = None
    at: time | None = None
    hour_of_part = False
    found = _HOUR.search(text)
    if found and int(found[1]) < 24:
        hour = int(found[1])
        if found[3] in ("chieu", "toi", "dem") and hour < 12:
            hour += 12
        at = time(hour, min(int(found[2] or 0), 59))
        text = text[: found.start()] + " " + text[found.end() :]
    found = _DAY.search(text)
    if found:
        day = read_date(found[1] or re.sub(r"\s", "", found[2]), now.date())
        text = text[: found.start()] + " " + text[found.end() :]
        if found[2] and len(re.findall(r"\d+", found[2])) == 2 and now.date() - day > OLDEST_WITHOUT_YEAR:
            day = read_date(re.sub(r"\s", "", found[2]), now.date(), ahead=True)
    found = _PART.search(text)
    if found:
        hour_of_part = at is None
        at = at or time(_PART_HOURS[found[1]])
        day = day or now.date() - timedelta(days=1 if found[2].endswith("qua") else 0)
        text = text[: found.start()] + " " + text[found.end() :]
    if day is None and at is None:
        return text, None
    if day is None:
        day = now.date()
    if at is None:
        at = now.time() if day == now.date() else time(12)
    moment = datetime.combine(day, at, now.tzinfo)
    if moment > now and hour_of_part:
        return text, now  # "tối nay" said before the usual hour of an evening is now
    return text, moment


def _spell_digits(text: str) -> str:
    """Number words into digits: "mot tram ba muoi tren tam muoi" → "130 / 80"."""
    out: list[str] = []
    run: list[str] = []

    def flush() -> None:
        if run:
            value = number_from_words(run)
            out.append(_plain(value) if value is not None else " ".join(run))
            run.clear()

    tokens = re.findall(r"\d+(?:[.,]\d+)?|[a-z]+|[^\sa-z\d]", text)
    for token in tokens:
        if token in NUMBER_WORDS:
            run.append(token)
            continue
        if run or token.isdecimal():
            flush()
        out.append(token)
    flush()
    return " ".join(out)


def _plain(value: Fraction) -> str:
    return str(int(value)) if value.denominator == 1 else str(float(value))


def read_pressure(text: str, now: datetime, *, asked: bool = False) -> Typed | OneNumber | Unclear | None:
    """The reading in `text`, or None where it speaks of something else.

    `now` is local time; `asked` is True where a reading was asked for, so that bare numbers count.
    In tens only when both are below 30 ("13/8" is 130/80), and then echoed in full by the caller.

    Raises:
        Refused: the time typed lies in the future.
    """
    found = _read(text, now, asked)
    if isinstance(found, Typed) and found.at is not None and found.at > now:
        raise Refused("health.reading_future")
    return found


def _read(text: str, now: datetime, asked: bool) -> Typed | OneNumber | Unclear | None:
    typed = fold(text)
    if not re.search(r"\d", typed) and not any(t in NUMBER_WORDS for t in typed.split()):
        return None
    if len(typed) > 200:
        return None
    typed = re.sub(r"^/\w+(@\w+)?", " ", typed)
    alone = re.fullmatch(r"\s*(\d{2,3})\s*(/|tren)?\s*", typed)
    if alone and (alone[2] or int(alone[1]) >= SMALLEST_ALONE):
        upper = int(alone[1]) * (10 if int(alone[1]) < 30 else 1)
        return OneNumber(upper) if upper in SYSTOLIC else Unclear((int(alone[1]),))
    spoken_of = asked or bool(KEYWORDS.search(typed))
    if not spoken_of and not re.search(r"\d|tren", typed):
        return None  # words alone ("ba bốn") are a reading only where one is spoken of
    pulse: int | None = None
    found = _PULSE_WORD.search(typed)
    if found:
        pulse, typed = int(found[1]), typed[: found.start()] + " " + typed[found.end() :]
    typed = (
        re.sub(r"\b(\d{1,2})\s+ruoi\b", r"\1.5", typed)
        if spoken_of or "/" in typed or "tren" in typed
        else typed
    )
    typed = re.sub(r"\b(\d{1,2}),5(?=\s*/)", r"\1.5", typed)
    full = re.search(r"(?<![\d/.,])\d{2,3}\s*/\s*\d{2,3}(?![\d.,])", typed)
    if spoken_of or full or _DAY.search(typed) or _PART.search(typed):
        typed, at = _take_when(typed, now)
    else:
        at = None
    other = bool(_OTHER_SUBJECT.search(typed)) and not spoken_of
    typed = re.sub(r"\b(?:tren|phan)\b", "/", typed)
    # With both numbers in digits the words beside them are words: "bà" and "không" are no 3 and 0.
    spelled = typed if len(re.findall(r"\d+", typed)) >= 2 else _spell_digits(typed)
    strangers = [w for w in re.findall(r"[a-z]+", spelled) if w not in _FILLER]
    numbers = [Fraction(n.replace(",", ".")) for n in re.findall(r"\d+(?:\.5(?!\d))?", spelled)]
    if len(numbers) == 3 and pulse is None:
        if numbers[2].denominator != 1:
            return None
        pulse = int(numbers.pop())
    if len(numbers) == 1 and spoken_of and not strangers:
        value = numbers[0] * 10 if numbers[0] < 30 else numbers[0]
        return OneNumber(int(value)) if 60 <= value <= 260 else Unclear((int(numbers[0]),))
    if len(numbers) != 2:
        return Unclear(tuple(int(n) for n in numbers)) if spoken_of and numbers and not strangers else None
    tens = all(n < 30 for n in numbers)
    if not tens and any(n.denominator != 1 for n in numbers):
        return Unclear(tuple(int(n) for n in numbers)) if spoken_of else None
    high, low = (int(n * 10) if tens else int(n) for n in numbers)
    pressure = Pressure(high, low, pulse)
    if spoken_of:
        return Typed(pressure, at) if _readable(pressure) else Unclear((high, low))
    if other or (strangers and not (full and pressure.plausible)):
        return None
    if re.search(r"\d\s*[.]\s*\d", spelled) and not tens:
        return None  # "130.80" is nothing people write; "12.500" is money
    if tens:
        return Typed(pressure, at, certain=False) if pressure.plausible and low >= 40 else None
    if not _readable(pressure):
        near = 40 <= min(high, low) <= 160 and 60 <= max(high, low) <= 300 and (full or not strangers)
        return Unclear((high, low)) if near else None
    return Typed(pressure, at)


def _readable(pressure: Pressure) -> bool:
    """Near enough to a reading to be asked about ("300/200"), rather than two numbers of something else."""
    return (
        40 <= pressure.systolic <= 320
        and 20 <= pressure.diastolic <= 220
        and pressure.systolic > pressure.diastolic
    )


def is_plain_reading(text: str, now: datetime) -> bool:
    """Whether the text is nothing but an unmistakable reading, so that it is one in the middle of any question."""
    try:
        found = read_pressure(text, now)
    except Refused:
        return False
    if not isinstance(found, Typed) or not found.pressure.plausible:
        return False
    return not [w for w in re.findall(r"[a-z]+", words(text)) if w not in _FILLER and w not in NUMBER_WORDS]
