"""Notes on misprints and readings have parts of their own behind the table; where they stand is no part of meaning."""

from pathlib import Path

import pytest

from cchc_rules.diagnostics import in_order
from cchc_rules.model.rubric import CommonProvisions, Rubric
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.writing.rubric_file import print_rubric

HEAD = """BỘ TIÊU CHÍ thu "Bảng thử"
  tổng điểm: 2 điểm  theo mục I.1
{head}
LĨNH VỰC 1 "Chỉ đạo": 2 điểm
TIÊU CHÍ 1.1 "Kế hoạch": 1 điểm
TIÊU CHÍ 1.2 "Báo cáo": 1 điểm
{tail}"""
IN_HEAD = HEAD.format(
    head="""  có hai cách hiểu "a hay b", chọn "a", vì "theo chữ"  theo mục I.2
  bản in ghi số lượng "3 tiêu chí", vì "đếm được 2"  theo mục I.1
  bản in ghi "kế hoặch", đọc là "kế hoạch", vì "lỗi in"  theo mục I.1
""",
    tail="",
)
IN_PARTS = HEAD.format(
    head="",
    tail="""
CHỖ IN SAI  theo mục I.1
  bản in ghi số lượng "3 tiêu chí", vì "đếm được 2"
  "kế hoặch", đọc là "kế hoạch", vì "lỗi in"

CÁCH HIỂU
  "a hay b", chọn "a", vì "theo chữ"  theo mục I.2
""",
)


def _read(text: str) -> Rubric | CommonProvisions:
    parsed = read_rubric(Source.of("thu.cchc", text))
    assert parsed.value is not None
    assert parsed.diagnostics == ()
    return parsed.value


def test_both_places_say_the_same_and_the_canonical_text_has_the_parts_last() -> None:
    assert _read(IN_HEAD) == _read(IN_PARTS)
    assert print_rubric(_read(IN_HEAD)) == print_rubric(_read(IN_PARTS)) == IN_PARTS


def test_the_parts_may_stand_before_the_table_and_keep_their_comments() -> None:
    part = '# tra ở bản scan\nCHỖ IN SAI  # hết\n  "a", đọc là "b", vì "c"  theo mục I.1\n  # chưa đủ\n\n'
    text = HEAD.format(head=part, tail="")
    printed = print_rubric(_read(text))
    assert printed.endswith("\n\n" + part.rstrip("\n") + "\n")
    assert print_rubric(_read(printed)) == printed


@pytest.mark.parametrize(
    ("tail", "lines"),
    [
        ('"a", đọc là "b", vì "c"  theo mục I.1', [6]),
        ('CÁCH HIỂU\n"a", đọc là "b", vì "c"  theo mục I.1\n"d", đọc là "e", vì "g"  theo mục I.1', [7]),
        ('CHỖ IN SAI\n"a", đọc là "b", vì "c"  theo mục I.1\nXẾP LOẠI\ntừ 50%: "Tốt"', [8]),
        ('CHỖ IN SAI\n"a", đọc là "b", vì "c"  theo mục I.1\nđối tượng: "xã"  theo mục I.1', [8]),
        ('CHỖ IN SAI\n"a", chọn "b", vì "c"  theo mục I.1', [7]),
    ],
)
def test_what_stands_in_the_wrong_part_is_told(tail: str, lines: list[int]) -> None:
    text = HEAD.format(head="", tail=tail).replace("\n\nLĨNH", "\nLĨNH")
    found = in_order(read_rubric(Source.of("thu.cchc", text)).diagnostics)
    assert [(d.code, d.span.line) for d in found if d.span is not None] == [("B201", line) for line in lines]


def test_a_row_behind_the_parts_holds_its_own_notes() -> None:
    tail = (
        'CHỖ IN SAI\n"a", đọc là "b", vì "c"  theo mục I.1\nLĨNH VỰC 2 "X": 1 điểm\nbản in ghi "x", đọc là "X", vì "d"'
    )
    rubric = _read(HEAD.format(head="", tail=tail))
    assert isinstance(rubric, Rubric)
    assert len(rubric.provisions.discrepancies) == len(rubric.fields[1].discrepancies) == 1


@pytest.mark.parametrize("name", ["bang-1", "bang-2"])
def test_the_first_screen_of_a_table_of_2019_reaches_its_rows(name: str) -> None:
    lines = (Path(__file__).parents[2] / f"rubrics/2019/{name}.cchc").read_text("utf-8").splitlines()
    before = lines[: next(number for number, line in enumerate(lines) if line.startswith("LĨNH VỰC 1 "))]
    assert len(before) <= 12
    assert not any("đọc là" in line or "cách hiểu" in line for line in before)
