"""What people read: amendments printed, consolidated texts, diffs, histories."""

import datetime
import json

from attrs import evolve

from cchc_rules.amend import (
    apply,
    as_amendment,
    consolidate,
    copy_with_notes,
    history,
    log_text,
)
from cchc_rules.amend.compare.differences import Header, diff
from cchc_rules.api.changes.amend import consolidated
from cchc_rules.api.changes.compare import diff_json, diff_md, diff_text
from cchc_rules.model.amendments.amendment import FromDay
from cchc_rules.model.amendments.operation import After, InsertRows
from cchc_rules.model.citation import Instrument
from cchc_rules.model.code import Code
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.writing.amendment_file import print_amendment
from cchc_rules.writing.rubric_file import print_rubric

from .texts import BASE, amendment, applied, base, read, with_bases

COMMENTED = """\
# trước
SỬA ĐỔI a "Thử"  # tên
  # văn bản
  văn bản: Quyết định 2/QĐ-THU ngày 01/06/2020
  sửa đổi: bang-1
  hiệu lực: kể từ ngày ký  # hiệu lực
  áp dụng: từ kỳ đánh giá 2020

# điều
Điều 1
khoản 1
  # thao tác
  SỬA 2.1.1 nhãn: từ trống thành ĐTXHH  # nhãn
khoản 2
  SỬA CÂU của 1.1
    # cũ
    từ: số lượng: 2 tiêu chí thành phần
    thành: số lượng: 3 tiêu chí thành phần  # mới
  BỔ SUNG SAU 1.1.2
      # dòng
      1.1.3 "Mới": 1 điểm
        số lượng: 1 tiêu chí thành phần

# kết quả
Sau sửa đổi
  1.1: 4 điểm  # đúng

# hết
"""
MOVES = (
    "SỬA 1.1.1 điểm tối đa: từ 1 điểm thành 1,5 điểm\nSỬA 1.1 điểm tối đa: từ 3 điểm thành 3,5 điểm\n"
    "SỬA 1.2 điểm tối đa: từ 3 điểm thành 2,5 điểm\nTHÊM CÂU của 1.2: không áp dụng: được đề nghị",
    'BÃI BỎ 2.1.2 đang là "Hiện đại hoá": 1 điểm\nSỬA 2.1.1 điểm tối đa: từ 1 điểm thành 2 điểm\n'
    "BỎ CÂU: số lượng: 2 lĩnh vực, 4 tiêu chí, 4 tiêu chí thành phần\n"
    'ĐÁNH SỐ LẠI 2.2 thành 2.3\nTHAY CỤM TỪ "kế hoạch" bằng "chương trình" tại 1.1.1',
)


def test_canonical_text_keeps_every_comment():
    result = read(COMMENTED)
    assert result.diagnostics == ()
    assert print_amendment(result.value) == COMMENTED


def test_comments_inside_an_amendment_of_an_amendment_stay():
    body = "SỬA Điều 1\n # cũ\n từ: BỎ CÂU: bước điểm: 1 điểm # a\n thành: BỎ CÂU: bước điểm: 2 điểm"
    head = COMMENTED[: COMMENTED.index("\n# điều")].replace("bang-1", "b")
    printed = print_amendment(read(f"{head}Điều 1\n{body}\n").value)
    assert "  SỬA Điều 1\n    # cũ\n    từ: BỎ CÂU: bước điểm: 1 điểm  # a\n" in printed
    assert print_amendment(read(printed).value) == printed


def test_layout_is_no_part_of_meaning():
    stripped = [line.strip() for line in COMMENTED.split("\n")]
    messy = "\n".join(line.upper() if line == "khoản 1" else line for line in stripped)
    assert read(messy).value == read(COMMENTED).value


