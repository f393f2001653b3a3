"""The extension for VS Code: colours and snippets follow the words of the language, and the package can be built."""

import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from cchc_rules.language.samples import SAMPLES
from tests.support import editor_files
from tests.support.outside import needs

pytestmark = pytest.mark.long

_PLACE = re.compile(r"\$\{\d+:([^}]*)\}|\$\d+")
LOAD = """
const Module = require("module");
const load = Module._load;
const vscode = new Proxy({}, { get: (_, name) => (name === "__esModule" ? undefined : class {}) });
Module._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));
const extension = require(process.argv[2]);
if (typeof extension.activate !== "function" || typeof extension.deactivate !== "function") process.exit(1);
"""


def test_colours_and_snippets_are_those_of_the_words_now() -> None:
    assert editor_files.GRAMMAR.read_text("utf-8") == editor_files.as_text(editor_files.grammar())
    assert editor_files.SNIPPETS.read_text("utf-8") == editor_files.as_text(editor_files.snippets())


def test_every_sample_is_a_snippet_that_writes_it() -> None:
    snippets = editor_files.snippets()
    for sample in (s for samples in SAMPLES.values() for s in samples):
        written = _PLACE.sub(lambda m: m[1] or "", snippets[sample]["body"])
        assert written.replace("\\$", "$").replace("\\}", "}").replace("\\\\", "\\") == sample
        assert snippets[sample]["prefix"]


def test_the_lock_file_names_no_registry() -> None:
    lock = json.loads((editor_files.FOLDER / "package-lock.json").read_text("utf-8"))
    assert lock["packages"] and not any("resolved" in package for package in lock["packages"].values())


@needs("node", "npm")
def test_colours_are_right_and_the_package_loads(tmp_path: Path) -> None:
    folder = tmp_path / "vscode"
    shutil.copytree(editor_files.FOLDER, folder, ignore=shutil.ignore_patterns("node_modules", "*.vsix"))
    for command in (("npm", "ci", "--ignore-scripts"), ("npm", "test"), ("npm", "run", "package")):
        run = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=500, check=False)
        assert run.returncode == 0, run.stdout + run.stderr
    with zipfile.ZipFile(folder / "cchc-rules.vsix") as package:
        package.extractall(tmp_path / "package")
    (tmp_path / "load.js").write_text(LOAD, "utf-8")
    entry = tmp_path / "package" / "extension" / "extension.js"
    loaded = subprocess.run(["node", tmp_path / "load.js", entry], capture_output=True, encoding="utf-8", check=False)
    assert loaded.returncode == 0, loaded.stderr
