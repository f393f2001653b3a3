"""The page as it is built for people, served from this machine and opened in a browser; built once for all workers.

`CCHC_WORKSHOP_PAGE` names a folder where it is already built, for those who work on the tests themselves.
"""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from cchc_rules.cli.editor.workshop import server
from cchc_rules.files.page.building import build, is_page
from tests.workshop.browser import Opened

_LONGEST = 400
NO_PICKERS = "for (const n of ['showSaveFilePicker', 'showOpenFilePicker', 'showDirectoryPicker']) delete window[n];"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the page."""
    if os.environ.get("CCHC_WORKSHOP_PAGE"):
        return Path(os.environ["CCHC_WORKSHOP_PAGE"])
    own = tmp_path_factory.getbasetemp()
    # Workers that run beside each other have folders of their own in one folder.
    shared = own.parent if own.name.startswith("popen-") else own
    page = shared / "workshop-page"
    try:
        (shared / "workshop-page.lock").mkdir()
    except FileExistsError:
        end = time.monotonic() + _LONGEST
        while not is_page(page):
            assert time.monotonic() < end, "another worker builds the page, and does not come to an end"
            time.sleep(0.5)
        return page
    assert build(page) is None
    return page


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """Where the page is served."""
    with server(built, 0) as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}/"
        served.shutdown()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def laptop(chromium: Browser, address: str) -> Iterator[Opened]:
    """The page on a wide screen, as it is when it is opened for the first time."""
    with Opened.at(chromium, address, 1200, 850) as opened:
        yield opened
        assert opened.wrong == [] and opened.hosts == {"127.0.0.1"}


@pytest.fixture(scope="session")
def telephone(chromium: Browser, address: str) -> Iterator[Opened]:
    """The page on a narrow screen, in a browser that can write no files."""
    with Opened.at(chromium, address, 360, 740, NO_PICKERS) as opened:
        yield opened
        assert opened.wrong == [] and opened.hosts == {"127.0.0.1"}


@pytest.fixture
def wide(laptop: Opened) -> Opened:
    """The page on a wide screen with the files that it starts with, whatever other tests left there."""
    laptop.start_again()
    return laptop


@pytest.fixture
def narrow(telephone: Opened) -> Opened:
    """The same on a narrow screen."""
    telephone.start_again()
    return telephone