def test_a_consolidated_text_reads_back_with_its_notes():
    result = applied(*MOVES)
    assert result.diagnostics == ()
    text = print_rubric(consolidate(result))
    again = read_rubric(Source.of("x", text))
    assert again.diagnostics == ()
    assert again.value == with_bases(result.rubric)
    notes = [line.strip() for line in text.split("\n") if line.strip().startswith("#")]
    since = "có hiệu lực kể từ ngày 01/0{0}/2020, áp dụng từ kỳ đánh giá 2020"
    under = "theo quy định tại Điều 1 Quyết định {0}/QĐ-THU ngày 01/0{0}/2020, " + since
    one, two = under.format(1), under.format(2)
    assert notes[1:] == [
        "# Nội dung: sau mọi văn bản sửa đổi được đưa vào, không phân biệt ngày có hiệu lực.",
        '# "Bảng thử", ban hành kèm theo Quyết định 1/QĐ-THU ngày 01/02/2019, Bảng 1, '
        "có hiệu lực kể từ ngày 01/03/2019, được sửa đổi, bổ sung bởi:",
        f'# 1. Quyết định 1/QĐ-THU ngày 01/01/2020 "Thử", {since.format(1)}',
        f'# 2. Quyết định 2/QĐ-THU ngày 01/02/2020 "Thử", {since.format(2)}',
        f"# Câu “số lượng: 2 lĩnh vực, 4 tiêu chí, 4 tiêu chí thành phần” được bãi bỏ {two}",
        f"# Điểm tối đa của tiêu chí này được sửa đổi {one} (trước đó: 3 điểm)",
        f"# Điểm tối đa của tiêu chí thành phần này được sửa đổi {one} (trước đó: 1 điểm)",
        f'# Cụm từ "kế hoạch" được thay thế bằng cụm từ "chương trình" {two}',
        f"# Điểm tối đa của tiêu chí này được sửa đổi {one} (trước đó: 3 điểm)",
        f"# Câu này được bổ sung {one}",
        f"# Điểm tối đa của tiêu chí thành phần này được sửa đổi {two} (trước đó: 1 điểm)",
        f'# Tiêu chí thành phần 2.1.2 "Hiện đại hoá": 1 điểm được bãi bỏ {two}',
        f"# Tiêu chí này được đánh số lại từ 2.2 {two}",
    ]


def test_a_consolidated_text_says_as_of_when():
    text = print_rubric(consolidate(applied(*MOVES, as_of=datetime.date(2019, 5, 1), year=2019)))
    assert "# Nội dung: văn bản có hiệu lực ngày 01/05/2019, áp dụng cho kỳ đánh giá 2019.\n" in text
    assert "chưa được sửa đổi, bổ sung." in text


def test_reading_copies_as_markdown_and_page():
    result = applied(*MOVES)
    md, html = consolidated(result, "md"), consolidated(result, "html")
    assert r"- **2.1.2 \[7\]** ~~Hiện đại hoá~~: 1, **được bãi bỏ**" in md
    row = '<tr class="repealed"><th scope="row">2.1.2<sup><a href="#n7">[7]</a></sup></th><td>Hiện đại hoá</td>'
    assert row in html
    assert '<li id="n7">' in html
    assert "<script" not in html
    assert "http" not in html


def test_diff_as_text():
    result = applied(*MOVES)
    assert (
        diff_text(base(), result.rubric)
        == """\
bang-1 (Quyết định 1/QĐ-THU ngày 01/02/2019, Bảng 1): 8 thay đổi

QUY ĐỊNH CỦA BỘ TIÊU CHÍ
  - câu: số lượng: 2 lĩnh vực, 4 tiêu chí, 4 tiêu chí thành phần  theo mục I

LĨNH VỰC 1 CHỈ ĐẠO
    1.1.1 tên: "Chất lượng kế hoạch hằng năm"
        → "Chất lượng chương trình hằng năm"
    1.1.1 điểm tối đa: 1 điểm → 1,5 điểm
    1.2 điểm tối đa: 3 điểm → 2,5 điểm
  + 1.2 câu: không áp dụng: được đề nghị

LĨNH VỰC 2 THỦ TỤC
    2.1.1 điểm tối đa: 1 điểm → 2 điểm
  - 2.1.2 tiêu chí thành phần: "Hiện đại hoá": 1 điểm
    2.3 đánh số lại: 2.2 → 2.3

ĐIỂM CỘNG DỒN
  1.1 Kế hoạch: 3 → 3,5 (+0,5)
"""
    )


