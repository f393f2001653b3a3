"""A case (ca thử) that staff write beside a rubric: a sheet, and what must come of it."""

from fractions import Fraction

from attrs import frozen

from cchc_rules.model.code import Code
from cchc_rules.model.numbers import vietnamese
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
    """`xếp loại "Tốt"`; None is `không xếp loại`."""

    name: str | None


Expectation = ExpectPoints | ExpectExcluded | ExpectUnknown | ExpectIndex | ExpectBand


@frozen
class Expected:
    """An expectation and where it was written."""

    value: Expectation
    at: Span


@frozen
class Case:
    """A sheet with what is expected of it, in the order written."""

    sheet: Sheet
    expected: tuple[Expected, ...]


def code_of(e: Expectation) -> Code | None:
    """The row that an expectation is about; None where it is about the whole sheet."""
    return e.code if isinstance(e, ExpectPoints | ExpectExcluded | ExpectUnknown) else None


def say(e: Expectation) -> str:
    """An expectation as the language says it, without `mong đợi`."""
    match e:
        case ExpectPoints(code, points):
            return f"{code} được {vietnamese(points)} điểm"
        case ExpectExcluded(code):
            return f"{code} không áp dụng"
        case ExpectUnknown(code):
            return f"{code} chưa biết"
        case ExpectIndex(ratio, digits):
            rounded = f", làm tròn {digits} chữ số" if digits is not None else ""
            return f"chỉ số {vietnamese(ratio * 100, digits)}%{rounded}"
        case ExpectBand(None):
            return "không xếp loại"
        case ExpectBand(name):
            return f'xếp loại "{name}"'
