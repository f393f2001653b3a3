"""Each feature as a table: a text with the cursor in it, and what is shown there."""

import unicodedata
from itertools import pairwise

import pytest

from cchc_rules.lsp.features.code_lens import code_lens
from cchc_rules.lsp.features.completion import completions
from cchc_rules.lsp.features.fixes import FileChange
from cchc_rules.lsp.features.hover import hover
from cchc_rules.lsp.features.inlay_hints import inlay_hints
from cchc_rules.lsp.features.navigation import definition, references
from cchc_rules.lsp.features.pages import explanation_page, impact_page, table_page
from cchc_rules.lsp.features.present_values import insertions
from cchc_rules.lsp.features.rename import Refused, rename
from cchc_rules.lsp.features.semantic_tokens import coloured
from cchc_rules.lsp.features.symbols import document_symbols, folding, workspace_symbols
from cchc_rules.lsp.text.desk import Desk
from cchc_rules.lsp.text.positions import Range, changed
from tests.lsp.marked import AMENDMENT, CASE, ROOT, SHEET, TABLE, Marked, marked

GUIDANCE = """\
HƯỚNG DẪN CHẤM ĐIỂM huong-dan "Hướng dẫn"
  văn bản: Hướng dẫn 03/HD-MH ngày 01/03/2019
  cho bộ tiêu chí: mau
SỐ LIỆU
  [cuộc họp]: số đếm, do đơn vị
"""
NFD = ("nfd", lambda text: unicodedata.normalize("NFD", text))
WAYS = [
    ("nfc", str),
    NFD,
    ("tab", lambda t: t.replace("  ", "\t")),
    ("cặp thay thế", lambda t: t.replace("Kế", "😀Kế")),
]


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def edited(m: Marked, files: tuple[FileChange, ...]) -> dict[str, str]:
    """Each file by name as it is after the changes."""
    texts = {}
    for file in files:
        document = m.desk.document(file.path)
        assert document is not None
        text = document.text
        for change in sorted(file.changes, key=lambda c: c.range.start, reverse=True):
            text = changed(text, change)
        texts[file.path.name] = text
    return texts


# ---- places of names


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"mau_cchc": TABLE.replace("- [số vụ]", "- [số ¦vụ]")}, ["mau.cchc:13"]),
        ({"mau_cchc": TABLE.replace("- [số vụ]", "- [số vụ, nă¦m trước]")}, ["mau.cchc:13"]),
        ({"mau_cchc": TABLE, "so_phieu": SHEET.replace("[số", "[¦số")}, ["mau.cchc:13"]),
        ({"mau_cchc": TABLE, "so_phieu": SHEET.replace("chí: mau", "chí: ma¦u")}, ["mau.cchc:1"]),
        ({"mau_cchc": TABLE, "sua_cchc": AMENDMENT.replace("SỬA 1.1", "SỬA 1.1¦")}, ["mau.cchc:16"]),
        ({"mau_cchc": TABLE, "sua_cchc": AMENDMENT.replace("đổi: mau", "đổi: m¦au")}, ["mau.cchc:1"]),
        ({"mau_cchc": TABLE, "hd_cchc": GUIDANCE.replace("chí: mau", "chí: m¦au")}, ["mau.cchc:1"]),
        ({"mau_cchc": TABLE, "thu_thu": CASE.replace("đợi: 1.1", "đợi: ¦1.1")}, ["mau.cchc:16"]),
        ({"mau_cchc": TABLE.replace("điểm tối đa -", "điể¦m tối đa -")}, []),
    ],
)
@pytest.mark.parametrize(("way", "write"), WAYS)
def test_a_name_leads_to_where_it_is_declared(texts: dict[str, str], expected: list[str], way: str, write) -> None:
    m = marked(**{name: write(text) for name, text in texts.items()})
    found = definition(m.desk, m.document, m.position)
    assert [f"{f.document.path.name}:{f.occurrence.span.line}" for f in found] == expected


