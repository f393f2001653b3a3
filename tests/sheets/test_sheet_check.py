"""A sheet held against its rubric: one test a kind, each through reader and check as a command would."""

import unicodedata

import pytest

from cchc_rules.checks.sheet.all_checks import check_sheet
from cchc_rules.model.sheet import Header, Sheet
from cchc_rules.model.stages import USUAL, Stage
from tests.sheets.sample import HEADER, RUBRIC, codes, found, good, line_of, only, rubric, sheet

CLAIM = 'không áp dụng, vì "không phát sinh"'
FREE = RUBRIC.replace("công nhận hoặc giảm", "công nhận, tăng hoặc giảm")


def test_a_good_sheet_has_no_findings() -> None:
    text = sheet(
        '1.1.1 "CHẤT LƯỢNG  kế hoạch"',
        "tự đánh giá: 1 điểm",
        'thẩm định: 0,5 điểm, vì "gửi chậm"',
        'phúc tra: 0,75 điểm, vì "đã gửi đủ"',
        "1.1.2",
        "tự đánh giá:",
        "1.2",
        CLAIM,
        "1.2.1",
        'thẩm định: 1 điểm, vì "có phát sinh"',
        "1.3",
        "ĐTXHH: 0,75 điểm",
        "2.1",
        "tự đánh giá: 2 điểm",
        "thẩm định: 2 điểm",
        facts="[có đơn vị sự nghiệp]: có\n[số phòng]: 3\n[kinh phí]: 1,5\n[tỷ lệ đúng hạn]: 90%\n"
        '[vùng]: "Miền núi"\n[ngày ban hành]: 31/12/2019\n[số văn bản]: "12"',
    )
    assert found(text) == ()


# ---- codes


def test_p401_unknown_code_names_the_nearest() -> None:
    d = only(sheet("1.1.11", "tự đánh giá: 9 điểm"))
    assert (d.code, line_of(d)) == ("P401", "1.1.11")
    assert d.fix == "ý bạn có phải là 1.1.1 “Chất lượng kế hoạch”?"


@pytest.mark.parametrize(("code", "meant"), [("1.2.7", "1.2."), ("11.2", "1.1.2"), ("9.9.9", None), ("9", None)])
def test_p401_guesses_a_sibling_or_nothing(code: str, meant: str | None) -> None:
    fix = str(only(sheet(code)).fix)
    assert (meant in fix) if meant else fix == "kiểm tra mã"


def test_p401_by_title_and_by_printed_code() -> None:
    assert "2.2" in str(only(sheet('7.7.7 "biên chế"')).fix)
    assert "1.2.2" in str(only(sheet("1.2.9")).fix)


def test_p421_title_differs_is_a_warning() -> None:
    d = only(sheet('1.1.1 "Số lượng kế hoạch"', "tự đánh giá: 1 điểm"))
    assert (d.code, d.severity.value, d.fix) == ("P421", "cảnh báo", "tên đúng: “Chất lượng kế hoạch”")
    assert codes(sheet('1.2 "Hoà giải"')) == []


# ---- points


@pytest.mark.parametrize(
    ("points", "code"), [("1,25", "P404"), ("-0,25", "P405"), ("0,3", "P406"), ("1", None), ("0", None)]
)
def test_points_out_of_range(points: str, code: str | None) -> None:
    text = sheet("1.1.1", f"tự đánh giá: {points} điểm")
    assert codes(text) == ([code] if code else [])
    if code:
        assert line_of(only(text)) == f"tự đánh giá: {points} điểm"


def test_any_fraction_goes_where_no_step_is_declared() -> None:
    assert codes(sheet("1.1.1", "tự đánh giá: 0,123 điểm"), RUBRIC.replace("  bước điểm: 0,25 điểm\n", "")) == []


@pytest.mark.parametrize("stage", [s.value for s in USUAL if s is not Stage.SURVEY])
def test_p407_survey_rows_take_survey_points_only(stage: str) -> None:
    d = only(sheet("1.3", f"{stage}: 1 điểm"))
    assert (d.code, line_of(d)) == ("P407", f"{stage}: 1 điểm")


