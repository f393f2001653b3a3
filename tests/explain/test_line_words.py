"""Explanations cite the printed sentence of the line that decided, and of no other."""

import pytest

from cchc_rules.amend import apply
from cchc_rules.api.library import Library
from cchc_rules.api.sheets.explain import explain_sheet
from cchc_rules.checks.rubric.all_checks import check_rubric
from cchc_rules.diagnostics import render_all
from cchc_rules.model.rule import wordings_in
from cchc_rules.results.printed_words import cited_words
from cchc_rules.source import Source
from cchc_rules.syntax.amendment.reader import read_amendment
from cchc_rules.syntax.rubric.reader import read_rubric

HEAD = """\
BỘ TIÊU CHÍ thu "Thử"
  văn bản: Quyết định 1/QĐ-THU ngày 01/01/2019
  tổng điểm: 4 điểm
  đối tượng: "xã"
CÁC BƯỚC ĐÁNH GIÁ
  tự đánh giá: chấm điểm
  thẩm định: công nhận, tăng hoặc giảm
  điểm chỉ số: thẩm định, không có thì tự đánh giá
XẾP LOẠI
  từ 0%: "Đạt"
SỐ LIỆU
  [x]: số đếm "vụ"
  [mức]: lựa chọn "tốt", "khá"
  [có]: có/không
LĨNH VỰC 1 "Một": 4 điểm
  lời văn: "Cả dòng."
"""
SCALE = """\
  cách chấm: theo thang [x]
    từ 10: 4 điểm, lời văn "Từ 10."
    từ 5 đến dưới 10: 2 điểm, lời văn "Từ 5 đến dưới 10."  theo Điều 2
    dưới 5: 0 điểm
"""
CASES = """\
  cách chấm: theo trường hợp
    khi [x] từ 10: 4 điểm, lời văn "Từ 10."
    khi [có] là có: 2 điểm, lời văn "Có."
    còn lại: 0 điểm, lời văn "Còn lại."
"""
PARTS = """\
  cách chấm: {how}
    phần a khi [có] là có: theo mức [mức], lời văn "Có thì xét mức."
      "tốt": 2 điểm, lời văn "Tốt."
      "khá": 1 điểm
    phần b: theo trường hợp
      khi [x] từ 10: 2 điểm, lời văn "Từ 10."
      còn lại: 1 điểm, lời văn "Dưới 10."
"""
FORMULA = """\
  cách chấm: phần a + phần b
    phần a: 1 điểm, lời văn "Phần đầu."
    phần b: 1 điểm
"""
WHOLE = ["Cả dòng."]


@pytest.fixture
def cited(tmp_path):
    def told(rule, facts, beside=""):
        most = "4 điểm" if "tổng các phần" in rule or "4 điểm" in rule else "2 điểm"
        (tmp_path / "thu.cchc").write_text(HEAD.replace("4 điểm", most) + rule, encoding="utf-8")
        sheet = 'PHIẾU CHẤM ĐIỂM\n  bộ tiêu chí: "thu.cchc"\n  đơn vị: "Xã A"\n  loại đơn vị: "xã"\n  năm: 2020\n'
        entries = "".join(f"  [{name}]: {value}\n" for name, value in facts.items())
        path = tmp_path / "a.phieu"
        path.write_text(f"{sheet}SỐ LIỆU\n{entries}{beside}", encoding="utf-8")
        made = explain_sheet(path, Library())
        assert made.scorecard is not None, render_all(made.diagnostics)
        (node,) = (n for n in made.scorecard.nodes if n.criterion.is_leaf)
        return [text for text, _ in cited_words(node)]

    return told


