"""Folders of sheets: every unit is scored, named as not scored with why, or named as passed over."""

import csv
import errno
import io
import json
import os
import subprocess
import sys
import tempfile
import time
import unicodedata
from pathlib import Path

import pytest

from cchc_rules.cli import start
from cchc_rules.cli.main import run
from cchc_rules.files.listing import files_under
from cchc_rules.source import Source, Undecodable, decode
from tests.files.test_beside_laws import RUBRIC, SHEET

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "r.cchc").write_text(RUBRIC, encoding="utf-8")
    (tmp_path / "a.phieu").write_text(SHEET, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CCHC_RULES_CACHE", "off")
    return tmp_path


def sheet(folder: Path, name: str, unit: str, text: str = SHEET) -> Path:
    path = folder / name
    path.write_text(text.replace("Sở A", unit), encoding="utf-8")
    return path


def ranked(said: str) -> list[str]:
    return [u["unit"] for r in json.loads(said)["rankings"] for u in r["units"]]


@pytest.mark.parametrize("name", ["B.PHIEU", "b.Phieu"])
def test_suffixes_in_any_case(name: str, folder: Path, capsys: Capture) -> None:
    sheet(folder, name, "Sở B")
    assert run(["score", ".", "--format", "json", "--closed"]) == 0
    assert ranked(capsys.readouterr().out) == ["Sở A", "Sở B"]


@pytest.mark.parametrize(
    "name", ["b.phieu.txt", "b.phieu~", ".phieu", "b.PHIEU.bak", "~$b.phieu", ".#b.phieu", "b.phiếu"]
)
def test_what_looks_like_a_sheet_is_named(name: str, folder: Path, capsys: Capture) -> None:
    sheet(folder, name, "Sở B")
    (folder / "ghi-chu.txt").write_text("x", encoding="utf-8")
    assert run(["score", ".", "--format", "json"]) == 0
    said = capsys.readouterr()
    assert [t["file"] for t in json.loads(said.out)["not_taken"]] == [name]
    assert f"“{name}” trông như phiếu" in said.err and "ghi-chu" not in said.err


@pytest.mark.parametrize("name", ["b.txt", "b", "b.phieu ", "b.md", "b.cchc", "sub/b.doc"])
@pytest.mark.parametrize("form", ["as written", "UTF-16", "no marks", "comment first", "JSON"])
def test_what_opens_as_a_sheet_is_named_whatever_its_name(name: str, form: str, folder: Path, capsys: Capture) -> None:
    written = {
        "UTF-16": SHEET.encode("utf-16"),
        "no marks": SHEET.replace("PHIẾU CHẤM ĐIỂM", "Phieu cham diem").encode(),
        "comment first": ("# ghi chú\n\n" + SHEET).encode(),
        "JSON": b'{"schema": "cchc-rules/sheet/1"}',
    }.get(form, SHEET.encode())
    (folder / "sub").mkdir()
    (folder / "t.thu").write_text(SHEET + "mong đợi: chỉ số 0%\n", encoding="utf-8")
    (folder / "doc.md").write_text("Hướng dẫn viết PHIẾU CHẤM ĐIỂM", encoding="utf-8")
    (folder / name).write_bytes(written)
    run(["score", ".", "--format", "json"])
    said = capsys.readouterr()
    assert f"“{name}” trông như phiếu" in said.err
    assert said.err.count("trông như phiếu") == 1 and "t.thu" not in said.err and "doc.md" not in said.err


def broken_link(folder: Path) -> None:
    (folder / "x.phieu").symlink_to(folder / "khong-con")


def pipe(folder: Path) -> None:
    os.mkfifo(folder / "x.phieu")


def bad_content(folder: Path) -> None:
    sheet(folder, "x.phieu", "Sở X", SHEET.replace("thẩm định: 3", "thẩm định: 99"))


@pytest.mark.parametrize("make", [broken_link, pipe, bad_content])
def test_a_sheet_that_fails_stops_no_other_and_is_told_everywhere(make: object, folder: Path, capsys: Capture) -> None:
    assert callable(make)
    make(folder)
    assert run(["score", ".", "--format", "json"]) == 1
    shown = json.loads(said := capsys.readouterr().out)
    assert (ranked(said), shown["failed"]) == (["Sở A"], ["x.phieu"])
    (bad,) = shown["not_scored"]
    assert (bad["sheet"], bool(bad["reasons"])) == ("x.phieu", True)
    assert run(["score", ".", "--format", "csv"]) == 1
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(r["sheet"], bool(r["error"]), r["unit"]) for r in rows] == [
        ("a.phieu", False, "Sở A"),
        ("x.phieu", True, bad["unit"] or ""),
    ]
    assert run(["score", ".", "--closed"]) == 1
    closed = capsys.readouterr()
    assert "P470" in closed.err and closed.out == ""


