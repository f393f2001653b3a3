"""The scorecard: what was found for every node of a rubric, as data. It holds no prose."""

from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from attrs import frozen

from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Applicability, Band, Consequence, Criterion, Rubric, Trigger
from cchc_rules.model.rule import Precedence
from cchc_rules.model.rule_result import RuleResult
from cchc_rules.model.sheet import Claim, Entry, EntryValue, FactEntry, Header, Row
from cchc_rules.model.stages import Stage
from cchc_rules.model.stated import Stated
from cchc_rules.model.survey_result import Tallied, TalliesOpen

if TYPE_CHECKING:
    from cchc_rules.model.final import Decision, Final

ZERO = Fraction(0)


class View(Enum):
    """Up to which stage the sheet is read."""

    SELF = "self"
    APPRAISED = "appraised"
    FINAL = "final"


class State(Enum):
    """What became of a node. 0 points is SCORED; a group is PENDING while any row in it is."""

    SCORED = "scored"
    NOT_APPLICABLE = "not_applicable"
    PENDING = "pending"


# What every unit has a hundred of is a named tuple: as frozen as an attrs class, and made in half the time.


class Ledger(NamedTuple):
    """Points of a node: max = achieved + lost + excluded + pending, always."""

    max: Fraction
    achieved: Fraction
    lost: Fraction
    excluded: Fraction
    pending: Fraction

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

    @property
    def total(self) -> Fraction:
        """Equals the node's lost points."""
        return self.by_self + self.by_appraisal + self.by_review + self.by_survey + self.by_rule


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
    achieved, lost, excluded, pending, by_self, by_appraisal, by_review, by_survey = units
    most = achieved + lost + excluded + pending
    ledger = Ledger._make((points[most], points[achieved], points[lost], points[excluded], points[pending]))
    by_rule = lost - by_self - by_appraisal - by_review - by_survey
    takers = (by_self, by_appraisal, by_review, by_survey, by_rule)
    return ledger, Taken._make(points[taken] for taken in takers)


class Lost(NamedTuple):
    """A stage left fewer points (or more) than stood before it; `entry` says why."""

    stage: Stage
    before: Fraction
    after: Fraction
    entry: Entry


@frozen
class Excluded:
    """Out of the maximum because it was claimed or entered as not applicable; `code` is where."""

    code: Code
    entry: Entry | Claim


@frozen
class ExcludedByRule:
    """Out of the maximum because a condition of the rubric at `code` says so."""

    code: Code
    rule: Stated[Applicability]


@frozen
class Refused:
    """The unit's claim was not accepted: a later stage entered points."""

    claim: Entry | Claim
    entry: Entry


@frozen
class Awaiting:
    """No points yet; `stage` is the one that owes them."""

    stage: Stage


@frozen
class FactUnknown:
    """Whether the node applies depends on facts not yet known; `points` bounds what it has if it does, if known.

    Nodes with the same `rules` leave the maximum together or stay together; with none, on its own.
    """

    code: Code
    facts: tuple[str, ...]
    points: tuple[Fraction, Fraction] | None = None
    rules: tuple[Applicability, ...] = ()


@frozen
class Computed:
    """A rule was applied at a stage to the facts that stand there; `facts` are those the stage itself gave."""

    stage: Stage
    result: RuleResult
    facts: tuple[FactEntry, ...] = ()


@frozen
class Differs:
    """Points were entered beside a rule that gives others; `kept` says which count."""

    stage: Stage
    entered: Entry
    result: RuleResult
    kept: Precedence


@frozen
class Correction:
    """A fact as an earlier stage reported it, and what a later one put in its place."""

    before: FactEntry
    after: FactEntry


@frozen
class LostByRule:
    """What the rule leaves of the points that stood before a stage, by the facts as they are.

    `facts` are those the stage was the first to give; what it corrected is told apart (see Corrected).
    """

    stage: Stage
    before: Fraction
    after: Fraction
    facts: tuple[FactEntry, ...] = ()


@frozen
class Corrected:
    """A stage corrected facts: `before` is what the rule gives with the corrections undone, `after` with them."""

    stage: Stage
    changes: tuple[Correction, ...]
    before: RuleResult
    after: RuleResult


@frozen
class RuledOut:
    """Out of the maximum because the scoring rule of the row says so; `facts` are those that the stage gave."""

    code: Code
    stage: Stage
    result: RuleResult
    facts: tuple[FactEntry, ...] = ()


@frozen
class PointsOpen:
    """The rule of the deciding stage still waits for facts; `result` bounds the points."""

    stage: Stage
    result: RuleResult


Because = (
    Lost
    | Excluded
    | ExcludedByRule
    | Refused
    | Awaiting
    | FactUnknown
    | Computed
    | Differs
    | LostByRule
    | Corrected
    | RuledOut
    | PointsOpen
    | Tallied
    | TalliesOpen
)