def test_p408_survey_points_elsewhere() -> None:
    assert only(sheet("1.1.1", "ĐTXHH: 1 điểm")).code == "P408"


def test_p409_points_on_a_parent_lists_its_children() -> None:
    d = only(sheet("1.1", "tự đánh giá: 3 điểm"))
    assert d.code == "P409"
    assert d.fix is not None
    assert "1.1.1, 1.1.2" in d.fix


# ---- claims


def test_p410_claims_only_where_the_rubric_allows() -> None:
    assert only(sheet("1.1.2", CLAIM)).code == "P410"
    assert only(sheet("1.1.2", "tự đánh giá: " + CLAIM)).code == "P410"
    silent = RUBRIC.replace("  không áp dụng: được đề nghị\n", "")
    assert only(sheet("1.1.1", CLAIM), silent).code == "P410"
    assert only(sheet("1.1.1", "tự đánh giá: 1 điểm", "thẩm định: " + CLAIM), silent).code == "P410"


def test_p410_a_group_may_not_be_claimed_around_a_forbidden_row() -> None:
    d = only(sheet("1.1", CLAIM))
    assert d.code == "P410"
    assert "1.1.2" in d.message


def test_a_council_may_find_a_conditional_row_not_applicable() -> None:
    assert codes(sheet("2.1", "tự đánh giá: 2 điểm", "thẩm định: " + CLAIM)) == []
    assert codes(sheet("2.1", CLAIM)) == ["P410"]
    assert codes(sheet("2.1", CLAIM, facts="[có đơn vị sự nghiệp]: không")) == []


@pytest.mark.parametrize("entry", ["không áp dụng", "tự đánh giá: không áp dụng", "thẩm định: không áp dụng"])
def test_p411_not_applicable_needs_a_reason(entry: str) -> None:
    d = only(sheet("1.1.1", entry))
    assert (d.code, line_of(d)) == ("P411", entry)


def test_p411_agreeing_with_a_reasoned_claim_needs_no_reason_of_its_own() -> None:
    own = 'tự đánh giá: không áp dụng, vì "chưa có đơn vị sự nghiệp"'
    assert codes(sheet("1.1.1", own, "thẩm định: không áp dụng")) == []
    assert codes(sheet("1.1.1", CLAIM, "thẩm định: không áp dụng")) == []
    assert codes(sheet("1.1.1", "tự đánh giá: 1 điểm", "thẩm định: không áp dụng")) == ["P414"]


def test_p419_claim_and_points() -> None:
    d = only(sheet("1.1.1", CLAIM, "tự đánh giá: 1 điểm"))
    assert (d.code, line_of(d)) == ("P419", "tự đánh giá: 1 điểm")
    assert codes(sheet("1.1.1", CLAIM, "tự đánh giá:")) == []
    assert codes(sheet("1.1.1", CLAIM, 'tự đánh giá: không áp dụng, vì "x"')) == ["P403"]


@pytest.mark.parametrize("below", ["tự đánh giá: 1 điểm", CLAIM])
def test_p420_claim_covers_rows_that_say_otherwise(below: str) -> None:
    d = only(sheet("1.2.1", below, "1.2", CLAIM))
    assert (d.code, line_of(d)) == ("P420", below)
    assert d.related[0].span is not None


def test_a_council_refuses_a_claim_by_giving_points_with_a_reason() -> None:
    assert codes(sheet("1.1.1", CLAIM, 'thẩm định: 1 điểm, vì "có phát sinh"')) == []
    assert codes(sheet("1.1.1", CLAIM, "thẩm định: 1 điểm")) == ["P414"]
    assert codes(sheet("1.2", CLAIM, "1.2.1", "thẩm định: 1 điểm")) == ["P414"]


# ---- stages


def test_p412_appraisal_above_self_where_it_may_only_lower() -> None:
    text = sheet("1.1.1", "tự đánh giá: 0,5 điểm", 'thẩm định: 1 điểm, vì "x"')
    d = only(text)
    assert d.message == "bước “thẩm định” chỉ được công nhận hoặc giảm: 1 cao hơn 0,5"
    assert codes(text, FREE) == []