@pytest.mark.parametrize("name", ["~$x.cchc", ".#x.cchc"])
def test_lock_files_and_folders_named_as_rubrics_stop_nothing(name: str, folder: Path, capsys: Capture) -> None:
    (folder / name).symlink_to(folder / "khong-con") if name[0] == "." else (folder / name).write_bytes(b"\x05A\0")
    (folder / "y.cchc").mkdir()
    assert run(["score", "."]) == 0
    assert "Sở A" in capsys.readouterr().out


OVER_FOLDERS = {
    "check": ["check", "."],
    "fmt": ["fmt", "--check", "."],
    "test": ["test", "."],
    "coverage": ["check", "--coverage", "."],
    "impact": ["impact", "r.cchc", "r2.cchc", "--sheets", "."],
}
LOOKS = [".thu", ".phieu.txt", "~$x.phieu", "~$x.thu", ".#x.thu", "t.thu.txt", "b.phiếu", "x.cchc.txt", "~$r.cchc"]


@pytest.mark.parametrize("command", OVER_FOLDERS)
@pytest.mark.parametrize("name", LOOKS)
def test_every_command_over_a_folder_names_what_looks_so(
    command: str, name: str, folder: Path, capsys: Capture
) -> None:
    (folder / "r2.cchc").write_text(RUBRIC.replace("chí mau", "chí moi"), encoding="utf-8")
    (folder / "t.thu").write_text(SHEET + "\nmong đợi: chỉ số 70%\n", encoding="utf-8")
    (folder / name).write_text("", encoding="utf-8")
    run(OVER_FOLDERS[command])
    said = capsys.readouterr()
    asked = {"test": ".thu", "impact": ".phiếu", "coverage": ".phiếu.thu"}.get(command, ".phiếu.cchc.thu")
    wanted = any(part and part in asked.replace("ế", "e") for part in name.replace("ế", "e").split(".")[1:])
    assert (f"“{name}” trông như" in said.out + said.err) == wanted


@pytest.mark.parametrize("command", OVER_FOLDERS)
@pytest.mark.parametrize("suffix", [".phieu", ".thu"])
def test_no_command_over_a_folder_is_stopped_by_what_cannot_be_opened(
    command: str, suffix: str, folder: Path, capsys: Capture
) -> None:
    (folder / "r2.cchc").write_text(RUBRIC.replace("chí mau", "chí moi"), encoding="utf-8")
    (folder / "t.thu").write_text(SHEET + "\nmong đợi: chỉ số 70%\n", encoding="utf-8")
    (folder / f"gay{suffix}").symlink_to(folder / "khong-con")
    os.mkfifo(folder / f"ong{suffix}")
    status = run(OVER_FOLDERS[command])
    said = capsys.readouterr()
    asked = {"test": (".thu",), "impact": (".phieu",)}.get(command, (".phieu", ".thu"))
    told = [name in said.out + said.err for name in (f"gay{suffix}", f"ong{suffix}")]
    assert (told, status == 1) == ([suffix in asked] * 2, suffix in asked or command == "fmt"), said


