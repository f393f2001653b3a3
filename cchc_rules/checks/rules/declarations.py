"""Facts: declared, used, and compared in the way their type allows."""

from collections.abc import Iterator
from itertools import chain
from typing import assert_never

from cchc_rules.checks.rubric_conditions import Scope, all_conditions, rating_conditions
from cchc_rules.checks.rules.facts_of_rows import placed_facts, said_for_all
from cchc_rules.checks.rules.facts_used import declared_in, rule_conditions, rule_uses, ruled
from cchc_rules.checks.rules.types import Declared, not_comparable
from cchc_rules.checks.words_and_places import narrow, near
from cchc_rules.diagnostics import Diagnostic, Related, catalog
from cchc_rules.diagnostics.mends import renamed
from cchc_rules.meaning.situation import with_inputs
from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.condition import (
    FactAtom,
    FactCompared,
    FactEquals,
    FactIs,
    FactWithin,
    Relation,
    UnitAtom,
    UnitIs,
    UnitKindIs,
    fact_atoms,
    facts_of,
)
from cchc_rules.model.expression import FactRef, fact_names
from cchc_rules.model.fact import FactDeclaration, FactType, Supplier, this_year
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.rule import facts_read
from cchc_rules.source import Span, fold_name

_PLAIN_NUMBERS = (FactType.COUNT, FactType.AMOUNT)
_COMPARISONS = {
    FactType.YES_NO: "[{name}] là có, hoặc [{name}] là không",
    FactType.CHOICE: '[{name}] là "…"',
    FactType.COUNT: "[{name}] từ 1, [{name}] dưới 5, hoặc [{name}] bằng 0",
    FactType.AMOUNT: "[{name}] từ 1, [{name}] dưới 5, hoặc [{name}] bằng 0",
    FactType.PERCENT: "[{name}] từ 80%, [{name}] dưới 50%, hoặc [{name}] bằng 100%",
}


def facts_are_declared(rubric: Rubric) -> Iterator[Diagnostic]:
    """K313: every fact in a condition is declared."""
    declared = Scope.of(rubric).facts
    for name, span in _uses(rubric):
        if fold_name(name) not in declared:
            meant = near(name, [f.name for f in declared.values()])
            expected, fix = (f"[{meant}]", f"ý bạn có phải là [{meant}]?") if meant else (None, None)
            yield catalog.FACT_UNDECLARED.at(
                span, name=name, expected=expected, fix=fix, fixes=renamed(span, name, meant)
            )


def facts_have_their_own_names(rubric: Rubric) -> Iterator[Diagnostic]:
    """B202, L649: no two facts share a name, case and spelling aside; one that two rows have is said once for all."""
    seen: dict[str, tuple[Code | None, Stated[FactDeclaration]]] = {}
    for row, fact in placed_facts(rubric):
        first_row, first = seen.setdefault(fold_name(fact.value.name), (row, fact))
        if first is fact:
            continue
        related = (Related("câu trước ở đây", first.at),)
        if row == first_row:
            yield catalog.STATED_TWICE.at(fact.at, what=f"[{fact.value.name}]", related=related)
        else:
            where = "phần SỐ LIỆU" if first_row is None else f"dòng {first_row}"
            name, fixes = fact.value.name, said_for_all(rubric, fact.value.name)
            yield catalog.FACT_DECLARED_ELSEWHERE.at(
                fact.at, name=name, row=row, where=where, related=related, fixes=fixes
            )


def facts_are_used(rubric: Rubric) -> Iterator[Diagnostic]:
    """K314: every declared fact is in some condition."""
    used = {fold_name(this_year(name)) for name, _ in _uses(rubric)}
    for fact in rubric.facts:
        if fold_name(fact.value.name) not in used:
            yield catalog.FACT_UNUSED.at(fact.at, name=fact.value.name)


def followers_supply_facts_of_their_rows(rubric: Rubric) -> Iterator[Diagnostic]:
    """K339: a row that reads a fact of those who follow it says who that is, itself or by a group above."""
    declared = {fold_name(f.value.name): f.value for f in rubric.facts}
    given = {name for name, fact in declared.items() if fact.supplier is Supplier.FOLLOWER}
    followed = {c.code for c in rubric.rows() if c.followed_by is not None}
    for row, rule in ruled(rubric) if given else ():
        if followed.isdisjoint(row.code.up()):
            names = {fold_name(this_year(n)) for n in facts_read(rule.value)}
            for name in sorted(with_inputs(names, declared) & given):
                yield catalog.NOBODY_FOLLOWS.at(row.at, name=declared[name].name, code=row.code)