def test_diff_of_equals_in_any_layout():
    other = read_rubric(Source.of("x", BASE.replace("  ", " ").replace("\n", "\r\n"))).value
    assert diff_text(base(), other) == "Hai bộ tiêu chí như nhau về nội dung.\n"
    swapped = BASE.replace('  từ 90%: "Tốt"\n  dưới 90%: "Khá"', '  dưới 90%: "Khá"\n  từ 90%: "Tốt"')
    assert "như nhau" in diff_text(base(), read_rubric(Source.of("x", swapped)).value)


def test_diff_for_merge_requests_and_machines():
    result = applied(*MOVES).rubric
    assert "| 1.1.1 | điểm tối đa | 1 điểm | 1,5 điểm |" in diff_md(base(), result)
    plain = json.loads(diff_json(base(), result))
    assert plain["schema"] == "cchc-rules/diff-1"
    assert {"code": "1.2", "what": "điểm tối đa", "old": "3 điểm", "new": "2,5 điểm"} in plain["changes"]
    assert plain["subtotals"] == [{"code": "1.1", "name": "Kế hoạch", "old": "3", "new": "3.5"}]


def test_a_diff_as_an_amendment():
    result = applied(MOVES[1]).rubric
    day = datetime.date(2021, 5, 1)
    header = Header("b", "Lại", Instrument("Quyết định", "3/QĐ-THU", day), FromDay(day), 2021)
    text = print_amendment(as_amendment(base(), result, header))
    assert (
        text
        == """\
SỬA ĐỔI b "Lại"
  văn bản: Quyết định 3/QĐ-THU ngày 01/05/2021
  sửa đổi: bang-1
  hiệu lực: từ 01/05/2021
  áp dụng: từ kỳ đánh giá 2021

Điều 1
khoản 1
  BỎ CÂU: số lượng: 2 lĩnh vực, 4 tiêu chí, 4 tiêu chí thành phần  theo mục I
khoản 2
  SỬA 1.1.1 tên: từ "Chất lượng kế hoạch hằng năm" thành "Chất lượng chương trình hằng năm"
khoản 3
  SỬA 2.1.1 điểm tối đa: từ 1 điểm thành 2 điểm
khoản 4
  BÃI BỎ 2.1.2 đang là "Hiện đại hoá": 1 điểm
khoản 5
  CHUYỂN 2.2 đến sau 2.1 thành 2.3
"""
    )


def test_history_follows_a_row_under_its_earlier_codes():
    a = amendment('SỬA 2.2 tên: từ "Hài lòng" thành "X"\nĐÁNH SỐ LẠI 2.2 thành 2.3')
    b = amendment('SỬA 2.3 tên: từ "X" thành "Y"', id="b", number=3, signed="01/07/2020", year=2021)
    assert (
        log_text(history(base(), [a, b], Code("2.3")))
        == """\
Quyết định 1/QĐ-THU ngày 01/02/2019, Bảng 1, dòng 2.2
  (hiệu lực từ 01/03/2019)
  2.2 "Hài lòng": 2 điểm, ĐTXHH

Quyết định 2/QĐ-THU ngày 01/06/2020, Điều 1
  (hiệu lực từ 01/06/2020, áp dụng từ kỳ đánh giá 2020)
  SỬA 2.2 tên: từ "Hài lòng" thành "X"

Quyết định 2/QĐ-THU ngày 01/06/2020, Điều 1
  (hiệu lực từ 01/06/2020, áp dụng từ kỳ đánh giá 2020)
  ĐÁNH SỐ LẠI 2.2 thành 2.3

Quyết định 3/QĐ-THU ngày 01/07/2020, Điều 1
  (hiệu lực từ 01/07/2020, áp dụng từ kỳ đánh giá 2021)
  SỬA 2.3 tên: từ "X" thành "Y"
"""
    )
    assert len(history(base(), [a, b])) == 4


