"""How far a period has come: in time to the day, rows to the row, whom each waits for, names only by their rules."""

import pytest

from cchc_rules.explain.words import periods as words
from cchc_rules.model.stages import Stage
from cchc_rules.results.period_status import Pace
from tests.periods.given import RUBRIC, period, sheet, status, unit

APPRAISED = Stage.APPRAISAL


@pytest.mark.parametrize(
    ("received", "pace", "days"),
    # `trước ngày 12/01` is the 11th, a Saturday: the rubric moves it to Monday the 13th.
    [("11/01/2020", Pace.IN_TIME, 0), ("13/01/2020", Pace.IN_TIME, 0), ("14/01/2020", Pace.LATE, 1)],
)
def test_a_sheet_is_late_the_day_after_its_last_day(received: str, pace: Pace, days: int) -> None:
    found = unit(status(period("Sở A"), {"a.phieu": sheet("Sở A", received=received)}), "Sở A")
    timing = found.timing(Stage.SELF)
    assert timing is not None and (timing.pace, timing.days) == (pace, days)


@pytest.mark.parametrize(
    ("on", "told"),
    [
        ("12/01/2020", "chưa nộp, còn 1 ngày"),
        ("13/01/2020", "chưa nộp, hạn hôm nay"),
        ("14/01/2020", "chưa nộp, quá hạn 1 ngày"),
    ],
)
def test_what_has_not_come_is_overdue_the_day_after(on: str, told: str) -> None:
    assert words.submitted(unit(status(period("Sở A"), {}, on), "Sở A")) == told


def test_a_deadline_that_hangs_on_days_off_nobody_stated_is_told_so() -> None:
    text = period("Sở A", "Sở B", head='KỲ ĐÁNH GIÁ 2019 "Năm 2019"\n')
    sheets = {"a.phieu": sheet("Sở A", received="11/01/2020"), "b.phieu": sheet("Sở B", received="13/01/2020")}
    found = status(text, sheets)
    assert words.due(found.tables[0].dues[0]) == (
        "tự đánh giá: 11/01/2020 hoặc sau đó, vì chưa nêu ngày nghỉ lễ năm 2020"
    )
    paces = [u.timing(Stage.SELF) for u in found.units]
    assert [t.pace for t in paces if t is not None] == [Pace.IN_TIME, Pace.DUE_UNKNOWN]


def test_an_extension_is_for_the_units_it_names_and_the_furthest_counts() -> None:
    more = (
        '  gia hạn tự đánh giá cho "SỞ A" đến 20/01/2020  theo Công văn 1/UBND-TH\n'
        "  gia hạn tự đánh giá đến 15/01/2020  theo Công văn 2/UBND-TH\n"
    )
    found = status(period("Sở A", "Sở B", more=more), {}, "16/01/2020")
    assert [words.submitted(u) for u in found.units] == [
        "chưa nộp, còn 4 ngày, gia hạn đến 20/01/2020",
        "chưa nộp, quá hạn 1 ngày, gia hạn đến 15/01/2020",
    ]


def test_rows_are_counted_to_the_row_and_wait_for_the_first_stage_that_has_not_settled_them() -> None:
    rows = '1.1\n  tự đánh giá: 6 điểm, TLKC "1/BC"\n'
    found = unit(status(period("Sở A"), {"a.phieu": sheet("Sở A", rows)}), "Sở A")
    told = [words.stage(found, s) for s in (Stage.SELF, APPRAISED, Stage.SURVEY)]
    assert told == ["1/2, thiếu 1.2", "0/2", "0/1"]
    waiting = [(w.stage.value, w.who, [c.text for c in w.rows]) for w in found.waiting]
    assert waiting == [
        ("tự đánh giá", "Sở A", ["1.2"]),
        ("thẩm định", "Hội đồng", ["1.1"]),
        ("ĐTXHH", "phiếu điều tra", ["1.3"]),
    ]
    assert not found.submitted and not found.complete


def test_a_row_said_not_to_apply_is_settled_by_the_unit_and_points_without_evidence_are_told() -> None:
    rows = '1.1\n  tự đánh giá: 6 điểm\n1.2\n  không áp dụng, vì "không có"\n'
    found = unit(status(period("Sở A"), {"a.phieu": sheet("Sở A", rows)}), "Sở A")
    assert words.stage(found, Stage.SELF) == "2/2"
    assert found.progress is not None and [c.text for c in found.progress.bare] == ["1.1"]
    zero = sheet("Sở A", "1.1\n  tự đánh giá: 0 điểm\n")
    none = unit(status(period("Sở A"), {"a.phieu": zero}), "Sở A").progress
    assert none is not None and none.bare == ()


