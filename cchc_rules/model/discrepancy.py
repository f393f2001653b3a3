"""Where the printed decree differs from what is applied: kept as printed, with what is read instead and why."""

from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Stated


@frozen
class PrintedCode:
    """`bản in ghi mã "5.10.1"`: the row carries another code in print."""

    printed: str
    reason: str


@frozen
class PrintedPoints:
    """`bản in ghi điểm "0.5"`."""

    printed: str
    reason: str


@frozen
class PrintedNote:
    """`bản in ghi chú thích ""`: the note column differs (a missing or an idle ĐTXHH)."""

    printed: str
    reason: str


@frozen
class PrintedCount:
    """`bản in ghi số lượng "86 tiêu chí thành phần"`."""

    printed: str
    reason: str


@frozen
class PrintedWords:
    """`bản in ghi "việc chức", đọc là "viên chức"`: words only; nothing is computed from them."""

    printed: str
    meant: str
    reason: str


@frozen
class Reading:
    """`có hai cách hiểu "…", chọn "…"`: the text allows more than one reading."""

    question: str
    chosen: str
    reason: str


Discrepancy = PrintedCode | PrintedPoints | PrintedNote | PrintedCount | PrintedWords | Reading


def misprints_first(notes: tuple[Stated[Discrepancy], ...]) -> tuple[Stated[Discrepancy], ...]:
    """Notes on the whole decree in the order of the parts that they stand in, wherever they were written."""
    return tuple(sorted(notes, key=lambda note: isinstance(note.value, Reading)))
