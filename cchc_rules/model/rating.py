"""How a rubric rates units: bands, conditions, how many may have a rating, and what tells equal units apart."""

from enum import Enum
from fractions import Fraction

from cchc_rules.frozen import frozen
from cchc_rules.model.code import Code
from cchc_rules.model.condition import Condition
from cchc_rules.model.expression import Direction
from cchc_rules.model.interval import Interval
from cchc_rules.model.result_condition import ResultCondition


class Measure(Enum):
    """What a band is a band of: the index in percent, or points achieved."""

    PERCENT = "%"
    POINTS = "điểm"


@frozen
class Band:
    """A rating: its name and the interval of the index (as a ratio: 90% is 9/10) or of points.

    `scope` tells which units it is for (`XẾP LOẠI cho "…"`): those for which it holds; None is all others.
    """

    name: str
    interval: Interval
    measure: Measure = Measure.PERCENT
    scope: Condition | None = None


@frozen
class Disqualifier:
    """`xếp "…" khi: …`, `không xếp loại khi: …` (result None): a rating whatever the points, never a better one."""

    result: str | None
    condition: ResultCondition
    scope: Condition | None = None


@frozen
class Quota:
    """`không quá 20% số đơn vị xếp "Tốt" trở lên được xếp "Rất tốt", làm tròn xuống, vượt thì xếp "Tốt"`.

    Of the units rated `among` or better before any quota (None: of those with a rating at all), `share` is the most
    that may be rated `band`, in whole units by `rounding`; the others are rated `beyond`. `scope` tells which units
    are counted and limited, as for bands; None is all units of the rubric.
    """

    share: Fraction
    among: str | None
    band: str
    rounding: Direction
    beyond: str
    scope: Condition | None = None


class Measured(Enum):
    """What of a row is compared: its points, or its points over its maximum."""

    POINTS = "điểm"
    RATIO = "tỷ lệ"


@frozen
class TieKey:
    """`xét điểm 1.1`: of units with an equal index, the one with more of it stands first."""

    measured: Measured
    code: Code


class Ties(Enum):
    """What becomes of units that nothing tells apart."""

    SHARED = "cùng thứ hạng"
    DECIDED_LATER = "chờ quyết định"


@frozen
class TieBreak:
    """`bằng chỉ số thì: xét điểm 1.1, cùng thứ hạng`: what is looked at in turn, and what then."""

    keys: tuple[TieKey, ...]
    then: Ties


SHARED_RANKS = TieBreak((), Ties.SHARED)
"""What holds where a rubric says nothing of it."""


@frozen
class InPlaceOfBands:
    """`thay phần XẾP LOẠI cho "xã" của quy định chung`: the bands of that scope are the rubric's own alone."""

    scope: Condition | None = None


@frozen
class InPlaceOfConsequence:
    """`thay hệ quả 1 của quy định chung`: the rubric's own consequence of this number stands in its place."""

    number: str


Override = InPlaceOfBands | InPlaceOfConsequence
