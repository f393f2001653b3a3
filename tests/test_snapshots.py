"""What rubrics and examples mean, and what users see of them, as files that a reviewer reads.

Each thing is kept once. What a rubric says and what becomes of every example sheet and case `cchc-rules snapshot` keeps
a row a line, as in any repository: cchc-rules.toml says which, and pytest collects it. Here are what `check` says of
each rubric, and the laid-out forms (aligned text, Markdown, HTML, JSON, CSV) of a few;
tests/explain/test_forms_agree.py holds that all forms of all of them say the same. `python3 dev.py snapshots` rewrites
all of it. Digests and the version are
masked: they change with every edit and say nothing to a reader.
"""

import json
import re
from collections.abc import Sequence
from difflib import unified_diff
from pathlib import Path

import pytest
from pytest_snapshot.plugin import Snapshot

from cchc_rules.api.library import SHEET_SUFFIXES, Library
from cchc_rules.api.rubrics.check import all_found, check_files
from cchc_rules.api.sheets.explain import Explained, explain_sheet
from cchc_rules.api.sheets.score import score_files, sheet_files
from cchc_rules.diagnostics import render_all, summary
from cchc_rules.explain.data.rubric import rubric_json
from cchc_rules.explain.data.scorecard import scorecard_json
from cchc_rules.explain.render.html import render_html
from cchc_rules.explain.render.markdown import render_markdown
from cchc_rules.explain.render.plain_text import render_text
from cchc_rules.explain.scorecard.compose import build_document
from cchc_rules.explain.snapshot.rubric import rubric_snapshot
from cchc_rules.explain.tables.ranking import ranking_csv, ranking_json, ranking_text
from cchc_rules.explain.tables.rubric import rubric_csv, rubric_md, rubric_text
from cchc_rules.files.rubrics import SUFFIX
from cchc_rules.model.rubric import Rubric
from cchc_rules.results.scorecard import Scorecard
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric
from tests.support.compact_json import compact_json

pytestmark = pytest.mark.snapshots

ROOT = Path(__file__).resolve().parents[1]
SNAPSHOTS = Path(__file__).parent / "snapshots"
RUBRICS = sorted(p.relative_to(ROOT) for p in (ROOT / "rubrics").rglob(f"*{SUFFIX}"))
SHEETS = sorted(p.relative_to(ROOT) for s in SHEET_SUFFIXES for p in (ROOT / "examples").rglob(f"*{s}"))
# In full: a sheet entered by hand, one by rules, what is not known yet, questionnaires, bonus and penalty,
# ratings by condition, an amended rubric.
WHOLE = tuple(
    Path("examples") / name
    for name in (
        "2019/bang-2/huyen-minh-hoa-07.phieu",
        "amendments/minh-hoa-xa/xa-minh-hoa-31.phieu",
        "cong-tru/so-a.phieu",
        "diem-liet/phuong-c.phieu",
        "diem-liet/xa-a.phieu",
        "guidance/so-minh-hoa-21.phieu",
        "phong-ban/phong-minh-hoa-01.phieu",
        "surveys/du-phieu.phieu",
        "surveys/thieu-phieu.phieu",
    )
)
PAGES = tuple(p for p in WHOLE if p.parent.name in ("minh-hoa-xa", "cong-tru") or p.stem == "thieu-phieu")
RANKED = (Path("examples/diem-liet"), Path("examples/surveys"))
TABLES = (Path("examples/cong-tru/cong-tru.cchc"), Path("examples/phong-ban/phong-ban.cchc"))
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
    for pattern, instead in (*MASKS, *(LINE_NUMBERS if kind in ("explain", "sheets") else ())):
        text = pattern.sub(instead, text)
    return text


def name_of(source: Path) -> str:
    """`2019--bang-1` for what lies there under rubrics or examples."""
    return "--".join(source.with_suffix("").parts[1:])


def compare(snapshot: Snapshot, kind: str, source: Path, files: dict[str, str]) -> None:
    snapshot.snapshot_dir = SNAPSHOTS / kind
    snapshot.assert_match_dir({n: masked(t, kind) for n, t in files.items()}, name_of(source))


# ---- what is found in each rubric


@pytest.mark.parametrize("path", RUBRICS, ids=str)
def test_rubric(path: Path, library: Library, snapshot: Snapshot) -> None:
    found = all_found(check_files([str(path)], library))
    compare(snapshot, "rubrics", path, {"check.txt": f"{render_all(found)}\n\n{summary(found)}\n"})


def card_of(explained: Explained) -> Scorecard:
    assert explained.scorecard is not None, render_all(explained.diagnostics)
    return explained.scorecard


# ---- forms, for a few


@pytest.mark.parametrize("path", WHOLE, ids=str)
def test_explanation(path: Path, library: Library, snapshot: Snapshot) -> None:
    result = explain_sheet(path, library)
    card = card_of(result)
    assert result.provenance is not None
    document = build_document(card, result.provenance, next_up=result.next_up)
    files = {"explain.txt": render_text(document)}
    files["explain.json"] = compact_json(scorecard_json(card, result.provenance))
    if path in PAGES:
        files |= {"explain.md": render_markdown(document), "explain.html": render_html(document)}
    compare(snapshot, "explain", path, files)


@pytest.mark.parametrize("path", TABLES, ids=str)
def test_table(path: Path, library: Library, snapshot: Snapshot) -> None:
    rubric = library.rubric_file(path).rubric
    assert rubric is not None
    files = {
        "table.txt": rubric_text(rubric),
        "table.csv": rubric_csv(rubric),
        "table.json": compact_json(rubric_json(rubric)),
        "table.md": rubric_md(rubric),
    }
    compare(snapshot, "tables", path, files)


@pytest.mark.parametrize("path", RANKED, ids=str)
def test_ranking(path: Path, library: Library, snapshot: Snapshot) -> None:
    scored = score_files(sheet_files([path]), library)
    bad = tuple(b.name for b in scored.bad)
    files = {
        "ranking.txt": ranking_text(scored.rankings, [b.not_scored for b in scored.bad]),
        "ranking.csv": ranking_csv(scored.rankings),
        "ranking.json": compact_json(ranking_json(scored.rankings, bad)),
    }
    compare(snapshot, "ranking", path, files)


# ---- the snapshots themselves


def test_no_snapshot_is_left_behind() -> None:
    """A snapshot whose rubric or sheet is gone would look like a promise that something still holds."""
    kept: dict[str, Sequence[Path]] = {"rubrics": RUBRICS, "explain": WHOLE, "tables": TABLES, "ranking": RANKED}
    for kind, sources in kept.items():
        assert {p.name for p in (SNAPSHOTS / kind).iterdir()} == {name_of(p) for p in sources}


def test_snapshots_stay_few_enough_to_read() -> None:
    lines = (p.read_text(encoding="utf-8").count("\n") for p in SNAPSHOTS.rglob("*") if p.is_file())
    assert sum(lines) < 30_000


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
            if cite["text"].startswith("sửa bởi"):
                assert line.lstrip().startswith((f"SỬA {row['code']} ", "BỔ SUNG "))
                continue
            of_rule = cite["text"].startswith("cách chấm")
            assert ("cách chấm:" if of_rule else f'{row["code"]} "') in line


def test_one_changed_maximum_is_a_short_diff() -> None:
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
        tables.append(rubric_snapshot(parsed).splitlines())
    lines = [line for line in unified_diff(*tables, n=0, lineterm="") if not line.startswith(("---", "+++", "@@"))]
    assert len(lines) == 4 and all("1.1." in line for line in lines)
