"""`fmt` leaves a comment where the person put it: between the same two sentences, or in the same block."""

import re
from collections.abc import Iterable
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from cchc_rules.api.rubrics.fmt import format_file
from cchc_rules.diagnostics import render_all
from cchc_rules.files.workspace import Workspace
from cchc_rules.language.long_lines import GOES_ON

ROOT = Path(__file__).parents[2]
KINDS = (
    "examples/diem-liet/diem-liet.cchc",
    "examples/cong-tru/cong-tru.cchc",
    "examples/amendments/minh-hoa-xa/minh-hoa-xa.cchc",
    "rubrics/2019/quy-dinh-chung.cchc",
    "examples/guidance/huong-dan-bang-1.cchc",
    "examples/guidance/so-minh-hoa-21.phieu",
    "examples/surveys/du-phieu.phieu",
    "examples/cases/khong-giao-nhiem-vu.thu",
    "examples/cases/so-voi-don-vi-khac.thu",
    "examples/amendments/bang-2/00-dinh-chinh.cchc",
    "examples/amendments/bang-2/03-sap-xep-lai.cchc",
    "examples/amendments/bang-2/04-sua-van-ban-sua-doi.cchc",
    "examples/amendments/minh-hoa-xa/02-phieu-dieu-tra.cchc",
)
HEAD = ("  văn bản: Quyết định 1/QĐ-MINHHOA ngày 02/01/2019", "  tổng điểm: 2 điểm", '  đối tượng: "xã"')
SECTIONS = (
    ("CÁC BƯỚC ĐÁNH GIÁ", "  tự đánh giá: chấm điểm", "  thẩm định: công nhận, tăng hoặc giảm"),
    ("XẾP LOẠI", '  từ 80%: "Đạt"', '  dưới 80%: "Không đạt"'),
    ('XẾP LOẠI cho "phường"', '  từ 90%: "Đạt"', '  dưới 90%: "Không đạt"'),
    ("HỆ QUẢ", '  1 khi chỉ số dưới 50%: "kiểm điểm"', '  2 khi chỉ số dưới 40%: "kỷ luật"'),
    ("SỐ LIỆU", "  [a]: có/không", "  [b]: có/không"),
)
ROWS = ('LĨNH VỰC 1 "Một": 2 điểm', 'TIÊU CHÍ 1.1 "a": 2 điểm', "    không áp dụng khi: [a] là không")


def formatted(name: str, text: str) -> str:
    """The canonical text of a file of this name; the text must be free of errors."""
    path = Path("/thu") / name
    result = format_file(path, Workspace({path: text.encode()}))
    assert result.text is not None, render_all(result.diagnostics)
    return result.text


def sentences(lines: Iterable[str]) -> tuple[str, ...]:
    """The lines of a text, those that go on from the one above put to it."""
    found: list[str] = []
    for line in lines:
        if line.lstrip().startswith(GOES_ON):
            found[-1] += f"\n{line}"
        else:
            found.append(line)
    return tuple(found)


def words(text: str) -> list[str]:
    """Statements and comments in their order, whatever the layout."""
    joined = sentences(text.splitlines())
    return [" ".join(re.sub(rf"\n *\{GOES_ON} ", " ", line).split()) for line in joined if line.strip()]


@st.composite
def with_comments(draw: st.DrawFn, lines: tuple[str, ...]) -> str:
    """The lines with comments at any place, indented anyhow, empty lines around them or not."""
    made: list[str] = []
    number = 0
    for line in (*lines, ""):
        own = len(line) - len(line.lstrip())
        for indent in draw(st.lists(st.sampled_from((0, 2, 4, own)), max_size=2)) if draw(st.booleans()) else ():
            made += [""] if draw(st.booleans()) else []
            made.append(f"{' ' * indent}# c{number}")
            number += 1
        made += [""] if draw(st.booleans()) else []
        behind = line.strip() and "#" not in line and draw(st.integers(0, 5)) == 0
        made.append(f"{line}  # b{number}" if behind else line)
        number += bool(behind)
    return "\n".join(made) + "\n"


@settings(deadline=None, max_examples=60)
@given(st.data(), st.sampled_from(KINDS))
def test_between_the_same_two_sentences(data: st.DataObject, kind: str) -> None:
    path = ROOT / kind
    lines = sentences(path.read_text(encoding="utf-8").splitlines())
    first = data.draw(st.integers(0, len(lines) - 1))
    window = data.draw(with_comments(tuple(lines[first : first + 12])))
    _stays(path.name, "\n".join((*lines[:first], window, *lines[first + 12 :])) + "\n")


