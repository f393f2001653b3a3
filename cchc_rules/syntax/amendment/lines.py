"""Lines of an amendment: its own sentences, and in them, or below them, sentences and rows of a rubric.

A line such as `thành: không áp dụng: được đề nghị` holds two sentences. It is cut after the colon; the second
part keeps its columns, since what stands before it is blanked out.
"""

import hashlib
import json
import re
from typing import Any

from attrs import evolve

from cchc_rules import __version__
from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.frozen import frozen
from cchc_rules.language.words import Word, forms, opening, pattern
from cchc_rules.model.citation import NO_TRIVIA
from cchc_rules.source import SIZE_LIMIT, Source, without_marks
from cchc_rules.syntax.lines.cut import RawLine, RawText, cut, place
from cchc_rules.syntax.lines.grammar_files import grammar_digest
from cchc_rules.syntax.lines.parse_tree import Node, from_plain, to_plain
from cchc_rules.syntax.lines.statements import (
    ERROR_LIMIT,
    Statement,
    cells_alone,
    have_parsers,
    parse_one,
    several,
)
from cchc_rules.syntax.lines.tree_cache import TreeCache

_VERBS = (
    "_CHANGE",
    "_CHANGE_SENTENCE",
    "_ADD_SENTENCE",
    "_DROP_SENTENCE",
    "_CHANGE_RULE",
    "_ADD_RULE",
    "_DROP_RULE",
    "_ADD_FORM",
    "_DROP_FORM",
    "_INSERT",
    "_REPEAL",
    "_RESUME",
    "_RENUMBER",
    "_RENAME_FACT",
    "_REPLACE_WORDS",
    "_DROP_WORDS",
    "_REPLACE_TABLE",
    "_REPLACE_INSTRUMENT",
    "_SUMS_FOLLOW",
    "_NOT_CARRIED",
)
# Marks and case aside, so that a keyword without its marks is still read, and reported, by the right grammar.
# A rubric has a sentence “ngưng hiệu lực: …” of its own, and “chuyển” is a word of titles.
_OPERATION = (
    opening(*_VERBS) + rf"|{opening('_SUSPEND')}(?! *:)|{opening('_MOVE', '_MERGE', '_SPLIT')} +\S*\d"
    # The code of a part is letters alone.
    rf"|{opening('_MOVE')} +[a-z]{{1,6}} +den\b|{opening('_MERGE')} +[a-z]{{1,6}} *,"
    rf"|{opening('_SPLIT')} +[a-z]{{1,6}} +dang\b"
    # The rest of a verb may be missing or misspelt, and the line is still one of an amendment.
    r"|(?:them|bo) +(?:cau|cum|cach|phieu)\b|thay +(?:the +)?(?:cum|bang|van)\b"
)
_NAMES_PART = opening("PART")
_OWN = re.compile(
    rf"\s*(?:{_OPERATION}|{opening('_ERRATUM', '_AFTER_AMENDMENT')}|{opening('ARTICLE_WORD')} +\d"
    rf"|{opening('CLAUSE_WORD')} +\w|{opening('POINTS')} +[a-z0-9]+(?: *$|[.:](?!\S)|\))|{_NAMES_PART} *$"
    rf"|(?:{_NAMES_PART}|{opening('_INSTRUMENT', '_IN_FORCE', '_GOVERNS', '_NOTE', '_TRANSITION')}) *:"
    r"|[\d.a-z]+ *: *-?\d[\d.,]*(?: *[a-z]+)? *$)"
)
_PART = re.compile(rf"\s*{_NAMES_PART} *(?::|$)")
_INNER_OPERATION = re.compile(rf"\s*(?:{_OPERATION})")
_QUOTED = r"\"[^\"]*\"|“[^”]*”|”[^”]*”|\[[^\]]*\]"
_HOLDS_ANOTHER = re.compile(
    rf"\s*(?:{pattern(map(Word, forms('PART')))}|(?:{pattern(map(Word, forms('_ADD_SENTENCE', '_DROP_SENTENCE')))})"
    rf"(?:{_QUOTED}|[^:\"“”\[])*?) *:(?= *\S)",
    re.IGNORECASE,
)
_LONGEST_OPENING = 80


@frozen
class Line:
    """A sentence, by which grammar it was read, and the sentence inside it if any."""

    statement: Statement
    of_rubric: bool
    inner: "Line | None" = None

    @property
    def rule(self) -> str:
        """The grammar rule it fits."""
        return self.statement.node.rule

    @property
    def holds_operation(self) -> bool:
        """Whether a whole operation stands in it, as behind `từ:` where an amendment is amended."""
        return self.inner is not None and not self.inner.of_rubric


@frozen
class Failed:
    """A line that fits no sentence; `own` tells that it was meant as a sentence of the amendment itself."""

    raw: RawLine
    own: bool

    @property
    def part(self) -> bool:
        """Whether it was meant to finish the operation above it."""
        return bool(_PART.match(without_marks(self.raw.key)))


@frozen
class Lines:
    """All lines in order, the comments after the last, and what was wrong."""

    items: tuple[Line | Failed, ...]
    ending: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


