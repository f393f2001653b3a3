"""What an officer with the guidance, a calendar and pencil needs: facts, shares, days late, rounding.

Written from the documents alone (docs/ngon-ngu.md, docs/cham-diem-theo-so-lieu.md, the decree), without the engine.
"""

from collections.abc import Callable
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from math import floor

from attrs import field, frozen


class Word(Enum):
    """What stands where a number is expected."""

    NOT_APPLICABLE = "không áp dụng"
    NOT_ARISEN = "không phát sinh"


DAYS_OFF = {date(2020, 1, 1), date(2020, 4, 2), date(2020, 4, 30), date(2020, 5, 1), date(2020, 9, 2)}
DAYS_OFF |= {date(2020, 1, day) for day in range(23, 30)}
"""As both guidances state them, under `ngày nghỉ lễ`."""

NA = Word.NOT_APPLICABLE
NOT_ARISEN = Word.NOT_ARISEN
UNKNOWN = None
Value = Fraction | bool | str | date | Word
Result = Fraction | Word | None


class MissingError(Exception):
    """A fact that is needed here is not known."""


class NotArisenError(Exception):
    """A fact that is needed here says that there was nothing of the kind."""


class ZeroError(Exception):
    """A share of nothing."""


@frozen
class Facts:
    """The facts that stand at one stage. `bests` are the highest of the year, None while units are missing."""

    year: int
    known: dict[str, Value] = field(factory=dict)
    bests: dict[str, Fraction] | None = None

    def value(self, name: str) -> Value:
        value = self.known.get(name)
        if value is None:
            raise MissingError(name)
        if value is NOT_ARISEN:
            raise NotArisenError(name)
        return value

    def number(self, name: str) -> Fraction:
        value = self.value(name)
        assert isinstance(value, Fraction), name
        return value

    def yes(self, name: str) -> bool:
        value = self.value(name)
        assert isinstance(value, bool), name
        return value

    def choice(self, name: str) -> str:
        value = self.value(name)
        assert isinstance(value, str), name
        return value

    def share(self, part: str, whole: str) -> Fraction:
        total = self.number(whole)
        if total == 0:
            raise ZeroError(whole)
        return self.number(part) / total

    def days_late(self, name: str, day: int, month: int, next_year: bool = False, working: bool = False) -> int:
        sent = self.value(name)
        assert isinstance(sent, date), name
        last = date(self.year + next_year, month, day)
        after = (last + timedelta(n) for n in range(1, (sent - last).days + 1))
        return sum(1 for d in after if not working or (d.weekday() < 5 and d not in DAYS_OFF))

    def share_of_best(self, name: str) -> Fraction:
        own = self.number(name)
        if self.bests is None:
            raise MissingError("số liệu của các đơn vị khác")
        if self.bests[name] == 0:
            raise ZeroError(name)
        return own / self.bests[name]


def pts(text: str) -> Fraction:
    """Points as the guidance writes them."""
    return Fraction(text.replace(",", "."))


def down_to(step: str, points: Fraction) -> Fraction:
    return floor(points / pts(step)) * pts(step)


def nearest(step: str, points: Fraction) -> Fraction:
    """Half a step goes up."""
    return floor(points / pts(step) + Fraction(1, 2)) * pts(step)


def level(table: dict[str, str], chosen: str) -> Result:
    """The points of the level that was chosen."""
    return NA if table[chosen] == NA.value else pts(table[chosen])


Body = Callable[[Facts], Result]


@frozen
class Row:
    """How one row is scored: `zero` where a whole is 0, `absent` where nothing arose; points, NA or NOT_ARISEN."""

    code: str
    body: Body
    zero: Result = None
    absent: Result = None

    def points(self, facts: Facts) -> Result:
        try:
            return self.body(facts)
        except MissingError:
            return UNKNOWN
        except NotArisenError:
            return self.absent
        except ZeroError:
            return self.absent if self.zero is NOT_ARISEN else self.zero


@frozen
class Guidance:
    """The ruled rows of one guidance text."""

    rows: dict[str, Row] = field(factory=dict)

    def row(self, code: str, zero: str = "", absent: str = "") -> Callable[[Body], Body]:
        def add(body: Body) -> Body:
            assert code not in self.rows
            self.rows[code] = Row(code, body, _said(zero), _said(absent))
            return body

        return add


def _said(text: str) -> Result:
    words = {w.value: w for w in Word}
    return words[text] if text in words else pts(text) if text else None
