"""Apply scoring rules in a situation: exact points where facts are known, sure bounds where they are not.

With nothing known the bounds are those of the rule itself, which is how rules are checked.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

import attrs

from cchc_rules.meaning import amount as am
from cchc_rules.meaning.amount import Amount, known
from cchc_rules.meaning.conditions import NO, YES, Truth, judge
from cchc_rules.meaning.expressions import NO_GAPS, work
from cchc_rules.meaning.methods import cases, levels, limited, merged, names, scale
from cchc_rules.meaning.situation import Gap, Situation
from cchc_rules.meaning.trace import MethodTrace, PartTrace, RuleResult, RuleTrace, worked_out
from cchc_rules.model.citation import Stated
from cchc_rules.model.rule import (
    AllOrNothing,
    ByCouncil,
    BySurvey,
    Cases,
    Combine,
    Fallback,
    FallbackKind,
    Formula,
    Levels,
    ManualMethod,
    Method,
    Part,
    Parts,
    Rule,
    Scale,
)

__all__ = ["apply", "apply_method", "fallback", "is_manual"]

_ZERO = known(Fraction(0))
_HOLDS = Truth(YES)


def is_manual(rule: Rule) -> bool:
    """Whether the points are entered or tallied, not worked out from facts."""
    return isinstance(rule.method, ManualMethod)


def apply(rule: Rule, s: Situation) -> RuleResult:
    """The points of a rule that is not manual; `s.max` is the maximum of its row."""
    gate = judge(rule.gate.value, s) if rule.gate is not None else None
    if gate is not None and gate.outcomes == NO:
        return worked_out(_ZERO, False, (), RuleTrace(None, gate), gate.provisional)
    method = apply_method(rule.method, s)
    if gate is not None and gate.holds is False:
        method = attrs.evolve(method, amount=_ZERO, gap=None, may=NO_GAPS, provisional=False)
    if gate is not None and gate.gap is not None:
        method = attrs.evolve(method, amount=None, gap=gate.gap)
    return _settle(rule, s, gate, method)


def _settle(rule: Rule, s: Situation, gate: Truth | None, method: MethodTrace) -> RuleResult:
    amounts: list[Amount] = []
    leaves: list[bool] = []
    used: Stated[Fallback] | None = None
    missing = names((method.missing, gate.missing if gate is not None else ()))
    before, rounding = None, rule.rounding
    if method.amount is not None:
        before = method.amount
        amounts.append(_rounded(rule, before).meet(Fraction(0), s.max))
    elif method.gap is Gap.OUT:
        leaves.append(True)
    elif method.gap is not None:
        used = fallback(rule, method.gap, method.fallback)
        _take(used, s, amounts, leaves)
    for gap in _possible(method, gate):
        if gap is Gap.OUT:
            leaves.append(True)
            continue
        _take(fallback(rule, gap), s, amounts, leaves)
        for own in method.own_words if gap is Gap.ZERO else ():
            _take(fallback(rule, gap, own), s, amounts, leaves)
    if gate is not None and gate.holds is None and gate.gap is None:
        amounts.append(_ZERO)
    excluded = None if leaves and amounts else bool(leaves)
    points = am.hull(amounts) if amounts else _ZERO
    settled = excluded is True or (excluded is False and points.exact is not None)
    trace = RuleTrace(method, gate, used, before, rounding)
    provisional = method.provisional or (gate is not None and gate.provisional)
    return worked_out(points, excluded, () if settled else missing, trace, provisional)


def _possible(method: MethodTrace, gate: Truth | None) -> list[Gap]:
    """Gaps that unknown facts may still open."""
    may = method.may | (gate.may if gate is not None else NO_GAPS)
    return sorted(may, key=lambda g: g.name)


def fallback(rule: Rule, gap: Gap, own: Stated[Fallback] | None = None) -> Stated[Fallback] | None:
    """What the rule, or a part's `own` word before it, says about a gap; None where nothing does."""
    said = own or rule.zero if gap is Gap.ZERO else rule.not_arisen
    if said is not None and said.value.kind is FallbackKind.NOT_ARISEN:
        return rule.not_arisen
    return said


