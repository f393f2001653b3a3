"""Points of a node: achieved, lost (and at which stage), excluded, pending; exact, one object for equal amounts."""

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from cchc_rules.model.stages import Lineup, Stage

ZERO = Fraction(0)

# What every unit has a hundred of is a named tuple: as frozen as an attrs class, and made in half the time.


class Ledger(NamedTuple):
    """Points of a node: max = achieved + lost + excluded + pending, always.

    `over` is beside these: what rows below have beyond what their groups may count, as a cap or a choice takes it.
    So the sum of the rows' achieved points is achieved + over.
    """

    max: Fraction
    achieved: Fraction
    lost: Fraction
    excluded: Fraction
    pending: Fraction
    over: Fraction = ZERO

    @property
    def applicable(self) -> Fraction:
        """The maximum that counts: what is excluded has left it."""
        return self.max - self.excluded


class Taken(NamedTuple):
    """Who took the lost points: each stage against the one before. Negative where a stage gave points back."""

    by_self: Fraction = ZERO
    by_appraisal: Fraction = ZERO
    by_review: Fraction = ZERO
    by_survey: Fraction = ZERO
    by_rule: Fraction = ZERO
    """What the facts cost by the scoring rule, apart from corrections: nobody took it."""
    by_named: tuple[Fraction, ...] = ()
    """What stages took that the rubric names itself, in the order of Lineup.named."""
    by_limit: Fraction = ZERO
    """What rows that still apply could not give, of a maximum that stays when others leave: nobody took it."""

    @property
    def total(self) -> Fraction:
        """Equals the node's lost points."""
        usual = self.by_self + self.by_appraisal + self.by_review + self.by_survey + self.by_rule + self.by_limit
        return sum(self.by_named, usual)

    def by_stage(self, lineup: Lineup) -> tuple[tuple[Stage, Fraction], ...]:
        """What each stage of the rubric took, in the order in which they act."""
        usual = (self.by_self, self.by_appraisal, self.by_review, self.by_survey)
        taken = dict(zip(lineup.columns, (*usual, *self.by_named), strict=False))
        return tuple((stage, taken.get(stage, ZERO)) for stage in lineup.order)


class _Points(dict[int, Fraction]):
    """Points by their number of 1/`scale`, each made once while there is room."""

    def __init__(self, scale: int) -> None:
        super().__init__()
        self.scale = scale

    def __missing__(self, units: int) -> Fraction:
        points = Fraction(units, self.scale)
        if len(self) < _ROOM:
            self[units] = points
        return points


# Rows of one rubric share most of their amounts, from unit to unit too; what is shared is frozen.
_ROOM = 4096
_points = lru_cache(maxsize=16)(_Points)


def points_of(units: int, scale: int) -> Fraction:
    """An amount in points."""
    return _points(scale)[units]


@lru_cache(maxsize=_ROOM)
def amounts_of(units: tuple[int, ...], scale: int) -> tuple[Ledger, Taken]:
    """A node's amounts, `units` (see NodeScore) of 1/`scale`, in points."""
    points = _points(scale)
    achieved, lost, excluded, pending, by_limit, over, by_self, by_appraisal, by_review, by_survey, *named = units
    most = achieved + lost + excluded + pending
    ledger = Ledger._make([points[n] for n in (most, achieved, lost, excluded, pending, over)])
    by_rule = lost - by_self - by_appraisal - by_review - by_survey - by_limit - sum(named)
    usual = [points[taken] for taken in (by_self, by_appraisal, by_review, by_survey, by_rule)]
    return ledger, Taken._make((*usual, tuple(points[taken] for taken in named), points[by_limit]))
