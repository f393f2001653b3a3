"""CSV as Excel set to Vietnamese opens it by a double click, made from the CSV that is for other programs."""

import csv
import io
import re

_MARK = "\ufeff"
"""By which Excel knows that a text is UTF-8."""
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d+)?").fullmatch
_LONGEST = 15
"""Digits that a number in Excel has; one with more stays text, for Excel would make another of it."""
_CODES = frozenset({"code", "printed_code", "rows"})
_NUMBERS = frozenset(
    (
        *("year", "rank", "achieved", "applicable", "lost", "excluded", "pending", "percent", "points", "of", "over"),
        *("numerator", "denominator", "parts", "achieved_parts", "applicable_parts", "lost_parts", "excluded_parts"),
        *("pending_parts", "over_parts", "max", "gained"),
    )
)
_HEADS = {
    "rubric": "bộ tiêu chí", "year": "năm", "rank": "hạng", "unit": "đơn vị", "stage": "tính đến bước",
    "achieved": "điểm đạt", "applicable": "điểm tối đa áp dụng", "lost": "điểm mất", "excluded": "điểm không áp dụng",
    "pending": "điểm chưa biết", "percent": "chỉ số (%)", "band": "xếp loại", "consequences": "hệ quả",
    "sheet": "phiếu", "points": "điểm xếp loại", "of": "trên tối đa", "rating": "tình trạng xếp loại",
    "provisional": "tạm tính", "numerator": "chỉ số: tử số", "denominator": "chỉ số: mẫu số",
    "parts": "một điểm chia thành", "achieved_parts": "phần đạt", "applicable_parts": "phần tối đa áp dụng",
    "lost_parts": "phần mất", "excluded_parts": "phần không áp dụng", "pending_parts": "phần chưa biết",
    "error": "lỗi", "texts": "văn bản cạnh bộ tiêu chí", "over": "điểm vượt trần", "over_parts": "phần vượt trần",
    "code": "mã", "printed_code": "mã in", "level": "cấp", "title": "nội dung", "max": "điểm tối đa", "survey": "ĐTXHH",
    "gained": "được, mất", "rows": "dòng thay đổi", "moved_by": "do thay đổi số", "changes": "các thay đổi",
}  # fmt: skip
_WORDS = {"true": "có", "false": "không", "rated": "đã xếp loại", "unrated": "không xếp loại", "open": "chưa rõ"}
_STAGES = {"self": "tự đánh giá", "appraised": "thẩm định", "final": "mọi bước"}


def excel_csv(text: str) -> str:
    """The same table: UTF-8 with its mark, `;` between cells, decimal commas, heads and words in Vietnamese."""
    heads, *rows = csv.reader(io.StringIO(text))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_head(head) for head in heads)
    for row in rows:
        writer.writerow(_cell(head, cell) for head, cell in zip(heads, row, strict=True))
    return _MARK + out.getvalue()


def _head(name: str) -> str:
    base = _base(name)
    behind = "" if base == name else " trước" if name.endswith("_before") else " sau"
    return _HEADS.get(base, base) + behind


def _base(name: str) -> str:
    """A column that stands twice, before and after a change, by its own name."""
    return name.removesuffix("_before").removesuffix("_after")


def _cell(head: str, cell: str) -> str:
    if head in _CODES and cell:
        return f'="{cell}"'  # or 5.10 would become a day in October
    if head == "stage":
        return _STAGES.get(cell, cell)
    if head in ("provisional", "survey", "rating"):
        return _WORDS.get(cell, cell)
    if _base(head) in _NUMBERS and _NUMBER(cell):
        return cell.replace(".", ",") if len(cell.lstrip("-").replace(".", "")) <= _LONGEST else f'="{cell}"'
    return cell
