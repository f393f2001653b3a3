"""Reading `.phieu`: what is understood, what is refused, and that one mistake is told once."""

import datetime
import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_rules.checks.sheet.all_checks import check_sheet
from cchc_rules.model.code import Code
from cchc_rules.model.sheet import NOT_APPLICABLE, Claim, Entry, FactEntry, Header, Row
from cchc_rules.model.stages import Stage
from cchc_rules.source import Source, decode
from cchc_rules.syntax.sheet.reader import read_sheet
from cchc_rules.writing.sheet_file import print_sheet
from tests.sheets.sample import HEADER, good, line_of, read, rubric, sheet

FULL = """\
PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: 2019/bang-1
  đơn vị: "Sở Minh họa 01"
  loại đơn vị: "cơ quan chuyên môn thuộc UBND tỉnh"
  năm: 2019
  ghi chú: "Số liệu minh họa, không phải kết quả thật"

SỐ LIỆU
  [có đơn vị sự nghiệp]: không
  [số phòng]: 12
  [tỷ lệ  đúng hạn]: 87,5%
  [ngày ban hành]: 31/12/2019
  [vùng]: "miền núi"
  [kinh phí]:

ĐIỂM
1.1.1 "Chất lượng kế hoạch CCHC"
  thẩm định: 0,5 điểm, bởi "Hội đồng", vì "gửi chậm 3 ngày", TLKC "20/BC-HĐTĐ", TLKC "21/BC"
  tự đánh giá: 1 điểm, TLKC "14/BC"
1.2
  không áp dụng, vì "không có"
3.đ
  tự đánh giá: không áp dụng, vì "không phát sinh"
1.8.1
  ĐTXHH: 0,75
24a
  tự đánh giá:
  thẩm định: vì "chờ báo cáo"
"""


def codes(text: str) -> list[str]:
    return [d.code for d in read(text).diagnostics]


def test_everything_a_sheet_may_say() -> None:
    made = good(FULL)
    kind, note = "cơ quan chuyên môn thuộc UBND tỉnh", "Số liệu minh họa, không phải kết quả thật"
    assert made.header == Header("2019/bang-1", "Sở Minh họa 01", kind, 2019, note)
    assert made.facts == (
        FactEntry("có đơn vị sự nghiệp", False),
        FactEntry("số phòng", Fraction(12)),
        FactEntry("tỷ lệ đúng hạn", Fraction(7, 8), percent=True),
        FactEntry("ngày ban hành", datetime.date(2019, 12, 31)),
        FactEntry("vùng", "miền núi"),
        FactEntry("kinh phí", None),
    )
    assert made.rows == (
        Row(
            Code("1.1.1"),
            "Chất lượng kế hoạch CCHC",
            (
                Entry(Stage.SELF, Fraction(1), None, ("14/BC",)),
                Entry(Stage.APPRAISAL, Fraction(1, 2), "gửi chậm 3 ngày", ("20/BC-HĐTĐ", "21/BC"), "Hội đồng"),
            ),
        ),
        Row(Code("1.2"), claim=Claim("không có")),
        Row(Code("3.đ"), entries=(Entry(Stage.SELF, NOT_APPLICABLE, "không phát sinh"),)),
        Row(Code("1.8.1"), entries=(Entry(Stage.SURVEY, Fraction(3, 4)),)),
        Row(
            Code("24a"),
            entries=(Entry(Stage.SELF, None), Entry(Stage.APPRAISAL, None, "chờ báo cáo")),
        ),
    )
    assert made.rows[0].entries[0].at is not None
    assert made.rows[0].entries[0].at.line == 19
    assert made.place("year") is not None


def test_as_people_type_it() -> None:
    made = good(FULL)
    curly = FULL.replace('"', "”").replace(" ”", " “")
    word = FULL.replace("  ", "\u00a0 ").replace("đ", "ð").replace("Đ", "Ð").replace("\n", "\r\n")
    for text in (
        curly,
        word,
        unicodedata.normalize("NFD", FULL),
        FULL.replace("  ", ""),
        FULL.upper().lower(),
    ):
        parsed = read(text)
        assert not parsed.diagnostics, parsed.diagnostics
    assert read(curly).value == made
    assert read(word).value == made
    assert read(unicodedata.normalize("NFD", FULL)).value == made
    for data in (FULL.encode("utf-8-sig"), FULL.encode("utf-16"), FULL.encode()):
        decoded = decode(data)
        assert isinstance(decoded, str)
        assert read_sheet(Source.of("x", decoded)).value == made


