"""Check that every provision of a rubric names its basis."""

from collections.abc import Iterator, Sequence

from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.model.citation import Basis, Stated
from cchc_rules.model.rubric import Provisions, Rubric

_HEADING_FIX = 'thêm “theo mục …”, hoặc “tự đặt, vì "…"”, ở dòng tên phần để nêu căn cứ cho mọi câu của phần'


def provisions_have_a_basis(rubric: Rubric) -> Iterator[Diagnostic]:
    """K307 for settings without a citation or a stated choice, and for a rubric without an instrument.

    Rows cite the instrument's annex and their own code. What an instrument is, how its table is laid out,
    which facts are asked for and where the print errs are descriptions, not provisions.
    """
    if rubric.provisions.instrument is None:
        fix = "thêm câu “văn bản: Quyết định … ngày …, Bảng …” để mọi dòng của bảng có căn cứ"
        yield catalog.NO_BASIS.at(rubric.at, fix=fix, what="bộ tiêu chí")
    for stated in (*_settings(rubric.provisions), *rubric.buckets):
        if not _stands(stated.basis):
            yield catalog.NO_BASIS.at(stated.at, what="câu này")
    for section in _sections(rubric.provisions):
        yield from _section(section)


def _section(section: Sequence[Stated[object]]) -> Iterator[Diagnostic]:
    """Once where no line has a basis: what lacks is then the basis of the heading."""
    bare = [stated for stated in section if not _stands(stated.basis)]
    if len(bare) == len(section) > 1:
        what = f"các câu cùng loại ở phần này ({len(bare)} câu)"
        yield catalog.NO_BASIS.at(bare[0].at, fix=_HEADING_FIX, what=what)
        return
    for stated in bare:
        yield catalog.NO_BASIS.at(stated.at, what="câu này")


def _settings(p: Provisions) -> Iterator[Stated[object]]:
    general = (p.in_force, p.governs, p.subjects, p.claims)
    points = (
        p.total,
        p.counts,
        p.step,
        p.rounding,
        p.combination,
        p.tie_break,
        p.absence,
        p.ceiling,
        p.precedence,
        p.due_on_day_off,
    )
    yield from (stated for stated in (*general, *points) if stated is not None)
    yield from p.calendar


def _sections(p: Provisions) -> tuple[Sequence[Stated[object]], ...]:
    return p.stages, *_ratings(p), p.consequences, p.timetable, p.surveys, p.survey_shares


def _ratings(p: Provisions) -> Iterator[Sequence[Stated[object]]]:
    """Bands and conditions by the heading they stand under: one for each kind of units rated apart."""
    bands = [(b.value.scope, b) for b in p.bands]
    conditions = [(d.value.scope, d) for d in p.disqualifiers]
    quotas = [(q.value.scope, q) for q in p.quotas]
    for scope in dict.fromkeys(own for own, _ in (*bands, *conditions, *quotas)):
        yield tuple(stated for own, stated in (*bands, *conditions, *quotas) if own == scope)


def _stands(basis: Basis | None) -> bool:
    return basis is not None and bool(basis.citations or basis.own_choice)
