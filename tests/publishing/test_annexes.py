"""The annexes of a year's decision, and the folder that they are put into."""

import json
import shutil
import sys
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from cchc_rules.cli.main import run
from cchc_rules.office.annex_book import exact_number
from tests.office.words_of import said_in, texts_of
from tests.publishing.conftest import YEAR

Capture = pytest.CaptureFixture[str]
NAMES = ("Xếp hạng", "Theo lĩnh vực", "Theo từng bước", "Hệ quả", "Chưa xếp hạng")
MADE = {"phu-luc.docx", "phu-luc.xlsx", "xep-hang.csv", "xep-hang.json", "danh-muc.json", "trang"}
BROKEN = (
    'PHIẾU CHẤM ĐIỂM\n  bộ tiêu chí: 2019/bang-1\n  đơn vị: "Sở Hỏng"\n  năm: 2019\n'
    "\nĐIỂM\n9.9.9\n  tự đánh giá: 1 điểm\n"
)


def book(published: Path) -> dict[str, list[tuple[object, ...]]]:
    made = openpyxl.load_workbook(published / "phu-luc.xlsx")
    return {s.title: [tuple(c.value for c in row) for row in s.iter_rows()] for s in made}


def test_everything_is_there(published: Path) -> None:
    assert {p.name for p in published.iterdir()} == MADE
    assert list(book(published)) == [f"{n} {name}" for n, name in enumerate(NAMES * 2, 1)]
    texts = texts_of((published / "phu-luc.docx").read_bytes())
    assert [t for t in texts if t.startswith("PHỤ LỤC")] == [
        f"PHỤ LỤC {n}" for n in ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
    ]


def test_all_forms_say_the_same_ranking(published: Path, capsys: Capture) -> None:
    assert run(["score", str(YEAR / "bang-1"), "--format", "csv"]) == 0
    units = [line.split(",")[3] for line in capsys.readouterr().out.splitlines()[1:]]
    rows = [r for r in book(published)["1 Xếp hạng"] if r[1] in units]
    tables = docx.Document(BytesIO((published / "phu-luc.docx").read_bytes())).tables
    words = [[c.text for c in row.cells] for row in tables[0].rows[1:]]
    assert [w[1] for w in words] == [r[1] for r in rows] == units
    page = (published / "trang" / "index.html").read_text("utf-8")
    for in_word, in_book in zip(words, rows, strict=True):
        for text, cell in zip(in_word, in_book, strict=True):
            # A number of the workbook is exactly what the words say; anything rounded or open stays words.
            assert exact_number(text) == cell if isinstance(cell, int | float) else text == (cell or "")
            assert text in page


@pytest.mark.parametrize(
    ("words", "number"),
    [("0", 0), ("86,4", 86.4), ("89,546", 89.546), ("100", 100), ("0,125", 0.125)]
    + [
        (w, None)
        for w in ("≈33,33", "89,996%", "1,10", "64,25–76,75", "–", "−1", "007", "", "1.000", "6–7", "1,1234567")
    ],
)
def test_only_what_is_exact_is_a_number(words: str, number: float | None) -> None:
    assert exact_number(words) == number


def test_stages_side_by_side(published: Path) -> None:
    rows = {r[1]: r for r in book(published)["3 Theo từng bước"]}
    heads = ("Tự đánh giá: điểm", "Tự đánh giá: chỉ số", "Thẩm định: điểm", "Thẩm định: chỉ số", "Phúc tra: điểm")
    assert rows["Đơn vị"][2:7] == heads
    assert rows["Sở Minh họa 01"][2:] == (89.65, "90,56%", 85.9, "86,77%", 86.4, "87,27%")
    # Nobody re-checked this one.
    assert rows["Sở Minh họa 02"][6:] == ("–", "–") and rows["Sở Minh họa 03"][5] == "89,996%"


