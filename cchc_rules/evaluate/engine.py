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
    rows = _rows(tree, sheet, view, scale)
    units = _sum_up(tree, rows)
    nodes = tuple(
        score if score is not None else NodeScore(node.criterion, u, scale)
        for node, score, u in zip(tree.nodes, rows, units, strict=True)
    )
    return _scorecard(tree, sheet, view, nodes)


def _scale(tree: RuleTree, sheet: Sheet) -> int:
    denominators = {e.value.denominator for r in sheet.rows for e in r.entries if isinstance(e.value, Fraction)}
    return lcm(tree.scale, *denominators)


# ---- rows


def _rows(tree: RuleTree, sheet: Sheet, view: View, scale: int) -> list[NodeScore | None]:
    """The score of every row, in the places of the tree; None for groups."""
    given = {r.code.text: r for r in sheet.rows}
    claims = {r.code.text: (r.code, r.claim) for r in sheet.rows if r.claim is not None}
    facts = facts_of_sheet(sheet)
    order = deciding_order(tree, view)
    factor = scale // tree.scale
    found: list[NodeScore | None] = []
    for node in tree.nodes:
        if not node.is_leaf:
            found.append(None)
            continue
        row = given.get(node.path[-1])
        most = node.max_units * factor
        rule = _guarded(node.guards, facts, sheet) if node.guards else None
        if rule is not None:
            found.append(by_rule(node, row, rule, most, scale))
            continue
        claim = next((claims[c] for c in node.path if c in claims), None) if claims else None
        found.append(decide(node, row, claim, order, most, scale))
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


def _sum_up(tree: RuleTree, rows: Sequence[NodeScore | None]) -> list[Units]:
    """Every node's units: children stand after their parents, so one pass from the end suffices."""
    parts: list[list[Units]] = [[] for _ in rows]
    units: list[Units] = [()] * len(rows)
    for i in range(len(rows) - 1, -1, -1):
        score = rows[i]
        units[i] = score.units if score is not None else _total(parts[i])
        parent = tree.nodes[i].parent
        if parent >= 0:
            parts[parent].append(units[i])
    return units


def _total(parts: Sequence[Units]) -> Units:
    return tuple(map(sum, zip(*parts, strict=True)))


# ---- the scorecard


def _scorecard(tree: RuleTree, sheet: Sheet, view: View, nodes: tuple[NodeScore, ...]) -> Scorecard:
    fields = [n for n, t in zip(nodes, tree.nodes, strict=True) if t.parent < 0]
    units, scale = _total([f.units for f in fields]), fields[0].scale
    total = ledger_of(units, scale)
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
        taken_of(units, scale),
        index,
        band,
        possible,
        thresholds,
        nodes,
        indexes,
        tuple(consequence_result(c, index, by_field) for c in tree.consequences),
    )