def test_every_place_of_a_fact_over_all_kinds_of_files() -> None:
    more = GUIDANCE + "1.1\n  cách chấm: điểm tối đa - [số vụ] × 0,5 điểm\n"
    json = '{"schema": "cchc-rules/sheet/1", "rubric": "mau", "facts": [{"name": "Số vụ", "value": 2}], "rows": []}'
    texts = {"mau_cchc": TABLE.replace("[số vụ]:", "[số¦ vụ]:"), "so_phieu": SHEET, "hd_cchc": more, "thu_thu": CASE}
    m = marked(**texts, b_json=json)
    found = references(m.desk, m.document, m.position)
    assert sorted(f.document.path.name for f in found) == [
        "b.json", "hd.cchc", "mau.cchc", "mau.cchc", "so.phieu", "thu.thu",
    ]  # fmt: skip
    assert all(nfc(f.document.name) and f.occurrence.name.key == "số vụ" for f in found)


def test_the_same_code_of_another_table_is_another_name() -> None:
    other = TABLE.replace("BỘ TIÊU CHÍ mau", "BỘ TIÊU CHÍ khac")
    m = marked(
        mau_cchc=TABLE.replace("1.1 ", "1.1¦ "), khac_cchc=other, so_phieu=SHEET.replace("mau", "khac") + "ĐIỂM\n1.1\n"
    )
    assert {f.document.path.name for f in references(m.desk, m.document, m.position)} == {"mau.cchc"}


# ---- rename


def test_a_fact_is_renamed_in_every_file_and_nothing_else_changes() -> None:
    m = marked(mau_cchc=TABLE.replace("- [số vụ]", "- [số ¦vụ]"), so_phieu=SHEET)
    made = rename(m.desk, m.document, m.position, "số vụ việc")
    assert not isinstance(made, Refused)
    new = {"mau.cchc": TABLE, "so.phieu": SHEET}
    assert edited(m, made) == {name: text.replace("[số vụ]", "[số vụ việc]") for name, text in new.items()}


def test_a_code_takes_the_rows_in_it_along() -> None:
    sheet = SHEET + "ĐIỂM\n1.2\n  thẩm định: 3\n"
    m = marked(mau_cchc=TABLE.replace('VỰC 1 "', 'VỰC 1¦ "'), so_phieu=sheet)
    made = rename(m.desk, m.document, m.position, "2")
    assert not isinstance(made, Refused)
    after = edited(m, made)
    assert 'LĨNH VỰC 2 "Chung"' in after["mau.cchc"] and '2.1 "Kế hoạch"' in after["mau.cchc"]
    assert after["so.phieu"] == sheet.replace("1.2\n", "2.2\n")


@pytest.mark.parametrize(
    ("texts", "new", "why"),
    [
        ({"mau_cchc": TABLE.replace("1.1 ", "¦1.1 "), "sua_cchc": AMENDMENT}, "1.3", "ĐÁNH SỐ LẠI"),
        ({"mau_cchc": TABLE, "sua_cchc": AMENDMENT.replace("SỬA 1", "SỬA ¦1")}, "1.3", "sua.cchc là văn bản sửa đổi"),
        ({"mau_cchc": TABLE.replace("1.1 ", "¦1.1 ")}, "1.2", "đã có dòng 1.2"),
        ({"mau_cchc": TABLE.replace("1.1 ", "¦1.1 ")}, "2.1", "cùng chỗ"),
        ({"mau_cchc": TABLE.replace("1.1 ", "¦1.1 ")}, "một", "không phải là mã"),
        ({"mau_cchc": TABLE.replace("[số vụ]:", "[¦số vụ]:")}, "hồ sơ", "đã có [hồ sơ]"),
        ({"mau_cchc": TABLE.replace("[số vụ]:", "[¦số vụ]:")}, "a]b", "ngoặc"),
        ({"mau_cchc": TABLE.replace("[số vụ]:", "[¦số vụ]:")}, "a, năm trước", "năm trước"),
        ({"mau_cchc": TABLE.replace('"Kế', '"K¦ế')}, "x", "chỉ đổi được"),
        ({"mau_cchc": TABLE, "so_phieu": SHEET + "  [l¦ạ]: 1\n"}, "x", "không có chỗ nào khai"),
    ],
)
def test_a_name_that_may_not_change_is_refused_with_a_reason(texts: dict[str, str], new: str, why: str) -> None:
    m = marked(**texts)
    refused = rename(m.desk, m.document, m.position, new)
    assert isinstance(refused, Refused) and why in refused.why