def test_p413_review_below_appraisal_where_it_may_only_raise() -> None:
    d = only(sheet("1.1.1", "tự đánh giá: 1 điểm", "thẩm định: 1 điểm", 'phúc tra: 0,5 điểm, vì "x"'))
    assert d.message == "bước “phúc tra” chỉ được công nhận hoặc tăng: 0,5 thấp hơn 1"


@pytest.mark.parametrize("entry", ["thẩm định: 0,5 điểm", "thẩm định: không áp dụng", 'thẩm định: 0,5 điểm, TLKC "1"'])
def test_p414_a_change_needs_a_reason(entry: str) -> None:
    d = only(sheet("1.1.1", "tự đánh giá: 1 điểm", entry))
    assert (d.code, line_of(d)) == ("P414", entry)


def test_p414_in_review() -> None:
    rows = ("1.1.1", "tự đánh giá: 1 điểm", 'thẩm định: 0,5 điểm, vì "x"', "phúc tra: 1 điểm")
    assert only(sheet(*rows)).message == "“phúc tra” đổi điểm 1.1.1 từ 0,5 thành 1 mà không nêu lý do"


def test_p415_review_needs_an_appraisal() -> None:
    assert only(sheet("1.1.1", "tự đánh giá: 1 điểm", "phúc tra: 1 điểm")).code == "P415"
    assert only(sheet("1.1.1", "tự đánh giá: 1 điểm", "thẩm định:", "phúc tra: 1 điểm")).code == "P415"
    assert codes(sheet("1.1.1", "tự đánh giá: 1 điểm", "phúc tra:")) == []


def test_p422_stage_that_the_rubric_does_not_have() -> None:
    without = RUBRIC.replace("  phúc tra: công nhận hoặc tăng\n", "")
    text = sheet("1.1.1", "tự đánh giá: 1 điểm", "thẩm định: 1 điểm", "phúc tra: 1 điểm")
    assert only(text, without).message == "bộ tiêu chí không có bước “phúc tra”"


# ---- the unit


EXCEPTED = "Văn phòng Ủy ban nhân dân tỉnh"


@pytest.mark.parametrize(
    "name",
    [
        EXCEPTED,
        "Văn phòng UBND tỉnh",
        "VĂN PHÒNG UBND TỈNH",
        "văn  phòng   ubnd\u00a0tỉnh",
        "Văn phòng Uỷ ban nhân dân tỉnh",
        unicodedata.normalize("NFD", "Văn phòng Uỷ ban nhân dân tỉnh"),
    ],
)
def test_p416_a_unit_the_decree_excepts(name: str) -> None:
    assert only(sheet("1.1.1", header=HEADER.replace("Sở Minh họa 01", name))).code == "P416"
    header = Header("mau", name, "chi cục", 2019)
    assert [d.code for d in check_sheet(rubric(), Sheet(header))] == ["P416"]


def test_p417_a_table_for_another_kind_of_unit() -> None:
    header = HEADER.replace("cơ quan chuyên môn thuộc UBND tỉnh", "huyện")
    d = only(sheet("2.2", "tự đánh giá: 1 điểm", header=header))
    assert d.code == "P417"
    assert d.fix is not None
    assert "“chi cục”" in d.fix
    assert codes(HEADER.replace("UBND", "Ủy ban nhân dân")) == []


def test_p428_a_year_before_the_rubric() -> None:
    d = only(HEADER.replace("2019", "2018"))
    assert (d.code, line_of(d)) == ("P428", "năm: 2018")


def test_p431_an_empty_name() -> None:
    assert only(HEADER.replace("Sở Minh họa 01", " ")).code == "P431"
    assert [d.code for d in check_sheet(rubric(), Sheet(Header("mau", "", "chi cục", 2019)))] == ["P431"]


