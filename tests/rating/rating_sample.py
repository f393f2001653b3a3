"""A small rubric around ratings, so that a test writes only the lines it is about."""

from fractions import Fraction

from cchc_rules.checks.rubric.all_checks import check_rubric
from cchc_rules.checks.sheet.all_checks import check_sheet
from cchc_rules.compile import RuleTree, compile_rubric
from cchc_rules.diagnostics import Diagnostic
from cchc_rules.evaluate import evaluate
from cchc_rules.model.link import link
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Sheet
from cchc_rules.results.scorecard import Scorecard, View
from cchc_rules.source import Source
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.syntax.sheet.reader import read_sheet

HEAD = """BỘ TIÊU CHÍ thu "Bộ tiêu chí thử xếp loại"
  văn bản: Hướng dẫn 01/HD-BCĐ ngày 02/01/2019
  tổng điểm: 100 điểm, trong đó ĐTXHH 20 điểm  theo mục I
  đối tượng: "xã", "xã khó khăn", "phường"  theo mục I
  không áp dụng: được đề nghị  theo mục I
{settings}
CÁC BƯỚC ĐÁNH GIÁ  theo mục II
  tự đánh giá: chấm điểm
  thẩm định: công nhận, tăng hoặc giảm
  ĐTXHH: chấm điểm
  điểm chỉ số: ĐTXHH cộng thẩm định

XẾP LOẠI  theo mục III
{rating}

{facts}
LĨNH VỰC 1 "Một": 50 điểm
TIÊU CHÍ 1.1 "Một một": 40 điểm
TIÊU CHÍ 1.2 "Một hai": 10 điểm
LĨNH VỰC 2 "Hai": 50 điểm
TIÊU CHÍ 2.1 "Hai một": 30 điểm
TIÊU CHÍ 2.2 "Hai hai": 20 điểm, ĐTXHH
{buckets}
"""
POINTS = '  từ 80 điểm: "Đạt"\n  dưới 80 điểm: "Không đạt"'
RATIOS = '  từ 90%: "Tốt"\n  từ 70% đến dưới 90%: "Khá"\n  dưới 70%: "Yếu"'
BUCKETS = """ĐIỂM CỘNG: tối đa 5 điểm  theo mục IV
  C1 "Sáng kiến": tối đa 4 điểm
  C2 "Khen thưởng": tối đa 4 điểm

ĐIỂM TRỪ: tối đa 5 điểm  theo mục IV
  T1 "Chậm": tối đa 3 điểm
  T2 "Vi phạm": tối đa 5 điểm"""
CAPPED = "  điểm sau cộng, trừ: không quá tổng điểm tối đa  theo mục IV"
FREE = "  điểm sau cộng, trừ: được vượt tổng điểm tối đa  theo mục IV"
RESCALED = "  không áp dụng: quy về đủ thang  theo mục I"
NA = "không áp dụng"
Entry = Fraction | str | int | None


def text_of(rating: str = RATIOS, facts: str = "", settings: str = "", buckets: str = "") -> str:
    """The whole text of a rubric; every part is lines."""
    section = f"SỐ LIỆU\n{facts}\n" if facts else ""
    return HEAD.format(rating=rating, facts=section, settings=settings, buckets=buckets)


def rubric_of(rating: str = RATIOS, facts: str = "", settings: str = "", buckets: str = "") -> Rubric:
    """The rubric, which must read and check without error."""
    parsed = read_rubric(Source.of("thu.cchc", text_of(rating, facts, settings, buckets)))
    assert parsed.ok and isinstance(parsed.value, Rubric), [d.message for d in parsed.diagnostics]
    linked = link(parsed.value, ())
    found = [d for d in check_rubric(linked) if d.severity.value == "lỗi"]
    assert not found, [d.message for d in found]
    return linked


def tree_of(rating: str = RATIOS, facts: str = "", settings: str = "", buckets: str = "") -> RuleTree:
    """The same, compiled."""
    return compile_rubric(rubric_of(rating, facts, settings, buckets))


def found_in(rating: str = RATIOS, facts: str = "", settings: str = "", buckets: str = "") -> list[str]:
    """The codes that reading, or else checking, finds."""
    parsed = read_rubric(Source.of("thu.cchc", text_of(rating, facts, settings, buckets)))
    if not parsed.ok or not isinstance(parsed.value, Rubric):
        return [d.code for d in parsed.diagnostics]
    return [d.code for d in check_rubric(link(parsed.value, ()))]


def sheet_of(points: dict[str, Entry], facts: str = "", kind: str = "xã") -> Sheet:
    """A sheet whose appraisal (survey for 2.2) is `points` by code: points, `không áp dụng`, or None for open."""
    rows = "\n".join(_row(code, value) for code, value in points.items())
    text = f"""PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: thu
  đơn vị: "Xã A"
  loại đơn vị: "{kind}"
  năm: 2019

SỐ LIỆU
{facts}

ĐIỂM
{rows}
"""
    parsed = read_sheet(Source.of("thu.phieu", text))
    assert parsed.ok and parsed.value is not None, [d.message for d in parsed.diagnostics]
    return parsed.value


def _row(code: str, value: Entry) -> str:
    stage = "ĐTXHH" if code == "2.2" else "thẩm định"
    if value is None:
        return f"{code}\n  {stage}:"
    said = value if isinstance(value, str) else f"{vietnamese(Fraction(value))} điểm"
    return f'{code}\n  {stage}: {said}, vì "lý do"'


FULL: dict[str, Entry] = {"1.1": 40, "1.2": 10, "2.1": 30, "2.2": 20}


def score(tree: RuleTree, points: dict[str, Entry], facts: str = "", kind: str = "xã") -> Scorecard:
    """The final scorecard; rows not named have full marks, those of bonus and penalty are not in the sheet."""
    sheet = sheet_of({**FULL, **points}, facts, kind)
    card = evaluate(tree, sheet, View.FINAL)
    total = card.total
    assert total.max == total.achieved + total.lost + total.excluded + total.pending
    return card


def held(tree: RuleTree, points: dict[str, Entry], facts: str = "") -> tuple[Diagnostic, ...]:
    """What is found when a sheet is held against the rubric."""
    return check_sheet(tree.rubric, sheet_of({**FULL, **points}, facts))


def rating(card: Scorecard) -> str | None:
    """The band, `?` while it is open, None where there is none."""
    if card.band is not None:
        return card.band.value.name
    return None if card.unrated else "?"
