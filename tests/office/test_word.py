"""Results as Word files: they say what every other form says, on paper as Nghị định 30/2020/NĐ-CP has it."""

import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from cchc_rules.cli.main import run
from cchc_rules.explain.render.document import Column, Document, Folded, Table
from cchc_rules.office.word.dresses import EXPLANATION
from cchc_rules.office.word.render import Paper, render_docx
from tests.explain.test_forms_agree import SHEETS, sayings, told
from tests.office.words_of import said_in, texts_of
from tests.support.outside import needs

ROOT = Path(__file__).resolve().parents[2]
YEAR = ROOT / "examples" / "2019" / "bang-1"
SHEET = YEAR / "so-minh-hoa-01.phieu"
SURVEY = ROOT / "examples" / "surveys" / "bo-tieu-chi.cchc"
Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_word_file_says_all_that_the_document_says(sheet: Path) -> None:
    document = told(sheet).document
    said = said_in(render_docx([Paper(document, EXPLANATION)]))
    assert [text for text in sayings(document) if " ".join(text.split()) not in said] == []


def made(tmp_path: Path, *words: str) -> bytes:
    assert run([*words, "-o", str(tmp_path / "kq.docx")]) == 0
    return (tmp_path / "kq.docx").read_bytes()


COMMANDS = {
    "explanation": ("explain", str(SHEET)),
    "reading copy": ("consolidate", "2019/bang-1"),
    "questionnaires": ("survey", str(SURVEY)),
    "ranking": ("score", str(YEAR)),
    "minutes": ("minutes", str(SHEET)),
}


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_the_page_is_that_of_the_decree(words: tuple[str, ...], tmp_path: Path) -> None:
    file = docx.Document(BytesIO(made(tmp_path, *words)))
    for section in file.sections:
        assert {round(section.page_width.mm), round(section.page_height.mm)} == {210, 297}
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert tuple(round(m.mm) for m in margins) == (20, 20, 30, 15)
        assert "PAGE" in section.header._element.xml
    # The first page has no number, every later one has.
    assert [s.different_first_page_header_footer for s in file.sections] == [True, *[False] * (len(file.sections) - 1)]
    normal = file.styles["Normal"]
    assert (normal.font.name, normal.font.size.pt) == ("Times New Roman", 13)
    assert b"Liberation Serif" in next(
        p.blob for p in file.part.package.iter_parts() if p.partname == "/word/fontTable.xml"
    )


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_every_table_says_its_widths_and_repeats_its_head(words: tuple[str, ...], tmp_path: Path) -> None:
    file = docx.Document(BytesIO(made(tmp_path, *words)))
    assert file.tables
    for table in file.tables:
        grid = [int(c.get(qn("w:w"))) for c in table._tbl.tblGrid.findall(qn("w:gridCol"))]
        room = min((s.page_width - s.left_margin - s.right_margin) / 635 for s in file.sections)
        assert abs(sum(grid) - room) < 10 and min(grid) > 300
        if table.style is not None and table.style.name == "CCHC Bảng":
            assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_numbers_and_heads_stay_whole_in_a_wider_font(words: tuple[str, ...], tmp_path: Path) -> None:
    """DejaVu Serif stands in where Times New Roman is not installed: no number is broken inside."""
    for table in docx.Document(BytesIO(made(tmp_path, *words))).tables:
        if table.style is None or table.style.name != "CCHC Bảng":
            continue
        grid = [int(c.get(qn("w:w"))) / 56.7 for c in table._tbl.tblGrid.findall(qn("w:gridCol"))]
        for at, row in enumerate(table._tbl.tr_lst):
            cells = row.tc_lst
            if len(cells) == len(grid):
                for tc, width in zip(cells, grid, strict=True):
                    for word in "".join(t.text or "" for t in tc.iter(qn("w:t"))).split():
                        if _NUMBER.fullmatch(word) or at == 0:
                            assert _in_dejavu(word, bold=at == 0) <= width, (word, width)


_NUMBER = re.compile(r"[\d,]+%?")
_EMS = {",": 0.318, "%": 0.95, "M": 1.107, "m": 1.0}


def _in_dejavu(word: str, bold: bool) -> float:
    """Millimetres of a word at 12 points, with the edges of its cell."""
    letter = 0.696 if bold else 0.636
    return sum(_EMS.get(c, 0.87 if c.isupper() else letter) for c in word) * 4.233 + 3.8


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_the_same_result_is_the_same_bytes(words: tuple[str, ...], tmp_path: Path) -> None:
    assert made(tmp_path, *words) == made(tmp_path, *words)


def test_figures_are_the_engines_own_words(tmp_path: Path) -> None:
    said = said_in(made(tmp_path, "score", str(YEAR)))
    assert "89,996%" in said and "\n90,00%\nRất tốt" in said


def test_sums_and_consequences_come_before_losses_on_paper(tmp_path: Path) -> None:
    said = said_in(made(tmp_path, "explain", str(SHEET)))
    assert said.index("THEO LĨNH VỰC") < said.index("HỆ QUẢ") < said.index("ĐỐI CHIẾU") < said.index("ĐIỂM MẤT")
    assert said.index("ĐIỂM MẤT") < said.index("TM. HỘI ĐỒNG THẨM ĐỊNH") < said.index("KIỂM CHỨNG")


