"""One mistake a file: the mistake is found, nothing else is, and what people are told is a file to read.

A file `<CODE>-<what>.cchc|.phieu|.json|.thu` under tests/bad/rubrics or tests/bad/sheets is picked up by itself and
must give exactly the codes it is named after (`C103+B204-…` both). `python3 dev.py snapshots` rewrites the snapshots.
Files under tests/good are typed oddly and mean the same as the file they are named after.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from pytest_snapshot.plugin import Snapshot

from cchc_rules.api.library import CASE_SUFFIX, SHEET_SUFFIXES, Library
from cchc_rules.api.rubrics.check import all_found, check_files
from cchc_rules.api.sheets.score import all_bad, score_files
from cchc_rules.diagnostics import Diagnostic, Severity, catalog, render_all
from cchc_rules.files.workspace import DISK
from cchc_rules.source import SIZE_LIMIT, Source, data_folder
from cchc_rules.source.text import fold_tones
from cchc_rules.syntax.lines.cut import LINE_LIMIT
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.syntax.sheet.reader import read_sheet
from cchc_rules.writing.rubric_file import print_rubric
from cchc_rules.writing.sheet_file import print_sheet

pytestmark = pytest.mark.snapshots

ROOT = Path(__file__).resolve().parents[1]
SNAPSHOTS = Path(__file__).parent / "snapshots" / "bad"
SUFFIXES = (".cchc", *SHEET_SUFFIXES, CASE_SUFFIX)
GOOD = ROOT / "tests/good"
LETTERS = "TCBKPLDX"
ELSEWHERE = {
    "S": "tests/amend/bad: mỗi mã một thư mục, vì cần cả văn bản bị sửa",
    "R": "tests/repository: cần cả kho",
    "M": "tests/columns/test_batch.py: cần cả bảng số liệu",
    "N": "tests/periods/bad: mỗi mã một thư mục, vì cần cả bộ tiêu chí, phiếu của kỳ",
    "E": "tests/office: cần sổ .xlsx",
}

NO_FIXTURE = {
    "T002": "một tệp quá giới hạn thì quá lớn cho kho mã; xem test_what_is_too_big_to_keep",
    "T007": "cần hơn một trăm lỗi; xem test_what_is_too_big_to_keep",
    "T009": "cần hơn một trăm cảnh báo; xem tests/checks/test_limits.py",
    "T072": "do tên tệp trong thư mục được xét; xem tests/files/test_folders_of_sheets.py",
    "T071": "do tên tệp trong thư mục được chấm; xem tests/files/test_folders_of_sheets.py",
    "P470": "cần --closed và một phiếu lỗi; xem tests/files/test_folders_of_sheets.py",
    "P510": "do --stage; xem tests/evaluate/test_up_to_a_stage.py",
    "T070": "cần một thiết bị hay ống dẫn; xem tests/files/test_workspace.py",
    "C109": "cần một dòng quá giới hạn; xem test_what_is_too_big_to_keep",
    "L637": "cần phiếu năm trước, nêu bằng --last-year; xem tests/rules/test_last_year.py",
    "L638": "cần phiếu năm trước, nêu bằng --last-year; xem tests/rules/test_last_year.py",
    "L639": "cần phiếu của các đơn vị khác, nêu bằng --year-sheets; xem tests/rules/test_year_sheets.py",
    "L641": "cần bộ tiêu chí có ngày nghỉ lễ và phiếu; xem tests/rules/test_calendar.py",
    "L643": "do --year; xem tests/rules/test_values_by_year.py",
    "P444": "do năm của phiếu; xem tests/rules/test_values_by_year.py",
    "L688": "do --set của what-if; xem tests/rules/test_what_if.py",
    "L685": "cần phiếu của một năm; xem tests/rules/test_deadlines.py",
    "L686": "cần phiếu của một năm; xem tests/rules/test_deadlines.py",
    "L687": "cần phiếu của một năm; xem tests/rules/test_deadlines.py",
    "P450": "cần hai phiếu; xem test_two_sheets_of_one_unit",
    "P481": "cần hai phiếu; xem tests/rules/test_last_year.py",
    "P482": "cần hai phiếu; xem tests/rules/test_last_year.py",
}
"""Codes that no small file gives by itself, with why."""


def _codes(path: Path) -> list[str]:
    return path.name.partition("-")[0].split("+")


def _is_fixture(path: Path) -> bool:
    known = {k.code for k in vars(catalog).values() if isinstance(k, catalog.Kind)}
    return path.suffix in SUFFIXES and path.is_file() and set(_codes(path)) <= known


FIXTURES = sorted(
    path.relative_to(ROOT)
    for kind in ("rubrics", "sheets")
    for path in (ROOT / "tests/bad" / kind).iterdir()
    if _is_fixture(path)
)
HELPERS = [
    "bo-thu.cchc",
    "bo-hai-buoc.cchc",
    "bo-co-cach-cham.cchc",
    "bo-dieu-tra.cchc",
    "bo-chi-duoc-giam.cchc",
    "bo-co-ngay.cchc",
    "bo-so-voi-ky.cchc",
    "bo-neu-ten-xa.cchc",
]


@pytest.fixture(autouse=True)
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are named from the root of the project, wherever pytest was started."""
    monkeypatch.chdir(ROOT)


@cache
def checked(path: Path) -> tuple[Diagnostic, ...]:
    """What `cchc-rules check` finds in a file."""
    return all_found(check_files([str(path)], Library()))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_the_mistakes_are_found_and_nothing_else(path: Path, snapshot: Snapshot) -> None:
    found = checked(path)
    severities = {d.code: d.severity for d in found}
    wanted = Counter(_codes(path))
    got = Counter(d.code for d in found if d.severity is not Severity.NOTE or d.code in wanted)
    assert got == wanted, render_all(found)
    assert all(d.fix for d in found if severities[d.code] is not Severity.NOTE)
    snapshot.snapshot_dir = SNAPSHOTS / path.parent.name
    snapshot.assert_match(render_all(found) + "\n", f"{path.name}.txt")


