"""Words that take a sign of danger away: sayings, denial, what is past, supposed or taught, and notices."""

from __future__ import annotations

import re

from club.vietnamese.marks import words_pattern

IDIOMS = words_pattern(
    r"mới đo|(?:(?:ông|bà|cụ|vợ|mẹ|bố|con)(?: (?:ấy|nhà|xã|tôi|tui|nó|trai|gái))*|chồng!|chồng(?: (?:tôi"
    r"|tui|nhà))+) mất (?:rồi|sớm|lâu)|mắt đỏ"
    r"|nơi đó(?! lưỡi)|ngả lưng(?! xuống)|nói (?:to|lớn|nhỏ)(?: (?:lên|hơn|thôi|lại|quá|lắm)|$)"
    r"|(?:già|có tuổi|lớn tuổi|tuổi này|\d\d tuổi)(?: \w+){0,3} cũng (?:\w+ )?(?:sắp |đến lúc )?chết"
    r"|(?:ai|trước sau|sớm muộn|kiểu gì)(?: \w+){0,3} cũng (?:\w+ )?chết"
    r"|nhà hàng(?! xóm)|(?:tiền|hoá đơn|phí) nước|cháy! (?:hàng|vé|túi|máy|cơm|nồi|phòng|đèn)|chay (?:hàng"
    r"|vé)|trời (?:\w+ )?tối om"
    r"|quên (?:\w+ ){0,2}?thuốc|nước (?:\w+ )?lạnh toát"
    r"|(?:đường|đèo|quốc lộ|ta luy)(?: \w+){0,3} sạt lở|sạt lở (?:\w+ )?(?:đường|đèo|quốc lộ|ta luy)"
    r"|(?:thị|văn|a|tên(?: là)?) (?:ngã|té|ngất|cứu|xỉu)|ngã (?:lòng|vào)|tay lái yếu"
    r"|nhớ (?:\w+ )?muốn chết|chân yếu tay mềm|nói khó nghe|mèo (?:nhà|con|mun|mướp|hoang"
    r"|kêu|cái|đực|nó)|con mèo(?! (?:miệng|mồm|mặt|mép|môi))|heo mèo|(?:đau |đầu |mỏi )gối|nói cho tê|sốc xỉu"
    r"|dí (?:\w+ )?muốn chết|(?:đau|mỏi|nhức) (?:\w+ )?(?:chân|gối|khớp"
    r"|lưng)(?: \w+){0,2} không (?:đi|lên|leo|xuống)(?: \w+){0,3}|(?:mệt|nóng|đói|khát|nắng"
    r"|rét)(?: \w+)? muốn xỉu|cười (?:\w+ ){0,3}tê|học (?:\w+ )?cấp cứu|lớp cấp cứu|(?:mệt"
    r"|nóng|đói|khát|chán|cười|lạnh|rét"
    r"|buồn ngủ) (?:muốn|gần|sắp) chết|chó cắn nhau|xây xước|ngất ngây!|ngất trời"
    r"|cười (?:\w+ )?(?:ngất|xỉu|chết|đau|méo)|buồn cười (?:\w+ )?chết"
    r"|tắt thở vì cười|(?:vui|mừng|xúc động|sướng|cảm động)(?: \w+){0,2} (?:không|nỏ"
    r"|chẳng) nói nên lời|đau lòng|đau tim vì|đau đầu vì|ngã (?:giá|ba|tư(?! trên)|năm|bảy|ngũ|mũ|rẽ"
    r"|ngửa vì)|"
    r"té ra|té nước(?! sôi)|tê tái|con tê tê|cứu trợ|cứu tế|cứu đói|cứu hạn|nghiên cứu|tra cứu"
    r"|chết (?:đói|rét|mất thôi)|buồn (?:\w+ )?chết (?:mất|đi được)|chết mê|khó nói"
    r"|máu (?:văn nghệ|mê|lửa)|"
    r"liệt kê|liệt sĩ|liệt sỹ|bại liệt từ (?:nhỏ|bé)|đột biến|thở dài|thở phào|đứt hơi"
    r"|(?:nói|chạy|gọi|hét|kêu|cười|cãi|mắng|thổi|hát|mệt|làm) (?:\w+ )?hết hơi"
    r"|(?:cháu|con) nội đo|nội đo (?:cho|được|giúp|hộ|lại)|(?:cháu|con) nói đó"
    r"|(?:chắc|chắn|thế|vậy|hay|coi như|tức|nghĩa|cũng|đã bảo|định) là (?:sẽ )?đi|đi (?:tẽ|tát|tế"
    r"|tẻ) (?:ruộng|nước|ngô)"
    r"|mở mắt (?:chậm|dậy)|mở mắt ra (?:là|đã)|lễ vĩnh biệt|vĩnh biệt (?:ông|bà|cụ|anh|chị|bác)"
    r"|chân (?:\w+ )?(?:đau|mỏi|nhức)(?: \w+){0,2} không (?:đi|lên|leo|xuống)(?: \w+){0,3}"
    r"|mất (?:điện|sóng|mạng|điện thoại|ví|đồ|tiền)|(?:nhà|đường|phòng|số nhà|ngõ|xóm"
    r"|quốc lộ|nhà số|nhà tôi số) (?:số )?115|"
    r"115 (?:nghìn|ngàn|k|đồng|triệu|tr|người|hội viên|cân|kg|bản|/|trên|x)"
    r"|tên (?:\w+ ){0,2}?là (?:\w+ )*cứu|sơ (?:cấp )?cứu|ngã(?: \w+){0,3} (?:trầy|xước|sây)(?: \w+)?"
    r"|cây đổ(?! (?:đè|trúng|vào|lên|xuống (?:người"
    r"|đầu)))|máy (?:\w+ ){0,2}?chết"
    r"|chết máy|chết pin|"
    r"yếu tố|điểm yếu|chủ yếu|thiết yếu|nóng mặt|gặp mặt|có mặt|vắng mặt|mặt trận|bề mặt"
    r"|mặt trời|mặt hàng|lệch giờ|lệch nhau|ra mặt|tay nghề|chân thành|rơi vào|đồ rơi"
    r"|gạo rơi|rơi tiền|(?:khó thở|ngộp thở|nghẹt thở|đau đầu|chóng mặt|đau tim|đột quỵ)"
    r" (?:với|vì|bởi|trước) (?:\w+ ){0,2}(?:nợ|khoản vay|giá|tiền|lãi|phim|bóng)"
    r"|(?:giá|nợ|tiền|lãi|hoá đơn)(?: \w+){0,3} (?:mà|muốn|đến|tới|phát)"
    r" (?:khó thở|ngất|xỉu|đau tim|đột quỵ|chết)"
)
CLAUSE_END = re.compile(r"(?:[;:!?\n]|(?<!\.)\.(?![.\d])|,(?!\d))+")
TURN = words_pattern(
    r"nhưng(?: mà)?|mà(?! (?:nói|không|chẳng|(?:\w+ )?(?:không|chẳng|chả|chưa|nỏ!) (?:trả lời|thưa|dậy|tỉnh"
    "|nghe)))|chỉ(?= (?:có|đau|bị|khó|tức))|còn lại|à mà thôi"
)
DENIAL = words_pattern(
    r"không(?! biết| hiểu| chịu| may| rõ| thể| sao mà)|chẳng|chả"
    r"|chưa(?! (?:bao giờ )?(?:đau|bị) (?:\w+ )?như)|hổng|hông!|nỏ!|hết|đỡ!|đỡ (?:rồi|nhiều"
    r"|hơn|đau)|khỏi!|đừng!|đâu có"
    r"|đâu phải|chớ!|khôông|không còn|bớt"
)
CALLS_OUT = words_pattern(
    r"(?:có|còn) (?:ai|người|trợ lý|bác|cô|chú|anh|chị|ông|bà|nghe|ở (?:đó|đấy|nhà)|đó|đấy|thấy (?:tôi|tui"
    r"|tin))"
    r"(?: (?!thì|mà|nhưng)\w+){0,4} (?:không|hông|hôn|chưa)$"
)
"""the "no" of a question that is called out in front of a cry: "có ai ở đó không cứu tôi với" """
EMPHATIC_NO = words_pattern(
    r"(?:có|bị|đau) (?:(?!không).){0,40} (?:đâu!|mô!)|có (?:(?!không).){0,40} đâu$|làm gì có .+|đời nào .+"
)
PAST = words_pattern(
    r"(?:đợt|hồi) (?:tết|vừa rồi|ấy|đó)|năm (?:ngoái|kia|xưa|trước|19\d\d|20\d\d)|tháng (?:trước|rồi"
    r"|\d+ năm)|tuần (?:trước|rồi)"
    r"|hồi (?:trẻ|nhỏ|xưa|trước|đó|năm|tháng|ấy|bé)|ngày xưa|ngày trước|đợt trước|lúc (?:trẻ|nhỏ|xưa)"
    r"|trước (?:đây|kia)|hôm (?:nọ|trước|bữa|kia)|bữa (?:trước|nọ|hổm)|đã từng|từng bị"
    r"|(?:mấy|\d+|hai|ba|năm) năm (?:rồi(?! mới)|trước)|lâu rồi|lần trước"
    r"|cách đây (?:\w+ )?(?:năm|tháng|tuần|ngày|hôm|lâu)|mất (?:vì|do)"
)
"""what was then; it goes on until something of now is said"""
OVER = words_pattern(
    r"khỏi (?:rồi|hẳn|hết)|(?:nay|giờ|đã) khỏi|khoẻ (?:rồi|lại|re)|khỏe (?:rồi|lại|re)|ra viện(?! về)"
    r"|(?:cấp cứu|viện) về"
    r"|(?:giờ|nay|đã) hết rồi|di chứng|đỡ hẳn|đỡ rồi|may quá"
    r"|không (?:sao(?! (?:mà )?(?:\w+ ){0,2}(?:dậy|ngồi|đứng|đi|nhấc|thở|nói|lên|được|nổi)(?!\w)"
    r"(?! (?:rồi|lại|bình thường)))|việc gì|hề hấn)"
    r"|(?:nay|giờ|đã|thấy) đỡ|(?:giờ|nay|chừ) (?:đã )?(?:tỉnh|ổn|bình thường)(?: táo| lại)?(?: rồi)?"
)
"""what has passed, in the part of the sentence that says so"""
RETURNED = words_pattern(
    r"nặng hơn|(?:viện|nhà) về (?:nhà )?(?:lại|vẫn|thì)"
    r"|(?:giờ|nay|chừ|hiện)(?: \w+)? (?:lại|vẫn|còn)(?! được| khoẻ| khỏe| bình)"
)
"""what was past is there again"""
AGAIN = words_pattern(
    r"(?:giờ|nay|chừ|hiện|rày|ni)(?: (?!không|hông|chẳng|chả|chưa|hổng|nỏ)\w+)? (?:lại (?:bị|đau(?! nhức"
    r"| khớp| lưng| gối)|thế|vậy|như|y|tái|lên cơn|nữa)|bị lại|đau lại)"
    r"|tái phát|lại (?:bị|đau) (?:nữa|rồi|lại|tiếp)"
)
"""what was then is there again, without its name"""
NEVER_SO = words_pattern(
    r"chưa từng (?:bị|có|thấy|đau)$|chưa (?:(?:bao giờ|từng|khi nào|lần nào) )?.{0,40}(?:thế này|như (?:thế"
    r"|vậy|này|bây giờ)|vầy|vậy)"
)
BECAUSE = words_pattern("vì|do|tại|bởi")
NOW = words_pattern(
    r"giờ|bây giờ|nay|lần này|vừa|chiều|chừ|hiện|vẫn|đang|lại(?! được| rồi| re)|từ (?:sáng|nãy|trưa|tối)|mới"
)
SPOKEN_OF = words_pattern(
    r"cấm|nghiêm cấm|không nên|không được(?= (?:đốt|uống|tự|để|leo|lái))|đừng có"
    r"|nếu|giả sử|lỡ (?:mai|sau|như|tôi|bà)|(?:khi nào|bao giờ|lúc nào|khi mô|chừng nào)(?=.* (?:thì|gọi"
    r"|phải))"
    r"|phòng (?:chống|tránh|ngừa|bệnh)?|đề phòng|tránh (?:bị|được|cho|khỏi)|kẻo"
    r"|làm (?:sao|thế nào) (?:để|biết|phòng)|(?:sợ|lo)(?: (?:bị|mình|sẽ|là|rằng|lại|đột))*\s*$"
    r"|(?:bác sĩ|trạm|y tế|cán bộ|cô y tá|thầy thuốc) (?:dặn|khuyên|dạy|hướng dẫn)"
    r"|(?:bác sĩ|trạm|y tế|cán bộ|cô y tá|thầy thuốc) (?:bảo|nói)(?=.* (?:thì|nên|khi|nếu|phòng|tránh)|$)"
    r"|(?:xem|trên|trong) (?:phim|ti vi|tivi)(?!(?: \w+){0,2} (?:thì|mà|xong|rồi|tự nhiên|bỗng))|(?:phim"
    r"|kịch|truyện"
    r"|vở) (?:\w+ )?(?:có|kể|chiếu|nói|về)"
    r"|sao (?:lại )?(?:gọi|bảo|nói) là|thế nào (?:là|gọi là|thì)|(?:có phải|phải chăng)(?=.* thì .*không)"
    r"|(?:trên|đọc|sách) báo|(?:ti vi|tivi|đài!"
    r"|báo!) (?:nói|bảo|dạy|chiếu|đưa)(?: về)?"
    r"|tài liệu|bảo hiểm|dạy!|lớp! (?:(?:học|tập huấn|dạy) )?(?:về|phòng)|khoá học"
    r"|truyền thông|chú ý(?: nếu| khi|$)"
    r"|nhắc (?:nhở|nhau|bà con|các|mọi)|tập huấn(?:\s+(?:về|cách|phòng|…))+"
    r"|(?:nói chuyện|họp|nói|bàn|học|nghe|hỏi|bài|chuyên đề|lớp) về(?! thăm)|hỏi (?:cho biết|thăm)"
    r"|gặp người|ai (?:hay|bị|mà|đau)|những (?:dấu hiệu|ai)|cách (?:phòng|xử|sơ|chữa|nhận|tránh|cấp)"
    r"|khi (?:thấy|bị|có|đau|gặp)|(?:người già|thường|ai cũng|rất|có) (?:\w+ )?(?:hay"
    r"|dễ) bị|có thể bị|để khỏi"
)
"""before a sign: it is only spoken of"""
ASKED_OF = words_pattern(
    r"(?:là|nghĩa là) (?:gì|bệnh|sao)|thì có (?:phải|cần|nên|được) .*không|gì vậy|gì thế|nguy hiểm (?:không"
    r"|thế nào)|phải không$"
    r"|thì (?:gọi|làm|sao|phải|nên|đến|sơ|uống|đi|xử)|làm (?:sao|thế nào) (?:để|biết|phòng)"
    r"|(?:phòng|tránh|ngừa) (?:thế nào|sao|được)|bảo hiểm|trên phim|ti vi|tivi"
)
"""behind a sign of nobody: it is asked about"""
SOMEBODY = words_pattern(
    r"tôi|tui|tao|tau|mình|em|con|cháu|mẹ|má|mạ|mế|bố|ba!|cha|tía|chồng|vợ|ông|bà|cụ|bác|cô!|chú|anh|chị|nó"
)
ASSERTED = words_pattern(r"rồi|đang|vừa|quá|lắm|cứu|ngay bây giờ|giúp với|bây giờ")
BEGUN = words_pattern(r"đang|vừa|mới|tự nhiên|đột nhiên|bỗng|bỗng nhiên|tự dưng|sao (?:mà )?(?:bị|lại)|cứ")
"""in front of a sign of nobody: it is there, and what to do is asked in need, "đang khó thở thì làm sao" """
NOTICE = words_pattern(
    r"thì (?:báo|tìm|đến|nhắn|đưa)|báo (?:ngay |lại )?(?:cho )?(?:tôi|ban|tổ|chủ nhiệm|trưởng)"
    r"|ai (?:\w+ )?(?:đau|thấy|méo|khó|tức|tê|mệt|ngã)"
    r"|tổ (?:\d|trưởng|phó)|nhóm (?:\d|trưởng)|(?:đến|sang|cùng|đi) giúp(?! (?:tôi|với|em|mẹ|bà))|(?:sáng"
    r"|chiều|tối|ngày) mai|mai (?:mình|ta|tôi|cả|bà)|phân công|các (?:hộ|nhà)|nhà văn hoá|hoãn|sơ tán"
    r"|di dời|cẩn thận|cảnh giác|(?:khi|nếu|hễ) có|là (?:phải )?gọi|phạm luật|vi phạm|phạm pháp|bị phạt"
    r"|tổ chức"
    r"|bà con mình"
    r"|mời|bà con|các (?:cụ|ông|bà|bác|tổ|cháu|hội viên|gia đình)|hội viên|thông báo"
    r"|câu lạc bộ|clb|họp|tập huấn|sinh hoạt|chú ý|nhắc|nhớ|đề phòng|phòng chống|dấu hiệu"
    r"|khi thấy|khi nào|"
    r"nếu|chia buồn|thăm|quyên góp|ủng hộ|ai (?:hay|bị|có)|mọi người|đăng ký|trân trọng"
    r"|kính|nguy hiểm|không (?:tự ý|nên|được)|phải gọi|thì gọi|thì phải"
)
CALLED_TO = words_pattern(
    r"(?:ới )?(?:bà con|mọi người|các (?:cụ|ông|bà|bác|cháu)|cả nhà|làng xóm|hàng xóm) (?:ơi|ới)"
)
"""whom a cry is cried to: "bà con ơi cứu tôi với" is no notice"""
BETWEEN = words_pattern(
    r"(?:\s?(?:bị|từng|đột|cần|gọi|xe|còn|có|thấy|hề|phải|cảm|thấy|bao giờ|lần nào|cơn|gì|nữa|là"
    r"|hay|hoặc|và|với|lại|cái|dấu hiệu"
    r"|triệu chứng|tự nhiên|ai|cả|hết|quá|ở|nhé|ạ|dạ|bà|ông|mẹ|bố|tôi|em|con|cháu|chút|nào"
    r"|được|bớt|hẳn|rồi))*"
)
"""words between a "no" and the sign that it speaks of"""
ANOTHER = words_pattern("hay|hoặc|và|với|cũng|lẫn")
"""joins signs that one "no" speaks of: "không khó thở hay đau ngực" """

OF_NOBODY = words_pattern(
    r"(?:cái|chiếc) (?:quạt|bếp|đồng hồ|đài|ti vi|tủ lạnh)\s*$|(?:con )?(?:bò!|trâu|gà!|lợn!|heo|vịt|dê!|ngựa"
    r"|giá(?: \w+)?|ngô|lúa)"
    r"(?: (?:bị|nhà|tôi|nó|con|mới|vừa|cứ|đã|sắp|bà|ông|rừng))*\s*$"
)
"""before a sign: an animal or a price is its subject"""
