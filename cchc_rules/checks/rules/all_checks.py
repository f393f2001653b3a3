"""Scoring rules of a rubric: where they stand, what they read, and that they give 0 to the maximum and no more."""

import datetime
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain, product
from math import ceil

from attrs import evolve

from cchc_rules.checks.rubric_conditions import Scope, all_conditions, rating_conditions
from cchc_rules.checks.rules.declarations import fits, misfit
from cchc_rules.checks.rules.extremes import extremes
from cchc_rules.checks.rules.facts_used import declared_in, line_with, mention, ruled
from cchc_rules.checks.rules.idle import idle_in
from cchc_rules.checks.rules.lines import Bench, check_method
from cchc_rules.checks.rules.reports import years_told
from cchc_rules.checks.rules.satisfiable import Verdict
from cchc_rules.checks.rules.satisfiable import judge as satisfiable
from cchc_rules.checks.rules.turns import turns_in
from cchc_rules.checks.rules.types import Declared, Mismatch, Sort, dimension
from cchc_rules.checks.words_and_places import narrow
from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.diagnostics.edits import Fix, content, put_behind
from cchc_rules.diagnostics.mends import Drop, RemoveLine, lines_below, mended
from cchc_rules.meaning.amount import Amount, known
from cchc_rules.meaning.expressions import work
from cchc_rules.meaning.rules import apply, is_manual
from cchc_rules.meaning.situation import Gap, Situation, is_last_year, this_year
from cchc_rules.model.calendar import DayKind, SpecialDays, days_of
from cchc_rules.model.citation import Stated
from cchc_rules.model.condition import FactAtom, FactCompared, expressions_of, fact_atoms, facts_of
from cchc_rules.model.dates import date
from cchc_rules.model.expression import Day, Days, DaysAfter, DaysLate, Expression, LastDay, Quotient, fact_names, walk
from cchc_rules.model.fact import LAST_YEAR_MARK, NUMERIC, FactBound, FactDeclaration, FactType
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
from cchc_rules.source import Span, fold_name
from cchc_rules.writing.expressions import expression
from cchc_rules.writing.rubric import measure

# ---- where rules stand, and whether their lines are sound


def rules_stand_on_rows(rubric: Rubric) -> Iterator[Diagnostic]:
    """L604: only rows that take points have rules."""
    for row, rule in ruled(rubric):
        if row.children:
            yield catalog.RULE_ON_GROUP.at(rule.at, code=row.code)


def rule_lines_are_sound(rubric: Rubric) -> Iterator[Diagnostic]:
    """L603, L608 to L614, L617, L621: each line by itself and beside the others."""
    declared, scope = declared_in(rubric), Scope.of(rubric)
    for row, rule in ruled(rubric):
        bench = Bench(declared, scope, Situation({}, declared, max=row.max))
        yield from check_method(rule.value.method, rule.at, bench)


# ---- facts


def last_year_is_asked(rubric: Rubric) -> Iterator[Diagnostic]:
    """L619, L640: last year's value is read only of facts that ask for it, and none that is computed asks."""
    declared = declared_in(rubric)
    for name, at in _last_year_reads(rubric):
        fact = declared.get(fold_name(this_year(name)))
        if fact is not None and not fact.last_year:
            fix = _own_last_year(fact, fact.formula) if fact.formula is not None else None
            fixes = () if fix else _asked_last_year(rubric, fact)
            yield catalog.LAST_YEAR_UNASKED.at(at, fix=fix, name=fact.name, fixes=fixes)
    for stated in rubric.facts:
        fact = stated.value
        if fact.formula is not None and fact.last_year:
            remedy = f"bỏ “có năm trước” ở đây; {_own_last_year(fact, fact.formula)}"
            yield catalog.COMPUTED_LAST_YEAR.at(stated.at, name=fact.name, remedy=remedy)


def _last_year_reads(rubric: Rubric) -> Iterator[tuple[str, Span | None]]:
    """Values of the year before that rules, formulas, and conditions on rows and ratings read."""
    read = [(name, mention(rule, name)) for _, rule in ruled(rubric) for name in facts_read(rule.value)]
    for fact in rubric.facts:
        read += [(n, fact.at) for n in (fact_names(fact.value.formula) if fact.value.formula is not None else ())]
    for placed in chain(all_conditions(rubric), rating_conditions(rubric)):
        read += [(name, placed.at) for atom in fact_atoms(placed.condition) for name in facts_of(atom)]
    return ((name, at) for name, at in dict.fromkeys(read) if is_last_year(name))


def _own_last_year(fact: FactDeclaration, formula: Expression) -> str:
    """How to have last year's value of a computed fact: a fact of its own, computed from last year's values."""
    names, text = fact_names(formula), expression(formula)
    for name in names:
        text = text.replace(f"[{name}]", f"[{this_year(name)}{LAST_YEAR_MARK}]")
    asked = ", ".join(f"[{this_year(n)}]" for n in names)
    other = f"{fact.name} của năm trước"
    declared = f"[{other}]: {fact.type.value}, tính bằng {text}"
    return f"khai thêm “{declared}” (kèm “có năm trước” ở {asked}) và so với [{other}]"


