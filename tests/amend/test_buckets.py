"""Bonus, penalty, rating conditions and ratings of some units under amendments."""

import pytest

from cchc_rules.amend.applying.instruments import Applied, apply
from cchc_rules.amend.compare.differences import as_amendment, diff
from cchc_rules.amend.reading_copy.change_log import history_of, log_text
from cchc_rules.amend.reading_copy.consolidated import consolidate
from cchc_rules.api.changes.amend import consolidated
from cchc_rules.api.changes.compare import diff_text
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.code import Code
from cchc_rules.model.references import codes_in
from cchc_rules.model.rubric import BucketKind, Rubric
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.writing import amendments as words
from cchc_rules.writing.amendment_file import print_amendment
from cchc_rules.writing.rubric_file import print_rubric

from .test_laws import HEADER
from .texts import amendment as amendment_of

BASE = """\
BỘ TIÊU CHÍ bang-1 "Bảng thử"
  văn bản: Quyết định 1/QĐ-THU ngày 01/02/2019, Bảng 1
  tổng điểm: 10 điểm  theo mục I
  điểm sau cộng, trừ: không quá tổng điểm tối đa  theo mục II

XẾP LOẠI  theo mục III
  từ 8 điểm: "Đạt"
  dưới 8 điểm: "Không đạt"
  xếp "Không đạt" khi: 1.2 dưới 1 điểm  theo mục IV

XẾP LOẠI cho "xã"  theo mục III
  từ 6 điểm: "Đạt"
  dưới 6 điểm: "Không đạt"

SỐ LIỆU
  [vi phạm]: có/không

LĨNH VỰC 1 "Một": 10 điểm
TIÊU CHÍ 1.1 "Kế hoạch": 6 điểm
TIÊU CHÍ 1.2 "Báo cáo": 4 điểm

ĐIỂM CỘNG: tối đa 5 điểm  theo mục V
  C1 "Sáng kiến": tối đa 4 điểm
  C2 "Khen thưởng": tối đa 3 điểm

ĐIỂM TRỪ: tối đa 5 điểm  theo mục VI
  T1 "Báo cáo chậm": tối đa 3 điểm
"""


def base() -> Rubric:
    read = read_rubric(Source.of("bang.cchc", BASE))
    assert read.ok and isinstance(read.value, Rubric)
    return read.value


def applied(lines: str) -> Applied:
    """What an amendment of these lines makes of the rubric."""
    return apply(base(), [amendment_of(lines)])


def right(lines: str) -> Applied:
    result = applied(lines)
    assert result.ok, [d.message for d in result.diagnostics]
    return result


def messages(lines: str) -> list[str]:
    return [f"{d.code} {d.message}" for d in applied(lines).diagnostics]


def bucket(result: Applied, kind: BucketKind) -> tuple[object, list[tuple[str, object]]]:
    """The cap and the rows with their maxima."""
    found = next(b.value for b in result.rubric.buckets if b.value.kind is kind)
    return found.cap, [(r.code.text, r.max) for r in found.rows]


CAP = """\
  SỬA CÂU
    từ: ĐIỂM CỘNG: tối đa 5 điểm
    thành: ĐIỂM CỘNG: tối đa 4 điểm  theo mục V
"""


def test_the_cap_changes_and_the_rows_stay() -> None:
    assert bucket(right(CAP), BucketKind.BONUS) == (4, [("C1", 4), ("C2", 3)])


def test_rows_come_go_and_change() -> None:
    result = right("""\
  BỔ SUNG SAU C1
    C3 "Mô hình": tối đa 0,5 điểm
      không áp dụng khi: loại đơn vị là "xã"
  BÃI BỎ C2 đang là "Khen thưởng": 3 điểm
  SỬA T1 điểm tối đa: từ 3 điểm thành 2 điểm
  SỬA T1 tên: từ "Báo cáo chậm" thành "Báo cáo trễ"
  BỔ SUNG VÀO CUỐI ĐIỂM TRỪ
    T2 "Vi phạm": tối đa 5 điểm
""")
    assert [c for c, _ in bucket(result, BucketKind.BONUS)[1]] == ["C1", "C3"]
    assert bucket(result, BucketKind.PENALTY) == (5, [("T1", 2), ("T2", 5)])
    assert next(r for r in result.rubric.bucket_rows() if r.code == Code("C3")).applicability
    assert [(r.row.code.text, r.bucket) for r in result.rubric.repealed] == [("C2", BucketKind.BONUS)]


