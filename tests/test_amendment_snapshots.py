"""What amendments do, as files that a reviewer reads: differences, what they move in the example year, history.

A new amendment under examples or beside a rubric is picked up by itself, and its snapshot is its review.
The laid-out forms (impact as text, Markdown and CSV; reading copies) are kept for WHOLE alone, where the rubric and
its sheets lie beside the amendments; of other chains the lines that the canonical text gains and loses.
`python3 dev.py snapshots` rewrites them.
"""

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import pytest
from attrs import frozen
from pytest_snapshot.plugin import Snapshot

from cchc_rules.amend import log_text
from cchc_rules.api.changes.amend import amended, changes_of, consolidated, log_of, starting
from cchc_rules.api.changes.compare import diff_md, diff_text
from cchc_rules.api.changes.impact import Compared, compare_sheets
from cchc_rules.api.law_in_force import Law
from cchc_rules.api.library import Library
from cchc_rules.api.sheets.score import sheet_files
from cchc_rules.diagnostics import render_all
from cchc_rules.explain.data.impact import impact_csv
from cchc_rules.explain.render.markdown import render_markdown
from cchc_rules.explain.render.plain_text import render_text
from cchc_rules.explain.render.text_width import clean
from cchc_rules.explain.snapshot.impact import impact_snapshot
from cchc_rules.explain.tables.impact import impact_document
from cchc_rules.files.amendments import is_amendment
from cchc_rules.files.rubrics import SUFFIX
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Rubric
from cchc_rules.writing.rubric_file import print_rubric
from tests.support.plain import plain_html, plain_markdown
from tests.test_snapshots import ROOT, SNAPSHOTS, masked

pytestmark = pytest.mark.snapshots

FORMS = ("cchc", "md", "html")
WHOLE = Path("examples/amendments/minh-hoa-xa")


def _amendments() -> list[Path]:
    found = (p for top in ("examples", "rubrics") for p in (ROOT / top).rglob(f"*{SUFFIX}"))
    return sorted(p.relative_to(ROOT) for p in found if is_amendment(p))


AMENDMENTS = _amendments()
FOLDERS = sorted({p.parent for p in AMENDMENTS})


def _name(path: Path) -> str:
    return path.with_suffix("").as_posix().removeprefix("examples/").removeprefix("amendments/").replace("/", "--")


