"""What each terminal of the grammars is in messages; no terminal's name reaches a user.

Words come from cchc_rules/language/words.py; here are values and signs.
"""

from cchc_rules.language.words import named, spelled

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
    "TITLED_NUMBER": "số và tên của điều, khoản (như “1. Điều chỉnh điểm”)",
    "INSTRUMENT_NUMBER": "số văn bản (như 1026/QĐ-UBND)",
    "ANNEX": "tên bảng hoặc phụ lục (như Bảng 1)",
    "QUARTER": "số quý (I, II, III, IV)",
    "PART_NAME": "tên phần (như phần a)",
    "LEVEL": "tên cấp rồi mã (như LĨNH VỰC 1)",
    "$END": "hết dòng",
}

_SIGNS = {
    "_COLON": "dấu “:”",
    "_COLON_POINTS": "dấu “:”",
    "_COMMA": "dấu phẩy",
    "_SEMICOLON": "dấu chấm phẩy",
    "_LPAR": "dấu “(”",
    "_RPAR": "dấu “)”",
    "PERCENT": "dấu “%”",
}

_SPACES = "_SPACES"


def known(terminal: str) -> bool:
    """Whether the terminal has words (spaces are never expected of anybody)."""
    return terminal == _SPACES or terminal in _VALUES or terminal in _SIGNS or named(terminal) != ()


def describe(terminals: frozenset[str], most: int = 6) -> str:
    """`số (như 0,5) hoặc “từ”`; signs last, at most `most` alternatives and then an ellipsis."""
    if "NUMBER" in terminals:
        # A line alone does not say whether its points are given, taken, or beside the table: most are given.
        terminals -= {"_AT_MOST", "DEDUCTS"}
    ranked = [(0, _VALUES[t]) for t in terminals if t in _VALUES and t != "$END"]
    ranked += [(1, f"“{w}”") for t in terminals for w in spelled(t)]
    ranked += [(2, f"dấu “{w}”") for t in terminals for w in named(t) if not w[0].isalpha()]
    ranked += [(2, _SIGNS[t]) for t in terminals if t in _SIGNS]
    ranked += [(3, _VALUES["$END"])] if "$END" in terminals else []
    words = [word for _, word in sorted(ranked)]
    shown = words[:most] + (["…"] if len(words) > most else [])
    return " hoặc ".join(shown)


def how_marked(typed: str) -> str:
    """What is wrong with the marks of a keyword: none there (`thiếu`), or others (`sai`)."""
    return "thiếu" if typed.isascii() else "sai"
