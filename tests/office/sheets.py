"""Sheets and workbooks for the tests, made and read through the command line."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from cchc_rules.api.library import Library
from cchc_rules.cli.main import run
from cchc_rules.office.workbooks.records import without_comments
from cchc_rules.writing.sheet_file import print_sheet

ROOT = Path(__file__).resolve().parents[2]
IDENTITY, CODE, TITLE, MOST, POINTS, SELF = 1, 3, 4, 5, 6, 10
"""Columns of a workbook, from 1."""

RUBRIC = """BỘ TIÊU CHÍ bo "Bộ nhỏ"
  văn bản: Quyết định 1/QĐ-UBND ngày 02/01/2020
  áp dụng: từ kỳ đánh giá 2020  theo Điều 1
  tổng điểm: 12,5 điểm  theo mục I
  đối tượng: "xã"  theo mục I
  không áp dụng: được đề nghị  theo mục I

CÁC BƯỚC ĐÁNH GIÁ  theo mục I
  tự đánh giá: chấm điểm
  thẩm định: công nhận hoặc giảm
  điểm chỉ số: thẩm định

XẾP LOẠI  theo mục II
  từ 90%: "Rất tốt"
  từ 70% đến dưới 90%: "Tốt"
  dưới 70%: "Chưa tốt"

LĨNH VỰC 5 "Chỉ đạo": 12,5 điểm
TIÊU CHÍ 5.1 "Kế hoạch": 2 điểm
  5.1.1 "Ban hành": 1 điểm
  5.1.2 "Hoàn thành": 1 điểm
TIÊU CHÍ 5.10 "Báo cáo": 10,5 điểm
  5.10.1 "Đúng hạn": 10 điểm
  5.10.2 "Văn bản đúng": 0,5 điểm
    [văn bản đúng]: số đếm "văn bản", từ 0 đến 4, do đơn vị
    cách chấm: 0,125 điểm × [văn bản đúng], không quá 0,5 điểm
"""
SHEET = """PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: "bo.cchc"
  đơn vị: "Xã A"
  loại đơn vị: "xã"
  năm: 2020

SỐ LIỆU
  [văn bản đúng]: 4, TLKC "1/BC"
  thẩm định [văn bản đúng]: 4

ĐIỂM
5.1.1 "Ban hành"
  tự đánh giá: 1 điểm
  thẩm định: 1 điểm
5.1.2
  tự đánh giá: 1 điểm, TLKC "2/BC", TLKC "3/BC"
  thẩm định: 0,75 điểm, vì "chậm", bởi "Hội đồng"
5.10.1 "Đúng hạn"
  tự đánh giá: 10 điểm
  thẩm định: 9 điểm, vì "chậm"
"""


def small(folder: Path, sheet: str = SHEET) -> Path:
    """A small rubric, a sheet, and the workbook of the sheet, whose path is given."""
    (folder / "bo.cchc").write_text(RUBRIC, encoding="utf-8")
    (folder / "a.phieu").write_text(sheet, encoding="utf-8")
    assert run(["sheet", str(folder / "a.phieu"), "-o", str(folder / "a.xlsx"), "--role", "thẩm định"]) == 0
    return folder / "a.xlsx"


def edited(path: Path, change: Callable[[Any], None]) -> None:
    """Change the page of a workbook in place, as somebody with a spreadsheet would."""
    book = openpyxl.load_workbook(path)
    change(book.worksheets[0])
    book.save(path)


def row_of(page: Any, identity: str) -> int:
    """The row of an identity."""
    return next(row for row in range(1, page.max_row + 1) if page.cell(row, IDENTITY).value == identity)


def column_of(page: Any, key: str) -> int:
    """The column of a key such as `value|thẩm định`."""
    return next(column for column in range(1, page.max_column + 1) if page.cell(1, column).value == key)


def examples(folder: Path) -> list[Path]:
    """A copy of every example sheet with what it needs."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    return sorted((folder / "examples").rglob("*.phieu"))


def canonical(path: Path) -> str:
    """The canonical text of a sheet without its comments."""
    sheet = Library().parsed(path)[1].value
    assert sheet is not None
    return print_sheet(without_comments(sheet)[0])
