"""A rubric as a table: text, Markdown, CSV and JSON say the same rows and sums."""

import csv
import io
import json
import re

from cchc_rules.explain.data.rubric import rubric_json
from cchc_rules.explain.render.text_width import width
from cchc_rules.explain.tables.rubric import rubric_csv, rubric_md, rubric_text
from cchc_rules.model.code import Code
from tests.explain.sample import RUBRIC
from tests.support.rubrics import bundled, rubric_of


def test_csv_has_exactly_these_columns_and_line_ends() -> None:
    text = rubric_csv(RUBRIC)
    assert text.startswith("code,printed_code,level,title,max,survey,texts\n") and "\r" not in text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 11
    assert rows[-1] == {
        "code": "3.1",
        "printed_code": "3.10.1",
        "level": "tiêu chí",
        "title": "Hài lòng",
        "max": "3",
        "survey": "true",
        "texts": "",
    }
    part = csv.DictReader(io.StringIO(rubric_csv(RUBRIC, Code("1.1"))))
    assert [r["code"] for r in part] == ["1.1", "1.1.1", "1.1.2"]


def test_csv_never_holds_a_formula() -> None:
    rubric = rubric_of('BỘ TIÊU CHÍ thu "Thử"\nLĨNH VỰC 1 "=1+1": 1 điểm\nLĨNH VỰC 2 "@a": 1 điểm\n')
    titles = [r["title"] for r in csv.DictReader(io.StringIO(rubric_csv(rubric)))]
    assert titles == ["'=1+1", "'@a"]


def test_text_has_settings_rows_notes_and_totals() -> None:
    text = rubric_text(RUBRIC)
    assert text.startswith("Bộ tiêu chí thử <b>& · 20 điểm · ĐTXHH 3 điểm\n")
    for said in (
        "tổng điểm        20 điểm, trong đó ĐTXHH 3 điểm (mục II.1 Quyết định 1/QĐ-UBND)",
        'thẩm định    do "Hội đồng thẩm định", công nhận, tăng hoặc giảm',
        'từ 70% đến dưới 90%  "Tốt"',
        "1  khi chỉ số dưới 70% hoặc từ 1 lĩnh vực dưới 50%: xem xét không khen thưởng",
        'bản in ghi mã "3.10.1", vì "in nhầm số"',
        "không áp dụng khi: [có viên chức] là không",
    ):
        assert said in text
    assert re.search(r"3\.1 +3\.10\.1 +Hài lòng +3 +ĐTXHH \(3\)", text)
    assert re.search(r"Tổng +7 +20 +3\n", text)


def test_columns_line_up() -> None:
    lines = rubric_text(bundled("2019/bang-2")).splitlines()
    start = lines.index("BẢNG TIÊU CHÍ")
    head = lines[start + 1]
    column = width(head[: head.index("Tối đa")]) + width("Tối đa")
    for line in lines[start + 3 : lines.index("", start)]:
        if line[:1] != " ":
            assert re.search(r"\d$", _cut(line, column)), line


def _cut(line: str, columns: int) -> str:
    end = next((n for n in range(len(line) + 1) if width(line[:n]) == columns), len(line))
    return line[:end]


def test_limited_to_a_code() -> None:
    text = rubric_text(RUBRIC, Code("1"))
    assert "XẾP LOẠI" not in text and "2.1" not in text and "1.1.2" in text
    assert "3.1" not in rubric_md(RUBRIC, Code("1"))
    data = json.loads(rubric_json(RUBRIC, Code("1.1")))
    assert [r["code"] for r in data["rows"]] == ["1.1", "1.1.1", "1.1.2"]
    assert data["fields"] == [{"code": "1.1", "title": "Kế hoạch", "max": "3", "survey": "0", "rows": 2}]


def test_json_sums() -> None:
    data = json.loads(rubric_json(RUBRIC))
    assert data["schema"] == "cchc-rules/rubric/1"
    assert data["total"] == {"max": "20", "survey": "3", "rows": 7}
    assert data["rows"][-1]["notes"] == ['bản in ghi mã "3.10.1", vì "in nhầm số"']


def test_markdown_is_one_table_for_the_rows() -> None:
    text = rubric_md(RUBRIC)
    assert "| 1.2 | " in text and "\\<script\\>" in text
    assert "| Mã | Mã in | Nội dung | Tối đa | Ghi chú |" in text


def test_decree_totals() -> None:
    for name, survey in (("2019/bang-1", "26,5"), ("2019/bang-2", "31,5")):
        headline = rubric_text(bundled(name)).splitlines()[0]
        assert headline.endswith(f"· 100 điểm · ĐTXHH {survey} điểm")


def test_numbering_within_groups_shows_printed_codes() -> None:
    rubric = rubric_of("""
BỘ TIÊU CHÍ nhom "Bộ"
  đánh số: lại từ đầu trong mỗi nhóm
LĨNH VỰC I "Một": 2 điểm
TIÊU CHÍ I.1 "a": 2 điểm
""")
    assert re.search(r"I\.1 +1 +a +2", rubric_text(rubric))
    assert "I.1,1,tiêu chí,a,2,false,\n" in rubric_csv(rubric)
