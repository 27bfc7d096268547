"""Lines of a membership list that name nobody, or somebody who is no longer there: totals, groups,
signatures, notes.
"""

from __future__ import annotations

import re
import unicodedata

from club.vietnamese.fold import fold, words

_TOTALS = re.compile(r"(tong|tong cong|tong so|cong)( cong| so)?( hoi vien| nguoi)?\b.*")
_TOTALS_ALONE = re.compile(
    r"(?:tong|cong)(?: cong| so)?(?: (?:so )?(?:ho|ho ngheo|ho can ngheo|hoi vien|nguoi|nam|nu|danh sach))?"
)
_NOTE = re.compile(
    r"(?:nguoi lap|lap bieu|lap bang|ky ten|ky ghi|ky va|da ky|ghi chu|luu y|xac nhan|noi nhan"
    r"|kinh gui|can cu|danh sach"
    r"|hoi vien (?:moi|cu|nam|nu|danh du|chinh thuc)|tm|t m|kt|thay mat|chu nhiem|pho chu nhiem|ban chu nhiem"
    r"|thu quy|ke toan|thu ky|truong (?:ban|thon|xom|khu)|(?:to|nhom) (?:truong|pho)"
    r"|chu tich|pho chu tich|uy ban|ubnd|hoi nguoi cao tuoi"
    r"|nguoi (?:kiem|nhan|duyet|giao|ky)|phu trach|can bo|dai dien|cau lac bo|clb|trong do|co mat|vang mat"
    r"|ho ten|ho va ten|so luong|ngay \d{0,2} ?thang)\b|(?:nam|nu|het|nt)$"
)
"""beginnings of what stands below and between the people"""
_DAY = re.compile(r"\bngay (?:\d{1,2} )?thang (?:\d{1,2} )?nam\b")
_SIGNED = re.compile(
    r"nguoi lap|lap bieu|lap bang|ky ten|ky ghi|xac nhan|tm\b|t m\b|thay mat|chu nhiem|ban chu nhiem"
)
_GROUP = re.compile(r"(?:tổ|nhóm|bản|thôn|xóm|khu|khối|ấp|buôn|tdp) (?!trưởng|phó)\S")
_GROUP_PLAIN = re.compile(
    r"(?:to|nhom|thon|xom|khu|khoi)(?: dan pho)?(?: so)? (?:\d|[ivx]+\b)|(?:nhom|to dan pho) (?!truong|pho)\S"
)
_COUNT = re.compile(r"(?:so luong )?\d+ (?:nguoi|hoi vien|hv|thanh vien|ho)")
_NUMERAL = re.compile(r"\(?(?:\d{1,4}|[ivx]+|[a-h])\)?[.)\-:/]?", re.IGNORECASE)
_DEAD = re.compile(
    r"\b(?:da (?:mat|chet|qua doi|tu tran|khuat)|qua doi|tu tran|tu vong|(?:moi|vua) mat"
    r"|(?:mat|chet) (?:ngay|thang|nam|hoi|\d+))\b(?! (?:may|dien thoai|the|so|sdt|dt|sim|giay|cmnd|cccd|suc))"
)
_LEFT = re.compile(
    r"\b(?:da (?:chuyen (?!den|tu|ve day)|ra khoi|xin (?:ra|nghi|thoi)|thoi\b)"
    r"|chuyen (?:ve (?!day\b|tu\b)|di\b|sang\b|khoi\b|ra\b|sinh hoat|noi|cho o|khau (?!den|ve day)"
    r"|vao (?:nam|mien))"
    r"|xin (?:ra|thoi|nghi han)\b|ra khoi (?:clb|cau lac bo|hoi)|thoi (?:sinh hoat|tham gia)"
    r"|khong (?:con )?(?:sinh hoat|tham gia)(?: nua)?|bo sinh hoat|nghi (?:han|sinh hoat)|xoa ten"
    r"|khai tru|bo ten)"
)
_GONE_ALONE = "mat|chet|m|chuyen|da chuyen|xoa|bo|loai|thoi|da nghi|chuyen khau|chuyen ho khau".split("|")
_OTHERS = re.compile(r"\b(?:chong|vo|con|chau|bo|me|ong nha|ba nha|dau|re)\b")
_RELATION = re.compile(r"(?:vợ|chồng|con|cháu|vo|chong|chau)\b.*", re.IGNORECASE)


def is_total(cell: str) -> bool:
    """Whether a line sums up the list instead of naming somebody: "Tổng cộng: 45 hội viên".

    "Tống" is a family name.
    """
    if unicodedata.normalize("NFC", cell).casefold().startswith("tống"):
        return False
    said = words(cell)
    return bool(_TOTALS_ALONE.fullmatch(said) or (re.search(r"\d", cell) and _TOTALS.fullmatch(said)))


def is_numeral(cell: str) -> bool:
    """Whether a cell only counts: "12", "(3)", "II."."""
    return bool(_NUMERAL.fullmatch(cell.strip()))


def group_of(line: list[str]) -> str | None:
    """The small group that a line names for those below it: "Tổ 2", "I. Tổ 1: bản Chom Chăng".

    "Tô Thị Lan" is a person, with or without her marks.
    """
    left = [cell for cell in line if not is_numeral(cell) and not _COUNT.fullmatch(words(cell))]
    if len(left) != 1:
        return None
    name = re.sub(r"^(?:[IVX]{1,4}|[A-H]|\d{1,2})[.)\-:/]\s*", "", left[0]).strip(" :.")
    said = unicodedata.normalize("NFC", name).casefold()
    marked = said != fold(said)
    if (marked and _GROUP.match(said)) or (not marked and _GROUP_PLAIN.match(fold(said))):
        return name
    return None


def is_note(cell: str) -> bool:
    """Whether a cell where a name should stand is a note or a signature's heading: "Người lập biểu"."""
    said = words(cell)
    return bool(_NOTE.match(said) or _DAY.search(said))


def is_signature(cell: str) -> bool:
    """Whether the people end here: "Người lập biểu", "TM. Ban chủ nhiệm", "Thân Thuộc, ngày … tháng …"."""
    said = words(cell)
    return bool(_SIGNED.match(said) or _DAY.search(said))


def says_gone(remark: str, *, alone: bool = True) -> bool:
    """Whether a remark says that somebody has died, moved away or left: "Đã mất 3/2026", "Chuyển về Sơn La".

    Not what befell a wife, a husband or a child, nor who has moved here. `alone`: a bare "mất" says it too,
    or one with its day.
    """
    undated = " ".join(
        w for w in words(remark).split() if w not in ("ngay", "thang", "nam") and not w.isdecimal()
    )
    if alone and undated in _GONE_ALONE:
        return True
    for clause in re.split(r"[,;.()]", remark):
        said = words(clause)
        gone = _DEAD.search(said) or _LEFT.search(said)
        if gone and not _OTHERS.search(said[: gone.start()]):
            return True
    return False


def names_two(name: str) -> bool:
    """Whether two people stand in one cell: "Ông Lò Văn Hai và bà Lò Thị Ba", "Lò Văn Hai/ Lò Thị Ba"."""
    bare = re.sub(r"\([^()]*\)", " ", name)
    parts = [p.strip(" .") for p in re.split(r"[/&+;,\n]|\s(?:và|va|cùng|với)\s", bare)]
    parts = [p for p in parts if re.search(r"\w", p)]
    if len(parts) < 2:
        return False
    return any(_RELATION.fullmatch(p) for p in parts[1:]) or sum(len(p.split()) > 1 for p in parts) > 1
