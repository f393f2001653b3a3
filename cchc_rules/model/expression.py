"""Exact arithmetic that scoring rules are written in: a small closed set of parts that any rule is made of."""

import datetime
from calendar import isleap
from collections.abc import Iterator
from enum import Enum
from fractions import Fraction
from typing import assert_never

from cchc_rules.frozen import frozen


class NumberUnit(Enum):
    """How a number is written; a percentage is held as a ratio (80% is 4/5)."""

    POINTS = "điểm"
    PERCENT = "%"
    PLAIN = ""


class Direction(Enum):
    """Where a value between two steps goes; a half goes up with NEAREST."""

    DOWN = "xuống"
    UP = "lên"
    NEAREST = "gần nhất"


@frozen
class Number:
    """`2 điểm`, `75%`, `3`."""

    value: Fraction
    unit: NumberUnit = NumberUnit.PLAIN


@frozen
class FactRef:
    """`[nhiệm vụ hoàn thành]`, `[số vi phạm, năm trước]`."""

    name: str


@frozen
class MaxPoints:
    """`điểm tối đa`: the maximum of the row the rule stands on."""


@frozen
class OutOfMax:
    """`không áp dụng`, in place of the points of a line: the row leaves the maximum."""


@frozen
class TheRatio:
    """`tỷ lệ`: the value that the scale around it measures, or that `tỷ lệ là …` names."""


@frozen
class PartRef:
    """`phần a`: the points of a part stated before."""

    name: str


@frozen
class Add:
    """`… + …`."""

    left: "Expression"
    right: "Expression"


@frozen
class Subtract:
    """`… - …`."""

    left: "Expression"
    right: "Expression"


@frozen
class Times:
    """`… × …`."""

    left: "Expression"
    right: "Expression"


@frozen
class Quotient:
    """`… / …`; a zero below the line is no number, and the rule says what then."""

    left: "Expression"
    right: "Expression"


@frozen
class Least:
    """`nhỏ nhất(…; …)`."""

    parts: tuple["Expression", ...]


@frozen
class Greatest:
    """`lớn nhất(…; …)`."""

    parts: tuple["Expression", ...]


@frozen
class Rounded:
    """`làm tròn(…; đến 0,25; xuống)`: rounding inside the arithmetic is a node of its own."""

    inner: "Expression"
    step: Fraction
    direction: Direction


def day_of_year(day: int, month: int, year: int) -> datetime.date:
    """A day of a year; 29/02 of a common year is 28/02."""
    return datetime.date(year, month, 28 if is_leap_day(day, month) and not isleap(year) else day)


def is_leap_day(day: int, month: int) -> bool:
    """Whether only leap years have the day."""
    return (day, month) == (29, 2)


@frozen
class DueDay:
    """`15/01 năm sau`: a day of the assessment year, or of the year after."""

    day: int
    month: int
    years_after: int

    def on(self, year: int) -> datetime.date:
        """The day for the assessment of `year`; 29/02 of a common year is 28/02."""
        return day_of_year(self.day, self.month, year + self.years_after)


class Days(Enum):
    """What a day late is counted in; working days leave out Saturdays, Sundays and the holidays stated."""

    WORKING = "ngày làm việc"
    CALENDAR = "ngày"


@frozen
class FixedDay:
    """`30/01/2020`: one day, whatever the assessment year."""

    day: datetime.date


@frozen
class DaysAfter:
    """`05 ngày làm việc kể từ [ngày nhận]`: the day of the fact itself is not counted."""

    count: int
    days: Days
    since: str


Due = DueDay | FixedDay | DaysAfter
"""How a day is told."""


@frozen
class Day:
    """`30/01 trong năm` in a comparison: the day as it is told, be it a day off or not."""

    due: DueDay | FixedDay


@frozen
class LastDay:
    """`chậm nhất 15/01 năm sau`, `trong 05 ngày kể từ [ngày nhận]`: the last day permitted, where it moved to."""

    due: Due


@frozen
class DaysLate:
    """`số ngày chậm([ngày gửi]; 15/01 năm sau; ngày làm việc)`: 0 on the due day and before."""

    fact: str
    due: Due
    days: Days


@frozen
class YearBest:
    """`cao nhất trong kỳ(…)`, `thấp nhất trong kỳ(…)`: over all units of the assessment year."""

    inner: "Expression"
    lowest: bool = False


@frozen
class YearValue:
    """`năm 2012: 18`, `từ 2015: 26`: the number of the years `first` to `last` (None: until the next line)."""

    first: int
    last: int | None
    number: Number


@frozen
class ByYear:
    """`theo năm(năm 2012: 18, từ 2015: 26, từ 2020: 44)`: the number of the year assessed, and of no other."""

    values: tuple[YearValue, ...]

    def of(self, year: int) -> Number | None:
        """The number of an assessment year; None where no line is for it."""
        told = next((v for v in reversed(self.values) if v.first <= year), None)
        return told.number if told is not None and (told.last is None or year <= told.last) else None


