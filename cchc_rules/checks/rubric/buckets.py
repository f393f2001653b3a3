"""Bonus and penalty, rescaling, ratings for some units alone, and conditions that decide a rating."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import assert_never

from cchc_rules.checks.rubric.consequences import field_is_one
from cchc_rules.checks.rubric.rating import by_scope
from cchc_rules.checks.words_and_places import near
from cchc_rules.diagnostics import Diagnostic, Related, catalog, nearest_code
from cchc_rules.diagnostics.mends import chosen, lines_below, renamed
from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.condition import Condition, FactCompared, FactEquals, FactIs, FactWithin, UnitIs, UnitKindIs
from cchc_rules.model.interval import Interval
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.result_condition import (
    FieldsWithin,
    FieldWithin,
    IndexWithin,
    ResultAtom,
    RowEquals,
    RowWithin,
    result_atoms,
)
from cchc_rules.model.rubric import Absence, Band, BucketKind, Criterion, Disqualifier, Rubric
from cchc_rules.source import Span, fold_name
from cchc_rules.writing.rubric import measure, quote, scope

_ZERO, _ONE = Fraction(0), Fraction(1)
_CEILINGS = tuple(
    (f"điểm sau cộng, trừ: {c}", f"điểm sau cộng, trừ {c}")
    for c in ("không quá tổng điểm tối đa", "được vượt tổng điểm tối đa")
)


def buckets_are_sound(rubric: Rubric) -> Iterator[Diagnostic]:
    """X804 to X808: buckets have rows and a cap, and the rubric says what happens above the total."""
    ceiling = rubric.provisions.ceiling
    if ceiling is not None and not rubric.buckets:
        yield catalog.CEILING_IDLE.at(ceiling.at)
    bonus = next((b for b in rubric.buckets if b.value.kind is BucketKind.BONUS), None)
    if bonus is not None and ceiling is None:
        total = rubric.provisions.total
        yield catalog.CEILING_UNSAID.at(bonus.at, fixes=lines_below(total.at if total else None, *_CEILINGS))
    for stated in rubric.buckets:
        what, cap = stated.value.kind.value.upper(), vietnamese(stated.value.cap)
        rows = sum((r.max for r in stated.value.rows), _ZERO)
        if stated.value.cap <= 0:
            yield catalog.BUCKET_CAP.at(stated.at, what=what, cap=cap)
        if not stated.value.rows:
            example = "C1" if stated.value.kind is BucketKind.BONUS else "T1"
            yield catalog.BUCKET_EMPTY.at(stated.at, what=what, example=example)
        elif rows < stated.value.cap:
            yield catalog.BUCKET_CAP_LOOSE.at(stated.at, what=what, cap=cap, sum=vietnamese(rows))


def rescaling_does_something(rubric: Rubric) -> Iterator[Diagnostic]:
    """X814: there are rows that rescaling applies to."""
    absence = rubric.provisions.absence
    if absence is None or absence.value is not Absence.RESCALED or not rubric.fields:
        return
    if all(row.survey for row in rubric.leaves()):
        yield catalog.RESCALE_IDLE.at(absence.at)


def every_kind_is_rated(rubric: Rubric) -> Iterator[Diagnostic]:
    """X809, X810, X813: each kind of unit has ratings, and from one heading alone."""
    scopes = by_scope(rubric)
    if not any(s is not None for s in scopes):
        return
    seen: dict[str, list[Stated[Band]]] = {}
    for given, bands in scopes.items():
        if not isinstance(given, UnitKindIs):
            continue
        for kind in given.kinds:
            first = seen.setdefault(fold_name(kind), bands)
            if first is not bands:
                related = (Related("phần trước ở đây", first[0].at),)
                yield catalog.KIND_RATED_TWICE.at(bands[0].at, kind=kind, related=related)
    subjects = rubric.provisions.subjects
    kinds = subjects.value.kinds if subjects is not None else ()
    unrated = [k for k in kinds if fold_name(k) not in seen]
    if None not in scopes and (unrated or not kinds):
        whom = ", ".join(f"“{k}”" for k in unrated) or "các đơn vị còn lại"
        yield catalog.KIND_UNRATED.at(next(iter(scopes.values()))[0].at, whom=whom)
    elif None in scopes and kinds and not unrated:
        yield catalog.RATING_SCOPE_UNUSED.at(scopes[None][0].at)


def disqualifiers_are_sound(rubric: Rubric) -> Iterator[Diagnostic]:
    """X811, X812, K316, K328: they name ratings and rows that are there, and can hold."""
    rows = {row.code: row for row in (*rubric.walk(), *rubric.bucket_rows())}
    for stated in rubric.provisions.disqualifiers:
        yield from _rating(rubric, stated)
        yield from atoms_are_sound(rubric, rows, stated)


def atoms_are_sound(
    rubric: Rubric, rows: Mapping[Code, Criterion], stated: Stated[Disqualifier]
) -> Iterator[Diagnostic]:
    """What each comparison of a rating's condition shows by itself: rows that are there, bounds within reach."""
    for atom in result_atoms(stated.value.condition):
        yield from _atom(rubric, rows, stated, atom)


