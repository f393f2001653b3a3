"""The server: every message that an editor may send, and what answers it."""

import asyncio
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from cchc_rules import __version__
from cchc_rules.lsp.features.diagnostics import Finding
from cchc_rules.lsp.protocol import asked
from cchc_rules.lsp.protocol.addresses import path_of, uri_of
from cchc_rules.lsp.protocol.converting import range_of, to_diagnostic
from cchc_rules.lsp.protocol.session import Session
from cchc_rules.lsp.text.positions import Change

_QUIET_FOR = 0.25
"""Seconds without a key after which the other files are checked too."""


class _InUtf16(LanguageServerProtocol):
    """The protocol with positions in UTF-16 units, which every editor knows, whatever else one offers."""

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(self, params: types.InitializeParams) -> Any:
        if params.capabilities.general is not None:
            params.capabilities.general.position_encodings = [types.PositionEncodingKind.Utf16]
        return (yield from super().lsp_initialize(params))


class Server(LanguageServer):
    """A language server with the session of its one editor."""

    def __init__(self) -> None:
        super().__init__("cchc-rules", __version__, protocol_cls=_InUtf16)
        self.session = Session()
        self._waiting: asyncio.TimerHandle | None = None

    def show(self, found: Mapping[Path, Iterable[Finding]]) -> None:
        """Tell the editor what is found in some files."""
        desk = self.session.desk
        for path, findings in found.items():
            told = [to_diagnostic(desk, f) for f in findings]
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri_of(path), told))

    def check(self, path: Path) -> None:
        """Check a file at once, and all others when no key follows for a while."""
        self.show(self.session.check(path))
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = asyncio.get_running_loop().call_later(_QUIET_FOR, self._check_others, path)

    def _check_others(self, path: Path) -> None:
        self._waiting = None
        self.show(self.session.check_others(path))


def make_server() -> Server:
    """A server that answers everything; it speaks once it is started."""
    server = Server()
    _life(server)
    _texts(server)
    asked.register(server, server.session)
    return server


def _life(server: Server) -> None:
    @server.feature(types.INITIALIZE)
    def begin(params: types.InitializeParams) -> None:
        folders = [f.uri for f in params.workspace_folders or ()] or [params.root_uri or ""]
        server.session.begin(path_of(folders[0]), params.initialization_options)

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def settle(params: types.DidChangeConfigurationParams) -> None:
        settings = params.settings
        server.session.settle(settings.get("cchcRules", settings) if isinstance(settings, Mapping) else None)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def disk_changed(params: types.DidChangeWatchedFilesParams) -> None:
        server.session.disk_changed()
        for path in list(server.session.texts)[:1]:
            server.check(path)


def _texts(server: Server) -> None:
    session = server.session

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        path = path_of(params.text_document.uri)
        if path is not None:
            session.open(path, params.text_document.text)
            server.check(path)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def edited(params: types.DidChangeTextDocumentParams) -> None:
        path = path_of(params.text_document.uri)
        if path is not None:
            session.change(path, tuple(map(_change, params.content_changes)))
            server.check(path)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        session.disk_changed()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        path = path_of(params.text_document.uri)
        if path is not None:
            session.close(path)
            server.show(session.check_others(path))


def _change(change: types.TextDocumentContentChangeEvent) -> Change | str:
    if isinstance(change, types.TextDocumentContentChangePartial):
        return Change(range_of(change.range), change.text)
    return change.text
