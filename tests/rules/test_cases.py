"""`cchc-rules test`: sheets with what is expected of them, reported like tests."""

from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree as ET

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_rules.api.library import Library
from cchc_rules.api.rubrics.cases import TriedCase, case_files, try_case
from cchc_rules.cli.main import run
from cchc_rules.model.case import (
    Case,
    ExpectBand,
    Expected,
    ExpectExcluded,
    ExpectIndex,
    ExpectPoints,
    ExpectUnknown,
    ExpectUnrated,
    StatedBest,
)
from cchc_rules.model.expression import (
    Expression,
    FactRef,
    Greatest,
    Number,
    NumberUnit,
    Quotient,
    Subtract,
    YearBest,
)
from cchc_rules.source import Source, Span
from cchc_rules.syntax.lines.grammar import terminals
from cchc_rules.syntax.lines.terminals import known
from cchc_rules.syntax.sheet.case import read_case
from cchc_rules.writing.case_file import print_case
from cchc_rules.writing.cases import say
from tests.sheets.generated import codes, numbers, sheets, words

EXAMPLES = Path(__file__).resolve().parents[2] / "examples/cases"
HEAD = """PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: mau
  đơn vị: "Sở A"
  loại đơn vị: "sở"
  năm: 2019

SỐ LIỆU
  [nhiệm vụ được giao]: 20, TLKC "01/KH"
  [nhiệm vụ hoàn thành]: 17, TLKC "14/BC"
  thẩm định [nhiệm vụ hoàn thành]: 17
  thẩm định [văn bản đúng]: 3
  thẩm định [ngày gửi báo cáo]: 17/01/2020
"""
LEVEL = '  thẩm định [mức sáng kiến]: "tốt"\n'


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_RULES_CACHE", "off")


def case(folder: Path, expected: str, facts: str = LEVEL) -> Path:
    (folder / "mau.cchc").write_bytes((EXAMPLES / "mau.cchc").read_bytes())
    path = folder / "a.thu"
    path.write_text(HEAD + facts + "\n" + expected + "\n", encoding="utf-8")
    return path


def tried(folder: Path, expected: str, facts: str = LEVEL) -> TriedCase:
    return try_case(case(folder, expected, facts), Library())


@pytest.mark.parametrize("path", case_files([EXAMPLES]).files, ids=lambda p: p.stem)
def test_examples_hold(path: Path) -> None:
    assert try_case(path, Library()).ok


@pytest.mark.parametrize(
    ("expected", "met"),
    [
        ("1.1 được 1,5 điểm", True),
        ("1.1 được 1,7 điểm", False),
        ("1 được 7,5 điểm", True),
        ("1.1 không áp dụng", False),
        ("1.1 chưa biết", False),
        ("chỉ số 75%", True),
        ("chỉ số 75,004%", False),
        ("chỉ số 75,00%, làm tròn 2 chữ số", True),
        ("chỉ số 75,01%, làm tròn 2 chữ số", False),
        ('xếp loại "chưa tốt"', True),
        ('xếp loại "Tốt"', False),
    ],
)
def test_each_sentence_is_met_exactly_or_not(expected: str, met: bool, tmp_path: Path) -> None:
    (only,) = tried(tmp_path, f"mong đợi: {expected}").tried
    assert only.met is met


@pytest.mark.parametrize("expected", ["1.4 được 0 điểm", "1 được 4,5 điểm", "chỉ số 45%", 'xếp loại "Chưa tốt"'])
def test_what_is_not_known_meets_no_number(expected: str, tmp_path: Path) -> None:
    found = tried(tmp_path, f"mong đợi: {expected}\nmong đợi: 1.4 chưa biết\nmong đợi: 1 chưa biết", facts="")
    assert [t.met for t in found.tried] == [False, True, True]


def test_expectations_are_said_as_they_were_read() -> None:
    text = HEAD + LEVEL + "\nmong đợi: chỉ số 80%, làm tròn 0 chữ số\nmong đợi: chỉ số 81,51%\n"
    parsed = read_case(Source.of("a.thu", text)).value
    assert parsed is not None
    assert [say(e.value) for e in parsed.expected] == ["chỉ số 80%, làm tròn 0 chữ số", "chỉ số 81,51%"]


@pytest.mark.parametrize(
    ("expected", "code", "line"),
    [
        ("mong đợi: 1.1 được 2", "C111", 15),
        ("mong đợi: 1.9 chưa biết", "P401", 15),
        ("mong đợi: chỉ số 80%, làm tròn 99 chữ số", "B208", 15),
        ("", "P418", 1),
    ],
)
def test_mistakes_are_told_at_their_line(expected: str, code: str, line: int, tmp_path: Path) -> None:
    found = tried(tmp_path, expected)
    assert found.card is None and not found.ok
    assert [(d.code, d.span.line) for d in found.diagnostics if d.span] == [(code, line)]


