"""A sentence goes on over lines that open with “|”: what it means, and where its mistakes stand, do not change."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.api.rubrics.fmt import canonical
from cchc_rules.diagnostics import Diagnostic
from cchc_rules.diagnostics.edits import applied
from cchc_rules.language.long_lines import WIDTH
from cchc_rules.source import Source, WrittenText
from cchc_rules.syntax.amendment.reader import read_amendment
from cchc_rules.syntax.lines.cut import cut
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.syntax.sheet.case import read_case
from cchc_rules.writing.long_lines import broken

WORDS = st.lists(
    st.sampled_from(["kế", "hoạch", "“năm", "sau”", "#1", "1,5", "điểm", "mục", "vì", "[x]", "a,"]), min_size=1
)
TITLES = WORDS.map(" ".join)
ERRORS = [
    '  1.1.2 "Mức độ hoàn thành": 0.5 điểm, ĐTXHH  theo mục II.1',
    "  1.1.2 Mức độ hoàn thành: 2 điểm  theo mục II.1",
    '  1.1.2 "Mức độ hoàn thành": 2 diem  theo mục II.1',
    '  1.1.2 "Mức độ hoàn thành": 2 điểm ĐTXHH  theo mục II.1',
    "  hạn tự đánh giá: trước ngày 15-01 năm sau  theo mục IV.5",
    "  tổng điểm: 6 điểm, trong đó ĐTXHH 1,5  theo mục II.1",
    '  đối tượng: "xã" trừ "phường"  theo mục I.3',
]
HEAD = 'BỘ TIÊU CHÍ thu "Bảng"\n'


def _found(text: str) -> Diagnostic:
    found = read_rubric(Source.of("thu.cchc", text)).diagnostics
    return next(d for d in found if d.code.startswith("C"))


def _marked(d: Diagnostic) -> str:
    assert d.span is not None
    return d.span.excerpt[d.span.column - 1 : d.span.end - 1]


@given(TITLES, st.integers(0, 4))
def test_a_long_line_is_read_as_it_was(title: str, depth: int) -> None:
    line = f'{"  " * depth}1.1 "{title}": 2 điểm, ghi chú "{title}"  theo mục I.1'
    lines = broken(line)
    assert all(len(part) <= WIDTH for part in lines)
    joined = cut(Source.of("thu.cchc", "\n".join(lines)))
    assert joined.found == ()
    assert [one.text.replace("  theo", " theo") for one in joined.lines] == [line.replace("  theo", " theo")]


@pytest.mark.parametrize("line", ERRORS)
def test_a_mistake_is_told_in_its_place_and_mended_wherever_the_line_is_broken(line: str) -> None:
    whole = _found(HEAD + line)
    for at in (i for i, c in enumerate(line) if c == " " and line[:i].strip() and line[i + 1] != " "):
        text = f"{HEAD}{line[:at]}\n     |  {line[at + 1 :]}"
        found = _found(text)
        assert (found.code, found.message, found.fix.split()) == (whole.code, whole.message, whole.fix.split())
        marked = _marked(whole)
        assert _marked(found) in marked
        assert _marked(found) == marked or _marked(found) + " " in marked
        for mended, wanted in zip(found.fixes, whole.fixes, strict=True):
            made = cut(Source.of("", applied(WrittenText.of(text), mended.edits))).lines
            right = cut(Source.of("", applied(WrittenText.of(HEAD + line), wanted.edits))).lines
            assert [" ".join(one.text.split()) for one in made] == [" ".join(one.text.split()) for one in right]


@pytest.mark.parametrize(
    ("between", "message"),
    [("\n\n", "dòng trống"), ("\n# a\n", "ghi chú"), ("  # a\n", "ghi chú"), ("  # a\n\n# b\n", "ghi chú")],
)
def test_nothing_stands_between_the_lines_of_a_sentence(between: str, message: str) -> None:
    text = f'{HEAD}  đối tượng: "xã",{between}    | trừ "phường"  theo mục I.3\n'
    found = _found(text)
    assert (found.code, message in found.message) == ("C117", True)
    mended = applied(WrittenText.of(text), found.fixes[0].edits)
    comments = [f"  # {word}" for word in "ab" if f"# {word}" in between]
    assert mended.splitlines() == [HEAD[:-1], *comments, '  đối tượng: "xã",', '    | trừ "phường"  theo mục I.3']


@pytest.mark.parametrize("line", ["| 1.1 | Kế hoạch | 2 |", "|1.1|Kế hoạch|2", "| 2 |"])
def test_a_row_of_a_drawn_table_goes_on_from_nothing(line: str) -> None:
    assert len(cut(Source.of("", f'1 "Chỉ đạo": 2 điểm\n{line}')).lines) == 2


def test_a_sentence_broken_in_several_lines_without_marks_is_told_once() -> None:
    text = f'{HEAD}  đối tượng: "xã,\n  thị trấn",\n  trừ "phường"  theo mục I.3\n'
    found = read_rubric(Source.of("thu.cchc", text)).diagnostics
    assert [d.code for d in found] == ["C116"]
    mended = applied(WrittenText.of(text), found[0].fixes[0].edits)
    assert mended.splitlines()[2:] == ['  | thị trấn",', '  | trừ "phường"  theo mục I.3']
    assert read_rubric(Source.of("thu.cchc", mended)).diagnostics == ()


AMENDMENT = """SỬA ĐỔI sd "Sửa đổi"
  văn bản: Quyết định 2/QĐ-UBND ngày 01/02/2020
  sửa đổi: bang-1
  có hiệu lực: từ 01/03/2020
  áp dụng: từ kỳ đánh giá 2020
