"""Days and deadlines in conditions: exact at each day, moved only where the rubric says so, open where days off are not."""

import datetime
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules_sample import codes, rubric_of

from cchc_rules.api.library import Library
from cchc_rules.api.rubrics.check import all_found, check_files
from cchc_rules.compile import compile_rubric
from cchc_rules.compile.rules import RowRule
from cchc_rules.meaning.rules import apply
from cchc_rules.meaning.situation import Situation
from cchc_rules.model.calendar import DueOnDayOff

FACTS = "  [nhận]: ngày tháng\n  [gửi]: ngày tháng"
_PASS = "  cách chấm: đạt hoặc không, đạt khi {}\n    khi không phát sinh: 0 điểm"


def made(condition: str) -> tuple[RowRule, Situation]:
    """The rule of a row that is met by a condition, and a situation of 2019 with the days off of 2020."""
    tree = compile_rubric(rubric_of(FACTS, _PASS.format(condition)))
    rule = next(n.rule for n in tree.nodes if n.rule is not None)
    return rule, Situation({}, tree.rules.declared, "A", "sở", 2019, rule.max, tree.rules.work_days)


def met(condition: str, moves: bool = False, **known: str) -> bool | None:
    """Whether the row gets its maximum; None while that is open. Both ways of working out agree."""
    rule, s = made(condition)
    days = {name: datetime.datetime.strptime(day, "%d/%m/%Y").date() for name, day in known.items()}
    rule_of_days = DueOnDayOff.MOVES if moves else DueOnDayOff.STAYS
    s = attrs.evolve(s, known=days, work_days=attrs.evolve(s.work_days, rule=rule_of_days))
    exact = apply(rule.rule, s).exact
    assert rule.program(s) in (exact, None)
    return None if exact is None else exact == 2


@pytest.mark.parametrize(
    ("condition", "first", "last"),
    [
        # What a day must be to meet it: from `first` to `last`.
        ("[gửi] từ 30/01 năm sau", "30/01/2020", ""),
        ("[gửi] không trước 30/01/2020", "30/01/2020", ""),
        ("[gửi] sau 30/01 năm sau", "31/01/2020", ""),
        ("[gửi] trước 30/01 năm sau", "", "29/01/2020"),
        ("[gửi] không sau ngày 30/01 năm sau", "", "30/01/2020"),
        ("[gửi] chậm nhất ngày 30/01 năm sau", "", "30/01/2020"),
        ("[gửi] trước 30 tháng 01 năm 2020", "", "29/01/2020"),
        ("[gửi] từ 29/02 trong năm", "28/02/2019", ""),
    ],
)
def test_each_word_at_its_day(condition: str, first: str, last: str) -> None:
    day = datetime.datetime.strptime(first or last, "%d/%m/%Y").date()
    beyond = day + datetime.timedelta(days=-1 if first else 1)
    assert met(condition, gửi=day.strftime("%d/%m/%Y")) is True
    assert met(condition, gửi=beyond.strftime("%d/%m/%Y")) is False


def test_a_deadline_moves_off_a_day_off_and_a_day_does_not() -> None:
    # 18/01/2020 is a Saturday.
    for moves, wanted in ((True, True), (False, False)):
        assert met("[gửi] chậm nhất 18/01 năm sau", moves, gửi="20/01/2020") is wanted
        assert met("[gửi] trong 10 ngày kể từ [nhận]", moves, nhận="08/01/2020", gửi="20/01/2020") is wanted
    assert met("[gửi] chậm nhất 18/01 năm sau", True, gửi="21/01/2020") is False
    assert met("[gửi] không sau 18/01 năm sau", True, gửi="20/01/2020") is False


def test_the_day_counted_from_is_not_counted() -> None:
    within = "[gửi] trong 01 ngày làm việc kể từ [nhận]"
    assert met(within, nhận="06/01/2020", gửi="07/01/2020") is True
    assert met(within, nhận="06/01/2020", gửi="08/01/2020") is False
    # From a Friday the next working day is Monday.
    assert met(within, nhận="10/01/2020", gửi="13/01/2020") is True


def test_days_off_that_nobody_stated_leave_it_open() -> None:
    within = "[gửi] trong 05 ngày làm việc kể từ [nhận]"
    assert met(within, nhận="05/03/2019", gửi="10/03/2019") is True  # on time were every day worked
    assert met(within, nhận="05/03/2019", gửi="11/03/2019") is None
    assert met(within, nhận="31/12/2019", gửi="15/01/2020") is not None
    rule, s = made(within)
    known = {"nhận": datetime.date(2019, 3, 5), "gửi": datetime.date(2019, 3, 11)}
    assert apply(rule.rule, attrs.evolve(s, known=known)).missing == ("ngày nghỉ lễ năm 2019",)


days = st.dates(datetime.date(2019, 12, 1), datetime.date(2020, 3, 1))