def test_two_instruments_as_one():
    """On different values one after the other is the same as both at once; on one value it is not."""
    a, b = (amendment(body, id=f"a{n}", number=n) for n, body in enumerate(MOVES, 1))
    both = evolve(a, provisions=(*a.provisions, *b.provisions))
    together, in_turn = apply(base(), [both]), apply(base(), [a, b])
    assert together.diagnostics == in_turn.diagnostics == ()
    assert together.rubric == in_turn.rubric
    again = evolve(a, provisions=(*a.provisions, *a.provisions))
    assert {d.code for d in apply(base(), [again]).diagnostics} == {"S513"}
    assert {d.code for d in apply(base(), [a, evolve(a, id="a9")]).diagnostics} == {"S511", "S517"}


def test_a_dropped_sentence_is_told_of_where_it_stood():
    """Among its like; as text alone at the top where none of these is left."""
    result = applied(
        'THÊM CÂU: 2 khi chỉ số dưới 40%: "kiểm điểm"',
        'BỎ CÂU: làm tròn khi in: điểm 2 chữ số, tỷ lệ 2 chữ số\nBỎ CÂU: 1 khi chỉ số dưới 50%: "không khen thưởng"',
    )
    note = 'Câu “1 khi chỉ số dưới 50%: "không khen thưởng"” được bãi bỏ'
    lines = print_rubric(consolidate(result)).splitlines()
    consequences = lines.index("HỆ QUẢ")
    assert [n for n, line in enumerate(lines) if note in line] == [consequences + 1]
    (rounding,) = [n for n, line in enumerate(lines) if "Câu “làm tròn khi in" in line]
    assert rounding < next(n for n, line in enumerate(lines) if line.startswith("BỘ TIÊU CHÍ"))
    md, html = consolidated(result, "md"), consolidated(result, "html")
    order = ("~~làm tròn khi in", "- từ 90%", "~~1 khi chỉ số dưới 50%", '2 khi chỉ số dưới 40%: "kiểm điểm"')
    places = [md.index(text) for text in order]
    assert places == sorted(places) and md.count(note) == 1
    assert '<p class="repealed">1 khi chỉ số dưới 50%' in html or '<li class="repealed">1 khi chỉ số dưới 50%' in html


RULED = """\
  SỬA CÁCH CHẤM của 1.1.2
    từ:
      cách chấm: theo thang [x]
        từ 8: 2 điểm
        từ 5 đến dưới 8: 1 điểm
        dưới 5: 0 điểm
    thành:
      cách chấm: theo thang [x]
        từ 9: 2 điểm
        từ 5 đến dưới 9: 1 điểm
        dưới 5: 0 điểm
"""
SHORTER = """\
  SỬA CÁCH CHẤM của 1.1.2
    từ:
      cách chấm: theo thang [x]
        từ 9: 2 điểm
        từ 5 đến dưới 9: 1 điểm
        dưới 5: 0 điểm
    thành:
      cách chấm: theo thang [x]
        từ 9: 2 điểm
        dưới 9: 0 điểm
"""
FIRST_RULE = """\
  THÊM CÂU: [x]: số đếm, từ 0 đến 10
  THÊM CÁCH CHẤM của 1.1.2
    cách chấm: theo thang [x]
      từ 8: 2 điểm
      từ 5 đến dưới 8: 1 điểm
      dưới 5: 0 điểm
"""


def _below(text: str, heading: str) -> list[str]:
    """The lines of a part of the Markdown, the first words of each with the notes on it."""
    part = text.split(f"### {heading}\n\n")[1].split("\n\n###")[0]
    return part.splitlines()


def test_a_note_on_a_scoring_rule_stands_at_the_lines_that_were_changed():
    """One at each changed line; lines that are gone stand struck out where they stood; the rest has none."""
    md = consolidated(applied(FIRST_RULE, RULED), "md")
    scale = [line.strip("- ") for line in _below(md, "BẢNG TIÊU CHÍ") if line.startswith("    - ")]
    assert scale == ["từ 9: 2 điểm \\[2\\]", "từ 5 đến dưới 9: 1 điểm \\[2\\]", "dưới 5: 0 điểm"]
    assert "2. Dòng này của cách chấm được sửa đổi theo quy định tại Điều 1 Quyết định 2" in md

    twice = applied(FIRST_RULE, RULED, SHORTER)
    md = consolidated(twice, "md")
    scale = [line.strip("- ") for line in _below(md, "BẢNG TIÊU CHÍ") if line.startswith("    - ")]
    gone = "~~dưới 5: 0 điểm (được bãi bỏ) \\[4\\]~~"
    assert scale == ["từ 9: 2 điểm \\[2\\]", "dưới 9: 0 điểm \\[3\\]", gone]
    lines = [line.strip() for line in print_rubric(consolidate(twice)).splitlines()]
    at = lines.index("từ 9: 2 điểm")
    assert lines[at - 1].startswith("# Dòng này của cách chấm được sửa đổi theo quy định tại Điều 1 Quyết định 2")
    assert lines[at + 1].startswith("# Dòng này của cách chấm được sửa đổi theo quy định tại Điều 1 Quyết định 3")
    assert lines[at + 3].startswith("# Dòng “dưới 5: 0 điểm” của cách chấm được bãi bỏ")
    assert read_rubric(Source.of("bang-1.cchc", print_rubric(consolidate(twice)))).diagnostics == ()


