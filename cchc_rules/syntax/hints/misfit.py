"""Turn "this line stops fitting here" into what a person did and should do."""

import re
from collections.abc import Callable

from cchc_rules.diagnostics import Diagnostic, Fix, catalog, nearest
from cchc_rules.language.words import TERMINALS, Word, forms, pattern, spelled, squeeze
from cchc_rules.source import Source, without_marks
from cchc_rules.syntax.hints.bands import band_hint
from cchc_rules.syntax.hints.number_forms import cell_error, number_form
from cchc_rules.syntax.hints.numbers import (
    UNITS,
    bare_fraction,
    date_form,
    decimal_point,
    of_maximum,
    other_digits,
    split_number,
)
from cchc_rules.syntax.hints.patterns import OTHER_WORDS, closest, main_sentence, pattern_for
from cchc_rules.syntax.hints.problem import QUOTES, Problem
from cchc_rules.syntax.hints.rewrites import nested_quotes, other_way
from cchc_rules.syntax.hints.row_and_entry import row_and_entry
from cchc_rules.syntax.hints.rows import quotes_missing, row_hint, whole_row
from cchc_rules.syntax.hints.signs import brackets, bullet, extra_sign, heading_sign, open_bracket, open_quote
from cchc_rules.syntax.lines.cut import RawLine
from cchc_rules.syntax.lines.grammar import Misfit
from cchc_rules.syntax.lines.terminals import how_marked

_WORD = re.compile(r"\[[^\]]*\]?|-?[^\W_]+(?:[.,/][^\W_]+)*|\S")
_PHRASE_END = re.compile(rf"\s*[:,;]|\s{{2,}}|\s+(?={pattern(map(Word, spelled('_ACCORDING')))})|\s*$", re.IGNORECASE)
_HALF_OPEN = {
    spelled(said)[0]: spelled(meant)[0]
    for said, meant in (("_UP_TO_NOT_OVER", "_UP_TO_BELOW"), ("_ABOVE", "_FROM"), ("_NOT_OVER", "_BELOW"))
}
"""The words for an end of a band, by those that say of each end whether it belongs."""
_SAID_END = re.compile(rf"({pattern(map(Word, _HALF_OPEN))})", re.IGNORECASE)
_POINTS = frozenset(map(without_marks, forms("POINTS")))
_CLOSE = 0.75
_MOST_ENDS = 12
_MOST_COMPLETED = 3
_POINTED = re.compile(r"\d *(?:điểm|đ)\b", re.IGNORECASE)
_QUOTATION = re.compile(r'"(?:[^"]|"")*"|“[^”]*”')


def explain(source: Source, grammar: str, line: RawLine, misfit: Misfit) -> Diagnostic:
    """The one diagnostic for a line that does not fit its grammar."""
    match = _WORD.match(line.text, misfit.column)
    word, end = (match.group(), match.end()) if match else ("", misfit.column + 1)
    problem = Problem(source, grammar, line, misfit, word, end)
    for hint in _HINTS:
        found = hint(problem)
        if found is not None:
            return _with_the_whole_line(problem, found)
    return _with_the_whole_line(problem, _unexpected(problem))


def _with_the_whole_line(p: Problem, found: Diagnostic) -> Diagnostic:
    """What is told of the first mistake; where mending it leaves others, the whole line as it should be."""
    if any(_mended(p, p.after(fix)) for fix in found.fixes):
        return found
    return whole_row(p) or band_hint(p) or found


def _mended(p: Problem, line: str) -> bool:
    """Whether a line is a sentence, and one that has not taken the points of a row into the quoted title."""
    swallowed = _POINTED.search(p.text) and not _POINTED.search(_QUOTATION.sub("", line))
    return p.rule_of(line) is not None and not swallowed


# ---- what is missing


def _ends_early(p: Problem) -> Diagnostic | None:
    if not (p.misfit.at_end or not p.word):
        return None
    tail = p.text.split()[-1]
    if p.expects(*UNITS) and tail[0].isdigit():
        return _unit(p, tail, p.misfit.column - len(tail), p.misfit.column)
    whole = _completed(p)
    if whole:
        end = len(p.text.rstrip())
        shown = " hoặc ".join(f"{p.text.strip()} {words}" for words in whole)
        fixes = [f for words in whole for f in p.asserted(end, end, f" {words}", f"phần còn thiếu là “{words}”")]
        return p.at_word(catalog.INCOMPLETE, fix=f"viết: {shown}", fixes=fixes)
    return p.at_word(catalog.INCOMPLETE, fix=f"viết tiếp theo mẫu: {closest(p.text, p.grammar)}")


