"""Evaluate one sheet against a rule tree: a full scorecard, exact to the digit."""

from collections.abc import Mapping
from fractions import Fraction
from math import lcm

from attrs import frozen

from cchc_rules.compile import Guard, RuleTree, TreeNode
from cchc_rules.evaluate.rating import bands_for, consequence_result, index_of
from cchc_rules.evaluate.rows import Finding, by_rule, decide, deciding_order, entries_of
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import ExcludedWhen
from cchc_rules.model.scorecard import (
    ExcludedByRule,
    FactUnknown,
    Ledger,
    NodeScore,
    Scorecard,
    State,
    Taken,
    View,
)
from cchc_rules.model.sheet import Claim, EntryValue, Row, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.model.truth import Facts, facts_of_sheet, holds

_TAKEN = {Stage.SELF: 0, Stage.APPRAISAL: 1, Stage.REVIEW: 2, Stage.SURVEY: 3}


@frozen
class _Row:
    finding: Finding
    row: Row | None


def evaluate(tree: RuleTree, sheet: Sheet, view: View = View.FINAL) -> Scorecard:
    """The scorecard of a sheet that has been checked against the same rubric.

    Points are summed as whole numbers of 1/scale, scale being common to the rubric and the sheet.
    """
    scale = _scale(tree, sheet)
    factor = scale // tree.scale
    decided = _decide_rows(tree, sheet, view)
    sums = _sum_up(tree, decided, scale, factor)
    points = _Points(scale)
    nodes = tuple(
        _node_score(node, sums[i], node.max_units * factor, decided.get(i), points)
        for i, node in enumerate(tree.nodes)
    )
    return _scorecard(tree, sheet, view, nodes)


def _scale(tree: RuleTree, sheet: Sheet) -> int:
    denominators = {e.value.denominator for r in sheet.rows for e in r.entries if isinstance(e.value, Fraction)}
    return lcm(tree.scale, *denominators)


class _Points(dict[int, Fraction]):
    """Units as points; the same few values recur, so each is made once."""

    def __init__(self, scale: int) -> None:
        super().__init__()
        self.scale = scale

    def __missing__(self, units: int) -> Fraction:
        made = self[units] = Fraction(units, self.scale)
        return made


# ---- rows


def _decide_rows(tree: RuleTree, sheet: Sheet, view: View) -> dict[int, _Row]:
    rows = {r.code.text: r for r in sheet.rows}
    claims = {r.code.text: (r.code, r.claim) for r in sheet.rows if r.claim is not None}
    facts = facts_of_sheet(sheet)
    order = deciding_order(tree, view)
    decided: dict[int, _Row] = {}
    for i, node in enumerate(tree.nodes):
        if node.is_leaf:
            row = rows.get(node.path[-1])
            decided[i] = _Row(_finding(node, row, claims, facts, sheet, order), row)
    return decided


def _finding(
    node: TreeNode,
    row: Row | None,
    claims: Mapping[str, tuple[Code, Claim]],
    facts: Facts,
    sheet: Sheet,
    order: tuple[Stage, ...],
) -> Finding:
    if node.guards:
        rule = _guarded(node.guards, facts, sheet)
        if rule is not None:
            return by_rule(rule)
    claim = next((claims[c] for c in node.path if c in claims), None) if claims else None
    return decide(node, entries_of(row), claim, order)


def _guarded(guards: tuple[Guard, ...], facts: Facts, sheet: Sheet) -> ExcludedByRule | FactUnknown | None:
    unknown: FactUnknown | None = None
    for guard in guards:
        rule = guard.rule.value
        condition = rule.condition  # type: ignore[union-attr]  # claim policies are no guards
        truth = holds(condition, facts, sheet.header.unit, sheet.header.kind)
        if truth is None:
            unknown = unknown or FactUnknown(guard.code, facts.unknown_in(condition))
        elif truth == isinstance(rule, ExcludedWhen):
            return ExcludedByRule(guard.code, guard.rule)
    return unknown


# ---- sums


def _sum_up(tree: RuleTree, decided: Mapping[int, _Row], scale: int, factor: int) -> list[list[int]]:
    sums = [[0] * 8 for _ in tree.nodes]
    for i in range(len(tree.nodes) - 1, -1, -1):
        node = tree.nodes[i]
        own = sums[i]
        if node.is_leaf:
            _enter(own, decided[i].finding, node.max_units * factor, scale)
        if node.parent >= 0:
            above = sums[node.parent]
            for k in range(8):
                above[k] += own[k]
    return sums


def _enter(own: list[int], finding: Finding, max_units: int, scale: int) -> None:
    if finding.points is not None:
        units = finding.points.numerator * (scale // finding.points.denominator)
        own[0], own[1] = units, max_units - units
        for stage, taken in finding.taken:
            own[4 + _TAKEN[stage]] = taken.numerator * (scale // taken.denominator)
    elif finding.excluded:
        own[2] = max_units
    else:
        own[3] = max_units


# ---- the scorecard


def _node_score(node: TreeNode, sums: list[int], max_units: int, decided: _Row | None, points: _Points) -> NodeScore:
    achieved, lost, excluded, pending = (points[u] for u in sums[:4])
    ledger = Ledger(points[max_units], achieved, lost, excluded, pending)
    taken = Taken(*(points[u] for u in sums[4:]))
    state = State.PENDING if sums[3] else State.NOT_APPLICABLE if sums[2] == max_units else State.SCORED
    if decided is None:
        return NodeScore(node.criterion, state, ledger, taken, final=achieved if state is State.SCORED else None)
    entered = _values(decided.row)
    finding = decided.finding
    return NodeScore(node.criterion, state, ledger, taken, *entered, finding.points, finding.because)


def _values(row: Row | None) -> tuple[EntryValue, EntryValue, EntryValue, EntryValue]:
    values: list[EntryValue] = [None, None, None, None]
    for entry in row.entries if row is not None else ():
        values[_TAKEN[entry.stage]] = entry.value
    return values[0], values[1], values[2], values[3]


def _scorecard(tree: RuleTree, sheet: Sheet, view: View, nodes: tuple[NodeScore, ...]) -> Scorecard:
    fields = [n for n in nodes if n.criterion.code.depth == 1]
    total, taken = _total([n.ledger for n in fields]), _taken([n.taken for n in fields])
    index = index_of(total)
    indexes = tuple(index_of(f.ledger) for f in fields)
    by_field = [(f.criterion.code, i) for f, i in zip(fields, indexes, strict=True)]
    band, possible, thresholds = bands_for(tree.bands, index, total)
    return Scorecard(
        tree.rubric,
        sheet.header,
        view,
        view is not View.FINAL or total.pending > 0,
        total,
        taken,
        index,
        band,
        possible,
        thresholds,
        nodes,
        indexes,
        tuple(consequence_result(c, index, by_field) for c in tree.consequences),
    )


def _total(ledgers: list[Ledger]) -> Ledger:
    return Ledger(*(_sum([getattr(g, name) for g in ledgers]) for name in _LEDGER))


def _taken(taken: list[Taken]) -> Taken:
    return Taken(*(_sum([getattr(t, name) for t in taken]) for name in _TAKEN_BY))


_LEDGER = ("max", "achieved", "lost", "excluded", "pending")
_TAKEN_BY = ("by_self", "by_appraisal", "by_review", "by_survey")


def _sum(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0))
