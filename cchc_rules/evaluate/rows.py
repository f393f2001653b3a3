"""One row: which entry decides at a stage, what was lost to whom, or why it does not count."""

from fractions import Fraction

from cchc_rules.compile import RuleTree, TreeNode
from cchc_rules.model.code import Code
from cchc_rules.model.scorecard import (
    Awaiting,
    Because,
    Excluded,
    ExcludedByRule,
    FactUnknown,
    Lost,
    NodeScore,
    Refused,
    View,
)
from cchc_rules.model.sheet import Claim, Entry, NotApplicable, Row
from cchc_rules.model.stages import Stage

_STAGES = _SELF, _APPRAISAL, _REVIEW, _SURVEY = Stage.SELF, Stage.APPRAISAL, Stage.REVIEW, Stage.SURVEY
Order = tuple[int, ...]
"""Positions among the four stages of those that may decide a row, the strongest first."""
_BY_SURVEY: Order = (3,)
_UNCHANGED = (0, 0, 0, 0)


def deciding_order(tree: RuleTree, view: View) -> Order:
    """Which stages may decide a row at this view."""
    if view is View.SELF:
        return (0,)
    reviewed = view is not View.APPRAISED
    return tuple(_STAGES.index(s) for s in tree.order if reviewed or s is not _REVIEW)


def by_rule(
    node: TreeNode, row: Row | None, rule: ExcludedByRule | FactUnknown, max_units: int, scale: int
) -> NodeScore:
    """The score of a row that a condition of the rubric excludes, or may."""
    units = _out(max_units) if isinstance(rule, ExcludedByRule) else _open(max_units)
    return NodeScore(node.criterion, units, scale, row, (rule,))


def decide(
    node: TreeNode, row: Row | None, claim: tuple[Code, Claim] | None, order: Order, max_units: int, scale: int
) -> NodeScore:
    """The score of a row that applies by the rubric; `claim` is the unit's, on the row or above it.

    Amounts are whole numbers of 1/`scale`, which every denominator of the sheet divides.
    """
    if node.survey:
        order = _BY_SURVEY
    entries = _by_stage(row)
    claimed = _claimed(node, entries[0], claim)
    for position in order:
        decider = entries[position]
        if decider is None:
            continue
        if not isinstance(decider.value, Fraction):
            return _excluded(node, row, Excluded(node.criterion.code, decider), max_units, scale)
        refused = (Refused(claimed.entry, decider),) if claimed is not None else ()
        chain = entries[3:] if node.survey else entries[: position + 1]
        return _scored(node, row, chain, refused, max_units, scale)
    if claimed is not None:
        return _excluded(node, row, claimed, max_units, scale)
    return NodeScore(node.criterion, _open(max_units), scale, row, (Awaiting(_STAGES[order[-1]]),))


def _by_stage(row: Row | None) -> list[Entry | None]:
    """What each of the four stages entered."""
    entries: list[Entry | None] = [None, None, None, None]
    for entry in row.entries if row is not None else ():
        if entry.value is not None:
            stage = entry.stage
            # Identity is several times faster than a dict: Enum hashes in Python.
            entries[0 if stage is _SELF else 1 if stage is _APPRAISAL else 2 if stage is _REVIEW else 3] = entry
    return entries


def _claimed(node: TreeNode, own: Entry | None, claim: tuple[Code, Claim] | None) -> Excluded | None:
    if claim is not None:
        return Excluded(*claim)
    if own is not None and isinstance(own.value, NotApplicable):
        return Excluded(node.criterion.code, own)
    return None


def _scored(
    node: TreeNode,
    row: Row | None,
    chain: list[Entry | None],
    because: tuple[Because, ...],
    max_units: int,
    scale: int,
) -> NodeScore:
    """Follow the points through the stages up to the last of the chain, which decides."""
    points, units, taken = node.criterion.max, max_units, _UNCHANGED
    for entry in chain:
        if entry is None or not isinstance(entry.value, Fraction):
            continue
        numerator, denominator = entry.value.as_integer_ratio()
        left = numerator * (scale // denominator)
        if left != units:
            taken = _with(taken, entry.stage, units - left)
            because = (*because, Lost(entry.stage, points, entry.value, entry))
            points, units = entry.value, left
    return NodeScore(node.criterion, (units, max_units - units, 0, 0, *taken), scale, row, because)


def _with(taken: tuple[int, int, int, int], stage: Stage, amount: int) -> tuple[int, int, int, int]:
    by_self, by_appraisal, by_review, by_survey = taken
    if stage is _SELF:
        return amount, by_appraisal, by_review, by_survey
    if stage is _APPRAISAL:
        return by_self, amount, by_review, by_survey
    if stage is _REVIEW:
        return by_self, by_appraisal, amount, by_survey
    return by_self, by_appraisal, by_review, amount


def _excluded(node: TreeNode, row: Row | None, why: Excluded, max_units: int, scale: int) -> NodeScore:
    return NodeScore(node.criterion, _out(max_units), scale, row, (why,))


def _out(max_units: int) -> tuple[int, ...]:
    return (0, 0, max_units, 0, 0, 0, 0, 0)


def _open(max_units: int) -> tuple[int, ...]:
    return (0, 0, 0, max_units, 0, 0, 0, 0)
