"""Guidance: rules and facts laid over a rubric that stays as it is."""

from pathlib import Path

import pytest

from cchc_rules.api.library import Library
from cchc_rules.api.rubrics.check import check_files
from cchc_rules.api.rubrics.fmt import format_file
from cchc_rules.checks.rubric.all_checks import check_rubric
from cchc_rules.diagnostics import has_errors
from cchc_rules.files.rubrics import load_rubric, load_rubric_file
from cchc_rules.model.code import Code
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.guidance import read_guidance
from cchc_rules.writing.guidance_file import print_guidance

TEXT = """# minh họa
HƯỚNG DẪN CHẤM ĐIỂM hd-2019 "Hướng dẫn chấm điểm minh họa"
  cho bộ tiêu chí: 2019/bang-1
  văn bản: Hướng dẫn 01/HD-BCĐ ngày 15/12/2019
  áp dụng: từ kỳ đánh giá 2019

SỐ LIỆU
  [nhiệm vụ được giao]: số đếm "nhiệm vụ", do đơn vị
  [nhiệm vụ hoàn thành]: số đếm "nhiệm vụ", từ 0 đến [nhiệm vụ được giao], do đơn vị

1.1.2
  cách chấm: theo thang [nhiệm vụ hoàn thành] / [nhiệm vụ được giao]
    từ 100%: 2 điểm
    từ 80% đến dưới 100%: tỷ lệ × 2 điểm
    dưới 80%: 0 điểm
  khi mẫu số bằng 0: không áp dụng
"""


def test_a_guidance_reads_and_prints() -> None:
    parsed = read_guidance(Source.of("hd.cchc", TEXT))
    assert parsed.ok and parsed.value is not None
    printed = print_guidance(parsed.value)
    assert read_guidance(Source.of("hd.cchc", printed)).value == parsed.value
    assert printed.split() == TEXT.split()


SURVEYS = """
PHIẾU ĐIỀU TRA can-bo "Phiếu hỏi"  # chung
  hỏi: "cán bộ, công chức"
  thang: "Tốt" 100%, "Kém" 0%
  câu 1 cho 1.8.1: "Câu một?"

PHIẾU ĐIỀU TRA nguoi-dan "Phiếu dân"
  hỏi: "người dân"
  thang: "Tốt" 100%, "Kém" 0%
  câu 1 cho 1.8.1: "Câu một?"

TỶ TRỌNG PHIẾU ĐIỀU TRA
  1.8.1: can-bo 60%, nguoi-dan 40%  # tạm
"""


def test_a_guidance_may_state_surveys(tmp_path: Path) -> None:
    text = TEXT.replace("\n1.1.2", f"{SURVEYS}\n1.1.2")
    parsed = read_guidance(Source.of("hd.cchc", text))
    assert parsed.ok and parsed.value is not None
    printed = print_guidance(parsed.value)
    assert read_guidance(Source.of("hd.cchc", printed)).value == parsed.value
    assert printed.split() == text.split()
    path = tmp_path / "hd-2019.cchc"
    path.write_text(text, encoding="utf-8")
    loaded = load_rubric_file(path)
    assert loaded.rubric is not None
    form, share = loaded.rubric.provisions.surveys[0], loaded.rubric.provisions.survey_shares[0]
    for basis in (form.basis, share.basis):
        assert basis is not None and basis.cite() == "Hướng dẫn 01/HD-BCĐ ngày 15/12/2019"
    assert [d.code for d in check_rubric(loaded.rubric) if d.code.startswith("D")] == ["D713"]


