"""Words that take a sign of danger away: sayings, denial, what is past, supposed or taught, and notices."""

from __future__ import annotations

import re

from club.vietnamese.marks import words_pattern

IDIOMS = words_pattern(
    r"học (?:\w+ )?cấp cứu|lớp cấp cứu|(?:mệt|nóng|đói|khát|chán|cười|lạnh|rét"
    r"|buồn ngủ) (?:muốn|gần|sắp) chết|chó cắn nhau|xây xước|ngất ngây!|ngất trời"
    r"|cười (?:\w+ )?(?:ngất|xỉu|chết|đau|méo)|buồn cười (?:\w+ )?chết"
    r"|tắt thở vì cười|(?:vui|mừng|xúc động|sướng|cảm động)(?: \w+){0,2} (?:không|nỏ"
    r"|chẳng) nói nên lời|đau lòng|đau tim vì|đau đầu vì|ngã (?:giá|ba|tư|năm|bảy|ngũ|mũ|rẽ"
    r"|ngửa vì)|"
    r"té ra|té nước|tê tái|tê tê|cứu trợ|cứu tế|cứu đói|cứu hạn|nghiên cứu|tra cứu"
    r"|chết (?:đói|rét|rồi|mất thôi)|buồn (?:\w+ )?chết (?:mất|đi được)|chết mê|khó nói"
    r"|máu (?:văn nghệ|mê|lửa)|"
    r"liệt kê|liệt sĩ|liệt sỹ|bại liệt từ nhỏ|đột biến|thở dài|thở phào|đứt hơi|hết hơi"
    r"|mất (?:điện|sóng|mạng|điện thoại|ví|đồ|tiền)|(?:nhà|đường|phòng|số nhà|ngõ|xóm"
    r"|quốc lộ|nhà số|nhà tôi số) (?:số )?115|"
    r"115 (?:nghìn|ngàn|k|đồng|triệu|tr|người|hội viên|cân|kg|bản|/|trên|x)"
    r"|tên (?:\w+ ){0,2}?là (?:\w+ )*cứu|sơ (?:cấp )?cứu|cây đổ|máy (?:\w+ ){0,2}?chết"
    r"|chết máy|chết pin|"
    r"yếu tố|điểm yếu|chủ yếu|thiết yếu|nóng mặt|gặp mặt|có mặt|vắng mặt|mặt trận|bề mặt"
    r"|mặt trời|mặt hàng|lệch giờ|lệch nhau|ra mặt|tay nghề|chân thành|rơi vào|đồ rơi"
    r"|gạo rơi|rơi tiền"
)
CLAUSE_END = re.compile(r"(?:[;:!?\n]|(?<!\.)\.(?![.\d])|,(?!\d))+")
TURN = words_pattern("nhưng(?: mà)?|mà(?! (?:nói|không|chẳng))|song|chỉ có|còn lại|à mà thôi")
DENIAL = words_pattern(
    r"không(?! biết| hiểu| chịu| may| rõ| thể| sao mà)|chẳng|chả"
    r"|chưa(?! (?:bao giờ )?(?:đau|bị) (?:\w+ )?như)|hổng|hông!|nỏ!|hết|đỡ|khỏi|đừng|đâu có"
    r"|đâu phải|chớ!|khôông|không còn|bớt"
)
EMPHATIC_NO = words_pattern(r"(?:có|bị|đau) .{0,40} (?:đâu!|mô!)|có .{0,40} đâu$|làm gì có .+|đời nào .+")
PAST = words_pattern(
    r"năm (?:ngoái|kia|xưa|trước|19\d\d|20\d\d)|tháng (?:trước|rồi|\d+ năm)|tuần (?:trước"
    r"|rồi)|hồi (?:trẻ|nhỏ|xưa|trước|đó|năm|tháng|ấy|bé)|ngày xưa|ngày trước|đợt trước|"
    r"lúc (?:trẻ|nhỏ|xưa)|trước (?:đây|kia)|hôm (?:nọ|trước|bữa|kia)|bữa (?:trước|nọ|hổm)"
    r"|đã từng|từng bị|(?:mấy|\d+|hai|ba|năm) năm (?:rồi|trước|nay)|lâu rồi|lần trước"
    r"|cách đây (?:\w+ )?(?:năm|tháng|tuần|ngày|hôm|lâu)|"
    r"khỏi rồi|khoẻ (?:rồi|lại|re)|khỏe (?:rồi|lại|re)|ra viện|về rồi|(?:giờ|nay"
    r"|đã) hết rồi|qua rồi|mất (?:vì|do)|di chứng|đỡ hẳn|đỡ rồi|không (?:sao|việc gì"
    r"|hề hấn)|may quá|(?:nay|giờ|đã|thấy) đỡ"
)
RETURNED = words_pattern(r"(?:giờ|nay|chừ|hiện)(?: \w+)? (?:lại|vẫn|còn)(?! được| khoẻ| khỏe| bình)")
"""what was past is there again"""
NEVER_SO = words_pattern(
    r"chưa (?:bao giờ|từng|khi nào|lần nào) .{0,40}(?:thế này|như (?:thế|vậy|này|bây giờ)|vầy|vậy)"
)
BECAUSE = words_pattern("vì|do|tại|bởi")
NOW = words_pattern(r"giờ|bây giờ|chừ|hiện|vẫn|đang|lại(?! được| rồi| re)|từ (?:sáng|nãy|trưa|tối)|mới")
SPOKEN_OF = words_pattern(
    r"nếu|giả sử|lỡ (?:mai|sau|như|tôi|bà)|(?:khi nào|bao giờ)(?=.* (?:thì|gọi|phải))"
    r"|phòng (?:chống|tránh|ngừa|bệnh)?|đề phòng|tránh|kẻo|làm (?:sao|thế nào) (?:để|biết|phòng)"
    r"|(?:sợ|lo)(?! quá| lắm| thật| ghê|$)"
    r"|(?:bác sĩ|trạm|y tế|cán bộ|cô y tá|thầy thuốc) (?:dặn|bảo|nói|khuyên|dạy|hướng dẫn)"
    r"|xem phim|trên phim|trong phim|ti vi|tivi|đài!|(?:trên|đọc) báo|tài liệu|bảo hiểm"
    r"|dạy!|tập huấn|lớp!|khoá|truyền thông|chú ý|nhắc (?:nhở|nhau|bà con|các|mọi)"
    r"|(?:nói chuyện|họp|nói|bàn|học|nghe|hỏi|bài|chuyên đề|lớp) về|hỏi (?:cho biết|thăm)"
    r"|gặp người|ai (?:hay|bị|mà|đau)|những (?:dấu hiệu|ai)|cách(?! đây)|khi (?:thấy|bị|có|đau|gặp)"
    r"|hay bị|dễ bị|có thể bị|để khỏi"
)
"""before a sign: it is only spoken of"""
ASKED_OF = words_pattern(
    r"(?:là|nghĩa là) (?:gì|bệnh|sao)|gì vậy|gì thế|nguy hiểm (?:không|thế nào)|phải không$"
    r"|thì (?:gọi|làm|sao|phải|nên|đến|sơ|uống|đi|xử)|làm (?:sao|thế nào) (?:để|biết|phòng)"
    r"|(?:phòng|tránh|ngừa) (?:thế nào|sao|được)|bảo hiểm|trên phim|ti vi|tivi"
)
"""behind a sign of nobody: it is asked about"""
SOMEBODY = words_pattern(
    r"tôi|tui|tao|tau|mình|em|con|cháu|mẹ|má|mạ|mế|bố|ba!|cha|tía|chồng|vợ|ông|bà|cụ|bác|cô!|chú|anh|chị|nó"
)
ASSERTED = words_pattern(r"rồi|đang|vừa|quá|lắm|cứu|ngay bây giờ|giúp với|bây giờ")
NOTICE = words_pattern(
    r"mời|bà con|các (?:cụ|ông|bà|bác|tổ|cháu|hội viên|gia đình)|hội viên|thông báo"
    r"|câu lạc bộ|clb|họp|tập huấn|sinh hoạt|chú ý|nhắc|nhớ|đề phòng|phòng chống|dấu hiệu"
    r"|khi thấy|khi nào|"
    r"nếu|chia buồn|thăm|quyên góp|ủng hộ|ai (?:hay|bị|có)|mọi người|đăng ký|trân trọng"
    r"|kính|nguy hiểm|không (?:tự ý|nên|được)|phải gọi|thì gọi|thì phải"
)
