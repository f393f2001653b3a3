"""Mục IV.5 from end to end on the year of the examples: register, what came in, draw, ranking, what is published."""

from pathlib import Path

import pytest

from cchc_rules.api.library import Library
from cchc_rules.api.period.draw import draw_of
from cchc_rules.api.period.held import held_period
from cchc_rules.api.period.registers import registers_of
from cchc_rules.api.publishing.published import publishing
from cchc_rules.api.sheets.score import score_files, sheet_files
from cchc_rules.cli.main import run
from cchc_rules.diagnostics import Diagnostic
from cchc_rules.model.stages import Stage
from tests.periods.given import RUBRIC, period, sheet

ROOT = Path(__file__).resolve().parents[2]
YEAR = ROOT / "examples/2019"
Capture = pytest.CaptureFixture[str]


def test_from_the_register_to_what_is_published() -> None:
    library = Library()
    held = held_period(YEAR / "ky-danh-gia.cchc", library)
    assert held.ok and not held.diagnostics
    registers, files = registers_of([YEAR], None, library), sheet_files([YEAR])
    scored = score_files(files, library, registers=registers)
    assert not scored.bad and not scored.missing
    made = publishing(files, library, None, False, registers=registers)
    assert made.published.closed
    ranked = [[(u.rank, u.standing.header.unit) for u in r.units] for r in scored.rankings]
    assert [
        [(u.ranked.rank, u.ranked.standing.header.unit) for u in r.units] for r in made.published.rankings
    ] == ranked
    assert [len(r) for r in ranked] == [19, 10]


def test_the_units_re_checked_are_those_drawn_and_chosen() -> None:
    """What the sheets of the examples say of the re-check is what the minutes of the draw say."""
    library = Library()
    held = held_period(YEAR / "ky-danh-gia.cchc", library)
    draw = draw_of(held, None)
    assert not isinstance(draw, Diagnostic)
    called = {one.unit for s in draw.stages for one in s.drawn} | {p.unit for s in draw.stages for p in s.picked}
    scored = score_files(sheet_files([YEAR]), library)
    seen = {u.standing.header.unit for r in scored.rankings for u in r.units if Stage.REVIEW in u.standing.seen_by}
    assert seen == called == {"Sở Minh họa 01", "Sở Minh họa 15", "Huyện Minh họa 03", "Thị xã Minh họa 09"}


@pytest.mark.parametrize(
    ("sheets", "more", "status", "code"),
    [
        (("Sở A", "Sở B"), (), 0, "tạm tính"),
        (("Sở A",), (), 0, "N025"),
        (("Sở A",), ("--closed",), 1, "N030"),
        (("Sở A", "Sở Á"), (), 1, "N020"),
    ],
)
def test_publishing_follows_the_register(
    sheets: tuple[str, ...], more: tuple[str, ...], status: int, code: str, tmp_path: Path, capsys: Capture
) -> None:
    folder = tmp_path / "nam"
    folder.mkdir()
    texts = {"mau.cchc": RUBRIC, "ky.cchc": period("Sở A", "Sở B"), **{f"{n}.phieu": sheet(n) for n in sheets}}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    output = tmp_path / "cong-bo"
    assert run(["publish", str(folder), "-o", str(output), *more]) == status
    told = capsys.readouterr().err
    assert (code in told) is (code != "tạm tính")
    assert output.exists() is ("--closed" not in more)
