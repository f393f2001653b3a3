"""Points that rules give at each stage, compared with what was entered: the rows that the engine then scores."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import NamedTuple

import attrs

from cchc_rules.compile import RuleTree
from cchc_rules.compile.rules import RowRule
from cchc_rules.evaluate.causes import Step
from cchc_rules.evaluate.rule_points import applied
from cchc_rules.frozen import frozen
from cchc_rules.meaning.facts_of_sheet import facts_by_stage, replaced_by
from cchc_rules.meaning.situation import NO_PEERS, Peers, Situation
from cchc_rules.meaning.trace import RuleResult
from cchc_rules.model.rule import Precedence
from cchc_rules.model.sheet import NOT_APPLICABLE, Entry, EntryValue, FactEntry, NotApplicable, Row, Sheet
from cchc_rules.model.stages import OF_THE_UNIT, Stage
from cchc_rules.results.reasons import Because, Computed, Corrected, Correction, Differs, PointsOpen
from cchc_rules.source import fold_name

_Placed = tuple[int, FactEntry]
_BY_SURVEY = (Stage.SURVEY,)


class RuleRow(NamedTuple):
    """A row with the points its rule gives in the place of entries, and what there is to say about it.

    `open` is what the deciding stage's rule could not settle for want of facts, `steps` what each stage left.
    `left_out`: by the unit's own facts, without its asking, the row does not apply.
    """

    row: Row
    because: tuple[Because, ...]
    open: PointsOpen | None = None
    steps: tuple[Step, ...] = ()
    left_out: bool = False


@frozen
class Stand:
    """The facts of a sheet as every stage sees them; made once for all rows."""

    sheet: Sheet
    tree: RuleTree
    peers: Peers = NO_PEERS

    @cached_property
    def situations(self) -> dict[Stage, Situation]:
        """What rules are applied in at each stage, for a row of any maximum."""
        h, rules = self.sheet.header, self.tree.rules
        return {
            stage: Situation(
                known,
                rules.declared,
                h.unit,
                h.kind,
                h.year,
                work_days=rules.work_days,
                peers=self.peers,
            )
            for stage, known in facts_by_stage(self.sheet).items()
        }

    def reported(self, rule: RowRule) -> list[FactEntry]:
        """What anybody reported of the facts a rule reads, in the order of the sheet."""
        found = [placed for name in rule.facts for placed in self._reported.get(name, ())]
        return [f for _, f in (sorted(found, key=_place) if len(rule.facts) > 1 else found)]

    @cached_property
    def _reported(self) -> dict[str, list[_Placed]]:
        """Facts with a value by folded name, each with its place in the sheet."""
        found: dict[str, list[_Placed]] = {}
        for place, fact in enumerate(self.sheet.facts):
            if fact.value is not None:
                found.setdefault(fold_name(fact.name), []).append((place, fact))
        return found


def _place(placed: _Placed) -> int:
    return placed[0]


def rule_rows(tree: RuleTree, sheet: Sheet, order: tuple[Stage, ...], peers: Peers = NO_PEERS) -> dict[str, RuleRow]:
    """Rows that have a rule, by code. `order` are the stages that may decide, the strongest first."""
    if not tree.ruled:
        return {}
    rows = {r.code.text: r for r in sheet.rows}
    stand = Stand(sheet, tree, peers)
    claimed = {r.code.text for r in sheet.rows if r.claim is not None}
    made: dict[str, RuleRow] = {}
    for node, rule in tree.ruled:
        code = node.criterion.code
        row = rows.get(code.text) or Row(code)
        silent = bool(claimed) and not claimed.isdisjoint(node.path)
        made[code.text] = _row(stand, rule, row, _BY_SURVEY if node.survey else order, silent)
    return made


def _row(stand: Stand, rule: RowRule, row: Row, order: tuple[Stage, ...], silent: bool) -> RuleRow:
    """`silent`: the unit claims that the row does not apply, so its facts are no score of its own."""
    entries = {e.stage: e for e in row.entries}
    because: list[Because] = []
    steps: list[Step] = []
    still_open: dict[Stage, PointsOpen] = {}
    left_out = False
    reported = stand.reported(rule)
    for stage, own in _acting(order, stand.tree.lineup.order):
        entered = entries.get(stage)
        touched = tuple([f for f in reported if f.stage in own])
        if not _acts(rule, entered, touched) or (silent and stage is Stage.SELF):
            continue
        situation = stand.situations[stage]
        result = applied(rule, situation)
        corrected = _corrected(rule, stage, stand, (reported, touched), result)
        because += [corrected] if corrected is not None else []
        because += _reasons(stage, entered, result, touched, rule)
        if _stands(rule, entered):
            steps += [Step(stage, entered)] if entered is not None else []
            continue
        if not result.settled:
            still_open[stage] = PointsOpen(stage, result)
        left_out = left_out or (stage is Stage.SELF and result.excluded is True)
        entries[stage] = _entry(stage, entered, result, touched)
        steps.append(Step(stage, entries[stage], result, corrected, touched))
    built = tuple([entries[s] for s in stand.tree.lineup.order if s in entries])
    made = Row(row.code, row.title, built, row.claim, row.at, row.trivia, row.partial)
    return RuleRow(made, tuple(because), _deciding_open(entries, still_open, order), tuple(steps), left_out)


def _corrected(
    rule: RowRule,
    stage: Stage,
    stand: Stand,
    facts: tuple[Sequence[FactEntry], tuple[FactEntry, ...]],
    after: RuleResult,
) -> Corrected | None:
    """The facts that a stage changed, and what the rule would give had it not; None where it changed nothing.

    `facts` are those that anybody reported, and those of the stage itself.
    """
    if stage is Stage.SELF:
        return None
    reported, touched = facts
    s, order = stand.situations[stage], stand.tree.lineup.facts
    pairs = [(replaced_by(reported, f, order), f) for f in touched if f.stage == stage]
    changes = tuple([Correction(old, new) for old, new in pairs if old is not None and old.value != new.value])
    if not changes:
        return None
    earlier = {fold_name(c.before.name): c.before.value for c in changes if c.before.value is not None}
    return Corrected(stage, changes, applied(rule, attrs.evolve(s, known={**s.known, **earlier})), after)


@lru_cache(maxsize=64)
def _acting(order: tuple[Stage, ...], every: tuple[Stage, ...]) -> tuple[tuple[Stage, tuple[Stage, ...]], ...]:
    """Stages whose rule is applied, in their order: those that may decide, and the unit's own beside them.

    With each come the stages whose facts are its own.
    """
    stages = order if order == _BY_SURVEY else tuple(s for s in every if s in order or s is Stage.SELF)
    return tuple((s, OF_THE_UNIT if s in OF_THE_UNIT else (s,)) for s in stages)


def _deciding_open(
    entries: dict[Stage, Entry], still_open: dict[Stage, PointsOpen], order: tuple[Stage, ...]
) -> PointsOpen | None:
    for stage in order:
        if stage in still_open:
            return still_open[stage]
        if stage in entries and entries[stage].value is not None:
            return None
    return None


def _acts(rule: RowRule, entered: Entry | None, touched: tuple[FactEntry, ...]) -> bool:
    """Whether a stage has said anything that the rule can work on; a rule without facts needs no word."""
    said = entered is not None and entered.value is not None
    return said or bool(touched) or not rule.facts


def _stands(rule: RowRule, entered: Entry | None) -> bool:
    """Whether what was entered counts: always where it says not applicable, else by the rubric's precedence."""
    if entered is None or entered.value is None:
        return False
    return isinstance(entered.value, NotApplicable) or rule.precedence is Precedence.ENTERED


def _reasons(
    stage: Stage, entered: Entry | None, result: RuleResult, touched: tuple[FactEntry, ...], rule: RowRule
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
    at = touched[0].at if touched else entered.at if entered is not None else None
    # Reasons given by whoever entered points, then those given with each fact; mostly there are none.
    spoken = [said for said in (entered, *touched) if said is not None and (said.reason or said.evidence or said.by)]
    if not spoken:
        return Entry(stage, value, None, (), None, at)
    reasons = dict.fromkeys([said.reason for said in spoken if said.reason])
    given = entered.reason if entered is not None and entered.reason else "; ".join(reasons)
    evidence = tuple(dict.fromkeys([e for said in spoken for e in said.evidence]))
    by = next((said.by for said in spoken if said.by), None)
    return Entry(stage, value, given or None, evidence, by, at)


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
