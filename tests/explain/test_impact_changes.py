"""`impact` says which sentences changed and how, and which move each unit; its tables have headings of their own."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from cchc_rules.api.changes.amend import changes_of
from cchc_rules.api.changes.impact import Compared, compare_sheets
from cchc_rules.api.library import Library
from cchc_rules.cli.main import run
from cchc_rules.explain.data.impact import impact_json
from cchc_rules.explain.render.html import render_html
from cchc_rules.explain.tables.impact import impact_document

EXAMPLES = Path(__file__).parents[2] / "examples"


def compared() -> Compared:
    """One unit before and after an amendment that lowers a maximum."""
    library = Library()
    (change,) = changes_of(str(EXAMPLES / "amendments/bang-2/01-dieu-chinh-diem.cchc"), None, library).each
    return compare_sheets([EXAMPLES / "2019/bang-2/huyen-minh-hoa-01.phieu"], change, library)


def test_the_sentences_that_changed() -> None:
    found = compared()
    (impact,) = json.loads(impact_json(found.impacts, ()))["impacts"]
    assert {"code": "3.3.1", "what": "điểm tối đa", "old": "2 điểm", "new": "1,5 điểm"} in impact["changes"]
    assert impact["changes"][0]["old"].startswith("số lượng: 8 lĩnh vực, 47 tiêu chí, 84 ")


def test_tables_on_the_page_have_headings_of_their_own() -> None:
    page = render_html(impact_document(compared().impacts[0]))
    assert '<th scope="col">Điểm, trước → sau</th>' in page
    for heads in re.findall("<thead>.*?</thead>", page):
        titles = re.findall(r"<th[^>]*>(.*?)</th>", heads)
        assert all(titles) and len(set(titles)) == len(titles), titles


# ---- which of them moves which unit

RUBRIC = """\
BỘ TIÊU CHÍ {id} "Bảng nhỏ"
  văn bản: Quyết định 01/QĐ-MH ngày 02/01/2019
  tổng điểm: 10 điểm  theo Điều 2
  đối tượng: "xã"  theo Điều 2
CÁC BƯỚC ĐÁNH GIÁ  theo Điều 3
  tự đánh giá: do "xã", chấm điểm
  điểm chỉ số: tự đánh giá
XẾP LOẠI  theo Điều 4
  từ 80%: "Tốt"
  từ 50% đến dưới 80%: "Đạt"
  dưới 50%: "Kém"
HỆ QUẢ  theo Điều 5
  1 khi chỉ số dưới 50%: "kiểm điểm"
LĨNH VỰC 1 "Một": 10 điểm
TIÊU CHÍ 1.1 "Nhất": 6 điểm
TIÊU CHÍ 1.2 "Nhì": 4 điểm
"""
SHEET = """\
PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: nho
  đơn vị: "Xã {name}"
  loại đơn vị: "xã"
  năm: 2019
ĐIỂM
1.1 "Nhất"
  tự đánh giá: {first}
1.2 "Nhì"
  tự đánh giá: {second}
"""
UNITS = (("A", 6, 4), ("B", 4, 4), ("C", 5, 0), ("D", 0, 0))
"""Indices of 100 %, 80 %, 50 % and 0 %."""
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("nho.cchc").write_text(RUBRIC.format(id="nho"), encoding="utf-8")
    for name, first, second in UNITS:
        Path(f"{name}.phieu").write_text(SHEET.format(name=name, first=first, second=second), encoding="utf-8")
    return tmp_path


def told(capsys: Capture, form: str, *pairs: tuple[str, str]) -> str:
    text = RUBRIC.format(id="nho")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    Path("moi").mkdir(exist_ok=True)
    Path("moi/nho.cchc").write_text(text, encoding="utf-8")
    assert run(["impact", "nho.cchc", "moi/nho.cchc", "--sheets", ".", "--format", form]) == 0
    return capsys.readouterr().out


HIGHER = (("từ 80%:", "từ 85%:"), ("dưới 80%:", "dưới 85%:"))
LESS = (('"Nhất": 6 điểm', '"Nhất": 5 điểm'), ('"Nhì": 4 điểm', '"Nhì": 5 điểm'))
MILD = (("1 khi chỉ số dưới 50%", "1 khi chỉ số dưới 40%"),)
STRICT = (("1 khi chỉ số dưới 50%", "1 khi chỉ số dưới 60%"),)


@pytest.mark.parametrize(
    ("pairs", "sentences", "moved"),
    [
        (HIGHER, ['"Tốt": từ 80% theo Điều 4 → từ 85% theo Điều 4'], {"A": "", "B": "1 2", "C": "", "D": ""}),
        (LESS, ["1.1 điểm tối đa: 6 điểm → 5 điểm"], {"A": "1 2", "B": "1 2", "C": "1", "D": ""}),
        (MILD, [], {"A": "", "B": "", "C": "", "D": ""}),
        (STRICT, ["1 khi chỉ số dưới 60%"], {"A": "", "B": "", "C": "1", "D": ""}),
        ((('"Nhất": 6', '"Thứ nhất": 6'),), ['1.1 tên: "Nhất" → "Thứ nhất"'], dict.fromkeys("ABCD", "")),
        ((("  tổng điểm: 10 điểm  theo Điều 2", "  tổng điểm: 10 điểm  theo Điều 9"),), [], dict.fromkeys("ABCD", "")),
    ],
)
def test_each_unit_names_the_sentences_that_move_it(
    here: Path, capsys: Capture, pairs: tuple[tuple[str, str], ...], sentences: list[str], moved: dict[str, str]
) -> None:
    rows = list(csv.DictReader(io.StringIO(told(capsys, "csv", *pairs))))
    assert {r["unit"][-1]: r["moved_by"] for r in rows} == moved
    for form in ("csv", "text", "md", "html"):
        shown = told(capsys, form, *pairs)
        plain = " ".join(
            shown.replace('""', '"').replace("\\", "").replace("&quot;", '"').replace("&#34;", '"').split()
        )
        assert all(s in plain for s in sentences), (form, shown)


RICHER = (
    ('"Nhì": 4 điểm', '"Nhì": 8 điểm'),
    ("tổng điểm: 10 điểm", "tổng điểm: 14 điểm"),
    ('"Một": 10', '"Một": 14'),
    ("80%", "90%"),
)
LOWER = (("từ 80%:", "từ 50%:"), ("dưới 80%:", "dưới 50%:"), ('  từ 50% đến dưới 50%: "Đạt"\n', ""))


@pytest.mark.parametrize(
    ("pairs", "unit", "tone"),
    [(HIGHER, "B", "loss"), (RICHER, "B", "loss"), (LOWER, "C", "gain"), (STRICT, "C", "loss")],
)
def test_who_falls_is_marked_so_whether_or_not_points_are_lost(
    here: Path, capsys: Capture, pairs: tuple[tuple[str, str], ...], unit: str, tone: str
) -> None:
    shown = re.search(rf'<tr class="(\w+)"><th scope="row">[^<]*</th><td>Xã {unit}<', told(capsys, "html", *pairs))
    assert shown is not None and shown[1] == tone
