"""Whether somebody asks to be let in, which is no consent to what is kept of them: "cho em vào với"."""

from __future__ import annotations

from club.vietnamese.marks import words_pattern
from club.vietnamese.said import Said

_IN = r"(?:vào|tham gia|gia nhập|nhập hội|theo|sinh hoạt)"
_ASKS_IN = words_pattern(rf"(?:cho|xin|muốn|nhờ|đăng ký|được)(?: \w+){{0,3}} {_IN}")
_AGREES = words_pattern(
    r"đồng ý|nhất trí|vâng|dạ vâng|ừ|ừa|uk|ok|oke|được(?! (?:vào|tham gia))|bằng lòng|đồng tình|có!"
    r"|co(?= |$)(?! the)"
)


def asks_in(said: Said) -> bool:
    """Whether nothing but the wish to join is said, beside no word that agrees."""
    return _ASKS_IN.search(said.words) is not None and _AGREES.search(said.words) is None
