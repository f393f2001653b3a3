"""Reading JSON sheets: exact numbers, strict keys, every mistake with its path; and the published schema."""

import copy
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cchc_rules.model.sheet import Sheet
from cchc_rules.syntax.json.sheet import read_sheet_json, sheet_to_json
from tests.sheets.generated import sheets
from tests.sheets.sample import a_json, good, json_wrong, read_json, sheet
from tests.sheets.test_sheet_reader import FULL

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas" / "sheet-1.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
SHAPE_CODES = {"T004", "P418", "P429"}


def a_row(**keys: Any) -> dict[str, Any]:
    return a_json(rows=[{"code": "1.1.1", **keys}])


def a_fact(**keys: Any) -> dict[str, Any]:
    return a_json(facts=[{"name": "a", **keys}])


def fits(value: object) -> bool:
    """Whether the reader has nothing to say about the shape."""
    return not {d.code for d in read_json(value).diagnostics} & SHAPE_CODES


def test_the_text_form_says_the_same() -> None:
    made = good(FULL)
    as_json = sheet_to_json(made)
    parsed = read_sheet_json("x.json", as_json)
    assert parsed.ok
    assert parsed.value == made
    assert sheet_to_json(parsed.value) == as_json
    assert VALIDATOR.is_valid(json.loads(as_json))


@pytest.mark.parametrize("written", ['"0.1"', "0.1", '"0.10"', "0.100"])
def test_numbers_are_exact(written: str) -> None:
    text = json.dumps(a_row(self={"points": "?"})).replace('"?"', written)
    made = read_sheet_json("x.json", text).value
    assert made is not None
    assert made.rows[0].entries[0].value == Fraction(1, 10)


def test_ninety_tenths_of_ninety_nine_is_not_a_float() -> None:
    text = json.dumps(a_row(self={"points": 0})).replace('"points": 0', '"points": 89.1')
    made = read_sheet_json("x.json", text).value
    assert made is not None
    assert made.rows[0].entries[0].value == Fraction(891, 10)


def test_facts_by_their_form() -> None:
    given_values = ["90%", "0.5", 12, True, None, "2019-12-31", "miền núi", "1e5", "2,5"]
    made = read_json(a_json(facts=[{"name": str(i), "value": v} for i, v in enumerate(given_values)])).value
    assert made is not None
    texts = ["90%", "0,5", "12", "có", "", "31/12/2019", '"miền núi"', '"1e5"', '"2,5"']
    same = good(sheet(facts="\n".join(f"[{i}]: {t}" for i, t in enumerate(texts))))
    assert made.facts == same.facts


def test_words_that_look_like_something_else() -> None:
    made = good(sheet(facts='[a]: "12"\n[b]: "90%"\n[c]: "2019-12-31"\n[d]: "2019-02-31"\n[e]: "x"'))
    out = json.loads(sheet_to_json(made))["facts"]
    assert [sorted(f) for f in out] == [["name", "text"]] * 4 + [["name", "value"]]
    assert read_json(sheet_to_json(made)).value == made


def test_words_are_read_as_the_text_form_reads_them() -> None:
    typed = "  Ðề án\r\nso\u0302\u0301 1\u200b "
    made = read_json(a_row(self={"points": 1, "reason": typed})).value
    assert made is not None
    assert made.rows[0].entries[0].reason == "Đề án số 1"


@pytest.mark.parametrize(
    ("points", "reason"),
    [
        ("0,5", "viết dấu chấm: “0.5”"),
        ("1e2", "dạng mũ"),
        ("9" * 30, "quá 15 chữ số"),
        ("một", "không phải số"),
        ("", "không phải số"),
        (True, "phải là số, đang là true"),
        ([], "phải là số, đang là danh sách"),
        ({}, "phải là số, đang là đối tượng"),
    ],
)
def test_points_that_are_none(points: object, reason: str) -> None:
    (told,) = json_wrong(a_row(self={"points": points}))
    assert told.startswith("P429 rows[0].self.points: ")
    assert reason in told


@pytest.mark.parametrize("literal", ["NaN", "Infinity", "-Infinity", "1e2", "1E-2", "0.1e1", "1" * 5000])
def test_literals_that_are_refused(literal: str) -> None:
    text = json.dumps(a_row(self={"points": 0})).replace('"points": 0', f'"points": {literal}')
    assert [w[:4] for w in json_wrong(text)] == ["P429"]