def test_tone_marks_of_open_syllables_in_either_place() -> None:
    one = good(sheet("1.1.1", "  tự đánh giá:", facts="[hoà giải]: có"))
    assert one.facts[0].name == "hoà giải"
    assert codes(sheet(facts="[hoà giải]: có\n[hòa giải]: không")) == ["P426"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ["T003"]),
        ("\n# chỉ có ghi chú\n", ["T003"]),
        ('BỘ TIÊU CHÍ mau "Mẫu"\nLĨNH VỰC 1 "Một": 2 điểm\n  1.1 "Một": 2 điểm\n', ["T004"]),
        ('{"schema": "cchc-rules/sheet/1"}', ["T004"]),
        (HEADER.removeprefix("PHIẾU CHẤM ĐIỂM\n"), ["T004"]),
    ],
)
def test_a_file_of_another_kind(text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


def test_a_misspelt_title_is_the_only_mistake() -> None:
    assert codes(HEADER.replace("PHIẾU CHẤM", "PHIEU CHAM")) == ["C103"]


@pytest.mark.parametrize("line", HEADER.splitlines()[1:])
def test_missing_header_item(line: str) -> None:
    found = read(HEADER.replace(line + "\n", "")).diagnostics
    assert [d.code for d in found] == ["P418"]
    assert line.strip().split(":")[0] in found[0].message


def test_all_header_items_missing_are_told_at_once() -> None:
    assert codes("PHIẾU CHẤM ĐIỂM\n") == ["P418"] * 4


@pytest.mark.parametrize("wrong", ["nam: 2019", "năm 2019", "năm: hai nghìn", "năm: 19", "nămm: 2019", "kỳ: 2019"])
def test_a_wrong_header_item_is_not_also_missing(wrong: str) -> None:
    assert len(codes(HEADER.replace("năm: 2019", wrong))) == 1


def test_header_item_twice() -> None:
    assert codes(HEADER + "năm: 2018\n") == ["P427"]
    assert good(HEADER).header.year == 2019


def test_header_item_and_sections_in_the_wrong_place() -> None:
    assert codes(HEADER.replace("  năm: 2019\n", "") + "ĐIỂM\nnăm: 2019\n") == ["B201"]
    assert codes(HEADER + "1.1.1\n1.1.2\n") == ["B201"]
    assert codes(sheet("[số phòng]: 1", "[kinh phí]: 2")) == ["B201"]
    assert codes(sheet("1.1.1", "ĐIỂM", "1.1.2")) == ["P427"]
    assert codes(HEADER + "PHIẾU CHẤM ĐIỂM\n") == ["B201"]


def test_row_twice_keeps_the_first_and_says_it_once() -> None:
    parsed = read(sheet("1.1.1", "tự đánh giá: 1 điểm", "1.1.1", "tự đánh giá: 0 điểm"))
    assert [d.code for d in parsed.diagnostics] == ["P402"]
    assert parsed.diagnostics[0].related[0].span is not None
    assert parsed.value is not None
    assert parsed.value.rows[0].entries[0].value == 1


def test_entry_and_claim_twice() -> None:
    assert codes(sheet("1.1.1", "tự đánh giá: 1 điểm", "tự đánh giá: 1 điểm")) == ["P403"]
    assert codes(sheet("1.1.1", 'không áp dụng, vì "a"', 'không áp dụng, vì "b"')) == ["P403"]


def test_orphan_entry() -> None:
    found = read(sheet("tự đánh giá: 1 điểm", "1.1.1", "tự đánh giá: 1 điểm")).diagnostics
    assert [d.code for d in found] == ["P423"]
    assert line_of(found[0]) == "tự đánh giá: 1 điểm"
    assert codes(sheet('không áp dụng, vì "x"')) == ["P423"]


@pytest.mark.parametrize(
    "row",
    [
        "1.1.2 Mức độ hoàn thành",
        "1.1.2: 2 điểm",
        '1,1,2 "x"',
        '1.1.2 "x',
        "1.1.2.",
        "tiêu chí mới",
        '1.1.AA "x"',
    ],
)
def test_entries_below_an_unreadable_row_go_nowhere(row: str) -> None:
    parsed = read(sheet("1.1.1", "tự đánh giá: 1 điểm", row, "tự đánh giá: 2 điểm", "thẩm định: 2 điểm", "1.2.1"))
    assert len(parsed.diagnostics) == 1, parsed.diagnostics
    assert parsed.value is not None
    assert [(r.code.text, len(r.entries)) for r in parsed.value.rows] == [("1.1.1", 1), ("1.2.1", 0)]


@pytest.mark.parametrize("entry", ["thẩm định: 0.5 điểm", "tham dinh: 0,5 điểm", "thẩm dịnh 0,5", "thẩm định: x"])
def test_an_unreadable_entry_leaves_the_row_open(entry: str) -> None:
    parsed = read(sheet("1.1.1", "tự đánh giá: 1 điểm", entry, 'phúc tra: 1 điểm, vì "x"'))
    assert len(parsed.diagnostics) == 1, parsed.diagnostics
    assert parsed.value is not None
    assert [e.stage for e in parsed.value.rows[0].entries] == [Stage.SELF, Stage.REVIEW]
    assert parsed.value.rows[0].partial


def test_an_unreadable_heading_blames_nothing_else() -> None:
    text = HEADER + "SO LIEU\n[số phòng]: 1\nDIEM\n1.1.1\n1.1.2\ntự đánh giá: 1 điểm\n"
    assert codes(text) == ["C103", "C103"]


def test_values_that_cannot_be() -> None:
    assert codes(sheet(facts="[ngày ban hành]: 31/02/2019")) == ["B203"]
    assert codes(sheet(facts='[vùng]: ""')) == ["B216"]
    assert codes(sheet("1.1.1", f"tự đánh giá: {'9' * 20} điểm")) == ["B208"]
    assert codes(sheet("1.1.1", 'tự đánh giá: 1 điểm, vì ""')) == ["B216"]
    assert codes(sheet("1.1.1", 'tự đánh giá: 1 điểm, vì "a", vì "b"')) == ["B202"]
    assert codes(sheet('1.1.1 ""')) == ["B216"]
    assert codes(sheet("1.1.a1")) == []
    assert codes(sheet("1.1.x.ii")) == ["B206"]


def test_two_mistakes_are_two_errors() -> None:
    text = sheet("1.1.1", "tự đánh giá: 0.5 điểm", "1.1.2", 'thẩm định: 1 điểm, vi "x"')
    assert codes(text) == ["C105", "C103"]


def test_hostile_input_is_bounded() -> None:
    many = codes(sheet(*["1.1.1"] * 5000))
    assert many[-1] == "T007"
    assert len(many) == 101
    assert codes("x" * 5_000_000) == ["T002"]
    assert codes(HEADER + "[" * 5000) == ["C101"]
    assert codes(HEADER + 'ghi chú: "' + "x" * 9000 + '"') == ["C109"]


_PIECES = st.sampled_from(
    [
        *FULL.splitlines(),
        "1.1.1",
        "ĐIỂM",
        "tự đánh giá:",
        " ",
        '"',
        "#",
        "[",
        "]",
        ",",
        ":",
        "0.5",
        "vì",
        "“",
        "không áp dụng",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.one_of(_PIECES, st.text(max_size=4)), max_size=3).map("".join), max_size=30))
def test_no_text_breaks_the_reader(lines: list[str]) -> None:
    text = HEADER + "\n".join(lines)
    parsed = read(text)
    assert len(parsed.diagnostics) <= 101
    if parsed.value is not None:
        check_sheet(rubric(), parsed.value)
    if parsed.ok and parsed.value is not None:
        assert read(print_sheet(parsed.value)).value == parsed.value
