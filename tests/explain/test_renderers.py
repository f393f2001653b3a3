"""Explanations through the public functions: what they say, how they line up, and that nothing breaks out."""

import json
import re
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

import attrs
import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_rules.compile import compile_rubric
from cchc_rules.evaluate import evaluate
from cchc_rules.explain.data.scorecard import scorecard_json
from cchc_rules.explain.render.document import Document, Items
from cchc_rules.explain.render.html import plain_page, render_html
from cchc_rules.explain.render.markdown import escape, render_markdown
from cchc_rules.explain.render.plain_text import render_text
from cchc_rules.explain.render.style import Style
from cchc_rules.explain.render.text_width import width, wrap
from cchc_rules.explain.words.figures import Figures
from cchc_rules.model.code import Code
from cchc_rules.model.sheet import Claim, Entry, Row, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.results.scorecard import VIEWS, View
from tests.explain.sample import (
    FACTS,
    HEADER,
    MIXED,
    PROVENANCE,
    RUBRIC,
    appraised,
    card_of,
    document_of,
    own,
    reviewed,
    row,
    sheet_with,
    survey,
)
from tests.support.rubrics import rubric_of, tree_of
from tests.support.sheets import sheets_for

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas" / "scorecard-1.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
VOID = {"meta", "br", "hr", "img", "link", "input"}


def text_of(sheet: Sheet, *codes: str, **options: bool) -> str:
    return render_text(document_of(sheet, *codes, **options))


# ---- what is said


def test_headline_and_note() -> None:
    lines = text_of(MIXED).splitlines()
    assert lines[0] == "Sở A · năm 2019 · 14,7/17 điểm · 86,47% · Tốt"
    assert lines[1] == "GHI CHÚ: Số liệu minh họa"
    band = "“Tốt”: từ 70% đến dưới 90%; căn cứ: mục II.4 Quyết định 1/QĐ-UBND"
    assert lines[5].startswith(f"xếp loại     {band}")


def test_losses_say_who_took_what_and_why() -> None:
    text = text_of(MIXED)
    assert "ĐIỂM MẤT: 2,3 điểm" in text
    assert "tự đánh giá 2 → thẩm định 1,5" in text
    assert "thẩm định giảm 0,5: “17/20 nhiệm vụ” (Hội đồng thẩm định; TLKC: 14/BC, 15/BC)" in text
    assert "phúc tra cộng lại 0,5: “bổ sung tin bài” (Tổ phúc tra; TLKC: BB 2)" in text
    assert "ĐTXHH 2,7, thiếu 0,3" in text
    assert re.search(r"căn cứ: Quyết định 1/QĐ-UBND, Bảng 1, 1\.1\.2 \(thu\.cchc:\d+\)", text)


def test_printed_code_is_cited_and_noted() -> None:
    text = text_of(MIXED)
    assert "Quyết định 1/QĐ-UBND, Bảng 1, 3.10.1 (thu.cchc:" in text
    assert 'bản in ghi mã "3.10.1", vì "in nhầm số"' in text


def test_refused_claim_is_told() -> None:
    text = text_of(MIXED)
    assert "ĐỀ NGHỊ KHÔNG ÁP DỤNG NHƯNG KHÔNG ĐƯỢC CHẤP NHẬN" in text
    assert "đơn vị đề nghị không áp dụng: “không có <i>”" in text
    assert "thẩm định không chấp nhận: “có kiểm tra | 1 lần” (Hội đồng thẩm định)" in text


def test_exclusion_by_rule_cites_the_condition() -> None:
    text = " ".join(text_of(MIXED).split())
    assert "điểm tối đa áp dụng 20 → 17" in text
    rule = "không áp dụng khi: [có viên chức] là không"
    assert f"{rule}; căn cứ: mục III Quyết định 1/QĐ-UBND (thu.cchc:" in text


def test_group_claim_is_told_once_with_its_rows() -> None:
    text = text_of(sheet_with(Row(Code("1.1"), claim=Claim("không lập kế hoạch"))))
    assert "gồm các dòng: 1.1.1, 1.1.2" in text
    assert "điểm tối đa áp dụng 20 → 17" in text
    assert "(chưa có ý kiến thẩm định)" in text
    assert text.count("không lập kế hoạch") == 1


def test_ledger_and_split_reconcile() -> None:
    text = text_of(MIXED)
    assert "  20 = 14,7 đạt + 2,3 mất + 3 không áp dụng + 0 chưa biết" in text
    assert "  2,3 mất = 2,5 thẩm định − 0,5 phúc tra (cộng lại) + 0,3 ĐTXHH" in text