def facts_are_compared_by_type(rubric: Rubric) -> Iterator[Diagnostic]:
    """K315, and K311 for a choice that the fact does not offer."""
    scope = Scope.of(rubric)
    for placed in chain(all_conditions(rubric), rule_conditions(rubric), rating_conditions(rubric)):
        for atom in fact_atoms(placed.condition):
            yield from _by_type(scope, atom, placed.at)


def fits(fact: FactDeclaration, atom: FactAtom) -> bool:
    """Whether a comparison is one that the fact's type allows; a choice must be one of those offered."""
    match atom:
        case FactIs(_, value):
            if isinstance(value, bool):
                return fact.type is FactType.YES_NO
            return fact.type is FactType.CHOICE and fold_name(value) in map(fold_name, fact.choices)
        case FactWithin() | FactEquals():
            return fact.type is FactType.PERCENT if atom.percent else fact.type in _PLAIN_NUMBERS
        case UnitKindIs() | UnitIs() | FactCompared():
            return True
        case _:
            assert_never(atom)


def misfit(scope: Scope, atom: FactCompared) -> str | None:
    """Why two values cannot be compared so, once every fact in it is declared; None when they can."""
    dated = [f for f in map(scope.fact, facts_of(atom)) if f is not None and f.type is FactType.DATE]
    bare = isinstance(atom.other, FactRef)
    if atom.relation.of_days or (atom.relation is Relation.EQUAL and dated and bare):
        others = [n for n in facts_of(atom) if (f := scope.fact(n)) is not None and f.type is not FactType.DATE]
        return f"[{others[0]}] không phải ngày tháng nên không so “{atom.relation.value}” được" if others else None
    if dated and bare:
        return f"ngày tháng so bằng “trước”, “sau”, “không trước”, “không sau”, không bằng “{atom.relation.value}”"
    return not_comparable(atom.fact, atom.other, scope.facts)


def _by_type(scope: Scope, atom: FactAtom, span: Span | None) -> Iterator[Diagnostic]:
    if isinstance(atom, FactCompared):
        why = misfit(scope, atom) if all(map(scope.fact, facts_of(atom))) else None
        if why is not None:
            yield catalog.RULE_TYPE.at(narrow(span, f"[{atom.fact}]"), what=why)
        return
    if isinstance(atom, UnitAtom):
        return
    fact = scope.fact(atom.fact)
    if fact is None or fits(fact, atom):
        return
    place = narrow(span, f"[{atom.fact}]")
    if isinstance(atom, FactIs) and isinstance(atom.value, str) and fact.type is FactType.CHOICE:
        offered = ", ".join(f"“{c}”" for c in fact.choices)
        why = f"số liệu [{atom.fact}] không có lựa chọn “{atom.value}”"
        fix, at = "viết đúng một lựa chọn đã khai", narrow(span, f'"{atom.value}"')
        fixes = renamed(at, atom.value, near(atom.value, fact.choices))
        yield catalog.IMPOSSIBLE.at(at, why=why, expected=offered, fix=fix, fixes=fixes)
        return
    right = _COMPARISONS.get(fact.type, "").format(name=atom.fact) or None
    yield catalog.FACT_MISUSED.at(place, name=atom.fact, type=fact.type.value, expected=right)


def _uses(rubric: Rubric) -> Iterator[tuple[str, Span | None]]:
    yield from rule_uses(rubric)
    for placed in chain(all_conditions(rubric), rating_conditions(rubric)):
        for atom in fact_atoms(placed.condition):
            for name in facts_of(atom):
                yield name, narrow(placed.at, f"[{name}]")


# ---- circles


def facts_go_round(rubric: Rubric) -> bool:
    """Whether some computed fact leads back to itself: what rules give is then told of no rule."""
    declared = declared_in(rubric)
    return any(circle(f, declared) for f in declared.values())


def circle(start: FactDeclaration, declared: Declared) -> list[str]:
    """The facts on the way from a computed fact back to itself, by name; none where there is no such way."""
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
