"""What the page is told, and what it makes of a text: every question, over the tables of 2019 and small ones."""

import json
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.cli.main import run
from cchc_rules.source import Source
from cchc_rules.syntax.json.sheet import sheet_to_json
from cchc_rules.syntax.sheet.reader import read_sheet
from cchc_rules.workshop.answers import answer
from cchc_rules.workshop.session import HOME, Session
from tests.lsp.marked import SHEET, TABLE
from tests.workshop.asking import ROOT, Page, of_2019

FIRST = "so-minh-hoa-01"
TABLE_2019, SHEET_2019, DRAFT = "2019/bang-1.cchc", f"phieu/{FIRST}.phieu", "2019/sua-doi/moi.cchc"


def small(**more: str) -> Page:
    return Page({"mau.cchc": TABLE, "so.phieu": SHEET, **more})


class _Text(HTMLParser):
    """The cells of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self._open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._open = tag in ("td", "th", "p", "li", "h1")
        if self._open:
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self._open:
            self.cells[-1] += data


def cells(html: str) -> list[str]:
    return [cell.strip() for cell in _Text(html).cells]


# ---- checking and typing


def test_a_broken_line_is_told_where_it_stands_and_its_fix_mends_it() -> None:
    page = small(**{"mau.cchc": TABLE.replace("10 điểm  theo Điều 1", "10 diểm  theo Điều 1", 1)})
    found = page.ask("check", "mau.cchc")
    (finding,) = [f for f in found["findings"] if f["level"] == "error"]
    assert finding["from"]["line"] == 2 and finding["severity"] == "lỗi" and "cách sửa" in finding["message"]
    (fix,) = finding["fixes"]
    assert [f["file"] for f in fix["files"]] == ["mau.cchc"]
    page.make("mau.cchc", fix["files"][0]["changes"])
    assert page.texts["mau.cchc"] == TABLE
    assert page.ask("check", "mau.cchc")["summary"] == "không có lỗi"


def test_all_spelling_is_mended_at_once() -> None:
    wrong = TABLE.replace("10 điểm  theo", "10 diểm  theo").replace("6 điểm\n    cách", "6 diểm\n    cách")
    page = small(**{"mau.cchc": wrong})
    every = page.ask("check", "mau.cchc")["all"]
    page.make("mau.cchc", every["files"][0]["changes"])
    assert page.texts["mau.cchc"] == TABLE


def test_an_edit_of_a_table_is_felt_in_the_sheet_that_names_it() -> None:
    page = small()
    assert page.ask("check", "so.phieu")["summary"] == "không có lỗi"
    page.texts["mau.cchc"] = TABLE.replace("[hồ sơ]: số đếm, do đơn vị\n", "")
    assert page.ask("check", "mau.cchc")["summary"] != "không có lỗi"
    assert page.ask("check", "so.phieu")["summary"] != "không có lỗi"


def test_a_file_that_is_gone_is_gone() -> None:
    page = small()
    page.ask("check", "so.phieu")
    del page.texts["so.phieu"]
    assert page.ask("check", "so.phieu") == {"told": "Không còn tệp này."}


@pytest.mark.parametrize("name", ["../x.cchc", "/etc/x.cchc", "", "a//b.phieu", "a\\..\\..\\b.cchc"])
def test_no_name_leads_out_of_the_page(name: str) -> None:
    with pytest.raises(ValueError, match="no name of a file"):
        answer(Session(), json.dumps({"put": {name: "x"}, "ask": "engine"}))


def test_nothing_is_read_from_the_disk() -> None:
    page = Page({"so.phieu": SHEET.replace("chí: mau", f'chí: "{ROOT}/examples/phong-ban/phong-ban"')})
    assert any(f["level"] == "error" for f in page.ask("check", "so.phieu")["findings"])
    assert HOME.exists() is False


def test_words_that_may_stand_here_and_what_is_known_of_one() -> None:
    page = small(**{"so.phieu": SHEET + "  ["})
    items = page.ask("complete", "so.phieu", (8, 3))["items"]
    assert "[số vụ]" in [i["label"] for i in items]
    told = page.ask("hover", "mau.cchc", (16, 35))["text"]
    assert "số đếm" in told and "mau.cchc:13" in told
    assert page.ask("colours", "mau.cchc")["words"][0]["sort"] == "keyword"


def test_a_text_is_put_in_its_canonical_form() -> None:
    page = of_2019()
    written = page.texts[TABLE_2019]
    assert page.ask("format", TABLE_2019)["changes"] == []
    page.texts[TABLE_2019] = written.replace("  1.1.1 ", "1.1.1    ")
    page.make(TABLE_2019, page.ask("format", TABLE_2019)["changes"])
    assert page.texts[TABLE_2019] == written


# ---- the table


def test_every_row_of_the_table_leads_to_its_line() -> None:
    page = of_2019()
    told = page.ask("table", TABLE_2019)
    lines = page.texts[TABLE_2019].splitlines()
    shown = cells(told["html"])
    assert len(told["lines"]) == 140
    for code, at in told["lines"].items():
        assert at["file"] == TABLE_2019 and code in shown
        assert lines[at["line"] - 1].split('"')[0].split()[-1] == code


def test_a_table_that_is_not_all_read_says_so() -> None:
    page = small(**{"mau.cchc": TABLE.replace('1.1 "Kế hoạch": 4 điểm', '1.1 "Kế hoạch": bốn')})
    html = page.ask("table", "mau.cchc")["html"]
    assert "CHƯA ĐỌC HẾT" in html and "1 lỗi" in html


def test_the_table_of_a_sheet_is_that_of_its_rubric() -> None:
    page = of_2019(FIRST)
    assert page.ask("table", SHEET_2019) == page.ask("table", TABLE_2019)


# ---- sheets


def test_the_explanation_is_that_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    page = of_2019(FIRST)
    html = page.ask("explain", SHEET_2019)["html"]
    assert run(["explain", str(ROOT / f"examples/2019/bang-1/{FIRST}.phieu"), "--format", "html"]) == 0
    printed = capsys.readouterr().out.replace("rubrics/2019", "2019")
    assert cells(html) == cells(printed)


def test_a_sheet_that_cannot_be_scored_says_why() -> None:
    page = small(**{"so.phieu": SHEET.replace("2020", "hai nghìn")})
    assert "lỗi" in page.ask("explain", "so.phieu")["told"]


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"fact": "số vụ", "stage": "tự đánh giá", "value": "3"}, "  [số vụ]: 3\n"),
        ({"fact": "Số vụ", "stage": "thẩm định", "value": "1", "reason": 'thiếu "01" vụ', "evidence": "a ; b"},
         '  thẩm định [Số vụ]: 1, vì "thiếu ""01"" vụ", TLKC "a", TLKC "b"\n'),
        ({"fact": "số vụ", "stage": "tự đánh giá"}, "  [số vụ]:\n"),
        ({"code": "1.1", "stage": "thẩm định", "value": "2,5", "reason": "hai\ndòng"},
         '1.1 "Kế hoạch"\n  thẩm định: 2,5 điểm, vì "hai dòng"\n'),
        ({"code": "1.2", "stage": "tự đánh giá", "value": "không áp dụng", "reason": "không có"},
         '1.2 "Hồ sơ"\n  tự đánh giá: không áp dụng, vì "không có"\n'),
    ],
)  # fmt: skip
def test_a_field_becomes_a_line_of_the_sheet(given: dict[str, str], line: str) -> None:
    page = small()
    page.make("so.phieu", page.ask("fill", "so.phieu", **given)["changes"])
    assert line in page.texts["so.phieu"]
    assert page.ask("format", "so.phieu")["changes"] == []


def test_fields_keep_comments_and_who_entered_what() -> None:
    written = SHEET + '\nĐIỂM\n# xem lại\n1.1 "Kế hoạch"\n  thẩm định: 2 điểm, vì "x", bởi "Ông A"\n'
    page = small(**{"so.phieu": written})
    page.make("so.phieu", page.ask("fill", "so.phieu", code="1.1", stage="thẩm định", value="3", reason="x")["changes"])
    assert '# xem lại\n1.1 "Kế hoạch"\n  thẩm định: 3 điểm, vì "x", bởi "Ông A"\n' in page.texts["so.phieu"]


@given(st.text(max_size=12))
def test_whatever_is_typed_is_read_or_refused_and_nothing_else_changes(typed: str) -> None:
    page = small()
    made = page.ask("fill", "so.phieu", fact="số vụ", stage="tự đánh giá", value=typed)
    if "told" in made:
        assert made["told"]
        return
    page.make("so.phieu", made["changes"])
    entries = page.ask("form", "so.phieu")["facts"]
    assert {f["name"]: f["entries"]["tự đánh giá"]["value"] for f in entries}["hồ sơ"] == "12"


def test_a_sheet_in_json_stays_one() -> None:
    sheet = read_sheet(Source.of("", SHEET)).value
    assert sheet is not None
    page = small(**{"so.json": sheet_to_json(sheet)})
    page.make("so.json", page.ask("fill", "so.json", fact="số vụ", stage="tự đánh giá", value="3")["changes"])
    before, after = (json.loads(text)["facts"] for text in (sheet_to_json(sheet), page.texts["so.json"]))
    assert [f["value"] for f in before] == ["2", "12"] and [f["value"] for f in after] == ["3", "12"]


def test_the_form_has_every_field_with_what_is_in_it() -> None:
    form = of_2019(FIRST).ask("form", SHEET_2019)
    assert form["result"] == "86,4/99 điểm, ≈ 87,27%, Tốt"
    rows = {row["code"]: row for row in form["rows"]}
    assert rows["1.1.2"]["points"] == "1,5/2" and rows["1.1.2"]["most"] == "2"
    assert rows["1.1.2"]["entries"]["thẩm định"]["reason"] == "hoàn thành 17/20 nhiệm vụ của kế hoạch"
    assert rows["1.8.1"]["stages"] == ["ĐTXHH"]
    facts = {f["name"]: f for f in small().ask("form", "so.phieu")["facts"]}
    assert facts["số vụ"]["numeric"] and facts["số vụ"]["entries"]["tự đánh giá"]["value"] == "2"


def test_a_sheet_with_a_line_that_cannot_be_read_is_not_filled_in() -> None:
    page = small(**{"so.phieu": SHEET + "  gì đây\n"})
    assert "chưa đọc được" in page.ask("form", "so.phieu")["told"]
    assert "chưa đọc được" in page.ask("fill", "so.phieu", code="1.1", stage="thẩm định", value="1")["told"]


def test_a_new_sheet_is_read_without_error() -> None:
    page = of_2019()
    asked = page.ask("kinds", TABLE_2019)
    assert asked == {"kinds": ["cơ quan chuyên môn thuộc UBND tỉnh"], "rubric": "2019/bang-1"}
    made = page.ask("new sheet", TABLE_2019, unit="Sở X", kind=asked["kinds"][0], year="2019")
    page.texts["phieu/x.phieu"] = made["text"]
    assert "lỗi" not in page.ask("check", "phieu/x.phieu")["summary"].replace("không có lỗi", "")
    assert "không dành cho" in page.ask("new sheet", TABLE_2019, unit="Sở X", kind="xã", year="2019")["told"]
    assert "2020" in page.ask("new sheet", TABLE_2019, unit="Sở X", kind="xã", year="năm nay")["told"]


def test_what_if_tells_the_words_of_the_command() -> None:
    made = small().ask("suppose", "so.phieu", **{"số vụ": "4"})
    assert made == {
        "result": "9/10 điểm, 90%, Tốt → 8/10 điểm, 80%, Tốt",
        "rows": [
            {"code": "1", "before": "9 điểm", "after": "8 điểm"},
            {"code": "1.1", "before": "3 điểm", "after": "2 điểm"},
        ],
    }
    assert "lỗi" in small().ask("suppose", "so.phieu", **{"số vụ": "nhiều"})["told"]


# ---- amendments


def drafted(page: Page) -> Page:
    page.texts[DRAFT] = page.ask("new amendment", TABLE_2019, year="2020")["text"]
    return page


def test_a_maximum_is_amended_and_those_who_change_band_are_named() -> None:
    page = drafted(of_2019(*(f"so-minh-hoa-{n:02}" for n in range(1, 20))))
    assert {"code": "1.1.1", "title": "Chất lượng kế hoạch CCHC", "most": "1"} in page.ask("rows to change", DRAFT)[
        "rows"
    ]
    for code, value in (("1.1.1", "0,5"), ("1.1.2", "9"), ("1.1.1", "0,75")):
        page.make(DRAFT, page.ask("new maximum", DRAFT, code=code, value=value)["changes"])
    text = page.texts[DRAFT]
    assert text.endswith(
        "Điều 1\n  SỬA 1.1.1 điểm tối đa: từ 1 điểm thành 0,75 điểm\n  SỬA 1.1.2 điểm tối đa: từ 2 điểm thành 9 điểm\n"
    )
    told = page.ask("amendment", DRAFT)
    (table,), (impact,) = told["tables"], told["impacts"]
    shown = cells(table)
    assert "1 → 0,75" in shown and "2 → 9" in shown
    assert "19 đơn vị" in impact and "đơn vị đổi xếp loại" in impact


def test_an_amendment_that_fails_says_why_and_shows_no_table() -> None:
    page = drafted(of_2019(FIRST))
    page.texts[DRAFT] += "  SỬA 1.1.1 điểm tối đa: từ 5 điểm thành 0,5 điểm\n"
    told = page.ask("amendment", DRAFT)
    assert set(told) == {"told"} and "hiện là 1 điểm" in told["told"]


def test_without_sheets_nobody_is_said_to_stay() -> None:
    page = drafted(of_2019())
    page.make(DRAFT, page.ask("new maximum", DRAFT, code="1.1.2", value="3")["changes"])
    told = page.ask("amendment", DRAFT)
    assert told["impacts"] == [] and "Chưa mở phiếu nào" in told["nobody"]


def test_sheets_that_cannot_be_compared_are_told_with_why() -> None:
    page = drafted(of_2019(FIRST))
    page.make(DRAFT, page.ask("new maximum", DRAFT, code="1.1.2", value="3")["changes"])
    page.texts[SHEET_2019] = page.texts[SHEET_2019].replace("1,5 điểm, vì", "15 điểm, vì", 1)
    told = page.ask("amendment", DRAFT)
    assert told["impacts"] == [] and "Không so được phiếu nào" in told["nobody"] and SHEET_2019 in told["nobody"]


@pytest.mark.parametrize("value", ["", "hai", "-1", "1/2", "1.5"])
def test_a_maximum_that_is_no_number_is_refused(value: str) -> None:
    page = drafted(of_2019())
    assert "một số như" in page.ask("new maximum", DRAFT, code="1.1.1", value=value)["told"]
