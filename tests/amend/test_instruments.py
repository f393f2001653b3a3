"""Instruments that amend instruments, errata, and what stands in force when."""

import datetime
from fractions import Fraction

from cchc_rules.amend import apply, apply_to_common, concerning
from cchc_rules.amend.applying.order import Why
from cchc_rules.model.citation import Action
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric

from .texts import amendment, base, read, row

SHIFT = "SỬA 1.1.1 điểm tối đa: từ 1 điểm thành 1,5 điểm\nSỬA 1.1.2 điểm tối đa: từ 2 điểm thành 1,5 điểm"
FIRST = 'khoản 1\nSỬA 2.1.1 tên: từ "Đúng hạn" thành "X"\nkhoản 2\nSỬA 1.2 ghi chú: từ "kèm TLKC" thành trống'


def erratum(body: str, target="bang-1", id="dc", signed="01/12/2020"):
    head = f'ĐÍNH CHÍNH {id} "Đính chính"\n  văn bản: Công văn 9/THU ngày {signed}\n  đính chính: {target}\n'
    source = f"{head}Điều 1\n{body}\n"
    result = read(source, f"{id}.cchc")
    assert result.diagnostics == (), result.diagnostics
    return result.value


def test_an_erratum_reaches_back():
    e = erratum('SỬA 2.1.1 tên: từ "Đúng hạn" thành "Đúng thời hạn"')
    result = apply(base(), [e], as_of=datetime.date(2019, 3, 1), year=2019)
    assert result.diagnostics == ()
    (amended,) = row(result.rubric, "2.1.1").amended
    assert (amended.action, amended.in_force, amended.governs) == (Action.CORRECTED, datetime.date(2019, 3, 1), None)


def test_an_erratum_comes_before_amendments_of_the_corrected_text():
    later = amendment('SỬA 2.1.1 tên: từ "Đúng thời hạn" thành "X"')
    result = apply(base(), [later, erratum('SỬA 2.1.1 tên: từ "Đúng hạn" thành "Đúng thời hạn"')])
    assert result.diagnostics == ()
    assert [e.amendment.id for e in result.applied] == ["dc", "a"]


def test_an_erratum_and_an_amendment_of_the_same_day_are_read_in_this_order():
    """Both count from the day of the corrected text; the amendment, though signed first, speaks of that text."""
    same = amendment(
        'SỬA 2.1.1 tên: từ "Đúng thời hạn" thành "X"', signed="15/02/2019", force="từ 01/03/2019", year=2019
    )
    correcting = erratum('SỬA 2.1.1 tên: từ "Đúng hạn" thành "Đúng thời hạn"')
    for given in ([same, correcting], [correcting, same]):
        result = apply(base(), given, as_of=datetime.date(2019, 3, 1), year=2019)
        assert result.diagnostics == ()
        assert [(e.amendment.id, e.force) for e in result.applied] == [
            ("dc", datetime.date(2019, 3, 1)),
            ("a", datetime.date(2019, 3, 1)),
        ]
        assert row(result.rubric, "2.1.1").title == "X"


def test_an_erratum_of_an_amendment_counts_from_that_amendments_day():
    a = amendment(FIRST)
    e = erratum(
        'SỬA khoản 1 Điều 1\n từ: SỬA 2.1.1 tên: từ "Đúng hạn" thành "X"\n'
        ' thành: SỬA 2.1.1 tên: từ "Đúng hạn" thành "Y"',
        target="a",
    )
    result = apply(base(), [a, e], as_of=datetime.date(2020, 6, 1))
    assert result.diagnostics == ()
    (amended,) = row(result.rubric, "2.1.1").amended
    assert row(result.rubric, "2.1.1").title == "Y"
    assert amended.cite() == (
        "Quyết định 2/QĐ-THU ngày 01/06/2020, khoản 1 Điều 1 "
        "(được đính chính theo Công văn 9/THU ngày 01/12/2020, Điều 1)"
    )


def test_an_amendment_amends_an_amendment():
    a = amendment(FIRST)
    b = amendment(
        'SỬA khoản 1 Điều 1\n từ: SỬA 2.1.1 tên: từ "Đúng hạn" thành "X"\n'
        ' thành: SỬA 2.1.1 tên: từ "Đúng hạn" thành "Y"\n'
        "BÃI BỎ khoản 2 Điều 1\n"
        'BỔ SUNG khoản 3 Điều 1\n nội dung: SỬA TÊN BẢNG: từ "Bảng thử" thành "Z"\n',
        id="b",
        number=3,
        signed="01/07/2020",
        target="a",
    )
    result = apply(base(), [b, a])
    assert result.diagnostics == ()
    assert (row(result.rubric, "2.1.1").title, row(result.rubric, "1.2").note, result.rubric.title) == (
        "Y",
        "kèm TLKC",
        "Z",
    )
    assert [(s.amendment.id, s.why) for s in result.skipped] == [("b", Why.ON_AMENDMENT)]
    before = apply(base(), [b, a], as_of=datetime.date(2020, 6, 30))
    assert row(before.rubric, "2.1.1").title == "X"


