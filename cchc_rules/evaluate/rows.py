"""One row: which entry decides at a stage, what was lost to whom, or why it does not count."""

from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from cchc_rules.compile import RuleTree, TreeNode
from cchc_rules.model.code import Code
from cchc_rules.model.scorecard import (
    Awaiting,
    Because,
    Excluded,
    ExcludedByRule,
    FactUnknown,
    Lost,
    Refused,
    View,
)
from cchc_rules.model.sheet import Claim, Entry, NotApplicable, Row
from cchc_rules.model.stages import Stage

_CHAIN = (Stage.SELF, Stage.APPRAISAL, Stage.REVIEW)
_NONE: Mapping[Stage, Entry] = {}


@frozen
class Finding:
    """A row decided: points when scored, excluded or pending otherwise, with the reasons."""

    points: Fraction | None
    excluded: bool
    because: tuple[Because, ...]
    taken: tuple[tuple[Stage, Fraction], ...] = ()


def deciding_order(tree: RuleTree, view: View) -> tuple[Stage, ...]:
    """Stages that may decide a row at this view, the strongest first."""
    if view is View.SELF:
        return (Stage.SELF,)
    if view is View.APPRAISED:
        return tuple(s for s in tree.order if s is not Stage.REVIEW)
    return tree.order


def decide(
    node: TreeNode, entries: Mapping[Stage, Entry], claim: tuple[Code, Claim] | None, order: tuple[Stage, ...]
) -> Finding:
    """The finding for a row that applies by the rubric; `claim` is the unit's, on the row or above it."""
    stages = (Stage.SURVEY,) if node.survey else order
    decider = next((e for s in stages if (e := entries.get(s)) is not None and e.value is not None), None)
    claimed = _claimed(node, entries, claim)
    if decider is None:
        if claimed is not None:
            return Finding(None, True, (claimed,))
        return Finding(None, False, (Awaiting(stages[-1]),))
    if isinstance(decider.value, NotApplicable):
        return Finding(None, True, (Excluded(node.criterion.code, decider),))
    refused = (Refused(claimed.entry, decider),) if claimed is not None else ()
    return _scored(node, entries, decider, refused)


def _claimed(
    node: TreeNode, entries: Mapping[Stage, Entry], claim: tuple[Code, Claim] | None
) -> Excluded | None:
    if claim is not None:
        return Excluded(*claim)
    own = entries.get(Stage.SELF)
    if own is not None and isinstance(own.value, NotApplicable):
        return Excluded(node.criterion.code, own)
    return None


def _scored(
    node: TreeNode, entries: Mapping[Stage, Entry], decider: Entry, refused: tuple[Because, ...]
) -> Finding:
    points = decider.value
    if not isinstance(points, Fraction):
        raise AssertionError("a deciding entry has points")
    before = node.criterion.max
    if decider.stage is Stage.SURVEY or (before == points and len(entries) == 1):
        lost = before - points
        because = (*refused, Lost(decider.stage, before, points, decider)) if lost else refused
        return Finding(points, False, because, ((decider.stage, lost),) if lost else ())
    reasons: list[Because] = list(refused)
    taken: list[tuple[Stage, Fraction]] = []
    for stage in _CHAIN[: _CHAIN.index(decider.stage) + 1]:
        entry = entries.get(stage)
        if entry is None or not isinstance(entry.value, Fraction):
            continue
        if entry.value != before:
            reasons.append(Lost(stage, before, entry.value, entry))
            taken.append((stage, before - entry.value))
            before = entry.value
    return Finding(points, False, tuple(reasons), tuple(taken))


def entries_of(row: Row | None) -> Mapping[Stage, Entry]:
    """A row's entries by stage."""
    return {e.stage: e for e in row.entries} if row is not None else _NONE


def by_rule(rule: ExcludedByRule | FactUnknown) -> Finding:
    """The finding for a row that a condition excludes, or may."""
    return Finding(None, isinstance(rule, ExcludedByRule), (rule,))
