"""What is to be erased: one part of what is kept, or everything."""

from __future__ import annotations

from club.vietnamese.marks import words_pattern
from club.vietnamese.said import Said

_ERASES = words_pattern(r"(?:xoá|xóa|bỏ|huỷ|gỡ|xoá bỏ)")
_PART = words_pattern(
    r"huyết áp|số đo|lần đo|mạch|nhịp tim|đo|khoản vay|vay|nợ|tiền|tin|tin nhắn|người thân|lịch|lịch họp|ảnh"
    r"|số điện thoại|điện thoại|năm sinh|tên|mẹ|bố|con|nhắc"
)
_ALL = words_pattern(
    r"tất cả (?:dữ liệu|thông tin)|toàn bộ dữ liệu|hết (?:dữ liệu|thông tin|mọi|tất cả)|mọi (?:thứ|điều)"
)


def erases_a_part(said: Said) -> bool:
    """Whether only a part is to go: "xoá số đo", "xoá khoản vay"; "xoá hết dữ liệu" is everything."""
    return bool(_ERASES.search(said.words) and _PART.search(said.words)) and not _ALL.search(said.words)
