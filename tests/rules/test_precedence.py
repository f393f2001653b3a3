"""Which points count where a rule and a person give some: said for a row, for the whole, or by default."""

from fractions import Fraction

import pytest
from rules_sample import sheet_of, text_of

from cchc_rules.checks.rubric.all_checks import check_rubric
from cchc_rules.compile import compile_rubric
from cchc_rules.evaluate.engine import evaluate
from cchc_rules.model.guidance import overlay
from cchc_rules.model.link import link
from cchc_rules.model.rubric import CommonProvisions, Rubric
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.guidance import read_guidance
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.writing.guidance_file import print_guidance
from cchc_rules.writing.rubric_file import print_rubric

_FACTS = "  [a]: tỷ lệ phần trăm"
_RULE = "  cách chấm: [a] × điểm tối đa"
_BY_HAND, _BY_RULE = "ưu tiên: điểm nhập tay", "ưu tiên: điểm theo cách chấm"
_SHEET = sheet_of("[a]: 50%\nthẩm định [a]: 50%", "1.1\n  tự đánh giá: 2\n  thẩm định: 2")


def _text(head: str, on_row: str, rule: str = _RULE) -> str:
    stated = f"  {head}  theo mục II\n" if head else ""
    text = text_of(_FACTS, f"{rule}\n  {on_row}" if on_row else rule)
    return text.replace("  ngày nghỉ lễ", f"{stated}  ngày nghỉ lễ", 1)


def _rubric(head: str = "", on_row: str = "", rule: str = _RULE) -> Rubric:
    parsed = read_rubric(Source.of("thu.cchc", _text(head, on_row, rule)))
    assert parsed.ok, [d.message for d in parsed.diagnostics]
    assert isinstance(parsed.value, Rubric)
    return link(parsed.value, ())


def _points(rubric: Rubric) -> Fraction | None:
    return evaluate(compile_rubric(rubric), _SHEET).nodes[1].final


@pytest.mark.parametrize(
    ("head", "on_row", "points"),
    [
        ("", "", 1),
        ("", _BY_HAND, 2),
        ("", _BY_RULE, 1),
        (_BY_HAND, "", 2),
        (_BY_RULE, "", 1),
        (_BY_HAND, _BY_RULE, 1),
        (_BY_RULE, _BY_HAND, 2),
    ],
)
def test_the_row_stands_before_the_whole_and_the_whole_before_the_default(head: str, on_row: str, points: int) -> None:
    rubric = _rubric(head, on_row)
    assert _points(rubric) == points
    assert check_rubric(rubric) == ()
    printed = print_rubric(rubric)
    again = read_rubric(Source.of("thu.cchc", printed))
    assert again.value == rubric and isinstance(again.value, Rubric)
    assert print_rubric(again.value) == printed
    assert printed.count("ưu tiên") == bool(head) + bool(on_row)


def test_it_is_said_once_and_on_a_basis() -> None:
    text = _text(_BY_HAND, "").replace(f"  {_BY_HAND}  theo mục II\n", f"  {_BY_HAND}\n")
    parsed = read_rubric(Source.of("thu.cchc", text)).value
    assert isinstance(parsed, Rubric)
    assert [d.code for d in check_rubric(link(parsed, ()))] == ["K307"]
    twice = _text(_BY_HAND, "").replace(f"  {_BY_HAND}", f"  {_BY_RULE}  theo mục II\n  {_BY_HAND}", 1)
    assert [d.code for d in read_rubric(Source.of("thu.cchc", twice)).diagnostics] == ["B202"]


def test_common_provisions_say_it_for_every_table() -> None:
    text = f'QUY ĐỊNH CHUNG chung "Chung"\n  {_BY_HAND}  theo mục I\n'
    common = read_rubric(Source.of("chung.cchc", text)).value
    assert isinstance(common, CommonProvisions)
    assert print_rubric(common) == text
    assert _points(link(_rubric(), (common,))) == 2
    assert _points(link(_rubric(_BY_RULE), (common,))) == 1


@pytest.mark.parametrize(("head", "on_row", "points"), [("", "", 2), (_BY_RULE, "", 1), ("", _BY_RULE, 1)])
def test_a_guidance_says_it_once_too(head: str, on_row: str, points: int) -> None:
    last = f"  {on_row}\n" if on_row else ""
    said = f"""HƯỚNG DẪN CHẤM ĐIỂM hd "Hướng dẫn"
  cho bộ tiêu chí: thu
  văn bản: Hướng dẫn 01/HD-BCĐ ngày 15/12/2019
  {_BY_HAND}

1.1
{_RULE}
{last}"""
    guidance = read_guidance(Source.of("hd.cchc", said)).value
    assert guidance is not None
    assert print_guidance(guidance) == said
    merged, found = overlay(_rubric(head, rule=""), guidance)
    assert found == ()
    assert _points(merged) == points
