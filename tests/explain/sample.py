"""A small rubric and sheets over it that show every kind of line an explanation can have."""

from fractions import Fraction

from cchc_rules.compile import compile_rubric
from cchc_rules.evaluate import evaluate
from cchc_rules.explain.render.document import Document
from cchc_rules.explain.scorecard.compose import build_document
from cchc_rules.explain.scorecard.provenance import FileDigest, Provenance
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import NOT_APPLICABLE, Claim, Entry, FactEntry, Header, Row, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.results.scorecard import Scorecard, View
from cchc_rules.source import Span
from tests.support.rubrics import rubric_of

RUBRIC = rubric_of("""
BỘ TIÊU CHÍ thu "Bộ tiêu chí thử <b>&"
  văn bản: Quyết định 1/QĐ-UBND ngày 01/02/2019, Bảng 1
  tổng điểm: 20 điểm, trong đó ĐTXHH 3 điểm  theo mục II.1
  làm tròn khi in: điểm 2 chữ số, tỷ lệ 2 chữ số  tự đặt, vì "cho gọn"
CÁC BƯỚC ĐÁNH GIÁ
  thẩm định: do "Hội đồng thẩm định", công nhận, tăng hoặc giảm  theo mục II.2
  điểm chỉ số: ĐTXHH cộng phúc tra, không có thì thẩm định  theo mục II.3
XẾP LOẠI  theo mục II.4
  từ 90%: "Rất tốt"
  từ 70% đến dưới 90%: "Tốt"
  dưới 70%: "Trung bình"
HỆ QUẢ  theo mục II.5
  1 khi chỉ số dưới 70% hoặc từ 1 lĩnh vực dưới 50%: "xem xét không khen thưởng"
SỐ LIỆU
  [có viên chức]: có/không
  [số thủ tục]: số đếm
LĨNH VỰC 1 "CHỈ ĐẠO, ĐIỀU HÀNH": 10 điểm
TIÊU CHÍ 1.1 "Kế hoạch": 3 điểm
  1.1.1 "Chất lượng kế hoạch": 1 điểm
  1.1.2 "Mức độ hoàn thành kế hoạch cải cách hành chính hằng năm của đơn vị, tính trên nhiệm vụ": 2 điểm
TIÊU CHÍ 1.2 "Kiểm tra <script>alert(1)</script>": 4 điểm
TIÊU CHÍ 1.3 "Tuyên truyền 部門 ệ": 3 điểm
LĨNH VỰC 2 "ĐỘI NGŨ": 7 điểm
TIÊU CHÍ 2.1 "Viên chức": 3 điểm
    không áp dụng khi: [có viên chức] là không  theo mục III
TIÊU CHÍ 2.2 "Thủ tục": 4 điểm
    chỉ áp dụng khi: [số thủ tục] từ 1
LĨNH VỰC 3 "TÁC ĐỘNG": 3 điểm
TIÊU CHÍ 3.1 "Hài lòng": 3 điểm, ĐTXHH
    bản in ghi mã "3.10.1", vì "in nhầm số"
""")
TREE = compile_rubric(RUBRIC)
PROVENANCE = Provenance(
    "2019/thu",
    (FileDigest("rubrics/2019/thu.cchc", "a" * 64), FileDigest("rubrics/2019/chung.cchc", "c" * 64)),
    FileDigest("examples/so-a.phieu", "b" * 64),
    "cchc-rules 0",
)
HEADER = Header("2019/thu", "Sở A", "cơ quan chuyên môn", 2019, "Số liệu minh họa")
FACTS = (FactEntry("có viên chức", True), FactEntry("số thủ tục", Fraction(5)))


def row(code: str, *entries: Entry, claim: Claim | None = None) -> Row:
    """A row as a sheet has it."""
    return Row(Code(code), None, entries, claim)


def own(points: str, reason: str | None = None) -> Entry:
    """The unit's own points."""
    return Entry(Stage.SELF, Fraction(points), reason)


def appraised(points: str, reason: str | None = None, *evidence: str) -> Entry:
    """The council's points."""
    return Entry(Stage.APPRAISAL, Fraction(points), reason, evidence, None, Span("so-a.phieu", 12, 1, 2))


def reviewed(points: str, reason: str) -> Entry:
    """Points of the re-check."""
    return Entry(Stage.REVIEW, Fraction(points), reason, ("BB 2",), "Tổ phúc tra")


def survey(points: str) -> Entry:
    """Points of the survey."""
    return Entry(Stage.SURVEY, Fraction(points))


def full(code: str, points: str) -> Row:
    """A row with full marks at both stages."""
    return row(code, own(points), appraised(points))


FULL = (
    full("1.1.1", "1"),
    full("1.1.2", "2"),
    full("1.2", "4"),
    full("1.3", "3"),
    full("2.1", "3"),
    full("2.2", "4"),
    row("3.1", survey("3")),
)


def sheet_with(*rows: Row, facts: tuple[FactEntry, ...] = FACTS, header: Header = HEADER) -> Sheet:
    """A sheet with full marks everywhere but in `rows`; a row without entries or claim takes all away."""
    changed = {r.code for r in rows}
    kept = tuple(r for r in FULL if not any(r.code.lies_in(c) for c in changed))
    return Sheet(header, facts, (*kept, *rows))


MIXED = sheet_with(
    row("1.1.2", own("2"), appraised("1.5", "17/20 nhiệm vụ", "14/BC", "15/BC")),
    row("1.2", Entry(Stage.SELF, NOT_APPLICABLE, "không có <i>"), appraised("3", "có kiểm tra | 1 lần")),
    row("1.3", own("3"), appraised("2", "thiếu tin"), reviewed("2.5", "bổ sung tin bài")),
    row("3.1", survey("2.7")),
    facts=(FactEntry("có viên chức", False), FactEntry("số thủ tục", Fraction(5))),
)


def card_of(sheet: Sheet, view: View = View.FINAL) -> Scorecard:
    """The scorecard of a sheet over RUBRIC."""
    return evaluate(TREE, sheet, view)


def document_of(
    sheet: Sheet, *codes: str, all_rows: bool = False, view: View = View.FINAL, rubric: Rubric | None = None
) -> Document:
    """The explanation of a sheet, over RUBRIC unless another is given."""
    card = evaluate(compile_rubric(rubric) if rubric else TREE, sheet, view)
    return build_document(card, PROVENANCE, tuple(map(Code, codes)), all_rows)
