"""What units are ordered by, as whole numbers: the index, then what breaks ties.

A ratio n/d, d at most W, is told from every other by ⌊n × W² / d⌋, for two of them differ by at least 1/W². Where
that passes 64 bits it is worked out digit by digit, in a base that fits.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from cchc_rules.columns.amounts import Amounts
from cchc_rules.columns.conditions import Ratio
from cchc_rules.columns.rows import Setting
from cchc_rules.columns.totals import IndexColumns
from cchc_rules.columns.typed import (
    ONE,
    ZERO,
    Const,
    Number,
    TooWideError,
    Truth,
    choice,
    equal,
    every,
    floor_of,
    less,
    remainder,
    times,
)
from cchc_rules.frozen import frozen
from cchc_rules.model.code import Code
from cchc_rules.model.rating import Measured, TieKey

_ROOM = 2**62


@frozen
class Key:
    """One thing that units are ordered by, as whole numbers of which the first that differs decides.

    `steps` are the bases in which a ratio is told digit by digit; none for points, which are whole already.
    """

    digits: tuple[Number, ...]
    steps: tuple[int, ...]

    def of(self, value: Fraction, scale: int) -> tuple[int, ...]:
        """The same numbers of a value known exactly."""
        if not self.steps:
            return (int(value * scale),)
        found = []
        for step in self.steps:
            whole, value = divmod(value * step, 1)
            found.append(int(whole))
        return tuple(found)


def keys_of(
    index: IndexColumns, ties: Sequence[TieKey], rows: Mapping[Code, tuple[Amounts, bool]], setting: Setting
) -> tuple[tuple[Key, ...], Truth]:
    """The keys of a unit with an exact index, from the most important on; whether what breaks ties is known."""
    keys = [_ratio(index.low, "rank", setting)]
    known: list[Truth] = []
    for place, tie in enumerate(ties):
        a = rows[tie.code][0] if tie.code in rows else None
        if a is None:
            keys.append(Key((ZERO,), ()))
            continue
        known.append(equal(a.pending, ZERO))
        share = tie.measured is Measured.RATIO
        keys.append(_ratio((a.achieved, a.applicable), f"tie {place}", setting) if share else Key((a.achieved,), ()))
    return tuple(keys), every(known)


def _ratio(ratio: Ratio, name: str, setting: Setting) -> Key:
    """What orders a ratio among all others of its kind; what has no base stands as 0."""
    draft = setting.draft
    most = max(ratio[1].high, 1)
    below = draft.number(f"{name} of", choice(less(ZERO, ratio[1]), ratio[1], ONE), 1, most)
    rest = draft.number(f"{name} part", ratio[0], 0)
    base, needed = _ROOM // max(most, rest.high, 1), most * most
    found, steps = list[Number](), list[int]()
    while needed > 1 or not found:
        step = max(1, min(base, needed))
        if step == 1 and needed > 1:
            raise TooWideError(most.bit_length() * 2)
        above = times(rest, Const(step))
        digit = draft.number(f"{name} digit {len(found)}", floor_of(above, below))
        found.append(digit)
        steps.append(step)
        needed, base = -(-needed // step), _ROOM // most
        if needed > 1:
            rest = draft.number(f"{name} rest {len(found)}", remainder(above, below))
    return Key(tuple(found), tuple(steps))
