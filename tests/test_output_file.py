"""`-o FILE`: what a command would print stands in the file, whole or not at all."""

from pathlib import Path

import pytest

from cchc_rules.cli.main import run
from tests.receipts.sealing import standing_in, write
from tests.receipts.test_every_command import TEXTS

Capture = pytest.CaptureFixture[str]
COMMANDS = (
    "score phieu",
    "score phieu --format md",
    "explain phieu/a.phieu",
    "explain phieu/a.phieu --format html",
    "advice phieu/a.phieu",
    "what-if phieu/a.phieu --set [hồ_sơ]=10",
    "test thu",
    "check mau.cchc phieu",
    "check mau.cchc --format json",
    "show mau.cchc",
    "survey mau.cchc",
    "consolidate mau.cchc",
    "log mau.cchc",
    "diff mau.cchc moi/mau.cchc",
    "impact mau.cchc moi/mau.cchc --sheets phieu",
    "report mau.cchc moi/mau.cchc",
    "rule K302",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_file_has_what_would_be_printed(command: str, tmp_path: Path, capfd: Capture) -> None:
    words = [w.replace("_", " ") if "[" in w else w for w in command.split()]
    with standing_in(write(tmp_path, TEXTS)):
        status = run(words)
        printed = capfd.readouterr().out
        assert printed
        assert run([*words, "-o", "kq"]) == status
        assert capfd.readouterr().out == ""
        assert Path("kq").read_bytes() == printed.encode()


def test_the_form_follows_from_the_name(tmp_path: Path) -> None:
    with standing_in(write(tmp_path, TEXTS)):
        assert run(["explain", "phieu/a.phieu", "-o", "a.html"]) == 0
        assert Path("a.html").read_text("utf-8").startswith("<!DOCTYPE html>")
        assert run(["explain", "phieu/a.phieu", "--format", "text", "-o", "b.html"]) == 0
        assert Path("b.html").read_text("utf-8").startswith("Sở A")


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("explain phieu/a.phieu -o phieu/a.phieu", "không ghi đè"),
        ("consolidate mau.cchc -o mau.cchc", "không ghi đè"),
        ("show mau.cchc -o moi/mau.cchc", "không ghi đè"),
        ("explain phieu/a.phieu --format docx", "hãy nêu tệp"),
        ("explain phieu/a.phieu --format docx -o a.txt", "không đi với đuôi"),
        ("explain phieu/a.phieu --format text -o a.docx", "không đi với đuôi"),
        ("log mau.cchc -o a.docx", "không có dạng docx"),
    ],
)
def test_a_wrong_call_writes_nothing(command: str, told: str, tmp_path: Path, capsys: Capture) -> None:
    with standing_in(write(tmp_path, TEXTS)):
        before = {p: p.read_bytes() for p in Path().rglob("*") if p.is_file()}
        assert run(command.split()) == 2
        assert told in capsys.readouterr().err
        assert {p: p.read_bytes() for p in Path().rglob("*") if p.is_file()} == before


def test_without_a_result_an_older_file_stays(tmp_path: Path) -> None:
    with standing_in(write(tmp_path, {**TEXTS, "kq.txt": "cũ", "phieu/hong.phieu": "không phải phiếu"})):
        assert run(["explain", "phieu/hong.phieu", "-o", "kq.txt"]) == 1
        assert Path("kq.txt").read_text("utf-8") == "cũ"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, capsys: Capture) -> None:
    with standing_in(write(tmp_path, TEXTS)):
        assert run(["show", "mau.cchc", "-o", "khong/co/kq.txt"]) == 3
        assert "không đọc hoặc ghi được" in capsys.readouterr().err
