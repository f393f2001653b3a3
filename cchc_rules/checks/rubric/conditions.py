"""Conditions of rows: each part can hold, each whole can hold and fail, and every row applies to somebody."""

from collections.abc import Iterator
from itertools import chain, islice
from typing import assert_never

from attrs import evolve

from cchc_rules.checks.rubric_conditions import (
    Placed,
    Scope,
    all_conditions,
    conditions_on,
    rating_conditions,
)
from cchc_rules.checks.rules.declarations import fits, misfit
from cchc_rules.checks.rules.facts_used import rule_conditions
from cchc_rules.checks.rules.satisfiable import Verdict, can_apply, judge
from cchc_rules.checks.words_and_places import narrow, near
from cchc_rules.diagnostics import Diagnostic, Related, catalog
from cchc_rules.diagnostics.mends import renamed
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
    fact_atoms,
)
from cchc_rules.model.rubric import ClaimPolicy, Criterion, Rubric
from cchc_rules.source import Span, fold_name
from cchc_rules.writing.rubric import condition

# Far more than any table or row carries; a text made to be slow gets no answer instead of a late one.
_MOST_IN_ALL, _MOST_TOGETHER = 2_000, 20
_UNTANGLE = "kiểm tra lại các phần nối bằng “và”, “không phải”"


def parts_can_hold(rubric: Rubric) -> Iterator[Diagnostic]:
    """K311: units named are assessed by this rubric, and bounds lie where the fact can."""
    scope = Scope.of(rubric)
    wider = _with_others(rubric, scope)
    for placed in chain(all_conditions(rubric), rule_conditions(rubric), rating_conditions(rubric)):
        for atom in fact_atoms(placed.condition):
            yield from _part(wider if placed.common else scope, atom, placed.at)


def _with_others(rubric: Rubric, scope: Scope) -> Scope:
    """What common provisions may speak of: kinds of unit that other rubrics using them assess, too."""
    others = rubric.linked.others if rubric.linked is not None else None
    if others is None or scope.kinds is None:
        return scope
    return evolve(scope, kinds={**{fold_name(k): k for k in others.kinds}, **scope.kinds})


def conditions_decide_something(rubric: Rubric) -> Iterator[Diagnostic]:
    """K311, K312: a condition whose parts are sound can hold, and can fail."""
    scope = Scope.of(rubric)
    for placed in islice(all_conditions(rubric), _MOST_IN_ALL):
        if any(True for atom in fact_atoms(placed.condition) for _ in _part(scope, atom, placed.at)):
            continue
        verdict = judge(scope, placed.condition)
        if verdict is Verdict.NEVER:
            yield catalog.IMPOSSIBLE.at(placed.at, why="các phần của điều kiện loại trừ nhau", fix=_UNTANGLE)
        elif verdict is Verdict.ALWAYS:
            yield catalog.ALWAYS.at(placed.at, why=_always(placed))
        elif any(judge(scope, side) is Verdict.NEVER for side in _sides(placed.condition)):
            why = "một vế của “hoặc” có các phần loại trừ nhau"
            yield catalog.IMPOSSIBLE.at(placed.at, why=why, fix=_UNTANGLE)


def rows_apply_to_somebody(rubric: Rubric) -> Iterator[Diagnostic]:
    """K330: conditions that are sound one by one do not shut every unit out together."""
    if next(islice(all_conditions(rubric), _MOST_IN_ALL, None), None) is not None:
        return
    scope = Scope.of(rubric)
    for top in (*rubric.fields, *rubric.bucket_rows()):
        yield from _apply(scope, top, ())


def one_claim_policy_a_row(rubric: Rubric) -> Iterator[Diagnostic]:
    """B202: a row allows or forbids claims once."""
    for row in rubric.rows():
        claims = [s for s in row.applicability if isinstance(s.value, ClaimPolicy)]
        for again in claims[1:]:
            related = (Related("câu trước ở đây", claims[0].at),)
            yield catalog.STATED_TWICE.at(again.at, what="không áp dụng", related=related)


def _apply(scope: Scope, row: Criterion, above: tuple[Placed, ...]) -> Iterator[Diagnostic]:
    own = tuple(p for p in conditions_on(row) if judge(scope, p.condition) is Verdict.SOMETIMES)
    together = (*above, *own)
    if own and 1 < len(together) <= _MOST_TOGETHER and not can_apply(scope, together):
        related = tuple(Related(f"điều kiện của {p.row.code}", p.at) for p in together[:-1])
        yield catalog.NEVER_APPLIES.at(own[-1].at, code=row.code, related=related)
        return
    for child in row.children:
        yield from _apply(scope, child, together)


def _sides(condition: Condition) -> Iterator[Condition]:
    """The sides of every `hoặc` that no other `hoặc` encloses."""
    match condition:
        case AnyOf(parts):
            yield from parts
        case AllOf(parts):
            for part in parts:
                yield from _sides(part)
        case Not(part):
            yield from _sides(part)
        case UnitKindIs() | UnitIs() | FactIs() | FactWithin() | FactEquals() | FactCompared():
            return
        case _:
            assert_never(condition)


def _always(placed: Placed) -> str:
    if placed.excludes:
        return f"mọi đơn vị được chấm đều thuộc điều kiện, nên {placed.row.code} không bao giờ được chấm"
    return f"mọi đơn vị được chấm đều thuộc điều kiện, nên {placed.row.code} áp dụng như không có câu này"


def _part(scope: Scope, atom: FactAtom, span: Span | None) -> Iterator[Diagnostic]:
    match atom:
        case UnitKindIs(kinds):
            for kind in kinds:
                yield from _kind(scope, kind, span)
        case UnitIs(names):
            for name in names:
                yield from _unit(scope, name, span)
        case FactWithin(name) | FactEquals(name):
            fact = scope.fact(name)
            sound = fact is not None and fits(fact, atom)
            if fact is not None and sound and judge(scope, atom) is Verdict.NEVER:
                why = f"số liệu [{name}] kiểu “{fact.type.value}” không thể có giá trị này"
                yield catalog.IMPOSSIBLE.at(narrow(span, f"[{name}]"), why=why)
        case FactCompared():
            if misfit(scope, atom) is None and judge(scope, atom) is Verdict.NEVER:
                why = f"cận đã khai của số liệu không cho “{condition(atom)}”"
                yield catalog.IMPOSSIBLE.at(narrow(span, f"[{atom.fact}]"), why=why)
        case FactIs():
            return
        case _:
            assert_never(atom)


def _kind(scope: Scope, kind: str, span: Span | None) -> Iterator[Diagnostic]:
    if scope.kinds is not None and fold_name(kind) not in scope.kinds:
        kinds = tuple(scope.kinds.values())
        meant = near(kind, kinds)
        at = narrow(span, f'"{kind}"')
        yield catalog.IMPOSSIBLE.at(
            at,
            fixes=renamed(at, kind, meant),
            why=f"bộ tiêu chí không chấm loại đơn vị “{kind}”",
            expected=f"“{meant}”" if meant else " hoặc ".join(f"“{k}”" for k in kinds),
            fix="ghi loại đơn vị đúng như câu “đối tượng”",
        )


def _unit(scope: Scope, name: str, span: Span | None) -> Iterator[Diagnostic]:
    if scope.excepts(name):
        why = f"câu “đối tượng” đã trừ “{name}”"
        fix = "xóa đơn vị này khỏi điều kiện: đơn vị đã được trừ thì không chấm"
        yield catalog.IMPOSSIBLE.at(narrow(span, f'"{name}"'), why=why, fix=fix)
