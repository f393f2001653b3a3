"""What a scoring rule did to a row, as JSON: results with their working, corrections, points by hand beside it."""

from typing import assert_never

from cchc_rules.explain.data.parts import Json, justification, points, stage_key, value
from cchc_rules.explain.rules.rule_context import RuleContext, context_at, measured
from cchc_rules.explain.rules.working import working
from cchc_rules.meaning.trace import RuleResult
from cchc_rules.model.fact import FactValue
from cchc_rules.model.sheet import FactEntry
from cchc_rules.results.node_score import NodeScore
from cchc_rules.results.reasons import (
    ByScoringRule,
    Computed,
    Corrected,
    Correction,
    Differs,
    LostByRule,
    PointsOpen,
    RuledOut,
)
from cchc_rules.results.scorecard import Scorecard


def rule_data(card: Scorecard, node: NodeScore, because: ByScoringRule) -> Json:
    """One reason of a row that a rule scores, as data."""
    context = context_at(card, node, because.stage)
    stage = {"stage": stage_key(because.stage)}
    match because:
        case Computed(_, result):
            return {"kind": "computed", **stage, **_result(result, context)}
        case Differs(_, entered, result, kept):
            beside = {"entered": value(entered.value), "kept": kept.name.lower()}
            return {"kind": "differs", **stage, **beside, **_result(result, context)}
        case PointsOpen(_, result):
            return {"kind": "points_open", **stage, **_result(result, context)}
        case LostByRule(_, before, after, facts):
            ends = {"before": points(before), "after": points(after)}
            return {"kind": "lost_by_rule", **stage, **ends, "facts": [_given(f, context) for f in facts]}
        case RuledOut(code, _, result, facts):
            given = {"facts": [_given(f, context) for f in facts]}
            return {"kind": "excluded_by_scoring", "code": code.text, **stage, **_result(result, context), **given}
        case Corrected():
            return {"kind": "corrected", **stage, **_corrected(because, context)}
        case _:
            assert_never(because)


def _corrected(because: Corrected, context: RuleContext) -> Json:
    return {
        "facts": [_change(c, context) for c in because.changes],
        "before": _result(because.before, context.undone(because.changes)),
        "after": _result(because.after, context),
    }


def _change(c: Correction, context: RuleContext) -> Json:
    return {**_given(c.after, context), "was": _value(c.before.value, c.before.name, context)}


def _given(fact: FactEntry, context: RuleContext) -> Json:
    return {"name": fact.name, "value": _value(fact.value, fact.name, context), **justification(fact)}


def _value(found: FactValue | None, name: str, context: RuleContext) -> str | None:
    return None if found is None else measured(found, context.declaration(name))


def _result(result: RuleResult, context: RuleContext) -> Json:
    low, high = result.points.low, result.points.high
    return {
        "low": None if low is None else points(low),
        "high": None if high is None else points(high),
        "excluded": result.excluded,
        "missing": list(result.missing),
        "provisional": result.provisional,
        "working": list(working(result, context)),
    }
