"""Whom a text speaks of: the writer, or somebody by a word of kinship, of neighbourhood, or by name.

Any word for a person but the writer's own means that what is told is not silently the writer's. "tôi" in "mẹ
tôi" does not make it so. Words of every region: mẹ, má, mạ, mệ, mế, bầm, u; bố, ba, cha, tía, thầy; and those
of marriage.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from club.vietnamese.fold import fold
from club.vietnamese.marks import plain, words_pattern
from club.vietnamese.said import Said

_OWN = (
    "tôi|tui|mình|con|em|cháu|tao|tau|tớ|bọn con|chúng tôi|chúng em|nhà tôi|nhà em|nhà con"
    "|nhà tui|nhà cháu|nhà mình|nhà|của con|của em|của tôi|của cháu"
)
_MOTHER = (
    r"mẹ(?: đẻ| già)?|má!|mạ!|mạ(?= (?:tôi|tui|em|con|mình|đo|bị|vừa|mới|được|huyết|ha|hôm|sáng|chiều|đau"
    r"|mệt|khó|uống|ngã|té|méo|xỉu|ngất|nói|ở|lên|cao))|^mạ(?= \d)|mệ|mế|bầm|bủ|u(?= (?:tôi|em|con|tui|nhà"
    r"|cháu))"
    "|bu(?= (?:tôi|em|con|tui|nhà))|êm!|mama"
)
_FATHER = (
    "bố!(?: đẻ| già)?|bo(?= (?:tôi|tui|em|con|mình|cháu|chồng|vợ|đo|bị|vừa|\\d))|cha|tía|ba!"
    "|ba(?= (?:tôi|tui|em|con|mình|cháu|má))|thầy(?= (?:tôi|em|u))"
)
_SPOUSE = "vợ|dzợ|chồng(?! mặt)|bà xã|ông xã|ông nhà|bà nhà|lão nhà|mụ nhà|ổng nhà|bả nhà|cụ nhà"
_QUALIFIED = (
    r"(?:anh|chị|em|con|cháu|chú|cô|dì|cậu|bác|o!|mợ|thím|dượng|ông|bà|cụ|cố|kỵ) "
    r"(?:trai|gái|cả|hai!|út|ruột|họ|rể|dâu|nuôi|nội|ngoại|bé|nhỏ|đầu|thứ|lớn|chồng|vợ|sui"
    r"|thông gia|bạn|hàng xóm|láng giềng|bên|kia|này|ấy|ta|già|lão|trưởng bản|giúp việc|cụ)"
)
_OTHERS = (
    r"hàng xóm|láng giềng|(?:đo|đo giúp|đo hộ) cho (?:em|con|cháu|nó|hắn)(?: (?:tôi|nó|dâu"
    r"|rể|gái|trai))?|người (?:nhà|yêu|bệnh|khác|ta|bên cạnh|thân|quen)|bạn(?= (?:tôi"
    r"|em|mình|con|tui|cháu|bè|học))|khách(?: nhà)?|trưởng bản|thông gia|ông bà|ba má|bố mẹ"
    r"|cha mẹ|"
    r"con bé|thằng (?:bé|cháu|con|cu|nhỏ|em|út|cả|hai|lớn)|đứa (?:bé|cháu|con|út|lớn|nhỏ)"
    r"|cô giáo|thầy giáo|bí thư"
    r"|chủ tịch|giúp việc|cả nhà|mọi người|gia đình|ổng!|bả!|ảnh!|chỉ ấy|hội viên|tụi nhỏ"
    r"|sấp nhỏ"
)
_ALONE = r"dượng!|mợ!|thím!|mụ!|ải!|chế!|nội!|ngoại!|ôn!|dì!|cậu!"
_TITLE = r"ông|bà|cụ|cô|chú|bác|anh|chị|em|cháu|o!|dì|dượng|cậu|thím|mợ|chế!|cố|bà cụ|ông cụ|hội viên|bạn"
_NO_NAME = words_pattern(
    r"\d.*|đo|bị|được|ơi|ạ|tôi|tui|vừa|có|huyết|hôm|số|cho|giúp|hộ|giùm|nhé|nha|nghe|ghi"
    r"|của|với|và|là|thì|đã|đang|mới|lại|cũng|không|sáng|trưa|chiều|tối|qua|nay|mạch|nhịp"
    r"|ha|bp|cao|thấp|tuổi|nặng|"
    r"này|kia|đây|đó|gửi|báo|khỏe|khoẻ|chưa|rồi|ai|gì|nào|sao|muốn|xin|nhờ|đến|đi|về|ở"
    r"|trong|ngoài|từ|lúc|hồi|ngày|tuần|tháng|năm|lần|tay|máy|uống|mệt|đau|trên|dưới|nhưng"
    r"|mà|để|nếu|em|con|cháu|bé|mình|nhà|hả|"
    r"một|hai|bốn|sáu|bảy|tám|chín|mười|trăm|chục|đo được|sys|dia|pul|sẽ|vẫn|thấy|kêu|nhiều"
    r"|xoá|xóa|nhập|nợ|vay|gọi|trợ|lý|cái|xem|y|sĩ|tá|tóm|đưa"
)
_MEASURER = words_pattern(
    r"(?:lần|đợt|tổ|thứ|bản|nhóm) (?:một|hai|ba|tư|bốn|năm)|bác sĩ|bác sỹ|y sĩ|cô y tá"
    r"|anh y tá|chị y tá|y tá|cô điều dưỡng|điều dưỡng|thầy thuốc"
    r"|cán bộ(?: y tế)?|trạm(?: y tế| xá)?|cô y tế|nhân viên y tế|bệnh viện|"
    rf"máy (?:của )?(?:nhà )?(?:(?:{_TITLE}|mẹ|bố|chồng|vợ|con|hàng xóm|tôi|tui"
    r"|em)(?: \w+)??)(?= đo| được| báo)"
)
_HELPED = words_pattern(
    r"(?:(?:ghi|nhập|bấm|gửi|nhắn|gõ)(?: (?:giúp|hộ|giùm|dùm|cho))+ (?:tôi|tui|mình|em|con|cháu)"
    r"|đo(?: (?:giúp|hộ|giùm|dùm|cho))+ (?:tôi|tui|mình))"
)
_BEES = words_pattern(r"ong (?:\w+ )?(?:đốt|chích|châm|vò vẽ|mật|rừng)")
_VOCATIVE = words_pattern(
    rf"(?:{_TITLE}|trợ lý|con|bạn|các \w+|mấy \w+) ơi|(?:thưa|chào|gửi"
    rf"|dạ thưa) (?:các )?(?:{_TITLE}|con)(?: chủ nhiệm)?"
)
_VOCATIVE_END = words_pattern(rf"(?:nhé|ạ|nha|nghe|không|hả|rồi|hỉ) (?:{_TITLE}|con|cháu|em|ad|trợ lý)$")
_SELF = words_pattern(r"tôi|tui|mình|tao|tau|tớ|bản thân|em|con|cháu")
_OF_OWN = (
    r"(?:cô|o|chú|bác|anh|chị|cháu|con|em|ông|bà|cụ|dượng|dì|cậu|mợ|thím|mụ|chế)(?= (?:tôi|tui"
    r"|mình)(?!\w))|con(?= em(?!\w))|bác(?= ruột)"
)
_KIN = words_pattern(
    rf"(?P<others>{_OTHERS})|(?P<mother>{_MOTHER})|(?P<father>{_FATHER})"
    rf"|(?P<spouse>{_SPOUSE})|(?P<qualified>{_QUALIFIED})|(?P<possessed>{_OF_OWN})"
    rf"|(?P<alone>{_ALONE})|(?P<house>nhà (?:tôi|tui|em|con|cháu|mình)(?= (?:đo|vừa|mới|bị"
    r"|được|hôm|nay|sáng|tối)| \d))"
)
_TITLED = words_pattern(
    rf"(?P<title>{_TITLE})\s+(?P<name>[^\W\d]+)(?:\s+(?P<more>[^\W\d]+))?(?:\s+(?P<last>[^\W\d]+))?"
)
_BARE_TITLE = words_pattern(r"ông|bà|cụ!")
_AMBIGUOUS = {"co", "chi", "em", "con", "cau", "di", "o", "cu", "mo", "chu", "anh", "chau", "bac"}
"""titles that without marks are other words as well: "có", "chỉ", "đi" """
_NUMBERS = words_pattern(
    r"(?:một|hai|ba|bốn|tư|năm|lăm|nhăm|sáu|bảy|bẩy|tám|chín|mười|mươi|trăm|rưỡi|linh|lẻ"
    r"|chục|hăm|mốt|trên|phần)"
    r"(?: (?:một|hai|ba|bốn|tư|năm|lăm|nhăm|sáu|bảy|bẩy|tám|chín|mười|mươi|trăm|rưỡi|linh"
    r"|lẻ|chục|hăm|mốt|trên|phần))+"
)
_AFTER_KIN = re.compile(
    words_pattern(rf"(?:(?:{_OWN})(?!\w)\s*)*")
    .pattern.replace("(?<!\\w)", "")
    .replace("(?!\\w)(?!\\w)", "(?!\\w)")
)
_FURTHER = words_pattern(rf"vợ|chồng|nuôi|kế|đỡ đầu|của (?!(?:{_OWN})(?!\w))\w+|bạn")
_ANOTHER = words_pattern(r"(?:anh|chị|ông|bà|em|cháu|cô|chú|bác|con) (?P<name>[^\W\d]+)")
_NOT_PEOPLE = re.compile(
    r"\b(?:huyet|ap|ha|bp|sys|dia|pul|mmhg|mach|spo|tay|lan|hom|sang|chieu|toi|do|bao)\b"
)
_OWNED_BY = words_pattern(r"của (?P<name>[^\W\d]+)")
_OWN_WORD = words_pattern(
    rf"{_OWN}|ông|bà|cụ|bác|cô|chú|anh|chị|ta|chúng|bọn|bệnh|trạm|câu|clb|xã|thôn|hôm|bữa|mỗi"
)
_NAME_FIRST = re.compile(r"([^\W\d_]+)\s*[:,-]?\s+\d{2,3}\s*[/\s]\s*\d{2,3}")
_NAMES_LIKE_WORDS = frozenset(
    "lan nam tam sau bay tu hai chin ut hoa mai thu nga sang mui mao dau khang binh".split()
)
"""Names that are other words where they are written small, or without marks: "lần", "năm", "tám"."""
THEY = "người ấy"
"""how somebody is spoken of whom no word fits"""
_GROUPS = {"mother": "mẹ", "father": "bố"}


@dataclass(frozen=True)
class Mention:
    """Somebody spoken of.

    `kin`: the word for them in plain form ("mẹ" for every word for a mother), `name`: as typed.

    `further`: more was said that makes it somebody else's ("mẹ vợ", "mẹ của bạn"),
    so that a word alone must not decide.
    """

    kin: str
    name: str = ""
    further: bool = False


@dataclass(frozen=True)
class Spoken:
    """Whom a text speaks of: `own` where a word for the writer stands by itself."""

    others: tuple[Mention, ...]
    own: bool = False
    helped: bool = False
    """somebody measured for the writer: the persons named may be the helpers"""


def _is_name(word: str, written: str) -> bool:
    """Whether a word behind a title is a name: written with a capital, or without marks and no other word."""
    return _capital(written, word) or (plain(word) == word and not _NO_NAME.fullmatch(word))


def spoken_of(text: str, written: str = "") -> Spoken:
    """Who is spoken of in a text in the alphabet of `marks` (`Said.spoken`, or a part of it).

    `written` is the same part as typed, where capitals tell names; left out, only words tell.
    """
    rest = _BEES.sub(" ", text)
    rest = _NUMBERS.sub(" ", _MEASURER.sub(" ", rest))
    rest = _VOCATIVE.sub(" ", rest)
    rest = _VOCATIVE_END.sub(" ", rest.rstrip(" .,!?"))
    helping = _HELPED.search(rest)
    found: list[Mention] = []
    for match in _KIN.finditer(rest):
        kind = match.lastgroup or ""
        if found and kind in ("qualified", "others", "alone") and _within_last(rest, match.start()):
            continue
        after = rest[match.end() :]
        kin = _GROUPS.get(kind) or plain(match[0])
        called, further = _name_and_more(after, written)
        found.append(Mention(kin, called, further or kind == "others"))
    taken = _KIN.sub(" # ", rest)
    for match in _TITLED.finditer(taken):
        words = [w for w in (match["name"], match["more"], match["last"]) if w]
        name = []
        for word in words:
            if not _is_name(word, written):
                break
            name.append(word)
        certain = match["title"] not in _AMBIGUOUS | {"chauS"} or _capital(written, name[0] if name else "")
        if name and certain:
            found.append(Mention(plain(match["title"]), " ".join(plain(w) for w in name)))
    if not found:
        if (bare := _BARE_TITLE.search(taken)) is not None:
            found.append(Mention(plain(bare[0])))
        if (full_name := _full_name(written) or _single_name(written, rest)) is not None:
            found.append(Mention("", full_name))
    helped = helping is not None and not (
        _KIN.search(rest, helping.end()) or _TITLED.search(rest, helping.end())
    )
    own = bool(_SELF.search(re.sub("#.*?(?=[,;.]|$)", " ", taken))) if found else bool(_SELF.search(taken))
    return Spoken(tuple(dict.fromkeys(found)), own, helped)


def _full_name(written: str) -> str | None:
    """Two or more words in a row with capitals, which nobody writes but for people: "Vàng Thị Mẩy 143/86"."""
    if written.isupper():
        return None
    row: list[str] = []
    for word in [*re.findall(r"[^\W\d_]+|[^\s]", written), ""]:
        if word[:1].isupper() and len(word) > 1:
            row.append(fold(word))
            continue
        if len(row) >= 2 and not _NOT_PEOPLE.search(" ".join(row)):
            return " ".join(row)
        row = []
    return None


def _single_name(written: str, text: str) -> str | None:
    """A name without a title: "190/120 của Lan", "Lan 130/80" (with a small letter it is "lần")."""
    owner = _OWNED_BY.search(text)
    if owner and not _OWN_WORD.fullmatch(owner["name"]) and _is_name(owner["name"], written):
        return plain(owner["name"])
    first = _NAME_FIRST.match(written)
    if first and not written.isupper() and fold(first[1]) in _NAMES_LIKE_WORDS:
        return fold(first[1])
    return None


def _capital(written: str, name: str) -> bool:
    if written.isupper():
        return False
    return any(w[:1].isupper() and fold(w) == plain(name) for w in re.findall(r"(?<=\s)[^\W\d_]+", written))


def _within_last(text: str, at: int) -> bool:
    """Whether the word at `at` only goes on with the person named just before ("mẹ của bạn em")."""
    before = text[:at].rstrip()
    return bool(words_pattern(r"(?:của|nhà|cho)$").search(before))


def _name_and_more(after: str, written: str) -> tuple[str, bool]:
    """The name that follows a word for somebody, and whether what follows makes them another one's."""
    after = after.lstrip()
    if _FURTHER.match(after):
        return "", True
    another = _ANOTHER.match(after)
    if another and _is_name(another["name"], written):
        return "", True
    own = _AFTER_KIN.match(after)
    rest = after[own.end() :].lstrip() if own else after
    if own and own.end() and _FURTHER.match(rest):
        return "", True
    word = re.match(r"([^\W\d]+)", after)
    return (plain(word[1]) if word and _is_name(word[1], written) else ""), False


def of(said: Said) -> Spoken:
    """Whom the whole text speaks of."""
    return spoken_of(said.spoken, said.normal)
