"""The server over real stdio, as an editor drives it."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pytest_lsp import ClientServerConfig, LanguageClient

from tests.lsp.marked import AMENDMENT, SHEET, TABLE

NOT_YET = ["S550"]
pytestmark = pytest.mark.asyncio(loop_scope="function")


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[sys.executable, "-m", "cchc_rules.cli.main", "lsp"]))
async def client(lsp_client: LanguageClient, tmp_path: Path) -> AsyncIterator[None]:
    for name, text in {"mau.cchc": TABLE, "so-a.phieu": SHEET, "sua.cchc": AMENDMENT}.items():
        (tmp_path / name).write_text(text, "utf-8")
    # As an editor does that would rather have other units.
    units = [types.PositionEncodingKind.Utf8, types.PositionEncodingKind.Utf16]
    capabilities = pytest_lsp.client_capabilities("visual-studio-code")
    assert capabilities.general is not None
    capabilities.general.position_encodings = units
    folder = types.WorkspaceFolder(tmp_path.as_uri(), "kho")
    params = types.InitializeParams(capabilities=capabilities, workspace_folders=[folder], root_uri=tmp_path.as_uri())
    known = await lsp_client.initialize_session(params)
    assert known.capabilities.position_encoding == types.PositionEncodingKind.Utf16
    yield
    await lsp_client.shutdown_session()


def open_file(client: LanguageClient, path: Path, text: str) -> str:
    item = types.TextDocumentItem(path.as_uri(), "cchc", 1, text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    return path.as_uri()


def change(client: LanguageClient, uri: str, line: int, start: int, end: int, text: str) -> None:
    where = types.Range(types.Position(line, start), types.Position(line, end))
    document = types.VersionedTextDocumentIdentifier(uri=uri, version=2)
    edit = types.TextDocumentContentChangePartial(where, text)
    client.text_document_did_change(types.DidChangeTextDocumentParams(document, [edit]))


async def findings(client: LanguageClient, uri: str) -> list[str]:
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    return [str(d.code) for d in client.diagnostics.get(uri, [])]


async def test_findings_come_as_typed_and_go_when_mended(client: LanguageClient, tmp_path: Path) -> None:
    uri = open_file(client, tmp_path / "mau.cchc", TABLE)
    assert await findings(client, uri) == NOT_YET
    line = TABLE.split("\n").index('  1.2 "Hồ sơ": 6 điểm')
    change(client, uri, line, 15, 16, "5")
    assert await findings(client, uri) not in ([], NOT_YET)
    change(client, uri, line, 15, 16, "6")
    assert await findings(client, uri) == NOT_YET


async def test_an_unsaved_table_is_what_an_open_sheet_is_checked_by(client: LanguageClient, tmp_path: Path) -> None:
    sheet = open_file(client, tmp_path / "so-a.phieu", SHEET)
    await findings(client, sheet)
    before = [str(d.code) for d in client.diagnostics.get(sheet, [])]
    open_file(client, tmp_path / "mau.cchc", TABLE.replace("[số vụ]", "[số vụ việc]"))
    for _ in range(20):
        await asyncio.sleep(0.1)
        now = [str(d.code) for d in client.diagnostics.get(sheet, [])]
        if now != before:
            break
    assert "P424" in now and "P424" not in before


async def test_places_of_a_name_over_files(client: LanguageClient, tmp_path: Path) -> None:
    uri = open_file(client, tmp_path / "mau.cchc", TABLE)
    line = TABLE.split("\n").index('  [số vụ]: số đếm "vụ", do đơn vị')
    found = await client.text_document_references_async(
        types.ReferenceParams(types.ReferenceContext(True), types.TextDocumentIdentifier(uri), types.Position(line, 4))
    )
    assert found is not None
    assert sorted(x.uri.rpartition("/")[2] for x in found) == ["mau.cchc", "mau.cchc", "so-a.phieu"]


async def test_pages_are_asked_for_by_command(client: LanguageClient, tmp_path: Path) -> None:
    uri = open_file(client, tmp_path / "so-a.phieu", SHEET)
    page = await client.workspace_execute_command_async(types.ExecuteCommandParams("cchcRules.explanation", [uri]))
    assert isinstance(page, str) and "Giải thích điểm" in page


async def test_what_may_not_be_renamed_is_an_error_with_its_reason(client: LanguageClient, tmp_path: Path) -> None:
    uri = open_file(client, tmp_path / "mau.cchc", TABLE)
    line = TABLE.split("\n").index('  1.1 "Kế hoạch": 4 điểm')
    where = (types.TextDocumentIdentifier(uri), types.Position(line, 3))
    with pytest.raises(JsonRpcException, match=r"sua\.cchc là văn bản sửa đổi"):
        await client.text_document_rename_async(types.RenameParams(*where, "1.3"))


async def test_everything_an_editor_asks_is_answered(client: LanguageClient, tmp_path: Path) -> None:
    uri = open_file(client, tmp_path / "mau.cchc", TABLE)
    document, at = types.TextDocumentIdentifier(uri), types.Position(16, 31)
    whole = types.Range(types.Position(0, 0), types.Position(30, 0))
    hover = await client.text_document_hover_async(types.HoverParams(document, at))
    items = await client.text_document_completion_async(types.CompletionParams(document, at))
    hints = await client.text_document_inlay_hint_async(types.InlayHintParams(document, whole))
    tokens = await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document))
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    folds = await client.text_document_folding_range_async(types.FoldingRangeParams(document))
    assert hover and isinstance(items, types.CompletionList) and hints and tokens and symbols and folds
    assert len(tokens.data) % 5 == 0
