"""What was meant by signs that stand where they do not belong, or are not closed."""

import re

from cchc_rules.diagnostics import Diagnostic, Fix, catalog
from cchc_rules.syntax.hints.numbers import NUMBERS
from cchc_rules.syntax.hints.problem import QUOTES, Problem

_BULLET = re.compile(r"\s*([-–—•+*·▪●])\s*(?=\S)")
_HEADING = re.compile(r"\s*([^\W\d_]+(?: +[^\W\d_]+)*)\s*([:.;])\s*$")
_HEADINGS = ("section", "sheet", "after")
# What may stand behind quoted words, and so may be where they end.
_MAY_END = re.compile(r"[\"“”#:,]|\b(?:theo|tự +đặt)\b", re.IGNORECASE)
_COLON_SIGNS = "-–—=;."


def open_quote(p: Problem) -> Diagnostic | None:
    """Quoted words that are not closed."""
    if p.rest[:1] not in ('"', "“", "”") or not p.expects("STRING"):
        return None
    mark = "”" if p.rest[0] == "“" else '"'
    tail = re.search(r"(?<=\S)\s*(: *-?\d[\d,]* *điểm.*)$", p.rest)
    where = f", trước “{tail.group(1)}”" if tail else ""
    said = p.rest[: tail.start(1)].rstrip() if tail else ""
    fix = f"thêm {mark} ở cuối phần chữ{where}"
    close = p.misfit.column + len(said or p.rest.rstrip())
    fixes = _closed_quote(p, close, close, mark)
    if len(said) > 1 and said[-1] in QUOTES:
        fix = f"dấu đóng phải cùng kiểu với dấu mở: thay {said[-1]} bằng {mark}"
        fixes = _closed_quote(p, close - 1, close, mark)
    return p.at(catalog.QUOTE_OPEN, p.misfit.column, len(p.text.rstrip()), fix=fix, fixes=fixes)


def _closed_quote(p: Problem, start: int, end: int, mark: str) -> tuple[Fix, ...]:
    """The quote closed there: the one reading unless other signs show where the words may end before."""
    words = p.text[p.misfit.column + 1 : start]
    if _MAY_END.search(words) is None:
        return p.spelled(start, end, mark)
    return p.asserted(start, end, mark, f"phần chữ là “{words.strip()}”")


def open_bracket(p: Problem) -> Diagnostic | None:
    """A fact whose bracket is not closed."""
    if not (p.rest.startswith("[") and p.expects("FACT")) or "]" in p.rest:
        return None
    name = re.split(r"[:\[]| (?:là|từ|dưới|bằng) ", p.rest[1:], maxsplit=1)[0].strip()
    if not name:
        return None
    end = p.misfit.column + 1 + p.rest[1:].index(name) + len(name)
    fixes = p.spelled(end, end, "]")
    return p.at(catalog.BRACKET_OPEN, p.misfit.column, end, name=name, fixes=fixes)


def bullet(p: Problem) -> Diagnostic | None:
    """A sign of a list before a sentence."""
    m = _BULLET.match(p.text)
    if m is None or not p.opens or not p.goes_on(" " * m.end() + p.text[m.end() :], m.end()):
        return None
    fix = f"bỏ dấu “{m.group(1)}” ở đầu dòng"
    fixes = p.spelled(m.start(1), m.end(), "")
    return p.at(catalog.EXTRA, m.start(1), m.end(1), fix=fix, fixes=fixes, word=f"dấu “{m.group(1)}”")


def heading_sign(p: Problem) -> Diagnostic | None:
    """A sign behind a heading."""
    m = _HEADING.match(p.text)
    if m is None or p.rule_of(p.text[: m.end(1)]) not in _HEADINGS:
        return None
    fixes = p.spelled(m.end(1), m.end(2), "")
    return p.at(catalog.EXTRA, m.start(2), m.end(2), fixes=fixes, word=f"dấu “{m.group(2)}”")


def extra_sign(p: Problem) -> Diagnostic | None:
    """A sign too much, or one for another."""
    at, sign = p.misfit.column, p.word
    if p.opens or len(sign) != 1 or sign.isalnum() or sign in "([":
        return None
    number = re.match(r'["“”](\d+)["“”]', p.rest)
    if number and p.expects(*NUMBERS):
        fix = f"số không đặt trong ngoặc kép: {number.group(1)}"
        end = at + len(number.group())
        return p.at(catalog.EXTRA, at, end, fix=fix, fixes=p.spelled(at, end, number.group(1)), word="dấu ngoặc kép")
    if sign in _COLON_SIGNS and p.goes_on(f"{p.text[:at]}:{p.text[at + 1 :]}", at + 1):
        fix, start = f"thay “{sign}” bằng dấu “:”", len(p.before.rstrip())
        return p.at(catalog.COLON_MISSING, at, at + 1, fix=fix, fixes=p.spelled(start, at + 1, ":"))
    after = p.text[at + 1 :]
    following = at + 1 + len(after) - len(after.lstrip())
    whole = p.goes_on(p.text[:at], at) if not after.strip() else p.goes_on(f"{p.text[:at]} {after}", following)
    if not whole:
        return None
    start = at if after.strip() else len(p.before.rstrip())
    if sign == "%":
        fixes = p.asserted(start, at + 1, "", "số này là số điểm, không phải tỷ lệ %")
        return p.at(catalog.EXTRA, at, at + 1, fix="ở đây ghi điểm, không ghi tỷ lệ %", fixes=fixes, word="dấu “%”")
    return p.at(catalog.EXTRA, at, at + 1, fixes=p.spelled(start, at + 1, ""), word=f"dấu “{sign}”")


def brackets(p: Problem) -> Diagnostic | None:
    """Words that stand in round brackets where the language has a comma."""
    m = re.match(r"\(([^()]*)\)", p.rest)
    if m is None or not p.expects("_COMMA"):
        return None
    said = m.group(1).strip()
    head = p.before.rstrip()
    for instead, what in ((f", {said}", None), (f', vì "{said}"', "lý do"), (f', ghi chú "{said}"', "ghi chú")):
        if said and '"' not in said and p.goes_on(head + instead, len(head) + 2):
            fix = f"viết “{instead}”, không dùng ngoặc đơn"
            start, end = p.misfit.column, p.misfit.column + m.end()
            fixes = p.spelled(len(head), end, instead)
            if what is not None:
                fixes = p.asserted(len(head), end, instead, f"{what} là “{said}”")
            return p.at(catalog.UNEXPECTED, start, end, fix=fix, fixes=fixes, word=m.group())
    return None
