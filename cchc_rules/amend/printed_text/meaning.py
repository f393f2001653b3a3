"""Amend the rubric by an address of the text that it transcribes: `BÃI BỎ điểm c khoản 7 Điều 3`, `SỬA mục II.1.4`."""

from collections.abc import Sequence

from attrs import evolve

from cchc_rules.amend.applying.session import Session, Step
from cchc_rules.amend.printed_text.places import Path, lies_in, near, path_of
from cchc_rules.amend.printed_text.resting import Resting, resting
from cchc_rules.diagnostics import Fix, Related, catalog
from cchc_rules.diagnostics.edits import content, line_added
from cchc_rules.diagnostics.mends import chosen
from cchc_rules.model.amendments.address import AnyPlace
from cchc_rules.model.amendments.amendment import Written
from cchc_rules.model.amendments.operation import (
    ChangeAt,
    ChangeSentence,
    DropForm,
    DropSentence,
    OfForm,
    Operation,
    RepealProvision,
    RepealRow,
)
from cchc_rules.model.amendments.slot import Slot
from cchc_rules.model.citation import Basis
from cchc_rules.model.code import Code
from cchc_rules.source import Span
from cchc_rules.writing.amendment_file import operation_lines

_MOST_SHOWN = 6
_SAID_ALREADY = "không gì khác ngoài những nội dung mà văn bản này đã nói riêng"


def meant_by_repeal(s: Session, op: RepealProvision) -> tuple[Step, ...]:
    """The operations that take away what rests on a place and nothing else; none, with errors, where that is unsure.

    What the instrument has changed already counts as it leaves it: a sentence that it gives another basis stays.
    """
    place, given = path_of(op.address.places), tuple(resting(s))
    if op.old is not None:
        s.fail(catalog.NO_SUCH_TARGET, what=f"điều, khoản nào của văn bản sửa đổi ở “{s.effective.target}”")
        return ()
    touched = [thing for thing in given if thing.inside(place)]
    if not touched:
        before = resting(Session.of(s.effective, s.rubric))
        if any(t.inside(place) for t in before):
            s.warned.append(catalog.PLACE_MEANS.at(s.written.at, place=op.address.cite(), values=_SAID_ALREADY))
        else:
            _nothing_there(s, op.address, given)
        return ()
    rows = [t.taken.code for t in touched if isinstance(t.taken, RepealRow) and not t.outside(place)]
    whole = [t for t in touched if not t.outside(place) and not _goes_with(t, rows, touched, place)]
    inside = (t for t in given if isinstance(t.taken, RepealRow) and t.lies_in(rows))
    asked = (t for t in touched if t.slot is None or not t.lies_in(rows))
    unsure = [t for t in (*asked, *inside) if t.outside(place)]
    for thing in dict.fromkeys(unsure):
        _ask(s, op.address, thing)
    if unsure:
        return ()
    _tell(s, op.address, whole, given)
    return tuple(_step(s, t.taken) for t in whole)


def change_at(s: Session, op: ChangeAt) -> Step | None:
    """The change of the one sentence asserted that rests on a place; None, with an error, where none or several do."""
    place, given = path_of(op.address.places), tuple(resting(s))
    there = [t for t in given if t.slot is op.slot and t.inside(place)]
    same = [t for t in there if _asserted(t, op)]
    if len(same) == 1 or (len(there) == 1 and not same):
        thing = (same or there)[0]
        return _step(s, ChangeSentence(thing.owner, op.slot, op.old, op.new))
    if not same:
        _nothing_there(s, op.address, given)
        return None
    top = s.rubric.level_names[0]
    shown = "; ".join(t.called(top) for t in same)
    fixes = tuple(fix for t in same if (fix := _instead(s, ChangeSentence(t.owner, op.slot, op.old, op.new), top)))
    s.fail(catalog.PLACE_OF_SEVERAL, place=op.address.cite(), values=shown, fixes=fixes)
    return None


def _asserted(thing: Resting, op: ChangeAt) -> bool:
    assert thing.stated is not None
    taken = thing.taken
    value = taken.old.value if isinstance(taken, DropSentence) else thing.stated.value
    if op.slot is Slot.SURVEYS:
        return bool(value.name == op.old.value.name)
    return bool(value == op.old.value) and (op.old.basis is None or op.old.basis == thing.stated.basis)


def _step(s: Session, operation: Operation) -> Step:
    """The operation at work as what it means."""
    now = s.current
    return evolve(now, written=evolve(now.written, operation=operation), meant_by=now.written.operation)


