"""What people paste from a table is told once, with the whole lines to write, and reads well when they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.diagnostics import Diagnostic
from cchc_rules.diagnostics.edits import FixKind, applied
from cchc_rules.source import Source, WrittenText
from cchc_rules.syntax.amendment.reader import read_amendment
from cchc_rules.syntax.lines.statements import read_statements
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.syntax.sheet.reader import read_sheet

HEAD = 'BỘ TIÊU CHÍ thu "Bảng"\n'
SHEET = 'PHIẾU CHẤM ĐIỂM\n  bộ tiêu chí: "a.cchc"\n  đơn vị: "A"\n  loại đơn vị: "xã"\n  năm: 2020\n\nĐIỂM\n'
AMENDMENT = """SỬA ĐỔI sd "Sửa đổi"
  văn bản: Quyết định 2/QĐ-UBND ngày 01/02/2020
  sửa đổi: bang-1
  có hiệu lực: từ 01/03/2020
  áp dụng: từ kỳ đánh giá 2020
Điều 1
  BỔ SUNG SAU 1.1.1
"""
ONE_READING = [
    ("1.1.1\tChất lượng\t1\t", ['  1.1.1 "Chất lượng": 1 điểm']),
    ("1.1.1\tChất lượng\t0.5\tĐTXHH", ['  1.1.1 "Chất lượng": 0,5 điểm, ĐTXHH']),
    ('1.1.1\t"Chất lượng":\t0,5 điểm\tĐTXHH', ['  1.1.1 "Chất lượng": 0,5 điểm, ĐTXHH']),
    ("1.1.1.\tChất lượng\t1đ", ['  1.1.1 "Chất lượng": 1 điểm']),
    ("1.1.1. Chất lượng\t1", ['  1.1.1 "Chất lượng": 1 điểm']),
    ("7\t1.1.1\tChất lượng\t1", ['  1.1.1 "Chất lượng": 1 điểm']),
    ("\t1.1.1\tChất lượng\t1", ['  1.1.1 "Chất lượng": 1 điểm']),
    ("Tiêu chí 1.1\tKế hoạch\t1", ['TIÊU CHÍ 1.1 "Kế hoạch": 1 điểm']),
    ("I\tCHỈ ĐẠO\t22", ['I "CHỈ ĐẠO": 22 điểm']),
    ('1.1.1\t"Chất lượng\nkế hoạch ""năm"""\t1', ['  1.1.1 "Chất lượng kế hoạch ""năm""": 1 điểm']),
    ('1.1.1\tKế hoạch "năm" của xã\t1', ['  1.1.1 "Kế hoạch ""năm"" của xã": 1 điểm']),
    ("| 1.1.1 | Chất lượng | 1 |", ['  1.1.1 "Chất lượng": 1 điểm']),
    ("1.1.1;Chất lượng;1", ['  1.1.1 "Chất lượng": 1 điểm']),
    ("1.1.1   Chất lượng kế hoạch    1", ['  1.1.1 "Chất lượng kế hoạch": 1 điểm']),
    ("STT\tNội dung\tĐiểm\n1.1\tKế hoạch\t3", ["# STT – Nội dung – Điểm", '1.1 "Kế hoạch": 3 điểm']),
    ("1.1\tKế hoạch\t3\nTổng cộng\t\t3", ['1.1 "Kế hoạch": 3 điểm', "# Tổng cộng – 3"]),
    ("Rất tốt\tTừ 90% trở lên", ['  từ 90% trở lên: "Rất tốt"']),
]
GUESSED = [
    ("1.1.1\tChất lượng\t1\t0,75", ['  1.1.1 "Chất lượng": 1 điểm  # các cột sau: 0,75']),
    ("1.1.1\tChất lượng\t1\tlàm tròn", ['  1.1.1 "Chất lượng": 1 điểm, ghi chú "làm tròn"']),
    ("7.2.4 Hồ sơ mức độ 4", ['  7.2.4 "Hồ sơ mức độ": 4 điểm']),
]


def _only(text: str) -> Diagnostic:
    found = read_statements(Source.of("thu.cchc", text), "rubric").diagnostics
    assert [d.code for d in found] == ["C118"]
    return found[0]


def _mended(text: str, d: Diagnostic) -> str:
    return applied(WrittenText.of(text), d.fixes[0].edits)


@pytest.mark.parametrize(("pasted", "right"), [*ONE_READING, *GUESSED])
def test_the_whole_lines_are_told_and_offered(pasted: str, right: list[str]) -> None:
    text = f"{HEAD}{pasted}\n"
    found = _only(text)
    assert _mended(text, found) == HEAD + "\n".join(right) + "\n"
    assert all(line.strip() in (found.fix or "") for line in right)
    assert found.fixes[0].kind is (FixKind.SPELLING if (pasted, right) in ONE_READING else FixKind.CONTENT)


def test_levels_are_named_as_in_the_rest_of_the_table() -> None:
    text = f'{HEAD}TIÊU CHUẨN 1 "A": 3 điểm\nNỘI DUNG 1.1 "B": 1 điểm\n1.2\tC\t2\n1.2.1\tD\t2\n'
    assert _mended(text, _only(text)).splitlines()[-2:] == ['NỘI DUNG 1.2 "C": 2 điểm', '  1.2.1 "D": 2 điểm']


