"""One year published once, and one browser, for all tests of this folder."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cchc_rules.cli.main import run

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
YEAR = ROOT / "examples" / "2019"


@pytest.fixture(scope="session")
def later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sheets of 2020: those of 2019 with the points of one unit lower."""
    folder = tmp_path_factory.mktemp("nam-sau")
    for sheet in sorted((YEAR / "bang-1").glob("*.phieu")):
        text = sheet.read_text("utf-8").replace("năm: 2019", "năm: 2020")
        (folder / sheet.name).write_text(text, "utf-8")
    first = folder / "so-minh-hoa-01.phieu"
    lower = first.read_text("utf-8").replace("thẩm định: 1 điểm\n", 'thẩm định: 0,5 điểm, vì "thiếu"\n', 1)
    first.write_text(lower, "utf-8")
    return folder


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both tables of 2019 with their units published beside one another."""
    folder = tmp_path_factory.mktemp("cong-bo") / "2019"
    assert run(["publish", str(YEAR / "bang-1"), str(YEAR / "bang-2"), "-o", str(folder)]) == 0
    return folder


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """The system's own Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        made = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield made
        made.close()
