"""What an editor asks for, each question answered by one feature."""

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from cchc_rules.lsp.features.fixes import fix_all, quick_fixes
from cchc_rules.lsp.features.formatting import formatting
from cchc_rules.lsp.features.navigation import definition, references
from cchc_rules.lsp.features.present_values import insertions
from cchc_rules.lsp.features.symbols import document_symbols, folding, workspace_symbols
from cchc_rules.lsp.protocol import beside
from cchc_rules.lsp.protocol.addresses import uri_of
from cchc_rules.lsp.protocol.answering import of
from cchc_rules.lsp.protocol.converting import (
    position,
    range_of,
    symbol_kind,
    to_action,
    to_edit,
    to_fold,
    to_location,
    to_range,
    to_symbols,
)
from cchc_rules.lsp.protocol.session import Session
from cchc_rules.lsp.text.desk import Desk
from cchc_rules.lsp.text.document import Document

_ACTIONS = types.CodeActionOptions([types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll])


def register(server: LanguageServer, session: Session) -> None:
    """Have a server answer all questions from a session."""
    _changes(server, session)
    _places(server, session)
    beside.register(server, session)


def _changes(server: LanguageServer, session: Session) -> None:
    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, _ACTIONS)
    def actions(params: types.CodeActionParams) -> list[types.CodeAction] | None:
        def found(desk: Desk, document: Document) -> list[types.CodeAction]:
            return _actions(desk, document, params)

        return of(session, params.text_document.uri, found)

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    def formatted(params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
        return of(session, params.text_document.uri, lambda desk, d: [to_edit(c) for c in formatting(desk, d)])


def _actions(desk: Desk, document: Document, params: types.CodeActionParams) -> list[types.CodeAction]:
    only = params.context.only
    made = []
    if only is None or types.CodeActionKind.QuickFix in only:
        touched = range_of(params.range)
        offers = (*quick_fixes(desk, document, touched), *insertions(desk, document, touched))
        made += [to_action(desk, offer, types.CodeActionKind.QuickFix) for offer in offers]
    if only is None or any(types.CodeActionKind.SourceFixAll.value.startswith(kind) for kind in only):
        every = fix_all(desk, document)
        made += [to_action(desk, every, types.CodeActionKind.SourceFixAll)] if every is not None else []
    return made


def _places(server: LanguageServer, session: Session) -> None:
    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def defined(params: types.DefinitionParams) -> list[types.Location] | None:
        at = position(params.position)
        return of(session, params.text_document.uri, lambda k, d: [to_location(f) for f in definition(k, d, at)])

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def used(params: types.ReferenceParams) -> list[types.Location] | None:
        at, declared = position(params.position), params.context.include_declaration

        def found(desk: Desk, document: Document) -> list[types.Location]:
            return [to_location(f) for f in references(desk, document, at, declared)]

        return of(session, params.text_document.uri, found)

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def outlined(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
        return of(session, params.text_document.uri, lambda _, d: to_symbols(document_symbols(d)))

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def folded(params: types.FoldingRangeParams) -> list[types.FoldingRange] | None:
        return of(session, params.text_document.uri, lambda _, d: [to_fold(f) for f in folding(d)])

    @server.feature(types.WORKSPACE_SYMBOL)
    def listed(params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        return [
            types.WorkspaceSymbol(
                types.Location(uri_of(document.path), to_range(symbol.line)),
                symbol.entry.name,
                symbol_kind(symbol),
                container_name=document.name,
            )
            for document, symbol in workspace_symbols(session.desk, params.query)
        ]
