"""The one home of the words of the language: how each is written, and what else is read as the same.

A synonym is added here alone. From this table come the terminals of the grammars and the list of synonyms in
grammar/README.md (`python3 dev.py words` writes both, a test says when they lag behind), the words of messages, and the
value that a word stands for (`said`). What the printers write and the table of terms hold is checked against it.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from cchc_rules.language.terminal import Terminal as Terminal
from cchc_rules.language.terminal import Word as Word
from cchc_rules.language.terminal import of as _of
from cchc_rules.source import without_marks

_ANNEXES = (
    "phụ lục số",
    "biểu mẫu",
    "biểu mẫu số",
    "phụ biểu",
    "phụ biểu số",
    "danh mục",
    "biểu",
    "biểu số",
    "mẫu",
    "mẫu số",
)
_MORE_PLACES = ("tiết", "phần", "chương", "dòng", *_ANNEXES)

TERMINALS = (
    _of("POINTS", "điểm"),
    _of("_FROM", "từ"),
    _of("_UP_TO_BELOW", "đến dưới"),
    _of("_OR_MORE", "trở lên"),
    _of("_ABOVE", "trên"),
    _of("_UP_TO_NOT_OVER", "đến không quá"),
    _of("DAY_KIND", ("ngày nghỉ lễ", "ngày nghỉ"), "ngày làm bù"),
    _of(
        "RELATION",
        ("lớn hơn", "nhiều hơn", "cao hơn"),
        ("nhỏ hơn", "ít hơn", "thấp hơn"),
        ("không lớn hơn", "không nhiều hơn", "không cao hơn"),
        ("không nhỏ hơn", "không ít hơn", "không thấp hơn"),
    ),
    _of("DAY_RELATION", "trước", "sau", "không trước", "không sau"),
    _of("_AT_LATEST", ("chậm nhất", "chậm nhất là", "chậm nhất vào", "không muộn hơn")),
    _of("_WITHIN", ("trong", "trong vòng", "trong thời hạn")),
    _of("_SINCE", ("kể từ", "kể từ ngày", "tính từ", "tính từ ngày")),
    _of("_YEAR_BEFORE", "năm trước"),
    _of("_BY_YEAR", "theo năm"),
    _of("_YEAR", "năm"),
    _of("_BELOW", "dưới"),
    _of("EQUALS", "bằng"),
    _of("_BECAUSE", "vì"),
    _of("_AND", "và"),
    _of("_OR", "hoặc"),
    _of("_NOT", "không phải"),
    _of("_BY", "do"),
    _of("_WHEN", "khi"),
    _of("STAGE", "tự đánh giá", "thẩm định", "phúc tra"),
    _of("_NAMED_STAGE", Word("bước", ahead=' *["“]')),
    _of("SURVEY", "ĐTXHH"),
    _of("NOT_APPLICABLE", "không áp dụng"),
    _of("YES", "có"),
    _of("NO", "không"),
    _of("_IS", "là"),
    _of("_UNIT_KIND", "loại đơn vị"),
    _of("_UNIT", "đơn vị"),
    _of("_ACCORDING", "theo"),
    _of("_OWN_CHOICE", "tự đặt"),
    _of("PLACE_KIND", "mục", "Điều", "khoản", "điểm", "phụ lục", "bảng", unnamed=_MORE_PLACES),
    _of("_OF", ("của", "tại")),
    _of(
        "INSTRUMENT_KIND",
        "Quyết định",
        "Nghị quyết",
        "Hướng dẫn",
        "Công văn",
        unnamed=("Nghị định", "Thông tư", "Kế hoạch", "Thông báo", "Chỉ thị", "Luật"),
    ),
    _of("_NUMBER_WORD", "số"),
    _of("_DATED", "ngày"),
    _of("_RUBRIC", "bộ tiêu chí"),
    _of("_RATING", "xếp loại"),
    _of("_COMMON", "quy định chung"),
    _of(
        "SECTION",
        "các bước đánh giá",
        "xếp loại",
        "hệ quả",
        "tiến độ",
        "số liệu",
        ("tỷ trọng phiếu điều tra", "tỉ trọng phiếu điều tra"),
        "chỗ in sai",
        "cách hiểu",
    ),
    _of("SECTION", "số liệu", "kết quả điều tra", Word("điểm", ahead=" *$"), grammar="sheet"),
    _of("_NOTE", "ghi chú"),
    _of("_LEVELS", "các cấp"),
    _of("_NUMBERING", "đánh số"),
    _of("NUMBERING", "đầy đủ", "lại từ đầu trong mỗi nhóm"),
    _of("_INSTRUMENT", "văn bản"),
    _of("_REPLACES", "thay thế"),
    _of("_IN_FORCE", ("hiệu lực", "có hiệu lực")),
    _of("_GOVERNS", "áp dụng"),
    _of("_PERIOD", ("kỳ đánh giá", "năm")),
    _of("_USES", "dùng"),
    _of("_INSTEAD_OF_BANDS", "thay phần xếp loại"),
    _of("_INSTEAD_OF_CONSEQUENCE", "thay hệ quả"),
    _of("_OF_COMMON", "của quy định chung"),
    _of("_FOR_TABLES", "cho bảng"),
    _of("_BEFORE_THAT", Word("trước đó", lead=", *")),
    _of("_TOTAL", "tổng điểm"),
    _of("_OF_WHICH", "trong đó"),
    _of("_COUNTS", "số lượng"),
    _of("_SUBJECTS", "đối tượng"),
    _of("_EXCEPT", "trừ"),
    _of("CLAIM", "được đề nghị", "không được đề nghị"),
    _of("_STEP", "bước điểm"),
    _of("_ROUNDING", "làm tròn khi in"),
    _of("_DIGITS", "chữ số"),
    _of("CUT_OFF", "cắt bớt"),
    _of("_RATIO", ("tỷ lệ", "tỉ lệ")),
    _of("POWER", "chấm điểm", "công nhận hoặc giảm", "công nhận hoặc tăng", "công nhận, tăng hoặc giảm", "nêu ý kiến"),
    _of("_FOLLOWS", "sau"),
    _of("_AT_LEAST", "tối thiểu"),
    _of("_COMBINATION", "điểm chỉ số"),
    _of("_PLUS", "cộng"),
    _of("_ELSE", "không có thì"),
    _of("_GROUP_METHOD", "cách tính"),
    _of("PICK_ROW", "lấy dòng cao nhất", "đơn vị chọn một dòng"),
    _of("FROM_MAXIMUM", "điểm tối đa trừ các dòng"),
    _of("DEDUCTS", "trừ tối đa"),
    _of("_SUM_OF_ROWS", "cộng các dòng"),
    _of(
        "CAP_WHEN_ROWS_LEAVE",
        "trần giữ nguyên",
        "trần không quá tổng các dòng còn áp dụng",
        "trần giảm theo tỷ lệ",
    ),
    _of("_WORDING", "lời văn"),
    _of("_WORDED", Word("lời văn", lead=", *")),
    _of("_FOLLOWED_BY", "theo dõi"),
    _of("_ONLY_WHEN", "chỉ áp dụng khi"),
    _of("_SUSPENDED", "ngưng hiệu lực"),
    _of("_UNTIL", ("đến hết", "đến")),
    _of("_UNTIL_WHEN", "đến khi"),
    _of("_TAKES_EFFECT", "có hiệu lực"),
    _of("_INDEX", "chỉ số"),
    _of("_DUE", "hạn"),
    _of("PUBLICATION", "công bố"),
    _of("DUE_BEFORE", "trước ngày"),
    _of("DUE_BY", "chậm nhất ngày"),
    _of("DUE_BY_QUARTER", "chậm nhất quý"),
    _of("DUE_IN_QUARTER", "trong quý"),
    _of("YEAR_AFTER", "năm sau", unnamed=("trong năm",)),
    _of("YES_NO", "có/không"),
    _of("COUNT_TYPE", "số đếm"),
    _of("AMOUNT_TYPE", "số đo"),
    _of("PERCENT_TYPE", ("tỷ lệ phần trăm", "tỉ lệ phần trăm")),
    _of("DATE_TYPE", "ngày tháng"),
    _of("TEXT_TYPE", "chữ"),
    _of("_CHOICE_TYPE", "lựa chọn"),
    _of("_PRINTED", "bản in ghi"),
    _of("_CODE_WORD", "mã"),
    _of("_REMARK", "chú thích"),
    _of("_READ_AS", "đọc là"),
    _of("_TWO_READINGS", "có hai cách hiểu"),
    _of("_CHOSEN", "chọn"),
    _of("_SHEET", "phiếu chấm điểm"),
    _of("_YEAR", "năm"),
    _of("_EVIDENCE", "TLKC"),
    _of("_BY_WHOM", "bởi"),
    _of("_OPINION", "ý kiến"),
    _of("_AS_SELF", "như tự đánh giá"),
    _of("_INCLUDING", "kể cả"),
    _of("ALSO", "điểm cộng", "điểm trừ"),
    _of("_MARK", "mã đối chiếu"),
    _of("_GUIDANCE", "hướng dẫn chấm điểm"),
    _of("_APPLIES_TO", "cho bộ tiêu chí"),
    _of("_METHOD", "cách chấm"),
    _of("_BY_SCALE", "theo thang"),
    _of("_BY_LEVEL", "theo mức"),
    _of("_BY_CASE", "theo trường hợp"),
    _of("_EACH", ("mỗi", "cứ", "cứ mỗi", "cứ thêm", "mỗi khi thêm")),
    _of("STEP_PART", ("tròn", "đủ"), "kể cả phần lẻ", "theo tỷ lệ"),
    _of("_BUT_NOT_OVER", Word("không quá", ("tối đa",), lead=", *")),
    _of("_ALL_OR_NOTHING", "đạt hoặc không"),
    _of("_MET_WHEN", "đạt khi"),
    _of("_BY_COUNCIL", "do Hội đồng cho điểm"),
    _of("_BY_SURVEY", "theo phiếu điều tra"),
    _of("COMBINE", "tổng các phần", "cao nhất trong các phần", "thấp nhất trong các phần", "phần đầu tiên đúng"),
    _of("_RATIO_IS", ("tỷ lệ là", "tỉ lệ là")),
    _of("_RATIO_WORD", ("tỷ lệ", "tỉ lệ")),
    _of("_NOT_OVER", "không quá"),
    _of("_NOT_UNDER", "không dưới"),
    _of("_OTHERWISE", "còn lại"),
    _of("_GATE", "điều kiện chấm"),
    _of("_WHEN_ZERO", "khi mẫu số bằng 0"),
    _of("_WHEN_NOT_ARISEN", "khi không phát sinh"),
    _of("NOT_ARISEN", "không phát sinh"),
    _of("FULL_POINTS", "đủ điểm"),
    _of("_ROUND_POINTS", "làm tròn điểm"),
    _of("_ROUND", "làm tròn"),
    _of("DIRECTION", "xuống", "lên", "gần nhất"),
    _of("_DUE_FALLS", "hạn rơi vào ngày nghỉ"),
    _of("DUE_ON_DAY_OFF", "chuyển sang ngày làm việc tiếp theo", "không chuyển"),
    _of("_PRECEDENCE", "ưu tiên"),
    _of("PRECEDENCE", "điểm theo cách chấm", "điểm nhập tay"),
    _of("_MAX_POINTS", "điểm tối đa"),
    _of("PICK", "nhỏ nhất", "lớn nhất"),
    _of("_DAYS_LATE", "số ngày chậm"),
    _of("DAYS", "ngày làm việc", "ngày"),
    _of("YEAR_BEST", "cao nhất trong kỳ", "thấp nhất trong kỳ"),
    _of("SUPPLIER", "đơn vị", "Hội đồng", "cơ quan theo dõi", "điều tra"),
    _of("EVIDENCE_NEEDED", "cần TLKC"),
    _of("LAST_YEAR", "có năm trước"),
    _of("_HAVING", "có"),
    _of("_RUNNING", ("năm liền", "năm liên tiếp", "năm liền kề")),
    _of("_COMPUTED", "tính bằng"),
    _of("_SURVEY_FORM", "phiếu điều tra"),
    _of("_ASKS", "hỏi"),
    _of("_VALID_FORMS", "phiếu hợp lệ"),
    _of("_SCALE", "thang"),
    _of("_QUESTION", "câu"),
    _of("_FOR", "cho"),
    _of("_COEFFICIENT", "hệ số"),
    _of("_ANSWERS", "trả lời"),
    _of("OUTSIDE", ("ngoài mẫu số", "không tính vào mẫu số")),
    _of("ALL_OTHERS", "các dòng khác"),
    _of("_EXPECT", "mong đợi"),
    _of("_GETS", "được"),
    _of("_UNKNOWN", "chưa biết"),
    _of("_BAND", "xếp loại"),
    _of("BUCKET", "ĐIỂM CỘNG", "ĐIỂM TRỪ"),
    _of("_AT_MOST", "tối đa"),
    _of("_AFTER_BUCKETS", "điểm sau cộng, trừ"),
    _of("CEILING", "không quá tổng điểm tối đa", "được vượt tổng điểm tối đa"),
    _of("ABSENCE", "quy về đủ thang", "loại khỏi điểm tối đa"),
    _of("_NOT_RATED", "không xếp loại"),
    _of("_RATED", Word("xếp", ahead=' *["“]')),
    _of("_OF_UNITS", "số đơn vị"),
    _of("_HAVING_A_RATING", "được xếp loại"),
    _of("_MAY_BE_RATED", "được xếp"),
    _of("_BEYOND_THAT", "vượt thì xếp"),
    _of("_EQUAL_INDEX", "bằng chỉ số thì"),
    _of("_LOOK_AT", "xét"),
    _of("TIES", "cùng thứ hạng", "chờ quyết định"),
    _of("_AMENDS", "sửa đổi"),
    _of("_ERRATUM", "đính chính"),
    _of("_SINCE_SIGNING", ("kể từ ngày ký", "từ ngày ký")),
    _of("_AFTER_DAYS", "sau"),
    _of("_DAYS_SINCE_SIGNING", ("ngày kể từ ngày ký", "ngày, kể từ ngày ký", "ngày từ ngày ký")),
    _of("ARTICLE_WORD", "Điều"),
    _of("CLAUSE_WORD", "khoản"),
    _of("_CHANGE", "SỬA"),
    _of("_CHANGE_SENTENCE", "SỬA CÂU"),
    _of("_ADD_SENTENCE", "THÊM CÂU"),
    _of("_DROP_SENTENCE", "BỎ CÂU"),
    _of("_CHANGE_RULE", "SỬA CÁCH CHẤM"),
    _of("_ADD_RULE", "THÊM CÁCH CHẤM"),
    _of("_DROP_RULE", "BỎ CÁCH CHẤM"),
    _of("_ADD_FORM", "THÊM PHIẾU ĐIỀU TRA"),
    _of("_DROP_FORM", "BỎ PHIẾU ĐIỀU TRA"),
    _of("_OF_FORM", ("của phiếu", "của phiếu điều tra", "tại phiếu", "tại phiếu điều tra")),
    _of("_QUESTIONS", ("câu hỏi", "câu")),
    _of("_MAX", "điểm tối đa"),
    _of("_TITLE", "tên"),
    _of("_TABLE_TITLE", "tên bảng"),
    _of("_SHORT_NAME", "tên ngắn"),
    _of("_TAG", "nhãn"),
    _of("_BASIS", "căn cứ"),
    _of("EMPTY", "trống"),
    _of("_INTO", "thành"),
    _of("_INSERT", "BỔ SUNG"),
    _of("_AFTER", ("sau", "vào sau")),
    _of("_BEFORE", ("trước", "vào trước")),
    _of("_AT_END", "vào cuối"),
    _of("_TABLE", "bảng"),
    _of("_REPEAL", "BÃI BỎ"),
    _of("_CURRENTLY", "đang là"),
    _of("_SUSPEND", "NGƯNG HIỆU LỰC"),
    _of("_RESUME", ("KHÔI PHỤC HIỆU LỰC", "khôi phục")),
    _of("_MOVE", "CHUYỂN"),
    _of("_TO", "đến"),
    _of("_RENUMBER", "ĐÁNH SỐ LẠI"),
    _of("_MERGE", "GỘP"),
    _of("_SPLIT", "TÁCH"),
    _of("_RENAME_FACT", "ĐỔI TÊN SỐ LIỆU"),
    _of("_REPLACE_WORDS", ("THAY CỤM TỪ", "thay thế cụm từ")),
    _of("_DROP_WORDS", "BỎ CỤM TỪ"),
    _of("_ADD_WORDS", "BỔ SUNG CỤM TỪ"),
    _of("_PHRASE", "cụm từ"),
    _of("EVERY_ROW", "mọi dòng"),
    _of("EVERY_SENTENCE", "mọi câu"),
    _of("_FORM", ("phiếu", "phiếu điều tra")),
    _of("_NOT_CARRIED", "không dịch được"),
    _of("_TRANSITION", "chuyển tiếp"),
    _of("_AS_BEFORE", ("theo quy định trước khi sửa đổi", "theo quy định trước đó", "theo quy định cũ")),
    _of("_SUMS_FOLLOW", "điểm các dòng cha, tổng điểm và ĐTXHH theo các dòng con"),
    _of("_WITH", "bằng"),
    _of("_REPLACE_TABLE", ("THAY BẢNG", "thay thế bảng")),
    _of("_REPLACE_INSTRUMENT", ("THAY VĂN BẢN", "thay thế văn bản")),
    _of("PART", *(Word(said, ahead=" *:| *$") for said in ("từ", "thành", "nội dung"))),
    _of("_AFTER_AMENDMENT", ("Sau sửa đổi", "sau khi sửa đổi")),
    _of("_FORMERLY", "tên trước đây"),
    _of("_SINCE_DAY", "từ ngày"),
    _of("_RECEIVED", "ngày nhận"),
    _of("_COPY", "bản sao"),
    _of("_OPENS_PERIOD", "kỳ đánh giá"),
    _of("_SEED", "mã bốc thăm"),
    _of("_SHEETS_AT", "phiếu ở"),
    _of("_NOT_ASSESSED", "không đánh giá"),
    _of("_ASSESSED", "đánh giá"),
    _of("_EXTENDS", "gia hạn"),
    _of("PART_OF", "một phần"),
    # ---- signs that may be said in words
    _of("_ADD", ("+", "cộng")),
    _of("_SUBTRACT", ("-", "−", "–", "trừ")),
    _of("_TIMES", ("×", "*", "nhân")),
    _of("_DIVIDE", ("/", "chia")),
)


def squeeze(text: str) -> str:
    """Single spaces, lower case: the form in which words of the language are compared."""
    return " ".join(text.split()).casefold()


@lru_cache(maxsize=4096)  # the same few words again and again
def said(terminal: str, typed: str) -> str:
    """The word meant by what was read as a terminal, in lower case: `Cao  hơn` is `lớn hơn`."""
    return _meant().get((terminal, _compared(typed)), squeeze(typed))


@cache
def _meant() -> dict[tuple[str, str], str]:
    return {(t.name, _compared(form)): squeeze(w.said) for t in TERMINALS for w in t.every for form in w.forms}


def _compared(text: str) -> str:
    # Spaces around signs inside a word are optional.
    return squeeze(text.replace(",", ", ").replace("/", " / "))


def named(terminal: str) -> tuple[str, ...]:
    """The words of a terminal that messages name, in all grammars; none for a terminal without words."""
    return _named().get(terminal, ())


@cache
def _named() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for terminal in TERMINALS:
        words = (*found.get(terminal.name, ()), *(w.said for w in terminal.words))
        found[terminal.name] = tuple(dict.fromkeys(words))
    return found


def spelled(terminal: str) -> tuple[str, ...]:
    """The same without signs."""
    return tuple(w for w in named(terminal) if w[0].isalpha())


def pattern(words: Iterable[Word]) -> str:
    """A regular expression for any form of the words, the longest first, spaces as wide as they come."""
    every = [(form, word) for word in words for form in word.forms]
    return "|".join(_one(form, word) for form, word in sorted(every, key=lambda pair: -len(pair[0])))


def _one(form: str, word: Word) -> str:
    text = re.sub(r"(?<=\w)\\?/(?=\w)", "@", re.escape(form).replace(r"\ ", " "))
    text = text.replace(", ", ",@").replace("/", r"\/").replace(" ", " +").replace(",@", ", *").replace("@", r" *\/ *")
    end = (r"\b" if form[-1].isalnum() else "") + (f"(?={word.ahead})" if word.ahead else "")
    return word.lead + text + end


def opening(*terminals: str) -> str:
    """A regular expression, without marks, for a line that opens with a form of one of the terminals."""
    plain = {without_marks(form) for form in forms(*terminals)}
    return "(?:" + pattern(map(Word, sorted(plain))) + ")"


def forms(*terminals: str) -> Iterator[str]:
    """Everything that is read as one of these terminals."""
    return (form for t in TERMINALS if t.name in terminals for w in t.every for form in w.forms)
