"""What a rule can give: 0 to the maximum of its row, nothing idle, and a word on denominators that can be 0."""

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import chain, product
from math import ceil

from attrs import evolve

from cchc_rules.checks.rubric_conditions import Scope
from cchc_rules.checks.rules.bench import REMEMBERED, Bench, best_and_worst, remembered, ruled_rows
from cchc_rules.checks.rules.declarations import facts_go_round, fits, misfit
from cchc_rules.checks.rules.extremes import extremes
from cchc_rules.checks.rules.idle import idle_in
from cchc_rules.checks.rules.lines import check_method
from cchc_rules.checks.rules.reports import years_told
from cchc_rules.checks.rules.satisfiable import Verdict
from cchc_rules.checks.rules.satisfiable import judge as satisfiable
from cchc_rules.checks.rules.turns import turns_in
from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.diagnostics.edits import Fix, content, put_behind
from cchc_rules.diagnostics.mends import lines_below
from cchc_rules.frozen import frozen
from cchc_rules.meaning.amount import Amount
from cchc_rules.meaning.expressions import work
from cchc_rules.meaning.rules import apply, is_manual
from cchc_rules.meaning.situation import Gap, Situation
from cchc_rules.model.citation import Stated
from cchc_rules.model.condition import FactAtom, FactCompared, fact_atoms, facts_of
from cchc_rules.model.expression import Expression, Quotient, walk
from cchc_rules.model.fact import this_year
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Criterion, Rubric
from cchc_rules.model.rule import (
    NO_LIMITS,
    FallbackKind,
    Formula,
    Method,
    PartedMethod,
    Rule,
    conditions_in,
    expressions_in,
    facts_read,
    parts_of,
)
from cchc_rules.source import fold_name
from cchc_rules.writing.expressions import expression


def rules_say_nothing_idle(rubric: Rubric) -> Iterator[Diagnostic]:
    """K311, L610, L690 to L694: in rules that are sound by themselves, what changes nothing, and points that turn."""
    if facts_go_round(rubric):
        return
    for r in ruled_rows(rubric):
        if is_manual(r.rule.value) or _faulty(r.bench):
            continue
        yield from _idle(r.rule, r.bench)
        given = best_and_worst(r.bench) if r.bench.facts else None
        if given is not None and given.exact == r.row.max:
            yield catalog.RULE_CONSTANT.at(r.rule.at, code=r.row.code, points=vietnamese(r.row.max))


@remembered
def _idle(rule: Stated[Rule], bench: Bench) -> Iterator[Diagnostic]:
    return chain(idle_in(rule, bench), turns_in(rule, bench))


@lru_cache(maxsize=REMEMBERED)
def _faulty(bench: Bench) -> bool:
    """Whether the lines of a rule are unsound: of arithmetic that is faulty in itself, bounds would say nothing new."""
    rule = bench.rule
    if any(True for _ in check_method(rule.method, None, bench)):
        return True
    if any(fold_name(this_year(name)) not in bench.declared for name in facts_read(rule)):
        return True
    return any(_misread(bench.scope, atom) for atom in _atoms(rule))


def rules_give_zero_to_maximum(rubric: Rubric) -> Iterator[Diagnostic]:
    """L605 to L607: over all that facts may be, the best is the row's maximum and the worst not below 0."""
    if facts_go_round(rubric):
        return
    for r in ruled_rows(rubric):
        if is_manual(r.rule.value) or r.row.children or _faulty(r.bench) or _shut(r.bench):
            continue
        results = _given_by_case(r.bench)
        wrong = [c for c in results if any(True for _ in _range(r.row, r.rule, c.given, None))]
        if wrong:
            # What is wrong for every kind of unit, in every year, is not about one of them.
            case = wrong[0].in_words() if len(wrong) < len(results) else None
            yield from _range(r.row, r.rule, wrong[0].given, case)


@frozen
class _Case:
    """What a rule gives to units of one kind (None: of any) in one year (0: in any)."""

    kind: str | None
    year: int
    given: Amount | None

    def in_words(self) -> str:
        told = [f"loại đơn vị “{self.kind}”"] if self.kind is not None else []
        return ", ".join([*told, f"năm {self.year}"] if self.year else told)


@lru_cache(maxsize=REMEMBERED)
def _given_by_case(bench: Bench) -> tuple[_Case, ...]:
    rule, s = bench.rule, bench.nothing_known
    kinds = (bench.subjects.kinds if bench.subjects is not None else ()) or (None,)
    years = years_told(rule, s) or (0,)
    return tuple(_Case(k, y, extremes(rule, evolve(s, kind=k, year=y))) for k, y in product(kinds, years))


@lru_cache(maxsize=REMEMBERED)
def _shut(bench: Bench) -> bool:
    """Whether the gate never opens, which is told at the gate."""
    gate = bench.rule.gate
    return gate is not None and satisfiable(bench.scope, gate.value) is Verdict.NEVER


def _atoms(rule: Rule) -> Iterator[FactAtom]:
    gate = (rule.gate.value,) if rule.gate is not None else ()
    return (atom for c in (*conditions_in(rule.method), *gate) for atom in fact_atoms(c))


