"""What users see, as files that a reviewer reads: tables, reports, explanations, rankings.

A new rubric under rubrics/ or sheet under examples/ is picked up by itself. `python3 dev.py snapshots` rewrites
them. Digests and the version are masked: they change with every edit and say nothing to a reader.
"""

import json
import re
from difflib import unified_diff
from pathlib import Path

import pytest
from pytest_snapshot.plugin import Snapshot

from cchc_rules.api.library import SHEET_SUFFIXES, Library
from cchc_rules.api.rubrics.check import all_found, check_files
from cchc_rules.api.sheets.explain import Explained, explain_sheet
from cchc_rules.api.sheets.score import score_files, sheet_files
from cchc_rules.diagnostics import render_all, summary
from cchc_rules.explain.data.scorecard import scorecard_json
from cchc_rules.explain.render.html import render_html
from cchc_rules.explain.render.markdown import render_markdown
from cchc_rules.explain.render.text import render_text
from cchc_rules.explain.scorecard.compose import build_document
from cchc_rules.explain.tables.ranking import ranking_csv, ranking_json, ranking_text
from cchc_rules.explain.tables.rubric import rubric_csv, rubric_json, rubric_md, rubric_text
from cchc_rules.files.rubrics import SUFFIX
from cchc_rules.model.rubric import Rubric
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric

pytestmark = pytest.mark.snapshots

ROOT = Path(__file__).resolve().parents[1]
SNAPSHOTS = Path(__file__).parent / "snapshots"
RUBRICS = sorted(p.relative_to(ROOT) for p in (ROOT / "rubrics").rglob(f"*{SUFFIX}"))
SHEETS = sorted(p.relative_to(ROOT) for s in SHEET_SUFFIXES for p in (ROOT / "examples").rglob(f"*{s}"))
YEARS = sorted(p.relative_to(ROOT) for p in (ROOT / "examples").glob("[0-9]*") if p.is_dir())
MASKS = (
    (re.compile(r"\b[0-9a-f]{64}\b"), "<sha256>"),
    (re.compile(r"cchc-rules \d+\.\d+\.\d+"), "cchc-rules <version>"),
    (re.compile(r"<style>.*?</style>", re.DOTALL), "<style>…</style>"),
)
# One line more in a rubric would otherwise change every explanation; test_citations_lead_to_their_lines holds them.
LINE_NUMBERS = ((re.compile(r"(\.cchc):\d+"), r"\1:<dòng>"), (re.compile(r'"line": \d+'), '"line": 0'))


@pytest.fixture(autouse=True)
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are named from the root of the project, wherever pytest was started."""
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library()


def masked(text: str, kind: str) -> str:
    for pattern, instead in (*MASKS, *(LINE_NUMBERS if kind == "explain" else ())):
        text = pattern.sub(instead, text)
    return text


def compare(snapshot: Snapshot, kind: str, source: Path, files: dict[str, str]) -> None:
    snapshot.snapshot_dir = SNAPSHOTS / kind
    name = str(source.with_suffix("")).replace("/", "--")
    snapshot.assert_match_dir({n: masked(t, kind) for n, t in files.items()}, name)


@pytest.mark.parametrize("path", RUBRICS, ids=str)
def test_rubric(path: Path, library: Library, snapshot: Snapshot) -> None:
    found = all_found(check_files([str(path)], library))
    files = {"check.txt": f"{render_all(found)}\n\n{summary(found)}\n"}
    rubric = library.rubric_file(path).rubric
    if rubric is not None:
        files |= {
            "table.txt": rubric_text(rubric),
            "table.csv": rubric_csv(rubric),
            "table.json": rubric_json(rubric),
            "table.md": rubric_md(rubric),
        }
    compare(snapshot, "rubrics", path.relative_to("rubrics"), files)


@pytest.mark.parametrize("path", SHEETS, ids=str)
def test_explanation(path: Path, library: Library, snapshot: Snapshot) -> None:
    result: Explained = explain_sheet(path, library)
    assert result.scorecard is not None and result.provenance is not None, render_all(result.diagnostics)
    document = build_document(result.scorecard, result.provenance, next_up=result.next_up)
    files = {
        "explain.txt": render_text(document),
        "explain.md": render_markdown(document),
        "explain.html": render_html(document),
        "explain.json": scorecard_json(result.scorecard, result.provenance),
    }
    compare(snapshot, "explain", path.relative_to("examples"), files)


@pytest.mark.parametrize("path", YEARS, ids=str)
def test_ranking(path: Path, library: Library, snapshot: Snapshot) -> None:
    scored = score_files(sheet_files([path]), library)
    bad = tuple(b.name for b in scored.bad)
    files = {
        "ranking.txt": ranking_text(scored.rankings, bad),
        "ranking.csv": ranking_csv(scored.rankings),
        "ranking.json": ranking_json(scored.rankings, bad),
    }
    compare(snapshot, "ranking", path.relative_to("examples"), files)


def test_no_snapshot_is_left_behind() -> None:
    """A snapshot whose rubric or sheet is gone would look like a promise that something still holds."""
    wanted = {
        "rubrics": {str(p.relative_to("rubrics").with_suffix("")).replace("/", "--") for p in RUBRICS},
        "explain": {str(p.relative_to("examples").with_suffix("")).replace("/", "--") for p in SHEETS},
        "ranking": {str(p.relative_to("examples")).replace("/", "--") for p in YEARS},
    }
    for kind, names in wanted.items():
        assert {p.name for p in (SNAPSHOTS / kind).iterdir()} == names


@pytest.mark.parametrize("path", SHEETS, ids=str)
def test_citations_lead_to_their_lines(path: Path, library: Library) -> None:
    result = explain_sheet(path, library)
    assert result.scorecard is not None and result.provenance is not None
    card = json.loads(scorecard_json(result.scorecard, result.provenance))
    for row in card["criteria"]:
        cited = [c for c in row["cites"] if c["line"] is not None]
        assert cited
        for cite in cited:
            line = (ROOT / cite["file"]).read_text(encoding="utf-8").split("\n")[cite["line"] - 1]
            of_rule = cite["text"].startswith("cách chấm")
            assert ("cách chấm:" if of_rule else f'{row["code"]} "') in line


def test_one_changed_maximum_is_a_short_diff(library: Library) -> None:
    """The reviewer of a rubric sees the two rows that changed and nothing else."""
    text = Path("rubrics/2019/bang-1.cchc").read_text(encoding="utf-8")
    changed = text.replace('"Chất lượng kế hoạch CCHC": 1 điểm', '"Chất lượng kế hoạch CCHC": 1,5 điểm')
    changed = changed.replace(
        '"Mức độ hoàn thành kế hoạch CCHC": 2 điểm', '"Mức độ hoàn thành kế hoạch CCHC": 1,5 điểm'
    )
    tables = []
    for version in (text, changed):
        parsed = read_rubric(Source.of("bang-1.cchc", version)).value
        assert isinstance(parsed, Rubric)
        tables.append(rubric_text(parsed).splitlines())
    lines = [line for line in unified_diff(*tables, n=0, lineterm="") if not line.startswith(("---", "+++", "@@"))]
    assert len(lines) == 4 and all("1.1." in line for line in lines)