Điều 1
  SỬA CÂU
    từ: đối tượng: "xã"  theo mục I.3
    thành: đối tượng: "xã, {break_}thị trấn"{break_} theo mục I.3
"""
CASE = """PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: "bang.cchc"
  đơn vị: "Xã A"
  loại đơn vị: "xã"
  năm: 2020

ĐIỂM
1.1
  tự đánh giá: 1

# kết quả
mong đợi: xếp loại {break_}"Tốt"
  # hết
"""


def test_amendments_and_cases_have_long_sentences_too() -> None:
    plain, split = (AMENDMENT.format(break_=b) for b in ("", "\n      | "))
    one, other = (read_amendment(Source.of("sd.cchc", text)) for text in (plain, split))
    assert one.value is not None
    assert one.value == other.value
    first, second = (read_case(Source.of("a.thu", CASE.format(break_=b))) for b in ("", "\n  | "))
    assert first.value is not None
    assert first.value == second.value
    assert second.diagnostics == ()


def test_a_broken_sentence_of_an_amendment_is_told_with_the_mark() -> None:
    found = read_amendment(Source.of("sd.cchc", AMENDMENT.format(break_="\n      "))).diagnostics
    assert [d.code for d in found] == ["C116"]


def test_no_line_of_the_tables_of_2019_is_long() -> None:
    folder = Path(__file__).parents[2] / "rubrics/2019"
    assert [
        p.name for p in folder.iterdir() if any(len(line) > WIDTH for line in p.read_text("utf-8").splitlines())
    ] == []


def test_fmt_breaks_sheets(tmp_path: Path) -> None:
    reason = "chậm năm ngày so với hạn " * 8
    text = CASE.split("\n#")[0] + f'  thẩm định: 0,5 điểm, vì "{reason.strip()}", bởi "Hội đồng"\n'
    path = tmp_path / "a.phieu"
    printed, found = canonical(path, Source.of("a.phieu", text))
    assert found == ()
    assert printed is not None
    assert max(map(len, printed.splitlines())) <= WIDTH
    assert canonical(path, Source.of("a.phieu", printed))[0] == printed