def facts_are_no_circles(rubric: Rubric) -> Iterator[Diagnostic]:
    """L618: no computed fact leads back to itself."""
    declared = declared_in(rubric)
    for fact in rubric.facts:
        path = _circle(fact.value, declared)
        if path:
            yield catalog.FACT_CYCLE.at(fact.at, name=fact.value.name, path=" → ".join(f"[{n}]" for n in path))


def _circle(start: FactDeclaration, declared: Declared) -> list[str]:
    waiting = [(start, [start.name])]
    seen: set[str] = set()
    while waiting:
        fact, path = waiting.pop()
        for name in fact_names(fact.formula) if fact.formula is not None else ():
            inner = declared.get(fold_name(this_year(name)))
            if inner is start:
                return [*path, start.name]
            if inner is not None and inner.name not in seen:
                seen.add(inner.name)
                waiting.append((inner, [*path, inner.name]))
    return []


def fact_details_agree(rubric: Rubric) -> Iterator[Diagnostic]:
    """L614, L622: bounds and formulas fit the fact's type, and bounds leave room."""
    declared = declared_in(rubric)
    for fact in rubric.facts:
        yield from _details(fact.value, fact.at, declared)


def _details(fact: FactDeclaration, at: Span | None, declared: Declared) -> Iterator[Diagnostic]:
    bounds = [b for b in (fact.low, fact.high) if b is not None]
    if bounds and fact.type not in NUMERIC:
        yield catalog.RULE_TYPE.at(at, what=f"số liệu [{fact.name}] kiểu “{fact.type.value}” không có cận")
    for bound in bounds:
        other = declared.get(fold_name(bound)) if isinstance(bound, str) else None
        if other is not None and other.type is not fact.type:
            yield catalog.RULE_TYPE.at(at, what=f"cận [{other.name}] khác kiểu với [{fact.name}]")
    low, high = (_reach(b, declared) for b in (fact.low, fact.high))
    if low is not None and high is not None and low.low is not None and high.high is not None and low.low > high.high:
        unit = "%" if fact.type is FactType.PERCENT else ""
        low_text, high_text = measure(low.low, unit), measure(high.high, unit)
        yield catalog.BOUNDS_CROSSED.at(at, name=fact.name, low=low_text, high=high_text)
    if fact.formula is not None:
        yield from _formula_type(fact, fact.formula, at, declared)


def _reach(bound: FactBound | None, declared: Declared) -> Amount | None:
    """Where a bound lies; for one that is another fact, where that can."""
    if bound is None or isinstance(bound, Fraction):
        return None if bound is None else known(bound)
    return Situation({}, declared).bounds(bound)


def _formula_type(
    fact: FactDeclaration, formula: Expression, at: Span | None, declared: Declared
) -> Iterator[Diagnostic]:
    found = dimension(formula, declared, None)
    if isinstance(found, Mismatch):
        yield catalog.RULE_TYPE.at(at, what=found.why)
        return
    fits = (Sort.RATIO,) if fact.type is FactType.PERCENT else (Sort.COUNT, Sort.PLAIN)
    if fact.type not in NUMERIC or (found is not None and found.sort not in fits):
        told = found.words() if found is not None else "giá trị"
        yield catalog.RULE_TYPE.at(at, what=f"“{expression(formula)}” cho {told}, không phải “{fact.type.value}”")


def working_days_are_known(rubric: Rubric) -> Iterator[Diagnostic]:
    """L634, L636: where working days are counted, days off are stated, and none is a day made up too."""
    calendar = rubric.provisions.calendar
    off = days_of(calendar, DayKind.OFF)
    for stated in calendar:
        both = sorted(off & set(stated.value.days())) if stated.value.kind is DayKind.MADE_UP else []
        if both:
            yield catalog.DAY_BOTH.at(stated.at, day=", ".join(map(date, both)), fixes=_not_made_up(stated, both))
    if not off:
        counted = next(_working_days(rubric), None)
        if counted is not None:
            yield catalog.WORKING_DAYS_UNSAID.at(counted)


def _not_made_up(stated: Stated[SpecialDays], both: Sequence[datetime.date]) -> tuple[Fix, ...]:
    """The day, where it is one, leaves the days made up; the sentence goes when it names no other."""
    says = f"{date(both[0])} là ngày nghỉ"
    alone = [*stated.value.days()] == both
    mend = RemoveLine(says) if alone else Drop(date(both[0]), says)
    return mended(mend, stated.at, {}) if len(both) == 1 else ()


def _working_days(rubric: Rubric) -> Iterator[Span | None]:
    """Where working days are counted."""
    words = Days.WORKING.value
    for _, rule in ruled(rubric):
        compared = [e for c in conditions_in(rule.value.method) for e in expressions_of(c)]
        if any(map(_counts_working_days, (*expressions_in(rule.value.method), *compared))):
            yield line_with(rule, words)
    for fact in rubric.facts:
        if fact.value.formula is not None and _counts_working_days(fact.value.formula):
            yield narrow(fact.at, words)


