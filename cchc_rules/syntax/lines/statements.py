"""A source as a list of statements: each line's tree, or a diagnostic where it fits no statement."""

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import field

from cchc_rules import __version__
from cchc_rules.diagnostics import Diagnostic, Edit, Kind, catalog
from cchc_rules.diagnostics.edits import content, spelling
from cchc_rules.frozen import frozen
from cchc_rules.language.long_lines import GOES_ON
from cchc_rules.language.waiting import UNKNOWN, WAITS
from cchc_rules.language.words import Word, forms, pattern
from cchc_rules.model.citation import Trivia
from cchc_rules.source import SIZE_LIMIT, Source, Span
from cchc_rules.source.plain import is_plain
from cchc_rules.syntax.lines.cut import LINE_LIMIT, NESTING_LIMIT, RawLine, RawText, cut, place
from cchc_rules.syntax.lines.grammar_files import grammar_digest
from cchc_rules.syntax.lines.parse_tree import Leaf, Node, from_plain, to_plain
from cchc_rules.syntax.lines.tree_cache import TreeCache

if TYPE_CHECKING:
    from cchc_rules.syntax.lines.grammar import Misfit

ERROR_LIMIT = 100
_MOST_BROKEN = 5
LINES_LIMIT = 20_000
"""Statements in one file; a rubric of 150 rows has a few hundred."""
_CODE_ALONE = re.compile(r"[^\s:\"“”\[\]]{1,16}")
_SENTENCE = re.compile(r'[:"“”\[\]]')
# What lets one condition lie inside another.
_NESTING = re.compile(rf"\(|{pattern(map(Word, forms('_NOT')))}", re.IGNORECASE)


@frozen
class Statement:
    """One line understood by the grammar."""

    source: Source = field(repr=False)
    raw: RawLine
    node: Node

    @property
    def trivia(self) -> Trivia:
        """The comments that travel with it."""
        return self.raw.trivia

    @property
    def span(self) -> Span:
        """The written part of the line."""
        return place(self.source, self.raw)

    def at(self, leaf: Leaf | None) -> Span:
        """The place of a leaf; the whole line for None."""
        return self.span if leaf is None else place(self.source, self.raw, leaf.start, leaf.end)


@frozen
class Statements:
    """All statements of a file in order, the lines that failed, comments at the end, and what was wrong."""

    source: Source
    good: tuple[Statement, ...]
    failed: tuple[RawLine, ...]
    ending: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_statements(source: Source, grammar: str, cache: TreeCache | None = None) -> Statements:
    """Parse every line of `source` by the grammar `rubric`, `sheet` or `amendment`."""
    if len(source.text) > SIZE_LIMIT:
        size = catalog.TOO_LARGE.at(source.span(1), size=len(source.text), limit=SIZE_LIMIT, unit="ký tự")
        return Statements(source, (), (), (), (size,))
    raw = cut(source)
    if len(raw.lines) > LINES_LIMIT:
        many = catalog.TOO_LARGE.at(source.span(1), size=len(raw.lines), limit=LINES_LIMIT, unit="câu")
        return Statements(source, (), (), (), (many,))
    key = _cache_key(source, grammar)
    nodes = _recall(cache, key, raw.lines) if not raw.found else None
    if nodes is not None:
        good = tuple(Statement(source, line, node) for line, node in zip(raw.lines, nodes, strict=True))
        return Statements(source, good, (), raw.ending, ())
    return _parse(source, grammar, raw, key, cache)


