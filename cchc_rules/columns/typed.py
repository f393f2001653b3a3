"""The typed form: what is computed over columns, stated once for every engine.

Numbers are whole and never absent, and each carries the least and the greatest value that it can have. One that 64
bits cannot hold is never made (TooWideError), so that no engine can overflow. Divisions are floor divisions of a
number of 0 or more by one of 1 or more: engines differ elsewhere.
"""

from collections.abc import Iterable
from enum import Enum
from math import prod

from cchc_rules.frozen import frozen

NOTHING, NOT_APPLICABLE = -2, -1
"""What an input column has where nothing was entered, and where a stage said that the row does not apply."""
_LEAST, _GREATEST = -(2**63), 2**63 - 1


class TooWideError(Exception):
    """A number that 64 bits may not hold; the only argument is how many bits it can need."""


class Order(Enum):
    """How two numbers are compared."""

    LESS = "<"
    AT_MOST = "<="
    EQUAL = "="


@frozen
class Const:
    """A number known beforehand."""

    value: int

    @property
    def low(self) -> int:
        """The least that it can be."""
        return self.value

    @property
    def high(self) -> int:
        """The greatest that it can be."""
        return self.value


@frozen
class Read:
    """An input column of numbers; NOTHING where it is empty."""

    column: str
    low: int
    high: int


@frozen
class Named:
    """A number that is worked out once under a name."""

    name: str
    low: int
    high: int


@frozen
class Sum:
    """The sum of two or more numbers."""

    parts: tuple["Number", ...]
    low: int
    high: int


@frozen
class Product:
    """The product of two numbers."""

    left: "Number"
    right: "Number"
    low: int
    high: int


@frozen
class Quotient:
    """The floor of `above` (0 or more) over `below` (1 or more)."""

    above: "Number"
    below: "Number"
    low: int
    high: int


@frozen
class Remainder:
    """What that division leaves."""

    above: "Number"
    below: "Number"
    low: int
    high: int


@frozen
class Choice:
    """`then` where `when` holds, else `otherwise`."""

    when: "Truth"
    then: "Number"
    otherwise: "Number"
    low: int
    high: int


@frozen
class Extreme:
    """The greatest of the numbers, or the least."""

    parts: tuple["Number", ...]
    greatest: bool
    low: int
    high: int


Number = Const | Read | Named | Sum | Product | Quotient | Remainder | Choice | Extreme


@frozen
class Always:
    """True for every unit, or false for every unit."""

    value: bool


@frozen
class NamedTruth:
    """What is worked out once under a name."""

    name: str


@frozen
class Said:
    """An input column of yes and no; empty is no."""

    column: str


@frozen
class Outside:
    """An input column of numbers is not empty and lies outside low…high, or is no multiple of `step`."""

    column: str
    low: int
    high: int
    step: int = 1


@frozen
class OneOf:
    """An input column of words has one of these."""

    column: str
    words: tuple[str, ...]


@frozen
class Compared:
    """One number beside another."""

    left: Number
    order: Order
    right: Number


@frozen
class Every:
    """All of them hold."""

    parts: tuple["Truth", ...]


@frozen
class Some:
    """At least one of them holds."""

    parts: tuple["Truth", ...]


@frozen
class Opposite:
    """It does not hold."""

    part: "Truth"


Truth = Always | NamedTruth | Said | Outside | OneOf | Compared | Every | Some | Opposite

ZERO, ONE = Const(0), Const(1)
TRUE, FALSE = Always(True), Always(False)


def _fits(low: int, high: int) -> tuple[int, int]:
    if low < _LEAST or high > _GREATEST:
        raise TooWideError(max(abs(low), high).bit_length() + 1)
    return low, high


# ---- numbers


def sum_of(parts: Iterable[Number]) -> Number:
    """Their sum; what is known beforehand is added up beforehand."""
    flat = [p for part in parts for p in (part.parts if isinstance(part, Sum) else (part,))]
    known = sum(p.value for p in flat if isinstance(p, Const))
    others = tuple(p for p in flat if not isinstance(p, Const))
    every = (*others, Const(known)) if known or not others else others
    if len(every) == 1:
        return every[0]
    _fits(*swing(every))
    return Sum(every, sum(p.low for p in every), sum(p.high for p in every))


def swing(parts: Iterable[Number]) -> tuple[int, int]:
    """Between what a sum of them may lie on the way, in whatever order an engine adds them."""
    every = tuple(parts)
    return sum(min(0, p.low) for p in every), sum(max(0, p.high) for p in every)