def test_a_code_given_as_a_number_is_refused_with_the_reason() -> None:
    text = json.dumps(a_json(rows=[{"code": 0}])).replace('"code": 0', '"code": 1.10')
    (told,) = json_wrong(text)
    assert told == 'P429 rows[0].code: mã phải là chuỗi, như "1.10": viết thành số thì 1.10 thành 1.1'


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (a_json(ghi_chu="x"), "P429 $: không có khóa “ghi_chu”"),
        (a_row(appraise={}), "P429 rows[0]: không có khóa “appraise”; ý bạn có phải là “appraised”?"),
        (a_row(self={"points": 1, "Reason": "x"}), "ý bạn có phải là “reason”?"),
        (a_json(rows={}), "P429 rows: phải là danh sách […], đang là đối tượng"),
        (a_json(facts="x"), "P429 facts: phải là danh sách […], đang là chuỗi"),
        (a_json(rows=[1]), "P429 rows[0]: phải là đối tượng {…}, đang là số 1"),
        (a_json(unit=1), "P429 unit: phải là chuỗi, đang là số 1"),
        (a_json(year="19"), "P429 year: năm phải là số nguyên có bốn chữ số"),
        (a_json(year=2019.5), "P429 year: năm phải là số nguyên có bốn chữ số"),
        (a_json(year=True), "đang là true"),
        (a_json(note=""), "P429 note: để trống"),
        (a_json(rows=[{}]), "P429 rows[0].code: thiếu mã"),
        (a_json(rows=[{"code": "1..2"}]), "P429 rows[0].code: mã “1..2” không đúng dạng"),
        (a_row(self={}), "P429 rows[0].self: thiếu “points”"),
        (a_row(self={"points": 1, "not_applicable": True}), "giữ một trong hai"),
        (a_row(self={"not_applicable": 1}), "P429 rows[0].self.not_applicable: phải là true hoặc false"),
        (a_row(not_applicable=True), "P429 rows[0].not_applicable: phải là đối tượng nêu lý do"),
        (a_row(self={"points": 1, "evidence": "14/BC"}), "P429 rows[0].self.evidence: phải là danh sách"),
        (
            a_row(self={"points": 1, "evidence": [None]}),
            "P429 rows[0].self.evidence[0]: phải là chuỗi, đang là null",
        ),
        (a_row(self={"points": 1, "by": "x\u0001"}), "P429 rows[0].self.by: chuỗi có ký tự điều khiển"),
        (a_row(self={"points": 1, "by": "\ud800"}), "P429 rows[0].self.by: chuỗi có ký tự điều khiển"),
        (a_row(title="x" * 5000), "P429 rows[0].title: chuỗi dài 5000 ký tự"),
        (a_row(self={"points": 1, "evidence": ["x" * 1000] * 9}), "P429 rows[0].self: lý do và tài liệu"),
        (a_fact(value="2019-02-31"), "P429 facts[0].value: không có ngày"),
        (a_fact(value=[]), "P429 facts[0].value: phải là số"),
        (a_fact(), "P429 facts[0]: ghi một trong hai"),
        (a_fact(value=1, text="x"), "P429 facts[0]: ghi một trong hai"),
        (a_json(facts=[{"name": "a#b", "value": 1}]), "P429 facts[0].name: tên số liệu"),
        (a_json(unit=None), "P418 phiếu chưa ghi đơn vị"),
        (a_json(rubric=" "), "P418 phiếu chưa ghi bộ tiêu chí"),
        (
            a_json(schema="cchc-rules/sheet/2"),
            'P429 schema: phiếu theo lược đồ “cchc-rules/sheet/2”, phần mềm này đọc "cchc-rules/sheet/1"',
        ),
        (a_json(schema="bảng điểm"), "T004 đây không phải phiếu chấm điểm JSON"),
        (a_json(schema=None), "T004 đây không phải phiếu chấm điểm JSON"),
        ([], "T004 đây không phải phiếu chấm điểm JSON"),
        (a_json(rows=[{"code": "1"}, {"code": "1"}]), "P402 mã 1 chấm hai lần"),
        (
            a_json(facts=[{"name": "hòa", "value": 1}, {"name": "hoà", "value": 1}]),
            "P426 số liệu [hoà] ghi hai lần",
        ),
    ],
)
def test_each_mistake_is_told_once_with_its_path(value: object, wanted: str) -> None:
    text = json.dumps(value)
    (told,) = json_wrong(text)
    assert wanted in told


def test_everything_wrong_in_one_pass() -> None:
    wrong = a_json(year="x", kind=None, facts=[{"name": 1}], rows=[{"code": "1", "self": {"points": "a", "by": 1}}, 2])
    assert sorted(w.split(":")[0] for w in json_wrong(wrong)) == [
        "P418 phiếu chưa ghi loại đơn vị",
        "P429 facts[0].name",
        "P429 rows[0].self.by",
        "P429 rows[0].self.points",
        "P429 rows[1]",
        "P429 year",
    ]