def _parse(source: Source, grammar: str, raw: RawText, key: str, cache: TreeCache | None) -> Statements:
    have_parsers(cache, grammar)
    good: list[Statement] = []
    failed: list[RawLine] = []
    found: list[Diagnostic] = [*raw.found]
    waiting: list[Diagnostic] = []
    at = 0
    while at < len(raw.lines):
        line = raw.lines[at]
        at += 1
        if line.text.lstrip().startswith(WAITS):
            failed.append(line)
            waiting.append(_waiting(source, line))
            continue
        result = parse_one(source, grammar, line)
        wrong = _wrong(source, grammar, raw.lines, at - 1, result)
        if isinstance(result, Node) and wrong is None:
            good.append(Statement(source, line, result))
            continue
        told, rest = wrong or (None, ())
        failed += (line, *rest)
        at += len(rest)
        found += [d for d in (told or result,) if isinstance(d, Diagnostic)]
        if len(found) >= ERROR_LIMIT:
            found.append(catalog.TOO_MANY.at(place(source, line), limit=ERROR_LIMIT))
            break
    found += waiting
    if cache is not None and not failed and not found:
        cache.put(key, json.dumps([to_plain(s.node) for s in good], separators=(",", ":")))
    return Statements(source, tuple(good), tuple(failed), raw.ending, tuple(found))


def _wrong(
    source: Source, grammar: str, lines: Sequence[RawLine], at: int, result: Node | Diagnostic
) -> tuple[Diagnostic | None, tuple[RawLine, ...]] | None:
    """What is wrong with a line, whose own `result` is given, together with those below; None where it is sound."""

    def reads(line: RawLine) -> bool:
        return isinstance(parse_one(source, grammar, line), Node)

    if isinstance(result, Diagnostic):
        return several(source, grammar, lines[at:], reads)
    return cells_alone(source, grammar, lines, at, reads)


def cells_alone(
    source: Source, grammar: str, lines: Sequence[RawLine], at: int, reads: Callable[[RawLine], bool]
) -> tuple[Diagnostic, tuple[RawLine, ...]] | None:
    """The table that begins at a line which reads well by itself, being a code; None where it is a sentence.

    Gives the finding and the lines below that are of the table. `reads` tells whether a line is a sentence.
    """
    if not _cell_alone(lines[at : at + 2]) or reads(lines[at + 1]):
        return None
    from cchc_rules.syntax.hints.pasted import pasted

    return pasted(source, grammar, lines[at], lines[at + 1 :])


def _cell_alone(lines: Sequence[RawLine]) -> bool:
    """Whether a line that reads well may yet be a cell of a table: a code alone, over words that are no sentence."""
    cells = [line.text.strip() for line in lines]
    return len(cells) > 1 and _CODE_ALONE.fullmatch(cells[0]) is not None and _SENTENCE.search(cells[1]) is None


def several(
    source: Source, grammar: str, lines: Sequence[RawLine], reads: Callable[[RawLine], bool]
) -> tuple[Diagnostic | None, tuple[RawLine, ...]]:
    """What is wrong with the first of some lines, which is no sentence, together with the lines right below it.

    Gives the finding and those lines below; nothing and none where the line is wrong by itself. `reads` tells whether
    a line is a sentence.
    """
    from cchc_rules.syntax.hints.pasted import pasted

    if not is_plain(lines[0].text) and _garbled(source, lines[0]) is not None:
        return None, ()
    table = pasted(source, grammar, lines[0], lines[1:])
    if table is not None:
        return table
    rest = broken_off(lines[0], lines[1:], reads)
    return (broken(source, lines[0], rest) if rest else None), rest


def broken_off(line: RawLine, below: Sequence[RawLine], reads: Callable[[RawLine], bool]) -> tuple[RawLine, ...]:
    """The lines right below one that fails, with which it is a sentence and which are none by themselves.

    `reads` tells whether a line is a sentence.
    """
    text, key, whole = line.text, line.key, 0
    together = line.trivia.behind is None and not line.pieces
    for count, more in enumerate(below[:_MOST_BROKEN], start=1):
        together = together and more.number == line.number + count and len(text) + len(more.text) < LINE_LIMIT
        if not together or reads(more):
            break
        text, key = f"{text} {more.text}", f"{key} {more.key}"
        whole = count if reads(RawLine(line.number, text, key, line.trivia)) else whole
        together = more.trivia.behind is None and not more.pieces
    return tuple(below[:whole])