def _misread(scope: Scope, atom: FactAtom) -> bool:
    """Whether facts are compared as their types do not allow."""
    if isinstance(atom, FactCompared):
        return misfit(scope, atom) is not None
    return any(not fits(fact, atom) for name in facts_of(atom) if (fact := scope.fact(name)) is not None)


def _range(row: Criterion, rule: Stated[Rule], given: Amount | None, case: str | None) -> Iterator[Diagnostic]:
    top, code = vietnamese(row.max), row.code
    for said in (rule.value.zero, rule.value.not_arisen):
        if said is not None and said.value.kind is FallbackKind.POINTS and not 0 <= said.value.points <= row.max:
            yield catalog.RULE_OVER.at(said.at, code=code, best=f"{vietnamese(said.value.points)} điểm", max=top)
    if given is None:
        return
    if given.high is None or given.high > row.max:
        best = "không có giới hạn trên" if given.high is None else f"đến {_at_most(given.high)} điểm"
        says = f"điểm của {code} tính ra nhiều hơn thì chỉ được điểm tối đa"
        fixes = _limited(rule, ", không quá điểm tối đa", says)
        yield catalog.RULE_OVER.at(rule.at, code=code, best=best, max=top, fixes=fixes)
    elif given.high < row.max:
        fix = f"sửa cách chấm, hoặc sửa điểm tối đa (đang xét {case})" if case is not None else None
        yield catalog.RULE_BEST.at(rule.at, fix=fix, code=code, best=_at_most(given.high), max=top)
    if given.low is None or given.low < 0:
        worst = "không có giới hạn dưới" if given.low is None else f"đến {vietnamese(given.low)} điểm"
        fixes = _limited(rule, ", không dưới 0 điểm", f"điểm của {code} tính ra dưới 0 thì được 0 điểm")
        yield catalog.RULE_UNDER.at(rule.at, code=code, worst=worst, fixes=fixes)


def _at_most(points: Fraction) -> str:
    """The points; what splitting came near to, and no more, is told in few digits and never too low."""
    near = Fraction(ceil(points * 1000), 1000)
    return vietnamese(points if points.denominator <= 1000 else near)


def zero_denominators_are_handled(rubric: Rubric) -> Iterator[Diagnostic]:
    """L615, L616, L620: the rule says what then wherever a denominator can be 0, and nowhere else."""
    if facts_go_round(rubric):
        return
    for r in ruled_rows(rubric):
        if not is_manual(r.rule.value):
            yield from _of_denominators(r.rule, r.bench)


@remembered
def _of_denominators(rule: Stated[Rule], bench: Bench) -> Iterator[Diagnostic]:
    trace = apply(rule.value, bench.nothing_known).trace
    gaps = {g for t in (trace.method, trace.gate) if t is not None for g in (*t.may, t.gap)}
    zero = rule.value.zero
    if Gap.ZERO in gaps and zero is None:
        fixes = lines_below(rule.at, *_fallbacks("khi mẫu số bằng 0"))
        what = f"“{_denominator(rule.value, bench.nothing_known)}”"
        yield catalog.ZERO_UNSAID.at(rule.at, what=what, fixes=fixes)
    elif zero is not None and Gap.ZERO not in gaps and not _parts_speak(rule.value.method):
        yield catalog.ZERO_IDLE.at(zero.at)
    if zero is not None and zero.value.kind is FallbackKind.NOT_ARISEN and rule.value.not_arisen is None:
        yield catalog.NOT_ARISEN_UNSAID.at(zero.at, fixes=lines_below(zero.at, *_fallbacks("khi không phát sinh")))


def _limited(rule: Stated[Rule], limit: str, says: str) -> tuple[Fix, ...]:
    """A limit said at the end of a formula that has none."""
    method, at = rule.value.method, rule.at
    if at is None or rule.basis is not None or not isinstance(method, Formula) or method.limits != NO_LIMITS:
        return ()
    return (content(says, put_behind(at, limit)),)


def _fallbacks(case: str) -> tuple[tuple[str, str], ...]:
    """What a rule may say of a case without a ratio, with what saying so asserts."""
    ends = ("không áp dụng", "đủ điểm")
    return tuple((f"{case}: {end}", f"{case}, dòng này được chấm: {end}") for end in ends)


def _parts_speak(method: Method) -> bool:
    return any(p.value.zero is not None for p in parts_of(method))


def _denominator(rule: Rule, s: Situation) -> str:
    """The first denominator that can be 0 and that no part answers for itself, as it is written."""
    formulas = [f.formula for f in s.declared.values() if f.formula is not None]
    for e in (*_unanswered(rule.method), *formulas):
        for part in walk(e):
            if isinstance(part, Quotient) and _can_be_zero(part, s):
                return expression(part.right)
    return ""


def _unanswered(method: Method) -> Iterator[Expression]:
    """The expressions of a method, without those of parts that say what holds when a denominator is 0."""
    yield from expressions_in(evolve(method, parts=()) if isinstance(method, PartedMethod) else method)
    yield from chain.from_iterable(expressions_in(p.value.method) for p in parts_of(method) if p.value.zero is None)


def _can_be_zero(q: Quotient, s: Situation) -> bool:
    below = work(q.right, s).range
    return (below.low is None or below.low <= 0) and (below.high is None or below.high >= 0)
