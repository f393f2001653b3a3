"""How the points of a group follow from its rows, where they are not simply added up to its maximum."""

from collections.abc import Sequence
from enum import Enum
from fractions import Fraction
from typing import TypeVar

from cchc_rules.frozen import frozen


class Pick(Enum):
    """One row of the group counts: the best, or the one that the unit chose to be scored on."""

    HIGHEST = "lấy dòng cao nhất"
    CHOSEN = "đơn vị chọn một dòng"


class CapWhenRowsLeave(Enum):
    """What becomes of the cap of a group when some of its rows do not apply; without any row there is none."""

    KEPT = "trần giữ nguyên"
    AT_MOST_ROWS = "trần không quá tổng các dòng còn áp dụng"
    IN_PROPORTION = "trần giảm theo tỷ lệ"


@frozen
class Capped:
    """`cộng các dòng, không quá điểm tối đa, trần …`: the rows add up, but count no more than the group's maximum."""

    when_rows_leave: CapWhenRowsLeave | None = None


@frozen
class FromMaximum:
    """`điểm tối đa trừ các dòng`: the group has its maximum, and each row takes from it, never below 0."""


FROM_MAXIMUM = FromMaximum()
GroupMethod = Pick | Capped | FromMaximum
Points = TypeVar("Points", int, Fraction)


def cap_of(method: GroupMethod, most: Fraction, rows: Fraction, left: Fraction) -> Fraction:
    """The maximum of a group of which rows worth `left` of `rows` points still apply; `most` is the printed one."""
    if not left:
        return left
    if isinstance(method, Capped):
        if method.when_rows_leave is CapWhenRowsLeave.AT_MOST_ROWS:
            return min(most, left)
        if method.when_rows_leave is CapWhenRowsLeave.IN_PROPORTION:
            return most * left / rows
    return most


def together(method: GroupMethod, cap: Points, rows: Sequence[Points], taken: Sequence[Points] = ()) -> Points:
    """What the points of the rows come to in their group, with what rows that deduct take; without rows, of `cap`."""
    gained = cap if not rows else max(rows) if isinstance(method, Pick) else min(cap, sum(rows[1:], rows[0]))
    return max(gained * 0, gained - sum(taken[1:], taken[0])) if taken else gained
