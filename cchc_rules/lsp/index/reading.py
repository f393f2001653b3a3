"""A text as sentences with their trees, those that fit no grammar included; for a text that is being typed."""

from collections.abc import Iterator
from functools import lru_cache

from cchc_rules.frozen import frozen
from cchc_rules.lsp.text.document import Document, TextKind
from cchc_rules.syntax.amendment.lines import Sentence, sentences_on
from cchc_rules.syntax.lines.cut import RawLine, cut
from cchc_rules.syntax.lines.parse_tree import Leaf, Node
from cchc_rules.syntax.lines.statements import Statement, tree_of

GRAMMARS = {
    TextKind.RUBRIC: ("rubric",),
    TextKind.COMMON: ("rubric",),
    TextKind.GUIDANCE: ("rubric",),
    TextKind.AMENDMENT: ("amendment", "rubric"),
    TextKind.SHEET: ("sheet",),
    TextKind.CASE: ("case", "sheet"),
    TextKind.PERIOD: ("period",),
}
"""By which grammars the sentences of each kind of text are read; JSON has none."""


@frozen
class Read:
    """A sentence that was read: the grammar it fits, and its statement."""

    grammar: str
    statement: Statement

    @property
    def node(self) -> Node:
        """Its tree; of a case the part that tells what is expected."""
        return self.statement.node

    def walk(self) -> Iterator[tuple[Node, Leaf]]:
        """Every leaf with the rule it stands in, left to right."""
        return _leaves(self.node)


@frozen
class ReadLine:
    """A line with the sentences on it, the outermost first; none where it fits no grammar."""

    raw: RawLine
    sentences: tuple[Read, ...]

    @property
    def first(self) -> int:
        """Its line (from 1)."""
        return self.raw.number

    @property
    def last(self) -> int:
        """The line on which it ends."""
        return self.raw.pieces[-1].line if self.raw.pieces else self.raw.number

    @property
    def rule(self) -> str:
        """The rule of the outermost sentence."""
        return self.sentences[0].node.rule if self.sentences else ""


def lines_of(document: Document) -> tuple[ReadLine, ...]:
    """The sentences of a document in order; none of JSON."""
    return _lines(document)


@lru_cache(maxsize=4096)
def _lines(document: Document) -> tuple[ReadLine, ...]:
    if document.kind is TextKind.JSON_SHEET:
        return ()
    return tuple(ReadLine(raw, tuple(_read(document, raw))) for raw in cut(document.source).lines)


def _read(document: Document, raw: RawLine) -> Iterator[Read]:
    for sentence in pieces(document, raw):
        node = tree_of(sentence.grammar, sentence.raw)
        if node is not None:
            yield Read(sentence.grammar, Statement(document.source, sentence.raw, node))


def pieces(document: Document, raw: RawLine) -> tuple[Sentence, ...]:
    """The sentences on a line and the grammar of each, the outermost first."""
    if document.kind is TextKind.AMENDMENT:
        return tuple(sentences_on(raw))
    grammars = GRAMMARS[document.kind]
    fits = (g for g in grammars if tree_of(g, raw) is not None)
    return (Sentence(next(fits, grammars[-1]), raw),)


def _leaves(node: Node) -> Iterator[tuple[Node, Leaf]]:
    for item in node.items:
        if isinstance(item, Leaf):
            yield node, item
        else:
            yield from _leaves(item)