def test_consequences_and_units_without_a_rank_say_why(published: Path) -> None:
    said = said_in((published / "phu-luc.docx").read_bytes())
    first = said[said.index("HỆ QUẢ 1") : said.index("HỆ QUẢ 2")]
    assert "Sở Minh họa 08\nlĩnh vực 2 đạt 29,68% < 50%" in first
    assert first.index("THUỘC DIỆN") < first.index("Sở Minh họa 08") < first.index("CHƯA XÁC ĐỊNH")
    unrated = said[said.index("CHƯA XẾP HẠNG") :]
    assert "Sở Minh họa 18\nchưa xếp loại, có thể là “Trung bình”, “Tốt” hoặc “Rất tốt”" in unrated
    assert ".cchc:" not in said


def publish(*words: str) -> int:
    return run(["publish", *words])


@pytest.fixture
def year(tmp_path: Path) -> Path:
    (tmp_path / "phieu").mkdir()
    for name in ("so-minh-hoa-01", "so-minh-hoa-02", "so-minh-hoa-18"):
        (tmp_path / "phieu" / f"{name}.phieu").write_bytes((YEAR / "bang-1" / f"{name}.phieu").read_bytes())
    return tmp_path / "phieu"


def test_a_sheet_that_cannot_be_scored_stands_in_the_last_annex(year: Path, tmp_path: Path, capsys: Capture) -> None:
    (year / "hong.phieu").write_text(BROKEN, "utf-8")
    assert publish(str(year), "-o", str(tmp_path / "kq")) == 1
    assert "1 phiếu không chấm được" in capsys.readouterr().out
    said = said_in((tmp_path / "kq" / "phu-luc.docx").read_bytes())
    assert "PHIẾU KHÔNG CHẤM ĐƯỢC" in said and "Sở Hỏng" in said
    assert "Sở Hỏng" in (tmp_path / "kq" / "trang" / "index.html").read_text("utf-8")
    assert "Sở Hỏng" in (tmp_path / "kq" / "xep-hang.csv").read_text("utf-8")


def test_closed_with_a_sheet_that_cannot_be_scored_publishes_nothing(
    year: Path, tmp_path: Path, capsys: Capture
) -> None:
    (year / "hong.phieu").write_text(BROKEN, "utf-8")
    assert publish(str(year), "-o", str(tmp_path / "kq"), "--closed") == 1
    assert not (tmp_path / "kq").exists() and "hong.phieu" in capsys.readouterr().err


def test_a_list_that_is_not_closed_is_told_everywhere(year: Path, tmp_path: Path) -> None:
    for words, told in (((), True), (("--closed",), False)):
        folder = tmp_path / f"kq{len(words)}"
        assert publish(str(year), "-o", str(folder), *words) == 0
        said = said_in((folder / "phu-luc.docx").read_bytes())
        pages = [p.read_text("utf-8") for p in (folder / "trang").rglob("*.html")]
        assert ("danh sách đơn vị của kỳ chưa được chốt" in said) is told
        assert [("danh sách đơn vị của kỳ chưa được chốt" in p) for p in pages] == [told] * len(pages)


def test_up_to_a_stage(year: Path, tmp_path: Path) -> None:
    assert publish(str(year), "-o", str(tmp_path / "kq"), "--stage", "self") == 0
    rows = {r[1]: r for r in book(tmp_path / "kq")["3 Theo từng bước"]}
    assert rows["Đơn vị"][2:] == ("Tự đánh giá: điểm", "Tự đánh giá: chỉ số")


