"""While a sheet or a stage that the period calls for is to come, every form of the ranking says so by itself."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from cchc_rules.cli.main import run
from tests.periods.given import HEAD, ROWS, RUBRIC, period, sheet

ROOT = Path(__file__).resolve().parents[2]
Capture = pytest.CaptureFixture[str]
SEED = HEAD + '  mã bốc thăm: "482915"\n'
REVIEWED = ROWS.replace("1.2\n", "  phúc tra: 6 điểm\n1.2\n", 1)
CHOSEN = '  chọn phúc tra: "Sở A", vì "có đơn"\n'
MISSING = "danh sách của kỳ còn thiếu phiếu của 1 đơn vị (“Sở B”)"
WAITING = "đang chờ phúc tra 1 đơn vị (“Sở A”)"


def _folder(folder: Path, register: str, sheets: dict[str, str]) -> str:
    texts = {"mau.cchc": RUBRIC, "ky.cchc": register, **{f"{n}.phieu": sheet(n, rows) for n, rows in sheets.items()}}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return str(folder)


def _told(folder: str, form: str, capsys: Capture, *more: str) -> str:
    assert run(["score", folder, "--format", form, *more]) == 0
    return " ".join(capsys.readouterr().out.split())


CASES = [
    (period("Sở A", "Sở B"), {"Sở A": ROWS}, MISSING),
    (period("Sở A", "Sở B", more=CHOSEN), {"Sở A": ROWS, "Sở B": ROWS}, WAITING),
    (period("Sở A", head=SEED), {"Sở A": ROWS}, WAITING),
    (period("Sở A", "Sở B", more=CHOSEN), {"Sở A": ROWS}, f"{MISSING}; {WAITING}"),
]


@pytest.mark.parametrize("form", ["text", "md", "html"])
@pytest.mark.parametrize(("register", "sheets", "said"), CASES)
def test_every_form_for_reading_says_on_top_what_is_awaited(
    register: str, sheets: dict[str, str], said: str, form: str, tmp_path: Path, capsys: Capture
) -> None:
    told = _told(_folder(tmp_path, register, sheets), form, capsys)
    assert "TẠM TÍNH" in told and said in told
    assert told.index(said) < told.index("Thứ hạng:")


@pytest.mark.parametrize(("register", "sheets", "said"), CASES)
def test_forms_for_programs_call_every_unit_provisional(
    register: str, sheets: dict[str, str], said: str, tmp_path: Path, capsys: Capture
) -> None:
    folder = _folder(tmp_path, register, sheets)
    assert run(["score", folder, "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["provisional"] for row in rows] == ["true"] * len(sheets)
    data = json.loads(_told(folder, "json", capsys))
    jsonschema.validate(data, json.loads((ROOT / "schemas/ranking-2.json").read_text("utf-8")))
    (ranking,) = data["rankings"]
    assert all(u["provisional"] for u in ranking["units"])
    waits = [{"unit": "Sở A", "stage": "reviewed"}] if WAITING in said else []
    assert ranking["awaited"] == {"sheets": ["Sở B"] if MISSING in said else [], "stages": waits}


@pytest.mark.parametrize(
    ("register", "sheets"),
    [
        (period("Sở A", "Sở B"), {"Sở A": ROWS, "Sở B": ROWS}),
        (period("Sở A", "Sở B", more=CHOSEN), {"Sở A": REVIEWED, "Sở B": ROWS}),
        (period("Sở A", head=SEED), {"Sở A": REVIEWED}),
        (period("Sở A", '"Sở B": không đánh giá, vì "mới thành lập"'), {"Sở A": ROWS}),
    ],
)
def test_nothing_is_said_where_nothing_is_awaited(
    register: str, sheets: dict[str, str], tmp_path: Path, capsys: Capture
) -> None:
    folder = _folder(tmp_path, register, sheets)
    assert "TẠM TÍNH" not in _told(folder, "text", capsys)
    (ranking,) = json.loads(_told(folder, "json", capsys))["rankings"]
    assert "awaited" not in ranking and not any(u["provisional"] for u in ranking["units"])


@pytest.mark.parametrize(("register", "sheets", "said"), CASES)
def test_what_is_published_says_it_in_every_file(
    register: str, sheets: dict[str, str], said: str, tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "ky").mkdir()
    output = tmp_path / "ra"
    assert run(["publish", _folder(tmp_path / "ky", register, sheets), "-o", str(output)]) == 0
    (ranking,) = json.loads((output / "xep-hang.json").read_text("utf-8"))["rankings"]
    assert all(u["provisional"] for u in ranking["units"])
    rows = csv.DictReader(io.StringIO((output / "xep-hang.csv").read_text("utf-8")))
    assert {row["provisional"] for row in rows} == {"true"}
    for page in output.glob("trang/**/*.html"):
        assert said in " ".join(page.read_text("utf-8").split()), page.name


def test_a_year_is_not_closed_and_says_one_thing_about_it(tmp_path: Path, capsys: Capture) -> None:
    folder = _folder(tmp_path, period("Sở A", "Sở B", "Sở C"), {"Sở A": ROWS})
    assert run(["score", folder, "--closed"]) == 1
    told = capsys.readouterr().err
    assert "còn thiếu phiếu của “Sở B”, “Sở C”" in told and "--closed không thay đổi gì" not in told


def test_the_table_says_why_a_sheet_is_not_in_it_and_where_its_unit_stands(tmp_path: Path, capsys: Capture) -> None:
    folder = _folder(tmp_path, period("Sở A"), {"Sở A": ROWS, "Sở Á": ROWS})
    assert run(["score", folder]) == 1
    told = capsys.readouterr()
    assert "N020 “Sở Á” không có trong danh sách của kỳ đánh giá 2019" in " ".join(told.out.split())
    assert "Sở Á.phieu:3:3" in told.err
