"""Values stated by year: the year is the sheet's, exactly, and a year without one is refused and named."""

from fractions import Fraction
from pathlib import Path

import pytest
from rules_sample import codes, rubric_of

from cchc_rules.api.law_in_force import Law
from cchc_rules.api.library import Library
from cchc_rules.api.rubrics.check import all_found, check_files
from cchc_rules.api.sheets.explain import explain_sheet
from cchc_rules.checks.values_of_year import values_of_year
from cchc_rules.compile import compile_rubric
from cchc_rules.meaning.rules import apply
from cchc_rules.meaning.situation import Situation

FACTS = """  [thu nhập]: số đo "triệu đồng"
  [chuẩn]: số đo "triệu đồng", tính bằng theo năm(năm 2012: 18, từ 2015 đến 2016: 26, từ 2018: 44)"""
RULE = "  cách chấm: đạt hoặc không, đạt khi [thu nhập] không nhỏ hơn [chuẩn]"
TEXT = """BỘ TIÊU CHÍ mau "Mẫu"
  văn bản: Quyết định 01/QĐ-MH ngày 20/02/2013
  tổng điểm: 2 điểm  theo Điều 1
  đối tượng: "xã"  theo Điều 1
CÁC BƯỚC ĐÁNH GIÁ  theo Điều 2
  tự đánh giá: chấm điểm
  điểm chỉ số: tự đánh giá
XẾP LOẠI  theo Điều 3
  từ 80%: "Đạt"
  dưới 80%: "Không đạt"
SỐ LIỆU
{facts}
LĨNH VỰC 1 "X": 2 điểm
{rule}
"""


def sheet_in(folder: Path, year: int, income: str) -> Path:
    (folder / "mau.cchc").write_text(TEXT.format(facts=FACTS, rule=RULE), encoding="utf-8")
    sheet = folder / "xa-a.phieu"
    sheet.write_text(
        f'PHIẾU CHẤM ĐIỂM\n  bộ tiêu chí: "mau.cchc"\n  đơn vị: "Xã A"\n  loại đơn vị: "xã"\n  năm: {year}\n'
        f"SỐ LIỆU\n  [thu nhập]: {income}\n",
        encoding="utf-8",
    )
    return sheet


@pytest.mark.parametrize(
    ("year", "income", "points"),
    [
        (2012, "18", 2),
        (2012, "17,99", 0),
        (2015, "26", 2),
        (2016, "25,99", 0),
        (2018, "44", 2),
        (2018, "43,99", 0),
        (2030, "44", 2),
    ],
)
def test_the_value_is_that_of_the_year_of_the_sheet(tmp_path: Path, year: int, income: str, points: int) -> None:
    report = explain_sheet(sheet_in(tmp_path, year, income), Library())
    assert report.scorecard is not None, [d.message for d in report.diagnostics]
    assert report.scorecard.nodes[0].ledger.achieved == points


@pytest.mark.parametrize("year", [2011, 2013, 2014, 2017])
def test_a_year_without_a_value_is_refused_and_named(tmp_path: Path, year: int) -> None:
    sheet = sheet_in(tmp_path, year, "50")
    found = all_found(check_files([str(sheet)], Library()))
    assert [d.code for d in found] == ["P444"]
    assert f"năm {year}" in found[0].message
    rubric = str(tmp_path / "mau.cchc")
    assert [d.code for d in all_found(check_files([rubric], Library(law=Law(year=year))))] == ["L643"]
    assert all_found(check_files([rubric], Library(law=Law(year=2016)))) == ()


def test_no_other_value_stands_for_it_in_either_way_of_working_out() -> None:
    rubric = rubric_of(FACTS, RULE)
    tree = compile_rubric(rubric)
    rule = next(n.rule for n in tree.nodes if n.rule is not None)
    for year, wanted in ((2012, Fraction(2)), (2014, None), (2017, None), (2019, Fraction(0))):
        s = Situation({"thu nhập": Fraction(20)}, tree.rules.declared, "A", "sở", year, rule.max)
        assert apply(rule.rule, s).exact == wanted
        assert rule.program(s) == wanted
    assert list(values_of_year(rubric, 2016)) == []


def test_the_best_of_every_year_is_the_maximum() -> None:
    points = "  cách chấm: theo trường hợp\n    khi [a] là có: theo năm({})\n    còn lại: 0 điểm"
    assert codes("  [a]: có/không", points.format("từ 2019: 2 điểm, từ 2021: 2 điểm")) == []
    assert codes("  [a]: có/không", points.format("từ 2019: 2 điểm, từ 2021: 1 điểm")) == ["L605"]
    assert codes("  [a]: có/không", points.format("từ 2019: 2 điểm, từ 2021: 3 điểm")) == ["L606"]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ("từ 2015: 26, từ 2012: 18", "L642"),
        ("năm 2015: 26, năm 2015: 18", "L642"),
        ("từ 2015 đến 2018: 26, từ 2018: 18", "L642"),
        ("từ 2015 đến 2014: 26", "L642"),
        ("từ 2015: 26, năm 2017: 18, từ 2018: 3", "L642"),
        ("từ 2015: 26, từ 2017: 18%", "L614"),
        ("từ 2015: 26 điểm, từ 2017: 18", "L614"),
    ],
)
def test_lines_that_do_not_tell_one_value_for_a_year(values: str, code: str) -> None:
    facts = f"  [x]: số đếm\n  [chuẩn]: số đếm, tính bằng theo năm({values})"
    assert code in codes(facts, "  cách chấm: đạt hoặc không, đạt khi [x] không nhỏ hơn [chuẩn]")


@pytest.mark.parametrize(("most", "told"), [(17, {"K311"}), (18, {"L605"}), (26, set())])
def test_a_check_of_no_one_year_weighs_the_values_of_all(most: int, told: set[str]) -> None:
    facts = f"  [x]: số đếm, không quá {most}\n  [chuẩn]: số đếm, tính bằng theo năm(từ 2019: 18, từ 2021: 26)"
    assert set(codes(facts, "  cách chấm: đạt hoặc không, đạt khi [x] không nhỏ hơn [chuẩn]")) == told