def test_it_is_laid_over_the_table_and_cited(tmp_path: Path) -> None:
    path = tmp_path / "hd-2019.cchc"
    path.write_text(TEXT, encoding="utf-8")
    loaded = load_rubric_file(path)
    assert not has_errors(loaded.diagnostics) and loaded.rubric is not None
    assert not has_errors(check_rubric(loaded.rubric))
    row = next(c for c in loaded.rubric.walk() if c.code == Code("1.1.2"))
    assert row.rule is not None and row.rule.basis is not None
    assert row.rule.basis.cite() == "Hướng dẫn 01/HD-BCĐ ngày 15/12/2019"
    untouched = load_rubric("2019/bang-1").rubric
    assert untouched is not None
    assert all(c.rule is None for c in untouched.walk())
    assert len(loaded.files) == 3


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("1.1.2\n", "1.1.99\n", "L629"),
        ("1.1.2\n", '1.1.2 "Tên khác"\n', "L630"),
        ("  cho bộ tiêu chí: 2019/bang-1\n", "", "L633"),
        ("1.1.2\n", "1.1.1\n1.1.2\n", "L632"),
        ("1.1.2\n", "", "L601"),
        ("cho bộ tiêu chí: 2019/bang-1", "cho bộ tiêu chí: khong-co", "T005"),
        ("cho bộ tiêu chí: 2019/bang-1", "cho bộ tiêu chí: hd-khac", "T004"),
        ("  áp dụng:", "  cho bộ tiêu chí: bang-2\n  áp dụng:", "B202"),
        ("SỐ LIỆU", "XẾP LOẠI", "B201"),
        ("SỐ LIỆU", "  tổng điểm: 5 điểm\nSỐ LIỆU", "B201"),
    ],
)
def test_mistakes_are_told(old: str, new: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "hd-2019.cchc"
    path.write_text(TEXT.replace(old, new), encoding="utf-8")
    (tmp_path / "hd-khac.cchc").write_text(TEXT.replace("2019/bang-1", "hd-2019"), encoding="utf-8")
    assert code in [d.code for d in load_rubric_file(path).diagnostics]


MESSY = """# mở đầu
hướng dẫn chấm điểm  hd-2019   "Hướng dẫn chấm điểm minh họa"
cho bộ tiêu chí: 2019/bang-1 # bảng nào
áp dụng: từ kỳ đánh giá 2019
văn bản: Hướng dẫn 01/HD-BCĐ ngày 15/12/2019
# số liệu của đơn vị
SỐ LIỆU  theo mục I  # ai cung cấp
[nhiệm vụ được giao]: số đếm "nhiệm vụ", do đơn vị
[nhiệm vụ hoàn thành]: số đếm "nhiệm vụ", từ 0 đến [nhiệm vụ được giao], do đơn vị # sau kỳ
# dòng kế hoạch
1.1.2
cách chấm: theo thang [nhiệm vụ hoàn thành] / [nhiệm vụ được giao]
# đủ
từ 100%: 2 điểm
từ 80% đến dưới 100%: tỷ lệ × 2 điểm # theo tỷ lệ
dưới 80%: 0 điểm
khi mẫu số bằng 0: không áp dụng
# hết
"""
TIDY = """# mở đầu
HƯỚNG DẪN CHẤM ĐIỂM hd-2019 "Hướng dẫn chấm điểm minh họa"
  cho bộ tiêu chí: 2019/bang-1  # bảng nào
  văn bản: Hướng dẫn 01/HD-BCĐ ngày 15/12/2019
  áp dụng: từ kỳ đánh giá 2019

# số liệu của đơn vị
SỐ LIỆU  theo mục I  # ai cung cấp
  [nhiệm vụ được giao]: số đếm "nhiệm vụ", do đơn vị
  [nhiệm vụ hoàn thành]: số đếm "nhiệm vụ", từ 0 đến [nhiệm vụ được giao], do đơn vị  # sau kỳ

# dòng kế hoạch
1.1.2
  cách chấm: theo thang [nhiệm vụ hoàn thành] / [nhiệm vụ được giao]
    # đủ
    từ 100%: 2 điểm
    từ 80% đến dưới 100%: tỷ lệ × 2 điểm  # theo tỷ lệ
    dưới 80%: 0 điểm
  khi mẫu số bằng 0: không áp dụng

# hết
"""


@pytest.mark.parametrize("text", [MESSY, TIDY])
def test_fmt_writes_it_one_way_and_keeps_every_comment(text: str, tmp_path: Path) -> None:
    path = tmp_path / "hd.cchc"
    path.write_text(text, encoding="utf-8")
    made = format_file(path)
    assert made.text == TIDY
    assert made.changed is (text != TIDY)
    before, after = (read_guidance(Source.of("hd.cchc", t)).value for t in (text, TIDY))
    assert before == after


def test_check_holds_it_against_its_rubric(tmp_path: Path) -> None:
    path = tmp_path / "hd.cchc"
    path.write_text(TIDY, encoding="utf-8")
    (checked,) = check_files([str(path)], Library())
    assert checked.ok
    path.write_text(TIDY.replace("tỷ lệ × 2 điểm", "tỷ lệ × 3 điểm"), encoding="utf-8")
    (checked,) = check_files([str(path)], Library())
    assert not checked.ok and {d.span.source for d in checked.diagnostics if d.code.startswith("L") and d.span} == {
        path.as_posix()
    }
