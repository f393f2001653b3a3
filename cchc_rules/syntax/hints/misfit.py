"""Turn "this line stops fitting here" into what a person did and should do."""

import re
from collections.abc import Callable

from cchc_rules.diagnostics import Diagnostic, catalog, nearest
from cchc_rules.source import Source, without_marks
from cchc_rules.syntax.hints.number_forms import cell_error, number_form
from cchc_rules.syntax.hints.numbers import (
    NUMBERS,
    UNITS,
    bare_fraction,
    date_form,
    decimal_point,
    of_maximum,
    other_digits,
    split_number,
)
from cchc_rules.syntax.hints.patterns import OTHER_WORDS, pattern_for
from cchc_rules.syntax.hints.problem import QUOTES, Problem
from cchc_rules.syntax.hints.rows import quotes_missing, row_hint
from cchc_rules.syntax.lines.cut import RawLine
from cchc_rules.syntax.lines.grammar import Misfit
from cchc_rules.syntax.lines.terminals import KEYWORDS, how_marked

_WORD = re.compile(r"\[[^\]]*\]?|-?[^\W_]+(?:[.,/][^\W_]+)*|\S")
_BULLET = re.compile(r"\s*([-–—•+*·▪●])\s*(?=\S)")
_HEADING = re.compile(r"\s*([^\W\d_]+(?: +[^\W\d_]+)*)\s*([:.;])\s*$")
_PHRASE_END = re.compile(r"\s*[:,;]|\s{2,}|\s+(?=theo\b)|\s*$", re.IGNORECASE)
_SAID_END = re.compile(r"(đến +không +quá|trên|không +quá)\b", re.IGNORECASE)
_HEADINGS = ("section", "sheet", "after")
_COLON_SIGNS = "-–—=;."
_CLOSE = 0.75
_MOST_ENDS = 12


def explain(source: Source, grammar: str, line: RawLine, misfit: Misfit) -> Diagnostic:
    """The one diagnostic for a line that does not fit its grammar."""
    match = _WORD.match(line.text, misfit.column)
    word, end = (match.group(), match.end()) if match else ("", misfit.column + 1)
    problem = Problem(source, grammar, line, misfit, word, end)
    for hint in _HINTS:
        found = hint(problem)
        if found is not None:
            return found
    return _unexpected(problem)


# ---- signs


def _open_quote(p: Problem) -> Diagnostic | None:
    if p.rest[:1] not in ('"', "“", "”") or not p.expects("STRING"):
        return None
    mark = "”" if p.rest[0] == "“" else '"'
    tail = re.search(r"(?<=\S)\s*(: *-?\d[\d,]* *điểm.*)$", p.rest)
    where = f", trước “{tail.group(1)}”" if tail else ""
    said = p.rest[: tail.start(1)].rstrip() if tail else ""
    fix = f"thêm {mark} ở cuối phần chữ{where}"
    if len(said) > 1 and said[-1] in QUOTES:
        fix = f"dấu đóng phải cùng kiểu với dấu mở: thay {said[-1]} bằng {mark}"
    return p.at(catalog.QUOTE_OPEN, p.misfit.column, len(p.text.rstrip()), fix=fix)


def _open_bracket(p: Problem) -> Diagnostic | None:
    if not (p.rest.startswith("[") and p.expects("FACT")) or "]" in p.rest:
        return None
    name = re.split(r"[:\[]| (?:là|từ|dưới|bằng) ", p.rest[1:], maxsplit=1)[0].strip()
    if not name:
        return None
    end = p.misfit.column + 1 + p.rest[1:].index(name) + len(name)
    return p.at(catalog.BRACKET_OPEN, p.misfit.column, end, name=name)


def _bullet(p: Problem) -> Diagnostic | None:
    m = _BULLET.match(p.text)
    if m is None or not p.opens or not p.goes_on(" " * m.end() + p.text[m.end() :], m.end()):
        return None
    return p.at(
        catalog.EXTRA, m.start(1), m.end(1), fix=f"bỏ dấu “{m.group(1)}” ở đầu dòng", word=f"dấu “{m.group(1)}”"
    )


