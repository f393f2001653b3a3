"""`check` and `fmt` over whole folders: every kind of file is seen, files of other tools are left alone."""

import re
import shutil
from pathlib import Path

import pytest

from cchc_rules.api.library import Library
from cchc_rules.api.rubrics.check import check_files
from cchc_rules.api.rubrics.fmt import format_file
from cchc_rules.cli.main import run
from cchc_rules.files.listing import files_under
from cchc_rules.files.workspace import DISK
from cchc_rules.syntax.lines.document_kinds import DocumentKind, kind_of

ROOT = Path(__file__).resolve().parents[1]
KINDS = {
    DocumentKind.RUBRIC: "examples/cases/mau.cchc",
    DocumentKind.COMMON: "rubrics/2019/quy-dinh-chung.cchc",
    DocumentKind.GUIDANCE: "examples/guidance/huong-dan-bang-1.cchc",
    DocumentKind.AMENDMENT: "examples/amendments/bang-2/01-dieu-chinh-diem.cchc",
    DocumentKind.ERRATUM: "examples/amendments/bang-2/00-dinh-chinh.cchc",
}
OTHERS = ("examples/2019/bang-1/so-minh-hoa-01.phieu", "examples/json/so-minh-hoa-01.json", "examples/cases/mau.cchc")
FOREIGN = {"README.md": "# Đọc trước", "du-thao.docx": "PK", "ghi-chu.txt": "x"}


@pytest.fixture(autouse=True)
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are named from the root of the project, wherever pytest was started."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("CCHC_RULES_CACHE", "off")


def ours() -> set[str]:
    """The files of the shown folders that the language is written in."""
    every = (p for folder in ("examples", "rubrics") for p in Path(folder).rglob("*"))
    return {p.as_posix() for p in every if p.suffix in (".cchc", ".phieu", ".json", ".thu")}


@pytest.mark.parametrize(("kind", "path"), KINDS.items(), ids=lambda value: str(getattr(value, "name", "")))
def test_the_shown_folders_hold_every_kind(kind: DocumentKind, path: str) -> None:
    source = DISK.read(Path(path)).source
    assert source is not None and kind_of(source) is kind
    assert path in ours()


def test_check_goes_through_everything_in_one_run(capsys: pytest.CaptureFixture[str]) -> None:
    files = check_files(["examples", "rubrics"], Library())
    assert {f.name for f in files} == ours()
    assert [f.name for f in files if not f.ok] == []
    assert {Path(f.name).suffix for f in files} == {".cchc", ".phieu", ".json", ".thu"}
    assert run(["check", "--quiet", "examples", "rubrics"]) == 0
    assert f"Đã kiểm tra {len(files)} tệp: " in capsys.readouterr().out.splitlines()[-1]


def test_fmt_finds_everything_in_canonical_form(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fmt", "--check", "examples", "rubrics"]) == 0
    assert capsys.readouterr().out == f"Đã xem {len(ours())} tệp: mọi tệp đúng dạng chuẩn.\n"


@pytest.mark.parametrize("path", [*KINDS.values(), *OTHERS, "examples/cases/nhiem-vu-tre-han.thu"])
def test_every_kind_has_a_canonical_form_of_its_own(path: str, tmp_path: Path) -> None:
    folder = tmp_path / "a"
    shutil.copytree(Path(path).parent, folder)
    copy = folder / Path(path).name
    text = copy.read_text(encoding="utf-8")
    # A line that goes on has no empty line behind it.
    copy.write_text(re.sub(r"\n(?! *\|)", "\n\n", text), encoding="utf-8")
    assert format_file(copy).changed
    assert format_file(copy).text == text


# ---- what else lies in a folder


def folder_with(folder: Path, files: dict[str, str]) -> str:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return str(folder)


def test_files_of_other_tools_are_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = folder_with(tmp_path, FOREIGN)
    shutil.copy("examples/cases/mau.cchc", tmp_path / "mau.cchc")
    assert run(["check", folder]) == 0
    assert capsys.readouterr().out == "Đã kiểm tra 1 tệp: không có lỗi.\n"
    assert run(["fmt", folder]) == 0
    assert capsys.readouterr() == ("Đã xem 1 tệp: mọi tệp đúng dạng chuẩn.\n", "")
    assert {name: (tmp_path / name).read_text(encoding="utf-8") for name in FOREIGN} == FOREIGN


def test_a_copy_that_an_editor_keeps_is_named_and_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_with(tmp_path, {"mau.cchc~": "x"})
    shutil.copy("examples/cases/mau.cchc", tmp_path / "mau.cchc")
    for command in ("check", "fmt"):
        assert run([command, folder]) == 0
        shown = capsys.readouterr()
        assert "cảnh báo T072" in shown.out + shown.err and "mau.cchc~" in shown.out + shown.err
    assert (tmp_path / "mau.cchc~").read_text(encoding="utf-8") == "x"


def test_a_workbook_of_other_work_is_named_and_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = folder_with(tmp_path, {"bang.xlsx": "PK"})
    shutil.copy("examples/cases/mau.cchc", tmp_path / "mau.cchc")
    assert run(["check", folder]) == 0
    shown = capsys.readouterr().out
    assert "cảnh báo T072" in shown and "bang.xlsx" in shown and "không phải sổ chấm điểm" in shown
    assert run(["check", f"{folder}/bang.xlsx"]) == 1
    assert run(["fmt", folder]) == 0


def test_a_folder_named_like_a_file_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "cu.cchc").mkdir()
    assert files_under([tmp_path], (".cchc",)) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "T003"),
        ("# chỉ có ghi chú\n", "T003"),
        ('BIÊN BẢN họp "Hội đồng"\n', "C104"),
        ("tổng điểm: 3 điểm\n", "T004"),
        ('PHIẾU CHẤM ĐIỂM\n  bộ tiêu chí: mau\n  đơn vị: "A"\n', "T004"),
    ],
)
@pytest.mark.parametrize("command", [("check",), ("fmt",), ("fmt", "--check")])
def test_a_rubric_file_of_no_known_kind_is_an_error(
    command: tuple[str, ...], text: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_with(tmp_path, {**FOREIGN, "la.cchc": text})
    assert run([*command, folder]) == 1
    shown = "".join(capsys.readouterr())
    assert [line[:8] for line in shown.splitlines() if line.startswith("lỗi ")] == [f"lỗi {code}"]
    assert (tmp_path / "la.cchc").read_text(encoding="utf-8") == text


def test_fmt_counts_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy("examples/cases/mau.cchc", tmp_path / "dung.cchc")
    odd = (tmp_path / "dung.cchc").read_text(encoding="utf-8").replace("  tổng điểm", "tổng  điểm")
    folder = folder_with(tmp_path, {"lech.cchc": odd, "hong.cchc": "tổng điểm: 3.5 điểm\n"})
    assert run(["fmt", "--check", folder]) == 1
    assert "Đã xem 3 tệp: 1 tệp chưa đúng dạng chuẩn, 1 tệp có lỗi.\n" in capsys.readouterr().out
    assert run(["fmt", folder]) == 1
    assert "Đã xem 3 tệp: 1 tệp đã viết lại, 1 tệp có lỗi.\n" in capsys.readouterr().out
    (tmp_path / "hong.cchc").unlink()
    assert run(["fmt", "--check", folder]) == 0
    assert capsys.readouterr().out == "Đã xem 2 tệp: mọi tệp đúng dạng chuẩn.\n"


def test_fmt_of_one_file_says_nothing_when_nothing_is_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fmt", "--check", "examples/cases/mau.cchc"]) == 0
    assert capsys.readouterr().out == ""
