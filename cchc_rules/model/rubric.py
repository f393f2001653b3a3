"""The rubric: what a decision prints, and the provisions that govern its use."""

import datetime
from collections.abc import Iterator
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import Any

from attrs import field

from cchc_rules.frozen import frozen
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.calendar import DueOnDayOff, SpecialDays
from cchc_rules.model.citation import NO_TRIVIA, Amended, Basis, Headings, Instrument, Stated, Trivia
from cchc_rules.model.code import Code
from cchc_rules.model.condition import Applicability as Applicability
from cchc_rules.model.condition import ClaimPolicy as ClaimPolicy
from cchc_rules.model.condition import ExcludedWhen as ExcludedWhen
from cchc_rules.model.condition import OnlyWhen as OnlyWhen
from cchc_rules.model.condition import Suspended as Suspended
from cchc_rules.model.discrepancy import Discrepancy, PrintedCode, misprints_first
from cchc_rules.model.fact import FactDeclaration
from cchc_rules.model.group_method import GroupMethod
from cchc_rules.model.rating import Band as Band
from cchc_rules.model.rating import Disqualifier as Disqualifier
from cchc_rules.model.rating import InPlaceOfBands as InPlaceOfBands
from cchc_rules.model.rating import InPlaceOfConsequence as InPlaceOfConsequence
from cchc_rules.model.rating import Measure as Measure
from cchc_rules.model.rating import Override as Override
from cchc_rules.model.rating import Quota, TieBreak
from cchc_rules.model.result_condition import FieldsWithin as FieldsWithin
from cchc_rules.model.result_condition import FieldWithin as FieldWithin
from cchc_rules.model.result_condition import IndexWithin as IndexWithin
from cchc_rules.model.result_condition import Trigger as Trigger
from cchc_rules.model.rule import Precedence, Rule
from cchc_rules.model.stages import Combination, Deadline, Lineup, StageRule
from cchc_rules.model.survey import SurveyInstrument, SurveyShare
from cchc_rules.source import Span

DEFAULT_LEVELS = ("lĩnh vực", "tiêu chí", "tiêu chí thành phần")


class Numbering(Enum):
    """What the table prints beside a row: its whole address, or only the last part of it."""

    FULL = "đầy đủ"
    WITHIN_GROUP = "lại từ đầu trong mỗi nhóm"


@frozen
class Total:
    """The declared total, and how much of it is scored by survey (points)."""

    points: Fraction
    survey: Fraction | None = None


@frozen
class Count:
    """A declared number of nodes of one level."""

    number: int
    level: str


@frozen
class Subjects:
    """Kinds of unit assessed, and units excepted by name."""

    kinds: tuple[str, ...]
    excepted: tuple[str, ...] = ()


@frozen
class Rounding:
    """Digits after the comma in print, for points and for percentages; never used in a decision.

    With `cut_off` what lies behind them is left away; otherwise halves go up.
    """

    points: int
    percent: int
    cut_off: bool = False


class Absence(Enum):
    """What becomes of the maximum of rows that do not apply."""

    EXCLUDED = "loại khỏi điểm tối đa"
    RESCALED = "quy về đủ thang"


class BucketKind(Enum):
    """Points beside the table: added to, or taken from, what it gives."""

    BONUS = "điểm cộng"
    PENALTY = "điểm trừ"


class Ceiling(Enum):
    """Whether points with bonus may pass the maximum that counts; they never fall below 0."""

    CAPPED = "không quá tổng điểm tối đa"
    FREE = "được vượt tổng điểm tối đa"


@frozen
class Consequence:
    """What follows when any of the triggers holds (mục II.3). `number` is its address."""

    number: str
    triggers: tuple[Trigger, ...]
    text: str


@frozen
class Provisions:
    """Settings that several rubrics may share; a rubric's own stand before shared ones.

    `overrides` say what of the common provisions a rubric's own take the place of; linking carries them out.
    `apart` are sentences of common provisions, by slot, that say for other tables what the attribute, which holds
    only one, says for some. `cchc_rules.model.sentences` gives all of a slot.
    """

    levels: Stated[tuple[str, ...]] | None = None
    numbering: Stated[Numbering] | None = None
    instrument: Stated[Instrument] | None = None
    replaces: tuple[Stated[Instrument], ...] = ()
    in_force: Stated[datetime.date] | None = None
    governs: Stated[int] | None = None
    total: Stated[Total] | None = None
    counts: Stated[tuple[Count, ...]] | None = None
    subjects: Stated[Subjects] | None = None
    claims: Stated[ClaimPolicy] | None = None
    step: Stated[Fraction] | None = None
    rounding: Stated[Rounding] | None = None
    stages: tuple[Stated[StageRule], ...] = ()
    combination: Stated[Combination] | None = None
    tie_break: Stated[TieBreak] | None = None
    absence: Stated[Absence] | None = None
    ceiling: Stated[Ceiling] | None = None
    bands: tuple[Stated[Band], ...] = ()
    disqualifiers: tuple[Stated[Disqualifier], ...] = ()
    quotas: tuple[Stated[Quota], ...] = ()
    consequences: tuple[Stated[Consequence], ...] = ()
    timetable: tuple[Stated[Deadline], ...] = ()
    precedence: Stated[Precedence] | None = None
    calendar: tuple[Stated[SpecialDays], ...] = ()
    due_on_day_off: Stated[DueOnDayOff] | None = None
    facts: tuple[Stated[FactDeclaration], ...] = ()
    surveys: tuple[Stated[SurveyInstrument], ...] = ()
    survey_shares: tuple[Stated[SurveyShare], ...] = ()
    discrepancies: tuple[Stated[Discrepancy], ...] = field(default=(), converter=misprints_first)
    overrides: tuple[Stated[Override], ...] = ()
    apart: tuple[tuple[Slot, Stated[Any]], ...] = ()

    @cached_property
    def lineup(self) -> Lineup:
        """The stages in the order in which they act."""
        return Lineup.of(s.value for s in self.stages)


