"""One instrument that amends several texts: each heading amends the one it names, and nothing of another."""

import pytest

from cchc_rules.amend import apply, concerning
from cchc_rules.diagnostics import render_all
from cchc_rules.model.amendments.amendment import OwnTarget
from cchc_rules.model.code import Code
from cchc_rules.writing.amendment_file import print_amendment

from .texts import HEADER, amendment, base, read, row

TEXT = (
    HEADER.format(id="a", number=2, signed="01/06/2020", target="bang-1, khac", force="kể từ ngày ký", year=2020)
    + """\
Điều 1. Bảng khác
  # của bảng khác
  sửa đổi: khac
  SỬA 7.7 ghi chú: từ trống thành "không có dòng này ở bảng thử"
Điều 2
khoản 1
  sửa đổi: bang-1
  BÃI BỎ 2.1.1 đang là "Đúng hạn": 1 điểm
khoản 2
  sửa đổi: bang-1
  áp dụng: từ kỳ đánh giá 2021
  SỬA 1.2 ghi chú: từ "kèm TLKC" thành "sau"
điểm các dòng cha, tổng điểm và ĐTXHH theo các dòng con

# cuối
Sau sửa đổi của bang-1
  tổng điểm: 9 điểm

Sau sửa đổi của khac
  tổng điểm: 100 điểm
"""
)


def whole(text: str = TEXT):
    result = read(text)
    assert result.diagnostics == (), render_all(result.diagnostics)
    return result.value


@pytest.mark.parametrize(("year", "note"), [(2020, "kèm TLKC"), (2021, "sau")])
def test_only_what_amends_the_rubric_is_applied(year: int, note: str) -> None:
    result = apply(base(), [whole()], year=year)
    assert result.ok, render_all(result.diagnostics)
    assert row(result.rubric, "1.2").note == note
    assert [c.code.text for c in result.rubric.walk() if c.code.lies_in(Code("2.1"))] == ["2.1", "2.1.2"]


def test_what_must_hold_is_asked_of_the_text_it_names() -> None:
    wrong = TEXT.replace("tổng điểm: 9 điểm", "tổng điểm: 10 điểm")
    assert [d.code for d in apply(base(), [whole(wrong)]).diagnostics] == ["S523"]
    other = TEXT.replace("tổng điểm: 100 điểm", "tổng điểm: 1 điểm")
    assert apply(base(), [whole(other)]).ok


def test_printing_keeps_all_of_it() -> None:
    once = print_amendment(whole())
    assert whole(once) == whole()
    assert print_amendment(whole(once)) == once
    assert once.count("# của bảng khác") == once.count("# cuối") == 1


def test_it_concerns_each_of_its_texts() -> None:
    assert all(concerning(name, [whole()]) for name in ("bang-1", "khac"))
    assert not concerning("bang-2", [whole()])
    assert OwnTarget(whole().own_targets[0].address, "khac") in whole().own_targets


def test_an_amendment_of_it_finds_the_clauses_of_all_its_texts() -> None:
    body = """\
  SỬA Điều 1
    từ: SỬA 7.7 ghi chú: từ trống thành "không có dòng này ở bảng thử"
    thành: SỬA 7.7 ghi chú: từ trống thành "đổi"
  BÃI BỎ khoản 1 Điều 2
"""
    later = amendment(body, id="b", number=3, signed="01/07/2020", target="a")
    result = apply(base(), [whole(TEXT.replace("tổng điểm: 9 điểm", "tổng điểm: 10 điểm")), later])
    assert result.ok, render_all(result.diagnostics)
    assert Code("2.1.1") in {c.code for c in result.rubric.walk()}


def test_what_it_is_added_to_says_which_text_is_amended() -> None:
    body = '  BỔ SUNG Điều 3\n    nội dung: SỬA 1.2 ghi chú: từ "kèm TLKC" thành trống\n'
    later = amendment(body, id="b", number=3, signed="01/07/2020", target="a")
    assert [d.code for d in apply(base(), [whole(), later]).diagnostics] == ["S612"]
