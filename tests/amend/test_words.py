"""Words put in place of others, behind others, and in every row that has them."""

import pytest

from cchc_rules.amend import consolidate
from cchc_rules.writing.amendment_file import print_amendment
from cchc_rules.writing.rubric_file import print_rubric

from .texts import amendment, applied, bad, codes, good, read, row


def test_words_behind_words():
    r = good('BỔ SUNG CỤM TỪ "đầy đủ" vào sau cụm từ "hoàn thành" tại 1.1.2')
    assert row(r, "1.1.2").title == "Mức độ hoàn thành đầy đủ kế hoạch"


def test_every_row_that_has_the_words():
    r = good('THAY CỤM TỪ "kế hoạch" bằng "chương trình" tại mọi dòng')
    titles = {c: row(r, c).title for c in codes(r)}
    assert (titles["1.1.1"], titles["1.1.2"]) == (
        "Chất lượng chương trình hằng năm",
        "Mức độ hoàn thành chương trình",
    )
    # The words are replaced as written: a capital is another word.
    assert titles["1.1"] == "Kế hoạch"


def test_in_notes_too():
    assert row(good('BỔ SUNG CỤM TỪ "đủ" vào sau "kèm" tại mọi dòng'), "1.2").note == "kèm đủ TLKC"


@pytest.mark.parametrize("verb", ['THAY CỤM TỪ "không có" bằng "x"', 'BỎ CỤM TỪ "không có"'])
def test_words_that_no_row_has(verb):
    assert [(code, line) for code, line, _ in bad(f"{verb} tại mọi dòng")] == [("S516", 7)]


def test_every_row_meets_another_change_of_the_same_title():
    body = 'SỬA 1.1.2 tên: từ "Mức độ hoàn thành kế hoạch" thành "X"\nTHAY CỤM TỪ "kế hoạch" bằng "Y" tại mọi dòng'
    assert "S513" in {code for code, *_ in bad(f"{body}")}


def test_it_reads_back_and_is_noted():
    body = 'BỔ SUNG CỤM TỪ "đầy đủ" vào sau "hoàn thành" tại mọi dòng'
    given = amendment(body)
    assert read(print_amendment(given)).value == given
    copy = print_rubric(consolidate(applied(body)))
    assert 'Cụm từ "đầy đủ" được bổ sung vào sau cụm từ "hoàn thành" theo quy định tại Điều 1' in copy


def test_two_codes_change_places():
    r = good("ĐÁNH SỐ LẠI 1.1.1 thành 1.1.2\nĐÁNH SỐ LẠI 1.1.2 thành 1.1.1")
    assert {c: row(r, c).title for c in ("1.1.1", "1.1.2")} == {
        "1.1.1": "Mức độ hoàn thành kế hoạch",
        "1.1.2": "Chất lượng kế hoạch hằng năm",
    }
