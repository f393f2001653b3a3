"""Words replaced in sentences: consequences, stages, deadlines, bands, surveys, printed wordings."""

import pytest

from cchc_rules.amend import apply, consolidate
from cchc_rules.diagnostics import render_all
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.writing.amendment_file import print_amendment
from cchc_rules.writing.rubric_file import print_rubric

from .texts import BASE, amendment, read

SURVEY = """\
PHIẾU ĐIỀU TRA dan "Phiếu hỏi người dân"
  hỏi: "người dân đã nộp hồ sơ"
  tối thiểu 5 phiếu hợp lệ
  thang: "Tốt" 100%, "Kém" 0%
  câu 1 cho 2.2: "Người dân có hài lòng không, thưa người dân?"
  câu 2 cho 2.2: "Ai trả lời?"

"""
FULL = (
    BASE.replace("LĨNH VỰC 1", SURVEY + "LĨNH VỰC 1", 1)
    .replace(
        "  thẩm định: công nhận hoặc giảm\n",
        '  thẩm định: do "Sở Nội vụ", công nhận hoặc giảm\n  bước "ý kiến Sở Nội vụ": do "Sở Nội vụ", nêu ý kiến\n',
    )
    .replace('"không khen thưởng"', '"không khen thưởng, Sở Nội vụ theo dõi"')
    .replace('"Báo cáo": 3 điểm, ghi chú "kèm TLKC"', '"Báo cáo Sở Nội vụ": 3 điểm\n    lời văn: "Sở Nội vụ chấm"')
)


def rubric():
    made = read_rubric(Source.of("bang-1.cchc", FULL))
    assert made.value is not None, render_all(made.diagnostics)
    return made.value


def after(body: str, *more: str) -> str:
    given = [amendment(b, id=f"a{n}", signed=f"0{n}/06/2020") for n, b in enumerate((body, *more), 1)]
    result = apply(rubric(), given)
    assert result.ok, render_all(result.diagnostics)
    return print_rubric(result.rubric)


def test_every_sentence_and_no_row() -> None:
    told = after('THAY CỤM TỪ "Sở Nội vụ" bằng "Sở A" tại mọi câu')
    assert told.count("Sở Nội vụ") == 1
    assert 'TIÊU CHÍ 1.2 "Báo cáo Sở Nội vụ"' in told
    assert told.count("Sở A") == 5


def test_rows_and_sentences() -> None:
    assert "Sở Nội vụ" not in after('THAY CỤM TỪ "Sở Nội vụ" bằng "Sở A" tại mọi dòng, mọi câu')


def test_one_survey_instrument() -> None:
    told = after('THAY CỤM TỪ "người dân" bằng "công dân" tại phiếu dan')
    assert 'PHIẾU ĐIỀU TRA dan "Phiếu hỏi công dân"' in told
    assert 'hỏi: "công dân đã nộp hồ sơ"' in told
    assert '"Người dân có hài lòng không, thưa công dân?"' in told


def test_a_rating_is_renamed_wherever_it_is_named() -> None:
    assert 'từ 90%: "Rất tốt"' in after('THAY CỤM TỪ "Tốt" bằng "Rất tốt" tại mọi câu')


def test_later_texts_assert_the_new_words() -> None:
    later = 'BỎ CÂU của phiếu dan: câu 2 cho 2.2: "Người nào trả lời?"'
    assert "câu 2" not in after('THAY CỤM TỪ "Ai" bằng "Người nào" tại phiếu dan', later)


def test_each_changed_sentence_has_its_note() -> None:
    result = apply(rubric(), [amendment('THAY CỤM TỪ "Sở Nội vụ" bằng "Sở A" tại mọi câu')])
    note = 'Cụm từ "Sở Nội vụ" được thay thế bằng cụm từ "Sở A" theo quy định tại Điều 1'
    assert print_rubric(consolidate(result)).count(note) == 4


@pytest.mark.parametrize("places", ["1.2, phiếu dan", "phiếu dan, mọi câu", "mọi dòng, mọi câu", "phiếu dan"])
@pytest.mark.parametrize("verb", ['THAY CỤM TỪ "a" bằng "b"', 'BỎ CỤM TỪ "a"', 'BỔ SUNG CỤM TỪ "a" vào sau "b"'])
def test_it_reads_back(verb: str, places: str) -> None:
    given = amendment(f"{verb} tại {places}")
    assert f"{verb} tại {places}" in print_amendment(given)
    assert read(print_amendment(given)).value == given


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('THAY CỤM TỪ "không có" bằng "b" tại mọi câu', "S516"),
        ('THAY CỤM TỪ "Sở Nội vụ" bằng "b" tại phiếu dan', "S516"),
        ('THAY CỤM TỪ "người dân" bằng "b" tại phiếu dann', "S510"),
        ('BỎ CÂU của phiếu dan: câu 2 cho 2.2: "Ai trả lời?"\nTHAY CỤM TỪ "Ai" bằng "b" tại 1.1', "S516"),
        (
            'SỬA CÂU\n  từ: 1 khi chỉ số dưới 50%: "không khen thưởng, Sở Nội vụ theo dõi"\n'
            '  thành: 1 khi chỉ số dưới 50%: "Sở Nội vụ"\nTHAY CỤM TỪ "Sở Nội vụ" bằng "b" tại mọi câu',
            "S513",
        ),
    ],
)
def test_what_does_not_fit(body: str, code: str) -> None:
    assert code in {d.code for d in apply(rubric(), [amendment(body)]).diagnostics}
