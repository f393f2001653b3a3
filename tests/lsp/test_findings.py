"""Findings as typed, in the file that they stand in, with what mends them."""

import unicodedata
from pathlib import Path

import pytest

from cchc_rules.lsp.features.diagnostics import beside, findings
from cchc_rules.lsp.features.fixes import FileChange, fix_all, quick_fixes
from cchc_rules.lsp.features.formatting import formatting
from cchc_rules.lsp.text.desk import Desk
from cchc_rules.lsp.text.positions import changed
from tests.lsp.marked import AMENDMENT, CASE, ROOT, SHEET, TABLE, Marked, marked

NOT_YET = "S550"
"""That amendments beside the table do not count as long as no year is asked for."""
WAYS = {
    "nfc": lambda text: text,
    "nfd": lambda text: unicodedata.normalize("NFD", text),
    "tab": lambda text: text.replace(" - ", "\t- ").replace("  [", "\t["),
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "cặp thay thế": lambda text: text.replace('"Kế hoạch"', '"Kế hoạch 😀𝔘"'),
}


def codes(m: Marked) -> list[str]:
    return [f.diagnostic.code for f in findings(m.desk, m.document)]


def shown(m: Marked) -> list[tuple[str, str]]:
    """The words that each finding underlines."""
    e = m.document.editor
    return [
        (
            f.diagnostic.code,
            unicodedata.normalize("NFC", m.document.text[e.offset(f.range.start) : e.offset(f.range.end)]),
        )
        for f in findings(m.desk, m.document)
    ]


def after(m: Marked, changes: tuple[FileChange, ...]) -> str:
    [file] = changes
    text = m.document.text
    for change in sorted(file.changes, key=lambda c: c.range.start, reverse=True):
        text = changed(text, change)
    return text


@pytest.mark.parametrize("name", ["mau_cchc", "so-a_phieu", "sua-1_cchc", "thu_thu"])
def test_sound_texts_of_every_kind_have_no_finding(name: str) -> None:
    texts = {"mau_cchc": TABLE, "so-a_phieu": SHEET, "sua-1_cchc": AMENDMENT, "thu_thu": CASE}
    m = marked(**({"mau_cchc": TABLE} | {name: texts[name]}))
    document = m.desk.document(ROOT / name.replace("_", "."))
    assert document is not None
    assert [f.diagnostic for f in findings(m.desk, document) if f.diagnostic.code != NOT_YET] == []


@pytest.mark.parametrize("way", WAYS)
def test_a_finding_underlines_its_words_however_they_are_written(way: str) -> None:
    text = WAYS[way](TABLE.replace("[số vụ] × 0,5", "[số vụ việc] × 0,5"))
    assert "[số vụ việc]" in dict(shown(marked(mau_cchc=text)))["K313"]


@pytest.mark.parametrize("way", WAYS)
def test_a_fix_of_spelling_mends_the_text_and_keeps_how_the_rest_is_written(way: str) -> None:
    wrong, right = WAYS[way](TABLE.replace("6 điểm\n    cách", "6 diem\n    cách")), WAYS[way](TABLE)
    m = marked(mau_cchc=wrong)
    [offer] = [o for f in findings(m.desk, m.document) for o in quick_fixes(m.desk, m.document, f.range)][:1]
    assert after(m, offer.files) == right
    assert offer.preferred
    every = fix_all(m.desk, m.document)
    assert every is not None and after(m, every.files) == right


def test_what_asserts_something_is_never_mended_with_all() -> None:
    text = TABLE.replace('1.2 "Hồ sơ": 6 điểm', '1.2 "Hồ sơ": 5 điểm')
    m = marked(mau_cchc=text)
    assert codes(m)
    assert fix_all(m.desk, m.document) is None


def test_a_sheet_is_checked_by_the_table_as_it_is_typed() -> None:
    text = TABLE.replace("[số vụ]", "[số vụ việc]")
    assert "P424" in codes(marked(so_phieu=SHEET + "¦", mau_cchc=text))


def test_a_change_of_common_provisions_is_felt_in_the_tables_that_use_it() -> None:
    common = 'QUY ĐỊNH CHUNG chung "Chung"\n  văn bản: Quyết định 01/QĐ-MH ngày 01/01/2019\n¦'
    one, two = (
        TABLE.replace("BỘ TIÊU CHÍ mau", f"BỘ TIÊU CHÍ {n}").replace("  tổng", "  dùng: chung\n  tổng") for n in "ab"
    )
    m = marked(a_cchc=one, b_cchc=two, chung_cchc=common)
    assert [d.path.name for d in beside(m.desk, m.document)] == ["a.cchc", "b.cchc"]


def test_json_that_is_no_sheet_is_nobody_s_business() -> None:
    assert codes(marked(package_json='{"name": 1,}¦')) == []


def test_a_file_that_cannot_be_read_is_told_of() -> None:
    desk = Desk({}, Path("/kho"))
    assert desk.document(Path("/kho/khong-co.cchc")) is None


def test_formatting_is_what_fmt_writes_and_nothing_for_a_broken_text() -> None:
    loose = marked(mau_cchc=TABLE.replace("  từ 50%", "        từ   50%"))
    [change] = formatting(loose.desk, loose.document)
    canonical = changed(loose.document.text, change)
    again = marked(mau_cchc=canonical)
    assert formatting(again.desk, again.document) == ()
    broken = marked(mau_cchc=TABLE + "  vân vân\n")
    assert formatting(broken.desk, broken.document) == ()