@pytest.mark.parametrize(
    ("rule", "facts", "words"),
    [
        (SCALE, {"x": 10}, ["Từ 10."]),
        (SCALE, {"x": 9}, ["Từ 5 đến dưới 10."]),
        (SCALE, {"x": 5}, ["Từ 5 đến dưới 10."]),
        (SCALE, {"x": 4}, WHOLE),
        (SCALE, {}, WHOLE),
        (SCALE, {"x": "không phát sinh"}, WHOLE),
        (CASES, {"x": 10, "có": "có"}, ["Từ 10."]),
        (CASES, {"x": 9, "có": "có"}, ["Có."]),
        (CASES, {"x": 9, "có": "không"}, ["Còn lại."]),
        (CASES, {"có": "có"}, WHOLE),
        (PARTS.format(how="tổng các phần"), {"x": 9, "có": "có", "mức": '"tốt"'}, ["Tốt.", "Dưới 10."]),
        (PARTS.format(how="tổng các phần"), {"x": 9, "có": "có", "mức": '"khá"'}, ["Có thì xét mức.", "Dưới 10."]),
        (PARTS.format(how="tổng các phần"), {"x": 9, "có": "không", "mức": '"tốt"'}, ["Dưới 10."]),
        (PARTS.format(how="cao nhất trong các phần"), {"x": 9, "có": "có", "mức": '"tốt"'}, ["Tốt."]),
        (PARTS.format(how="cao nhất trong các phần"), {"x": 10, "có": "có", "mức": '"khá"'}, ["Từ 10."]),
        (PARTS.format(how="thấp nhất trong các phần"), {"x": 9, "có": "có", "mức": '"tốt"'}, ["Dưới 10."]),
        (PARTS.format(how="cao nhất trong các phần"), {"x": 10, "mức": '"khá"'}, WHOLE),
        (PARTS.format(how="phần đầu tiên đúng"), {"x": 10, "có": "có", "mức": '"tốt"'}, ["Tốt."]),
        (PARTS.format(how="phần đầu tiên đúng"), {"x": 10, "có": "không", "mức": '"tốt"'}, ["Từ 10."]),
        (PARTS.format(how="phần đầu tiên đúng"), {"x": 10, "mức": '"tốt"'}, WHOLE),
        (FORMULA, {}, ["Phần đầu."]),
    ],
)
def test_the_line_that_decided_is_cited(rule, facts, words, cited):
    assert cited(rule, facts) == words


def test_points_by_hand_rest_on_no_line(cited):
    rule, by_hand = SCALE + "    ưu tiên: điểm nhập tay\n", "ĐIỂM\n1\n  tự đánh giá: 1 điểm\n"
    assert cited(rule, {"x": 10}, by_hand) == WHOLE
    assert cited(SCALE + "    ưu tiên: điểm theo cách chấm\n", {"x": 10}, by_hand) == ["Từ 10."]


def test_words_everywhere_are_in_the_sentences_of_lines_too():
    rubric = read_rubric(Source.of("thu.cchc", HEAD + SCALE)).value
    head = 'SỬA ĐỔI a "A"\n  văn bản: Quyết định 2/QĐ-THU ngày 01/06/2020\n  sửa đổi: thu\n  hiệu lực: kể từ ngày ký\n'
    body = 'áp dụng: từ kỳ đánh giá 2020\nĐiều 1\n  THAY CỤM TỪ "dưới 10" bằng "không quá 9" tại mọi câu\n'
    amendment = read_amendment(Source.of("a.cchc", head + body)).value
    result = apply(rubric, [amendment])
    assert result.ok, render_all(result.diagnostics)
    (row,) = result.rubric.fields
    assert list(wordings_in(row.rule.value.method)) == ["Từ 10.", "Từ 5 đến không quá 9."]


def test_a_misprint_may_stand_in_the_sentence_of_a_line():
    printed = '  bản in ghi "dưới 10", đọc là "dưới 11", vì "in sai"\n'
    rubric = read_rubric(Source.of("thu.cchc", HEAD + printed + SCALE)).value
    assert [d.code for d in check_rubric(rubric) if d.code in ("K310", "K316")] == ["K310"]