def test_a_bucket_goes_with_its_rows_and_another_comes() -> None:
    result = right("""\
  BỎ CÂU: ĐIỂM TRỪ: tối đa 5 điểm  theo mục VI
""")
    assert [b.value.kind for b in result.rubric.buckets] == [BucketKind.BONUS]
    assert [r.row.code.text for r in result.rubric.repealed] == ["T1"]
    text = print_rubric(consolidate(result))
    assert '# Dòng điểm trừ T1 "Báo cáo chậm": 3 điểm được bãi bỏ' in text
    assert "- T1 dòng điểm trừ" in diff_text(base(), result.rubric)


def test_a_new_bucket_takes_rows_of_the_same_instrument() -> None:
    gone = right("  BỎ CÂU: ĐIỂM TRỪ: tối đa 5 điểm\n").rubric
    amendment = amendment_of(
        '  THÊM CÂU: ĐIỂM TRỪ: tối đa 2 điểm\n  BỔ SUNG VÀO CUỐI ĐIỂM TRỪ\n    T1 "Chậm": tối đa 2 điểm\n'
    )
    assert bucket(apply(gone, [amendment]), BucketKind.PENALTY) == (2, [("T1", 2)])


def test_a_rating_of_some_units_is_named_by_its_heading() -> None:
    result = right("""\
  SỬA CÂU của XẾP LOẠI cho "xã"
    từ: từ 6 điểm: "Đạt"
    thành: từ 7 điểm: "Đạt"
  SỬA CÂU của XẾP LOẠI cho "xã"
    từ: dưới 6 điểm: "Không đạt"
    thành: dưới 7 điểm: "Không đạt"
  THÊM CÂU của XẾP LOẠI cho "xã": không xếp loại khi: [vi phạm] là có
""")
    bands = [(b.value.scope is not None, b.value.interval.low) for b in result.rubric.provisions.bands]
    assert bands == [(False, 8), (False, None), (True, 7), (True, None)]
    assert [d.value.scope is not None for d in result.rubric.provisions.disqualifiers] == [False, True]
    assert 'XẾP LOẠI cho "xã": từ 6 điểm: "Đạt"' in diff_text(base(), result.rubric)
    _, own = consolidated(result, "md").split('### XẾP LOẠI cho "xã"\n', 1)
    assert '- từ 7 điểm: "Đạt"' in own.split("###")[0]


