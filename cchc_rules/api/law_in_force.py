"""Which amendments count for a question: those named, and those in force on a day or for an assessment year."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from cchc_rules.diagnostics import Diagnostic, catalog, has_errors, in_order
from cchc_rules.explain.scorecard.provenance import FileDigest
from cchc_rules.files.amendments import LoadedAmendment, amendments_beside, concerning, load_amendment
from cchc_rules.files.rubrics import LoadedRubric
from cchc_rules.files.workspace import Workspace
from cchc_rules.frozen import frozen
from cchc_rules.model.dates import date
from cchc_rules.model.rubric import Rubric
from cchc_rules.syntax.lines.statements import TreeCache

if TYPE_CHECKING:
    from cchc_rules.amend import Applied


@frozen
class Law:
    """`extra` amendments besides those lying beside a rubric; only what is in force on `as_of` and governs `year`."""

    extra: tuple[Path, ...] = ()
    as_of: datetime.date | None = None
    year: int | None = None


@frozen
class Amended:
    """A rubric under a law: None when an amendment failed. `files` are those of the amendments applied."""

    rubric: Rubric | None
    applied: "Applied | None"
    files: tuple[FileDigest, ...]
    diagnostics: tuple[Diagnostic, ...]


def under(law: Law, rubric: Rubric, found: tuple[LoadedAmendment, ...], year: int | None) -> Amended:
    """A rubric as the law has it, given the amendments of it that were found.

    `year` is that of a sheet, used when the law names none. When nothing says which amendments count, the original
    text stands, and a note names those left out.
    """
    year = law.year if law.year is not None else year
    original = year is None and law.as_of is None and not law.extra
    asked = _original(rubric, found) if original else amend(law, rubric, found, year)
    return evolve(asked, diagnostics=(*asked.diagnostics, *too_early(law, rubric)))


def _original(rubric: Rubric, found: tuple[LoadedAmendment, ...]) -> Amended:
    if not found:
        return Amended(rubric, None, (), ())
    ids = ", ".join(a.amendment.id if a.amendment else a.digest.name for a in found)
    return Amended(rubric, None, (), (catalog.AMENDMENTS_WAITING.at(rubric.at, count=len(found), ids=ids),))


def amend(law: Law, rubric: Rubric, found: tuple[LoadedAmendment, ...], year: int | None) -> Amended:
    """The rubric under those of the amendments that count; None when one of them has an error."""
    broken = tuple(d for a in found for d in a.diagnostics if has_errors((d,)))
    if broken:
        return Amended(None, None, (), in_order(broken))
    if not found:
        return Amended(rubric, None, (), ())
    from cchc_rules.amend import Why, apply  # most rubrics have no amendment, and need none of it

    applied = apply(rubric, [a.amendment for a in found if a.amendment], law.as_of, year)
    used = {e.amendment.id for e in applied.applied}
    used |= {s.amendment.id for s in applied.skipped if s.why is Why.ON_AMENDMENT}
    files = tuple(a.digest for a in found if a.amendment and a.amendment.id in used)
    diagnostics = (*applied.diagnostics, *_left_out(law, applied, found))
    return Amended(applied.rubric if applied.ok else None, applied, files, diagnostics)


def _left_out(law: Law, applied: "Applied", found: tuple[LoadedAmendment, ...]) -> Iterator[Diagnostic]:
    """Amendments that were asked for by name and do not count for the day or the year."""
    from cchc_rules.amend import Why

    named = {a.amendment.id for a in found if a.amendment and a.path in law.extra}
    for skipped in applied.skipped:
        if skipped.amendment.id in named and skipped.why in (Why.NOT_YET_IN_FORCE, Why.NOT_YET_GOVERNING):
            yield catalog.NOT_COUNTED.at(skipped.amendment.at, id=skipped.amendment.id, why=skipped.why.value)


def too_early(law: Law, rubric: Rubric) -> Iterator[Diagnostic]:
    """That the rubric itself was not there yet on the day, or for the year, asked for."""
    force, governs = rubric.provisions.in_force, rubric.provisions.governs
    if law.as_of is not None and force is not None and law.as_of < force.value:
        why = f"chưa có hiệu lực ngày {date(law.as_of)}: có hiệu lực từ {date(force.value)}"
        yield catalog.RUBRIC_TOO_EARLY.at(force.at, id=rubric.id, why=why)
    if law.year is not None and governs is not None and law.year < governs.value:
        why = f"chưa áp dụng cho kỳ đánh giá {law.year}: áp dụng từ kỳ đánh giá {governs.value}"
        yield catalog.RUBRIC_TOO_EARLY.at(governs.at, id=rubric.id, why=why)


def ended(amended: Amended) -> tuple[Diagnostic, ...]:
    """That another rubric has taken the place of this one, by the amendments applied: it is not to be scored by."""
    applied = amended.applied
    if applied is None or applied.replaced_by is None:
        return ()
    last = applied.applied[-1].amendment
    by = last.instrument.cite()
    return (catalog.RUBRIC_ENDED.at(last.at, id=applied.rubric.id, other=applied.replaced_by, instrument=by),)


def amendments_of(
    law: Law, loaded: LoadedRubric, rubric: Rubric, cache: TreeCache | None, workspace: Workspace
) -> tuple[LoadedAmendment, ...]:
    """The amendments beside a rubric that concern it or can't be read, and all the extra ones, each file once.

    Beside a guidance, and beside the rubric that it is for: whoever scores by it scores by that rubric as amended.
    """
    places = (p for p in (loaded.path, loaded.base) if p is not None)
    beside = {workspace.resolve(a.path): a for p in places for a in amendments_beside(p, cache, workspace)}
    extra = {workspace.resolve(p): load_amendment(p, cache, workspace) for p in law.extra}
    others = tuple(a for path, a in beside.items() if path not in extra)
    named = concerning(rubric.names, (*others, *extra.values()))
    return (*(a for a in others if a in named), *extra.values())
