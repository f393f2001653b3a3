"""Corrected facts against what a stage may do: one that may only lower points does not raise them by a fact either."""

from collections.abc import Iterator
from fractions import Fraction

from cchc_rules.checks.sheet_frame import Frame, Node
from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.model.expression import fact_names
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rule import Precedence, Rule, facts_read
from cchc_rules.model.rule_engine import apply, is_manual
from cchc_rules.model.sheet import FactEntry, NotApplicable, Sheet
from cchc_rules.model.situation import Situation, this_year
from cchc_rules.model.stages import Power, Stage
from cchc_rules.model.truth import facts_at
from cchc_rules.source import fold_name

_OWN = frozenset({Stage.SELF, Stage.SURVEY})
_BEFORE = {Stage.APPRAISAL: _OWN, Stage.REVIEW: _OWN | {Stage.APPRAISAL}}


def check_powers(frame: Frame, sheet: Sheet) -> Iterator[Diagnostic]:
    """P412 and P413 where a corrected fact moves the points of a row the way its stage may not."""
    for stage, before in _BEFORE.items():
        power = (frame.powers or {}).get(stage)
        if power not in (Power.LOWER, Power.RAISE):
            continue
        stood = facts_at(sheet, before)
        changed = {
            fold_name(f.name): f
            for f in sheet.facts
            if f.stage is stage and f.value is not None and stood.get(fold_name(f.name)) not in (None, f.value)
        }
        for node in frame.nodes.values() if changed else ():
            yield from _row(frame, sheet, node, stage, power, changed)


def _row(
    frame: Frame, sheet: Sheet, node: Node, stage: Stage, power: Power, changed: dict[str, FactEntry]
) -> Iterator[Diagnostic]:
    c = node.criterion
    if c.rule is None or is_manual(c.rule.value) or c.survey or _spoken_for(sheet, node, c.rule.value):
        return
    moved = [f for name, f in changed.items() if name in _facts(frame, c.rule.value)]
    if not moved:
        return
    old = _points(frame, sheet, c.rule.value, c.max, _BEFORE[stage])
    new = _points(frame, sheet, c.rule.value, c.max, _BEFORE[stage] | {stage})
    if old is None or new is None or old == new:
        return
    better = (new < old) is node.penalty
    if better is (power is Power.LOWER):
        kind = catalog.RAISED if new > old else catalog.LOWERED
        points, stood = vietnamese(new), vietnamese(old)
        fix = f"giữ số liệu để {c.code.text} vẫn {stood} điểm"
        yield kind.at(moved[0].at, fix=fix, stage=stage.value, power=power.value, points=points, before=stood)


def _spoken_for(sheet: Sheet, node: Node, rule: Rule) -> bool:
    """Whether something else than the rule decides: a claim, or what was entered, which is compared by itself."""
    codes = {*node.above, node.criterion.code.text}
    by_hand = rule.precedence is not None and rule.precedence.value is Precedence.ENTERED
    rows = [r for r in sheet.rows if r.code.text in codes]
    return any(
        r.claim is not None or any(by_hand or isinstance(e.value, NotApplicable) for e in r.entries) for r in rows
    )


def _points(frame: Frame, sheet: Sheet, rule: Rule, most: Fraction, stages: frozenset[Stage]) -> Fraction | None:
    h = sheet.header
    return apply(rule, Situation(facts_at(sheet, stages), frame.facts, h.unit, h.kind, h.year, most)).exact


def _facts(frame: Frame, rule: Rule) -> set[str]:
    """The folded names of the facts a rule reads, through computed ones too."""
    found: set[str] = set()
    waiting = list(facts_read(rule))
    while waiting:
        name = waiting.pop()
        if fold_name(name) in found:
            continue
        found.add(fold_name(name))
        declared = frame.facts.get(fold_name(this_year(name)))
        if declared is not None and declared.formula is not None:
            waiting += fact_names(declared.formula)
    return found
