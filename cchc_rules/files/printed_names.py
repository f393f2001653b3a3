"""Texts called as a decree prints them, `Bảng 2` or a title in quotes: which of the rubrics near is meant."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import evolve

from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.diagnostics.edits import content, replaced
from cchc_rules.model.rubric import Rubric

if TYPE_CHECKING:
    from cchc_rules.model.amendments.amendment import Amendment


def is_printed(name: str) -> bool:
    """Whether a text is called as printed; short names have no spaces and no quotes."""
    return " " in name or name.startswith('"')


def with_short_names(amendment: "Amendment", near: Sequence[Rubric]) -> "Amendment":
    """The amendment with the short names of the rubrics that it names as printed, where one alone is called so."""
    meant = {name: _meant(name, near) for name in amendment.targets if is_printed(name)}
    short = {name: ids[0] for name, ids in meant.items() if len(ids) == 1}
    amends, *also = (short.get(name, name) for name in amendment.targets)
    return evolve(
        amendment,
        amends=amends,
        also_amends=tuple(also),
        own_targets=tuple(evolve(o, target=short.get(o.target, o.target)) for o in amendment.own_targets),
        after_of=tuple(evolve(o, target=short.get(o.target, o.target)) for o in amendment.after_of),
    )


def _meant(name: str, near: Sequence[Rubric]) -> tuple[str, ...]:
    """The short names of the rubrics so called; a guidance is not what it is for."""
    rubrics = {r.id: r for r in near if r.guided_by is None}
    return tuple(id for id, r in rubrics.items() if _folded(name) in (_folded(f'"{r.title}"'), _folded(_annex(r))))


def _annex(rubric: Rubric) -> str:
    stated = rubric.provisions.instrument
    return (stated.value.annex or "") if stated is not None else ""


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def unresolved(amendment: "Amendment", name: str, near: Sequence[Rubric]) -> Diagnostic:
    """That no text, or more than one, is called so, with the short names of all that are near."""
    at = amendment.place("corrects" if amendment.erratum else "amends")
    printed = {r.id: r.provisions.instrument.value.cite() if r.provisions.instrument else "" for r in near}
    there = "; ".join(f"{id} ({cited})" if cited else id for id, cited in printed.items()) or "chưa có bộ nào cạnh đó"
    meant = _meant(name, near)
    word = "đính chính" if amendment.erratum else "sửa đổi"
    said = {id: ", ".join(id if t == name else t for t in amendment.targets) for id in meant}
    fixes = [
        content(f"văn bản này sửa đổi {id}", replaced(at, f"{word}: {said[id]}")) for id in meant if at is not None
    ]
    number = "nhiều bộ tiêu chí được gọi như vậy" if meant else "không có bộ tiêu chí nào được gọi như vậy"
    return catalog.ANNEX_NAMED.at(at, fixes=fixes, annex=name, why=number, there=there)