def _atom(
    rubric: Rubric, rows: Mapping[Code, Criterion], stated: Stated[Disqualifier], atom: ResultAtom
) -> Iterator[Diagnostic]:
    match atom:
        case RowWithin(code) | RowEquals(code) | FieldWithin(code) if code not in rows:
            near = nearest_code(code.text, (c.text for c in rows))
            yield catalog.NO_SUCH_ROW.at(stated.at, code=code, fixes=renamed(stated.at, code.text, near, "mã"))
            yield from _ratio(stated, atom.interval) if isinstance(atom, FieldWithin) else ()
        case RowWithin(code, within, percent):
            yield from _row(stated, rows[code], within, percent)
        case RowEquals(code, points):
            if not 0 <= points <= rows[code].max:
                yield _never(stated, _reach(rows[code]))
        case FieldWithin(code, within):
            yield from field_is_one(rubric, rows[code], stated.at)
            yield from _ratio(stated, within)
        case FieldsWithin(least, within):
            if not 0 < least <= len(rubric.fields):
                yield _never(stated, f"bảng có {len(rubric.fields)} {rubric.level_names[0]}")
            yield from _ratio(stated, within)
        case IndexWithin(within):
            # With bonus the index may pass 100%.
            yield from () if rubric.buckets else _ratio(stated, within)
        case UnitKindIs() | UnitIs() | FactIs() | FactWithin() | FactEquals() | FactCompared():
            return
        case _:
            assert_never(atom)


def _rating(rubric: Rubric, stated: Stated[Disqualifier]) -> Iterator[Diagnostic]:
    if stated.value.result is not None:
        yield from rating_is_there(rubric, stated.value.result, stated.value.scope, stated.at)


def rating_is_there(rubric: Rubric, name: str, wanted: Condition | None, at: Span | None) -> Iterator[Diagnostic]:
    """X811: a rating that a sentence names is one of every scale by which the units of its scope may be rated."""
    for given, bands in scales_met(rubric, wanted):
        if fold_name(name) not in {fold_name(b.value.name) for b in bands}:
            related = (Related("các mức ở đây", bands[0].at),)
            where = f" ở XẾP LOẠI{scope(given)}" if given is not None else ""
            names = [b.value.name for b in bands]
            meant = near(name, names)
            fixes = chosen(at, quote(name), map(quote, [meant] if meant else names))
            yield catalog.NO_SUCH_RATING.at(at, name=name, where=where, related=related, fixes=fixes)


def scales_met(rubric: Rubric, wanted: Condition | None) -> Iterator[tuple[Condition | None, Sequence[Stated[Band]]]]:
    """The scales, by heading, by which units of a scope may be rated: by the first heading that is for them."""
    scopes = by_scope(rubric)
    return ((given, bands) for given, bands in scopes.items() if _may_meet(wanted, given, list(scopes)))


def _may_meet(wanted: Condition | None, given: Condition | None, scopes: Sequence[Condition | None]) -> bool:
    """Whether a unit that a condition is for may be rated under a heading: one before its own, or its own."""
    if wanted is None or wanted == given or wanted not in scopes:
        return True
    if isinstance(wanted, UnitKindIs) and isinstance(given, UnitKindIs):
        return False
    return given is not None and scopes.index(given) < scopes.index(wanted)


def _row(stated: Stated[Disqualifier], row: Criterion, within: Interval, percent: bool) -> Iterator[Diagnostic]:
    if percent:
        yield from _ratio(stated, within)
    elif not within.meets(_ZERO, row.max):
        yield _never(stated, _reach(row))


def _reach(row: Criterion) -> str:
    return f"{row.code} được từ 0 đến {measure(row.max, 'điểm')}"


def _ratio(stated: Stated[Disqualifier], within: Interval) -> Iterator[Diagnostic]:
    # An interval of nothing at all has been reported when it was read.
    if not within.empty and (not within.meets(_ZERO, _ONE) or within.high == 0):
        yield _never(stated, "tỷ lệ nằm từ 0% đến 100%")


def _never(stated: Stated[Disqualifier], why: str) -> Diagnostic:
    return catalog.NEVER_DISQUALIFIES.at(stated.at, why=why)