@given(
    st.sampled_from(
        ("[gửi] trong 05 ngày làm việc kể từ [nhận]", "[gửi] trong 03 ngày kể từ [nhận]", "[gửi] từ 30/01 năm sau")
    ),
    days,
    days,
    st.sampled_from(((), ("nhận",), ("gửi",), ("nhận", "gửi"))),
)
def test_no_completion_leaves_the_bounds(
    condition: str, received: datetime.date, sent: datetime.date, kept: tuple[str, ...]
) -> None:
    rule, s = made(condition)
    known = {"nhận": received, "gửi": sent}
    partly = apply(rule.rule, attrs.evolve(s, known={n: known[n] for n in kept}))
    whole = apply(rule.rule, attrs.evolve(s, known=known))
    for end in (whole.points.low, whole.points.high):
        assert end is not None and partly.points.low is not None and partly.points.high is not None
        assert partly.points.low <= end <= partly.points.high


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        # Together they leave no day out, so nothing remains for `còn lại`.
        (("[gửi] trước 30/01 năm sau: 2 điểm", "[gửi] từ 30/01 năm sau: 1 điểm"), []),
        (("[gửi] trước 30/01 năm sau: 2 điểm", "[gửi] sau 30/01 năm sau: 1 điểm"), ["L613"]),
        (("[gửi] trước 30/01 năm sau: 2 điểm", "[gửi] trước 15/01 năm sau: 1 điểm", ""), ["L610"]),
        (("[gửi] chậm nhất 15/01 năm sau: 2 điểm", "[gửi] chậm nhất 31/01 năm sau: 1 điểm", ""), []),
        (("[gửi] chậm nhất 31/01 năm sau: 2 điểm", "[gửi] chậm nhất 15/01 năm sau: 1 điểm", ""), ["L610"]),
        # A deadline may move, so the day after the printed one may be in time.
        (("[gửi] chậm nhất 15/01 năm sau và [gửi] sau 15/01 năm sau: 2 điểm", ""), []),
        (("[gửi] từ 15/02 năm sau và [gửi] trước 15/01 năm sau: 2 điểm", ""), ["L610"]),
    ],
)
def test_lines_that_leave_days_out_or_are_never_met(lines: tuple[str, ...], found: list[str]) -> None:
    cases = "\n".join(f"    khi {line}" if line else "    còn lại: 0 điểm" for line in lines)
    assert codes("  [gửi]: ngày tháng", f"  cách chấm: theo trường hợp\n{cases}") == found


def test_only_days_are_compared_with_days() -> None:
    assert "L614" in codes("  [x]: số đếm", _PASS.format("[x] từ 30/01 năm sau"))
    assert "L614" in codes("  [gửi]: ngày tháng\n  [x]: số đếm", _PASS.format("[gửi] trong 05 ngày kể từ [x]"))
    assert "B208" in codes(FACTS, _PASS.format("[gửi] trong 00 ngày kể từ [nhận]"))
    assert Fraction(2) == made("[gửi] từ 30/01/2020")[0].max


RUBRIC = """BỘ TIÊU CHÍ mau "Mẫu"
  văn bản: Quyết định 01/QĐ-MH ngày 20/02/2013
  tổng điểm: 2 điểm  theo Điều 1
  đối tượng: "xã"  theo Điều 1
{settings}CÁC BƯỚC ĐÁNH GIÁ  theo Điều 2
  tự đánh giá: chấm điểm
  điểm chỉ số: tự đánh giá
XẾP LOẠI  theo Điều 3
  từ 80%: "Đạt"
  dưới 80%: "Không đạt"
SỐ LIỆU
  [nhận]: ngày tháng
  [gửi]: ngày tháng
LĨNH VỰC 1 "X": 2 điểm
  cách chấm: đạt hoặc không, đạt khi [gửi] trong 10 ngày kể từ [nhận]
"""
_MOVES = "  hạn rơi vào ngày nghỉ: chuyển sang ngày làm việc tiếp theo  theo Điều 1\n"


@pytest.mark.parametrize(
    ("settings", "received", "found"),
    [
        # Ten days after 08/01/2020 is Saturday 18/01.
        ("", "08/01/2020", ["L685"]),
        ("", "10/01/2020", []),
        ("  hạn rơi vào ngày nghỉ: không chuyển  theo Điều 1\n", "08/01/2020", []),
        (_MOVES, "08/01/2020", ["L687"]),
        (_MOVES + "  ngày nghỉ lễ: 01/01/2020  theo Điều 1\n", "08/01/2020", []),
    ],
)
def test_a_counted_deadline_on_a_day_off_is_told(
    tmp_path: Path, settings: str, received: str, found: list[str]
) -> None:
    (tmp_path / "mau.cchc").write_text(RUBRIC.format(settings=settings), encoding="utf-8")
    sheet = tmp_path / "xa-a.phieu"
    sheet.write_text(
        'PHIẾU CHẤM ĐIỂM\n  bộ tiêu chí: "mau.cchc"\n  đơn vị: "Xã A"\n  loại đơn vị: "xã"\n  năm: 2019\n'
        f"SỐ LIỆU\n  [nhận]: {received}\n  [gửi]: 20/01/2020\n",
        encoding="utf-8",
    )
    assert [d.code for d in all_found(check_files([str(sheet)], Library()))] == found