def test_the_same_year_is_the_same_bytes(year: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert publish(str(year), "-o", str(tmp_path / name), "--decision", "Quyết định số 5/QĐ-UBND") == 0
    made = {p.relative_to(tmp_path / "a"): p.read_bytes() for p in (tmp_path / "a").rglob("*") if p.is_file()}
    assert made == {p.relative_to(tmp_path / "b"): p.read_bytes() for p in (tmp_path / "b").rglob("*") if p.is_file()}
    assert "(Kèm theo Quyết định số 5/QĐ-UBND)" in said_in((tmp_path / "a" / "phu-luc.docx").read_bytes())


def test_nothing_to_publish(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "phieu").mkdir()
    assert publish(str(tmp_path / "phieu"), "-o", str(tmp_path / "kq")) == 1
    assert "không ghi gì" in capsys.readouterr().err and not (tmp_path / "kq").exists()


# ---- the folder


def test_made_again_it_leaves_no_page_of_a_unit_that_is_gone(year: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kq"
    assert publish(str(year), "-o", str(folder)) == 0
    (year / "so-minh-hoa-02.phieu").unlink()
    assert publish(str(year), "-o", str(folder)) == 0
    assert sorted(p.stem for p in (folder / "trang" / "don-vi").iterdir()) == ["so-minh-hoa-01", "so-minh-hoa-18"]
    listed = json.loads((folder / "danh-muc.json").read_text("utf-8"))["files"]
    assert set(listed) == {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} - {
        "danh-muc.json"
    }


def test_what_somebody_changed_is_not_written_over(year: Path, tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "kq"
    assert publish(str(year), "-o", str(folder)) == 0
    (folder / "phu-luc.docx").write_bytes(b"filled in")
    assert publish(str(year), "-o", str(folder)) == 2
    assert "phu-luc.docx" in capsys.readouterr().err and (folder / "phu-luc.docx").read_bytes() == b"filled in"
    assert publish(str(year), "-o", str(folder), "--force") == 0
    assert (folder / "phu-luc.docx").read_bytes() != b"filled in"


@pytest.mark.parametrize("listed", [None, "{", '{"schema": "cchc-rules/publication/1", "files": {"../a": "0"}}', "[]"])
def test_a_folder_of_other_things_is_left_alone(
    listed: str | None, year: Path, tmp_path: Path, capsys: Capture
) -> None:
    folder = tmp_path / "kq"
    folder.mkdir()
    (folder / "quan-trong.txt").write_text("của tôi", "utf-8")
    if listed is not None:
        (folder / "danh-muc.json").write_text(listed, "utf-8")
    before = {p: p.read_bytes() for p in folder.iterdir()}
    assert publish(str(year), "-o", str(folder), "--force") == 2
    assert "thư mục đã có tệp khác" in capsys.readouterr().err
    assert {p: p.read_bytes() for p in folder.iterdir()} == before


# ---- the office's own pages


def test_a_page_of_the_office_takes_the_place_of_ours(year: Path, tmp_path: Path) -> None:
    own = tmp_path / "mau"
    own.mkdir()
    (own / "xep-hang.html").write_text("{% for b in cac_bang %}{{ b.dong[0].o[1] }} & co{% endfor %}", "utf-8")
    assert publish(str(year), "-o", str(tmp_path / "kq"), "--pages", str(own)) == 0
    assert (tmp_path / "kq" / "trang" / "index.html").read_text("utf-8") == "Sở Minh họa 02 & co"
    assert "Sở Minh họa 01" in (tmp_path / "kq" / "trang" / "don-vi" / "so-minh-hoa-01.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\n{% for %}", "mẫu xep-hang.html, dòng 2"),
        ("{{ khong_co }}", "khong_co"),
        ("{{ cac_bang[0].khong }}", "khong"),
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "mẫu xep-hang.html"),
        ('{% include "/etc/passwd" %}', "mẫu xep-hang.html"),
        ('{% include "../pages.py" %}', "mẫu xep-hang.html"),
    ],
)
def test_a_page_that_cannot_be_filled_in_is_told(
    text: str, told: str, year: Path, tmp_path: Path, capsys: Capture
) -> None:
    own = tmp_path / "mau"
    own.mkdir()
    (own / "xep-hang.html").write_text(text, "utf-8")
    assert publish(str(year), "-o", str(tmp_path / "kq"), "--pages", str(own)) == 2
    assert told in capsys.readouterr().err and not (tmp_path / "kq").exists()


