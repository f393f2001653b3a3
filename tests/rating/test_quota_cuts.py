"""A whole year under a quota, reckoned by hand: gates, the exact index, tie-breakers, a tie across the cut."""

import pytest

from cchc_rules.api.library import Library
from cchc_rules.api.sheets.score import score_files

RUBRIC = """\
BỘ TIÊU CHÍ q "Q"
  văn bản: Quyết định 1/QĐ-THU ngày 01/01/2019
  tổng điểm: 100 điểm
  đối tượng: "xã"
CÁC BƯỚC ĐÁNH GIÁ
  tự đánh giá: chấm điểm
  điểm chỉ số: tự đánh giá
  bằng chỉ số thì: xét điểm 1.1, {ties}
XẾP LOẠI
  từ 90%: "Tốt"
  từ 70% đến dưới 90%: "Khá"
  dưới 70%: "Yếu"
  không xếp loại khi: 1.2 dưới 5 điểm
  không quá 20% số đơn vị {base} được xếp "Tốt", làm tròn xuống, vượt thì xếp "Khá"
LĨNH VỰC 1 "Một": 100 điểm
TIÊU CHÍ 1.1 "A": 50 điểm
TIÊU CHÍ 1.2 "B": 50 điểm
"""
WAIT, SHARED, GOOD, ALL = "chờ quyết định", "cùng thứ hạng", 'xếp "Khá" trở lên', "được xếp loại"
_ONE, _NONE = "T1 1 Tốt, T2 2 Khá", "T1 1 Khá, T2 2 Khá"
MANY = {f"K{n}": (40, 40) for n in range(7)}


@pytest.mark.parametrize(
    ("units", "ties", "base", "told"),
    [
        # Ten units of at least Khá: two may be Tốt.
        ({"T1": (50, 50), "T2": (50, 49), "T3": (50, 48), **MANY}, WAIT, GOOD, "T1 1 Tốt, T2 2 Tốt, T3 3 Khá"),
        # Nine: 1,8 is one.
        ({"T1": (50, 50), "T2": (50, 49), **MANY}, WAIT, GOOD, "T1 1 Tốt, T2 2 Khá"),
        # Four: 0,8 is none.
        ({"T1": (50, 50), "K0": (40, 40), "K1": (40, 40), "K2": (40, 40)}, WAIT, GOOD, "T1 1 Khá"),
        # A tie across the cut is nobody's to decide, whatever becomes of ranks.
        ({"T1": (50, 50), "T2": (49, 49), "T3": (49, 49), **MANY}, WAIT, GOOD, "T1 1 Tốt, T2 – –, T3 – –"),
        ({"T1": (50, 50), "T2": (49, 49), "T3": (49, 49), **MANY}, SHARED, GOOD, "T1 1 Tốt, T2 2 –, T3 2 –"),
        # 98 points each; 50 in row 1.1 goes before 49.
        ({"T1": (50, 50), "T2": (49, 49), "T3": (50, 48), **MANY}, WAIT, GOOD, "T1 1 Tốt, T2 3 Khá, T3 2 Tốt"),
        # A tie inside the cut: both are Tốt, and only their ranks wait.
        ({"T1": (49, 49), "T2": (49, 49), "K7": (40, 40), **MANY}, WAIT, GOOD, "T1 – Tốt, T2 – Tốt"),
        # The gate comes first: T1 neither counts nor takes a place.
        (
            {"T1": (50, 4), "T2": (50, 49), "T3": (50, 48), "T4": (50, 47), **MANY},
            WAIT,
            GOOD,
            "T1 – –, T2 1 Tốt, T3 2 Tốt, T4 3 Khá",
        ),
        # Of all units that are rated, five: one. Of those of at least Khá, three: 0,6 is none.
        ({"T1": (50, 50), "T2": (50, 49), "Y1": (20, 20), "Y2": (20, 21), "K0": (40, 40)}, WAIT, ALL, _ONE),
        ({"T1": (50, 50), "T2": (50, 49), "Y1": (20, 20), "Y2": (20, 21), "K0": (40, 40)}, WAIT, GOOD, _NONE),
    ],
)
def test_who_is_within_the_quota(units, ties, base, told, tmp_path):
    (tmp_path / "q.cchc").write_text(RUBRIC.format(ties=ties, base=base), encoding="utf-8")
    for name, (first, second) in units.items():
        (tmp_path / f"{name}.phieu").write_text(
            f'PHIẾU CHẤM ĐIỂM\n  bộ tiêu chí: "q.cchc"\n  đơn vị: "{name}"\n  loại đơn vị: "xã"\n  năm: 2020\nĐIỂM\n'
            f'1.1 "A"\n  tự đánh giá: {first} điểm\n1.2 "B"\n  tự đánh giá: {second} điểm\n',
            encoding="utf-8",
        )
    scored = score_files(sorted(tmp_path.glob("*.phieu")), Library(), closed=True)
    assert not scored.bad
    found = {u.standing.header.unit: u for u in scored.rankings[0].units}
    shown = (f"{n} {found[n].rank or '–'} {found[n].standing.band or '–'}" for n in sorted(found) if n[0] == "T")
    assert ", ".join(shown) == told
