"""Rows, codes and annexes as decrees print them: part letters in capitals, rows without a title, names of annexes."""

import pytest

from cchc_rules.checks.rubric.all_checks import check_rubric
from cchc_rules.model.code import Code
from cchc_rules.model.guidance import overlay
from cchc_rules.model.rubric import Rubric
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.guidance import read_guidance
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.writing.guidance_file import print_guidance
from cchc_rules.writing.rubric_file import print_rubric


def _rubric(text: str) -> Rubric:
    parsed = read_rubric(Source("a.cchc", f'BỘ TIÊU CHÍ a "A"\n{text}'))
    assert isinstance(parsed.value, Rubric) and not parsed.diagnostics, parsed.diagnostics
    return parsed.value


def test_part_letters_in_capitals_are_codes_in_the_order_of_the_alphabet() -> None:
    letters = "ABCDĐEGH"
    rubric = _rubric(
        "\n".join(f'PHẦN {n} "P": 2 điểm\n  {n}.1 "D": 2 điểm' for n in letters).join(("các cấp: phần, tiêu chí\n", ""))
    )
    assert [top.code.text for top in rubric.fields] == list(letters)
    assert not [d for d in check_rubric(rubric) if d.code in ("K309", "K329")]


def test_a_letter_left_out_is_told() -> None:
    rubric = _rubric('các cấp: phần\nPHẦN A "P": 2 điểm\nPHẦN C "P": 2 điểm')
    assert [d.message for d in check_rubric(rubric) if d.code == "K309"] == ["sau A là C, thiếu số ở giữa"]


def test_roman_numerals_keep_their_order() -> None:
    romans = ["I", "II", "III", "IV", "V", "IX", "X", "XL", "XC"]
    assert sorted(Code(r) for r in reversed(romans)) == [Code(r) for r in romans]


ROWS = """các cấp: phần, tiêu chí, tiêu chí thành phần
PHẦN A "Một": 5 điểm
TIÊU CHÍ A.1: 2 điểm
  A.1.1: 1,5 điểm, ĐTXHH  theo Điều 2
  A.1.2: 0,5 điểm, ghi chú "x"
TIÊU CHÍ A.2 "Hai": 3 điểm
"""


def test_a_row_without_a_title_is_read_and_printed() -> None:
    rubric = _rubric(ROWS)
    assert [row.title for row in rubric.walk()] == ["Một", "", "", "", "Hai"]
    again = read_rubric(Source("a.cchc", print_rubric(rubric))).value
    assert again == rubric


@pytest.mark.parametrize("line", ("từ 20: 5 điểm", "trên 20: 5 điểm", "không quá 20: 5 điểm", "dưới 20: 0 điểm"))
def test_a_line_of_a_scale_is_no_row(line: str) -> None:
    head = '[a]: số đếm "vụ"'.join(("SỐ LIỆU\n", "\n"))
    rubric = _rubric(f'{head}LĨNH VỰC 1 "Một": 5 điểm\n  cách chấm: theo thang [a]\n    {line}')
    assert [row.code.text for row in rubric.walk()] == ["1"]


ANNEXES = (
    "Mẫu số 02",
    "Phụ lục II",
    "Phụ lục số 02",
    "Mẫu 01-ĐG",
    "Biểu số 1a",
    "Biểu mẫu số 3",
    "Phụ lục 1A",
    "Phụ lục kèm theo",
    "mục I.1",
    "mục 1 Phụ lục II",
    "Mẫu số 02 Phụ lục II",
    "khoản 1 mục II Phần A",
)


@pytest.mark.parametrize("annex", (*ANNEXES, "Phụ lục I, Mẫu số 02", "Phụ lục"))
def test_an_annex_is_named_as_it_is_printed(annex: str) -> None:
    said = f"văn bản: Quyết định 1/QĐ-X ngày 01/01/2019, {annex}"
    rubric = _rubric(f'{said}  theo mục 3\nLĨNH VỰC 1 "Một": 5 điểm')
    assert rubric.provisions.instrument is not None
    assert rubric.provisions.instrument.value.annex == annex
    assert said in print_rubric(rubric)


@pytest.mark.parametrize("annex", ANNEXES)
def test_an_annex_is_a_basis(annex: str) -> None:
    rubric = _rubric(f'tổng điểm: 5 điểm  theo {annex} và Điều 2, trước đó {annex}\nLĨNH VỰC 1 "Một": 5 điểm')
    total = rubric.provisions.total
    assert total is not None and total.basis is not None and total.basis.before is not None
    assert total.basis.citations[0].cite().casefold() == annex.casefold()
    assert read_rubric(Source("a.cchc", print_rubric(rubric))).value == rubric


GUIDANCE = """HƯỚNG DẪN CHẤM ĐIỂM hd "HD"
  cho bộ tiêu chí: a
  văn bản: Hướng dẫn 1/HD-X ngày 01/01/2019

1
  [x]: số đếm "vụ"
  lời văn: "Mỗi vụ trừ 1 điểm."  theo mục 3
  cách chấm: 5 điểm - 1 điểm × [x], không dưới 0 điểm
"""


def test_guidance_keeps_the_printed_sentence_beside_its_rule() -> None:
    parsed = read_guidance(Source("hd.cchc", GUIDANCE))
    assert parsed.value is not None and not parsed.diagnostics
    assert print_guidance(parsed.value) == GUIDANCE
    laid, found = overlay(_rubric('LĨNH VỰC 1 "Một": 5 điểm'), parsed.value)
    assert not found
    assert [said.value for said in laid.fields[0].wording] == ["Mỗi vụ trừ 1 điểm."]
