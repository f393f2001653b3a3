"""Facts by stage in sheets: text, JSON, and what is held against the rubric."""

import json
from pathlib import Path

import jsonschema
import pytest
from rules_sample import rubric_of, sheet_of

from cchc_rules.checks.sheet.all_checks import check_sheet
from cchc_rules.model.fact import NOT_ARISEN
from cchc_rules.model.stages import Stage
from cchc_rules.source import Source
from cchc_rules.syntax.json.sheet import read_sheet_json, sheet_to_json
from cchc_rules.syntax.sheet.reader import read_sheet
from cchc_rules.writing.sheet_file import print_sheet

FACTS = """  [được giao]: số đếm "nhiệm vụ", do đơn vị
  [hoàn thành]: số đếm "nhiệm vụ", từ 0 đến [được giao], do đơn vị, cần TLKC
  [mức]: lựa chọn "tốt", "khá", do Hội đồng
  [hài lòng]: tỷ lệ phần trăm, do điều tra
  [tỷ lệ]: tỷ lệ phần trăm, tính bằng [hoàn thành] / [được giao]"""
RULE = """  cách chấm: tổng các phần, không quá điểm tối đa
    khi mẫu số bằng 0: không áp dụng
    phần a: [tỷ lệ] × 1 điểm
    phần b: theo mức [mức]
      "tốt": 1 điểm
      "khá": 0 điểm
    phần c: [hài lòng] × 1 điểm"""
RUBRIC = rubric_of(FACTS, RULE)
WHOLE = """[được giao]: 20
[hoàn thành]: 20, TLKC "14/BC", bởi "Nguyễn Văn A"
thẩm định [hoàn thành]: 17, vì "3 nhiệm vụ trễ hạn", TLKC "15/BC"
phúc tra [hoàn thành]: không phát sinh, vì "nhầm"
thẩm định [mức]: "tốt"
ĐTXHH [hài lòng]: 84,5%"""


def test_facts_by_stage_read_and_print() -> None:
    sheet = sheet_of(WHOLE)
    assert [f.stage for f in sheet.facts][1:4] == [Stage.SELF, Stage.APPRAISAL, Stage.REVIEW]
    assert sheet.facts[3].value == NOT_ARISEN
    assert sheet.facts[2].reason == "3 nhiệm vụ trễ hạn"
    printed = print_sheet(sheet)
    assert read_sheet(Source.of("thu.phieu", printed)).value == sheet


def test_json_says_the_same_and_fits_its_schema() -> None:
    sheet = sheet_of(WHOLE)
    text = sheet_to_json(sheet)
    assert read_sheet_json("thu.json", text).value == sheet
    schema = Path(__file__).parents[2] / "schemas" / "sheet-1.json"
    jsonschema.validate(json.loads(text), json.loads(schema.read_text(encoding="utf-8")))


def found(facts: str) -> list[str]:
    return [d.code for d in check_sheet(RUBRIC, sheet_of(facts))]


def test_a_sound_sheet_has_no_findings() -> None:
    assert found(WHOLE) == []


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ('[được giao]: 10\n[hoàn thành]: 11, TLKC "1"', "L624"),
        ("ĐTXHH [hài lòng]: 101%", "L624"),
        ("[được giao]: 10\n[hoàn thành]: 9", "L625"),
        ("[được giao]: 10\nthẩm định [được giao]: 9", "L626"),
        ('[mức]: "tốt"', "L627"),
        ("[hài lòng]: 50%", "L627"),
        ("thẩm định [tỷ lệ]: 50%", "L628"),
        ("[được giao, năm trước]: 10", "P424"),
        ("[được giao]: 1,5", "P425"),
    ],
)
def test_mistakes_are_told(facts: str, code: str) -> None:
    assert found(facts) == [code]