def test_points_wholly_given_back_are_still_told() -> None:
    text = text_of(sheet_with(row("1.2", own("3", "sơ suất"), appraised("4", "đủ 4 cuộc"))))
    assert "Không mất điểm nào." in text
    assert "ĐÃ BỊ GIẢM RỒI ĐƯỢC CỘNG LẠI ĐỦ" in text
    assert "thẩm định cộng lại 1: “đủ 4 cuộc”" in text
    assert "0 mất = 1 đơn vị tự nhận − 1 thẩm định (cộng lại)" in text


def test_pending_interval_and_what_settles_it() -> None:
    text = text_of(sheet_with(row("1.2", own("4")), row("1.3", own("1"), appraised("1", "r")), row("3.1")))
    assert "· 11/20 điểm · từ 55,00% đến 90,00% · chưa xếp loại" in text
    assert "có thể là “Trung bình”, “Tốt” hoặc “Rất tốt”, tùy các dòng chưa biết" in text
    assert "Để đạt “Rất tốt” cần thêm 7 trong 7 điểm chưa biết, nếu các dòng này đều áp dụng." in text
    assert "nhiều điểm trước: 1.2 (4), 3.1 (3)." in text
    assert "chờ thẩm định" in text and "chờ kết quả ĐTXHH" in text
    assert "TẠM TÍNH: còn 2 dòng (7 điểm) chưa biết" in text
    assert "CHƯA XÁC ĐỊNH" in text
    assert "chỉ số từ 55,00% đến 90,00%, chưa biết có dưới 70% hay không" in text


def test_pending_that_changes_no_band() -> None:
    text = text_of(sheet_with(row("1.1.1")))
    assert "Xếp loại “Rất tốt” không đổi, dù các dòng chưa biết có áp dụng hay không, được bao nhiêu điểm." in text
    assert "chưa có điểm tự đánh giá" in text


def test_missing_fact_is_named() -> None:
    text = text_of(sheet_with(facts=FACTS[:1]))
    assert "thiếu số liệu" in text and "chưa biết số liệu [số thủ tục]" in text


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (View.SELF, "chỉ tính điểm tự đánh giá và ĐTXHH, chưa thẩm định"),
        (View.APPRAISED, "chưa xét phúc tra"),
    ],
)
def test_earlier_views_are_provisional_and_hide_later_stages(view: View, said: str) -> None:
    text = render_text(document_of(MIXED, view=view))
    assert said in text
    assert "phúc tra 2,5" not in text
    assert ("thẩm định 1,5" in text) is (view == View.APPRAISED)


def test_field_without_percentage() -> None:
    sheet = sheet_with(Row(Code("2"), claim=Claim("không có")))
    text = text_of(sheet)
    assert re.search(r"2 +ĐỘI NGŨ +0/0 +không có tỷ lệ +0 +7 +0", text)
    fields = json.loads(scorecard_json(card_of(sheet), PROVENANCE))["fields"]
    assert [f["percent"] for f in fields] == ["100.00", None, "100.00"]


def test_nothing_applicable() -> None:
    sheet = Sheet(HEADER, FACTS, tuple(Row(Code(c), claim=Claim("r")) for c in "123"))
    text = text_of(sheet)
    assert "0/0 điểm · không có chỉ số · không xếp loại" in text
    data = json.loads(scorecard_json(card_of(sheet), PROVENANCE))
    VALIDATOR.validate(data)
    assert data["index"] is None and data["band"] is None


def test_consequence_names_the_facts_that_trigger_it() -> None:
    zero = [row(code, own("0"), appraised("0")) for code in ("1.2", "1.3")]
    text = text_of(sheet_with(*zero, row("3.1", survey("0"))))
    assert "THUỘC DIỆN" in text
    assert "chỉ số 50,00% < 70%" in text
    assert "lĩnh vực 1 đạt 30,00% < 50%" in text and "lĩnh vực 3 đạt 0,00% < 50%" in text
    kept = text_of(MIXED)
    for said in ("không thuộc diện", "chỉ số 86,47% ≥ 70%", "không có lĩnh vực nào dưới 50%"):
        assert said in kept


def test_all_rows_and_codes() -> None:
    assert "ĐẠT ĐỦ ĐIỂM" not in text_of(MIXED)
    assert re.search(r"1\.1\.1 +Chất lượng kế hoạch +1/1 +đủ điểm", text_of(MIXED, all_rows=True))
    chosen = text_of(MIXED, "1.1", "3.1")
    assert "1.1.1" in chosen and "\n1.2 " not in chosen and "THEO LĨNH VỰC" not in chosen
    assert "  1.1: 3 = 2,5 đạt + 0,5 mất + 0 không áp dụng + 0 chưa biết" in chosen
    assert "  3.1: 3 = 2,7 đạt + 0,3 mất" in chosen
    assert "86,47% · Tốt" in chosen


