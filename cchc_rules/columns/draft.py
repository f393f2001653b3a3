"""Names for what is worked out once and used several times, in the order in which it can be worked out."""

from typing import assert_never

from attrs import field

from cchc_rules.columns.typed import (
    Always,
    Choice,
    Compared,
    Const,
    Every,
    Extreme,
    Named,
    NamedTruth,
    Number,
    OneOf,
    Opposite,
    Outside,
    Product,
    Quotient,
    Read,
    Remainder,
    Said,
    Some,
    Sum,
    Truth,
)
from cchc_rules.frozen import define

Value = Number | Truth


@define
class Draft:
    """What has a name so far. A name is given once; what is as simple as a name gets none."""

    values: dict[str, Value] = field(factory=dict)

    def number(self, name: str, value: Number, low: int = -(2**63), high: int = 2**63) -> Number:
        """The number by its name; `low` and `high` where more is known of it than its parts tell."""
        if isinstance(value, Const | Read | Named):
            return value
        self._add(name, value)
        return Named(name, max(low, value.low), min(high, value.high))

    def truth(self, name: str, value: Truth) -> Truth:
        """The truth by its name."""
        if isinstance(value, Always | NamedTruth | Said):
            return value
        self._add(name, value)
        return NamedTruth(name)

    def _add(self, name: str, value: Value) -> None:
        assert name not in self.values, name
        self.values[name] = value


Layer = tuple[tuple[str, Value], ...]


def layers(values: dict[str, Value], wanted: set[str]) -> tuple[Layer, ...]:
    """What is wanted and all behind it, each layer made of input columns and of layers before it alone."""
    depth: dict[str, int] = {}
    for name, value in values.items():  # a value only uses names given before
        depth[name] = 1 + max((depth[n] for n in names_in(value)), default=-1)
    used, waiting = set[str](), set(wanted)
    while waiting:
        used |= waiting
        waiting = {n for name in waiting for n in names_in(values[name])} - used
    height = max((depth[n] for n in used), default=-1) + 1
    return tuple(tuple((n, v) for n, v in values.items() if n in used and depth[n] == at) for at in range(height))


def names_in(value: Value) -> set[str]:
    """The names that a value uses."""
    match value:
        case Const() | Read() | Always() | Said() | Outside() | OneOf():
            return set()
        case Named(name) | NamedTruth(name):
            return {name}
        case Sum(parts) | Extreme(parts) | Every(parts) | Some(parts):
            return set[str]().union(*map(names_in, parts))
        case Product(left, right) | Quotient(left, right) | Remainder(left, right) | Compared(left, _, right):
            return names_in(left) | names_in(right)
        case Choice(when, then, otherwise):
            return names_in(when) | names_in(then) | names_in(otherwise)
        case Opposite(part):
            return names_in(part)
        case _:
            assert_never(value)
