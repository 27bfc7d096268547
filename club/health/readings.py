"""Finding blood-pressure readings in what was said:
"130/80", "13 rưỡi trên 8", "SYS 135 DIA 85 PUL 72", several in one.

A misreading may never store a value: what may be something else, or is only spoken of,
carries a doubt and is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from club.health.blood_pressure import DIASTOLIC, PULSE, SYSTOLIC, Pressure
from club.health.numbers_beside import HIGH_LABEL, LOW_LABEL, Bared, bare
from club.health.parted_decimals import parted_decimals
from club.health.reading_words import About, about, is_strange, spoken_kind, tells_errand
from club.health.spoken_numbers import runs, spoken_number
from club.vietnamese import persons
from club.vietnamese.marks import pattern
from club.vietnamese.said import Said

LONGEST = 60
"""words; a longer message is a story, in which two numbers prove nothing"""
SMALLEST_ALONE = 90
"""mmHg; a bare number from here on was meant as the upper number of a reading."""
LOWEST_TENS = 40
"""mmHg; "8/3" is a day"""
ORDINARY = (160, 100)
"""mmHg; a pair in tens is taken without asking only below both."""


class Doubt(StrEnum):
    """Why a reading is asked about before anything is stored or anybody alarmed."""

    TENS = "tens"  # "20/11": a date as well
    FORM = "form"  # two numbers that people write otherwise
    STRANGE = "strange"  # beside words of something else
    DENIED = "denied"  # "không phải 130/80"
    TOLD = "told"  # a rule, a question, a doctor's word
    GOAL = "goal"  # what it should be
    REFUSED = "refused"  # "đừng ghi 145/85"
    ODD = "odd"  # no plausible pair
    WHEN = "when"  # a time that cannot be placed


@dataclass(frozen=True)
class Typed:
    """One reading as understood; `span` is the part of `Said.spoken` that belongs to it, `digits` its own."""

    pressure: Pressure
    doubt: Doubt | None = None
    span: tuple[int, int] = (0, 0)
    digits: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Readings:
    """The readings of one message, in its order."""

    found: tuple[Typed, ...]

    @property
    def certain(self) -> bool:
        """Whether all of them may be stored as they are."""
        return all(one.doubt is None for one in self.found)


@dataclass(frozen=True)
class OneNumber:
    """One number was given ("huyết áp tôi là 16"): ask for the other. mmHg, tens already expanded."""

    systolic: int


@dataclass(frozen=True)
class Unclear:
    """Numbers that are no reading: reversed, too many, or out of all bounds."""

    numbers: tuple[int, ...]


@dataclass(frozen=True)
class TakeBack:
    """A reading is to be deleted; its pressure where it was named."""

    pressure: Pressure | None = None


Found = Readings | OneNumber | Unclear | TakeBack

_NUMBER = r"(?<![\d.,+])(?!0)(\d{1,4}(?:[.,]\d(?!\d))?)(?!\d)"
_STRONG = r"\s*(?:/+|\\|\|)\s*|\s+(?:trên|phần|chia|over)\s+|(?<=\d)(?:trên|phần)(?=\d)"
_WEAK = r"\s*(?:[-x,:;_]|\.{1,3})\s*|\s+(?:với|vs|và|rồi|x)\s+|[ \t]+"
_PAIR = pattern(
    rf"{_NUMBER}(?P<sep>(?P<strong>{_STRONG})|{_WEAK})(\d{{1,4}}(?:[.,]\d(?!\d))?)(?!\d|[.,]\d)"
    rf"(?:\s*[/,;-]\s*|[ \t]+)?(?:(?<![\d.])(\d{{2,3}})(?!\d|\s*(?:/|-|x|\||trên|phần)\s*\d|[.,]\d))?"
)
_NOT_THAT = pattern(r"(?<!\w)(?:không|đâu|chẳng|hổng|chả) phải(?!\w)(?!.*(?:mà|là)\s*$)")
""" "130/80 chứ không phải 190/120": the second was not measured """
_EITHER = pattern(r"(?<!\w)(?:hay|hoặc)(?: là)?(?!\w)")
""" "145/85 hay 154/85": which one is not known """
_TWO_TENS = re.compile(r"\d{1,2}\s*[-x:. ]\s*\d{1,2}")
_THREE = re.compile(r"^\d+\s*([/.-])\s*\d+\s*\1\s*\d+$")
_ALONE = pattern(r"\s*(\d{2,3})\s*(/|trên)?\s*")
_GLUED = re.compile(r"(?<!\d)(1\d\d|2[0-4]\d|[89]\d)([4-9]\d|1[0-2]\d)(?!\d)")


def _value(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


def _expanded(high: Fraction, low: Fraction) -> tuple[int, int, bool] | None:
    """(systolic, diastolic, whether in tens); None for a half that means nothing."""
    tens = high < 30 and low < 30
    if not tens and (high.denominator != 1 or low.denominator != 1):
        return None
    scale = 10 if tens else 1
    return int(high * scale), int(low * scale), tens


def _readable(pressure: Pressure) -> bool:
    """Near enough to a reading to be asked about ("300/200"), rather than two numbers of something else."""
    return (
        40 <= pressure.systolic <= 320
        and 20 <= pressure.diastolic <= 220
        and pressure.systolic > pressure.diastolic
    )


def _form_doubt(pressure: Pressure, tens: bool, separator: str, keyword: bool, half: bool) -> Doubt | None:
    if not pressure.plausible:
        return Doubt.ODD
    if tens and pressure.diastolic < LOWEST_TENS:
        return Doubt.ODD
    if tens and (pressure.systolic >= ORDINARY[0] or pressure.diastolic >= ORDINARY[1]):
        return Doubt.TENS
    if tens and separator.strip() in ("-", ".", ":", "x", "") and not keyword and not half:
        return Doubt.FORM
    return Doubt.FORM if re.fullmatch(r"[.]+|[:;_]|roiF?", separator.strip()) else None


def _labelled(text: str) -> str:
    """ "SYS 135 DIA 85" as "135/85", in either order; labels that stand alone are left."""
    labels = sorted(
        [(m.start(), m.end(), int(m[1]), "high") for m in HIGH_LABEL.finditer(text)]
        + [(m.start(), m.end(), int(m[1]), "low") for m in LOW_LABEL.finditer(text)]
    )
    out, index = text, 0
    while index + 1 < len(labels):
        first, second = labels[index], labels[index + 1]
        if first[3] == second[3]:
            index += 1
            continue
        high, low = (first, second) if first[3] == "high" else (second, first)
        pair = f" {high[2]}/{low[2]} "
        width = second[1] - first[0]
        if len(pair) <= width:
            out = out[: first[0]] + pair.ljust(width) + out[second[1] :]
        index += 2
    return out


def _pairs(bared: Bared, keyword: bool, asked: bool, alone: bool = False) -> list[Typed]:
    text = _labelled(bared.text)
    found: list[Typed] = []
    if (broken := parted_decimals(text, keyword or asked)) is not None:
        return [Typed(broken[0], Doubt.FORM, broken[1], broken[1])]
    at, left = 0, -1
    while match := _PAIR.search(text, at):
        values = _expanded(_value(match[1]), _value(match[4]))
        strong = match["strong"] is not None
        if values is None:
            at = match.start(4)
            continue
        high, low, tens = values
        third = int(match[5]) if match[5] else None
        pulse = third if third in PULSE and not match[5].startswith("0") else None
        pressure = Pressure(high, low, pulse)
        mixed = high >= SMALLEST_ALONE and low < 20
        if mixed:  # "trăm ba trên tám"
            pressure = replace(pressure, diastolic=low * 10)
        half = any(_value(n).denominator != 1 for n in (match[1], match[4]))
        weak_but_certain = pressure.plausible and (not tens or half or keyword or asked)
        if not strong and not weak_but_certain and not (alone and pressure.plausible):
            at = left = match.start(4)
            continue
        doubt = _form_doubt(pressure, tens, match["sep"], keyword or asked, half)
        if mixed:
            doubt = Doubt.FORM if pressure.plausible else Doubt.ODD
        if tens and third is not None and _THREE.match(match[0].strip()):
            doubt = Doubt.TENS  # "12/8/70" is a day of birth
        if third is not None and pulse is None:
            doubt = doubt or Doubt.ODD
        if not strong and match.start() == left:  # "90 150 70": which two belong together
            doubt = doubt or Doubt.FORM
        found.append(Typed(pressure, doubt, match.span(), match.span()))
        at = match.end()
    return _with_pulses(found, bared.pulses)


def _with_pulses(found: list[Typed], pulses: Sequence[tuple[int, int]]) -> list[Typed]:
    """Each pulse to the reading it follows, else to the one it stands before."""
    for place, pulse in pulses:
        if not found:
            break
        before = [i for i, one in enumerate(found) if one.span[0] < place]
        index = before[-1] if before else 0
        one = found[index]
        if one.pressure.pulse is None:
            doubt = one.doubt if pulse in PULSE else one.doubt or Doubt.ODD
            taken = replace(one.pressure, pulse=pulse if pulse in PULSE else None)
            found[index] = replace(one, pressure=taken, doubt=doubt)
    return found


def _parted(found: Sequence[Typed], text: str) -> list[Typed]:
    """Each reading with the words that belong to it: to the comma behind it, else to its own end, from there
    the next; the last to the end.
    """
    out: list[Typed] = []
    start = 0
    for index, one in enumerate(found):
        end = len(text)
        if index + 1 < len(found):
            cut = re.search(r"[,;\n]", text[one.span[1] : found[index + 1].span[0]])
            end = one.span[1] + (cut.start() if cut else 0)
        out.append(replace(one, span=(start, end)))
        start = end
    return out


@lru_cache(maxsize=64)  # several readers of one message ask
def read(said: Said, *, asked: bool = False) -> Found | None:
    """What the text says of blood pressure, or None where it speaks of something else.

    `asked` is True where a reading was asked for, so that bare numbers count.
    """
    kind = spoken_kind(said.spoken)
    if kind.deletes:
        first = _pairs(bare(said.spoken), True, True)
        return TakeBack(first[0].pressure if first else None)
    if len(said.tokens) > LONGEST:
        return None
    bared = bare(said.spoken)
    found = _pairs(bared, kind.keyword, asked, bool(_TWO_TENS.fullmatch(said.normal.strip())))
    if found and not kind.keyword and not asked and tells_errand(bared.text):
        found = _no_days(said, found)
        if not found:
            return None
    if found:
        return _judged(said, bared, found, asked)
    return _one_number(said, bared, asked)


def _no_days(said: Said, found: Sequence[Typed]) -> list[Typed]:
    """Beside an errand a pair in tens may be a day: "đi chợ về 20/11" is one, "13/8" is asked about."""
    left = [one for one in found if one.doubt is not Doubt.TENS]
    return [replace(one, doubt=one.doubt or Doubt.TENS) if _in_tens(said, one) else one for one in left]


def _only_spoken_of(subject: About) -> Doubt | None:
    """Why numbers are none that somebody measured and wants noted."""
    if subject.refused:
        return Doubt.REFUSED
    if subject.denied:
        return Doubt.DENIED
    if subject.told:
        return Doubt.GOAL if subject.goal else Doubt.TOLD
    return None


def _judged(said: Said, bared: Bared, found: list[Typed], asked: bool) -> Found | None:
    kind = spoken_kind(said.spoken)
    spans = [one.span for one in found]
    if len(found) > 1 and _EITHER.search(bared.text[spans[0][1] : spans[-1][0]]):
        return Unclear(tuple(n for one in found for n in (one.pressure.systolic, one.pressure.diastolic)))
    if len(found) > 1 and _NOT_THAT.search(bared.text[spans[0][1] : spans[1][0]]):
        return Readings(tuple(_parted([replace(found[0], doubt=Doubt.FORM)], said.spoken)))
    subject = about(bared.text, spans)
    names = _names(said)
    judged: list[Typed] = []
    for one in found:
        if one.doubt is Doubt.ODD and not _readable(one.pressure):
            numbers = (one.pressure.systolic, one.pressure.diastolic)
            near = min(numbers) >= 30 and max(numbers) <= 300
            return Unclear(numbers) if (kind.keyword or asked or near) and not subject.other else None
        doubt = one.doubt
        if (spoken := _only_spoken_of(subject)) is not None:
            doubt = spoken
        elif subject.corrects:
            doubt = doubt or Doubt.FORM
        elif subject.other and not asked:
            if one.doubt is not None or _in_tens(said, one) or not kind.keyword:
                return None
            doubt = Doubt.STRANGE
        elif not kind.keyword and not asked and said.normal.rstrip().endswith("?"):
            doubt = doubt or Doubt.TOLD  # "135/80?" asks
        elif not kind.named and not asked and is_strange(bared.text, spans, names):
            doubt = doubt or Doubt.STRANGE
        judged.append(replace(one, doubt=doubt))
    if subject.corrects and len(judged) > 1:
        judged = judged[-1:]
    return Readings(tuple(_parted(judged, said.spoken)))


def _names(said: Said) -> set[str]:
    return {word for mention in persons.of(said).others for word in mention.name.split()}


def _in_tens(said: Said, one: Typed) -> bool:
    return not re.search(rf"(?<!\d){one.pressure.systolic}(?!\d)", said.spoken)


def _one_number(said: Said, bared: Bared, asked: bool) -> Found | None:
    kind = spoken_kind(said.spoken)
    text = bared.text
    alone = _ALONE.fullmatch(text)
    if alone and (alone[2] or int(alone[1]) >= SMALLEST_ALONE):
        upper = int(alone[1]) * (10 if int(alone[1]) < 30 else 1)
        return OneNumber(upper) if upper in SYSTOLIC else Unclear((int(alone[1]),))
    glued = _GLUED.search(text)
    if glued and (glued[0] == text.strip() or kind.keyword):
        pressure = Pressure(int(glued[1]), int(glued[2]))
        if pressure.plausible:
            return Readings((Typed(pressure, Doubt.FORM, (0, len(text)), (0, len(text))),))
    if not (kind.keyword or asked) or kind.other_measure:
        return None
    numbers = [int(n) for n in re.findall(r"(?<![\d.,·])\d{1,4}(?![\d·]|[.,]\d)", text)]
    subject = about(text, [(0, 0)])
    if subject.told or subject.denied or subject.other or is_strange(text, [(0, 0)], _names(said)):
        return None
    if len(numbers) == 1:
        value = numbers[0] * 10 if numbers[0] < 30 else numbers[0]
        return OneNumber(value) if value in SYSTOLIC else Unclear((numbers[0],))
    return Unclear(tuple(numbers)) if len(numbers) == 2 else None


def is_plain(said: Said) -> bool:
    """Whether the text is nothing but unmistakable readings,
    so that they are ones in the middle of any question.
    """
    found = read(said)
    if not isinstance(found, Readings) or not found.certain:
        return False
    return not is_strange(bare(said.spoken).text, [(0, 0)], _names(said))


@dataclass(frozen=True)
class Lower:
    """The lower number (mmHg), and the pulse where it was said beside it."""

    value: int
    pulse: int | None = None


def lower_number(said: Said) -> Lower | None:
    """The answer to "and the lower number?": "95", "chín chục", "dưới 92", "95 mạch 72";
    None for another measure.
    """
    if len(said.tokens) > LONGEST:
        return None
    bared = bare(said.spoken)
    text = bared.text
    if not re.search(r"\d", text):
        words = said.words.split()
        spans = list(runs(said.words))
        value = spoken_number(spans[0][2]) if len(spans) == 1 and words else None
        numbers = [int(value)] if value is not None and value.denominator == 1 else []
    else:
        numbers = [int(n) for n in re.findall(r"(?<![\d·])\d{1,3}(?![\d·])", text)]
    if len(numbers) != 1 or is_strange(text, [(0, 0)]) or about(text, [(0, 0)]).other:
        return None
    low = numbers[0] * 10 if 6 <= numbers[0] < 20 else numbers[0]
    pulse = bared.pulses[0][1] if bared.pulses and bared.pulses[0][1] in PULSE else None
    return Lower(low, pulse)


def lower_in(said: Said) -> int | None:
    """The one number (mmHg) of a text that says more than the lower number alone: "95, đau ngực";
    115 is the number to call.
    """
    found = [int(n) for n in re.findall(r"(?<![\d·])\d{2,3}(?![\d·])", bare(said.spoken).text)]
    numbers = [number for number in found if number != 115]
    return numbers[0] if len(numbers) == 1 and numbers[0] in DIASTOLIC else None
