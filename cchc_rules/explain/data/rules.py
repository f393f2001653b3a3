"""What a scoring rule did to a row, as JSON: results with their working, corrections, points by hand beside it."""

from typing import assert_never

from cchc_rules.explain.data.parts import STAGES, Json, points, said, value
from cchc_rules.explain.rules.seen_by_stage import Told, measured, told_at
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
    told = told_at(card, node, because.stage)
    stage = {"stage": STAGES[because.stage]}
    match because:
        case Computed(_, result):
            return {"kind": "computed", **stage, **_result(result, told)}
        case Differs(_, entered, result, kept):
            beside = {"entered": value(entered.value), "kept": kept.name.lower()}
            return {"kind": "differs", **stage, **beside, **_result(result, told)}
        case PointsOpen(_, result):
            return {"kind": "points_open", **stage, **_result(result, told)}
        case LostByRule(_, before, after, facts):
            ends = {"before": points(before), "after": points(after)}
            return {"kind": "lost_by_rule", **stage, **ends, "facts": [_given(f, told) for f in facts]}
        case RuledOut(code, _, result, facts):
            given = {"facts": [_given(f, told) for f in facts]}
            return {"kind": "excluded_by_scoring", "code": code.text, **stage, **_result(result, told), **given}
        case Corrected():
            return {"kind": "corrected", **stage, **_corrected(because, told)}
        case _:
            assert_never(because)


def _corrected(because: Corrected, told: Told) -> Json:
    return {
        "facts": [_change(c, told) for c in because.changes],
        "before": _result(because.before, told.undone(because.changes)),
        "after": _result(because.after, told),
    }


def _change(c: Correction, told: Told) -> Json:
    return {**_given(c.after, told), "was": _value(c.before.value, c.before.name, told)}


def _given(fact: FactEntry, told: Told) -> Json:
    return {"name": fact.name, "value": _value(fact.value, fact.name, told), **said(fact)}


def _value(found: FactValue | None, name: str, told: Told) -> str | None:
    return None if found is None else measured(found, told.declaration(name))


def _result(result: RuleResult, told: Told) -> Json:
    low, high = result.points.low, result.points.high
    return {
        "low": None if low is None else points(low),
        "high": None if high is None else points(high),
        "excluded": result.excluded,
        "missing": list(result.missing),
        "provisional": result.provisional,
        "working": list(working(result, told)),
    }
