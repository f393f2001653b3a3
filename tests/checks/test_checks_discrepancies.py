"""Acknowledged discrepancies between the print and what is applied."""

import pytest
from checks_sample import ROW_1_1, codes, only, stating, under

from cchc_rules.diagnostics import Severity


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('bản in ghi mã "1.l"', "1.1: bản in ghi mã “1.l”, áp dụng “1.1”"),
        ('bản in ghi điểm "4.0"', "1.1: bản in ghi điểm “4.0”, áp dụng “4”"),
        ('bản in ghi chú thích "ĐTXHH"', "1.1: bản in ghi chú thích “ĐTXHH”, áp dụng để trống"),
        ('bản in ghi "viên chức", đọc là "công chức"', "1.1: bản in ghi “viên chức”, đọc là “công chức”"),
        ('có hai cách hiểu "a hay b", chọn "a"', "1.1: có hai cách hiểu: a hay b; chọn: a"),
    ],
)
def test_acknowledged_on_a_row(line: str, message: str) -> None:
    found = only(under(ROW_1_1, f'{line}, vì "in nhầm"  theo mục 9'))
    assert (found.code, found.severity) == ("K310", Severity.NOTE)
    assert found.message == f"{message}, vì: in nhầm (căn cứ: mục 9)"
    assert found.span is not None
    assert found.span.line == 28


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('bản in ghi số lượng "5 tiêu chí"', "bản in ghi số lượng “5 tiêu chí”, áp dụng “4 tiêu chí”"),
        (
            'bản in ghi số lượng "bốn tiêu chí"',
            "bản in ghi số lượng “bốn tiêu chí”, áp dụng “2 lĩnh vực, 4 tiêu chí”",
        ),
        ('bản in ghi "việc chức", đọc là "viên chức"', "bản in ghi “việc chức”, đọc là “viên chức”"),
        ('có hai cách hiểu "a hay b", chọn "a"', "có hai cách hiểu: a hay b; chọn: a"),
    ],
)
def test_acknowledged_for_the_rubric(line: str, message: str) -> None:
    found = only(stating(f'{line}, vì "in nhầm"'))
    assert (found.code, found.message) == ("K310", f"{message}, vì: in nhầm")


@pytest.mark.parametrize(
    "line",
    [
        'bản in ghi mã "1.1"',
        'bản in ghi điểm "4"',
        'bản in ghi chú thích ""',
        'bản in ghi "việc chức", đọc là "viên chức"',
        'bản in ghi "viên chức", đọc là "viên chức"',
        'bản in ghi số lượng "0 tiêu chí thành phần"',
    ],
)
def test_no_discrepancy_on_a_row(line: str) -> None:
    assert only(under(ROW_1_1, f'{line}, vì "in nhầm"')).code == "K308"


@pytest.mark.parametrize(
    "line",
    [
        'bản in ghi mã "1.l"',
        'bản in ghi điểm "0.5"',
        'bản in ghi chú thích "ĐTXHH"',
        'bản in ghi số lượng "4 tiêu chí"',
        'bản in ghi số lượng "2 lĩnh vực,  4 Tiêu chí"',
        'bản in ghi "a", đọc là "a"',
    ],
)
def test_no_discrepancy_for_the_rubric(line: str) -> None:
    assert only(stating(f'{line}, vì "in nhầm"')).code == "K308"


def test_printed_note_of_a_survey_row() -> None:
    row = '"Khảo sát": 2 điểm, ĐTXHH\n'
    assert only(under(row, 'bản in ghi chú thích "", vì "in sót"')).code == "K310"
    assert only(under(row, 'bản in ghi chú thích "ĐTXHH", vì "in sót"')).code == "K308"


def test_printed_points_with_a_decimal_point_differ() -> None:
    halves = ('"Theo dõi": 1', '"Theo dõi": 0,5'), ('"Rà soát": 3', '"Rà soát": 3,5')
    found = only(*halves, under('"Theo dõi": 0,5 điểm\n', 'bản in ghi điểm "0.5", vì "in dấu chấm"'))
    assert found.code == "K310"
    assert found.message == "2.2: bản in ghi điểm “0.5”, áp dụng “0,5”, vì: in dấu chấm"


def test_printed_code_follows_the_numbering() -> None:
    within = stating("đánh số: lại từ đầu trong mỗi nhóm")
    assert only(within, under(ROW_1_1, 'bản in ghi mã "1", vì "x"')).code == "K308"
    assert only(within, under(ROW_1_1, 'bản in ghi mã "1.1", vì "x"')).code == "K310"


def test_printed_count_of_a_field() -> None:
    field = '"Thể chế": 4 điểm\n'
    found = only(under(field, 'bản in ghi số lượng "3 tiêu chí", vì "in nhầm"'))
    assert found.message == "2: bản in ghi số lượng “3 tiêu chí”, áp dụng “2 tiêu chí”, vì: in nhầm"


def test_discrepancy_without_a_reason() -> None:
    assert codes(under(ROW_1_1, 'bản in ghi mã "1.l", vì ""')) == ["B216"]
