"""A grammar's parser as text, with a seal: Lark takes ten times as long to build one as to take it from its tables.

Tables are used only where their seal is the one of the grammar as it stands, of the Lark that runs and of the tables
themselves. Whatever differs, the parser is built anew, so old or broken tables cost time and nothing else.
"""

import hashlib
import json
import os
import re
from typing import Any

import lark
from lark import Lark
from lark.grammar import Rule
from lark.lexer import TerminalDef

from cchc_rules.syntax.lines.grammar_files import GRAMMARS, grammar_digest, grammar_file, tables_file
from cchc_rules.syntax.lines.tree_cache import TreeCache

_OPTIONS: dict[str, Any] = {
    "parser": "lalr",
    "lexer": "contextual",
    "g_regex_flags": re.IGNORECASE,
    "maybe_placeholders": False,
}
_FORM = 1
"""Raise it when the text of the same tables changes."""


def installed(name: str) -> Lark | None:
    """The parser of a grammar from the tables that the build left beside it; None where there are none that fit."""
    try:
        return from_text(name, tables_file(name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def remembered(name: str, cache: TreeCache | None) -> Lark:
    """The parser of a grammar from the tables in the cache; built, and its tables put there, where there are none."""
    stored = cache.get(_made_of(name)) if cache is not None else None
    parser = from_text(name, stored) if stored is not None else None
    if parser is None:
        parser = built(name)
        if cache is not None:
            cache.put(_made_of(name), to_text(name, parser))
    return parser


def write_tables() -> None:
    """Leave beside the grammars, for `installed`, the tables that are not there or do not fit; part of every build."""
    for name in GRAMMARS:
        file = tables_file(name)
        if installed(name) is None:
            file.parent.mkdir(exist_ok=True)
            part = file.with_suffix(f".{os.getpid()}")  # then put in place at once, for somebody may be reading
            part.write_text(to_text(name, built(name)), encoding="utf-8")
            part.replace(file)


def built(name: str) -> Lark:
    """The parser of a grammar from the grammar itself."""
    return Lark.open(str(grammar_file(name)), **_OPTIONS)


def to_text(name: str, parser: Lark) -> str:
    """The tables of a grammar's parser under their seal."""
    data, shared = parser.memo_serialize([TerminalDef, Rule])
    body = json.dumps({"data": data, "memo": shared}, separators=(",", ":"), ensure_ascii=False)
    return f"{_seal(name, body)}\n{body}"


def from_text(name: str, text: str) -> Lark | None:
    """The parser that these tables make; None where they are not those of this grammar, whole, for this Lark."""
    seal, _, body = text.partition("\n")
    if seal != _seal(name, body):
        return None
    stored = json.loads(body)
    table = stored["data"]["parser"]["parser"]
    table["tokens"] = _by_number(table["tokens"])
    table["states"] = {number: _by_number(actions) for number, actions in _by_number(table["states"]).items()}
    return Lark.load({"data": stored["data"], "memo": _by_number(stored["memo"])})


def _made_of(name: str) -> str:
    """What the tables of a grammar depend on."""
    return f"tables {_FORM} {lark.__version__} {sorted(_OPTIONS.items())} {grammar_digest(name)}"


def _seal(name: str, body: str) -> str:
    return hashlib.sha256(f"{_made_of(name)}\n{body}".encode()).hexdigest()


def _by_number(named: dict[str, Any]) -> dict[int, Any]:
    """JSON knows names only; Lark counts."""
    return {int(number): value for number, value in named.items()}
