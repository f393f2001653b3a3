"""How expectations and stated bests of a case are said in the language."""

from fractions import Fraction
from typing import assert_never

from cchc_rules.model.case import (
    Expectation,
    ExpectBand,
    ExpectExcluded,
    ExpectIndex,
    ExpectPoints,
    ExpectUnknown,
    ExpectUnrated,
    StatedBest,
)
from cchc_rules.model.expression import YearBest
from cchc_rules.model.numbers import decimal_digits, vietnamese
from cchc_rules.source import fold_name
from cchc_rules.writing.expressions import expression
from cchc_rules.writing.rubric import quote


def same_best(a: YearBest, b: YearBest) -> bool:
    """Whether two bests are of one expression, the spelling of names aside."""
    return a == b or fold_name(expression(a)) == fold_name(expression(b))


def say_best(stated: StatedBest) -> str:
    """The best and its value as the language says them."""
    return f"{expression(stated.best)}: {expression(stated.value)}"


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
            return f"chỉ số {vietnamese(ratio * 100, _shown(ratio * 100, digits))}%{rounded}"
        case ExpectBand(name):
            return f"xếp loại {quote(name)}"
        case ExpectUnrated():
            return "không xếp loại"
        case _:
            assert_never(e)


def _shown(percent: Fraction, digits: int | None) -> int | None:
    """At least the digits it is rounded to, and never fewer than were written."""
    return max(digits, decimal_digits(percent)) if digits is not None else None