def test_footer_has_every_digest() -> None:
    text = text_of(MIXED)
    for digest in (*PROVENANCE.rubric_files, PROVENANCE.sheet):
        assert re.search(rf"^{re.escape(digest.name)} +{digest.sha256}$", text, re.MULTILINE)
    assert text.endswith(f"{PROVENANCE.engine}\n")


# ---- numbers never contradict bands


@pytest.mark.parametrize(
    ("ratio", "printed"),
    [
        (Fraction(9, 10), "90,00%"),
        (Fraction(8999999, 10000000), "89,99999%"),
        (Fraction(69996, 100000), "69,996%"),
        (Fraction(7, 10), "70,00%"),
        (Fraction(999999, 1000000), "99,9999%"),
        (Fraction(1, 1000000), "0,0001%"),
        (Fraction(0), "0,00%"),
        (Fraction(2, 3), "66,67%"),
        (Fraction(49999, 100000), "49,999%"),
    ],
)
def test_percentage_keeps_its_side_of_every_bound(ratio: Fraction, printed: str) -> None:
    assert Figures.of(RUBRIC.provisions).percent(ratio) == printed


@given(st.fractions(0, 1), st.sampled_from([Fraction(n, 10) for n in (5, 7, 9)]), st.integers(1, 10**14))
@settings(max_examples=200, deadline=None)
def test_printed_percentage_is_in_the_same_band(ratio: Fraction, bound: Fraction, part: int) -> None:
    figures = Figures.of(RUBRIC.provisions)
    for value in (ratio, bound - Fraction(1, part), bound, min(bound + Fraction(1, part), Fraction(1))):
        if value < 0:
            continue
        printed = Fraction(figures.percent_decimal(value)) / 100
        assert [b.value.interval.holds(printed) for b in RUBRIC.provisions.bands] == [
            b.value.interval.holds(value) for b in RUBRIC.provisions.bands
        ]


def test_headline_of_a_unit_a_hair_under_a_band() -> None:
    lost = row("1.1.2", own("2"), appraised("0", "r"))
    assert "· 18/20 điểm · 90,00% · Rất tốt\n" in text_of(sheet_with(lost))
    under = row("1.1.1", own("1"), appraised("0.99999", "r"))
    assert "· 17,99999/20 điểm · 89,99995% · Tốt\n" in text_of(sheet_with(lost, under))
    data = json.loads(scorecard_json(card_of(sheet_with(lost, under)), PROVENANCE))
    assert data["index"]["percent"] == "89.99995"


def test_points_print_exact_or_say_so() -> None:
    figures = Figures.of(RUBRIC.provisions)
    assert figures.points(Fraction("1.234567")) == "1,234567"
    assert figures.points(Fraction(1, 3)) == "≈0,33"


# ---- layout


@pytest.mark.parametrize("columns", [60, 80, 100])
@pytest.mark.parametrize("sheet", [MIXED, sheet_with(row("1.2"), row("3.1"))])
def test_columns_line_up(sheet: Sheet, columns: int) -> None:
    document = document_of(sheet, all_rows=True)
    lines = render_text(document, columns=columns).splitlines()
    for section in (s for s in document.sections if isinstance(s, Items)):
        items = [i for g in section.groups for i in g.items]
        start = lines.index(section.heading)
        ends = set()
        for item in items:
            found = next(n for n in range(start, len(lines)) if lines[n].startswith(f"{item.code} "))
            assert lines[found].endswith(item.outcome)
            ends.add(width(lines[found][: -len(item.outcome)]))
            if item.points:
                assert lines[found].removesuffix(item.outcome).rstrip().endswith(item.points)
        assert len(ends) <= 1
    footer = lines.index(document.footer_heading)
    assert all(width(line) <= max(columns, 92) for line in lines[:footer])


def test_table_columns_line_up() -> None:
    lines = text_of(MIXED).splitlines()
    start = lines.index("THEO LĨNH VỰC")
    rule = lines[start + 2]
    assert {width(line) for line in (lines[start + 1], rule, *lines[start + 3 : start + 8])} == {width(rule)}


