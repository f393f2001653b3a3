"""Whether a condition on a result can hold and can fail, over all that rows can come to.

Each thing that the condition compares (a row, a field, the index, a statement on facts) is tried below, on, between
and above the values it is compared with, each apart from the others. So "never" and "always" are sure; what only the
ties between rows and sums rule out is not found here.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise, product
from math import prod
from typing import assert_never

from cchc_rules.checks.rubric.attainable import Attainable, Whole
from cchc_rules.checks.rubric_conditions import Scope
from cchc_rules.checks.rules.reports import ends
from cchc_rules.checks.rules.satisfiable import Verdict, judge
from cchc_rules.frozen import frozen
from cchc_rules.meaning.amount import Amount
from cchc_rules.model.code import Code
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
)
from cchc_rules.model.interval import Interval
from cchc_rules.model.result_condition import (
    FieldsWithin,
    FieldWithin,
    IndexWithin,
    ResultAll,
    ResultAny,
    ResultAtom,
    ResultCondition,
    ResultNot,
    RowEquals,
    RowWithin,
    result_atoms,
)
from cchc_rules.model.rubric import Rubric
from cchc_rules.same import once_for_same

_CASES = 2_000
_ZERO = Fraction(0)
_INDEX = "chỉ số"


@frozen
class _Points:
    """The points of a row or group."""

    code: Code


@frozen
class _Share:
    """The points of a row, group or field over its maximum that counts."""

    code: Code


_Thing = _Points | _Share | str | ResultAtom
"""What is compared; an atom that is neither points nor a share stands for itself, true or false."""
_Case = Mapping[_Thing, Fraction | bool]


@frozen
class Results:
    """A rubric with what its rows can come to."""

    rubric: Rubric
    scope: Scope
    attainable: Attainable

    def row(self, code: Code) -> Whole | None:
        """A row or a group with all that lies in it; None when there is none."""
        rows = (*self.rubric.walk(), *self.rubric.bucket_rows())
        found = next((c for c in rows if c.code == code), None)
        return self.attainable.of([found]) if found is not None else None

    def index(self) -> Amount:
        """The index; with bonus or penalty anything from 0 up."""
        return Amount(_ZERO, None) if self.rubric.buckets else self.attainable.of(self.rubric.fields).ratio


@once_for_same(1)  # several checks ask for them, and working them out is most of what these take
def results_of(rubric: Rubric) -> Results:
    """The results that a rubric allows."""
    return Results(rubric, Scope.of(rubric), Attainable(rubric))


def judge_result(results: Results, condition: ResultCondition) -> Verdict:
    """Whether the condition holds of no result, of some or of all; undecided where a part of it is faulty."""
    plain = on_facts(condition)
    if plain is not None:
        return judge(results.scope, plain)
    if _facts_exclude(results.scope, condition):
        return Verdict.NEVER
    atoms = result_atoms(condition)
    things = list(dict.fromkeys(map(_thing, atoms)))
    choices = [_values(results, t, [a for a in atoms if _thing(a) == t]) for t in things]
    if not all(choices) or prod(map(len, choices)) > _CASES:
        return Verdict.UNDECIDED
    found = {_holds(condition, dict(zip(things, chosen, strict=True))) for chosen in product(*choices)}
    return Verdict.SOMETIMES if len(found) == 2 else Verdict.ALWAYS if True in found else Verdict.NEVER


# ---- what is said of facts and units alone


def on_facts(c: ResultCondition) -> Condition | None:
    """The condition as one of facts and units; None where it speaks of a result."""
    match c:
        case ResultNot(part):
            inner = on_facts(part)
            return None if inner is None else Not(inner)
        case ResultAll(parts) | ResultAny(parts):
            made = [on_facts(p) for p in parts]
            told = tuple(p for p in made if p is not None)
            return None if len(told) < len(made) else AllOf(told) if isinstance(c, ResultAll) else AnyOf(told)
        case UnitKindIs() | UnitIs() | FactIs() | FactWithin() | FactEquals() | FactCompared():
            return c
        case RowWithin() | RowEquals() | FieldWithin() | FieldsWithin() | IndexWithin():
            return None
        case _:
            assert_never(c)


def _facts_exclude(scope: Scope, c: ResultCondition) -> bool:
    """Whether statements on facts, that all must hold, rule each other out."""
    told = tuple(p for p in map(on_facts, c.parts) if p is not None) if isinstance(c, ResultAll) else ()
    return bool(told) and judge(scope, AllOf(told)) is Verdict.NEVER


# ---- cases


def _thing(atom: ResultAtom) -> _Thing:
    match atom:
        case RowWithin(code, _, percent):
            return _Share(code) if percent else _Points(code)
        case RowEquals(code):
            return _Points(code)
        case FieldWithin(code):
            return _Share(code)
        case IndexWithin():
            return _INDEX
        case FieldsWithin() | UnitKindIs() | UnitIs() | FactIs() | FactWithin() | FactEquals() | FactCompared():
            return atom
        case _:
            assert_never(atom)


def _values(results: Results, thing: _Thing, atoms: Sequence[ResultAtom]) -> tuple[Fraction | bool, ...]:
    """What is tried of a thing; nothing where the condition names a row that is not there."""
    if isinstance(thing, _Points | _Share):
        whole = results.row(thing.code)
        if whole is None:
            return ()
        if isinstance(thing, _Share):
            return spread(whole.ratio, _marks(atoms))
        return tuple(whole.values) if whole.values else spread(whole.points, _marks(atoms))
    if isinstance(thing, str):
        return spread(results.index(), _marks(atoms))
    if isinstance(thing, FieldsWithin):
        return _number(results, thing.least, thing.interval)
    return _of_facts(results.scope, thing)


def _of_facts(scope: Scope, atom: ResultAtom) -> tuple[bool, ...]:
    verdict = judge(scope, atom) if isinstance(atom, FactAtom) else Verdict.UNDECIDED
    return (False,) if verdict is Verdict.NEVER else (True,) if verdict is Verdict.ALWAYS else (False, True)


def _number(results: Results, least: int, interval: Interval) -> tuple[bool, ...]:
    """Whether so many fields can lie in the interval, and whether fewer can."""
    within = [results.attainable.of([f]).ratio.within(interval) for f in results.rubric.fields]
    can = sum(1 for w in within if w is not False) >= least
    must = sum(1 for w in within if w is True) >= least
    return (True,) if must else (False, True) if can else (False,)


def _marks(atoms: Sequence[ResultAtom]) -> Iterator[Fraction]:
    for atom in atoms:
        match atom:
            case RowWithin(interval=interval) | FieldWithin(interval=interval) | IndexWithin(interval=interval):
                yield from ends(interval)
            case RowEquals(points=points):
                yield points
            case FieldsWithin() | UnitKindIs() | UnitIs() | FactIs() | FactWithin() | FactEquals() | FactCompared():
                continue
            case _:
                assert_never(atom)


def spread(amount: Amount, marks: Iterator[Fraction]) -> tuple[Fraction, ...]:
    """The ends of an amount, the marks inside it, and a value between each two of these."""
    low = amount.low or _ZERO
    inside = sorted({m for m in marks if m > low and (amount.high is None or m < amount.high)})
    high = amount.high if amount.high is not None else max([low, *inside]) + 1
    edges = list(dict.fromkeys((low, *inside, high)))
    return (*edges, *((a + b) / 2 for a, b in pairwise(edges)))


def _holds(c: ResultCondition, case: _Case) -> bool:
    match c:
        case ResultNot(part):
            return not _holds(part, case)
        case ResultAll(parts):
            return all(_holds(p, case) for p in parts)
        case ResultAny(parts):
            return any(_holds(p, case) for p in parts)
        case RowWithin(interval=interval) | FieldWithin(interval=interval) | IndexWithin(interval=interval):
            return interval.holds(Fraction(case[_thing(c)]))
        case RowEquals(points=points):
            return case[_thing(c)] == points
        case FieldsWithin() | UnitKindIs() | UnitIs() | FactIs() | FactWithin() | FactEquals() | FactCompared():
            return bool(case[_thing(c)])
        case _:
            assert_never(c)