def minus(left: Number, right: Number) -> Number:
    """The first less the second."""
    return ZERO if left == right else sum_of((left, times(right, Const(-1))))


def times(left: Number, right: Number) -> Number:
    """Their product."""
    if isinstance(left, Const):
        left, right = right, left
    if isinstance(right, Const):
        if right.value == 1:
            return left
        if right.value == 0:
            return ZERO
        if isinstance(left, Const):
            _fits(left.value * right.value, left.value * right.value)
            return Const(left.value * right.value)
        if isinstance(left, Product) and isinstance(left.right, Const):
            return times(left.left, Const(left.right.value * right.value))
    ends = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
    return Product(left, right, *_fits(min(ends), max(ends)))


def floor_of(above: Number, below: Number) -> Number:
    """The floor of a quotient. Both ranges must tell that it is exact everywhere."""
    assert above.low >= 0 and below.low >= 1, "a floor division is of a number of 0 or more by one of 1 or more"
    if isinstance(below, Const) and below.value == 1:
        return above
    return Quotient(above, below, above.low // below.high, above.high // below.low)


def remainder(above: Number, below: Number) -> Number:
    """What the floor division of a number of 0 or more by one of 1 or more leaves."""
    assert above.low >= 0 and below.low >= 1, "a floor division is of a number of 0 or more by one of 1 or more"
    return Remainder(above, below, 0, min(above.high, below.high - 1))


def choice(when: Truth, then: Number, otherwise: Number) -> Number:
    """The first where the condition holds, else the second."""
    if isinstance(when, Always):
        return then if when.value else otherwise
    if then == otherwise:
        return then
    return Choice(when, then, otherwise, min(then.low, otherwise.low), max(then.high, otherwise.high))


def greatest(parts: Iterable[Number]) -> Number:
    """The largest of them."""
    return _extreme(tuple(parts), True)


def least(parts: Iterable[Number]) -> Number:
    """The smallest of them."""
    return _extreme(tuple(parts), False)


def _extreme(parts: tuple[Number, ...], most: bool) -> Number:
    pick = max if most else min
    low, high = pick(p.low for p in parts), pick(p.high for p in parts)
    kept = tuple(dict.fromkeys(p for p in parts if (p.high >= low if most else p.low <= high)))
    if len(kept) == 1:
        return kept[0]
    sure = next(
        (p for p in kept if (p.low if most else -p.high) >= max((q.high if most else -q.low) for q in kept)), None
    )
    return sure if sure is not None else Extreme(kept, most, low, high)


def counted(truths: Iterable[Truth]) -> Number:
    """How many of them hold."""
    return sum_of(choice(t, ONE, ZERO) for t in truths)


def all_times(*parts: Number) -> Number:
    """The product of several; ranges are judged by the whole."""
    if all(isinstance(p, Const) for p in parts):
        return Const(prod(p.low for p in parts))
    made: Number = ONE
    for part in parts:
        made = times(made, part)
    return made


# ---- truths


def every(parts: Iterable[Truth]) -> Truth:
    """Whether all hold."""
    return _joined(tuple(parts), True)


def some(parts: Iterable[Truth]) -> Truth:
    """Whether any holds."""
    return _joined(tuple(parts), False)


def _joined(parts: tuple[Truth, ...], neutral: bool) -> Truth:
    kind = Every if neutral else Some
    flat = dict.fromkeys(p for part in parts for p in (part.parts if isinstance(part, kind) else (part,)))
    if Always(not neutral) in flat:
        return Always(not neutral)
    kept = tuple(p for p in flat if not isinstance(p, Always))
    return Always(neutral) if not kept else kept[0] if len(kept) == 1 else kind(kept)


def opposite(part: Truth) -> Truth:
    """Whether it does not hold."""
    if isinstance(part, Always):
        return Always(not part.value)
    return part.part if isinstance(part, Opposite) else Opposite(part)


def less(left: Number, right: Number) -> Truth:
    """left < right."""
    if left.high < right.low:
        return TRUE
    return FALSE if left.low >= right.high else Compared(left, Order.LESS, right)


def at_most(left: Number, right: Number) -> Truth:
    """left ≤ right."""
    if left.high <= right.low:
        return TRUE
    return FALSE if left.low > right.high else Compared(left, Order.AT_MOST, right)


def equal(left: Number, right: Number) -> Truth:
    """left = right."""
    if left == right or (left.low == left.high == right.low == right.high):
        return TRUE
    return FALSE if left.high < right.low or right.high < left.low else Compared(left, Order.EQUAL, right)