def _take(said: Stated[Fallback] | None, s: Situation, amounts: list[Amount], leaves: list[bool]) -> None:
    """What a fallback gives; nothing said leaves everything open."""
    if said is None:
        amounts.append(Amount(Fraction(0), s.max))
    elif said.value.kind is FallbackKind.NOT_APPLICABLE:
        leaves.append(True)
    else:
        full = said.value.kind is FallbackKind.FULL
        amounts.append(known(s.max if full else said.value.points))


def _rounded(rule: Rule, amount: Amount) -> Amount:
    r = rule.rounding
    return amount if r is None else am.rounded(amount, r.value.step, r.value.direction)


# ---- methods


def apply_method(method: Method, s: Situation) -> MethodTrace:
    """A method worked out, its parts first."""
    match method:
        case Scale():
            return scale(method, s)
        case Levels(fact):
            return levels(method, s.value(fact), s)
        case Cases():
            return cases(method, s)
        case AllOrNothing():
            return cases(method.as_cases, s)
        case Formula():
            return _formula(method, s)
        case Parts():
            return _combined(method, s)
        case ByCouncil() | BySurvey():
            return MethodTrace(method, Amount(Fraction(0), s.max))
        case _:
            assert_never(method)


def _formula(method: Formula, s: Situation) -> MethodTrace:
    parts, s = _parts(method.parts, s)
    ratio = work(method.ratio, s) if method.ratio is not None else None
    if ratio is not None:
        s = s.with_ratio(ratio.amount)
    body = work(method.body, s)
    workings = [w for w in (ratio, body) if w is not None]
    provisional = any(w.provisional for w in workings) or any(p.trace.provisional for p in parts)
    trace = MethodTrace(method, body.amount, value=ratio, body=body, parts=parts, provisional=provisional)
    # The gap met first decides, but a fact not known may open another before it.
    if ratio is not None and ratio.gap is not None:
        return attrs.evolve(trace, amount=None, gap=ratio.gap, may=ratio.may, missing=ratio.missing)
    if body.gap is not None:
        told = merged(trace, workings, ())
        return attrs.evolve(told, amount=None, gap=body.gap)
    asked = _before_broken(parts)
    trace = _with_gaps(merged(trace, workings, [p.trace for p in asked]), asked)
    if asked and asked[-1].broken:
        return attrs.evolve(trace, amount=None, gap=asked[-1].trace.gap, fallback=asked[-1].trace.fallback)
    return limited(trace, method.limits, s)


def _with_gaps(trace: MethodTrace, parts: Sequence[PartTrace]) -> MethodTrace:
    """The trace with the gaps of parts whose conditions are not known yet."""
    gaps = {p.trace.gap for p in parts if p.trace.gap is not None and not p.broken and p.holds is not False}
    return attrs.evolve(trace, may=trace.may | gaps) if gaps else trace


def _parts(stated: Sequence[Stated[Part]], s: Situation) -> tuple[tuple[PartTrace, ...], Situation]:
    """Every part worked out, each seeing those before it; the situation that knows them all."""
    done: list[PartTrace] = []
    for part in stated:
        truth = judge(part.value.when, s) if part.value.when is not None else _HOLDS
        trace = _filled(part.value, apply_method(part.value.method, s))
        if truth.gap is not None:
            trace = attrs.evolve(trace, amount=None, gap=truth.gap)
        if truth.holds is False:
            # Whether a part that does not hold is left out for good depends on its condition alone.
            trace = attrs.evolve(trace, may=NO_GAPS, missing=(), provisional=False)
        if truth.may or truth.missing or truth.provisional:
            trace = attrs.evolve(
                trace,
                may=trace.may | truth.may,
                missing=names((trace.missing, truth.missing)),
                provisional=truth.provisional or trace.provisional,
            )
        done.append(
            PartTrace(part, truth.holds if truth.gap is None else None, truth.observed, trace, truth.gap is None)
        )
        s = attrs.evolve(s, parts={**s.parts, part.value.name: _worth(done[-1])})
    return tuple(done), s


