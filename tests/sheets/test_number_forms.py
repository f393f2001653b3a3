"""Every form of a number that spreadsheets and people produce: read as what it says, or refused, never another."""

import json
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.api.sheets.what_if import read_facts
from cchc_rules.diagnostics import Diagnostic
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.sheet import Sheet
from cchc_rules.source import Source
from cchc_rules.syntax.lines.parsed import Parsed
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.syntax.sheet.case import read_case
from tests.sheets.sample import HEADER, a_json, read, read_json, sheet

Read = tuple[Fraction | None, tuple[Diagnostic, ...]]


def _first(parsed: Parsed[Sheet], value: Callable[[Sheet], object]) -> Read:
    found = value(parsed.value) if parsed.value is not None and parsed.ok else None
    return (found if isinstance(found, Fraction) else None), parsed.diagnostics


def a_fact(form: str) -> Read:
    return _first(read(sheet(facts=f"  [số phòng]: {form}\n")), lambda s: s.facts[0].value)


def a_fact_of_the_council(form: str) -> Read:
    made = read(sheet(facts=f'  thẩm định [số phòng]: {form}, vì "đếm lại"\n'))
    return _first(made, lambda s: s.facts[0].value)


def points(form: str) -> Read:
    return _first(read(sheet("1.1.1", f"  tự đánh giá: {form}")), lambda s: s.rows[0].entries[0].value)


def points_with_a_reason(form: str) -> Read:
    made = read(sheet("1.1.1", f'  thẩm định: {form}, vì "kiểm tra"'))
    return _first(made, lambda s: s.rows[0].entries[0].value)


def a_tally(form: str) -> Read:
    line = f'KẾT QUẢ ĐIỀU TRA\n  ĐTXHH dan câu 1: "Hài lòng" {form}, "Không hài lòng" 200\n'
    return _first(read(HEADER + line), lambda s: s.tallies[0].answers[0].count)


def supposed(form: str) -> Read:
    facts, _, found = read_facts([f"[số phòng]={form}"])
    value = facts.get("số phòng")
    return (value if isinstance(value, Fraction) and not found else None), found


def expected(form: str) -> Read:
    text = sheet("1.1.1", "  tự đánh giá: 1") + f"\nmong đợi: 1.1.1 được {form} điểm\n"
    parsed = read_case(Source.of("x.thu", text))
    value = getattr(parsed.value.expected[0].value, "points", None) if parsed.value and parsed.ok else None
    return value, parsed.diagnostics


def a_maximum(form: str) -> Read:
    text = f'BỘ TIÊU CHÍ mau "Mẫu"\nLĨNH VỰC 1 "X": {form} điểm\n'
    parsed = read_rubric(Source.of("x.cchc", text))
    return (parsed.value.fields[0].max if parsed.value and parsed.ok else None), parsed.diagnostics  # type: ignore[union-attr]


IN_TEXT = (a_fact, a_fact_of_the_council, points, points_with_a_reason, a_tally, supposed, expected, a_maximum)

