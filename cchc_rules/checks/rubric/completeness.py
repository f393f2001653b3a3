"""Provisions without which no sheet can be evaluated."""

from collections.abc import Iterator
from fractions import Fraction

from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Rubric


def nothing_needed_is_missing(rubric: Rubric) -> Iterator[Diagnostic]:
    """K317: rows, total, subjects, stages, their combination and bands are all stated."""
    for what, example in _missing(rubric):
        yield catalog.NOTHING_STATED.at(rubric.at, what=what, example=example)


def _missing(rubric: Rubric) -> Iterator[tuple[str, str]]:
    p = rubric.provisions
    if not rubric.fields:
        yield "dòng tiêu chí nào", f'{rubric.level_names[0].upper()} 1 "…": 10 điểm'
    if p.total is None:
        points = sum((f.max for f in rubric.fields), Fraction(0)) or Fraction(100)
        yield "tổng điểm", f"tổng điểm: {vietnamese(points)} điểm"
    if p.subjects is None:
        yield "đối tượng chấm điểm", 'đối tượng: "sở"'
    if not p.stages:
        yield "các bước đánh giá", "tự đánh giá: chấm điểm"
    if p.combination is None:
        survey = "ĐTXHH cộng " if any(row.survey for row in rubric.leaves()) else ""
        yield "cách lấy điểm chỉ số", f"điểm chỉ số: {survey}thẩm định"
    if not p.bands:
        yield "mức xếp loại nào", 'từ 90%: "Tốt"'
