"""Every kind of rule reads, prints canonically, and reads back equal."""

import pytest
from rules_kinds import KINDS
from rules_sample import rubric_of, text_of

from cchc_rules.model.rubric import Rubric
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.writing.rubric_file import print_rubric


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.name)
def test_printing_is_the_inverse_of_reading(kind) -> None:
    rubric = rubric_of(kind.facts, kind.rule, kind.max)
    printed = print_rubric(rubric)
    again = read_rubric(Source.of("thu.cchc", printed))
    assert again.ok, [d.message for d in again.diagnostics]
    assert again.value == rubric
    assert isinstance(again.value, Rubric)
    assert print_rubric(again.value) == printed


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.name)
def test_samples_are_written_canonically(kind) -> None:
    printed = print_rubric(rubric_of(kind.facts, kind.rule, kind.max))
    written = text_of(kind.facts, kind.rule, kind.max)
    assert [line.split() for line in printed.split("\n") if line] == [
        line.split() for line in written.split("\n") if line
    ]


def test_every_line_without_indentation_means_the_same() -> None:
    for kind in KINDS:
        flat = "\n".join(line.strip() for line in text_of(kind.facts, kind.rule, kind.max).split("\n"))
        assert read_rubric(Source.of("thu.cchc", flat)).value == rubric_of(kind.facts, kind.rule, kind.max)


def test_comments_and_bases_stay_with_their_lines() -> None:
    rule = """
  # trước đầu
  cách chấm: theo thang [a]  theo mục 1  # sau đầu
    # trước dòng
    từ 1: 2 điểm  theo mục 2
    dưới 1: 0 điểm  # sau dòng
  làm tròn điểm: đến 0,25 điểm, xuống  # sau làm tròn
"""
    printed = print_rubric(rubric_of("  [a]: số đếm", rule))
    for words in (
        "# trước đầu",
        "theo mục 1  # sau đầu",
        "# trước dòng",
        "2 điểm  theo mục 2",
        "# sau dòng",
        "xuống  # sau làm tròn",
    ):
        assert words in printed