def test_names_of_units_cannot_become_part_of_a_page(year: Path, tmp_path: Path) -> None:
    sheet = year / "so-minh-hoa-01.phieu"
    sheet.write_text(sheet.read_text("utf-8").replace("Sở Minh họa 01", "<script>alert(1)</script>"), "utf-8")
    assert publish(str(year), "-o", str(tmp_path / "kq")) == 0
    pages = "".join(p.read_text("utf-8") for p in (tmp_path / "kq" / "trang").rglob("*.html"))
    assert "<script>alert" not in pages and "&lt;script&gt;alert(1)" in pages


def test_units_whose_names_differ_in_marks_alone_have_pages_of_their_own(year: Path, tmp_path: Path) -> None:
    sheet = year / "so-minh-hoa-02.phieu"
    sheet.write_text(sheet.read_text("utf-8").replace("Sở Minh họa 02", "Sở Minh hoà 01"), "utf-8")
    assert publish(str(year), "-o", str(tmp_path / "kq")) == 0
    names = sorted(p.stem for p in (tmp_path / "kq" / "trang" / "don-vi").iterdir())
    assert names == ["so-minh-hoa-01", "so-minh-hoa-01-2", "so-minh-hoa-18"]


# ---- the register of a period


@pytest.fixture
def period(tmp_path: Path) -> Path:
    return Path(shutil.copytree(YEAR, tmp_path / "ky"))


def test_by_its_register_a_year_is_closed_once_everybody_is_there(period: Path, tmp_path: Path) -> None:
    assert publish(str(period), "-o", str(tmp_path / "kq")) == 0
    said = said_in((tmp_path / "kq" / "phu-luc.docx").read_bytes())
    assert "chưa được chốt" not in said and "Huyện Minh họa 01" in said


def test_units_of_the_register_without_a_sheet_are_named(period: Path, tmp_path: Path, capsys: Capture) -> None:
    (period / "bang-1" / "so-minh-hoa-15.phieu").unlink()
    assert publish(str(period), "-o", str(tmp_path / "kq")) == 0
    said = said_in((tmp_path / "kq" / "phu-luc.docx").read_bytes())
    assert "chưa được chốt" in said and "Sở Minh họa 15" in said[said.index("ĐƠN VỊ CHƯA CÓ PHIẾU") :]
    page = (tmp_path / "kq" / "trang" / "index.html").read_text("utf-8")
    assert "Sở Minh họa 15" in page[page.index("Đơn vị chưa có phiếu") :]
    capsys.readouterr()
    assert publish(str(period), "-o", str(tmp_path / "khac"), "--closed") == 1
    assert not (tmp_path / "khac").exists()


def test_years_that_are_no_earlier_ones_are_told(year: Path, tmp_path: Path, capsys: Capture) -> None:
    assert publish(str(year), "--compare", str(year), "-o", str(tmp_path / "kq")) == 0
    assert "--compare không thay đổi gì" in capsys.readouterr().err


def test_a_page_in_another_encoding_is_told(year: Path, tmp_path: Path, capsys: Capture) -> None:
    own = tmp_path / "mau"
    own.mkdir()
    (own / "trang.css").write_bytes(b"/* \xff */")
    assert publish(str(year), "-o", str(tmp_path / "kq"), "--pages", str(own)) == 2
    assert "không phải UTF-8" in capsys.readouterr().err


@pytest.mark.parametrize("library", ["docx", "xlsxwriter", "jinja2"])
def test_without_a_library_it_is_said_what_to_install(
    library: str, year: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    assert publish(str(year), "-o", str(tmp_path / "kq")) == 2
    assert "cchc-rules[word,excel,site]" in capsys.readouterr().err and not (tmp_path / "kq").exists()