class StepPart(Enum):
    """What a part of a step counts for."""

    WHOLE = "tròn"
    STARTED = "kể cả phần lẻ"
    SHARE = "theo tỷ lệ"


@frozen
class StepChange:
    """`mỗi 10% tròn [tỷ lệ] thấp hơn 100% trừ 1 điểm, không quá 2 điểm`: points for every step beyond a mark.

    `below` counts down from the mark, else up from it (None: from 0). `adds` gives the points in place of taking them;
    no more than `most` in all. `part` None is said where there are whole steps alone.
    """

    step: Number
    part: StepPart | None
    value: "Expression"
    mark: "Expression | None"
    below: bool
    adds: bool
    points: Fraction
    most: Fraction | None = None

    @property
    def beyond(self) -> "Expression":
        """How far the value lies beyond the mark; 0 where it does not."""
        nothing = Number(Fraction(0))
        if self.mark is None:
            return Greatest((nothing, self.value))
        far = Subtract(self.mark, self.value) if self.below else Subtract(self.value, self.mark)
        return Greatest((nothing, far))

    @property
    def amount(self) -> "Expression":
        """The points taken or given."""
        steps: Expression = Quotient(self.beyond, self.step)
        if self.part in (StepPart.WHOLE, StepPart.STARTED):
            way = Direction.DOWN if self.part is StepPart.WHOLE else Direction.UP
            steps = Rounded(steps, Fraction(1), way)
        made = Times(Number(self.points, NumberUnit.POINTS), steps)
        return made if self.most is None else Least((made, Number(self.most, NumberUnit.POINTS)))


@frozen
class Stepped:
    """`điểm tối đa, mỗi 10% tròn [tỷ lệ] thấp hơn 100% trừ 1 điểm`: what steps take or give, not below 0."""

    base: "Expression"
    changes: tuple[StepChange, ...]

    @property
    def arithmetic(self) -> "Expression":
        """The same as plain arithmetic."""
        made = self.base
        for change in self.changes:
            made = Add(made, change.amount) if change.adds else Subtract(made, change.amount)
        return Greatest((Number(Fraction(0), NumberUnit.POINTS), made))


Binary = Add | Subtract | Times | Quotient
"""Two sides with a sign between them."""
Extreme = Least | Greatest
"""One of several values."""
Call = Extreme | Rounded | DaysLate | YearBest | ByYear
"""What is written as a name with brackets behind it."""
DayTold = Day | LastDay
"""A day in the place of a number: it is only compared with."""
Simple = Number | FactRef | MaxPoints | OutOfMax | TheRatio | PartRef | DayTold
"""What has no parts."""
Expression = Binary | Call | Simple | Stepped


def children(e: Expression) -> tuple[Expression, ...]:
    """The parts of an expression, left to right."""
    match e:
        case Add(left, right) | Subtract(left, right) | Times(left, right) | Quotient(left, right):
            return (left, right)
        case Least(parts) | Greatest(parts):
            return parts
        case Rounded(inner) | YearBest(inner):
            return (inner,)
        case Number() | FactRef() | MaxPoints() | OutOfMax() | TheRatio() | PartRef() | Day() | LastDay():
            return ()
        case DaysLate() | ByYear():
            return ()
        case Stepped(base, changes):
            return (base, *(part for c in changes for part in (c.value, c.mark) if part is not None))
        case _:
            assert_never(e)


def walk(e: Expression) -> Iterator[Expression]:
    """The expression and everything in it, outer first."""
    yield e
    for part in children(e):
        yield from walk(part)


def fact_names(e: Expression) -> tuple[str, ...]:
    """Names of the facts an expression reads, in order, once each."""
    return tuple(dict.fromkeys(name for part in walk(e) for name in _names(part)))


def _names(part: Expression) -> tuple[str, ...]:
    if isinstance(part, FactRef):
        return (part.name,)
    if not isinstance(part, DaysLate | Day | LastDay):
        return ()
    own = (part.fact,) if isinstance(part, DaysLate) else ()
    return (*own, part.due.since) if isinstance(part.due, DaysAfter) else own


def round_to(value: Fraction, step: Fraction, direction: Direction) -> Fraction:
    """The multiple of `step` (> 0) below, above or nearest to the value; halves up."""
    steps = value / step
    if direction is Direction.DOWN:
        whole = steps.numerator // steps.denominator
    elif direction is Direction.UP:
        whole = -(-steps.numerator // steps.denominator)
    else:
        whole = (2 * steps.numerator + steps.denominator) // (2 * steps.denominator)
    return whole * step
