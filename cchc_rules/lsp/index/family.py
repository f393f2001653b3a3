"""Which files speak of one table: the table, the common provisions it uses, guidances, amendments, sheets, cases."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import assert_never

from cchc_rules.files.amendments import load_amendment
from cchc_rules.files.beside import SUBFOLDER
from cchc_rules.files.rubrics import SUFFIX, find_rubric, packaged_texts, rubrics_using
from cchc_rules.files.workspace import Workspace
from cchc_rules.lsp.index.names import NameKind, Occurrence, Refers
from cchc_rules.lsp.index.occurrences import occurrences
from cchc_rules.lsp.text.desk import Desk
from cchc_rules.lsp.text.document import Document, TextKind

_DEEPEST = 8
"""How many texts lie between one and its table at most, such as an amendment of an amendment."""
_REFERS = (Refers.LIES_OVER, Refers.AMENDS, Refers.SCORED_BY)


@lru_cache(maxsize=1024)  # asked of every file for one question
def tables_of(desk: Desk, document: Document, depth: int = 0) -> tuple[Path, ...]:
    """The files of the tables that a document speaks of: itself, or those that it is for; none where it names none."""
    if document.kind is TextKind.RUBRIC:
        return (document.path,)
    if document.kind is TextKind.COMMON:
        return tuple(desk.workspace.resolve(p) for p in rubrics_using(document.path, workspace=desk.workspace))
    if depth > _DEEPEST:
        return ()
    named = (desk.document(path) for path in dict.fromkeys(_named(desk, document)))
    tables = (table for d in named if d is not None and d != document for table in tables_of(desk, d, depth + 1))
    return tuple(dict.fromkeys(tables))


def _named(desk: Desk, document: Document) -> Iterator[Path]:
    """The texts that a document is for."""
    references = [o for o in occurrences(document) if o.name.kind is NameKind.TEXT and o.refers in _REFERS]
    for reference in references:
        yield from text_named(desk, document, reference)
    if document.kind is TextKind.AMENDMENT and not any(references):
        # What is called as the decree prints it is no short name: `Bảng 2`.
        loaded = load_amendment(document.path, workspace=desk.workspace).amendment
        for name in loaded.targets if loaded is not None else ():
            yield from _declaring(desk, document, name)


def text_named(desk: Desk, document: Document, reference: Occurrence) -> tuple[Path, ...]:
    """The files of the text that a reference in a document names."""
    key = reference.name.key
    match reference.refers:
        case Refers.SCORED_BY | Refers.LIES_OVER:
            found = find_rubric(key, document.path.parent, desk.workspace)
            return (desk.workspace.resolve(found),) if found is not None else ()
        case Refers.USES:
            common = desk.workspace.located(document.path.parent / f"{key}{SUFFIX}")
            return (desk.workspace.resolve(common),) if desk.workspace.is_file(common) else ()
        case Refers.AMENDS | Refers.NAMES:
            return tuple(_declaring(desk, document, key))
        case None:
            return (document.path,)
        case _:
            assert_never(reference.refers)


def _declaring(desk: Desk, document: Document, name: str) -> Iterator[Path]:
    """The files near a document that declare a short name: in its folder, in that above `sua-doi`, else anywhere."""
    folder = document.path.parent
    near = (folder, folder.parent) if folder.name == SUBFOLDER else (folder,)
    every = [path for path in _openings(desk, document.path).get(name, ()) if path != document.path]
    close = [path for path in every if path.parent in near]
    yield from close or every or _packaged(name, desk.workspace)


def _packaged(name: str, workspace: Workspace) -> Iterator[Path]:
    """The text of the package that is called so."""
    found = (path for path in packaged_texts(workspace) if path.stem == name)
    yield from map(workspace.resolve, found)


@lru_cache(maxsize=8)  # a desk lasts until the next key, and one question asks this for every amendment
def _openings(desk: Desk, around: Path) -> Mapping[str, tuple[Path, ...]]:
    """The files that declare each short name of a text."""
    found: dict[str, tuple[Path, ...]] = {}
    for document in desk.documents(around):
        for opening in occurrences(document)[:1]:
            if opening.declares and opening.name.kind is NameKind.TEXT:
                found[opening.name.key] = (*found.get(opening.name.key, ()), document.path)
    return found


def family(desk: Desk, document: Document) -> tuple[Document, ...]:
    """Every document that speaks of a table which this one speaks of, and the common provisions of these tables."""
    tables = tables_of(desk, document)
    return tuple(dict.fromkeys((document, *_members(desk, document, tables))))


def _members(desk: Desk, document: Document, tables: Iterable[Path]) -> Iterator[Document]:
    wanted = set(tables)
    for path in wanted:
        table = desk.document(path)
        if table is not None:
            yield table
            yield from _commons(desk, table)
    for other in desk.documents(document.path):
        if wanted.intersection(tables_of(desk, other)):
            yield other


def _commons(desk: Desk, table: Document) -> Iterator[Document]:
    uses = (o for o in occurrences(table) if o.refers is Refers.USES)
    found = (desk.document(path) for use in uses for path in text_named(desk, table, use))
    yield from (d for d in found if d is not None)
