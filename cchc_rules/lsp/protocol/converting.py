"""Values of the features as values of the protocol, and the other way round."""

from collections.abc import Iterable, Sequence

from lsprotocol import types

from cchc_rules.diagnostics import Severity
from cchc_rules.lsp.features.diagnostics import Finding, message, related
from cchc_rules.lsp.features.fixes import FileChange, Offer
from cchc_rules.lsp.features.navigation import Found
from cchc_rules.lsp.features.symbols import Fold, Symbol
from cchc_rules.lsp.index.outline import Kind
from cchc_rules.lsp.protocol.addresses import uri_of
from cchc_rules.lsp.text.desk import Desk
from cchc_rules.lsp.text.positions import Change, Position, Range

SOURCE = "cchc-rules"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}
_SYMBOLS = {
    Kind.TEXT: types.SymbolKind.File,
    Kind.SECTION: types.SymbolKind.Namespace,
    Kind.ROW: types.SymbolKind.Field,
    Kind.FACT: types.SymbolKind.Variable,
    Kind.PROVISION: types.SymbolKind.Module,
    Kind.OPERATION: types.SymbolKind.Event,
}


def position(given: types.Position) -> Position:
    """A position of the protocol as the features have it."""
    return Position(given.line, given.character)


def range_of(given: types.Range) -> Range:
    """A range of the protocol as the features have it."""
    return Range(position(given.start), position(given.end))


def to_position(p: Position) -> types.Position:
    """A position as the protocol has it."""
    return types.Position(p.line, p.character)


def to_range(r: Range) -> types.Range:
    """A range as the protocol has it."""
    return types.Range(to_position(r.start), to_position(r.end))


def to_edit(change: Change) -> types.TextEdit:
    """One change of a text."""
    return types.TextEdit(to_range(change.range), change.text)


def to_workspace_edit(files: Iterable[FileChange]) -> types.WorkspaceEdit:
    """Changes of several files."""
    return types.WorkspaceEdit(changes={uri_of(f.path): [to_edit(c) for c in f.changes] for f in files})


def to_diagnostic(desk: Desk, finding: Finding) -> types.Diagnostic:
    """A finding, with the places that explain it."""
    beside = [
        types.DiagnosticRelatedInformation(types.Location(uri_of(path), to_range(at)), said)
        for path, at, said in related(desk, finding)
    ]
    d = finding.diagnostic
    return types.Diagnostic(
        to_range(finding.range),
        message(d),
        severity=_SEVERITIES[d.severity],
        code=d.code,
        source=SOURCE,
        related_information=beside or None,
    )


def to_action(desk: Desk, offer: Offer, kind: str) -> types.CodeAction:
    """A change that a person may choose."""
    answered = [to_diagnostic(desk, offer.finding)] if offer.finding is not None else None
    return types.CodeAction(
        offer.title,
        kind=kind,
        diagnostics=answered,
        is_preferred=offer.preferred or None,
        edit=to_workspace_edit(offer.files),
    )


def to_location(found: Found) -> types.Location:
    """Where a name stands."""
    return types.Location(uri_of(found.document.path), to_range(found.document.range(found.occurrence.span)))


def to_symbols(symbols: Sequence[Symbol]) -> list[types.DocumentSymbol]:
    """An outline."""
    return [
        types.DocumentSymbol(
            s.entry.name,
            _SYMBOLS[s.entry.kind],
            to_range(s.whole),
            to_range(s.line),
            detail=s.entry.detail or None,
            children=to_symbols(s.inner) or None,
        )
        for s in symbols
    ]


def symbol_kind(symbol: Symbol) -> types.SymbolKind:
    """What an entry of an outline is to an editor."""
    return _SYMBOLS[symbol.entry.kind]


def to_fold(fold: Fold) -> types.FoldingRange:
    """Lines that fold."""
    kind = types.FoldingRangeKind.Comment if fold.comment else types.FoldingRangeKind.Region
    return types.FoldingRange(fold.first, fold.last, kind=kind)
