"""Each operation where it fits."""

import datetime
from fractions import Fraction

from cchc_rules.amend.applying.instruments import apply
from cchc_rules.model.citation import Action, Part
from cchc_rules.model.rubric import Band, ClaimPolicy, ExcludedWhen, Suspended

from .texts import amendment, applied, base, codes, good, row

ROW_112 = '1.1.2 đang là "Mức độ hoàn thành kế hoạch": 2 điểm'
COUNTS_3 = """
SỬA CÂU
  từ: số lượng: 2 lĩnh vực, 4 tiêu chí, 4 tiêu chí thành phần
  thành: số lượng: 2 lĩnh vực, {} tiêu chí, {} tiêu chí thành phần
"""


def test_maxima_shift_inside_a_group():
    r = good("SỬA 1.1.1 điểm tối đa: từ 1 điểm thành 1,5 điểm\nSỬA 1.1.2 điểm tối đa: từ 2 điểm thành 1,5 điểm")
    assert [row(r, c).max for c in ("1.1", "1.1.1", "1.1.2")] == [3, Fraction(3, 2), Fraction(3, 2)]
    (amended,) = row(r, "1.1.1").amended
    assert (amended.part, amended.provision, amended.in_force) == (Part.MAX, "Điều 1", datetime.date(2020, 1, 1))
    assert amended.cite() == "Quyết định 1/QĐ-THU ngày 01/01/2020, Điều 1"


def test_title_note_basis_and_tag():
    r = good(
        'SỬA 2.1.1 tên: từ "Đúng hạn" thành "Trước hạn"\n'
        'SỬA 1.2 ghi chú: từ "kèm TLKC" thành trống\n'
        "SỬA 1.2 căn cứ: từ trống thành theo mục II\n"
        "SỬA 2.1.1 nhãn: từ trống thành ĐTXHH\n"
        "SỬA CÂU\n  từ: tổng điểm: 10 điểm, trong đó ĐTXHH 2 điểm\n"
        "  thành: tổng điểm: 10 điểm, trong đó ĐTXHH 3 điểm  theo mục I\n"
    )
    assert (row(r, "2.1.1").title, row(r, "2.1.1").survey) == ("Trước hạn", True)
    assert row(r, "1.2").note is None
    assert row(r, "1.2").basis.cite() == "mục II"
    assert r.provisions.total.value.survey == 3


def test_an_old_title_may_place_its_tone_marks_differently():
    assert row(good('SỬA 2.1.2 tên: từ "Hiện đại hóa" thành "Số hóa"'), "2.1.2").title == "Số hóa"


def test_names_of_the_table():
    r = good('SỬA TÊN BẢNG: từ "Bảng thử" thành "Bảng mới"\nSỬA TÊN NGẮN: từ bang-1 thành bang-moi')
    assert (r.id, r.title) == ("bang-moi", "Bảng mới")


def test_sentences_of_the_rubric():
    r = good(
        "SỬA CÂU\n từ: không áp dụng: không được đề nghị\n thành: không áp dụng: được đề nghị  theo Điều 1\n"
        'SỬA CÂU\n từ: từ 90%: "Tốt"\n thành: từ 85%: "Tốt"\n'
        'SỬA CÂU\n từ: dưới 90%: "Khá"\n thành: dưới 85%: "Khá"\n'
        "SỬA CÂU\n từ: thẩm định: công nhận hoặc giảm\n thành: thẩm định: công nhận, tăng hoặc giảm\n"
        'SỬA CÂU\n từ: 1 khi chỉ số dưới 50%: "không khen thưởng"\n thành: 1 khi chỉ số dưới 40%: "nhắc nhở"\n'
        "SỬA CÂU\n từ: hạn tự đánh giá: trước ngày 15/01 năm sau\n thành: hạn tự đánh giá: trước ngày 20/01 năm sau\n"
        "THÊM CÂU: phúc tra: công nhận hoặc tăng\n"
        "BỎ CÂU: làm tròn khi in: điểm 2 chữ số, tỷ lệ 2 chữ số\n"
    )
    p = r.provisions
    assert p.claims.value is ClaimPolicy.ALLOWED
    assert p.claims.amended.provision == "Điều 1"
    assert [b.value.interval.low for b in p.bands] == [Fraction(85, 100), None]
    assert [s.value.stage.value for s in p.stages] == ["tự đánh giá", "thẩm định", "phúc tra"]
    assert p.consequences[0].value.text == "nhắc nhở"
    assert p.timetable[0].value.day == 20
    assert p.rounding is None


def test_a_new_band_stands_at_its_place():
    r = good('THÊM CÂU: từ 95%: "Rất tốt"')
    assert [b.value.name for b in r.provisions.bands] == ["Rất tốt", "Tốt", "Khá"]
    assert isinstance(r.provisions.bands[0].value, Band)


