"""Tables as offices keep them: merged, split, numbered by the program, with cells that became something else.

Each is read as it is printed, or told with its cell and left waiting; never guessed, never a traceback.
"""

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from .tables import HEAD, ROWS, Told, imported, said, saved, word, workbook

Capture = pytest.CaptureFixture[str]
TEN = (
    ("5", "ĐỘI NGŨ", "10", ""),
    *((f"5.{n}", f"Việc {n}", "1", "") for n in range(1, 11)),
)


def _with(at: int, place: int, value: Any, rows: Any = ROWS) -> list[list[Any]]:
    cells = [list(HEAD), *map(list, rows)]
    cells[at][place] = value
    return cells


# ---- what is read all the same


def _split_runs() -> Any:
    document = word((HEAD, *ROWS))
    paragraph = document.tables[0].cell(2, 1).paragraphs[0]
    paragraph.clear()
    for part in ("K", "ế ho", "", "ạch"):
        paragraph.add_run(part).bold = part == "K"
    return document


def _over_pages() -> Any:
    """Three tables on three pages, the head again on the second."""
    document = word((HEAD, *ROWS[:2]))
    for cells in ((HEAD, *ROWS[2:4]), ROWS[4:]):
        table = document.add_table(rows=len(cells), cols=4)
        for at, row in enumerate(cells):
            for place, text in enumerate(row):
                table.cell(at, place).text = text
    return document


def _merged_head() -> Any:
    """`Điểm` over two columns, of which one is ours, and the other heads over two rows."""
    cells = [
        ("STT", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Điểm", "", "Ghi chú"),
        ("", "", "Tối đa", "Tự chấm", ""),
        *((code, title, most, "", note) for code, title, most, note in ROWS),
    ]
    document = word(cells)
    table = document.tables[0]
    table.cell(0, 2).merge(table.cell(0, 3))
    for place in (0, 1, 4):
        table.cell(0, place).merge(table.cell(1, place))
    return document


def _other_order() -> Any:
    order = (2, 0, 3, 1)
    return word([[row[n] for n in order] for row in (HEAD, *ROWS)])


def _in_content_controls() -> Any:
    """Rows that a form wraps in controls."""
    document = word((HEAD, *ROWS))
    table = document.tables[0]._tbl
    row = table.tr_lst[2]
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    row.addprevious(control)
    control.append(content)
    content.append(row)
    return document


def _numbered_columns() -> Any:
    return word((HEAD, ("(1)", "(2)", "(3)", "(4)"), *ROWS))


@pytest.mark.parametrize(
    "make", [_split_runs, _over_pages, _merged_head, _other_order, _in_content_controls, _numbered_columns]
)
def test_read_as_printed(make: Callable[[], Any], tmp_path: Path, capsys: Capture) -> None:
    told = imported(tmp_path, "bang.docx", saved(make()), capsys)
    assert (told.status, told.codes, told.waiting) == (0, [], []), told.err
    assert _rows(told) == list(ROWS)


def _rows(told: Told) -> list[tuple[str, str, str, str]]:
    rows = said(told.rubric)
    return [(r[0], r[1], str(float(r[2])).removesuffix(".0").replace(".", ","), "ĐTXHH" if r[3] else "") for r in rows]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bang.txt", "\n".join("\t".join(r) for r in (HEAD, *ROWS))),
        ("bang.txt", "\n".join("| " + " | ".join(r) + " |" for r in (HEAD, ["---"] * 4, *ROWS))),
        ("bang.txt", "\n\n".join(c or "\u00a0" for r in (HEAD, *ROWS) for c in r)),
        ("bang.csv", "\n".join(";".join(f'"{c}"' for c in r) for r in (HEAD, *ROWS))),
        ("bang.csv", "\ufeff" + "\r\n".join(",".join(f'"{c}"' for c in r) for r in (HEAD, *ROWS))),
        ("bang.csv", "\n".join("\t".join(r) for r in (HEAD, *ROWS))),
    ],
)
def test_texts_are_read_as_printed(name: str, text: str, tmp_path: Path, capsys: Capture) -> None:
    told = imported(tmp_path, name, text, capsys)
    assert (told.status, told.codes, told.waiting) == (0, [], []), told.err
    assert _rows(told) == list(ROWS)


# ---- numbers that Word writes itself


