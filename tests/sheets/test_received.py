"""`ngày nhận`: when a sheet came in, by stage, in text and JSON; it changes no point."""

import json

from cchc_rules.copies.cells import cells_of, sheet_of
from cchc_rules.model.stages import USUAL_LINEUP
from cchc_rules.source import Source
from cchc_rules.syntax.json.sheet import read_sheet_json, sheet_to_json
from cchc_rules.syntax.sheet.reader import read_sheet
from cchc_rules.writing.sheet_file import print_sheet

HEAD = 'PHIẾU CHẤM ĐIỂM\n  bộ tiêu chí: mau\n  đơn vị: "Sở A"\n  loại đơn vị: "sở"\n  năm: 2019\n'


def _codes(text: str) -> list[str]:
    return [d.code for d in read_sheet(Source.of("a.phieu", text)).diagnostics]


def test_days_are_kept_by_stage_in_their_order() -> None:
    text = f"{HEAD}  ngày nhận thẩm định: 20/05/2020\n  ngày nhận: 10/01/2020\n\nĐIỂM\n"
    sheet = read_sheet(Source.of("a.phieu", text)).value
    assert sheet is not None
    assert [(r.stage.value, r.day.isoformat()) for r in sheet.received] == [
        ("tự đánh giá", "2020-01-10"),
        ("thẩm định", "2020-05-20"),
    ]
    assert "  ngày nhận: 10/01/2020\n  ngày nhận thẩm định: 20/05/2020\n" in print_sheet(sheet)
    assert json.loads(sheet_to_json(sheet))["received"][1] == {"stage": "appraised", "day": "2020-05-20"}


def test_a_stage_twice_a_day_that_is_none_and_a_sentence_below_the_head_are_told() -> None:
    assert _codes(f"{HEAD}  ngày nhận: 10/01/2020\n  ngày nhận tự đánh giá: 11/01/2020\n") == ["P427"]
    assert _codes(f"{HEAD}  ngày nhận: 31/02/2020\n") == ["B203"]
    assert _codes(f"{HEAD}\nĐIỂM\n  ngày nhận: 10/01/2020\n") == ["B201"]


def test_json_says_what_is_wrong_with_a_day() -> None:
    top = {"schema": "cchc-rules/sheet/1", "rubric": "mau", "unit": "Sở A", "kind": "sở", "year": 2019, "rows": []}
    wrong = {**top, "received": [{"day": "31/12/2019"}, {"stage": "self"}, {"day": "2020-01-02", "x": 1}]}
    found = read_sheet_json("a.json", json.dumps(wrong)).diagnostics
    assert [d.code for d in found] == ["P429", "P429", "P429"]
    twice = {**top, "received": [{"day": "2020-01-02"}, {"stage": "self", "day": "2020-01-03"}]}
    assert [d.code for d in read_sheet_json("a.json", json.dumps(twice)).diagnostics] == ["P427"]


def test_copies_that_are_merged_keep_the_days() -> None:
    sheet = read_sheet(
        Source.of("a.phieu", f"{HEAD}  ngày nhận: 10/01/2020\n\nĐIỂM\n1.1\n  tự đánh giá: 1 điểm\n")
    ).value
    assert sheet is not None and sheet.received
    assert sheet_of(sheet.header, cells_of(sheet), USUAL_LINEUP, [sheet]) == sheet
