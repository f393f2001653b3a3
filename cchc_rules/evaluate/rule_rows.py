"""Points that rules give at each stage, put beside what was entered: the rows as the engine decides them."""

from collections.abc import Mapping
from fractions import Fraction

import attrs
from attrs import frozen

from cchc_rules.compile import RuleTree, TreeNode
from cchc_rules.compile.rules import RowRule
from cchc_rules.model.rule import Precedence
from cchc_rules.model.rule_engine import apply
from cchc_rules.model.rule_result import RuleResult
from cchc_rules.model.scorecard import Because, Computed, Differs, PointsOpen
from cchc_rules.model.sheet import NOT_APPLICABLE, Entry, EntryValue, FactEntry, NotApplicable, Row, Sheet
from cchc_rules.model.situation import NO_PEERS, Peers, Situation
from cchc_rules.model.stages import Stage
from cchc_rules.model.truth import facts_at
from cchc_rules.source import fold_name

_SEEN = {
    Stage.SELF: frozenset({Stage.SELF, Stage.SURVEY}),
    Stage.SURVEY: frozenset({Stage.SELF, Stage.SURVEY}),
    Stage.APPRAISAL: frozenset({Stage.SELF, Stage.SURVEY, Stage.APPRAISAL}),
    Stage.REVIEW: frozenset(Stage),
}
BY_RULE = "theo cách chấm của bộ tiêu chí"
"""The reason of an entry that a rule made not applicable, where nobody gave another."""

_OWN = {
    Stage.SELF: frozenset({Stage.SELF, Stage.SURVEY}),
    Stage.SURVEY: frozenset({Stage.SELF, Stage.SURVEY}),
}


@frozen
class RuleRow:
    """A row with the points its rule gives in the place of entries, and what there is to say about it.

    `open` is what the deciding stage's rule could not settle for want of facts. `left_out`: by the unit's own
    facts, without its asking, the row does not apply.
    """

    row: Row
    because: tuple[Because, ...]
    open: PointsOpen | None = None
    left_out: bool = False


@frozen
class Stand:
    """The facts of a sheet as every stage sees them; made once for all rows."""

    sheet: Sheet
    tree: RuleTree
    peers: Peers = NO_PEERS

    def situation(self, stage: Stage, maximum: Fraction) -> Situation:
        """What a rule is applied in at a stage."""
        h, rules = self.sheet.header, self.tree.rules
        known = facts_at(self.sheet, _SEEN[stage])
        return Situation(
            known, rules.declared, h.unit, h.kind, h.year, maximum, holidays=rules.holidays, peers=self.peers
        )


def rule_rows(tree: RuleTree, sheet: Sheet, order: tuple[Stage, ...], peers: Peers = NO_PEERS) -> dict[str, RuleRow]:
    """Rows that have a rule, by code. `order` are the stages that may decide, the strongest first."""
    ruled = [n for n in tree.nodes if n.rule is not None and n.is_leaf]
    if not ruled:
        return {}
    rows = {r.code.text: r for r in sheet.rows}
    stand = Stand(sheet, tree, peers)
    claimed = {r.code.text for r in sheet.rows if r.claim is not None}
    made: dict[str, RuleRow] = {}
    for node in ruled:
        code = node.criterion.code
        row = rows.get(code.text) or Row(code)
        stages = (Stage.SURVEY,) if node.survey else order
        if node.rule is not None:
            silent = any(c in claimed for c in node.path)
            made[code.text] = _row(stand, node, node.rule, row, stages, silent)
    return made


