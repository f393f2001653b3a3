"""Scoring methods and whole rules as formulas: what `meaning.rules.apply` gives where everything is known."""

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from attrs import evolve

from cchc_rules.frozen import frozen
from cchc_rules.meaning.rules import fallback
from cchc_rules.meaning.situation import Gap
from cchc_rules.model.citation import Stated
from cchc_rules.model.expression import Expression
from cchc_rules.model.rule import (
    AllOrNothing,
    ByCouncil,
    BySurvey,
    Cases,
    Combine,
    FallbackKind,
    Formula,
    Levels,
    Limits,
    Method,
    Part,
    Parts,
    Rule,
    Scale,
)
from cchc_rules.proof import logic
from cchc_rules.proof.conditions import Judged, judged, lies_in
from cchc_rules.proof.expressions import Gaps, GapWhen, Worth, missing, rounded, where, worth
from cchc_rules.proof.logic import NOTHING, Term, Truth, all_of, any_of, negated, term, term_if
from cchc_rules.proof.situation import Asked
from cchc_rules.proof.untranslated import Untranslated


def done(method: Method, a: Asked) -> Worth:
    """A method worked out, its parts first."""
    match method:
        case Scale():
            return _scale(method, a)
        case Levels():
            return _levels(method, a)
        case Cases():
            return _cases(method, a)
        case AllOrNothing():
            return _cases(method.as_cases, a)
        case Formula():
            return _formula(method, a)
        case Parts():
            return _combined(method, a)
        case ByCouncil() | BySurvey():
            raise Untranslated("điểm do Hội đồng cho hoặc lấy từ phiếu điều tra")
        case _:
            assert_never(method)


_Line = tuple[Stated[object], Truth, Expression]


def _chosen(lines: Sequence[_Line], before: Gaps, a: Sequence[Asked]) -> Worth:
    """The number of the line that holds; where none does, nothing says what the points are."""
    amount, gaps = NOTHING, list(before)
    for (_, holds, points), inside in zip(lines, a, strict=True):
        made = worth(points, inside)
        amount = term_if(holds, made.term, amount)
        gaps += where(holds, made.gaps)
    for line, holds, _ in lines:
        a[0].made.mark(line, None, all_of(a[0].under, holds))
    none = all_of(*(negated(holds) for _, holds, _ in lines))
    gaps += where(none, (GapWhen(True, None),))
    return Worth(amount, tuple(gaps))


def _scale(method: Scale, a: Asked) -> Worth:
    value = worth(method.value, a)
    sound = negated(value.missing)
    lines: list[_Line] = []
    for row in method.rows:
        lines.append((row, all_of(sound, lies_in(value.term, row.value.interval)), row.value.points))
    return _chosen(lines, value.gaps, [a.evolve(ratio=value.term) for _ in lines])


def _levels(method: Levels, a: Asked) -> Worth:
    fact = a.facts.unknown(method.fact)
    lines: list[_Line] = [
        (row, all_of(fact.arisen, fact.is_choice(row.value.choice)), row.value.points) for row in method.rows
    ]
    return _chosen(lines, (GapWhen(negated(fact.arisen), Gap.NOT_ARISEN),), [a for _ in lines])


def _cases(method: Cases, a: Asked) -> Worth:
    """The first whose condition holds; one without an answer ends the search."""
    waiting: Truth = True
    lines: list[_Line] = []
    gaps: list[GapWhen] = []
    for row in method.rows:
        here = a.evolve(under=all_of(a.under, waiting))
        when = judged(row.value.when, here) if row.value.when is not None else Judged(True, False)
        lines.append((row, all_of(waiting, when.yes), row.value.points))
        gaps += where(waiting, when.gaps)
        waiting = all_of(waiting, when.no)
    return _chosen(lines, tuple(gaps), [a for _ in lines])


# ---- parts


@frozen
class _PartDone:
    holds: Truth
    term: Term
    broken: Gaps

    @property
    def worth(self) -> Term:
        return term_if(self.holds, self.term, NOTHING)


def _parts(stated: Sequence[Stated[Part]], a: Asked) -> tuple[list[_PartDone], Asked]:
    """Every part, each seeing those before it."""
    found: list[_PartDone] = []
    for part in stated:
        when = judged(part.value.when, a) if part.value.when is not None else Judged(True, False)
        inner = done(part.value.method, a.evolve(under=all_of(a.under, when.yes)))
        made = _filled(part.value, inner)
        if part.value.zero is not None:
            a.made.mark(part.value.zero, None, all_of(a.under, when.yes, _zero_first(inner.gaps)))
        broken = (*when.gaps, *where(when.yes, made.gaps))
        found.append(_PartDone(when.yes, made.term, broken))
        a = a.evolve(parts={**a.parts, part.value.name: found[-1].worth})
    return found, a


def _filled(part: Part, made: Worth) -> Worth:
    """A part's own word on a zero denominator, before the rule's."""
    if part.zero is None:
        return made
    if part.zero.value.kind is not FallbackKind.POINTS:
        worded = (evolve(g, word=g.word or part.zero) if g.gap is Gap.ZERO else g for g in made.gaps)
        return Worth(made.term, tuple(worded))
    amount = made.term
    gaps: list[GapWhen] = []
    before: Truth = False
    for gap in made.gaps:
        if gap.gap is Gap.ZERO:
            amount = term_if(all_of(gap.when, negated(before)), term(part.zero.value.points), amount)
        else:
            gaps.append(gap)
        before = any_of(before, gap.when)
    firsts = _zero_first(made.gaps)
    return Worth(amount, where(negated(firsts), tuple(gaps)))


