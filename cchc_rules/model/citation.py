"""What a text states, where, and on what basis."""

import datetime
from enum import Enum
from typing import Any, Generic, TypeVar

from attrs import evolve, field

from cchc_rules.frozen import frozen
from cchc_rules.model.dates import date
from cchc_rules.source import Span

T_co = TypeVar("T_co", covariant=True)


@frozen
class Instrument:
    """A legal instrument: `kind` (Quyết định), `number` (1026/QĐ-UBND), day of signing, annex if one is meant."""

    kind: str
    number: str
    date: datetime.date | None = None
    annex: str | None = None

    def cite(self, annex: bool = True) -> str:
        """`Quyết định 1026/QĐ-UBND ngày 24/10/2019, Bảng 1`."""
        dated = f" ngày {date(self.date)}" if self.date else ""
        tail = f", {self.annex}" if annex and self.annex else ""
        return f"{self.kind} {self.number}{dated}{tail}"


@frozen
class Place:
    """A part of an instrument: `mục II.1.2`, `Điều 2`."""

    kind: str
    number: str

    def cite(self) -> str:
        """As people write it."""
        return f"{self.kind} {self.number}"


@frozen
class Citation:
    """Where a statement comes from; `instrument` None means the one the text itself transcribes.

    `tables` are short names of the rubrics that it is for, in common provisions; none means all of them.
    """

    places: tuple[Place, ...]
    instrument: Instrument | None = None
    tables: tuple[str, ...] = ()

    def cite(self) -> str:
        """`khoản 1 Điều 3 Quyết định …`."""
        parts = [p.cite() for p in self.places] + ([self.instrument.cite()] if self.instrument else [])
        return " ".join(parts) + for_tables(self.tables)


def for_tables(tables: tuple[str, ...]) -> str:
    """` cho bảng bang-1, bang-2`, or nothing."""
    return f" cho bảng {', '.join(tables)}" if tables else ""


@frozen
class Basis:
    """Why a statement stands: citations of a legal text, or the rubric's own choice with its reason.

    `before` is what it rested on before it was amended.
    """

    citations: tuple[Citation, ...] = ()
    own_choice: str | None = None
    before: "Basis | None" = None

    def cite(self) -> str:
        """One line for people."""
        before = f", trước đó {self.before.cite()}" if self.before is not None else ""
        if self.own_choice is not None:
            return f"bộ tiêu chí tự đặt: {self.own_choice}{before}"
        return "; ".join(c.cite() for c in self.citations) + before


@frozen
class Trivia:
    """Comments that travel with a statement: whole lines before it, one behind it on its line, lines below it."""

    before: tuple[str, ...] = ()
    behind: str | None = None
    below: tuple[str, ...] = ()

    def after(self, comments: tuple[str, ...]) -> "Trivia":
        """The same with more comments before all others."""
        return Trivia((*comments, *self.before), self.behind, self.below) if comments else self

    def every(self) -> tuple[str, ...]:
        """All comments in their order."""
        return (*self.before, *((self.behind,) if self.behind is not None else ()), *self.below)


NO_TRIVIA = Trivia()

Headings = tuple[tuple[str, Trivia], ...]
"""The comments on the headings of sections, by the heading without its basis."""


class Action(Enum):
    """What an amending provision did, in the words of a consolidated text."""

    SET = "sửa đổi"
    ADDED = "bổ sung"
    DROPPED = "bãi bỏ"
    SUSPENDED = "ngưng hiệu lực"
    RESUMED = "khôi phục hiệu lực"
    MOVED = "chuyển"
    RENUMBERED = "đánh số lại"
    WORDS = "thay thế cụm từ"
    CORRECTED = "đính chính"
    REPLACED = "thay thế"
    FOLLOWED = "tính lại từ các dòng"


class Part(Enum):
    """Which value of a row or of a table a provision set, as people call it."""

    ROW = "dòng"
    MAX = "điểm tối đa"
    TITLE = "tên"
    TAG = "nhãn"
    NOTE = "ghi chú"
    BASIS = "căn cứ"
    CODE = "mã"
    STATEMENT = "câu"
    TABLE = "bảng"
    NAME = "tên ngắn"


@frozen
class Amended:
    """The provision that last set a value: an amending instrument, its article, and the file line.

    `in_force` is the day it took effect, `governs` the first assessment year it governs (None: an erratum,
    which reaches back to the beginning). `basis` is the provision as the basis of the sentence that it set, with
    that of the sentence before behind it.
    """

    instrument: Instrument
    provision: str
    at: Span | None = field(default=None, eq=False)
    action: Action = Action.SET
    part: Part = Part.ROW
    in_force: datetime.date | None = None
    governs: int | None = None
    basis: Basis | None = field(default=None, eq=False, repr=False)

    def cite(self) -> str:
        """`Quyết định …, Điều 1`."""
        return f"{self.instrument.cite()}, {self.provision}" if self.provision else self.instrument.cite()


@frozen
class Stated(Generic[T_co]):
    """A value with its basis. Place, comments and history are no part of equality.

    `tables` are short names of the rubrics that it is for, in common provisions; none means all of them.
    `common` tells what a linked rubric has from common provisions.
    """

    value: T_co
    basis: Basis | None = None
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)
    amended: Amended | None = field(default=None, eq=False, repr=False)
    tables: tuple[str, ...] = ()
    common: "FromCommon | None" = field(default=None, eq=False, repr=False)

    @property
    def rests_on(self) -> Basis | None:
        """The basis; of an amended sentence the amending provision, what that cites, and the basis before behind them.

        A basis that cites the amending instrument itself, is the rubric's own choice, or tells what it rested on before
        keeps its words.
        """
        by = self.amended.basis if self.amended is not None else None
        if by is None:
            return self.basis
        if self.basis is None or self.basis == by.before:
            return by
        if self.basis.before is not None:
            return self.basis
        instruments = {c.instrument.number for c in self.basis.citations if c.instrument is not None}
        says_so = any(c.instrument is not None and c.instrument.number in instruments for c in by.citations)
        if says_so or self.basis.own_choice is not None:
            return evolve(self.basis, before=by.before)
        return evolve(by, citations=(*by.citations, *self.basis.citations))


class Inherited(Enum):
    """What a statement of a linked rubric has to do with one of the common provisions."""

    WHOLE = "toàn câu"
    REST = "phần không nêu"
    REPLACED = "câu bị thay"


@frozen
class FromCommon:
    """The statement of the common provisions `by` (a short name) that a statement is, is completed by, or replaces."""

    by: str
    how: Inherited
    stated: Stated[Any]
