"""Addresses of the text that a rubric transcribes: what rests on a place, exactly, and what is asked."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.amend import Applied, apply, consolidate, history_of, log_text
from cchc_rules.amend.applying.session import Session
from cchc_rules.amend.printed_text.places import path_of
from cchc_rules.amend.printed_text.resting import resting
from cchc_rules.diagnostics.edits import Fix
from cchc_rules.model.amendments.address import PrintedPlace, address_of
from cchc_rules.model.amendments.amendment import Amendment, FromDay, one_provision
from cchc_rules.model.amendments.operation import RepealProvision, RepealRow
from cchc_rules.model.citation import Instrument, Place
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.without_places import bare
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.writing.rubric_file import print_rubric

from .strategies import rubrics
from .texts import read, text

TEXT = """\
BỘ TIÊU CHÍ bang-1 "Bảng thử"
  văn bản: Quyết định 1/QĐ-THU ngày 01/02/2019
  hiệu lực: từ 01/03/2019  theo Điều 9
  tổng điểm: 12 điểm  theo Điều 1
  không áp dụng: được đề nghị  theo khoản 6 Điều 3
  bước điểm: 0,5 điểm  theo điểm c khoản 7 Điều 3 và Điều 8

HỆ QUẢ  theo mục II.1.3.b
  1 khi chỉ số dưới 50%: "không khen thưởng"
  2 khi chỉ số dưới 40%: "kiểm điểm"

SỐ LIỆU
  [đúng hạn]: có/không

LĨNH VỰC 1 "CHỈ ĐẠO": 12 điểm
TIÊU CHÍ 1.1 "Kế hoạch": 3 điểm  theo khoản 7 Điều 3
  1.1.1 "Chất lượng": 1 điểm
    cách chấm: đạt hoặc không [đúng hạn]  theo điểm c khoản 7 Điều 3 Quyết định 1/QĐ-THU
  1.1.2 "Mức độ": 2 điểm  theo điểm d khoản 7 Điều 3
TIÊU CHÍ 1.2 "Báo cáo": 9 điểm  theo Điều 4
    cách chấm: đạt hoặc không [đúng hạn]  theo Điều 4 Quyết định 5/QĐ-UBND
