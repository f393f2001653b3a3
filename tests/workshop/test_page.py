"""The page in Chromium: what a legal officer does in it, on a wide screen, a narrow one, and by keyboard."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.outside import needs
from tests.workshop import tutorial
from tests.workshop.browser import Opened

pytestmark = [needs("chromium", "node", "npm"), pytest.mark.long]
TABLE, SHEET = "2019/bang-1.cchc", "phieu/so-minh-hoa-01.phieu"
DRAFT = "2019/sua-doi/sua-doi-moi.cchc"


def test_it_starts_with_the_tables_of_2019_and_a_tour(laptop: Opened) -> None:
    assert laptop.tour.startswith("1/5")
    assert len(laptop.files) == 22 and {"bang-1.cchc", "bang-2.cchc", "quy-dinh-chung.cchc"} <= {*laptop.files}


def test_the_tour_does_what_it_tells(wide: Opened) -> None:
    wide.choose("Làm quen trong năm bước")
    tour = wide.page.locator("#tour")
    seen = [
        ".cm-activeLine",
        ".cm-lintRange-error",
        ".sheet .result",
        ".amendment .headline li:last-child",
        "#menu[open]",
    ]
    for step, selector in enumerate(seen, 1):
        expect(tour.locator("h2")).to_contain_text(f"{step}/5")
        tour.get_by_role("button", name="Làm thử giúp tôi").click()
        expect(wide.page.locator(selector).first).to_be_visible()
        if step == 4:
            expect(wide.page.locator(selector)).to_contain_text("4 đơn vị đổi xếp loại hoặc hệ quả")
        tour.get_by_role("button", name="Tiếp" if step < 5 else "Xong").click()
    expect(tour).to_be_hidden()


def test_a_row_of_the_table_leads_to_its_line_and_back(wide: Opened) -> None:
    panel = wide.tab("bang")
    panel.get_by_role("button", name="Đến dòng 1.4.2 trong văn bản").click()
    expect(wide.page.locator(".cm-activeLine")).to_contain_text('1.4.2 "')
    expect(panel.locator("tr.here th")).to_have_text("1.4.2")
    expect(wide.page.locator(".cm-content")).to_be_focused()


def test_a_broken_line_is_underlined_and_its_fix_mends_it(wide: Opened) -> None:
    sound = wide.text()
    wide.tab("bang").get_by_role("button", name="Đến dòng 1.1.2 trong văn bản").click()
    wide.page.keyboard.press("End")
    for _ in "điểm":
        wide.page.keyboard.press("Backspace")
    wide.page.keyboard.type("diểm")
    expect(wide.page.locator(".cm-lintRange-error").first).to_have_text("diểm")
    panel = wide.tab("kiem-tra")
    expect(panel.locator(".message").first).to_contain_text("từ khóa viết sai dấu")
    wide.press("Viết “điểm”")
    expect(wide.page.locator(".cm-lintRange-error")).to_have_count(0)
    assert wide.text() == sound


def test_words_are_offered_while_one_types(wide: Opened) -> None:
    wide.file(SHEET)
    sound = wide.text()
    wide.page.locator(".cm-content").focus()
    wide.page.keyboard.press("Control+End")
    wide.page.keyboard.type("\n  phúc")
    wide.page.keyboard.press("Control+Space")
    expect(wide.page.locator(".cm-tooltip-autocomplete li").first).to_be_visible()
    wide.page.keyboard.press("Escape")
    for _ in range(2):
        wide.page.keyboard.press("Control+z")
    if wide.text() != sound:
        wide.page.keyboard.press("Control+z")
    assert wide.text() == sound


def test_a_sheet_is_filled_in_as_a_form(wide: Opened) -> None:
    wide.file(SHEET)
    panel = wide.tab("phieu")
    panel.get_by_role("button", name="Điền").click()
    expect(panel.locator(".result")).to_contain_text("86,4/99 điểm")
    panel.get_by_label("Bước").select_option("thẩm định")
    value = panel.get_by_label("1.1.2 Mức độ hoàn thành kế hoạch CCHC: giá trị")
    expect(value).to_have_value("1,5")
    value.fill("2")
    value.press("Tab")
    expect(panel.locator(".result")).to_contain_text("86,9/99 điểm")
    assert 'thẩm định: 2 điểm, vì "hoàn thành 17/20 nhiệm vụ của kế hoạch"' in wide.text()
    value.fill("hai")
    value.press("Tab")
    expect(panel.locator(".wrong").filter(has_text="không hiểu “hai”")).to_be_visible()
    panel.get_by_role("button", name="Giải thích").click()
    expect(panel.locator(".headline")).to_contain_text("86,9/99 điểm")


def draft_one(opened: Opened) -> None:
    """Write an amendment of Bảng 1 that changes nothing yet."""
    opened.choose("Văn bản sửa đổi mới…")
    opened.page.get_by_label("Áp dụng từ kỳ đánh giá năm").fill("2020")
    opened.press("Được")
    expect(opened.page.locator("#file")).to_have_value(DRAFT)


def test_a_maximum_is_amended_and_who_changes_band_is_seen(wide: Opened) -> None:
    draft_one(wide)
    panel = wide.tab("sua-doi")
    panel.get_by_role("button", name="Trước và sau").click()
    panel.get_by_label("Dòng", exact=True).select_option("1.7")
    expect(panel.get_by_text("đang là 1 điểm")).to_be_visible()
    panel.get_by_label("Điểm tối đa mới").fill("2")
    panel.get_by_role("button", name="Ghi vào văn bản").click()
    expect(panel.locator("tr.gain").first).to_contain_text("22 → 23")
    assert "  SỬA 1.7 điểm tối đa: từ 1 điểm thành 2 điểm\n" in wide.text()
    panel.get_by_role("button", name="Ai bị ảnh hưởng").click()
    expect(panel.locator(".headline")).to_contain_text("4 đơn vị đổi xếp loại hoặc hệ quả")
    crossing = panel.locator("section").first
    expect(crossing.locator("h2")).to_have_text("Đổi xếp loại hoặc hệ quả")
    expect(crossing.locator("tbody tr")).to_have_count(4)


def test_a_link_carries_everything_and_what_was_here_comes_back(wide: Opened) -> None:
    draft_one(wide)
    wide.page.evaluate("navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }")
    wide.choose("Chép liên kết mang cả ví dụ")
    wide.told("Đã chép liên kết")
    link = wide.page.evaluate("window.copied")
    wide.file(DRAFT)
    draft = wide.text()
    wide.choose("Bỏ tệp khỏi kho…")
    wide.press("Bỏ")
    expect(wide.page.locator(f'#file option[value="{DRAFT}"]')).to_have_count(0)
    wide.page.evaluate("link => { location.hash = new URL(link).hash; }", link)
    wide.press("Mở, cất kho đang có")
    expect(wide.page.locator(f'#file option[value="{DRAFT}"]')).to_have_count(1)
    wide.file(DRAFT)
    assert wide.text() == draft
    wide.choose("Lấy lại kho trước")
    expect(wide.page.locator(f'#file option[value="{DRAFT}"]')).to_have_count(0)
    wide.page.evaluate("location.hash = '#vd=hỏng'")
    wide.told("Liên kết hỏng")


def test_nothing_is_lost_on_reload_and_all_can_be_erased(wide: Opened) -> None:
    names = wide.page.locator("#file option").all_inner_texts()
    wide.file(SHEET)
    wide.page.locator(".cm-content").focus()
    wide.page.keyboard.press("Control+Home")
    wide.page.keyboard.type("# của tôi\n")
    wide.page.reload()
    wide.ready()
    assert wide.text().startswith("# của tôi\nPHIẾU CHẤM ĐIỂM")
    assert wide.page.locator("#file option").count() == len(names)
    wide.choose("Giữ ở đâu, xóa thế nào…")
    expect(wide.page.locator("dialog")).to_contain_text("IndexedDB")
    wide.press("Xóa mọi thứ đã giữ")
    wide.press("Xóa hết")
    wide.page.wait_for_selector("body:not([data-ready])", state="attached")
    wide.ready()
    wide.file(SHEET)
    assert wide.text().startswith("PHIẾU CHẤM ĐIỂM")


def test_the_tutorial_goes_as_it_is_told_and_makes_its_pictures(wide: Opened, tmp_path: Path) -> None:
    tutorial.take(wide, tmp_path)
    made = {p.stem.removeprefix("xuong-"): p.stat().st_size for p in tmp_path.iterdir()}
    assert set(made) == set(tutorial.STEPS) and all(10_000 < size < 150_000 for size in made.values())
    told = (tutorial.DOCS / "xuong.md").read_text("utf-8")
    assert [step for step in tutorial.STEPS if f"(hinh/xuong-{step}.webp)" not in told] == []


def test_sliders_try_other_figures(wide: Opened) -> None:
    wide.choose("Ví dụ: chấm theo số liệu")
    wide.press("Mở, cất kho đang có")
    wide.page.wait_for_selector('.cm-content[aria-label*="huong-dan/so-minh-hoa-21.phieu"]')
    panel = wide.tab("tinh-thu")
    expect(panel.locator(".result strong")).to_contain_text("điểm")
    panel.get_by_label("Tìm số liệu").fill("nhiệm vụ cchc hoàn thành")
    slider = panel.get_by_label("nhiệm vụ CCHC hoàn thành, thanh trượt")
    expect(slider).to_have_value("19")
    slider.focus()
    slider.press("ArrowRight")
    expect(panel.locator(".result li").first).to_contain_text("→")
    assert "hoàn thành]: 20, TLKC" in wide.text(), "nothing is written into the sheet"


def test_print_shows_what_stands_beside_the_text(wide: Opened) -> None:
    wide.tab("bang")
    wide.page.emulate_media(media="print")
    assert wide.page.locator(".editor").is_hidden() and wide.page.locator("#panel").is_visible()
    wide.page.emulate_media(media="screen")


def test_no_other_host_can_be_asked(wide: Opened) -> None:
    assert wide.hosts == {"127.0.0.1"} and wide.wrong == []
    refused = "fetch('https://example.org/').then(() => 'sent', () => 'refused')"
    assert wide.page.evaluate(refused) == "refused"
    assert wide.hosts == {"127.0.0.1"}
    wide.wrong.clear()  # the browser tells that it refused


# ---- files, and a narrow screen

PICKERS = """() => {
  window.showSaveFilePicker = async ({ suggestedName }) => {
    const folder = await navigator.storage.getDirectory();
    return folder.getFileHandle(suggestedName, { create: true });
  };
}"""
SAVED = """async (name) => {
  const folder = await navigator.storage.getDirectory();
  return (await (await folder.getFileHandle(name)).getFile()).text();
}"""


def open_file(opened: Opened, path: Path) -> None:
    opened.page.click("#menu summary")
    with opened.page.expect_file_chooser() as asked:
        opened.page.get_by_role("button", name="Mở tệp…").click()
    asked.value.set_files(path)


def test_a_narrow_screen_shows_one_thing_at_a_time_and_keys_reach_all(narrow: Opened) -> None:
    page = narrow.page
    for key in ("bang", "kiem-tra", "phieu", "sua-doi", "tinh-thu", "van-ban"):
        page.locator(f"#tab-{key}").focus()
        page.keyboard.press("Enter")
        assert page.locator("#panel").is_visible() is (key != "van-ban")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, key
    page.keyboard.press("ArrowRight")
    expect(page.locator("#tab-bang")).to_have_attribute("aria-selected", "true")


def test_files_are_opened_and_saved_as_they_are_written(narrow: Opened, tmp_path: Path) -> None:
    page, mine = narrow.page, tmp_path / "cua-toi.phieu"
    sheet = Path(__file__).parents[2] / f"examples/2019/bang-1/{Path(SHEET).name}"
    mine.write_bytes(sheet.read_bytes().replace(b"\n", b"\r\n"))
    open_file(narrow, mine)
    page.wait_for_selector('.cm-content[aria-label="Văn bản: cua-toi.phieu"]', state="attached")
    page.locator("#tab-van-ban").click()
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+Home")
    page.keyboard.type("# xem\n")
    with page.expect_download() as loaded:
        page.keyboard.press("Control+s")
    saved = Path(loaded.value.path()).read_bytes()
    assert loaded.value.suggested_filename == "cua-toi.phieu"
    assert saved == b"# xem\r\n" + mine.read_bytes()
    with page.expect_download() as whole:
        narrow.choose("Tải cả kho thành một tệp")
    packed = json.loads(Path(whole.value.path()).read_text("utf-8"))
    assert packed["files"]["cua-toi.phieu"].startswith("# xem\n") and len(packed["files"]) == 23
    page.evaluate(PICKERS)
    page.keyboard.press("Control+s")
    narrow.told("Đã lưu cua-toi.phieu.")
    assert page.evaluate(SAVED, "cua-toi.phieu") == saved.decode()


def test_no_file_is_written_over_unasked(narrow: Opened, tmp_path: Path) -> None:
    mine = tmp_path / Path(SHEET).name
    mine.write_text("# một\n", "utf-8")
    for text, name in (("# một\n", mine.name), ("# hai\n", "so-minh-hoa-01-2.phieu")):
        mine.write_text(text, "utf-8")
        open_file(narrow, mine)
        if text == "# hai\n":
            expect(narrow.page.locator("dialog")).to_contain_text(f"cùng tên mà nội dung khác: {mine.name}")
            narrow.press("Mở bên cạnh, tên khác")
        expect(narrow.page.locator(f'#file option[value="{name}"]')).to_have_count(1)
        expect(narrow.page.locator("#file")).to_have_value(name)
        assert narrow.text() == text


def test_a_second_window_keeps_nothing_and_says_so(narrow: Opened, address: str) -> None:
    second = narrow.page.context.new_page()
    second.goto(address)
    expect(second.get_by_text("đang mở ở một cửa sổ khác")).to_be_visible()
    second.close()


NAMELESS = """() => [...document.querySelectorAll("button, select, input, [role=tab]")].filter((one) => {
  const labels = [...(one.labels ?? [])].map((label) => label.textContent).join("");
  const own = one.tagName === "SELECT" || one.tagName === "INPUT" ? "" : one.textContent;
  return one.offsetParent && !(one.ariaLabel || labels || own).trim();
}).map((one) => one.outerHTML.slice(0, 200))"""


def test_everything_that_can_be_filled_in_or_pressed_has_a_name(wide: Opened) -> None:
    for key in ("bang", "kiem-tra", "phieu", "sua-doi", "tinh-thu"):
        wide.tab(key)
        wide.page.wait_for_timeout(300)
        assert wide.page.evaluate(NAMELESS) == [], key