def test_a_fact_of_common_provisions_is_renamed_in_every_table_that_uses_them() -> None:
    common = 'QUY ĐỊNH CHUNG chung "Chung"\nSỐ LIỆU\n  [số dân]: số đếm, do đơn vị\n'
    rule = "    cách chấm: theo thang [số dân]\n"
    a, b = (
        TABLE.replace("BỘ TIÊU CHÍ mau", f"BỘ TIÊU CHÍ {n}").replace("  tổng", "  dùng: chung\n  tổng") + rule
        for n in "ab"
    )
    m = marked(a_cchc=a.replace("[số dân]", "[số d¦ân]"), b_cchc=b, chung_cchc=common)
    made = rename(m.desk, m.document, m.position, "dân số")
    assert not isinstance(made, Refused)
    assert sorted(edited(m, made)) == ["a.cchc", "b.cchc", "chung.cchc"]


# ---- hover


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ({"mau_cchc": TABLE.replace("- [số vụ]", "- [số ¦vụ]")}, 'số đếm "vụ", do đơn vị'),
        ({"mau_cchc": TABLE, "so_phieu": SHEET.replace("[số vụ", "[số ¦vụ")}, "cách chấm cho 3 điểm"),
        ({"mau_cchc": TABLE, "so_phieu": SHEET + "ĐIỂM\n1.¦2\n"}, "Với số liệu của phiếu này, cách chấm cho 6 điểm"),
        ({"mau_cchc": TABLE.replace("1.1 ", "1¦.1 ")}, "Cách chấm cho từ 0 đến 4 điểm"),
        (
            {"mau_cchc": TABLE.replace("1.1 ", "1¦.1 "), "sua_cchc": AMENDMENT},
            "Quyết định 02/QĐ-MH ngày 01/02/2020, Điều 1",
        ),
        ({"mau_cchc": TABLE.replace("không dưới", "không dư¦ới")}, "**không dưới**"),
    ],
)
@pytest.mark.parametrize(("way", "write"), [WAYS[0], NFD])
def test_hover_tells_what_is_known(texts: dict[str, str], told: str, way: str, write) -> None:
    m = marked(**{name: write(text) for name, text in texts.items()})
    found = hover(m.desk, m.document, m.position)
    assert found is not None and told in nfc(found.text)
    assert found.range.holds(m.position)


# ---- completion


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"mau_cchc": TABLE.replace("thang [hồ sơ]", "thang [h¦")}, {"[hồ sơ]"}),
        ({"mau_cchc": TABLE.replace("thang [hồ sơ]", "thang ho¦")}, {"[hồ sơ]"}),
        ({"mau_cchc": TABLE + "    lời v¦"}, {"lời văn"}),
        ({"mau_cchc": TABLE + "    loi v¦"}, {"lời văn"}),
        ({"mau_cchc": TABLE, "so_phieu": SHEET.replace('"sở"', "¦")}, {"sở", "xã"}),
        ({"mau_cchc": TABLE, "so_phieu": SHEET.replace('"sở"', '"¦')}, {"sở", "xã"}),
        ({"mau_cchc": TABLE, "so_phieu": SHEET.replace("chí: mau", "chí: ¦")}, {"mau", "2019/bang-1"}),
        ({"mau_cchc": TABLE, "so_phieu": SHEET + "ĐIỂM\n1.¦"}, {"1.1", "1.2"}),
        (
            {"mau_cchc": TABLE, "sua_cchc": AMENDMENT + "  SỬA 1.2 ¦"},
            {"điểm tối đa", "tên", "nhãn", "ghi chú", "căn cứ"},
        ),
        ({"mau_cchc": TABLE, "sua_cchc": AMENDMENT + "  BÃI BỎ ¦"}, {"1.1", "1.2"}),
        ({"mau_cchc": TABLE, "thu_thu": CASE + "mong đợi: 1.2 ¦"}, {"được", "không áp dụng", "chưa biết"}),
        ({"mau_cchc": TABLE, "thu_thu": CASE + 'mong đợi: xếp loại "¦'}, {"Tốt", "Kém"}),
    ],
)
def test_completion_offers_what_may_stand_here(texts: dict[str, str], expected: set[str]) -> None:
    m = marked(**texts)
    assert expected <= {c.label for c in completions(m.desk, m.document, m.position)}


