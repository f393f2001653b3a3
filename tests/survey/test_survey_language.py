"""Surveys in rubrics: what is read, what is printed back, and what is called wrong."""

from fractions import Fraction

import pytest
from survey_sample import BOTH, FORM, SECOND, SHARES, codes, found_in, rubric_of, text_of

from cchc_rules.model.code import Code
from cchc_rules.model.link import link
from cchc_rules.model.rubric import CommonProvisions, Rubric
from cchc_rules.model.survey import AnswerScale, Option, ScaleUse, Share, SurveyShare, row_surveys
from cchc_rules.source import Source
from cchc_rules.syntax.lines.grammar import terminals
from cchc_rules.syntax.lines.terminals import known
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.writing.rubric_file import print_rubric

OWN_ANSWERS = FORM.replace('"Câu hai?"', '"Câu hai?"\n    trả lời: "Có" 100%, "Không" 0%')


def test_an_instrument_is_read_whole() -> None:
    p = rubric_of(BOTH).provisions
    first, second = (s.value for s in p.surveys)
    assert (first.name, first.title, first.needed) == ("can-bo", "Phiếu cán bộ", 10)
    assert first.respondents is not None and first.respondents.value == ("cán bộ", "công chức")
    assert isinstance(first.scales[0].value, AnswerScale)
    assert first.scales[0].value.options[1] == Option("Khá", Fraction(3, 5))
    assert [q.value.coefficient for q in second.questions] == [1, 2]
    assert second.needed == 1
    assert p.survey_shares[0].value == SurveyShare(
        Code("1.2"), (Share("can-bo", Fraction(3, 5)), Share("nguoi-dan", Fraction(2, 5)))
    )


@pytest.mark.parametrize(
    "surveys",
    [
        FORM,
        BOTH,
        OWN_ANSWERS,
        FORM + SECOND.replace('\n  thang "mức":', '\n  thang: "mức"\n  thang "mức":') + SHARES,
        BOTH.replace("1.2: can-bo", "các dòng khác: can-bo"),
        "# trước\n" + FORM.replace("tối thiểu", "# giữa\n  tối thiểu") + "# tỷ trọng\n" + SECOND + "# a\n" + SHARES,
        FORM.replace('"Câu hai?"', '"Câu ""hai""?"  # sau'),
    ],
)
def test_printing_and_reading_are_inverse(surveys: str) -> None:
    first = rubric_of(surveys)
    printed = print_rubric(first)
    again = read_rubric(Source.of("thu.cchc", printed))
    assert again.value == first
    assert again.value is not None and print_rubric(again.value) == printed
    assert printed.count("#") == text_of(surveys).count("#")


def test_sound_surveys_have_no_findings() -> None:
    assert codes(BOTH) == []
    assert codes(OWN_ANSWERS) == []


@pytest.mark.parametrize(
    ("surveys", "wanted"),
    [
        ('  hỏi: "cán bộ"\n', ["D701"]),
        (FORM.replace("  câu 1", '  trả lời: "Có" 100%, "Không" 0%\n  câu 1', 1), ["D702"]),
        (FORM.replace("câu 2", "câu 1"), ["D703"]),
        (FORM + FORM, ["B202"]),
        (FORM.replace("tối thiểu 10", "tối thiểu 0"), ["B208"]),
        (FORM.replace("1.2:", "1.2, hệ số 0:"), ["B208"]),
        (FORM.replace("  câu 1", '  thang: "x"\n  câu 1', 1), ["B202"]),
        (FORM.replace('"Câu hai?"', '""'), ["B216"]),
        (FORM + "  xếp loại lạ\n", ["C101"]),
        (FORM + SECOND.replace('\n  thang "mức":', '\n  thang "khác":'), ["D705", "D705"]),
        (BOTH + SECOND.replace("nguoi-dan", "khac").replace("1.2", "1.3").replace("câu 2", "câu 3"), ["D704"]),
        (FORM.replace('  thang: "Tốt" 100%, "Khá" 60%, "Trung bình" 20%, "Kém" 0%\n', ""), ["D706", "D706"]),
        (FORM.replace('"Khá"', '"Tốt"'), ["D707"]),
        (FORM.replace("100%", "101%"), ["D708"]),
        (FORM.replace("0%\n", "-5%\n"), ["D708"]),
        (FORM.replace("100%", "90%"), ["D709"]),
        (FORM.replace(', "Khá" 60%, "Trung bình" 20%, "Kém" 0%', ""), ["D710"]),
        (FORM.replace("1.3:", "1.9:"), ["D711", "D713"]),
        (FORM.replace("1.3:", "1.1:"), ["D712", "D713"]),
        (FORM.replace("1.3:", "1:"), ["D712", "D713"]),
        (FORM.replace("1.3:", "1.2:"), ["D713"]),
        (FORM.replace('"Câu hai?"', '"…"'), ["D714"]),
        (FORM + '\nPHIẾU ĐIỀU TRA thua "Thừa"  theo mục III\n  hỏi: "ai"\n', ["D715"]),
        (FORM.replace('  hỏi: "cán bộ", "công chức"\n', ""), ["D716"]),
        (BOTH.replace("40%", "30%"), ["D717"]),
        (BOTH.replace("nguoi-dan 40%", "doanh-nghiep 40%"), ["D718"]),
        (BOTH.replace("can-bo 60%, nguoi-dan 40%", "can-bo 100%"), ["D719"]),
        (BOTH.replace("1.2: can-bo", "1.9: can-bo"), ["D720"]),
        (BOTH + "  1.2: can-bo 50%, nguoi-dan 50%  theo mục III\n", ["D721"]),
        (BOTH.replace("60%, nguoi-dan 40%", "100%, nguoi-dan 0%"), ["D722"]),
        (FORM.replace("  theo mục III", ""), ["K307"]),
    ],
)
def test_mistakes_are_told(surveys: str, wanted: list[str]) -> None:
    assert sorted(codes(surveys)) == wanted


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        ("  cách chấm: theo phiếu điều tra\n    làm tròn điểm: đến 0,01 điểm, gần nhất\n", []),
        ("  cách chấm: theo phiếu điều tra\n    ưu tiên: điểm nhập tay\n", ["D725"]),
        ("  cách chấm: điểm tối đa\n", ["D723"]),
    ],
)
def test_rules_beside_surveys(rule: str, wanted: list[str]) -> None:
    assert codes(FORM, rule) == wanted


