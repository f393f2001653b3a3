"""Every fix that is offered as data does what it says: applied, its diagnostic is gone.

All files of tests/bad and tests/amend/bad are tried, as they are on disk.
"""

import json
import shutil
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.amend import apply
from cchc_rules.api.library import Library
from cchc_rules.api.rubrics.check import all_found, check_files
from cchc_rules.api.rubrics.fix import fix_file, mend_spelling
from cchc_rules.api.sheets.explain import explain_sheet
from cchc_rules.cli.main import group
from cchc_rules.diagnostics import Diagnostic, Edit, Fix, FixKind, Severity, catalog, render_all
from cchc_rules.diagnostics.edits import applied
from cchc_rules.diagnostics.mends import renamed
from cchc_rules.source import Source, Span, Undecodable, WrittenText, decode, encoded_like
from cchc_rules.syntax.amendment.reader import read_amendment
from cchc_rules.syntax.rubric.reader import read_rubric
from tests.amend.test_bad import FOLDERS
from tests.amend.texts import base
from tests.files.test_beside_laws import AMENDMENT, RUBRIC, SHEET
from tests.rules.rules_sample import text_of
from tests.test_bad_fixtures import FIXTURES, ROOT


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's tests/bad where it may be written to."""
    folder = tmp_path_factory.mktemp("fixes")
    shutil.copytree(ROOT / "tests/bad", folder / "tests/bad")
    return folder


def _checked(path: Path) -> tuple[Diagnostic, ...]:
    return all_found(check_files([str(path)], Library()))


@cache
def _found(fixture: Path) -> tuple[Diagnostic, ...]:
    """What is found in a fixture as it is in the folder where one stands: each test leaves it as it was."""
    return _checked(fixture)


def _apply(path: Path, fix: Fix) -> None:
    data = path.read_bytes()
    text = decode(data)
    assert not isinstance(text, Undecodable)
    path.write_bytes(encoded_like(applied(WrittenText.of(text), fix.edits), data))


def _alike(found: tuple[Diagnostic, ...], d: Diagnostic) -> int:
    return sum((other.code, other.message) == (d.code, d.message) for other in found)


