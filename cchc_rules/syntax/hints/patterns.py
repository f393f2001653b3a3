"""How each sentence goes, by an example, and the words people write instead of those of the language."""

import re

from cchc_rules.frozen import frozen
from cchc_rules.source import without_marks


@frozen
class OtherWord:
    """A word or sign people write where the language has a keyword; `note` says where the two differ.

    `same` where it can mean nothing else.
    """

    said: str
    terminal: str
    phrase: str
    note: str = ""
    same: bool = True


_LEVEL_ROW = re.compile(r"(?:linh vuc|tieu chi|tieu chuan|noi dung|muc)[a-z ]* \d")
_RATIO = re.compile(r"\d[\d,.]* *%")
_INCLUDED = " (“từ 90%” gồm cả 90%)"
_LEFT_OUT = " (“đến dưới 90%” không gồm 90%)"
_EITHER_END = " nếu gồm cả cận trên, “đến dưới” nếu không gồm"
OTHER_WORDS = (
    OtherWord("lý do", "_BECAUSE", "vì"),
    OtherWord("do", "_BY_WHOM", "bởi"),
    OtherWord("minh chứng", "_EVIDENCE", "TLKC"),
    OtherWord("tài liệu kiểm chứng", "_EVIDENCE", "TLKC"),
    OtherWord("người chấm", "_BY_WHOM", "bởi"),
    OtherWord("người thẩm định", "_BY_WHOM", "bởi"),
    OtherWord("≥", "_FROM", "từ", _INCLUDED),
    OtherWord(">=", "_FROM", "từ", _INCLUDED),
    OtherWord("≤", "_NOT_OVER", "không quá", " (“không quá 90%” gồm cả 90%)"),
    OtherWord("<=", "_NOT_OVER", "không quá", " (“không quá 90%” gồm cả 90%)"),
    OtherWord(">", "_ABOVE", "trên", " (“trên 90%” không gồm 90%)"),
    OtherWord("trên", "_FROM", "từ", _INCLUDED, same=False),
    OtherWord(">", "_FROM", "từ", _INCLUDED, same=False),
    OtherWord("<", "_BELOW", "dưới"),
    OtherWord("đến", "_UP_TO_NOT_OVER", "đến không quá", _EITHER_END, same=False),
    OtherWord("-", "_UP_TO_NOT_OVER", "đến không quá", _EITHER_END, same=False),
    OtherWord("–", "_UP_TO_NOT_OVER", "đến không quá", _EITHER_END, same=False),
    OtherWord("đến", "_UP_TO_BELOW", "đến dưới", _LEFT_OUT, same=False),
    OtherWord("-", "_UP_TO_BELOW", "đến dưới", _LEFT_OUT, same=False),
    OtherWord("–", "_UP_TO_BELOW", "đến dưới", _LEFT_OUT, same=False),
    OtherWord("=", "EQUALS", "bằng"),
    OtherWord("phần trăm", "PERCENT", "%"),
    OtherWord("ngoại trừ", "_EXCEPT", "trừ"),
    OtherWord("không bao gồm", "_EXCEPT", "trừ"),
    OtherWord("tự chấm", "STAGE", "tự đánh giá"),
    OtherWord("điều tra xã hội học", "SURVEY", "ĐTXHH"),
    OtherWord("căn cứ", "_ACCORDING", "theo"),
    OtherWord("tại", "_ACCORDING", "theo"),
    OtherWord("xếp hạng", "SECTION", "xếp loại"),
    OtherWord("thang điểm", "_TOTAL", "tổng điểm", same=False),
    OtherWord("tổng số điểm", "_TOTAL", "tổng điểm"),
    OtherWord("không phát sinh", "NOT_APPLICABLE", "không áp dụng", same=False),
    OtherWord("KAD", "NOT_APPLICABLE", "không áp dụng"),
)

