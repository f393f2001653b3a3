"""Every rule of every grammar has all that a sentence needs; a new rule fails here until it has.

Each test names the place that still lacks it. What can be wrong with a sentence has its own test: every code of the
catalogue has a bad fixture (tests/test_bad_fixtures.py).
"""

import re
from pathlib import Path

import pytest

from cchc_rules.language.samples import SAMPLES
from cchc_rules.source.text import fold_tones
from cchc_rules.syntax.lines.grammar import parse_line, rules
from cchc_rules.syntax.lines.parse_tree import Node

ROOT = Path(__file__).resolve().parents[2]


def _rules_of(node: Node) -> set[str]:
    return {node.rule}.union(*map(_rules_of, node.nodes()))


def _read(grammar: str, line: str) -> set[str]:
    tree = parse_line(grammar, fold_tones(line), line)
    return _rules_of(tree) if isinstance(tree, Node) else set()


@pytest.mark.parametrize("grammar", SAMPLES)
def test_every_rule_has_a_sample(grammar: str) -> None:
    shown = set[str]().union(*(_read(grammar, sample) for sample in SAMPLES[grammar]))
    missing = sorted(rules(grammar) - shown)
    assert missing == [], f"thêm một câu mẫu vào SAMPLES[{grammar!r}] ở cchc_rules/language/samples.py"


@pytest.mark.parametrize("grammar", SAMPLES)
def test_every_sentence_is_shown_in_the_docs(grammar: str) -> None:
    """A sentence is documented where people look: an example of docs/*.md has it."""
    lines = [line for page in sorted((ROOT / "docs").glob("*.md")) for line in _samples(page)]
    shown = set[str]().union(*(_read(grammar, line) for line in lines))
    sentences = {rule for sample in SAMPLES[grammar] for rule in [_statement(grammar, sample)]}
    missing = sorted(sentences - shown)
    assert missing == [], "thêm một ví dụ vào docs/ngon-ngu.md"


def _statement(grammar: str, line: str) -> str:
    tree = parse_line(grammar, fold_tones(line), line)
    assert isinstance(tree, Node)
    return tree.rule


def _samples(page: Path) -> list[str]:
    blocks = re.findall(
        r"^```(?:cchc|sua-doi|phieu|thu|diff)[^\n]*\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S
    )
    lines = [line.lstrip("+").split("  #")[0] for block in blocks for line in block.split("\n") if line.strip()]
    # An amendment may hold a sentence of the rubric behind one of its own.
    return [*lines, *(line.partition(":")[0] for line in lines), *(line.partition(": ")[2] for line in lines)]
