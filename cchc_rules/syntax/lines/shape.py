"""The shape of a line: the line with its strings emptied, so that lines that differ in reasons alone are parsed once.

What is inside a string decides nothing about the rest of a line: the tree of a line is the tree of its shape with the
strings put back, as long as the grammar sees a string wherever one was emptied.
"""

import re

from cchc_rules.frozen import frozen
from cchc_rules.syntax.lines.parse_tree import Leaf, Node

# As the terminal STRING of the grammars.
_STRING = re.compile('"(?:[^"]|"")*"|“[^”]*”|”[^”]*”')
_EMPTIED = "x"


@frozen
class Shape:
    """A line with each string emptied: its text, where the strings start in it, and for each character of it, and for
    its end, the column in the line (all from 0)."""

    text: str
    strings: tuple[int, ...]
    columns: tuple[int, ...]

    @classmethod
    def of(cls, key: str) -> "Shape":
        """The shape of a line as it is recognised."""
        parts: list[str] = []
        strings: list[int] = []
        columns: list[int] = []
        end = 0
        for match in _STRING.finditer(key):
            opening, closing = match.start(), match.end() - 1
            parts += key[end : opening + 1], _EMPTIED
            columns += range(end, opening + 2)
            strings.append(len(columns) - 2)
            end = closing
        return cls("".join((*parts, key[end:])), tuple(strings), (*columns, *range(end, len(key) + 1)))

    def filled(self, tree: Node, text: str) -> Node:
        """The tree of the line from the tree of its shape; leaves carry `text`, which is as long as the line."""
        items = [self._leaf(i, text) if isinstance(i, Leaf) else self.filled(i, text) for i in tree.items]
        return Node(tree.rule, tuple(items))

    def _leaf(self, leaf: Leaf, text: str) -> Leaf:
        start, end = self.columns[leaf.start], self.columns[leaf.end]
        return Leaf(leaf.kind, text[start:end], start, end)


def has_strings_at(tree: Node, strings: tuple[int, ...]) -> bool:
    """Whether the grammar saw a string in the tree of a shape wherever one was emptied, and nowhere else."""
    return tuple([leaf.start for leaf in tree.walk() if leaf.kind == "STRING"]) == strings
