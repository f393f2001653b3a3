"""Points at a threshold and right beside it, each reckoned by hand from the sentence."""

from fractions import Fraction
from pathlib import Path

import pytest

from cchc_rules.api.library import Library
from cchc_rules.api.sheets.explain import explain_sheet

HEAD = """\
BỘ TIÊU CHÍ thu "Thử"
  văn bản: Quyết định 1/QĐ-THU ngày 01/01/2019
  tổng điểm: {most} điểm
  đối tượng: "xã"
{head}CÁC BƯỚC ĐÁNH GIÁ
  tự đánh giá: chấm điểm
  điểm chỉ số: tự đánh giá
XẾP LOẠI
  từ 0%: "Đạt"
SỐ LIỆU
  [tỷ lệ]: tỷ lệ phần trăm
  [vụ]: số đếm "vụ"
  [ngày nhận]: ngày tháng
  [ngày gửi]: ngày tháng
  [có]: có/không
LĨNH VỰC 1 "Một": {most} điểm
  cách chấm: {rule}
"""
STEP = "điểm tối đa, mỗi 10% {part} [tỷ lệ] thấp hơn 100% trừ 1 điểm, không quá 2 điểm"
MORE = "điểm tối đa, cứ thêm 1 [vụ] trừ 0,5 điểm, không quá 2 điểm"
FROM_FACT = "đạt hoặc không, đạt khi [ngày gửi] trong 05 ngày làm việc kể từ [ngày nhận]"
ON_DAY = "đạt hoặc không, đạt khi [ngày gửi] chậm nhất 15/11 trong năm"
OFF = "  hạn rơi vào ngày nghỉ: chuyển sang ngày làm việc tiếp theo\n  ngày nghỉ lễ: 16/11/2020\n"
DAYS = "  ngày nghỉ lễ: 30/04/2020 đến 01/05/2020\n  ngày làm bù: 09/05/2020\n"
BY_YEAR = "đạt hoặc không, đạt khi [vụ] lớn hơn theo năm(năm 2012: 18, từ 2015 đến 2019: 26, từ 2021: 44)"


def points(folder: Path, rule, facts, head="", most="4", year=2020):
    (folder / "thu.cchc").write_text(HEAD.format(most=most, head=head, rule=rule), encoding="utf-8")
    entries = "".join(f"  [{name}]: {value}\n" for name, value in facts.items())
    path = folder / "a.phieu"
    path.write_text(
        f'PHIẾU CHẤM ĐIỂM\n  bộ tiêu chí: "thu.cchc"\n  đơn vị: "Xã A"\n  loại đơn vị: "xã"\n  năm: {year}\n'
        f"SỐ LIỆU\n{entries}",
        encoding="utf-8",
    )
    made = explain_sheet(path, Library())
    if made.scorecard is None:
        return {d.code for d in made.diagnostics}
    (node,) = (n for n in made.scorecard.nodes if n.criterion.is_leaf)
    return node.final


@pytest.mark.parametrize(
    ("part", "share", "wanted"),
    [
        ("tròn", "100%", 4),
        ("tròn", "90,001%", 4),  # 9,999% below: no whole step of 10%
        ("tròn", "90%", 3),
        ("tròn", "80,1%", 3),
        ("tròn", "80%", 2),
        ("tròn", "10%", 2),  # nine steps, and no more than 2 points
        ("kể cả phần lẻ", "100%", 4),
        ("kể cả phần lẻ", "99,9%", 3),
        ("kể cả phần lẻ", "90%", 3),
        ("kể cả phần lẻ", "89,9%", 2),
        ("theo tỷ lệ", "95%", Fraction(7, 2)),
        ("theo tỷ lệ", "99,9%", Fraction(399, 100)),
        ("theo tỷ lệ", "80%", 2),
        ("theo tỷ lệ", "79,9%", 2),
    ],
)
def test_each_step_below(part, share, wanted, tmp_path):
    assert points(tmp_path, STEP.format(part=part), {"tỷ lệ": share}) == wanted


@pytest.mark.parametrize(("count", "wanted"), [(0, 4), (1, Fraction(7, 2)), (3, Fraction(5, 2)), (4, 2), (5, 2)])
def test_each_one_more(count, wanted, tmp_path):
    assert points(tmp_path, MORE, {"vụ": count}) == wanted


@pytest.mark.parametrize(
    ("received", "sent", "wanted"),
    [
        # Monday 02/03/2020: the days after it count, 03 to 06 and 09.
        ("02/03/2020", "09/03/2020", 4),
        ("02/03/2020", "10/03/2020", 0),
        # Friday 06/03: 09 to 13.
        ("06/03/2020", "13/03/2020", 4),
        ("06/03/2020", "14/03/2020", 0),
        # Tuesday 28/04: 29, then 04, 05, 06, 07 of May, for 30/04 and 01/05 are holidays.
        ("28/04/2020", "07/05/2020", 4),
        ("28/04/2020", "08/05/2020", 0),
        # Monday 04/05: 05 to 08, and Saturday 09, which is worked.
        ("04/05/2020", "09/05/2020", 4),
        ("04/05/2020", "10/05/2020", 0),
        ("04/05/2020", "11/05/2020", 0),
    ],
)
def test_a_deadline_from_a_fact_with_days_off(received, sent, wanted, tmp_path):
    assert points(tmp_path, FROM_FACT, {"ngày nhận": received, "ngày gửi": sent}, DAYS) == wanted


@pytest.mark.parametrize(
    ("head", "sent", "wanted"),
    [
        ("", "15/11/2020", 4),
        ("", "16/11/2020", 0),
        # 15/11/2020 is a Sunday and the Monday a holiday: Tuesday.
        (OFF, "17/11/2020", 4),
        (OFF, "18/11/2020", 0),
        (OFF.replace("chuyển sang ngày làm việc tiếp theo", "không chuyển"), "15/11/2020", 4),
        (OFF.replace("chuyển sang ngày làm việc tiếp theo", "không chuyển"), "16/11/2020", 0),
    ],
)
def test_a_deadline_on_a_day_off(head, sent, wanted, tmp_path):
    assert points(tmp_path, ON_DAY, {"ngày gửi": sent}, head) == wanted


@pytest.mark.parametrize(
    ("year", "count", "wanted"),
    [
        (2012, 18, 0),
        (2012, 19, 4),
        (2015, 26, 0),
        (2019, 27, 4),
        (2021, 44, 0),
        (2030, 45, 4),
        (2013, 99, {"P444"}),
        (2020, 99, {"P444"}),
        (2011, 99, {"P444"}),
    ],
)
def test_values_by_year_and_years_that_no_line_covers(year, count, wanted, tmp_path):
    found = points(tmp_path, BY_YEAR, {"vụ": count}, year=year)
    assert wanted <= found if isinstance(wanted, set) else found == wanted


@pytest.mark.parametrize(("said", "wanted"), [("có", 4), ("không", 0)])
def test_all_or_nothing(said, wanted, tmp_path):
    assert points(tmp_path, "đạt hoặc không [có]", {"có": said}) == wanted
