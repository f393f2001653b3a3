"""The concrete tree of one line: what the grammar saw, before anything is understood."""

from collections.abc import Iterator
from typing import Any

from cchc_rules.frozen import frozen


@frozen
class Leaf:
    """A word, number or string: the terminal's name, the text as written, columns from 0."""

    kind: str
    text: str
    start: int
    end: int


@frozen
class Node:
    """A grammar rule with what it matched, punctuation and fixed words left out."""

    rule: str
    items: tuple["Node | Leaf", ...]

    def leaves(self, *kinds: str) -> tuple[Leaf, ...]:
        """Direct leaves of these kinds, in order."""
        return tuple([i for i in self.items if isinstance(i, Leaf) and i.kind in kinds])

    def leaf(self, *kinds: str) -> Leaf | None:
        """The first direct leaf of these kinds."""
        for item in self.items:
            if isinstance(item, Leaf) and item.kind in kinds:
                return item
        return None

    def text(self, kind: str) -> str:
        """The text of the one leaf that the grammar guarantees."""
        leaf = self.leaf(kind)
        if leaf is None:
            raise AssertionError(f"grammar rule {self.rule} without {kind}")
        return leaf.text

    def nodes(self, *rules: str) -> tuple["Node", ...]:
        """Direct nodes of these rules, all when none is named."""
        return tuple([i for i in self.items if isinstance(i, Node) and (not rules or i.rule in rules)])

    def node(self, *rules: str) -> "Node | None":
        """The first direct node of these rules."""
        for item in self.items:
            if isinstance(item, Node) and (not rules or item.rule in rules):
                return item
        return None

    def walk(self) -> Iterator[Leaf]:
        """All leaves below, left to right."""
        for item in self.items:
            if isinstance(item, Leaf):
                yield item
            else:
                yield from item.walk()


def to_plain(node: Node) -> list[Any]:
    """The tree as lists for a JSON cache; texts are left out, positions find them again."""
    items = [to_plain(i) if isinstance(i, Node) else [i.kind, i.start, i.end] for i in node.items]
    return [node.rule, items]


def from_plain(plain: Any, line: str) -> Node:
    """The inverse of to_plain over the same line. Raises ValueError or TypeError on what to_plain never gives."""
    rule, items = plain
    if not (isinstance(rule, str) and isinstance(items, list)):
        raise TypeError(rule)
    return Node(rule, tuple([from_plain(i, line) if len(i) == 2 else _leaf(i, line) for i in items]))


def _leaf(plain: Any, line: str) -> Leaf:
    kind, start, end = plain
    if not (isinstance(kind, str) and type(start) is int and type(end) is int and 0 <= start < end <= len(line)):
        raise ValueError(kind)
    return Leaf(kind, line[start:end], start, end)
