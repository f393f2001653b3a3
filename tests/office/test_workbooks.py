"""A sheet out into a workbook and back: nothing is lost, nothing that is wrong passes, live cells say what the engine
says."""

from collections.abc import Callable
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment

from cchc_rules.api.library import Library
from cchc_rules.api.sheets.convert import convert
from cchc_rules.cli.main import run
from cchc_rules.office.workbooks.layout import Column, Page
from cchc_rules.office.workbooks.page import HEAD
from cchc_rules.office.workbooks.printing import printing_of
from tests.office.sheets import CODE, MOST, POINTS, SHEET, TITLE, canonical, column_of, edited, examples, row_of, small
from tests.support.outside import needs


def _round(path: Path, library: Library, through: Callable[[Path], None]) -> str:
    made = convert(path, ".xlsx", library)
    assert made.data is not None, made.diagnostics
    book = path.with_name(f"{path.stem}-so.xlsx")
    book.write_bytes(made.data)
    through(book)
    back = convert(book, ".phieu", library)
    assert back.data is not None and back.diagnostics == (), back.diagnostics
    return back.data.decode()


def _saved(path: Path) -> None:
    openpyxl.load_workbook(path).save(path)


@pytest.mark.long
def test_every_example_comes_back_as_it_was(tmp_path: Path) -> None:
    library = Library()
    for path in examples(tmp_path):
        assert _round(path, library, lambda _: None) == canonical(path), path


def test_a_save_by_another_program_changes_nothing(tmp_path: Path) -> None:
    library = Library()
    for path in (p for p in examples(tmp_path) if p.stem in ("so-minh-hoa-21", "du-phieu", "sinh-vien-minh-hoa-01")):
        assert _round(path, library, _saved) == canonical(path), path


def test_comments_have_no_place_and_that_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small(tmp_path, SHEET.replace("5.1.2\n", "# xem lại\n5.1.2\n"))
    assert "1 ghi chú (#) của phiếu không có chỗ trong a.xlsx" in capsys.readouterr().err


def test_a_workbook_stands_wherever_a_sheet_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = small(tmp_path)
    (tmp_path / "a.phieu").unlink()
    (tmp_path / "~$a.xlsx").write_bytes(b"x")
    capsys.readouterr()
    assert run(["explain", str(book)]) == 0
    told = capsys.readouterr().out
    assert "11,25/12,5 điểm · 90,00% · Rất tốt" in told and "không đọc" not in told
    for command in ("advice", "check"):
        assert run([command, str(book)]) == 0
    assert run(["what-if", str(book), "--set", "[văn bản đúng]: 2"]) == 0
    capsys.readouterr()
    assert run(["score", str(tmp_path)]) == 0
    told = capsys.readouterr()
    assert "Xã A" in told.out and "~$a.xlsx" in told.err


def test_a_blank_workbook_is_filled_in_and_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small(tmp_path)
    path = tmp_path / "moi.xlsx"
    call = ["new-sheet", str(tmp_path / "bo.cchc"), "--unit", "Xã B", "--year", "2020", "--format", "xlsx"]
    assert run(call) == 2
    assert run([*call, "-o", str(path)]) == 0
    assert run([*call, "-o", str(path)]) == 2, "what somebody may have filled in is not written over"

    def fill(page: Any) -> None:
        own = column_of(page, "value|tự đánh giá")
        for identity, value in (("row:5.1.1", 1), ("row:5.10.1", 0.1 + 0.2), ("fact:văn bản đúng", 3)):
            cell = page.cell(row_of(page, identity), own)
            assert not cell.protection.locked
            cell.value = value
        assert page.cell(row_of(page, "row:5.1.1"), column_of(page, "value|thẩm định")).protection.locked
        assert page.protection.sheet and page.freeze_panes and page.auto_filter.ref

    edited(path, fill)
    assert run(["sheet", str(path), "-o", str(tmp_path / "moi.phieu")]) == 0
    text = (tmp_path / "moi.phieu").read_text(encoding="utf-8")
    assert "tự đánh giá: 0,3 điểm" in text and "[văn bản đúng]: 3" in text and "5.1.2" in text


# ---- what comes back broken