def _heading_sign(p: Problem) -> Diagnostic | None:
    m = _HEADING.match(p.text)
    if m is None or p.rule_of(p.text[: m.end(1)]) not in _HEADINGS:
        return None
    return p.at(catalog.EXTRA, m.start(2), m.end(2), word=f"dấu “{m.group(2)}”")


def _extra_sign(p: Problem) -> Diagnostic | None:
    at, sign = p.misfit.column, p.word
    if p.opens or len(sign) != 1 or sign.isalnum() or sign in "([":
        return None
    number = re.match(r'["“”](\d+)["“”]', p.rest)
    if number and p.expects(*NUMBERS):
        fix = f"số không đặt trong ngoặc kép: {number.group(1)}"
        return p.at(catalog.EXTRA, at, at + len(number.group()), fix=fix, word="dấu ngoặc kép")
    if sign in _COLON_SIGNS and p.goes_on(f"{p.text[:at]}:{p.text[at + 1 :]}", at + 1):
        return p.at(catalog.COLON_MISSING, at, at + 1, fix=f"thay “{sign}” bằng dấu “:”")
    after = p.text[at + 1 :]
    following = at + 1 + len(after) - len(after.lstrip())
    whole = p.goes_on(p.text[:at], at) if not after.strip() else p.goes_on(f"{p.text[:at]} {after}", following)
    remedy = "ở đây ghi điểm, không ghi tỷ lệ %" if sign == "%" else None
    return p.at(catalog.EXTRA, at, at + 1, fix=remedy, word=f"dấu “{sign}”") if whole else None


def _brackets(p: Problem) -> Diagnostic | None:
    """Words that stand in round brackets where the language has a comma."""
    m = re.match(r"\(([^()]*)\)", p.rest)
    if m is None or not p.expects("_COMMA"):
        return None
    said = m.group(1).strip()
    head = p.before.rstrip()
    for instead in (f", {said}", f', vì "{said}"', f', ghi chú "{said}"'):
        if said and '"' not in said and p.goes_on(head + instead, len(head) + 2):
            fix = f"viết “{instead}”, không dùng ngoặc đơn"
            return p.at(catalog.UNEXPECTED, p.misfit.column, p.misfit.column + m.end(), fix=fix, word=m.group())
    return None


# ---- what is missing


def _ends_early(p: Problem) -> Diagnostic | None:
    if not (p.misfit.at_end or not p.word):
        return None
    tail = p.text.split()[-1]
    if p.expects(*UNITS) and tail[0].isdigit():
        return _unit(p, tail, p.misfit.column - len(tail), p.misfit.column)
    pattern = pattern_for(p.text, p.grammar)
    return p.at_word(catalog.INCOMPLETE, fix=f"viết tiếp theo mẫu: {pattern}" if pattern else None)


def _no_colon(p: Problem) -> Diagnostic | None:
    if p.misfit.expected != {"_COLON"} and not (p.expects("_COLON") and p.takes(":")):
        return None
    return p.at(catalog.COLON_MISSING, p.misfit.column, p.end, word=p.word)


def _no_comma(p: Problem) -> Diagnostic | None:
    if not (p.expects("_COMMA") and p.word[0].isalnum() and p.takes(",")):
        return None
    return p.at(catalog.COMMA_MISSING, p.misfit.column, p.end, word=p.word)


def _no_unit(p: Problem) -> Diagnostic | None:
    before = p.before.split()
    if not (before and before[-1][0].isdigit() and p.expects(*UNITS)) or p.word == "%":
        return None
    short = p.word.casefold() in ("đ", "d", "đ.")
    if without_marks(p.word) == "diem" or not (short or p.misfit.expected <= UNITS):
        return None
    start = len(p.before.rstrip()) - len(before[-1])
    return _unit(p, before[-1], start, p.end if short else start + len(before[-1]))


