"""The reader's inverse: a rubric or common provisions as canonical text."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from cchc_rules.model.discrepancy import (
    Discrepancy,
    PrintedCode,
    PrintedCount,
    PrintedNote,
    PrintedPoints,
    PrintedWords,
    Reading,
)
from cchc_rules.model.fact import FactDeclaration, FactType
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import (
    Applicability,
    Band,
    ClaimPolicy,
    CommonProvisions,
    Consequence,
    Count,
    Criterion,
    ExcludedWhen,
    FieldsWithin,
    FieldWithin,
    IndexWithin,
    OnlyWhen,
    Provisions,
    Rounding,
    Rubric,
    Subjects,
    Total,
    Trigger,
)
from cchc_rules.model.stages import Combination, Deadline, Stage, StageRule
from cchc_rules.model.stated import Stated
from cchc_rules.syntax.printing import (
    comments,
    condition,
    date,
    instrument,
    interval,
    lines_with,
    quote,
    with_basis,
)

T = TypeVar("T")
Print = Callable[[Any], str]


def print_rubric(document: Rubric | CommonProvisions) -> str:
    """Canonical text; reading it gives an equal document, and printing that gives the same text."""
    rubric = document if isinstance(document, Rubric) else None
    word = "BỘ TIÊU CHÍ" if rubric else "QUY ĐỊNH CHUNG"
    lines = lines_with(document.trivia, f"{word} {document.id} {quote(document.title)}")
    lines += _settings(document.provisions, rubric.uses if rubric else ())
    for heading, section in _sections(document.provisions, _top_word(document)):
        lines += _section(heading, section)
    for field in rubric.fields if rubric else ():
        lines += ["", *_criterion(field, rubric.level_names if rubric else ())]
    lines += ["", *comments(document.ending)] if document.ending else []
    return "\n".join(lines) + "\n"


def _top_word(document: Rubric | CommonProvisions) -> str:
    levels = document.provisions.levels
    return levels.value[0] if levels else "lĩnh vực"


# ---- settings: one line each, in this order


_SETTINGS: tuple[tuple[str, Print], ...] = (
    ("levels", levels),
    ("numbering", lambda n: f"đánh số: {n.value}"),
    ("instrument", lambda i: f"văn bản: {instrument(i)}"),
    ("replaces", lambda i: f"thay thế: {instrument(i)}"),
    ("in_force", lambda d: f"hiệu lực: từ {date(d)}"),
    ("governs", lambda year: f"áp dụng: từ kỳ đánh giá {year}"),
    ("uses", lambda name: f"dùng: {name}"),
    ("total", total),
    ("counts", counts),
    ("subjects", subjects),
    ("claims", lambda c: f"không áp dụng: {c.value}"),
    ("step", lambda s: f"bước điểm: {vietnamese(s)} điểm"),
    ("rounding", rounding),
)


def _settings(p: Provisions, uses: Sequence[Stated[str]]) -> list[str]:
    lines: list[str] = []
    for name, print_value in _SETTINGS:
        given = uses if name == "uses" else getattr(p, name)
        for stated in given if isinstance(given, tuple | list) else (given,) if given else ():
            lines += statement(stated, print_value)
    for stated in p.discrepancies:
        lines += statement(stated, discrepancy)
    return lines


def statement(stated: Stated[T], print_value: Callable[[T], str], basis: bool = True) -> list[str]:
    """One statement with its basis and comments, indented."""
    text = print_value(stated.value)
    return lines_with(stated.trivia, "  " + (with_basis(text, stated.basis) if basis else text))


# ---- sections


def _sections(p: Provisions, top: str) -> Iterable[tuple[str, list[tuple[Stated[Any], str]]]]:
    yield "CÁC BƯỚC ĐÁNH GIÁ", _texts(p.stages, stage) + (
        _texts((p.combination,), combination) if p.combination else []
    )
    yield "XẾP LOẠI", _texts(p.bands, band)
    yield "HỆ QUẢ", _texts(p.consequences, lambda c: consequence(c, top))
    yield "TIẾN ĐỘ", _texts(p.timetable, deadline)
    yield "SỐ LIỆU", _texts(p.facts, fact)


def _texts(given: Iterable[Stated[T]], print_value: Callable[[T], str]) -> list[tuple[Stated[Any], str]]:
    return [(s, print_value(s.value)) for s in given]


def _section(heading: str, items: list[tuple[Stated[Any], str]]) -> list[str]:
    if not items:
        return []
    first = items[0][0]
    shared = first.basis if len(items) > 1 and all(s.basis == first.basis for s, _ in items) else None
    lines = ["", *comments(first.trivia.before), with_basis(heading, shared)]
    for number, (stated, text) in enumerate(items):
        full = text if shared is not None else with_basis(text, stated.basis)
        printed = lines_with(stated.trivia, "  " + full)
        lines += printed[-1:] if number == 0 else printed
    return lines


# ---- rows

def _criterion(c: Criterion, level_names: tuple[str, ...]) -> list[str]:
    lines = lines_with(c.trivia, row(c, level_names))
    details: list[str] = statement(c.counts, counts) if c.counts else []
    for limit in c.applicability:
        details += statement(limit, applicability)
    for difference in c.discrepancies:
        details += statement(difference, discrepancy)
    lines += ["  " + line for line in details]
    for child in c.children:
        lines += _criterion(child, level_names)
    return lines
