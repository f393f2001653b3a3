"""Expressions as exact formulas: what `meaning.expressions.work` gives where everything is known."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, assert_never

import z3

from cchc_rules.frozen import frozen
from cchc_rules.meaning.due_days import due_day
from cchc_rules.meaning.situation import Gap
from cchc_rules.model.calendar import DueOnDayOff
from cchc_rules.model.citation import Stated
from cchc_rules.model.expression import (
    Add,
    ByYear,
    Day,
    Days,
    DaysAfter,
    DaysLate,
    Direction,
    Due,
    Expression,
    FactRef,
    Greatest,
    LastDay,
    Least,
    MaxPoints,
    Number,
    OutOfMax,
    PartRef,
    Quotient,
    Rounded,
    Stepped,
    Subtract,
    TheRatio,
    Times,
    YearBest,
    fact_names,
)
from cchc_rules.model.fact import NUMERIC, FactType
from cchc_rules.model.rule import Fallback
from cchc_rules.proof import logic
from cchc_rules.proof.logic import NOTHING, Term, Truth, all_of, any_of, implies, negated, real, term
from cchc_rules.proof.situation import Asked, Loose, Ratios
from cchc_rules.proof.untranslated import Untranslated
from cchc_rules.writing.expressions import expression

_WEEKEND = 5


@frozen
class GapWhen:
    """That there is no number because of `gap` (None: because the rule leaves it open), and a part's own word on it."""

    when: Truth
    gap: Gap | None
    word: Stated[Fallback] | None = None


Gaps = tuple[GapWhen, ...]
"""The first that holds decides."""


@frozen
class Worth:
    """A number as a formula; it means something only where none of the gaps holds."""

    term: Term
    gaps: Gaps = ()

    @property
    def missing(self) -> Truth:
        """Whether there is no number."""
        return missing(self.gaps)


def missing(gaps: Gaps) -> Truth:
    """Whether one of them holds."""
    return any_of(*(g.when for g in gaps))


def where(when: Truth, gaps: Gaps) -> Gaps:
    """The gaps, where something else holds too."""
    guarded = (GapWhen(all_of(when, g.when), g.gap, g.word) for g in gaps)
    return tuple(g for g in guarded if g.when is not False)


def worth(e: Expression, a: Asked) -> Worth:  # noqa: C901 - a case for each kind of expression
    """The expression as a formula."""
    match e:
        case Number(value):
            return Worth(term(value))
        case MaxPoints():
            return Worth(term(a.max))
        case OutOfMax():
            return Worth(NOTHING, (GapWhen(True, Gap.OUT),))
        case TheRatio():
            return Worth(a.ratio) if a.ratio is not None else _unknown(e)
        case PartRef(name):
            return Worth(a.parts[name]) if name in a.parts else _unknown(e)
        case FactRef(name):
            return _fact(name, a)
        case DaysLate():
            return _days_late(e, a)
        case Day(due):
            return _last_day(due, a, moves=False)
        case LastDay(due):
            return _last_day(due, a, moves=True)
        case Stepped():
            return worth(e.arithmetic, a)
        case YearBest():
            return _year_best(e, a)
        case ByYear():
            told = e.of(a.year)
            return Worth(term(told.value)) if told is not None else Worth(NOTHING, (GapWhen(True, None),))
        case Add(left, right):
            return _joined((left, right), a, lambda t: logic.add(*t))
        case Subtract(left, right):
            return _joined((left, right), a, lambda t: logic.subtract(*t))
        case Times(left, right):
            return _joined((left, right), a, lambda t: logic.multiply(*t))
        case Least(parts):
            return _joined(parts, a, lambda t: _folded(logic.least, t))
        case Greatest(parts):
            return _joined(parts, a, lambda t: _folded(logic.greatest, t))
        case Rounded(inner, step, direction):
            return _joined((inner,), a, lambda t: rounded(t[0], step, direction, a))
        case Quotient():
            return _quotient(e, a)
        case _:
            assert_never(e)


def _unknown(e: Expression) -> Worth:
    raise Untranslated(f"“{expression(e)}” không rõ là gì ở đây")


def _folded(pick: Any, terms: Sequence[Term]) -> Term:
    made = terms[0]
    for one in terms[1:]:
        made = pick(made, one)
    return made


def _joined(parts: Sequence[Expression], a: Asked, join: Any) -> Worth:
    worked = [worth(p, a) for p in parts]
    return Worth(join([w.term for w in worked]), tuple(g for w in worked for g in w.gaps))


def _fact(name: str, a: Asked) -> Worth:
    declared = a.facts.declaration(name)
    if declared is None:
        raise Untranslated(f"số liệu [{name}] chưa khai")
    if declared.formula is not None:
        if a.depth > len(a.facts.declared):
            raise Untranslated(f"số liệu [{name}] tính vòng quanh")
        return worth(declared.formula, a.evolve(depth=a.depth + 1))
    if declared.type not in NUMERIC and declared.type is not FactType.DATE:
        raise Untranslated(f"số liệu [{name}] không phải là số")
    one = a.facts.unknown(name)
    return Worth(one.number, (GapWhen(negated(one.arisen), Gap.NOT_ARISEN),))