def _errors(found: tuple[Diagnostic, ...]) -> Counter[str]:
    return Counter(d.code for d in found if d.severity is Severity.ERROR)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_an_applied_fix_takes_its_diagnostic_away(path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(copy)
    found = _found(path)
    for d in found:
        for fix in d.fixes:
            (name,) = {e.source for e in fix.edits}
            assert fix.says
            written = Path(name).read_bytes()
            _apply(Path(name), fix)
            after = _checked(path)
            Path(name).write_bytes(written)
            assert _alike(after, d) < _alike(found, d), (fix, render_all(after))
            new = _errors(after) - _errors(found)
            unread = [code for code in new if code[0] in "TC" or code == "P429"]
            assert not (new if fix.kind is FixKind.SPELLING else unread), (fix, render_all(after))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_an_applied_fix_of_an_amendment_takes_its_diagnostic_away(folder: Path) -> None:
    texts = {f"{folder.name}/{f.name}": f.read_text("utf-8") for f in sorted(folder.glob("*.cchc"))}
    found = _amended(texts)
    for d in found:
        for fix in d.fixes:
            (name,) = {e.source for e in fix.edits}
            changed = {**texts, name: applied(WrittenText.of(texts[name]), fix.edits)}
            after = _amended(changed)
            assert _alike(after, d) < _alike(found, d), (fix, render_all(after))
            assert not [x for x in _errors(after) - _errors(found) if x[0] == "C"], (fix, render_all(after))


def _amended(texts: dict[str, str]) -> tuple[Diagnostic, ...]:
    read = [read_amendment(Source.of(name, text)) for name, text in texts.items()]
    found = tuple(d for r in read for d in r.diagnostics)
    return found or apply(base(), [r.value for r in read if r.value is not None]).diagnostics


# ---- places in a text as it is on disk

_PIECES = [
    "a",
    "Đ",
    "ộ",
    "o\u0302\u0323",
    "o\u0323\u0302",
    "\u200b",
    "\u00a0",
    "\t",
    "\u0301",
    "Ð",
    " ",
    "\ufeff",
    "가",
    "\u1112\u1161",
]
_LINES = st.lists(st.lists(st.sampled_from(_PIECES), max_size=8).map("".join), min_size=1, max_size=4)


@given(_LINES, st.sampled_from(["\n", "\r\n", "\r", "\u2028"]), st.data())
def test_an_edit_of_a_text_as_written_is_that_edit_of_the_normalised_text(
    lines: list[str], end: str, data: st.DataObject
) -> None:
    raw = end.join(lines)
    normal = list(Source.of("a", raw).lines)
    number = data.draw(st.integers(1, len(normal)))
    line = normal[number - 1]
    first = data.draw(st.integers(1, len(line) + 1))
    last = data.draw(st.integers(first, len(line) + 1))
    changed = applied(WrittenText.of(raw), [Edit("a", number, first, number, last, "X")])
    normal[number - 1] = f"{line[: first - 1]}X{line[last - 1 :]}"
    expected = "\n".join(normal)
    # A mark that stood alone behind the place may now stand on what was put there.
    assert Source.of("a", changed).text == Source.of("a", expected).text


# ---- check --fix

BAD = """BỘ TIÊU CHÍ bang "Thử"
  van ban: Quyết định 12/QĐ-UBND ngày 15/01/2020, Bảng 1
  tong diem: 3.0 diem  theo mục II.1
  đối tượng: sở, trừ "Văn phòng"  theo mục I.2

CÁC BƯỚC ĐÁNH GIÁ  theo mục II.2
  tự đánh giá chấm điểm vớ vẩn
LĨNH VỰC 1. Chỉ đạo: 2,5 điểm
"""
MENDED = BAD.replace("van ban", "văn bản").replace("tong diem: 3.0 diem", "tổng điểm: 3,0 điểm")
MENDED = MENDED.replace("LĨNH VỰC 1. Chỉ đạo", 'LĨNH VỰC 1 "Chỉ đạo"').replace("đối tượng: sở,", 'đối tượng: "sở",')
_BOM = "\ufeff"
WRITTEN = {
    "utf-8": (lambda text: text.encode()),
    "bom and crlf": (lambda text: (_BOM + text.replace("\n", "\r\n")).encode()),
    "nfd": (lambda text: unicodedata.normalize("NFD", text).encode()),
    "utf-16": (lambda text: (_BOM + text).encode("utf-16-le")),
    "tabs": (lambda text: text.replace("  ", "\t").encode()),
    "no end": (lambda text: text.rstrip("\n").encode()),
}


@pytest.mark.parametrize("way", WRITTEN)
def test_only_what_is_misspelt_changes_in_the_file(way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = Path("bang.cchc")
    file.write_bytes(WRITTEN[way](BAD))
    told = CliRunner().invoke(group, ["check", "--fix", "bang.cchc"], standalone_mode=False).output
    assert file.read_bytes() == WRITTEN[way](MENDED)
    assert "bang.cchc:3: C103, viết “tổng điểm”; C105, viết “3,0”; C103, viết “điểm”\n  - tong diem: 3.0 diem" in told
    assert "bang.cchc:7: để nguyên vì dòng này còn lỗi khác (C101, không hiểu “vớ” ở chỗ này)" in told
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bang.cchc"]


def test_nothing_is_written_when_nothing_is_misspelt(tmp_path: Path) -> None:
    file = tmp_path / "bang.cchc"
    file.write_text(MENDED, encoding="utf-8")
    before = file.stat().st_mtime_ns
    CliRunner().invoke(group, ["check", "--fix", str(file)], standalone_mode=False)
    assert (file.stat().st_mtime_ns, file.read_text(encoding="utf-8")) == (before, MENDED)


def test_a_line_with_an_error_that_only_checks_see_is_left(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(copy)
    for path in FIXTURES:
        found = _found(path)
        wrong = {d.span.line for d in found if d.severity is Severity.ERROR and d.span and not _spelling(d)}
        fixed = fix_file(path, found)
        assert not wrong & {m.line for m in fixed.mended}


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("tham dinh chấm điểm vớ vẩn", ("other-error", "C101")),
        ('tu 120%: "Rất tốt"', ("new-error", "K311")),
    ],
)
def test_data_say_why_a_line_was_left(
    typed: str, left: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    bad = RUBRIC.replace('từ 90%: "Rất tốt"', typed)
    Path("r.cchc").write_text(bad, encoding="utf-8")
    told = CliRunner().invoke(group, ["check", "--fix", "--format", "json", "r.cchc"], standalone_mode=False).output
    (one,) = json.loads(told)["fixed"][0]["left"]
    assert (one["line"], one["why"], one["because"]) == (bad[: bad.index(typed)].count("\n") + 1, *left)
    assert one["message"]


@pytest.mark.parametrize(
    ("right", "typed", "code", "mended"),
    [
        ('từ 90%: "Rất tốt"', 'tu 120%: "Rất tốt"', "K311", False),
        ('từ 90%: "Rất tốt"', 'tu 90%: "Rất tốt"', None, True),
        ("số đếm", "so dem", None, True),
        ("[báo cáo đúng hạn] / 4 × điểm tối đa", "[báo cáo đúng hạn] / 4 × diem toi da", None, True),
        ("[báo cáo đúng hạn] / 4 × điểm tối đa", "[báo cáo sai hạn] / 4 × diem toi da", "K313", False),
    ],
)
def test_a_line_that_mending_makes_wrong_for_a_check_is_left(
    right: str, typed: str, code: str | None, mended: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = Path("r.cchc")
    good = RUBRIC.replace("tổng điểm:", "tong diem:").replace("áp dụng:", "ap dung:", 1)
    assert right in good
    bad = good.replace(right, typed)
    file.write_text(bad, encoding="utf-8")
    told = CliRunner().invoke(group, ["check", "--fix", "r.cchc"], standalone_mode=False).output
    expected = bad.replace("tong diem:", "tổng điểm:").replace("ap dung:", "áp dụng:", 1)
    assert file.read_text("utf-8") == (expected.replace(typed, right) if mended else expected)
    line = bad[: bad.index(typed)].count("\n") + 1
    left = f"r.cchc:{line}: để nguyên vì sửa chính tả thì thành lỗi khác ({code}"
    assert (left in told) is not mended, told


def test_mending_again_changes_nothing() -> None:
    def read(text: str) -> tuple[Diagnostic, ...]:
        return read_rubric(Source.of("bang", text)).diagnostics

    once = mend_spelling(BAD, read)
    assert once.text == MENDED
    assert mend_spelling(once.text, read).mended == ()


def test_json_has_places_of_the_file_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "bang.cchc"
    file.write_bytes(WRITTEN["nfd"](BAD))
    raw = decode(file.read_bytes())
    assert isinstance(raw, str)
    result = CliRunner().invoke(group, ["check", "--format", "json", str(file)], standalone_mode=False)
    for d in json.loads(result.output)["diagnostics"]:
        for fix in d["fixes"]:
            for edit in fix["edits"]:
                start, end = edit["start"]["offset"], edit["end"]["offset"]
                place = d["place"]
                typed = unicodedata.normalize("NFC", raw.split("\n")[place["line"] - 1])
                assert unicodedata.normalize("NFC", raw[start:end]) in typed


def _spelling(d: Diagnostic) -> bool:
    return any(f.kind is FixKind.SPELLING for f in d.fixes)


# ---- what is offered

NONE = {
    "cả tệp, không phải một chỗ": """
        T001 T002 T003 T004 T005 T006 T007 T008 T009 T070 T071 T072 S570 S571 S572 S574 S577 S578
        R011 R014 N015 N022 N027
    """,
    "điều ghi thêm chỉ người soạn biết": """
        B205 B216 C102 D701 D706 D708 D710 D713 D714 D716 D730 D731 K307 K309 K317 K321 K329 L603 L604 L611 L613 L621
        L624 L625 L626 L632 L633 L634 L638 L641 L643 L687 L688 P402 P409 P411 P414 P415 P418 P428 P431 P434 P444 P454
        K339 P456 S501 S502 S503 S505 S527 S531 S532 S610 S611 S612 S613 S614 S615 S616 X806 P511 X807 X809
        N001 N002 N008 N026 N040
    """,
    "cấu hình của kho không phải tệp mà check --fix sửa": """
        R001 R002 R003 R004 R005 R006 R007 R008 R009 R010 R012 R013 R040 R041 R042
    """,
    "bảng số liệu không phải tệp mà check --fix sửa": "M001 M002 M003 M004 M005 M006",
    "bảng ở Word, Excel không phải tệp mà check --fix sửa": """
        E001 E002 E003 E004 E005 E006 E007 E010 E011 E012 E013 E014 E015 E016 E017 E018 E019 E020
    """,
    "sổ .xlsx không phải tệp mà check --fix sửa": """
        E040 E041 E042 E043 E044 E045 E046 E047 E048 E049 E050 E051 E052 E053 E054 E055 E056 E057 E058 E059 E060
        E061 E062 E063 E064 E065 E066 E067 E068 E069 E070 E071 E072 E073 E074
        E075 E076
    """,
    "tệp JSON của bộ tiêu chí không phải tệp mà check --fix sửa": "R060 R061 R062",
    "phải chuyển chỗ": "B201 B211 S600 S601 D715 D723 D724 L601 L617 L627 P408 P423 S529 X810 X813",
    "nhiều cách sửa như nhau": """
        B204 B210 B215 C109 C110 D707 D717 D719 D722 K315 K323 K324 K325 K330 K390 K391 L602 L605 L614 L618 L623 L631
        L642 L690 L694 L695 T073 S509 S513 S514 S515 S517 S526 S533 S534 S535 X812 X890 X900 X920
        X921 X923 B300 B301 B302 B303 K332 K337 K338 K410 K411 L645 L696 L646 L647 P436 P455 P457
        N004 N005 N006 N007 N009 N010 N011 N012 N013 N014 N016 N017 N020 N021 N023 N024 N028 N029 S622 S650 S651 S652
        S653 S654
    """,
    "không có gì phải sửa ở đây": """
        B279 K310 L639 L686 P416 P450 P470 P510 P481 P482 S524 S550 S551 S552 S553 S554 S555 S575 S576 S597 S619 S620
        N025 N030 N041 N042 S655 S656 S657
    """,
}
"""Kinds that no edit puts right, by why. A new kind offers an edit on a bad fixture, or gets its place here."""
ELSEWHERE = {
    "E030": "tests/office/test_printed_tables.py",
    "B278": "test_a_near_name_of_a_table_is_offered",
    "L612": "test_a_near_level_is_offered",
    "L637": "tests/rules/test_last_year.py",
    "L685": "tests/rules/test_deadlines.py",
    "N003": "tests/periods/test_bad.py",
    "S556": "tests/test_cli_amend.py",
    "S585": "tests/amend/test_wordings.py",
    "S573": "test_an_amendment_of_a_misspelt_rubric_is_offered_its_name",
}
"""Kinds whose edit is offered where no fixture goes."""


def test_every_kind_offers_an_edit_or_says_why_not(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    none = [code for codes in NONE.values() for code in codes.split()]
    kinds = {k.code for k in vars(catalog).values() if isinstance(k, catalog.Kind)}
    texts = ({f"{folder.name}/{f.name}": f.read_text("utf-8") for f in folder.glob("*.cchc")} for folder in FOLDERS)
    found = [d for given in texts for d in _amended(given)]
    monkeypatch.chdir(copy)
    found += [d for path in FIXTURES for d in _found(path)]
    offer = {d.code for d in found if d.fixes} | set(ELSEWHERE)
    assert not offer & set(none)
    assert len(none) == len(set(none))
    assert kinds == offer | set(none)


SPELLED = {"B206", "B208"} | {f"C{n}" for n in (101, *range(103, 109), *range(111, 119))}
"""The only kinds that may be mended unasked: what could not be read, and has one reading."""


def test_only_what_could_not_be_read_is_mended_unasked(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(copy)
    spelt = {d.code for path in FIXTURES for d in _found(path) if _spelling(d)}
    assert spelt == SPELLED


@pytest.mark.parametrize(
    ("declared", "typed", "meant"),
    [
        ('lựa chọn "đạt", "chưa đạt"', '"chưa đat"', '"chưa đạt"'),
        ("tỷ lệ phần trăm", "85", "85%"),
        ("tỷ lệ phần trăm", "12,5", "12,5%"),
        ("số đếm", "85%", "85"),
        ("số đếm", "1,234", "1234"),
        ("số đếm", "1,5", None),
        ("số đo", "85,5%", "85,5"),
        ("có/không", '"có"', "có"),
        ("có/không", '"chắc có"', None),
        ("có/không", "1", None),
        ("ngày tháng", "12", None),
    ],
)
def test_a_value_in_the_wrong_form_is_offered_in_the_right_one(
    declared: str, typed: str, meant: str | None, tmp_path: Path
) -> None:
    (tmp_path / "thu.cchc").write_text(text_of(f"  [a]: {declared}", ""), encoding="utf-8")
    head = 'PHIẾU CHẤM ĐIỂM\n  bộ tiêu chí: thu\n  đơn vị: "Sở A"\n  loại đơn vị: "sở"\n  năm: 2019\nSỐ LIỆU\n'
    sheet = tmp_path / "a.phieu"
    sheet.write_text(f"{head}  [a]: {typed}\n", encoding="utf-8")
    (wrong,) = (d for d in _checked(sheet) if d.code == "P425")
    texts = [applied(WrittenText.of(sheet.read_text("utf-8")), fix.edits) for fix in wrong.fixes]
    assert texts == ([f"{head}  [a]: {meant}\n"] if meant else [])
    for text in texts:
        sheet.write_text(text, encoding="utf-8")
        assert "P425" not in {d.code for d in _checked(sheet)}


def test_a_name_written_twice_on_its_line_is_left_to_a_person() -> None:
    line = "  khi [hồ so] từ 3 và [hồ so] dưới 5: 1 điểm"
    assert renamed(Span("a", 1, 1, len(line) + 1, line), "hồ so", "hồ sơ") == ()
    assert renamed(Span("a", 1, 7, 14, line), "hồ so", "hồ sơ")[0].edits == (Edit("a", 1, 8, 1, 13, "hồ sơ"),)
    assert renamed(Span("a", 1, 1, 9, line), "hồ so", None) == ()


def test_an_amendment_of_a_misspelt_rubric_is_offered_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    amendment, sheet = Path("sua-doi/sd-1.cchc"), Path("so-a.phieu")
    amendment.parent.mkdir()
    text = AMENDMENT.replace("sửa đổi: mau", "sửa đổi: mauu # xem lại")
    for path, written in ((Path("r.cchc"), RUBRIC), (sheet, SHEET), (amendment, text)):
        path.write_text(written, encoding="utf-8")
    (wrong,) = (d for d in explain_sheet(sheet, Library()).diagnostics if d.code == "S573")
    _apply(amendment, wrong.fixes[0])
    assert amendment.read_text("utf-8") == text.replace("mauu #", "mau #")