def test_a_note_on_a_value_of_a_row_stands_at_that_value():
    body = (
        'SỬA 1.2 điểm tối đa: từ 3 điểm thành 4 điểm\nSỬA 1.2 tên: từ "Báo cáo" thành "Báo cáo năm"\n'
        'SỬA 1.2 ghi chú: từ "kèm TLKC" thành "kèm tài liệu"\nđiểm các dòng cha, tổng điểm và ĐTXHH theo các dòng con'
    )
    rows = _below(consolidated(applied(body), "md"), "BẢNG TIÊU CHÍ")
    assert "- **1.2** Báo cáo năm \\[3\\]: 4 \\[4\\], **kèm tài liệu** \\[5\\]" in rows
    assert any(row.startswith("- **1** CHỈ ĐẠO: 7 \\[") for row in rows)


def test_every_kind_of_sentence_has_its_heading():
    md = consolidated(applied("BỎ CÂU: hạn tự đánh giá: trước ngày 15/01 năm sau"), "md")
    headings = [line[4:] for line in md.splitlines() if line.startswith("### ")]
    assert headings == [
        *("VĂN BẢN", "QUY ĐỊNH CHUNG", "CÁC BƯỚC ĐÁNH GIÁ", "XẾP LOẠI", "HỆ QUẢ", "TIẾN ĐỘ", "SỐ LIỆU"),
        *("BẢNG TIÊU CHÍ", "CHÚ THÍCH"),
    ]
    assert _below(md, "TIẾN ĐỘ") == ["- ~~hạn tự đánh giá: trước ngày 15/01 năm sau (được bãi bỏ) \\[1\\]~~"]


def test_a_reading_copy_tells_of_the_name_of_the_table_and_of_no_other_value_at_the_top():
    changed = 'SỬA TÊN BẢNG: từ "Bảng thử" thành "Bảng mới"\nSỬA 1.2 ghi chú: từ "kèm TLKC" thành trống\n'
    (told,) = consolidate(applied(changed)).trivia.before[4:]
    assert told.startswith("Tên của bộ tiêu chí được sửa đổi theo quy định tại Điều 1 ")


def test_a_new_row_is_said_to_follow_the_row_it_stands_behind():
    text = BASE.replace('TIÊU CHÍ 1.2 "', 'TIÊU CHÍ 1.1a "Mới": 1 điểm\nTIÊU CHÍ 1.2 "')
    changed = read_rubric(Source.of("bang-1.cchc", text)).value
    (edit,) = diff(base(), changed)
    assert isinstance(edit, InsertRows) and edit.spot == After(Code("1.1"))


def test_a_reading_copy_sets_a_basis_apart_from_the_sentence():
    change = "SỬA CÂU\ntừ: tổng điểm: 10 điểm, trong đó ĐTXHH 2 điểm  theo mục I\nthành: tổng điểm: 10 điểm\n"
    told = [s.text for part in copy_with_notes(applied(change)).parts for s in part.sentences]
    by = "theo Điều 1 Quyết định 1/QĐ-THU ngày 01/01/2020, trước đó mục I"
    assert "số lượng: 2 lĩnh vực, 4 tiêu chí, 4 tiêu chí thành phần (theo mục I)" in told
    assert f"tổng điểm: 10 điểm ({by})" in told, told
