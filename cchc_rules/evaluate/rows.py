"""One row: which entry decides at a stage, what was lost to whom, or why it does not count."""

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
    PointsOpen,
    Refused,
    View,
)
from cchc_rules.model.sheet import Claim, Entry, NotApplicable, Row
from cchc_rules.model.stages import Stage

_SELF, _APPRAISAL, _REVIEW, _SURVEY = Stage.SELF, Stage.APPRAISAL, Stage.REVIEW, Stage.SURVEY


@frozen
class Finding:
    """A row decided: points when scored; excluded or pending otherwise; the reasons.

    `units` holds achieved, lost, excluded, pending, then lost by self, appraisal, review, survey.
    """

    points: Fraction | None
    units: tuple[int, ...]
    because: tuple[Because, ...] = ()


@frozen
class Scale:
    """Points as whole numbers of 1/`size`."""

    size: int

    def units(self, points: Fraction) -> int:
        """The points in units; `size` is a multiple of every denominator of the sheet."""
        numerator, denominator = points.as_integer_ratio()
        return numerator * (self.size // denominator)


def deciding_order(tree: RuleTree, view: View) -> tuple[Stage, ...]:
    """Stages that may decide a row at this view, the strongest first."""
    if view is View.SELF:
        return (_SELF,)
    if view is View.APPRAISED:
        return tuple(s for s in tree.order if s is not _REVIEW)
    return tree.order


def by_rule(rule: ExcludedByRule | FactUnknown, max_units: int) -> Finding:
    """The finding for a row that a condition of the rubric excludes, or may."""
    out = isinstance(rule, ExcludedByRule)
    return Finding(None, _out(max_units) if out else _open(max_units), (rule,))


def open_denominators(found: PointsOpen) -> tuple[int, ...]:
    """Denominators of the bounds of an open rule."""
    return tuple(p.denominator for p in (found.result.points.low, found.result.points.high) if p is not None)


def by_open_rule(found: PointsOpen, because: tuple[Because, ...], scale: Scale, max_units: int) -> Finding:
    """The finding for a row whose rule waits for facts: what is sure is achieved or lost, the rest pending.

    While the row may still leave the maximum nothing is sure.
    """
    low, high = found.result.points.low, found.result.points.high
    if found.result.excluded is None or low is None or high is None:
        return Finding(None, _open(max_units), (found, *because))
    sure, most = scale.units(low), scale.units(high)
    taken = [0, 0, 0, 0]
    taken[_position(found.stage)] = max_units - most
    return Finding(None, (sure, max_units - most, 0, most - sure, *taken), (found, *because))


def with_rule(decided: Finding, because: tuple[Because, ...]) -> Finding:
    """A decided row with what its rule has to say."""
    return Finding(decided.points, decided.units, (*decided.because, *because))


def decide(
    node: TreeNode,
    row: Row | None,
    claim: tuple[Code, Claim] | None,
    order: tuple[Stage, ...],
    scale: Scale,
    max_units: int,
) -> Finding:
    """The finding for a row that applies by the rubric; `claim` is the unit's, on the row or above it."""
    entries = _by_stage(row)
    decider = _decider(entries, (_SURVEY,) if node.survey else order)
    claimed = Excluded(*claim) if claim is not None else None
    own = entries[0]
    if claimed is None and own is not None and isinstance(own.value, NotApplicable):
        claimed = Excluded(node.criterion.code, own)
    if decider is None:
        if claimed is not None:
            return Finding(None, _out(max_units), (claimed,))
        return Finding(None, _open(max_units), (Awaiting(_SURVEY if node.survey else order[-1]),))
    if not isinstance(decider.value, Fraction):
        return Finding(None, _out(max_units), (Excluded(node.criterion.code, decider),))
    refused = (Refused(claimed.entry, decider),) if claimed is not None else ()
    return _scored(node, entries, decider, decider.value, refused, scale, max_units)


def _by_stage(row: Row | None) -> list[Entry | None]:
    entries: list[Entry | None] = [None, None, None, None]
    for entry in row.entries if row is not None else ():
        if entry.value is not None:
            entries[_position(entry.stage)] = entry
    return entries


def _position(stage: Stage) -> int:
    # Identity is several times faster than a dict: Enum hashes in Python.
    return 0 if stage is _SELF else 1 if stage is _APPRAISAL else 2 if stage is _REVIEW else 3


def _decider(entries: list[Entry | None], stages: tuple[Stage, ...]) -> Entry | None:
    for stage in stages:
        entry = entries[_position(stage)]
        if entry is not None:
            return entry
    return None


def _scored(
    node: TreeNode,
    entries: list[Entry | None],
    decider: Entry,
    points: Fraction,
    because: tuple[Because, ...],
    scale: Scale,
    max_units: int,
) -> Finding:
    achieved = scale.units(points)
    taken = [0, 0, 0, 0]
    before, left = max_units, node.criterion.max
    chain = range(3, 4) if decider.stage is _SURVEY else range(_position(decider.stage) + 1)
    for position in chain:
        entry = entries[position]
        if entry is None or not isinstance(entry.value, Fraction):
            continue
        units = scale.units(entry.value)
        if units != before:
            taken[position] = before - units
            because = (*because, Lost(entry.stage, left, entry.value, entry))
            before, left = units, entry.value
    return Finding(points, (achieved, max_units - achieved, 0, 0, *taken), because)


def _out(max_units: int) -> tuple[int, ...]:
    return (0, 0, max_units, 0, 0, 0, 0, 0)


def _open(max_units: int) -> tuple[int, ...]:
    return (0, 0, 0, max_units, 0, 0, 0, 0)
