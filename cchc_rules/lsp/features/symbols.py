"""Lists of what stands in one text, or in all, and what can be folded away."""

from collections.abc import Iterator

from cchc_rules.frozen import frozen
from cchc_rules.lsp.index.outline import Entry, Kind, outline
from cchc_rules.lsp.index.reading import lines_of
from cchc_rules.lsp.text.desk import Desk
from cchc_rules.lsp.text.document import Document
from cchc_rules.lsp.text.positions import Range
from cchc_rules.source import without_marks

_MOST = 500


@frozen
class Symbol:
    """An entry of an outline with its ranges: of its own line, and of all that is in it."""

    entry: Entry
    line: Range
    whole: Range
    inner: tuple["Symbol", ...] = ()


@frozen
class Fold:
    """Lines (from 0) that fold into the first; `comment` where they are comments."""

    first: int
    last: int
    comment: bool = False


def document_symbols(document: Document) -> tuple[Symbol, ...]:
    """The outline of a document."""
    return tuple(_symbol(document, entry) for entry in outline(document))


def workspace_symbols(desk: Desk, query: str) -> tuple[tuple[Document, Symbol], ...]:
    """Entries of all texts in whose name every word asked for stands, marks and case aside; the first few hundred."""
    if desk.root is None and not desk.texts:
        return ()
    words = without_marks(query).split()
    around = desk.root / "." if desk.root is not None else next(iter(desk.texts))
    found: list[tuple[Document, Symbol]] = []
    for document in desk.documents(around):
        for entry in (e for top in outline(document) for e in top.walk()):
            plain = without_marks(entry.name)
            if entry.kind is not Kind.OPERATION and all(word in plain for word in words):
                found.append((document, _symbol(document, entry)))
        if len(found) >= _MOST:
            break
    return tuple(found[:_MOST])


def folding(document: Document) -> tuple[Fold, ...]:
    """What can be folded: entries of more than one line, sentences that go on, comments that stand together."""
    entries = (e for top in outline(document) for e in top.walk())
    folds = [Fold(e.at.line - 1, e.last - 1) for e in entries if e.last > e.at.last_line]
    taken = {fold.first for fold in folds}
    folds += [
        Fold(x.first - 1, x.last - 1) for x in lines_of(document) if x.last > x.first and x.first - 1 not in taken
    ]
    return tuple(sorted((*folds, *_comments(document)), key=lambda fold: (fold.first, -fold.last)))


def _symbol(document: Document, entry: Entry) -> Symbol:
    line = document.range(entry.at)
    whole = Range(line.start, max(line.end, document.whole_line(entry.last).end))
    return Symbol(entry, line, whole, tuple(_symbol(document, inner) for inner in entry.inner))


def _comments(document: Document) -> Iterator[Fold]:
    first: int | None = None
    lines = (*document.source.lines, "")
    for number, text in enumerate(lines):
        comment = text.lstrip().startswith("#")
        if comment and first is None:
            first = number
        elif not comment and first is not None:
            if number - first > 1:
                yield Fold(first, number - 1, comment=True)
            first = None
