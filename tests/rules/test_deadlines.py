"""Deadlines that fall on a day off: what the rubric states becomes of them, and what is told where it states nothing."""

import datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.api.law_in_force import Law
from cchc_rules.api.library import Library
from cchc_rules.api.rubrics.check import all_found, check_files
from cchc_rules.api.sheets.explain import explain_sheet
from cchc_rules.cli.main import run
from cchc_rules.meaning.deadlines import printed_last_day
from cchc_rules.meaning.work_days import WorkDays
from cchc_rules.model.calendar import DueOnDayOff
from cchc_rules.model.stages import Deadline, DueForm, Publication, Stage

MOVES = "  hạn rơi vào ngày nghỉ: chuyển sang ngày làm việc tiếp theo  theo Điều 1\n"
STAYS = "  hạn rơi vào ngày nghỉ: không chuyển  theo Điều 1\n"
HOLIDAYS = "  ngày nghỉ lễ: 02/01/2023, 16/01/2023, 20/01/2023 đến 26/01/2023  theo Điều 1\n"
MADE_UP = "  ngày làm bù: 15/01/2023  theo Điều 1\n"
RUBRIC = """BỘ TIÊU CHÍ han "Hạn"
  văn bản: Quyết định 01/QĐ-MH ngày 29/02/2020
  tổng điểm: 8 điểm  theo Điều 1
  đối tượng: "sở"  theo Điều 1
{settings}CÁC BƯỚC ĐÁNH GIÁ  theo Điều 2
  tự đánh giá: chấm điểm
  điểm chỉ số: tự đánh giá
XẾP LOẠI  theo Điều 3
  từ 80%: "Tốt"
  dưới 80%: "Khá"
{timetable}SỐ LIỆU
  [ngày gửi]: ngày tháng
LĨNH VỰC 1 "X": 8 điểm
TIÊU CHÍ 1.1 "ngày lịch": 4 điểm
  cách chấm: 4 điểm - 1 điểm × số ngày chậm([ngày gửi]; {due}; ngày), không dưới 0 điểm
TIÊU CHÍ 1.2 "ngày làm việc": 4 điểm
  cách chấm: 4 điểm - 1 điểm × số ngày chậm([ngày gửi]; {due}; ngày làm việc), không dưới 0 điểm
"""


def written(
    folder: Path, settings: str, sent: str, due: str = "15/01 năm sau", year: int = 2022, timetable: str = ""
) -> Path:
    """A sheet of 2022, whose deadline 15/01/2023 is a Sunday, beside its rubric."""
    text = RUBRIC.format(settings=settings, due=due, timetable=timetable)
    (folder / "han.cchc").write_text(text, encoding="utf-8")
    sheet = folder / "so-a.phieu"
    sheet.write_text(
        f'PHIẾU CHẤM ĐIỂM\n  bộ tiêu chí: "han.cchc"\n  đơn vị: "Sở A"\n  loại đơn vị: "sở"\n  năm: {year}\n'
        f"SỐ LIỆU\n  [ngày gửi]: {sent}\n",
        encoding="utf-8",
    )
    return sheet


def points(sheet: Path) -> tuple[Fraction | None, ...]:
    card = explain_sheet(sheet, Library()).scorecard
    assert card is not None
    return tuple(n.final for n in card.nodes if n.row is not None or n.criterion.rule is not None)


def codes(sheet: Path) -> set[str]:
    return {d.code for d in all_found(check_files([str(sheet)], Library()))}


@pytest.mark.parametrize(
    ("settings", "sent", "given"),
    [
        # 15/01 is a Sunday, 16/01 stated as a day off: the last permitted day is Tuesday 17/01.
        (HOLIDAYS + MOVES, "15/01/2023", (4, 4)),
        (HOLIDAYS + MOVES, "17/01/2023", (4, 4)),
        (HOLIDAYS + MOVES, "18/01/2023", (3, 3)),
        (HOLIDAYS + MOVES, "27/01/2023", (0, 1)),
        # A Sunday on which people work is no day off.
        (HOLIDAYS + MADE_UP + MOVES, "16/01/2023", (3, 4)),
        (HOLIDAYS + STAYS, "15/01/2023", (4, 4)),
        (HOLIDAYS + STAYS, "16/01/2023", (3, 4)),
        (HOLIDAYS + STAYS, "17/01/2023", (2, 3)),
        (HOLIDAYS, "17/01/2023", (2, 3)),
    ],
)
def test_the_last_permitted_day(tmp_path: Path, settings: str, sent: str, given: tuple[int, int]) -> None:
    assert points(written(tmp_path, settings, sent)) == given


