"""Conditions over a result: the index, fields, rows, combined with conditions over facts."""

from fractions import Fraction
from typing import assert_never

from attrs import field

from cchc_rules.frozen import frozen
from cchc_rules.model.code import Code
from cchc_rules.model.condition import FactAtom
from cchc_rules.model.interval import Interval


@frozen
class IndexWithin:
    """`chỉ số dưới 70%`."""

    interval: Interval


@frozen
class FieldsWithin:
    """`từ 1 lĩnh vực dưới 50%`: at least `least` fields whose own index lies in the interval.

    `level` is the word that was read; common provisions may speak of a level that only some of their tables have.
    """

    least: int
    interval: Interval
    level: str | None = field(default=None, eq=False, repr=False)


@frozen
class FieldWithin:
    """`lĩnh vực 3 dưới 50%`; `level` as in FieldsWithin."""

    code: Code
    interval: Interval
    level: str | None = field(default=None, eq=False, repr=False)


Trigger = IndexWithin | FieldsWithin | FieldWithin


@frozen
class RowWithin:
    """`1.2 dưới 1 điểm`; with `percent` the bounds are shares of the row's applicable maximum."""

    code: Code
    interval: Interval
    percent: bool = False


@frozen
class RowEquals:
    """`1.2 bằng 0 điểm`."""

    code: Code
    points: Fraction


@frozen
class ResultNot:
    """`không phải (…)`."""

    part: "ResultCondition"


@frozen
class ResultAll:
    """`… và …`."""

    parts: tuple["ResultCondition", ...]


@frozen
class ResultAny:
    """`… hoặc …`."""

    parts: tuple["ResultCondition", ...]


ResultAtom = FactAtom | Trigger | RowWithin | RowEquals
ResultCondition = ResultAtom | ResultNot | ResultAll | ResultAny


def result_atoms(condition: ResultCondition) -> tuple[ResultAtom, ...]:
    """The comparisons a condition is made of, left to right."""
    if isinstance(condition, ResultAtom):
        return (condition,)
    match condition:
        case ResultNot(part):
            return result_atoms(part)
        case ResultAll(parts) | ResultAny(parts):
            return tuple(a for p in parts for a in result_atoms(p))
        case _:
            assert_never(condition)
