"""Yes and no as people type them."""

from __future__ import annotations

from club.vietnamese.fold import words

_YES = frozenset(
    "co|co a|vang|vang a|da|da co|da vang|u|uh|um|ok|oke|okay|okie|dong y|toi dong y|nhat tri|dung|dung roi|dc|duoc|"
    "dong y a|yes|y|chap nhan|xac nhan|phai|chuan".split("|")
)
_NO = frozenset(
    "khong|ko|k|hong|hem|khong a|da khong|thoi|khong dong y|toi khong dong y|chua|"
    "sai|sai roi|khong dung|chua dung|thoi khong|khong phai|no|n|tu choi|khong co".split("|")
)


def yes_or_no(text: str) -> bool | None:
    """True for yes, False for no, None where neither was said plainly."""
    said = words(text)
    if said in _YES:
        return True
    if said in _NO:
        return False
    return None