def _automatic(start: int = 1) -> Any:
    """Codes by a list of three levels, none of them in the text."""
    document = word((HEAD, *(("", title, most, note) for _, title, most, note in ROWS)))
    numbering = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "90")
    for depth, text in enumerate(("%1", "%1.%2", "%1.%2.%3")):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(depth))
        for name, value in (("start", str(start if depth == 0 else 1)), ("numFmt", "decimal"), ("lvlText", text)):
            child = OxmlElement(f"w:{name}")
            child.set(qn("w:val"), value)
            level.append(child)
        abstract.append(level)
    numbering.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "90")
    of = OxmlElement("w:abstractNumId")
    of.set(qn("w:val"), "90")
    number.append(of)
    numbering.append(number)
    for at, (code, *_) in enumerate(ROWS, start=1):
        properties = document.tables[0].cell(at, 0).paragraphs[0]._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = code.count(".")
        properties.get_or_add_numId().val = 90
    return document


def test_automatic_numbers_are_counted_and_told(tmp_path: Path, capsys: Capture) -> None:
    told = imported(tmp_path, "bang.docx", saved(_automatic()), capsys)
    assert _rows(told) == list(ROWS)
    assert told.codes == ["E012"] and "cả thảy 5 hàng" in told.err and "ô cột 1, hàng 2, bảng 1" in told.err
    later = imported(tmp_path, "bang.docx", saved(_automatic(start=4)), capsys)
    assert [row[0] for row in _rows(later)] == ["4", "4.1", "4.2", "5", "5.1"]


# ---- what is told, with its cell


