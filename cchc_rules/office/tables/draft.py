"""Rows of a printed table as lines of a rubric: what is certain as sentences, all else as lines that wait."""

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from cchc_rules.frozen import frozen
from cchc_rules.language.waiting import UNKNOWN, WAITS
from cchc_rules.model.code import Code
from cchc_rules.model.discrepancy import PrintedCode, PrintedNote, PrintedPoints
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Criterion
from cchc_rules.office.tables.codes import Placed, Way
from cchc_rules.office.tables.rows import Row
from cchc_rules.office.tables.values import SURVEY, Points
from cchc_rules.writing import rubric as wording

_IN_ROW = "    "
_TAG_OF_GROUP = "dòng có các dòng bên trong; nhãn thuộc về một dòng chấm điểm"


@frozen
class DraftRow:
    """A row of the rubric: its code, its value where it is certain, and its lines in order."""

    code: Code
    criterion: Criterion | None
    lines: tuple[str, ...]
    wording: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()


def draft_row(p: Placed, levels: Sequence[str], bucket: bool, below: Sequence[Row]) -> DraftRow:
    """The lines of a row, with the rows below it."""
    group, total = bool(below), total_of(below)
    whole = p.row.whole
    points = p.row.points
    value = None
    if isinstance(points, Points):
        remark = p.row.remark
        survey = not group and (remark.survey or p.row.by_survey == points.value)
        value = Criterion(p.code, p.row.title, points.value, survey, remark.note, deducts=points.deducts)
    given = whole if whole is not None else None if value is None else _said(value, levels, bucket)
    indent = "" if not bucket and p.code.depth < len(levels) and p.row.title else "  "
    first = f"{indent}{given.strip()}" if given is not None else _without_points(p, levels, indent, total)
    said = [f"{_IN_ROW}{n.sentence}" for n in p.row.notes if not n.row] or [f"{_IN_ROW}{s}" for s in _printed(p)]
    return DraftRow(
        p.code,
        value if whole is None else None,
        (first, *_beside(p), *said),
        p.row.wording,
        tuple(f"{_IN_ROW}{WAITS} {s}" for s in _waiting(p, group and not p.row.notes)),
    )


def _said(c: Criterion, levels: Sequence[str], bucket: bool) -> str:
    return wording.bucket_row(c) if bucket else wording.row(c, tuple(levels))


def _without_points(p: Placed, levels: Sequence[str], indent: str, total: Fraction | None) -> str:
    points = vietnamese(total) if total is not None else UNKNOWN
    word = levels[p.code.depth - 1].upper() + " " if not indent else ""
    title = f" {wording.quote(p.row.title)}" if p.row.title else ""
    tag = ", ĐTXHH" if p.row.remark.survey else ""
    note = f", ghi chú {wording.quote(p.row.remark.note)}" if p.row.remark.note else ""
    return f"{indent}{WAITS} {word}{p.code}{title}: {points} điểm{tag}{note}"


def _beside(p: Placed) -> list[str]:
    lines = [wording.followed_by(p.row.followed)] if p.row.followed else []
    lines += [wording.evidence(p.row.evidence)] if p.row.evidence else []
    return [f"{_IN_ROW}{line}" for line in lines]


def _printed(p: Placed) -> list[str]:
    said = []
    if p.way is Way.NESTED and p.row.code is not None and p.row.code.text != p.code.last:
        said.append(wording.discrepancy(PrintedCode(p.row.code.text, "bản in không ghi số La Mã của phần")))
    if isinstance(p.row.points, Points) and p.row.points.printed is not None:
        said.append(wording.discrepancy(PrintedPoints(p.row.points.printed, "dấu chấm thập phân")))
    return said


def _waiting(p: Placed, group: bool) -> list[str]:
    """What somebody must look at before the row counts."""
    printed = p.row.code.text if p.row.code is not None else ""
    tag = [wording.discrepancy(PrintedNote(SURVEY, _TAG_OF_GROUP))] if group and p.row.remark.survey else []
    match p.way:
        case Way.DOUBLED:
            why = f"mã {printed} đã in ở một dòng trên; dòng này đứng ở chỗ của {p.code}"
            if p.lost_nought:
                why = f"Excel đã đổi {p.code} thành {printed}"
            return [*tag, wording.discrepancy(PrintedCode(printed, why))]
        case Way.ASTRAY:
            why = f"dòng này đứng trong nhóm {p.code.parent}, ở chỗ của {p.code}"
            return [*tag, wording.discrepancy(PrintedCode(printed, why))]
        case Way.BESIDE:
            why = f"bản in đánh số lại từ 1 trong phần này; {p.code} để không trùng mã của bảng"
            return [*tag, wording.discrepancy(PrintedCode(printed, why))]
        case Way.BY_PLACE | Way.UNCLEAR:
            shown = f"ghi “{p.row.strange}”" if p.row.strange else "không ghi mã"
            return [*tag, f"# mã {p.code} đặt theo vị trí; bản in {shown}"]
        case Way.PRINTED | Way.IN_GROUP | Way.NUMBERED | Way.NESTED:
            return tag
        case _:
            assert_never(p.way)


def total_of(below: Sequence[Row]) -> Fraction | None:
    """What rows come to, those that deduct left out; None where there are none, or one has no points."""
    sure = [r.points for r in below if isinstance(r.points, Points)]
    if not below or len(sure) < len(below):
        return None
    adding = [p.value for p in sure if not p.deducts] or [p.value for p in sure]
    return sum(adding, Fraction(0))