def test_width_counts_what_is_seen() -> None:
    assert width("Tiếng Việt") == 10
    assert width("Tiê\u0301ng Việt") == width("e\u0323\u0302" * 10) == 10
    assert width("部門") == 4
    assert wrap("một hai ba", 7) == ("một hai", "ba")
    assert wrap("một" * 5, 6) == ("mộtmột", "mộtmột", "một")
    assert wrap("", 5) == ("",)


def test_style_only_adds_its_marks() -> None:
    document = document_of(MIXED, all_rows=True)
    marked = Style(*(lambda t, n=n: f"\x1b[{n}m{t}\x1b[0m" for n in range(1, 7)))
    bare = re.sub(r"\x1b\[\d+m", "", render_text(document, marked))
    assert bare != render_text(document, marked)
    assert [line.rstrip() for line in bare.splitlines()] == render_text(document).splitlines()


# ---- nothing breaks out


EVIL = '<script>alert("x")</script>\x1b[31m\u202e|*_`\n# [a](b) ![c](d) &amp;'


def evil_document() -> Document:
    header = attrs.evolve(HEADER, unit=EVIL, note=EVIL, kind=EVIL)
    entry = Entry(Stage.APPRAISAL, Fraction(1), EVIL, (EVIL,), EVIL)
    claim = Row(Code("2.2"), claim=Claim(EVIL, (EVIL,), EVIL))
    return document_of(sheet_with(row("1.2", own("4", EVIL), entry), claim, header=header))


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.title = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not any(name.startswith("on") or name in ("src", "href") for name, _ in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "title":
            self.title += data


def parsed(html: str) -> Tags:
    tags = Tags()
    tags.feed(html)
    tags.close()
    assert not tags.open
    return tags


@pytest.mark.parametrize("sheet", [MIXED, sheet_with(), sheet_with(row("1.2"))])
def test_html_is_well_formed_and_self_contained(sheet: Sheet) -> None:
    html = render_html(document_of(sheet, all_rows=True))
    tags = parsed(html)
    assert html.startswith('<!DOCTYPE html>\n<html lang="vi">') and '<meta charset="utf-8">' in html
    assert tags.title == "Giải thích điểm · Sở A · năm 2019"
    assert not tags.seen & {"script", "link", "img", "iframe"}
    assert "url(" not in html and "@import" not in html and "http" not in html
    assert "@media print" in html and "table-header-group" in html


def test_hostile_words_stay_words() -> None:
    document = evil_document()
    html = render_html(document)
    assert "script" not in parsed(html).seen and "&lt;script&gt;" in html
    text = render_text(document)
    assert "\x1b" not in text and "\u202e" not in text
    markdown = render_markdown(document)
    assert "\\<script\\>" in markdown and "](b)" not in markdown.replace("\\]", "")
    assert not any(line.startswith("# ") for line in markdown.splitlines())


def test_markdown_lists_and_tables() -> None:
    markdown = render_markdown(document_of(MIXED))
    first, _, notice, *_ = markdown.splitlines()
    assert first == "## Sở A · năm 2019 · 14,7/17 điểm · 86,47% · Tốt"
    assert notice == "> **GHI CHÚ:** Số liệu minh họa"
    assert "- **1.1.2** Mức độ hoàn thành" in markdown
    assert "có kiểm tra \\| 1 lần" in markdown
    table = [line for line in markdown.splitlines() if line.startswith("|")]
    assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table}) == 1


# ---- JSON


def test_json_says_what_the_text_says() -> None:
    data = json.loads(scorecard_json(card_of(MIXED), PROVENANCE))
    VALIDATOR.validate(data)
    assert data["total"] == {"max": "20", "excluded": "3", "achieved": "14.7", "lost": "2.3", "pending": "0"}
    assert data["lost_by"] == {"self": "0", "appraisal": "2.5", "review": "-0.5", "survey": "0.3", "rule": "0"}
    index = {"numerator": "14.7", "denominator": "17", "percent": "86.47", "low": "86.47", "high": "86.47"}
    index |= {"exact_low": "147/170", "exact_high": "147/170"}
    assert data["index"] == index and data["band"] == "Tốt" and data["note"] == "Số liệu minh họa"
    rows = {c["code"]: c for c in data["criteria"]}
    assert rows["1.2"]["self"] == "not_applicable" and rows["1.2"]["because"][0]["kind"] == "refused"
    assert rows["1.1.2"]["because"][0] == {
        "kind": "lost",
        "stage": "appraisal",
        "before": "2",
        "after": "1.5",
        "reason": "17/20 nhiệm vụ",
        "evidence": ["14/BC", "15/BC"],
        "by": None,
        "file": "so-a.phieu",
        "line": 12,
    }
    assert rows["3.1"]["printed_code"] == "3.10.1" and rows["3.1"]["cites"][0]["file"] == "thu.cchc"
    assert rows["2.1"]["because"][0]["form"] == "excluded_when"
    assert data["consequences"][0]["state"] == "not_triggered"


