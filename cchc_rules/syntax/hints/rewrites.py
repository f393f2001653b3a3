"""Sentences as decrees and people write them, said again as the language says them: each with the whole line."""

import re
from collections.abc import Callable, Iterator

from cchc_rules.diagnostics import Diagnostic, Fix, catalog
from cchc_rules.diagnostics.mends import quoted
from cchc_rules.frozen import frozen
from cchc_rules.language.words import forms
from cchc_rules.syntax.hints.problem import Problem


@frozen
class _Way:
    """A way to write something, and how the language writes it; `says` what the change asserts where it does."""

    said: re.Pattern[str]
    right: str | Callable[[re.Match[str]], str]
    says: str | None = None


def _way(said: str, right: str | Callable[[re.Match[str]], str], says: str | None = None) -> _Way:
    return _Way(re.compile(said, re.IGNORECASE), right, says)


_PLACE = r"(?:mục|điều|khoản|điểm [a-zđ]\b|phụ lục|bảng|quyết định|nghị quyết|nghị định|thông tư|công văn|kế hoạch)\b"
_DAY = r"(?:ngày\s+)?(?P<day>\d{1,2})(?:\s*[-./]\s*|\s+tháng\s+)(?P<month>\d{1,2})(?![\d/])"
_AFTER = r"(?P<year>\s+(?:năm\s+sau|trong\s+năm)\b)?"


def _dated(words: str) -> Callable[[re.Match[str]], str]:
    return lambda m: f"{words} {int(m['day']):02}/{int(m['month']):02}{m['year'] or ''}"


_STAGES = "|".join((*map(re.escape, forms("STAGE", "SURVEY")), r"bước\s+\"[^\"]+\"", "công bố"))


def _due(words: str) -> Callable[[re.Match[str]], str]:
    return lambda m: f"  hạn {m['stage']}: {_dated(words)(m)}"


_NOT_BEFORE = "“không trước” nói ngày đầu, không phải hạn; hạn chót là ngày ấy"
_WAYS = (
    _way(rf"\s*[(\[]\s*(?:theo|căn cứ|tại|xem)?\s*(?P<place>{_PLACE}[^()\[\]]*?)\s*[)\]]", r"  theo \g<place>"),
    _way(rf"\s*[,;–-]\s+(?P<place>{_PLACE}[^\"]*)$", r"  theo \g<place>"),
    _way(r"(?<=[^\s,])\s+(?<!theo )(?<!và )(?P<place>mục\s+[IVX\d][^\"]*)$", r"  theo \g<place>"),
    _way(rf"\bkhông\s+trước\s+{_DAY}{_AFTER}", _dated("từ"), "“không trước” một ngày là từ ngày ấy"),
    _way(rf"\bkhông\s+trước\s+{_DAY}{_AFTER}", _dated("chậm nhất ngày"), _NOT_BEFORE),
    _way(rf"\btrước\s+{_DAY}{_AFTER}", _dated("trước ngày")),
    _way(rf"^\s*(?P<stage>{_STAGES})\s*:?\s+trước\s+{_DAY}{_AFTER}", _due("trước ngày")),
    _way(
        rf"^\s*(?P<stage>{_STAGES})\s*:?\s+(?:chậm\s+nhất|đến\s+hết)(?:\s+là)?\s+{_DAY}{_AFTER}", _due("chậm nhất ngày")
    ),
    _way(rf"\b(?:chậm\s+nhất|muộn\s+nhất)(?:\s+(?:là|vào|đến))?\s+{_DAY}{_AFTER}", _dated("chậm nhất ngày")),
    _way(rf"\b(?:đến\s+hết|không\s+(?:quá|sau|muộn\s+hơn))\s+{_DAY}{_AFTER}", _dated("chậm nhất ngày")),
    _way(rf"\b(?:đến|trong)\s+{_DAY}{_AFTER}", _dated("chậm nhất ngày"), "ngày này còn trong hạn"),
)


def other_way(p: Problem) -> Diagnostic | None:
    """A sentence that fits once it says a place or a day as the language does: told with the whole line."""
    found: list[tuple[re.Match[str], Fix]] = []
    for way in _WAYS:
        for m in way.said.finditer(p.text):
            if _quoted(p.text, m.start()):
                continue
            right = m.expand(way.right) if isinstance(way.right, str) else way.right(m)
            found += [(m, fix) for fix in _at_the_end(p, m) or _offered(p, m.start(), m.end(), right, way.says)]
    if not found:
        return None
    m, _ = found[0]
    start = m.start() + len(m[0]) - len(m[0].lstrip())
    fixes = tuple(dict.fromkeys(fix for _, fix in found))
    shown = " hoặc ".join(dict.fromkeys(p.after(fix) for fix in fixes))
    return p.at(catalog.UNEXPECTED, start, m.end(), fix=f"viết: {shown}", fixes=fixes, word=m[0].strip())


def _at_the_end(p: Problem, m: re.Match[str]) -> tuple[Fix, ...]:
    """A place named in the middle of a sentence, moved to its end, where a basis stands."""
    after = p.text[m.end() :].rstrip()
    if "place" not in m.re.groupindex or not after:
        return ()
    text = f"{after}  theo {m['place'].strip()}"
    if p.rule_of(p.text[: m.start()] + text) is None:
        return ()
    return p.spelled(m.start(), len(p.text.rstrip()), text)


def _quoted(text: str, at: int) -> bool:
    return any(m.start() < at < m.end() for m in re.finditer(r'"(?:[^"]|"")*"|“[^”]*”', text))


def _offered(p: Problem, start: int, end: int, right: str, says: str | None) -> tuple[Fix, ...]:
    """The change, when the line is a sentence then; what else is wrong with it is told when that is mended."""
    if p.rule_of(p.text[:start] + right + p.text[end:]) is None:
        return ()
    return p.spelled(start, end, right) if says is None else p.asserted(start, end, right, says)


# ---- quotes in quotes


_QUOTE = re.compile('["“”]')
_MOST_QUOTES = 12


def nested_quotes(p: Problem) -> Diagnostic | None:
    """Quoted words with quotes in them that are neither doubled nor curly."""
    marks = [m.start() for m in _QUOTE.finditer(p.text)]
    if len(marks) < 3 or len(marks) > _MOST_QUOTES or p.misfit.column <= marks[0]:
        return None
    found = list(_requoted(p, marks))
    if not found:
        return None
    start, end, text = found[0]
    words = " hoặc ".join(text for *_, text in found[:2])
    if len(found) == 1:
        fixes = p.spelled(start, end, text)
    else:
        fixes = tuple(f for a, b, t in found[:3] for f in p.asserted(a, b, t, f"phần chữ là {t}"))
    fix = f'trong ngoặc kép, viết dấu " hai lần: {words}'
    return p.at(catalog.QUOTES_MISSING, start, end, fix=fix, fixes=fixes, word=p.text[start + 1 : end - 1])


def _requoted(p: Problem, marks: list[int]) -> Iterator[tuple[int, int, str]]:
    """Each stretch between two quotes that makes the line a sentence when the quotes in it are doubled."""
    for first in (at for at in marks if at < p.misfit.column):
        for last in reversed([at for at in marks if at > first]):
            inner = p.text[first + 1 : last]
            text = quoted(inner.replace('""', '"'))
            if _QUOTE.search(inner) and p.rule_of(p.text[:first] + text + p.text[last + 1 :]) is not None:
                yield first, last + 1, text
