"""Tables made by the libraries, to be mangled and imported; what an import says."""

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from cchc_rules.cli.main import run
from cchc_rules.frozen import frozen
from cchc_rules.model.rubric import Rubric
from cchc_rules.source import Source
from cchc_rules.syntax.lines.parsed import Parsed
from cchc_rules.syntax.rubric.reader import read_rubric

HEAD = ("STT", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Điểm tối đa", "Ghi chú")
ROWS = (
    ("1", "CHỈ ĐẠO, ĐIỀU HÀNH", "3", ""),
    ("1.1", "Kế hoạch", "1,5", ""),
    ("1.2", "Báo cáo", "1,5", "ĐTXHH"),
    ("2", "THỂ CHẾ", "2", ""),
    ("2.1", "Ban hành văn bản", "2", ""),
)
Cells = Sequence[Sequence[Any]]


@frozen
class Told:
    """What importing a file came to: status, the text, what was told, and the rubric that the text is so far."""

    status: int
    text: str
    err: str

    @property
    def codes(self) -> list[str]:
        """The codes of findings, in order."""
        return re.findall(r"^(?:lỗi|cảnh báo) (\w+):", self.err, re.MULTILINE)

    @property
    def waiting(self) -> list[str]:
        """The sentences that wait, but for those that no table says."""
        lines = [line.strip() for line in self.text.splitlines()]
        start = next((at for at, line in enumerate(lines) if re.match(r"(LĨNH VỰC|\? LĨNH VỰC|1 |ĐIỂM|\? 1)", line)), 0)
        return [line for line in lines[start:] if line.startswith("?")]

    @property
    def rubric(self) -> Rubric:
        """The rubric that the text is without its waiting sentences."""
        found: Parsed[Any] = read_rubric(Source.of("bo.cchc", self.text))
        assert {d.code for d in found.diagnostics} <= {"E030"}, [(d.code, d.message, d.span) for d in found.diagnostics]
        assert isinstance(found.value, Rubric)
        return found.value


Row = tuple[str, str, Fraction, bool, str | None, bool, tuple[object, ...], tuple[str, ...]]


def said(rubric: Rubric) -> list[Row]:
    """What each row says that a printed table holds."""
    return [
        (
            *(c.code.text, c.title, c.max, c.survey, c.note, c.deducts),
            tuple((d.value, d.basis) for d in c.discrepancies),
            tuple(w.value for w in c.wording),
        )
        for c in rubric.rows()
    ]


def word(*tables: Cells, above: Iterable[str] = ("Bảng 1", "CHỈ SỐ CCHC"), below: Iterable[str] = ()) -> Any:
    """A document with tables, each under the same lines."""
    document = docx.Document()
    for cells in tables:
        for line in above:
            document.add_paragraph(line)
        table = document.add_table(rows=len(cells), cols=max(map(len, cells)))
        for at, row in enumerate(cells):
            for place, text in enumerate(row):
                table.cell(at, place).text = text
    for line in below:
        document.add_paragraph(line)
    return document


def workbook(cells: Cells) -> Any:
    """A workbook of one page."""
    book = openpyxl.Workbook()
    for row in cells:
        book.active.append(list(row))
    return book


def saved(made: Any) -> bytes:
    """The bytes of a document or workbook."""
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def imported(folder: Path, name: str, data: bytes | str, capsys: pytest.CaptureFixture[str], *more: str) -> Told:
    """The import of a file with some content."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    capsys.readouterr()
    status = run(["import", str(path), *more])
    shown = capsys.readouterr()
    return Told(status, shown.out, shown.err)
