"""A common text, tables that use it, amendments of it: in a few lines, linked and applied."""

from cchc_rules.amend import Applied, apply
from cchc_rules.checks.rubric.all_checks import check_rubric
from cchc_rules.diagnostics import Diagnostic, has_errors, render_all
from cchc_rules.model.amendments.amendment import Amendment
from cchc_rules.model.link import link
from cchc_rules.model.rubric import CommonProvisions, Rubric
from cchc_rules.source import Source
from cchc_rules.syntax.amendment.reader import read_amendment
from cchc_rules.syntax.rubric.reader import read_rubric

COMMON = """\
QUY ĐỊNH CHUNG chung "Quy định chung"
CÁC BƯỚC ĐÁNH GIÁ  theo Điều 3
  tự đánh giá: do "xã", chấm điểm
  thẩm định: do "Hội đồng", công nhận hoặc giảm
  phúc tra: do "Ban", công nhận hoặc giảm, tối thiểu 10% đơn vị
  điểm chỉ số: phúc tra, không có thì thẩm định
XẾP LOẠI  theo Điều 4
  từ 8 điểm: "Đạt"
  dưới 8 điểm: "Không đạt"
  xếp "Không đạt" khi: 1.2 dưới 1 điểm  theo Điều 5
HỆ QUẢ  theo Điều 7
  1 khi chỉ số dưới 90%: "không khen thưởng"
TIẾN ĐỘ  theo Điều 8
  hạn tự đánh giá: chậm nhất ngày 31/12 trong năm
"""
TABLE = """\
BỘ TIÊU CHÍ bang "Bảng"
  văn bản: Quyết định 01/QĐ-MINHHOA ngày 02/01/2019
  dùng: chung
{head}  tổng điểm: 10 điểm  theo Điều 2
  đối tượng: "xã", "phường"  theo Điều 2
{own}LĨNH VỰC 1 "Lĩnh vực": 10 điểm
TIÊU CHÍ 1.1 "Một": 6 điểm
TIÊU CHÍ 1.2 "Hai": 2 điểm
TIÊU CHÍ 1.3 "Ba": 2 điểm
"""
AMENDMENT = """\
SỬA ĐỔI {id} "Sửa đổi"
  văn bản: Quyết định {number}/QĐ-MINHHOA ngày 01/{month:02d}/2020
  sửa đổi: {target}
  hiệu lực: kể từ ngày ký
  áp dụng: từ kỳ đánh giá 2020
Điều 1
{body}
"""


def common(text: str = COMMON) -> CommonProvisions:
    """The common provisions of a text."""
    read = read_rubric(Source.of("chung.cchc", text))
    assert isinstance(read.value, CommonProvisions) and read.ok, render_all(read.diagnostics)
    return read.value


def table(own: str = "", head: str = "", text: str = COMMON, id: str = "bang") -> Rubric:
    """A table with statements of its own, linked with the common text."""
    written = TABLE.format(own=own, head=head).replace("BỘ TIÊU CHÍ bang ", f"BỘ TIÊU CHÍ {id} ")
    read = read_rubric(Source.of(f"{id}.cchc", written))
    assert isinstance(read.value, Rubric) and read.ok, render_all(read.diagnostics)
    return link(read.value, [common(text)])


def errors(rubric: Rubric) -> list[str]:
    """The codes of the errors that the checks find."""
    return [d.code for d in check_rubric(rubric) if has_errors((d,))]


def found(rubric: Rubric, code: str) -> Diagnostic:
    """The one finding of a code."""
    (one,) = [d for d in check_rubric(rubric) if d.code == code]
    return one


def amendment(body: str, target: str = "chung", number: int = 5, id: str = "sd") -> Amendment:
    """An amendment in force from the month of its number."""
    text = AMENDMENT.format(body=body, target=target, number=number, month=number, id=id)
    read = read_amendment(Source.of(f"{id}.cchc", text))
    assert read.value is not None and read.ok, render_all(read.diagnostics)
    return read.value


def amended(rubric: Rubric, *amendments: Amendment) -> Applied:
    """The rubric after amendments that all apply."""
    applied = apply(rubric, amendments)
    assert applied.ok, render_all(applied.diagnostics)
    return applied
