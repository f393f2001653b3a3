// The client of `cchc-rules lsp`: starts it, and shows the pages that it makes beside the text.
"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const SECTION = "cchcRules";
const PAGES = {
  "cchcRules.showTable": { asks: "cchcRules.table", title: "Bảng" },
  "cchcRules.showExplanation": { asks: "cchcRules.explanation", title: "Giải thích" },
  "cchcRules.showImpact": { asks: "cchcRules.impact", title: "Ảnh hưởng" },
};

let client;

async function activate(context) {
  const settings = vscode.workspace.getConfiguration(SECTION);
  const files = vscode.workspace.createFileSystemWatcher("**/*.{cchc,phieu,thu,json,toml}");
  client = new LanguageClient(
    SECTION,
    "cchc-rules",
    { command: settings.get("command"), args: ["lsp"] },
    {
      documentSelector: [
        { scheme: "file", language: "cchc" },
        { scheme: "file", language: "json" },
      ],
      synchronize: { configurationSection: SECTION, fileEvents: files },
      initializationOptions: { sheetsFolder: settings.get("sheetsFolder") },
    },
  );
  context.subscriptions.push(files);
  for (const [command, page] of Object.entries(PAGES)) {
    context.subscriptions.push(vscode.commands.registerCommand(command, () => show(page)));
  }
  try {
    await client.start();
  } catch (error) {
    vscode.window.showErrorMessage(
      `Không chạy được “${settings.get("command")} lsp”. Cài: pip install 'cchc-rules[lsp]'. ${error.message}`,
    );
  }
}

async function show(page) {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !client) return;
  const uri = editor.document.uri;
  const request = { command: page.asks, arguments: [client.code2ProtocolConverter.asUri(uri)] };
  const html = await client.sendRequest("workspace/executeCommand", request);
  if (!html) {
    vscode.window.showInformationMessage("Không có gì để hiện cho tệp này.");
    return;
  }
  const name = uri.path.split("/").pop();
  // The page has no script of its own, and none is let in.
  const panel = vscode.window.createWebviewPanel(SECTION, `${page.title} · ${name}`, vscode.ViewColumn.Beside, {});
  panel.webview.html = html;
}

function deactivate() {
  return client ? client.stop() : undefined;
}

module.exports = { activate, deactivate };
