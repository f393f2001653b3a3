"""The outline of a text: what stands in what, for lists of symbols and for folding."""

from collections.abc import Iterator, Sequence
from enum import Enum

from cchc_rules.frozen import frozen
from cchc_rules.lsp.index.reading import ReadLine, lines_of
from cchc_rules.lsp.text.document import Document, TextKind
from cchc_rules.source import Span
from cchc_rules.syntax.lines.cut import place
from cchc_rules.syntax.lines.parse_tree import Node


class Kind(Enum):
    """What an entry of the outline is."""

    TEXT = "văn bản"
    SECTION = "phần"
    ROW = "dòng"
    FACT = "số liệu"
    PROVISION = "điều khoản"
    OPERATION = "thao tác"


@frozen
class Entry:
    """An entry: its name, a detail beside it, the line that opens it, its last line (from 1), and what is in it."""

    name: str
    detail: str
    kind: Kind
    at: Span
    last: int
    inner: tuple["Entry", ...] = ()

    def walk(self) -> Iterator["Entry"]:
        """This entry and all in it."""
        yield self
        for entry in self.inner:
            yield from entry.walk()


@frozen
class _Head:
    """A line that opens an entry; `level` is 0 for the whole text."""

    level: int
    kind: Kind
    line: ReadLine


_TEXT = ("rubric", "common", "guidance", "amendment", "erratum", "sheet", "period")
_SECTION = ("section", "survey", "bucket", "table")
_ROW = ("row", "bucket_row", "row_ref")
_HEADING = {"CLAUSE_WORD": 2, "POINTS": 3}
_FACT_LEVEL = 9
_OPERATION_LEVEL = 4
_BELOW_A_HEADING = {TextKind.SHEET: 2, TextKind.CASE: 2}
"""The level of rows that stand side by side under a heading."""


def outline(document: Document) -> tuple[Entry, ...]:
    """The outermost entries of a document; none of JSON."""
    lines = lines_of(document)
    heads = [(at, head) for at, line in enumerate(lines) if (head := _head(document.kind, line)) is not None]
    return _entries(document, lines, heads)


def _head(of_text: TextKind, line: ReadLine) -> _Head | None:
    if not line.sentences:
        return None
    of = line.sentences[0]
    node, rule = of.node, of.node.rule
    if rule in _TEXT and not (of.grammar == "sheet" and rule == "rubric"):
        return _Head(0, Kind.TEXT, line)
    if rule in _SECTION:
        return _Head(1, Kind.SECTION, line)
    if rule in _ROW:
        return _Head(_row_level(of_text, node), Kind.ROW, line)
    if rule == "fact":
        return _Head(_FACT_LEVEL, Kind.FACT, line)
    if rule == "heading":
        word = node.items[0]
        return _Head(
            _HEADING.get(getattr(word, "text", "").casefold().replace("điều", "Điều"), 1), Kind.PROVISION, line
        )
    if rule == "after":
        return _Head(1, Kind.SECTION, line)
    operation = of.grammar == "amendment" and rule not in _NOT_OPERATIONS
    return _Head(_OPERATION_LEVEL, Kind.OPERATION, line) if operation else None


_NOT_OPERATIONS = ("governing", "amends", "corrects", "in_force", "governs", "remark", "part", "outcome")


def _heading_level(node: Node) -> int:
    """How deep an article, a clause or a point lies."""
    return next((level for kind, level in _HEADING.items() if node.leaf(kind) is not None), 1)


def _row_level(of_text: TextKind, node: Node) -> int:
    """How deep a row lies: as its code says in a table and in an amendment, beside all others where points are told."""
    code = node.leaf("CODE")
    depth = code.text.count(".") + 1 if code is not None else 1
    if of_text is TextKind.AMENDMENT:
        return _OPERATION_LEVEL + depth
    return depth if node.rule != "row_ref" and of_text is TextKind.RUBRIC else _BELOW_A_HEADING.get(of_text, 1)


def _entries(document: Document, lines: Sequence[ReadLine], heads: Sequence[tuple[int, _Head]]) -> tuple[Entry, ...]:
    """The entries of some heads, each with those that follow it on a deeper level."""
    found: list[Entry] = []
    at = 0
    while at < len(heads):
        _, head = heads[at]
        end = at + 1
        while end < len(heads) and heads[end][1].level > head.level:
            end += 1
        below = heads[end][0] if end < len(heads) else len(lines)
        inner = _entries(document, lines[:below], heads[at + 1 : end])
        span = place(document.source, head.line.raw)
        found.append(Entry(*_named(head), head.kind, span, lines[below - 1].last, inner))
        at = end
    return tuple(found)


def _named(head: _Head) -> tuple[str, str]:
    """What an entry is called, and what is told beside it."""
    node = head.line.sentences[0].node
    text = " ".join(head.line.raw.text.split())
    if head.kind is Kind.ROW:
        code, title, points = node.leaf("CODE"), node.leaf("STRING"), node.leaf("NUMBER")
        shown = f"{code.text if code is not None else ''} {title.text[1:-1] if title is not None else ''}".strip()
        return shown, f"{points.text} điểm" if points is not None else ""
    if head.kind is Kind.FACT:
        name, _, detail = text.partition(":")
        return name, detail.strip()
    if head.kind is Kind.TEXT:
        title = node.leaf("STRING")
        return (title.text[1:-1], text.split('"')[0].strip()) if title is not None else (text, "")
    return text, ""
