"""What the edits of a finding write, to the letter: each asserts something, so each is looked at by itself."""

import json
from pathlib import Path

import pytest
from checks_sample import VALID

from cchc_rules.api.library import Library
from cchc_rules.api.rubrics.check import all_found, check_files
from cchc_rules.api.rubrics.fix import fix_file
from cchc_rules.checks.rubric.all_checks import check_rubric
from cchc_rules.checks.rubric.inheritance import marks_name_tables
from cchc_rules.diagnostics import Diagnostic, FixKind, render_all
from cchc_rules.diagnostics.edits import applied
from cchc_rules.model.rubric import CommonProvisions, Rubric
from cchc_rules.source import Source, WrittenText
from cchc_rules.syntax.rubric.reader import read_rubric


def _found(text: str) -> tuple[Diagnostic, ...]:
    read = read_rubric(Source.of("mau.cchc", text))
    if not read.ok or not isinstance(read.value, Rubric):
        return read.diagnostics
    return check_rubric(read.value)


def _lines_written(text: str, d: Diagnostic) -> list[str]:
    """What each edit of a finding puts there: the lines that are new, else what it takes away behind a minus."""
    found = []
    for fix in d.fixes:
        before, after = text.split("\n"), applied(WrittenText.of(text), fix.edits).split("\n")
        new = [line.strip() for line in after if line not in before]
        found.append(" / ".join(new) or "-" + " / ".join(line.strip() for line in before if line not in after))
    return found


_BEST = "điểm chỉ số: ĐTXHH cộng phúc tra, không có thì thẩm định"
_PRAISE = '1 khi chỉ số dưới 70% hoặc từ {} lĩnh vực dưới 50%: "không khen thưởng"'
_BLAME = '2 khi lĩnh vực {} dưới 50%: "phê bình"'
_PLAN = 'TIÊU CHÍ 1.1 "Kế hoạch của viên chức": {} điểm'
CASES = (
    # the bound of either neighbour
    ("từ 50% đến dưới 90%", "từ 50% đến dưới 80%", "K305", ['từ 50% đến dưới 90%: "Khá"', 'từ 80%: "Tốt"']),
    ("từ 50% đến dưới 90%", "từ 50% đến dưới 95%", "K306", ['từ 95%: "Tốt"', 'từ 50% đến dưới 90%: "Khá"']),
    ("từ 50% đến dưới 90%", "từ 40% đến dưới 90%", "K306", ['từ 50% đến dưới 90%: "Khá"', 'dưới 40%: "Yếu"']),
    ('từ 90%: "Tốt"', 'từ 90% đến dưới 100%: "Tốt"', "K305", ['từ 90%: "Tốt"']),
    ('dưới 50%: "Y', 'dưới 50,5%: "Y', "K306", ['từ 50,5% đến dưới 90%: "Khá"', 'dưới 50%: "Yếu"']),
    # codes, steps, numbers
    ("khi lĩnh vực 2 dưới", "khi lĩnh vực 3 dưới", "K316", [_BLAME.format(1), _BLAME.format(2)]),
    ("khi lĩnh vực 2 dưới", "khi lĩnh vực 2.1 dưới", "K328", [_BLAME.format(2)]),
    ("từ 1 lĩnh vực", "từ 3 lĩnh vực", "K319", [_PRAISE.format(2)]),
    ('viên chức": 4 điểm', 'viên chức": 3,8 điểm', "K320", [_PLAN.format("3,5"), _PLAN.format(4)]),
    ('viên chức": 4 điểm', 'viên chức": 0,3 điểm', "K320", [_PLAN.format("0,5")]),
    # sources of points
    ("ĐTXHH cộng phúc tra, không", "phúc tra, không", "K326", [_BEST]),
    ("phúc tra, không có thì thẩm định", "thẩm định", "K331", [_BEST]),
    ("phúc tra, không có thì thẩm định", "thẩm định, không có thì phúc tra", "K331", [_BEST]),
    ("phúc tra, không có thì thẩm định", "phúc tra", "K430", [_BEST]),
    # what is said twice, or says nothing
    ("dưới 70% hoặc từ", "dưới 70% hoặc chỉ số dưới 60% hoặc từ", "K392", [_PRAISE.format(1)]),
    ("chỉ số dưới 70% hoặc", "chỉ số dưới 60% hoặc chỉ số dưới 70% hoặc", "K392", [_PRAISE.format(1)]),
    ("  bước điểm", "  tổng điểm: 12 điểm\n  bước điểm", "B202", ["-tổng điểm: 12 điểm"]),
    ('từ 90%: "Tốt"', 'từ 90%: "Tốt"\n  xếp "Yêu" khi: 1.1 bằng 0 điểm', "X811", ['xếp "Yếu" khi: 1.1 bằng 0 điểm']),
)


@pytest.mark.parametrize(("right", "typed", "code", "lines"), CASES)
def test_an_edit_writes_what_it_says(right: str, typed: str, code: str, lines: list[str]) -> None:
    assert VALID.count(right) == 1
    text = VALID.replace(right, typed)
    found = _found(text)
    one = next((d for d in found if d.code == code), None)
    assert one is not None, render_all(found)
    assert _lines_written(text, one) == lines
    assert all(fix.kind is FixKind.CONTENT for fix in one.fixes)


