"""What a start loads: the sheet of a rubric without rules, explained again, needs only what such a sheet needs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHEET = ROOT / "examples" / "2019" / "bang-1" / "so-minh-hoa-01.phieu"
LOADED = """
import sys
from cchc_rules.cli.main import run
status = run(sys.argv[1:])
print(status, *sorted(sys.modules), file=sys.stderr)
"""
# Modules, and folders with all that is in them.
NEVER = (
    *("lark", "shutil", "concurrent.futures", "xml", "sqlite3", "unittest"),
    *("cchc_rules.syntax.lines.grammar", "cchc_rules.syntax.lines.parse_tables", "cchc_rules.syntax.hints"),
    *("cchc_rules.syntax.amendment", "cchc_rules.syntax.json", "cchc_rules.syntax.sheet.case"),
    *("cchc_rules.checks.rubric", "cchc_rules.checks.rules.all_checks", "cchc_rules.checks.rules.reports"),
    *("cchc_rules.meaning.rules", "cchc_rules.meaning.methods", "cchc_rules.compile.program"),
    *("cchc_rules.compile.steps", "cchc_rules.compile.method_steps", "cchc_rules.evaluate.survey_rows"),
    *("cchc_rules.evaluate.advice", "cchc_rules.evaluate.what_if", "cchc_rules.evaluate.cases"),
    *("cchc_rules.amend", "cchc_rules.explain.data", "cchc_rules.explain.tables", "cchc_rules.explain.rules.working"),
    *("cchc_rules.explain.render.html", "cchc_rules.explain.render.markdown", "cchc_rules.explain.snapshot"),
    *("cchc_rules.api.sheets.year_sheets", "cchc_rules.api.sheets.score", "cchc_rules.api.changes"),
    *("cchc_rules.api.receipts", "cchc_rules.files.sealed", "cchc_rules.files.processes", "cchc_rules.cli.rubrics"),
    *("cchc_rules.cli.changes", "cchc_rules.cli.receipts", "cchc_rules.cli.sheets.score", "cchc_rules.office"),
    *("cchc_rules.checks.sheet.workbook", "cchc_rules.syntax.repository", "cchc_rules.model.repository", "tomllib"),
)


def _loaded(cache: Path | str) -> frozenset[str]:
    """The modules that explaining the sheet in a new process has loaded."""
    env = {**os.environ, "CCHC_RULES_CACHE": str(cache), "PYTHONPATH": str(ROOT)}
    # Not in this repository, whose settings would have to be read.
    done = subprocess.run(
        [sys.executable, "-c", LOADED, "explain", str(SHEET)],
        env=env,
        cwd=ROOT.anchor,
        capture_output=True,
        text=True,
        check=True,
    )
    status, *modules = done.stderr.split()
    assert status == "0"
    return frozenset(modules)


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    cache = tmp_path_factory.mktemp("cache")
    _loaded(cache)
    return _loaded(cache)


def test_a_sheet_scored_by_hand_loads_nothing_for_rules_other_forms_or_other_commands(warm: frozenset[str]) -> None:
    assert sorted(m for m in warm if any(m == n or m.startswith(f"{n}.") for n in NEVER)) == []


def test_the_names_are_those_of_modules(warm: frozenset[str]) -> None:
    """A module that was renamed would be looked for in vain."""
    paths = [ROOT.joinpath(*n.split(".")) for n in NEVER if n.startswith("cchc_rules")]
    assert [p for p in paths if not (p.is_dir() or p.with_suffix(".py").is_file())] == []
    assert "cchc_rules.evaluate.engine" in warm
