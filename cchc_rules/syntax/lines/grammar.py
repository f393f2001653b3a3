"""Grammars in, trees of single lines out. Imported when a text must be parsed; only it and `parse_tables` know Lark."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import cast

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from cchc_rules.frozen import frozen
from cchc_rules.syntax.lines import parse_tables
from cchc_rules.syntax.lines.parse_tree import Leaf, Node
from cchc_rules.syntax.lines.shape import Shape, has_strings_at
from cchc_rules.syntax.lines.tree_cache import TreeCache

# Rules that are written into the one that uses them, and those that Lark makes of repetitions.
_WITHOUT_NODE = re.compile(r"(?:terminals__)?_")


@frozen
class Misfit:
    """Where a line stops fitting the grammar (column from 0), and the terminals that would have fitted."""

    column: int
    expected: frozenset[str]
    at_end: bool


_parsers: dict[str, Lark] = {}
"""The parsers that are ready, by grammar."""


def prepare(name: str, cache: TreeCache | None) -> None:
    """Have a grammar's parser ready: from the tables that were installed, else from those in `cache`, else built."""
    if name not in _parsers:
        _parsers[name] = parse_tables.installed(name) or parse_tables.remembered(name, cache)


def _parser(name: str) -> Lark:
    prepare(name, None)
    return _parsers[name]


def terminals(name: str) -> frozenset[str]:
    """The names of all terminals of a grammar."""
    return frozenset(t.name for t in _parser(name).terminals)


def rules(name: str) -> frozenset[str]:
    """The names of all rules of a grammar that a tree can have."""
    named = {str(r.alias or r.origin.name) for r in _parser(name).rules if r.alias or not r.options.expand1}
    return frozenset(n.removeprefix("terminals__") for n in named if not _WITHOUT_NODE.match(n))


@lru_cache(maxsize=8192)  # sheets of one rubric share most of their lines
def parse_line(name: str, key: str, text: str) -> Node | Misfit:
    """One line by the grammar `name`; `key` is recognised, `text` (same length) is what leaves carry."""
    shape = Shape.of(key)
    tree = _tree_of_shape(name, shape.text, shape.strings) if shape.strings else None
    # A line that does not fit is parsed as it is, so that what is told of it is about itself.
    return shape.filled(tree, text) if tree is not None else _tree_of(name, key, text)


@lru_cache(maxsize=4096)  # and most of what differs is inside strings
def _tree_of_shape(name: str, shape: str, strings: tuple[int, ...]) -> Node | None:
    """The tree of a shape in which the grammar sees a string wherever one was emptied."""
    tree = _tree_of(name, shape, shape)
    return tree if isinstance(tree, Node) and has_strings_at(tree, strings) else None


def forget_lines() -> None:
    """Parse every line anew: for measuring."""
    parse_line.cache_clear()
    _tree_of_shape.cache_clear()


def _tree_of(name: str, key: str, text: str) -> Node | Misfit:
    try:
        tree = _parser(name).parse(key)
    except UnexpectedInput as error:
        return _misfit(error, key)
    if isinstance(tree, Token):
        return Node("start", (_leaf(tree, text),))
    return _node(tree, text)


def _misfit(error: UnexpectedInput, key: str) -> Misfit:
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        return Misfit(len(key.rstrip()), frozenset(error.accepts or error.expected), at_end=True)
    if isinstance(error, UnexpectedToken):
        return Misfit(error.token.start_pos or 0, frozenset(error.accepts or error.expected), at_end=False)
    if isinstance(error, UnexpectedCharacters):
        return Misfit(error.pos_in_stream or 0, frozenset(cast(Iterable[str], error.allowed or ())), at_end=False)
    return Misfit(0, frozenset(), at_end=False)


def _node(tree: "Tree[Token]", text: str) -> Node:
    items = tuple(_leaf(c, text) if isinstance(c, Token) else _node(c, text) for c in tree.children)
    return Node(str(tree.data).removeprefix("terminals__"), items)


def _leaf(token: Token, text: str) -> Leaf:
    start, end = token.start_pos or 0, token.end_pos or 0
    return Leaf(token.type.removeprefix("terminals__"), text[start:end], start, end)