def test_p418_is_not_told_a_second_time() -> None:
    assert codes(HEADER.replace('  đơn vị: "Sở Minh họa 01"\n', "")) == ["P418"]
    assert codes(HEADER.replace("  năm: 2019\n", "") + "ĐIỂM\n2.2\ntự đánh giá: 1 điểm\n") == ["P418"]
    assert codes("PHIẾU CHẤM ĐIỂM\nbộ tiêu chí: mau\nĐIỂM\n1.1.1\ntự đánh giá: 2 điểm\n") == ["P418"] * 3 + ["P404"]


# ---- facts


def test_p424_unknown_fact_names_the_nearest() -> None:
    d = only(sheet(facts="[số phong]: 1"))
    assert (d.code, d.fix) == ("P424", "ý bạn có phải là [số phòng]?")
    assert codes(sheet(facts="[Số  Phòng]: 1")) == []


@pytest.mark.parametrize(
    ("fact", "values"),
    [
        ("có đơn vị sự nghiệp", ['"có"', "1", "31/12/2019", "5%"]),
        ("số phòng", ["1,5", "-1", "có", '"3"', "3%"]),
        ("kinh phí", ["-0,5", "5%", "không", '"x"']),
        ("tỷ lệ đúng hạn", ["-1%", "0,9", '"90%"', "có"]),
        ("vùng", ['"miền biển"', "có", "1"]),
        ("ngày ban hành", ['"31/12/2019"', "2019", "có"]),
        ("số văn bản", ["12", "có", "31/12/2019"]),
    ],
)
def test_p425_facts_of_the_wrong_type(fact: str, values: list[str]) -> None:
    for value in values:
        d = only(sheet(facts=f"[{fact}]: {value}"))
        assert (d.code, line_of(d)) == ("P425", f"[{fact}]: {value}")


# ---- conditions


def test_p430_points_on_a_row_that_does_not_apply() -> None:
    row = ("2.1", "tự đánh giá: 2 điểm")
    d = only(sheet(*row, facts="[có đơn vị sự nghiệp]: không"))
    assert (d.code, line_of(d)) == ("P430", "tự đánh giá: 2 điểm")
    assert d.fix is not None
    assert "mau.cchc:31" in d.fix
    assert codes(sheet(*row, facts="[có đơn vị sự nghiệp]: có")) == []
    assert codes(sheet(*row)) == [], "unknown is not false"
    assert codes(sheet(*row, facts="[có đơn vị sự nghiệp]:")) == []
    assert codes(sheet(*row, facts="[có đơn vị sự nghiệp]: 1")) == ["P425"], "no cascade"


def test_p430_by_kind_of_unit() -> None:
    header = HEADER.replace("cơ quan chuyên môn thuộc UBND tỉnh", "Chi  cục")
    assert codes(sheet("2.2", "tự đánh giá: 1 điểm", header=header)) == ["P430"]


# ---- all at once, nothing twice


def test_everything_in_one_pass_in_order_of_the_file() -> None:
    text = sheet(
        "1.1.1",
        "tự đánh giá: 5 điểm",
        "1.1.2",
        "tự đánh giá: 0.5 điểm",
        "9.9",
        "1.3",
        "thẩm định: 1 điểm",
        facts="[x]: 1",
    ).replace("2019", "2010")
    assert codes(text) == ["P428", "P424", "P404", "C105", "P401", "P407"]


def test_an_unreadable_appraisal_is_not_called_missing() -> None:
    assert codes(sheet("1.1.1", "tự đánh giá: 1 điểm", "thẩm định: 0.5 điểm", "phúc tra: 1 điểm")) == ["C105"]


def test_an_entry_that_is_wrong_is_no_measure_for_the_next() -> None:
    assert codes(sheet("1.1.1", "tự đánh giá: 5 điểm", "thẩm định: 1 điểm")) == ["P404"]
    assert codes(sheet("1.1.1", "tự đánh giá: 1 điểm", "thẩm định: 5 điểm", "phúc tra: 1 điểm")) == ["P404"]


def test_findings_are_bounded() -> None:
    many = good(sheet(*(f"9.{i}" for i in range(1, 2000))))
    assert [d.code for d in check_sheet(rubric(), many)] == ["P401"] * 100 + ["T007"]
