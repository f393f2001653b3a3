"""One folder for each error, with the texts that lead to it; its snapshot shows them and what is said of them."""

from pathlib import Path

import pytest
from pytest_snapshot.plugin import Snapshot

from cchc_rules.amend import apply
from cchc_rules.diagnostics import catalog, in_order, render_all
from cchc_rules.diagnostics.diagnostic import Kind
from cchc_rules.source import Source
from cchc_rules.syntax.amendment.reader import read_amendment

from .texts import base

BAD = Path(__file__).parent / "bad"
FOLDERS = sorted(p for p in BAD.iterdir() if p.is_dir())
# From S550 to S609 the errors are of what amendments are used for, not of amendments.
KINDS = sorted(
    k.code
    for k in vars(catalog).values()
    if isinstance(k, Kind) and ("S501" <= k.code < "S550" or "S610" <= k.code < "S650")
)


def test_every_error_has_its_folder() -> None:
    assert [f.name for f in FOLDERS] == KINDS


@pytest.mark.snapshots
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_one_mistake(folder: Path, snapshot: Snapshot) -> None:
    texts = {f"{folder.name}/{f.name}": f.read_text("utf-8") for f in sorted(folder.glob("*.cchc"))}
    read = [read_amendment(Source.of(name, text)) for name, text in texts.items()]
    found = [d for r in read for d in r.diagnostics]
    if not found:
        found += apply(base(), [r.value for r in read if r.value is not None]).diagnostics
    assert {d.code for d in found} == {folder.name}, render_all(found)
    parts = [f"--- {name}\n{text}" for name, text in texts.items()]
    snapshot.snapshot_dir = Path(__file__).parents[1] / "snapshots" / "amend"
    snapshot.assert_match("\n".join(parts) + f"\n{render_all(in_order(found))}\n", f"{folder.name}.txt")
