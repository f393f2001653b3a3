"""A fact renamed with all that uses it: its declaration, rules, conditions, bounds; two may exchange names."""

import pytest

from cchc_rules.amend import apply, consolidate
from cchc_rules.api.changes.amend import recoding_of
from cchc_rules.diagnostics import render_all
from cchc_rules.model.references import with_fact_names
from cchc_rules.results.translation import facts_renamed, translation
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.syntax.sheet.reader import read_sheet
from cchc_rules.writing.amendment_file import print_amendment
from cchc_rules.writing.rubric_file import print_rubric

from .texts import BASE, amendment, read

BOTH = BASE.replace(
    "  [có đơn vị]: có/không\n",
    """  [có đơn vị]: có/không
  [hồ sơ]: số đếm "hồ sơ", từ 0
  [đúng hạn]: số đếm "hồ sơ", từ 0 đến [hồ sơ]
""",
).replace(
    '  2.1.1 "Đúng hạn": 1 điểm\n',
    """  2.1.1 "Đúng hạn": 1 điểm
    cách chấm: [đúng hạn] / [hồ sơ] × 1 điểm
    khi mẫu số bằng 0: không áp dụng
    [ngày gửi]: ngày tháng
""",
)


def rubric(text: str = BOTH):
    result = read_rubric(Source.of("bang-1.cchc", text))
    assert result.value is not None, render_all(result.diagnostics)
    return result.value


def names(value: object) -> set[str]:
    found: set[str] = set()

    def keep(name: str) -> str:
        found.add(name)
        return name

    with_fact_names(value, keep)
    return found


def after(body: str):
    result = apply(rubric(), [amendment(body)])
    assert result.ok, render_all(result.diagnostics)
    return result


def test_every_use_has_the_new_name() -> None:
    told = after("ĐỔI TÊN SỐ LIỆU [hồ sơ] thành [hồ sơ đã nhận]")
    before = names(rubric())
    assert names(told.rubric) == before - {"hồ sơ"} | {"hồ sơ đã nhận"}
    printed = print_rubric(consolidate(told))
    assert "[đúng hạn] / [hồ sơ đã nhận]" in printed
    assert "đến [hồ sơ đã nhận]" in printed
    assert "Số liệu [hồ sơ] được đổi tên thành [hồ sơ đã nhận] theo quy định tại Điều 1" in printed


def test_two_exchange_names() -> None:
    told = after("ĐỔI TÊN SỐ LIỆU [hồ sơ] thành [đúng hạn]\nĐỔI TÊN SỐ LIỆU [đúng hạn] thành [hồ sơ]")
    assert "[hồ sơ] / [đúng hạn]" in print_rubric(told.rubric)


def test_sentences_of_the_instrument_may_use_either_name() -> None:
    body = "ĐỔI TÊN SỐ LIỆU [hồ sơ] thành [h]\nTHÊM CÂU của 2.1.2: [x]: số đếm, từ 0 đến [{}]"
    assert names(after(body.format("hồ sơ")).rubric) == names(after(body.format("h")).rubric)


def test_it_reads_back() -> None:
    given = amendment("ĐỔI TÊN SỐ LIỆU [hồ sơ] thành [hồ sơ đã nhận]")
    assert read(print_amendment(given)).value == given


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("ĐỔI TÊN SỐ LIỆU [hồ  sơ trễ] thành [a]", "S510"),
        ("ĐỔI TÊN SỐ LIỆU [hồ sơ] thành [đúng hạn]", "S614"),
        ("ĐỔI TÊN SỐ LIỆU [hồ sơ] thành [a]\nĐỔI TÊN SỐ LIỆU [hồ sơ] thành [b]", "S513"),
        ("ĐỔI TÊN SỐ LIỆU [hồ sơ] thành [a]\nĐỔI TÊN SỐ LIỆU [đúng hạn] thành [a]", "S513"),
    ],
)
def test_wrong_names(body: str, code: str) -> None:
    assert code in {d.code for d in apply(rubric(), [amendment(body)]).diagnostics}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("ĐỔI TÊN SỐ LIỆU [hồ sơ] thành [hồ sơ đã nhận]", {"hồ sơ đã nhận": 10, "đúng hạn": 8}),
        (
            "ĐỔI TÊN SỐ LIỆU [hồ sơ] thành [đúng hạn]\nĐỔI TÊN SỐ LIỆU [đúng hạn] thành [hồ sơ]",
            {"đúng hạn": 10, "hồ sơ": 8},
        ),
    ],
)
def test_a_sheet_written_before_is_read_under_the_new_names_and_back(body: str, expected: dict[str, int]) -> None:
    sheet = read_sheet(Source.of("a.phieu", SHEET)).value
    assert sheet is not None
    told = after(body)
    done = [recoding_of(e) for e in told.applied]
    way = translation(rubric(), told.rubric, {}, True, facts_renamed(rubric(), (), done))
    assert not way.unread
    read_anew = way.sheet(sheet)
    assert {f.name: f.value for f in read_anew.facts} == expected
    back = translation(told.rubric, rubric(), {}, True, facts_renamed(told.rubric, done, ()))
    assert back.sheet(read_anew).facts == sheet.facts


SHEET = """\
PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: bang-1
  đơn vị: "Huyện A"
  năm: 2020
SỐ LIỆU
  [hồ sơ]: 10
  [đúng hạn]: 8
"""
