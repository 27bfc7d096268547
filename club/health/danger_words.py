"""Words of danger in every region: signs, cries, idioms that are none, denial, past and what is only told.

Patterns are written with marks and match what was typed with or without them (`vietnamese.marks`).
"""

from __future__ import annotations

import re

from club.health.disasters import FIRE, FLOOD
from club.vietnamese.marks import words_pattern

_NOT = "không|chẳng|chả|chưa|hổng|hông!|nỏ!|khôông|đếch"
_CAN = "được|nổi|ra|lên|vững|đặng|xong|thấu"
GOES_NO_MORE = rf"(?:{_NOT}) (?:còn |thể )?đi (?:(?:được|nổi|đặng|lại) )+nữa"
_LIMB = "tay|chân|cánh tay|bàn tay|ngón tay|bắp chân|cẳng chân"
_SIDE = "nửa người|nửa thân|một bên|nửa mặt|nửa bên|bên (?:phải|trái)|người bên"
_WEAK = "tê|tê dại|tê bì|tê cứng|liệt|yếu|bại|rũ|nhũn|thõng|thõng xuống|cứng đờ|mất cảm giác|rũ xuống"
_MOUTH = "miệng|mồm|mép|mặt|môi|hàm|mí|mắt"
_BENT = "méo|lệch|xệ|sụp|cứng|vẹo|xếch|xẹo"
_FEW = r"(?:\w+ ){0,3}?"
_FEWER = r"(?:\w+ ){0,2}?"

