"""What is done with amendments: consolidate, compare, list the history, measure the impact."""

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import evolve

from cchc_rules.amend import (
    Applied,
    Effective,
    Event,
    apply,
    broken_by,
    consolidate,
    copy_with_notes,
    history_of,
    moved_by,
)
from cchc_rules.api.changes.impact import Change, Step
from cchc_rules.api.changes.transitional import broken_for_some
from cchc_rules.api.law_in_force import amend, text_of, too_early, with_effects
from cchc_rules.api.library import Library, ReadyRubric
from cchc_rules.diagnostics import Diagnostic, bounded, catalog, has_errors, in_order
from cchc_rules.explain.render.document import Document
from cchc_rules.explain.render.html import render_html
from cchc_rules.explain.render.markdown import render_markdown
from cchc_rules.explain.tables.reading_copy import reading_copy_document
from cchc_rules.explain.words.texts_beside import beside_applied
from cchc_rules.files.amendments import (
    LoadedAmendment,
    amended_rubrics,
    amendments_beside,
    concerning,
    is_amendment,
    rubrics_near,
)
from cchc_rules.files.printed_names import is_printed, unresolved
from cchc_rules.files.rubrics import LoadedRubric, find_rubric, rubrics_using
from cchc_rules.frozen import frozen
from cchc_rules.model.amendments.amendment import Amendment
from cchc_rules.model.amendments.operation import (
    MoveRow,
    NotCarried,
    RenameFact,
    RenumberRow,
    RepealRow,
    ReplaceRows,
    ReplaceTable,
)
from cchc_rules.model.code import Code
from cchc_rules.model.dates import date
from cchc_rules.model.rubric import Rubric
from cchc_rules.results.texts_beside import TextBeside, Use
from cchc_rules.results.translation import Recoding, recoded
from cchc_rules.source import Span
from cchc_rules.writing.rubric_file import print_rubric


@frozen
class Result:
    """What was made, None when something was wrong, and everything found."""

    applied: Applied | None
    diagnostics: tuple[Diagnostic, ...]
    texts: tuple[TextBeside, ...] = ()


def amended(name: str, library: Library) -> Result:
    """A rubric by path or id under its amendments as the law has it; all of them when that names no day or year."""
    law = library.law
    path = find_rubric(name, workspace=library.workspace)
    if path is None:
        return Result(None, library.rubric(name).diagnostics)
    loaded = library.loaded(path)
    if loaded.rubric is None or has_errors(loaded.diagnostics):
        return Result(None, (*loaded.diagnostics, *_of_common(path, loaded, library)))
    found = library.amendments(loaded, loaded.rubric)
    result = amend(law, loaded.rubric, found, law.year)
    applied = result.applied or (
        None if has_errors(result.diagnostics) else apply(loaded.rubric, (), law.as_of, law.year)
    )
    broken = broken_by(applied) if applied is not None else ()
    sound = applied is not None and applied.ok and not broken
    made = evolve(applied, remarks=beside_applied(result.texts)) if applied is not None and sound else None
    return Result(made, in_order((*result.diagnostics, *broken, *too_early(law, loaded.rubric))), result.texts)


def _of_common(path: Path, loaded: LoadedRubric, library: Library) -> tuple[Diagnostic, ...]:
    """That common provisions are no table, with the rubrics that use them, which have them as amended."""
    if loaded.common is None:
        return ()
    users = rubrics_using(path, library.cache, library.workspace)
    named = ", ".join(p.stem for p in users) or "chưa có bộ nào cùng thư mục"
    fix = f"nêu một bộ tiêu chí dùng quy định chung này: {named}"
    return (catalog.WRONG_FILE.at(loaded.common.at, fix=fix, wanted="bộ tiêu chí", opening=""),)


def consolidated(applied: Applied, form: str) -> str:
    """The reading copy as `cchc`, `md` or `html`."""
    if form == "cchc":
        return print_rubric(consolidate(applied))
    document = reading_copy(applied)
    return render_markdown(document) if form == "md" else render_html(document)


def reading_copy(applied: Applied) -> Document:
    """The reading copy as people read it, with its notes."""
    return reading_copy_document(copy_with_notes(applied))