def test_no_snapshot_is_left_behind() -> None:
    """A snapshot whose fixture is gone would look like a promise that something still holds."""
    wanted = {f"{p.parent.name}/{p.name}.txt" for p in FIXTURES}
    assert {p.relative_to(SNAPSHOTS).as_posix() for p in SNAPSHOTS.glob("[rs]*s/*")} == wanted


def test_no_letter_is_forgotten() -> None:
    letters = {k.code[0] for k in vars(catalog).values() if isinstance(k, catalog.Kind)}
    assert letters == {*LETTERS, *ELSEWHERE}


def test_every_code_has_a_fixture() -> None:
    known = {k.code for k in vars(catalog).values() if isinstance(k, catalog.Kind) and k.code[0] in LETTERS}
    shown = {code for path in FIXTURES for code in _codes(path)}
    assert known - shown == set(NO_FIXTURE)


@pytest.mark.parametrize("name", HELPERS)
def test_what_the_fixtures_are_held_against_is_sound(name: str) -> None:
    assert checked(Path("tests/bad/sheets") / name) == ()


def test_every_place_is_inside_its_line() -> None:
    for path in FIXTURES:
        for d in checked(path):
            if d.span is not None and d.span.excerpt:
                assert 1 <= d.span.column < d.span.end <= len(d.span.excerpt) + 2, (path, d)


def test_no_message_shows_a_name_of_the_code() -> None:
    for path in FIXTURES:
        text = render_all([Diagnostic(d.code, d.severity, d.message, None, d.expected, d.fix) for d in checked(path)])
        assert not {"__ANON", "_COLON", "STRING", "NUMBER", "None", "Token"} & set(text.replace("“", " ").split()), text


def test_what_is_too_big_to_keep(tmp_path: Path) -> None:
    head = 'BỘ TIÊU CHÍ thu "Thử"\n'
    large, wrong, long = (tmp_path / f"{name}.cchc" for name in ("large", "wrong", "long"))
    large.write_text(head + "#" * SIZE_LIMIT, encoding="utf-8")
    wrong.write_text(head + "tong diem: 1 điểm\n" * 120, encoding="utf-8")
    long.write_text(head + f'1 "{"a" * LINE_LIMIT}": 1 điểm\n', encoding="utf-8")
    assert [d.code for d in checked(large)] == ["T002"]
    assert Counter(d.code for d in checked(wrong)) == {"C103": 100, "T007": 1}
    assert [d.code for d in checked(long)] == ["C109"]


def test_two_sheets_of_one_unit(tmp_path: Path) -> None:
    rubric = ROOT / "tests/bad/sheets/bo-thu.cchc"
    text = (ROOT / "tests/bad/sheets/P421-ten-khac.phieu").read_text(encoding="utf-8")
    sheets = [tmp_path / "mot.phieu", tmp_path / "hai.phieu"]
    for sheet in sheets:
        sheet.write_text(text.replace("bo-thu.cchc", rubric.as_posix()), encoding="utf-8")
    found = all_bad(score_files(sheets, Library()))
    assert {d.code for d in found if d.severity is Severity.ERROR} == {"P450"}


# ---- typed oddly, meaning the same

VARIANTS = sorted(path for path in GOOD.iterdir() if "--" in path.name)
OLD_TONES = "dau-kieu-cu"


def _meaning(path: Path) -> tuple[object, str]:
    file = DISK.read(path)
    assert file.source is not None, render_all(file.diagnostics)
    if path.suffix == ".phieu":
        sheet = read_sheet(file.source)
        assert sheet.value is not None and sheet.ok, render_all(sheet.diagnostics)
        return sheet.value, print_sheet(sheet.value)
    return _rubric_meaning(file.source)


def _rubric_meaning(source: Source) -> tuple[object, str]:
    rubric = read_rubric(source)
    assert rubric.value is not None and rubric.ok, render_all(rubric.diagnostics)
    return rubric.value, print_rubric(rubric.value)


@pytest.mark.parametrize("path", VARIANTS, ids=lambda p: p.name)
def test_odd_typing_means_the_same(path: Path) -> None:
    stem, _, oddity = path.stem.partition("--")
    twin = path.with_name(f"{stem}{path.suffix}")
    assert path.read_bytes() != twin.read_bytes()
    assert checked(path) == checked(twin) == ()
    value, text = _meaning(path)
    expected, canonical = _meaning(twin)
    if oddity == OLD_TONES:
        # Names are kept as typed; the two ways to place a tone are one when names are compared.
        assert fold_tones(text) == fold_tones(canonical)
    else:
        assert value == expected


def _no_indentation(text: str) -> str:
    return "\n".join(line.lstrip() for line in text.split("\n"))


ODDITIES: dict[str, Callable[[str], str]] = {
    "nfd": lambda text: unicodedata.normalize("NFD", text),
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "no indentation": _no_indentation,
    "icelandic eth": lambda text: text.replace("Đ", "Ð"),
    "byte order mark": lambda text: "\ufeff" + text,
}


@pytest.mark.parametrize("oddity", ODDITIES)
def test_rubrics_of_the_package_typed_oddly(oddity: str) -> None:
    for path in sorted(data_folder("rubrics").rglob("*.cchc")):
        text = path.read_text(encoding="utf-8")
        assert _rubric_meaning(Source.of("a", ODDITIES[oddity](text))) == _rubric_meaning(Source.of("a", text)), path