def _formula(value: object) -> bytes:
    """A workbook whose points of 1.1 are a formula, with or without the value that a program stores."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet()
    for at, row in enumerate((HEAD, *ROWS)):
        page.write_row(at, 0, row)
    page.write_formula(2, 2, "=3/2", None, value)
    book.close()
    return out.getvalue()


def _xlsx(change: Callable[[Any], object]) -> bytes:
    book = workbook((HEAD, *ROWS))
    change(book.active)
    return saved(book)


def _docx(change: Callable[[Any], object]) -> bytes:
    document = word((HEAD, *ROWS))
    change(document.tables[0])
    return saved(document)


def _tracked(table: Any) -> None:
    """1,5 points that become 1: not accepted yet."""
    paragraph = table.cell(2, 2).paragraphs[0]._p
    run = paragraph.r_lst[0]
    deleted, inserted = OxmlElement("w:del"), OxmlElement("w:ins")
    run.addprevious(deleted)
    deleted.append(run)
    run.find(qn("w:t")).tag = qn("w:delText")
    new, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1,5"
    new.append(text)
    inserted.append(new)
    paragraph.append(inserted)


def _hidden_words(table: Any) -> None:
    table.cell(2, 1).paragraphs[0].runs[0].font.hidden = True


def _nested(table: Any) -> None:
    table.cell(2, 1).add_table(1, 1)


def _merged_points(table: Any) -> None:
    """One cell of points over two rows: nobody knows what each has."""
    table.cell(3, 2).text = ""
    table.cell(2, 2).merge(table.cell(3, 2))


def _remark(table: Any) -> None:
    row = table.add_row().cells
    row[0].merge(row[3]).text = "(*) Điểm lẻ làm tròn đến hai chữ số"


def _set(at: str, value: Any, shown: str | None = None) -> Callable[[Any], None]:
    def change(page: Any) -> None:
        page[at] = value
        if shown is not None:
            page[at].number_format = shown

    return change


def _hide_row(page: Any) -> None:
    page.row_dimensions[3].hidden = True


def _hide_column(page: Any) -> None:
    page.column_dimensions["D"].hidden = True


MANGLED = (
    ("E017", "bang.docx", lambda: _docx(_tracked), "cột 3, hàng 3, bảng 1"),
    ("E017", "bang.docx", lambda: _docx(_hidden_words), "cột 2, hàng 3, bảng 1"),
    ("E017", "bang.docx", lambda: _docx(_nested), "cột 2, hàng 3, bảng 1"),
    ("E011", "bang.docx", lambda: _docx(_merged_points), "cột 3, hàng 4, bảng 1"),
    ("E015", "bang.docx", lambda: _docx(_remark), "cột 1, hàng 7, bảng 1"),
    (
        "E018",
        "bang.docx",
        lambda: saved(word([(*r, "Sở A" if n else "Điểm tự đánh giá") for n, r in enumerate((HEAD, *ROWS))])),
        "cột 5",
    ),
    ("E011", "bang.xlsx", lambda: _xlsx(_set("C3", datetime.date(2020, 5, 1))), "ô C3"),
    ("E010", "bang.xlsx", lambda: _xlsx(_set("A3", datetime.date(2020, 1, 1))), "ô A3"),
    ("E011", "bang.xlsx", lambda: _xlsx(_set("C3", "#DIV/0!")), "ô C3"),
    ("E011", "bang.xlsx", lambda: _xlsx(_set("C3", "=1+1/2")), "ô C3"),
    ("E017", "bang.xlsx", lambda: _formula(1.5), "ô C3"),
    ("E017", "bang.xlsx", lambda: _xlsx(_hide_row), "ô A3"),
    ("E017", "bang.xlsx", lambda: _xlsx(_hide_column), "ô D1"),
    ("E011", "bang.xlsx", lambda: _xlsx(_set("C3", "một điểm rưỡi")), "ô C3"),
    ("E011", "bang.xlsx", lambda: _xlsx(_set("C3", "1.000")), "ô C3"),
    ("E011", "bang.xlsx", lambda: _xlsx(_set("C3", None)), "ô C3"),
    ("E011", "bang.xlsx", lambda: _xlsx(_set("C3", 0.015, "0%")), "ô C3"),
    ("E010", "bang.xlsx", lambda: _xlsx(_set("A3", "mới")), "ô A3"),
    ("E012", "bang.xlsx", lambda: _xlsx(_set("A3", None)), "ô B3"),
    ("E013", "bang.xlsx", lambda: _xlsx(_set("A4", "1.1")), "ô A4"),
    ("E014", "bang.xlsx", lambda: _xlsx(_set("C3", 2)), "ô C2"),
    ("E019", "bang.xlsx", lambda: saved(workbook(ROWS)), "ô A1"),
)


@pytest.mark.parametrize(
    ("code", "name", "make", "cell"), MANGLED, ids=[f"{c}-{n}" for n, (c, *_) in enumerate(MANGLED)]
)
def test_told_with_its_cell(
    code: str, name: str, make: Callable[[], bytes], cell: str, tmp_path: Path, capsys: Capture
) -> None:
    told = imported(tmp_path, name, make(), capsys)
    assert told.status == 0 and set(told.codes) == {code}, told.err
    assert cell in told.err, told.err
    if code in ("E010", "E011", "E012", "E013", "E014"):
        assert told.waiting, told.text
    assert len(told.rubric.title) > 0


def test_a_number_that_excel_made_of_a_code(tmp_path: Path, capsys: Capture) -> None:
    """5.10 typed into a cell for numbers is 5.1, the code of another row: placed by where it stands, and waiting."""
    cells = [HEAD, *TEN]
    numbers = [[float(r[0]) if n else r[0], *r[1:]] for n, r in enumerate(cells)]
    told = imported(tmp_path, "bang.xlsx", saved(workbook(numbers)), capsys)
    assert [row[0] for row in said(told.rubric)] == [row[0] for row in TEN]
    assert told.codes == ["E013"] and "Excel đã đổi 5.10 thành 5.1" in told.err and "ô A12" in told.err
    assert told.waiting == ['? bản in ghi mã "5.1", vì "Excel đã đổi 5.10 thành 5.1"']


def test_points_as_the_english_write_them(tmp_path: Path, capsys: Capture) -> None:
    told = imported(tmp_path, "bang.docx", saved(word(_with(2, 2, "1.5"))), capsys)
    assert told.status == 0 and 'bản in ghi điểm "1.5", vì "dấu chấm thập phân"' in told.text
    assert _rows(told) == list(ROWS)


# ---- files that are none


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


BOMB = b"0" * 70_000_000
BROKEN = (
    ("a.docx", lambda: b""),
    ("a.docx", lambda: saved(word((HEAD, *ROWS)))[:-200]),
    ("a.docx", lambda: saved(word((HEAD, *ROWS)))[:3000]),
    ("a.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    ("a.xlsx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    ("a.xlsx", lambda: b"<html><table><tr><td>STT</td></tr></table></html>"),
    ("a.xlsx", lambda: "\ufeff<html><table></table></html>".encode()),
    ("a.xlsx", lambda: saved(word((HEAD, *ROWS)))),
    ("a.docx", lambda: saved(workbook((HEAD, *ROWS)))),
    ("a.docx", lambda: _zip({"word/document.xml": BOMB})),
    ("a.xlsx", lambda: _zip({"xl/workbook.xml": BOMB})),
    ("a.docx", lambda: _zip({"word/document.xml": b"<a>"})),
    ("a.xlsx", lambda: _zip({"xl/workbook.xml": b"<a>"})),
    ("a.docx", lambda: b"%PDF-1.4\n"),
)


@pytest.mark.parametrize(("name", "make"), BROKEN, ids=[f"{name}-{n}" for n, (name, _) in enumerate(BROKEN)])
def test_files_that_are_no_tables(name: str, make: Callable[[], bytes], tmp_path: Path, capsys: Capture) -> None:
    told = imported(tmp_path, name, make(), capsys)
    assert (told.status, told.text, told.codes) == (1, "", ["E003"]), told.err


def test_a_document_without_a_table(tmp_path: Path, capsys: Capture) -> None:
    other = word((("Nơi nhận", "Chủ tịch"), ("Lưu: VT", "Nguyễn Văn A")))
    for name, data in (("a.docx", saved(docx.Document())), ("b.docx", saved(other)), ("c.txt", b"Bang diem\n")):
        told = imported(tmp_path, name, data, capsys)
        assert (told.status, told.text, told.codes) == (1, "", ["E001"]), told.err


def test_several_tables_are_named_and_one_is_chosen(tmp_path: Path, capsys: Capture) -> None:
    data = saved(word((HEAD, *ROWS), (HEAD, *TEN)))
    told = imported(tmp_path, "a.docx", data, capsys)
    assert told.codes == ["E002"] and "1. Bảng 1: CHỈ SỐ CCHC; 2. Bảng 1: CHỈ SỐ CCHC" in told.err
    assert _rows(imported(tmp_path, "a.docx", data, capsys, "--table", "1")) == list(ROWS)
    assert _rows(imported(tmp_path, "a.docx", data, capsys, "--table", "2")) == list(TEN)
    assert imported(tmp_path, "a.docx", data, capsys, "--table", "3").codes == ["E002"]


def test_a_table_of_thousands_of_rows_is_none_of_criteria(tmp_path: Path, capsys: Capture) -> None:
    rows = "\n".join(";".join(row) for row in (HEAD, *(("1.1", "Việc", "1", "") for _ in range(3_000))))
    told = imported(tmp_path, "a.csv", rows, capsys)
    assert (told.status, told.codes) == (1, ["T002"]), told.err


def test_two_columns_of_points_are_not_chosen_from(tmp_path: Path, capsys: Capture) -> None:
    cells = [(*HEAD[:3], "Điểm tối đa cấp huyện"), *ROWS]
    told = imported(tmp_path, "a.docx", saved(word(cells)), capsys)
    assert (told.status, told.codes) == (1, ["E007"]) and "Điểm tối đa cấp huyện" in told.err


def _pdf(picture: bool, words: str = "") -> bytes:
    """A page with a picture over all of it, or a few words."""
    stream = f"BT /F1 12 Tf 72 700 Td ({words}) Tj ET" if words else ""
    stream += " q 612 0 0 792 0 0 cm /I1 Do Q" if picture else ""
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> /XObject << /I1 6 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
        "\nstream\n0\nendstream",
    ]
    made, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{at:010} 00000 n \n" for at in places)
    start = len(made)
    made += f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(parts) + 1} /Root 1 0 R >>\n"
    return f"{made}startxref\n{start}\n%%EOF\n".encode()


@pytest.mark.parametrize(
    ("data", "code", "why"),
    [
        (_pdf(True), "E006", "trang 1 là ảnh quét"),
        (_pdf(True, "Bang 1"), "E006", "có chữ do máy nhận dạng"),
        (_pdf(False, "Bang 1"), "E001", ""),
        (b"%PDF-1.4\nhong", "E003", "PDF hỏng"),
        (b"", "E003", "PDF hỏng"),
    ],
)
def test_print_without_a_table(data: bytes, code: str, why: str, tmp_path: Path, capsys: Capture) -> None:
    told = imported(tmp_path, "a.pdf", data, capsys)
    assert (told.status, told.text, told.codes) == (1, "", [code]) and why in told.err, told.err


def test_letters_of_an_old_font_are_refused(tmp_path: Path, capsys: Capture) -> None:
    cells = (HEAD, ("1", "ChØ ®¹o, ®iÒu hµnh c¶i c¸ch hµnh chÝnh cña ®¬n vÞ", "3", ""))
    told = imported(
        tmp_path, "a.docx", saved(word([[c.encode("utf-8").decode() for c in r] for r in (cells[1],)])), capsys
    )
    assert told.codes == ["E003"] and "TCVN3" in told.err, told.err


def _with_footnote() -> bytes:
    """The points of 1.1 carry a footnote: the library has none, so its parts are put in by hand."""
    document = word((HEAD, *ROWS))
    run = document.tables[0].cell(2, 2).paragraphs[0].add_run()
    mark = OxmlElement("w:footnoteReference")
    mark.set(qn("w:id"), "2")
    run._r.append(mark)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    words = "<w:p><w:r><w:t>Chỉ tính cho huyện</w:t></w:r></w:p>"
    text = f'<w:footnotes xmlns:w="{space}"><w:footnote w:id="2">{words}</w:footnote></w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), kind, text.encode(), document.part.package)
    document.part.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes")
    return saved(document)


def test_a_footnote_is_told_with_its_words(tmp_path: Path, capsys: Capture) -> None:
    told = imported(tmp_path, "a.docx", _with_footnote(), capsys)
    assert told.codes == ["E017"] and "“Chỉ tính cho huyện”" in told.err and "cột 3, hàng 3" in told.err
    assert _rows(told) == list(ROWS)