def log_of(applied: Applied, code: Code | None) -> tuple[Event, ...]:
    """The history of a rubric or of one row."""
    return history_of(applied, code)


# ---- what an amendment starts from


@frozen
class Starting:
    """An amendment with the rubric it amends, and every amendment of that rubric found beside both."""

    loaded: LoadedAmendment
    ready: ReadyRubric | None
    named: tuple[LoadedAmendment, ...]
    diagnostics: tuple[Diagnostic, ...]
    beside: tuple[LoadedAmendment, ...] = ()
    """Those beside the rubric itself, under which its sheets are written."""

    @property
    def others(self) -> tuple[Amendment, ...]:
        """What those other amendments say, where they could be read."""
        return tuple(a.amendment for a in self.named if a.amendment)


def starting(path: Path, library: Library, extra: Sequence[Path] = ()) -> tuple[Starting, ...]:
    """Load an amendment with each rubric that it applies to: several where it amends their common provisions.

    Raises OSError when the disk does.
    """
    workspace = library.workspace
    loaded = library.amendment(path)
    if loaded.amendment is None:
        return (Starting(loaded, None, (), loaded.diagnostics),)
    given = (library.amendment(p) for p in extra)
    library.reads(path, *extra)
    near = {workspace.resolve(a.path): a for a in (*_beside(path, library), *given)}
    targets = amended_rubrics(loaded, tuple(near.values()), workspace)
    if not targets:
        at = loaded.amendment.place("corrects" if loaded.amendment.erratum else "amends")
        round_about = catalog.AMENDS_ITSELF.at(at, ids=_circle(loaded.amendment, tuple(near.values())))
        return (Starting(loaded, None, (), in_order((*loaded.diagnostics, round_about))),)
    return tuple(start for name, target in targets for start in _of_target(loaded, name, target, near, library))


def _of_target(
    loaded: LoadedAmendment, name: str, target: Path | None, near: dict[Path, LoadedAmendment], library: Library
) -> tuple[Starting, ...]:
    """An amendment with one of the texts that it amends."""
    workspace, amendment = library.workspace, loaded.amendment
    assert amendment is not None
    if target is None:
        missing = _missing(amendment, name, rubrics_near(loaded.path, workspace))
        return (Starting(loaded, None, (), in_order((*loaded.diagnostics, missing))),)
    beside = _beside(target, library)
    near = near | {workspace.resolve(a.path): a for a in beside}
    near.pop(workspace.resolve(loaded.path), None)
    base = library.loaded(target)
    if base.common is None or has_errors(base.diagnostics):
        return (_start(loaded, base, tuple(near.values()), beside),)
    tables = rubrics_using(target, library.cache, workspace)
    if not tables:
        unused = catalog.NO_RUBRIC_USES.at(amendment.place("amends"), id=base.common.id)
        return (Starting(loaded, None, (), in_order((*loaded.diagnostics, unused))),)
    return tuple(_start(loaded, library.loaded(table), tuple(near.values()), beside) for table in tables)


def _beside(path: Path, library: Library) -> tuple[LoadedAmendment, ...]:
    """The amendments in the folder of a file, but for those that are to be ignored."""
    found = amendments_beside(path, library.workspace)
    return tuple(library.amendment(p) for p in found if not library.ignores(p))


def _missing(amendment: Amendment, name: str, near: Sequence[Rubric]) -> Diagnostic:
    """That no rubric has the name amended; one called as the decree prints it is told by the short names there are."""
    if is_printed(name):
        return unresolved(amendment, name, near)
    at = amendment.place("corrects" if amendment.erratum else "amends")
    return catalog.NOT_FOUND.at(at, what="bộ tiêu chí được sửa đổi", name=name)


def _start(
    loaded: LoadedAmendment, base: LoadedRubric, near: Sequence[LoadedAmendment], beside: tuple[LoadedAmendment, ...]
) -> Starting:
    named = concerning(base.rubric.names, (*near, loaded)) if base.rubric else ()
    others = tuple(a for a in named if a.amendment and a is not loaded)
    ready = ReadyRubric(base, base.diagnostics)
    return Starting(loaded, ready, others, in_order((*loaded.diagnostics, *base.diagnostics)), beside)


