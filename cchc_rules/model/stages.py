"""Stages of an assessment, what each may do, how they combine, and when they are due."""

from enum import Enum
from fractions import Fraction

from cchc_rules.frozen import frozen


class Stage(Enum):
    """The four sources of points, by the decree's own names."""

    SELF = "tự đánh giá"
    APPRAISAL = "thẩm định"
    REVIEW = "phúc tra"
    SURVEY = "ĐTXHH"

    # Each is there once, and is a key for every row of every unit: Enum would hash its name, in Python, every time.
    __hash__ = object.__hash__


class Power(Enum):
    """What a stage may do with the points of the stage before it."""

    SCORE = "chấm điểm"
    LOWER = "công nhận hoặc giảm"
    RAISE = "công nhận hoặc tăng"
    ADJUST = "công nhận, tăng hoặc giảm"


@frozen
class StageRule:
    """Who acts at a stage, with what power, and the least share of units it covers (percent, None for all).

    `power` None is not stated: that of the common provisions, else the usual one. A linked rubric has no such stage.
    """

    stage: Stage
    power: Power | None
    by: str | None = None
    minimum_share: Fraction | None = None

    @property
    def allowed(self) -> Power:
        """What the stage may do, said or not."""
        usual = Power.SCORE if self.stage in (Stage.SELF, Stage.SURVEY) else Power.ADJUST
        return self.power if self.power is not None else usual


@frozen
class Combination:
    """Which points count: survey points for survey rows when `survey`, else the first of `order` that is there."""

    survey: bool
    order: tuple[Stage, ...]


class Step(Enum):
    """What a deadline is for."""

    SELF = "tự đánh giá"
    APPRAISAL = "thẩm định"
    REVIEW = "phúc tra"
    SURVEY = "ĐTXHH"
    PUBLICATION = "công bố"


class DueForm(Enum):
    """How a deadline is phrased; only BEFORE leaves the day itself out."""

    BEFORE = "trước ngày"
    BY = "chậm nhất ngày"
    BY_QUARTER = "chậm nhất quý"
    IN_QUARTER = "trong quý"


@frozen
class Deadline:
    """A step due on a day or in a quarter, `years_after` the assessment year (0 or 1; None: not stated)."""

    step: Step
    form: DueForm
    day: int = 0
    month: int = 0
    quarter: int = 0
    years_after: int | None = 1

    def year_due(self, assessed: int) -> int:
        """The year in which it is due: that after the assessment year where nothing is stated."""
        return assessed + (1 if self.years_after is None else self.years_after)
