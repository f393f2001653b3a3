"""What people write or paste in another way is told once, with the whole right line; written as told, it reads well."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.diagnostics import Diagnostic
from cchc_rules.diagnostics.edits import applied
from cchc_rules.language.samples import SAMPLES
from cchc_rules.source import Source, WrittenText
from cchc_rules.syntax.amendment.reader import read_amendment
from cchc_rules.syntax.lines.statements import read_statements
from cchc_rules.syntax.rubric.reader import read_rubric
from tests.support.old_fonts import ENCODINGS

HEAD = 'BỘ TIÊU CHÍ thu "Bảng"\n1 "A": 9 điểm\n'
AMENDMENT = """SỬA ĐỔI sd "Sửa đổi"
  văn bản: Quyết định 2/QĐ-UBND ngày 01/02/2020
  sửa đổi: bang-1
  hiệu lực: từ 01/03/2020
  áp dụng: từ kỳ đánh giá 2020
Điều 1
"""
BANDS = 'BỘ TIÊU CHÍ thu "Bảng"\nXẾP LOẠI\n'


def _found(text: str) -> tuple[Diagnostic, ...]:
    return read_rubric(Source.of("thu.cchc", text)).diagnostics


def _mended(text: str) -> str:
    """The text after the first fix of its one finding, again while there is one."""
    for _ in range(3):
        found = _found(text)
        if not found:
            return text
        assert len(found) == 1 and found[0].fixes, [(d.code, d.fix) for d in found]
        text = applied(WrittenText.of(text), found[0].fixes[0].edits)
    return text


# ---- bands

LOWERS = ("từ {}", "≥ {}", ">= {}", "từ {} trở lên", "không dưới {}", "ít nhất {}", "đạt từ {}")
UPPERS = ("dưới {}", "< {}", "nhỏ hơn {}", "thấp hơn {}", "chưa đến {}", "đến dưới {}")
BETWEEN = ("{low} và {high}", "{high} và {low}", "{low} {high}", "{low}, {high}", "{high} {low}")


@given(
    st.sampled_from(LOWERS),
    st.sampled_from(UPPERS),
    st.sampled_from(BETWEEN),
    st.integers(0, 89),
    st.sampled_from(["%", " %", " điểm"]),
    st.sampled_from(['{}: "Tốt"', '"Tốt": {}', "Tốt: {}", '{}, "Tốt"', '{}: xếp loại "Tốt"', "Loại Tốt: {}"]),
)
def test_a_band_in_any_order_and_words(low: str, high: str, both: str, at: int, unit: str, line: str) -> None:
    said = both.format(low=low.format(f"{at}{unit}"), high=high.format(f"{at + 10}{unit}"))
    text = f"{BANDS}  {line.format(said)}\n"
    last = _mended(text).splitlines()[-1].strip().replace(" %", "%").replace(" trở lên", "")
    short = unit.replace(" %", "%")
    assert last == f'từ {at}{short} đến dưới {at + 10}{short}: "Tốt"'


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("từ dưới 90 % đến 70 %", "từ 70% đến dưới 90%"),
        ("dưới 90% đến 70%", "từ 70% đến dưới 90%"),
        ("70% ≤ chỉ số < 90%", "từ 70% đến dưới 90%"),
        ("70 – 90%", "từ 70% đến dưới 90%"),
        ("trên 70% đến 90%", "từ 70% đến dưới 90%"),
        ("từ 69.5% tới 90%", "từ 69,5% đến dưới 90%"),
        ("90% trở lên", "từ 90%"),
    ],
)
def test_an_end_that_is_not_said_is_asserted(said: str, right: str) -> None:
    assert _mended(f'{BANDS}  {said}: "Tốt"\n').splitlines()[-1].strip() == f'{right}: "Tốt"'


@pytest.mark.parametrize(
    "said", ["từ 90% đến dưới đây", "dưới 70% dưới 90%", "70% 90%", "khoảng từ 70% đến 90% năm 2020"]
)
def test_words_that_say_no_interval_or_more_are_not_read_as_one(said: str) -> None:
    found = _found(f'{BANDS}  {said}: "Tốt"\n')
    assert not any(str(d.fix).startswith("viết: từ 70% đến dưới 90%:") and d.fixes for d in found)


def test_a_band_keeps_its_basis() -> None:
    text = f'{BANDS}  dưới 90% đến 70%: "Tốt" theo mục II.1.4\n'
    assert _mended(text).splitlines()[-1].strip() == 'từ 70% đến dưới 90%: "Tốt"  theo mục II.1.4'


# ---- old fonts

WORDS = (
    "kế hoạch cải cách hành chính năm được ban hành đúng hạn tỷ lệ hồ sơ thủ tục giải quyết trước thời gian quy định"
)
TITLES = st.lists(st.sampled_from(WORDS.split()), min_size=6, max_size=12).map(" ".join)


@pytest.mark.parametrize("code", ENCODINGS)
@given(TITLES)
def test_a_line_in_an_old_font_is_told_as_it_was_meant(code: str, title: str) -> None:
    right = f'1.1 "{title} được": 2 điểm'
    for garbled in (ENCODINGS[code](right), f'1.1 "{ENCODINGS[code](title + " được")}": 2 điểm'):
        found = _found(f"{HEAD}{garbled}\n")
        assert [d.code for d in found] == ["C120"] and f"viết: {right}" == found[0].fix
        assert _mended(f"{HEAD}{garbled}\n") == f"{HEAD}{right}\n"


@pytest.mark.parametrize("code", ENCODINGS)
def test_a_cell_in_an_old_font_stays_a_cell(code: str) -> None:
    assert _mended(f"{HEAD}1.1\t{ENCODINGS[code](WORDS)}\t2\n") == f'{HEAD}1.1 "{WORDS}": 2 điểm\n'


@pytest.mark.parametrize(
    "title",
    ["Müller, café crème", "diện tích 10 m² đến 20 m²", "½ số xã", "® 2020", "2 × 3 ÷ 1", "Hoà Bình, Thuỷ Nguyên"],
)
def test_other_letters_and_signs_are_left_as_they_are(title: str) -> None:
    assert _found(f'{HEAD}1.1 "{title}": 2 điểm\n') == ()


# ---- tables

# A single capital would be the code of a part.
CELLS = st.text("aăâ đêớ,.()/-", min_size=1).map(lambda t: "Một " + " ".join(t.split()))
ROWS = st.lists(st.tuples(CELLS, st.sampled_from(["1", "0,5", "10,0", "2.25"]), st.booleans()), min_size=1, max_size=4)


@given(ROWS, st.sampled_from(["\n", "\n\n", "\n \n"]), st.booleans())
def test_a_table_pasted_a_cell_a_line(rows: list[tuple[str, str, bool]], end: str, headed: bool) -> None:
    cells = ["STT", "Nội dung", "Điểm tối đa"] if headed else []
    for number, (title, points, survey) in enumerate(rows, 1):
        cells += [f"1.{number}", title, points, *(["ĐTXHH"] if survey else [])]
    found = read_statements(Source.of("t", end.join(cells) + "\n"), "rubric").diagnostics
    assert [d.code for d in found] == ["C118"]
    mended = applied(WrittenText.of(end.join(cells) + "\n"), found[0].fixes[0].edits)
    good = read_statements(Source.of("t", mended), "rubric").good
    assert [s.node.text("NUMBER") for s in good] == [p.replace(".", ",") for _, p, _ in rows]


@pytest.mark.parametrize(
    ("pasted", "right"),
    [
        ("1\tChỉ đạo\t5\n\tKế hoạch\t2\n\tBáo cáo\t3", ["1.1 ", "1.2 "]),
        ("1.1\tChỉ đạo\t5\n\t\tKế hoạch\t2\tĐTXHH\n\t\tBáo cáo\t3", ["1.1.1 ", "1.1.2 "]),
    ],
)
def test_rows_under_a_merged_cell_bear_its_code(pasted: str, right: list[str]) -> None:
    above = '1 "A": 9 điểm\n' if pasted.startswith("1.1") else ""
    lines = _mended(f'BỘ TIÊU CHÍ thu "Bảng"\n{above}{pasted}\n').splitlines()
    assert [line.strip().partition('"')[0] for line in lines[-2:]] == right


def test_rows_that_do_not_come_to_the_merged_row_get_no_code() -> None:
    found = _found("1\tChỉ đạo\t5\n\tKế hoạch\t2\n\tBáo cáo\t2\n")
    assert any("… " in str(d.fix) and not d.fixes for d in found if d.code == "C118")


@pytest.mark.parametrize("end", ["\x0b", "\u2028", "\n"])
def test_a_break_inside_a_cell_goes_on_with_the_cell(end: str) -> None:
    assert _mended(f"{HEAD}1.1\tKế hoạch{end}CCHC\t2\n") == f'{HEAD}1.1 "Kế hoạch CCHC": 2 điểm\n'


def test_a_heading_of_two_lines_is_a_heading() -> None:
    text = "STT\tNội dung\tĐiểm\t\n\t\tTối đa\tTự chấm\n1\tChỉ đạo\t5\t\n"
    found = read_statements(Source.of("t", text), "rubric").diagnostics
    assert [d.code for d in found] == ["C118"]
    assert applied(WrittenText.of(text), found[0].fixes[0].edits).splitlines()[-1] == '1 "Chỉ đạo": 5 điểm'


# ---- rows, places, days


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("1.1 – “Kế hoạch” – 2 điểm", '1.1 "Kế hoạch": 2 điểm'),
        ("1.1) Kế hoạch (2 điểm)", '1.1 "Kế hoạch": 2 điểm'),
        ("Tiêu chí 1.1: Kế hoạch — 2đ, ĐTXHH", 'Tiêu chí 1.1 "Kế hoạch": 2 điểm, ĐTXHH'),
        ("1.1 “Kế hoạch”: 2 điểm (mục II.1.2)", "1.1 “Kế hoạch”: 2 điểm  theo mục II.1.2"),
        ('1.1 "Kế hoạch "năm" của xã": 2 điểm', '1.1 "Kế hoạch ""năm"" của xã": 2 điểm'),
        ("1.1 «Kế hoạch»: 2 điểm", '1.1 "Kế hoạch": 2 điểm'),
    ],
)
def test_a_row_with_other_signs(line: str, right: str) -> None:
    assert _mended(f"{HEAD}{line}\n").splitlines()[-1].strip() == right


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("hạn tự đánh giá: trước 15/1 năm sau", "hạn tự đánh giá: trước ngày 15/01 năm sau"),
        ("tự đánh giá trước 15/1 năm sau", "hạn tự đánh giá: trước ngày 15/01 năm sau"),
        ("hạn thẩm định: không trước 30/01", "hạn thẩm định: chậm nhất ngày 30/01"),
    ],
)
def test_a_deadline_as_people_write_it(line: str, right: str) -> None:
    text = f'BỘ TIÊU CHÍ thu "Bảng"\nTIẾN ĐỘ\n  {line}\n1 "A": 9 điểm\n'
    found = _found(text)
    assert len(found) == 1 and f"viết: {right}" == found[0].fix
    assert right in _mended(text)


def test_a_place_before_the_colon_moves_to_the_end() -> None:
    found = _found(f"tổng điểm (mục II.1.2): 9 điểm\n{HEAD}")
    assert any(d.fix == "viết: tổng điểm: 9 điểm  theo mục II.1.2" for d in found)


def test_a_day_without_its_year_is_completed_either_way() -> None:
    row = "cách chấm: đạt hoặc không, đạt khi [x] không trước 30/01"
    found = _found(f"{HEAD}  [x]: ngày tháng\n  {row}\n")
    assert [(d.code, len(d.fixes)) for d in found] == [("C102", 2)]
    assert f"{row} trong năm" in str(found[0].fix) and f"{row} năm sau" in str(found[0].fix)


def test_a_row_counted_anew_under_a_roman_field() -> None:
    text = 'BỘ TIÊU CHÍ thu "Bảng"\nLĨNH VỰC I "A": 1 điểm\nTIÊU CHÍ 1 "B": 1 điểm\n'
    assert _mended(text).splitlines()[-1] == 'TIÊU CHÍ I.1 "B": 1 điểm'


def test_cells_a_line_each_in_an_amendment_and_a_sheet() -> None:
    text = AMENDMENT + "  BỔ SUNG SAU 1.1.1\n1.1.2\nMức độ\n2\nĐTXHH\n"
    (found,) = read_amendment(Source.of("sd.cchc", text)).diagnostics
    assert found.code == "C118"
    mended = applied(WrittenText.of(text), found.fixes[0].edits)
    assert read_amendment(Source.of("sd.cchc", mended)).diagnostics == ()
    rows = read_statements(Source.of("a.phieu", "1.1.1\nChất lượng\n2\n1,5\n"), "sheet").diagnostics
    assert [d.code for d in rows] == ["C118"] and "tự đánh giá: 1,5 điểm" in str(rows[0].fix)


@pytest.mark.parametrize("code", ENCODINGS)
def test_a_sentence_inside_an_amendment_in_an_old_font(code: str) -> None:
    right = f'  SỬA 1.1 tên: từ "Tên" thành "{WORDS}"\n'
    inner = f'  THÊM CÂU: ghi chú: "{WORDS}"\n'
    for line in (right, inner):
        text = AMENDMENT + line.replace(WORDS, ENCODINGS[code](WORDS))
        (found,) = (d for d in read_amendment(Source.of("sd.cchc", text)).diagnostics if d.code == "C120")
        assert applied(WrittenText.of(text), found.fixes[0].edits) == AMENDMENT + line


# ---- advice

LINES = [(grammar, sample) for grammar, samples in SAMPLES.items() for sample in samples]
_TOKEN = re.compile(r'"[^"]*"|\[[^\]]*\]|\S+')


@given(st.sampled_from(LINES), st.data())
def test_the_advice_on_a_spoilt_sample_is_never_only_to_read_the_documentation(
    line: tuple[str, str], data: st.DataObject
) -> None:
    grammar, sample = line
    words = _TOKEN.findall(sample)
    at = data.draw(st.integers(0, len(words) - 1))
    other = data.draw(st.sampled_from(["", "và", "12", '"x"', "[y]", ":", "–", "(mục I)", words[0]]))
    spoilt = " ".join(w for w in (*words[:at], other, *words[at + 1 :]) if w)
    for d in read_statements(Source.of("thu", f"{spoilt}\n"), grammar).diagnostics:
        assert "tài liệu ngôn ngữ" not in (d.fix or "tài liệu ngôn ngữ"), spoilt
