"""An assessment period (kỳ đánh giá): which units are assessed by which rubric in a year, by whom, and until when."""

import datetime
from collections.abc import Iterator

from attrs import field

from cchc_rules.frozen import frozen
from cchc_rules.model.calendar import SpecialDays
from cchc_rules.model.citation import NO_TRIVIA, Basis, Stated, Trivia
from cchc_rules.model.code import Code
from cchc_rules.model.sheet import Formerly, Header
from cchc_rules.model.stages import Appraiser, Stage
from cchc_rules.source import Span, same_unit


@frozen
class Partly:
    """`đánh giá từ ngày 01/07/2019 đến 31/12/2019`: the days that count; to the year's end without `last`."""

    first: datetime.date
    last: datetime.date | None


@frozen
class RegisteredUnit:
    """A unit of the register.

    `other_units` are near names that are other bodies. An `excepted` unit is not assessed; `because` says why, or why
    only part of the year is. `formerly` is stated without its basis, which is that of the whole sentence.
    """

    name: str
    other_units: tuple[str, ...] = ()
    excepted: bool = False
    partly: Partly | None = None
    formerly: Formerly | None = None
    because: str | None = None
    basis: Basis | None = None
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)


@frozen
class UnitsOfKind:
    """The units of one kind, in the order of the register."""

    kind: str
    units: tuple[RegisteredUnit, ...] = ()
    basis: Basis | None = None
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)


@frozen
class Appraising:
    """`thẩm định: do "Sở Nội vụ", do "Sở Tư pháp" cho 2`: who acts at a stage this year, on some rows, or on all."""

    stage: Stage
    by: str | None
    shares: tuple[Appraiser, ...] = ()

    def who(self, code: Code | None) -> str | None:
        """Who acts on a row, or at all; None where the period leaves it to the rubric."""
        for above in code.up() if code is not None else ():
            found = next((share.by for share in self.shares if above in share.codes), None)
            if found is not None:
                return found
        return self.by


@frozen
class Extension:
    """`gia hạn tự đánh giá cho "Sở A" đến 20/01/2020`: a later last day for some units; for all where none is named."""

    stage: Stage
    units: tuple[str, ...]
    last: datetime.date


@frozen
class Chosen:
    """`chọn phúc tra: "Sở A", vì "…"`: units looked at beside those that are drawn."""

    stage: Stage
    units: tuple[str, ...]
    because: str


@frozen
class PeriodTable:
    """A rubric, or guidance on one, as sheets name it, and all that the period says for it.

    `folders` are where its sheets stand, from the folder of the period; the whole of that where none is stated.
    """

    rubric: str
    folders: Stated[tuple[str, ...]] | None = None
    appraising: tuple[Stated[Appraising], ...] = ()
    kinds: tuple[UnitsOfKind, ...] = ()
    extensions: tuple[Stated[Extension], ...] = ()
    chosen: tuple[Stated[Chosen], ...] = ()
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)

    def registered(self) -> Iterator[tuple[str, RegisteredUnit]]:
        """Every unit of the register with its kind, in its order."""
        return ((of.kind, unit) for of in self.kinds for unit in of.units)

    @property
    def assessed(self) -> tuple[RegisteredUnit, ...]:
        """The units of which a sheet is due."""
        return tuple(unit for _, unit in self.registered() if not unit.excepted)

    def who(self, stage: Stage, code: Code | None) -> str | None:
        """Who acts at a stage on a row, or at all, by the period; None where it says nothing."""
        return next((s.value.who(code) for s in self.appraising if s.value.stage == stage), None)

    def extended(self, stage: Stage, unit: str) -> Stated[Extension] | None:
        """The extension of a stage for a unit that reaches furthest."""
        given = (
            s
            for s in self.extensions
            if s.value.stage == stage and (not s.value.units or any(same_unit(unit, n) for n in s.value.units))
        )
        return max(given, key=lambda s: s.value.last, default=None)


@frozen
class Period:
    """A whole year. `days` are days off and days made up beside those of the rubrics, `seed` that of the draw."""

    year: int
    title: str
    basis: Basis | None = None
    days: tuple[Stated[SpecialDays], ...] = ()
    seed: Stated[str] | None = None
    tables: tuple[PeriodTable, ...] = ()
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)
    ending: tuple[str, ...] = field(default=(), eq=False, repr=False)


def header_of(table: PeriodTable, kind: str, unit: RegisteredUnit, year: int) -> Header:
    """The unit as the header of its sheet says it: names of both are compared by the same rules."""
    return Header(table.rubric, unit.name, kind, year, None, unit.other_units, unit.formerly)
