"""Milder complaints, in every region's words: advice is given, and nobody is alarmed."""

from __future__ import annotations

import re

from club.vietnamese.marks import words_pattern

UNWELL = words_pattern(
    r"(?:suýt|tí nữa|xém|mém)(?: (?:thì|là|nữa|bị))* (?:ngã|té|xỉu|ngất|khuỵu)|"
    r"(?:chân tay|tay chân|chân|tay|người|khớp|lưng|gối|vai|cổ)(?: \w+)? (?:đau|nhức|mỏi|ê)|(?:đau|nhức|mỏi"
    r"|ê|buốt)(?: \w+){0,2}? (?:đầu|trôốc|trốc|lưng|khớp|gối|bụng|người|mỏi"
    r"|tay|chân|vai|cổ|họng|răng|mình|ẩm)|chóng mặt|hoa mắt|choáng(?: váng)?"
    r"|váng (?:đầu|vất)|lảo đảo|bủn rủn|[sx]ây [sx]ẩm(?: mặt mày)?|quay cuồng|buồn nôn|nôn nao|"
    r"mệt(?! đứt)(?: (?:lả|lử|nhoài|rũ)(?: người)?)?|khó chịu|bị (?:ốm|cảm|cúm|ho|sốt|đau)|ốm|sốt"
    r"|cảm cúm|cảm lạnh|mất ngủ|khó ngủ|không ngủ được|ăn không ngon|chán ăn|bần thần"
    r"|(?<!cho\s)hồi hộp(?! (?:ở đâu|lúc nào|khi nào"
    r"|mấy giờ|ngày nào|hôm nào|chưa|chỗ nào))|không (?:được )?khoẻ"
    r"|không (?:được )?khỏe|"
    r"(?:hụt|đứt|hết) hơi|thở (?:dốc|hổn hển|gấp)|té chân|ho(?: với| khan| nhiều)|sổ mũi|ê ẩm|nhức mỏi"
    r"|tiêu chảy|đau(?: \w+)? quá|(?<!y\s)tê|đau ê"
)
UNWELL_ENGLISH = re.compile(r"\b(?:dizzy|headache|tired|sick|unwell|fever|nausea)\b")
