"""Where a name is declared, and everywhere it stands."""

from collections.abc import Iterator

from cchc_rules.frozen import frozen
from cchc_rules.lsp.index.family import family, text_named
from cchc_rules.lsp.index.names import Name, NameKind, Occurrence
from cchc_rules.lsp.index.occurrences import at, occurrences
from cchc_rules.lsp.text.desk import Desk
from cchc_rules.lsp.text.document import Document, TextKind
from cchc_rules.lsp.text.positions import Position


@frozen
class Found:
    """A name in a document."""

    document: Document
    occurrence: Occurrence


def definition(desk: Desk, document: Document, position: Position) -> tuple[Found, ...]:
    """Where the name at a position is declared; several where common provisions speak of several tables."""
    occurrence = at(document, *document.place(position))
    if occurrence is None:
        return ()
    if occurrence.name.kind is NameKind.TEXT:
        named = (desk.document(path) for path in text_named(desk, document, occurrence))
        return tuple(found for d in named if d is not None for found in _opening(d))
    return tuple(f for f in everywhere(desk, document, occurrence.name) if f.occurrence.declares)


def references(desk: Desk, document: Document, position: Position, declared: bool = True) -> tuple[Found, ...]:
    """Everywhere the name at a position stands; without its declaration unless `declared`."""
    occurrence = at(document, *document.place(position))
    if occurrence is None:
        return ()
    if occurrence.name.kind is NameKind.TEXT:
        found = tuple(_of_text(desk, document, occurrence))
    else:
        found = tuple(everywhere(desk, document, occurrence.name))
    return tuple(f for f in found if declared or not f.occurrence.declares)


def everywhere(desk: Desk, document: Document, name: Name) -> Iterator[Found]:
    """Each place of a name in the documents that speak of the same table."""
    for member in reach(desk, document, name):
        yield from (Found(member, o) for o in occurrences(member) if o.name == name)


def reach(desk: Desk, document: Document, name: Name) -> tuple[Document, ...]:
    """The documents in which a name of one means the same: of every table, where common provisions declare it."""
    members = family(desk, document)
    commons = (m for m in members if m.kind is TextKind.COMMON and any(_declares(o, name) for o in occurrences(m)))
    common = next(commons, None)
    return family(desk, common) if common is not None else members


def _declares(occurrence: Occurrence, name: Name) -> bool:
    return occurrence.declares and occurrence.name == name


def _of_text(desk: Desk, document: Document, occurrence: Occurrence) -> Iterator[Found]:
    """The opening of a text, and each place that names it."""
    paths = text_named(desk, document, occurrence)
    for other in desk.documents(document.path):
        for o in occurrences(other):
            if o.name.kind is NameKind.TEXT and set(text_named(desk, other, o)).intersection(paths):
                yield Found(other, o)


def _opening(document: Document) -> tuple[Found, ...]:
    opening = (o for o in occurrences(document) if o.declares and o.name.kind is NameKind.TEXT)
    return tuple(Found(document, o) for o in list(opening)[:1])
