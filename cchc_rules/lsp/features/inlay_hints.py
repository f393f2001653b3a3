"""What a person would reckon beside the text: sums so far, present values of what an amendment changes."""

from collections.abc import Iterator
from fractions import Fraction

from cchc_rules.frozen import frozen
from cchc_rules.lsp.features.present_values import present_values
from cchc_rules.lsp.text.desk import Desk
from cchc_rules.lsp.text.document import Document, TextKind
from cchc_rules.lsp.text.positions import Position
from cchc_rules.model.numbers import vietnamese
from cchc_rules.model.rubric import Criterion, Rubric
from cchc_rules.source import Span


@frozen
class Hint:
    """A word shown behind a position that is no part of the text."""

    at: Position
    label: str


def inlay_hints(desk: Desk, document: Document) -> tuple[Hint, ...]:
    """The hints of a document in order."""
    found = [Hint(p.at, p.told) for p in present_values(desk, document)]
    if document.kind is TextKind.RUBRIC:
        found += _sums(desk, document)
    return tuple(sorted(found, key=lambda hint: hint.at))


def _sums(desk: Desk, document: Document) -> Iterator[Hint]:
    """The sum of the rows below each group against its maximum, and of all against the total."""
    try:
        rubric = desk.library.loaded(document.path).rubric
    except OSError:
        return
    if rubric is None:
        return
    for row in rubric.walk():
        if row.children and row.group is None and _here(row.at, document):
            yield _hint(document, row.at, sum((c.max for c in row.children if not c.deducts), Fraction(0)), row.max)
    total = rubric.provisions.total
    if total is not None and _here(total.at, document):
        yield _hint(document, total.at, _all(rubric), total.value.points)


def _all(rubric: Rubric) -> Fraction:
    fields: tuple[Criterion, ...] = rubric.fields
    return sum((field.max for field in fields if not field.deducts), Fraction(0))


def _here(at: Span | None, document: Document) -> bool:
    return at is not None and at.source == document.name


def _hint(document: Document, at: Span | None, reached: Fraction, declared: Fraction) -> Hint:
    assert at is not None
    end = document.position(*at.position(at.end, after=True), after=True)
    gap = declared - reached
    open_points = f", còn {vietnamese(gap)}" if gap > 0 else f", thừa {vietnamese(-gap)}" if gap < 0 else ""
    return Hint(end, f"các dòng: {vietnamese(reached)}/{vietnamese(declared)} điểm{open_points}")
