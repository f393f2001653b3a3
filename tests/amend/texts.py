"""A small rubric, and amendments of it written in a few lines."""

import attrs
from attrs import evolve

from cchc_rules.amend.applying.instruments import Applied, apply
from cchc_rules.model.amendments.amendment import Amendment
from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Criterion, Rubric
from cchc_rules.source import Source
from cchc_rules.syntax.amendment.reader import read_amendment
from cchc_rules.syntax.lines.parsed import Parsed
from cchc_rules.syntax.rubric.reader import read_rubric

BASE = """\
BỘ TIÊU CHÍ bang-1 "Bảng thử"
  văn bản: Quyết định 1/QĐ-THU ngày 01/02/2019, Bảng 1
  hiệu lực: từ 01/03/2019  theo Điều 2
  tổng điểm: 10 điểm, trong đó ĐTXHH 2 điểm  theo mục I
  số lượng: 2 lĩnh vực, 4 tiêu chí, 4 tiêu chí thành phần  theo mục I
  không áp dụng: không được đề nghị  theo mục II
  làm tròn khi in: điểm 2 chữ số, tỷ lệ 2 chữ số

CÁC BƯỚC ĐÁNH GIÁ
  tự đánh giá: chấm điểm
  thẩm định: công nhận hoặc giảm

XẾP LOẠI
  từ 90%: "Tốt"
  dưới 90%: "Khá"

HỆ QUẢ
  1 khi chỉ số dưới 50%: "không khen thưởng"

TIẾN ĐỘ
  hạn tự đánh giá: trước ngày 15/01 năm sau

SỐ LIỆU
  [có đơn vị]: có/không

LĨNH VỰC 1 "CHỈ ĐẠO": 6 điểm
TIÊU CHÍ 1.1 "Kế hoạch": 3 điểm
    số lượng: 2 tiêu chí thành phần
  1.1.1 "Chất lượng kế hoạch hằng năm": 1 điểm
  1.1.2 "Mức độ hoàn thành kế hoạch": 2 điểm
TIÊU CHÍ 1.2 "Báo cáo": 3 điểm, ghi chú "kèm TLKC"

LĨNH VỰC 2 "THỦ TỤC": 4 điểm
TIÊU CHÍ 2.1 "Giải quyết hồ sơ": 2 điểm
  2.1.1 "Đúng hạn": 1 điểm
  2.1.2 "Hiện đại hoá": 1 điểm
TIÊU CHÍ 2.2 "Hài lòng": 2 điểm, ĐTXHH
"""

HEADER = """\
SỬA ĐỔI {id} "Thử"
  văn bản: Quyết định {number}/QĐ-THU ngày {signed}
  sửa đổi: {target}
  hiệu lực: {force}
  áp dụng: từ kỳ đánh giá {year}
"""


def base() -> Rubric:
    read = read_rubric(Source.of("bang-1.cchc", BASE))
    assert read.diagnostics == ()
    assert isinstance(read.value, Rubric)
    return read.value


def text(body, id="a", number=2, signed="01/06/2020", target="bang-1", force="kể từ ngày ký", year=2020) -> str:
    head = HEADER.format(id=id, number=number, signed=signed, target=target, force=force, year=year)
    return f"{head}Điều 1\n{body}"


def read(source: str, name="a.cchc") -> Parsed[Amendment]:
    return read_amendment(Source.of(name, source))


def amendment(body: str, **header) -> Amendment:
    result = read(text(body, **header), f"{header.get('id', 'a')}.cchc")
    assert result.diagnostics == (), result.diagnostics
    assert result.value is not None
    return result.value


def applied(*bodies: str, **asked) -> Applied:
    """Each body as an instrument of its own, a month apart."""
    given = [amendment(body, id=f"a{n}", number=n, signed=f"01/{n:02d}/2020") for n, body in enumerate(bodies, 1)]
    return apply(base(), given, **asked)


def good(*bodies: str, **asked) -> Rubric:
    result = applied(*bodies, **asked)
    assert result.diagnostics == (), [(d.code, d.message) for d in result.diagnostics]
    return result.rubric


def bad(*bodies: str) -> list[tuple[str, int, str]]:
    """Code, line and message of each error; line 6 is `Điều 1`, line 7 the first after it."""
    result = applied(*bodies)
    assert result.skipped, "nothing failed"
    return [(d.code, d.span.line if d.span else 0, d.message) for d in result.diagnostics]


def row(rubric: Rubric, code: str) -> Criterion:
    return next(c for c in rubric.walk() if c.code == Code(code))


def codes(rubric: Rubric) -> list[str]:
    return [c.code.text for c in rubric.walk()]


def with_bases(value):
    """The value with every statement on the basis that it rests on, at any depth: what a consolidated text says."""
    if isinstance(value, Stated):
        return evolve(value, basis=value.rests_on, value=with_bases(value.value))
    if isinstance(value, tuple):
        return tuple(map(with_bases, value))
    if not attrs.has(type(value)):
        return value
    inside = {a.name: getattr(value, a.name) for a in attrs.fields(type(value)) if a.eq}
    return evolve(value, **{name: with_bases(v) for name, v in inside.items()})
