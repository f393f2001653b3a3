"""One unit's name, however it is typed; names that only look alike; names that changed."""

import unicodedata
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.api.library import Library
from cchc_rules.api.rubrics.check import all_found, check_files
from cchc_rules.evaluate import evaluate
from cchc_rules.results.scorecard import View
from cchc_rules.source import near_pairs, near_unit, near_units, same_unit
from tests.sheets.communes import COMMUNES
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
def test_a_near_name_of_the_excepted_unit_is_refused_until_the_sheet_says_that_it_is_another(name: str) -> None:
    assert near_unit(name, OFFICE) or same_unit(name, OFFICE)
    assert codes(sheet(header=HEADER.replace("Sở Minh họa 01", name))) == ["P416"]
    header = HEADER.replace('"Sở Minh họa 01"', f'"{name}", không phải "{OFFICE}"')
    assert codes(sheet(header=header)) == (["P416"] if same_unit(name, OFFICE) else [])


@pytest.mark.parametrize("name", OTHERS)
def test_other_units_are_not_near_it(name: str) -> None:
    assert not near_unit(name, OFFICE)
    assert codes(sheet(header=HEADER.replace("Sở Minh họa 01", name))) == []


@pytest.mark.parametrize(
    ("name", "meant", "near"),
    [
        ("Sở Nội vụ tỉnh Điện Biên", "Sở Nội vụ", True),
        ("Ban Dân tộc", "Ban Dân tộc tỉnh", True),
        ("UBND xã Nà Tấu.", "Xã Nà Tấu", True),
        ("Tổ 1-2", "Tổ 12", True),
        ("Tổ 01", "Tổ 1", True),
        ("Phường 1", "Phường 11", False),
        ("Ban Quản lý Khu kinh tế", "Ban Quản lý", False),
        ("Văn phòng Tỉnh ủy", "Văn phòng", False),
        ("Văn phòng tỉnh ủy Điện Biên", "Văn phòng", False),
        ("Sở Y tế dự phòng", "Sở Y tế", False),
        ("Phường Tân Thành", "Xã Tân Thành", False),
        ("Sở Tư pháp", "", False),
    ],
)
def test_what_is_near_and_what_is_not(name: str, meant: str, near: bool) -> None:
    assert near_unit(name, meant) is near_unit(meant, name) is near
    assert not same_unit(name, meant)


def test_a_digit_more_is_told_and_another_number_is_not() -> None:
    assert near_units("Phường 1", ["Phường 2", "Phường 11", "Phường 21", "Phường 112"]) == ("Phường 11", "Phường 21")


# ---- communes


def _spelt(name: str) -> st.SearchStrategy[str]:
    """The same name as it may be typed: another normal form, case, spaces, the tone on the other vowel."""
    moved = st.sampled_from([name, *(name.replace(a, b) for a, b in OTHER_PLACES)])
    form = st.sampled_from(["NFC", "NFD"])
    case = st.sampled_from([str.lower, str.upper, str.title, str.casefold])
    space = st.sampled_from([" ", "  ", "\u00a0", " \t "])
    return st.builds(
        lambda n, f, c, s: " " + unicodedata.normalize(f, c(n)).replace(" ", s) + " ", moved, form, case, space
    )


OTHER_PLACES = (
    ("òa", "oà"),
    ("óa", "oá"),
    ("ọa", "oạ"),
    ("úy", "uý"),
    ("ùy", "uỳ"),
    ("uý", "úy"),
    ("ài", "aì"),
    ("ới", "ơí"),
)


def test_the_list_has_communes_enough_and_near_ones_among_them() -> None:
    assert len(set(COMMUNES)) == len(COMMUNES) >= 60
    assert len(near_pairs(COMMUNES)) >= 32


@given(st.data())
def test_two_communes_are_one_only_when_their_names_are(data: st.DataObject) -> None:
    one, other = data.draw(st.sampled_from(COMMUNES)), data.draw(st.sampled_from(COMMUNES))
    assert same_unit(data.draw(_spelt(one)), data.draw(_spelt(other))) is (one == other)


def test_every_pair_of_communes_is_two() -> None:
    assert not [pair for pair in combinations(COMMUNES, 2) if same_unit(*pair)]


TABLE = """\
BỘ TIÊU CHÍ xa "Mỗi xã một mức"
  văn bản: Quyết định 01/QĐ-MH ngày 02/01/2025
  tổng điểm: {count} điểm  theo Điều 1
  đối tượng: "xã", trừ "Xã Khác hẳn"  theo Điều 1
CÁC BƯỚC ĐÁNH GIÁ  theo Điều 2
  tự đánh giá: chấm điểm
  điểm chỉ số: tự đánh giá
XẾP LOẠI  theo Điều 3
  từ 0%: "Đạt"
SỐ LIỆU
  [số]: số đếm
LĨNH VỰC 1 "X": {count} điểm
TIÊU CHÍ 1.1 "Điểm của từng xã": {count} điểm
  cách chấm: theo trường hợp
{cases}
    còn lại: 0 điểm
"""
SOME = COMMUNES[:30]
HEAD = """\
PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: "xa.cchc"
  đơn vị: "{unit}"
  loại đơn vị: "xã"
  năm: {year}
"""


@pytest.fixture(scope="module")
def communes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A rubric that gives every commune other points."""
    folder = tmp_path_factory.mktemp("xa")
    lines = (f'    khi đơn vị là "{name}" và [số] từ 1: {i} điểm' for i, name in enumerate(SOME, start=1))
    (folder / "xa.cchc").write_text(TABLE.format(count=len(SOME), cases="\n".join(lines)), encoding="utf-8")
    return folder


def test_every_commune_gets_its_own_points_and_no_other(communes: Path) -> None:
    library = Library()
    result = check_files([communes / "xa.cchc"], library)
    assert {d.code for d in all_found(result)} == {"K385"}  # near names are told, and are still two units
    got = []
    for i, name in enumerate(SOME):
        path = communes / f"{i}.phieu"
        path.write_text(HEAD.format(unit=name, year=2025) + "SỐ LIỆU\n  [số]: 1\n", encoding="utf-8")
        ready = library.sheet(path)
        assert ready.sheet is not None and ready.rubric is not None and ready.rubric.tree is not None
        assert not ready.diagnostics
        got.append(evaluate(ready.rubric.tree, ready.sheet, View.SELF).total.achieved)
    assert got == list(range(1, len(SOME) + 1))
