"""Turn "this line stops fitting here" into what a person did and should do."""

import re
from collections.abc import Callable
from typing import Any

from attrs import frozen

from cchc_rules.diagnostics import Diagnostic, Kind, catalog, nearest
from cchc_rules.source import Source, without_marks
from cchc_rules.syntax.grammar import Misfit
from cchc_rules.syntax.lines import RawLine, place
from cchc_rules.syntax.words import KEYWORDS, describe

_WORD = re.compile(r"\[[^\]]*\]?|[^\W_]+(?:[.,/][^\W_]+)*|\S")
_DECIMAL_POINT = re.compile(r"-?\d+\.\d+$")
_NUMBERS = frozenset({"NUMBER", "INT"})


@frozen
class Problem:
    """A line that does not fit, with the word at which it stops."""

    source: Source
    line: RawLine
    misfit: Misfit
    word: str
    end: int

    def at_word(self, kind: Kind, **values: Any) -> Diagnostic:
        """A diagnostic on the word, with what would have fitted."""
        span = place(self.source, self.line, self.misfit.column, self.end)
        return kind.at(span, expected=describe(self.misfit.expected) or None, **values)


def explain(source: Source, line: RawLine, misfit: Misfit) -> Diagnostic:
    """The one diagnostic for a line that does not fit its grammar."""
    match = _WORD.match(line.text, misfit.column)
    word, end = (match.group(), match.end()) if match else ("", misfit.column + 1)
    problem = Problem(source, line, misfit, word, end)
    for hint in _HINTS:
        found = hint(problem)
        if found is not None:
            return found
    return problem.at_word(catalog.UNEXPECTED, word=word)


def _open_quote(p: Problem) -> Diagnostic | None:
    rest = p.line.text[p.misfit.column :]
    if not rest or rest[0] not in '"“”' or "STRING" not in p.misfit.expected:
        return None
    span = place(p.source, p.line, p.misfit.column)
    return catalog.QUOTE_OPEN.at(span, expected="dấu ngoặc kép đóng ở cuối phần chữ")


def _decimal_point(p: Problem) -> Diagnostic | None:
    if not (_DECIMAL_POINT.match(p.word) and p.misfit.expected & _NUMBERS):
        return None
    return p.at_word(catalog.DECIMAL_POINT, word=p.word, right=p.word.replace(".", ","))


def _ends_early(p: Problem) -> Diagnostic | None:
    if not (p.misfit.at_end or not p.word):
        return None
    if {"PERCENT", "POINTS"} & p.misfit.expected:
        tail = p.line.text.split()[-1]
        if tail[0].isdigit():
            return p.at_word(catalog.UNIT_MISSING, word=tail)
    return p.at_word(catalog.INCOMPLETE)


def _no_colon(p: Problem) -> Diagnostic | None:
    if p.misfit.expected != {"_COLON"}:
        return None
    return p.at_word(catalog.COLON_MISSING, word=p.word)


def _no_unit(p: Problem) -> Diagnostic | None:
    before = p.line.text[: p.misfit.column].split()
    if not (before and before[-1][0].isdigit() and {"PERCENT", "POINTS"} & p.misfit.expected):
        return None
    if without_marks(p.word) == "diem":
        return None
    return p.at_word(catalog.UNIT_MISSING, word=before[-1])


def _no_quotes(p: Problem) -> Diagnostic | None:
    if p.misfit.expected != {"STRING"} or not p.word[0].isalpha():
        return None
    return p.at_word(catalog.QUOTES_MISSING, word=p.word)


def _misspelt_keyword(p: Problem) -> Diagnostic | None:
    phrases = [w for t in p.misfit.expected if t in KEYWORDS for w in KEYWORDS[t]]
    phrases += ["lĩnh vực", "tiêu chí", "tiêu chí thành phần"] if "LEVEL" in p.misfit.expected else []
    rest = p.line.text[p.misfit.column :]
    plain = without_marks(rest)
    for phrase in sorted(phrases, key=len, reverse=True):
        bare = without_marks(phrase)
        if re.match(rf"{re.escape(bare)}\b", plain):
            typed = rest[: len(bare)]
            span = place(p.source, p.line, p.misfit.column, p.misfit.column + len(bare))
            if typed.casefold() != phrase.casefold():
                return catalog.MARKS_MISSING.at(span, word=typed, keyword=_as_typed(phrase, typed))
    return None


def _as_typed(phrase: str, typed: str) -> str:
    return phrase.upper() if typed.isupper() else phrase


def _unknown_opening(p: Problem) -> Diagnostic | None:
    if p.line.text[: p.misfit.column].strip() or not p.word[0].isalpha():
        return None
    opening = re.split(r'[:"“\d]', p.line.text.strip(), maxsplit=1)[0].strip() or p.word
    phrases = [w for t in p.misfit.expected if t in KEYWORDS for w in KEYWORDS[t]]
    near = nearest(opening, [*phrases, "lĩnh vực", "tiêu chí"])
    span = place(p.source, p.line, p.misfit.column, p.misfit.column + len(opening))
    if near is None:
        return catalog.UNKNOWN_WORD.at(
            span, word=opening, keyword="", fix="xem danh sách câu trong tài liệu ngôn ngữ, hoặc đặt “#” trước ghi chú"
        )
    return catalog.UNKNOWN_WORD.at(span, word=opening, keyword=near)


_HINTS: tuple[Callable[[Problem], Diagnostic | None], ...] = (
    _open_quote,
    _decimal_point,
    _ends_early,
    _no_colon,
    _misspelt_keyword,
    _no_unit,
    _no_quotes,
    _unknown_opening,
)
