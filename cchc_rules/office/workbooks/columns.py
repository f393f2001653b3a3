"""The columns of a workbook: what a row is, what it comes to, and for each stage what that stage enters."""

from enum import Enum
from functools import cached_property

from cchc_rules.frozen import frozen
from cchc_rules.model.fact import Supplier
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Sheet
from cchc_rules.model.stages import Power, Stage
from cchc_rules.office.workbooks.layout import Column


class Fixed(Enum):
    """The columns that every workbook has, in their order, by key."""

    IDENTITY = "id"
    BASE = "base"
    CODE = "code"
    TITLE = "title"
    MOST = "max"
    POINTS = "points"
    SAME = "same"
    UNITS = "units"
    COUNTED = "counted"


_FIXED = (
    Column(Fixed.IDENTITY.value, 14, hidden=True),
    Column(Fixed.BASE.value, 14, hidden=True),
    Column(Fixed.CODE.value, 9),
    Column(Fixed.TITLE.value, 42),
    Column(Fixed.MOST.value, 16),
    Column(Fixed.POINTS.value, 10),
    Column(Fixed.SAME.value, 8, hidden=True),
    Column(Fixed.UNITS.value, 10, hidden=True),
    Column(Fixed.COUNTED.value, 10, hidden=True),
)
HEADINGS = {Fixed.CODE: "Mã", Fixed.TITLE: "Nội dung", Fixed.MOST: "Tối đa, đơn vị đo", Fixed.POINTS: "Điểm tính"}


class Part(Enum):
    """What a stage enters for a row, by key."""

    VALUE = "value"
    OPINION = "opinion"
    REASON = "reason"
    EVIDENCE = "evidence"
    BY = "by"


PART_HEADINGS = {
    Part.VALUE: "Điểm, số liệu",
    Part.OPINION: "Ý kiến",
    Part.REASON: "Lý do",
    Part.EVIDENCE: "Tài liệu kiểm chứng (mỗi tài liệu một dòng)",
    Part.BY: "Người ghi",
}
_WIDTHS = {Part.VALUE: 11, Part.OPINION: 24, Part.REASON: 22, Part.EVIDENCE: 22, Part.BY: 11}
"""Such that what a row is and the part of one stage stand side by side on A4 in letters that can be read."""


def key_of(part: Part, stage: Stage) -> str:
    """`value|thẩm định`."""
    return f"{part.value}|{stage.value}"


@frozen
class Columns:
    """The stages in their order, and those of them that may say an opinion."""

    stages: tuple[Stage, ...]
    opining: frozenset[Stage]

    @cached_property
    def parts(self) -> tuple[tuple[Stage, Part], ...]:
        """What stands behind the fixed columns, in order."""
        return tuple((s, p) for s in self.stages for p in Part if p is not Part.OPINION or s in self.opining)

    @cached_property
    def all(self) -> tuple[Column, ...]:
        """Every column."""
        return (*_FIXED, *(Column(key_of(p, s), _WIDTHS[p]) for s, p in self.parts))

    def at(self, part: Part, stage: Stage) -> int:
        """Where what a stage enters stands, from 1."""
        return len(_FIXED) + 1 + self.parts.index((stage, part))


def fixed(column: Fixed) -> int:
    """Where a fixed column stands, from 1."""
    return list(Fixed).index(column) + 1


def columns_for(rubric: Rubric, sheet: Sheet) -> Columns:
    """The stages that the rubric states, and those that the sheet has anything of."""
    lineup = rubric.provisions.lineup
    wanted = {r.stage for r in lineup.rules} | {Stage.SELF} | _spoken(sheet)
    if not lineup.rules:
        wanted |= {Stage.APPRAISAL, Stage.REVIEW}
    suppliers = {f.value.supplier for f in rubric.facts}
    if any(s is not None and s.at_appraisal for s in suppliers):
        wanted.add(lineup.council)
    if any(r.survey for r in rubric.rows()) or rubric.provisions.surveys or Supplier.SURVEY in suppliers:
        wanted.add(Stage.SURVEY)
    spoken = {e.stage for r in sheet.rows for e in r.entries if e.opinion is not None}
    commenting = {s for s in wanted if lineup.power(s) is Power.COMMENT}
    return Columns(tuple(s for s in lineup.order if s in wanted), frozenset(spoken | commenting))


def _spoken(sheet: Sheet) -> set[Stage]:
    entered = {e.stage for r in sheet.rows for e in r.entries} | {f.stage for f in sheet.facts}
    taken = (*sheet.accepted, *(a for r in sheet.rows for a in r.accepted))
    return entered | {a.stage for a in taken}
