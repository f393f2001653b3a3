"""Days off and days made up: how they are said, what they do to working days late, what is told of them."""

from fractions import Fraction

import pytest
from rules_sample import HEAD, sheet_of

from cchc_rules.checks.rubric.all_checks import check_rubric
from cchc_rules.checks.sheet.all_checks import check_sheet
from cchc_rules.compile import compile_rubric
from cchc_rules.evaluate.engine import evaluate
from cchc_rules.explain.rules.rule_context import context_at
from cchc_rules.explain.rules.words import computed
from cchc_rules.model.guidance import overlay
from cchc_rules.model.link import link
from cchc_rules.model.rubric import CommonProvisions, Rubric
from cchc_rules.results.reasons import Computed
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.guidance import read_guidance
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.writing.guidance_file import print_guidance
from cchc_rules.writing.rubric_file import print_rubric

_STATED = "  ngày nghỉ lễ: 01/01/2020, 23/01/2020 đến 29/01/2020  theo mục I\n"
_DAYS = "  ngày nghỉ lễ: 23/01/2020 đến 29/01/2020  theo mục I\n  ngày làm bù: 01/02/2020  theo mục I\n"
_RULE = """    cách chấm: 5 điểm - 0,5 điểm × số ngày chậm([gửi]; 20/01 năm sau; ngày làm việc), không dưới 0 điểm
"""


def _text(days: str, rule: str = _RULE) -> str:
    head = HEAD.format(max=5)
    assert _STATED in head
    return f"""{head.replace(_STATED, days)}
SỐ LIỆU
  [gửi]: ngày tháng
  [lỗi]: số đếm

LĨNH VỰC 1 "Thử": 5 điểm
TIÊU CHÍ 1.1 "Dòng thử": 5 điểm
{rule}"""


def _rubric(days: str, rule: str = _RULE) -> Rubric:
    parsed = read_rubric(Source.of("thu.cchc", _text(days, rule)))
    assert parsed.ok, [d.message for d in parsed.diagnostics]
    assert isinstance(parsed.value, Rubric)
    return link(parsed.value, ())


def _points(rubric: Rubric, sent: str) -> tuple[Fraction | None, tuple[str, ...]]:
    card = evaluate(compile_rubric(rubric), sheet_of(f"[gửi]: {sent}"))
    row = card.nodes[1]
    told = [
        line for b in row.because if isinstance(b, Computed) for line in computed(b, context_at(card, row, b.stage))
    ]
    return next(b.result.exact for b in row.because if isinstance(b, Computed)), tuple(told)


@pytest.mark.parametrize(
    ("sent", "plain", "with_days"),
    [
        ("20/01/2020", 0, 0),
        ("21/01/2020", 1, 1),
        ("22/01/2020", 2, 2),
        ("23/01/2020", 3, 2),
        ("29/01/2020", 7, 2),
        ("30/01/2020", 8, 3),
        ("31/01/2020", 9, 4),
        ("01/02/2020", 9, 5),
        ("02/02/2020", 9, 5),
        ("03/02/2020", 10, 6),
    ],
)
def test_working_days_leave_days_off_out_and_count_days_made_up(sent: str, plain: int, with_days: int) -> None:
    for days, late in (("", plain), (_DAYS, with_days)):
        assert _points(_rubric(days), sent)[0] == max(Fraction(0), 5 - Fraction(late, 2))


@pytest.mark.parametrize(
    ("due", "sent", "late"),
    [
        # A day off that the deadline falls on: it was over that day, so nothing is left out for it.
        ("23/01", "23/01/2020", 0),
        ("23/01", "24/01/2020", 0),
        ("23/01", "29/01/2020", 0),
        ("23/01", "30/01/2020", 1),
        ("23/01", "01/02/2020", 3),
        ("29/01", "30/01/2020", 1),
        ("25/01", "30/01/2020", 1),
        # A day made up that the deadline falls on: nor is anything counted for it.
        ("01/02", "01/02/2020", 0),
        ("01/02", "03/02/2020", 1),
    ],
)
def test_a_due_day_that_is_itself_off_or_made_up_counts_for_nothing(due: str, sent: str, late: int) -> None:
    assert _points(_rubric(_DAYS, _RULE.replace("20/01", due)), sent)[0] == 5 - Fraction(late, 2)


def test_calendar_days_know_no_days_off() -> None:
    rule = _RULE.replace("ngày làm việc", "ngày")
    assert _points(_rubric(_DAYS, rule), "29/01/2020")[0] == Fraction(1, 2)
    assert not any("nghỉ" in line for line in _points(_rubric(_DAYS, rule), "29/01/2020")[1])


def test_the_explanation_names_the_days() -> None:
    told = _points(_rubric(_DAYS), "03/02/2020")[1]
    assert told[0].endswith(
        "(không tính ngày nghỉ lễ 23/01/2020, 24/01/2020, 27/01/2020, 28/01/2020, 29/01/2020; "
        "có tính ngày làm bù 01/02/2020)"
    )
    assert not any("nghỉ lễ" in line for line in _points(_rubric(_DAYS), "22/01/2020")[1])