def _unit(p: Problem, number: str, start: int, end: int) -> Diagnostic:
    said = [f"“{number} điểm”"] if p.expects("POINTS") else []
    said += [f"“{number}%”"] if p.expects("PERCENT") else []
    return p.at(catalog.UNIT_MISSING, start, end, fix=f"viết {' hoặc '.join(said)}", word=number)


def _no_quotes(p: Problem) -> Diagnostic | None:
    # A line may open with a quoted level, but an unknown opening is not a quotation.
    if not p.before.strip() or not p.expects("STRING") or not (p.word[0].isalnum() or p.word in QUOTES):
        return None
    start = p.misfit.column
    ends = [m.start() for m in _PHRASE_END.finditer(p.rest)][:_MOST_ENDS]
    for end in ends:
        words = p.rest[:end].strip(QUOTES).strip()
        head = f'{p.before}"{words}"'
        tail = p.rest[end:]
        past = len(head + tail) - len(tail.lstrip()) if tail.strip() else len(head) - 1
        if words and '"' not in words and p.goes_on(head + tail, past):
            return quotes_missing(p, start, start + end, words)
    if p.misfit.expected != {"STRING"}:
        return None
    return quotes_missing(p, start, start + ends[0], p.rest[: ends[0]].strip(QUOTES).strip())


# ---- words


def _bare_quote(p: Problem) -> Diagnostic | None:
    """Quoted words without the keyword that says what they are."""
    m = re.match(r'"[^"]*"|“[^”]*”', p.rest)
    if m is None or p.expects("STRING"):
        return None
    head = [w for t in ("_BECAUSE", *sorted(p.misfit.expected)) if p.expects(t) for w in KEYWORDS.get(t, ())]
    fitting = [w for w in dict.fromkeys(head) if p.goes_on(f"{p.before}{w} {p.rest}", len(p.before) + len(w) + 1)]
    if not fitting:
        return None
    words = " hoặc ".join(f"“{w}”" for w in fitting[:3])
    end = p.misfit.column + m.end()
    return p.at(catalog.UNEXPECTED, p.misfit.column, end, fix=f"thêm {words} trước phần chữ này", word=m.group())


def _misspelt_keyword(p: Problem) -> Diagnostic | None:
    plain = without_marks(p.rest)
    for phrase in sorted(p.phrases(), key=len, reverse=True):
        bare = without_marks(phrase)
        if re.match(rf"{re.escape(bare)}\b", plain) is None:
            continue
        typed = p.rest[: len(bare)]
        if typed.casefold() != phrase.casefold():
            return misspelt(p, typed, phrase)
    return None


def misspelt(p: Problem, typed: str, phrase: str) -> Diagnostic:
    """C103 on a keyword typed without its marks, or with others."""
    start = p.misfit.column
    right = _cased(phrase, typed)
    return p.at(catalog.MARKS_MISSING, start, start + len(typed), how=how_marked(typed), word=typed, keyword=right)


def _other_word(p: Problem) -> Diagnostic | None:
    low = p.rest.casefold()
    for other in OTHER_WORDS:
        said = other.said.casefold()
        if p.expects(other.terminal) and low.startswith(said) and not low[len(said) :][:1].isalpha():
            right = other.phrase.upper() if other.terminal == "SECTION" else other.phrase
            start, end = p.misfit.column, p.misfit.column + len(said)
            if other.terminal == "_UP_TO_NOT_OVER" and p.rule_of(f"{p.before}{right}{p.text[end:]}") is None:
                continue  # the line is one whose ends are fixed: half-open
            kind = catalog.UNKNOWN_WORD if p.opens else catalog.UNEXPECTED
            return p.at(kind, start, end, fix=f"viết “{right}”{other.note}", word=p.rest[: len(said)])
    return None


def _band_end(p: Problem) -> Diagnostic | None:
    """A band of the rating whose ends are said one by one: bands are half-open."""
    said = _SAID_END.search(p.before)
    if said is None or p.rest[:1] not in QUOTES:
        return None
    half_open = {"trên": "từ", "không": "dưới", "đến": "đến dưới"}[said.group(1).split()[0].casefold()]
    if p.rule_of(p.text[: said.start(1)] + half_open + p.text[said.end(1) :]) != "band":
        return None
    fix = f"viết “{half_open}”: mức xếp loại gồm cận dưới, không gồm cận trên"
    kind = catalog.UNEXPECTED if p.text[: said.start(1)].strip() else catalog.UNKNOWN_WORD
    return p.at(kind, said.start(1), said.end(1), fix=fix, word=said.group(1))