@settings(deadline=None, max_examples=20)
@given(st.sampled_from((0, 1, 2, 4)), st.integers(0, 2), st.sampled_from(("", " # b")))
@example(2, 1, "  # b1")
def test_below_the_last_row(indent: int, empty: int, behind: str) -> None:
    lines = (ROOT / "examples/diem-liet/diem-liet.cchc").read_text(encoding="utf-8").rstrip("\n")
    _stays("diem-liet.cchc", f"{lines}{behind}\n{' ' * indent}# c\n" + "\n" * empty)


def _stays(name: str, text: str) -> None:
    made = formatted(name, text)
    assert words(made) == words(text)
    assert formatted(name, made) == made


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_in_the_same_block_where_the_order_changes(data: st.DataObject) -> None:
    head = data.draw(st.permutations(HEAD))
    sections = data.draw(st.permutations(SECTIONS))
    lines = ('BỘ TIÊU CHÍ thu "Thử"', *head, *(line for s in sections for line in s), *ROWS)
    text = data.draw(with_comments(lines))
    made = formatted("thu.cchc", text)
    before, after = words(text), words(made)
    assert sorted(before) == sorted(after)
    for at, comment in enumerate(before):
        if comment.startswith("# c"):
            assert set(neighbours(before, at)) & set(neighbours(after, after.index(comment)))
    assert formatted("thu.cchc", made) == made


def neighbours(said: list[str], at: int) -> tuple[str, str]:
    """The statements before and behind a comment."""
    above = next((s for s in reversed(said[:at]) if not s.startswith("#")), "")
    below = next((s for s in said[at:] if not s.startswith("#")), "")
    return above, below


def test_above_at_and_under_a_heading() -> None:
    text = """BỘ TIÊU CHÍ thu "Thử"
# trên
XẾP LOẠI  # cạnh
  # đầu
  từ 80%: "Đạt"
  dưới 80%: "Không đạt"
  # cuối
# trên nữa
LĨNH VỰC 1 "Một": 2 điểm
"""
    assert formatted("thu.cchc", text) == text.replace("# trên\n", "\n# trên\n").replace("# trên nữa", "\n# trên nữa")


def test_the_comments_of_a_heading_that_is_not_printed_stay() -> None:
    text = """BỘ TIÊU CHÍ thu "Thử"
XẾP LOẠI
  từ 80%: "Đạt"
# lại
XẾP LOẠI  # nữa
  # dưới
  dưới 80%: "Không đạt"
# không có gì
HỆ QUẢ
LĨNH VỰC 1 "Một": 2 điểm
"""
    said = words(formatted("thu.cchc", text))
    assert said[2:7] == ['từ 80%: "Đạt"', "# lại", "# nữa", "# dưới", 'dưới 80%: "Không đạt"']
    assert said[7:] == ["# không có gì", 'LĨNH VỰC 1 "Một": 2 điểm']


def test_headings_and_parts_of_an_amendment() -> None:
    text = """SỬA ĐỔI s1 "Sửa"
  văn bản: Quyết định 02/QĐ-MINHHOA ngày 15/08/2020
  sửa đổi: thu
  hiệu lực: kể từ ngày ký
  áp dụng: từ kỳ đánh giá 2020

# điều
Điều 1  # cạnh điều
# khoản
khoản 1
  # nội dung
  SỬA CÂU  # cạnh nội dung
    # cũ
    từ: từ 80%: "Đạt"
    # mới
    thành: từ 85%: "Đạt"  # cạnh mới
khoản 2
  SỬA 1 điểm tối đa: từ 2 điểm thành 3 điểm
# lại khoản 2
khoản 2
  SỬA 1 tên: từ "a" thành "b"
  # câu thêm
  THÊM CÂU
    # trên câu
    [a]: có/không  # cạnh câu
"""
    said = words(formatted("s1.cchc", text))
    want = words(text.replace("# lại khoản 2\nkhoản 2\n", "# lại khoản 2\n"))
    assert said[: said.index("# câu thêm")] == want[: want.index("# câu thêm")]
    assert said[-3:] == ["# câu thêm", "# trên câu", "THÊM CÂU: [a]: có/không # cạnh câu"]