def test_whoever_the_period_names_comes_before_whom_the_rubric_does() -> None:
    text = period("Sở A").replace("  LOẠI", '  thẩm định: do "Sở Nội vụ", do "Sở Tư pháp" cho 1.2\n  LOẠI')
    rows = '1.1\n  tự đánh giá: 6 điểm, TLKC "1/BC"\n1.2\n  tự đánh giá: 3 điểm, TLKC "2/BC"\n'
    found = unit(status(text, {"a.phieu": sheet("Sở A", rows)}), "Sở A")
    assert [(w.who, [c.text for c in w.rows]) for w in found.waiting][:2] == [
        ("Sở Nội vụ", ["1.1"]),
        ("Sở Tư pháp", ["1.2"]),
    ]


def test_a_complete_unit_waits_for_nobody_and_the_re_check_is_told_apart() -> None:
    rows = (
        '1.1\n  tự đánh giá: 6 điểm, TLKC "1/BC"\n  thẩm định: 5 điểm, vì "chậm"\n  phúc tra: 6 điểm, vì "đúng hạn"\n'
        '1.2\n  tự đánh giá: 3 điểm, TLKC "2/BC"\n  thẩm định: 3 điểm\n1.3\n  ĐTXHH: 1 điểm\n'
    )
    found = unit(status(period("Sở A"), {"a.phieu": sheet("Sở A", rows)}), "Sở A")
    assert found.complete and found.progress is not None
    assert found.progress.looked_at == (Stage.REVIEW,)
    assert Stage.REVIEW not in {p.stage for p in found.progress.stages}


# ---- whose sheet it is


@pytest.mark.parametrize(
    ("name", "registered"),
    [
        ("SỞ  HOÀ  BÌNH", "Sở Hòa Bình"),  # case, spaces and the place of a tone mark are one name
        ("Sở Hoa Binh", None),
        ("Sở Hòa Binh", None),
        ("Sở Bình Hòa", None),
    ],
)
def test_names_are_one_only_by_their_rules(name: str, registered: str | None) -> None:
    found = status(period("Sở Hòa Bình"), {"a.phieu": sheet(name)})
    assert bool(found.units[0].sheets) is (registered is not None)
    assert [d.code for s in found.strays for d in s.why] == ([] if registered else ["N020"])
    assert found.ok is (registered is not None)


def test_a_renamed_unit_is_found_by_both_names_and_a_merged_one_is_told_what_it_became() -> None:
    text = period(
        '"Sở C": tên trước đây "Sở A", từ ngày 01/07/2019  theo Nghị quyết 1/NQ-HĐND',
        '"Sở M": tên trước đây "Sở X", "Sở Y", từ ngày 01/07/2019  theo Nghị quyết 1/NQ-HĐND',
    )
    found = status(text, {"a.phieu": sheet("Sở A"), "x.phieu": sheet("Sở X")})
    assert unit(found, "Sở C").sheets == ("a.phieu",)
    (stray,) = found.strays
    assert "đã thành “Sở M”" in stray.why[0].message


def test_two_sheets_of_a_unit_are_both_told_and_neither_counts() -> None:
    found = status(period("Sở A"), {"a.phieu": sheet("Sở A"), "b.phieu": sheet("SỞ A")})
    one = unit(found, "Sở A")
    assert one.sheets == ("a.phieu", "b.phieu") and not one.submitted
    assert {d.code for d in one.wrong} == {"P450"} and words.submitted(one) == "có 2 phiếu"


def test_a_sheet_with_errors_and_one_that_cannot_be_read_are_told_and_do_not_count() -> None:
    rows = '1.1\n  tự đánh giá: 60 điểm, TLKC "1/BC"\n'
    found = status(period("Sở A", "Sở B"), {"a.phieu": sheet("Sở A", rows), "b.phieu": "Sở B nộp sau\n"})
    assert words.submitted(unit(found, "Sở A")).startswith("phiếu có lỗi")
    assert [s.sheet for s in found.strays] == ["b.phieu"] and not found.ok
    assert not unit(found, "Sở B").sheets


def test_sheets_stand_where_the_period_says() -> None:
    text = period("Sở A").replace("  LOẠI", '  phiếu ở: "phieu/so"\n  LOẠI')
    sheets = {"phieu/so/a.phieu": sheet("Sở A"), "phieu/khac/b.phieu": sheet("Sở B")}
    found = status(text, {n: t.replace("mau\n", '"../../mau.cchc"\n', 1) for n, t in sheets.items()})
    assert unit(found, "Sở A").submitted and not found.strays


def test_two_rubrics_of_one_name_are_two() -> None:
    """A sheet that names the same rubric amended otherwise is of another law."""
    other = RUBRIC.replace('"Kế hoạch"', '"Kế hoạch khác"')
    found = status(period("Sở A"), {"cu/mau.cchc": other, "cu/a.phieu": sheet("Sở A")})
    assert [d.code for s in found.strays for d in s.why] == ["N023"]


def test_excepted_units_are_told_and_no_sheet_is_missed_of_them() -> None:
    text = period("Sở A", '"Sở B": không đánh giá, vì "cơ quan thẩm định"  theo mục I.3')
    found = status(text, {})
    assert [u.unit.name for u in found.units] == ["Sở A"]
    assert [u.because for u in found.tables[0].excepted] == ["cơ quan thẩm định"]
