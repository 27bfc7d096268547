"""A pulse said without a blood pressure: "mạch 130", "nhịp tim tôi 62 chứ không phải 72"."""

from __future__ import annotations

import re

from club.health.blood_pressure import PULSE
from club.health.complaints import UNWELL
from club.health.numbers_beside import bare
from club.health.reading_words import is_strange
from club.health.readings import read
from club.vietnamese import persons
from club.vietnamese.marks import pattern, words_pattern
from club.vietnamese.said import Said

LONGEST = 14
"""words; a longer text is a story"""
_SPEAKS = words_pattern(
    r"mạch(?! máu)|nhịp (?:tim|đập)|tim (?:\w+ ){0,2}đập|\d{2,3} nhịp|nhịp \d{2,3}|tim \d{2,3}"
)
_WRONG = pattern(
    r"(?<!\w)(?:không|k|ko|đâu|chẳng|hổng) phải(?: (?:là|số|cái|mạch|nhịp|tim))* (\d{2,3})(?!\d)"
    r"|(?<!\d)(\d{2,3})(?: (?:là|bị|thì))? (?:sai|nhầm|lộn)(?!\w)"
)
_RATHER = pattern(r"(?<!\w)(?:chứ|chớ|mà|k|ko)(?!\w)")


def pulse_alone(said: Said, before: int | None = None) -> int | None:
    """Beats a minute, where nothing else was measured; `before`: the pulse that was noted last, which a
    correction may name beside the right one.
    """
    if len(said.tokens) > LONGEST or not _SPEAKS.search(said.words) or read(said) is not None:
        return None
    bared = bare(said.spoken)
    numbers = [value for _, value in bared.pulses]
    numbers += [int(n) for n in re.findall(r"(?<![\d·/.,])\d{2,3}(?![\d·/]|[.,]\d)", bared.text)]
    wrong = {int(one[1] or one[2]) for one in _WRONG.finditer(said.spoken)}
    right = set(numbers) - wrong
    if len(right) > 1:
        right -= {before}
    beside = _RATHER.sub(" ", bared.text)
    complaints = [found.span() for found in UNWELL.finditer(beside)]  # "mạch 38, choáng váng"
    if len(right) != 1 or len(numbers) > 2 or is_strange(beside, complaints, _names(said)):
        return None
    value = right.pop()
    return value if value in PULSE else None


def _names(said: Said) -> set[str]:
    return {word for mention in persons.of(said).others for word in mention.name.split()}
