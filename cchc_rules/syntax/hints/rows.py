"""What a line that was meant as a row of the table, but is none, has too much or too little of."""

import re

from cchc_rules.diagnostics import Diagnostic, Fix, catalog
from cchc_rules.diagnostics.mends import quoted
from cchc_rules.source import without_marks
from cchc_rules.syntax.hints.problem import QUOTES, Problem

# LĨNH VỰC: 1. Chỉ đạo, điều hành …
_ROW = re.compile(
    r" *(?P<level>[^\W\d_]+(?: +[^\W\d_]+)*)?(?P<between>(?: *[:.\-–])?) *"
    r"(?P<code>\d+[a-zđ]?(?:[.,][\da-zđ]+)*|[IVXLC]+(?=[\s.):]))(?P<sign>[.):\-–/]*)\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_LEVELS = ("linh vuc", "tieu chi", "tieu chi thanh phan", "tieu chuan", "noi dung", "muc")
# II. CHỈ ĐẠO – 10 điểm; 1.1 "Kế hoạch" (2 điểm): everything of a row is there, with other signs between.
_WHOLE = re.compile(
    r" *(?P<level>[^\W\d_]+(?: +[^\W\d_]+)* +)?(?P<code>\d+[a-zđ]?(?:[.,][\da-zđ]+)*|[IVXLC]+(?=[\s.):/\-–]))"
    r"[\s.):/\-–—]*\s(?P<title>(?=\S).*?)\s*(?:[:\-–—,;(\[=]|\s)\s*(?:tối đa\s*)?"
    r"(?P<points>\d+(?:[.,]\d+)?)\s*(?:điểm|đ)[.)\];]*(?:\s*[,;–(-]?\s*(?P<survey>ĐTXHH)\)?)?\s*",
    re.IGNORECASE,
)
_TITLE_END = re.compile(r"\s*:\s*-?[\dO]|\s*$")
_SHOWN = 60


def row_hint(p: Problem) -> Diagnostic | None:
    """The first thing that keeps the line from being a row, when mending it all makes it one."""
    m = _ROW.match(p.text)
    if m is None or p.misfit.column > m.start("rest") or (m["level"] and not p.opens):
        return None
    title, tail = _title(m["rest"])
    level = m["level"] if p.grammar == "rubric" else None
    if not _mends(p, level, m["code"].replace(",", "."), title, tail):
        return None
    fixes = _whole(p, m, level, title, tail)
    sign = next((g for g in ("between", "sign") if m[g].strip()), None)
    if p.grammar == "sheet" and m["level"]:
        if without_marks(m["level"]) not in _LEVELS:
            return None
        fix = f"trong phiếu chỉ ghi mã: {m['code']}"
        return p.at(catalog.EXTRA, m.start("level"), m.end("level"), fix=fix, fixes=fixes, word=f"“{m['level']}”")
    if sign is not None:
        mark = m[sign].strip()
        start = m.end(sign) - len(mark)
        fix = f"bỏ dấu “{mark}” {'sau' if sign == 'sign' else 'trước'} mã {m['code']}"
        return p.at(catalog.EXTRA, start, m.end(sign), fix=fix, fixes=fixes, word=f"dấu “{mark}”")
    if "," in m["code"]:
        fix = f"viết dấu chấm giữa các số: {m['code'].replace(',', '.')}"
        return p.at(catalog.BAD_CODE, m.start("code"), m.end("code"), fix=fix, fixes=fixes, code=m["code"])
    if m["rest"] and m["rest"][0] not in '"“':
        end = m.start("rest") + len(m["rest"]) - len(tail)
        return p.at(catalog.QUOTES_MISSING, m.start("rest"), end, fixes=fixes, **_unquoted(title))
    return None


def whole_row(p: Problem) -> Diagnostic | None:
    """A row with other signs between its parts: told with the whole line, where only one mistake is not the matter."""
    m = _WHOLE.fullmatch(p.text)
    if m is None or p.grammar != "rubric" or p.misfit.column >= m.start("points"):
        return None
    title = m["title"].strip().strip(QUOTES).strip()
    if not title or any(mark in title for mark in '"“”[]:'):
        return None
    level = f"{m['level'].strip()} " if m["level"] else ""
    tag = ", ĐTXHH" if m["survey"] else ""
    code, points = m["code"].replace(",", "."), m["points"].replace(".", ",")
    right = f"{level}{code} {quoted(title)}: {points} điểm{tag}"
    if p.rule_of(right) != "row":
        return None
    start = len(p.text) - len(p.text.lstrip())
    end = len(p.text.rstrip())
    fixes = p.spelled(start, end, right)
    return p.at(catalog.UNEXPECTED, p.misfit.column, p.end, fix=f"viết: {right}", fixes=fixes, word=p.word or title)


def _whole(p: Problem, m: re.Match[str], level: str | None, title: str, tail: str) -> tuple[Fix, ...]:
    """The row up to its title, with all that is wrong in it mended: the next mistake may stand behind."""
    start = m.start("level") if m["level"] else m.start("code")
    return p.spelled(start, len(p.text) - len(tail), _head(level, m["code"].replace(",", "."), title))


def quotes_missing(p: Problem, start: int, end: int, words: str, only: bool) -> Diagnostic:
    """C108 on words that stand without quotes, or in quotes of another kind; `only`: they can end nowhere else."""
    text = quoted(words)
    fixes = p.spelled(start, end, text) if only else p.asserted(start, end, text, f"phần chữ là “{words}”")
    return p.at(catalog.QUOTES_MISSING, start, end, fixes=fixes, **_unquoted(words))


def _unquoted(words: str) -> dict[str, str]:
    shown = words if len(words) <= _SHOWN else words[:_SHOWN].rstrip() + "…"
    return {"fix": f'viết "{shown}"', "word": shown}


def _title(rest: str) -> tuple[str, str]:
    """The words of the title without quotes, and what follows them."""
    if rest[:1] in ('"', "“"):
        closing = rest.find('"' if rest[0] == '"' else "”", 1)
        return (rest[1:closing], rest[closing + 1 :]) if closing > 0 else ("", rest)
    end = _TITLE_END.search(rest)
    cut = end.start() if end else len(rest)
    return rest[:cut].strip(QUOTES).strip(), rest[cut:]


def _mends(p: Problem, level: str | None, code: str, title: str, tail: str) -> bool:
    head = _head(level, code, title)
    return ('"' not in title) and p.goes_on(head + tail, len(head))


def _head(level: str | None, code: str, title: str) -> str:
    start = f"{level} {code}" if level else code
    return f"{start} {quoted(title)}" if title else start
