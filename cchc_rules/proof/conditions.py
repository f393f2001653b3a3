"""Conditions as formulas: what `meaning.conditions` says where everything is known."""

from collections.abc import Sequence
from typing import assert_never

from cchc_rules.frozen import frozen
from cchc_rules.meaning.conditions import Standing
from cchc_rules.meaning.situation import Gap
from cchc_rules.model.condition import (
    AllOf,
    AnyOf,
    Condition,
    FactAtom,
    FactCompared,
    FactEquals,
    FactIs,
    FactWithin,
    Not,
    UnitIs,
    UnitKindIs,
    YearWithin,
)
from cchc_rules.model.expression import FactRef
from cchc_rules.model.fact import FactType
from cchc_rules.model.interval import Interval
from cchc_rules.proof import logic
from cchc_rules.proof.expressions import Gaps, GapWhen, missing, where, worth
from cchc_rules.proof.logic import Term, Truth, all_of, any_of, negated, term
from cchc_rules.proof.situation import Asked
from cchc_rules.proof.untranslated import Untranslated


@frozen
class Judged:
    """Where a condition holds, where it fails, and where it has no answer: of these three one."""

    yes: Truth
    no: Truth
    gaps: Gaps = ()


def judged(c: Condition | YearWithin, a: Asked, standing: Standing = Standing.IN_RULE) -> Judged:
    """The condition as formulas."""
    match c:
        case Not(part):
            inner = judged(part, a, standing)
            return Judged(inner.no, inner.yes, inner.gaps)
        case AllOf(parts):
            found = [judged(p, a, standing) for p in parts]
            return _joined([j.yes for j in found], [j.no for j in found], found)
        case AnyOf(parts):
            found = [judged(p, a, standing) for p in parts]
            joined = _joined([j.no for j in found], [j.yes for j in found], found)
            return Judged(joined.no, joined.yes, joined.gaps)
        case YearWithin() | UnitKindIs() | UnitIs() | FactIs() | FactWithin() | FactEquals() | FactCompared():
            return _seen(c, _atom(c, a), standing, a)
        case _:
            assert_never(c)


def _seen(c: object, made: Judged, standing: Standing, a: Asked) -> Judged:
    if standing is Standing.ELSEWHERE:
        return _elsewhere(made)
    a.made.mark(c, True, all_of(a.under, made.yes))
    a.made.mark(c, False, all_of(a.under, made.no))
    return made


def _joined(every: Sequence[Truth], ends: Sequence[Truth], parts: Sequence[Judged]) -> Judged:
    """One that `ends` it decides whatever the others lack; else the first that has no answer."""
    ended = any_of(*ends)
    return Judged(all_of(*every), ended, where(negated(ended), tuple(g for p in parts for g in p.gaps)))


def _elsewhere(found: Judged) -> Judged:
    """Outside scoring rules a comparison with what did not arise is false."""
    unarisen = _first_is_unarisen(found.gaps)
    left = where(negated(unarisen), tuple(g for g in found.gaps if g.gap is not Gap.NOT_ARISEN))
    return Judged(found.yes, any_of(found.no, unarisen), left)


def _first_is_unarisen(gaps: Gaps) -> Truth:
    parts: list[Truth] = []
    for n, gap in enumerate(gaps):
        if gap.gap is Gap.NOT_ARISEN:
            parts.append(all_of(gap.when, *(negated(g.when) for g in gaps[:n])))
    return any_of(*parts)


def _atom(c: FactAtom | YearWithin, a: Asked) -> Judged:
    match c:
        case UnitKindIs(kinds):
            return _told(a.unit.is_kind(kinds))
        case UnitIs(names):
            return _told(a.unit.is_named(names))
        case YearWithin(first, last):
            return _told(first <= a.year and (last is None or a.year <= last))
        case FactIs():
            return _is(c, a)
        case FactWithin(fact, interval):
            made = worth(FactRef(fact), a)
            return _told(lies_in(made.term, interval), made.gaps)
        case FactEquals(fact, value):
            made = worth(FactRef(fact), a)
            return _told(logic.term_equal(made.term, term(value)), made.gaps)
        case FactCompared():
            return _beside(c, a)
        case _:
            assert_never(c)


def _told(answer: Truth, gaps: Gaps = ()) -> Judged:
    sound = negated(missing(gaps))
    return Judged(all_of(sound, answer), all_of(sound, negated(answer)), gaps)


def _is(c: FactIs, a: Asked) -> Judged:
    one = a.facts.unknown(c.fact)
    gaps = (GapWhen(negated(one.arisen), Gap.NOT_ARISEN),)
    if isinstance(c.value, bool):
        if one.declared.type is not FactType.YES_NO:
            raise Untranslated(f"[{c.fact}] không phải có/không")
        return _told(one.value if c.value else negated(one.value), gaps)
    if one.declared.type is not FactType.CHOICE:
        raise Untranslated(f"[{c.fact}] so với chữ")
    return _told(one.is_choice(c.value), gaps)


def _beside(c: FactCompared, a: Asked) -> Judged:
    left, right = worth(FactRef(c.fact), a), worth(c.other, a)
    below, above = logic.term_below(left.term, right.term), logic.term_below(right.term, left.term)
    signs = {-1: below, 1: above, 0: negated(any_of(below, above))}
    holding = any_of(*(truth for sign, truth in signs.items() if c.relation.holds(sign)))
    return _told(holding, (*left.gaps, *right.gaps))


def lies_in(t: Term, interval: Interval) -> Truth:
    """Whether a number lies inside."""
    parts: list[Truth] = []
    if interval.low is not None:
        low = term(interval.low)
        parts.append(logic.term_below(low, t) if interval.low_open else logic.term_at_most(low, t))
    if interval.high is not None:
        high = term(interval.high)
        parts.append(logic.term_at_most(t, high) if interval.high_closed else logic.term_below(t, high))
    return all_of(*parts)
