"""What each word of a text is, for colours: from the same trees that give it its meaning."""

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache

from attrs import evolve

from cchc_rules.frozen import frozen
from cchc_rules.lsp.index.reading import Read, lines_of
from cchc_rules.lsp.text.document import Document
from cchc_rules.lsp.text.positions import Range
from cchc_rules.source import Span
from cchc_rules.syntax.lines.cut import comment_at, place

_WORDS = re.compile(r"[^\W\d_]+(?: +[^\W\d_]+)*")


class Sort(Enum):
    """Sorts of words, by the protocol's own names."""

    KEYWORD = "keyword"
    STRING = "string"
    NUMBER = "number"
    VARIABLE = "variable"
    CODE = "property"
    NAME = "class"
    COMMENT = "comment"


@frozen
class Coloured:
    """Where a word of some sort stands, on one line."""

    range: Range
    sort: Sort


_SORTS = {
    "STRING": Sort.STRING,
    "FACT": Sort.VARIABLE,
    "CODE": Sort.CODE,
    "ID": Sort.NAME,
    "NUMBER": Sort.NUMBER,
    "INT": Sort.NUMBER,
    "PERCENT": Sort.NUMBER,
    "DATE": Sort.NUMBER,
    "DAY_MONTH": Sort.NUMBER,
    "PLACE_NUMBER": Sort.NUMBER,
    "INSTRUMENT_NUMBER": Sort.NUMBER,
    "QUARTER": Sort.NUMBER,
}


def coloured(document: Document) -> tuple[Coloured, ...]:
    """Every word of a document that has a sort, in order."""
    return _coloured(document)


@lru_cache(maxsize=16)  # asked for the whole text and for parts of it
def _coloured(document: Document) -> tuple[Coloured, ...]:
    found = [*_comments(document)]
    for line in lines_of(document):
        for read in line.sentences:
            for span, sort in _sentence(read):
                found += (Coloured(document.range(part), sort) for part in _lines(span))
    return tuple(sorted(dict.fromkeys(found), key=lambda c: c.range))


def _sentence(read: Read) -> Iterator[tuple[Span, Sort]]:
    st, raw = read.statement, read.statement.raw
    end = 0
    for _, leaf in read.walk():
        yield from _keywords(read, end, leaf.start)
        yield st.at(leaf), _SORTS.get(leaf.kind, Sort.KEYWORD)
        end = leaf.end
    yield from _keywords(read, end, len(raw.text))


def _keywords(read: Read, start: int, end: int) -> Iterator[tuple[Span, Sort]]:
    """The words that the grammar matched without keeping them."""
    st = read.statement
    for match in _WORDS.finditer(st.raw.text, start, end):
        yield place(st.source, st.raw, match.start(), match.end()), Sort.KEYWORD


def _lines(span: Span) -> Iterator[Span]:
    """The parts of a place that each stand on one line."""
    if not span.pieces:
        yield span
        return
    for piece in span.pieces:
        start, end = max(span.column - 1, piece.start), min(span.end - 1, piece.start + piece.length)
        if start < end:
            column = piece.column + start - piece.start + 1
            yield evolve(
                span, line=piece.line, column=column, end=column + end - start, excerpt=piece.excerpt, pieces=()
            )


def _comments(document: Document) -> Iterator[Coloured]:
    for number, text in enumerate(document.source.lines, start=1):
        at = comment_at(text)
        if at is not None:
            yield Coloured(document.range(document.source.span(number, at + 1)), Sort.COMMENT)
