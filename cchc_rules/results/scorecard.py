"""The scorecard: what was found for every node of a rubric, as data. It holds no prose."""

import re
from fractions import Fraction
from typing import ClassVar

from cchc_rules.frozen import frozen
from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Band, Consequence, Rubric, Trigger
from cchc_rules.model.sheet import FactEntry, Header
from cchc_rules.model.stages import Lineup, Stage
from cchc_rules.results.final import Decision, Final
from cchc_rules.results.ledger import Ledger, Taken
from cchc_rules.results.node_score import NodeScore, State
from cchc_rules.results.quotas import Found, Limit

_QUOTED_STAGE = re.compile(r"bước\s*[\"“](.+)[\"”]")


@frozen(slots=True)
class View:
    """Up to which stage a sheet is read: `upto` and all that act before it; None reads all of it."""

    upto: Stage | None
    SELF: ClassVar["View"]
    APPRAISED: ClassVar["View"]
    FINAL: ClassVar["View"]

    @property
    def name(self) -> str:
        """What data and the command line call it: a word for the usual ones, else the stage's own name."""
        if self.upto is None:
            return "final"
        return {Stage.SELF: "self", Stage.APPRAISAL: "appraised"}.get(self.upto, self.upto.value)

    @classmethod
    def named(cls, name: str) -> "View":
        """The view that a user names: by a word for a usual one, or by a stage as a rubric calls it or writes it."""
        words = {view.name: view for view in VIEWS}
        quoted = _QUOTED_STAGE.fullmatch(name.strip())
        return words[name] if name in words else cls(Stage(quoted[1] if quoted is not None else name))

    def unseen(self, lineup: Lineup) -> tuple[Stage, ...]:
        """Stages that it does not read."""
        return lineup.after(self.upto) if self.upto is not None else ()

    def of_unit_alone(self, lineup: Lineup) -> bool:
        """Whether it reads the points of nobody but the unit and the survey."""
        return self.upto is not None and set(lineup.later) <= set(self.unseen(lineup))


View.SELF, View.APPRAISED, View.FINAL = VIEWS = (View(Stage.SELF), View(Stage.APPRAISAL), View(None))
"""The views that every rubric has words for."""


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
    final: Final | None = None
    """Where the rated points are not simply those of the table: rescaled, or with bonus and penalty."""
    decisions: tuple[Decision, ...] = ()
    unrated: bool | None = False
    """Whether a condition leaves the unit without a rating; None: it may."""
    by_points: Stated[Band] | None = None
    """The band that the points alone give, where it is sure: conditions may have lowered it."""
    facts: tuple[FactEntry, ...] = ()
    """What the sheet reports, by all stages: explanations fill them into the arithmetic."""
    alone: tuple[Stated[Band], ...] = ()
    """The bands that the unit may have by itself, before the quotas of its year."""
    limited: tuple[Limit, ...] = ()
    """The quotas that are, or may be, for the unit."""
    quota: Found | None = None
    """What the quotas of its year did to the rating, where the other units are known."""
    provisional_alone: bool = False
    """Whether anything of the unit itself may still change, whatever quotas do."""

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
    def pending_in_order(self) -> tuple[NodeScore, ...]:
        """Rows still unknown, in the order of the table; none in a group whose points they cannot move."""
        settled = [n.criterion.code for n in self.nodes if n.criterion.group is not None and not n.units[3]]
        rows = (n for n in self.nodes if n.criterion.is_leaf and n.state is State.PENDING)
        return tuple(n for n in rows if not any(n.criterion.code.lies_in(group) for group in settled))

    @property
    def pending_rows(self) -> tuple[NodeScore, ...]:
        """The same: each of them can move an open band, the largest most."""
        return tuple(sorted(self.pending_in_order, key=lambda n: -n.ledger.pending))