class NodeScore(NamedTuple):
    """One node, its amounts as whole numbers of 1/`scale`; points are made from them when asked for.

    `units` holds achieved, lost, excluded, pending, then lost by self, appraisal, review, survey; what is lost
    beyond these four the scoring rule took. `row` is what was entered for it, None for a group or where nothing
    was. A group gives no reasons: its rows do.
    """

    criterion: Criterion
    units: tuple[int, ...]
    scale: int
    row: Row | None = None
    because: tuple[Because, ...] = ()

    @property
    def state(self) -> State:
        """What became of the node."""
        achieved, lost, excluded, pending = self.units[:4]
        if pending:
            return State.PENDING
        return State.SCORED if achieved or lost or not excluded else State.NOT_APPLICABLE

    @property
    def ledger(self) -> Ledger:
        """The node's points: max = achieved + lost + excluded + pending."""
        return amounts_of(self.units, self.scale)[0]

    @property
    def taken(self) -> Taken:
        """Who took what is lost."""
        return amounts_of(self.units, self.scale)[1]

    @property
    def final(self) -> Fraction | None:
        """Points that count; None while pending or when excluded."""
        return points_of(self.units[0], self.scale) if self.state is State.SCORED else None

    @property
    def if_applies(self) -> tuple[Fraction, Fraction] | None:
        """Bounds of the points of a row if it does not leave the maximum, which is not known.

        None where it is known, and where nothing is known of the points.
        """
        for because in self.because if self.units[3] else ():
            if isinstance(because, FactUnknown):
                return because.points
            if isinstance(because, PointsOpen) and because.result.excluded is None:
                low, high = because.result.points.low, because.result.points.high
                return (low, high) if low is not None and high is not None and high - low < self.criterion.max else None
        return None

    @property
    def self_value(self) -> EntryValue:
        """What the unit gave itself."""
        return self._value(Stage.SELF)

    @property
    def appraised(self) -> EntryValue:
        """What the council entered."""
        return self._value(Stage.APPRAISAL)

    @property
    def reviewed(self) -> EntryValue:
        """What the re-check entered."""
        return self._value(Stage.REVIEW)

    @property
    def survey(self) -> EntryValue:
        """What the survey gave."""
        return self._value(Stage.SURVEY)

    def _value(self, stage: Stage) -> EntryValue:
        entries = self.row.entries if self.row is not None else ()
        return next((e.value for e in entries if e.stage is stage), None)


@frozen
class Index:
    """Achieved over applicable maximum; `low` and `high` bound the ratio over every completion."""

    numerator: Fraction
    denominator: Fraction
    low: Fraction
    high: Fraction

    @property
    def exact(self) -> bool:
        """Whether nothing is pending."""
        return self.low is self.high or self.low == self.high


@frozen
class Threshold:
    """A band still within reach, and how many of the pending points it needs."""

    band: Band
    needed: Fraction


@frozen
class TriggerResult:
    """Whether a trigger holds (None: depends on what is pending), and the fields that made it hold or may."""

    trigger: Trigger
    holds: bool | None
    fields: tuple[Code, ...] = ()


@frozen
class ConsequenceResult:
    """A consequence with its triggers; `holds` is None while it depends on what is pending."""

    consequence: Stated[Consequence]
    holds: bool | None
    triggers: tuple[TriggerResult, ...]


@frozen
class Scorecard:
    """The result for one unit. `nodes` are in the order of the table, groups before what lies in them."""

    rubric: Rubric
    header: Header
    view: View
    provisional: bool
    total: Ledger
    taken: Taken
    index: Index | None
    band: Stated[Band] | None
    possible_bands: tuple[Stated[Band], ...]
    thresholds: tuple[Threshold, ...]
    nodes: tuple[NodeScore, ...]
    field_indexes: tuple[Index | None, ...]
    consequences: tuple[ConsequenceResult, ...]
    final: "Final | None" = None
    """Where the rated points are not simply those of the table: rescaled, or with bonus and penalty."""
    decisions: tuple["Decision", ...] = ()
    unrated: bool | None = False
    """Whether a condition leaves the unit without a rating; None: it may."""
    by_points: Stated[Band] | None = None
    """The band that the points alone give, where it is sure: conditions may have lowered it."""
    facts: tuple[FactEntry, ...] = ()
    """What the sheet reports, by all stages: explanations fill them into the arithmetic."""

    def node(self, code: Code) -> NodeScore | None:
        """The node of a code, in the table or of bonus and penalty."""
        return next((n for n in self.every if n.criterion.code == code), None)

    @property
    def every(self) -> tuple[NodeScore, ...]:
        """The nodes of the table, then the rows of bonus and penalty."""
        buckets = self.final.buckets if self.final is not None else ()
        return (*self.nodes, *(n for b in buckets for n in b.nodes)) if buckets else self.nodes

    @property
    def points(self) -> tuple[Fraction, Fraction]:
        """The points that are rated, at the least, and the maximum that counts for them."""
        if self.final is not None:
            return self.final.low, self.final.base
        return self.total.achieved, self.total.applicable

    @property
    def fields(self) -> tuple[NodeScore, ...]:
        """The top level, parallel to `field_indexes`."""
        return tuple(n for n in self.nodes if n.criterion.code.depth == 1)

    @property
    def pending_rows(self) -> tuple[NodeScore, ...]:
        """Rows still unknown: each of them can move an open band, the largest most."""
        rows = [n for n in self.nodes if n.criterion.is_leaf and n.state is State.PENDING]
        return tuple(sorted(rows, key=lambda n: -n.ledger.pending))