@frozen
class Criterion:
    """A row of the table with the rows below it. `max` is in points; survey rows are leaves scored by ĐTXHH.

    `group`: how the rows below make its points, where not by their sum; `wording`: how the decree says it is scored;
    `followed_by`: who reports on it; `evidence`: what must prove its points; `facts`: those of its own rule alone;
    `deducts`: `max` is what it takes at most.
    """

    code: Code
    title: str
    max: Fraction
    survey: bool = False
    note: str | None = None
    basis: Basis | None = None
    counts: Stated[tuple[Count, ...]] | None = None
    applicability: tuple[Stated[Applicability], ...] = ()
    discrepancies: tuple[Stated[Discrepancy], ...] = ()
    children: tuple["Criterion", ...] = ()
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)
    amended: tuple[Amended, ...] = field(default=(), eq=False, repr=False)
    rule: Stated[Rule] | None = None
    group: Stated[GroupMethod] | None = None
    wording: tuple[Stated[str], ...] = ()
    followed_by: Stated[str] | None = None
    facts: tuple[Stated[FactDeclaration], ...] = ()
    deducts: bool = False
    evidence: Stated[str] | None = None

    @property
    def is_leaf(self) -> bool:
        """Whether points are entered here."""
        return not self.children

    @property
    def has_deductions(self) -> bool:
        """Whether rows right below take points from those of others, so that its maximum is not their sum."""
        return not self.deducts and any(child.deducts for child in self.children)

    @property
    def called(self) -> str:
        """Its title; of a row that is printed without one, the first sentence of its scoring."""
        return self.title or next((said.value for said in self.wording), "(không có tên riêng)")

    @property
    def rows_add_up_to(self) -> Fraction:
        """What its rows come to at the most, those that deduct left out; its own maximum where all deduct."""
        return sum((c.max for c in self.children if not c.deducts), Fraction(0)) or self.max

    @property
    def all_survey(self) -> bool:
        """Whether all its points come from surveys: its own, or those of every row below."""
        return self.survey if self.is_leaf else all(c.all_survey for c in self.children)

    @property
    def survey_max(self) -> Fraction:
        """How much of its maximum is scored by survey: of a group with a method of its own, all or nothing."""
        if self.is_leaf or self.group is not None:
            return self.max if self.all_survey else Fraction(0)
        return sum((c.survey_max for c in self.children), Fraction(0))

    def walk(self) -> Iterator["Criterion"]:
        """This node and all below it, in the order of the table."""
        yield self
        for child in self.children:
            yield from child.walk()


@frozen
class Bucket:
    """`ĐIỂM CỘNG: tối đa 5 điểm`: rows outside the total; `cap` is the most they count for together."""

    kind: BucketKind
    cap: Fraction
    rows: tuple[Criterion, ...] = ()


@frozen
class Repealed:
    """What a provision took out of the table: the row as it stood. It takes no points and is in no sum."""

    row: Criterion
    amended: Amended
    bucket: BucketKind | None = None


@frozen
class CommonProvisions:
    """`QUY ĐỊNH CHUNG`: provisions written once for several rubrics."""

    id: str
    title: str
    provisions: Provisions
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)
    ending: tuple[str, ...] = field(default=(), eq=False, repr=False)
    headings: Headings = field(default=(), eq=False, repr=False)


@frozen
class Others:
    """What the other rubrics that use the same common provisions have: names of their top levels, kinds of unit."""

    levels: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


@frozen
class Linked:
    """What a linked rubric was made of: its `own` provisions, and the common ones as they were merged in.

    `table` is the short name by which these call it. `others` is there when these speak of what it has not.
    """

    table: str
    own: Provisions
    commons: tuple[CommonProvisions, ...]
    others: Others | None = None


