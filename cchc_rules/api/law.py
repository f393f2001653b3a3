"""Which law a question is asked under: extra amendments, a day, an assessment year."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from cchc_rules.diagnostics import Diagnostic, catalog, has_errors, in_order
from cchc_rules.explain.provenance import FileDigest
from cchc_rules.files.amendments import LoadedAmendment, amendments_beside, concerning, load_amendment
from cchc_rules.model.rubric import Rubric
from cchc_rules.syntax.statements import TreeCache

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


def under(law: Law, rubric: Rubric, path: Path, year: int | None, cache: TreeCache | None) -> Amended:
    """The rubric at a path as the law has it. `year` is that of a sheet, used when the law names none.

    When nothing says which amendments count, the original text stands, and a note names those left out.
    """
    found = _concerned(law, rubric, path, cache)
    if not found:
        return Amended(rubric, None, (), ())
    broken = tuple(d for a in found for d in a.diagnostics if has_errors((d,)))
    if broken:
        return Amended(None, None, (), in_order(broken))
    year = law.year if law.year is not None else year
    if year is None and law.as_of is None and not law.extra:
        ids = ", ".join(a.amendment.id for a in found if a.amendment)
        waiting = catalog.AMENDMENTS_WAITING.at(rubric.at, count=len(found), ids=ids)
        return Amended(rubric, None, (), (waiting,))
    from cchc_rules.amend import apply  # most rubrics have no amendment, and need none of it

    amendments = [a.amendment for a in found if a.amendment]
    applied = apply(rubric, amendments, law.as_of, year)
    used = {e.amendment.id for e in applied.applied}
    files = tuple(a.digest for a in found if a.amendment and a.amendment.id in used)
    return Amended(applied.rubric if applied.ok else None, applied, files, applied.diagnostics)


def _concerned(law: Law, rubric: Rubric, path: Path, cache: TreeCache | None) -> tuple[LoadedAmendment, ...]:
    """The amendments of a rubric, those beside it and the extra ones, each file once."""
    by_path = {a.path.resolve(): a for a in amendments_beside(path, cache)}
    by_path |= {p.resolve(): load_amendment(p, cache) for p in law.extra}
    loaded = tuple(by_path.values())
    extra = {p.resolve() for p in law.extra}
    unread = tuple(a for a in loaded if a.amendment is None and a.path.resolve() in extra)
    return (*concerning(rubric.id, loaded), *unread)