def test_conditions_ceiling_and_absence_are_sentences() -> None:
    result = right("""\
  SỬA CÂU
    từ: xếp "Không đạt" khi: 1.2 dưới 1 điểm
    thành: xếp "Không đạt" khi: 1.2 dưới 2 điểm hoặc T1 bằng 3 điểm
  THÊM CÂU: không xếp loại khi: [vi phạm] là có
  SỬA CÂU
    từ: điểm sau cộng, trừ: không quá tổng điểm tối đa
    thành: điểm sau cộng, trừ: được vượt tổng điểm tối đa
  THÊM CÂU: không áp dụng: quy về đủ thang
""")
    assert apply(result.rubric, [amendment_of("  BỎ CÂU: không áp dụng: quy về đủ thang\n")]).ok
    assert apply(result.rubric, [amendment_of("  BỎ CÂU: không xếp loại khi: [vi phạm] là có\n")]).ok
    told = [type(e).__name__ for e in diff(base(), result.rubric)]
    assert told == ["AddSentence", "ChangeSentence", "ChangeSentence", "AddSentence"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (CAP.replace("5 điểm", "6 điểm"), "S511 câu này hiện là “ĐIỂM CỘNG: tối đa 5 điểm  theo mục V”"),
        (
            '  SỬA CÂU của XẾP LOẠI cho "xã"\n    từ: từ 8 điểm: "Đạt"\n    thành: từ 9 điểm: "Đạt"\n',
            'S511 câu này hiện là “XẾP LOẠI cho "xã": từ 6 điểm: "Đạt"',
        ),
        ("  BỎ CÂU: không áp dụng: quy về đủ thang\n", "S510 không có câu “không áp dụng: quy về đủ thang”"),
        (
            '  BỎ CÂU: xếp "Không đạt" khi: 1.2 dưới 3 điểm\n',
            'S511 câu này hiện là “xếp "Không đạt" khi: 1.2 dưới 1 điểm',
        ),
        ("  THÊM CÂU: ĐIỂM TRỪ: tối đa 1 điểm\n", "S517 đã có câu “ĐIỂM TRỪ: tối đa 5 điểm"),
        ('  BỔ SUNG SAU C1\n    C9 "x": 2 điểm\n', "X803 dòng C9"),
        ('  BỔ SUNG SAU 1.1\n    1.1a "x": tối đa 2 điểm\n', "X802 dòng 1.1a"),
        ('  BỔ SUNG VÀO CUỐI C1\n    C9 "x": tối đa 2 điểm\n', "S515 C9"),
        ('  BỔ SUNG SAU T1\n    C2 "x": tối đa 2 điểm\n', "S514 mã C2"),
        ('  BỔ SUNG SAU T1\n    T3 "x": tối đa 0 điểm\n', "K321 T3"),
        ("  CHUYỂN C2 đến sau T1 thành T9\n", "S515 T9"),
        ("  CHUYỂN 1.1 đến sau T1 thành T8\n", "S515 T8"),
        ("  SỬA T1 nhãn: từ trống thành ĐTXHH\n", "S510 không có nhãn của dòng điểm trừ T1"),
        ("  SỬA C1 điểm tối đa: từ 5 điểm thành 2 điểm\n", "S511 điểm tối đa của C1"),
        ('  BÃI BỎ C1 đang là "Sáng kiến": 3 điểm\n', "S511 điểm tối đa của C1"),
        (
            "  SỬA T1 điểm tối đa: từ 3 điểm thành 2 điểm\n  BỎ CÂU: ĐIỂM TRỪ: tối đa 5 điểm\n",
            "S513 dòng T1 bị sửa hai lần",
        ),
        (
            '  BỎ CÂU: ĐIỂM TRỪ: tối đa 5 điểm\n  BỔ SUNG SAU T1\n    T3 "x": tối đa 1 điểm\n',
            "S510 không có phần ĐIỂM TRỪ",
        ),
        ("  THÊM CÂU của C1: số lượng: 2 tiêu chí\n", "S510 không có câu “số lượng” của dòng điểm cộng C1"),
        (
            '  BÃI BỎ 1.2 đang là "Báo cáo": 4 điểm\n  SỬA 1 điểm tối đa: từ 10 điểm thành 6 điểm\n'
            "  SỬA CÂU\n    từ: tổng điểm: 10 điểm\n    thành: tổng điểm: 6 điểm\n",
            "S535 câu “xếp ",
        ),
    ],
)
def test_what_does_not_fit_is_told(lines: str, told: str) -> None:
    found = messages(lines)
    assert len(found) == 1 and found[0].startswith(told), found


def test_a_rating_condition_follows_a_row_to_another_code() -> None:
    found = right("  ĐÁNH SỐ LẠI 1.2 thành 1.3\n").rubric.provisions.disqualifiers
    assert [c for s in found for c in codes_in(s.value)] == [Code("1.3")]


RULED = """\
  THÊM CÂU: [số mô hình]: số đếm "mô hình"
  THÊM CÁCH CHẤM của C1
    cách chấm: 1 điểm × [số mô hình], không quá 4 điểm  theo mục 1
  THÊM CÁCH CHẤM của T1
    cách chấm: theo trường hợp
      khi [vi phạm] là có: 3 điểm
      còn lại: 0 điểm
"""
CHANGED = """\
  SỬA CÁCH CHẤM của C1
    từ
      cách chấm: 1 điểm × [số mô hình], không quá 4 điểm  theo mục 1
    thành
      cách chấm: {} điểm × [số mô hình], không quá {} điểm
  BỎ CÁCH CHẤM của T1
    cách chấm: theo trường hợp
      khi [vi phạm] là có: 3 điểm
      còn lại: 0 điểm
"""


def rules_of(rubric: Rubric) -> dict[str, str]:
    return {r.code.text: words.sentence(Slot.RULE, r.rule) for r in rubric.bucket_rows() if r.rule is not None}