def test_days_off_that_nobody_stated_leave_the_points_unknown(tmp_path: Path) -> None:
    other_year = "  ngày nghỉ lễ: 01/01/2022  theo Điều 1\n"
    late = written(tmp_path, other_year + MOVES, "16/01/2023")
    assert points(late) == (None, None)
    assert "L687" in codes(late)
    # By the printed day it is on time, wherever the deadline moves.
    assert points(written(tmp_path, other_year + MOVES, "15/01/2023")) == (4, 4)


def test_the_explanation_names_both_days(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(written(tmp_path, HOLIDAYS + MOVES, "18/01/2023"))]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "[ngày gửi] = 18/01/2023, hạn 15/01/2023 là ngày nghỉ nên chuyển sang 17/01/2023: chậm 1 ngày" in told


def test_where_nothing_is_stated_a_sheet_and_a_year_are_warned(tmp_path: Path) -> None:
    sheet = written(tmp_path, HOLIDAYS, "10/01/2023")
    assert "L685" in codes(sheet)

    rubric = str(tmp_path / "han.cchc")
    assert "L685" in {d.code for d in all_found(check_files([rubric], Library(law=Law(year=2022))))}
    assert "L685" not in {d.code for d in all_found(check_files([rubric], Library(law=Law(year=2023))))}
    assert "L685" not in codes(written(tmp_path, HOLIDAYS + STAYS, "10/01/2023"))
    assert "L685" not in codes(written(tmp_path, HOLIDAYS + MOVES, "10/01/2023"))


def test_a_deadline_of_the_timetable_is_looked_at_too(tmp_path: Path) -> None:
    before = "TIẾN ĐỘ  theo Điều 6\n  hạn tự đánh giá: trước ngày {} năm sau\n"
    # The last day before Monday 09/01/2023 is a Sunday; before Sunday 15/01/2023 it is a Saturday.
    assert "L685" in codes(written(tmp_path, HOLIDAYS, "10/01/2023", "17/01 năm sau", timetable=before.format("09/01")))
    assert "L685" not in codes(
        written(tmp_path, HOLIDAYS, "10/01/2023", "17/01 năm sau", timetable=before.format("10/01"))
    )


def test_the_29th_of_february_is_told_in_other_years(tmp_path: Path) -> None:
    assert "L686" in codes(written(tmp_path, HOLIDAYS, "10/01/2023", "29/02 năm sau"))
    assert "L686" not in codes(written(tmp_path, HOLIDAYS, "10/01/2023", "29/02 năm sau", year=2023))


@pytest.mark.parametrize(
    ("deadline", "last"),
    [
        (Deadline(Stage.SELF, DueForm.BEFORE, 15, 1), "2020-01-14"),
        (Deadline(Stage.SELF, DueForm.BY, 15, 1), "2020-01-15"),
        (Deadline(Stage.SURVEY, DueForm.BY_QUARTER, quarter=1), "2020-03-31"),
        (Deadline(Publication.PUBLICATION, DueForm.IN_QUARTER, quarter=4, years_after=0), "2019-12-31"),
        (Deadline(Stage.SELF, DueForm.BEFORE, 1, 3), "2020-02-29"),
    ],
)
def test_what_a_deadline_permits_as_printed(deadline: Deadline, last: str) -> None:
    assert printed_last_day(deadline, 2019).isoformat() == last


DAYS = st.dates(datetime.date(2023, 1, 2), datetime.date(2023, 11, 30))


@given(DAYS, st.frozensets(DAYS, min_size=1, max_size=12), st.frozensets(DAYS, max_size=4))
def test_a_moved_deadline_is_the_first_working_day_from_the_printed_one(
    due: datetime.date, off: frozenset[datetime.date], made_up: frozenset[datetime.date]
) -> None:
    days = WorkDays(off, made_up - off, DueOnDayOff.MOVES)
    last = days.last_day(due)
    assert last is not None and last >= due and not days.is_off(last)
    between = (due + datetime.timedelta(days=n) for n in range((last - due).days))
    assert all(days.is_off(day) for day in between)
