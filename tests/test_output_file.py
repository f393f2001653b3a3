"""`-o FILE`: what a command would print stands in the file, whole or not at all."""

import csv
import io
from pathlib import Path

import pytest

from cchc_rules.cli.main import run
from cchc_rules.explain.render.excel_csv import excel_csv
from tests.receipts.sealing import standing_in, write
from tests.receipts.test_every_command import TEXTS

ROOT = Path(__file__).resolve().parents[1]
Capture = pytest.CaptureFixture[str]
COMMANDS = (
    "score phieu",
    "score phieu --format md",
    "explain phieu/a.phieu",
    "explain phieu/a.phieu --format html",
    "advice phieu/a.phieu",
    "minutes phieu/a.phieu",
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


# ---- for Excel set to Vietnamese


def excel(data: bytes) -> list[list[str]]:
    """The table as Excel cuts it into cells."""
    text = data.decode("utf-8")
    assert text.startswith("\ufeff") and text.endswith("\r\n")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


def test_csv_for_excel_is_the_csv_for_programs_in_its_own_way(tmp_path: Path, capsys: Capture) -> None:
    year = str(ROOT / "examples" / "2019" / "bang-1")
    assert run(["score", year, "--format", "csv"]) == 0
    plain = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert run(["score", year, "--csv-excel", "-o", str(tmp_path / "kq.csv")]) == 0
    heads, *rows = excel((tmp_path / "kq.csv").read_bytes())
    assert [h for h in heads if h.isascii()] == [] and len(set(heads)) == len(heads)
    for row, unit in zip(rows, plain, strict=True):
        told = dict(zip(heads, row, strict=True))
        assert told["điểm đạt"] == unit["achieved"].replace(".", ",") and told["đơn vị"] == unit["unit"]
        assert told["chỉ số (%)"] == unit["percent"].replace(".", ",")
    assert [r[heads.index("chỉ số (%)")] for r in rows[:3]] == ["92,65", "90,00", "89,996"]


def test_codes_stay_codes_in_excel(capsys: Capture) -> None:
    assert run(["show", "2019/bang-1", "5.10", "--csv-excel"]) == 0
    rows = excel(capsys.readouterr().out.encode())
    assert [r[0] for r in rows[1:3]] == ['="5.10"', '="5.10.1"'] and rows[0][:2] == ["mã", "mã in"]


def test_every_column_has_a_vietnamese_head(tmp_path: Path, capsys: Capture) -> None:
    with standing_in(write(tmp_path, TEXTS)):
        assert run(["impact", "mau.cchc", "moi/mau.cchc", "--sheets", "phieu", "--csv-excel"]) == 0
    heads, *_ = excel(capsys.readouterr().out.encode())
    assert "hạng trước" in heads and "hạng sau" in heads and [h for h in heads if h.isascii()] == []


def test_excel_takes_no_other_form(capsys: Capture) -> None:
    assert run(["show", "2019/bang-1", "--csv-excel", "--format", "json"]) == 2
    assert "--csv-excel không đi với" in capsys.readouterr().err


def test_what_excel_would_round_stays_text() -> None:
    assert (
        excel_csv("points\n1234567890.123456\n12.5\n") == '\ufeffđiểm xếp loại\r\n"=""1234567890.123456"""\r\n12,5\r\n'
    )