def test_rows_of_bonus_and_penalty_have_rules_that_an_instrument_changes() -> None:
    ruled = right(RULED).rubric
    assert rules_of(ruled) == {
        "C1": "cách chấm: 1 điểm × [số mô hình], không quá 4 điểm  theo mục 1",
        "T1": "cách chấm: theo trường hợp; khi [vi phạm] là có: 3 điểm; còn lại: 0 điểm",
    }
    result = apply(ruled, [amendment_of(CHANGED.format("0,5", 4))])
    assert result.ok, [d.message for d in result.diagnostics]
    assert rules_of(result.rubric) == {"C1": "cách chấm: 0,5 điểm × [số mô hình], không quá 4 điểm"}
    assert "0,5 điểm × [số mô hình]" in diff_text(ruled, result.rubric)
    text = print_rubric(consolidate(result))
    assert "# Cách chấm này được sửa đổi" in text and "# Cách chấm của dòng điểm trừ này được bãi bỏ" in text, text
    assert "cách chấm: 0,5 điểm × " in consolidated(result, "md")
    assert "0,5 điểm × [số mô hình]" in log_text(history_of(result, Code("C1")))
    written = as_amendment(ruled, result.rubric, HEADER)
    assert "SỬA CÁCH CHẤM của C1" in print_amendment(written)
    assert apply(ruled, [written]).rubric == result.rubric


def test_a_rule_that_does_not_fit_a_row_of_bonus_is_told_where_it_is_written() -> None:
    found = apply(right(RULED).rubric, [amendment_of(CHANGED.format(1, 5))]).diagnostics
    assert [d.code for d in found] == ["L606"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ('  BỎ CÂU: [số mô hình]: số đếm "mô hình"\n', "K313 chưa khai số liệu [số mô hình]"),
        ("  SỬA C1 điểm tối đa: từ 4 điểm thành 3 điểm\n", "L606 điểm theo cách chấm của C1"),
        ("  THÊM CÁCH CHẤM của C1\n    cách chấm: do Hội đồng cho điểm\n", "S517 đã có câu “cách chấm: 1 điểm"),
        (
            "  BỎ CÂU: ĐIỂM CỘNG: tối đa 5 điểm\n  BỎ CÁCH CHẤM của C1\n"
            "    cách chấm: 1 điểm × [số mô hình], không quá 4 điểm\n",
            "S513 dòng C1 bị sửa hai lần",
        ),
    ],
)
def test_a_rule_of_a_row_of_bonus_must_stay_sound(lines: str, told: str) -> None:
    (found,) = apply(right(RULED).rubric, [amendment_of(lines)]).diagnostics
    assert f"{found.code} {found.message}".startswith(told)


def test_a_new_row_of_bonus_brings_its_rule_and_one_that_goes_takes_it_along() -> None:
    ruled = right(RULED).rubric
    lines = """\
  BÃI BỎ C1 đang là "Sáng kiến": 4 điểm
  BỔ SUNG SAU C2
    C3 "Mô hình": tối đa 1 điểm
      cách chấm: 1 điểm × [số mô hình], không quá 1 điểm
"""
    assert list(rules_of(apply(ruled, [amendment_of(lines)]).rubric)) == ["C3", "T1"]


def test_days_off_are_no_days_made_up_after_an_instrument() -> None:
    lines = "  THÊM CÂU: ngày nghỉ lễ: 01/01/2020 đến 03/01/2020\n  THÊM CÂU: ngày làm bù: {}/01/2020\n"
    assert applied(lines.format("04")).ok
    (found,) = applied(lines.format("02")).diagnostics
    assert (found.code, found.span and found.span.line) == ("L636", 8)


def test_the_history_of_a_row_of_bonus() -> None:
    result = right("  SỬA C2 điểm tối đa: từ 3 điểm thành 2 điểm\n")
    told = log_text(history_of(result, Code("C2")))
    assert 'C2 "Khen thưởng": 3 điểm' in told and "từ 3 điểm thành 2 điểm" in told


def test_what_is_said_of_the_result_counts_rows_beside_the_table() -> None:
    lines = "  SỬA C2 điểm tối đa: từ 3 điểm thành 2 điểm\nSau sửa đổi\n  C2: {} điểm\n"
    assert applied(lines.format(2)).ok
    assert not applied(lines.format(1)).ok