"""


def _base(source: str = TEXT) -> Rubric:
    parsed = read_rubric(Source.of("bang-1.cchc", source))
    assert parsed.value is not None, parsed.diagnostics
    return parsed.value


def _applied(*bodies: str, base: Rubric | None = None) -> Applied:
    parsed = [read(text(b, id=f"a{n}", number=n, signed=f"0{n}/02/2020")) for n, b in enumerate(bodies, 2)]
    assert all(p.value is not None for p in parsed), [p.diagnostics for p in parsed]
    return apply(base or _base(), [p.value for p in parsed if p.value is not None])


def _with(source: str, fix: Fix) -> str:
    (edit,) = fix.edits
    lines = source.splitlines(keepends=True)
    start, end = (sum(map(len, lines[: at - 1])) for at in (edit.line, edit.end_line))
    return source[: start + edit.column - 1] + edit.text + source[end + edit.end_column - 1 :]


def _told(result: Applied) -> list[tuple[str, str]]:
    return [(d.code, d.message) for d in result.diagnostics]


@pytest.mark.parametrize(
    ("address", "gone"),
    [
        ("mục II.1.3.b", 'câu “1 khi chỉ số dưới 50%: "không khen thưởng"”; câu “2 khi chỉ số dưới 40%: "kiểm điểm"”'),
        ("mục II.1.3", 'câu “1 khi chỉ số dưới 50%: "không khen thưởng"”; câu “2 khi chỉ số dưới 40%: "kiểm điểm"”'),
        ("khoản 6 Điều 3", "câu “không áp dụng: được đề nghị”"),
        ("điểm d khoản 7 Điều 3", 'dòng 1.1.2 "Mức độ"'),
    ],
)
def test_exactly_what_rests_on_the_place_goes(address: str, gone: str) -> None:
    result = _applied(f"điểm các dòng cha, tổng điểm và ĐTXHH theo các dòng con\nBÃI BỎ {address}")
    assert result.ok, _told(result)
    assert gone in _told(result)[0][1]
    assert _told(result)[0][0] in ("S619", "S620")


def test_a_larger_place_that_is_cited_is_named_and_stays() -> None:
    result = _applied("điểm các dòng cha, tổng điểm và ĐTXHH theo các dòng con\nBÃI BỎ điểm d khoản 7 Điều 3")
    assert _told(result) == [
        (
            "S620",
            'BÃI BỎ điểm d khoản 7 Điều 3 là bỏ: dòng 1.1.2 "Mức độ"; còn nguyên, dù dựa vào nơi rộng hơn: '
            'dòng 1.1 "Kế hoạch", theo khoản 7 Điều 3',
        )
    ]


def test_what_rests_on_several_places_is_asked_and_each_answer_is_an_edit() -> None:
    source = text("BÃI BỎ điểm c khoản 7 Điều 3")
    result = _applied("BÃI BỎ điểm c khoản 7 Điều 3")
    assert _told(result) == [
        ("S618", "câu “bước điểm: 0,5 điểm” dựa vào điểm c khoản 7 Điều 3 và cả vào Điều 8: chưa rõ còn hay hết")
    ]
    (asked,) = result.diagnostics
    answers = [_with(source, fix) for fix in asked.fixes]
    assert len(answers) == 2
    results = [apply(_base(), [a]) for a in (read(x).value for x in answers) if a is not None]
    assert [r.ok for r in results] == [True, True]
    assert results[0].rubric.provisions.step is None
    kept = results[1].rubric.provisions.step
    assert kept is not None
    assert kept.basis is not None
    assert kept.basis.cite() == "Điều 8"
    assert all(row.rule is None for r in results for row in r.rubric.walk() if row.code.text == "1.1.1")


def test_a_row_that_goes_with_rows_of_other_places_is_asked() -> None:
    source = TEXT.replace("theo điểm d khoản 7 Điều 3", "theo Điều 5").replace(" và Điều 8", "")
    result = _applied("BÃI BỎ khoản 7 Điều 3", base=_base(source))
    assert _told(result) == [
        ("S618", 'dòng 1.1.2 "Mức độ" nằm trong dòng bị bỏ mà dựa vào Điều 5: chưa rõ còn hay hết')
    ]


def test_the_answer_for_a_row_inside_is_a_sentence_of_its_own() -> None:
    source = TEXT.replace("theo điểm d khoản 7 Điều 3", "theo Điều 5").replace(" và Điều 8", "")
    sums = "điểm các dòng cha, tổng điểm và ĐTXHH theo các dòng con\n"
    body = f"{sums}BÃI BỎ khoản 7 Điều 3"
    (asked,) = _applied(body, base=_base(source)).diagnostics
    (gone,) = asked.fixes
    answer = read(_with(text(body), gone)).value
    assert answer is not None
    result = apply(_base(source), [answer])
    assert result.ok, _told(result)
    assert [c.code.text for c in result.rubric.walk()] == ["1", "1.2"]
    moved = _applied(f"{sums}CHUYỂN 1.1.2 đến sau 1.2 thành 1.3\nBÃI BỎ khoản 7 Điều 3", base=_base(source))
    assert moved.ok, _told(moved)
    assert [c.code.text for c in moved.rubric.walk()] == ["1", "1.2", "1.3"]


def test_another_text_of_the_same_number_of_places_is_not_meant() -> None:
    result = _applied("điểm các dòng cha, tổng điểm và ĐTXHH theo các dòng con\nBÃI BỎ Điều 4")
    assert [e.codes[0].text for e in history_of(result) if e.codes and "BÃI BỎ" in e.told[0]] == ["1.2"]
    assert _told(result)[-1] == ("S619", 'BÃI BỎ Điều 4 là bỏ: dòng 1.2 "Báo cáo"')


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("mục II.1.3.c", ["mục II.1.3.b"]),
        ("điểm b mục II.1.3.b", ["mục II.1.3.b"]),
        ("khoản 7", ["khoản 7 Điều 3", "điểm c khoản 7 Điều 3", "điểm d khoản 7 Điều 3"]),
        ("khoản 1 Điều 9", ["Điều 9"]),
        ("mục VII", []),
    ],
)
def test_an_address_that_nothing_rests_on_shows_those_near_it(address: str, near: list[str]) -> None:
    result = _applied(f"BÃI BỎ {address}")
    (found,) = result.diagnostics
    assert found.code == "S617"
    assert {_with(text(f"BÃI BỎ {address}"), f).splitlines()[6] for f in found.fixes} == {
        f"BÃI BỎ {place}" for place in near
    }
    assert all(place in found.message for place in near)


def test_a_sentence_is_changed_by_its_address_whatever_it_stands_on() -> None:
    body = "SỬA điểm c khoản 7 Điều 3\n  từ: cách chấm: đạt hoặc không [đúng hạn]\n"
    body += "  thành: cách chấm: đạt hoặc không, đạt khi [đúng hạn] là không"
    result = _applied(body)
    assert result.ok, _told(result)
    assert "đạt khi [đúng hạn] là không" in print_rubric(result.rubric)
    log = log_text(history_of(result))
    assert "SỬA điểm c khoản 7 Điều 3:\n    SỬA CÁCH CHẤM của 1.1.1" in log
    assert "SỬA CÁCH CHẤM" in log


def test_the_old_sentence_at_an_address_must_be_right() -> None:
    body = "SỬA Điều 8\n  từ: bước điểm: 0,25 điểm\n  thành: bước điểm: 0,1 điểm"
    held = "“bước điểm: 0,5 điểm  theo điểm c khoản 7 Điều 3 và Điều 8”"
    assert _told(_applied(body)) == [("S511", f"câu này hiện là {held}, không phải “bước điểm: 0,25 điểm”")]


def test_a_sentence_that_was_amended_rests_on_the_place_it_had() -> None:
    changed = "SỬA CÂU\n  từ: không áp dụng: được đề nghị\n  thành: không áp dụng: không được đề nghị"
    result = _applied(changed, "BÃI BỎ khoản 6 Điều 3")
    assert result.ok, _told(result)
    assert result.rubric.provisions.claims is None


def test_a_sentence_that_the_same_text_gives_another_basis_stays() -> None:
    changed = 'SỬA CÂU\n  từ: 2 khi chỉ số dưới 40%: "kiểm điểm"  theo mục II.1.3.b\n'
    changed += '  thành: 2 khi chỉ số dưới 40%: "kiểm điểm"  theo mục III\nBÃI BỎ mục II.1.3.b'
    result = _applied(changed)
    assert result.ok, _told(result)
    assert [c.value.number for c in result.rubric.provisions.consequences] == ["2"]


def test_an_address_of_which_the_same_text_has_said_all_is_no_error() -> None:
    keep = "SỬA CÂU\n  từ: bước điểm: 0,5 điểm  theo điểm c khoản 7 Điều 3 và Điều 8\n"
    keep += "  thành: bước điểm: 0,5 điểm  theo điểm c khoản 7 Điều 3\nBÃI BỎ Điều 8"
    result = _applied(keep)
    assert [code for code, _ in _told(result)] == ["S619"]
    assert result.rubric.provisions.step is not None


def test_one_that_the_same_text_changes_and_leaves_there_is_changed_twice() -> None:
    changed = 'SỬA CÂU\n  từ: 2 khi chỉ số dưới 40%: "kiểm điểm"\n'
    changed += '  thành: 2 khi chỉ số dưới 30%: "kiểm điểm"\nBÃI BỎ mục II.1.3.b'
    assert "S513" in [code for code, _ in _told(_applied(changed))]


def test_the_reading_copy_tells_each_thing_that_went() -> None:
    result = _applied("BÃI BỎ mục II.1.3.b")
    copy = print_rubric(consolidate(result))
    assert copy.count("được bãi bỏ theo quy định tại Điều 1 Quyết định 2/QĐ-THU") == 2
    again = read_rubric(Source.of("copy.cchc", copy))
    assert again.value is not None
    assert bare(again.value.provisions.consequences) == ()


def test_only_an_amending_text_has_provisions_to_be_added() -> None:
    parsed = read(text('BỔ SUNG mục II.1.5\n  nội dung: SỬA 1.1 tên: từ "Kế hoạch" thành "Khác"'))
    assert [d.code for d in parsed.diagnostics] == ["B201"]


@pytest.mark.parametrize(
    ("places", "address"),
    [
        ((Place("điểm", "c"), Place("khoản", "7"), Place("Điều", "3")), True),
        ((Place("khoản", "7"), Place("Điều", "3")), True),
        ((Place("Điều", "3"),), True),
        ((Place("điểm", "c"), Place("Điều", "3")), False),
        ((Place("mục", "II.1"),), False),
        ((Place("Điều", "3"), Place("khoản", "7")), False),
    ],
)
def test_which_places_an_amending_text_may_have(places: tuple[Place, ...], address: bool) -> None:
    made = address_of(places)
    assert made.places == places
    assert isinstance(made, PrintedPlace) is not address


def test_a_rule_goes_with_its_row_whatever_else_it_rests_on() -> None:
    rule = "    cách chấm: đạt hoặc không [đúng hạn]  theo Điều 4 Quyết định 5/QĐ-UBND\n"
    source = TEXT.replace(rule, rule.replace("theo Điều 4 Quyết định 5/QĐ-UBND", "theo Điều 4 và Điều 8"))
    assert source != TEXT
    sums = "điểm các dòng cha, tổng điểm và ĐTXHH theo các dòng con\n"
    made = _applied(f"{sums}BÃI BỎ Điều 4", base=_base(source))
    assert [d.code for d in made.diagnostics if d.code != "S554"] == ["S619"]
    assert "1.2" not in [c.code.text for f in made.rubric.fields for c in f.children]


@given(rubrics(), st.data())
def test_nothing_rests_on_a_place_that_was_repealed_and_all_else_stays(rubric: Rubric, data: st.DataObject) -> None:
    things = tuple(resting(_session(rubric)))
    cited = sorted({c.places for t in things for c in t.cited if path_of(c.places) in t.paths}, key=repr)
    if not cited:
        return
    address = address_of(data.draw(st.sampled_from(cited)))
    place = path_of(address.places)
    by_address = apply(rubric, [_instrument(RepealProvision(address, None))])
    asked = [d for d in by_address.diagnostics if d.code == "S618"]
    if asked:
        assert not by_address.applied
        return
    touched = [t for t in things if t.inside(place)]
    rows = [t.taken.code for t in touched if isinstance(t.taken, RepealRow) and not t.outside(place)]
    # A sentence has no place without its row, whatever else it rests on; a row of such a row is asked about.
    assert all(not t.outside(place) or (t.slot is not None and t.lies_in(rows)) for t in touched)
    if not by_address.ok:
        assert not {d.code for d in by_address.diagnostics} & {"S617", "S621"}
        return
    left = tuple(resting(_session(by_address.rubric)))
    assert not [t for t in left if t.inside(place)]
    meant = [step.written.operation for step in by_address.applied[0].steps]
    one_by_one = apply(rubric, [_instrument(*meant)])
    assert bare(one_by_one.rubric) == bare(by_address.rubric)


def _session(rubric: Rubric) -> Session:
    (effective,) = apply(rubric, [_instrument()]).applied
    return Session.of(effective, rubric)


def _instrument(*operations: object) -> Amendment:
    text = Instrument("Quyết định", "77/QĐ-THU", datetime.date(2022, 1, 1))
    return Amendment(
        "a", "Thử", text, "bang-1", FromDay(text.date or datetime.date.min), 2022, one_provision(operations)
    )
