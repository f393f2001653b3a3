"""One folder for each code of a period, with the texts that lead to it; its snapshot shows what is said of them."""

import datetime
from pathlib import Path

import pytest
from pytest_snapshot.plugin import Snapshot

from cchc_rules.api.period.held import held_period
from cchc_rules.api.period.status import status_of
from cchc_rules.diagnostics import catalog, render_all
from cchc_rules.diagnostics.diagnostic import Kind
from cchc_rules.diagnostics.edits import applied
from cchc_rules.source import WrittenText
from tests.periods.given import HERE, library

FOLDERS = sorted(p for p in (HERE / "bad").iterdir() if p.is_dir())
ELSEWHERE = {
    "N025": "do score; xem test_closed.py",
    **dict.fromkeys(("N040", "N041", "N042"), "do --draw; xem test_draw.py"),
    "N030": "do score --closed; xem test_closed.py",
    "N026": "do thư mục; xem test_year_command.py",
    "N027": "do hai văn bản; xem test_year_command.py",
}


def test_every_code_has_its_folder() -> None:
    codes = {k.code for k in vars(catalog).values() if isinstance(k, Kind) and k.code.startswith("N")}
    assert {f.name for f in FOLDERS} == codes - set(ELSEWHERE)


@pytest.mark.snapshots
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_one_mistake(folder: Path, snapshot: Snapshot) -> None:
    texts = library({f.name: f.read_text("utf-8") for f in sorted(folder.iterdir())})
    held = held_period(Path("ky.cchc"), texts)
    found = held.diagnostics
    if held.ok:
        found = status_of(held, texts, datetime.date(2020, 1, 13)).found
    assert {d.code for d in found} == {folder.name}, render_all(found)
    assert all(d.fix and d.span is not None for d in found)
    snapshot.snapshot_dir = HERE.parent / "snapshots" / "periods"
    snapshot.assert_match(f"{render_all(found)}\n", f"{folder.name}.txt")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_an_edit_that_is_offered_takes_its_mistake_away(folder: Path) -> None:
    given = {f.name: f.read_text("utf-8") for f in sorted(folder.iterdir())}
    for d in held_period(Path("ky.cchc"), library(given)).diagnostics:
        for fix in d.fixes:
            after = {**given, "ky.cchc": applied(WrittenText.of(given["ky.cchc"]), fix.edits)}
            assert d.code not in {e.code for e in held_period(Path("ky.cchc"), library(after)).diagnostics}
