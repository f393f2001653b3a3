"""`cchc-rules year`: the year of the examples in every form, exit statuses, and folders that are no period's."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from cchc_rules.cli.main import run
from tests.periods.given import RUBRIC, period, sheet

ROOT = Path(__file__).resolve().parents[2]
Capture = pytest.CaptureFixture[str]


def _write(folder: Path, texts: dict[str, str]) -> None:
    for name, text in {"mau.cchc": RUBRIC, **texts}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def forms() -> dict[str, str]:
    """What the command prints of the examples in each form."""
    from click.testing import CliRunner

    from cchc_rules.cli.main import group

    told = {}
    for form in ("text", "md", "html", "json"):
        made = CliRunner().invoke(group, ["year", str(ROOT / "examples/2019"), "--on", "20/01/2020", "--format", form])
        told[form] = made.stdout
    return told


def test_the_year_of_the_examples_by_its_schema(forms: dict[str, str]) -> None:
    data = json.loads(forms["json"])
    jsonschema.validate(data, json.loads((ROOT / "schemas/period-1.json").read_text("utf-8")))
    assert [len(t["units"]) for t in data["tables"]] == [19, 10] and data["strays"] == [] == data["found"]
    assert [t["due"][0]["day"] for t in data["tables"]] == ["2020-01-14", "2020-01-14"]
    late = {u["unit"]: u for t in data["tables"] for u in t["units"] if u["timing"][0]["pace"] in ("late", "overdue")}
    assert {u: v["timing"][0]["days"] for u, v in late.items()} == {"Sở Minh họa 09": 2, "Sở Minh họa 16": 6}
    assert late["Sở Minh họa 16"]["stages"][0] == {"stage": "self", "done": 73, "of": 74, "missing": ["5.6"]}


def test_every_form_says_the_same(forms: dict[str, str]) -> None:
    plain = {form: re.sub(r"<[^>]+>", " ", text) for form, text in forms.items()}
    for said in ("73/74, thiếu 5.6", "trễ 2 ngày, nhận 16/01/2020", "gia hạn đến 20/01/2020", "đã nộp đủ 28/29 đơn vị"):
        for form in ("text", "md", "html"):
            assert said in " ".join(plain[form].split()), (form, said)


def test_a_stray_sheet_is_status_1_and_a_missing_one_is_not(tmp_path: Path, capsys: Capture) -> None:
    _write(tmp_path, {"ky.cchc": period("Sở A", "Sở B"), "a.phieu": sheet("Sở A", received="10/01/2020")})
    assert run(["year", str(tmp_path), "--on", "10/01/2020"]) == 0
    assert "chưa có phiếu" in capsys.readouterr().out
    (tmp_path / "c.phieu").write_text(sheet("Sở C"), encoding="utf-8")
    assert run(["year", str(tmp_path), "--on", "10/01/2020"]) == 1
    told = capsys.readouterr()
    assert "N020" in told.err and "1 phiếu ngoài danh sách" in " ".join(told.out.split())


def test_a_folder_without_a_period_with_two_and_a_period_with_errors(tmp_path: Path, capsys: Capture) -> None:
    _write(tmp_path, {})
    assert run(["year", str(tmp_path)]) == 1
    assert "N026" in capsys.readouterr().err
    _write(tmp_path, {"ky.cchc": period("Sở A"), "ky-2.cchc": period("Sở A")})
    assert run(["year", str(tmp_path)]) == 1
    assert "N027" in capsys.readouterr().err
    assert run(["year", str(tmp_path / "ky.cchc")]) == 0
    assert run(["year", str(tmp_path / "mau.cchc")]) == 1
    told = capsys.readouterr()
    assert "T004" in told.err or "C1" in told.err
    assert run(["year", str(tmp_path / "khong-co")]) == 3
    (tmp_path / "ky-2.cchc").write_text(period('"Sở A": không đánh giá'), encoding="utf-8")
    capsys.readouterr()
    assert run(["year", str(tmp_path / "ky-2.cchc")]) == 1
    assert capsys.readouterr().out == ""


def test_both_papers_are_word_files_too(tmp_path: Path) -> None:
    from docx import Document

    for name, more in (("tien-do.docx", ["--on", "20/01/2020"]), ("boc-tham.docx", ["--draw"])):
        assert run(["year", str(ROOT / "examples/2019"), *more, "-o", str(tmp_path / name)]) == 0
        made = Document(str(tmp_path / name))
        assert any("Sở Minh họa 15" in cell.text for table in made.tables for row in table.rows for cell in row.cells)
