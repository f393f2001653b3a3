"""What a hint proposes is right: sample sentences parse, and a line mended as told has that mistake no more."""

import pytest

from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.language.samples import SAMPLES
from cchc_rules.language.words import named
from cchc_rules.source import Source
from cchc_rules.syntax.hints import patterns
from cchc_rules.syntax.lines.grammar import terminals
from cchc_rules.syntax.lines.statements import read_statements

SENTENCES = [(grammar, sample) for grammar, samples in SAMPLES.items() for sample in samples]


@pytest.mark.parametrize(("grammar", "sample"), SENTENCES)
def test_sample_sentences_are_right(grammar: str, sample: str) -> None:
    assert read_statements(Source.of("mau", sample), grammar).diagnostics == ()


@pytest.mark.parametrize(("grammar", "sample"), SENTENCES)
def test_a_sample_is_found_by_its_own_opening(grammar: str, sample: str) -> None:
    found = patterns.pattern_for(sample, grammar)
    assert found is not None and found.split()[0].casefold() == sample.split()[0].casefold()


@pytest.mark.parametrize("grammar", SAMPLES)
@pytest.mark.parametrize("line", ["= = =", "vớ vẩn", '"a" "b"', "12 34 56", "[x] [y]", "từ từ", "%"])
def test_a_line_that_fits_nothing_is_shown_a_sentence(grammar: str, line: str) -> None:
    for d in read_statements(Source.of("thu", line), grammar).diagnostics:
        assert "tài liệu ngôn ngữ" not in (d.fix or "")


def test_other_words_stand_for_keywords() -> None:
    known = terminals("rubric") | terminals("sheet")
    for other in patterns.OTHER_WORDS:
        assert other.terminal in known
        assert other.terminal == "PERCENT" or other.phrase in named(other.terminal)


def only(line: str, grammar: str = "rubric") -> Diagnostic:
    found = read_statements(Source.of("thu", line), grammar).diagnostics
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("line", "fix"),
    [
        ('1.1 "a": 1.250 điểm', "nếu là hàng nghìn, viết liền: “1250”; nếu là số thập phân, viết “1,25”"),
        ('1.1 "a": 1.250,5 điểm', "viết liền: “1250,5”"),
        ('1.1 "a": 0.500 điểm', "viết dấu phẩy: “0,500”"),
        ('1.1 "a": -0.5 điểm', "viết dấu phẩy: “-0,5”"),
    ],
)
def test_a_dot_in_a_number_is_never_guessed_away(line: str, fix: str) -> None:
    found = only(line)
    assert (found.code, found.fix) == (catalog.DECIMAL_POINT.code, fix)


@pytest.mark.parametrize(
    ("line", "grammar", "code"),
    [
        ("1. Chỉ đạo, điều hành: 6 điểm", "rubric", "C112"),
        ("1 Chỉ đạo, điều hành: 6 điểm", "rubric", "C108"),
        ("tổng điểm: 6.5 điểm", "rubric", "C105"),
        ("tự đánh giá: 2.5", "sheet", "C105"),
        ("TIÊU CHÍ 1.1", "sheet", "C112"),
        ("số phòng: 3", "sheet", "C104"),
        ("năm:", "sheet", "C102"),
        ("ĐIỂM:", "sheet", "C112"),
        ("đối tượng: sở theo mục I.3", "rubric", "C108"),
        ('80% trở lên: "Tốt"', "rubric", "C101"),
        ("hạn tự đánh giá: trước ngày 15/01/2020", "rubric", "C113"),
    ],
)
def test_the_kind_of_mistake(line: str, grammar: str, code: str) -> None:
    assert only(line, grammar).code == code


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('1.1 "Kế hoạch', 'năm": 3 điểm'),
        ('1.1 "Kế hoạch":', "3 điểm"),
        ("tổng điểm:", "3 điểm"),
    ],
)
def test_a_sentence_broken_in_two_is_one_mistake(first: str, second: str) -> None:
    found = only(f"{first}\n{second}")
    assert (found.code, "“|” ở đầu dòng 2" in (found.fix or "")) == ("C116", True)


def test_two_wrong_lines_are_two_mistakes() -> None:
    found = read_statements(Source.of("thu", "tong diem: 1 điểm\nxep loai"), "rubric").diagnostics
    assert [d.code for d in found] == ["C103", "C103"]


@pytest.mark.parametrize(
    ("line", "grammar", "fix"),
    [
        ("  tự đánh giá: ,5", "sheet", "viết “0,5”"),
        ("  tự đánh giá: .5 điểm", "sheet", "viết “0,5”"),
        ("  [số phòng]: -,25", "sheet", "viết “-0,25”"),
        ('1.1 "a": ,5 điểm', "rubric", "viết “0,5”"),
    ],
)
def test_a_number_without_its_nought_keeps_its_value(line: str, grammar: str, fix: str) -> None:
    found = only(line, grammar)
    assert (found.code, found.fix) == ("B208", fix)


@pytest.mark.parametrize("field", ["phần I", "phần II.1", "nhóm a", "lĩnh vực 1", "nhóm b2"])
def test_a_consequence_may_name_a_field_by_any_code(field: str) -> None:
    line = f'  1 khi {field} dưới 50% hoặc {field} từ 60% đến dưới 70% hoặc từ 1 lĩnh vực dưới 50%: "x"'
    assert read_statements(Source.of("thu", line), "rubric").diagnostics == ()


def test_an_empty_comment_is_kept() -> None:
    lines = read_statements(Source.of("thu", '  ghi chú: "x" #\n  năm: 2019\n'), "sheet").good
    assert [st.trivia.behind for st in lines] == ["", None]