def _row(stand: Stand, node: TreeNode, rule: RowRule, row: Row, order: tuple[Stage, ...], silent: bool) -> RuleRow:
    """`silent`: the unit claims that the row does not apply, so its facts are no score of its own."""
    entries = {e.stage: e for e in row.entries}
    because: list[Because] = []
    still_open: dict[Stage, PointsOpen] = {}
    left_out = False
    stages = (Stage.SURVEY,) if node.survey else tuple(s for s in Stage if s in order or s is Stage.SELF)
    for stage in stages:
        entered = entries.get(stage)
        touched = tuple(f for f in _touching(stand.sheet, rule, stage) if f.value is not None)
        if not _acts(rule, stage, entered, touched) or (silent and stage is Stage.SELF):
            continue
        result = apply(rule.rule, stand.situation(stage, node.criterion.max))
        kept = _stands(rule, entered)
        because += _said(stage, entered, result, kept, touched, rule)
        if kept:
            continue
        if not result.settled:
            still_open[stage] = PointsOpen(stage, result)
        left_out = left_out or (stage is Stage.SELF and result.excluded is True)
        entries[stage] = _entry(stage, entered, result, touched)
    built = tuple(entries[s] for s in Stage if s in entries)
    made = Row(row.code, row.title, built, row.claim, row.at, row.trivia, row.partial)
    return RuleRow(made, tuple(because), _deciding_open(entries, still_open, order), left_out)


def _deciding_open(
    entries: dict[Stage, Entry], still_open: dict[Stage, PointsOpen], order: tuple[Stage, ...]
) -> PointsOpen | None:
    for stage in order:
        if stage in still_open:
            return still_open[stage]
        if stage in entries and entries[stage].value is not None:
            return None
    return None


def _touching(sheet: Sheet, rule: RowRule, stage: Stage) -> tuple[FactEntry, ...]:
    own = _OWN.get(stage, frozenset({stage}))
    return tuple(f for f in sheet.facts if f.stage in own and fold_name(f.name) in rule.facts)


def _acts(rule: RowRule, stage: Stage, entered: Entry | None, touched: tuple[FactEntry, ...]) -> bool:
    """Whether a stage has said anything that the rule can work on; a rule without facts needs no word."""
    said = entered is not None and entered.value is not None
    return said or bool(touched) or not rule.facts


def _stands(rule: RowRule, entered: Entry | None) -> bool:
    """Whether what was entered counts: always where it says not applicable, else by the rubric's precedence."""
    if entered is None or entered.value is None:
        return False
    return isinstance(entered.value, NotApplicable) or rule.precedence is Precedence.ENTERED


def _said(
    stage: Stage,
    entered: Entry | None,
    result: RuleResult,
    kept: bool,
    touched: tuple[FactEntry, ...],
    rule: RowRule,
) -> list[Because]:
    said: list[Because] = [Computed(stage, result, touched)]
    points = entered.value if entered is not None else None
    if entered is not None and isinstance(points, Fraction) and result.settled and points != result.exact:
        said.append(Differs(stage, entered, result, rule.precedence))
    return said


def _entry(stage: Stage, entered: Entry | None, result: RuleResult, touched: tuple[FactEntry, ...]) -> Entry:
    """The rule's points in the place of the entry, with the reasons and evidence given for the facts."""
    value: EntryValue = NOT_APPLICABLE if result.excluded is True else result.exact
    reasons = [f.reason for f in touched if f.reason]
    given = entered.reason if entered is not None and entered.reason else "; ".join(dict.fromkeys(reasons))
    reason = given or (BY_RULE if result.excluded is True or stage is not Stage.SELF else None)
    own = entered.evidence if entered is not None else ()
    evidence = tuple(dict.fromkeys((*own, *(e for f in touched for e in f.evidence))))
    by = entered.by if entered is not None and entered.by else next((f.by for f in touched if f.by), None)
    at = touched[0].at if touched else entered.at if entered is not None else None
    return Entry(stage, value, reason, evidence, by, at)


def with_rows(sheet: Sheet, ruled: Mapping[str, RuleRow]) -> Sheet:
    """The sheet with the rows that rules made in the place of those entered."""
    if not ruled:
        return sheet
    rows = tuple(ruled[r.code.text].row if r.code.text in ruled else r for r in sheet.rows)
    given = {r.code.text for r in sheet.rows}
    return attrs.evolve(sheet, rows=(*rows, *(r.row for code, r in ruled.items() if code not in given)))


def open_bounds(ruled: Mapping[str, RuleRow]) -> list[Fraction]:
    """The bounds of all points that rules could not settle."""
    ends = (
        e for r in ruled.values() if r.open is not None for e in (r.open.result.points.low, r.open.result.points.high)
    )
    return [e for e in ends if e is not None]
