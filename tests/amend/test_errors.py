"""Each error where an operation does not fit: its code, its line and its words."""

import pytest

from cchc_rules.amend.applying.instruments import apply
from cchc_rules.amend.applying.order import Why
from cchc_rules.diagnostics import render_all
from cchc_rules.source import Source
from cchc_rules.syntax.amendment.reader import read_amendment

from .texts import HEADER, amendment, applied, bad, base, text

ROW_112 = '1.1.2 đang là "Mức độ hoàn thành kế hoạch": 2 điểm'
TITLE = 'SỬA 2.1.1 tên: từ "Đúng hạn" thành "X"'

ONE = [
    ("SỬA 1.1.9 điểm tối đa: từ 2 điểm thành 1 điểm", "S510", "không có dòng 1.1.9 trong văn bản trước khi sửa đổi"),
    (
        "SỬA 1.1.2 điểm tối đa: từ 3 điểm thành 1 điểm",
        "S511",
        "điểm tối đa của 1.1.2 hiện là 2 điểm, không phải 3 điểm",
    ),
    ("SỬA 2.2 nhãn: từ trống thành ĐTXHH", "S511", "nhãn của 2.2 hiện là ĐTXHH, không phải trống"),
    ('SỬA 1.2 ghi chú: từ trống thành "x"', "S511", 'ghi chú của 1.2 hiện là "kèm TLKC", không phải trống'),
    ("SỬA 1.2 căn cứ: từ theo mục I thành trống", "S511", "căn cứ của 1.2 hiện là trống, không phải theo mục I"),
    ('SỬA TÊN BẢNG: từ "A" thành "B"', "S511", 'tên của bộ tiêu chí hiện là "Bảng thử", không phải "A"'),
    (
        'BÃI BỎ 1.1.2 đang là "Mức độ hoàn thành kế hoạch": 1 điểm',
        "S511",
        "điểm tối đa của 1.1.2 hiện là 2 điểm, không phải 1 điểm",
    ),
    ("BỎ CÂU: bước điểm: 0,5 điểm", "S510", "không có câu “bước điểm: 0,5 điểm” trong văn bản trước khi sửa đổi"),
    ('BỎ CÂU: từ 80%: "Tốt"', "S511", 'câu này hiện là “từ 90%: "Tốt"”, không phải “từ 80%: "Tốt"”'),
    ('THÊM CÂU: từ 95%: "Tốt"', "S517", 'đã có câu “từ 90%: "Tốt"”'),
    ('BỔ SUNG SAU 1.1.2\n 1.1.1 "X": 1 điểm', "S514", "mã 1.1.1 đã có"),
    ('BỔ SUNG SAU 1.1.2\n 1.2.1 "X": 1 điểm', "S515", "1.2.1 không đứng được ở đây: nơi này nằm trong 1.1"),
    ('BỔ SUNG SAU 1.1.1\n 1.1.3 "X": 1 điểm', "S515", "1.1.3 không đứng được ở đây: mã này đứng sau 1.1.2"),
    ('BỔ SUNG SAU 1.1.1\n 1.1.0 "X": 1 điểm', "S515", "1.1.0 không đứng được ở đây: mã này đứng trước 1.1.1"),
    ("CHUYỂN 1.1 đến sau 1.1.2 thành 1.1.3", "S515", "1.1.3 không đứng được ở đây: nơi này nằm trong chính dòng 1.1"),
    ("ĐÁNH SỐ LẠI 1.1 thành 1.2", "S514", "mã 1.2 đã có"),
    ('THAY CỤM TỪ "kế hoạch" bằng "x" tại 1.2', "S516", "không thấy cụm từ “kế hoạch” tại 1.2"),
    ("KHÔI PHỤC HIỆU LỰC 1.1.2 từ kỳ đánh giá 2021", "S518", "1.1.2 không bị ngưng hiệu lực"),
    ('THAY BẢNG đang là 9 điểm\n 1 "X": 10 điểm', "S511", "điểm của bảng hiện là 10 điểm, không phải 9 điểm"),
    (
        "THAY VĂN BẢN Quyết định 9/QĐ-THU bằng bang-9",
        "S511",
        "văn bản hiện là Quyết định 1/QĐ-THU ngày 01/02/2019, Bảng 1, không phải Quyết định 9/QĐ-THU",
    ),
    (
        "SỬA 1.1.2 điểm tối đa: từ 2 điểm thành 1 điểm",
        "S519",
        "sau khi sửa đổi, 1.1 có điểm tối đa 3, các dòng con cộng lại 2",
    ),
    ("SỬA 2.1.1 nhãn: từ trống thành ĐTXHH", "S521", "sau khi sửa đổi, ĐTXHH khai 2 điểm, các dòng có nhãn cộng lại 3"),
    ("SỬA 1.1 nhãn: từ trống thành ĐTXHH", "S525", "1.1 có các dòng con nên không thể mang nhãn ĐTXHH"),
]


