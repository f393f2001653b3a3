"""Why a row has the points it has: what was entered, claimed, refused, worked out, or is not yet known."""

from fractions import Fraction
from typing import NamedTuple

from cchc_rules.frozen import frozen
from cchc_rules.meaning.tallies import Tallied, TalliesOpen
from cchc_rules.meaning.trace import RuleResult
from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Applicability
from cchc_rules.model.rule import Precedence
from cchc_rules.model.sheet import Claim, Entry, FactEntry
from cchc_rules.model.stages import Stage


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
class NotChosen:
    """The unit is scored on another row of the group at `code`: on `chosen`, or a row in it."""

    code: Code
    chosen: Code


@frozen
class Refused:
    """The unit's claim was not accepted: a later stage entered points."""

    claim: Entry | Claim
    entry: Entry


@frozen
class Awaiting:
    """No points yet; `stage` is the one that has to give them."""

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

    `facts` are those the stage was the first to give; those it corrected are in `Corrected`.
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


ByPeople = Lost | Excluded | ExcludedByRule | NotChosen | Refused | Awaiting | FactUnknown
"""From what people entered, and from the conditions of the rubric on which rows apply."""
ByScoringRule = Computed | Differs | LostByRule | Corrected | RuledOut | PointsOpen
"""From the scoring rule of the row."""
BySurveyTallies = Tallied | TalliesOpen

PointsTaken = Lost | LostByRule
"""A stage left fewer points, or more, than stood before it."""
NotYetKnown = Awaiting | FactUnknown | PointsOpen | TalliesOpen
"""The points, or whether the row applies, cannot be said yet."""
OutOfMaximum = Excluded | ExcludedByRule | RuledOut
"""The row does not count."""
HowReached = Refused | Computed | Differs | Corrected | Tallied
"""How the points that stand came about."""
Because = PointsTaken | NotYetKnown | OutOfMaximum | NotChosen | HowReached
"""Every reason, in groups by what it does to the row; the groups above are by where it comes from."""
