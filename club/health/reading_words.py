"""What the words beside two numbers say: that they are a blood pressure, that they are something else,
or that they are only spoken of: denied, a goal, a rule, a question, a date, a debt, an address.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from club.vietnamese.marks import pattern, plain, words_pattern
from club.vietnamese.said import Said

_KEYWORD = words_pattern(
    r"huyết áp|huyetap|hap|ha|h a|mmhg|bp|sys|dia|tâm thu|tâm trương|hatt|hattr|số trên"
    r"|số dưới|(?:số|cái|con) (?:to|lớn|bé|nhỏ|trên|dưới)(?= \d)|cao \d+ thấp|tối đa|chỉ số|kết quả|kq|"
    r"đo(?: lại| được| xong| giùm| giúp)?|máy báo|mạch|nhịp tim|nhịp|tim đập|pul|pulse"
)
_NAMED = words_pattern(
    r"huyết áp|huyetap|hap|ha(?! đất| ruộng| nương| rừng)|h a|mmhg|bp|sys|dia|tâm thu|tâm trương|hatt|hattr"
    r"|(?:số|cái|con) (?:trên|dưới|to|lớn|bé|nhỏ)(?: là)?(?= \d| (?:một|hai|ba|chín|tám|bảy|sáu|mười) )"
    r"|mạch|nhịp tim|pul|pulse"
)
"""beside these, words that are no usual company of a reading need not be asked about"""
_OTHER_MEASURE = words_pattern(r"mạch|nhịp tim|nhịp|cân nặng|nặng|đường huyết|spo2|nhiệt độ|sốt")
_ONLY_PRESSURE = words_pattern(r"huyết áp|ha|sys|số trên|tâm thu|đo|chỉ số")
_DELETES = words_pattern(
    r"(?:xoá|xóa|bỏ!|huỷ|hủy|gỡ|rút lại|trừ)(?: (?:giúp|hộ|giùm|cho|dùm|đi|bớt|tôi|em|con|cháu"
    r"|mẹ))* (?:cái )?(?:số(?! điện thoại| tiền| ngày)|lần đo|chỉ số|huyết áp|kết quả|lần ghi"
    r"|\d{2,3}\s*/\s*\d{2,3})"
    r"|ghi nhầm.{0,20}(?:xoá|xóa|bỏ|xoa)|(?:xoá|xóa)(?: giúp| hộ)?(?: \w+)? (?:số"
    r"|lần) (?:vừa|cuối)|(?:bỏ|xoá|xóa) cái (?:số )?\d|bo (?:so|cai so)|số vừa rồi (?:sai"
    r"|nhầm)|ghi nhầm số"
)
_NOT_DELETES = words_pattern(r"xoá (?:dữ liệu|hết)|đừng xoá|không xoá")
_CORRECTS = words_pattern(
    r"(?:(?:ghi|gõ|bấm|gửi|đo|nhắn) )?nhầm(?! thuốc| \w+ thuốc)|sai(?: rồi)?|sửa(?: lại"
    r"| thành)?|đúng ra|mới đúng|mà là|không phải .{3,20} (?:mà|thôi|đâu,?)"
)
_DENIED = pattern(
    r"(?<!\w)(?:đâu mà|đâu có|làm gì có|nào có|đâu phải|không phải|không được|không đo được|chưa đo"
    r"|chưa bao giờ|không lên"
    r"|không bị|không ghi|không có|không lấy|chẳng phải|hổng phải|đừng(?: ghi| lấy| nhập)?"
    r"|chưa(?: lên| tới| đến)?|không đến|không tới|nỏ phải|không)"
    r"(?: (?:có|lên|tới|đến|ghi|lấy|được|phải|bao giờ|số|là|cái|như|nhớ))*\s*$"
)
_DENIED_AFTER = pattern(
    r"^\W*(?:(?:\w+ )?(?:đâu!|mô!)|(?:thôi )?(?:đừng|không|chớ|khoan|chưa)(?: (?:có|cần|phải))? (?:ghi|lưu"
    r"|nhập"
    r"|lấy|tính)|thôi (?:bỏ|khỏi)|bỏ đi|khỏi ghi)(?!\w)"
)
_EMPHATIC = words_pattern(r"(?:có|bị|phải|lên) .{0,20}(?:đâu|mô!)$")
_TOLD = words_pattern(
    r"nếu|neu|giả sử|lỡ(?! tay)|khi nào|bao giờ|thì (?:làm|gọi|sao|phải|có|uống|là|đi)"
    r"|mục tiêu|phấn đấu|cần đạt|mong|muốn|ước gì|ước|ngưỡng|là chuẩn|chuẩn|theo sách|sách"
    r"|ti vi|tivi|trên mạng|"
    r"(?:bác sĩ|bác sỹ|bs|trạm|y tế|cán bộ|cô|thầy thuốc|người ta)(?: y tế)? (?:bảo|dặn|nói"
    r"|khuyên|hướng dẫn|dạy)|hướng dẫn|phải xuống|tuần sau|xuống (?:được|còn)? ?\d|"
    r"là (?:cao|thấp|bình thường|tăng|tốt|độ|vừa|được|sao|thế nào)|hay (?:thấp|vừa|là"
    r"|bình thường)|thế nào là|khác gì|bao nhiêu là|tốt hơn|người già|hoài|như cô bảo|có ai"
    r"|"
    r"^(?:một |những |các |với |cho )?người (?:già )?(?:trên |ngoài )?(?:[\d·]+|cao) ?(?:tuổi|·)"
    r"|đạt|giữ|cô bảo|độ \d(?!\d| lần)"
)
_IS_SOMETHING = pattern(
    r"^\W*là (?!huyết áp|ha|của|số|chỉ|kết|tôi|tui|tớ|mình|em|con|cháu|bà|ông|cụ|mẹ|bố|má|ba|bác|cô|chú|anh"
    r"|chị"
    r"|lúc|hồi|sáng|trưa|chiều(?! cao| dài| rộng)|tối|đêm|hôm|mới|vừa|do|đo|lần|máy|nãy|lại|cũng|cao quá"
    r"|thấp quá"
    r"|hơi|bình thường|ổn|tốt)\w"
)
""" "190/120 là chiều cao" """
_QUESTIONED = pattern(
    r"(?<!\w)(?:có phải(?! đi| uống| lo| khám| gọi)|phải chăng|có đúng|hay là|ai đo|ai ghi|ai gửi|của ai"
    r"|ai bị|ai có)(?!\w)"
)
_BELOW = pattern(r"(?<!\w)(?:dưới|trên|từ|khoảng từ|hơn|quá!|vượt)\s*$")
_CLOCK_WORDS = words_pattern(
    r"dạo này|mấy hôm nay|ngày nào cũng|hồi xưa|trước đây|thỉnh thoảng|lâu lâu|có lần"
    r"|thường|toàn|lúc nào cũng|hồi tết|đợt (?:họp )?trước|mùa trước|lâu lắm"
)
_OTHER = words_pattern(
    r"giỗ!|(?:đám|ngày|ăn|cúng|làm|dịp|hôm) giỗ|giỗ (?:ông|bà|cụ|mẹ|bố|chồng|vợ|tổ|chạp|họ)|rằm"
    r"|cưới|hẹn|khám lại|tái khám|trung thu|tết!|lễ!|hạn!|hạn (?:trả|nợ|nộp)|đến hạn"
    r"|nợ!|trả nợ|vay|trả!|lãi!|tiền lãi|đóng|số nhà|nhà (?:(?:tôi|tui|em|con|cháu|mình|ở) )?số(?! (?:đo"
    r"|huyết|mới|vừa|trên))|địa chỉ|nhà (?:tôi |em |con )?ở|ở nhà"
    r"|ngõ|hẻm|phố!|thửa|lô!|xe|biển số|"
    r"trang|sổ!|quốc lộ|bóng chuyền|thắng|thua|tỉ lệ|tỷ lệ|tỉ số|tỷ số|chỉ tiêu|khổ!|vải"
    r"|giá!|mở cửa|nhóm máu|phiếu|thuốc(?=[^\w·]+\d)|cỡ!|kích thước|chương|điều|km|lớp!|chuyến"
    r"|toa|ghế|tầng|chỉ số (?:điện|nước)|số (?:điện(?! thoại)|nước)|công tơ|xổ số|vé số|hoá đơn|hóa đơn"
    r"|ha đất|bóng đá"
    r"|chiều (?:cao|dài|rộng)"
)
_OTHER_WITH_NUMBER = words_pattern(r"ngày(?! nào)|sinh|mùng|mồng|họp|kỳ!|kỳ \d|amlodipin|losartan")
"""of these a number of their own is no matter: "sinh 1948, huyết áp 133/80" """
_FILLER = words_pattern(
    r"huyết|áp|huyetap|hap|over|to|bé|cái|con|nay|chi|mô|nỏ|ha|h|a|mmhg|bp|hr|sys|dia|pul"
    r"|pulse|systolic|diastolic|hatt|hattr|tâm|thu|trương|tối|đa|thiểu|mạch|nhịp|tim|đập|đo"
    r"|được|đuoc|tôi|tui|là|của|vừa|mới|số|hôm|nay|sáng|trưa|chiều|đêm|qua|mình|em|con|cháu"
    r"|"
    r"ông|bà|cụ|bác|cô|chú|anh|chị|mẹ|bố|thì|nhé|nha|nghe|nhen|ạ|dạ|vâng|lúc|giờ|g|trên"
    r"|dưới|và|với|rồi|xong|về|thấy|lần|kết|quả|kq|máy|chỉ|báo|gửi|oi|ơi|hiện|tại|đang|cho"
    r"|giúp|hộ|giùm|trả|lời|phút|l|p|m|lp|lại|còn|ghi|nhập|xin|chào|"
    r"này|đây|thế|vậy|nè|nhá|ok|x|tay|trái|phải|đầu|sau|trước|một|hai|ba|bốn|năm|sáu|bảy"
    r"|tám|chín|mười|mươi|trăm|chục|linh|lẻ|rưỡi|lăm|tư|mốt|hăm|phần|nhỉ|ta|tau|tao|tớ|bữa"
    r"|hồi|nãy|hầu|khỏe|khoẻ|người|không|sao|mệt|hơi|ổn|tốt|"
    r"bình|thường|cao|thấp|quá|lắm|có|đã|cũng|nhiều|ít|thưa|trợ|lý|cáo|đau|chóng|mặt|nhức"
    r"|uống|thuốc|viên|ngủ|dậy|ăn|cơm|nghỉ|sau|khi|chưa|gì|can|cần|khám|đi|nguy|hiểm|nhanh"
    r"|chậm|phải|sửa|sai|nhầm|đúng|ra|thành|mà|hỏi|nhờ|"
    r"hết|đỡ|nhịp|phút|hôm|kia|ngày|tuần|tháng|thứ|bảy|chủ|nhật|cn|t|rứa|răng|hông|cả|nhà"
    r"|u|bầm|mạ|mệ|mế|tía|bọ|thầy|cha|cậu|mợ|dì|thím|dượng|nội|ngoại|út|cả|nhắn|bảo|đợt|quên|mừng|lưu|bộ"
    r"|max|min|út|và|cân|nặng|tuổi|ly|nước|hả|nhưng|nên|tuổi|lò|gia|thông|hàng|xóm|bạn|nội"
    r"|ngoại|trai|gái|ngực|khó|thở|tức|miệng|méo|mồm|tê|yếu|nhìn|mờ|nói|nhẹ|nặng|đau|đầu"
    r"|lưng|bụng|sĩ|bác sĩ|y|tá|ở|bên|tối|đêm|vào|lên|xuống|từ|đến|trong|chồng|vợ|má|cái"
    r"|thôi|đâu|vẫn|đều|kg|cm|độ|spo|oxy|omron|lớn|nhỏ|rất|khá|luôn|nữa|ngay|liền|cứ|bị|tăng|giảm|hạ|ngồi|nằm"
    r"|đứng|thức|tỉnh|yên|lo|sợ|vui|run|buồn|bằng|như|nào|ngon|no|say|bát|chén|muộn|sớm|khuya|các|mọi|tự|ừ|à"
    r"|đều|đặn|hãy|luôn|giờ|đồng|hồ|tiếng|vì|tại|do|nên|hay|vậy|bớt|dễ|chịu|tỉnh|táo|chân|vai|gáy|cổ|mắt|mồ"
    r"|hôi"
    r"|sốt|ho|cảm|buồn|nôn|người|già|cơ|thể|ra|nó|hiển|thị|hiện|cập|điền|viết|chép|tí|chút|xíu|tẹo|thêm"
    r"|rạng|gà|gáy|khoảng|tầm|chừng|cỡ|gần|xác|chính|kính|ơn|cám|ê|kìa|đó|đấy|hén|hỉ|hè|hử|theo|kiểm|tra"
    r"|định|kỳ|kì"
    r"|đỡ|vừa|nãy|bây|chừ|lượt|liên|tiếp|cách|nhau|mấy|vài|đầu|cuối|cùng|tiên|hai|cùng|quen|con|số|ngủ|trưa"
    r"|mở|mắt"
    r"|dùng|toa|đơn|liều|thuốc|huyết|tiểu|đường|chân|tay|bụng|no|đói|khát|tắm|gội|chạy|bộ|dạo|quét|nấu|giặt"
    r"|bế|cháu|đặng|bưa"
)
_COMPANY = words_pattern(
    r"buổi (?:sáng|trưa|chiều|tối)|"
    r"(?:đi )?(?:làm|phát|cuốc|lên|thăm|trồng|gặt|hái|cày|tưới) (?:nương|ruộng|đồng|rẫy|vườn|cỏ|lúa|ngô|chè"
    r"|rau|việc|cây)"
    r"|đi (?:chợ|bộ|họp|chơi|lễ|xa|bệnh viện|viện|trạm|ruộng|nương|rẫy|vệ sinh|ngoài)|tập (?:thể dục"
    r"|dưỡng sinh|luyện|đi)"
    r"|leo (?:dốc|cầu thang|đồi|núi)|(?:bắp|cổ|cánh) tay|câu lạc bộ|clb|phòng khám|bệnh viện|hiệu thuốc"
    r"|nhà thuốc"
    r"|trạm (?:y tế|xá)?|y tế|máy (?:điện tử|cơ|mới|cũ)|căng thẳng|hồi hộp|mồ hôi|mất ngủ|khó ngủ|thức khuya"
    r"|tự đo|điện tử|cà phê|nước (?:chè|trà|vối|lọc)|(?:uống|nhậu|say) (?:rượu|bia|chè|trà)|bát (?:cơm|cháo"
    r"|phở|canh)"
    r"|ăn (?:sáng|trưa|tối|cháo|phở|cỗ|mặn|xôi|cưới)|giữ nguyên|như (?:mọi khi|hôm qua|cũ|thường|vậy)"
    r"|theo dõi"
    r"|ban chủ nhiệm|chủ nhiệm|sức khoẻ|sức khỏe|lên cơn|đêm qua|có phải (?:đi|uống|lo|khám|gọi)"
)
_UNIT_BEHIND = pattern(
    r"^\s*(?:cm|mm(?!hg)|mét|m2|phân|km|kg|ký|kí|lít|inch|ml|mg|%|đồng|nghìn|ngàn|triệu|tr|k"
    r"|(?:người|cụ|ông bà|cháu|em) (?:có mặt|dự|đến|đi|họp|tham|vắng|được|nhận|trong)|hội viên"
    r"|hộ(?! tôi| em| bà)"
    r"|suất|bao|phiếu|gia đình)(?!\w"
    r"|\s*:?\s*\d)"
)
""" "150/90 cm" is a size """
_FEARED = words_pattern(
    r"(?:sợ|e rằng|e là|ngại|lo!?)(?: (?:rằng|là|nó|huyết áp|ha|sẽ|lại|mà|bị|nhỡ|lỡ|của|tôi"
    r"|tui|mẹ|bố|ông|bà))*"
    r" (?:lên|tăng|tới|đến|vọt|chạm|cao)(?: (?:lên|tới|đến|đến mức))* \d{2,3}"
)
""" "sợ lên 190/120": not measured """
_GOAL = words_pattern(
    r"mục tiêu|phấn đấu|cần đạt|đạt|giữ|ngưỡng|phải (?:dưới|xuống|giảm|hạ)|hạ (?:xuống|về)"
    r"|(?:bảo|dặn|nói|khuyên)(?: \w+){0,4} (?:dưới|xuống|dưới mức) \d{2,3}"
)
_REFUSES = words_pattern(
    r"(?:đừng|khoan|chớ|khỏi)(?: (?:có|cần|vội))? (?:ghi|lưu|nhập)(?! (?:nhầm|sai|thiếu))"
)
_OF_NOW_AGAIN = pattern(
    r"(?<!\w)(?:nay|giờ)(?: (?:thì|là|còn|đo|được|chỉ|lại|xuống|lên))*\s*:?\s*\d{2,3}(?!\d)"
)
""" "hôm qua 190/120, nay 130/80" """
_OF_NOW = words_pattern(
    r"vừa xong|vừa rồi|vừa mới|mới rồi|mới xong|bây giờ|bây chừ|giờ này|lúc này|hiện tại|hiện giờ|hiện nay"
    r"|(?:vừa|mới) đo|đo lại|giờ (?:đo|còn|là|thì|lại|xuống|lên|được)|giờ(?= \d{2,3}\s*/)"
)
_WORDS = re.compile(r"[^\W\d_]+")
_OF_COVERED = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]+\s+){0,2}[^\W\d_]*\s*[:=]?\s*·+")
"""words that belong to a number which was covered: "điện thoại tôi 09…" """


@dataclass(frozen=True)
class Kind:
    """What the whole text is about: `keyword`: something is measured; `named`: it is the blood pressure;
    `deletes`: one is to be taken back; `corrects`: one is to be put right.
    """

    keyword: bool
    named: bool
    deletes: bool
    corrects: bool
    other_measure: bool


@dataclass(frozen=True)
class About:
    """What the words beside the numbers say of them."""

    denied: bool = False
    told: bool = False
    corrects: bool = False
    other: bool = False
    goal: bool = False
    """told, and nothing anybody measured: "bác sĩ bảo giữ dưới 140/90" """
    refused: bool = False


@lru_cache(maxsize=2_048)
def spoken_kind(text: str) -> Kind:
    """Of a text in the alphabet of `marks`."""
    deletes = bool(_DELETES.search(text)) and not _NOT_DELETES.search(text)
    other = bool(_OTHER_MEASURE.search(text)) and not _ONLY_PRESSURE.search(text)
    return Kind(
        bool(_KEYWORD.search(text)), bool(_NAMED.search(text)), deletes, bool(_CORRECTS.search(text)), other
    )


def about(text: str, spans: Sequence[tuple[int, int]]) -> About:
    """What the words say of the numbers at these places."""
    first, last = spans[0][0], spans[-1][1]
    before, after = text[:first], text[last:]
    clause = re.split(r"[;:!?\n]|,(?!\d)|\.(?!\d)", before)[-1]
    denied = bool(_DENIED.search(clause)) or bool(_DENIED_AFTER.search(after))
    denied = denied or bool(_EMPHATIC.search(re.sub(r"[.!?\s]+$", "", text)))
    told = any(p.search(text) for p in (_TOLD, _CLOCK_WORDS, _QUESTIONED)) or bool(_BELOW.search(clause))
    goal = bool(_GOAL.search(text))
    told = told or goal or bool(_IS_SOMETHING.search(after)) or bool(_FEARED.search(text))
    corrects = bool(_CORRECTS.search(text))
    beside = f"{before} … {after}"
    other = bool(_OTHER.search(beside)) or bool(_OTHER_WITH_NUMBER.search(_OF_COVERED.sub(" ", beside)))
    other = other or bool(_UNIT_BEHIND.search(after))
    return About(
        denied and not corrects, told and not corrects, corrects, other, goal and not corrects, refuses(text)
    )


def refuses(text: str) -> bool:
    """Whether the writer asks that nothing be noted: "đừng ghi 145/85", "145/85 khoan ghi"."""
    return bool(_REFUSES.search(text))


_DOES_ELSE = words_pattern(
    r"uống|thuốc|họp|(?:đi|đến|ra|vào|lên|xuống) (?:khám|viện|bệnh viện|trạm|họp|ngủ|nương|chợ|làm)|đo (?:cho"
    r"|giúp|hộ|giùm"
    r"|dùm|lại)|đưa (?:đi|tôi|bà|ông)|ăn|ngủ|gọi|báo"
)


def tells_of_else(said: Said) -> bool:
    """Whether what stands beside a yes is no owner and no time of the reading: "đúng, con tôi đo cho"."""
    return bool(_DOES_ELSE.search(said.words))


_ERRAND = words_pattern(
    r"(?:đi|về|sang|ra) (?:chợ|họp|chơi|thăm|cưới|nhà|quê|phố|huyện|tỉnh)|mua|bán|gặp|nộp|cấy|gặt|mổ"
)


def tells_errand(text: str) -> bool:
    """Whether an errand is told, beside which a pair in tens may be a day: "đi chợ về 20/11"."""
    return bool(_ERRAND.search(text))


def is_of_now(text: str, *, after_a_day: bool = False) -> bool:
    """Whether a reading is said to be of this very moment: "vừa xong 140/85", "giờ còn 140/85";
    `after_a_day`: where one of another day stands before it, "nay 140/85" is too.
    """
    return bool(_OF_NOW.search(text)) or (after_a_day and bool(_OF_NOW_AGAIN.search(text)))


def is_strange(text: str, spans: Sequence[tuple[int, int]], names: Collection[str] = ()) -> bool:
    """Whether words stand beside the numbers that are no usual company of a reading; `names` are people's."""
    rest = text
    spans = [*spans, *(m.span() for m in _COMPANY.finditer(text))]
    for start, end in spans:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    return any(
        not _FILLER.fullmatch(word) and plain(word) not in names
        for word in _WORDS.findall(_OF_COVERED.sub(" ", rest))
    )
