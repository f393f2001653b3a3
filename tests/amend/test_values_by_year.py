"""Thresholds by year that an amendment sets, in a fact or in a scoring rule."""

from cchc_rules.amend import apply
from cchc_rules.diagnostics import render_all
from cchc_rules.model.fact import FactDeclaration
from cchc_rules.writing.amendment_file import print_amendment

from .texts import amendment, base, good, read, row

FIRST = """\
khoản 1
  THÊM CÂU: [thu nhập]: số đo "triệu đồng"
  THÊM CÂU: [mức]: số đo "triệu đồng", tính bằng 18
khoản 2
  THÊM CÁCH CHẤM của 2.1.1
    cách chấm: đạt hoặc không, đạt khi [thu nhập] không ít hơn [mức]
"""
OF_YEARS = "theo năm(năm 2012: 18, từ 2015: 26, từ 2020: 44)"
BY_YEAR = f"""\
  SỬA CÂU
    từ: [mức]: số đo "triệu đồng", tính bằng 18
    thành: [mức]: số đo "triệu đồng", tính bằng {OF_YEARS}
"""


def fact(rubric, name) -> FactDeclaration:
    return next(f.value for f in rubric.provisions.facts if f.value.name == name)


def test_a_threshold_becomes_one_by_year():
    before, after = fact(good(FIRST), "mức"), fact(good(FIRST, BY_YEAR), "mức")
    assert before != after
    assert after == fact(good(FIRST.replace("tính bằng 18", f"tính bằng {OF_YEARS}")), "mức")


def test_values_by_year_are_asserted_in_full():
    shorter = BY_YEAR.replace("tính bằng 18", "tính bằng theo năm(từ 2012: 18)")
    wrong = apply(base(), [amendment(FIRST), amendment(shorter, id="b", number=3, signed="01/07/2020")])
    assert [d.code for d in wrong.diagnostics] == ["S511"]


def test_a_value_by_year_stands_in_the_rule_itself():
    rule = f"cách chấm: đạt hoặc không, đạt khi [thu nhập] không ít hơn {OF_YEARS}"
    change = f"""\
  SỬA CÁCH CHẤM của 2.1.1
    từ
      cách chấm: đạt hoặc không, đạt khi [thu nhập] không ít hơn [mức]
    thành
      {rule}
  BỎ CÂU: [mức]: số đo "triệu đồng", tính bằng 18
"""
    changed = row(good(FIRST, change), "2.1.1").rule
    assert changed is not None
    assert read(print_amendment(amendment(change))).value == amendment(change)


def test_a_value_by_year_may_come_from_an_amendment_of_the_amendment():
    change = f"""\
  SỬA khoản 1 Điều 1
    từ: THÊM CÂU: [mức]: số đo "triệu đồng", tính bằng 18
    thành: THÊM CÂU: [mức]: số đo "triệu đồng", tính bằng {OF_YEARS}
"""
    second = amendment(change, id="b", number=3, signed="01/07/2020", target="a")
    assert read(print_amendment(second)).value == second
    result = apply(base(), [amendment(FIRST), second])
    assert result.ok, render_all(result.diagnostics)
    assert fact(result.rubric, "mức") == fact(good(FIRST, BY_YEAR), "mức")