@frozen
class Sentence:
    """A sentence on a line, and the grammar that it is read by; what stands before it on the line is blank."""

    grammar: str
    raw: RawLine


def read_lines(source: Source, cache: TreeCache | None = None) -> Lines:
    """Every line of an amendment; cached trees are used when the text was read before without error."""
    if len(source.text) > SIZE_LIMIT:
        size = catalog.TOO_LARGE.at(source.span(1), size=len(source.text), limit=SIZE_LIMIT, unit="ký tự")
        return Lines((), (), (size,))
    text = cut(source)
    pieces = [sentences_on(raw) for raw in text.lines]
    key = _cache_key(source)
    nodes = _recall(cache, key, pieces) if not text.found else None
    if nodes is not None:
        read = tuple(_line(source, p, n) for p, n in zip(pieces, nodes, strict=True))
        return Lines(read, text.ending, ())
    return _parse(source, pieces, text, key, cache)


def _parse(source: Source, lines: list[list[Sentence]], text: RawText, key: str, cache: TreeCache | None) -> Lines:
    have_parsers(cache, "amendment", "rubric")
    items: list[Line | Failed] = []
    found: list[Diagnostic] = [*text.found]
    trees: list[list[Any]] = []
    at = 0

    def reads(line: RawLine) -> bool:
        return _reads(source, line)

    while at < len(lines):
        pieces = lines[at]
        at += 1
        results = [_read(source, p) for p in pieces]
        wrong = next((r for r in results if not isinstance(r, Node)), None)
        table = cells_alone(source, "rubric", text.lines, at - 1, reads) if wrong is None else None
        if wrong is not None or table is not None:
            told, rest = table or several(source, "rubric", text.lines[at - 1 :], reads)
            at += len(rest)
            items.append(Failed(pieces[0].raw, pieces[0].grammar == "amendment"))
            found += [d for d in (told or wrong,) if d is not None]
            if len(found) >= ERROR_LIMIT:
                found.append(catalog.TOO_MANY.at(place(source, pieces[0].raw), limit=ERROR_LIMIT))
                break
            continue
        nodes = [r for r in results if isinstance(r, Node)]
        trees.append([to_plain(n) for n in nodes])
        items.append(_line(source, pieces, nodes))
    if cache is not None and not found:
        cache.put(key, json.dumps(trees, separators=(",", ":")))
    return Lines(tuple(items), text.ending, tuple(found))


def _reads(source: Source, raw: RawLine) -> bool:
    return all(isinstance(_read(source, piece), Node) for piece in sentences_on(raw))


def _read(source: Source, piece: Sentence) -> Node | Diagnostic:
    """The tree of a sentence; a line that opens like none of a rubric is explained as one of the amendment."""
    result = parse_one(source, piece.grammar, piece.raw)
    if isinstance(result, Node) or result.code != catalog.UNKNOWN_WORD.code or piece.grammar == "amendment":
        return result
    other = parse_one(source, "amendment", piece.raw)
    return result if isinstance(other, Node) else other


def as_row(line: Line) -> Statement | None:
    """The same line as one of a rubric, such as a row that is printed without a title; None when it is none."""
    st = line.statement
    node = parse_one(st.source, "rubric", st.raw)
    return Statement(st.source, st.raw, node) if isinstance(node, Node) else None


def sentences_on(raw: RawLine) -> list[Sentence]:
    """The sentences on one line, outermost first."""
    if not _OWN.match(without_marks(raw.key[:_LONGEST_OPENING])):
        return [Sentence("rubric", raw)]
    pieces: list[Sentence] = []
    rest = raw
    while match := _HOLDS_ANOTHER.match(rest.key):
        end = match.end()
        pieces.append(Sentence("amendment", evolve(rest, text=rest.text[:end], key=rest.key[:end])))
        blank = " " * end
        rest = evolve(rest, text=blank + rest.text[end:], key=blank + rest.key[end:], trivia=NO_TRIVIA)
        if not _INNER_OPERATION.match(without_marks(rest.key[: end + _LONGEST_OPENING])):
            return [*pieces, Sentence("rubric", rest)]
    return [*pieces, Sentence("amendment", rest)]


def _line(source: Source, pieces: list[Sentence], nodes: list[Node]) -> Line:
    line: Line | None = None
    for piece, node in zip(reversed(pieces), reversed(nodes), strict=True):
        line = Line(Statement(source, piece.raw, node), piece.grammar == "rubric", line)
    if line is None:
        raise AssertionError("a line has at least one sentence")
    return line


def _cache_key(source: Source) -> str:
    grammars = f"{grammar_digest('amendment')}\n{grammar_digest('rubric')}"
    return hashlib.sha256(f"{__version__}\n{grammars}\n{source.text}".encode()).hexdigest()


def _recall(cache: TreeCache | None, key: str, lines: list[list[Sentence]]) -> list[list[Node]] | None:
    stored = cache.get(key) if cache is not None else None
    if stored is None:
        return None
    try:
        trees: list[Any] = json.loads(stored)
        return [
            [from_plain(plain, piece.raw.text) for plain, piece in zip(line, pieces, strict=True)]
            for line, pieces in zip(trees, lines, strict=True)
        ]
    except (ValueError, TypeError, RecursionError):
        return None
