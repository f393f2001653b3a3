"""Tallies in sheets: text, JSON, and what is held against the rubric."""

import json
from pathlib import Path

import jsonschema
import pytest
from survey_sample import BOTH, FORM, rubric_of, scored, sheet_codes, sheet_of, sheet_text

from cchc_rules.api.sheets.new_sheet import blank_sheet
from cchc_rules.checks.sheet.all_checks import check_sheet
from cchc_rules.compile import compile_rubric
from cchc_rules.evaluate import evaluate
from cchc_rules.source import Source
from cchc_rules.syntax.json.sheet import read_sheet_json, sheet_to_json
from cchc_rules.syntax.sheet.reader import read_sheet
from cchc_rules.writing.sheet_file import print_sheet

RUBRIC, PLAIN = rubric_of(BOTH), rubric_of("")
SCHEMA = Path(__file__).parents[2] / "schemas" / "sheet-1.json"
WHOLE = """  ĐTXHH can-bo câu 1: "Tốt" 40, "Khá" 25, "Trung bình" 10, "Kém" 5, TLKC "Báo cáo 1", TLKC "Báo cáo 2"
  # chưa xong
  ĐTXHH can-bo câu 2:  # sau"""
FULL = '  ĐTXHH can-bo câu 1: "Tốt" 40, "Khá" 25, "Trung bình" 10, "Kém" 5'


def test_tallies_read_and_print() -> None:
    sheet = sheet_of(WHOLE)
    assert [(t.instrument, t.question, len(t.answers)) for t in sheet.tallies] == [
        ("can-bo", "1", 4),
        ("can-bo", "2", 0),
    ]
    printed = print_sheet(sheet)
    again = read_sheet(Source.of("thu.phieu", printed)).value
    assert again == sheet and print_sheet(sheet_of(WHOLE)) == printed
    assert "# chưa xong" in printed and "# sau" in printed


def test_json_says_the_same_and_fits_its_schema() -> None:
    sheet = sheet_of(WHOLE)
    text = sheet_to_json(sheet)
    assert read_sheet_json("thu.json", text).value == sheet
    jsonschema.validate(json.loads(text), json.loads(SCHEMA.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"can-bo"', '"cán bộ"', "P429"),
        ('"question": "1"', '"question": "x y"', "P429"),
        ('"count": "40"', '"count": "nhiều"', "P429"),
        ('"option": "Tốt"', '"option": ""', "P429"),
        ('"question": "2"', '"question": "1"', "D726"),
        ('"question": "2"', '"question": "2", "thừa": 1', "P429"),
    ],
)
def test_json_mistakes_are_told(old: str, new: str, code: str) -> None:
    text = sheet_to_json(sheet_of(WHOLE)).replace(old, new, 1)
    assert code in [d.code for d in read_sheet_json("thu.json", text).diagnostics]


@pytest.mark.parametrize(
    ("tallies", "rows", "wanted"),
    [
        (FULL, "", []),
        (WHOLE, "", []),
        (FULL + "\n" + FULL, "", ["D726"]),
        (FULL.replace("can-bo", "can-bu"), "", ["D727"]),
        (FULL.replace("câu 1", "câu 7"), "", ["D728"]),
        (FULL.replace('"Khá"', '"Kha khá"'), "", ["D729"]),
        (FULL.replace("25", "-1"), "", ["D730"]),
        (FULL.replace("25", "2,5"), "", ["D730"]),
        (FULL.replace('"Khá"', '"Tốt"'), "", ["D731"]),
        (FULL.replace(', "Kém" 5', ""), "", ["D732"]),
        (FULL.replace("40", "1").replace("25", "1").replace("10", "1"), "", []),
        (FULL, "1.2\n  ĐTXHH: 1 điểm", ["D733"]),
        (FULL.replace("can-bo câu 1", "can-bo câu 2"), "1.3\n  ĐTXHH: 1,425 điểm", []),
        (FULL.replace("can-bo câu 1", "can-bo câu 2"), "1.3\n  ĐTXHH: 1,42 điểm", ["D733"]),
        (FULL.replace("can-bo câu 1", "can-bo câu 2"), "1.2\n  ĐTXHH: 1,42 điểm", []),
        ("", "1.2\n  ĐTXHH: 1,42 điểm", []),
    ],
)
def test_tallies_are_held_against_the_rubric(tallies: str, rows: str, wanted: list[str]) -> None:
    assert sorted(sheet_codes(RUBRIC, tallies, rows)) == wanted


def test_a_rubric_without_surveys_takes_points_alone() -> None:
    found = check_sheet(PLAIN, sheet_of(FULL))
    assert [d.code for d in found] == ["D727"]
    assert "nhập thẳng điểm" in (found[0].fix or "")


def test_tallies_stand_in_their_section() -> None:
    text = sheet_text("").replace("ĐIỂM\n1.1", f"ĐIỂM\n{FULL}\n1.1")
    assert "B201" in [d.code for d in read_sheet(Source.of("thu.phieu", text)).diagnostics]


def test_equal_points_beside_tallies_stay() -> None:
    rubric = rubric_of(FORM)
    card = scored(rubric, FULL, '1.2\n  ĐTXHH: 1,425 điểm, vì "theo báo cáo"')
    row = next(n for n in card.nodes if n.criterion.code.text == "1.2")
    assert row.row is not None and row.row.entries[0].reason == "theo báo cáo"


def test_a_blank_sheet_asks_for_every_option_and_is_not_known() -> None:
    sheet = blank_sheet(RUBRIC, "thu", "Sở A", "sở", 2019)
    printed = print_sheet(sheet)
    assert '  ĐTXHH can-bo câu 1: "Tốt" 0, "Khá" 0, "Trung bình" 0, "Kém" 0\n' in printed
    assert check_sheet(RUBRIC, sheet) == ()
    card = evaluate(compile_rubric(RUBRIC), sheet)
    assert card.total.pending == 5 and card.total.achieved == 0