# ---- what goes with what


def _goes_with(thing: Resting, rows: Sequence[Code], touched: Sequence[Resting], place: Path) -> bool:
    """Whether a thing is in a row or a survey instrument that goes as a whole."""
    if thing.node is not None:
        return thing.lies_in(rows)
    forms = {t.taken.name for t in touched if isinstance(t.taken, DropForm) and not t.outside(place)}
    return isinstance(thing.owner, OfForm) and thing.owner.name in forms


# ---- what is not sure


def _nothing_there(s: Session, address: AnyPlace, given: Sequence[Resting]) -> None:
    """Nothing rests on the place: tell what rests on places near it, each with the edit that names that place."""
    cited = {path_of(c.places): c for t in given for c in t.cited if path_of(c.places) in t.paths}
    close = near(path_of(address.places), cited)
    top = s.rubric.level_names[0]
    told = []
    for path in close[:_MOST_SHOWN]:
        called = [t.called(top) for t in given if path in t.paths]
        more = f" và {len(called) - 1} nội dung khác" if len(called) > 1 else ""
        told.append(f"{Basis((evolve(cited[path], instrument=None, tables=()),)).cite()}: {called[0]}{more}")
    more = f"; và {len(close) - _MOST_SHOWN} nơi khác" if len(close) > _MOST_SHOWN else ""
    rights = (" ".join(p.cite() for p in cited[path].places) for path in close)
    fixes = chosen(s.written.at, address.cite(), rights, "địa chỉ")
    shown = f"; gần đó có {'; '.join(told)}{more}" if told else ""
    s.fail(catalog.NOTHING_ON_PLACE, place=address.cite(), id=s.rubric.id, near=shown, fixes=fixes)


def _ask(s: Session, address: AnyPlace, thing: Resting) -> None:
    """A thing with several bases: whether it stays is for the drafter to say, by either sentence."""
    place, top = path_of(address.places), s.rubric.level_names[0]
    others, what, at = Basis(thing.outside(place)).cite(), thing.called(top), s.written.at
    fixes = [_added(at, thing.taken, f"{what} cũng hết", top)]
    if thing.inside(place):
        why, answers = f"dựa vào {address.cite()} và cả vào {others}", f"bỏ hẳn, hoặc sửa căn cứ cho chỉ còn {others}"
        kept = thing.kept(place)
        fixes += [_added(at, kept, f"{what} còn, theo {others}", top)] if kept is not None else []
    else:
        why, answers = f"nằm trong dòng bị bỏ mà dựa vào {others}", "bãi bỏ nó, hoặc CHUYỂN nó đến chỗ khác"
    related = (Related("nội dung ấy ở đây", thing.stated.at if thing.stated is not None else _row_at(thing)),)
    offered = tuple(f for f in fixes if f is not None)
    s.fail(catalog.RESTS_ON_SEVERAL, related, fixes=offered, what=what, why=why, answers=answers)


def _row_at(thing: Resting) -> Span | None:
    return thing.node.row.at if thing.node is not None else None


def _tell(s: Session, address: AnyPlace, whole: Sequence[Resting], given: Sequence[Resting]) -> None:
    """What goes; a warning where something rests on a larger place that holds this one, and so stays."""
    place, top = path_of(address.places), s.rubric.level_names[0]
    values, at = "; ".join(t.called(top) for t in whole), s.written.at
    larger = (t for t in given if not t.inside(place) and any(lies_in(place, path) for path in t.paths))
    left = "; ".join(f"{t.called(top)}, theo {Basis(t.cited).cite()}" for t in larger)
    if left:
        s.warned.append(catalog.LARGER_PLACE_STANDS.at(at, place=address.cite(), values=values, left=left))
    else:
        s.warned.append(catalog.PLACE_MEANS.at(at, place=address.cite(), values=values))


def _added(at: Span | None, operation: Operation, says: str, top: str) -> Fix | None:
    """An operation written below the line at work."""
    if at is None or not at.excerpt:
        return None
    return content(says, line_added(at, "\n".join(operation_lines(Written(operation), (top,)))))


def _instead(s: Session, operation: Operation, top: str) -> Fix | None:
    """The operation named by what it stands on, in the place of the line at work."""
    at = s.written.at
    said = operation_lines(Written(operation), (top,))[0].strip()
    return next(iter(chosen(at, at.excerpt.strip(), (said,), "câu này")), None) if at is not None else None