def test_sentences_of_a_row():
    r = good("THÊM CÂU của 1.2: không áp dụng khi: [có đơn vị] là không  theo mục II")
    assert isinstance(row(r, "1.2").applicability[0].value, ExcludedWhen)
    again = good(
        "THÊM CÂU của 1.2: không áp dụng khi: [có đơn vị] là không",
        "BỎ CÂU của 1.2: không áp dụng khi: [có đơn vị] là không",
    )
    assert row(again, "1.2").applicability == ()


def test_rows_are_put_after_before_and_at_the_end():
    r = good(
        'BỔ SUNG SAU 2.1.1\n  2.1.1a "Công khai": 0,5 điểm\n  2.1.1b "Minh bạch": 0,5 điểm\n'
        "SỬA 2.1 điểm tối đa: từ 2 điểm thành 3 điểm\n"
        "SỬA 2 điểm tối đa: từ 4 điểm thành 9 điểm\n"
        'BỔ SUNG TRƯỚC 2.1\n TIÊU CHÍ 2.0 "Rà soát": 1 điểm\n'
        'BỔ SUNG VÀO CUỐI 2\n TIÊU CHÍ 2.3 "Phản ánh": 3 điểm\n   2.3.1 "Tiếp nhận": 1 điểm\n   2.3.2 "Xử lý": 2 điểm\n'
        'BỔ SUNG VÀO CUỐI BẢNG\n LĨNH VỰC 3 "MỚI": 1 điểm\n TIÊU CHÍ 3.1 "Mới": 1 điểm\n'
        "SỬA CÂU\n từ: tổng điểm: 10 điểm, trong đó ĐTXHH 2 điểm\n"
        " thành: tổng điểm: 16 điểm, trong đó ĐTXHH 2 điểm\n"
        "SỬA CÂU\n từ: số lượng: 2 lĩnh vực, 4 tiêu chí, 4 tiêu chí thành phần\n"
        " thành: số lượng: 3 lĩnh vực, 7 tiêu chí, 8 tiêu chí thành phần\n"
    )
    expected = "2.0 2.1 2.1.1 2.1.1a 2.1.1b 2.1.2 2.2 2.3 2.3.1 2.3.2 3 3.1"
    assert codes(r)[6:] == expected.split()
    assert {a.action for a in row(r, "2.3.1").amended} == {Action.ADDED}


def test_two_insertions_at_one_place_keep_the_order_of_codes():
    r = good(
        'BỔ SUNG SAU 2.1.1\n 2.1.1b "B": 0,5 điểm\nBỔ SUNG SAU 2.1.1\n 2.1.1a "A": 0,5 điểm\n'
        "SỬA 2.1.1 điểm tối đa: từ 1 điểm thành 0,5 điểm\nSỬA 2.1.2 điểm tối đa: từ 1 điểm thành 0,5 điểm\n"
        + COUNTS_3.format(4, 6)
    )
    assert [c.code.text for c in row(r, "2.1").children] == ["2.1.1", "2.1.1a", "2.1.1b", "2.1.2"]


def test_repeal_leaves_a_stub_that_takes_no_points():
    r = good(
        f"BÃI BỎ {ROW_112}\nSỬA 1.1.1 điểm tối đa: từ 1 điểm thành 3 điểm\n"
        "SỬA CÂU của 1.1\n từ: số lượng: 2 tiêu chí thành phần\n thành: số lượng: 1 tiêu chí thành phần\n"
        + COUNTS_3.format(4, 3)
    )
    assert "1.1.2" not in codes(r)
    (stub,) = r.repealed
    assert (stub.row.code.text, stub.amended.action) == ("1.1.2", Action.DROPPED)


def test_suspension_and_resumption():
    suspended = good(f"NGƯNG HIỆU LỰC {ROW_112}, từ kỳ đánh giá 2021")
    (rule,) = row(suspended, "1.1.2").applicability
    assert rule.value == Suspended(2021)
    assert rule.basis.cite() == "Điều 1 Quyết định 1/QĐ-THU ngày 01/01/2020"
    resumed = good(f"NGƯNG HIỆU LỰC {ROW_112}, từ kỳ đánh giá 2021", "KHÔI PHỤC HIỆU LỰC 1.1.2 từ kỳ đánh giá 2023")
    assert row(resumed, "1.1.2").applicability[0].value == Suspended(2021, 2022)
    undone = good(f"NGƯNG HIỆU LỰC {ROW_112}, từ kỳ đánh giá 2021", "KHÔI PHỤC HIỆU LỰC 1.1.2 từ kỳ đánh giá 2021")
    assert row(undone, "1.1.2").applicability == ()


