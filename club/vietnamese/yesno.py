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
_PARTICLES = frozenset("a nhe nha oi roi di em con chau day".split())
_POLITE = frozenset("da vang".split())


def yes_or_no(text: str) -> bool | None:
    """True for yes, False for no, None where neither was said plainly."""
    tokens = words(text).split()
    while tokens:
        said = " ".join(tokens)
        if said in _YES or said in _NO:
            return said in _YES
        if tokens[-1] in _PARTICLES:
            tokens.pop()
        elif tokens[0] in _POLITE:
            tokens.pop(0)
        else:
            break
    return None