def _put(identity: str, key: str, value: Any, style: str | None = None) -> Callable[[Any], None]:
    def change(page: Any) -> None:
        cell = page.cell(row_of(page, identity), column_of(page, key))
        cell.value = value
        if style is not None:
            cell.number_format = style

    return change


def _code(value: Any) -> Callable[[Any], None]:
    return lambda page: setattr(page.cell(row_of(page, "row:5.10.1"), CODE), "value", value)


def _pasted(page: Any) -> None:
    page.cell(page.max_row + 2, CODE).value = "5.1.3"
    page.cell(page.max_row, TITLE).value = "Dán thêm"


def _doubled(page: Any) -> None:
    row, new = row_of(page, "row:5.1.1"), page.max_row + 1
    for column in range(1, page.max_column + 1):
        page.cell(new, column).value = page.cell(row, column).value


def _hide_row(page: Any) -> None:
    page.row_dimensions[row_of(page, "row:5.1.1")].hidden = True


def _hide_column(page: Any) -> None:
    page.column_dimensions[openpyxl.utils.get_column_letter(column_of(page, "value|thẩm định"))].hidden = True


def _merge(page: Any) -> None:
    row, column = row_of(page, "row:5.1.1"), column_of(page, "value|thẩm định")
    page.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)


def _title(words: str) -> Callable[[Any], None]:
    return lambda page: setattr(page.cell(2, TITLE), "value", words)


def _head(row: int, key: str, words: str) -> Callable[[Any], None]:
    return lambda page: setattr(page.cell(row, column_of(page, key)), "value", words)


def _struck(page: Any) -> None:
    page.cell(row_of(page, "row:5.1.1"), column_of(page, VALUE)).font = openpyxl.styles.Font(strike=True)


VALUE = "value|thẩm định"
SHOWING_ANOTHER = ('"18"', '0.0"5"', '[>10]"20";0', ";;;", "-0", "0,", '0"%"', "0\\%", '0" nghìn"', "# ?/?", "(0)")
WARNINGS = ("E049", "E061", "E073", "E074", "E076")
BROKEN = [
    ("E040", lambda page: setattr(page.cell(1, 1), "value", None)),
    ("E041", _code(5.1)),
    ("E041", _code("5.1.1")),
    ("E042", _put("row:5.1.1", VALUE, "=1+1")),
    ("E043", _put("row:5.1.1", VALUE, "#DIV/0!")),
    ("E044", _put("row:5.1.1", VALUE, __import__("datetime").date(2020, 1, 5))),
    ("E044", _put("fact:văn bản đúng", VALUE, __import__("datetime").date(2020, 1, 5))),
    ("E044", _put("row:5.1.1", "evidence|thẩm định", __import__("datetime").date(2020, 1, 5))),
    ("E045", _put("row:5.1.1", VALUE, "đạt")),
    ("E045", _put("row:5.1.1", VALUE, "1 điểm")),
    ("E045", _put("row:5.1.1", VALUE, True)),
    ("E045", _put("row:5.1.1", "reason|thẩm định", 7)),
    ("E046", _put("row:5.1.1", VALUE, 0.5, "0%")),
    ("E047", _put("row:5.1.1", VALUE, "1.000")),
    ("E047", _put("row:5.1.1", VALUE, "0,5")),
    ("E048", _merge),
    ("E049", _hide_row),
    ("E049", _hide_column),
    ("E050", _pasted),
    ("E051", _doubled),
    ("E052", lambda page: page.delete_rows(row_of(page, "row:5.1.2"))),
    ("E052", lambda page: page.delete_rows(row_of(page, "fact:văn bản đúng"))),
    ("E053", lambda page: page.delete_cols(column_of(page, VALUE))),
    ("E054", _put("header:đơn vị", "title", 'đơn vị: "Xã B"')),
    ("E054", _put("header:bộ tiêu chí", "title", 'bộ tiêu chí: "khac.cchc"')),
    ("E054", _title("Xã B, năm 2020")),
    ("E054", _head(HEAD - 1, VALUE, "PHÚC TRA (cột để điền)")),
    ("E054", _head(HEAD, VALUE, "Lý do")),
    ("E054", _head(HEAD, "max", "Điểm")),
    ("E056", _put("row:5.10.1", "max", 12)),
    ("E061", _put("row:5.10.1", "value|tự đánh giá", 9.5)),
    ("E061", _put("row:5.1.1", "evidence|tự đánh giá", "9/BC")),
    ("E050", lambda page: setattr(page.cell(page.max_row + 3, CODE), "value", "Ghi chú: xem lại")),
    ("E072", _put("header:đơn vị", VALUE, "ghi nhầm chỗ")),
    ("E072", _put("header:đơn vị", "max", 5)),
    ("E072", _put("fact:văn bản đúng", "points", 0.5)),
    ("E072", _put("fact:văn bản đúng", "code", "5.1")),
    ("E072", lambda page: setattr(page.cell(5, column_of(page, VALUE)), "value", "xin xem công văn kèm theo")),
    ("E073", _put("row:5.1.1", "points", 0.5)),
    ("E073", lambda page: setattr(page.cell(HEAD - 2, POINTS), "value", "Rất tốt")),
    ("E074", lambda page: setattr(page.cell(row_of(page, "row:5.1.1"), CODE), "comment", Comment("chờ", "HĐ"))),
    *(("E075", _put("row:5.1.1", VALUE, 1, form)) for form in SHOWING_ANOTHER),
    ("E075", _put("fact:văn bản đúng", VALUE, 0, "0;-0;;@")),
    ("E076", _struck),
    ("P404", _put("row:5.1.1", VALUE, 1.5)),
    ("P414", _put("row:5.1.1", VALUE, 0.9999)),
    ("P425", _put("fact:văn bản đúng", VALUE, 1.5)),
]


