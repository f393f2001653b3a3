"""A case (ca thử) that staff write beside a rubric: a sheet, and the result it must have."""

from fractions import Fraction

from attrs import field

from cchc_rules.frozen import frozen
from cchc_rules.model.citation import NO_TRIVIA, Trivia
from cchc_rules.model.code import Code
from cchc_rules.model.expression import Expression, YearBest
from cchc_rules.model.sheet import Sheet
from cchc_rules.source import Span


@frozen
class ExpectPoints:
    """`1.1.2 được 1,5 điểm`, exactly."""

    code: Code
    points: Fraction


@frozen
class ExpectExcluded:
    """`4.2.2 không áp dụng`."""

    code: Code


@frozen
class ExpectUnknown:
    """`1.1.2 chưa biết`."""

    code: Code


@frozen
class ExpectIndex:
    """`chỉ số 81,51%`: the ratio, exactly when `digits` is None, else rounded half up to so many of the percentage."""

    ratio: Fraction
    digits: int | None = None


@frozen
class ExpectBand:
    """`xếp loại "Tốt"`."""

    name: str


@frozen
class ExpectUnrated:
    """`không xếp loại`: a condition of the rubric leaves the unit without any rating."""


Expectation = ExpectPoints | ExpectExcluded | ExpectUnknown | ExpectIndex | ExpectBand | ExpectUnrated


@frozen
class Expected:
    """An expectation, where it was written and the comments that travel with it."""

    value: Expectation
    at: Span = field(eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)


@frozen
class StatedBest:
    """`cao nhất trong kỳ([hồ sơ đúng hạn] / [hồ sơ]): 18 / 20`: what all units of the year together come to.

    `value` is a number or the quotient of two; a percentage is a ratio.
    """

    best: YearBest
    value: Expression
    at: Span = field(eq=False, repr=False)
    trivia: Trivia = field(default=NO_TRIVIA, eq=False, repr=False)


@frozen
class Case:
    """A sheet, what is expected of it and the bests of the year it is scored beside, each in the order written.

    `ending` are the comments at the end of the file, those below the sheet its own.
    """

    sheet: Sheet
    expected: tuple[Expected, ...]
    bests: tuple[StatedBest, ...] = ()
    ending: tuple[str, ...] = field(default=(), eq=False, repr=False)


def code_of(e: Expectation) -> Code | None:
    """The row that an expectation is about; None where it is about the whole sheet."""
    return e.code if isinstance(e, ExpectPoints | ExpectExcluded | ExpectUnknown) else None
