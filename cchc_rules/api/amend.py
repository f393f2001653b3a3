"""Amendments used: consolidate, compare, tell the history, measure the impact."""

import datetime
from collections.abc import Sequence
from pathlib import Path

from attrs import evolve, frozen

from cchc_rules.amend import (
    Applied,
    Event,
    Header,
    apply,
    as_amendment,
    consolidate,
    consolidated_html,
    consolidated_md,
    history_of,
)
from cchc_rules.api.impact import Change
from cchc_rules.api.law import Law, under
from cchc_rules.api.shelf import ReadyRubric, Shelf
from cchc_rules.diagnostics import Diagnostic, catalog, has_errors, in_order
from cchc_rules.files.amendments import (
    LoadedAmendment,
    amended_rubric,
    amendments_beside,
    concerning,
    is_amendment,
    load_amendment,
)
from cchc_rules.files.rubrics import find_rubric, load_rubric_file
from cchc_rules.model.amendment import Amendment, FromDay
from cchc_rules.model.code import Code
from cchc_rules.model.operation import MoveRow, RenumberRow
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.stated import Instrument, Trivia
from cchc_rules.source import Span
from cchc_rules.syntax.amendment_printer import print_amendment
from cchc_rules.syntax.rubric_printer import print_rubric

_TO_FILL_IN = "Số, ngày ký, hiệu lực và kỳ áp dụng dưới đây là tạm: điền lại trước khi trình ký."


@frozen
class Result:
    """What was made, None when something was wrong, and everything found."""

    applied: Applied | None
    diagnostics: tuple[Diagnostic, ...]


def amended(name: str, law: Law, shelf: Shelf) -> Result:
    """A rubric by path or id under its amendments, beside it and extra; all of them when no day or year is given."""
    path = find_rubric(name)
    if path is None:
        return Result(None, shelf.rubric(name).diagnostics)
    loaded = load_rubric_file(path, shelf.cache)
    if loaded.rubric is None or has_errors(loaded.diagnostics):
        return Result(None, loaded.diagnostics)
    everything = law if law.year is not None or law.as_of is not None or law.extra else Law(as_of=datetime.date.max)
    result = under(everything, loaded.rubric, path, None, shelf.cache)
    applied = result.applied or (None if has_errors(result.diagnostics) else apply(loaded.rubric, ()))
    return Result(applied if applied is not None and applied.ok else None, result.diagnostics)


def consolidated(applied: Applied, form: str) -> str:
    """The reading copy as `cchc`, `md` or `html`."""
    if form == "md":
        return consolidated_md(applied)
    return consolidated_html(applied) if form == "html" else print_rubric(consolidate(applied))


def log_of(applied: Applied, code: Code | None) -> tuple[Event, ...]:
    """The history of a rubric or of one row."""
    return history_of(applied, code)


@frozen
class Drafted:
    """What an amendment's heading says; what the drafter has not said yet stands in for itself."""

    number: str = "00/QĐ-UBND"
    signed: datetime.date | None = None
    governs: int | None = None


def amendment_text(a: Rubric, b: Rubric, drafted: Drafted) -> str:
    """The amendment that turns `a` into `b`, with a comment on what the drafter must still fill in."""
    signed = drafted.signed or _signed(b) or _signed(a) or datetime.date.min
    header = Header(
        f"sua-doi-{a.id}",
        f"Sửa đổi {a.title}",
        Instrument("Quyết định", drafted.number, signed),
        FromDay(signed),
        drafted.governs or signed.year,
    )
    made = as_amendment(a, b, header)
    if None in (drafted.signed, drafted.governs):
        made = evolve(made, trivia=Trivia((_TO_FILL_IN,)))
    return print_amendment(made)


def _signed(rubric: Rubric) -> datetime.date | None:
    return rubric.provisions.instrument.value.date if rubric.provisions.instrument else None


# ---- what an amendment starts from


@frozen
class Starting:
    """An amendment with the rubric it amends, and every amendment of that rubric found beside both."""

    loaded: LoadedAmendment
    ready: ReadyRubric | None
    others: tuple[Amendment, ...]
    diagnostics: tuple[Diagnostic, ...]