@pytest.mark.parametrize(("code", "change"), BROKEN, ids=[f"{code}-{n}" for n, (code, _) in enumerate(BROKEN)])
def test_what_is_broken_is_found_at_its_cell(
    code: str, change: Callable[[Any], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = small(tmp_path)
    edited(book, change)
    capsys.readouterr()
    status = run(["check", str(book)])
    told = capsys.readouterr().out
    assert f" {code}: " in told, told
    assert code == "E040" or "a.xlsx, ô " in told, told
    assert status == (0 if code in WARNINGS else 1)


@pytest.mark.parametrize(
    "form",
    ["General", "0", "0.00", "#,##0.0", '0.0 "điểm"', "#,##0_);(#,##0)", "[$-42A]0.0", "0.##;[Red]-0.##"],
)
def test_formats_that_show_the_number_are_fine(form: str, tmp_path: Path) -> None:
    book = small(tmp_path)
    edited(book, _put("row:5.1.1", VALUE, 1, form))
    assert run(["check", str(book)]) == 0


def test_a_page_that_was_copied_is_not_chosen_between(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = small(tmp_path)
    opened = openpyxl.load_workbook(book)
    opened.copy_worksheet(opened.worksheets[0])
    opened.save(book)
    capsys.readouterr()
    assert run(["check", str(book)]) == 1
    assert "E071" in capsys.readouterr().out


@pytest.mark.parametrize("by_hand", [False, True])
def test_sorted_rows_are_told_or_mean_the_same(
    by_hand: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whole rows may change places; what stands in the columns that are seen may not leave its hidden identity."""
    book = small(tmp_path)
    text = (tmp_path / "a.phieu").read_text(encoding="utf-8")

    def swap(page: Any) -> None:
        one, two = row_of(page, "row:5.1.1"), row_of(page, "row:5.10.1")
        for column in range(CODE if by_hand else 1, page.max_column + 1):
            a, b = page.cell(one, column), page.cell(two, column)
            a.value, b.value = b.value, a.value

    edited(book, swap)
    capsys.readouterr()
    status = run(["sheet", str(book), "-o", str(tmp_path / "b.phieu")])
    told = capsys.readouterr().err
    assert (status, "E041" in told) == ((1, True) if by_hand else (0, False)), told
    assert by_hand or (tmp_path / "b.phieu").read_text(encoding="utf-8") == text


@needs("soffice")
@pytest.mark.parametrize("form", ["ods", "xls", "xlsm"])
def test_another_form_is_named_with_what_to_do(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.office.recalculated import in_form

    book = small(tmp_path)
    other = in_form(book, form)
    book.unlink()
    (tmp_path / "a.phieu").unlink()
    capsys.readouterr()
    assert run(["explain", str(other)]) == 1
    told = capsys.readouterr().err
    assert f"tệp ở dạng .{form}" in told and "lưu lại ở dạng .xlsx" in told
    for command in ("score", "check"):
        run([command, str(tmp_path)])
        both = capsys.readouterr()
        assert f"sổ ở dạng .{form}" in both.err + both.out and "lưu lại ở dạng .xlsx" in both.err + both.out


def test_a_code_that_became_a_number_is_told_as_that(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = small(tmp_path)
    edited(book, lambda page: setattr(page.cell(row_of(page, "row:5.10"), CODE), "value", 5.1))
    assert run(["check", str(book)]) == 1
    assert "Excel đã đổi 5.10 thành 5.1" in capsys.readouterr().out


def test_an_older_version_of_the_rubric_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = small(tmp_path)
    rubric = tmp_path / "bo.cchc"
    rubric.write_text(rubric.read_text("utf-8").replace("Đúng hạn", "Đúng thời hạn"), encoding="utf-8")
    assert run(["check", str(book)]) == 0
    assert "E055" in capsys.readouterr().out


@needs("soffice")
@pytest.mark.long
def test_office_saves_and_recalculates_to_the_same(tmp_path: Path) -> None:
    from tests.office.recalculated import recalculated, stored

    library = Library()
    paths = examples(tmp_path)
    (tmp_path / "so").mkdir()
    for number, path in enumerate(paths):
        made = convert(path, ".xlsx", library)
        assert made.data is not None
        (tmp_path / "so" / f"{number}.xlsx").write_bytes(made.data)
    again = recalculated(tmp_path / "so", tmp_path / "lai")
    for number, path in enumerate(paths):
        before = stored(tmp_path / "so" / f"{number}.xlsx")
        assert before == stored(again / f"{number}.xlsx", like=before), path
        book = path.with_name("lai.xlsx")
        book.write_bytes((again / f"{number}.xlsx").read_bytes())
        back = convert(book, ".phieu", library)
        assert back.data is not None and back.data.decode() == canonical(path) and not back.diagnostics, path


def test_a_workbook_saved_with_its_texts_in_the_cells_is_ours_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = small(tmp_path)
    _saved(book)
    capsys.readouterr()
    assert run(["check", str(tmp_path)]) == 0
    assert run(["explain", str(tmp_path / "a.phieu")]) == 0
    told = capsys.readouterr()
    assert "a.xlsx" not in told.err and "không đọc" not in told.out and "Đã kiểm tra 3 tệp" in told.out


# ---- on paper


def test_it_is_printed_across_in_letters_that_can_be_read(tmp_path: Path) -> None:
    page = openpyxl.load_workbook(small(tmp_path)).worksheets[0]
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.page_setup.scale * page.cell(HEAD + 3, TITLE).font.size / 100 >= 8
    assert page.print_title_rows == f"${HEAD - 1}:${HEAD}" and page.print_title_cols == "$A:$D"
    assert "&P/&N" in page.oddFooter.right.text and page.oddFooter.left.text == "Xã A, năm 2020"
    council = column_of(page, VALUE)
    assert [b.id for b in page.col_breaks.brk] == [council - 1]
    assert page.print_area.endswith(f"${page.max_row}")


@given(st.lists(st.lists(st.integers(1, 60), min_size=1, max_size=6), min_size=1, max_size=6), st.integers(1, 4))
def test_no_page_across_is_wider_than_the_paper(widths: list[list[int]], left: int) -> None:
    own = [Column(f"c{n}", 10) for n in range(left + 2)]
    columns = [*own, *(Column("p", w) for part in widths for w in part)]
    parts = list(accumulate((len(part) for part in widths), initial=len(own) + 1))
    printing = printing_of(Page("t", tuple(columns), (), HEAD, left, tuple(parts)))
    starts = [1, *printing.breaks, len(columns) + 1]
    for first, behind in pairwise(starts):
        shown = (*columns[: min(left, first - 1)], *columns[first - 1 : behind - 1])
        inches = sum(9.4 * c.width + 5 for c in shown) / 96 * printing.scale / 100
        assert inches <= 11.69 - 0.8


def test_most_is_the_column_that_shows_the_maximum(tmp_path: Path) -> None:
    page = openpyxl.load_workbook(small(tmp_path)).worksheets[0]
    assert page.cell(row_of(page, "row:5.10.1"), MOST).value == 10
