"""grammar/README.md is the one table of terms: it must name what the grammars and the model hold, and all of it."""

import pkgutil
import re
from importlib import import_module
from pathlib import Path

from attrs import frozen

import cchc_rules.meaning
import cchc_rules.model
import cchc_rules.results
from cchc_rules.syntax.lines.terminals import KEYWORDS

GRAMMAR = Path(__file__).resolve().parents[1] / "grammar"
_CELL = re.compile(r"`([^`]+)`")
_NAME = re.compile(r"^[?_]*!?([A-Za-z_]+)(?:\.-?\d+)?\s*:", re.MULTILINE)
_ALIAS = re.compile(r"->\s*(\w+)")


@frozen
class Term:
    """A line of the table."""

    words: frozenset[str]
    grammar: frozenset[str]
    model: frozenset[str]


def _terms() -> list[Term]:
    lines = (GRAMMAR / "README.md").read_text(encoding="utf-8").split("\n")
    cells = [line.strip("|").split("|") for line in lines if line.startswith("| `")]
    rows = [[frozenset(_CELL.findall(cell)) for cell in row] for row in cells if len(row) == 5]
    return [Term(words, grammar, model) for words, _, grammar, model, _ in rows]


def _grammar_names() -> set[str]:
    text = "\n".join(f.read_text(encoding="utf-8") for f in GRAMMAR.glob("*.lark"))
    terminals = set(re.findall(r"^([A-Z_]+)(?:\.-?\d+)?:", text, re.MULTILINE))
    return terminals | set(_NAME.findall(text)) | set(_ALIAS.findall(text))


def _model_names() -> set[str]:
    packages = (cchc_rules.model, cchc_rules.meaning, cchc_rules.results)
    modules = [import_module(f"{p.__name__}.{m.name}") for p in packages for m in pkgutil.iter_modules(p.__path__)]
    return {name for module in modules for name in vars(module)}


def test_every_keyword_is_in_the_table_beside_its_terminal() -> None:
    terms = _terms()
    missing = [
        (terminal, word)
        for terminal, words in KEYWORDS.items()
        for word in words
        if not any(terminal in t.grammar and word in t.words for t in terms)
    ]
    assert not missing


def test_the_table_names_only_what_the_grammars_hold() -> None:
    known = _grammar_names()
    assert not {name for t in _terms() for name in t.grammar} - known


def test_the_table_names_only_classes_that_there_are() -> None:
    known = _model_names()
    assert not {name for t in _terms() for name in t.model} - known


def test_every_keyword_terminal_is_in_a_grammar() -> None:
    assert not set(KEYWORDS) - _grammar_names()
