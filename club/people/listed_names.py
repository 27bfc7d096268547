"""A name as it stands in a cell of a list: with a title in front, a remark behind, letters of elsewhere."""

from __future__ import annotations

import re
import unicodedata

from club.errors import Misread
from club.people.legible import UNSURE
from club.people.list_lines import says_gone
from club.people.names import read_name, tidy
from club.vietnamese.fold import fold
from club.vietnamese.said import normalise

_ALIKE = str.maketrans(
    "аеорсухіјѕАВЕКМНОРСТХІЈЅοΟΑΒΕΗΙΚΜΝΡΤΧÐðƉɖı", "aeopcyxijsABEKMHOPCTXIJSoOABEHIKMNPTXĐđĐđi"
)
"""letters of Cyrillic and Greek that look like ours, and the Icelandic Ð that old keyboards gave for Đ"""
_MATHS = re.compile("[\U0001d400-\U0001d7ff]")
_LOST = re.compile(r"\ufffd|\?(?=[^\W\d_])|(?<=[^\W\d_])\?(?=.)|(?<=[^\W\d_])\?\?+")
"""a sign of a question inside a name stands for a letter that some program could not write"""
_REMARK = re.compile(r"\(([^()]*)\)?|\[([^\[\]]*)\]?")
_POSTS = re.compile(
    r"\s*[-–,]\s*(?:(?:CN|PCN|CNCLB|TT|TP|BCH|UV|TK|KT|TQ|HV)$|(?i:_POST)\b.*$)|(?<=\w)\s+(?:_POST)\b.*$".replace(
        "_POST",
        "(?:phó )?(?:chủ nhiệm|CN|thủ quỹ|thư ký|kế toán|bí thư)|(?:tổ|nhóm|đội|bản|chi hội) (?:trưởng|phó)"
        "|(?:trưởng|phó) (?:bản|thôn|ban|nhóm|tổ)|[uủ][yỷ] viên",
    )
)
"""the post of somebody on the committee behind the name; without a sign between only in small letters"""
_NUMBER = re.compile(r"\d{1,3}\s*[.)/]\s*")
_TITLED = re.compile(
    r"(?:hội viên|đồng chí|đ/c|ông cụ|bà cụ|ông|bà|cụ|bác|cô|chú|anh|chị)(?:\s*[:.]\s*|\s+)", re.IGNORECASE
)
_TITLED_BARE = re.compile(r"(?:ong|ba|cu|bac)(?:\s*[:.]\s*|\s+)", re.IGNORECASE)
"""without its marks a title may be a family name: a whole name has to follow"""
_LONGEST = 200
"""characters, with all that stands around the name"""
_STRANGE = re.compile(r"[ßþ]|[^\x00-\x7fÀ-ÖØ-öø-ʯḀ-ỿ\u0300-\u036f–…]")
"""letters of other scripts, and signs that stand for letters in old fonts"""


def listed_name(typed: str) -> str:
    """The name without what a list writes around it: `"Bà: LÒ THỊ ÓN (tổ trưởng)"` → `"Lò Thị Ón"`.

    Unlike in a talk the first word is a family name unless it is a title with its marks: "Ma Seo Dìn".

    Raises:
        Misread: letters that a program lost or that no name has, a remark that the person is gone, no name.
    """
    if _LOST.search(typed):
        raise Misread("roster.file_lost_letters")
    if UNSURE in typed:
        raise Misread("roster.file_old_font")
    plain = normalise(_MATHS.sub(lambda c: unicodedata.normalize("NFKC", c[0]), typed).translate(_ALIKE))
    line = " ".join(plain.split())
    if len(line) > _LONGEST:
        raise Misread("members.name_misread")
    for remark in _REMARK.finditer(line):
        said = (remark[1] or remark[2] or "").strip()
        if says_gone(said):
            raise Misread("roster.file_gone", remark=said[:40])
    name = _REMARK.sub(" ", line) if _REMARK.sub("", line).strip() else line.strip("()[] ")
    name = _POSTS.sub(
        "", _NUMBER.sub("", " ".join(name.split()), count=1) if name[:1].isdigit() else name.strip()
    )
    name = _without_title(" ".join(name.strip(" '\"*,;:_+-–•").split()))
    if _STRANGE.search(name):
        raise Misread("roster.file_letters")
    read = read_name(name)
    whole = tidy(name.rstrip("."))
    return whole if fold(whole).endswith(fold(read)) else read


def _without_title(name: str) -> str:
    """A family name that is spelled as a title stays: "Ông Văn Bé", "Cô Thị Lan"."""
    for titles, fewest in ((_TITLED, 1), (_TITLED_BARE, 3)):
        found = titles.match(name)
        left = name[found.end() :].split() if found else []
        if found and len(left) >= fewest and fold(left[0]) not in ("van", "thi"):
            return _without_title(" ".join(left))
    return name
