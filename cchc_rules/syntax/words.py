"""What each terminal of the grammars is in Vietnamese words, for messages; no terminal's name reaches a user."""

_VALUES = {
    "CODE": "mã (như 1.1.2)",
    "ID": "tên ngắn không dấu (như bang-1)",
    "STRING": "chữ trong ngoặc kép “…”",
    "FACT": "tên số liệu trong ngoặc vuông […]",
    "NUMBER": "số (như 0,5)",
    "INT": "số nguyên",
    "DATE": "ngày (như 24/10/2019)",
    "DAY_MONTH": "ngày và tháng (như 15/01)",
    "WORDS": "tên cấp (như “lĩnh vực”)",
    "PLACE_NUMBER": "số của mục, điều, khoản (như II.1.2)",
    "INSTRUMENT_NUMBER": "số văn bản (như 1026/QĐ-UBND)",
    "ANNEX": "tên bảng hoặc phụ lục (như Bảng 1)",
    "QUARTER": "số quý (I, II, III, IV)",
    "LEVEL": "tên cấp rồi mã (như LĨNH VỰC 1)",
    "$END": "hết dòng",
}

_SIGNS = {
    "_COLON": "dấu “:”",
    "_COMMA": "dấu phẩy",
    "_SEMICOLON": "dấu chấm phẩy",
    "_LPAR": "dấu “(”",
    "_RPAR": "dấu “)”",
    "PERCENT": "dấu “%”",
}

KEYWORDS: dict[str, tuple[str, ...]] = {
    "POINTS": ("điểm",),
    "_FROM": ("từ",),
    "_UP_TO_BELOW": ("đến dưới",),
    "_OR_MORE": ("trở lên",),
    "_BELOW": ("dưới",),
    "EQUALS": ("bằng",),
    "_BECAUSE": ("vì",),
    "_AND": ("và",),
    "_OR": ("hoặc",),
    "_NOT": ("không phải",),
    "_BY": ("do",),
    "_WHEN": ("khi",),
    "STAGE": ("tự đánh giá", "thẩm định", "phúc tra"),
    "SURVEY": ("ĐTXHH",),
    "NOT_APPLICABLE": ("không áp dụng",),
    "YES": ("có",),
    "NO": ("không",),
    "_IS": ("là",),
    "_UNIT_KIND": ("loại đơn vị",),
    "_UNIT": ("đơn vị",),
    "_ACCORDING": ("theo",),
    "_OWN_CHOICE": ("tự đặt",),
    "PLACE_KIND": ("mục", "Điều", "khoản", "điểm", "phụ lục", "bảng"),
    "_OF": ("của", "tại"),
    "INSTRUMENT_KIND": ("Quyết định", "Nghị quyết", "Hướng dẫn", "Công văn"),
    "_NUMBER_WORD": ("số",),
    "_DATED": ("ngày",),
    "_RUBRIC": ("bộ tiêu chí",),
    "_COMMON": ("quy định chung",),
    "SECTION": ("các bước đánh giá", "xếp loại", "hệ quả", "tiến độ", "số liệu", "điểm"),
    "_NOTE": ("ghi chú",),
    "_LEVELS": ("các cấp",),
    "_NUMBERING": ("đánh số",),
    "NUMBERING": ("đầy đủ", "lại từ đầu trong mỗi nhóm"),
    "_INSTRUMENT": ("văn bản",),
    "_REPLACES": ("thay thế",),
    "_IN_FORCE": ("hiệu lực",),
    "_GOVERNS": ("áp dụng",),
    "_PERIOD": ("kỳ đánh giá",),
    "_USES": ("dùng",),
    "_TOTAL": ("tổng điểm",),
    "_OF_WHICH": ("trong đó",),
    "_COUNTS": ("số lượng",),
    "_SUBJECTS": ("đối tượng",),
    "_EXCEPT": ("trừ",),
    "CLAIM": ("được đề nghị", "không được đề nghị"),
    "_STEP": ("bước điểm",),
    "_ROUNDING": ("làm tròn khi in",),
    "_DIGITS": ("chữ số",),
    "_RATIO": ("tỷ lệ",),
    "POWER": ("chấm điểm", "công nhận hoặc giảm", "công nhận hoặc tăng", "công nhận, tăng hoặc giảm"),
    "_AT_LEAST": ("tối thiểu",),
    "_COMBINATION": ("điểm chỉ số",),
    "_PLUS": ("cộng",),
    "_ELSE": ("không có thì",),
    "_ONLY_WHEN": ("chỉ áp dụng khi",),
    "_SUSPENDED": ("ngưng hiệu lực",),
    "_UNTIL": ("đến hết",),
    "_INDEX": ("chỉ số",),
    "_DUE": ("hạn",),
    "PUBLICATION": ("công bố",),
    "DUE_BEFORE": ("trước ngày",),
    "DUE_BY": ("chậm nhất ngày",),
    "DUE_BY_QUARTER": ("chậm nhất quý",),
    "DUE_IN_QUARTER": ("trong quý",),
    "YEAR_AFTER": ("năm sau",),
    "YES_NO": ("có/không",),
    "COUNT_TYPE": ("số đếm",),
    "AMOUNT_TYPE": ("số đo",),
    "PERCENT_TYPE": ("tỷ lệ phần trăm",),
    "DATE_TYPE": ("ngày tháng",),
    "TEXT_TYPE": ("chữ",),
    "_CHOICE_TYPE": ("lựa chọn",),
    "_PRINTED": ("bản in ghi",),
    "_CODE_WORD": ("mã",),
    "_REMARK": ("chú thích",),
    "_READ_AS": ("đọc là",),
    "_TWO_READINGS": ("có hai cách hiểu",),
    "_CHOSEN": ("chọn",),
    "_SHEET": ("phiếu chấm điểm",),
    "_YEAR": ("năm",),
    "_EVIDENCE": ("TLKC",),
    "_BY_WHOM": ("bởi",),
}
_SPACES = "_SPACES"


def known(terminal: str) -> bool:
    """Whether the terminal has words (spaces are never expected of anybody)."""
    return terminal == _SPACES or terminal in _VALUES or terminal in _SIGNS or terminal in KEYWORDS


def describe(terminals: frozenset[str], most: int = 6) -> str:
    """`số (như 0,5) hoặc “từ”`; signs last, at most `most` alternatives and then an ellipsis."""
    named = [(0, _VALUES[t]) for t in terminals if t in _VALUES and t != "$END"]
    named += [(1, f"“{word}”") for t in terminals if t in KEYWORDS for word in KEYWORDS[t]]
    named += [(2, _SIGNS[t]) for t in terminals if t in _SIGNS]
    named += [(3, _VALUES["$END"])] if "$END" in terminals else []
    words = [word for _, word in sorted(named)]
    shown = words[:most] + (["…"] if len(words) > most else [])
    return " hoặc ".join(shown)