def test_a_file_named_in_many_ways_is_one(folder: Path, capsys: Capture) -> None:
    (folder / "lien-ket.phieu").symlink_to("a.phieu")
    (folder / "thu-muc").symlink_to(folder)
    names = [".", "a.phieu", "./a.phieu", f"../{folder.name}/a.phieu", str(folder / "a.phieu"), "thu-muc/a.phieu"]
    assert run(["score", *names, "--format", "json"]) == 0
    assert ranked(capsys.readouterr().out) == ["Sở A"]


@pytest.mark.parametrize("option", ["--last-year", "--year-sheets"])
def test_values_are_taken_from_what_is_there(option: str, capsys: Capture) -> None:
    assert run(["explain", "a.phieu", option, "khong-co"]) == 3
    assert "khong-co: không có tệp này" in capsys.readouterr().err


def test_what_cannot_be_opened_is_blamed_and_not_the_sheet(folder: Path, capsys: Capture) -> None:
    (folder / "x.cchc").symlink_to(folder / "khong-con")
    assert run(["score", "."]) == 1
    said = capsys.readouterr().err
    assert "x.cchc:1" in said and "a.phieu:" not in said


def test_a_name_in_another_form_is_found(folder: Path, capsys: Capture) -> None:
    for form, other in (("NFD", "NFC"), ("NFC", "NFD")):
        path = folder / unicodedata.normalize(form, "phiếu/sở-á.phieu")
        path.parent.mkdir()
        path.write_text(SHEET.replace('"r.cchc"', '"bộ.cchc"'), encoding="utf-8")
        (path.parent / unicodedata.normalize(form, "bộ.cchc")).write_text(RUBRIC, encoding="utf-8")
        assert run(["explain", unicodedata.normalize(other, "phiếu/sở-á.phieu")]) == 0
        assert run(["score", unicodedata.normalize(other, "phiếu")]) == 0
        assert files_under([Path(unicodedata.normalize(other, "phiếu"))], (".phieu",)) == (path.relative_to(folder),)
        for inner in path.parent.iterdir():
            inner.unlink()
        path.parent.rmdir()
    capsys.readouterr()


def test_a_backslash_parts_folders(folder: Path, capsys: Capture) -> None:
    (folder / "bo").mkdir()
    (folder / "bo" / "r.cchc").write_text(RUBRIC, encoding="utf-8")
    (folder / "nam").mkdir()
    sheet(folder, "nam/b.phieu", "Sở B", SHEET.replace('"r.cchc"', '"..\\bo\\r.cchc"'))
    assert run(["explain", "nam\\b.phieu"]) == 0
    assert "Sở B" in capsys.readouterr().out