def test_the_report_shows_the_arithmetic_and_the_exit_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = case(tmp_path, "mong đợi: 1.1 được 2 điểm\nmong đợi: 1.2 được 1,5 điểm")
    assert run(["test", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert f"trượt  {path.as_posix()}" in out
    assert "dòng 15, mong đợi: 1.1 được 2 điểm\n    thực tế: 1.1 được 1,5 điểm" in out
    assert "= 17 / 20 = 85%" in out
    assert "1 tệp, 2 câu mong đợi: 1 đạt, 1 trượt." in out
    assert run(["test", str(EXAMPLES)]) == 0


def test_no_case_is_no_success(tmp_path: Path) -> None:
    assert run(["test", str(tmp_path)]) == 1


def test_junit(tmp_path: Path) -> None:
    case(tmp_path, "mong đợi: 1.1 được 2 điểm\nmong đợi: 1.2 được 1,5 điểm")
    (tmp_path / "b.thu").write_text(HEAD, encoding="utf-8")
    assert run(["test", str(tmp_path), "--junit", str(tmp_path / "ket-qua.xml")]) == 1
    top = ET.parse(tmp_path / "ket-qua.xml").getroot()
    assert (top.get("tests"), top.get("failures"), top.get("errors")) == ("3", "1", "1")
    failure = top.find(".//failure")
    assert failure is not None and failure.get("message") == "thực tế: 1.1 được 1,5 điểm"
    assert failure.text is not None and "17 / 20" in failure.text


# ---- bonus, penalty, no rating

RATED = """PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: diem-liet
  đơn vị: "Xã A"
  loại đơn vị: "xã"
  năm: 2019
SỐ LIỆU
  [công chức bị kỷ luật]: không
  [khiếu nại đông người]: {mass}
ĐIỂM
1.1
  thẩm định: 30
1.2
  thẩm định: 10
2.1
  thẩm định: 40
3.1
  thẩm định: 20
mong đợi: không xếp loại
mong đợi: xếp loại "Đạt"
"""


@pytest.mark.parametrize(
    ("mass", "met", "said"),
    [
        ("có", [True, False], "không xếp loại"),
        ("không", [False, True], 'xếp loại "Đạt"'),
        ("", [False, False], "chưa xếp loại"),
    ],
)
def test_no_rating_is_expected_in_three_values(
    mass: str, met: list[bool], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rubric = EXAMPLES.parent / "diem-liet/diem-liet.cchc"
    (tmp_path / "diem-liet.cchc").write_bytes(rubric.read_bytes())
    path = tmp_path / "a.thu"
    path.write_text(RATED.format(mass=mass), encoding="utf-8")
    assert [t.met for t in try_case(path, Library()).tried] == met
    assert run(["test", str(path)]) == 1
    assert f"thực tế: {said}" in capsys.readouterr().out


def test_rows_of_bonus_and_penalty_are_expected(tmp_path: Path) -> None:
    folder = EXAMPLES.parent / "cong-tru"
    (tmp_path / "cong-tru.cchc").write_bytes((folder / "cong-tru.cchc").read_bytes())
    sheet = (folder / "so-a.phieu").read_text(encoding="utf-8")
    path = tmp_path / "a.thu"
    path.write_text(sheet + "mong đợi: C1 được 4 điểm\nmong đợi: C1 được 3 điểm\n", encoding="utf-8")
    assert [t.met for t in try_case(path, Library()).tried] == [True, False]


# ---- check and fmt

COMMENTED = """\
# trước phiếu
PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: mau
  đơn vị: "Sở A"
  loại đơn vị: "sở"
  năm: 2019

SỐ LIỆU
  # trước số liệu
  [nhiệm vụ được giao]: 20, TLKC "01/KH"  # sau số liệu

# trước câu đầu
# dòng thứ hai
mong đợi: 1.1 được 1,5 điểm  # sau câu đầu
mong đợi: chỉ số 75,50%, làm tròn 2 chữ số
# trước câu cuối
mong đợi: xếp loại "Rất ""tốt"" nhất"
# cuối tệp
"""


def _case(text: str) -> Case:
    parsed = read_case(Source.of("a.thu", text))
    assert parsed.value is not None and not parsed.diagnostics, parsed.diagnostics
    return parsed.value


def test_comments_stay_where_they_are() -> None:
    assert print_case(_case(COMMENTED)) == COMMENTED


def test_expectations_among_the_rows_go_to_the_end_with_their_comments() -> None:
    typed = """# trước phiếu
PHIẾU CHẤM ĐIỂM
bộ tiêu chí: mau
đơn vị: "Sở A"
loại đơn vị: "sở"
năm: 2019
ĐIỂM
1.1
# vì sao
mong  đợi :1.1 được 2,50 Điểm # đủ
# cho dòng sau
tự đánh giá: 2,5
# cuối
"""
    assert print_case(_case(typed)).split("\n\n")[1:] == [
        "ĐIỂM\n1.1\n  # cho dòng sau\n  tự đánh giá: 2,5 điểm",
        "# vì sao\nmong đợi: 1.1 được 2,5 điểm  # đủ\n# cuối\n",
    ]


expectations = st.one_of(
    st.builds(ExpectPoints, codes, numbers),
    st.builds(ExpectExcluded, codes),
    st.builds(ExpectUnknown, codes),
    st.builds(ExpectIndex, numbers.map(lambda n: n / 100), st.none() | st.integers(0, 15)),
    st.builds(ExpectBand, words),
    st.just(ExpectUnrated()),
)


plain = numbers.map(Number)
figures = st.one_of(
    plain,
    numbers.map(lambda n: Number(n / 100, NumberUnit.PERCENT)),
    numbers.map(lambda n: Number(n, NumberUnit.POINTS)),
    st.builds(Quotient, plain, plain.filter(lambda n: n.value != 0)),
)
arithmetic: st.SearchStrategy[Expression] = st.sampled_from(
    (
        FactRef("hồ sơ đúng hạn"),
        FactRef("số vi phạm, năm trước"),
        Quotient(FactRef("a"), FactRef("b")),
        Greatest((Number(Fraction(0)), Subtract(FactRef("a"), FactRef("a, năm trước")))),
    )
)
bests = st.builds(YearBest, arithmetic, st.booleans())


@settings(max_examples=60, deadline=None)
@given(
    sheets(),
    st.lists(expectations, min_size=1, max_size=5),
    st.lists(st.tuples(bests, figures), max_size=3),
)
def test_printing_and_reading_are_inverse(
    sheet: object, wanted: list[object], stated: list[tuple[YearBest, Expression]]
) -> None:
    place = Span("a.thu", 1, 1, 1)
    expected = tuple(Expected(e, place) for e in wanted)  # type: ignore[arg-type]
    case = Case(sheet, expected, tuple(StatedBest(b, value, place) for b, value in stated))  # type: ignore[arg-type]
    text = print_case(case)
    assert _case(text) == case
    assert print_case(_case(text)) == text


def test_a_case_without_rows_has_no_heading_of_rows() -> None:
    case = _case(COMMENTED)
    assert "ĐIỂM\n" not in print_case(case).replace("CHẤM ĐIỂM\n", "")
    assert attrs.evolve(case).expected[1].value == ExpectIndex(Fraction("0.755"), 2)


def test_check_and_fmt_go_through_cases_of_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = case(tmp_path, "mong đợi: 1.1 được 1,50 điểm")
    assert run(["check", str(tmp_path)]) == 0
    assert "Đã kiểm tra 2 tệp" in capsys.readouterr().out
    assert run(["fmt", "--check", str(tmp_path)]) == 1
    assert run(["fmt", str(tmp_path)]) == 0
    assert path.read_text(encoding="utf-8").endswith('"tốt"\n\nmong đợi: 1.1 được 1,5 điểm\n')
    assert run(["fmt", "--check", str(tmp_path)]) == 0
    capsys.readouterr()
    case(tmp_path, "mong đợi: 1.9 được 1 điểm")
    assert run(["check", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert "P401" in out and "a.thu:15" in out
    case(tmp_path, "mong đợi: 1.1 được 1")
    assert run(["fmt", str(tmp_path)]) == 1
    assert "C111" in capsys.readouterr().err


def test_every_terminal_has_words() -> None:
    assert [t for t in terminals("case") if not known(t.split("__")[-1])] == []


# ---- a rating that is not in the rubric


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("Chưa đạt", "ý bạn là “Chưa tốt”? Bộ tiêu chí có: “Tốt”, “Chưa tốt”"),
        ("Xuất sắc", "dùng một trong: “Tốt”, “Chưa tốt”"),
    ],
)
def test_a_rating_the_rubric_does_not_have_is_an_error(name: str, fix: str, tmp_path: Path) -> None:
    found = tried(tmp_path, f'mong đợi: xếp loại "{name}"')
    assert found.card is None
    assert [(d.code, d.fix) for d in found.diagnostics] == [("P435", fix)]
    assert found.diagnostics[0].span is not None and found.diagnostics[0].span.line == 15


@pytest.mark.parametrize("name", ["Tốt", "tốt", "CHƯA  TỐT"])
def test_a_rating_of_the_rubric_in_any_case_is_none(name: str, tmp_path: Path) -> None:
    assert tried(tmp_path, f'mong đợi: xếp loại "{name}"').diagnostics == ()