def _completed(p: Problem) -> list[str]:
    """The words that make the line a sentence, where few do; one word of the language each."""
    text = p.text.rstrip()
    said = dict.fromkeys(w.said for t in TERMINALS if t.name in p.misfit.expected for w in t.every)
    fitting = [word for word in said if p.rule_of(f"{text} {word}") is not None]
    return fitting if len(fitting) <= _MOST_COMPLETED else []


def _no_colon(p: Problem) -> Diagnostic | None:
    if p.misfit.expected != {"_COLON"} and not (p.expects("_COLON") and p.takes(":")):
        return None
    head = len(p.before.rstrip())
    return p.at(catalog.COLON_MISSING, p.misfit.column, p.end, word=p.word, fixes=p.spelled(head, head, ":"))


def _no_comma(p: Problem) -> Diagnostic | None:
    if not (p.expects("_COMMA") and p.word[0].isalnum() and p.takes(",")):
        return None
    head = len(p.before.rstrip())
    return p.at(catalog.COMMA_MISSING, p.misfit.column, p.end, word=p.word, fixes=p.spelled(head, head, ","))


def _no_unit(p: Problem) -> Diagnostic | None:
    before = p.before.split()
    if not (before and before[-1][0].isdigit() and p.expects(*UNITS)) or p.word == "%":
        return None
    short = p.word.casefold() in ("đ", "d", "đ.")
    if without_marks(p.word) in _POINTS or not (short or p.misfit.expected <= UNITS):
        return None
    start = len(p.before.rstrip()) - len(before[-1])
    return _unit(p, before[-1], start, p.end if short else start + len(before[-1]))


def _unit(p: Problem, number: str, start: int, end: int) -> Diagnostic:
    right = [f"{number} điểm"] if p.expects("POINTS") else []
    right += [f"{number}%"] if p.expects("PERCENT") else []
    fixes = [f for r in right for f in p.asserted(start, end, r, f"số này là {r}")]
    if len(right) == 1:
        fixes = [*p.spelled(start, end, right[0])]
    said = " hoặc ".join(f"“{r}”" for r in right)
    return p.at(catalog.UNIT_MISSING, start, end, fix=f"viết {said}", fixes=fixes, word=number)


def _no_quotes(p: Problem) -> Diagnostic | None:
    # A line may open with a quoted level, but an unknown opening is not a quotation.
    if not p.before.strip() or not p.expects("STRING") or not (p.word[0].isalnum() or p.word in QUOTES):
        return None
    start = p.misfit.column
    ends = [m.start() for m in _PHRASE_END.finditer(p.rest)][:_MOST_ENDS]
    fitting = [end for end in ends if _fits_quoted(p, end)]
    if fitting:
        words = p.rest[: fitting[0]].strip(QUOTES).strip()
        return quotes_missing(p, start, start + fitting[0], words, only=len(fitting) == 1)
    if p.misfit.expected != {"STRING"}:
        return None
    return quotes_missing(p, start, start + ends[0], p.rest[: ends[0]].strip(QUOTES).strip(), only=False)


def _fits_quoted(p: Problem, end: int) -> bool:
    """Whether the line goes on when what stands before column `end` of its rest is in quotes."""
    words = p.rest[:end].strip(QUOTES).strip()
    head, tail = f'{p.before}"{words}"', p.rest[end:]
    past = len(head + tail) - len(tail.lstrip()) if tail.strip() else len(head) - 1
    return bool(words) and '"' not in words and p.goes_on(head + tail, past)


# ---- words


def _bare_quote(p: Problem) -> Diagnostic | None:
    """Quoted words without the keyword that says what they are."""
    m = re.match(r'"[^"]*"|“[^”]*”', p.rest)
    if m is None or p.expects("STRING"):
        return None
    head = [w for t in ("_BECAUSE", *sorted(p.misfit.expected)) if p.expects(t) for w in spelled(t)]
    fitting = [w for w in dict.fromkeys(head) if p.goes_on(f"{p.before}{w} {p.rest}", len(p.before) + len(w) + 1)]
    if not fitting:
        return None
    words = " hoặc ".join(f"“{w}”" for w in fitting[:3])
    start, end = p.misfit.column, p.misfit.column + m.end()
    fixes = [f for w in fitting[:3] for f in p.asserted(start, start, f"{w} ", f"{m.group()} là phần sau “{w}”")]
    fix = f"thêm {words} trước phần chữ này"
    return p.at(catalog.UNEXPECTED, start, end, fix=fix, fixes=fixes, word=m.group())


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
    end = start + len(typed)
    alike = [w for w in p.phrases() if without_marks(w) == without_marks(phrase)]
    fixes = p.spelled(start, end, right)
    if len(set(alike)) > 1:
        fixes = tuple(f for w in alike for f in p.asserted(start, end, _cased(w, typed), f"từ này là “{w}”"))
    values = {"how": how_marked(typed), "word": typed, "keyword": right}
    return p.at(catalog.MARKS_MISSING, start, end, fixes=fixes, **values)


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
            fixes = p.spelled(start, end, right)
            if not other.same:
                fixes = p.asserted(start, end, right, f"ở đây là “{right}”{other.note}")
            return p.at(kind, start, end, fix=f"viết “{right}”{other.note}", fixes=fixes, word=p.rest[: len(said)])
    return None


