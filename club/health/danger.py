"""Signs after which one calls 115, and cries for help, in the words of those who are in need of it.

Signs are a language: what one cannot do any more, what the face or a limb does, the illness named, an accident, a
wrong medicine, a cry; with any subject in front and any degree behind. What is denied, past, or only spoken of is no
sign. Nothing is diagnosed (ISH 2020; VSH/VNHA 2022; signs of stroke as taught by the association's health talks).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from club.vietnamese.marks import plain, words_pattern
from club.vietnamese.said import Said

_NOT = "không|chẳng|chả|chưa|hổng|hông!|nỏ!|khôông|đếch"
_CAN = "được|nổi|ra|lên|vững|đặng|xong|thấu"
_LIMB = "tay|chân|cánh tay|bàn tay|ngón tay|bắp chân|cẳng chân"
_SIDE = "nửa người|nửa thân|một bên|nửa mặt|nửa bên|bên (?:phải|trái)|người bên"
_WEAK = "tê|tê dại|tê bì|tê cứng|liệt|yếu|bại|rũ|nhũn|thõng|thõng xuống|cứng đờ|mất cảm giác|rũ xuống"
_MOUTH = "miệng|mồm|mép|mặt|môi|hàm|mí|mắt"
_BENT = "méo|lệch|xệ|sụp|cứng|vẹo|xếch|xẹo"
_FEW = r"(?:\w+ ){0,3}?"
_FEWER = r"(?:\w+ ){0,2}?"

_SIGNS = {
    "breath": words_pattern(
        rf"(?:khó|nghẹt|ngạt|ngộp|tắc|ngưng|ngừng|hụt|đứt|cạn) (?:thở|hơi)|thở (?:dốc|gấp|khò khè|hổn hển|không|nỏ|hổng|ngáp|rít)|"
        rf"(?:{_NOT}) (?:còn |thể |dám )?(?:thở|hít)(?: \w+)? ?(?:{_CAN}|vào|nữa|nỗi)?|(?:thở|hít) (?:vào )?(?:{_NOT}) (?:{_CAN}|thể)|"
        r"môi tím|tím (?:tái|ngắt|môi)|không hít vào được|hơi thở yếu|ngạt khói|ngạt khí"
    ),
    "chest": words_pattern(
        rf"(?:đau|tức|nhói|thắt|nặng|ép|đè|bóp|nghẹn|ê) {_FEWER}(?:ngực|tim)|đâu ngực|(?:giữa|trước|sau) (?:ức|xương ức)|bóp nghẹt|"
        rf"(?:ngực|tim) {_FEW}(?:đau|tức|nhói|thắt|đè|bóp|quặn|nặng|ngừng|ngưng)|ôm ngực|tim (?:ngừng|ngưng) đập"
    ),
    "face": words_pattern(
        rf"(?:{_BENT}) {_FEWER}(?:{_MOUTH})|(?:{_MOUTH}) {_FEWER}(?:{_BENT})|(?:{_MOUTH}) (?:\w+ ){{0,4}}(?:méo|lệch|xệ)|cười (?:thấy )?(?:méo|lệch)|"
        rf"(?:tê|liệt) {_FEWER}(?:mặt|miệng|lưỡi)|(?:mặt|miệng|môi|lưỡi) (?:bị |cứ )?(?:tê|cứng)|(?:chảy|nhỏ) dãi|cấm khẩu|cứng hàm|không ngậm (?:lại )?được|không há miệng được"
    ),
    "limb": words_pattern(
        rf"(?:{_WEAK}) {_FEWER}(?:{_LIMB}|{_SIDE})|(?:{_LIMB}|{_SIDE}) (?:\w+ ){{0,4}}?(?:{_WEAK})|(?:yếu|liệt) hẳn|"
        rf"(?:{_LIMB}|{_SIDE}) (?:\w+ ){{0,5}}?(?:{_NOT}) (?!đi được$|đi được (?:họp|đâu))(?:\w+ ){{0,3}}?(?:{_CAN}|nữa|nhúc nhích|cử động|động đậy|cảm giác|cầm|nhấc|giơ)|"
        rf"(?:{_NOT}) (?:thể |còn )?(?:cầm|nắm|giơ|nhấc|nâng|duỗi|co|cử động|nhúc nhích|cài)(?: \w+){{0,4}}? (?:{_CAN}|bút|bát|đũa|cốc|chén|thìa|khuy)|"
        rf"(?:cầm|nắm|giơ|nhấc|nâng) {_FEWER}(?:{_NOT}) (?:{_CAN})|(?:{_LIMB}) rơi|rơi (?:cả )?(?:bát|đũa|cốc|chén|chậu|bút)|cứ rơi|"
        r"không nhúc nhích|không cử động|người cứng đờ|cái tay nó không|(?:tê|liệt|bại)(?: \w+)? (?:toàn thân|cả người)"
    ),
    "speech": words_pattern(
        rf"nói (?:\w+ )?(?:ngọng|khó|đớ|lắp|líu|lẫn lộn|lung tung|ú ớ|chậm hẳn|không rõ|nhịu|méo)|(?:{_NOT}) (?:thể |còn )?nói (?:năng )?(?:gì )?(?:{_CAN}|nên lời|rõ|thành lời)|"
        rf"(?:nói|kêu) (?:\w+ )?(?:{_NOT}) (?:\w+ )?(?:{_CAN}|tiếng|rõ|nên lời|thành lời)|đớ lưỡi|nói (?:\w+ )?như (?:người )?say|ú a ú ớ|(?:không|chẳng|hổng|nỏ!) nói chuyện (?:được|nổi)|líu lưỡi|cứng lưỡi|ú ớ|nói năng lẫn|mất tiếng nói|"
        rf"nói khó"
    ),
    "stand": words_pattern(
        rf"(?:{_NOT}) (?:thể |còn |ngồi |đứng |tự |trở )*(?:đứng|dậy|ngồi dậy|trở mình|bước|đứng dậy)(?: \w+)? ?(?:{_CAN})(?: nữa)?|(?:đứng|dậy|bước|lết)(?: \w+){{0,2}} (?:{_NOT}) (?:{_CAN})|"
        rf"(?:{_NOT}) đi (?:được )?nữa|(?:{_NOT}) đi được nữa|không đi lại được nữa|(?:khuỵu|khuỵ!|quỵ!|gục|lăn ra|đổ sang|lả đi)|nằm im|nằm bẹp|người mềm"
    ),
    "sight": words_pattern(
        rf"(?:mờ|nhoè|mù|tối sầm|mất) {_FEWER}(?:mắt|thị lực)|mắt (?:\w+ ){{0,3}}?(?:mờ|mù|tối sầm|nhoè|nhòe)|nhìn (?:mờ|nhoè|đôi|một (?:thành|hoá|ra) hai)|màn đen|(?:nhìn|trông) (?:{_NOT}) ra|mất thị lực|mù một mắt|"
        rf"(?:mắt|nhìn|trông) (?:\w+ ){{0,3}}?(?:{_NOT}) (?:\w+ )?(?:thấy|rõ|chộ!)(?! (?:thông báo|tin|lịch|đâu))|(?:{_NOT}) (?:nhìn|trông|chộ!) (?:thấy )?(?:gì|chi|đường|ai|rõ)|mắt mờ"
    ),
    "conscious": words_pattern(
        rf"ngất|xỉu|bất tỉnh|hôn mê|lịm|mê man|lú lẫn|nói nhảm|mất ý thức|không tỉnh|choáng ngất|(?:gọi|lay|kêu|hỏi) (?:\w+ ){{0,2}}?(?:{_NOT}) (?:dậy|thưa|tỉnh|biết gì|trả lời|nghe|phản ứng|nói)|"
        rf"(?:{_NOT}) (?:nhận ra|nhận được) (?:ai|con|cháu|người)|(?:{_NOT}) biết (?:ai|gì|chi) (?:nữa|hết|cả)|(?:{_NOT}) tỉnh|co giật|lên cơn giật|giật (?:liên tục|đùng đùng|liên hồi|cục)|răng cắn chặt|cắn chặt răng|cứng đơ|sùi bọt|trợn mắt|người lạnh toát|tím tái"
    ),
    "head": words_pattern(
        r"(?:đau|nhức)(?: \w+)? (?:đầu|trôốc|trốc)(?: \w+){0,2}? (?:dữ dội|dữ|khủng khiếp|như búa bổ|như sét đánh|không chịu (?:nổi|được)|chưa từng|vỡ|muốn nổ|kinh khủng)|"
        r"đầu (?:\w+ )?(?:đau )?như (?:búa bổ|sét đánh|vỡ)|đầu đau dữ dội|nôn vọt|đau (?:đầu|trôốc) (?:quá )?(?:mờ mắt|nôn)"
    ),
    "illness": words_pattern(
        r"đột (?:quỵ|quị|qụy|quỷ|quy)|tai biến(?! cố)|nhồi máu|(?:xuất huyết|chảy máu) (?:não|dạ dày)|(?:trụy|truỵ|suy|ngừng) tim|cơn đau tim|đau tim|lên cơn|động kinh|phù phổi|"
        r"sốc (?:thuốc|phản vệ|nhiệt)|(?:hạ|tụt) đường huyết|trúng (?:gió|độc|thực|phong)|tăng xông|đẻ rơi|băng huyết|cảm lạnh cứng|nguy kịch|hấp hối"
    ),
    "fall": words_pattern(
        r"(?:bị|vừa|mới|trượt chân|sẩy chân|trượt|lỡ|đi) (?:\w+ )?(?:ngã|té)|(?:ngã|té) (?:\w+ )?(?:gãy|xuống|từ|cầu thang|xe|đập|lăn|quỵ|trong|ở|ngoài|đau|xỉu|cấy|sấp|ngửa|không|xong|vỡ|chảy)|ngã!|té!|"
        r"(?:xe|tàu|ô tô|mô tô|xe tải|xe máy) (?:\w+ )?(?:đâm|tông|cán|húc|đè|quệt)|tông (?:trúng|phải|vào)|đâm (?:trúng|phải|vào)|gãy (?:\w+ )?(?:chân|tay|xương|cổ|hông|sườn|đùi)|đập đầu|rơi (?:từ|xuống)|lăn xuống|tai nạn|đâm xe|xe (?:đâm|tông|đổ)|chấn thương|vỡ đầu|rách đầu|đổ xe"
    ),
    "injury": words_pattern(
        r"lũ (?:\w+ )?cuốn|nước cuốn|sạt lở|vùi lấp|bị vùi|cây đè|nhà sập|(?:nổ|cháy) (?:\w+ ){0,3}?(?:mặt|người|tay|chân|nhà)|phỏng|nước sôi|(?:đổ|dội) vào (?:người|mặt|chân|tay)|nuốt (?:\w+ ){0,2}?(?:pin|cúc|xu|xương|đinh|kim|bi)|(?:đốt|khí|hơi) than|ong (?:\w+ ){0,2}?(?:đốt|chích)|rắn (?:\w+ ){0,3}?cắn|chó (?:\w+ )?cắn|ong (?:\w+ )?(?:đốt|chích)|điện giật|giật điện|đuối nước|chết đuối|bỏng (?:\w+ )?(?:nặng|nước|lửa|dầu|điện|mặt|tay|chân|người)|bị bỏng|hóc|sặc|dao (?:chém|đâm|cắt)|chém vào|bị chém|bị đâm|sét đánh|trâu húc|bò húc|đè lên người"
    ),
    "poison": words_pattern(
        r"(?:uống|ăn|tiêm|dùng) (?:\w+ ){0,2}?(?:nhầm|lộn|lầm|phải|quá liều)|quá liều|ngộ độc|trúng độc|nhầm thuốc|"
        r"(?:uống|ăn|nuốt) (?:\w+ ){0,3}?(?:thuốc (?:\w+ )?(?:trừ sâu|diệt cỏ|chuột|sâu|cỏ)|lá ngón|lá độc|nấm (?:rừng|độc|lạ)|dầu hoả|xăng|axit|thuốc ngủ)|uống (?:\w+ ){0,3}?(?:chục|mười|hai mươi|cả vỉ|cả lọ|nhiều|[4-9]|[1-9]\d) (?:\w+ )?viên|(?:uống|nuốt) (?:\w+ )?(?:hết|cả) (?:\w+ )?(?:vỉ|lọ|chai|hộp|nắm)"
    ),
    "bleeding": words_pattern(
        r"(?:chảy|ra|phun|mất|ứa) (?:\w+ )?(?:nhiều )?máu (?:\w+ )?(?:không|nhiều|đầu|ồ ạt|mãi|quá|hoài|ròng ròng)|máu (?:\w+ )?(?:ra|chảy|phun|tuôn) (?:\w+ )?(?:nhiều|quá|ra|không|mãi|ồ ạt|xối|ròng)|máu phun|(?:nôn|ho|ói|đi ngoài|tiểu|ỉa|đái|khạc)(?: \w+){0,1} ra (?:\w+ )?máu|chảy (?:nhiều )?máu|không cầm (?:được )?máu|máu không cầm"
    ),
    "despair": words_pattern(
        r"(?:không|hết|chẳng|hổng|chả|chán|không còn) (?:muốn |thiết |còn muốn )(?:sống|thiết sống)|chán sống|muốn chết|tự tử|tự vẫn|tự sát|"
        r"thắt cổ|treo cổ|nhảy (?:cầu|sông|lầu|giếng)|tuyệt mệnh|sống (?:\w+ )?làm (?:gì|chi)|chết (?:quách|đi) cho (?:rồi|xong)|"
        r"kết thúc cuộc đời"
    ),
    "cry": words_pattern(
        r"cứu cứu|bớ (?:người ta|làng)|nguy (?:lắm|to|đến)|"
        r"cứu(?: \w+)? (?:với|gấp|lẹ|mau|vs)|cứu (?:tôi|tui|em|con|cháu|mẹ|bố|ba|má|bà|ông|chồng|vợ|người|mạng|lấy|nó|bác|cụ|anh|chị|với)|cấp cứu|xe cứu thương|cứu thương|nguy rồi|nguy quá|nguy cấp|khẩn cấp|"
        r"(?:tôi |bà |ông |mẹ |sắp )sắp chết|sắp chết|chết (?:mất|đến nơi)|không qua khỏi|(?:gọi|kêu|nhờ|mời) (?:giùm |giúp )?bác sĩ (?:ngay|gấp|giúp|với)|"
        r"(?:gọi|kêu|bấm|quay|alô|a lô|alo)(?: \w+){0,2}? (?:115|1 1 5|một một năm|một trăm mười lăm)"
    ),
}  # fmt: skip
_ALONE_115 = re.compile(r"\W*(?:so )?(?:115|1 1 5|mot mot nam)(?: (?:voi|ngay|gap|di|giup|a|oi))*\W*")
_NUMBER_115 = re.compile(r"(?<!\d)115(?!\d)")
_GLUED = re.compile(
    r"(?:dau|tuc)nguc|khotho|meomieng|meomom|goi115|capcuu|dotquy|cuutoi|cuuvoi|taibien|ngatxiu|rancan|nghettho"
)
_ENGLISH = re.compile(
    r"chest pain|pain in (?:my|the|his|her) chest|can'?t breathe|cannot breathe|(?:trouble|difficulty) breathing|"
    r"short(?:ness)? of breath|not breathing|\bstroke\b|unconscious|droop|heart attack|ambulance|emergency|help me|"
    r"snake ?bite|bitten by a snake|bleeding|faint(?:ed|ing)|passed out|not waking|won'?t wake|seizure|convuls|poison|"
    r"overdose|wrong (?:medicine|pills?)|can'?t (?:speak|talk|move|see|stand|lift)|cannot (?:speak|talk|move|see|stand)|"
    r"\bnumb|call 115|slurred|\bfell\b|fallen|severe headache|worst headache|chok(?:ed|ing)|drown|collapsed|broke (?:my|his|her)|swallowed|suicid|kill (?:my|him|her)self|(?:end|take) my life|want to die|"
    r"^\W*(?:help|sos)\W*$"
)
_ENGLISH_DENIED = re.compile(r"\b(?:no|not|never|without|don'?t have|doesn'?t have|if|last year|used to)\b")
_IDIOMS = words_pattern(
    r"ngất ngây!|ngất trời|cười (?:\w+ )?(?:ngất|xỉu|chết|đau|méo)|buồn cười (?:\w+ )?chết|tắt thở vì cười|(?:vui|mừng|xúc động|sướng|cảm động)(?: \w+){0,2} (?:không|nỏ|chẳng) nói nên lời|đau lòng|đau tim vì|đau đầu vì|ngã (?:giá|ba|tư|năm|bảy|ngũ|mũ|rẽ|ngửa vì)|"
    r"té ra|té nước|tê tái|tê tê|cứu trợ|cứu tế|cứu đói|cứu hạn|nghiên cứu|tra cứu|chết (?:đói|rét|rồi|mất thôi)|buồn (?:\w+ )?chết (?:mất|đi được)|chết mê|khó nói|máu (?:văn nghệ|mê|lửa)|"
    r"liệt kê|liệt sĩ|liệt sỹ|bại liệt từ nhỏ|đột biến|thở dài|thở phào|đứt hơi|hết hơi|mất (?:điện|sóng|mạng|điện thoại|ví|đồ|tiền)|(?:nhà|đường|phòng|số nhà|ngõ|xóm|quốc lộ|nhà số|nhà tôi số) (?:số )?115|"
    r"115 (?:nghìn|ngàn|k|đồng|triệu|tr|người|hội viên|cân|kg|bản|/|trên|x)|tên (?:\w+ ){0,2}?là (?:\w+ )*cứu|sơ (?:cấp )?cứu|cây đổ|máy (?:\w+ ){0,2}?chết|chết máy|chết pin|"
    r"yếu tố|điểm yếu|chủ yếu|thiết yếu|nóng mặt|gặp mặt|có mặt|vắng mặt|mặt trận|bề mặt|mặt trời|mặt hàng|lệch giờ|lệch nhau|ra mặt|tay nghề|chân thành|rơi vào|đồ rơi|gạo rơi|rơi tiền"
)
_CLAUSE_END = re.compile(r"(?:[;:!?\n]|(?<!\.)\.(?![.\d])|,(?!\d))+")
_TURN = words_pattern("nhưng(?: mà)?|mà(?! (?:nói|không|chẳng))|song|chỉ có|còn lại|à mà thôi")
_DENIAL = words_pattern(
    r"không(?! biết| hiểu| chịu| may| rõ| thể| sao mà)|chẳng|chả|chưa(?! (?:bao giờ )?(?:đau|bị) (?:\w+ )?như)|hổng|hông!|nỏ!|hết|đỡ|khỏi|đừng|đâu có|đâu phải|chớ!|khôông|không còn|bớt"
)
_EMPHATIC_NO = words_pattern(r"(?:có|bị|đau) .{0,40} (?:đâu|mô!)|làm gì có .+|đời nào .+")
_PAST = words_pattern(
    r"năm (?:ngoái|kia|xưa|trước|19\d\d|20\d\d)|tháng (?:trước|rồi|\d+ năm)|tuần (?:trước|rồi)|hồi (?:trẻ|nhỏ|xưa|trước|đó|năm|tháng|ấy|bé)|ngày xưa|ngày trước|đợt trước|"
    r"lúc (?:trẻ|nhỏ|xưa)|trước (?:đây|kia)|hôm (?:nọ|trước|bữa|kia)|bữa (?:trước|nọ|hổm)|đã từng|từng bị|(?:mấy|\d+|hai|ba|năm) năm (?:rồi|trước|nay)|lâu rồi|lần trước|cách đây|"
    r"khỏi rồi|khoẻ (?:rồi|lại|re)|khỏe (?:rồi|lại|re)|ra viện|về rồi|(?:giờ|nay|đã) hết rồi|qua rồi|mất (?:vì|do)|di chứng|đỡ hẳn|đỡ rồi|không (?:sao|việc gì|hề hấn)|may quá"
)
_NOW = words_pattern(r"giờ|bây giờ|chừ|hiện|vẫn|đang|lại(?! được| rồi| re)|từ (?:sáng|nãy|trưa|tối)|mới")
_SPOKEN_OF = words_pattern(
    r"nếu|giả sử|lỡ (?:mai|sau|như|tôi|bà)|khi nào|bao giờ|phòng (?:chống|tránh|ngừa|bệnh)?|đề phòng|tránh|kẻo|(?:là|nghĩa là) (?:gì|bệnh|sao)|làm (?:sao|thế nào) (?:để|biết|phòng)|sợ(?: bị)?|lo(?: bị)?|"
    r"(?:bác sĩ|trạm|y tế|cán bộ|cô y tá|thầy thuốc) (?:dặn|bảo|nói|khuyên|dạy|hướng dẫn)|xem phim|trên phim|trong phim|gì vậy|gì thế|ti vi|tivi|đài!|báo!|tài liệu|bảo hiểm|dạy!|tập huấn|lớp!|khoá|nguy hiểm (?:không|lắm|thế nào)|phải không$|truyền thông|"
    r"nói chuyện về|chú ý|nhắc|hỏi (?:cho biết|thăm|về)|thì (?:gọi|làm|sao|phải|nên|đến|sơ|uống|đi|xử)|gặp người|ai (?:hay|bị|mà|đau)|những (?:dấu hiệu|ai)|cách|khi (?:thấy|bị|có|đau|gặp)|hay bị|dễ bị|có thể bị|để khỏi"
)
_ASSERTED = words_pattern(r"rồi|đang|vừa|quá|lắm|cứu|ngay bây giờ|giúp với|bây giờ")
_NOTICE = words_pattern(
    r"mời|bà con|các (?:cụ|ông|bà|bác|tổ|cháu|hội viên|gia đình)|hội viên|thông báo|câu lạc bộ|clb|họp|tập huấn|sinh hoạt|chú ý|nhắc|nhớ|đề phòng|phòng chống|dấu hiệu|khi thấy|khi nào|"
    r"nếu|chia buồn|thăm|quyên góp|ủng hộ|ai (?:hay|bị|có)|mọi người|đăng ký|trân trọng|kính|nguy hiểm|không (?:tự ý|nên|được)|phải gọi|thì gọi|thì phải"
)
LONGEST_CRY = 16
"""words; a longer text in the middle of composing is the notice, whatever it speaks of"""


@dataclass(frozen=True)
class Signs:
    """What was found: names of signs said of somebody now, and of those that were denied, past or only spoken of."""

    said: tuple[str, ...]
    denied: tuple[str, ...] = ()


def _clauses(said: Said) -> list[str]:
    text = re.sub(r"\.{2,}|…|-", " ", said.spoken)
    text = re.sub(r"[\"'()\[\]*_~/\\|+=<>@#$%^&]", " ", text)
    found: list[str] = []
    for part in _CLAUSE_END.split(text):
        start = 0
        for turn in _TURN.finditer(part):
            found.append(part[start : turn.start()])
            start = turn.end()
        found.append(part[start:])
    return [" ".join(clause.split()) for clause in found if clause.strip()]


def _denied(clause: str, at: int, sign: str) -> bool:
    """Whether a "no" within the last words before the sign speaks of it."""
    before = clause[:at]
    near = " ".join(before.split(" ")[-6:])
    return bool(_DENIAL.search(near)) or bool(_EMPHATIC_NO.search(clause))


def signs(said: Said) -> Signs:
    """The signs that the text names, in its order."""
    found: list[str] = []
    denied: list[str] = []
    past = False
    everything = " ".join(_clauses(said))
    spoken_of = bool(_SPOKEN_OF.search(everything))
    for whole in _clauses(said):
        clause = _IDIOMS.sub("…", whole)
        now = bool(_NOW.search(clause))
        past = bool(_PAST.search(clause)) or (past and not now)
        for name, pattern in _SIGNS.items():
            match = pattern.search(clause)
            if match is None:
                continue
            told = spoken_of and not (_ASSERTED.search(clause) and not _SPOKEN_OF.search(clause))
            if past or told or _denied(clause, match.start(), match[0]):
                denied.append(name)
            else:
                found.append(name)
    words = _IDIOMS.sub("…", said.words)
    if _ALONE_115.fullmatch(said.folded) or (
        _NUMBER_115.search(words) and len(said.tokens) <= 3 and not re.search(r"\d{4,}|\d\s*[/x.,-]\s*\d", said.normal)
        and not re.search(r"115\s*(?:k|tr|d)\b|115\D*\d|\d\D*115", said.folded)
    ):  # fmt: skip
        if not spoken_of and not _DENIAL.search(said.words):
            found.append("cry")
    if any(len(t.word) > 5 and _GLUED.search(plain(t.encoded)) for t in said.tokens) or _GLUED.search(
        "".join(said.bare.split()) if len(said.tokens) == 1 else ""
    ):
        found.append("cry")
    english = said.normal.casefold()
    if _ENGLISH.search(english) and not _ENGLISH_DENIED.search(re.sub("not (?:breath|wak)", "", english)):
        found.append("english")
    return Signs(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(denied)))


def own_cry(said: Said) -> bool:
    """Whether somebody composing a notice cries for help themselves, rather than writing of such signs."""
    return bool(signs(said).said) and len(said.tokens) <= LONGEST_CRY and not _NOTICE.search(said.words)


_UNWELL = words_pattern(
    r"(?:đau|nhức|mỏi|ê|buốt)(?: \w+){0,2}? (?:đầu|trôốc|trốc|lưng|khớp|gối|bụng|người|mỏi|tay|chân|vai|cổ|họng|răng|mình|ẩm)|chóng mặt|hoa mắt|choáng|xây xẩm|quay cuồng|buồn nôn|nôn nao|"
    r"mệt(?! đứt)|khó chịu|bị (?:ốm|cảm|cúm|ho|sốt|đau)|ốm|sốt|cảm cúm|cảm lạnh|mất ngủ|khó ngủ|không ngủ được|ăn không ngon|chán ăn|bần thần|hồi hộp|không (?:được )?khoẻ|không (?:được )?khỏe|"
    r"ho(?: với| khan| nhiều)|sổ mũi|ê ẩm|nhức mỏi|tiêu chảy|đau(?: \w+)? quá|tê|đau ê"
)
_UNWELL_ENGLISH = re.compile(r"\b(?:dizzy|headache|tired|sick|unwell|fever|nausea)\b")


def unwell(said: Said) -> bool:
    """Whether a milder complaint is named: advice, and no alarm."""
    if signs(said).said:
        return False
    for whole in _clauses(said):
        clause = _IDIOMS.sub("…", whole)
        match = _UNWELL.search(clause)
        if match and not _denied(clause, match.start(), match[0]) and not _PAST.search(clause):
            return True
    return bool(_UNWELL_ENGLISH.search(said.normal.casefold()))
