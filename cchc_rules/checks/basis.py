"""Every provision of a rubric says on what basis it stands."""

from collections.abc import Iterator

from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.model.rubric import Provisions, Rubric
from cchc_rules.model.stated import Basis, Stated


def provisions_have_a_basis(rubric: Rubric) -> Iterator[Diagnostic]:
    """K307 for settings without a citation or a stated choice, and for a rubric without an instrument.

    Rows cite the instrument's annex and their own code. What an instrument is, how its table is laid out,
    which facts are asked for and where the print errs are descriptions, not provisions.
    """
    if rubric.provisions.instrument is None:
        fix = "thêm câu “văn bản: Quyết định … ngày …, Bảng …” để mọi dòng của bảng có căn cứ"
        yield catalog.NO_BASIS.at(rubric.at, fix=fix, what="bộ tiêu chí")
    for stated in (*_provisions(rubric.provisions), *rubric.buckets):
        if not _stands(stated.basis):
            yield catalog.NO_BASIS.at(stated.at, what="câu này")


def _provisions(p: Provisions) -> Iterator[Stated[object]]:
    general = (p.in_force, p.governs, p.subjects, p.claims)
    points = (p.total, p.counts, p.step, p.rounding, p.combination, p.absence, p.ceiling)
    yield from (stated for stated in (*general, *points) if stated is not None)
    yield from p.stages
    yield from p.bands
    yield from p.disqualifiers
    yield from p.consequences
    yield from p.timetable


def _stands(basis: Basis | None) -> bool:
    return basis is not None and bool(basis.citations or basis.own_choice)
