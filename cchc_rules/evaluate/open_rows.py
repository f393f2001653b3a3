"""Rows whose rule still waits for facts: what is sure is achieved or lost, the rest pending."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from cchc_rules.compile import TreeNode
from cchc_rules.evaluate.rows import Scale
from cchc_rules.evaluate.rule_rows import RuleRow
from cchc_rules.model.scorecard import NodeScore, PointsOpen
from cchc_rules.model.stages import Stage


def widened(scale: Scale, bounds: Sequence[Fraction]) -> Scale:
    """The scale made fine enough for bounds of points that are not yet known."""
    size = lcm(scale.size, *(b.denominator for b in bounds))
    if size == scale.size:
        return scale
    factor = size // scale.size
    return Scale(size, {identity: units * factor for identity, units in scale.units.items()})


def by_open_rule(node: TreeNode, applied: RuleRow, found: PointsOpen, most: int, scale: int) -> NodeScore:
    """The score of the row; while it may still leave the maximum nothing is sure."""
    because = (found, *applied.because)
    low, high = found.result.points.low, found.result.points.high
    if found.result.excluded is None or low is None or high is None:
        return NodeScore(node.criterion, (0, 0, 0, most, 0, 0, 0, 0), scale, applied.row, because)
    sure, best = int(low * scale), int(high * scale)
    by_survey = most - best if found.stage is Stage.SURVEY else 0
    units = (sure, most - best, 0, best - sure, 0, 0, 0, by_survey)
    return NodeScore(node.criterion, units, scale, applied.row, because)
