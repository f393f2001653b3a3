"""The house stays one that can be lived in: no circles of imports, nothing too long to see at once."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "cchc_rules"
MODULE_LINES, FUNCTION_LINES, FOLDER_MODULES = 400, 40, 26
TREES = {path: ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {_name(path): path for path in TREES}


def _imports(path: Path) -> set[str]:
    """Modules that a module imports, inside functions too."""
    found: set[str] = set()
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in MODULES else node.module for name in names}
    return (found & MODULES.keys()) - {_name(path)}


def test_no_modules_import_each_other_in_a_circle() -> None:
    waiting = {name: _imports(path) for name, path in MODULES.items()}
    while done := {name for name, imported in waiting.items() if not imported & waiting.keys()}:
        waiting = {name: imported for name, imported in waiting.items() if name not in done}
    assert not waiting, sorted(waiting)


def test_modules_and_folders_can_be_seen_at_once() -> None:
    assert [_name(p) for p in TREES if len(p.read_text("utf-8").splitlines()) > MODULE_LINES] == []
    folders = [p.parent for p in TREES]
    assert [f.name for f in set(folders) if folders.count(f) > FOLDER_MODULES] == []


def _functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                yield f"{_name(path)}.{node.name}", node


def test_only_a_pure_dispatch_is_a_long_function() -> None:
    long = [(name, f) for name, f in _functions() if f.end_lineno - f.lineno >= FUNCTION_LINES]
    assert [name for name, f in long if not _is_dispatch(f)] == []


def _is_dispatch(function: ast.FunctionDef) -> bool:
    """One `match`, of which each case is three statements at most, and nothing beside it but a docstring."""
    *before, last = function.body
    is_match = isinstance(last, ast.Match) and all(len(case.body) <= 3 for case in last.cases)
    return is_match and all(isinstance(s, ast.Expr) for s in before)
