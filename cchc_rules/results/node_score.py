"""The score of one node of a rubric: its amounts, what was entered for it, and why."""

from collections.abc import Iterable, Iterator
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Criterion
from cchc_rules.model.sheet import EntryValue, Row
from cchc_rules.model.stages import Stage
from cchc_rules.results.ledger import Ledger, Taken, amounts_of, points_of
from cchc_rules.results.reasons import Because, Computed, FactUnknown, NotChosen, PointsOpen

BEFORE_STAGES = 6
"""Where, in the amounts of a node, those begin that stages took."""


class State(Enum):
    """What became of a node. 0 points is SCORED; a group is PENDING while any row in it is."""

    SCORED = "scored"
    NOT_APPLICABLE = "not_applicable"
    NOT_CHOSEN = "not_chosen"
    PENDING = "pending"


class NodeScore(NamedTuple):
    """One node, its amounts as whole numbers of 1/`scale`; points are made from them when asked for.

    `units` holds achieved, lost, excluded, pending, then what is lost for want of rows, what a cap or a choice takes,
    and what is lost by self, appraisal, review, survey and the stages that the rubric names itself; what is lost
    beyond these the scoring rule took. `row` is what was entered for it, None for a group or where nothing was. A
    group gives no reasons: its rows do.
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
        if achieved or lost or not excluded:
            return State.SCORED
        return State.NOT_CHOSEN if any(isinstance(b, NotChosen) for b in self.because) else State.NOT_APPLICABLE

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
    def stated(self) -> Fraction | None:
        """The same as people state it: of a row that deducts, what it takes."""
        return self.final if not self.criterion.deducts or self.final is None else self.criterion.max - self.final

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
                if self.criterion.deducts and low is not None and high is not None:
                    low, high = self.criterion.max - high, self.criterion.max - low
                return (low, high) if low is not None and high is not None and high - low < self.criterion.max else None
        return None

    @property
    def self_value(self) -> EntryValue:
        """What the unit gave itself."""
        return self.value_at(Stage.SELF)

    @property
    def appraised(self) -> EntryValue:
        """What the council entered."""
        return self.value_at(Stage.APPRAISAL)

    @property
    def reviewed(self) -> EntryValue:
        """What the re-check entered."""
        return self.value_at(Stage.REVIEW)

    @property
    def survey(self) -> EntryValue:
        """What the survey gave."""
        return self.value_at(Stage.SURVEY)

    def value_at(self, stage: Stage) -> EntryValue:
        """What a stage entered."""
        entries = self.row.entries if self.row is not None else ()
        return next((e.value for e in entries if e.stage == stage), None)

    @property
    def may_leave(self) -> bool:
        """Whether all that counts of it is still open, so that it may yet turn out not to apply."""
        achieved, lost, _, pending = self.units[:4]
        return pending > 0 and not achieved and not lost


def counting(nodes: Iterable[NodeScore]) -> Iterator[NodeScore]:
    """The nodes whose amounts add up to those of all: rows, and in the place of its rows a group with a method."""
    group: Code | None = None
    for node in nodes:
        code = node.criterion.code
        if group is not None and code.lies_in(group):
            continue
        if node.criterion.group is not None:
            group = code
            yield node
        elif node.criterion.is_leaf:
            yield node


def year_open(nodes: Iterable[NodeScore]) -> bool:
    """Whether the points of any row look at a best of the year that may still change."""
    return any(isinstance(b, Computed) and b.result.provisional for n in nodes for b in n.because)
