"""Every example in every JSON form is as its schema in `schemas/` says, and the schemas are strict."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cchc_rules.cli.main import run
from tests.repository.sample import RUBRIC, commit, repository, sheet
from tests.support.documents import ROOT

Capture = pytest.CaptureFixture[str]
# The last example names a rubric that is to be written later, bang-2-2026: nothing to compare with yet.
AMENDMENTS = sorted(p for p in (ROOT / "examples" / "amendments").glob("bang-*/*.cchc") if p.stem != "07-thay-van-ban")


@pytest.fixture(autouse=True)
def off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_RULES_CACHE", "off")
    monkeypatch.chdir(ROOT)


def valid(name: str, capsys: Capture, *words: str) -> Any:
    """What a command prints as JSON, which must be as a schema says."""
    capsys.readouterr()
    assert run([*words, "--format", "json"]) in (0, 1)
    data = json.loads(capsys.readouterr().out)
    _schema(name).validate(data)
    return data


@cache
def _schema(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads((ROOT / "schemas" / f"{name}.json").read_text("utf-8")))


def before(path: Path) -> list[str]:
    """The options that name the amendments that come before one of the examples."""
    return [
        word for other in AMENDMENTS if other.parent == path.parent and other < path for word in ("--with", str(other))
    ]


@pytest.mark.parametrize("path", AMENDMENTS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_impacts_and_differences_of_the_examples(path: Path, tmp_path: Path, capsys: Capture) -> None:
    name, earlier = path.parent.name, before(path)
    impact = valid("impact-1", capsys, "impact", str(path), *earlier, "--sheets", f"examples/2019/{name}")
    assert impact["impacts"]
    assert run(["consolidate", f"2019/{name}", *earlier, "--with", str(path)]) == 0
    (tmp_path / "moi.cchc").write_text(capsys.readouterr().out, "utf-8")
    assert valid("diff-1", capsys, "diff", f"2019/{name}", str(tmp_path / "moi.cchc"))["changes"]


def test_a_report_with_something_of_everything(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    kho = repository(tmp_path)
    monkeypatch.chdir(kho)
    text = (
        RUBRIC.replace('"Kế hoạch": 6', '"Kế hoạch": 5').replace('"Báo cáo": 4', '"Báo cáo": 5').replace("80%", "95%")
    )
    files = {"bo-tieu-chi/mau.cchc": text, "phieu/so-d.phieu": sheet("Sở D", "5", "4"), "phieu/so-c.phieu": None}
    commit(kho, {**files, "bo-tieu-chi/hong.cchc": "BỘ TIÊU CHÍ hong\n"})
    report = valid("report-1", capsys, "report", "HEAD~1", "HEAD", "--sheets", "phieu")
    told = ("files", "rubrics", "impacts", "unscored", "supposed", "cases", "coverage_lost")
    assert [name for name in told if not report[name]] == [] and report["checks"]["new"] and report["units"]["new"]


SHEETS = sorted({p.parent for suffix in ("*.phieu", "*.json") for p in (ROOT / "examples").rglob(suffix)})


@pytest.mark.parametrize("folder", SHEETS, ids=lambda p: p.relative_to(ROOT / "examples").as_posix())
def test_rankings_of_the_examples(folder: Path, capsys: Capture) -> None:
    ranking = valid("ranking-2", capsys, "score", str(folder))
    assert any(r["units"] for r in ranking["rankings"]) or ranking["failed"]


@pytest.mark.parametrize("folder", SHEETS, ids=lambda p: p.relative_to(ROOT / "examples").as_posix())
def test_scorecards_and_findings_of_the_examples(folder: Path, capsys: Capture) -> None:
    valid("check-1", capsys, "check", str(folder))
    explained = 0
    for path in sorted(p for p in folder.iterdir() if p.suffix in (".phieu", ".json")):
        if run(["explain", str(path), "--format", "json"]) == 0:
            _schema("scorecard-1").validate(json.loads(capsys.readouterr().out))
            explained += 1
        capsys.readouterr()
    assert explained or folder.name == "surveys"


QUOTA = '  không quá 30% số đơn vị được xếp loại được xếp "Tốt", làm tròn xuống, vượt thì xếp "Khá"\n'


def test_scorecards_of_a_rubric_with_quotas(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    kho = repository(tmp_path)
    monkeypatch.chdir(kho)
    commit(kho, {"bo-tieu-chi/mau.cchc": RUBRIC.replace('  dưới 50%: "Kém"\n', f'  dưới 50%: "Kém"\n{QUOTA}')})
    alone = valid("scorecard-1", capsys, "explain", "phieu/so-a.phieu")
    beside = valid("scorecard-1", capsys, "explain", "phieu/so-a.phieu", "--year-sheets", "phieu")
    assert alone["quota"] is None and beside["quota"]["state"] == "lowered", beside["quota"]
    assert valid("ranking-2", capsys, "score", "phieu", "--closed")["rankings"][0]["units"][0]["quota"]


def test_what_if_of_the_examples(capsys: Capture) -> None:
    sheet = str(ROOT / "examples/guidance/so-minh-hoa-21.phieu")
    given = ("--set", "[nhiệm vụ CCHC hoàn thành]=5")
    assert valid("what-if-1", capsys, "what-if", sheet, *given)["moved"]
    bonus = str(ROOT / "examples/cong-tru/so-a.phieu")
    assert valid("what-if-1", capsys, "what-if", bonus, "--set", "[báo cáo chậm]=0")["moved"]


@pytest.mark.parametrize("path", sorted((ROOT / "schemas").glob("*.json")), ids=lambda p: p.stem)
def test_each_schema_names_itself_and_lets_nothing_else_in(path: Path) -> None:
    schema = json.loads(path.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"].replace("/", "-").endswith(path.stem)
    if path.stem in ("check-1", "diff-1", "error-1", "impact-1", "ranking-2", "report-1", "rubric-1", "what-if-1"):
        objects = list(_objects(schema))
        assert [o for o in objects if "properties" in o and o.get("additionalProperties") is not False] == []


def _objects(schema: Any) -> Iterator[Any]:
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from _objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _objects(value)
