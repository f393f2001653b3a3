"""`check --format sarif|gitlab|github`: what the tools that review a change read."""

import json
import unicodedata
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest

from cchc_rules.cli.main import run

SARIF = json.loads((Path(__file__).parent.parent / "support" / "sarif-2.1.0-parts.json").read_text("utf-8"))
RUBRIC = """\
BỘ TIÊU CHÍ mau "Mẫu"
  tổng điểm: 10 điểm
  đối tượng: "sở"  theo Điều 1
LĨNH VỰC 1 "Chung": 10 điểm
TIÊU CHÍ 1.1 "Kế hoạch": 6 điểm
TIÊU CHÍ 1.3 "Báo cáo": 3 điểm
"""
NAME = "bộ tiêu chí/mẫu số 1.cchc"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own to stand in, with a rubric that has several mistakes."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CCHC_RULES_CACHE", "off")
    (tmp_path / NAME).parent.mkdir()
    (tmp_path / NAME).write_text(RUBRIC, "utf-8")
    return tmp_path


def checked(capsys: pytest.CaptureFixture[str], form: str, *more: str, status: int = 1) -> Any:
    """What check prints of the rubric in a form, as data."""
    assert run(["check", "--format", form, *more, NAME]) == status
    return json.loads(capsys.readouterr().out)


def results(log: Any) -> list[Any]:
    """The results of the one run of a SARIF log, which must be as the standard says."""
    jsonschema.validate(log, SARIF)
    (run_,) = log["runs"]
    for result in run_["results"]:
        assert run_["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    return list(run_["results"])


def test_sarif_has_every_finding_with_its_place_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    log = checked(capsys, "sarif")
    plain = checked(capsys, "json")["diagnostics"]
    assert [(r["ruleId"], r["level"]) for r in results(log)] == [(d["code"], d["severity"]) for d in plain]
    place = results(log)[0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {
        "uri": "b%E1%BB%99%20ti%C3%AAu%20ch%C3%AD/m%E1%BA%ABu%20s%E1%BB%91%201.cchc",
        "uriBaseId": "%SRCROOT%",
    }
    assert all(rule["help"]["text"] for rule in log["runs"][0]["tool"]["driver"]["rules"])


def test_no_address_is_made_up(capsys: pytest.CaptureFixture[str]) -> None:
    log = checked(capsys, "sarif")
    assert not any("helpUri" in rule for rule in log["runs"][0]["tool"]["driver"]["rules"])
    assert "http" not in "".join(rule["help"]["markdown"] for rule in log["runs"][0]["tool"]["driver"]["rules"])


def test_rules_link_to_the_page_of_the_code(capsys: pytest.CaptureFixture[str]) -> None:
    log = checked(capsys, "sarif", "--pages", "https://kho.example/docs/chan-doan.md")
    jsonschema.validate(log, SARIF)
    links = {rule["id"]: rule["helpUri"] for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    page, anchor = unquote(links["K309"]).split("#")
    assert page == "https://kho.example/docs/chan-doan.md"
    assert anchor == "k309-dãy-mã-thiếu-số-ở-giữa-cảnh-báo"


def test_columns_are_those_of_the_file_as_it_is_written(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = RUBRIC.replace('"Kế hoạch": 6 điểm', '"Kế hoạch": 6 điểm, thêm')
    (here / NAME).write_bytes(unicodedata.normalize("NFD", text).encode())
    region = results(checked(capsys, "sarif"))[0]["locations"][0]["physicalLocation"]["region"]
    line = unicodedata.normalize("NFD", text).split("\n")[region["startLine"] - 1]
    assert unicodedata.normalize("NFC", line[region["startColumn"] - 1 : region["endColumn"] - 1]) == "thêm"


@pytest.mark.parametrize("above", ["# ghi chú\n", "\n\n\n", "# một\n# hai\n"])
def test_fingerprints_stay_when_lines_are_written_above(
    above: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = [r["partialFingerprints"] for r in results(checked(capsys, "sarif"))]
    marks = [i["fingerprint"] for i in checked(capsys, "gitlab")]
    assert len(set(marks)) == len(marks) > 1
    (here / NAME).write_text(above + RUBRIC, "utf-8")
    assert [r["partialFingerprints"] for r in results(checked(capsys, "sarif"))] == before
    assert [i["fingerprint"] for i in checked(capsys, "gitlab")] == marks


def test_findings_that_say_the_same_are_told_apart(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    twice = 'TIÊU CHÍ 1.3 "Báo cáo": 3 điểm\n'
    (here / NAME).write_text(RUBRIC + twice + twice, "utf-8")
    marks = [i["fingerprint"] for i in checked(capsys, "gitlab")]
    assert len(set(marks)) == len(marks)


def test_gitlab_reads_a_path_a_line_and_a_level(capsys: pytest.CaptureFixture[str]) -> None:
    issues = checked(capsys, "gitlab")
    for issue in issues:
        assert issue["location"]["path"] == NAME
        assert issue["location"]["lines"]["begin"] >= 1
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["description"].startswith(issue["check_name"])


@pytest.mark.parametrize("form", ["sarif", "gitlab"])
def test_nothing_found_is_a_report_too(form: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--quiet", "--format", form, "2019/bang-1"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (results(data) if form == "sarif" else data) == []