def test_what_a_row_lacks_is_left_open_and_nothing_is_offered() -> None:
    found = _only(f"{HEAD}1.1\tKế hoạch\t\n1.1.1\tChất lượng\t1\n- \tBáo cáo\t1\n")
    assert all(part in (found.fix or "") for part in ('"Kế hoạch": … điểm', "1 điểm", '… "Báo cáo": 1 điểm'))
    assert found.fixes == ()


def test_a_table_ends_where_something_else_begins() -> None:
    text = f"{HEAD}1.1\tKế hoạch\t1\nXẾP LOẠI\n1.2\tBáo cáo\t1\n"
    found = read_statements(Source.of("thu.cchc", text), "rubric")
    assert [(d.code, d.span.line) for d in found.diagnostics if d.span] == [("C118", 2), ("C118", 4)]
    assert [s.node.rule for s in found.good] == ["rubric", "section"]


def test_sheets_get_what_the_stages_gave() -> None:
    heads = "STT\tNội dung\tĐiểm tối đa\tTự chấm\tThẩm định\tMinh chứng\tGhi chú\n"
    rows = f"{heads}1.1\tA\t2\t1.5\t1\t12/BC\tchậm\n1.2\tB\t1\t1\n"
    found = read_sheet(Source.of("a.phieu", SHEET + rows)).diagnostics
    assert [d.code for d in found] == ["C118"]
    mended = _mended(SHEET + rows, found[0])
    assert mended.splitlines()[8:] == [
        '1.1 "A"',
        "  tự đánh giá: 1,5 điểm",
        '  thẩm định: 1 điểm, TLKC "12/BC", vì "chậm"',
        '1.2 "B"',
        "  tự đánh giá: 1 điểm",
    ]
    assert read_sheet(Source.of("a.phieu", mended)).diagnostics == ()


def test_rows_pasted_into_an_amendment() -> None:
    text = AMENDMENT + "1.1.2\tMức độ\t2\tĐTXHH\n1.1.3\tKết quả\t1\n"
    found = read_amendment(Source.of("sd.cchc", text)).diagnostics
    assert [d.code for d in found] == ["C118"]
    assert read_amendment(Source.of("sd.cchc", _mended(text, found[0]))).diagnostics == ()


def test_a_row_without_points_is_not_sent_to_the_head() -> None:
    found = read_rubric(Source.of("thu.cchc", f'{HEAD}LĨNH VỰC 1 "A": 1 điểm\n1.1 "Kế hoạch 1"\n')).diagnostics
    assert [(d.code, '1.1 "Kế hoạch 1": 2 điểm' in (d.fix or "")) for d in found] == [("C102", True)]


TITLES = st.text('aăâ đêớ“”"1,.()/-', min_size=1).filter(lambda t: any(c.isalpha() for c in t))


@given(st.lists(st.tuples(TITLES, st.sampled_from(["1", "0,5", "2.25"]), st.booleans()), min_size=1, max_size=4))
def test_any_table_reads_back(rows: list[tuple[str, str, bool]]) -> None:
    said = [" ".join(title.split()).removesuffix(":") for title, _, _ in rows]
    pasted = (f"1.{n}\tA {t}\t{p}" + "\tĐTXHH" * s for n, (t, (_, p, s)) in enumerate(zip(said, rows, strict=True), 1))
    text = HEAD + '1 "Một": 9 điểm\n' + "\n".join(pasted) + "\n"
    found = _only(text)
    good = read_statements(Source.of("thu.cchc", _mended(text, found)), "rubric").good[2:]
    assert [s.node.text("STRING") for s in good] == [f'"A {t}"'.replace('"', '""')[1:-1] for t in said]
    assert [s.node.text("NUMBER") for s in good] == [p.replace(".", ",") for _, p, _ in rows]


@pytest.mark.parametrize(("field", "child"), [("I", "1.1"), ("II", "2.1"), ("IV", "4.1")])
def test_a_roman_field_is_blamed_not_its_rows(field: str, child: str) -> None:
    text = f'{HEAD}LĨNH VỰC {field} "A": 1 điểm\nTIÊU CHÍ {child} "B": 1 điểm\n'
    found = read_rubric(Source.of("thu.cchc", text)).diagnostics
    assert [(d.code, d.span.line) for d in found if d.span] == [("C119", 2)]
    assert read_rubric(Source.of("thu.cchc", _mended(text, found[0]))).diagnostics == ()


def test_a_roman_field_that_cannot_be_read_hides_nothing_and_blames_nobody_else() -> None:
    found = read_rubric(Source.of("thu.cchc", f'{HEAD}LĨNH VỰC II "A"\nTIÊU CHÍ 2.1 "B": 1 điểm\n')).diagnostics
    assert [(d.code, d.span.line) for d in found if d.span] == [("C102", 2)]


def test_a_roman_field_in_small_letters_is_the_one_mistake() -> None:
    found = read_rubric(Source.of("thu.cchc", f'{HEAD}LĨNH VỰC ix "A": 1 điểm\nTIÊU CHÍ 9.1 "B": 1 điểm\n')).diagnostics
    assert [d.code for d in found] == ["B206"]


@pytest.mark.parametrize("end", ["\x0b", "\x0c", "\u2028", "\x85"])
def test_line_breaks_of_word_end_lines(end: str) -> None:
    text = f'{HEAD}đối tượng: "xã,{end}phường"  theo mục I.3\n'
    found = read_rubric(Source.of("thu.cchc", text)).diagnostics
    assert [d.code for d in found] == ["C116"]
    mended = _mended(text, found[0])
    value = read_rubric(Source.of("thu.cchc", mended))
    assert value.diagnostics == ()