def _unknown_opening(p: Problem) -> Diagnostic | None:
    if not p.opens or not p.word[0].isalpha():
        return None
    opening = re.split(r'[:"“\d\[(,]| {2}| theo ', p.text.strip(), maxsplit=1)[0].strip() or p.word
    start = p.misfit.column
    typed, near = _nearest_phrase(opening, p.phrases())
    opening = typed or opening
    fix = f"ý bạn có phải là “{_cased(near, opening)}”?" if near else _no_sentence(p, opening)
    return p.at(catalog.UNKNOWN_WORD, start, start + len(opening), fix=fix, word=opening)


def _no_sentence(p: Problem, opening: str) -> str:
    if p.expects("FACT") and p.text.strip().startswith(f"{opening}:") and p.grammar == "sheet":
        return f"nếu là số liệu, viết tên trong ngoặc vuông: [{opening}]; nếu là lời ghi chú, đặt “#” đầu dòng"
    pattern = pattern_for(p.text, p.grammar)
    return (
        f"viết theo mẫu: {pattern}"
        if pattern
        else "nếu là lời ghi chú, đặt “#” đầu dòng; nếu không, xem các câu trong tài liệu ngôn ngữ"
    )


def _nearest_phrase(typed: str, phrases: tuple[str, ...]) -> tuple[str, str | None]:
    """The phrase meant by the first words, and those words: the same in another order, else the closest."""
    others = [w for w in phrases if without_marks(w) != without_marks(typed)]
    bag = sorted(without_marks(typed).split())
    same = next((w for w in others if sorted(without_marks(w).split()) == bag), None)
    near = same or nearest(typed[:_MOST_TYPED], others, _CLOSE)
    if near is not None:
        return typed, near
    for phrase in sorted(others, key=len, reverse=True):
        start = " ".join(typed.split()[: phrase.count(" ") + 1])
        other = " " in phrase and without_marks(start) != without_marks(phrase)
        if other and typed.startswith(start) and nearest(start, (phrase,), _CLOSE):
            return start, phrase
    return "", None


def _cased(phrase: str, typed: str) -> str:
    return phrase.upper() if typed.isupper() else phrase


_MOST_TYPED = 60


def _unexpected(p: Problem) -> Diagnostic:
    """Nothing better is known: what stands here, what would fit, and how the sentence goes."""
    near = _near_keyword(p)
    pattern = pattern_for(p.text, p.grammar)
    fix = f"ý bạn có phải là “{near}”?" if near else f"viết theo mẫu: {pattern}" if pattern else None
    return p.at_word(catalog.UNEXPECTED, fix=fix, word=p.word)


def _near_keyword(p: Problem) -> str | None:
    words = p.rest[: 2 * _MOST_TYPED].split()
    single = {w for t in p.misfit.expected for w in KEYWORDS.get(t, ())}
    for phrase in sorted(single, key=len, reverse=True):
        typed = " ".join(words[: len(phrase.split())]).strip(",:;.")
        if nearest(typed, (phrase,), _CLOSE) and len(phrase) > 2:
            return phrase
    return None


_HINTS: tuple[Callable[[Problem], Diagnostic | None], ...] = (
    other_digits,
    cell_error,
    number_form,
    _open_quote,
    _open_bracket,
    _bullet,
    _heading_sign,
    row_hint,
    decimal_point,
    bare_fraction,
    date_form,
    of_maximum,
    split_number,
    _ends_early,
    _band_end,
    _bare_quote,
    _misspelt_keyword,
    _other_word,
    _extra_sign,
    _brackets,
    _no_colon,
    _no_comma,
    _no_unit,
    _no_quotes,
    _unknown_opening,
)