@frozen
class Rubric:
    """`BỘ TIÊU CHÍ`: one table. `uses` names common provisions not yet merged in.

    `repealed`, `amended` and `linked` are history: no part of equality, empty in a text as read. `guidance` is the
    instrument whose scoring rules were laid over the table, `guidance_title` its name, `guided_by` its short
    name, by which amendments may call the rubric too, `guided_head` where the last sentence of its head stands.
    """

    id: str
    title: str
    provisions: Provisions
    uses: tuple[Stated[str], ...] = ()
    fields: tuple[Criterion, ...] = ()
    buckets: tuple[Stated[Bucket], ...] = ()
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)
    ending: tuple[str, ...] = field(default=(), eq=False, repr=False)
    headings: Headings = field(default=(), eq=False, repr=False)
    repealed: tuple[Repealed, ...] = field(default=(), eq=False, repr=False)
    amended: tuple[Amended, ...] = field(default=(), eq=False, repr=False)
    guidance: Instrument | None = field(default=None, eq=False, repr=False)
    guidance_title: str | None = field(default=None, eq=False, repr=False)
    guided_by: str | None = field(default=None, eq=False, repr=False)
    guided_head: Span | None = field(default=None, eq=False, repr=False)
    linked: Linked | None = field(default=None, eq=False, repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The short names by which amendments call it, and those of its common provisions: they are amended for it."""
        guided = (self.guided_by,) if self.guided_by is not None else ()
        commons = self.linked.commons if self.linked is not None else ()
        return (self.id, *guided, *(c.id for c in commons))

    def walk(self) -> Iterator[Criterion]:
        """Every criterion in the order of the table."""
        return (c for top in self.fields for c in top.walk())

    def leaves(self) -> Iterator[Criterion]:
        """Every row that takes points."""
        return (c for c in self.walk() if c.is_leaf)

    @property
    def survey_max(self) -> Fraction:
        """How much of the total is scored by survey."""
        return sum((c.survey_max for c in self.fields), Fraction(0))

    def bucket_rows(self) -> Iterator[Criterion]:
        """Rows of bonus and penalty, which are in no sum of the table."""
        return (row for bucket in self.buckets for row in bucket.value.rows)

    def rows(self) -> Iterator[Criterion]:
        """Every row and group of the table, then those of bonus and penalty."""
        yield from self.walk()
        yield from self.bucket_rows()

    @cached_property
    def facts(self) -> tuple[Stated[FactDeclaration], ...]:
        """Every fact that is declared: for all rows, then those of one row each, in the order of the table."""
        return (*self.provisions.facts, *(fact for row in self.rows() for fact in row.facts))

    def bucket_of(self, code: Code) -> BucketKind | None:
        """Whether the row of this code is one of bonus or of penalty."""
        return next((b.value.kind for b in self.buckets if any(r.code == code for r in b.value.rows)), None)

    @property
    def level_names(self) -> tuple[str, ...]:
        """Names of the levels from the top."""
        return self.provisions.levels.value if self.provisions.levels else DEFAULT_LEVELS

    def level_of(self, criterion: Criterion) -> str:
        """The name of a criterion's level; deeper than declared takes the last name; `dòng điểm cộng` in a bucket."""
        kind = self.bucket_of(criterion.code)
        if kind is not None:
            return f"dòng {kind.value}"
        names = self.level_names
        return names[min(criterion.code.depth, len(names)) - 1]

    def printed_code(self, criterion: Criterion) -> str:
        """The code as the decree prints it: a misprint if one is noted, else by the numbering in force."""
        for d in criterion.discrepancies:
            if isinstance(d.value, PrintedCode):
                return d.value.printed
        return criterion.code.last if self.numbers_restart else criterion.code.text

    @property
    def numbers_restart(self) -> bool:
        """Whether each group numbers its rows afresh, so that a printed code alone names no row."""
        return (stated := self.provisions.numbering) is not None and stated.value is Numbering.WITHIN_GROUP

    def cited(self, criterion: Criterion) -> str:
        """How a citation names a row: its printed code, or `tiêu chuẩn 2, nội dung 1` where numbering restarts."""
        printed, parent = self.printed_code(criterion), criterion.code.parent
        if not self.numbers_restart:
            return printed
        own = f"{self.level_of(criterion)} {printed}"
        return own if parent is None else f"{self.cited_at(parent)}, {own}"

    def cited_at(self, code: Code) -> str:
        """The same by address; a row that is not in the table is named by its number."""
        row = self._row_at(code) or next((r for r in self.bucket_rows() if r.code == code), None)
        return self.cited(row if row is not None else Criterion(code, "", Fraction(0)))

    def _row_at(self, code: Code) -> Criterion | None:
        rows = self.fields
        while (found := next((r for r in rows if code.lies_in(r.code)), None)) is not None and found.code != code:
            rows = found.children
        return found
