"""What may stand at the cursor: what the grammar accepts there, with the names of the rubric."""

import re
from collections.abc import Iterator
from enum import Enum

from cchc_rules.files.rubrics import rubric_ids
from cchc_rules.frozen import frozen
from cchc_rules.language.samples import SAMPLES
from cchc_rules.language.words import Word, forms, pattern, spelled
from cchc_rules.lsp.features.rubrics import rubric_of
from cchc_rules.lsp.index.names import NameKind
from cchc_rules.lsp.index.occurrences import occurrences
from cchc_rules.lsp.index.reading import GRAMMARS
from cchc_rules.lsp.text.desk import Desk
from cchc_rules.lsp.text.document import Document, TextKind
from cchc_rules.lsp.text.positions import Position, Range
from cchc_rules.model.citation import NO_TRIVIA
from cchc_rules.model.fact import FactType
from cchc_rules.model.rubric import Rubric
from cchc_rules.source import Source, fold_name, without_marks
from cchc_rules.syntax.amendment.lines import sentences_on
from cchc_rules.syntax.lines.cut import RawLine, comment_at
from cchc_rules.syntax.lines.grammar import Misfit, parse_line
from cchc_rules.writing.rubric import fact, quote

_CURSOR = "\x00"
"""A character that no terminal matches: where it stands, the grammar says what else might."""


def _any(*terminals: str) -> str:
    return pattern(map(Word, forms(*terminals)))


_KIND_BEFORE = re.compile(
    rf"(?:{_any('_UNIT_KIND')}) *(?::|{_any('_IS')}) *$|(?:{_any('_RATING')}) +(?:{_any('_FOR')}) *$", re.I
)
_BAND_BEFORE = re.compile(rf"(?:{_any('_RATED')}|{_any('_RATING', '_BEYOND_THAT', '_MAY_BE_RATED')}) *$", re.IGNORECASE)
_SCALE_BEFORE = re.compile(rf"(?:{_any('_BY_SCALE')}|{_any('_SCALE')} *:) *$", re.IGNORECASE)
_CHOICE_BEFORE = re.compile(rf"\[([^\]]+)\] *(?::|{_any('_IS')}) *$", re.IGNORECASE)


class Sort(Enum):
    """What is offered."""

    WORD = "từ"
    SENTENCE = "câu"
    CODE = "mã"
    FACT = "số liệu"
    NAME = "tên ngắn"
    VALUE = "giá trị"


@frozen
class Completion:
    """Something that may stand in a range: what is shown, a word beside it, and what is typed."""

    label: str
    detail: str
    sort: Sort
    range: Range
    text: str


@frozen
class _Open:
    """What a grammar accepts from a column (from 0) of a line on."""

    grammar: str
    column: int
    expected: frozenset[str]


def completions(desk: Desk, document: Document, position: Position) -> tuple[Completion, ...]:
    """What may stand at a position; nothing in JSON, in a comment, or inside of quoted words that are free."""
    line, column = document.place(position)
    typed = document.line(line)[: column - 1]
    if document.kind is TextKind.JSON_SHEET or comment_at(typed) is not None:
        return ()
    rubric = rubric_of(desk, document)
    found: dict[tuple[str, Sort], Completion] = {}
    for place in _places(document, typed):
        where = document.range(document.source.span(line, place.column + 1, column))
        for label, detail, sort, text in _offers(desk, document, rubric, typed, place):
            if _fits(text, sort, typed[place.column :]):
                found.setdefault((label, sort), Completion(label, detail, sort, where, text))
    return tuple(found.values())


def _fits(text: str, sort: Sort, typed: str) -> bool:
    """Whether what is typed may become a text, marks and case aside; in names and values it may stand anywhere."""
    plain = without_marks(typed.strip().strip('"“['))
    whole = without_marks(text)
    return whole.startswith(plain) if sort in (Sort.WORD, Sort.SENTENCE, Sort.CODE) else plain in whole


