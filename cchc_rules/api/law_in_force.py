"""Which amendments count for a question: those named, and those in force on a day or for an assessment year."""

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.explain.scorecard.provenance import FileDigest
from cchc_rules.files.amendments import FoundAmendments, LoadedAmendment, find_amendments, load_amendment
from cchc_rules.files.rubrics import LoadedRubric
from cchc_rules.files.workspace import Workspace
from cchc_rules.frozen import frozen
from cchc_rules.model.dates import date
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Header
from cchc_rules.results.texts_beside import TextBeside, Use
from cchc_rules.syntax.lines.tree_cache import TreeCache

if TYPE_CHECKING:
    from cchc_rules.amend import Applied, Skipped
    from cchc_rules.model.amendments.amendment import Amendment

_AS_WRITTEN = "văn bản gốc như đã viết: chưa nêu kỳ đánh giá hay ngày nào"


@frozen
class Law:
    """`extra` amendments besides those lying beside a rubric; only what is in force on `as_of` and governs `year`.

    `ignored` are files beside a rubric that are not looked at: whoever asks knows that they do not matter.
    """

    extra: tuple[Path, ...] = ()
    as_of: datetime.date | None = None
    year: int | None = None
    ignored: tuple[Path, ...] = ()


@frozen
class Amended:
    """A rubric under a law: None when an amendment failed, or a text that could be one could not be read.

    `files` are those of the amendments applied, `texts` everything found beside the rubric with what was done with it.
    """

    rubric: Rubric | None
    applied: "Applied | None"
    files: tuple[FileDigest, ...]
    diagnostics: tuple[Diagnostic, ...]
    texts: tuple[TextBeside, ...] = ()


def under(law: Law, rubric: Rubric, found: FoundAmendments, year: int | None, unit: Header | None = None) -> Amended:
    """A rubric as the law has it for a unit, given what was found beside it.

    `year` is that of a sheet, used when the law names none. When nothing says which amendments count, the original
    text stands, and a note names those left out.
    """
    year = law.year if law.year is not None else year
    original = year is None and law.as_of is None and not law.extra
    asked = _original(rubric, found) if original else amend(law, rubric, found, year, unit)
    return evolve(asked, diagnostics=(*asked.diagnostics, *too_early(law, rubric)))


def _original(rubric: Rubric, found: FoundAmendments) -> Amended:
    ids = [a.amendment.id if a.amendment else a.digest.name for a in found.loaded]
    told = (catalog.AMENDMENTS_WAITING.at(rubric.at, count=len(ids), ids=", ".join(ids)),) if ids else ()
    texts = (*(text_of(a, Use.NOT_ASKED, _AS_WRITTEN) for a in found.loaded), *found.others)
    return Amended(rubric, None, (), (*told, *found.remarks), texts)


def amend(law: Law, rubric: Rubric, found: FoundAmendments, year: int | None, unit: Header | None = None) -> Amended:
    """The rubric under those of the amendments that count; None when one has an error, or a text could not be read."""
    if found.errors:
        return Amended(None, None, (), found.errors, found.others)
    if not found.loaded:
        return Amended(rubric, None, (), found.remarks, found.others)
    from cchc_rules.amend import Why, apply  # most rubrics have no amendment, and need none of it

    applied = apply(rubric, [a.amendment for a in found.loaded if a.amendment], law.as_of, year, unit)
    used = {e.amendment.id for e in applied.applied}
    used |= {s.amendment.id for s in applied.skipped if s.why is Why.ON_AMENDMENT}
    files = tuple(a.digest for a in found.loaded if a.amendment and a.amendment.id in used)
    diagnostics = (*found.remarks, *applied.diagnostics, *_left_out(law, applied, found.loaded))
    texts = (*_uses(applied, found.loaded, listed=unit is None), *found.others)
    return Amended(applied.rubric if applied.ok else None, applied, files, diagnostics, texts)


def _uses(applied: "Applied", loaded: Sequence[LoadedAmendment], listed: bool) -> Iterator[TextBeside]:
    """What was done with each amendment of the rubric, and with the parts of it that have an effect of their own.

    Transitional clauses are `listed` where they were not asked about a unit.
    """
    from cchc_rules.amend import Why

    uses = {
        Why.NOT_YET_GOVERNING: Use.OTHER_YEAR,
        Why.NOT_YET_IN_FORCE: Use.LATER,
        Why.TRANSITIONAL: Use.TRANSITIONAL,
    }

    for one in loaded:
        if one.amendment is None:
            continue
        own = [s for s in applied.skipped if s.amendment.id == one.amendment.id]
        waiting = [s for s in own if s.why in uses]
        clauses = clauses_of(one.amendment, applied.year) if listed else _followed(waiting)
        if waiting and not _counts(applied, one.amendment):
            left = text_of(one, uses[waiting[0].why], _not_yet(applied, waiting[0]))
            yield evolve(left, transitions=clauses if waiting[0].why is Why.TRANSITIONAL else ())
            continue
        told = "".join(f"; không tính {_of_part(s)}, {_not_yet(applied, s)}" for s in waiting)
        cited = one.amendment.instrument.cite()
        made = with_effects(text_of(one, Use.APPLIED, cited + told), applied, one.amendment)
        yield evolve(made, transitions=clauses)


