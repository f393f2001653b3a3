"""What is wrong with a text as it is typed, each finding in the file that it stands in."""

from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path

from cchc_rules.api.listed import unreadable
from cchc_rules.api.rubrics.check import all_found, check_files
from cchc_rules.checks.checking import judged
from cchc_rules.diagnostics import Diagnostic
from cchc_rules.files.repository import load_repository, root_above
from cchc_rules.frozen import frozen
from cchc_rules.lsp.index.family import tables_of
from cchc_rules.lsp.text.desk import OF_JSON, Desk
from cchc_rules.lsp.text.document import Document, TextKind
from cchc_rules.lsp.text.positions import Position, Range

_TOP = Range(Position(0, 0), Position(0, 0))


@frozen
class Finding:
    """A diagnostic, the file that it stands in, and where."""

    path: Path
    range: Range
    diagnostic: Diagnostic


def is_ours(document: Document) -> bool:
    """Whether a file is one that is checked: JSON may be anything."""
    return document.kind is not TextKind.JSON_SHEET or OF_JSON in document.text


@lru_cache(maxsize=64)  # a list of fixes is asked for at every move of the cursor
def findings(desk: Desk, document: Document) -> tuple[Finding, ...]:
    """Everything that checking a document finds, in whatever file it stands, as the settings around have it told."""
    if not is_ours(document):
        return ()
    return tuple(_placed(desk, document, d) for d in _told(desk, document))


def beside(desk: Desk, document: Document) -> tuple[Document, ...]:
    """The tables that a change of a document is felt in: those that use common provisions, or that it amends."""
    found = (desk.document(path) for path in tables_of(desk, document) if path != document.path)
    return tuple(d for d in found if d is not None)


def _told(desk: Desk, document: Document) -> tuple[Diagnostic, ...]:
    try:
        found = all_found(check_files([str(document.path)], desk.library))
        root = root_above(document.path.parent, desk.workspace)
        around = load_repository(root, desk.workspace) if root is not None else None
    except OSError as error:
        return (unreadable(document.path, error, desk.workspace),)
    if around is None or around.settings is None:
        return found
    same_file = partial(around.same_file, workspace=desk.workspace)
    return judged(found, around.settings.checking, same_file).told


def _placed(desk: Desk, document: Document, d: Diagnostic) -> Finding:
    span = d.span
    if span is None or span.source == document.name:
        return Finding(document.path, document.range(span) if span is not None else _TOP, d)
    path = desk.named(span.source)
    other = desk.document(path) if path is not None else None
    if other is None:
        return Finding(document.path, _TOP, d)
    return Finding(other.path, other.range(span), d)


def related(desk: Desk, finding: Finding) -> Iterator[tuple[Path, Range, str]]:
    """The other places that explain a finding, each with a word on what is there."""
    for one in finding.diagnostic.related:
        path = desk.named(one.span.source) if one.span is not None else None
        document = desk.document(path) if path is not None else None
        if document is not None and one.span is not None:
            yield document.path, document.range(one.span), one.message


def message(d: Diagnostic) -> str:
    """What is told of a finding: what is wrong, what would be right, what to do."""
    parts = (d.message, f"cần: {d.expected}" if d.expected else "", f"cách sửa: {d.fix}" if d.fix else "")
    return "\n".join(filter(None, parts))
