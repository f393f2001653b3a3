"""Bands, conditions on the result and consequences as formulas, each known as coverage knows it."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, assert_never

import z3

from cchc_rules.evaluate.coverage import Key
from cchc_rules.model.citation import Stated
from cchc_rules.model.condition import FactCompared, FactEquals, FactIs, FactWithin, UnitIs, UnitKindIs
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
from cchc_rules.model.rubric import Band, Disqualifier, Measure
from cchc_rules.proof import logic
from cchc_rules.proof.conditions import lies_in
from cchc_rules.proof.logic import Num, Term, Truth, all_of, any_of, negated, real
from cchc_rules.proof.table import Part, Result, Table
from cchc_rules.source import fold_name

_ZERO = Fraction(0)


def rating_marks(table: Table, result: Result) -> dict[Key, Truth]:
    """Where each band is the unit's, and each comparison of a condition or consequence comes out so."""
    marks: dict[Key, Truth] = {}
    atoms = _Atoms(table, result)
    for d in table.tree.rubric.provisions.disqualifiers:
        meant = table.holds(d.value.scope)
        for atom in dict.fromkeys(result_atoms(d.value.condition)):
            holds = atoms.holds(atom)
            marks[(id(d), atom, True)], marks[(id(d), atom, False)] = (
                all_of(meant, holds),
                all_of(meant, negated(holds)),
            )
    for c in table.tree.consequences:
        for trigger in c.value.triggers:
            holds = atoms.holds(trigger)
            marks[(id(c), trigger, True)], marks[(id(c), trigger, False)] = holds, negated(holds)
    return marks | _bands(table, result, atoms)


class _Atoms:
    """Each comparison once."""

    def __init__(self, table: Table, result: Result) -> None:
        self.table, self.result = table, result
        self.found: dict[ResultAtom, Truth] = {}

    def holds(self, atom: ResultAtom) -> Truth:
        if atom not in self.found:
            self.found[atom] = _atom(atom, self.table, self.result)
        return self.found[atom]

    def truth(self, c: ResultCondition) -> Truth:
        if isinstance(c, ResultAtom):
            return self.holds(c)
        match c:
            case ResultNot(part):
                return negated(self.truth(part))
            case ResultAll(parts):
                return all_of(*map(self.truth, parts))
            case ResultAny(parts):
                return any_of(*map(self.truth, parts))
            case _:
                assert_never(c)


def _atom(atom: ResultAtom, table: Table, result: Result) -> Truth:
    match atom:
        case IndexWithin(within):
            return _share(result.points, result.base, within)
        case FieldWithin(code, within):
            return any_of(*(_share(f.kept, f.applies, within) for f in result.fields if f.criterion.code == code))
        case FieldsWithin(least, within):
            held = [_share(f.kept, f.applies, within) for f in result.fields]
            return z3.Sum([z3.If(h, 1, 0) if not isinstance(h, bool) else z3.IntVal(int(h)) for h in held]) >= least
        case RowWithin(code, within, percent):
            part = result.part(code)
            return part is not None and all_of(negated(part.out), lies_in(_told(part, percent), within))
        case RowEquals(code, points):
            part = result.part(code)
            return part is not None and all_of(negated(part.out), logic.equal(_told(part, False).num, points))
        case UnitKindIs() | UnitIs() | FactIs() | FactWithin() | FactEquals() | FactCompared():
            return table.holds(atom)
        case _:
            assert_never(atom)


def _told(part: Part, percent: bool) -> Term:
    """What of a row is compared: points, or their share of what applies; of one that deducts, what it takes."""
    most = part.applies if percent else part.criterion.max
    above = logic.minus(most, part.kept) if part.criterion.deducts else part.kept
    return Term(above, part.applies) if percent else Term(above)


def _share(points: Num, base: Num, within: Interval) -> Truth:
    return all_of(logic.below(_ZERO, base), lies_in(Term(points, base), within))


# ---- bands


def _bands(table: Table, result: Result, atoms: _Atoms) -> dict[Key, Truth]:
    bands = table.tree.bands
    marks: dict[Key, Truth] = {}
    before: Truth = False
    scopes = [s for s in dict.fromkeys(b.value.scope for b in bands) if s is not None]
    for scope in (*scopes, None):
        own = sorted((b for b in bands if b.value.scope == scope), key=_low)
        meant = all_of(negated(before), table.holds(scope))
        rank = _ranked(own, table, result, atoms)
        for n, band in enumerate(own):
            marks[(id(band), None)] = all_of(meant, rank == n)
        before = any_of(before, meant)
    return marks


def _ranked(own: Sequence[Stated[Band]], table: Table, result: Result, atoms: _Atoms) -> Any:
    """The place of the unit's band from the lowest; -1 for none."""
    rank: Any = z3.IntVal(-1)
    for n, band in enumerate(own):
        by_points = band.value.measure is Measure.POINTS
        reached = lies_in(Term(result.points, Fraction(1) if by_points else result.base), band.value.interval)
        rank = z3.If(z3.And(real(result.base) > 0, reached), n, rank)
    for stated in table.tree.rubric.provisions.disqualifiers:
        holds = all_of(table.holds(stated.value.scope), atoms.truth(stated.value.condition))
        rank = _lowered(rank, own, stated.value, holds)
    return rank


def _lowered(rank: Any, own: Sequence[Stated[Band]], d: Disqualifier, holds: Truth) -> Any:
    """The named rating in place of a better one."""
    if holds is False:
        return rank
    if d.result is None:
        return z3.If(holds, -1, rank)
    named = next((n for n, b in enumerate(own) if fold_name(b.value.name) == fold_name(d.result or "")), None)
    return rank if named is None else z3.If(z3.And(holds, rank > named), named, rank)


def _low(band: Stated[Band]) -> tuple[bool, Fraction]:
    low = band.value.interval.low
    return (low is not None, low or _ZERO)