# ---- quotients and rounding


def _quotient(e: Quotient, a: Asked) -> Worth:
    above, below = worth(e.left, a), worth(e.right, a)
    a.made.denominators.update(fact_names(e.right))
    zero = logic.equal(below.term.num, Fraction(0))
    gaps = (*below.gaps, *where(True, (GapWhen(zero, Gap.ZERO),)), *above.gaps)
    if a.ratios is Ratios.EXACT or isinstance(below.term.num, Fraction):
        return Worth(logic.divide(above.term, below.term), gaps)
    number = a.made.fresh("tỷ lệ")
    a.made.loose.append(Loose(e, above.term, below.term, number))
    within = a.range_of(e)
    a.made.side += [logic.at_most(within.low, number)] if within.low is not None else []
    a.made.side += [logic.at_most(number, within.high)] if within.high is not None else []
    return Worth(Term(number), gaps)


def rounded(t: Term, step: Fraction, direction: Direction, a: Asked) -> Term:
    """The multiple of `step` below, above or nearest; halves go up."""
    if isinstance(t.num, Fraction) and isinstance(t.den, Fraction):
        from cchc_rules.model.expression import round_to

        return term(round_to(t.num / t.den, step, direction))
    unit = logic.times(t.den, step)
    half = logic.times(unit, Fraction(1, 2))
    shifted = logic.plus(t.num, half) if direction is Direction.NEAREST else t.num
    steps = a.made.fresh("bước tròn", whole=True)
    made = z3.ToReal(steps)
    this, before, after = (real(unit) * n for n in (made, made - 1, made + 1))
    value = real(shifted)
    up = direction is Direction.UP
    inside = z3.And(before < value, value <= this) if up else z3.And(this <= value, value < after)
    a.made.side.append(implies(logic.below(Fraction(0), t.den), inside))
    return Term(logic.times(made, step))


# ---- days


def _days_late(e: DaysLate, a: Asked) -> Worth:
    sent, due = _fact(e.fact, a), _last_day(e.due, a, moves=True)
    gaps = (*sent.gaps, *due.gaps)
    if e.days is Days.CALENDAR:
        return Worth(logic.greatest(logic.subtract(sent.term, due.term), NOTHING), gaps)
    if not isinstance(due.term.num, Fraction):
        raise Untranslated(f"“{expression(e)}”: ngày làm việc đếm từ một ngày do đơn vị báo cáo")
    return Worth(Term(_working_days(a.facts.unknown(e.fact).value, date.fromordinal(int(due.term.num)), a)), gaps)


def _working_days(sent: Any, due: date, a: Asked) -> Any:
    """Working days after a due day: five a week, those of the last days begun, and what the calendar changes."""
    late = sent - due.toordinal()
    rest = late % 7
    worked = [n for n in range(1, 7) if (due + timedelta(days=n)).weekday() < _WEEKEND]
    days = (late / 7) * 5 + z3.Sum([z3.If(rest >= n, 1, 0) for n in worked])
    off = [d for d in sorted(a.work_days.off) if d > due and d.weekday() < _WEEKEND]
    made_up = [d for d in sorted(a.work_days.made_up) if d > due and d.weekday() >= _WEEKEND]
    for day in off:
        days = days - z3.If(sent >= day.toordinal(), 1, 0)
    for day in made_up:
        days = days + z3.If(sent >= day.toordinal(), 1, 0)
    return z3.ToReal(z3.If(late > 0, days, 0))


def _last_day(due: Due, a: Asked, moves: bool) -> Worth:
    """The day counted from one fixed day."""
    if isinstance(due, DaysAfter):
        if due.days is Days.WORKING or (moves and a.work_days.rule is DueOnDayOff.MOVES):
            raise Untranslated(f"hạn kể từ [{due.since}]: ngày làm việc, hoặc hạn có thể chuyển sang ngày sau")
        since = _fact(due.since, a)
        latest = term(Fraction(date.max.toordinal()))
        return Worth(logic.least(logic.add(since.term, term(Fraction(due.count))), latest), since.gaps)
    found = due_day(due, a.walked, moves)
    if found.last is None:
        return Worth(NOTHING, (GapWhen(True, None),))
    return Worth(term(Fraction(found.last.toordinal())))


# ---- the year's best


def _year_best(e: YearBest, a: Asked) -> Worth:
    """One number for all sheets that are asked about, no worse than what any of them has."""
    own = worth(e.inner, a)
    best = a.made.bests.setdefault(e, z3.Real(f"{expression(e)}"))
    here = Term(best)
    order = logic.term_at_most(here, own.term) if e.lowest else logic.term_at_most(own.term, here)
    a.made.side.append(implies(negated(own.missing), order))
    a.made.owns.append((e, own.missing, own.term))
    within = a.range_of(e.inner)
    a.made.side += [logic.at_most(within.low, best)] if within.low is not None else []
    a.made.side += [logic.at_most(best, within.high)] if within.high is not None else []
    return Worth(here)