def _circle(amendment: Amendment, near: tuple[LoadedAmendment, ...]) -> str:
    """The amendments that amend one another without end, from one of them."""
    return ", ".join(
        sorted({amendment.id, *_amended_by(amendment, {a.amendment.id: a.amendment for a in near if a.amendment})})
    )


def check_amendment(path: Path, library: Library) -> tuple[Diagnostic, ...]:
    """Everything wrong with an amendment, read and applied to each of its rubrics after the amendments before it."""
    return in_order(dict.fromkeys(d for start in starting(path, library) for d in _check(start)))


def _check(start: Starting) -> tuple[Diagnostic, ...]:
    if start.ready is None or start.ready.rubric is None or has_errors(start.diagnostics):
        return start.diagnostics
    assert start.loaded.amendment is not None
    applied = apply(start.ready.rubric, (*start.others, start.loaded.amendment))
    own = start.loaded.amendment
    moved = moved_by(applied, own)
    # Of several texts amended, each has its own values.
    which = f"{applied.rubric.id}: " if len(own.targets) > 1 else ""
    told = [catalog.FOLLOWED_ROWS.at(own.at, values=which + "; ".join(moved))] if moved else []
    told += [
        catalog.NOT_CARRIED.at(w.at, text=w.operation.text)
        for _, w in own.written()
        if isinstance(w.operation, NotCarried)
    ]
    found = (*start.diagnostics, *applied.diagnostics, *broken_by(applied))
    told += () if has_errors(found) else broken_for_some(start.ready.rubric, start.others, own)
    return bounded((*found, *told))


def found_by(start: Starting) -> Rubric | None:
    """The rubric as an amendment finds it, under those that come before; as first written where it says not enough."""
    amendment, ready = start.loaded.amendment, start.ready
    if amendment is None or ready is None or ready.rubric is None:
        return ready.rubric if ready is not None else None
    every = apply(ready.rubric, (*start.others, amendment))
    return apply(ready.rubric, _before(every, start.others, amendment)).rubric


# ---- impact


