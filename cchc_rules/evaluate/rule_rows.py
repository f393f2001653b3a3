"""Points that rules give at each stage, put beside what was entered: the rows as the engine decides them."""

from collections.abc import Mapping
from fractions import Fraction

import attrs
from attrs import frozen

from cchc_rules.compile import RuleTree, TreeNode
from cchc_rules.compile.rules import RowRule
from cchc_rules.evaluate.causes import Step
from cchc_rules.model.rule import Precedence, Rule
from cchc_rules.model.rule_engine import apply
from cchc_rules.model.rule_result import RuleResult
from cchc_rules.model.scorecard import Because, Computed, Corrected, Correction, Differs, PointsOpen
from cchc_rules.model.sheet import NOT_APPLICABLE, Entry, EntryValue, FactEntry, NotApplicable, Row, Sheet
from cchc_rules.model.situation import NO_PEERS, Peers, Situation
from cchc_rules.model.stages import Stage
from cchc_rules.model.truth import SEEN, facts_at, replaced_by
from cchc_rules.source import fold_name

_OWN = {
    Stage.SELF: frozenset({Stage.SELF, Stage.SURVEY}),
    Stage.SURVEY: frozenset({Stage.SELF, Stage.SURVEY}),
}


@frozen
class RuleRow:
    """A row with the points its rule gives in the place of entries, and what there is to say about it.

    `open` is what the deciding stage's rule could not settle for want of facts, `steps` what each stage left.
    """

    row: Row
    because: tuple[Because, ...]
    open: PointsOpen | None = None
    steps: tuple[Step, ...] = ()


@frozen
class Stand:
    """The facts of a sheet as every stage sees them; made once for all rows."""

    sheet: Sheet
    tree: RuleTree
    peers: Peers = NO_PEERS

    def situation(self, stage: Stage, maximum: Fraction) -> Situation:
        """What a rule is applied in at a stage."""
        h, rules = self.sheet.header, self.tree.rules
        known = facts_at(self.sheet, SEEN[stage])
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
    read = tuple(f for f in stand.sheet.facts if f.value is not None and fold_name(f.name) in rule.facts)
    because: list[Because] = []
    steps: list[Step] = []
    still_open: dict[Stage, PointsOpen] = {}
    stages = (Stage.SURVEY,) if node.survey else tuple(s for s in Stage if s in order or s is Stage.SELF)
    for stage in stages:
        entered = entries.get(stage)
        touched = _touching(read, stage)
        if not _acts(rule, stage, entered, touched) or (silent and stage is Stage.SELF):
            continue
        situation = stand.situation(stage, node.criterion.max)
        result = apply(rule.rule, situation)
        corrected = _corrected(read, rule.rule, stage, touched, situation, result)
        because += [corrected] if corrected is not None else []
        because += _said(stage, entered, result, touched, rule)
        if _stands(rule, entered):
            steps += [Step(stage, entered)] if entered is not None else []
            continue
        if not result.settled:
            still_open[stage] = PointsOpen(stage, result)
        entries[stage] = _entry(stage, entered, result, touched)
        steps.append(Step(stage, entries[stage], result, corrected, touched))
    built = tuple(entries[s] for s in Stage if s in entries)
    made = Row(row.code, row.title, built, row.claim, row.at, row.trivia, row.partial)
    return RuleRow(made, tuple(because), _deciding_open(entries, still_open, order), tuple(steps))


def _corrected(
    read: tuple[FactEntry, ...],
    rule: Rule,
    stage: Stage,
    touched: tuple[FactEntry, ...],
    s: Situation,
    after: RuleResult,
) -> Corrected | None:
    """The facts that a stage changed, and what the rule would give had it not; None where it changed nothing."""
    pairs = [(replaced_by(read, f), f) for f in touched if f.stage is stage]
    changes = tuple(Correction(old, new) for old, new in pairs if old is not None and old.value != new.value)
    if not changes:
        return None
    earlier = {fold_name(c.before.name): c.before.value for c in changes if c.before.value is not None}
    return Corrected(stage, changes, apply(rule, attrs.evolve(s, known={**s.known, **earlier})), after)


def _deciding_open(
    entries: dict[Stage, Entry], still_open: dict[Stage, PointsOpen], order: tuple[Stage, ...]
) -> PointsOpen | None:
    for stage in order:
        if stage in still_open:
            return still_open[stage]
        if stage in entries and entries[stage].value is not None:
            return None
    return None


def _touching(read: tuple[FactEntry, ...], stage: Stage) -> tuple[FactEntry, ...]:
    own = _OWN.get(stage, frozenset({stage}))
    return tuple(f for f in read if f.stage in own)


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
    touched: tuple[FactEntry, ...],
    rule: RowRule,
) -> list[Because]:
    said: list[Because] = [Computed(stage, result, touched)]
    points = entered.value if entered is not None else None
    if entered is not None and points is not None and not _agree(points, result):
        kept = Precedence.ENTERED if _stands(rule, entered) else Precedence.RULE
        said.append(Differs(stage, entered, result, kept))
    return said


def _agree(entered: EntryValue, result: RuleResult) -> bool:
    """What the rule cannot settle yet agrees with nothing: which of the two counts must then be said."""
    return result.excluded is True if isinstance(entered, NotApplicable) else result.exact == entered


def _entry(stage: Stage, entered: Entry | None, result: RuleResult, touched: tuple[FactEntry, ...]) -> Entry:
    """The rule's points in the place of the entry, with the reasons and evidence given for the facts."""
    value: EntryValue = NOT_APPLICABLE if result.excluded is True else result.exact
    reasons = [f.reason for f in touched if f.reason]
    given = entered.reason if entered is not None and entered.reason else "; ".join(dict.fromkeys(reasons))
    reason = given or None
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
    """The bounds of all points that rules could not settle, and what corrections moved them from."""
    opened = [r.open.result for r in ruled.values() if r.open is not None]
    undone = [step.corrected.before for r in ruled.values() for step in r.steps if step.corrected is not None]
    ends = (e for result in (*opened, *undone) for e in (result.points.low, result.points.high))
    return [e for e in ends if e is not None]
