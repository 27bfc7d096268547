"""Reports that help has been called or is there: answered warmly, and nobody is alarmed once more."""

from __future__ import annotations

from club.vietnamese.marks import words_pattern
from club.vietnamese.said import Said

_HOSPITAL = r"bệnh viện|(?<!\d\s)viện|trạm xá|trạm y tế|phòng khám|cấp cứu"
_HELPERS = (
    r"bác sĩ|y tá|y sĩ|cô y tá|cán bộ y tế|y tế|trạm|hàng xóm|công an|cứu hộ|cứu hoả|dân quân|tổ trưởng"
)
UNDER_WAY = words_pattern(
    r"(?:đã |vừa |mới |có )*(?:gọi|kêu|bấm|báo|nhờ)(?: \w+){0,2} (?:115|cấp cứu|cứu thương|bác sĩ"
    r"|xe)(?: \w+){0,3} (?:rồi|xong)"
    r"|(?:đã|vừa|mới) (?:gọi|kêu|bấm|báo)(?: \w+){0,2} (?:115|cấp cứu|cứu thương)"
    rf"|(?:đi|đưa|chở|vào|vô|nhập|ở|tới|đến|nằm|lên"
    rf"|ra)(?: \w+){{0,4}} (?:{_HOSPITAL})(?: \w+){{0,2}} (?:rồi|xong)"
    rf"|(?:đang|đã|vừa|mới)(?: \w+){{0,4}} (?:{_HOSPITAL})"
    rf"|(?:{_HOSPITAL}) (?:rồi|xong)$"
    r"|(?:xe(?: \w+){0,3}|115) (?:vừa|mới|đang|sắp) (?:đến|tới)|115 (?:đến|tới)(?: \w+)? rồi"
    r"|tỉnh (?:lại|táo)(?: \w+)? rồi|qua (?:\w+ )?(?:nguy kịch|nguy hiểm|cơn nguy|cơn)(?: \w+)? rồi"
    r"|hết nguy hiểm"
    r"|(?:bác sĩ|y tá|y sĩ|trạm|bệnh viện) (?:bảo|nói|báo)(?: \w+)? (?:ổn|yên tâm|đỡ|tốt)(?: \w+)? ?(?:rồi)?"
    r"|(?:gọi|báo|nhắn)(?: \w+)? (?:người nhà|hàng xóm|cả nhà|trưởng bản|tổ trưởng)(?: \w+){0,2} rồi"
    r"|xe(?! (?:ôm|hàng|khách|máy|bò|trâu))(?: \w+){0,3} (?:đến|tới|chạy|đi|đang đến|đang tới|đang chạy"
    r"|đón)(?: \w+){0,3} rồi"
    r"|xe(?: \w+){0,2} đang (?:đến|tới|chạy|lên|về|trên đường)"
    rf"|(?:{_HELPERS})(?: \w+){{0,2}} (?:đến|tới|sang|lo|khám|xử lý|giúp|ở đây)(?: \w+){{0,2}} rồi"
    rf"|(?:{_HELPERS})(?: \w+)? đang (?:đến|tới|khám|lo|xử lý|giúp|ở đây|tiêm|cấp cứu|chữa)"
    r"|(?:có|nhiều) (?:người|con|cháu)(?: \w+){0,3} (?:lo|giúp|ở bên|trông|chăm)(?: \w+){0,2} rồi"
    r"|đang được (?:\w+ )?(?:cấp cứu|khám|chữa|chăm|điều trị)"
)
_NOT_YET = words_pattern(
    r"bận!|hết tiền|hết pin|tắt máy|nhưng|mà|tự (?:đi|đưa|chở)|sạt|lạnh (?:ngắt|toát)|tím|ngừng thở|co giật"
    r"|hôn mê"
    r"|bất tỉnh|nguy kịch|nặng (?:hơn|thêm|quá)|chết|mất sóng|gọi lại|nghe máy"
    r"|chưa|không|chẳng|chả|hổng|nỏ!|mãi|lâu|sao|đâu|hỏng|hay là|nếu|phải|giúp với|cứu|thăm|họp"
    r"|xe (?:ôm|hàng|khách|máy|bò|trâu)"
)
"""with one of these it is no report that all is well: "gọi 115 rồi mà chưa thấy xe" """


_WORSE = words_pattern(
    r"lạnh (?:ngắt|toát)|tím|ngừng thở|co giật|hôn mê|bất tỉnh|nguy kịch|nặng (?:hơn|thêm|quá)|không thở"
)
"""what is there all the same: help that was called does not make it less"""


def help_under_way(said: Said) -> bool:
    """Whether it is said that help was called, is on its way or is there."""
    words = said.words
    if _WORSE.search(words):
        return False
    return bool(UNDER_WAY.search(words)) and not _NOT_YET.search(UNDER_WAY.sub("…", words))