@frozen
class Changes:
    """What an amendment changes, one for each rubric; none, with the reason, when it can't be told."""

    each: tuple[Change, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def changes_of(old: str, new: str | None, library: Library, extra: Sequence[Path] = ()) -> Changes:
    """The changes that an amendment makes (`new` None), or that between two rubrics."""
    if new is not None:
        before, after = library.rubric(old), library.rubric(new)
        if before.rubric is None or after.rubric is None or has_errors((*before.diagnostics, *after.diagnostics)):
            return Changes((), in_order((*before.diagnostics, *after.diagnostics)))
        return Changes((Change(before.rubric, after.rubric, {}, texts=library.texts),))
    path = Path(old)
    if library.workspace.is_file(path) and not is_amendment(path, library.workspace):
        wrong = catalog.WRONG_FILE.at(Span(path.as_posix(), 1, 1, 1), wanted="văn bản sửa đổi", opening="SỬA ĐỔI …")
        return Changes((), (wrong,))
    told = [_between(start, library) for start in starting(path, library, extra)]
    each = tuple(c for c in told if isinstance(c, Change))
    found = in_order(dict.fromkeys(d for c in told if not isinstance(c, Change) for d in c))
    return Changes(() if found else each, found)


def _between(start: Starting, library: Library) -> Change | tuple[Diagnostic, ...]:
    amendment = start.loaded.amendment
    if amendment is None or start.ready is None or start.ready.rubric is None or has_errors(start.diagnostics):
        return start.diagnostics
    base = start.ready.rubric
    every = apply(base, (*start.others, amendment))
    before = _before(every, start.others, amendment)
    old, new = apply(base, before), apply(base, (*before, amendment))
    found = in_order(dict.fromkeys((*old.diagnostics, *new.diagnostics, *broken_by(new))))
    if has_errors(found):
        return found
    after = new.rubric
    if new.replaced_by is not None:
        other = library.rubric(new.replaced_by, start.loaded.path.parent)
        if other.rubric is None or has_errors(other.diagnostics):
            return other.diagnostics
        after = other.rubric
    own = [e for e in new.applied if e.amendment.id == amendment.id]
    first = max((e.governs for e in own if e.governs is not None), default=amendment.governs)
    beside = {a.amendment.id for a in start.beside if a.amendment}
    steps = tuple(_steps(every, old, new, beside))
    texts = (*_compared(start, old, new), *library.amendments(start.ready.loaded, base).others)
    codes = recoded(old.rubric, (), [recoding_of(e) for e in own])
    clauses = tuple(o for a in (*before, amendment) for o in a.transitions)
    return Change(old.rubric, after, codes, steps, first, (base.id,), texts, clauses)


def _compared(start: Starting, before: Applied, after: Applied) -> Iterator[TextBeside]:
    """What was done with each amendment of a rubric to tell the impact of one."""
    own = start.loaded.amendment
    assert own is not None
    apart = (e for e in after.applied if e.amendment.id == own.id and e.apart)
    later = "".join(f", tính cả {e.named}{_from(e)}" for e in apart)
    applied = text_of(start.loaded, Use.APPLIED, f"{own.instrument.cite()}, là thay đổi được xét{later}")
    yield with_effects(applied, after, own)
    used = {e.amendment.id for e in before.applied}
    for one in start.named:
        if one.amendment is not None and one.amendment.id in used:
            applied = text_of(one, Use.APPLIED, one.amendment.instrument.cite())
            yield with_effects(applied, before, one.amendment)
        else:
            yield text_of(one, Use.AFTER, f"đến sau {own.id}")


def _from(e: Effective) -> str:
    governs = f", áp dụng từ kỳ {e.governs}" if e.governs is not None else ""
    return f" có hiệu lực từ {date(e.force)}{governs}"


def _since(e: Effective, beside: set[str]) -> int | None:
    """The first year whose sheets are written under an instrument: none unless it lies beside the rubric."""
    return (e.governs or 0) if e.amendment.id in beside else None


def _steps(every: Applied, old: Applied, new: Applied, beside: set[str]) -> Iterator[Step]:
    """All instruments in order, each as it stands in the texts compared where it is in them."""
    parts = [{(e.amendment.id, e.apart): e for e in a.applied} for a in (every, old, new)]
    for key, e in {**parts[0], **parts[1], **parts[2]}.items():
        yield Step(e.amendment.id, recoding_of(e), _since(e, beside), key in parts[1], key in parts[2])


def recoding_of(e: Effective) -> Recoding:
    """What an instrument, as it stands, does to the codes of rows that were there."""
    operations = [s.written.operation for s in e.steps]
    moves = tuple((op.code, op.new) for op in operations if isinstance(op, RenumberRow | MoveRow))
    gone = tuple(op.code for op in operations if isinstance(op, RepealRow))
    gone += tuple(code for op in operations if isinstance(op, ReplaceRows) for code in op.codes)
    whole = any(isinstance(op, ReplaceTable) for op in operations)
    renamed = tuple((op.old, op.new) for op in operations if isinstance(op, RenameFact))
    return Recoding(moves, gone, whole, e.amendment.instrument, e.force, e.governs, renamed)


def _before(every: Applied, others: tuple[Amendment, ...], amendment: Amendment) -> tuple[Amendment, ...]:
    """The instruments that come before one: by force and signing, and always those that it amends."""
    by_id = {a.id: a for a in (*others, amendment)}
    order = [e.amendment.id for e in every.applied]
    place = {id: order.index(id) for id in order}
    wanted = {a.id for a in others if _comes_first(a, amendment, place)} | _amended_by(amendment, by_id)
    # What amends an instrument that is not there yet has nothing to amend.
    return tuple(a for a in others if a.id in wanted and _amended_by(a, by_id) <= wanted)


def _comes_first(a: Amendment, b: Amendment, place: dict[str, int]) -> bool:
    if a.id in place and b.id in place:
        return place[a.id] < place[b.id]
    days = [(x.force_day() or datetime.date.min, x.signed) for x in (a, b)]
    return days[0] < days[1]


def _amended_by(a: Amendment, by_id: dict[str, Amendment]) -> set[str]:
    """The instruments that one amends, those that these amend, and so on."""
    found, waiting = set[str](), [a]
    while waiting:
        more = {t for t in waiting.pop().targets if t in by_id} - found
        found |= more
        waiting += [by_id[t] for t in more]
    return found
