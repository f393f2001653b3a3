"""One folder for each code of a period, with the texts that lead to it; its snapshot shows what is said of them."""

from pathlib import Path

import pytest
from pytest_snapshot.plugin import Snapshot

from cchc_rules.api.library import Library
from cchc_rules.api.rubrics.check import all_found, check_files
from cchc_rules.diagnostics import catalog, render_all
from cchc_rules.diagnostics.diagnostic import Kind
from cchc_rules.files.workspace import Workspace

HERE = Path(__file__).parent
FOLDERS = sorted(p for p in (HERE / "bad").iterdir() if p.is_dir())
RUBRIC = (HERE / "mau.cchc").read_text("utf-8")


def texts_of(folder: Path) -> dict[str, str]:
    """The texts of a folder by name, with the rubric that all are held against."""
    return {"mau.cchc": RUBRIC, **{f.name: f.read_text("utf-8") for f in sorted(folder.iterdir())}}


def test_every_code_has_its_folder() -> None:
    codes = {k.code for k in vars(catalog).values() if isinstance(k, Kind) and k.code.startswith("N")}
    assert {f.name for f in FOLDERS} == codes


@pytest.mark.snapshots
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_one_mistake(folder: Path, snapshot: Snapshot) -> None:
    library = Library(workspace=Workspace.in_memory(texts_of(folder)))
    found = all_found(check_files(["ky.cchc"], library))
    assert {d.code for d in found} == {folder.name}, render_all(found)
    assert all(d.fix and d.span is not None for d in found)
    snapshot.snapshot_dir = HERE.parent / "snapshots" / "periods"
    snapshot.assert_match(f"{render_all(found)}\n", f"{folder.name}.txt")
