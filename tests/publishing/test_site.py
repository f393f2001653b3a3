"""The site of a year in a real browser, opened from disk as whoever gets the folder does."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cchc_rules.cli.main import run
from tests.publishing.conftest import YEAR
from tests.support.outside import needs

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [needs("chromium"), pytest.mark.long]
CHECK = (Path(__file__).parent / "accessible.js").read_text("utf-8")
PAGES = ("index.html", "linh-vuc.html", "don-vi/so-minh-hoa-01.html", "don-vi/so-minh-hoa-12.html")


@pytest.fixture
def page(browser: "Browser", published: Path) -> "Page":
    """The ranking, in a browser that can reach nothing but the folder."""
    made = browser.new_page()
    made.asked = []  # type: ignore[attr-defined]
    made.on("request", lambda request: made.asked.append(request.url))  # type: ignore[attr-defined]
    made.goto((published / "trang" / "index.html").as_uri())
    yield made
    made.close()


def units(page: "Page", table: str = "#xep-hang-1") -> list[str]:
    """The units that are shown, in their order."""
    return page.locator(f"{table} tbody tr:visible th").all_inner_texts()


def test_no_page_asks_anything_of_another_place(page: "Page", published: Path) -> None:
    for name in PAGES:
        page.goto((published / "trang" / name).as_uri())
    asked = page.asked  # type: ignore[attr-defined]
    folder = (published / "trang").as_uri()
    assert asked and [url for url in asked if not url.startswith((folder, "data:"))] == []
    text = "".join(p.read_text("utf-8") for p in (published / "trang").rglob("*.*"))
    assert "http" not in text.replace("http-equiv", "")


def test_sorted_by_a_column_both_ways(page: "Page") -> None:
    by_rank = units(page)
    assert by_rank[:3] == ["Sở Minh họa 15", "Sở Minh họa 02", "Sở Minh họa 03"]
    head = page.locator("#xep-hang-1 thead th").filter(has_text="Chỉ số")
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending" and units(page)[0] == "Sở Minh họa 11"
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    # 90,00% stands before 89,996%, and one that is not known yet by the least that it can be.
    assert units(page)[:3] == by_rank[:3] and units(page).index("Sở Minh họa 17") == 10
    name = page.locator("#xep-hang-1 thead th").filter(has_text="Đơn vị")
    name.get_by_role("button").press("Enter")
    assert units(page) == sorted(units(page)) and head.get_attribute("aria-sort") is None


def test_filtered_by_name_without_marks_band_and_consequence(page: "Page") -> None:
    form = page.locator("form.filters").first
    form.get_by_label("Tìm đơn vị").fill("minh hoa 0")
    assert len(units(page)) == 9 and form.locator("output").inner_text() == "9/19 đơn vị"
    form.get_by_label("Xếp loại").select_option("Trung bình")
    assert units(page) == ["Sở Minh họa 09", "Sở Minh họa 05"]
    form.get_by_label("Tìm đơn vị").fill("")
    form.get_by_label("Xếp loại").select_option("")
    form.get_by_label("Hệ quả").select_option("2")
    assert units(page) == ["Sở Minh họa 10", "Sở Minh họa 11"]
    # The other table has filters of its own.
    assert len(units(page, "#xep-hang-2")) == 10


def test_a_unit_is_opened_and_says_what_explain_says(page: "Page", capsys: pytest.CaptureFixture[str]) -> None:
    page.get_by_role("link", name="Sở Minh họa 01").click()
    assert page.locator("h1").inner_text() == "Sở Minh họa 01"
    shown = page.locator("main").inner_text()
    assert run(["explain", str(YEAR / "bang-1" / "so-minh-hoa-01.phieu"), "--no-source"]) == 0
    headline, *lines = capsys.readouterr().out.splitlines()
    for line in (*headline.split(" · "), *lines):
        # A line of the terminal is a part of a sentence here, or cells beside one another.
        for part in line.strip().split("  "):
            assert " ".join(part.split()) in " ".join(shown.split()) or "─" in part
    assert ".cchc" not in shown and "4 trong 19 đơn vị" in shown
    page.get_by_role("link", name="Kết quả xếp hạng").click()
    assert len(units(page)) == 19


def test_figures_are_the_engines_own_words(page: "Page") -> None:
    row = page.locator("#xep-hang-1 tbody tr").nth(2)
    assert row.locator("td").all_inner_texts()[:5] == ["3", "89,546", "99,5", "89,996%", "Tốt"]
    assert page.locator("#xep-hang-1").inner_html().count("90,00%") == 1


@pytest.mark.parametrize("width", [1200, 360])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_keeps_anybody_from_reading(name: str, width: int, browser: "Browser", published: Path) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((published / "trang" / name).as_uri())
    assert page.evaluate(CHECK) == []
    # What is wider than the page is scrolled in its own frame.
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_without_a_script_everything_is_there(browser: "Browser", published: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((published / "trang" / "index.html").as_uri())
    assert page.locator("#xep-hang-1 tbody tr:visible").count() == 19
    assert page.locator("form.filters:visible").count() == 0
    context.close()


def test_fields_are_compared(page: "Page") -> None:
    page.get_by_role("link", name="So các lĩnh vực").click()
    head = page.locator("#linh-vuc-1 thead th").nth(7)
    head.get_by_role("button").click()
    assert units(page, "#linh-vuc-1")[0] == "Sở Minh họa 11"
    cell = page.locator("#linh-vuc-1 tbody tr").filter(has_text="Sở Minh họa 01").locator("td").nth(6)
    assert cell.inner_text().strip() == "69,23%"
    assert cell.locator("svg").get_attribute("aria-label") == "7: 69,23%"


def test_a_field_without_a_share_has_no_point(page: "Page", published: Path) -> None:
    page.goto((published / "trang" / "don-vi" / "so-minh-hoa-12.html").as_uri())
    radar = page.locator("svg.radar")
    assert radar.locator("rect.dot").count() == 6 and radar.locator("line.none").count() == 1
    assert "2: –" in radar.locator("desc").text_content()


def test_on_paper_sums_come_first_and_what_is_pressed_is_left_out(page: "Page", published: Path) -> None:
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible() and not page.locator("form.filters").first.is_visible()
    page.goto((published / "trang" / "don-vi" / "so-minh-hoa-01.html").as_uri())
    order = page.evaluate("""[...document.querySelectorAll("main > section")]
        .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
        .map((section) => section.querySelector("h2").innerText)""")
    assert order[:3] == ["THEO LĨNH VỰC", "HỆ QUẢ", "ĐỐI CHIẾU"] and order[-1] == "Các lĩnh vực"


def test_year_against_year(browser: "Browser", later: Path, tmp_path: Path) -> None:
    folder = tmp_path / "2020"
    (tmp_path / "2019").mkdir()
    for sheet in (YEAR / "bang-1").glob("*.phieu"):
        if sheet.name != "so-minh-hoa-15.phieu":
            (tmp_path / "2019" / sheet.name).write_bytes(sheet.read_bytes())
    assert run(["publish", str(later), "--compare", str(tmp_path / "2019"), "-o", str(folder)]) == 0
    page = browser.new_page()
    page.goto((folder / "trang" / "so-nam.html").as_uri())
    rows = {r[0]: r[1:] for r in (row.locator("th, td").all_inner_texts() for row in page.locator("tbody tr").all())}
    assert rows["Sở Minh họa 15"] == ["không có phiếu", "–", "–", "92,65%", "Rất tốt", "1", "–"]
    assert rows["Sở Minh họa 03"][0] == rows["Sở Minh họa 03"][3] == "89,996%"
    assert rows["Sở Minh họa 03"][-1] == "= không đổi" and rows["Sở Minh họa 01"][-1] == "▼ giảm"
    assert rows["Sở Minh họa 17"][-1] == "chưa rõ"
    assert page.evaluate(CHECK) == []
    page.close()