def _filled(part: Part, trace: MethodTrace) -> MethodTrace:
    """A part's own word on a zero denominator, before the rule's."""
    if part.zero is None or (trace.gap is not Gap.ZERO and Gap.ZERO not in trace.may):
        return trace
    if part.zero.value.kind is not FallbackKind.POINTS:
        return attrs.evolve(trace, fallback=part.zero)
    own = known(part.zero.value.points)
    may = trace.may - {Gap.ZERO}
    if trace.gap is Gap.ZERO:
        return attrs.evolve(trace, amount=own, gap=None, may=may, fallback=part.zero)
    return attrs.evolve(trace, amount=am.hull((trace.amount or own, own)), may=may)


def _worth(part: PartTrace) -> Amount:
    amount = part.trace.amount
    if part.holds is False:
        return _ZERO
    if amount is None:
        return am.ANYTHING if part.broken else _ZERO
    return amount if part.holds else am.hull((amount, _ZERO))


def _combined(method: Parts, s: Situation) -> MethodTrace:
    parts, s = _parts(method.parts, s)
    asked = _asked(method.how, parts)
    asked = asked if method.how is Combine.FIRST else _before_broken(asked)
    counted = [p for p in asked if p.holds is not False]
    provisional = any(p.trace.provisional for p in _looked_at(method.how, parts))
    trace = MethodTrace(method, None, parts=parts, provisional=provisional)
    # Of parts that wait for their turn only the first is sure to be asked.
    first = counted[:1] if method.how is Combine.FIRST else counted
    broken = next((p.trace for p in first if p.broken), None)
    trace = _with_gaps(merged(trace, [], [p.trace for p in asked]), counted)
    if broken is not None:
        missing = names((broken.missing, trace.missing))
        return attrs.evolve(trace, gap=broken.gap, fallback=broken.fallback, missing=missing)
    sound = [p for p in counted if p.trace.gap is None]
    gaps = {p.trace.gap for p in counted if p.trace.gap is not None}
    trace = attrs.evolve(trace, amount=_together(method.how, sound), may=trace.may | gaps)
    return limited(trace, method.limits, s)


def _before_broken(parts: Sequence[PartTrace]) -> Sequence[PartTrace]:
    """Parts up to the first that has no number: whatever those after it lack, there is none."""
    return parts[: next((i for i, p in enumerate(parts) if p.broken), len(parts)) + 1]


def _asked(how: Combine, parts: Sequence[PartTrace]) -> Sequence[PartTrace]:
    """Parts that may be asked: all, or for FIRST those up to the first that surely holds or has no answer."""
    sure = next((i for i, p in enumerate(parts) if p.holds or not p.asked), len(parts))
    return parts[: sure + 1] if how is Combine.FIRST else parts


def _looked_at(how: Combine, parts: Sequence[PartTrace]) -> Sequence[PartTrace]:
    """Parts that had a say in which count: for FIRST none after the first that surely holds."""
    sure = next((i for i, p in enumerate(parts) if p.holds), len(parts))
    return parts[: sure + 1] if how is Combine.FIRST else parts


def _together(how: Combine, counted: Sequence[PartTrace]) -> Amount:
    amounts = [p.trace.amount or am.ANYTHING for p in counted]
    if not counted:
        return _ZERO
    if how is Combine.SUM:
        total = _ZERO
        for part in counted:
            total = am.add(total, _worth(part))
        return total
    if how is Combine.FIRST:
        return am.hull(amounts if counted[-1].holds else [*amounts, _ZERO])
    sure = [a for a, p in zip(amounts, counted, strict=True) if p.holds]
    if not sure:  # any one of them may be the only one that holds, or none
        return am.hull([*amounts, _ZERO])
    pick = am.greatest if how is Combine.BEST else am.least
    return am.hull([pick(sure), pick(amounts)])
