"""The history of a row is that of the row, not of whatever else has had its code."""

from cchc_rules.amend import history_of
from cchc_rules.model.code import Code

from .texts import applied

RECODED = """\
ĐÁNH SỐ LẠI 1.2 thành 1.3
BỔ SUNG TRƯỚC 1.2
  TIÊU CHÍ 1.2 "Mới": 1 điểm
SỬA 1.2 điểm tối đa: từ 3 điểm thành 2 điểm
BỎ CÂU: số lượng: 2 lĩnh vực, 4 tiêu chí, 4 tiêu chí thành phần"""
CHAIN = (
    'SỬA 1.2 tên: từ "Báo cáo" thành "Báo cáo năm"',
    RECODED,
    'SỬA 1.2 tên: từ "Mới" thành "Mới hơn"\nSỬA 1.3 tên: từ "Báo cáo năm" thành "Báo cáo quý"',
)
RENAMED = 'SỬA 1.2 tên: từ "Báo cáo" thành "Báo cáo năm"'


def told(code: str, *bodies: str) -> list[str]:
    result = applied(*bodies)
    assert result.diagnostics == ()
    return [line for event in history_of(result, Code(code)) for line in event.told]


def test_a_new_row_has_not_the_history_of_the_one_that_left_its_code() -> None:
    assert told("1.2", *CHAIN) == [
        "BỔ SUNG TRƯỚC 1.2",
        '1.2 "Mới": 1 điểm',
        'SỬA 1.2 tên: từ "Mới" thành "Mới hơn"',
    ]


def test_a_renumbered_row_keeps_its_history_whatever_the_order_in_the_instrument() -> None:
    assert told("1.3", *CHAIN) == [
        '1.2 "Báo cáo": 3 điểm',
        RENAMED,
        "SỬA 1.2 điểm tối đa: từ 3 điểm thành 2 điểm",
        "ĐÁNH SỐ LẠI 1.2 thành 1.3",
        'SỬA 1.3 tên: từ "Báo cáo năm" thành "Báo cáo quý"',
    ]


def test_what_is_said_of_a_row_after_the_sentence_that_moves_it_is_in_its_history() -> None:
    moved = 'CHUYỂN 1.1.2 đến sau 1.1.1 thành 1.1.3\nSỬA 1.1.2 ghi chú: từ trống thành "x"'
    assert told("1.1.3", moved) == [
        '1.1.2 "Mức độ hoàn thành kế hoạch": 2 điểm',
        "CHUYỂN 1.1.2 đến sau 1.1.1 thành 1.1.3",
        'SỬA 1.1.2 ghi chú: từ trống thành "x"',
    ]


def test_a_code_that_no_row_has_any_more_tells_where_its_row_went() -> None:
    assert told("1.2", RENAMED, "ĐÁNH SỐ LẠI 1.2 thành 1.3") == [
        '1.2 "Báo cáo": 3 điểm',
        RENAMED,
        "ĐÁNH SỐ LẠI 1.2 thành 1.3",
    ]
    assert told("2.1.2", "ĐÁNH SỐ LẠI 2.1 thành 2.1a") == ['2.1.2 "Hiện đại hoá": 1 điểm', "ĐÁNH SỐ LẠI 2.1 thành 2.1a"]