def test_force_and_year_of_an_amendment_can_be_amended():
    a = amendment(FIRST, force="từ 15/06/2020")
    b = amendment(
        "SỬA CÂU\n từ: hiệu lực: từ 15/06/2020\n thành: hiệu lực: từ 01/01/2021\n"
        "SỬA CÂU\n từ: áp dụng: từ kỳ đánh giá 2020\n thành: áp dụng: từ kỳ đánh giá 2021\n",
        id="b",
        number=3,
        signed="10/06/2020",
        target="a",
    )
    assert apply(base(), [a, b], as_of=datetime.date(2020, 12, 31)).applied == ()
    (effective,) = apply(base(), [a, b], as_of=datetime.date(2021, 1, 1)).applied
    assert (effective.force, effective.governs) == (datetime.date(2021, 1, 1), 2021)


def test_errors_of_amending_an_amendment():
    a = amendment(FIRST + '\nSỬA TÊN BẢNG: từ "Bảng thử" thành "B"')
    old = 'SỬA 2.1.1 tên: từ "Đúng hạn" thành "Khác"'
    b = amendment(
        f'SỬA khoản 1 Điều 1\n từ: {old}\n thành: SỬA 2.1.1 tên: từ "Đúng hạn" thành "Y"\n'
        'BÃI BỎ khoản 9 Điều 1\nBÃI BỎ khoản 2 Điều 1\nSỬA 1.1 ghi chú: từ trống thành "x"\n'
        "SỬA CÂU\n từ: hiệu lực: từ 15/06/2020\n thành: hiệu lực: từ 01/01/2021\n",
        id="b",
        number=3,
        signed="01/07/2020",
        target="a",
    )
    result = apply(base(), [a, b])
    assert [(d.code, d.span.line) for d in result.diagnostics] == [
        ("S511", 7),
        ("S510", 10),
        ("S531", 11),
        ("S534", 12),
        ("S511", 13),
    ]
    assert row(result.rubric, "2.1.1").title == "X"


def test_instruments_in_a_circle():
    a = amendment(FIRST, id="a", target="b")
    b = amendment(FIRST, id="b", target="a")
    assert {d.code for d in apply(base(), [a, b]).diagnostics} == {"S533"}


def test_a_change_of_the_short_name_is_followed():
    a = amendment("SỬA TÊN NGẮN: từ bang-1 thành bang-moi")
    b = amendment(SHIFT, id="b", number=3, signed="01/07/2020", target="bang-moi")
    result = apply(base(), [a, b])
    assert result.diagnostics == ()
    assert (result.rubric.id, row(result.rubric, "1.1.1").max) == ("bang-moi", Fraction(3, 2))


def test_common_provisions_are_amended_before_they_are_merged():
    source = 'QUY ĐỊNH CHUNG chung "Chung"\n  làm tròn khi in: điểm 2 chữ số, tỷ lệ 2 chữ số\n'
    common = read_rubric(Source.of("chung.cchc", source)).value
    a = amendment(
        "SỬA CÂU\n từ: làm tròn khi in: điểm 2 chữ số, tỷ lệ 2 chữ số\n"
        " thành: làm tròn khi in: điểm 2 chữ số, tỷ lệ 1 chữ số",
        target="chung",
    )
    result, applied = apply_to_common(common, [a])
    assert applied.diagnostics == ()
    assert result.provisions.rounding.value.percent == 1
    assert result.provisions.rounding.amended.cite() == "Quyết định 2/QĐ-THU ngày 01/06/2020, Điều 1"


def test_instruments_that_concern_a_text():
    a = amendment("SỬA TÊN NGẮN: từ bang-1 thành bang-moi", id="a")
    b = amendment(SHIFT, id="b", target="bang-moi")
    c = amendment(FIRST, id="c", target="b")
    d = amendment(FIRST, id="d", target="bang-2")
    assert [x.id for x in concerning("bang-1", [d, c, b, a])] == ["c", "b", "a"]


def test_the_force_that_an_amendment_has_is_named_where_another_is_said() -> None:
    a = amendment(FIRST, force="từ 15/06/2020")
    changes = "SỬA CÂU\n từ: hiệu lực: từ 16/06/2020\n thành: hiệu lực: từ 01/01/2021\n"
    b = amendment(changes, id="b", number=3, signed="01/07/2020", target="a")
    (found,) = apply(base(), [a, b]).diagnostics
    assert (found.code, "hiện là “hiệu lực: từ 15/06/2020”" in found.message) == ("S511", True)
