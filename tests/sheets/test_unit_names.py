"""One unit's name, however it is typed; and names that only look alike."""

import pytest

from cchc_rules.source import same_unit, unit_key
from tests.sheets.sample import HEADER, codes, sheet

OFFICE = "Văn phòng Ủy ban nhân dân tỉnh"
THE_OFFICE = (
    "Văn phòng UBND tỉnh Điện Biên",
    "Văn phòng Ủy ban nhân dân tỉnh Điện Biên",
    "Văn phòng Uỷ ban nhân dân tỉnh",
    "Văn phòng UBND tỉnh.",
    "Văn phòng UBND tỉnh,",
    "VP UBND tỉnh",
    "VPUBND tỉnh",
    "Văn phòng U.B.N.D tỉnh",
    "Văn phòng UB ND tỉnh",
    "Văn phòng UBND-tỉnh",
    "Văn phòng ‘UBND’ tỉnh",
    "Van phong UBND tinh",
    "Van phong Uy ban nhan dan tinh Dien Bien",
    "Văn phòng Ủy ban ND tỉnh",
    "Văn phòng UBND",
    "Vаn phòng UBND tỉnh",  # Cyrillic а
    "Vǎn phòng UBND tỉnh",
    "Ｖăn phòng UBND tỉnh",  # fullwidth V
    "UBND tỉnh – Văn phòng",
    "UBND tỉnh Văn phòng",
    "Ủy ban nhân dân tỉnh - Văn phòng",
    "UBND tỉnh Điện Biên – Văn phòng",
    "UBND TỈNH ĐIỆN BIÊN, VĂN PHÒNG",
    "U.B.N.D tỉnh (VP)",
    "Van phong tinh UBND",
    "Tỉnh Điện Biên: Văn phòng UBND",
    "Văn\u2061 phòng UB\u2061ND tỉnh",
)
OTHERS = (
    "Văn phòng Điều phối nông thôn mới tỉnh",
    "Văn phòng Đoàn đại biểu Quốc hội và HĐND tỉnh",
    "Văn phòng Đăng ký đất đai",
    "Văn phòng HĐND tỉnh",
    "Văn phòng Tỉnh ủy",
    "Văn phòng UBND huyện Mường Nhé",
    "UBND tỉnh Điện Biên",
    "UBND tỉnh Sở Y tế – Văn phòng",
    "UBND tỉnh Điện Biên – Sở Nội vụ – Văn phòng",
    "Sở Nội vụ – Văn phòng UBND tỉnh",
    "Trung tâm Phục vụ hành chính công – Văn phòng UBND tỉnh",
    "UBND huyện Mường Nhé – Văn phòng",
    "HĐND tỉnh – Văn phòng",
    "Đoàn ĐBQH và HĐND tỉnh – Văn phòng",
    "Văn phòng HĐND và UBND huyện Mường Nhé",
    "UBND tỉnh – Thanh tra",
    "Văn phòng Sở Nội vụ",
    "Văn phòng Sở Kế hoạch và Đầu tư",
    "Văn phòng Ban Dân tộc tỉnh",
    "Tỉnh ủy – Văn phòng",
    "Văn phòng Ban An toàn giao thông tỉnh",
    "Sở Kế hoạch và Đầu tư",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Sở Giao thông Vận tải",
    "Thanh tra tỉnh",
    "Ban Dân tộc",
    "Văn phòng",
    "Sở Nội vụ",
)


@pytest.mark.parametrize("name", THE_OFFICE)
def test_the_excepted_unit_is_refused_however_it_is_written(name: str) -> None:
    assert same_unit(name, OFFICE)
    assert codes(sheet(header=HEADER.replace("Sở Minh họa 01", name))) == ["P416"]


@pytest.mark.parametrize("name", OTHERS)
def test_other_units_are_not_taken_for_it(name: str) -> None:
    assert not same_unit(name, OFFICE)
    assert codes(sheet(header=HEADER.replace("Sở Minh họa 01", name))) == []


@pytest.mark.parametrize(
    ("name", "meant", "same"),
    [
        ("Sở Nội vụ tỉnh Điện Biên", "Sở Nội vụ", True),
        ("Ban Dân tộc", "Ban Dân tộc tỉnh", True),
        ("Ban Quản lý Khu kinh tế", "Ban Quản lý", False),
        ("Văn phòng Tỉnh ủy", "Văn phòng", False),
        ("Văn phòng tỉnh ủy Điện Biên", "Văn phòng", False),
        ("Sở Y tế dự phòng", "Sở Y tế", False),
        ("Sở Tư pháp", "", False),
    ],
)
def test_where_a_unit_is_may_be_added_or_left_out_and_nothing_else(name: str, meant: str, same: bool) -> None:
    assert same_unit(name, meant) is same


def test_two_sheets_of_one_unit_are_seen_through_spelling_but_marks_tell_communes_apart() -> None:
    assert unit_key("UBND  xã Nà Tấu.") == unit_key("Uỷ ban nhân dân xã Nà Tấu") == unit_key("U.B.N.D. xã Nà Tấu")
    assert unit_key("UBND xã Mường Lạn") != unit_key("UBND xã Mường Lan")
