"""A small rubric around scoring rules, so that a test writes only the lines it is about."""

from cchc_rules.checks.rubric.all_checks import check_rubric
from cchc_rules.compile.rules import rules_of
from cchc_rules.diagnostics import Diagnostic
from cchc_rules.meaning.facts_of_sheet import facts_at
from cchc_rules.meaning.situation import Situation
from cchc_rules.model.link import link
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Sheet
from cchc_rules.source import Source, fold_name
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.syntax.sheet.reader import read_sheet

HEAD = """BỘ TIÊU CHÍ thu "Bộ tiêu chí thử cách chấm"
  văn bản: Hướng dẫn 01/HD-BCĐ ngày 02/01/2019
  tổng điểm: {max} điểm  theo mục I
  đối tượng: "sở", "phường", "xã"  theo mục I
  ngày nghỉ lễ: 01/01/2020, 23/01/2020 đến 29/01/2020  theo mục I

CÁC BƯỚC ĐÁNH GIÁ  theo mục II
  tự đánh giá: chấm điểm
  thẩm định: công nhận, tăng hoặc giảm
  điểm chỉ số: thẩm định

XẾP LOẠI  theo mục II
  từ 80%: "Tốt"
  dưới 80%: "Chưa tốt"
"""


def text_of(facts: str, rule: str, points: str = "2") -> str:
    """The whole text: `facts` and `rule` are lines, `points` the maximum of the one row, 1.1."""
    section = f"\nSỐ LIỆU\n{facts.strip(chr(10))}\n" if facts.strip() else ""
    rows = f'LĨNH VỰC 1 "Thử": {points} điểm\nTIÊU CHÍ 1.1 "Dòng thử": {points} điểm\n{rule.strip(chr(10))}\n'
    return f"{HEAD.format(max=points)}{section}\n{rows}"


def rubric_of(facts: str, rule: str, points: str = "2") -> Rubric:
    """The rubric, which must read without error."""
    parsed = read_rubric(Source.of("thu.cchc", text_of(facts, rule, points)))
    assert parsed.ok, [d.message for d in parsed.diagnostics]
    assert isinstance(parsed.value, Rubric)
    return link(parsed.value, ())


def found_in(facts: str, rule: str, points: str = "2") -> tuple[Diagnostic, ...]:
    """Everything that reading, or else the static checks, find in the text."""
    parsed = read_rubric(Source.of("thu.cchc", text_of(facts, rule, points)))
    if not parsed.ok or not isinstance(parsed.value, Rubric):
        return parsed.diagnostics
    return check_rubric(link(parsed.value, ()))


def codes(facts: str, rule: str, points: str = "2") -> list[str]:
    """The codes found, in file order."""
    return [d.code for d in found_in(facts, rule, points)]


def sheet_of(facts: str, rows: str = "", kind: str = "sở", unit: str = "Sở A") -> Sheet:
    """A sheet for the year 2019 with these facts and rows, which must read without error."""
    text = f"""PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: thu
  đơn vị: "{unit}"
  loại đơn vị: "{kind}"
  năm: 2019

SỐ LIỆU
{facts}

ĐIỂM
{rows}
"""
    parsed = read_sheet(Source.of("thu.phieu", text))
    assert parsed.ok, [d.message for d in parsed.diagnostics]
    assert parsed.value is not None
    return parsed.value


def situation_of(rubric: Rubric, facts: str, kind: str = "sở") -> Situation:
    """The situation of a unit that reported these facts, for the row 1.1."""
    sheet = sheet_of(facts, kind=kind)
    declared = {fold_name(f.value.name): f.value for f in rubric.facts}
    known = facts_at(sheet)
    return Situation(known, declared, "Sở A", kind, 2019, rubric.fields[0].max, rules_of(rubric).work_days)
