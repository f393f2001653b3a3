"""Sentences of common provisions marked as for one table: of every kind, each table has its own, none is lost."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_rules.amend import Header, alone, apply, as_amendment, canonical, diff
from cchc_rules.cli.main import run
from cchc_rules.model.amendments.amendment import FromDay
from cchc_rules.model.amendments.slot import OF_PROVISIONS, Slot
from cchc_rules.model.citation import Instrument
from cchc_rules.model.link import for_table, link
from cchc_rules.model.rubric import CommonProvisions, Provisions, Rubric
from cchc_rules.model.sentences import sentences
from cchc_rules.source import Source
from cchc_rules.syntax.amendment.reader import read_amendment
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.writing.amendment_file import print_amendment
from cchc_rules.writing.rubric_file import print_rubric

from .texts import amendment

HEADING = 'QUY ĐỊNH CHUNG chung "Quy định chung"\n'
PAIRS = [
    (Slot.LEVELS, "", "các cấp: lĩnh vực, tiêu chí", "các cấp: nhóm, tiêu chí"),
    (Slot.INSTRUMENT, "", "văn bản: Quyết định 1/QĐ-MH ngày 01/02/2019", "văn bản: Quyết định 2/QĐ-MH ngày 01/02/2019"),
    (Slot.REPLACES, "", "thay thế: Quyết định 3/QĐ-MH ngày 01/02/2018", "thay thế: Quyết định 3/QĐ-MH ngày 01/02/2018"),
    (Slot.IN_FORCE, "", "hiệu lực: từ 01/01/2019", "hiệu lực: từ 01/02/2019"),
    (Slot.GOVERNS, "", "áp dụng: từ kỳ đánh giá 2019", "áp dụng: từ kỳ đánh giá 2020"),
    (Slot.TOTAL, "", "tổng điểm: 10 điểm", "tổng điểm: 10 điểm, trong đó ĐTXHH 2 điểm"),
    (Slot.COUNTS, "", "số lượng: 1 lĩnh vực, 3 tiêu chí", "số lượng: 2 lĩnh vực, 5 tiêu chí"),
    (Slot.SUBJECTS, "", 'đối tượng: "xã"', 'đối tượng: "xã", "phường"'),
    (Slot.CLAIMS, "", "không áp dụng: được đề nghị", "không áp dụng: không được đề nghị"),
    (Slot.STEP, "", "bước điểm: 0,5 điểm", "bước điểm: 0,25 điểm"),
    (Slot.ROUNDING, "", "làm tròn khi in: điểm 2 chữ số, tỷ lệ 2 chữ số", None),
    (Slot.PRECEDENCE, "", "ưu tiên: điểm nhập tay", "ưu tiên: điểm theo cách chấm"),
    (Slot.DUE_ON_DAY_OFF, "", "hạn rơi vào ngày nghỉ: không chuyển", None),
    (Slot.STAGES, "CÁC BƯỚC ĐÁNH GIÁ", 'thẩm định: do "A", công nhận hoặc giảm', 'thẩm định: do "B", chấm điểm'),
    (Slot.COMBINATION, "CÁC BƯỚC ĐÁNH GIÁ", "điểm chỉ số: tự đánh giá", "điểm chỉ số: thẩm định"),
    (Slot.BANDS, "XẾP LOẠI", 'từ 80%: "Tốt"', 'từ 85%: "Tốt"'),
    (Slot.DISQUALIFIERS, "XẾP LOẠI", 'xếp "Kém" khi: 1.1 dưới 1 điểm', "không xếp loại khi: 1.1 dưới 1 điểm"),
    (Slot.CONSEQUENCES, "HỆ QUẢ", '1 khi chỉ số dưới 50%: "phê bình"', '1 khi chỉ số dưới 50%: "kiểm điểm"'),
    (Slot.TIMETABLE, "TIẾN ĐỘ", "hạn tự đánh giá: trước ngày 15/01", "hạn tự đánh giá: trước ngày 20/01"),
    (Slot.FACTS, "SỐ LIỆU", '[hồ sơ]: số đếm "hồ sơ"', '[hồ sơ]: số đếm "bộ"'),
]
KINDS = [pytest.param(*pair, id=pair[0].value) for pair in PAIRS]


CHANGED = [pytest.param(*pair, id=pair[0].value) for pair in PAIRS if pair[0] is not Slot.LEVELS]


@pytest.mark.parametrize(("slot", "section", "one", "other"), CHANGED)
def test_an_amendment_changes_the_sentence_of_one_table_alone(
    slot: Slot, section: str, one: str, other: str | None
) -> None:
    lines = [f"{one}  cho bảng bang", f"{other or one}  cho bảng khac"]
    common = read(section, *lines)
    body = f"  BỎ CÂU: {lines[1]}"
    own = Provisions()
    for name, kept in (("bang", 1), ("khac", 0)):
        rubric = link(Rubric(name, name, own), [common])
        result = apply(rubric, [amendment(body)])
        assert result.ok, result.diagnostics
        assert len(sentences(result.rubric.provisions, slot)) == kept, name


def read(section: str, *lines: str) -> CommonProvisions:
    parsed = read_rubric(
        Source.of("chung.cchc", HEADING + "\n".join((section, *(f"  {line}" for line in lines))) + "\n")
    )
    assert parsed.diagnostics == () and isinstance(parsed.value, CommonProvisions), parsed.diagnostics
    return parsed.value


def only(p: Provisions, slot: Slot) -> list[object]:
    assert not [s for s in OF_PROVISIONS if s is not slot and sentences(p, s)]
    return [stated.value for stated in sentences(p, slot)]


@pytest.mark.parametrize(("slot", "section", "one", "other"), KINDS)
@pytest.mark.parametrize("turned", [False, True])
def test_each_table_has_its_own(slot: Slot, section: str, one: str, other: str | None, turned: bool) -> None:
    marked = [f"{one}  cho bảng bang  theo Điều 1", f"{other or one}  cho bảng khac, ba  theo Điều 2"]
    common = read(section, *(reversed(marked) if turned else marked))
    alone = [only(read(section, said).provisions, slot) for said in (one, other or one)]
    for name, wanted in zip(("bang", "khac", "ba", "la"), (alone[0], alone[1], alone[1], []), strict=True):
        assert only(for_table(common, name).provisions, slot) == wanted, name
    printed = print_rubric(common)
    again = read_rubric(Source.of("x", printed))
    assert again.value == common and print_rubric(common) == printed, printed


SINGLE = [
    pytest.param(*pair[1:], id=pair[0].value)
    for pair in PAIRS
    if pair[0] not in (Slot.BANDS, Slot.DISQUALIFIERS, Slot.REPLACES)
]


@pytest.mark.parametrize(("section", "one", "other"), SINGLE)
@pytest.mark.parametrize(
    "marks", [("", " cho bảng bang"), (" cho bảng bang", ""), (" cho bảng bang, ba", " cho bảng ba, khac")]
)
def test_what_a_table_would_have_twice_is_an_error(
    section: str, one: str, other: str | None, marks: tuple[str, str]
) -> None:
    lines = [f"  {one} {marks[0]}", f"  {other or one} {marks[1]}"]
    parsed = read_rubric(Source.of("chung.cchc", HEADING + "\n".join((section, *lines)) + "\n"))
    assert {d.code for d in parsed.diagnostics} == {"B202"}


# ---- differences between two common texts


def marks() -> st.SearchStrategy[str]:
    return st.sampled_from(("", "  cho bảng bang", "  cho bảng khac, ba"))


@st.composite
def texts(draw: st.DrawFn) -> CommonProvisions:
    """Common provisions that say some sentences, for all tables or for each."""
    sections: dict[str, list[str]] = {}
    for slot, section, one, other in draw(st.lists(st.sampled_from(PAIRS), unique_by=lambda p: p[0])):
        said = draw(st.sampled_from((one, other or one)))
        basis = draw(st.sampled_from(("", "  theo Điều 9")))
        mark = draw(marks())
        sections.setdefault(section, []).append(f"{said}{mark}{basis}")
        if mark == "  cho bảng bang" and slot is not Slot.LEVELS and draw(st.booleans()):
            sections[section].append(f"{other or one}  cho bảng khac")
    lines = [line for name in sorted(sections) for line in (name, *(f"  {s}" for s in sections[name]))]
    parsed = read_rubric(Source.of("chung.cchc", HEADING + "\n".join(lines) + "\n"))
    assert parsed.diagnostics == () and isinstance(parsed.value, CommonProvisions), parsed.diagnostics
    return parsed.value


HEADER = Header("sd", "Sửa", Instrument("Quyết định", "1/QĐ-MH", date(2020, 1, 1)), FromDay(date(2020, 1, 1)), 2020)


@settings(max_examples=60, deadline=None)
@given(texts(), texts())
def test_the_difference_as_an_amendment_gives_the_other_text(a: CommonProvisions, b: CommonProvisions) -> None:
    was, now = alone(a), alone(b)
    printed = print_amendment(as_amendment(was, now, HEADER))
    if diff(was, now):
        parsed = read_amendment(Source.of("sd.cchc", printed))
        assert parsed.value is not None and parsed.diagnostics == (), (printed, parsed.diagnostics)
        made = apply(was, [parsed.value])
        assert made.ok, (printed, made.diagnostics)
        assert not diff(made.rubric, now), printed
    else:
        assert canonical(was) == canonical(now)


def test_two_common_texts_are_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, total in (("cu", "10"), ("moi", "12")):
        Path(f"{name}.cchc").write_text(f"{HEADING}  tổng điểm: {total} điểm  cho bảng bang\n", encoding="utf-8")
    assert run(["diff", "cu.cchc", "moi.cchc", "--exit-code"]) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "tổng điểm: 10 điểm cho bảng bang → tổng điểm: 12 điểm cho bảng bang" in told
    assert run(["diff", "cu.cchc", "cu.cchc", "--exit-code"]) == 0
    assert "Hai quy định chung như nhau về nội dung." in capsys.readouterr().out
    assert run(["diff", "cu.cchc", "moi.cchc", "--as-amendment"]) == 0
    assert "thành: tổng điểm: 12 điểm  cho bảng bang" in capsys.readouterr().out


def test_where_such_sentences_stand_means_nothing() -> None:
    first = "  điểm chỉ số: thẩm định  cho bảng a\n  điểm chỉ số: phúc tra, không có thì thẩm định  cho bảng b\n"
    other = "  ưu tiên: điểm nhập tay  cho bảng a\n  ưu tiên: điểm theo cách chấm  cho bảng b\n"
    steps = "CÁC BƯỚC ĐÁNH GIÁ\n  thẩm định: chấm điểm\n  phúc tra: công nhận hoặc tăng\n"
    ways = (f"{HEADING}{other}{steps}{first}", f"{HEADING}{steps}{first}{other}")
    one, two = (read_rubric(Source.of("x", text)) for text in ways)
    assert one.value is not None and one.value == two.value
