"""cchc_rules/language/words.py is the home of words, grammar/README.md the one table of terms beside it.

What is made from the home must not lag behind it, and what is written elsewhere must agree with it.
"""

import pkgutil
import re
from enum import Enum
from importlib import import_module
from pathlib import Path

import pytest
from attrs import frozen
from lark import GrammarError
from lark.load_grammar import load_grammar

import cchc_rules.meaning
import cchc_rules.model
import cchc_rules.results
from cchc_rules.language.samples import SAMPLES
from cchc_rules.language.words import TERMINALS, forms, named, spelled
from cchc_rules.model.calendar import DayKind, DueOnDayOff
from cchc_rules.model.condition import Relation
from cchc_rules.model.expression import Days, Direction
from cchc_rules.model.fact import Supplier
from cchc_rules.model.rubric import Absence, BucketKind, Ceiling, ClaimPolicy, Numbering
from cchc_rules.model.rule import Combine, FallbackKind, Precedence
from cchc_rules.model.stages import USUAL, DueForm, Power, Publication
from cchc_rules.source import Source, without_marks
from cchc_rules.syntax.hints.patterns import LEVEL_PATTERN, OTHER_WORDS, main_sentence
from cchc_rules.syntax.lines.cut import RawLine, cut
from cchc_rules.syntax.lines.statements import read_statements
from cchc_rules.syntax.sheet.guess import HEADER_WORDS, Guess, guess
from tests.support.words import with_synonyms, with_words, words_of

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
    found = (m for p in packages for m in pkgutil.walk_packages(p.__path__, f"{p.__name__}."))
    modules = [import_module(m.name) for m in found]
    return {name for module in modules for name in vars(module)}


def test_every_keyword_is_in_the_table_beside_its_terminal() -> None:
    terms = _terms()
    missing = [
        (terminal.name, word)
        for terminal in TERMINALS
        for word in spelled(terminal.name)
        if not any(terminal.name in t.grammar and word in t.words for t in terms)
    ]
    assert missing == [], "thêm một hàng vào bảng ở grammar/README.md"


def test_the_table_names_only_what_the_grammars_hold() -> None:
    known = _grammar_names()
    assert not {name for t in _terms() for name in t.grammar} - known


def test_the_table_names_only_classes_that_there_are() -> None:
    known = _model_names()
    assert not {name for t in _terms() for name in t.model} - known


TO_GRAMMAR = 'viết _TÊN: "từ" vào tệp grammar/*.lark có câu dùng nó, rồi chạy: python3 dev.py words'


@pytest.mark.parametrize("path", sorted(GRAMMAR.glob("*.lark")), ids=lambda p: p.stem)
def test_every_name_in_a_grammar_is_defined(path: Path) -> None:
    """Whatever reads anything fails of it too; here it is said what to do."""
    try:
        load_grammar(path.read_text("utf-8"), str(path), [], global_keep_all_tokens=False)
    except GrammarError as error:
        pytest.fail(f"{error}: {TO_GRAMMAR}")


def test_every_keyword_terminal_is_in_a_grammar() -> None:
    unused = sorted({t.name for t in TERMINALS} - _grammar_names())
    assert unused == [], f"{TO_GRAMMAR}, rồi dùng nó trong một luật"


LATE = "viết từ ở cchc_rules/language/words.py rồi chạy: python3 dev.py words"


