"""Scoring rules of a rubric: where they stand, what they read, and that they give 0 to the maximum and no more."""

import datetime
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain

from cchc_rules.checks.rubric_conditions import all_conditions, rating_conditions
from cchc_rules.checks.rules.bench import Bench, remembered, ruled_rows
from cchc_rules.checks.rules.declarations import circle
from cchc_rules.checks.rules.facts_used import declared_in, line_with, mention, ruled
from cchc_rules.checks.rules.lines import check_method
from cchc_rules.checks.rules.types import Declared, Mismatch, Sort, dimension
from cchc_rules.checks.words_and_places import narrow
from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.diagnostics.edits import Fix, content, put_behind
from cchc_rules.diagnostics.mends import Drop, RemoveLine, mended
from cchc_rules.meaning.amount import Amount, known
from cchc_rules.meaning.situation import Situation
from cchc_rules.model.calendar import DayKind, SpecialDays, days_of
from cchc_rules.model.citation import Stated
from cchc_rules.model.condition import expressions_of, fact_atoms, facts_of
from cchc_rules.model.dates import date
from cchc_rules.model.expression import Day, Days, DaysAfter, DaysLate, Expression, LastDay, fact_names, walk
from cchc_rules.model.fact import NUMERIC, FactBound, FactDeclaration, FactType, in_year_before, this_year, years_back
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.rule import (
    Rule,
    conditions_in,
    expressions_in,
    facts_read,
)
from cchc_rules.source import Span, fold_name
from cchc_rules.writing.expressions import expression, years_before
from cchc_rules.writing.rubric import measure

# ---- where rules stand, and whether their lines are sound


def rules_stand_on_rows(rubric: Rubric) -> Iterator[Diagnostic]:
    """L604: only rows that take points have rules."""
    for row, rule in ruled(rubric):
        if row.children:
            yield catalog.RULE_ON_GROUP.at(rule.at, code=row.code)


def rule_lines_are_sound(rubric: Rubric) -> Iterator[Diagnostic]:
    """L603, L608 to L614, L617, L621: each line by itself and beside the others."""
    for ruled_row in ruled_rows(rubric):
        yield from _of_lines(ruled_row.rule, ruled_row.bench)


@remembered
def _of_lines(rule: Stated[Rule], bench: Bench) -> Iterator[Diagnostic]:
    return check_method(rule.value.method, rule.at, bench)


# ---- facts


def last_year_is_asked(rubric: Rubric) -> Iterator[Diagnostic]:
    """L619, L640: last year's value is read only of facts that ask for it, and none that is computed asks."""
    declared = declared_in(rubric)
    for name, at in _last_year_reads(rubric):
        fact = declared.get(fold_name(this_year(name)))
        if fact is not None and fact.years_before < years_back(name):
            words = years_before(years_back(name))
            fix = _own_last_year(fact, fact.formula) if fact.formula is not None else None
            fix = fix or (f"thêm “{words}” vào khai báo của [{fact.name}]" if years_back(name) > 1 else None)
            fixes = _asked_last_year(rubric, fact, words) if fact.formula is None and not fact.last_year else ()
            yield catalog.LAST_YEAR_UNASKED.at(at, fix=fix, name=fact.name, fixes=fixes)
    for stated in rubric.facts:
        fact = stated.value
        if fact.formula is not None and fact.last_year:
            remedy = f"bỏ “có năm trước” ở đây; {_own_last_year(fact, fact.formula)}"
            yield catalog.COMPUTED_LAST_YEAR.at(stated.at, name=fact.name, remedy=remedy)


def _asked_last_year(rubric: Rubric, fact: FactDeclaration, words: str) -> tuple[Fix, ...]:
    """The words that ask for it at the end of the declaration, where no basis stands behind them."""
    stated = next(f for f in rubric.facts if f.value is fact)
    if stated.at is None or stated.basis is not None:
        return ()
    end = put_behind(stated.at, f", {words}")
    return (content(f"phiếu phải có giá trị năm trước của [{fact.name}]", end),)


def _last_year_reads(rubric: Rubric) -> Iterator[tuple[str, Span | None]]:
    """Values of the year before that rules, formulas, and conditions on rows and ratings read."""
    read = [(name, mention(rule, name)) for _, rule in ruled(rubric) for name in facts_read(rule.value)]
    for fact in rubric.facts:
        read += [(n, fact.at) for n in (fact_names(fact.value.formula) if fact.value.formula is not None else ())]
    for placed in chain(all_conditions(rubric), rating_conditions(rubric)):
        read += [(name, placed.at) for atom in fact_atoms(placed.condition) for name in facts_of(atom)]
    return ((name, at) for name, at in dict.fromkeys(read) if years_back(name))


def _own_last_year(fact: FactDeclaration, formula: Expression) -> str:
    """How to have last year's value of a computed fact: a fact of its own, computed from last year's values."""
    names, text = fact_names(formula), expression(formula)
    for name in names:
        text = text.replace(f"[{name}]", f"[{in_year_before(this_year(name), 1)}]")
    asked = ", ".join(f"[{this_year(n)}]" for n in names)
    other = f"{fact.name} của năm trước"
    declared = f"[{other}]: {fact.type.value}, tính bằng {text}"
    return f"khai thêm “{declared}” (kèm “có năm trước” ở {asked}) và so với [{other}]"


def facts_are_no_circles(rubric: Rubric) -> Iterator[Diagnostic]:
    """L618: no computed fact leads back to itself."""
    declared = declared_in(rubric)
    for fact in rubric.facts:
        path = circle(fact.value, declared)
        if path:
            yield catalog.FACT_CYCLE.at(fact.at, name=fact.value.name, path=" → ".join(f"[{n}]" for n in path))


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
