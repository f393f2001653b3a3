"""A small rubric around surveys, so that a test writes only the lines it is about."""

from fractions import Fraction

from cchc_rules.checks.rubric.all_checks import check_rubric
from cchc_rules.checks.sheet.all_checks import check_sheet
from cchc_rules.compile import compile_rubric
from cchc_rules.diagnostics import Diagnostic
from cchc_rules.evaluate import evaluate
from cchc_rules.model.code import Code
from cchc_rules.model.link import link
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Sheet
from cchc_rules.results.node_score import NodeScore
from cchc_rules.results.scorecard import Scorecard
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.syntax.sheet.reader import read_sheet

HEAD = """BỘ TIÊU CHÍ thu "Bộ tiêu chí thử phiếu điều tra"
  văn bản: Hướng dẫn 01/HD-BCĐ ngày 02/01/2019
  tổng điểm: 5 điểm, trong đó ĐTXHH 4 điểm  theo mục I
  đối tượng: "sở"  theo mục I
  không áp dụng: được đề nghị  theo mục I

CÁC BƯỚC ĐÁNH GIÁ  theo mục II
  tự đánh giá: chấm điểm
  thẩm định: công nhận, tăng hoặc giảm
  ĐTXHH: chấm điểm
  điểm chỉ số: ĐTXHH cộng thẩm định

XẾP LOẠI  theo mục II
  từ 80%: "Tốt"
  dưới 80%: "Chưa tốt"

"""
ROWS = """
LĨNH VỰC 1 "Thử": 5 điểm
TIÊU CHÍ 1.1 "Tự chấm": 1 điểm
TIÊU CHÍ 1.2 "Điều tra một": 2 điểm, ĐTXHH
{rule}TIÊU CHÍ 1.3 "Điều tra hai": 2 điểm, ĐTXHH
"""
FORM = """PHIẾU ĐIỀU TRA can-bo "Phiếu cán bộ"  theo mục III
  hỏi: "cán bộ", "công chức"
  tối thiểu 10 phiếu hợp lệ
  thang: "Tốt" 100%, "Khá" 60%, "Trung bình" 20%, "Kém" 0%
  câu 1 cho 1.2: "Câu một?"
  câu 2 cho 1.3: "Câu hai?"
"""
SECOND = """
PHIẾU ĐIỀU TRA nguoi-dan "Phiếu người dân"  theo mục III
  hỏi: "người dân"
  thang "mức": "Hài lòng" 100%, "Bình thường" 50%, "Không" 0%
  câu 1 cho 1.2, theo thang "mức": "Câu một?"
  câu 2 cho 1.2, hệ số 2, theo thang "mức": "Câu hai?"
"""
SHARES = """
TỶ TRỌNG PHIẾU ĐIỀU TRA
  1.2: can-bo 60%, nguoi-dan 40%  theo mục III
"""
BOTH = FORM + SECOND + SHARES


def text_of(surveys: str, rule: str = "") -> str:
    """The whole text; `rule` stands under row 1.2."""
    return HEAD + surveys + ROWS.format(rule=rule)


def rubric_of(surveys: str, rule: str = "") -> Rubric:
    """The rubric, which must read without error."""
    parsed = read_rubric(Source.of("thu.cchc", text_of(surveys, rule)))
    assert parsed.ok, [d.message for d in parsed.diagnostics]
    assert isinstance(parsed.value, Rubric)
    return link(parsed.value, ())


def found_in(surveys: str, rule: str = "") -> tuple[Diagnostic, ...]:
    """Everything that reading, or else the static checks, find in the text."""
    parsed = read_rubric(Source.of("thu.cchc", text_of(surveys, rule)))
    if not parsed.ok or not isinstance(parsed.value, Rubric):
        return parsed.diagnostics
    return check_rubric(link(parsed.value, ()))


def codes(surveys: str, rule: str = "") -> list[str]:
    """The codes found, in file order."""
    return [d.code for d in found_in(surveys, rule)]


def sheet_text(tallies: str, rows: str = "") -> str:
    """A sheet with these tallies and rows."""
    return f"""PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: thu
  đơn vị: "Sở A"
  loại đơn vị: "sở"
  năm: 2019

KẾT QUẢ ĐIỀU TRA
{tallies}

ĐIỂM
1.1
  tự đánh giá: 1 điểm
  thẩm định: 1 điểm
{rows}
"""


def sheet_of(tallies: str, rows: str = "") -> Sheet:
    """The sheet, which must read without error."""
    parsed = read_sheet(Source.of("thu.phieu", sheet_text(tallies, rows)))
    assert parsed.ok and parsed.value is not None, [d.message for d in parsed.diagnostics]
    return parsed.value


def sheet_codes(rubric: Rubric, tallies: str, rows: str = "") -> list[str]:
    """What reading, or else the checks, find in a sheet."""
    parsed = read_sheet(Source.of("thu.phieu", sheet_text(tallies, rows)))
    if not parsed.ok or parsed.value is None:
        return [d.code for d in parsed.diagnostics]
    return [d.code for d in check_sheet(rubric, parsed.value)]


def scored(rubric: Rubric, tallies: str, rows: str = "") -> Scorecard:
    """The scorecard of a sheet."""
    return evaluate(compile_rubric(rubric), sheet_of(tallies, rows))


def node_of(card: Scorecard, code: str) -> NodeScore:
    """A row of a scorecard."""
    node = card.node(Code(code))
    assert node is not None
    return node


def points_of(card: Scorecard, code: str) -> Fraction | None:
    """The points of a row; None while pending."""
    return node_of(card, code).final
