"""How each sentence goes, by an example, and the words people write instead of those of the language."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

from cchc_rules.frozen import frozen
from cchc_rules.language.samples import SAMPLES
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

LEVEL_PATTERN = 'TIÊU CHÍ 1.1 "Tên tiêu chí": 3 điểm'
ROW_PATTERN = '1.1.2 "Tên tiêu chí": 2 điểm'
_MAIN = {
    "sheet": 'thẩm định: 1 điểm, vì "chậm 5 ngày", bởi "Hội đồng thẩm định"',
    "case": "mong đợi: 1.1.2 được 2 điểm",
    "period": '"Sở Minh họa 01"',
    "amendment": "SỬA 3.3.1 điểm tối đa: từ 2 điểm thành 1,5 điểm",
}
_TOKEN = re.compile(r'"[^"]*"?|“[^”]*”?|\[[^\]]*\]?|\d[\d.,/]*%?|\w+|\S')


def pattern_for(text: str, grammar: str) -> str | None:
    """A sample of the sentence that a line opens as, marks aside; None when its opening is not known."""
    fitting = [s for s in SAMPLES[grammar] if _common(_shape(s), _shape(text))]
    if fitting:
        return max(fitting, key=lambda s: _likeness(s, text))
    return LEVEL_PATTERN if grammar == "rubric" and _LEVEL_ROW.match(" ".join(_plain(text).split())) else None


def main_sentence(grammar: str) -> str:
    """The sentence that texts of a grammar are mostly made of."""
    return _MAIN.get(grammar, ROW_PATTERN)


def closest(text: str, grammar: str) -> str:
    """The same, or the sample most like the line when nothing opens so: there is always one to show."""
    opened = pattern_for(text, grammar)
    if opened is not None:
        return opened
    best = max(SAMPLES[grammar], key=lambda s: _shared(s, text) / (len(_shape(s)) + len(_shape(text))))
    return best if _shared(best, text) > 1 else main_sentence(grammar)


def _likeness(sample: str, text: str) -> tuple[int, int, int]:
    one, other = _shape(sample), _shape(text)
    return _common(one, other), _shared(sample, text), -len(one)


def _shared(sample: str, text: str) -> int:
    """How many words both have."""
    return (Counter(_shape(sample)) & Counter(_shape(text))).total()


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both open with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


@lru_cache(maxsize=1024)
def _shape(text: str) -> tuple[str, ...]:
    """The words of a line without marks; every number, quotation and fact is as good as another."""
    return tuple(_kind(token) for token in _TOKEN.findall(_plain(text)))


def _kind(token: str) -> str:
    if token[0].isdigit():
        return "%" if token.endswith("%") else "0"
    return token[0] if token[0] in '"[' else token


def _plain(text: str) -> str:
    return without_marks(text).replace("“", '"').replace("”", '"')