def _zero_first(gaps: Gaps) -> Truth:
    """Whether a zero denominator is the first gap met."""
    found: list[Truth] = []
    for n, gap in enumerate(gaps):
        if gap.gap is Gap.ZERO:
            found.append(all_of(gap.when, *(negated(g.when) for g in gaps[:n] if g.gap is not Gap.ZERO)))
    return any_of(*found)


def _formula(method: Formula, a: Asked) -> Worth:
    parts, inside = _parts(method.parts, a)
    ratio = worth(method.ratio, inside) if method.ratio is not None else None
    if ratio is not None:
        inside = inside.evolve(ratio=ratio.term)
    body = worth(method.body, inside)
    gaps = (*(ratio.gaps if ratio is not None else ()), *body.gaps, *(g for p in parts for g in p.broken))
    return _limited(Worth(body.term, gaps), method.limits, inside)


def _combined(method: Parts, a: Asked) -> Worth:
    parts, inside = _parts(method.parts, a)
    if method.how is Combine.FIRST:
        return _first(method, parts, inside)
    made = Worth(_together(method.how, parts), tuple(g for p in parts for g in p.broken))
    return _limited(made, method.limits, inside)


def _first(method: Parts, parts: Sequence[_PartDone], a: Asked) -> Worth:
    waiting: Truth = True
    amount = NOTHING
    gaps: list[GapWhen] = []
    for part in parts:
        here = all_of(waiting, part.holds)
        amount = term_if(here, part.term, amount)
        gaps += where(waiting, part.broken)
        waiting = all_of(waiting, negated(part.holds), negated(missing(part.broken)))
    return _limited(Worth(amount, tuple(gaps)), method.limits, a)


def _together(how: Combine, parts: Sequence[_PartDone]) -> Term:
    if how is Combine.SUM:
        amount = NOTHING
        for part in parts:
            amount = logic.add(amount, part.worth)
        return amount
    pick = logic.greatest if how is Combine.BEST else logic.least
    amount, any_yet = NOTHING, False
    for part in parts:
        better = term_if(any_yet, pick(amount, part.term), part.term)
        amount, any_yet = term_if(part.holds, better, amount), any_of(any_yet, part.holds)
    return amount


def _limited(made: Worth, limits: Limits, a: Asked) -> Worth:
    high = worth(limits.high, a) if limits.high is not None else None
    low = worth(limits.low, a) if limits.low is not None else None
    amount = made.term
    amount = logic.least(amount, high.term) if high is not None else amount
    amount = logic.greatest(amount, low.term) if low is not None else amount
    return Worth(amount, (*made.gaps, *(g for w in (high, low) if w is not None for g in w.gaps)))


# ---- rules


@frozen
class RowDone:
    """A rule as formulas: where the row is out of the maximum, where nothing says what it gives, its points elsewhere.

    `zero` is where a denominator is 0 and no part has its own points for it. `uncut` are the points before
    they are kept in 0…maximum, which mean something only where `counted`. `gate` is the condition above all lines.
    """

    points: Term
    out: Truth
    open: Truth
    uncut: Term
    counted: Truth
    zero: Truth
    gate: Judged | None = None


def row_done(rule: Rule, a: Asked) -> RowDone:
    """The points of a rule that is not manual; `a.max` is the maximum of its row."""
    gate = judged(rule.gate.value, a) if rule.gate is not None else None
    passed = gate.yes if gate is not None else True
    made = done(rule.method, a.evolve(under=passed))
    gaps = (*(gate.gaps if gate is not None else ()), *where(passed, made.gaps))
    uncut = made.term
    if rule.rounding is not None:
        uncut = rounded(uncut, rule.rounding.value.step, rule.rounding.value.direction, a)
    kept = logic.greatest(logic.least(uncut, term(a.max)), NOTHING)
    counted = all_of(passed, negated(missing(gaps)))
    points = term_if(counted, kept, NOTHING)
    out: list[Truth] = []
    undecided: list[Truth] = []
    zero: list[Truth] = []
    before: Truth = False
    for gap in gaps:
        here, before = all_of(gap.when, negated(before)), any_of(before, gap.when)
        zero += [here] if gap.gap is Gap.ZERO else []
        given = _given(rule, gap, here, a)
        if isinstance(given, Fraction):
            points = term_if(here, term(given), points)
        else:
            (out if given is Gap.OUT else undecided).append(here)
    return RowDone(points, any_of(*out), any_of(*undecided), uncut, counted, any_of(*zero), gate)


def _given(rule: Rule, gap: GapWhen, here: Truth, a: Asked) -> Fraction | Gap | None:
    """The points that are said for a gap; Gap.OUT where the row leaves the maximum, None where nothing is said."""
    if gap.gap is Gap.OUT or gap.gap is None:
        return gap.gap
    said = fallback(rule, gap.gap, gap.word)
    if said is None:
        return None
    a.made.mark(said, None, here)
    if rule.zero is not None and gap.gap is Gap.ZERO and (gap.word or rule.zero) is rule.zero:
        a.made.mark(rule.zero, None, here)
    if said.value.kind is FallbackKind.NOT_APPLICABLE:
        return Gap.OUT
    return a.max if said.value.kind is FallbackKind.FULL else said.value.points
