"""A guidance is amended as any other instrument: its rules, facts and surveys, and nothing of the rubric it is for."""

from pathlib import Path

import pytest

from cchc_rules.api.changes.amend import amended, changes_of, check_amendment, log_of
from cchc_rules.api.changes.impact import compare_sheets
from cchc_rules.api.library import Library
from cchc_rules.diagnostics import render_all
from cchc_rules.model.calendar import DayKind
from cchc_rules.model.code import Code
from cchc_rules.model.rule import Precedence

RUBRIC = """\
BỘ TIÊU CHÍ goc "Bảng gốc"
  văn bản: Quyết định 1/QĐ-THU ngày 01/02/2019
  đối tượng: "xã"  theo mục 1
  tổng điểm: 4 điểm  theo mục 1

CÁC BƯỚC ĐÁNH GIÁ  theo mục 1
  tự đánh giá: chấm điểm
  điểm chỉ số: tự đánh giá

XẾP LOẠI  theo mục 1
  từ 50%: "Tốt"
  dưới 50%: "Khá"

LĨNH VỰC 1 "CHỈ ĐẠO": 4 điểm
TIÊU CHÍ 1.1 "Báo cáo": 4 điểm
"""
GUIDANCE = """\
HƯỚNG DẪN CHẤM ĐIỂM huong-dan "Hướng dẫn"
  cho bộ tiêu chí: goc
  văn bản: Hướng dẫn 2/HD-THU ngày 01/03/2019

SỐ LIỆU
  [báo cáo]: số đếm "báo cáo", từ 0 đến 8, do đơn vị

1.1 "Báo cáo"
  cách chấm: 0,5 điểm × [báo cáo]
"""
AMENDMENT = """\
SỬA ĐỔI sua-huong-dan "Sửa hướng dẫn"
  văn bản: Hướng dẫn 3/HD-THU ngày 01/04/2019
  sửa đổi: huong-dan
  hiệu lực: kể từ ngày ký
  áp dụng: từ kỳ đánh giá 2020

Điều 1
  SỬA CÁCH CHẤM của 1.1
    từ
      cách chấm: 0,5 điểm × [báo cáo]
    thành
      cách chấm: [báo cáo] / 8 × điểm tối đa, không quá 4 điểm
  SỬA CÂU
    từ: [báo cáo]: số đếm "báo cáo", từ 0 đến 8, do đơn vị
    thành: [báo cáo]: số đếm "báo cáo", từ 0 đến 16, do đơn vị
"""
SHEET = """\
PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: {rubric}
  đơn vị: "Xã A"
  loại đơn vị: "xã"
  năm: 2019

"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    texts = {
        "goc.cchc": RUBRIC,
        "huong-dan.cchc": GUIDANCE,
        "sua-doi-huong-dan.cchc": AMENDMENT,
        "theo.phieu": SHEET.format(rubric="huong-dan") + "SỐ LIỆU\n  [báo cáo]: 6\n",
        "khong.phieu": SHEET.format(rubric="goc") + "ĐIỂM\n1.1\n  tự đánh giá: 1\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_guidance_is_amended_by_its_own_name(folder: Path) -> None:
    assert check_amendment(Path("sua-doi-huong-dan.cchc"), Library()) == ()
    result = amended("huong-dan.cchc", Library())
    assert result.applied is not None, render_all(result.diagnostics)
    (row,) = (c for c in result.applied.rubric.walk() if c.code == Code("1.1"))
    assert row.rule is not None and row.rule.amended is not None
    assert row.rule.amended.cite() == "Hướng dẫn 3/HD-THU ngày 01/04/2019, Điều 1"
    assert len(log_of(result.applied, Code("1.1"))) == 2


def test_days_off_and_which_points_prevail_are_amended_too(folder: Path) -> None:
    lines = "  THÊM CÂU: ngày nghỉ lễ: 01/01/2020\n  THÊM CÂU: ưu tiên: điểm nhập tay\n"
    Path("sua-doi-huong-dan.cchc").write_text(AMENDMENT + lines, encoding="utf-8")
    result = amended("huong-dan.cchc", Library())
    assert result.applied is not None, render_all(result.diagnostics)
    p = result.applied.rubric.provisions
    assert [s.value.kind for s in p.calendar] == [DayKind.OFF]
    assert p.precedence is not None and p.precedence.value is Precedence.ENTERED


def test_the_rubric_itself_and_its_sheets_are_left_alone(folder: Path) -> None:
    whole = amended("goc.cchc", Library())
    assert whole.applied is not None and whole.applied.applied == ()
    (change,) = changes_of("sua-doi-huong-dan.cchc", None, Library()).each
    compared = compare_sheets([Path("theo.phieu"), Path("khong.phieu")], change, Library())
    assert compared.bad == ()
    assert [len(i.units) for i in compared.impacts] == [1]


def test_what_is_no_part_of_a_guidance_is_refused(folder: Path) -> None:
    path = Path("sua-doi-huong-dan.cchc")
    path.write_text(AMENDMENT + '  SỬA 1.1 tên: từ "Báo cáo" thành "Báo cáo năm"\n', encoding="utf-8")
    (found,) = check_amendment(path, Library())
    assert (found.code, found.span.line if found.span else 0) == ("B201", 16)
    assert found.message == "“SỬA 1.1 tên” đặt sai chỗ"
    assert found.fix is not None and "văn bản sửa đổi goc" in found.fix


OF_RUBRIC = """\
SỬA ĐỔI sua-goc "Sửa bảng gốc"
  văn bản: Quyết định 4/QĐ-THU ngày 01/05/2019
  sửa đổi: goc
  hiệu lực: kể từ ngày ký
  áp dụng: từ kỳ đánh giá 2019

Điều 1
  SỬA 1.1 tên: từ "Báo cáo" thành "Báo cáo năm"
"""


@pytest.mark.parametrize("where", ["bo", "bo/sua-doi", "."])
def test_what_amends_the_rubric_counts_for_a_guidance_in_another_folder(folder: Path, where: str) -> None:
    Path("bo/sua-doi").mkdir(parents=True)
    Path("goc.cchc").rename("bo/goc.cchc")
    Path("huong-dan.cchc").write_text(GUIDANCE.replace("tiêu chí: goc", "tiêu chí: bo/goc"), encoding="utf-8")
    (Path(where) / "sua-goc.cchc").write_text(OF_RUBRIC, encoding="utf-8")
    ready = Library().sheet(Path("theo.phieu"))
    assert ready.rubric is not None and ready.rubric.rubric is not None, render_all(ready.diagnostics)
    (row,) = (c for c in ready.rubric.rubric.walk() if c.code == Code("1.1"))
    assert row.title == "Báo cáo năm"
    assert [a.cite() for a in row.amended] == ["Quyết định 4/QĐ-THU ngày 01/05/2019, Điều 1"]
    assert row.rule is not None
    assert f"{where}/sua-goc.cchc".removeprefix("./") in [f.name for f in ready.rubric.loaded.files]