def test_a_form_for_each_group_of_respondents(tmp_path: Path) -> None:
    texts = texts_of(made(tmp_path, "survey", str(SURVEY)))
    groups = [t for t in texts if t.startswith("Dành cho: ")]
    assert len(groups) == len(set(groups)) > 1
    assert "☐ Tốt" in texts


def test_for_units_without_places_of_files(tmp_path: Path, capsys: Capture) -> None:
    said = said_in(made(tmp_path, "explain", str(SHEET), "--no-source"))
    assert "căn cứ: Quyết định 1026/QĐ-UBND, Bảng 1, 1.1.2" in said
    assert not re.search(r"\.cchc:\d+|\.phieu|SHA-256", said)
    for form in ("text", "md", "html"):
        capsys.readouterr()
        assert run(["explain", str(SHEET), "--no-source", "--format", form]) == 0
        assert not re.search(r"\.cchc:\d+|\.phieu|SHA-256", capsys.readouterr().out)


# ---- an office's own template


def template(tmp_path: Path, *paragraphs: str) -> Path:
    own = docx.Document()
    own.add_paragraph("UBND TỈNH X, SỞ NỘI VỤ")
    for text in paragraphs:
        own.add_paragraph(text)
    style = own.styles.add_style("CCHC Ô bảng", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    style.font.name = "Arial"
    own.save(str(tmp_path / "mau.docx"))
    return tmp_path / "mau.docx"


def test_a_template_keeps_its_words_and_styles(tmp_path: Path) -> None:
    own = template(tmp_path, "{{NỘI DUNG}}", "Nơi nhận: như trên")
    data = made(tmp_path, "explain", str(SHEET), "--template", str(own))
    texts = [t for t in texts_of(data) if t.strip()]
    assert texts[0] == "UBND TỈNH X, SỞ NỘI VỤ" and texts[-1] == "Nơi nhận: như trên"
    assert "{{NỘI DUNG}}" not in texts and "THEO LĨNH VỰC" in texts
    assert docx.Document(BytesIO(data)).styles["CCHC Ô bảng"].font.name == "Arial"


def test_what_is_no_template_is_refused(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "hong.docx").write_bytes(b"PK\x03\x04 nothing")
    for own, why in (
        (template(tmp_path, "…"), "không có đoạn nào chỉ gồm"),
        (tmp_path / "hong.docx", "không mở được"),
    ):
        assert run(["explain", str(SHEET), "--template", str(own), "-o", str(tmp_path / "kq.docx")]) == 2
        assert why in capsys.readouterr().err
    assert not (tmp_path / "kq.docx").exists()


def test_options_that_would_change_nothing_are_refused(tmp_path: Path, capsys: Capture) -> None:
    own = template(tmp_path, "{{NỘI DUNG}}")
    assert run(["explain", str(SHEET), "--template", str(own)]) == 2
    assert "--template đi với dạng docx" in capsys.readouterr().err
    assert run(["explain", str(SHEET), "--no-source", "--format", "json"]) == 2
    assert "--no-source không dùng với" in capsys.readouterr().err


def test_without_the_library_it_is_said_what_to_install(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    assert run(["explain", str(SHEET), "-o", str(tmp_path / "kq.docx")]) == 2
    assert "cchc-rules[word]" in capsys.readouterr().err and not (tmp_path / "kq.docx").exists()


# ---- as an office program shows it


@needs("soffice", "pdftotext")
def test_office_programs_lay_it_out(tmp_path: Path) -> None:
    """Sums on the first page, losses after; numbers from the second page on. Fonts, so lines, are the machine's."""
    names = []
    for name, words in zip(("giai-thich", "hop-nhat", "phieu", "xep-hang", "bien-ban"), COMMANDS.values(), strict=True):
        assert run([*words, "-o", str(tmp_path / f"{name}.docx")]) == 0
        names.append(f"{name}.docx")
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "pdf", *names], cwd=tmp_path, check=True, capture_output=True
    )
    pages = {n: _pages(tmp_path / n.replace(".docx", ".pdf")) for n in names}
    first, second, *_ = pages["giai-thich.docx"]
    assert "THEO LĨNH VỰC" in first and "ĐIỂM MẤT" not in first
    assert first.split()[0] != "1" and second.split()[0] == "2"
    # Without widths said, the table of a decree takes twice as many pages.
    assert len(pages["hop-nhat.docx"]) <= 12


def _pages(pdf: Path) -> list[str]:
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")[:-1]


def test_folded_sections_say_their_heading_once() -> None:
    table = Table("Thứ tự của mọi đơn vị", (Column("TT"),), (("1",),))
    document = Document("Bốc thăm", (), (), (), (Folded("Thứ tự của mọi đơn vị", (table,)),), "", ())
    assert texts_of(render_docx([Paper(document)])).count("Thứ tự của mọi đơn vị") == 1
