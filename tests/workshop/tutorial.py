"""The first ten minutes of a legal officer, as docs/xuong.md tells them, with a picture of each step.

`python3 dev.py pictures` makes those in docs/hinh anew; nothing compares them.
"""

import base64
import shutil
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from cchc_rules.cli.editor.workshop import server
from cchc_rules.files.page.building import build
from tests.workshop.browser import Opened

DOCS = Path(__file__).resolve().parents[2] / "docs"
FOLDER = DOCS / "hinh"
STEPS = ("mo-trang", "gach-duoi", "phieu", "giai-thich", "truoc-sau", "anh-huong", "man-hinh-hep")
_SIZE = {"width": 1100, "height": 720}
_AS_WEBP = """async (png) => {
  const image = await createImageBitmap(await (await fetch('data:image/png;base64,' + png)).blob());
  const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
  canvas.getContext('2d').drawImage(image, 0, 0);
  return canvas.toDataURL('image/webp', 0.72).split(',')[1];
}"""


def take(opened: Opened, folder: Path) -> None:
    """Go through the tutorial on a page with the files that it starts with, and leave a picture of each step."""
    page = opened.page
    page.evaluate("workshop.tour.begin()")
    before = page.viewport_size
    page.set_viewport_size(_SIZE)
    _write(opened, folder)
    opened.press("Thôi")
    _break_and_mend(opened, folder)
    _fill_in(opened, folder)
    _amend(opened, folder)
    page.set_viewport_size({"width": 360, "height": 640})
    opened.tab("bang")
    page.wait_for_timeout(400)
    _picture(opened, folder, "man-hinh-hep")
    page.set_viewport_size(before or _SIZE)


def _write(opened: Opened, folder: Path) -> None:
    panel = opened.tab("bang")
    panel.get_by_role("button", name="Đến dòng 1.1.2 trong văn bản").click()
    expect(panel.locator("tr.here th")).to_have_text("1.1.2")
    _picture(opened, folder, "mo-trang")


def _break_and_mend(opened: Opened, folder: Path) -> None:
    page = opened.page
    page.locator(".cm-content").focus()
    page.keyboard.press("End")
    for _ in "điểm":
        page.keyboard.press("Backspace")
    page.keyboard.type("diểm")
    panel = opened.tab("kiem-tra")
    expect(panel.locator(".message").first).to_contain_text("từ khóa viết sai dấu")
    page.locator(".cm-content").press("Escape")
    page.wait_for_timeout(1500)
    _picture(opened, folder, "gach-duoi")
    opened.press("Viết “điểm”")
    expect(page.locator(".cm-lintRange-error")).to_have_count(0)


def _fill_in(opened: Opened, folder: Path) -> None:
    opened.file("phieu/so-minh-hoa-01.phieu")
    panel = opened.tab("phieu")
    panel.get_by_role("button", name="Điền").click()
    panel.get_by_label("Bước").select_option("thẩm định")
    expect(panel.get_by_label("1.1.2 Mức độ hoàn thành kế hoạch CCHC: giá trị")).to_have_value("1,5")
    _picture(opened, folder, "phieu")
    panel.get_by_role("button", name="Giải thích").click()
    panel.locator(".headline").wait_for()
    _picture(opened, folder, "giai-thich")


def _amend(opened: Opened, folder: Path) -> None:
    page = opened.page
    opened.file("2019/bang-1.cchc")
    opened.choose("Văn bản sửa đổi mới…")
    page.get_by_label("Áp dụng từ kỳ đánh giá năm").fill("2020")
    opened.press("Được")
    panel = opened.tab("sua-doi")
    panel.get_by_role("button", name="Trước và sau").click()
    panel.get_by_label("Dòng", exact=True).select_option("1.7")
    panel.get_by_label("Điểm tối đa mới").fill("2")
    panel.get_by_role("button", name="Ghi vào văn bản").click()
    expect(panel.locator("tr.gain").first).to_contain_text("22 → 23")
    _picture(opened, folder, "truoc-sau")
    panel.get_by_role("button", name="Ai bị ảnh hưởng").click()
    expect(panel.locator(".headline")).to_contain_text("4 đơn vị đổi xếp loại hoặc hệ quả")
    panel.locator("section").first.scroll_into_view_if_needed()
    _picture(opened, folder, "anh-huong")


def _picture(opened: Opened, folder: Path, name: str) -> None:
    png = base64.b64encode(opened.page.screenshot()).decode()
    blank = opened.page.context.new_page()  # the page's own policy fetches nothing, not even from itself as data
    webp = blank.evaluate(_AS_WEBP, png)
    blank.close()
    folder.mkdir(exist_ok=True)
    (folder / f"xuong-{name}.webp").write_bytes(base64.b64decode(webp))


def main() -> None:
    """Build the page and make the pictures of the docs."""
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        built = Path(scratch) / "page"
        refused = build(built)
        assert refused is None, refused
        with server(built, 0) as served:
            threading.Thread(target=served.serve_forever, daemon=True).start()
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            with Opened.at(browser, f"http://127.0.0.1:{served.server_port}/", 1100, 720) as opened:
                take(opened, FOLDER)
            browser.close()
            served.shutdown()


if __name__ == "__main__":
    main()
