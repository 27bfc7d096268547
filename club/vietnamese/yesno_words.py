"""Words of yes, no, stop and back, from every region: `yesno` says what they come to."""

from __future__ import annotations

import re

from club.vietnamese.clauses import ADVERBS, DENIED, DONT, SUBJECT
from club.vietnamese.marks import pattern, words_pattern
from club.vietnamese.politeness import PERSONS

VERBS = (
    "ghi|gửi|cho|vay|lưu|nhận|bị|duyệt|mời|nối|đăng|phát|lập|in|xoá|xem|làm|trả|nộp|thu|vào|tham gia|thêm"
    "|đổi|huyết áp"
)
"""Verbs that a plain yes may be followed by, and a no."""
CORE = (
    "có|đúng|phải|được|đồng ý|nhất trí(?: cao)?|bằng lòng|thống nhất|ưng(?: ý)?|thuận|gật đầu|chấp nhận"
    "|xác nhận|tán thành|đồng tình|cho phép|chuẩn không cần chỉnh|chuẩn(?! bị)|chính xác|chắc chắn|chắc mà"
    "|tất nhiên|dĩ nhiên|đương nhiên|nhất định|trúng|rồi|sẵn sàng|yes|yeah|yep|y|ừ thì có|okela|okla"
)
AFTER_CORE = (
    "rồi|gòi|quá|như trên|như|thế|vậy|rứa|đấy|đó|đây|chứ|chớ|mà|luôn|ngay|hết|cả|lắm"
    "|nữa|nhiều|hoàn toàn|như thế|như vậy"
    "|tất|nè|cái|số|con số|mới đo|vừa đo"
    "|một trăm phần trăm|100|với|này"
)
BESIDE = (
    "đi|vào|lại|sổ|câu lạc bộ|clb"
    "|tất cả|toàn bộ|mọi người|mọi thứ|của|cho|cả|xem|biết|ghi|gửi|ấy|nó|hắn|thằng|trai|gái"
    "|giúp|hộ|giùm|dùm"
    f"|đúng|được|bà con|{AFTER_CORE}|{PERSONS}"
)
OBJECT = (
    "dữ liệu|thông tin|số đo|huyết áp|tên|câu lạc bộ|clb|hội viên|hội|ban chủ nhiệm|vay|lưu|nhận|xoá|khoản"
    "|khoản vay|tin"
    f"|thông báo|{BESIDE}"
)
SOME = r"(?:một|hơi|chút|ít|mấy|vài|cả)(?: \w+){0,3}"
STOP = pattern(
    rf"{SUBJECT}{ADVERBS}(?:thôi )?(?:(?:dừng|huỷ|thoát|ngưng|ngừng)(?: (?:lại|đã|đi|bỏ|ra"
    r"|ngay|ở đây|đây|luôn"
    rf"|thôi|hết|việc này|cái này"
    rf"|câu này|{PERSONS}))*|(?:không|hổng|chẳng|nỏ) (?:làm|nhập|gõ|ghi|khai|điền"
    r"|đăng ký)(?: gì)? nữa|stop|cancel|quit|exit)"
)
_LEFT = (
    "giao|bầu|cử|gửi|ghi|cho vay|vay|thu|trả|lập|mời|đặt|làm|nhập|soạn|viết|đăng|báo|thông báo|sửa|đổi"
    "|thêm|cần|hỏi"
)
_LATER = "để (?:(?:khi|lúc|hôm|dịp|bữa) khác|sau|mai|đấy|đó|hôm sau)(?: (?:đi|vậy|hẵng hay|tính))?"
GIVES_UP = pattern(
    rf"{SUBJECT}{ADVERBS}(?:thôi(?: (?:{_LATER}|vậy|kệ|bỏ|bỏ qua|khỏi|nhé|ạ))*"
    rf"|để (?:khi|lúc|hôm|dịp|bữa) khác(?: (?:đi|vậy))*"
    rf"|(?:thôi )?{SUBJECT}(?:không|đừng|khỏi|chẳng|hổng|nỏ) (?:{_LEFT})(?: (?:gì|nó|nữa|đâu|tiếp|vội|{_LEFT}"
    rf"|cho|mọi người|bà con|hội viên|tin|{PERSONS}))*(?: {_LATER})?"
    r"|bỏ!(?: (?:qua|đi|vậy|luôn))*|bo (?:qua|di)(?: di)?)"
)
"""leaves a question that asks for a text, a number or a name; to a yes or no it is a no"""
DUNG = re.compile(r"dD?ung|vang")
"""exactly so typed: "đúng" or "đừng" or "dừng", "vâng" or "vắng" """
DUNG_YES = re.compile(
    r"(?:da|daJ|uH?F?|u?ok) vang|(?:uH?F? |ok |da |daJ )?dD?ung (?:roi|roiF|r|ruiF?|goi|thật|chuan|that)"
)
DUNG_NO = pattern(rf"(?:{DENIED}) (?:đung|dung|vang)(?: \w+)?")
DOUBTED = pattern(
    r"(?:hình như|chắc là|chắc(?! chắn| mà)|có vẻ|có vẻ là|có lẽ|nghe chừng|hơi) (?P<rest>\w.*)"
)
NOT_NOTHING = pattern(
    rf"(?:{DENIED})(?: có)? (?:sai|nhầm|lầm|lộn|từ chối|phản đối|ngại|ngần ngại|ý kiến|vấn đề"
    rf"|phiền)(?: \w+){{0,3}}"
)
NOT_NO = words_pattern(r"(?:không|hổng|chẳng|nỏ) (?:phải|có)(?: là)? (?:không|hổng|chẳng|nỏ)")
""" "không phải không đi" """
NOBODY = words_pattern(r"(?:không|hổng|chẳng|nỏ|chưa) ai")
"""of others, or asked: "không ai đi à" """
HESITATED = pattern(r"(?:ừm!|ờ!|hừm!|hờm!)(?: (?:ừm!|ờ!|à!))*|dạ(?: dạ)*")
"""takes time to think: no yes to anything grave"""
NOT_YET_DONE = pattern(
    r"chưa(?: (?:có|hề|được|thấy|ai))* (?:nhận|thấy|cầm|lấy|giao|đưa|có|ký|xem|đọc|nghe)(?: (?:được|cho))*"
    r" (?:tiền|đồng|xu|sổ|giấy|tin|gì|ai|số)(?: .*)?"
)
"""says how far it is, not whether one wants it: "chưa nhận tiền" """
NEVER_MIND = pattern(r"(?:không|hổng|chẳng|nỏ) sao(?: \w+)?")
CUTS_BOTH_WAYS = pattern(
    rf"(?:{DENIED}|{DONT}|khỏi|[c]hoHS)(?: \w+){{0,2}} (?:dừng|huỷ|ngừng|thoát|bỏ)(?: \w+)?"
    rf"|(?:{DENIED}) .*(?:không|mà) (?:được|xong)"
)
NO_CORE = pattern(
    rf"(?:(?:{DENIED})(?: (?:được|cần|cho|muốn|phải|có|thích|chịu|dám|đúng|đồng ý|nhất trí|chấp nhận|xác nhận"
    rf"|nữa|đâu|mô|ai|gì|chi|thèm|{VERBS}"
    rf"|{OBJECT}|nào|cái))*)"
)
NO = pattern(
    rf"(?:(?:{DONT}|[c]hoHS|khỏi|hông!|miễn|sai|nhầm|[l]aCmF|lộn|trật|bỏ|từ chối|rút"
    r"|giữ (?:lại|nguyên)|để (?:đó"
    rf"|đấy|lại|yên|nguyên)|thôi|xin (?:thôi|rút|kiếu|miễn"
    r"|không|lui)|phản đối|no|n|nope)(?: .*)?)"
)
MISTAKEN = words_pattern(
    r"(?:ghi|gõ|bấm|nhắn|đọc|nghe|viết|nói|nhập|đánh|chọn|nhấn|ấn|lại) (?:nhầm|sai|lộn|trật|lầm)"
)
HARDLY = pattern(rf"(?:có )?(?:{CORE}|{VERBS})(?: \w+)? (?:[d]DaCu|mô)(?: .*)?|(?:có )?(?:ai|đời nào) .*")
RESIGNED = pattern(r"thôi (?:thì |cũng |cứ )*(?P<rest>(?:được|ừ|vâng|cứ|thì|cũng|đồng ý|ok|có|đúng)\b.*)")
THANKS = pattern(
    r"(?:rất )?(?:cảm ơn|cám ơn|xin lỗi|thứ lỗi|thông cảm|tks|thanks|tốt|tốt quá|quý hoá quá|hay quá"
    r"|hay lắm|tuyệt|tuyệt vời|được đấy"
    r"|phiền)(?: .*)?"
)
BACK = pattern(
    rf"{SUBJECT}{ADVERBS}(?:(?:quay|trở|lui|lùi|trờ|về)(?: lại| về| lui| sau)+|lùi|lui|back"
    r"|sửa lại câu trước)"
    rf"(?: (?:một |1 )?(?:bước|câu|câu hỏi|chỗ|phần|cái)| trước(?: đó)?| trên| đi| giúp| giùm| hộ| với"
    rf"| {PERSONS})*"
)
YES_AND_NO = re.compile(r"\bno\b.*\byes\b|\byes\b.*\bno\b")
NOT_MINE = words_pattern(
    r"(?:mẹ|má|bố|ba|chồng|vợ|con|cháu|anh|chị|em|ông|bà)(?: (?:gái|trai|dâu|rể))? (?:tôi"
    r"|tui|mình|nhà tôi|nhà em)"
)
"""somebody else agrees: "mẹ tôi đồng ý" """
STATED = pattern(
    r"(?:ghi|gửi|thu|trả)(?: sổ)?(?: rồi)(?: \w+)?|(?:ghi|gửi) lại(?: (?:đi|nhé|ạ|giúp|hộ|cho|tôi|em|cô"
    r"|cháu))*|(?:ghi|gửi) a"
    rf"|{SUBJECT}{ADVERBS}(?:có )?(?:nhận|vay)(?: được)?(?: (?:tin|thông báo|tin nhắn))*(?: rồi)(?: \w+)*"
    rf"|{SUBJECT}{ADVERBS}(?:có )?nhận được(?: \w+)*|gửi (?:cho )?(?:tôi|tui|em|cháu|mình)(?: xem)?"
)
"""says, or asks whether, it is done, rather than that it may be: "gửi rồi ạ", "gui a" """