@pytest.mark.parametrize("band", ["+cmd|' /C calc'!A0", "=1+1", "@x", "-2"])
def test_no_cell_is_run_as_a_formula(band: str, folder: Path, capsys: Capture) -> None:
    (folder / "r.cchc").write_text(RUBRIC.replace('"Tốt"', f'"{band}"'), encoding="utf-8")
    assert run(["score", ".", "--format", "csv"]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["band"] == f"'{band}"


# ---- the disk


@pytest.mark.parametrize("why", [errno.ENOSPC, errno.EROFS, errno.EFBIG, errno.EIO])
@pytest.mark.parametrize("step", ["mkstemp", "write", "replace"])
def test_what_cannot_be_written_leaves_nothing_behind(
    why: int, step: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError(why, os.strerror(why), "/tmp/x.part")

    (folder / "a.phieu").write_text(SHEET + "\n\n\n", encoding="utf-8")
    (folder / "t.thu").write_text(SHEET + "\nmong đợi: chỉ số 70%\n", encoding="utf-8")
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    owner = {"mkstemp": tempfile, "write": os, "replace": os}[step]
    monkeypatch.setattr(owner, {"mkstemp": "mkstemp", "write": "fdopen", "replace": "replace"}[step], fails)
    for command, name in ((["fmt", "a.phieu"], "a.phieu"), (["test", "t.thu", "--junit", "j.xml"], "j.xml")):
        assert run(command) == 3
        said = capsys.readouterr().err
        assert f"{name}: " in said and ".part" not in said and os.strerror(why) not in said
    monkeypatch.undo()
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_being_stopped_while_starting_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    class Stopped:
        def __getattr__(self, name: str) -> None:
            raise KeyboardInterrupt

    monkeypatch.setattr("cchc_rules.cli.main", Stopped(), raising=False)
    with pytest.raises(SystemExit) as ended:
        start.main()
    assert (ended.value.code, capsys.readouterr().err) == (130, "Đã dừng.\n")


# ---- bombs


def test_marks_without_end_are_refused_at_once() -> None:
    text = "Sở A" + "\u0323\u0301" * 40_000
    start = time.monotonic()
    assert isinstance(decode(text.encode()), Undecodable)
    assert len(Source.of("x", text).text) > 70_000
    assert time.monotonic() - start < 2
    assert decode("Sở Á\u0323 — ……………………………………………… ────────────────────────────────────".encode()) != ""


@pytest.mark.parametrize(
    ("line", "status"),
    [
        *((f"{command} r.cchc", 0) for command in ("show", "check", "log", "consolidate --format html", "fmt")),
        *(
            (f"{command} a.phieu", 0)
            for command in ("explain", "explain --format html", "advice", "score --format csv")
        ),
        ("diff r.cchc r2.cchc", 0),
        ("new-sheet r.cchc --unit X --kind sở --year 2020", 0),
        ("rule K302", 0),
        ("--help", 0),
        ("check a.phieu hỏng.phieu", 1),
        ("score a.phieu hỏng.phieu", 1),
    ],
)
def test_a_reader_that_leaves_changes_no_status(line: str, status: int, folder: Path) -> None:
    """`| head -1` behind a command neither stops it with an error nor hides that what it read has errors."""
    (folder / "r2.cchc").write_text(RUBRIC.replace('"', '"Khác ', 1), encoding="utf-8")
    sheet(folder, "hỏng.phieu", "Sở B", SHEET.replace("1.1", "9.9"))
    start = f'"{sys.executable}" -c "from cchc_rules.cli.start import main; main()" {line}'
    for reader in ("head -c 1", "true"):
        piped = f"({start} 2> said; echo $? > status) | {reader} > /dev/null"
        subprocess.run(["sh", "-c", piped], check=True, timeout=60)
        said = (folder / "said").read_text(encoding="utf-8")
        assert "Traceback" not in said and "Errno" not in said and "Exception" not in said
        assert int((folder / "status").read_text()) == status, said


def test_a_closed_output_and_bytes_that_are_no_text_are_told(folder: Path) -> None:
    def called(*arguments: str | bytes, shell: str = "") -> tuple[int, str]:
        command = [sys.executable, "-c", "from cchc_rules.cli.start import main; main()", *arguments]
        if shell:
            command = ["sh", "-c", f'exec "$@" {shell}', "sh", *command]
        done = subprocess.run(command, capture_output=True, check=False, timeout=60)
        return done.returncode, done.stderr.decode()

    status, said = called("score", "a.phieu", shell=">&-")
    assert (status, "đầu ra đã đóng" in said) == (3, True)
    status, said = called("what-if", "a.phieu", "--set", b"[x\xff]=1")
    assert (status, "không phải UTF-8" in said, "Traceback" in said) == (2, True, False)
    for command in (["new-sheet", "r.cchc", "--year", "2020", "--unit"], ["diff", "r.cchc", "r.cchc", "--number"]):
        status, said = called(*command, b"S\xff")
        assert (status, "không phải UTF-8" in said, "udcff" in said) == (2, True, False), said
    status, said = called("explain", b"x\xff.phieu")
    assert (status, "không có tệp này" in said) == (3, True)