def test_printing_is_the_inverse_of_reading() -> None:
    rubric = _rubric(_DAYS)
    printed = print_rubric(rubric)
    again = read_rubric(Source.of("thu.cchc", printed))
    assert again.value == rubric
    assert "ngày nghỉ lễ: 23/01/2020 đến 29/01/2020  theo mục I" in printed
    assert print_rubric(_rubric(_DAYS.replace("nghỉ lễ", "nghỉ"))) == printed


@pytest.mark.parametrize(
    ("days", "codes"),
    [
        (_DAYS, []),
        ("", ["L634"]),
        ("  ngày làm bù: 01/02/2020  theo mục I\n", ["L634"]),
        ("  ngày nghỉ lễ: 23/01/2020\n", ["K307"]),
        ("  ngày nghỉ lễ: 23/01/2020 đến 01/02/2020  theo mục I\n  ngày làm bù: 01/02/2020  theo mục I\n", ["L636"]),
    ],
)
def test_what_is_wrong_is_told_once(days: str, codes: list[str]) -> None:
    assert [d.code for d in check_rubric(_rubric(days)) if d.code != "K314"] == codes


def test_nobody_is_asked_for_days_off_that_are_not_counted() -> None:
    rule = "    cách chấm: 5 điểm - 1 điểm × [lỗi] + 0 điểm × số ngày chậm([gửi]; 20/01 năm sau; ngày), không dưới 0 điểm\n"
    assert "L634" not in [d.code for d in check_rubric(_rubric("", rule))]


def test_a_comparison_counts_working_days_too() -> None:
    rule = """    cách chấm: theo trường hợp
      khi [lỗi] lớn hơn số ngày chậm([gửi]; 20/01 năm sau; ngày làm việc): 0 điểm
      còn lại: 5 điểm
"""
    rubric = read_rubric(Source.of("thu.cchc", _text("", rule).replace("số đếm", 'số đếm "ngày"'))).value
    assert isinstance(rubric, Rubric)
    assert [d.code for d in check_rubric(link(rubric, ()))] == ["L634"]


@pytest.mark.parametrize("days", ["29/01/2020 đến 23/01/2020", "01/01/2020 đến 01/01/2021"])
def test_stretches_that_cannot_be_meant_are_refused(days: str) -> None:
    found = read_rubric(Source.of("thu.cchc", _text(f"  ngày nghỉ lễ: {days}  theo mục I\n"))).diagnostics
    assert [d.code for d in found] == ["L635"]


def test_common_provisions_and_guidance_add_their_days() -> None:
    text = 'QUY ĐỊNH CHUNG chung "Chung"\n  ngày nghỉ lễ: 23/01/2020 đến 29/01/2020  theo mục I\n'
    common = read_rubric(Source.of("chung.cchc", text)).value
    assert isinstance(common, CommonProvisions)
    assert _points(link(_rubric("  ngày làm bù: 01/02/2020  theo mục I\n"), (common,)), "03/02/2020")[0] == 2
    said = """HƯỚNG DẪN CHẤM ĐIỂM hd "Hướng dẫn"
  cho bộ tiêu chí: thu
  văn bản: Hướng dẫn 01/HD-BCĐ ngày 15/12/2019
  ngày nghỉ lễ: 23/01/2020 đến 29/01/2020
  ngày làm bù: 01/02/2020
"""
    guidance = read_guidance(Source.of("hd.cchc", said)).value
    assert guidance is not None
    assert print_guidance(guidance) == said
    merged, found = overlay(_rubric(""), guidance)
    assert found == ()
    assert _points(merged, "03/02/2020")[0] == 2
    assert [d.code for d in check_rubric(merged) if d.code != "K314"] == []


@pytest.mark.parametrize(
    ("sent", "years"),
    [("31/12/2020", None), ("04/01/2021", "2021"), ("04/01/2022", "2021, 2022"), ("20/01/2020", None)],
)
def test_a_year_without_a_day_off_is_told(sent: str, years: str | None) -> None:
    found = [d for d in check_sheet(_rubric(_STATED), sheet_of(f"[gửi]: {sent}")) if d.code == "L641"]
    assert [f"năm {years}" in d.message for d in found] == ([True] if years else [])


@pytest.mark.parametrize(("sent", "told"), [("31/08/2020", False), ("01/09/2020", True)])
def test_a_stretch_of_a_year_without_public_holidays_needs_none(sent: str, told: bool) -> None:
    rule = _RULE.replace("20/01 năm sau", "05/05 năm sau")
    rubric = _rubric("  ngày nghỉ lễ: 01/01/2021  theo mục I\n", rule)
    assert ("L641" in [d.code for d in check_sheet(rubric, sheet_of(f"[gửi]: {sent}"))]) is told


def test_calendar_days_need_no_days_off() -> None:
    rubric = _rubric(_STATED, _RULE.replace("ngày làm việc", "ngày"))
    assert "L641" not in [d.code for d in check_sheet(rubric, sheet_of("[gửi]: 04/01/2021"))]