def test_a_row_that_asks_for_a_survey_has_one() -> None:
    assert codes("", "  cách chấm: theo phiếu điều tra\n") == ["D713"]
    assert codes("") == []


def test_the_rule_of_a_survey_stands_on_a_survey_row() -> None:
    text = (
        text_of(FORM)
        .replace('TIÊU CHÍ 1.2 "', 'TIÊU CHÍ 1.1.1 "Con": 1 điểm\n  cách chấm: theo phiếu điều tra\nTIÊU CHÍ 1.2 "')
        .replace("TIÊU CHÍ 1.1.1", "TIÊU CHÍ THÀNH PHẦN 1.1.1")
    )
    parsed = read_rubric(Source.of("thu.cchc", text))
    assert isinstance(parsed.value, Rubric)
    from cchc_rules.checks.rubric.all_checks import check_rubric

    assert "D724" in [d.code for d in check_rubric(link(parsed.value, ()))]


def test_missing_rows_are_listed() -> None:
    told = found_in(FORM.replace("1.3:", "1.2:"))
    assert told[0].message == "1 dòng ĐTXHH chưa có câu hỏi: 1.3"


def test_common_provisions_say_what_every_rubric_shares() -> None:
    common = read_rubric(
        Source.of(
            "chung.cchc",
            'QUY ĐỊNH CHUNG chung "Chung"\nPHIẾU ĐIỀU TRA can-bo "Phiếu chung"  theo mục I\n'
            '  hỏi: "cán bộ"\n  tối thiểu 20 phiếu hợp lệ\n  thang: "Tốt" 100%, "Kém" 0%\n',
        )
    )
    assert isinstance(common.value, CommonProvisions) and common.ok
    own = rubric_of('PHIẾU ĐIỀU TRA can-bo "Phiếu riêng"  theo mục I\n  câu 1 cho 1.2: "A?"\n  câu 2 cho 1.3: "B?"\n')
    form = link(own, (common.value,)).provisions.surveys[0].value
    assert (form.title, form.needed, len(form.questions)) == ("Phiếu riêng", 20, 2)
    assert print_rubric(common.value).count("phiếu hợp lệ") == 1


def test_the_nearest_share_governs() -> None:
    more = SECOND.replace("câu 2 cho 1.2", "câu 2 cho 1.3")
    shares = SHARES + "  các dòng khác: can-bo 10%, nguoi-dan 90%  theo mục III\n"
    p = rubric_of(FORM + more + shares).provisions
    rows = row_surveys(p.surveys, p.survey_shares)
    assert [f.share for f in rows["1.2"].forms] == [Fraction(3, 5), Fraction(2, 5)]
    assert [f.share for f in rows["1.3"].forms] == [Fraction(1, 10), Fraction(9, 10)]
    p = rubric_of(FORM + more).provisions
    assert {f.share for r in row_surveys(p.surveys, ()).values() for f in r.forms} == {Fraction(1, 2)}
    assert isinstance(ScaleUse("x"), ScaleUse)


def test_every_terminal_has_words() -> None:
    assert all(known(t.split("__")[-1]) for g in ("rubric", "sheet") for t in terminals(g))