@pytest.mark.parametrize("condition", ["lĩnh vực 2.1 dưới 50%", "lĩnh vực 2.1 dưới 50% và 1.1 bằng 0 điểm"])
def test_a_row_that_is_no_field_is_told_in_conditions_of_ratings_too(condition: str) -> None:
    text = VALID.replace('  dưới 50%: "Yếu"', f'  dưới 50%: "Yếu"\n  xếp "Yếu" khi: {condition}')
    (one,) = (d for d in _found(text) if d.code == "K328")
    assert "2.1 ở cấp tiêu chí" in one.message
    assert _lines_written(text, one) == [f'xếp "Yếu" khi: {condition.replace("2.1", "2")}']


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ('  TIEU CHI 1.1 "Kế', '  TIÊU CHÍ 1.1 "Kế'),
        ('  Tiêu chi 1.1 "Kế', '  tiêu chí 1.1 "Kế'),
        ('  TIÊU CHÍ 1.1 "Kế', '  TIÊU CHÍ 1.1 "Kế'),
    ],
)
def test_a_level_without_marks_is_mended(typed: str, mended: str, tmp_path: Path) -> None:
    file = tmp_path / "mau.cchc"
    text = VALID.replace('  TIÊU CHÍ 1.1 "Kế', typed)
    file.write_text(text, encoding="utf-8")
    result = fix_file(file, all_found(check_files([str(file)], Library())))
    assert (result.data or text.encode()).decode() == VALID.replace('  TIÊU CHÍ 1.1 "Kế', mended)


def test_a_near_name_of_a_table_is_offered() -> None:
    text = 'QUY ĐỊNH CHUNG chung "Chung"\n  bước điểm: 0,5 điểm  cho bảng bang-11\n'
    common = read_rubric(Source.of("chung.cchc", text)).value
    assert isinstance(common, CommonProvisions)
    (one,) = marks_name_tables(common, ("bang-1", "xa"))
    assert _lines_written(text, one) == ["bước điểm: 0,5 điểm  cho bảng bang-1"]


def test_a_near_level_is_offered() -> None:
    rule = '    cách chấm: theo mức [vùng]\n      "núi": 4 điểm\n      "biên": 1 điểm\n'
    head = '  TIÊU CHÍ 1.1 "Kế hoạch của viên chức": 4 điểm\n'
    text = VALID.replace(head, head + rule)
    (one,) = (d for d in _found(text) if d.code == "L612")
    assert _lines_written(text, one) == ['"biển": 1 điểm']


SHEET = """{{"schema": "cchc-rules/sheet/1", "rubric": "mau", "unit": "Sở A", "kind": "sở", "year": 2020,
 "facts": [
  {{"name": "{name}", "value": {value}}}
 ],
 "rows": [{{"code": "1.1", "self": {{"points": {points}}}}}]}}
"""


@pytest.mark.parametrize(
    ("values", "code", "offered"),
    [
        ({"points": '"4,5"'}, "P429", ['"4.5"']),
        ({"points": '"3,5"'}, "P429", ['"3.5"']),
        ({"points": "35e-1"}, "P429", ['"3.5"']),
        ({"points": '"3.5 điểm"'}, "P429", ['"3.5"']),
        ({"points": '"1,000"'}, "P429", []),
        ({"points": '"ba"'}, "P429", []),
        ({"points": '"4.5"'}, "P404", ['"4"']),
        ({"points": "4.5"}, "P404", ["4"]),
        ({"points": '"3.75"'}, "P406", ['"3.5"', '"4"']),
        ({"points": "-2"}, "P405", ["0", "2"]),
        ({"name": "tỷ lệ đúng hạn", "value": '"87.5"'}, "P425", ['"87.5%"']),
        ({"name": "số xã", "value": '"12%"'}, "P425", ['"12"']),
        ({"name": "số xã", "value": '"1.5"'}, "P425", []),
        ({"name": "có đơn vị sự nghiệp", "value": '"có"'}, "P425", ["true"]),
        ({"name": "có đơn vị sự nghiệp", "value": '"không"'}, "P425", ["false"]),
        ({"name": "có đơn vị sự nghiệp", "value": "1"}, "P425", []),
    ],
)
def test_a_value_of_a_json_sheet_is_mended_as_json(
    values: dict[str, str], code: str, offered: list[str], tmp_path: Path
) -> None:
    (tmp_path / "mau.cchc").write_text(VALID, encoding="utf-8")
    given = {"name": "số xã", "value": "3", "points": '"3.5"', **values}
    text = SHEET.format(**given)
    file = tmp_path / "a.json"
    file.write_text(text, encoding="utf-8")
    (one,) = (d for d in all_found(check_files([str(file)], Library())) if d.code == code)
    texts = [applied(WrittenText.of(text), fix.edits) for fix in one.fixes]
    key = "points" if "points" in values else "value"
    assert texts == [SHEET.format(**{**given, key: value}) for value in offered]
    for changed in texts:
        json.loads(changed)


def test_no_line_is_taken_out_of_a_json_sheet(tmp_path: Path) -> None:
    (tmp_path / "mau.cchc").write_text(VALID, encoding="utf-8")
    file = tmp_path / "a.json"
    twice = '"value": 3},\n  {"name": "số xã", "value": 4}'
    text = SHEET.format(name="số xã", value="3", points="3.5").replace('"value": 3}', twice)
    file.write_text(text, encoding="utf-8")
    (one,) = (d for d in all_found(check_files([str(file)], Library())) if d.code == "P426")
    assert one.fixes == ()