@pytest.fixture(autouse=True)
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are named from the root of the project, wherever pytest was started."""
    monkeypatch.chdir(ROOT)


def compare(snapshot: Snapshot, kind: str, source: Path, files: dict[str, str]) -> None:
    snapshot.snapshot_dir = SNAPSHOTS / kind
    snapshot.assert_match_dir({n: masked(t, kind) for n, t in files.items()}, _name(source))


# ---- one amendment


@pytest.mark.parametrize("path", AMENDMENTS, ids=_name)
def test_amendment(path: Path, snapshot: Snapshot) -> None:
    library = Library()
    changes = changes_of(str(path), None, library)
    if not changes.each:
        compare(snapshot, "amendments", path, {"refused.txt": render_all(changes.diagnostics) + "\n"})
        return
    (change,) = changes.each
    name = change.ids[0]
    folders = {
        *Path("examples").glob(f"[0-9]*/{name}"),
        *Path("examples").glob(name),
        *Path("examples/amendments").glob(name),
    }
    sheets = sheet_files(sorted(f for f in folders if any(f.glob("*.phieu"))))
    compared = compare_sheets(sheets, change, library)
    files = {"diff.txt": diff_text(change.before, change.after)}
    if path.parent == WHOLE:
        files |= {"diff.md": diff_md(change.before, change.after), **_impact(compared)}
    else:
        files["impact.txt"] = "\n".join(map(impact_snapshot, compared.impacts)) + _left_out(compared)
    compare(snapshot, "amendments", path, files)


def _impact(compared: Compared) -> dict[str, str]:
    left_out = tuple(b.name for b in compared.bad)
    documents = [impact_document(i, left_out) for i in compared.impacts]
    return {
        "impact.txt": "\n".join(map(render_text, documents)) + _left_out(compared),
        "impact.csv": impact_csv(compared.impacts),
        "impact.md": "\n".join(map(render_markdown, documents)),
    }


def _left_out(compared: Compared) -> str:
    found = [d for b in compared.bad for d in b.diagnostics]
    return f"\n{render_all(found)}\n" if found else ""


# ---- the chain of a folder


@frozen
class Chain:
    """The amendments of one rubric that lie in one folder, and the years they begin to govern."""

    rubric: Path
    files: tuple[Path, ...]
    years: tuple[int, ...]


def _chains(folder: Path, library: Library) -> Iterator[Chain]:
    by_rubric: dict[Path, list[Path]] = {}
    years: dict[Path, set[int]] = {}
    for path in (p for p in AMENDMENTS if p.parent == folder):
        (start,) = starting(path, library)
        assert start.ready is not None and start.ready.loaded.path is not None, render_all(start.diagnostics)
        assert start.loaded.amendment is not None
        rubric = start.ready.loaded.path
        by_rubric.setdefault(rubric, []).append(path)
        governs = start.loaded.amendment.governs
        years.setdefault(rubric, set()).update({governs} if governs is not None else ())
    for rubric, files in sorted(by_rubric.items()):
        yield Chain(rubric, tuple(files), tuple(sorted(years[rubric])))


@pytest.mark.parametrize("folder", FOLDERS, ids=_name)
def test_chain(folder: Path, snapshot: Snapshot) -> None:
    library = Library()
    files: dict[str, str] = {}
    for chain in _chains(folder, library):
        name = chain.rubric.stem
        whole = amended(str(chain.rubric), Library(law=Law(extra=chain.files)))
        assert whole.applied is not None, render_all(whole.diagnostics)
        files[f"{name}-log.txt"] = log_text(log_of(whole.applied, None))
        for year in chain.years:
            applied = amended(str(chain.rubric), Library(law=Law(extra=chain.files, year=year))).applied
            assert applied is not None
            texts = {form: consolidated(applied, form) for form in FORMS}
            assert_every_row_stands(applied.rubric, plain_markdown(texts["md"]))
            assert_every_row_stands(applied.rubric, plain_html(texts["html"]))
            if folder == WHOLE:
                files |= {f"{name}-{year}.{form}": text for form, text in texts.items()}
            else:
                assert applied.base is not None
                files[f"{name}-{year}.diff"] = gained_and_lost(print_rubric(applied.base), texts["cchc"])
    compare(snapshot, "consolidated", folder, files)


def gained_and_lost(before: str, after: str) -> str:
    """The lines that differ, in order, without where they stand: a line elsewhere changes nothing here."""
    lines = unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return "".join(f"{line}\n" for line in lines if not line.startswith(("---", "+++", "@@")))


def assert_every_row_stands(rubric: Rubric, reading_copy: str) -> None:
    """A reading copy has every row with its title and its maximum, in order."""
    place = 0
    for c in rubric.walk():
        for said in (c.code.text, clean(c.title), vietnamese(c.max)):
            place = reading_copy.find(said, place)
            assert place >= 0, (c.code.text, said)


# ---- the snapshots themselves


def test_no_snapshot_is_left_behind() -> None:
    """A snapshot whose amendment is gone would look like a promise that something still holds."""
    for kind, sources in (("amendments", AMENDMENTS), ("consolidated", FOLDERS)):
        assert {p.name for p in (SNAPSHOTS / kind).iterdir()} == {_name(p) for p in sources}


def test_a_new_amendment_is_picked_up_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = ("examples/amendments/bang-2/01-a.cchc", "rubrics/2019/sua-doi/02-b.cchc", "rubrics/2019/03-c.cchc")
    for source in sources:
        (tmp_path / source).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / source).write_text('SỬA ĐỔI a "A"\n', encoding="utf-8")
    (tmp_path / "rubrics/2019/bang-2.cchc").write_text('BỘ TIÊU CHÍ bang-2 "B"\n', encoding="utf-8")
    monkeypatch.setitem(_amendments.__globals__, "ROOT", tmp_path)
    assert _amendments() == sorted(map(Path, sources))