def starting(path: Path, shelf: Shelf, extra: Sequence[Path] = ()) -> Starting:
    """Load an amendment with what it applies to. Raises OSError when the disk does."""
    loaded = load_amendment(path, shelf.cache)
    if loaded.amendment is None:
        return Starting(loaded, None, (), loaded.diagnostics)
    near = {a.path.resolve(): a for a in (*amendments_beside(path, shelf.cache), *(load_amendment(p) for p in extra))}
    target = amended_rubric(loaded, tuple(near.values()))
    if target is None:
        at = loaded.amendment.place("amends")
        missing = catalog.NOT_FOUND.at(at, what="bộ tiêu chí được sửa đổi", name=loaded.amendment.amends)
        return Starting(loaded, None, (), in_order((*loaded.diagnostics, missing)))
    base = load_rubric_file(target, shelf.cache)
    near |= {a.path.resolve(): a for a in amendments_beside(target, shelf.cache)}
    near.pop(path.resolve(), None)
    named = concerning(base.rubric.id, (*near.values(), loaded)) if base.rubric else ()
    others = tuple(a.amendment for a in named if a.amendment and a.path.resolve() != path.resolve())
    ready = ReadyRubric(base, base.diagnostics, None)
    return Starting(loaded, ready, others, in_order((*loaded.diagnostics, *base.diagnostics)))


def check_amendment(path: Path, shelf: Shelf) -> tuple[Diagnostic, ...]:
    """Everything wrong with an amendment, read and applied to its rubric after the amendments before it."""
    start = starting(path, shelf)
    if start.ready is None or start.ready.rubric is None or has_errors(start.diagnostics):
        return start.diagnostics
    assert start.loaded.amendment is not None
    applied = apply(start.ready.rubric, (*start.others, start.loaded.amendment))
    return in_order((*start.diagnostics, *applied.diagnostics))


# ---- impact


def change_of(old: str, new: str | None, shelf: Shelf, extra: Sequence[Path] = ()) -> Change | tuple[Diagnostic, ...]:
    """The change an amendment makes (`new` None), or that between two rubrics; diagnostics when it can't be told."""
    if new is not None:
        before, after = shelf.rubric(old), shelf.rubric(new)
        if before.rubric is None or after.rubric is None or has_errors((*before.diagnostics, *after.diagnostics)):
            return in_order((*before.diagnostics, *after.diagnostics))
        return Change(before.rubric, after.rubric, {})
    path = Path(old)
    if path.is_file() and not is_amendment(path):
        wrong = catalog.WRONG_FILE.at(Span(path.as_posix(), 1, 1, 1), wanted="văn bản sửa đổi", opening="SỬA ĐỔI …")
        return (wrong,)
    start = starting(path, shelf, extra)
    if start.ready is None or start.ready.rubric is None or has_errors(start.diagnostics):
        return start.diagnostics
    assert start.loaded.amendment is not None
    return _between(start.ready.rubric, start.others, start.loaded.amendment)


def _between(base: Rubric, others: tuple[Amendment, ...], amendment: Amendment) -> Change | tuple[Diagnostic, ...]:
    everything = apply(base, (*others, amendment))
    if not everything.ok:
        return everything.diagnostics
    order = [e.amendment.id for e in everything.applied]
    place = order.index(amendment.id) if amendment.id in order else len(order)
    before = [a for a in others if a.id in order[:place] or a.id not in order]
    old, new = apply(base, before), apply(base, (*before, amendment))
    found = (*old.diagnostics, *new.diagnostics)
    return in_order(found) if has_errors(found) else Change(old.rubric, new.rubric, _codes(old.rubric, amendment))


def _codes(rubric: Rubric, amendment: Amendment) -> dict[Code, Code]:
    """Where renumbering and moves put the rows that were there, with all that lies in them."""
    moves = [(op.code, op.new) for op in amendment.operations() if isinstance(op, RenumberRow | MoveRow)]
    codes: dict[Code, Code] = {}
    for row in rubric.walk():
        for old, new in moves:
            if row.code.lies_in(old):
                codes[row.code] = Code(new.text + row.code.text[len(old.text) :])
    return codes