def test_what_cannot_stand_here_is_not_offered() -> None:
    m = marked(mau_cchc=TABLE.replace("thang [hồ sơ]", "thang [h¦"))
    assert {c.label for c in completions(m.desk, m.document, m.position)} == {"[hồ sơ]"}
    comment = marked(mau_cchc=TABLE + "  # lời v¦")
    assert completions(comment.desk, comment.document, comment.position) == ()


def test_an_old_value_is_never_offered_while_typing() -> None:
    for line in ("SỬA 1.1 điểm tối đa: từ ¦", "SỬA 1.1 tên: từ ¦", "BÃI BỎ 1.1 đang là ¦"):
        m = marked(mau_cchc=TABLE, sua_cchc=AMENDMENT + f"  {line}")
        labels = [c.text for c in completions(m.desk, m.document, m.position)]
        assert not any("4" in text or "Kế hoạch" in text for text in labels)


# ---- hints


@pytest.mark.parametrize(
    ("line", "told", "written"),
    [
        ("SỬA 1.2 điểm tối đa¦", "đang là 6 điểm", "SỬA 1.2 điểm tối đa: từ 6 điểm thành "),
        ("SỬA 1.2 điểm tối đa: từ ¦", "đang là 6 điểm", "SỬA 1.2 điểm tối đa: từ 6 điểm thành "),
        ("SỬA 1.2 tên: ¦", 'đang là "Hồ sơ"', 'SỬA 1.2 tên: từ "Hồ sơ" thành '),
        ("SỬA 1.2 nhãn¦", "đang là trống", "SỬA 1.2 nhãn: từ trống thành "),
        ("BÃI BỎ 1.2¦", 'đang là "Hồ sơ": 6 điểm', 'BÃI BỎ 1.2 đang là "Hồ sơ": 6 điểm'),
        ("SỬA 1.2 điểm tối đa: từ 5 điểm thành 4 điểm¦", "đang là 6 điểm", None),
    ],
)
def test_the_present_value_is_beside_the_old_one_and_written_only_when_asked(
    line: str, told: str, written: str | None
) -> None:
    m = marked(mau_cchc=TABLE, sua_cchc=AMENDMENT + f"  {line}\n")
    shown = [h for h in inlay_hints(m.desk, m.document) if h.at.line == m.position.line]
    assert [told in h.label and "theo Quyết định 01/QĐ-MH" in h.label for h in shown] == [True]
    offers = insertions(m.desk, m.document, Range(m.position, m.position))
    assert len(offers) == (written is not None)
    if written is not None:
        assert f"  {written}\n" in edited(m, offers[0].files)["sua.cchc"]


def test_the_present_value_is_that_after_the_amendments_before() -> None:
    later = AMENDMENT.replace("sua-1", "sua-2").replace("02/QĐ-MH", "05/QĐ-MH").replace("/02/2020", "/06/2020")
    later = later.replace("kỳ đánh giá 2020", "kỳ đánh giá 2021").partition("  SỬA")[0] + "  SỬA 1.1 tên¦\n"
    m = marked(mau_cchc=TABLE, sua_cchc=AMENDMENT, sua2_cchc=later)
    [hint] = inlay_hints(m.desk, m.document)
    assert hint.label == 'đang là "Kế hoạch năm", theo Quyết định 02/QĐ-MH ngày 01/02/2020, Điều 1'


@pytest.mark.parametrize(
    ("points", "told"),
    [("6", "các dòng: 10/10 điểm"), ("5,5", "các dòng: 9,5/10 điểm, còn 0,5"), ("7", "các dòng: 11/10 điểm, thừa 1")],
)
def test_the_sum_so_far_stands_beside_what_is_declared(points: str, told: str) -> None:
    m = marked(mau_cchc=TABLE.replace('"Hồ sơ": 6', f'"Hồ sơ": {points}'))
    assert [h.label for h in inlay_hints(m.desk, m.document)] == ["các dòng: 10/10 điểm", told]