def test_json_while_pending() -> None:
    data = json.loads(scorecard_json(card_of(sheet_with(row("1.2"), row("1.3"))), PROVENANCE))
    VALIDATOR.validate(data)
    index = data["index"]
    assert index["percent"] is None and (index["low"], index["high"]) == ("65.00", "100.00")
    assert data["band"] is None and data["possible_bands"] == ["Rất tốt", "Tốt", "Trung bình"]
    assert data["thresholds"] == [{"band": "Rất tốt", "needed": "5"}, {"band": "Tốt", "needed": "1"}]
    assert data["consequences"][0]["state"] == "open"


def test_schema_is_closed_and_described() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    data = json.loads(scorecard_json(card_of(MIXED), PROVENANCE))
    assert not VALIDATOR.is_valid({**data, "extra": 1})
    assert not VALIDATOR.is_valid({**data, "total": {**data["total"], "max": 20}})


@given(sheets_for(RUBRIC), st.sampled_from(VIEWS), st.booleans())
@settings(max_examples=40, deadline=None)
def test_every_scorecard_renders_in_every_form(sheet: Sheet, view: View, all_rows: bool) -> None:
    card = card_of(attrs.evolve(sheet, facts=FACTS), view)
    VALIDATOR.validate(json.loads(scorecard_json(card, PROVENANCE)))
    document = document_of(attrs.evolve(sheet, facts=FACTS), all_rows=all_rows, view=view)
    parsed(render_html(document))
    assert render_text(document).endswith("\n") and render_markdown(document).endswith("\n")


def test_bundled_rubric_renders() -> None:
    tree = tree_of("2019/bang-1")
    sheet = Sheet(HEADER, (), tuple(Row(c.code, None, (reviewed("0", "r"),)) for c in tree.rubric.leaves()))
    VALIDATOR.validate(json.loads(scorecard_json(evaluate(tree, sheet), PROVENANCE)))


# ---- other rubrics


def test_bands_by_points_and_no_bands() -> None:
    rubric = rubric_of("""
BỘ TIÊU CHÍ diem "Bộ"
  các cấp: tiêu chuẩn, mục
XẾP LOẠI
  từ 2 điểm: "Đạt"
  dưới 2 điểm: "Chưa đạt"
TIÊU CHUẨN I "Một": 3 điểm
MỤC I.1 "a": 3 điểm
""")
    text = render_text(document_of(Sheet(HEADER, (), (row("I.1", own("2"), appraised("2")),)), rubric=rubric))
    assert "· Đạt" in text and "“Đạt”: từ 2 điểm" in text and "THEO TIÊU CHUẨN" in text
    bare = rubric_of('BỘ TIÊU CHÍ tran "Bộ"\nLĨNH VỰC 1 "Một": 3 điểm\nTIÊU CHÍ 1.1 "a": 3 điểm\n')
    text = render_text(document_of(Sheet(HEADER, (), (row("1.1", own("2"), appraised("2")),)), rubric=bare))
    assert "không xếp loại" in text and "bộ tiêu chí không quy định xếp loại" in text
    assert "căn cứ: dòng 1.1 (thu.cchc:3)" in text
    assert compile_rubric(bare).bands == ()


@pytest.mark.parametrize(
    "text", ["nhờ @hoi-dong xem", "a@b.vn", "https://x.vn/a", "HTTP://x.vn", "www.x.vn", "ftp://x"]
)
def test_markdown_calls_nobody_and_links_nowhere(text: str) -> None:
    made = escape(text)
    assert not re.search(r"@\w|\w://|\bwww\.", made, re.IGNORECASE)
    assert made.replace("&#8203;", "") == text


def test_several_documents_are_one_page() -> None:
    one, other = (Document(name, (name,), (), (), (), "", ()) for name in ("Một", "Hai"))
    page = render_html(one, other)
    assert page.count("<!DOCTYPE html>") == page.count("</html>") == page.count("<title>Một</title>") == 1
    assert page.index("<h1>Một</h1>") < page.index("<h1>Hai</h1>")


def test_lines_that_stand_as_they_are() -> None:
    page = plain_page("cchc-rules", "lỗi <a>\n  ^^^")
    assert "<pre>lỗi &lt;a&gt;\n  ^^^</pre>" in page and page.startswith("<!DOCTYPE html>")