_RUBRIC = (
    ("bộ tiêu chí", 'BỘ TIÊU CHÍ phong-ban "Tên bộ tiêu chí"'),
    ("quy định chung", 'QUY ĐỊNH CHUNG quy-dinh-chung "Tên quy định"'),
    ("văn bản", "văn bản: Quyết định 1026/QĐ-UBND ngày 24/10/2019, Bảng 1"),
    ("thay thế", "thay thế: Quyết định 12/QĐ-UBND ngày 15/01/2018"),
    ("hiệu lực", "hiệu lực: từ 24/10/2019  theo Điều 2"),
    ("có hiệu lực", "hiệu lực: từ 24/10/2019  theo Điều 2"),
    ("áp dụng", "áp dụng: từ kỳ đánh giá 2019  theo Điều 2"),
    ("dùng", "dùng: quy-dinh-chung"),
    ("tổng điểm", "tổng điểm: 100 điểm, trong đó ĐTXHH 26,5 điểm  theo mục II.1"),
    ("số lượng", "số lượng: 7 lĩnh vực, 44 tiêu chí  theo mục II.1"),
    ("đối tượng", 'đối tượng: "sở, ban, ngành", trừ "Văn phòng UBND tỉnh"  theo mục I.3'),
    ("không áp dụng khi", "không áp dụng khi: [có bộ phận một cửa] là không"),
    ("không áp dụng", "không áp dụng: được đề nghị  theo mục II.1.3"),
    ("chỉ áp dụng khi", 'chỉ áp dụng khi: loại đơn vị là "sở"'),
    ("ngưng hiệu lực", "ngưng hiệu lực: từ kỳ đánh giá 2021"),
    ("các cấp", "các cấp: lĩnh vực, tiêu chí, tiêu chí thành phần"),
    ("đánh số", "đánh số: đầy đủ"),
    ("bước điểm", "bước điểm: 0,25 điểm  theo mục II.2"),
    ("làm tròn khi in", "làm tròn khi in: điểm 2 chữ số, tỷ lệ 2 chữ số  theo mục II.2"),
    ("tự đánh giá", 'tự đánh giá: do "đơn vị được đánh giá", chấm điểm  theo mục II.2'),
    ("thẩm định", 'thẩm định: do "Hội đồng thẩm định", công nhận hoặc giảm  theo mục II.2'),
    ("phúc tra", 'phúc tra: do "Ban Chỉ đạo", công nhận, tăng hoặc giảm, tối thiểu 10% đơn vị'),
    ("ĐTXHH", 'ĐTXHH: do "phiếu điều tra", chấm điểm  theo mục II.2'),
    ("điểm chỉ số", "điểm chỉ số: ĐTXHH cộng phúc tra, không có thì thẩm định"),
    ("hạn", "hạn tự đánh giá: trước ngày 15/01 năm sau  theo mục IV.5"),
    ("từ", 'từ 70% đến dưới 90%: "Tốt"'),
    ("dưới", 'dưới 40%: "Kém"'),
    ("[", "[số cuộc kiểm tra]: số đếm"),
    ("bản in ghi", 'bản in ghi "việc chức", đọc là "viên chức", vì "lỗi in"'),
    ("có hai cách hiểu", 'có hai cách hiểu "…", chọn "…", vì "…"'),
)
_SHEET = (
    ("bộ tiêu chí", "bộ tiêu chí: 2019/bang-1"),
    ("đơn vị", 'đơn vị: "Sở Nội vụ"'),
    ("loại đơn vị", 'loại đơn vị: "cơ quan chuyên môn thuộc UBND tỉnh"'),
    ("năm", "năm: 2019"),
    ("ghi chú", 'ghi chú: "…"'),
    ("tự đánh giá", 'tự đánh giá: 1,5, TLKC "12/BC-SNV"'),
    ("thẩm định", 'thẩm định: 1, vì "chậm 5 ngày", bởi "Hội đồng thẩm định"'),
    ("phúc tra", 'phúc tra: 1,5, vì "bổ sung tài liệu", bởi "Ban Chỉ đạo"'),
    ("ĐTXHH", "ĐTXHH: 1,25"),
    ("không áp dụng", 'không áp dụng, vì "không có đơn vị sự nghiệp"'),
    ("[", "[số cuộc kiểm tra]: 3"),
)
ROW_PATTERN = '1.1.2 "Tên tiêu chí": 2 điểm'
_PATTERNS = {"rubric": _RUBRIC, "sheet": _SHEET}


def pattern_for(text: str, grammar: str) -> str | None:
    """An example of the sentence that a line opens as, marks aside; None when its opening is not known."""
    plain = " ".join(without_marks(text).split())
    if grammar == "rubric" and _RATIO.match(plain):
        return 'từ 90%: "Rất tốt"'
    if grammar == "rubric" and plain[:1].isdigit():
        return '1 khi chỉ số dưới 70%: "…"' if " khi " in plain else ROW_PATTERN
    if grammar == "rubric" and _LEVEL_ROW.match(plain):
        return 'TIÊU CHÍ 1.1 "Tên tiêu chí": 3 điểm'
    fitting = [(o, p) for o, p in _PATTERNS.get(grammar, ()) if _opens_with(plain, without_marks(o))]
    return max(fitting, key=lambda pair: len(pair[0]))[1] if fitting else None


def _opens_with(plain: str, opening: str) -> bool:
    after = plain[len(opening) : len(opening) + 1]
    return plain.startswith(opening) and (opening == "[" or not after.isalnum())
