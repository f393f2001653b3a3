"""What a workbook shows otherwise than it keeps, or has beside a cell: told, and asked where it counts."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from cchc_rules.office.workbooks.shown import shown_otherwise

from .tables import HEAD, ROWS, imported, saved, workbook

Capture = pytest.CaptureFixture[str]


def _book(change: Callable[[Any], None]) -> bytes:
    """A table whose points are numbers, changed."""
    rows = [(code, title, float(most.replace(",", ".")), note) for code, title, most, note in ROWS]
    book = workbook((HEAD, *rows))
    change(book.active)
    return saved(book)


def _form(at: str, form: str, value: Any = None) -> Callable[[Any], None]:
    def change(page: Any) -> None:
        page[at].value = page[at].value if value is None else value
        page[at].number_format = form

    return change


def _set(at: str, value: Any) -> Callable[[Any], None]:
    return lambda page: page.__setitem__(at, value)


def _comment(at: str) -> Callable[[Any], None]:
    return lambda page: setattr(page[at], "comment", Comment("2 điểm", "x"))


def _struck(page: Any) -> None:
    for cell in page[3]:
        cell.font = Font(strike=True)


DOUBTS = (
    (_form("C3", '"2"'), ["E011"], "ô C3", '? TIÊU CHÍ 1.1 "Kế hoạch": … điểm'),
    (_form("C3", "0"), ["E011"], "ô C3", '? TIÊU CHÍ 1.1 "Kế hoạch": … điểm'),
    (_form("C3", "0.0,", 1500), ["E011"], "ô C3", '? TIÊU CHÍ 1.1 "Kế hoạch": … điểm'),
    (_form("A3", "0.00", 1.1), ["E017", "E020"], "ô A3", "? # ô A3: ô mã lưu 1,1, hiện “1,10”; đọc theo chỗ hiện"),
    (_comment("C3"), ["E017"], "ô C3", "? # ô C3: ghi chú kèm theo (comment) viết “2 điểm”"),
    (_struck, ["E017"], "ô A3", "? # ô A3: hàng có chữ bị gạch bỏ “1.1”: văn bản bỏ hàng này thì xóa cả dòng"),
    (_set("B3", '=B2&"x"'), ["E017"], "ô A3", "? # ô A3: hàng này không có tên"),
    (_set("B3", None), ["E017"], "ô A3", "? # ô A3: hàng này không có tên"),
    (_set("C3", -1), ["E014", "E017"], "ô A3", "? # ô A3: ô điểm ghi số âm (-1), được đọc là điểm trừ"),
    (_set("C3", "trừ 1"), ["E014"], "ô C2", "? # bản in ghi 3 điểm, các dòng bên trong cộng lại 1,5"),
    (lambda page: setattr(page.row_dimensions[1], "hidden", True), ["E017"], "ô A1", ""),
    (_form("C3", "0.00"), [], "", ""),
    (_form("C3", '#,##0.0" điểm"'), [], "", ""),
)


@pytest.mark.parametrize(("change", "codes", "cell", "asked"), DOUBTS, ids=range(len(DOUBTS)))
def test_a_doubt_is_told_and_asked(
    change: Callable[[Any], None], codes: list[str], cell: str, asked: str, tmp_path: Path, capsys: Capture
) -> None:
    told = imported(tmp_path, "bang.xlsx", _book(change), capsys)
    assert told.status == 0 and sorted(set(told.codes)) == codes, told.err
    assert cell in told.err and (any(line.startswith(asked) for line in told.waiting) if asked else True), told.text
    assert bool(told.waiting) == bool(asked), told.text


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        ("1.5", "General", None),
        ("1.5", "@", None),
        ("1.5", "0.0", None),
        ("1.5", "#,##0.##", None),
        ("1.5", '0.0" điểm"', None),
        ("1.5", "0.00", "1,50"),
        ("1.5", "0", "2"),
        ("2.5", "0", "3"),
        ("-1.5", "0.00;(0)", "-2"),
        ("1500", "0.0,", "1,5"),
        ("1.5", '"2"', "2"),
        ("1.5", '"2"0', '"2"0'),
        ("1.5", "# ?/?", "# ?/?"),
        ("1.5", "0.00E+00", "0.00E+00"),
        ("0.5", "0%", None),
    ],
)
def test_how_a_number_is_shown(value: str, form: str, shown: str | None) -> None:
    assert shown_otherwise(Fraction(value), form) == shown


@pytest.mark.parametrize("state", ["visible", "hidden", "veryHidden"])
def test_another_page_with_content_is_told(state: str, tmp_path: Path, capsys: Capture) -> None:
    book = workbook((HEAD, *ROWS))
    book.create_sheet("Sửa")["B2"] = "1.1 là 2 điểm"
    book["Sửa"].sheet_state = state
    told = imported(tmp_path, "bang.xlsx", saved(book), capsys)
    assert told.codes == ["E017"] and "ô Sửa!B2" in told.err and ("đang ẩn" in told.err) == (state != "visible")


def test_a_hidden_page_that_is_read_is_told(tmp_path: Path, capsys: Capture) -> None:
    book = workbook((HEAD, *ROWS))
    book.create_sheet("Trống")
    book.worksheets[0].sheet_state = "hidden"
    told = imported(tmp_path, "bang.xlsx", saved(book), capsys)
    assert told.codes == ["E017"] and "đang ẩn; vẫn được đọc" in told.err