@pytest.mark.parametrize(("body", "code", "message"), ONE, ids=[f"{c}-{n}" for n, (_, c, _m) in enumerate(ONE)])
def test_one_error_at_its_line(body, code, message):
    line = 8 if "\n" in body and code in ("S514", "S515") else 7
    assert bad(body) == [(code, line, message)]


def test_totals_and_counts_that_break():
    body = f"BÃI BỎ {ROW_112}"
    assert [(c, m) for c, _, m in bad(body)] == [
        ("S519", "sau khi sửa đổi, 1.1 có điểm tối đa 3, các dòng con cộng lại 1"),
    ]
    more = "SỬA 1.2 điểm tối đa: từ 3 điểm thành 4 điểm\nSỬA 1 điểm tối đa: từ 6 điểm thành 7 điểm"
    assert [c for c, *_ in bad(more)] == ["S520"]


def test_nearest_row_is_shown():
    (found,) = applied("SỬA 1.1.12 điểm tối đa: từ 2 điểm thành 1 điểm").diagnostics
    assert found.expected == '1.1.2 "Mức độ hoàn thành kế hoạch"'


def test_old_value_names_the_instrument_that_set_it():
    (found,) = applied(TITLE, 'SỬA 2.1.1 tên: từ "Đúng hạn" thành "Y"').diagnostics
    assert found.message == 'tên của 2.1.1 hiện là "X", không phải "Đúng hạn"'
    assert [r.message for r in found.related] == ["giá trị này do Quyết định 1/QĐ-THU ngày 01/01/2020, Điều 1 đặt"]
    assert found.related[0].span.source == "a1.cchc"


def test_repealed_before():
    gone = (
        f"BÃI BỎ {ROW_112}\nSỬA 1.1.1 điểm tối đa: từ 1 điểm thành 3 điểm\n"
        "BỎ CÂU của 1.1: số lượng: 2 tiêu chí thành phần\n"
        "BỎ CÂU: số lượng: 2 lĩnh vực, 4 tiêu chí, 4 tiêu chí thành phần\n"
    )
    (found,) = applied(gone, "SỬA 1.1.2 điểm tối đa: từ 2 điểm thành 1 điểm").diagnostics
    assert (found.code, found.message) == ("S512", "dòng 1.1.2 đã bị bãi bỏ")
    assert found.related[0].message == "bãi bỏ bởi Quyết định 1/QĐ-THU ngày 01/01/2020, Điều 1"


@pytest.mark.parametrize(
    ("first", "second", "what"),
    [
        (TITLE, TITLE.replace('"X"', '"Y"'), "tên của 2.1.1"),
        (TITLE, 'THAY CỤM TỪ "Đúng" bằng "Y" tại 2.1.1', "tên của 2.1.1"),
        (f"BÃI BỎ {ROW_112}", "SỬA 1.1.2 điểm tối đa: từ 2 điểm thành 1 điểm", "dòng 1.1.2"),
        ("SỬA 1.1.2 điểm tối đa: từ 2 điểm thành 1 điểm", f"BÃI BỎ {ROW_112}", "dòng 1.1.2"),
        (
            "BỎ CÂU: hiệu lực: từ 01/03/2019",
            "SỬA CÂU\n từ: hiệu lực: từ 01/03/2019\n thành: hiệu lực: từ 01/04/2019",
            "câu “hiệu lực: từ 01/03/2019”",
        ),
        (
            f"NGƯNG HIỆU LỰC {ROW_112}, từ kỳ đánh giá 2021",
            "KHÔI PHỤC HIỆU LỰC 1.1.2 từ kỳ đánh giá 2022",
            "hiệu lực của 1.1.2",
        ),
        ("ĐÁNH SỐ LẠI 2.2 thành 2.3", "ĐÁNH SỐ LẠI 2.2 thành 2.4", "mã 2.2"),
        ('BÃI BỎ 1.1 đang là "Kế hoạch": 3 điểm', 'BỔ SUNG VÀO CUỐI 1.1\n 1.1.3 "X": 1 điểm', "dòng 1.1"),
        ('BÃI BỎ 1.1 đang là "Kế hoạch": 3 điểm', 'BỔ SUNG SAU 1.1.1\n 1.1.3 "X": 1 điểm', "dòng 1.1"),
        ('THAY BẢNG đang là 10 điểm\n 1 "A": 10 điểm', 'BỔ SUNG VÀO CUỐI BẢNG\n 2 "X": 1 điểm', "bảng"),
    ],
)
def test_two_operations_on_one_value(first, second, what):
    found = bad(f"{first}\n{second}")
    line = 7 + first.count("\n") + 1
    assert found[0] == ("S513", line, f"{what} bị sửa hai lần trong cùng một văn bản")


