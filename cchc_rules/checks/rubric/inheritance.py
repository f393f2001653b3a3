"""What a rubric and its common provisions both say: words alone drop what is common, and they drop something."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from cchc_rules.checks.words_and_places import narrow
from cchc_rules.diagnostics import Diagnostic, Related, catalog, nearest
from cchc_rules.diagnostics.mends import chosen, lines_below
from cchc_rules.language.words import spelled
from cchc_rules.model.amendments.slot import OF_PROVISIONS
from cchc_rules.model.citation import Basis, Stated
from cchc_rules.model.link import for_table, level_beside, overridden, same_consequence, same_scope
from cchc_rules.model.rubric import (
    Band,
    CommonProvisions,
    Consequence,
    InPlaceOfBands,
    InPlaceOfConsequence,
    Override,
    Provisions,
    Rubric,
)
from cchc_rules.model.sentences import sentences
from cchc_rules.source import Span
from cchc_rules.writing.rubric import override, scope

_FOR_TABLES = spelled("_FOR_TABLES")[0]
_Bands = Sequence[Stated[Band]]
_Consequences = Sequence[Stated[Consequence]]


def common_provisions_stand(rubric: Rubric) -> Iterator[Diagnostic]:
    """X875, B275: bands and numbers of consequences of its own beside common ones only where it says so."""
    if rubric.linked is None:
        return
    own = rubric.linked.own
    said = [s.value for s in own.overrides]
    bands: _Bands = own.bands
    consequences: _Consequences = own.consequences
    for common in rubric.linked.commons:
        p = for_table(common, rubric.linked.table).provisions
        yield from _bands(bands, p.bands, said, rubric.at)
        yield from _numbers(consequences, p.consequences, said, rubric.at)
        bands, consequences = (*bands, *p.bands), (*consequences, *p.consequences)


def _bands(own: _Bands, common: _Bands, said: Sequence[Override], head: Span | None) -> Iterator[Diagnostic]:
    for given in dict.fromkeys(b.value.scope for b in own):
        if any(isinstance(o, InPlaceOfBands) and same_scope(o.scope, given) for o in said):
            continue
        theirs = next((b for b in common if same_scope(b.value.scope, given)), None)
        mine = next(b for b in own if b.value.scope == given)
        if theirs is not None:
            related = (Related("mức của quy định chung", theirs.at),)
            words = override(InPlaceOfBands(given))
            where = f"XẾP LOẠI{scope(given)}"
            fixes = lines_below(head, (f"  {words}", f"các mức ở đây thay cả phần {where} của quy định chung"))
            yield catalog.BANDS_OVER_COMMON.at(mine.at, where=where, words=words, related=related, fixes=fixes)


def _numbers(
    own: _Consequences, common: _Consequences, said: Sequence[Override], head: Span | None
) -> Iterator[Diagnostic]:
    replaced = {o.number for o in said if isinstance(o, InPlaceOfConsequence)}
    mine = {c.value.number: c for c in own}
    for theirs in common:
        same = mine.get(theirs.value.number)
        if same is None or theirs.value.number in replaced:
            continue
        if same_consequence(same.value) != same_consequence(theirs.value):
            related = (Related("hệ quả của quy định chung", theirs.at),)
            words = override(InPlaceOfConsequence(theirs.value.number))
            number = theirs.value.number
            fixes = lines_below(head, (f"  {words}", f"hệ quả {number} ở đây thay hệ quả {number} của quy định chung"))
            yield catalog.NUMBER_OF_COMMON.at(same.at, number=number, words=words, related=related, fixes=fixes)


def common_levels_are_somebodys(rubric: Rubric) -> Iterator[Diagnostic]:
    """B212, B279: a common sentence on a level that the rubric has not is for another one that uses it, and is told."""
    if rubric.linked is None:
        return
    top, others = rubric.level_names[0], rubric.linked.others
    for common in rubric.linked.commons:
        p = for_table(common, rubric.linked.table).provisions
        for stated in (*p.consequences, *p.disqualifiers):
            level = level_beside(stated.value, top)
            if level is None:
                continue
            if others is not None and level in others.levels:
                yield catalog.FOR_OTHER_LEVELS.at(narrow(stated.at, level), id=rubric.id, level=level)
            else:
                names = ", ".join(dict.fromkeys((top, *(others.levels if others is not None else ()))))
                yield catalog.UNKNOWN_LEVEL.at(narrow(stated.at, level), word=level, names=names)


def marks_name_tables(common: CommonProvisions, tables: Sequence[str]) -> Iterator[Diagnostic]:
    """B278: what is marked as for a rubric is for one of `tables`, which use the common provisions."""
    for stated in _sentences(common.provisions):
        cited = stated.basis.citations if stated.basis is not None else ()
        for name in dict.fromkeys((*stated.tables, *(t for c in cited for t in c.tables))):
            if name not in tables:
                near = nearest(name, tables)
                hint = (
                    f"ý bạn là “{near}”?" if near else f"các bảng dùng quy định này: {', '.join(tables) or 'không có'}"
                )
                at = narrow(stated.at, name)
                yield catalog.MARK_UNKNOWN.at(
                    at, table=name, hint=hint, fixes=chosen(at, name, [near] if near else tables)
                )


def marks_are_of_common_provisions(rubric: Rubric) -> Iterator[Diagnostic]:
    """B277: only common provisions, of which linking leaves no mark, say which tables they are for."""
    for stated in (*_sentences(rubric.provisions), *(fact for row in rubric.rows() for fact in row.facts)):
        if stated.tables or _marked(stated.basis):
            yield _misplaced(stated.at, stated.tables, stated.basis)
    for row in rubric.rows():
        if _marked(row.basis):
            yield _misplaced(row.at, (), row.basis)


def _misplaced(at: Span | None, tables: Sequence[str], basis: Basis | None) -> Diagnostic:
    marks = [t for t in (tables, *(c.tables for c in (basis.citations if basis is not None else ()))) if t]
    return catalog.MARK_MISPLACED.at(narrow(at, _FOR_TABLES), words=f"{_FOR_TABLES} {', '.join(marks[0])}")


def _sentences(p: Provisions) -> Iterator[Stated[Any]]:
    return chain.from_iterable(sentences(p, slot) for slot in OF_PROVISIONS)


def _marked(basis: Basis | None) -> bool:
    return basis is not None and any(c.tables for c in basis.citations)


def overrides_replace_something(rubric: Rubric) -> Iterator[Diagnostic]:
    """B276: what is said to be replaced is in the common provisions, and the rubric has its own in its place."""
    if rubric.linked is None:
        return
    own, commons = rubric.linked.own, rubric.linked.commons
    shared = [for_table(c, rubric.linked.table).provisions for c in commons]
    for stated in own.overrides:
        why = _idle(stated.value, own, shared)
        if why is not None:
            yield catalog.OVERRIDE_IDLE.at(stated.at, why=why)


def _idle(said: Override, own: Provisions, shared: Sequence[Provisions]) -> str | None:
    if not shared:
        return "bộ tiêu chí không dùng quy định chung nào"
    what = f"hệ quả {said.number}" if isinstance(said, InPlaceOfConsequence) else f"phần XẾP LOẠI{scope(said.scope)}"
    if not any(overridden(said, p) for p in shared):
        return f"quy định chung không có {what}"
    return None if overridden(said, own) else f"bộ tiêu chí chưa có {what} của riêng mình để thay vào"
