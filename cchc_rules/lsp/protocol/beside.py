"""What an editor shows beside the text and while it is written: hovers, completions, hints, colours, lenses, pages."""

from collections.abc import Callable

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer

from cchc_rules.lsp.features import completion as offered
from cchc_rules.lsp.features.code_lens import code_lens
from cchc_rules.lsp.features.hover import hover
from cchc_rules.lsp.features.inlay_hints import inlay_hints
from cchc_rules.lsp.features.pages import PAGES
from cchc_rules.lsp.features.rename import Refused, can_rename, rename
from cchc_rules.lsp.features.semantic_tokens import Coloured, Sort, coloured
from cchc_rules.lsp.protocol.answering import of
from cchc_rules.lsp.protocol.converting import (
    position,
    range_of,
    to_position,
    to_range,
    to_workspace_edit,
)
from cchc_rules.lsp.protocol.session import Session
from cchc_rules.lsp.text.desk import Desk
from cchc_rules.lsp.text.document import Document

_SORTS = list(Sort)
_LEGEND = types.SemanticTokensLegend([s.value for s in _SORTS], [])
_COMPLETES = types.CompletionOptions(trigger_characters=["[", '"', ":", " "])
_ITEMS = {
    offered.Sort.WORD: types.CompletionItemKind.Keyword,
    offered.Sort.SENTENCE: types.CompletionItemKind.Snippet,
    offered.Sort.CODE: types.CompletionItemKind.Field,
    offered.Sort.FACT: types.CompletionItemKind.Variable,
    offered.Sort.NAME: types.CompletionItemKind.Module,
    offered.Sort.VALUE: types.CompletionItemKind.EnumMember,
}
_FIRST = {sort: str(at) for at, sort in enumerate(offered.Sort)}


def register(server: LanguageServer, session: Session) -> None:
    """Have a server answer these questions from a session."""
    _words(server, session)
    _renames(server, session)
    _shown(server, session)
    for name, page in PAGES.items():
        server.command(name)(_asked(session, page))


def _asked(session: Session, page: Callable[[Desk, Document], str]) -> Callable[[str], str | None]:
    """The command that gives a page; pygls reads from its arguments what to make of those that come."""

    def shown(uri: str) -> str | None:
        return of(session, uri, page)

    return shown


def _words(server: LanguageServer, session: Session) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(params: types.HoverParams) -> types.Hover | None:
        def told(desk: Desk, document: Document) -> types.Hover | None:
            found = hover(desk, document, position(params.position))
            if found is None:
                return None
            return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, found.text), to_range(found.range))

        return of(session, params.text_document.uri, told)

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, _COMPLETES)
    def completed(params: types.CompletionParams) -> types.CompletionList | None:
        def told(desk: Desk, document: Document) -> types.CompletionList:
            found = offered.completions(desk, document, position(params.position))
            return types.CompletionList(is_incomplete=True, items=[_item(c) for c in found])

        return of(session, params.text_document.uri, told)


def _item(c: offered.Completion) -> types.CompletionItem:
    return types.CompletionItem(
        c.label,
        kind=_ITEMS[c.sort],
        detail=c.detail or None,
        filter_text=c.text,
        sort_text=_FIRST[c.sort],
        text_edit=types.TextEdit(to_range(c.range), c.text),
    )


def _renames(server: LanguageServer, session: Session) -> None:
    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepared(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        at = position(params.position)
        found = of(session, params.text_document.uri, lambda k, d: can_rename(k, d, at))
        if isinstance(found, Refused):
            raise JsonRpcInvalidParams(found.why)
        return types.PrepareRenamePlaceholder(to_range(found.range), found.name) if found is not None else None

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def renamed(params: types.RenameParams) -> types.WorkspaceEdit | None:
        at = position(params.position)
        found = of(session, params.text_document.uri, lambda k, d: rename(k, d, at, params.new_name))
        if isinstance(found, Refused):
            raise JsonRpcInvalidParams(found.why)
        return to_workspace_edit(found) if found is not None else None


def _shown(server: LanguageServer, session: Session) -> None:
    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    def hinted(params: types.InlayHintParams) -> list[types.InlayHint] | None:
        asked = range_of(params.range)

        def told(desk: Desk, document: Document) -> list[types.InlayHint]:
            hints = (h for h in inlay_hints(desk, document) if asked.holds(h.at))
            return [types.InlayHint(to_position(h.at), h.label, padding_left=True) for h in hints]

        return of(session, params.text_document.uri, told)

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, _LEGEND)
    def colours(params: types.SemanticTokensParams) -> types.SemanticTokens | None:
        return of(session, params.text_document.uri, lambda _, d: types.SemanticTokens(_deltas(coloured(d))))

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    def lenses(params: types.CodeLensParams) -> list[types.CodeLens] | None:
        def told(desk: Desk, document: Document) -> list[types.CodeLens]:
            shown = ((lens, types.Command(lens.title, "")) for lens in code_lens(desk, document))
            return [types.CodeLens(to_range(lens.range), command) for lens, command in shown]

        return of(session, params.text_document.uri, told)


def _deltas(words: tuple[Coloured, ...]) -> list[int]:
    """Each word as five numbers: lines and characters since the one before, length, sort, no modifiers."""
    numbers: list[int] = []
    line = character = 0
    for word in words:
        start = word.range.start
        since = start.character - (character if start.line == line else 0)
        numbers += (start.line - line, since, word.range.end.character - start.character, _SORTS.index(word.sort), 0)
        line, character = start.line, start.character
    return numbers
