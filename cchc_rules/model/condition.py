"""Conditions over what is known of a unit. Unknown never counts as false."""

from enum import Enum
from fractions import Fraction
from typing import assert_never

import attrs

from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Instrument
from cchc_rules.model.expression import Expression, FactRef, fact_names
from cchc_rules.model.fact import in_year_before, years_back
from cchc_rules.model.interval import Interval


@frozen
class UnitKindIs:
    """`loại đơn vị là "huyện"`."""

    kinds: tuple[str, ...]


@frozen
class UnitIs:
    """`đơn vị là "Sở A"`."""

    names: tuple[str, ...]


@frozen
class FactIs:
    """`[tên số liệu] là có`, `là không`, `là "lựa chọn"`."""

    fact: str
    value: bool | str


@frozen
class FactWithin:
    """`[tên số liệu] từ 80 đến dưới 100`; with `percent` the bounds are ratios and print with %."""

    fact: str
    interval: Interval
    percent: bool = False


@frozen
class FactEquals:
    """`[tên số liệu] bằng 0`."""

    fact: str
    value: Fraction
    percent: bool = False


class Relation(Enum):
    """How one value compares with another; the last four compare days."""

    LESS = "nhỏ hơn"
    MORE = "lớn hơn"
    AT_MOST = "không lớn hơn"
    AT_LEAST = "không nhỏ hơn"
    EQUAL = "bằng"
    BEFORE = "trước"
    AFTER = "sau"
    NOT_AFTER = "không sau"
    NOT_BEFORE = "không trước"

    @property
    def of_days(self) -> bool:
        """Whether it compares days only."""
        return self in (Relation.BEFORE, Relation.AFTER, Relation.NOT_AFTER, Relation.NOT_BEFORE)

    def holds(self, sign: int) -> bool:
        """Whether it holds for the sign of the first value minus the second: -1, 0 or 1."""
        return sign in _SIGNS[self]


_SIGNS = {
    Relation.LESS: (-1,),
    Relation.MORE: (1,),
    Relation.AT_MOST: (-1, 0),
    Relation.AT_LEAST: (0, 1),
    Relation.EQUAL: (0,),
    Relation.BEFORE: (-1,),
    Relation.AFTER: (1,),
    Relation.NOT_AFTER: (-1, 0),
    Relation.NOT_BEFORE: (0, 1),
}


@frozen
class FactCompared:
    """`[hồ sơ đúng hạn] bằng [hồ sơ phải giải quyết]`, `[vi phạm] lớn hơn 2 × [vi phạm, năm trước]`."""

    fact: str
    relation: Relation
    other: Expression


@frozen
class YearWithin:
    """The assessment year lies in `first`…`last` (None: from then on); no sentence but a suspension says it."""

    first: int
    last: int | None = None


@frozen
class Not:
    """`không phải (…)`."""

    part: "Condition"


@frozen
class AllOf:
    """`… và …`."""

    parts: tuple["Condition", ...]


@frozen
class AnyOf:
    """`… hoặc …`."""

    parts: tuple["Condition", ...]


UnitAtom = UnitKindIs | UnitIs
NumberAtom = FactWithin | FactEquals
FactAtom = UnitAtom | FactIs | NumberAtom | FactCompared
"""The comparisons that conditions are made of."""
Condition = FactAtom | Not | AllOf | AnyOf


def fact_atoms(condition: Condition) -> tuple[FactAtom, ...]:
    """The comparisons a condition is made of, left to right."""
    if isinstance(condition, FactAtom):
        return (condition,)
    match condition:
        case Not(part):
            return fact_atoms(part)
        case AllOf(parts) | AnyOf(parts):
            return tuple(a for p in parts for a in fact_atoms(p))
        case _:
            assert_never(condition)


def facts_of(condition: Condition | YearWithin) -> tuple[str, ...]:
    """The names of the facts a condition reads, in order."""
    match condition:
        case FactIs(fact) | FactWithin(fact) | FactEquals(fact):
            return (fact,)
        case FactCompared(fact, _, other):
            return tuple(dict.fromkeys((fact, *fact_names(other))))
        case Not(part):
            return facts_of(part)
        case AllOf(parts) | AnyOf(parts):
            return tuple(dict.fromkeys(f for p in parts for f in facts_of(p)))
        case UnitKindIs() | UnitIs() | YearWithin():
            return ()
        case _:
            assert_never(condition)


def bounds_of(condition: Condition) -> tuple[Fraction, ...]:
    """The numbers that facts are compared with, percentages as ratios."""
    found: list[Fraction | None] = []
    for atom in fact_atoms(condition):
        match atom:
            case FactEquals(_, value):
                found.append(value)
            case FactWithin(_, interval):
                found += (interval.low, interval.high)
            case UnitKindIs() | UnitIs() | FactIs() | FactCompared():
                pass
            case _:
                assert_never(atom)
    return tuple(bound for bound in found if bound is not None)


def years_earlier(condition: Condition, back: int) -> Condition | None:
    """The same of the values of `back` years before; None where it is of no fact of this year alone, or of a day."""
    match condition:
        case FactIs(fact) | FactWithin(fact) | FactEquals(fact):
            return attrs.evolve(condition, fact=in_year_before(fact, back)) if not years_back(fact) else None
        case FactCompared(fact, relation, FactRef(other)):
            names = () if relation.of_days or years_back(fact) or years_back(other) else (fact, other)
            if not names:
                return None
            fact, other = (in_year_before(name, back) for name in names)
            return attrs.evolve(condition, fact=fact, other=FactRef(other))
        case UnitKindIs() | UnitIs() | FactCompared() | Not() | AllOf() | AnyOf():
            return None
        case _:
            assert_never(condition)


def expressions_of(condition: Condition) -> tuple[Expression, ...]:
    """What facts are compared with, in order."""
    return tuple(atom.other for atom in fact_atoms(condition) if isinstance(atom, FactCompared))


# ---- what conditions decide of a row


class ClaimPolicy(Enum):
    """Whether a unit may claim that a criterion does not apply to it."""

    ALLOWED = "được đề nghị"
    FORBIDDEN = "không được đề nghị"


@frozen
class ExcludedWhen:
    """`không áp dụng khi: …`."""

    condition: Condition


@frozen
class OnlyWhen:
    """`chỉ áp dụng khi: …`."""

    condition: Condition


@frozen
class Suspended:
    """`ngưng hiệu lực: từ kỳ đánh giá 2021 đến hết kỳ đánh giá 2022`: out of the maximum for those years.

    `until` is `đến khi Quyết định … có hiệu lực`: the years before the first that the text governs, whichever that is.
    """

    first: int
    last: int | None = None
    until: Instrument | None = None


Applicability = ExcludedWhen | OnlyWhen | ClaimPolicy | Suspended