def _band_end(p: Problem) -> Diagnostic | None:
    """A band of the rating whose ends are said one by one: bands are half-open."""
    said = _SAID_END.search(p.before)
    if said is None or p.rest[:1] not in QUOTES:
        return None
    half_open = _HALF_OPEN[squeeze(said.group(1))]
    if p.rule_of(p.text[: said.start(1)] + half_open + p.text[said.end(1) :]) != "band":
        return None
    fix = f"viết “{half_open}”: mức xếp loại gồm cận dưới, không gồm cận trên"
    kind = catalog.UNEXPECTED if p.text[: said.start(1)].strip() else catalog.UNKNOWN_WORD
    says = f"cận là “{half_open}”: gồm cận dưới, không gồm cận trên"
    fixes = p.asserted(said.start(1), said.end(1), half_open, says)
    return p.at(kind, said.start(1), said.end(1), fix=fix, fixes=fixes, word=said.group(1))


def _unknown_opening(p: Problem) -> Diagnostic | None:
    if not p.opens or not p.word[0].isalpha():
        return None
    opening = re.split(r'[:"“\d\[(,]| {2}| theo ', p.text.strip(), maxsplit=1)[0].strip() or p.word
    start = p.misfit.column
    typed, near = _nearest_phrase(opening, p.phrases())
    opening = typed or opening
    end = start + len(opening)
    if near is None:
        fix, fixes = _no_sentence(p, opening), _as_fact(p, opening)
        return p.at(catalog.UNKNOWN_WORD, start, end, fix=fix, fixes=fixes, word=opening)
    meant = _cased(near, opening)
    fixes = p.asserted(start, end, meant, f"câu này là câu “{meant}”")
    return p.at(catalog.UNKNOWN_WORD, start, end, fix=f"ý bạn có phải là “{meant}”?", fixes=fixes, word=opening)


def _as_fact(p: Problem, opening: str) -> tuple[Fix, ...]:
    if not (p.expects("FACT") and p.grammar == "sheet"):
        return ()
    start = p.misfit.column
    return p.asserted(start, start + len(opening), f"[{opening}]", f"“{opening}” là tên một số liệu")


def _no_sentence(p: Problem, opening: str) -> str:
    if p.expects("FACT") and p.text.strip().startswith(f"{opening}:") and p.grammar == "sheet":
        return f"nếu là số liệu, viết tên trong ngoặc vuông: [{opening}]; nếu là lời ghi chú, đặt “#” đầu dòng"
    pattern = pattern_for(p.text, p.grammar)
    return (
        f"viết theo mẫu: {pattern}"
        if pattern
        else "nếu là lời ghi chú, đặt “#” đầu dòng; nếu không, viết như một câu của ngôn ngữ, ví dụ: "
        + main_sentence(p.grammar)
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
    if near is None:
        return p.at_word(catalog.UNEXPECTED, fix=f"viết theo mẫu: {closest(p.text, p.grammar)}", word=p.word)
    typed, phrase = near
    start = p.misfit.column
    fixes = p.asserted(start, start + len(typed), phrase, f"từ này là “{phrase}”")
    return p.at_word(catalog.UNEXPECTED, fix=f"ý bạn có phải là “{phrase}”?", fixes=fixes, word=p.word)


def _near_keyword(p: Problem) -> tuple[str, str] | None:
    """What was typed and the keyword that is near it."""
    words = p.rest[: 2 * _MOST_TYPED].split()
    single = {w for t in p.misfit.expected for w in spelled(t)}
    for phrase in sorted(single, key=len, reverse=True):
        typed = " ".join(words[: len(phrase.split())]).strip(",:;.")
        if nearest(typed, (phrase,), _CLOSE) and len(phrase) > 2:
            return typed, phrase
    return None


_HINTS: tuple[Callable[[Problem], Diagnostic | None], ...] = (
    other_digits,
    cell_error,
    number_form,
    open_quote,
    open_bracket,
    bullet,
    heading_sign,
    row_and_entry,
    nested_quotes,
    other_way,
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
    extra_sign,
    brackets,
    _no_colon,
    _no_comma,
    _no_unit,
    _no_quotes,
    _unknown_opening,
)
