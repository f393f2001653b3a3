"""A source as a list of statements: each line's tree, or a diagnostic where it fits no statement."""

import hashlib
import json
import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any, Protocol

from attrs import field

from cchc_rules import __version__
from cchc_rules.diagnostics import Diagnostic, Edit, Fix, Kind, catalog
from cchc_rules.diagnostics.edits import spelling
from cchc_rules.frozen import frozen
from cchc_rules.language.words import Word, forms, pattern
from cchc_rules.model.citation import Trivia
from cchc_rules.source import SIZE_LIMIT, Source, Span, data_folder
from cchc_rules.syntax.lines.cut import LINE_LIMIT, NESTING_LIMIT, RawLine, cut, place
from cchc_rules.syntax.lines.parse_tree import Leaf, Node, from_plain, to_plain

ERROR_LIMIT = 100
LINES_LIMIT = 20_000
"""Statements in one file; a rubric of 150 rows has a few hundred."""
# What lets one condition lie inside another.
_NESTING = re.compile(rf"\(|{pattern(map(Word, forms('_NOT')))}", re.IGNORECASE)


class TreeCache(Protocol):
    """Remembers parsed trees by content key. Losing or never having it changes nothing but time."""

    def get(self, key: str) -> str | None:
        """The text stored under the key."""

    def put(self, key: str, text: str) -> None:
        """Store a text; may forget it."""


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
    nodes = _recall(cache, key, raw.lines)
    if nodes is not None:
        good = tuple(Statement(source, line, node) for line, node in zip(raw.lines, nodes, strict=True))
        return Statements(source, good, (), raw.ending, ())
    return _parse(source, grammar, raw.lines, raw.ending, key, cache)


def _parse(
    source: Source, grammar: str, lines: Sequence[RawLine], ending: tuple[str, ...], key: str, cache: TreeCache | None
) -> Statements:
    good: list[Statement] = []
    failed: list[RawLine] = []
    found: list[Diagnostic] = []
    rest = pairwise((*lines, None))
    for line, below in rest:
        assert line is not None  # None stands after the last line alone
        result = parse_one(source, grammar, line)
        if isinstance(result, Node):
            good.append(Statement(source, line, result))
            continue
        failed.append(line)
        if below is not None and _are_one(source, grammar, line, below):
            found.append(
                catalog.BROKEN_LINE.at(place(source, line), next=below.number, fixes=_joined(source, line, below))
            )
            failed.append(below)
            next(rest, None)
        else:
            found.append(result)
        if len(found) >= ERROR_LIMIT:
            found.append(catalog.TOO_MANY.at(place(source, line), limit=ERROR_LIMIT))
            break
    if cache is not None and not failed:
        cache.put(key, json.dumps([to_plain(s.node) for s in good], separators=(",", ":")))
    return Statements(source, tuple(good), tuple(failed), ending, tuple(found))


def _are_one(source: Source, grammar: str, line: RawLine, below: RawLine) -> bool:
    """Whether two lines, of which the first fails, are a sentence that was broken in two."""
    if len(line.text) + len(below.text) >= LINE_LIMIT:
        return False
    joined = RawLine(line.number, f"{line.text} {below.text}", f"{line.key} {below.key}", line.trivia)
    if not isinstance(parse_one(source, grammar, joined), Node):
        return False
    return not isinstance(parse_one(source, grammar, below), Node)


def _joined(source: Source, line: RawLine, below: RawLine) -> tuple[Fix, ...]:
    """The two lines made one; nothing where comments stand between them, which would have to go elsewhere."""
    if line.trivia.behind is not None or below.trivia.before or below.number != line.number + 1:
        return ()
    start, end = len(line.text.rstrip()) + 1, len(below.text) - len(below.text.lstrip()) + 1
    join = Edit(source.name, line.number, start, below.number, end, " ")
    return (spelling(f"nối dòng {below.number} vào dòng này", join),)


def parse_one(source: Source, grammar: str, line: RawLine) -> Node | Diagnostic:
    """The tree of one line by a grammar, or what is wrong with it."""
    if len(line.text) > LINE_LIMIT:
        return catalog.LINE_TOO_LONG.at(place(source, line), length=len(line.text), limit=LINE_LIMIT)
    if len(line.text) > NESTING_LIMIT and len(_NESTING.findall(line.text)) > NESTING_LIMIT:
        return catalog.NESTED_TOO_DEEP.at(place(source, line), limit=NESTING_LIMIT)
    # Lark costs more to import than the rest of a cached run; it is needed only here.
    from cchc_rules.syntax.lines.grammar import parse_line

    result = parse_line(grammar, line.key, line.text)
    if isinstance(result, Node):
        return result
    from cchc_rules.syntax.hints.misfit import explain

    return explain(source, grammar, line, result)


def _cache_key(source: Source, grammar: str) -> str:
    return hashlib.sha256(f"{__version__}\n{grammar_digest(grammar)}\n{source.text}".encode()).hexdigest()


@cache
def grammar_digest(grammar: str) -> str:
    """SHA-256 over the files of a grammar, so that no tree outlives the grammar that made it."""
    folder = data_folder("grammar")
    files = (folder / "terminals.lark", folder / f"{grammar}.lark")
    return hashlib.sha256(b"\0".join(f.read_bytes() for f in files)).hexdigest()


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
