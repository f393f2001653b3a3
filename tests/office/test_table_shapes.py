"""Shapes that tables of offices have: parts by Roman numerals, rows by dashes, bonus below, a column of the survey."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.office.tables.printed import Joined, Odd, Oddity, PrintedCell, PrintedRow, PrintedTable
from cchc_rules.office.tables.read import unclear_columns, written
from cchc_rules.office.tables.whole import whole_tables
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric

from .tables import Told, imported, saved, word

Capture = pytest.CaptureFixture[str]
Cells = Sequence[tuple[str, ...]]


@pytest.fixture
def read(tmp_path: Path, capsys: Capture) -> "Reads":
    return Reads(tmp_path, capsys)


class Reads:
    """Reads a table through the command line."""

    def __init__(self, folder: Path, capsys: Capture) -> None:
        self.folder, self.capsys = folder, capsys

    def __call__(self, *cells: tuple[str, ...]) -> Told:
        return imported(self.folder, "bang.docx", saved(word(cells)), self.capsys)


def _codes(told: Told) -> list[str]:
    return [c.code.text for c in told.rubric.rows()]


def test_numbers_that_begin_again_in_each_part(read: Reads) -> None:
    told = read(
        ("STT", "Nội dung", "Điểm tối đa", "Ghi chú"),
        ("I", "CHỈ ĐẠO", "3", ""),
        ("1", "Kế hoạch", "1", ""),
        ("2", "Báo cáo", "2", "ĐTXHH"),
        ("II", "THỂ CHẾ", "2", ""),
        ("1", "Ban hành", "2", ""),
        ("a", "Đúng hạn", "1,5", ""),
        ("b", "Đủ", "0,5", ""),
    )
    assert _codes(told) == ["I", "I.1", "I.2", "II", "II.1", "II.1.a", "II.1.b"]
    assert "đánh số: lại từ đầu trong mỗi nhóm" in told.text and told.codes == []


def test_whole_addresses_inside_parts(read: Reads) -> None:
    told = read(
        ("TT", "Tiêu chí", "Điểm chuẩn"),
        ("I", "CHỈ ĐẠO", "3"),
        ("1", "Kế hoạch", "3"),
        ("1.1", "Ban hành", "1"),
        ("1.2", "Hoàn thành", "2"),
        ("II", "THỂ CHẾ", "2"),
        ("1", "Ban hành", "2"),
    )
    assert _codes(told) == ["I", "I.1", "I.1.1", "I.1.2", "II", "II.1"]
    assert 'bản in ghi mã "1.2", vì "bản in không ghi số La Mã của phần"' in told.text and told.waiting == []


def test_rows_by_dashes_are_rows_or_levels_by_their_sum(read: Reads) -> None:
    told = read(
        ("STT", "Tiêu chí", "Điểm tối đa"),
        ("1", "CHỈ ĐẠO", "5"),
        ("1.1", "Kế hoạch", "3"),
        ("-", "Ban hành", "1"),
        ("-", "Đủ nội dung", "2"),
        ("1.2", "Báo cáo", "2"),
        ("-", "Đúng hạn", "2"),
        ("-", "Chậm", "1"),
    )
    assert _codes(told) == ["1", "1.1", "1.1.1", "1.1.2", "1.2"]
    assert told.codes == ["E012", "E012", "E016", "E016"]
    assert 'lời văn: "Đúng hạn: 2 điểm"' in told.text and "? cách chấm: theo mức [mức 1.2]" in told.text
    assert len([line for line in told.waiting if "đặt theo vị trí" in line]) == 2


def test_codes_in_the_cell_of_the_title(read: Reads) -> None:
    told = read(
        ("Tiêu chí", "Điểm tối đa", "Ghi chú"),
        ("1. CHỈ ĐẠO", "3", ""),
        ("1.1. Kế hoạch năm", "1 điểm", ""),
        ("1.2. Báo cáo", "2đ", "khó"),
        ("5 đơn vị được kiểm tra", "", ""),
    )
    assert [(c.code.text, c.title, c.note) for c in told.rubric.rows()][:3] == [
        ("1", "CHỈ ĐẠO", None),
        ("1.1", "Kế hoạch năm", None),
        ("1.2", "Báo cáo", "khó"),
    ]


def test_bonus_and_penalty_below_the_sum(read: Reads) -> None:
    told = read(
        ("STT", "Tiêu chí", "Thang điểm"),
        ("1", "CHỈ ĐẠO", "3"),
        ("1.1", "Kế hoạch", "3"),
        ("", "Tổng cộng (A)", "3"),
        ("B", "ĐIỂM THƯỞNG", "5"),
        ("1", "Sáng kiến", "2"),
        ("2", "Mô hình", "3"),
        ("C", "ĐIỂM TRỪ", "4"),
        ("1", "Vi phạm", "4"),
    )
    assert _codes(told) == ["1", "1.1", "B1", "B2", "C1"]
    assert [b.value.cap for b in told.rubric.buckets] == [5, 4]
    assert told.codes == ["E013"] * 3 and len(told.waiting) == 3


def test_a_column_of_points_by_survey(read: Reads) -> None:
    told = read(
        ("STT", "Tiêu chí", "Điểm tối đa", "Điểm ĐTXHH"),
        ("1", "CHỈ ĐẠO", "4", "1,5"),
        ("1.1", "Kế hoạch", "2", ""),
        ("1.2", "Hài lòng", "1", "1"),
        ("1.3", "Một phần", "1", "0,5"),
    )
    assert [c.survey for c in told.rubric.rows()] == [False, False, True, False]
    assert told.codes == ["E017"] and "cột ĐTXHH ghi 0,5, điểm tối đa là 1" in told.waiting[0]


def test_what_would_be_lost_is_told(read: Reads) -> None:
    """A column without a name, a number that is skipped, words between two pages."""
    told = read(
        ("STT", "Tiêu chí", "Điểm tối đa", ""),
        ("1", "CHỈ ĐẠO", "3", ""),
        ("1.1", "Kế hoạch", "1", "trừ khi được giao"),
        ("1.3", "Báo cáo", "2", ""),
    )
    assert told.codes == ["E018", "E020"] and "sau 1.1 là 1.3" in told.err


def test_words_between_two_pages_are_told(tmp_path: Path, capsys: Capture) -> None:
    head = ("STT", "Tiêu chí", "Điểm tối đa")
    document = word((head, ("1", "CHỈ ĐẠO", "3"), ("1.1", "Kế hoạch", "1")))
    document.add_paragraph("Riêng đơn vị miền núi được cộng 1 điểm")
    table = document.add_table(rows=1, cols=3)
    for place, text in enumerate(("1.2", "Báo cáo", "2")):
        table.cell(0, place).text = text
    told = imported(tmp_path, "bang.docx", saved(document), capsys)
    assert _codes(told) == ["1", "1.1", "1.2"]
    assert told.codes == ["E015"] and "Riêng đơn vị miền núi" in told.err


# ---- any table

BITS = (
    *("", "1", "1.1", "1.2", "2", "I", "II", "a)", "-", "1.1.1", "5.10", "C1", "A.", "1.1.1.1.1", "1" * 20),
    *("1,5", "0.5", "2 điểm", "-1", "1.000", "Kế hoạch", "ĐTXHH", "x", "(1)", "Tổng điểm", "1.1 Kế hoạch"),
    *("Điểm cộng (tối đa 5 điểm)", "STT", "Tiêu chí", "Điểm tối đa", "Ghi chú", "Tiêu chuẩn 1", "…", '"', "?", "# a"),
    *("Có: 1 điểm; Không: 0", "Từ 80%: 2 điểm", "| b", "[a]", "theo", "Điểm tối đa/theo và"),
)
bits = st.sampled_from(BITS)
cells = st.builds(
    lambda lines, odd, joined: PrintedCell(tuple(filter(None, lines)), "A1", odd, joined),
    st.lists(bits, max_size=2),
    st.lists(st.builds(Odd, st.sampled_from(Oddity), bits), max_size=1).map(tuple),
    st.sampled_from((*[Joined.NO] * 6, Joined.LEFT, Joined.ABOVE)),
)
rows = st.lists(st.lists(cells, min_size=1, max_size=5).map(tuple), max_size=10)
HEAD = tuple(PrintedCell((text,), "A1") for text in ("STT", "Lĩnh vực/Tiêu chí", "Điểm tối đa", "Ghi chú"))


@given(rows, rows, st.booleans())
def test_no_table_is_too_strange(first: Cells, second: Cells, headed: bool) -> None:
    """Whatever stands in the cells, what is written is text that reads: what is wrong in it is told as of any text."""
    below = ('(1) dòng 1.1: bản in ghi "a", đọc là "b", vì "c"',)
    tables = [
        PrintedTable("bảng", tuple(PrintedRow(n, r) for n, r in enumerate(given, start=1)), ("Bảng 1",), below)
        for given in ([*([HEAD] if headed else []), *first], second)
    ]
    for whole in whole_tables(tables):
        if unclear_columns(whole, "bang.docx") is None:
            text = written(whole, "bang.docx", "bang").text
            found = {d.code for d in read_rubric(Source.of("bang.cchc", text)).diagnostics}
            assert not {code for code in found if code.startswith("C")}, text