def _places(document: Document, typed: str) -> Iterator[_Open]:
    for grammar, text in _sentences(document, typed):
        key = Source.of("", text).key if text else ""
        result = parse_line(grammar, key + _CURSOR, text + _CURSOR)
        if isinstance(result, Misfit):
            yield _Open(grammar, min(result.column, len(typed)), result.expected)


def _sentences(document: Document, typed: str) -> Iterator[tuple[str, str]]:
    """The grammars that may read what is typed, what stands before an inner sentence blanked out."""
    if document.kind is not TextKind.AMENDMENT or not typed.strip():
        yield from ((grammar, typed) for grammar in GRAMMARS[document.kind])
        return
    last = sentences_on(RawLine(1, typed, Source.of("", typed).key, NO_TRIVIA))[-1]
    yield last.grammar, last.raw.text
    if len(typed.split()) == 1:
        yield ("amendment" if last.grammar == "rubric" else "rubric"), typed


_Offer = tuple[str, str, Sort, str]


def _offers(desk: Desk, document: Document, rubric: Rubric | None, typed: str, place: _Open) -> Iterator[_Offer]:
    if not typed[: place.column].strip():
        yield from ((s, "", Sort.SENTENCE, s) for s in SAMPLES[place.grammar])
    for terminal in sorted(place.expected):
        yield from ((word, "", Sort.WORD, word) for word in spelled(terminal))
    if "CODE" in place.expected:
        yield from _codes(rubric)
    if "FACT" in place.expected:
        yield from _facts(document, rubric)
    if "STRING" in place.expected:
        yield from ((v, "", Sort.VALUE, quote(v)) for v in _strings(document, rubric, typed[: place.column]))
    if "ID" in place.expected:
        yield from _names(desk, document)


def _codes(rubric: Rubric | None) -> Iterator[_Offer]:
    for row in rubric.rows() if rubric is not None else ():
        yield row.code.text, row.title, Sort.CODE, row.code.text


def _facts(document: Document, rubric: Rubric | None) -> Iterator[_Offer]:
    """Those that are declared, else those that the text itself names."""
    declared = rubric.facts if rubric is not None else ()
    for stated in declared:
        name = stated.value.name
        yield f"[{name}]", fact(stated.value).strip().partition(": ")[2], Sort.FACT, f"[{name}]"
    if rubric is None:
        own = (o for o in occurrences(document) if o.name.kind is NameKind.FACT and o.declares)
        names = (o.whole.excerpt[o.whole.column - 1 : o.whole.end - 1] for o in own)
        yield from ((name, "", Sort.FACT, name) for name in names)


def _strings(document: Document, rubric: Rubric | None, before: str) -> tuple[str, ...]:
    """The words in quotes that the rubric knows for a place, by what stands before it; none where any may stand."""
    if rubric is None:
        return ()
    p = rubric.provisions
    if _KIND_BEFORE.search(before):
        return p.subjects.value.kinds if p.subjects is not None else ()
    if _BAND_BEFORE.search(before):
        return tuple(dict.fromkeys(band.value.name for band in p.bands))
    if _SCALE_BEFORE.search(before):
        scales = (o for o in occurrences(document) if o.name.kind is NameKind.SCALE and o.declares)
        return tuple(dict.fromkeys(o.span.excerpt[o.span.column - 1 : o.span.end - 1] for o in scales))
    choice = _CHOICE_BEFORE.search(before)
    facts = (f.value for f in rubric.facts if choice is not None and fold_name(f.value.name) == fold_name(choice[1]))
    return next((f.choices for f in facts if f.type is FactType.CHOICE), ())


def _names(desk: Desk, document: Document) -> Iterator[_Offer]:
    """The short names of the texts near a document, and of those of the package."""
    for other in desk.documents(document.path):
        for opening in occurrences(other)[:1]:
            if opening.declares and opening.name.kind is NameKind.TEXT and other.path != document.path:
                yield opening.name.key, other.name, Sort.NAME, opening.name.key
    yield from ((name, "đi kèm phần mềm", Sort.NAME, name) for name in rubric_ids(desk.workspace))
