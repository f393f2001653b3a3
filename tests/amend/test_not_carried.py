"""Content that the language cannot say: it changes nothing, and nothing hides it."""

from cchc_rules.amend import apply, not_carried_by
from cchc_rules.writing.amendment_file import print_amendment

from .texts import amendment, applied, base, read, text

LEFT = 'không dịch được: "Sở Nội vụ hướng dẫn", vì "chưa có hướng dẫn"'


def test_it_changes_nothing_and_is_listed():
    result = applied(LEFT)
    assert result.ok
    assert result.rubric == base()
    (only,) = result.applied
    assert not_carried_by(result, only.amendment) == ('Điều 1: "Sở Nội vụ hướng dẫn", vì "chưa có hướng dẫn"',)


def test_it_reads_back():
    given = amendment(LEFT)
    assert read(print_amendment(given)).value == given


def test_both_parts_are_needed():
    for wrong, code in ((LEFT.partition(",")[0], "C102"), (LEFT.replace("chưa có hướng dẫn", " "), "B216")):
        assert [d.code for d in read(text(wrong)).diagnostics] == [code]


def test_in_an_amendment_of_an_amendment_it_is_told_with_the_text_amended():
    first = amendment('SỬA 2.1.1 tên: từ "Đúng hạn" thành "Trước hạn"')
    second = amendment(LEFT, id="b", number=3, signed="01/07/2020", target="a")
    result = apply(base(), [first, second])
    assert result.ok
    (told,) = not_carried_by(result, first)
    assert told.startswith("Điều 1 (được bổ sung theo Quyết định 3/QĐ-THU ngày 01/07/2020, Điều 1)")
