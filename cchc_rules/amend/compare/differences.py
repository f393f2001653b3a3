"""What turns one rubric into another, in meaning: by address, whatever the layout or the order of sentences.

An edit script is a tuple of operations, the same that an amendment is made of, in a canonical order. So the
script printed as an amendment, and applied, gives the other rubric.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from attrs import evolve

from cchc_rules.amend.applying.session import bucket_head
from cchc_rules.amend.sentence_identity import Holder, canonical, identity, kin, stated_in
from cchc_rules.frozen import frozen
from cchc_rules.model.amendments.amendment import Amendment, FromDay, one_provision
from cchc_rules.model.amendments.operation import (
    AddSentence,
    After,
    AtEnd,
    Before,
    ChangeBasis,
    ChangeId,
    ChangeMax,
    ChangeName,
    ChangeNote,
    ChangeSentence,
    ChangeTag,
    ChangeTitle,
    DropForm,
    DropSentence,
    InBucket,
    InsertRows,
    MoveRow,
    NameChange,
    OfForm,
    Owner,
    RepealRow,
    SentenceChange,
    Spot,
    ValueChange,
)
from cchc_rules.model.amendments.slot import OF_FORM, OF_ROW, OF_RUBRIC, Slot
from cchc_rules.model.citation import Instrument, Stated
from cchc_rules.model.code import Code
from cchc_rules.model.references import codes_in, naming, recoded
from cchc_rules.model.rubric import Criterion, Rubric
from cchc_rules.model.survey import SurveyInstrument
from cchc_rules.model.without_places import bare

Edit = NameChange | ValueChange | SentenceChange | DropForm | InsertRows | RepealRow | MoveRow


@frozen
class Header:
    """What an amendment needs besides its operations."""

    id: str
    title: str
    instrument: Instrument
    force: FromDay
    governs: int


def diff(a: Rubric, b: Rubric) -> tuple[Edit, ...]:
    """The edits that turn `a` into `b`, both linked; empty when they mean the same."""
    old, new = canonical(a), canonical(b)
    if old == new:
        return ()
    moved = _moves(old, new)
    heads = _sentences(None, old.provisions, new.provisions, _follow(moved))
    return (*_names(old, new), *heads, *_bucket_heads(old, new), *_table(old, new, moved), *_bucket_rows(old, new))


def as_amendment(a: Rubric, b: Rubric, header: Header) -> Amendment:
    """The amendment that turns `a` into `b`, one clause an edit; applying it to `a` gives what `b` means."""
    return Amendment(
        header.id,
        header.title,
        header.instrument,
        a.id,
        header.force,
        header.governs,
        one_provision(diff(a, b)),
        levels=a.level_names,
    )


def _names(a: Rubric, b: Rubric) -> Iterator[Edit]:
    if a.title != b.title:
        yield ChangeName(a.title, b.title)
    if a.id != b.id:
        yield ChangeId(a.id, b.id)


# ---- sentences


Follow = Callable[[Code], Code]
"""Where rows that move are found again: sentences that name them follow by themselves."""


def _stays(code: Code) -> Code:
    return code


def _sentences(owner: Code | None, a: Holder, b: Holder, follow: Follow = _stays) -> Iterator[Edit]:
    for slot in OF_RUBRIC if owner is None else OF_ROW:
        edits = _surveys if slot is Slot.SURVEYS else _slot
        yield from edits(owner, slot, stated_in(a, slot), stated_in(b, slot), follow)


Forms = tuple[Stated[SurveyInstrument], ...]


def _surveys(_owner: Owner, slot: Slot, a: Forms, b: Forms, follow: Follow) -> Iterator[Edit]:
    """Survey instruments gone, changed in their heads and lines, and new."""
    old, new = ({form.value.name: form for form in forms} for forms in (a, b))
    for name, form in old.items():
        if name not in new:
            yield DropForm(name, form.value.title, len(form.value.questions))
    for name in (n for n in old if n in new):
        was, now = _head(old[name]), _head(new[name])
        if was != now:
            yield ChangeSentence(None, slot, was, now)
        for inner in OF_FORM:
            was_said, now_said = (stated_in(form.value, inner) for form in (old[name], new[name]))
            yield from _slot(OfForm(name), inner, was_said, now_said, follow)
    yield from (AddSentence(None, slot, _bare(form)) for name, form in new.items() if name not in old)


def _head(form: Stated[SurveyInstrument]) -> Stated[SurveyInstrument]:
    """An instrument's name and title, which is what a change of its head says."""
    return Stated(SurveyInstrument(form.value.name, form.value.title), form.basis)