def test_suspended_twice():
    again = f"NGƯNG HIỆU LỰC {ROW_112}, từ kỳ đánh giá 2022"
    assert bad(f"NGƯNG HIỆU LỰC {ROW_112}, từ kỳ đánh giá 2021", again) == [
        ("S528", 7, "1.1.2 đang bị ngưng hiệu lực từ kỳ đánh giá 2021")
    ]
    early = "KHÔI PHỤC HIỆU LỰC 1.1.2 từ kỳ đánh giá 2020"
    assert bad(f"NGƯNG HIỆU LỰC {ROW_112}, từ kỳ đánh giá 2021", early) == [
        ("S530", 7, "khôi phục từ kỳ 2020, trước khi ngưng hiệu lực (kỳ 2021)")
    ]


def test_outcomes_that_do_not_hold():
    body = f"{TITLE}\nSau sửa đổi\n tổng điểm: 11 điểm\n số lượng: 3 lĩnh vực\n 1.1: 4 điểm\n 9: 1 điểm"
    assert bad(body) == [
        ("S523", 9, "“Sau sửa đổi” ghi “tổng điểm: 11 điểm”, kết quả là “tổng điểm: 10 điểm”"),
        ("S523", 10, "“Sau sửa đổi” ghi “3 lĩnh vực”, kết quả là “2 lĩnh vực”"),
        ("S523", 11, "“Sau sửa đổi” ghi “1.1: 4 điểm”, kết quả là “3 điểm”"),
        ("S523", 12, "“Sau sửa đổi” ghi “9: 1 điểm”, kết quả là “không có dòng 9”"),
    ]


def test_a_failing_amendment_changes_nothing():
    result = applied(f"{TITLE}\nSỬA 1.1.2 điểm tối đa: từ 9 điểm thành 1 điểm")
    assert result.rubric == base()
    assert [s.why for s in result.skipped] == [Why.FAILED]


def test_what_rests_on_a_failing_one_is_set_aside_without_errors_of_its_own():
    result = applied('SỬA 2.1.1 tên: từ "Sai" thành "X"', 'SỬA 2.1.1 tên: từ "X" thành "Y"')
    assert [d.span.source for d in result.diagnostics] == ["a1.cchc"]
    assert [s.why for s in result.skipped] == [Why.FAILED, Why.DEPENDS]


def test_all_errors_of_one_pass():
    found = bad('SỬA 9 tên: từ "A" thành "B"\nSỬA 8 tên: từ "A" thành "B"')
    assert [line for _, line, _ in found] == [7, 8]


def test_replaced_and_then_amended():
    body = "THAY VĂN BẢN Quyết định 1/QĐ-THU bằng bang-9"
    assert [(c, m) for c, _, m in bad(body, TITLE)] == [("S524", "“bang-1” đã bị thay thế toàn bộ")]


def test_targets_and_days():
    wrong = apply(base(), [amendment(TITLE, target="bang-7")]).diagnostics
    assert [(d.code, d.span.line) for d in wrong] == [("S508", 3)]
    twin = apply(base(), [amendment(TITLE), amendment(TITLE)]).diagnostics
    assert [d.code for d in twin] == ["S509"]
    early = apply(base(), [amendment(TITLE, signed="01/01/2019")]).diagnostics
    assert [(d.code, d.span.line) for d in early] == [("S532", 2)]


