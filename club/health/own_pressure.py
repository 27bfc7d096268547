"""Whether a reading is said to be the writer's own: "huyết áp của tôi 130/80", "huyết áp em 120/80".

Whoever writes for a parent says "tôi đo" of the parent's arm as well; what is owned by them is theirs.
"""

from __future__ import annotations

from club.vietnamese.marks import words_pattern
from club.vietnamese.said import Said

_MYSELF = r"(?:tôi|tui|mình|tớ|tao|tau|em|chính tôi|chính mình|bản thân(?: tôi| mình| em)?)"
_ANOTHERS = r"(?:gái|trai|út|họ|rể|dâu|ruột|nuôi|cả|bé|chồng|vợ|tôi|tui|mình|nó|kia|ấy|này|hai|ba|tư)"
_OWNED = words_pattern(
    rf"(?:(?:huyết áp|ha|số đo|số|kết quả|cái|đó|này|đấy|ấy|kia|nó)(?: là)? của|huyết áp|của)"
    rf" {_MYSELF}(?! {_ANOTHERS}(?!\w))"
)


def says_own(said: Said) -> bool:
    """Whether the numbers are said to belong to the writer, and not only to have been measured by them."""
    return _OWNED.search(said.spoken) is not None
