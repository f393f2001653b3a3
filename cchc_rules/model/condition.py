"""Conditions over what is known of a unit. Unknown never counts as false."""

from fractions import Fraction

from attrs import frozen

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


Condition = UnitKindIs | UnitIs | FactIs | FactWithin | FactEquals | Not | AllOf | AnyOf


def facts_of(condition: Condition | YearWithin) -> tuple[str, ...]:
    """The names of the facts a condition reads, in order."""
    match condition:
        case FactIs(fact) | FactWithin(fact) | FactEquals(fact):
            return (fact,)
        case Not(part):
            return facts_of(part)
        case AllOf(parts) | AnyOf(parts):
            return tuple(dict.fromkeys(f for p in parts for f in facts_of(p)))
        case UnitKindIs() | UnitIs() | YearWithin():
            return ()