READING = [
    (text(TITLE, force="từ 01/05/2020"), "S506", 4),
    (text(f"NGƯNG HIỆU LỰC {ROW_112}, từ kỳ đánh giá 2022 đến hết kỳ đánh giá 2021"), "S507", 7),
    (text("SỬA CÂU\n từ: không áp dụng: được đề nghị"), "S503", 7),
    (text("SỬA CÂU\n từ: bước điểm: 1 điểm\n thành: không áp dụng: được đề nghị"), "S505", 9),
    (text("SỬA 1.1 điểm tối đa: từ 1 điểm thành 1 điểm"), "S504", 7),
    (text("BỔ SUNG SAU 1.1"), "S527", 7),
    (text(""), "S502", 6),
    (text('THAY VĂN BẢN Quyết định 1/QĐ-THU bằng bang-9\nSỬA TÊN BẢNG: từ "a" thành "b"'), "S526", 7),
    (text(f'{TITLE}\n 1.1.9 "X": 1 điểm'), "S529", 8),
    (text(TITLE).replace("  áp dụng: từ kỳ đánh giá 2020\n", ""), "S501", 1),
    (text(TITLE).replace("  hiệu lực: kể từ ngày ký\n", ""), "S501", 1),
    (text(TITLE).replace("  sửa đổi: bang-1\n", ""), "S501", 1),
    (text(TITLE).replace(" ngày 01/06/2020", ""), "S501", 2),
    (HEADER.format(id="a", number=1, signed="01/01/2020", target="b", force="kể từ ngày ký", year=2020), "S502", 1),
    (text(TITLE).replace("SỬA ĐỔI a", "ĐÍNH CHÍNH a").replace("sửa đổi:", "đính chính:"), "B201", 4),
    (text("SUA 1.1 điểm tối đa: từ 1 điểm thành 2 điểm"), "C103", 7),
    (text("SỬA 1.1 điểm tối đa: từ 1.5 điểm thành 2 điểm"), "C105", 7),
    (text("SỬA CÂU của 1.1\n từ: tổng điểm: 1 điểm\n thành: số lượng: 1 tiêu chí"), "B201", 8),
    (text(f"{TITLE}\nKHOẢN 2"), "S502", 8),
    ("tổng điểm: 3 điểm\n", "T004", 1),
    ("# chỉ có ghi chú\n", "T003", 1),
]


@pytest.mark.parametrize(("source", "code", "line"), READING, ids=[f"{c}-{n}" for n, (_, c, _l) in enumerate(READING)])
def test_errors_of_reading(source, code, line):
    found = read_amendment(Source.of("a.cchc", source)).diagnostics
    assert [(d.code, d.span.line) for d in found][:1] == [(code, line)], render_all(found)
    assert len(found) <= 2


def test_levels_of_new_rows():
    wrong = bad('BỔ SUNG VÀO CUỐI 1\n LĨNH VỰC 1.3 "Mới": 1 điểm')
    assert wrong == [("B207", 8, "dòng 1.3 ở cấp “tiêu chí”, không phải “lĩnh vực”")]
    deep = bad('BỔ SUNG VÀO CUỐI 1.1.1\n 1.1.1.1 "Mới": 1 điểm')
    assert [found[:2] for found in deep] == [("B210", 8)]


def test_an_unknown_opening_is_explained_in_the_words_of_amendments():
    (found,) = read_amendment(Source.of("a", text(f"BỔ XUNG SAU 1.1\n{TITLE}"))).diagnostics
    assert (found.code, found.span.line) == ("C104", 7)
    assert found.fix == "ý bạn có phải là “BỔ SUNG”?"


def test_new_rows_and_a_repeal_of_what_holds_them():
    body = 'BỔ SUNG VÀO CUỐI 1.1\n 1.1.3 "X": 1 điểm\nBÃI BỎ 1.1 đang là "Kế hoạch": 3 điểm'
    assert bad(body)[0] == ("S513", 9, "dòng 1.1 bị sửa hai lần trong cùng một văn bản")


def test_maxima_stay_positive():
    assert bad("SỬA 1.1.1 điểm tối đa: từ 1 điểm thành 0 điểm") == [("K321", 7, "1.1.1 có điểm tối đa 0")]
    assert bad('BỔ SUNG VÀO CUỐI 1.1\n 1.1.3 "X": 0 điểm') == [("K321", 8, "1.1.3 có điểm tối đa 0")]


@pytest.mark.parametrize("last", ["", 'BỎ CÂU: 2 khi lĩnh vực 2 dưới 50%: "nhắc nhở"'])
def test_a_consequence_left_naming_a_row_that_is_gone_is_pointed_out(last):
    named = 'THÊM CÂU: 2 khi lĩnh vực 2 dưới 50%: "nhắc nhở"'
    gone = (
        'BÃI BỎ 2 đang là "THỦ TỤC": 4 điểm\nBỎ CÂU: tổng điểm: 10 điểm, trong đó ĐTXHH 2 điểm\n'
        "BỎ CÂU: số lượng: 2 lĩnh vực, 4 tiêu chí, 4 tiêu chí thành phần"
    )
    result = applied(named, f"{gone}\n{last}")
    expected = [] if last else [("S535", "hệ quả 2 nhắc đến 2, mà văn bản này bãi bỏ dòng đó")]
    assert [(d.code, d.message) for d in result.diagnostics] == expected
    assert result.ok
    assert len(result.applied) == 2


def test_a_row_is_moved_once_by_an_instrument():
    twice = "CHUYỂN 1.1.2 đến sau 2.1.2 thành 2.1.3\nCHUYỂN 1.1.2 đến sau 2.1.2 thành 2.1.4"
    assert ("S513", 8) in [(code, line) for code, line, _ in bad(twice)]
