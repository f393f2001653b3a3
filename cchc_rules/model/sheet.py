"""A score sheet: what a unit and the bodies that check it entered, stage by stage."""

import datetime
from enum import Enum
from fractions import Fraction

from attrs import field

from cchc_rules.frozen import frozen
from cchc_rules.model.citation import NO_TRIVIA, Basis, Trivia
from cchc_rules.model.code import Code
from cchc_rules.model.fact import FactValue
from cchc_rules.model.stages import USUAL_LINEUP, Lineup, Stage
from cchc_rules.model.survey import Tally
from cchc_rules.source import Span


@frozen
class NotApplicable:
    """In place of points: the criterion does not apply."""


NOT_APPLICABLE = NotApplicable()
EntryValue = Fraction | NotApplicable | None


@frozen
class Entry:
    """What one stage entered: points, not applicable, or nothing yet; why, on what evidence, by whom.

    `opinion` is said without a word on points. `copied`: taken over from the unit, where what is wrong with it is told.
    """

    stage: Stage
    value: EntryValue
    reason: str | None = None
    evidence: tuple[str, ...] = ()
    by: str | None = None
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)
    copied: bool = field(default=False, eq=False, repr=False)
    opinion: str | None = None


@frozen
class Claim:
    """`không áp dụng, vì "…"`: the unit says the criterion, or all in it, does not apply."""

    reason: str | None
    evidence: tuple[str, ...] = ()
    by: str | None = None
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)


class Also(Enum):
    """What `như tự đánh giá` covers only when it is named."""

    NOT_APPLICABLE = "không áp dụng"
    BONUS = "điểm cộng"
    PENALTY = "điểm trừ"


@frozen
class Acceptance:
    """`thẩm định: như tự đánh giá`: a stage takes over what the unit stated, for a row, a group or the whole sheet.

    `mark` is that of what the unit stated when it was written (meaning.acceptances): with another one nothing is
    taken over. None: not stated.
    """

    stage: Stage
    also: tuple[Also, ...] = ()
    mark: str | None = None
    reason: str | None = None
    evidence: tuple[str, ...] = ()
    by: str | None = None
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)


@frozen
class Row:
    """Everything entered for one code, entries in the order of the stages.

    `title` is for the reader's eye; it is compared, never used. `partial` tells that a line below the row
    could not be read, so that nothing is concluded from its absence.
    """

    code: Code
    title: str | None = None
    entries: tuple[Entry, ...] = ()
    claim: Claim | None = None
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)
    partial: bool = field(default=False, eq=False, repr=False)
    accepted: tuple[Acceptance, ...] = ()


@frozen
class FactEntry:
    """A reported fact. None is: not yet known. `percent`: written with %, the value being the ratio.

    `stage` is whose value it is: the unit's, or what the council, the re-check or the survey put in its place.
    """

    name: str
    value: FactValue | None
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)
    percent: bool = False
    stage: Stage = Stage.SELF
    reason: str | None = None
    evidence: tuple[str, ...] = ()
    by: str | None = None
    value_at: Span | None = field(default=None, eq=False, repr=False)
    """Where the value alone stands, when the form of the sheet knows it apart from the name."""
    copied: bool = field(default=False, eq=False, repr=False)
    as_self: bool = False
    """Whether the stage takes over what the unit reported, whose `mark` is as in `Acceptance`; the value is None."""
    mark: str | None = None

    @property
    def place(self) -> Span | None:
        """Where to look for what is wrong with the value."""
        return self.value_at or self.at


@frozen
class FormerName:
    """A name that the unit, or one that became part of it, had before. Not `whole`: only a part of that unit did."""

    name: str
    whole: bool = True


@frozen
class Formerly:
    """Which units a unit was before a renaming, merger or split: since which day it is what it is, and by what text."""

    names: tuple[FormerName, ...]
    since: datetime.date
    basis: Basis

    @property
    def renamed(self) -> str | None:
        """The one name before, where the unit is the same unit; None after a merger or a split."""
        return self.names[0].name if len(self.names) == 1 and self.names[0].whole else None


@frozen
class CopyOf:
    """`bản sao: thẩm định, mã đối chiếu "…"`: for whom this copy of a sheet is, and the mark of that sheet."""

    stage: Stage
    mark: str
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)


@frozen
class Received:
    """`ngày nhận: 10/01/2020`: when whoever gathers the sheets had what a stage entered."""

    stage: Stage
    day: datetime.date
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)


@frozen
class Header:
    """What a sheet is about. `note` is printed with every result made from it; `other_units` are near names that the
    sheet says are other bodies."""

    rubric: str
    unit: str
    kind: str
    year: int
    note: str | None = None
    other_units: tuple[str, ...] = ()
    formerly: Formerly | None = None


@frozen
class RowShown:
    """A row of a workbook: the maximum that it shows, as written there, and where."""

    code: Code
    most: str
    at: Span


@frozen
class Workbook:
    """The workbook that a sheet was read from: the digest of the rubric that it was made for, its rows."""

    rubric: str
    rows: tuple[RowShown, ...]
    at: Span


@frozen
class Sheet:
    """A sheet as read, before it is checked against its rubric.

    A sheet read with errors may lack header items: they are empty (the year 0) and have no place while others
    have. `comments` are those on header items and on the headings `facts`, `surveys` and `rows`, by name. `carried` are
    values of the year before from last year's sheet: known at every stage, entered at none of this one.
    """

    header: Header
    facts: tuple[FactEntry, ...] = ()
    rows: tuple[Row, ...] = ()
    places: tuple[tuple[str, Span], ...] = field(default=(), eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)
    ending: tuple[str, ...] = field(default=(), eq=False, repr=False)
    comments: tuple[tuple[str, Trivia], ...] = field(default=(), eq=False, repr=False)
    tallies: tuple[Tally, ...] = ()
    carried: tuple[FactEntry, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    """What stages take over of the whole sheet."""

    received: tuple[Received, ...] = ()
    """When the sheet came in, by stage."""

    copy_of: CopyOf | None = None
    """For whom it was copied, if it was."""

    workbook: Workbook | None = field(default=None, eq=False, repr=False)
    """Where it was read from, if it was a workbook."""

    lineup: Lineup = field(default=USUAL_LINEUP, eq=False, repr=False)
    """The stages of its rubric, once the sheet is held against it (meaning.acceptances)."""

    @property
    def takes_over(self) -> bool:
        """Whether any stage takes over what the unit stated, instead of writing it again."""
        facts = any(fact.as_self for fact in self.facts)
        return facts or bool(self.accepted) or any(row.accepted for row in self.rows)

    def place(self, name: str) -> Span | None:
        """Where a header item (`rubric`, `unit`, `kind`, `year`) was written."""
        return next((span for key, span in self.places if key == name), None)

    def lacks(self, name: str) -> bool:
        """Whether a header item was missed while reading, which has been reported then."""
        return bool(self.places) and self.place(name) is None
