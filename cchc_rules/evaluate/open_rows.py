"""Rows whose rule or condition still waits for facts: what is sure is achieved or lost, the rest pending."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from cchc_rules.compile import TreeNode
from cchc_rules.evaluate.rows import Scale, open_units
from cchc_rules.evaluate.rule_rows import RuleRow
from cchc_rules.model.stages import Stage
from cchc_rules.results.ledger import points_of
from cchc_rules.results.node_score import NodeScore
from cchc_rules.results.reasons import FactUnknown, PointsOpen


def widened(scale: Scale, bounds: Sequence[Fraction]) -> Scale:
    """The scale made fine enough for bounds of points that are not yet known."""
    size = lcm(scale.size, *(b.denominator for b in bounds))
    if size == scale.size:
        return scale
    factor = size // scale.size
    return Scale(size, {identity: units * factor for identity, units in scale.units.items()}, scale.columns)


def by_open_rule(node: TreeNode, applied: RuleRow, found: PointsOpen, most: int, scale: int) -> NodeScore:
    """The score of the row; while it may still leave the maximum nothing is sure."""
    because = (found, *applied.because)
    low, high = found.result.points.low, found.result.points.high
    if found.result.excluded is None or low is None or high is None:
        return NodeScore(node.criterion, open_units(most), scale, applied.row, because)
    sure, best = int(low * scale), int(high * scale)
    by_survey = most - best if found.stage is Stage.SURVEY else 0
    units = (sure, most - best, 0, best - sure, 0, 0, 0, 0, 0, by_survey)
    return NodeScore(node.criterion, units, scale, applied.row, because)


def may_leave(decided: NodeScore, rule: FactUnknown) -> NodeScore:
    """The score of a row that is `decided` if it applies, when a condition may yet take it out of the maximum.

    All of it is pending, so that no sum counts what may go; `rule` keeps the points it has if it stays.
    """
    achieved, lost, excluded, pending, *_ = decided.units
    if excluded:
        return decided  # out whether or not the condition holds
    most = achieved + lost + pending
    known = (points_of(achieved, decided.scale), points_of(achieved + pending, decided.scale))
    points = known if pending < most else decided.if_applies
    because = FactUnknown(rule.code, rule.facts, points, () if decided.if_applies else rule.rules)
    return decided._replace(units=open_units(most), because=(because,))