# ---- outline, folds, colours


def test_the_outline_of_a_table_follows_its_codes() -> None:
    m = marked(mau_cchc=TABLE)
    [top] = document_symbols(m.document)
    assert [s.entry.name for s in top.inner] == [
        "CÁC BƯỚC ĐÁNH GIÁ theo Điều 1",
        "XẾP LOẠI theo Điều 1",
        "SỐ LIỆU",
        "1 Chung",
    ]
    assert [s.entry.name for s in top.inner[-1].inner] == ["1.1 Kế hoạch", "1.2 Hồ sơ"]
    assert all(outer.whole.start <= s.line.start and s.line.end <= s.whole.end for outer in (top,) for s in outer.inner)
    assert [(name.path.name, s.entry.name) for name, s in workspace_symbols(m.desk, "ho so")] == [
        ("mau.cchc", "[hồ sơ]"), ("mau.cchc", "1.2 Hồ sơ"),
    ]  # fmt: skip


def test_folds_lie_in_one_another() -> None:
    m = marked(mau_cchc="# một\n# hai\n" + TABLE)
    folds = folding(m.document)
    assert (folds[0].first, folds[0].last, folds[0].comment) == (0, 1, True)
    assert all(a.last < b.first or b.last <= a.last for a, b in pairwise(folds))


@pytest.mark.parametrize(("way", "write"), WAYS)
def test_every_word_has_one_colour_and_stands_where_it_is_written(way: str, write) -> None:
    m = marked(mau_cchc=write(TABLE) + "  # lời ghi chú\n")
    words = coloured(m.document)
    assert all(a.range.end <= b.range.start for a, b in pairwise(words))
    e = m.document.editor
    by_text = {nfc(m.document.text[e.offset(w.range.start) : e.offset(w.range.end)]): w.sort.value for w in words}
    assert by_text["[số vụ]"] == "variable" and by_text["# lời ghi chú"] == "comment" and by_text["0,5"] == "number"


# ---- pages


def test_pages_are_made_of_the_texts_as_typed() -> None:
    m = marked(mau_cchc=TABLE.replace("Hồ sơ", "Hồ sơ mới"), so_phieu=SHEET, sua_cchc=AMENDMENT)
    table, sheet, amendment = (m.desk.document(ROOT / name) for name in ("mau.cchc", "so.phieu", "sua.cchc"))
    assert table is not None and sheet is not None and amendment is not None
    assert "Hồ sơ mới" in table_page(m.desk, table)
    assert "Giải thích điểm" in explanation_page(m.desk, sheet)
    assert "sheetsFolder" in impact_page(m.desk, amendment)
    with_sheets = Desk(m.desk.texts, ROOT, (ROOT / "so.phieu",))
    assert "Sở A" in impact_page(with_sheets, amendment)


def test_the_lens_counts_sheets_that_change_band_against_the_disk(tmp_path) -> None:
    (tmp_path / "mau.cchc").write_text(TABLE, "utf-8")
    for name, cases in (("a", 2), ("b", 8)):
        (tmp_path / f"{name}.phieu").write_text(
            SHEET.replace("Sở A", f"Sở {name}").replace("vụ]: 2", f"vụ]: {cases}"), "utf-8"
        )
    path = tmp_path / "mau.cchc"

    def lens(text: str) -> str:
        desk = Desk({path: text}, tmp_path, (tmp_path,))
        document = desk.document(path)
        assert document is not None
        return code_lens(desk, document)[0].title

    assert lens(TABLE) == "0 trong 2 phiếu đổi xếp loại so với bản trên đĩa"
    # 6 of 10 without the first row: at the threshold the band stays.
    assert lens(TABLE.replace("từ 50%", "từ 60%").replace("dưới 50%", "dưới 60%")).startswith("0 trong 2 phiếu")
    assert lens(TABLE.replace("từ 50%", "từ 61%").replace("dưới 50%", "dưới 61%")).startswith("1 trong 2 phiếu")
    assert "2 phiếu không chấm được nữa" in lens(TABLE + "  vân vân\n")