@pytest.mark.parametrize("where", ['"unit"', '"code"', '"points"'])
def test_keys_given_twice_are_refused(where: str) -> None:
    text = json.dumps(a_json()).replace(f"{where}:", f'{where}: "1", {where}:')
    told = json_wrong(text)
    assert [t for t in told if f"khóa “{where[1:-1]}” ghi hai lần" in t], told
    assert len(told) == 1


def test_lines_of_rows() -> None:
    text = json.dumps(a_json(rows=[{"code": "1"}, {"code": "x x"}]), indent=1)
    (found,) = read_sheet_json("x.json", text).diagnostics
    assert found.span is not None
    assert '"code": "x x"' in found.span.excerpt
    assert text.splitlines()[found.span.line - 1] == found.span.excerpt


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "T003"),
        (" \n", "T003"),
        ("{", "T006"),
        ('{"a": 1,}', "T006"),
        ("{'a': 1}", "T006"),
        ('{"a": "\n"}', "T006"),
        ('{"a": 1} x', "T006"),
        ("PHIẾU CHẤM ĐIỂM", "T006"),
        ("[" * 1_000_000, "T006"),
        ('{"a":' * 200_000, "T006"),
        ("[" * 5_000_000, "T002"),
        ("1" * 100_000, "T004"),
        ("null", "T004"),
    ],
)
def test_what_is_no_sheet_gives_one_error_and_no_traceback(text: str, code: str) -> None:
    assert [w[:4] for w in json_wrong(text)] == [code]


def test_errors_are_bounded() -> None:
    assert len(json_wrong(a_json(rows=[{}] * 3000))) == 101
    assert len(json_wrong(a_json(**{f"k{i}": 1 for i in range(3000)}))) == 101


def test_a_byte_order_mark_is_no_mistake() -> None:
    assert read_json("\ufeff" + json.dumps(a_json())).ok


SHAPES: list[object] = [
    a_json(),
    a_json(note="x", facts=None, rows=[]),
    a_json(year="2019"),
    a_row(self=None, title=None, not_applicable=None),
    a_row(self={"points": None, "reason": None, "evidence": None, "by": None}),
    a_row(self={"points": "-1", "not_applicable": False}),
    a_row(survey={"not_applicable": True, "reason": "x"}, not_applicable={"evidence": ["a"]}),
    a_row(self={"not_applicable": True, "points": None}),
    a_row(self={"not_applicable": False}),
    a_row(self={"points": "1."}),
    a_row(self={"points": "1.5", "evidence": [""]}),
    a_row(reviewed=[]),
    a_row(not_applicable=False),
    a_fact(value=None),
    a_fact(text=None),
    a_fact(text="12"),
    a_fact(text=12),
    a_fact(value=" "),
    a_json(facts=[{"name": "", "value": 1}]),
    a_json(facts=[{"name": "[a]", "value": 1}]),
    a_json(rows=[{"code": "3.đ"}, {"code": "24a"}, {"code": "II"}, {"code": "1.10"}]),
    *(a_json(rows=[{"code": c}]) for c in ("", "1.", "1 ", "A", 1, None, "1.1.1.1.1", "1" * 7)),
    *(a_json(**{key: None}) for key in ("schema", "rubric", "unit", "kind", "year")),
    *(a_json(year=y) for y in (1899, 10000, "1899", "20190", 2019.5, True, "hai")),
    a_json(unit=""),
    a_json(kind=[]),
    a_json(rubric=""),
    [],
    1,
]


@pytest.mark.parametrize("value", SHAPES, ids=range(len(SHAPES)))
def test_the_schema_accepts_what_the_reader_accepts(value: object) -> None:
    assert VALIDATOR.is_valid(value) == fits(value)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@settings(max_examples=30, deadline=None)
@given(sheets())
def test_the_schema_accepts_every_sheet(made: Sheet) -> None:
    VALIDATOR.validate(json.loads(sheet_to_json(made)))


_LEAVES: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    st.sampled_from(["", "x", "1", "0,5", "1e3", "90%", "2019"]),
    st.just([]),
)


def _places(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(p for key, part in inner for p in _places(part, (*path, key)))]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_one_part_changed_at_random_is_judged_alike(data: st.DataObject) -> None:
    value = json.loads(sheet_to_json(good(FULL)))
    path = data.draw(st.sampled_from(_places(value)[1:]))
    changed: Any = copy.deepcopy(value)
    inside = changed
    for key in path[:-1]:
        inside = inside[key]
    if isinstance(inside, dict) and data.draw(st.booleans()):
        del inside[path[-1]]
    else:
        inside[path[-1]] = data.draw(_LEAVES)
    assert VALIDATOR.is_valid(changed) == fits(changed), changed
