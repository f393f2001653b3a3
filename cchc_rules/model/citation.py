"""What a text states, where, and on what basis."""

import datetime
from enum import Enum
from typing import Generic, TypeVar

from attrs import field

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
    """Where a statement comes from; `instrument` None means the one the text itself transcribes."""

    places: tuple[Place, ...]
    instrument: Instrument | None = None

    def cite(self) -> str:
        """`khoản 1 Điều 3 Quyết định …`."""
        parts = [p.cite() for p in self.places] + ([self.instrument.cite()] if self.instrument else [])
        return " ".join(parts)


@frozen
class Basis:
    """Why a statement stands: citations of a legal text, or the rubric's own choice with its reason."""

    citations: tuple[Citation, ...] = ()
    own_choice: str | None = None

    def cite(self) -> str:
        """One line for people."""
        if self.own_choice is not None:
            return f"bộ tiêu chí tự đặt: {self.own_choice}"
        return "; ".join(c.cite() for c in self.citations)


@frozen
class Trivia:
    """Comments that travel with a statement: whole lines before it, and one behind it on its line."""

    before: tuple[str, ...] = ()
    behind: str | None = None


NO_TRIVIA = Trivia()


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
    which reaches back to the beginning).
    """

    instrument: Instrument
    provision: str
    at: Span | None = field(default=None, eq=False)
    action: Action = Action.SET
    part: Part = Part.ROW
    in_force: datetime.date | None = None
    governs: int | None = None

    def cite(self) -> str:
        """`Quyết định …, Điều 1`."""
        return f"{self.instrument.cite()}, {self.provision}" if self.provision else self.instrument.cite()


@frozen
class Stated(Generic[T_co]):
    """A value with its basis. Place, comments and history are no part of equality."""

    value: T_co
    basis: Basis | None = None
    at: Span | None = field(default=None, eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)
    amended: Amended | None = field(default=None, eq=False, repr=False)