def _slot(
    owner: Owner, slot: Slot, a: tuple[Stated[Any], ...], b: tuple[Stated[Any], ...], follow: Follow
) -> Iterator[Edit]:
    left, right = list(a), list(b)
    for stated in a:
        found = recoded(stated, follow)
        if found in right:
            left.remove(stated)
            right.remove(found)
    # The same sentence on another basis first, so that no change runs into a sentence still to be changed.
    for tells in (_for_the_same_tables, _said_alike, _akin):
        for stated in list(left):
            other = next((o for o in right if tells(slot, o) == tells(slot, stated)), None)
            if other is not None:
                left.remove(stated)
                right.remove(other)
                yield ChangeSentence(owner, slot, _bare(stated), _bare(other))
    yield from (DropSentence(owner, slot, _bare(s)) for s in left)
    yield from (AddSentence(owner, slot, _bare(s)) for s in right)


def _for_the_same_tables(slot: Slot, stated: Stated[Any]) -> object:
    return identity(slot, stated.value), stated.tables


def _said_alike(slot: Slot, stated: Stated[Any]) -> object:
    return identity(slot, stated.value)


def _akin(slot: Slot, stated: Stated[Any]) -> object:
    return kin(slot, stated.value)


def _bare(stated: Stated[Any]) -> Stated[Any]:
    """The sentence without its place, comments and history."""
    return bare(stated)


# ---- rows


@frozen
class _Moved:
    old: Criterion
    new: Criterion


def _moves(a: Rubric, b: Rubric) -> list[_Moved]:
    """Rows that moved, but for those that a sentence still names where they were."""
    gone, come = _gone(a, b), _gone(b, a)
    named = (code for stated in naming(b.provisions) for code in codes_in(stated.value))
    still = {above for code in named for above in code.up()}
    return [m for m in _moved(gone, come) if m.old.code not in still]


def _gone(a: Rubric, b: Rubric) -> list[Criterion]:
    """The rows of one rubric whose codes the other has not."""
    there = {c.code for c in b.walk()}
    return list(_tops(a.fields, lambda c: c.code not in there))


def moved_with_groups(a: Rubric, b: Rubric, edits: Sequence[Edit]) -> tuple[tuple[Code, Code], ...]:
    """Rows that only stand elsewhere, in a group that is new or out of one that is gone: their codes before and after.

    An amendment repeals and inserts them with the group, but the row is the same one, and people must be told so.
    """
    repealed = {e.code for e in edits if isinstance(e, RepealRow)}
    inserted = {row.code for e in edits if isinstance(e, InsertRows) for row in e.rows}
    gone = [c for top in a.walk() if top.code in repealed for c in top.walk()]
    come = [c for top in b.walk() if top.code in inserted for c in top.walk()]
    pairs = _moved(gone, come)
    found = {m.old.code: m.new.code for m in pairs}
    # What lies in a row that moved comes with it.
    return tuple(
        (old, new) for old, new in found.items() if not any(above in found for above in old.up() if above != old)
    )


def _follow(moved: list[_Moved]) -> Follow:
    by_old = {m.old.code: m for m in moved}

    def follow(code: Code) -> Code:
        by = next((by_old[above] for above in code.up() if above in by_old), None)
        return Code(by.new.code.text + code.text[len(by.old.code.text) :]) if by is not None else code

    return follow if moved else _stays


def _table(a: Rubric, b: Rubric, moved: list[_Moved]) -> Iterator[Edit]:
    old = {c.code: c for c in a.walk()}
    new = {c.code: c for c in b.walk()}
    left = {m.old.code for m in moved}
    come = {m.new.code: m for m in moved}
    for row in a.walk():
        if row.code in new:
            yield from _values(row, new[row.code])
    yield from (RepealRow(c.code, c.title, c.max) for c in _gone(a, b) if c.code not in left)
    yield from _placed(None, b.fields, old, come)
    for row in b.walk():
        if row.code in old:
            yield from _placed(row.code, row.children, old, come)


def _values(a: Criterion, b: Criterion) -> Iterator[Edit]:
    if a.title != b.title:
        yield ChangeTitle(a.code, a.title, b.title)
    if a.deducts != b.deducts:
        yield ChangeMax(a.code, a.max, b.max, a.deducts, b.deducts)
    elif a.max != b.max:
        yield ChangeMax(a.code, a.max, b.max)
    if a.survey != b.survey:
        yield ChangeTag(a.code, a.survey, b.survey)
    if a.note != b.note:
        yield ChangeNote(a.code, a.note, b.note)
    if a.basis != b.basis:
        yield ChangeBasis(a.code, a.basis, b.basis)
    yield from _sentences(a.code, a, b)