def test_a_row_moves_with_all_in_it():
    r = good(
        "CHUYỂN 2.1 đến sau 1.2 thành 1.3\nSỬA 1 điểm tối đa: từ 6 điểm thành 8 điểm\n"
        "SỬA 2 điểm tối đa: từ 4 điểm thành 2 điểm"
    )
    assert codes(r) == ["1", "1.1", "1.1.1", "1.1.2", "1.2", "1.3", "1.3.1", "1.3.2", "2", "2.2"]
    assert row(r, "1.3").amended[-1].action is Action.MOVED


def test_renumbering_comes_last_and_addresses_are_those_before():
    r = good(
        "ĐÁNH SỐ LẠI 2.2 thành 2.3\nSỬA 2.2 điểm tối đa: từ 2 điểm thành 1 điểm\n"
        'BỔ SUNG SAU 2.1\n  2.2 "Mới": 1 điểm\n'
        "SỬA CÂU\n từ: tổng điểm: 10 điểm, trong đó ĐTXHH 2 điểm\n"
        " thành: tổng điểm: 10 điểm, trong đó ĐTXHH 1 điểm\n" + COUNTS_3.format(5, 4)
    )
    assert [(c.code.text, c.max) for c in row(r, "2").children] == [("2.1", 2), ("2.2", 1), ("2.3", 1)]


def test_renumbering_a_group_renumbers_what_is_in_it():
    r = good("ĐÁNH SỐ LẠI 1.2 thành 1.3\nĐÁNH SỐ LẠI 1.1 thành 1.2")
    assert codes(r)[:5] == ["1", "1.2", "1.2.1", "1.2.2", "1.3"]


def test_words_are_replaced_where_listed():
    r = good('THAY CỤM TỪ "kế hoạch" bằng "chương trình" tại 1.1.1, 1.1.2\nBỎ CỤM TỪ "TLKC" tại 1.2')
    assert row(r, "1.1.1").title == "Chất lượng chương trình hằng năm"
    assert row(r, "1.1.2").title == "Mức độ hoàn thành chương trình"
    assert row(r, "1.2").note == "kèm"
    assert row(r, "1.1").title == "Kế hoạch"


def test_a_whole_table():
    r = good(
        'THAY BẢNG đang là 10 điểm\n LĨNH VỰC 1 "A": 10 điểm\n TIÊU CHÍ 1.1 "B": 8 điểm\n'
        ' TIÊU CHÍ 1.2 "C": 2 điểm, ĐTXHH\nSỬA CÂU\n'
        " từ: số lượng: 2 lĩnh vực, 4 tiêu chí, 4 tiêu chí thành phần\n thành: số lượng: 1 lĩnh vực, 2 tiêu chí\n"
    )
    assert codes(r) == ["1", "1.1", "1.2"]
    assert row(r, "1.1").amended[-1].action is Action.REPLACED


def test_a_whole_instrument():
    body = "THAY VĂN BẢN Quyết định 1/QĐ-THU ngày 01/02/2019 bằng bộ tiêu chí bang-1-2022"
    result = applied(body)
    assert (result.diagnostics, result.replaced_by) == ((), "bang-1-2022")


def test_outcomes_that_hold():
    good(
        "SỬA 1.1.1 điểm tối đa: từ 1 điểm thành 1,5 điểm\nSỬA 1.1.2 điểm tối đa: từ 2 điểm thành 1,5 điểm\n"
        "Sau sửa đổi\n tổng điểm: 10 điểm, trong đó ĐTXHH 2 điểm\n"
        " số lượng: 2 lĩnh vực, 4 tiêu chí\n 1.1: 3 điểm\n"
    )


def test_force_and_governed_years_are_two_things():
    a = amendment('SỬA 2.1.1 tên: từ "Đúng hạn" thành "X"', force="sau 10 ngày kể từ ngày ký", year=2021)
    assert apply(base(), [a], as_of=datetime.date(2020, 6, 10)).applied == ()
    assert len(apply(base(), [a], as_of=datetime.date(2020, 6, 11)).applied) == 1
    assert apply(base(), [a], year=2020).applied == ()
    assert len(apply(base(), [a], year=2021).applied) == 1
    assert apply(base(), [a], as_of=datetime.date(2020, 6, 11), year=2020).applied == ()


def test_order_is_force_then_signing_then_number():
    written = (
        ("b", "1", "2", "01/05/2020", "từ 01/08/2020", 10),
        ("a", "Đúng hạn", "1", "01/05/2020", "từ 01/08/2020", 9),
        ("d", "3", "4", "01/01/2020", "từ 01/09/2020", 1),
        ("c", "2", "3", "01/06/2020", "từ 01/08/2020", 1),
    )
    given = [
        amendment(f'SỬA 2.1.1 tên: từ "{old}" thành "{new}"', id=id, signed=signed, force=force, number=number)
        for id, old, new, signed, force, number in written
    ]
    result = apply(base(), given)
    assert result.diagnostics == ()
    assert [e.amendment.id for e in result.applied] == ["a", "b", "c", "d"]
    assert row(result.rubric, "2.1.1").title == "4"