@pytest.mark.parametrize("path", sorted(GRAMMAR.glob("*.lark")), ids=lambda p: p.stem)
def test_the_terminals_of_a_grammar_are_made_from_the_words(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert with_words(path.stem, text) == text, LATE


def test_the_list_of_synonyms_is_made_from_the_words() -> None:
    readme = (GRAMMAR / "README.md").read_text(encoding="utf-8")
    assert with_synonyms(readme) == readme, LATE


VALUES = {
    "CODE",
    "ID",
    "STRING",
    "FACT",
    "NUMBER",
    "INT",
    "DATE",
    "DAY_MONTH",
    "WORDS",
    "PLACE_NUMBER",
    "TITLED_NUMBER",
}
VALUES |= {"_SPACES", "INSTRUMENT_NUMBER", "ANNEX", "PART_NAME", "LEVEL", "QUARTER", "_COLON_POINTS"}


@pytest.mark.parametrize("path", sorted(GRAMMAR.glob("*.lark")), ids=lambda p: p.stem)
def test_no_word_is_written_into_a_grammar_past_its_home(path: Path) -> None:
    written = re.findall(r"^([A-Z_]+)(?:\.-?\d+)?: /(.*)/$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert not [
        name for name, _ in written if name != "_SPACES" and name not in VALUES and not words_of(path.stem, name)
    ]


def test_no_form_is_two_words_of_one_terminal() -> None:
    for t in TERMINALS:
        every = [form.casefold() for w in t.every for form in w.forms]
        assert len(every) == len(set(every)), t.name


ENUMS: tuple[tuple[type[Enum], tuple[str, ...]], ...] = (
    (Power, ("POWER",)),
    (Numbering, ("NUMBERING",)),
    (ClaimPolicy, ("CLAIM",)),
    (Absence, ("ABSENCE",)),
    (Ceiling, ("CEILING",)),
    (Precedence, ("PRECEDENCE",)),
    (DayKind, ("DAY_KIND",)),
    (DueOnDayOff, ("DUE_ON_DAY_OFF",)),
    (Publication, ("PUBLICATION",)),
    (DueForm, ("DUE_BEFORE", "DUE_BY", "DUE_BY_QUARTER", "DUE_IN_QUARTER")),
    (BucketKind, ("BUCKET",)),
    (Combine, ("COMBINE",)),
    (Direction, ("DIRECTION",)),
    (Days, ("DAYS",)),
    (Supplier, ("SUPPLIER",)),
    (FallbackKind, ("NOT_APPLICABLE", "FULL_POINTS", "NOT_ARISEN", "POINTS")),
    (Relation, ("RELATION", "DAY_RELATION", "EQUALS")),
)


@pytest.mark.parametrize(("enum", "terminals"), ENUMS, ids=lambda x: getattr(x, "__name__", ""))
def test_a_choice_of_the_model_is_said_in_words_of_the_language(enum: type[Enum], terminals: tuple[str, ...]) -> None:
    every = (w for t in TERMINALS if t.name in terminals for w in t.every)
    assert {m.value.casefold() for m in enum} == {w.said.casefold() for w in every}


def test_the_usual_stages_are_the_words_for_stages() -> None:
    every = (w.said for t in TERMINALS if t.name in ("STAGE", "SURVEY") for w in t.every)
    assert {s.value for s in USUAL} == set(every)


def test_what_lines_of_a_sheet_are_guessed_by_are_words_of_the_language() -> None:
    for name, word in HEADER_WORDS.items():
        for typed in (word, without_marks(word)):
            assert guess(_line(f"{typed}: x")) == (Guess.HEADER, name)
    for word in forms("STAGE", "SURVEY", "NOT_APPLICABLE", "_EVIDENCE", "_BECAUSE", "_BY_WHOM"):
        assert guess(_line(f"{without_marks(word)} 1"))[0] is Guess.ENTRY


def test_what_is_offered_for_other_words_is_a_word_of_the_language() -> None:
    for other in OTHER_WORDS:
        words = named(other.terminal)
        assert other.phrase in words if words else other.terminal == "PERCENT", other
    samples = {sample for lines in SAMPLES.values() for sample in lines}
    assert {LEVEL_PATTERN, *map(main_sentence, SAMPLES)} <= samples


def _line(text: str) -> RawLine:
    return cut(Source.of("thu", text)).lines[0]


@pytest.mark.parametrize(
    ("line", "grammar", "other"),
    [
        ("  có hiệu lực: từ 24/10/2019", "rubric", "  hiệu lực: từ 24/10/2019"),
        ("TỈ TRỌNG PHIẾU ĐIỀU TRA", "rubric", "TỶ TRỌNG PHIẾU ĐIỀU TRA"),
    ],
)
def test_a_synonym_reads_as_its_word(line: str, grammar: str, other: str) -> None:
    for text in (line, other):
        assert read_statements(Source.of("thu", text), grammar).diagnostics == ()
