"""Which tests run which functions of the engine, so that a change meets only tests that can notice it.

A copy of the repository in which every function of the folders reports that it was called is tested once, with this
module as a plugin of pytest. What is called while a file is imported or a fixture is set up counts for all its tests.
"""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import frozen

from tests.mutants.changes import modules_of

TESTS = (
    *("tests/rules", "tests/rating", "tests/evaluate", "tests/survey", "tests/common", "tests/amend", "tests/attack"),
    *("tests/sheets", "tests/checks"),
)
"""Where the tests of what the engine decides are."""
_CALLED = """called = set()
def call(place):
    called.add(place)
"""
_TOLD_IN = "CCHC_MUTANTS_CALLED"


@frozen
class Test:
    """A test that passes: its node id, the seconds it takes, and the functions (`file:line`) that it calls."""

    name: str
    seconds: float
    calls: frozenset[str]


def tests_with_calls(copy: Path, places: list[str]) -> tuple[Test, ...]:
    """All tests with what they call, the quickest first. The copy is left as it was."""
    kept: dict[Path, str] = {}
    for place in places:
        for path in modules_of(copy, place):
            kept[path] = path.read_text("utf-8")
            path.write_text(_reporting(kept[path], path.relative_to(copy).as_posix()), "utf-8")
    (copy / "cchc_rules" / "_called.py").write_text(_CALLED, "utf-8")
    told = copy / "called.json"
    run_tests(copy, ["-p", "tests.mutants.noticing", *TESTS], {_TOLD_IN: str(told)})
    for path, text in kept.items():
        path.write_text(text, "utf-8")
    found = json.loads(told.read_text("utf-8"))
    return tuple(sorted((Test(n, s, frozenset(c)) for n, s, c in found), key=lambda t: t.seconds))


def run_tests(copy: Path, arguments: list[str], more: dict[str, str], seconds: float | None = None) -> int:
    """The exit status of pytest in a copy; raises subprocess.TimeoutExpired after so many seconds."""
    env = {**os.environ, "CI": "1", "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", **more}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "0", *arguments]
    return subprocess.run(command, cwd=copy, env=env, capture_output=True, timeout=seconds, check=False).returncode


def function_at(path: Path, line: int) -> str | None:
    """The innermost function around a line, by the line it starts on; None outside of all."""
    around = [f for f in _functions(ast.parse(path.read_text("utf-8"))) if f.lineno <= line <= (f.end_lineno or 0)]
    return str(max(f.lineno for f in around)) if around else None


def _reporting(text: str, name: str) -> str:
    """A module in which every function first says that it is called."""
    tree = ast.parse(text)
    for function in _functions(tree):
        start = 1 if ast.get_docstring(function) is not None else 0
        function.body[start:start] = ast.parse(f"_call_({f'{name}:{function.lineno}'!r})").body
    start = sum(1 for node in tree.body[:2] if _stays_first(node))
    tree.body[start:start] = ast.parse("from cchc_rules._called import call as _call_").body
    return ast.unparse(ast.fix_missing_locations(tree))


def _stays_first(node: ast.stmt) -> bool:
    """Whether it is a docstring or an import of the future, which nothing may stand before."""
    if isinstance(node, ast.ImportFrom):
        return node.module == "__future__"
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


# ---- the plugin, inside the copy


class _Recorder:
    def __init__(self, file: str) -> None:
        from cchc_rules._called import called  # type: ignore[import-not-found]

        self.file, self.called = file, called
        self.of_file: dict[str, set[str]] = {}
        self.of_test: dict[str, set[str]] = {}
        self.seconds: dict[str, float] = {}
        self.failed: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> Iterator[None]:
        self.called.clear()
        report = yield
        self._of_file(collector.nodeid)
        return report

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Iterator[None]:
        self.called.clear()
        result = yield
        self._of_file(item.nodeid)
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        self.called.clear()
        try:
            return (yield)
        finally:
            self.of_test[item.nodeid] = set(self.called)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0) + report.duration
        if not report.passed:
            self.failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        found = [
            (name, self.seconds[name], sorted(calls | self.of_file.get(name.partition("::")[0], set())))
            for name, calls in self.of_test.items()
            if name not in self.failed
        ]
        Path(self.file).write_text(json.dumps(found), "utf-8")

    def _of_file(self, name: str) -> None:
        self.of_file.setdefault(name.partition("::")[0], set()).update(self.called)


def pytest_configure(config: pytest.Config) -> None:
    """Where the variable names a file, write down there what each test called."""
    if _TOLD_IN in os.environ:
        config.pluginmanager.register(_Recorder(os.environ[_TOLD_IN]))