def broken(source: Source, line: RawLine, rest: Sequence[RawLine]) -> Diagnostic:
    """C116 on a sentence that goes on over `rest` without their saying so."""
    numbers = ", ".join(str(r.number) for r in rest)
    columns = [len(r.text) - len(r.text.lstrip()) + 1 for r in rest]
    marks = [Edit(source.name, r.number, c, r.number, c, f"{GOES_ON} ") for r, c in zip(rest, columns, strict=True)]
    fixes = (spelling(f"đặt dấu “{GOES_ON}” ở đầu dòng {numbers}", *marks),)
    return catalog.BROKEN_LINE.at(place(source, line), next=numbers, fixes=fixes)


def parse_one(source: Source, grammar: str, line: RawLine) -> Node | Diagnostic:
    """The tree of one line by a grammar, or what is wrong with it."""
    if len(line.text) > LINE_LIMIT:
        return catalog.LINE_TOO_LONG.at(place(source, line), length=len(line.text), limit=LINE_LIMIT)
    if len(line.text) > NESTING_LIMIT and len(_NESTING.findall(line.text)) > NESTING_LIMIT:
        return catalog.NESTED_TOO_DEEP.at(place(source, line), limit=NESTING_LIMIT)
    if not is_plain(line.text) and (garbled := _garbled(source, line)) is not None:
        return garbled
    result = _line_parser()(grammar, line.key, line.text)
    if isinstance(result, Node):
        return result
    from cchc_rules.syntax.hints.misfit import explain

    return explain(source, grammar, line, result)


def _waiting(source: Source, line: RawLine) -> Diagnostic:
    """A sentence that somebody has yet to accept, or to write: whatever it says, there is no result without it."""
    said = line.text.strip().removeprefix(WAITS).strip()
    asked = said or (line.trivia.behind or "").strip() or "dòng này"
    start = line.text.index(WAITS)
    end = start + len(WAITS)
    end += line.text.startswith(" ", end)
    mark = Edit(source.name, line.number, start + 1, line.number, end + 1, "")
    fixes = (content("duyệt câu này như đang viết", mark),) if UNKNOWN not in line.text else ()
    return catalog.OPEN_SENTENCE.at(place(source, line), sentence=asked, fixes=fixes)


def tree_of(grammar: str, line: RawLine) -> Node | None:
    """The tree of one line by a grammar; None where it fits none, without a word on why."""
    if len(line.text) > LINE_LIMIT or len(_NESTING.findall(line.text)) > NESTING_LIMIT:
        return None
    result = _line_parser()(grammar, line.key, line.text)
    return result if isinstance(result, Node) else None


def _garbled(source: Source, line: RawLine) -> Diagnostic | None:
    from cchc_rules.syntax.hints.garbled import garbled

    return garbled(source, line)


@cache
def _line_parser() -> "Callable[[str, str, str], Node | Misfit]":
    # Lark costs more to import than the rest of a cached run; it is needed only here.
    from cchc_rules.syntax.lines.grammar import parse_line

    return parse_line


def have_parsers(cache: TreeCache | None, *grammars: str) -> None:
    """Have the parsers of some grammars ready; a parser that must be built is left in the cache for the next run."""
    from cchc_rules.syntax.lines.grammar import prepare

    for grammar in grammars:
        prepare(grammar, cache)


def _cache_key(source: Source, grammar: str) -> str:
    return hashlib.sha256(f"{__version__}\n{grammar_digest(grammar)}\n{source.text}".encode()).hexdigest()


def _recall(cache: TreeCache | None, key: str, lines: Sequence[RawLine]) -> list[Node] | None:
    stored = cache.get(key) if cache is not None else None
    if stored is None:
        return None
    try:
        plain: list[Any] = json.loads(stored)
        return [from_plain(p, line.text) for p, line in zip(plain, lines, strict=True)]
    except (ValueError, TypeError, RecursionError):
        return None


@frozen
class Report:
    """Where lowering puts what it finds wrong."""

    found: list[Diagnostic] = field(factory=list)

    def add(self, kind: Kind, span: Span | None, **values: Any) -> None:
        """Record one finding."""
        self.found.append(kind.at(span, **values))