READ = {
    "1000": Fraction(1000),
    "05": Fraction(5),
    "00": Fraction(0),
    "0,125": Fraction(1, 8),
    "0,500": Fraction(1, 2),
    "1,50": Fraction(3, 2),
    "05,5": Fraction(11, 2),
    "12,345": Fraction(12345, 1000),
    "10,00": Fraction(10),
    "123456789012345": Fraction(123456789012345),
}
REFUSED = (
    *("1,000", "2,000", "10,000", "100,000", "0,000", "1234,000", "1,500", "12,340", "999,990"),
    *("1.000", "1.000,5", "1,000.5", "1.000.000", "1,000,000", "0.5", ".5", ",5", "5.", "1,5,2", "1..5"),
    *("1 000", "1\u00a0000", "1\u202f000", "1 000 000", "12 345,6", "1'000", "1’000", "1_000", "1·000", "1٬000"),
    *("1,5e3", "1,5E+3", "1e3", "1E-3", "1e99", "0x10", "10³", "1²", "½", "1½", "⅓", "Ⅷ", "①", "VIII"),
    *("１２", "１,５", "١٢", "१२", "1，5", "1٫5", "1O", "O,5", "l0"),
    *("+5", "−5", "–5", "5-", "(5)", "--5", "≈5", "~5", ">5", "5±1", "1-2", "1/2", "5!", "∞", "NaN"),
    *("007", "0075", "00,5", "1234567890123456", "0,1234567890123456"),
    *('"5"', '"1,50"', "'5'", "“5”", "=A1", "#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "####", "50%%"),
)


@pytest.mark.parametrize("where", IN_TEXT)
@pytest.mark.parametrize(("form", "value"), READ.items())
def test_what_has_one_reading_is_read(form: str, value: Fraction, where: Callable[[str], Read]) -> None:
    assert where(form) == (value, ())


@pytest.mark.parametrize("where", IN_TEXT)
@pytest.mark.parametrize("form", REFUSED)
def test_nothing_is_read_as_another_number(form: str, where: Callable[[str], Read]) -> None:
    value, found = where(form)
    assert value is None
    assert found or form in ('"5"', '"1,50"', "“5”")  # words, which a number is not: the rubric refuses them


@pytest.mark.parametrize(
    ("form", "right"),
    [
        ("1.000", "viết liền: “1000”; nếu là số thập phân, viết “1”"),
        ("2,500", "viết liền: “2500”; nếu là số thập phân, viết “2,5”"),
        ("1.000", "viết liền: “1000”; nếu là số thập phân, viết “1”"),
        ("1 000", "“1000”"),
        ("1,000,000", "“1000000”"),
        ("1,000.5", "“1000,5”"),
        ("1,5e3", "“1500”"),
        ("½", "“0,5”"),
        ("1¼", "“1,25”"),
        ("−5", "“-5”"),
        ("1，5", "“1,5”"),
        ("１２", "“12”"),
        ("#N/A", "để trống"),
    ],
)
def test_the_remedy_says_what_to_write(form: str, right: str) -> None:
    _, found = a_fact(form)
    assert len(found) == 1
    assert right in str(found[0].fix)


@pytest.mark.parametrize("form", ["50 %", "50%", "50  %", "0,5%"])
def test_a_percent_sign_may_stand_apart(form: str) -> None:
    parsed = read(sheet(facts=f"  [tỷ lệ đúng hạn]: {form}\n"))
    assert parsed.ok and parsed.value is not None
    assert parsed.value.facts[0].value == Fraction(form.rstrip("% ").replace(",", ".")) / 100


def test_a_comment_that_speaks_of_a_cell_stays_a_comment() -> None:
    parsed = read(sheet(facts="  [số phòng]: 5 # ô cũ là #N/A\n  # #N/A là ô lỗi\n"))
    assert parsed.ok and parsed.value is not None
    assert parsed.value.facts[0].value == 5


JSON_READ = {"1000": 1000, "0.125": Fraction(1, 8), "12.345": Fraction(12345, 1000), "0.500": Fraction(1, 2)}
JSON_REFUSED = (
    "1.000",
    "2.000",
    "1,000",
    "1,500",
    "2.500",
    "1 000",
    "1e3",
    "+5",
    "½",
    "007",
    "１",
    "",
    " 5",
    "5%",
    ".5",
)


@pytest.mark.parametrize(("form", "value"), JSON_READ.items())
@pytest.mark.parametrize("literal", [True, False])
def test_json_reads_what_has_one_reading(form: str, value: Fraction, literal: bool) -> None:
    assert _in_json(form, literal) == value


@pytest.mark.parametrize("form", JSON_REFUSED)
def test_json_refuses_the_rest(form: str) -> None:
    assert _in_json(form, literal=False) is None


def test_json_literals_that_end_like_thousands_are_refused_too() -> None:
    assert _in_json("1.000", literal=True) is None


def test_json_never_tells_to_write_thousands_as_a_decimal() -> None:
    found = read_json(a_json(rows=[{"code": "1.1.1", "self": {"points": "1,000"}}])).diagnostics
    assert "hàng nghìn thì viết 1000, số thập phân thì viết 1" in found[0].message


def _in_json(form: str, literal: bool) -> Fraction | None:
    text = json.dumps(a_json(rows=[{"code": "1.1.1", "self": {"points": form}}]))
    if literal:
        text = text.replace(json.dumps(form), form)
    parsed = read_json(text)
    value = parsed.value.rows[0].entries[0].value if parsed.ok and parsed.value is not None else None
    return value if isinstance(value, Fraction) else None


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_what_is_written_is_read_back(units: int, digits: int) -> None:
    value = Fraction(units, 10**digits)
    assert a_fact(vietnamese(value)) == (value, ())
