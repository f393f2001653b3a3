"""Rows that come to deduct or to be added, rows that get a title or lose it: one operation, which `diff` finds too."""

import pytest

from cchc_rules.amend.compare.differences import diff
from cchc_rules.model.amendments.operation import ChangeMax, ChangeTitle
from cchc_rules.writing.amendment_file import print_amendment
from cchc_rules.writing.amendments import opening

from .texts import bad, base, good, read, row, text

TURNED = "SỬA 1.1.1 điểm tối đa: từ 1 điểm thành trừ tối đa 1 điểm\nSỬA 1.1.2 điểm tối đa: từ 2 điểm thành 3 điểm\n"


def test_a_row_comes_to_deduct_and_diff_says_so():
    r = good(TURNED + "THÊM CÂU của 1.1: cách tính: cộng các dòng, không quá điểm tối đa, trần giữ nguyên\n")
    assert (row(r, "1.1.1").deducts, row(r, "1.1.1").max, row(r, "1.1").max) == (True, 1, 3)
    found = [e for e in diff(base(), r) if isinstance(e, ChangeMax)]
    assert [opening(e) for e in found] == TURNED.splitlines()
    back = [e for e in diff(r, base()) if isinstance(e, ChangeMax) and e.code == row(r, "1.1.1").code]
    assert [opening(e) for e in back] == ["SỬA 1.1.1 điểm tối đa: từ trừ tối đa 1 điểm thành 1 điểm"]


@pytest.mark.parametrize("to", ["1 điểm", "trừ tối đa 2 điểm"])
def test_a_row_that_does_not_deduct_is_not_said_to(to):
    ((code, _, told), *_) = bad(f"SỬA 1.1.1 điểm tối đa: từ trừ tối đa 1 điểm thành {to}")
    assert code == "S511" and "1 điểm" in told and "trừ tối đa 1 điểm" in told


@pytest.mark.parametrize("same", ["1 điểm", "trừ tối đa 1 điểm"])
def test_a_change_to_the_same_is_none(same):
    found = read(text(f"SỬA 1.1.1 điểm tối đa: từ {same} thành {same}")).diagnostics
    assert [d.code for d in found] == ["S504"]


def test_a_title_is_taken_away_and_given():
    r = good('SỬA 2.1.1 tên: từ "Đúng hạn" thành trống')
    assert row(r, "2.1.1").title == ""
    assert [opening(e) for e in diff(r, base()) if isinstance(e, ChangeTitle)] == [
        'SỬA 2.1.1 tên: từ trống thành "Đúng hạn"'
    ]
    empty = read(text('SỬA 2.1.1 tên: từ "Đúng hạn" thành ""')).diagnostics
    assert [d.fix for d in empty] == ["dòng không có tên thì viết: trống"]


def test_a_row_that_deducts_is_no_addend_where_no_method_is_stated():
    """What is wrong is that the group does not say how its rows count, and nothing of its sum."""
    assert {code for code, *_ in bad(TURNED)} == {"K410"}


@pytest.mark.parametrize(
    "line",
    [
        "1.2.1: 3 điểm",
        '1.2.1: 3 điểm, ghi chú "x"',
        "1.2.1: 3 điểm  theo mục 2",
        "1.2.1: 3 điểm, ĐTXHH  theo mục 2",
    ],
)
def test_a_new_row_may_have_no_title(line):
    r = read(text(f'BỔ SUNG VÀO CUỐI 1.2\n  {line}\n    lời văn: "y"\n'))
    assert r.diagnostics == ()
    ((_, written),) = r.value.written()
    assert written.operation.rows[0].title == ""
    assert read(print_amendment(r.value)).value == r.value


def test_what_holds_afterwards_is_still_read_as_that():
    r = read(text("SỬA 1.2 điểm tối đa: từ 3 điểm thành 4 điểm\nSau sửa đổi\n  1.2: 4 điểm\n"))
    assert r.diagnostics == () and len(r.value.after) == 1


@pytest.mark.parametrize("where", ["vào cuối II.1", "sau II.1.1", "trước A.1"])
def test_codes_keep_their_letters_where_a_row_is_moved(where):
    r = read(text(f"CHUYỂN II.1.2 đến {where} thành II.1.9\n"))
    assert r.diagnostics == ()
    assert where in print_amendment(r.value)
