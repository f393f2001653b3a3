"""Evaluate one sheet against a rule tree: a full scorecard, exact to the digit."""

from collections.abc import Mapping
from fractions import Fraction
from math import lcm
from operator import add

from cchc_rules.compile import Guard, RuleTree, TreeNode
from cchc_rules.evaluate.decisions import Result, rate
from cchc_rules.evaluate.final import bucket_score, final_of
from cchc_rules.evaluate.rating import consequence_result, index_of, thresholds_for
from cchc_rules.evaluate.rows import (
    Finding,
    Scale,
    by_open_rule,
    by_rule,
    decide,
    deciding_order,
    open_denominators,
    with_rule,
)
from cchc_rules.evaluate.rule_rows import RuleRow, rule_rows
from cchc_rules.model.final import BucketScore
from cchc_rules.model.scorecard import (
    Computed,
    ExcludedByRule,
    FactUnknown,
    Ledger,
    NodeScore,
    Scorecard,
    State,
    Taken,
    View,
)
from cchc_rules.model.sheet import Row, Sheet
from cchc_rules.model.situation import NO_PEERS, Peers
from cchc_rules.model.stages import Stage
from cchc_rules.model.truth import Facts, facts_of_sheet, holds

_GROUP = Finding(None, (0, 0, 0, 0, 0, 0, 0, 0))


def evaluate(tree: RuleTree, sheet: Sheet, view: View = View.FINAL, peers: Peers = NO_PEERS) -> Scorecard:
    """The scorecard of a sheet that has been checked against the same rubric.

    Points are summed as whole numbers of 1/scale, scale being common to the rubric, the sheet and its rules.
    `peers` are the bests of all units of the year, for rules that compare with them.
    """
    nodes = _rows(tree, sheet, view, peers)
    buckets = tuple(
        bucket_score(stated, _rows(inner, sheet, view, peers))
        for stated, inner in zip(tree.rubric.buckets, tree.buckets, strict=True)
    )
    return _scorecard(tree, sheet, view, nodes, buckets)


def _rows(tree: RuleTree, sheet: Sheet, view: View, peers: Peers) -> tuple[NodeScore, ...]:
    order = deciding_order(tree, view)
    ruled = rule_rows(tree, sheet, order, peers)
    scale = Scale(_scale(tree, sheet, ruled))
    rows = {r.code.text: r for r in sheet.rows} | {code: r.row for code, r in ruled.items()}
    findings = _find(tree, sheet, rows, ruled, order, scale)
    sums = _sum_up(tree, findings)
    return tuple(
        _node_score(node, sums[i], findings[i], rows.get(node.path[-1]), scale) for i, node in enumerate(tree.nodes)
    )


def _scale(tree: RuleTree, sheet: Sheet, ruled: Mapping[str, RuleRow]) -> int:
    rows = (*sheet.rows, *(r.row for r in ruled.values()))
    denominators = {e.value.denominator for r in rows for e in r.entries if isinstance(e.value, Fraction)}
    denominators |= {d for r in ruled.values() if r.open is not None for d in open_denominators(r.open)}
    return lcm(tree.scale, *denominators)


# ---- rows


def _find(
    tree: RuleTree,
    sheet: Sheet,
    rows: Mapping[str, Row],
    ruled: Mapping[str, RuleRow],
    order: tuple[Stage, ...],
    scale: Scale,
) -> list[Finding]:
    claims = {r.code.text: (r.code, r.claim) for r in sheet.rows if r.claim is not None}
    facts = facts_of_sheet(sheet)
    factor = scale.size // tree.scale
    findings: list[Finding] = []
    for node in tree.nodes:
        if not node.is_leaf:
            findings.append(_GROUP)
            continue
        rule = _guarded(node.guards, facts, sheet) if node.guards else None
        if rule is not None:
            findings.append(by_rule(rule, node.max_units * factor))
            continue
        claim = next((claims[c] for c in node.path if c in claims), None) if claims else None
        found = ruled.get(node.path[-1]) if ruled else None
        if found is not None and found.open is not None and claim is None:
            findings.append(by_open_rule(found.open, found.because, scale, node.max_units * factor))
            continue
        decided = decide(node, rows.get(node.path[-1]), claim, order, scale, node.max_units * factor)
        findings.append(decided if found is None else with_rule(decided, found.because))
    return findings


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


def _sum_up(tree: RuleTree, findings: list[Finding]) -> list[tuple[int, ...]]:
    """Every node's units: children stand after their parents, so one pass from the end suffices."""
    sums: list[tuple[int, ...]] = [f.units for f in findings]
    for i in range(len(sums) - 1, -1, -1):
        parent = tree.nodes[i].parent
        if parent >= 0:
            sums[parent] = tuple(map(add, sums[parent], sums[i]))
    return sums


def _node_score(
    node: TreeNode, units: tuple[int, ...], finding: Finding, row: Row | None, scale: Scale
) -> NodeScore:
    if units[3]:
        state = State.PENDING
    else:
        state = State.SCORED if units[0] or units[1] or not units[2] else State.NOT_APPLICABLE
    return NodeScore(node.criterion, state, units, scale.size, row, finding.points, finding.because)


# ---- the scorecard


def _provisional(node: NodeScore) -> bool:
    """Whether the points look at a best of the year that may still change."""
    return any(isinstance(b, Computed) and b.result.provisional for b in node.because)


def _scorecard(
    tree: RuleTree, sheet: Sheet, view: View, nodes: tuple[NodeScore, ...], buckets: tuple[BucketScore, ...]
) -> Scorecard:
    fields = [n for n, t in zip(nodes, tree.nodes, strict=True) if t.parent < 0]
    units = tuple(map(sum, zip(*(f.units for f in fields), strict=True)))
    points = [Fraction(u, fields[0].scale) for u in units]
    total = Ledger(Fraction(sum(f.criterion.max for f in fields)), *points[:4])
    indexes = tuple(index_of(f.ledger) for f in fields)
    by_field = tuple((f.criterion.code, i) for f, i in zip(fields, indexes, strict=True))
    made = final_of(tree.rubric.provisions, total, nodes, buckets)
    final, index = made if made is not None else (None, index_of(total))
    ends = (final.low, final.high) if final is not None else (total.achieved, total.achieved + total.pending)
    beside = tuple(n for b in buckets for n in b.nodes)
    result = Result(sheet.header, facts_of_sheet(sheet), index, by_field, (*nodes, *beside), ends)
    rated = rate(tree.bands, tree.rubric.provisions.disqualifiers, result)
    simple = final is None and all(d.holds is False for d in rated.decisions)
    return Scorecard(
        tree.rubric,
        sheet.header,
        view,
        view is not View.FINAL
        or total.pending > 0
        or (final is not None and final.pending)
        or (rated.band is None and len(rated.possible) > 1)
        or rated.unrated is None
        or any(_provisional(n) for n in (*nodes, *beside)),
        total,
        Taken(*points[4:]),
        index,
        rated.band,
        rated.possible,
        thresholds_for(rated.possible, index, total) if simple else (),
        nodes,
        indexes,
        tuple(consequence_result(c, index, by_field) for c in tree.consequences),
        final,
        rated.decisions,
        rated.unrated,
    )