SIGNS = {
    "breath": words_pattern(
        r"(?:khó|nghẹt|nghẽn|ngạt|ngộp|tắc|ngưng|ngừng|hụt|đứt|cạn) (?:thở|hơi)|thở (?:dốc|gấp"
            r"|khò khè|hổn hển|không|nỏ|hổng|ngáp|rít)|"
        rf"(?:{_NOT}) (?:còn |thể |dám )?(?:thở|hít)(?: \w+)? ?(?:{_CAN}|vào|nữa|nỗi)?"
            rf"|(?:thở|hít) (?:vào )?(?:{_NOT}) (?:{_CAN}|thể)|"
        r"(?:hết|ngừng|ngưng) thở|bị nghẹn|tím (?:\w+ ){0,2}môi|(?:ngộp|ngạt|ngợp"
            r"|nghẹt)(?: (?:quá|lắm|rồi))?$|môi tím|tím (?:tái|ngắt|môi)"
            r"|^(?:(?:tôi|tui|bà|ông|mẹ|mình|em|con|cháu|thấy|bị|cứ|sắp) )*hết hơi"
            r"|không hít vào được|hơi thở yếu|ngạt khói|ngạt khí"
    ),
    "chest": words_pattern(
        rf"(?:đau|tức|nhói|thắt|nặng|ép|đè|bóp|nghẹn|ê) {_FEWER}(?:ngực|tim|ngục)|đâu ngực"
            r"|(?:giữa|trước|sau) (?:ức|xương ức)|(?:đau|tức|nhói|thắt|đè) (?:\w+ )?ức(?! hiếp)"
            r"|tim (?:\w+ )?đập (?:loạn|hỗn loạn)|loạn nhịp|bóp nghẹt|(?:khó chịu"
            r"|nóng rát) (?:\w+ )?(?:ngực|tim)|"
        r"(?:ngực|tim) (?:\w+ ){0,5}(?:bóp|đè|thắt|đâm)|(?:ngực|tim) .{0,20}không chịu (?:nổi|được|đặng)|"
        rf"(?:ngực|tim) {_FEW}(?:đau|tức|nhói|thắt|đè|bóp|quặn|nặng|ngừng|ngưng)|ôm ngực"
            r"|tim (?:ngừng|ngưng) đập"
    ),
    "face": words_pattern(
        rf"(?:{_BENT}) {_FEWER}(?:{_MOUTH})|(?:{_MOUTH}) {_FEWER}(?:{_BENT})"
            rf"|(?:{_MOUTH}) (?:\w+ ){{0,4}}(?:méo|lệch|xệ)|cười (?:thấy )?(?:méo|lệch)|"
        rf"(?:tê|liệt) {_FEWER}(?:mặt|miệng|lưỡi)|(?:mặt|miệng|môi|lưỡi) (?:bị |cứ |thấy |tự nhiên )?(?:tê"
            r"|cứng|líu|tụt|đơ)|(?:chảy|nhỏ) dãi|cấm khẩu|cứng hàm|không ngậm (?:lại )?được"
            r"|không há miệng được"
    ),
    "limb": words_pattern(
        rf"(?:{_WEAK}) {_FEWER}(?:{_LIMB}|{_SIDE})|(?:{_LIMB}"
            rf"|{_SIDE}) (?:\w+ ){{0,4}}?(?:{_WEAK})|(?:yếu|liệt) hẳn|"
        rf"(?:{_LIMB}|{_SIDE}) (?:\w+ ){{0,5}}?(?:{_NOT}) (?!đi được$|đi được (?:họp"
            rf"|đâu))(?:\w+ ){{0,3}}?(?:{_CAN}|nữa|nhúc nhích|cử động|động đậy|cảm giác|cầm"
            r"|nhấc|giơ)|"
        rf"(?:{_NOT}) (?:thể |còn )?(?:cầm|nắm|giơ|nhấc|nâng|duỗi|co|cử động|nhúc nhích"
            rf"|cài)(?: \w+){{0,4}}? (?:{_CAN}|bút|bát|đũa|cốc|chén|thìa|khuy)|"
        rf"(?:cầm|nắm|giơ|nhấc|nâng) {_FEWER}(?:{_NOT}) (?:{_CAN})|(?:{_LIMB}) rơi"
            r"|rơi (?:cả )?(?:bát|đũa|cốc|chén|bút)|rơi! (?:cả )?chậu|cứ rơi|"
        rf"(?:{_LIMB}) (?:\w+ ){{0,2}}như (?:\w+ )?không phải (?:\w+ )?của|"
        r"không nhúc nhích|không cử động|người cứng đờ|cái tay nó không|(?:tê|liệt"
            r"|bại)(?: \w+)? (?:toàn thân|cả người)"
    ),
    "speech": words_pattern(
        r"nói (?:\w+ )?(?:ngọng|khó|lảm nhảm|sảng|đớ|lắp|líu|lẫn lộn|lung tung|ú ớ|chậm hẳn|không rõ"
            rf"|nhịu|méo)|(?:{_NOT}) (?:thể |còn )?nói (?:năng )?(?:gì )?(?:{_CAN}|nên lời|rõ"
            r"|thành lời)|"
        rf"(?:nói|kêu) (?:\w+ )?(?:{_NOT}) (?:\w+ )?(?:{_CAN}|tiếng|rõ|nên lời|thành lời)"
            r"|nói (?:\w+ ){0,2}(?:không|chẳng|chả|hổng|nỏ!) ai (?:\w+ )?hiểu"
            r"|đớ lưỡi|nói (?:\w+ )?như (?:người )?say|ú a ú ớ|(?:không|chẳng|hổng"
            r"|nỏ!) nói chuyện (?:được|nổi)|líu lưỡi|cứng lưỡi|ú ớ|nói năng lẫn|mất tiếng nói|"
        rf"nói khó"
    ),
    "stand": words_pattern(
        rf"(?:{_NOT}) (?:thể |còn |ngồi |đứng |tự |trở )*(?:đứng|dậy|ngồi dậy|trở mình|bước"
            rf"|đứng dậy)(?: \w+)? ?(?:{_CAN})(?: nữa)?|(?:đứng|dậy|bước"
            rf"|lết)(?: \w+){{0,2}} (?:{_NOT}) (?:{_CAN})|"
        rf"{GOES_NO_MORE}|(?:khuỵu|khuỵ!|quỵ!|gục|lăn ra|đổ sang|lả đi)|nằm im|nằm bẹp|người mềm"
    ),
    "sight": words_pattern(
        rf"(?:mờ|nhoè|mù|tối sầm|mất) {_FEWER}(?:mắt|thị lực)|mắt (?:\w+ ){{0,3}}?(?:mờ|mù"
            r"|tối sầm|nhoè|nhòe)|(?:nhìn|trông|thấy) (?:hơi |cứ |bị |thấy |nó |lại |cũng )*(?:mờ|nhoè|nhòe"
            r"|nhoà|đôi|một (?:thành|hoá|ra) hai)|màn đen"
            rf"|(?:{_NOT}) (?:còn )?(?:nhìn |trông )?thấy (?:gì|chi|đường)(?: \w+){{0,3}} (?:tối|đen) (?:om"
            rf"|thui|đen|sầm|mịt|kịt|ngòm)"
            r"|mắt (?:\w+ ){0,2}tối (?:om|thui|đen|mịt)|trước mắt (?:\w+ )?(?:tối|đen)"
            r"|tối sầm (?:\w+ )?(?:mặt|mắt)"
            rf"|(?:nhìn|trông) (?:{_NOT}) ra|mất thị lực|mù một mắt|"
        rf"(?:mắt|nhìn|trông) (?:\w+ ){{0,3}}?(?:{_NOT}) (?:\w+ )?(?:thấy|rõ"
            rf"|chộ!)(?! (?:thông báo|tin|lịch|đâu))|(?:{_NOT}) (?:nhìn|trông"
            r"|chộ!) (?:thấy )?(?:gì|chi|đường|ai|rõ)|mắt mờ"
    ),
    "conscious": words_pattern(
        r"không mở mắt|(?:không|chẳng|chả) (?:còn )?biết (?:đây là|(?:tôi|tui|mình|bà|ông|mẹ) (?:\w+ )?(?:ở"
        r"|là))"
        r" (?:đâu|ai|chỗ nào)|quên (?:hết |cả |sạch |tên )+(?:con|cháu|vợ|chồng|nhà)|nằm liệt|ngất"
            r"|xỉu|lơ mơ|li bì|lịm đi|(?:mặt|người|da) (?:\w+ )?(?:tái (?:mét|nhợt|ngắt)"
            r"|trắng bệch)|bất tỉnh|hôn mê|lịm|mê man|lú lẫn|nói nhảm|mất ý thức|không tỉnh"
            rf"|choáng ngất|(?:gọi|lay|kêu|hỏi) (?:\w+ ){{0,2}}?(?:{_NOT}) (?:dậy|thưa|tỉnh"
            r"|biết gì|trả lời|nghe(?! (?:\w+ )?(?:máy|điện))|phản ứng|nói)|"
        rf"(?:{_NOT}) (?:nhận ra|nhận được) (?:ai|con|cháu|người)|(?:{_NOT}) biết (?:ai|gì"
            rf"|chi) (?:nữa|hết|cả)|(?:{_NOT}) tỉnh|co giật|lên cơn giật|giật (?:liên tục"
            r"|đùng đùng|liên hồi|cục)|răng cắn chặt|cắn chặt răng|cứng đơ|sùi bọt|trợn mắt"
            r"|(?:người|tay chân|chân tay|tay|chân|mình) (?:\w+ )?lạnh (?:toát|ngắt)|lạnh toát"
            r"|mồ hôi (?:\w+ ){0,2}lạnh|tím tái"
            rf"|(?:gọi|lay|kêu|hỏi)(?! (?:\w+ )?điện)(?: \w+){{0,3}} (?:mãi|hoài|nhiều lần|mấy lần|liên tục"
            rf"|suốt)(?: \w+){{0,3}} (?:{_NOT})(?: \w+)? (?:dậy|thưa|tỉnh|trả lời|phản ứng|nói|đáp|lên tiếng)"
    ),
    "head": words_pattern(
        r"(?:đau|nhức)(?: \w+)? (?:đầu|trôốc|trốc)(?: \w+){0,2}? (?:dữ dội|dữ|khủng khiếp"
            r"|như búa bổ|như sét đánh|(?:không chịu|chịu không|chịu hổng) (?:nổi|được|thấu|đặng)"
            r"|(?:xưa nay )?chưa (?:từng|bao giờ|khi nào)"
            r"|muốn nứt|vỡ|muốn nổ|kinh khủng)"
            r"|"
        r"đầu (?:\w+ )?(?:đau )?như (?:búa bổ|sét đánh|vỡ|muốn (?:nứt|nổ|vỡ))|đầu đau dữ dội|nôn vọt"
            r"|đau (?:đầu|trôốc) (?:quá )?(?:mờ mắt|nôn)"
    ),
    "illness": words_pattern(
        r"đột (?:quỵ|quị|qụy|quỷ|quy)|tai biến(?! cố)|nhồi máu|(?:xuất huyết"
            r"|chảy máu) (?:não|dạ dày)|(?:trụy|truỵ|suy|ngừng) tim|cơn đau tim|đau tim|lên cơn"
            r"|động kinh|phù phổi|"
        r"sốc (?:thuốc|phản vệ|nhiệt)|(?:hạ|tụt) đường huyết|trúng (?:gió|độc|thực|phong)"
            r"|tăng xông|đẻ rơi|băng huyết|cảm lạnh cứng|nguy kịch|hấp hối"
    ),
    "fall": words_pattern(
        r"(?:tôi|tui|mình|mẹ|má|bố|nó|chồng|vợ) (?:\w+ )?(?:ngã|té) (?:trên|dưới|giữa|ngay|lúc"
        r"|khi)|"
        r"(?:bị|vừa|mới|trượt chân|sẩy chân|trượt|lỡ|đi) (?:\w+ )?(?:ngã|té)|(?:ngã"
            r"|(?<!y\s)té) (?:\w+ )?(?:gãy|xuống|từ|cầu thang|xe|đập|lăn|quỵ|trong|ở|ngoài|đau|xỉu|cấy"
            r"|sấp|ngửa|không|xong|vỡ|chảy)|ngã!|té!|"
        r"(?:xe|tàu|ô tô|mô tô|xe tải|xe máy) (?:\w+ )?(?:đâm|tông|cán|húc|đè|quệt)"
            r"|(?:xe|thuyền|đò|máy cày|công nông)(?: \w+)? lật|lật (?:xe|thuyền|đò|máy cày|công nông)"
            r"|tông (?:trúng|phải|vào)|đâm (?:trúng|phải|vào)|gãy (?:\w+ )?(?:chân|tay|xương|cổ"
            r"|hông|sườn|đùi)|đập đầu|rơi (?:từ|xuống)|lăn xuống|tai nạn|đâm xe|xe (?:đâm|tông"
            r"|đổ)|chấn thương|vỡ đầu|rách đầu|đổ xe"
    ),
    "fire": FIRE,
    "flood": FLOOD,
    "injury": words_pattern(
        r"vùi lấp|bị vùi|nhà sập|(?:cây|đá|đất|tường|mái|gỗ|xe|trần|máy)(?: \w+){0,2} (?:đè|trúng|cuốn"
        r"|nghiến)"
            r"(?: (?:vào|lên|phải|cả|nát|đứt))* (?:người|đầu|chân|tay|tôi|tui|ông|bà|mẹ|bố|chồng|vợ|cháu|con"
            r"|em|nó|cụ|bác)|cây đè|(?:nổ"
            r"|cháy) (?:\w+ ){0,3}?(?:mặt|người|tay|chân)|phỏng|(?:đổ|dội|dính|nồi"
                r"|phích|ấm) (?:\w+ )?nước sôi|nước sôi (?:đổ|dội|bắn|vào|rơi)"
                r"|cắt (?:vào|phải|trúng"
                r"|đứt) (?:\w+ )?(?:chân|tay|ngón)|(?:đổ"
            r"|dội) vào (?:người|mặt|chân|tay)|nuốt (?:\w+ ){0,2}?(?:pin|cúc|xu|xương|đinh|kim"
            r"|bi)|(?:khí|hơi) than|đốt than (?:\w+ )?(?:trong|kín|ngủ|ngạt)"
                r"|ong (?:\w+ ){0,2}?(?:đốt|chích)|rắn (?:\w+ ){0,3}?cắn"
            r"|chó (?:\w+ )?cắn|ong (?:\w+ )?(?:đốt|chích)|điện giật|giật điện|đuối nước"
            r"|chết đuối|bỏng (?:\w+ )?(?:nặng|nước|lửa|dầu|điện|mặt|tay|chân|người|cồn|hơi|xăng|vôi|axit"
            r"|a xít)"
            r"|bị bỏng|bỏng(?: \w+){0,4} (?:phồng|rộp|tróc|lột)|bị thương (?:nặng|nhiều)"
            r"|hóc|sặc|dao (?:chém|đâm|cắt)|chém vào|bị chém|bị đâm|sét đánh|trâu húc|bò húc"
            r"|đè lên người"
    ),
    "poison": words_pattern(
        r"(?:uống|tiêm|dùng!) (?:\w+ ){0,2}?(?:nhầm|lộn|lầm|phải|quá liều)"
            r"|ăn (?:\w+ ){0,2}?(?:nhầm|lộn|lầm|phải) (?:\w+ ){0,2}?(?:thuốc|lá|nấm|độc|bả"
            r"|xà phòng|cóc|cá nóc|củ|quả|hạt)|dùng (?:nhầm|lộn|lầm) (?:thuốc|lá|nước)|quá liều"
            r"|ngộ độc|trúng độc|nhầm thuốc|"
        r"(?:uống|ăn|nuốt) (?:\w+ ){0,3}?(?:thuốc (?:\w+ )?(?:trừ sâu|diệt cỏ|chuột|sâu|cỏ)"
            r"|lá ngón|lá độc|nấm (?:rừng|độc|lạ)|(?:nấm|măng|sắn|cá nóc|cóc"
                r"|lá)(?: \w+){0,4} (?:nôn|ói|mửa|đau bụng|co giật)|dầu hoả|xăng|axit"
                r"|thuốc ngủ)"
            r"|uống (?:\w+ ){0,3}?(?:chục|mười|hai mươi|cả vỉ|cả lọ|nhiều|[4-9]"
            r"|[1-9]\d) (?:\w+ )?viên|(?:uống|nuốt) (?:\w+ )?(?:hết|cả) (?:\w+ )?(?:vỉ|lọ|chai"
            r"|hộp|nắm)"
    ),
    "belly": words_pattern(
        r"đau bụng (?:\w+ ){0,2}?(?:dữ dội|dữ|cứng|quằn quại|quặn|không chịu)|bụng cứng|"
        r"phân (?:\w+ )?(?:đen|có máu)|(?:đi ngoài|ỉa) (?:\w+ )?(?:đen|phân đen)"
    ),
    "bleeding": words_pattern(
        r"(?:chảy|ra|phun|mất|ứa) (?:\w+ )?(?:nhiều )?máu (?:\w+ )?(?:không|nhiều|đầu|ồ ạt"
            r"|mãi|quá|hoài|ròng ròng)|máu (?:\w+ )?(?:ra|chảy|phun|tuôn) (?:\w+ )?(?:nhiều|quá"
            r"|ra|không|mãi|ồ ạt|xối|ròng)|máu phun|(?:nôn|ho|ói|đi ngoài|tiểu|ỉa|đái"
            r"|khạc)(?: \w+){0,1} ra (?:\w+ )?máu|chảy (?:nhiều )?máu|không cầm (?:được )?máu"
            r"|máu không cầm"
    ),
    "despair": words_pattern(
        r"(?:không|hết|chẳng|hổng|chả|chán|không còn) (?:muốn |thiết |còn muốn )(?:sống"
            r"|thiết sống)|(?:mong|ước (?:gì|được)|cầu (?:cho|trời|xin|mong)|chỉ muốn)(?: \w+){0,3} (?:chết"
            r"|ra đi)(?: (?:sớm|đi))?"
            r"|chết sớm (?:để|cho|đi)|chán sống|chán đời|sống không còn ý nghĩa|(?:ra đi|đi"
            r"|chết) cho (?:nhẹ|rảnh nợ"
            r"|thanh thản|khuất)|(?:đi|để) chết (?:đây"
                r"|thôi)|muốn chết|muốn (?:(?:được|đi|về|chết|sớm) )*theo (?:ông|bà|cụ|chồng|vợ|mẹ|bố)"
            r" (?:ấy|nhà|xã|lão|già|tôi|tui|cho)(?! (?:\w+ ){0,2}(?:họp|chợ|chơi|làm|xe|khám|viện))"
            r"(?! (?:(?:tôi|tui) )?(?:ra|vào|lên|xuống|sang|đến|qua) \w)"
            r"|theo (?:ông|bà|chồng|vợ)(?: (?:ấy|nhà|tôi|tui|nó))* (?:luôn|quách|cho (?:rồi|xong|khuất))"
            r"|(?:đi trước|mất|bỏ (?:tôi|tui))(?: \w+){0,4} (?:ở lại|sống|còn)(?: \w+){0,3} làm (?:gì|chi)"
            r"|muốn về với (?:ông bà|tổ tiên|ông ấy|bà ấy)|tự tử"
                r"|tự vẫn|tự sát|"
        r"vĩnh biệt(?! (?:ông|bà|cụ|anh|chị|bác|cô|chú)(?!\w))|thắt cổ|treo cổ|nhảy (?:cầu|sông|lầu|giếng)"
        r"|tuyệt mệnh|sống (?:\w+ )?làm (?:gì"
            r"|chi)|chết (?:quách |đi )?cho (?:rồi|xong|khuất)|(?:không|chẳng"
                r"|hổng) (?:còn )?(?:thiết|muốn) (?:gì )?sống|"
        r"kết thúc cuộc đời"
    ),
    "cry": words_pattern(
        r"^(?:ơi |trời ơi |ới )*cứu(?: (?:đi|ạ|nhé|nha|ơi|ới|mau|ngay))*$|cứu cứu|bớ (?:người ta|làng)"
        r"|nguy (?:lắm|to|đến)|"
        r"cứu(?: \w+)? (?:với|gấp|lẹ|mau|vs)|cứu (?:tôi|tui|em|con|cháu|mẹ|bố|ba|má|bà|ông"
            r"|chồng|vợ|người|mạng|lấy|nó|bác|cụ|anh|chị|với)|cấp cứu|xe cứu thương|cứu thương"
            r"|nguy rồi|nguy quá|nguy cấp|khẩn cấp|(?:đưa|chở) (?:\w+ ){0,3}(?:đi |vào |lên "
            r"|ra )(?:bệnh )?viện (?:\w+ )?(?:gấp|ngay|giúp|với)"
            r"|(?:cần|nhờ|gọi) (?:\w+ )?xe (?:\w+ ){0,3}(?:viện|cấp cứu)|"
        r"(?:tôi |bà |ông |mẹ |sắp )sắp chết|sắp chết|chết (?:mất|đến nơi)|không qua khỏi"
            r"|(?:gọi|kêu|nhờ|mời) (?:giùm |giúp )?bác sĩ (?:ngay|gấp|giúp|với)|"
        r"(?:gọi|kêu|bấm|quay|alô|a lô|alo)(?: \w+){0,2}? (?:115|1 1 5|một một năm|một trăm mười lăm)"
    ),
}  # fmt: skip
ALONE_115 = re.compile(r"\W*(?:so )?(?:115|1 1 5|mot mot nam)(?: (?:voi|ngay|gap|di|giup|a|oi))*\W*")
NUMBER_115 = re.compile(r"(?<!\d)115(?!\d)")
WANTS_115 = re.compile(
    r"(?<!\d)115 (?:giup|cuu|voi|gap|ngay|den|toi|lam on)\b|\b(?:giup|cuu|can|goi)(?: \w+){0,2} 115(?!\d)"
)
CRYING = "🆘🚑"
GLUED = re.compile(
    r"(?:dau|tuc)nguc|khotho|meomieng|meomom|goi115|capcuu|dotquy|cuutoi|cuuvoi|taibien"
    r"|ngatxiu|rancan|nghettho"
)
ENGLISH = re.compile(
    r"chest pain|pain in (?:my|the|his|her) chest|can'?t breathe|cannot breathe|(?:trouble"
    r"|difficulty) breathing|"
    r"short(?:ness)? of breath|not breathing|\bstroke\b|unconscious|droop|heart attack"
    r"|ambulance|emergency|help me|"
    r"snake ?bite|bitten by a snake|bleeding|faint(?:ed|ing)|passed out|not waking"
    r"|won'?t wake|don'?t breathe|(?:cant|can'?t) breathe?|cannot feel|seizure|convuls|poison|"
    r"overdose|wrong (?:medicine|pills?)|can'?t (?:speak|talk|move|see|stand|lift)"
    r"|cannot (?:speak|talk|move|see|stand)|"
    r"\bnumb|call 115|slurred|\bfell\b(?! (?:in love|asleep|for|behind))|fallen"
    r"|severe headache|worst headache|chok(?:ed|ing)"
    r"|drown|collapsed|broke (?:my|his|her)|swallowed|suicid|kill (?:my|him|her)self|(?:end"
    r"|take) my life|want to die|"
    r"^\W*(?:help|sos)\W*$"
)
ENGLISH_DENIED = re.compile(r"\b(?:no|not|never|without|don'?t have|doesn'?t have|if|last year|used to)\b")