def _counts(applied: "Applied", amendment: "Amendment") -> bool:
    """Whether a part of an amendment was applied, or is in another text that it amends."""
    from cchc_rules.amend import Why

    merged = (s.amendment.id for s in applied.skipped if s.why is Why.ON_AMENDMENT)
    return amendment.id in {*(e.amendment.id for e in applied.applied), *merged}


def _of_part(skipped: "Skipped") -> str:
    return skipped.part.named if skipped.part is not None and skipped.part.apart else "phần còn lại"


def _not_yet(applied: "Applied", skipped: "Skipped") -> str:
    """Why a text, or a part of it, does not count for the year or the day asked for."""
    from cchc_rules.amend import Why

    assert skipped.part is not None  # it was left out for the effect of a part
    if skipped.why is Why.NOT_YET_GOVERNING:
        return _governs(skipped.part.governs, applied.year)
    if skipped.why is Why.TRANSITIONAL:
        return "đơn vị theo quy định trước khi sửa đổi"
    return _in_force(skipped.part.force, applied.as_of)


def text_of(one: LoadedAmendment, use: Use, told: str) -> TextBeside:
    """What was done with an amendment, and why (Vietnamese)."""
    return TextBeside(one.digest.name, one.digest.sha256, use, one.amendment.id if one.amendment else None, told)


def with_effects(text: TextBeside, applied: "Applied", amendment: "Amendment") -> TextBeside:
    """An applied text with what followed the rows that it changed, and what of it could not be carried over."""
    from cchc_rules.amend import moved_by, not_carried_by  # most rubrics have no amendment

    return evolve(text, moved=moved_by(applied, amendment), not_carried=not_carried_by(applied, amendment))


def clauses_of(amendment: "Amendment", year: int | None) -> tuple[str, ...]:
    """The transitional clauses of an amendment for a year (None: every year), each by its place (Vietnamese)."""
    from cchc_rules.writing.amendments import clause

    own = (o for o in amendment.transitions if year is None or o.transition.first <= year <= o.transition.last)
    return tuple(map(clause, own))


def _followed(skipped: Sequence["Skipped"]) -> tuple[str, ...]:
    """The transitional clauses by which parts were left out."""
    from cchc_rules.writing.amendments import clause

    own = (o for s in skipped if s.part is not None for o in s.part.clauses)
    return tuple(map(clause, dict.fromkeys(own)))


def _governs(first: int | None, year: int | None) -> str:
    since = "" if first is None else f", áp dụng từ kỳ {first}"
    return f"chưa áp dụng cho kỳ đánh giá {year}{since}"


def _in_force(force: datetime.date, day: datetime.date | None) -> str:
    since = f", có hiệu lực từ {date(force)}"
    return f"chưa có hiệu lực ngày {date(day)}{since}" if day is not None else "chưa có hiệu lực"


def _left_out(law: Law, applied: "Applied", found: Sequence[LoadedAmendment]) -> Iterator[Diagnostic]:
    """Amendments that were asked for by name and do not count for the day or the year."""
    from cchc_rules.amend import Why

    named = {a.amendment.id for a in found if a.amendment and a.path in law.extra}
    for skipped in applied.skipped:
        if skipped.amendment.id in named and skipped.why in (Why.NOT_YET_IN_FORCE, Why.NOT_YET_GOVERNING):
            partly = f"{_of_part(skipped)} của " if _counts(applied, skipped.amendment) else ""
            yield catalog.NOT_COUNTED.at(skipped.amendment.at, id=partly + skipped.amendment.id, why=skipped.why.value)


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
) -> FoundAmendments:
    """The amendments beside a rubric that concern it, all the extra ones, each file once, and what else lies there.

    Beside a guidance, and beside the rubric that it is for: whoever scores by it scores by that rubric as amended.
    """
    files = [p for p in (loaded.path, loaded.base) if p is not None]
    extra = {workspace.resolve(p): load_amendment(p, cache, workspace, (rubric,)) for p in law.extra}
    found = find_amendments(rubric.names, files, tuple(extra.values()), law.ignored, cache, workspace)
    return evolve(found, loaded=(*found.loaded, *extra.values()))
