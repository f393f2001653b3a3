"""Evaluate one sheet against a rule tree: a full scorecard, exact to the digit."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from itertools import pairwise, zip_longest

from attrs import evolve

from cchc_rules.compile import Guard, RuleTree, TreeNode
from cchc_rules.evaluate.bounds import index_over, most_of
from cchc_rules.evaluate.causes import booked
from cchc_rules.evaluate.decisions import Rated, Result, rate
from cchc_rules.evaluate.deductions import kept_of
from cchc_rules.evaluate.final_points import bucket_score, final_of
from cchc_rules.evaluate.groups import counted, not_chosen
from cchc_rules.evaluate.open_rows import by_open_rule, may_leave, widened
from cchc_rules.evaluate.quotas import limits_of, may_be_rated
from cchc_rules.evaluate.rating import consequence_result, thresholds_for
from cchc_rules.evaluate.rows import Scale, by_rule, decide, deciding_order
from cchc_rules.evaluate.rule_rows import RuleRow, open_bounds, rule_rows, with_rows
from cchc_rules.meaning.acceptances import written_out
from cchc_rules.meaning.conditions import holds, waits_for
from cchc_rules.meaning.facts_of_sheet import situation_of
from cchc_rules.meaning.situation import NO_PEERS, Peers, Situation
from cchc_rules.model.code import Code
from cchc_rules.model.sheet import Claim, Row, Sheet
from cchc_rules.model.stages import USUAL, Stage
from cchc_rules.results.final import BucketScore
from cchc_rules.results.ledger import Ledger, amounts_of
from cchc_rules.results.node_score import BEFORE_STAGES, NodeScore, year_open
from cchc_rules.results.reasons import ExcludedByRule, FactUnknown
from cchc_rules.results.scorecard import Index, Scorecard, View

Units = tuple[int, ...]
_USUAL_COLUMNS = BEFORE_STAGES + len(USUAL)
Buckets = tuple[BucketScore, ...]
Nodes = tuple[NodeScore, ...]
Fields = tuple[tuple[Code, Index | None], ...]
Ends = tuple[Fraction, Fraction]


def evaluate(tree: RuleTree, sheet: Sheet, view: View = View.FINAL, peers: Peers = NO_PEERS) -> Scorecard:
    """The scorecard of a sheet that has been checked against the same rubric.

    Points are summed as whole numbers of a scale common to the rubric and the sheet, with what rules add to it.
    `peers` are the bests of all units of the year, for rules that compare with them.
    """
    sheet = written_out(tree.rubric, sheet)
    facts = _facts(tree, sheet, peers)
    nodes, looked = _nodes(tree, sheet, view, peers, facts)
    buckets = []
    for stated, inner in zip(tree.rubric.buckets, tree.buckets, strict=True):
        rows, rows_looked = _nodes(inner, sheet, view, peers, facts)
        buckets.append(bucket_score(stated, rows))
        looked = looked or rows_looked
    return _scorecard(tree, sheet, view, nodes, tuple(buckets), looked, facts)


def _facts(tree: RuleTree, sheet: Sheet, peers: Peers) -> Situation:
    """The facts of the sheet as conditions see them that decide what applies and how it is rated."""
    h, r = sheet.header, tree.rules
    around = Situation({}, r.declared, h.unit, h.kind, h.year, work_days=r.work_days, peers=peers)
    return situation_of(sheet, around)


def _nodes(tree: RuleTree, sheet: Sheet, view: View, peers: Peers, facts: Situation) -> tuple[Nodes, bool]:
    """The score of every row and group in the order of the table; whether any looks at a best that may change."""
    ruled = rule_rows(tree, sheet, deciding_order(tree, view), peers)
    if tree.surveys:
        from cchc_rules.evaluate.survey_rows import survey_rows  # most rubrics have no questionnaire

        ruled |= survey_rows(tree, sheet)
    sheet = with_rows(sheet, ruled)
    scale = widened(Scale.of(tree, sheet), open_bounds(ruled)) if ruled else Scale.of(tree, sheet)
    scores = _rows(tree, sheet, view, ruled, scale, facts)
    if tree.choices:
        scores |= not_chosen(tree, sheet, scores)
    for group in tree.groups:
        below = [scores[child] for child in group.children]
        units = (
            counted(group.method, group, tree, below) if group.method is not None else _total([b.units for b in below])
        )
        scores[group.position] = NodeScore(tree.nodes[group.position].criterion, units, scale.size)
    nodes = tuple(scores[i] for i in range(len(tree.nodes)))
    return nodes, bool(ruled) and year_open(nodes)


# ---- rows


def _rows(
    tree: RuleTree, sheet: Sheet, view: View, ruled: Mapping[str, RuleRow], scale: Scale, facts: Situation
) -> dict[int, NodeScore]:
    """The score of every row by its place in the tree."""
    given = {r.code.text: r for r in sheet.rows}
    claims = {code: (row.code, row.claim) for code, row in given.items() if row.claim is not None}
    order = deciding_order(tree, view)
    factor = scale.size // tree.scale
    found: dict[int, NodeScore] = {}
    for place, node in enumerate(tree.nodes):
        if not node.is_leaf:
            continue
        row, most, claim = given.get(node.path[-1]), node.max_units * factor, None
        rule = _guarded(node.guards, facts) if node.guards else None
        if isinstance(rule, ExcludedByRule):
            found[place] = by_rule(node, row, rule, most, scale.size)
            continue
        if claims and not claims.keys().isdisjoint(node.path):
            claim = next(claims[c] for c in node.path if c in claims)
        applied = ruled.get(node.path[-1]) if ruled else None
        if applied is None:
            decided = decide(node, row, claim, order, most, scale)
        else:
            decided = _scored_by_rule(node, row, claim, order, most, scale, applied)
        if node.criterion.deducts:
            decided = kept_of(decided, scale.columns)
        found[place] = decided if rule is None else may_leave(decided, rule)
    return found


def _scored_by_rule(
    node: TreeNode,
    row: Row | None,
    claim: tuple[Code, Claim] | None,
    order: tuple[Stage, ...],
    most: int,
    scale: Scale,
    applied: RuleRow,
) -> NodeScore:
    """The score of a row whose points a rule gives."""
    if applied.open is not None:
        # A claim does not close it: who looks at the facts of the row has not taken the claim as it stands.
        return booked(
            by_open_rule(node, applied, applied.open, most, scale.size),
            applied.steps,
            applied.open.stage,
            scale.columns,
        )
    decided = decide(node, row, claim, order, most, scale, not applied.left_out)
    return booked(decided._replace(because=(*decided.because, *applied.because)), applied.steps, None, scale.columns)


def _guarded(guards: tuple[Guard, ...], facts: Situation) -> ExcludedByRule | FactUnknown | None:
    unknown: list[Guard] = []
    for guard in guards:
        truth = holds(guard.condition, facts)
        if truth is None:
            unknown.append(guard)
        elif truth is guard.excludes:
            return ExcludedByRule(guard.code, guard.rule)
    if not unknown:
        return None
    missing = waits_for(unknown[0].condition, facts)
    return FactUnknown(unknown[0].code, missing, rules=tuple(g.rule.value for g in unknown))


# ---- sums


def _total(parts: Iterable[Units]) -> Units:
    # Written out, for it runs for every group of every unit; mapping `sum` over columns takes twice as long.
    parts = tuple(parts)
    if any(len(part) > _USUAL_COLUMNS for part in parts):  # stages that a rubric names itself have columns behind
        return tuple(map(sum, zip_longest(*parts, fillvalue=0)))
    achieved = lost = excluded = pending = by_self = by_appraisal = by_review = by_survey = by_limit = over = 0
    for part in parts:
        n_achieved, n_lost, n_excluded, n_pending, n_limit, n_over, n_self, n_appraisal, n_review, n_survey = part
        achieved += n_achieved
        lost += n_lost
        excluded += n_excluded
        pending += n_pending
        by_self += n_self
        by_appraisal += n_appraisal
        by_review += n_review
        by_survey += n_survey
        by_limit += n_limit
        over += n_over
    return achieved, lost, excluded, pending, by_limit, over, by_self, by_appraisal, by_review, by_survey


# ---- the scorecard


def _leaving(total: Ledger, nodes: Nodes) -> bool:
    """Whether a row may leave the maximum with its points known, so that points alone do not make a band."""
    return total.pending > 0 and any(n.if_applies is not None for n in nodes)


def _rated(
    tree: RuleTree,
    index: Index | None,
    by_field: Fields,
    ends: Ends,
    nodes: Callable[[], Nodes],
    facts: Situation,
) -> Rated:
    """The rating; what only conditions look at is not gathered where there are none."""
    given = tree.rubric.provisions.disqualifiers
    asked = bool(given) or any(b.value.scope is not None for b in tree.bands)
    return rate(tree.bands, given, Result(facts, index, by_field, nodes() if asked else (), ends))


def _indexes(tree: RuleTree, nodes: Nodes) -> Fields:
    parts = pairwise((*tree.fields, len(nodes)))
    heads = ((nodes[start], start, end) for start, end in parts)
    return tuple((f.criterion.code, index_over(f.units, f.scale, nodes, start, end)) for f, start, end in heads)


def _scorecard(
    tree: RuleTree, sheet: Sheet, view: View, nodes: Nodes, buckets: Buckets, looked: bool, facts: Situation
) -> Scorecard:
    fields = [nodes[i] for i in tree.fields]
    units, scale = _total([f.units for f in fields]), fields[0].scale
    total, taken = amounts_of(units, scale)
    by_field = _indexes(tree, nodes)
    made = final_of(tree.rubric.provisions, total, nodes, buckets)
    final, index = made if made is not None else (None, index_over(units, scale, nodes))
    ends = (final.low, final.high) if final is not None else (total.achieved, most_of(total, nodes))
    rated = _rated(tree, index, by_field, ends, lambda: (*nodes, *(n for b in buckets for n in b.nodes)), facts)
    alone, limited = rated.possible, limits_of(tree.rubric.provisions.quotas, facts)
    among_others = evolve(rated, possible=may_be_rated(alone, limited, tree.bands)) if limited else rated
    needed = () if _leaving(total, nodes) else thresholds_for(alone, index, total, final)
    open_points = total.pending > 0 or (final is not None and final.pending)
    may_change = view != View.FINAL or open_points or rated.open or looked
    return Scorecard(
        tree.rubric,
        sheet.header,
        view,
        may_change or among_others.open,
        total,
        taken,
        index,
        among_others.band,
        among_others.possible,
        needed,
        nodes,
        tuple(i for _, i in by_field),
        tuple(consequence_result(c, index, by_field) for c in tree.consequences),
        final,
        rated.decisions,
        rated.unrated,
        rated.by_points,
        (*sheet.carried, *sheet.facts),
        alone,
        limited,
        provisional_alone=may_change,
    )
