"""Sentences of rules that change nothing: conditions always true, limits never or always met, parts never taken."""

from collections.abc import Iterator

import attrs

from cchc_rules.checks.rules.bench import Bench
from cchc_rules.checks.rules.satisfiable import Verdict, judge
from cchc_rules.checks.rules.step_changes import steps_can_be
from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.diagnostics.mends import RemoveLine, mended
from cchc_rules.meaning.amount import Amount, Edge
from cchc_rules.meaning.expressions import work
from cchc_rules.meaning.rules import apply_method
from cchc_rules.meaning.situation import Gap
from cchc_rules.meaning.trace import PartTrace
from cchc_rules.model.citation import Stated
from cchc_rules.model.expression import Expression, MaxPoints
from cchc_rules.model.rule import NO_LIMITS, Combine, Formula, Method, Part, Parts, Rule, expressions_in, parts_of
from cchc_rules.source import Span
from cchc_rules.writing.expressions import expression


def idle_in(rule: Stated[Rule], bench: Bench) -> Iterator[Diagnostic]:
    """K311, L610, L691 to L693 for one rule whose lines are sound by themselves."""
    gate = rule.value.gate
    if gate is not None:
        verdict = judge(bench.scope, gate.value)
        if verdict is Verdict.NEVER:
            yield catalog.IMPOSSIBLE.at(gate.at, why="điều kiện chấm không thể đúng, nên dòng này luôn được 0 điểm")
        elif verdict is Verdict.ALWAYS:
            yield catalog.GATE_IDLE.at(gate.at)
    for e in expressions_in(rule.value.method):
        yield from steps_can_be(e, rule.at, bench.nothing_known)
    yield from _in_method(rule.value.method, rule.at, bench)


def _in_method(method: Method, at: Span | None, bench: Bench) -> Iterator[Diagnostic]:
    if isinstance(method, Formula | Parts):
        yield from _limits(method, at, bench)
    if isinstance(method, Parts) and method.how is not Combine.FIRST:
        for part in method.parts:
            yield from _condition(part, bench)
        yield from _never_taken(method, bench)
    for part in parts_of(method):
        yield from _in_method(part.value.method, part.at, bench)


def _condition(part: Stated[Part], bench: Bench) -> Iterator[Diagnostic]:
    verdict = judge(bench.scope, part.value.when) if part.value.when is not None else Verdict.SOMETIMES
    if verdict is Verdict.NEVER:
        yield catalog.RULE_UNREACHABLE.at(part.at, why="điều kiện của phần này không thể đúng")
    elif verdict is Verdict.ALWAYS:
        yield catalog.GATE_IDLE.at(part.at, fixes=())


# ---- limits


def _limits(method: Formula | Parts, at: Span | None, bench: Bench) -> Iterator[Diagnostic]:
    """A cap above all that there is, or below it; `không quá điểm tối đa` and `không dưới 0 điểm` only make sure."""
    free = apply_method(attrs.evolve(method, limits=NO_LIMITS), bench.nothing_known).amount
    if free is None or free.exact is not None:
        return
    high, low = method.limits.high, method.limits.low
    if high is not None and not isinstance(high, MaxPoints):
        yield from _idle(f"không quá {expression(high)}", _over(_range(high, bench), free), at)
    if low is not None and _range(low, bench).exact != 0:
        yield from _idle(f"không dưới {expression(low)}", _under(_range(low, bench), free), at)


def _range(e: Expression, bench: Bench) -> Amount:
    return work(e, bench.nothing_known).range


def _over(limit: Amount, free: Amount) -> str | None:
    if _less(free.high, limit.low):
        return "điểm tính ra không bao giờ đến mức này"
    return "điểm tính ra luôn từ mức này trở lên" if _not_more(limit.high, free.low) else None


def _under(limit: Amount, free: Amount) -> str | None:
    if _less(limit.high, free.low):
        return "điểm tính ra không bao giờ xuống mức này"
    return "điểm tính ra luôn từ mức này trở xuống" if _not_more(free.high, limit.low) else None


def _less(a: Edge, b: Edge) -> bool:
    return a is not None and b is not None and a < b


def _not_more(a: Edge, b: Edge) -> bool:
    return a is not None and b is not None and a <= b


def _idle(limit: str, why: str | None, at: Span | None) -> Iterator[Diagnostic]:
    if why is not None:
        yield catalog.LIMIT_IDLE.at(at, limit=limit, why=why)


# ---- parts


def _never_taken(method: Parts, bench: Bench) -> Iterator[Diagnostic]:
    """Of the best or the worst of parts, one that another, always there, never gives way to."""
    if method.how is Combine.SUM:
        return
    parts = apply_method(method, bench.nothing_known).parts
    for part in parts:
        for other in parts:
            if other is not part and other.holds and _gives_way(part, other, method.how):
                best = method.how is Combine.BEST
                why = f"phần {other.part.value.name} không bao giờ {'ít' if best else 'nhiều'} điểm hơn"
                spare = part.part
                drop = RemoveLine(f"không cần phần {spare.value.name}")
                fixes = mended(drop, spare.at, {}) if isinstance(spare.value.method, Formula) else ()
                yield catalog.PART_SPARE.at(spare.at, name=spare.value.name, why=why, fixes=fixes)
                break


def _gives_way(part: PartTrace, other: PartTrace, how: Combine) -> bool:
    own, their = part.trace.amount, other.trace.amount
    if own is None or their is None or Gap.ZERO in part.trace.may | other.trace.may:
        return False
    return _less(own.high, their.low) if how is Combine.BEST else _less(their.high, own.low)