def _tops(rows: Sequence[Criterion], wanted: Callable[[Criterion], bool]) -> Iterator[Criterion]:
    """The highest rows that are wanted; what lies in them comes with them."""
    for row in rows:
        if wanted(row):
            yield row
        else:
            yield from _tops(row.children, wanted)


def _moved(gone: list[Criterion], come: list[Criterion]) -> list[_Moved]:
    """Rows that left one address and came to another unchanged, where no other row could be meant."""
    left, found = _by_shape(gone), _by_shape(come)
    pairs = ((rows, found.get(shape, [])) for shape, rows in left.items())
    return [_Moved(old[0], new[0]) for old, new in pairs if len(old) == len(new) == 1]


def _by_shape(rows: list[Criterion]) -> dict[Criterion, list[Criterion]]:
    """Rows alike but for where they stand, together."""
    alike: dict[Criterion, list[Criterion]] = {}
    for row in rows:
        alike.setdefault(_shape(row, row.code), []).append(row)
    return alike


def _shape(row: Criterion, top: Code) -> Criterion:
    """A row as it would stand at the address 1."""
    code = Code("1" + row.code.text[len(top.text) :])
    return evolve(row, code=code, children=tuple(_shape(c, top) for c in row.children))


def _placed(
    parent: Code | None, rows: Sequence[Criterion], old: dict[Code, Criterion], come: dict[Code, _Moved]
) -> Iterator[Edit]:
    """Insertions and moves among the rows of one parent, neighbours together, in the order of the table."""
    run: list[Criterion] = []
    first = next((c.code for c in rows if c.code in old), None)
    spot: Spot = Before(first) if first is not None else AtEnd(parent)
    for row in rows:
        move = come.get(row.code)
        if run and (row.code in old or move is not None):
            yield InsertRows(spot, tuple(map(bare_row, run)))
            run = []
        if row.code in old:
            spot = After(row.code)
        elif move is not None:
            yield MoveRow(move.old.code, spot, row.code)
        else:
            run.append(row)
    if run:
        yield InsertRows(spot, tuple(map(bare_row, run)))


# ---- bonus and penalty


def _bucket_heads(a: Rubric, b: Rubric) -> Iterator[Edit]:
    before, behind = (tuple(map(bucket_head, r.buckets)) for r in (a, b))
    yield from _slot(None, Slot.BUCKETS, before, behind, _stays)


def _bucket_rows(a: Rubric, b: Rubric) -> Iterator[Edit]:
    """A bucket that goes takes its rows with it."""
    before = {s.value.kind: s.value.rows for s in a.buckets}
    for stated in b.buckets:
        kind = stated.value.kind
        old = {c.code: c for c in before.get(kind, ())}
        codes = {c.code for c in stated.value.rows}
        yield from (RepealRow(c.code, c.title, c.max) for c in old.values() if c.code not in codes)
        yield from _bucket_placed(stated.value.rows, old, InBucket(kind))


def _bucket_placed(rows: Sequence[Criterion], old: dict[Code, Criterion], end: Spot) -> Iterator[Edit]:
    """Changed values, and new rows after the row that they follow, or before the first that stays."""
    first = next((c.code for c in rows if c.code in old), None)
    spot: Spot = Before(first) if first is not None else end
    run: list[Criterion] = []
    for row in rows:
        if row.code not in old:
            run.append(bare_row(row))
            continue
        if run:
            yield InsertRows(spot, tuple(run), beside=True)
        yield from _values(old[row.code], row)
        spot, run = After(row.code), []
    if run:
        yield InsertRows(spot, tuple(run), beside=True)


def bare_row(row: Criterion) -> Criterion:
    """The row without places, comments and history, children too."""
    return Criterion(
        row.code,
        row.title,
        row.max,
        row.survey,
        row.note,
        row.basis,
        _bare(row.counts) if row.counts is not None else None,
        tuple(map(_bare, row.applicability)),
        tuple(map(_bare, row.discrepancies)),
        tuple(map(bare_row, row.children)),
        rule=_bare(row.rule) if row.rule is not None else None,
        group=_bare(row.group) if row.group is not None else None,
        wording=tuple(map(_bare, row.wording)),
        followed_by=_bare(row.followed_by) if row.followed_by is not None else None,
        facts=tuple(map(_bare, row.facts)),
        deducts=row.deducts,
        evidence=_bare(row.evidence) if row.evidence is not None else None,
    )
