"""Evaluate one sheet against a rule tree: a full scorecard, exact to the digit."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from cchc_rules.compile import Guard, RuleTree
from cchc_rules.evaluate.rating import bands_for, consequence_result, index_of
from cchc_rules.evaluate.rows import by_rule, decide, deciding_order
from cchc_rules.model.scorecard import (
    ExcludedByRule,
    FactUnknown,
    NodeScore,
    Scorecard,
    View,
    ledger_of,
    taken_of,
)
from cchc_rules.model.sheet import Sheet
from cchc_rules.model.truth import Facts, facts_of_sheet, holds

Units = tuple[int, ...]


def evaluate(tree: RuleTree, sheet: Sheet, view: View = View.FINAL) -> Scorecard:
    """The scorecard of a sheet that has been checked against the same rubric.

    Points are summed as whole numbers of 1/scale, scale being common to the rubric and the sheet.
    """
    scale = _scale(tree, sheet)
    scores = _rows(tree, sheet, view, scale)
    for group in tree.groups:
        units = _total([scores[child].units for child in group.children])
        scores[group.position] = NodeScore(tree.nodes[group.position].criterion, units, scale)
    return _scorecard(tree, sheet, view, tuple(scores[i] for i in range(len(tree.nodes))))


def _scale(tree: RuleTree, sheet: Sheet) -> int:
    denominators = {e.value.denominator for r in sheet.rows for e in r.entries if isinstance(e.value, Fraction)}
    return lcm(tree.scale, *denominators)


# ---- rows


def _rows(tree: RuleTree, sheet: Sheet, view: View, scale: int) -> dict[int, NodeScore]:
    """The score of every row by its place in the tree."""
    given = {r.code.text: r for r in sheet.rows}
    claims = {code: (row.code, row.claim) for code, row in given.items() if row.claim is not None}
    facts = facts_of_sheet(sheet)
    order = deciding_order(tree, view)
    factor = scale // tree.scale
    found: dict[int, NodeScore] = {}
    for place, node in enumerate(tree.nodes):
        if not node.is_leaf:
            continue
        row, most, claim = given.get(node.path[-1]), node.max_units * factor, None
        rule = _guarded(node.guards, facts, sheet) if node.guards else None
        if rule is not None:
            found[place] = by_rule(node, row, rule, most, scale)
            continue
        if not claims.keys().isdisjoint(node.path):
            claim = next(claims[c] for c in node.path if c in claims)
        found[place] = decide(node, row, claim, order, most, scale)
    return found


def _guarded(guards: tuple[Guard, ...], facts: Facts, sheet: Sheet) -> ExcludedByRule | FactUnknown | None:
    unknown: FactUnknown | None = None
    for guard in guards:
        truth = holds(guard.condition, facts, sheet.header.unit, sheet.header.kind)
        if truth is None:
            unknown = unknown or FactUnknown(guard.code, facts.unknown_in(guard.condition))
        elif truth is guard.excludes:
            return ExcludedByRule(guard.code, guard.rule)
    return unknown


# ---- sums


def _total(parts: Sequence[Units]) -> Units:
    return tuple(map(sum, zip(*parts, strict=True)))


# ---- the scorecard


def _scorecard(tree: RuleTree, sheet: Sheet, view: View, nodes: tuple[NodeScore, ...]) -> Scorecard:
    fields = [n for n, t in zip(nodes, tree.nodes, strict=True) if t.parent < 0]
    units, scale = _total([f.units for f in fields]), fields[0].scale
    total = ledger_of(units, scale)
    index = index_of(units, scale)
    indexes = tuple(index_of(f.units, scale) for f in fields)
    by_field = [(f.criterion.code, i) for f, i in zip(fields, indexes, strict=True)]
    band, possible, thresholds = bands_for(tree.bands, index, total)
    return Scorecard(
        tree.rubric,
        sheet.header,
        view,
        view is not View.FINAL or total.pending > 0,
        total,
        taken_of(units, scale),
        index,
        band,
        possible,
        thresholds,
        nodes,
        indexes,
        tuple(consequence_result(c, index, by_field) for c in tree.consequences),
    )
