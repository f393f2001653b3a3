"""The page in a browser, and what a person does with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from attrs import define, field
from playwright.sync_api import Browser, Locator, Page, expect

_STARTED = 240_000
"""Milliseconds that a start may take where other tests run beside; how fast it is, the benchmarks tell."""
_ANSWERED = 60_000
expect.set_options(timeout=_ANSWERED)


@define
class Opened:
    """An open page, the hosts that anything on it asked, and what went wrong in it."""

    page: Page
    hosts: set[str] = field(factory=set)
    wrong: list[str] = field(factory=list)
    tour: str = ""
    """What the tour said when the page was first opened."""

    files: tuple[str, ...] = ()
    """The files that were there then."""

    @classmethod
    @contextmanager
    def at(cls, browser: Browser, address: str, width: int, height: int, before: str = "") -> Iterator["Opened"]:
        """The page at an address, ready; `before` is a script that runs before those of the page."""
        context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN")
        context.add_init_script(before)
        opened = cls(context.new_page())
        opened.page.set_default_timeout(_ANSWERED)
        context.on("request", lambda request: opened.hosts.add(urlsplit(request.url).hostname or ""))
        opened.page.on("pageerror", lambda error: opened.wrong.append(str(error)))
        opened.page.on("console", lambda m: opened.wrong.append(m.text) if m.type == "error" else None)
        opened.page.goto(address)
        opened.ready()
        opened.tour = opened.page.locator("#tour h2").inner_text()
        opened.files = tuple(opened.page.locator("#file option").all_inner_texts())
        yield opened
        context.close()

    def ready(self) -> None:
        """Wait until the engine answers."""
        self.page.wait_for_selector("body[data-ready]", timeout=_STARTED)

    def start_again(self) -> None:
        """Have the files that the page starts with, and Bảng 1 in the editor."""
        self.page.evaluate("() => { workshop.tour.end(); window.opening = workshop.openExample('2019'); }")
        self.press("Mở, cất kho đang có")
        self.page.evaluate("window.opening")
        expect(self.page.locator("#file")).to_have_value("2019/bang-1.cchc")

    # ---- what a person does

    def file(self, name: str) -> None:
        """Have a file in the editor."""
        self.page.select_option("#file", name)
        self.page.wait_for_selector(f'.cm-content[aria-label="Văn bản: {name}"]')

    def tab(self, key: str) -> Locator:
        """Open a tab; gives the panel."""
        self.page.click(f"#tab-{key}")
        return self.page.locator("#panel")

    def press(self, name: str) -> None:
        """Press a button that is called so."""
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def choose(self, name: str) -> None:
        """Choose from the menu."""
        self.page.click("#menu summary")
        self.page.locator(".menu-items").get_by_role("button", name=name, exact=True).click()

    # ---- what a person sees

    def text(self) -> str:
        """The text of the file in the editor as the page keeps it."""
        kept: str = self.page.evaluate("workshop.kho.files.get(workshop.file).text")
        return kept

    def told(self, words: str) -> None:
        """Wait until the line of state says something."""
        self.page.locator("#status").get_by_text(words).wait_for()
