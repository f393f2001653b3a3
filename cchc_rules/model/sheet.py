"""A score sheet: what a unit and the bodies that check it entered, stage by stage."""

from fractions import Fraction

from attrs import field, frozen

from cchc_rules.model.code import Code
from cchc_rules.model.fact import FactValue
from cchc_rules.model.stages import Stage
from cchc_rules.model.stated import NO_TRIVIA, Trivia
from cchc_rules.source import Span


@frozen
class NotApplicable:
    """In place of points: the criterion does not apply."""


NOT_APPLICABLE = NotApplicable()
EntryValue = Fraction | NotApplicable | None


@frozen
class Entry:
    """What one stage entered for a row: points, not applicable, or nothing yet; why, on what evidence, by whom."""

    stage: Stage
    value: EntryValue
    reason: str | None = None
    evidence: tuple[str, ...] = ()
    by: str | None = None
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)


@frozen
class Claim:
    """`không áp dụng, vì "…"`: the unit says the criterion, or all in it, does not apply."""

    reason: str | None
    evidence: tuple[str, ...] = ()
    by: str | None = None
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)


@frozen
class Row:
    """Everything entered for one code. `title` is for the reader's eye; it is compared, never used."""

    code: Code
    title: str | None = None
    entries: tuple[Entry, ...] = ()
    claim: Claim | None = None
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)


@frozen
class FactEntry:
    """A reported fact. None is: not yet known."""

    name: str
    value: FactValue | None
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)


@frozen
class Header:
    """What a sheet is about. `note` is printed with every result made from it."""

    rubric: str
    unit: str
    kind: str
    year: int
    note: str | None = None


@frozen
class Sheet:
    """A sheet as read, before it is held against its rubric."""

    header: Header
    facts: tuple[FactEntry, ...] = ()
    rows: tuple[Row, ...] = ()
    places: tuple[tuple[str, Span], ...] = field(default=(), eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)
    ending: tuple[str, ...] = field(default=(), eq=False, repr=False)

    def place(self, name: str) -> Span | None:
        """Where a header item (`rubric`, `unit`, `kind`, `year`) was written."""
        return next((span for key, span in self.places if key == name), None)
