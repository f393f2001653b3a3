"""Where a table numbers afresh in each group, whatever cites a row gives the whole printed path."""

import json

from cchc_rules.amend import apply, consolidate, diff, log_text, report
from cchc_rules.amend.reading_copy.change_log import history
from cchc_rules.explain.data.rubric import rubric_json
from cchc_rules.explain.tables.rubric_diff import diff_json, diff_md, diff_text
from cchc_rules.explain.tables.survey_form import skeleton_of, survey_json, survey_md
from cchc_rules.explain.words.citations import row_cites
from cchc_rules.model.amendments.amendment import Amendment
from cchc_rules.model.rubric import Rubric
from cchc_rules.source import Source
from cchc_rules.syntax.amendment.reader import read_amendment
from cchc_rules.writing.rubric_file import print_rubric
from tests.support.rubrics import rubric_of

RESTART = "  đánh số: lại từ đầu trong mỗi nhóm\n"
TABLE = """
BỘ TIÊU CHÍ nhom "Nhóm"
  các cấp: tiêu chuẩn, nội dung
  đánh số: lại từ đầu trong mỗi nhóm
  văn bản: Quyết định 01/QĐ-MINHHOA ngày 02/01/2019, Bảng 1

PHIẾU ĐIỀU TRA dan "Phiếu hỏi người dân"
  tối thiểu 30 phiếu hợp lệ
  thang: "Có" 100%, "Không" 0%
  câu 1 cho 2.2: "Có hài lòng không?"

TIÊU CHUẨN 1 "Một": 2 điểm
NỘI DUNG 1.1 "Sáng kiến": 2 điểm
TIÊU CHUẨN 2 "Hai": 4 điểm
NỘI DUNG 2.1 "Kế hoạch": 1 điểm
    bản in ghi mã "l", vì "in nhầm"
NỘI DUNG 2.2 "Hài lòng": 1 điểm, ĐTXHH
NỘI DUNG 2.3 "Báo cáo": 2 điểm

ĐIỂM CỘNG: tối đa 1 điểm  theo Điều 5
C1 "Giải thưởng": tối đa 1 điểm
"""
AMENDING = """
SỬA ĐỔI s1 "Sửa"
  văn bản: Quyết định 02/QĐ-MINHHOA ngày 15/08/2020
  sửa đổi: nhom
  hiệu lực: từ 20/08/2020
  áp dụng: từ kỳ đánh giá 2020

Điều 1
  BÃI BỎ 2.1 đang là "Kế hoạch": 1 điểm
  SỬA 2 điểm tối đa: từ 4 điểm thành 3 điểm
  ĐÁNH SỐ LẠI 2.2 thành 2.1
"""


def cites(rubric: Rubric) -> dict[str, str]:
    """The own citation of each row, by its address."""
    return {c.code.text: row_cites(rubric, c)[0].text for c in rubric.rows()}


def amendment() -> Amendment:
    """The amendment above, read."""
    parsed = read_amendment(Source.of("s1.cchc", AMENDING))
    assert parsed.value is not None and not parsed.diagnostics
    return parsed.value


def test_a_row_is_cited_by_its_whole_path() -> None:
    own = "Quyết định 01/QĐ-MINHHOA, Bảng 1"
    assert cites(rubric_of(TABLE)) == {
        "1": f"{own}, tiêu chuẩn 1",
        "1.1": f"{own}, tiêu chuẩn 1, nội dung 1",
        "2": f"{own}, tiêu chuẩn 2",
        "2.1": f"{own}, tiêu chuẩn 2, nội dung l",
        "2.2": f"{own}, tiêu chuẩn 2, nội dung 2",
        "2.3": f"{own}, tiêu chuẩn 2, nội dung 3",
        "C1": f"{own}, dòng điểm cộng C1",
    }


def test_full_numbers_are_cited_as_printed() -> None:
    own = "Quyết định 01/QĐ-MINHHOA, Bảng 1"
    found = cites(rubric_of(TABLE.replace(RESTART, "")))
    assert (found["1.1"], found["2.2"], found["C1"]) == (f"{own}, 1.1", f"{own}, 2.2", f"{own}, C1")


def test_no_two_rows_have_one_citation() -> None:
    found = list(cites(rubric_of(TABLE)).values())
    assert len(set(found)) == len(found)


def test_a_rubric_without_an_instrument() -> None:
    text = TABLE.replace("  văn bản: Quyết định 01/QĐ-MINHHOA ngày 02/01/2019, Bảng 1\n", "")
    assert cites(rubric_of(text))["1.1"] == "tiêu chuẩn 1, nội dung 1"
    assert cites(rubric_of(text.replace(RESTART, "")))["1.1"] == "dòng 1.1"


def test_show_diff_and_survey_forms() -> None:
    rubric, full = rubric_of(TABLE), rubric_of(TABLE.replace(RESTART, ""))
    assert "Bảng 1, tiêu chuẩn 2, nội dung 3" in rubric_json(rubric)
    other = rubric_of(TABLE.replace('"Báo cáo"', '"Báo cáo năm"'))
    found = report(rubric, other, diff(rubric, other))
    assert "2.3 (tiêu chuẩn 2, nội dung 3) tên: " in diff_text(found)
    assert "| 2.3 (tiêu chuẩn 2, nội dung 3) | tên |" in diff_md(found)
    assert json.loads(diff_json(found))["changes"][0]["printed_at"] == "tiêu chuẩn 2, nội dung 3"
    assert "(mã 2.2 (tiêu chuẩn 2, nội dung 2))" in survey_md(skeleton_of(rubric))
    assert "(mã 2.2):" in survey_md(skeleton_of(full))
    asked = json.loads(survey_json(skeleton_of(rubric)))["instruments"][0]["fields"][0]["questions"][0]
    assert (asked["code"], asked["printed_at"]) == ("2.2", "tiêu chuẩn 2, nội dung 2")


def test_log_and_consolidated_text() -> None:
    applied = apply(rubric_of(TABLE), (amendment(),))
    assert applied.diagnostics == ()
    text = print_rubric(consolidate(applied))
    assert "Nội dung này được đánh số lại từ tiêu chuẩn 2, nội dung 2 theo quy định" in text
    assert 'Tiêu chuẩn 2, nội dung l "Kế hoạch": 1 điểm được bãi bỏ' in text
    told = log_text(history(rubric_of(TABLE), (amendment(),), applied.rubric.fields[1].children[0].code))
    assert told.startswith("Quyết định 01/QĐ-MINHHOA ngày 02/01/2019, Bảng 1, tiêu chuẩn 2, nội dung 2\n")
