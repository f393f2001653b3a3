"""Cells merged over several rows: words are of each row, numbers and names are asked, nothing is lost in silence."""

import subprocess
from collections.abc import Callable
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from tests.support.outside import needs

from .tables import HEAD, imported, said, saved, word, workbook

Capture = pytest.CaptureFixture[str]
Merge = tuple[int, int, int]
"""Column, first and last row, from 0 with the head as row 0."""
ROWS = (
    ("1", "CHỈ ĐẠO", "9", ""),
    ("1.1", "Kế hoạch", "4", ""),
    ("1.1.1", "Ban hành", "2", "ĐTXHH"),
    ("1.1.2", "Thực hiện", "2", ""),
    ("1.2", "Báo cáo", "3", ""),
    ("1.3", "Kiểm tra", "2", ""),
)


def _with(place: int, first: int, last: int, text: str) -> list[list[str]]:
    cells = [list(HEAD), *map(list, ROWS)]
    for at in range(1, len(cells)):
        cells[at][3] = ""
    for at in range(first, last + 1):
        cells[at][place] = text if at == first else ""
    return cells


def _docx(cells: list[list[str]], merge: Merge) -> bytes:
    document = word(cells)
    table = document.tables[0]
    place, first, last = merge
    table.cell(first, place).merge(table.cell(last, place))
    return saved(document)


def _xlsx(cells: list[list[str]], merge: Merge) -> bytes:
    book = workbook(cells)
    place, first, last = merge
    book.active.merge_cells(start_row=first + 1, end_row=last + 1, start_column=place + 1, end_column=place + 1)
    return saved(book)


FORMS = (("bang.docx", _docx), ("bang.xlsx", _xlsx))
forms = pytest.mark.parametrize(("name", "make"), FORMS, ids=["docx", "xlsx"])
Make = Callable[[list[list[str]], Merge], bytes]


@forms
@pytest.mark.parametrize(("first", "last"), [(3, 4), (5, 6), (3, 6), (4, 5)])
def test_a_tag_is_of_each_row_it_spans(
    name: str, make: Make, first: int, last: int, tmp_path: Path, capsys: Capture
) -> None:
    told = imported(tmp_path, name, make(_with(3, first, last, "ĐTXHH"), (3, first, last)), capsys)
    assert (told.status, told.codes, told.waiting) == (0, [], []), told.err
    rows = said(told.rubric)
    assert [at for at, row in enumerate(rows, start=1) if row[3]] == list(range(first, last + 1))
    total = sum((row[2] for row in rows[first - 1 : last]), Fraction(0))
    assert f"ĐTXHH {total} điểm" in " ".join(told.text.split()), told.text


@forms
def test_words_are_of_each_row_they_span(name: str, make: Make, tmp_path: Path, capsys: Capture) -> None:
    told = imported(tmp_path, name, make(_with(3, 3, 5, "TLKC: báo cáo"), (3, 3, 5)), capsys)
    assert (told.codes, told.waiting) == ([], []), told.err
    assert [row[4] for row in said(told.rubric)] == [None, None, *["TLKC: báo cáo"] * 3, None]


@forms
def test_over_a_group_and_its_rows_the_rows_have_it_and_the_group_asks(
    name: str, make: Make, tmp_path: Path, capsys: Capture
) -> None:
    told = imported(tmp_path, name, make(_with(3, 2, 4, "ĐTXHH"), (3, 2, 4)), capsys)
    assert told.codes == ["E017"] and "dòng 1.1 có các dòng bên trong mà ghi ĐTXHH" in told.err
    assert [w.split(",")[0] for w in told.waiting] == ['? bản in ghi chú thích "ĐTXHH"']
    assert [row[0] for row in said(told.rubric) if row[3]] == ["1.1.1", "1.1.2"]
    told = imported(tmp_path, name, make(_with(3, 2, 4, "Sở Nội vụ"), (3, 2, 4)), capsys)
    assert told.codes == ["E017"] and "dòng 1.1, dòng có các dòng bên trong" in told.err
    assert [row[4] for row in said(told.rubric)] == [None, *["Sở Nội vụ"] * 3, None, None]


@forms
def test_one_maximum_over_rows_is_of_none_of_them(name: str, make: Make, tmp_path: Path, capsys: Capture) -> None:
    told = imported(tmp_path, name, make(_with(2, 3, 4, "4"), (2, 3, 4)), capsys)
    assert told.codes == ["E011", "E011"], told.err
    assert "gộp với ô phía dưới" in told.err and "gộp với ô phía trên" in told.err
    assert [w.split(":")[0] for w in told.waiting] == ['? 1.1.1 "Ban hành"', '? 1.1.2 "Thực hiện"']
    assert [row[0] for row in said(told.rubric)] == ["1", "1.1", "1.2", "1.3"]


@forms
def test_one_name_over_rows_is_asked(name: str, make: Make, tmp_path: Path, capsys: Capture) -> None:
    told = imported(tmp_path, name, make(_with(1, 3, 4, "Ban hành"), (1, 3, 4)), capsys)
    assert told.codes == ["E017"] and "dòng 1.1.2: tên ở ô gộp với hàng phía trên" in told.err
    assert len(told.waiting) == 1 and told.waiting[0].startswith("? # tên ở ô gộp")
    assert [row[1] for row in said(told.rubric)][2:4] == ["Ban hành", "Ban hành"]


def test_a_number_by_survey_and_words_on_scoring_over_rows_are_asked(tmp_path: Path, capsys: Capture) -> None:
    for head, text in (("Điểm ĐTXHH", "2"), ("Cách chấm", "Đúng hạn: điểm tối đa; chậm: 0 điểm")):
        cells = _with(3, 3, 4, text)
        cells[0][3] = head
        told = imported(tmp_path, "bang.xlsx", _xlsx(cells, (3, 3, 4)), capsys)
        asked = [w for w in told.waiting if "ở ô gộp nhiều dòng" in w]
        assert set(told.codes) == {"E017"} and len(asked) == 2, (told.err, told.text)
        assert not any(row[3] for row in said(told.rubric))


def test_a_cell_over_columns_too_says_nothing_of_the_right_ones(tmp_path: Path, capsys: Capture) -> None:
    book = workbook(_with(1, 3, 4, "ĐTXHH"))
    book.active.merge_cells("B4:D5")
    told = imported(tmp_path, "bang.xlsx", saved(book), capsys)
    assert not any(row[3] for row in said(told.rubric)), told.text
    assert "E011" in told.codes


@needs("soffice")
@pytest.mark.long
def test_in_print_too(tmp_path: Path, capsys: Capture) -> None:
    document = Document(BytesIO(_docx(_with(3, 3, 5, "ĐTXHH"), (3, 3, 5))))
    document.tables[0].style = "Table Grid"
    document.save(str(tmp_path / "bang.docx"))
    home = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    call = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "bang.docx"),
    ]
    subprocess.run(call, check=True, capture_output=True, timeout=300)
    told = imported(tmp_path, "in.pdf", (tmp_path / "bang.pdf").read_bytes(), capsys)
    assert (told.status, told.codes, told.waiting) == (0, [], []), told.err
    assert [row[0] for row in said(told.rubric) if row[3]] == ["1.1.1", "1.1.2", "1.2"]