def _counts_working_days(e: Expression) -> bool:
    counts = [p.due for p in walk(e) if isinstance(p, DaysLate | Day | LastDay)]
    after = any(isinstance(due, DaysAfter) and due.days is Days.WORKING for due in counts)
    return after or any(isinstance(p, DaysLate) and p.days is Days.WORKING for p in walk(e))


# ---- what a rule can give


def rules_say_nothing_idle(rubric: Rubric) -> Iterator[Diagnostic]:
    """K311, L610, L690 to L694: in rules that are sound by themselves, what changes nothing, and points that turn."""
    declared, scope = declared_in(rubric), Scope.of(rubric)
    circles = any(_circle(f, declared) for f in declared.values())
    for row, rule in ruled(rubric):
        bench = Bench(declared, scope, Situation({}, declared, max=row.max))
        if not circles and not is_manual(rule.value) and not _faulty(rule, bench):
            yield from idle_in(rule, bench)
            yield from turns_in(rule, bench)
            given = extremes(rule.value, bench.nothing_known) if facts_read(rule.value) else None
            if given is not None and given.exact == row.max:
                yield catalog.RULE_CONSTANT.at(rule.at, code=row.code, points=vietnamese(row.max))


def _faulty(rule: Stated[Rule], bench: Bench) -> bool:
    """Whether the lines of a rule are unsound: of arithmetic that is faulty in itself, bounds would say nothing new."""
    if any(True for _ in check_method(rule.value.method, rule.at, bench)):
        return True
    if any(fold_name(this_year(name)) not in bench.declared for name in facts_read(rule.value)):
        return True
    return any(_misread(bench.scope, atom) for atom in _atoms(rule.value))


def rules_give_zero_to_maximum(rubric: Rubric) -> Iterator[Diagnostic]:
    """L605 to L607: over all that facts may be, the best is the row's maximum and the worst not below 0."""
    declared = declared_in(rubric)
    subjects = rubric.provisions.subjects
    scope, circles = Scope.of(rubric), any(_circle(f, declared) for f in declared.values())
    kinds: tuple[str | None, ...] = subjects.value.kinds if subjects is not None else (None,)
    for row, rule in ruled(rubric):
        bench = Bench(declared, scope, Situation({}, declared, max=row.max))
        if circles or is_manual(rule.value) or row.children or _faulty(rule, bench) or _shut(rule.value, scope):
            continue
        years = years_told(rule.value, bench.nothing_known) or (0,)
        results = {
            (k, y): extremes(rule.value, Situation({}, declared, kind=k, year=y, max=row.max))
            for k, y in product(kinds or (None,), years)
        }
        wrong = [case for case, given in results.items() if any(True for _ in _range(row, rule, given, None))]
        if wrong:
            # What is wrong for every kind of unit, in every year, is not about one of them.
            case = _case_in_words(*wrong[0]) if len(wrong) < len(results) else None
            yield from _range(row, rule, results[wrong[0]], case)


def _case_in_words(kind: str | None, year: int) -> str:
    told = [f"loại đơn vị “{kind}”"] if kind is not None else []
    return ", ".join([*told, f"năm {year}"] if year else told)


def _shut(rule: Rule, scope: Scope) -> bool:
    """Whether the gate never opens, which is told at the gate."""
    return rule.gate is not None and satisfiable(scope, rule.gate.value) is Verdict.NEVER


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
    declared = declared_in(rubric)
    for row, rule in ruled(rubric):
        if is_manual(rule.value) or any(_circle(f, declared) for f in declared.values()):
            continue
        s = Situation({}, declared, max=row.max)
        trace = apply(rule.value, s).trace
        gaps = {g for t in (trace.method, trace.gate) if t is not None for g in (*t.may, t.gap)}
        zero = rule.value.zero
        if Gap.ZERO in gaps and zero is None:
            fixes = lines_below(rule.at, *_fallbacks("khi mẫu số bằng 0"))
            yield catalog.ZERO_UNSAID.at(rule.at, what=f"“{_denominator(rule.value, s)}”", fixes=fixes)
        elif zero is not None and Gap.ZERO not in gaps and not _parts_speak(rule.value.method):
            yield catalog.ZERO_IDLE.at(zero.at)
        if zero is not None and zero.value.kind is FallbackKind.NOT_ARISEN and rule.value.not_arisen is None:
            yield catalog.NOT_ARISEN_UNSAID.at(zero.at, fixes=lines_below(zero.at, *_fallbacks("khi không phát sinh")))


def _asked_last_year(rubric: Rubric, fact: FactDeclaration) -> tuple[Fix, ...]:
    """The words that ask for it at the end of the declaration, where no basis stands behind them."""
    stated = next(f for f in rubric.facts if f.value is fact)
    if stated.at is None or stated.basis is not None:
        return ()
    end = put_behind(stated.at, ", có năm trước")
    return (content(f"phiếu phải có giá trị năm trước của [{fact.name}]", end),)


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
