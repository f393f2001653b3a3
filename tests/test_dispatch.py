"""Whoever adds a member to one of the great unions is shown every place that must handle it.

First, from the syntax trees: every dispatch over members of these unions ends in `assert_never`. Then, by one run of
mypy over a copy in which each union, and each named part of one, has a member more: every dispatch is reported.
"""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from cchc_rules.frozen import frozen

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "cchc_rules"
UNIONS = ("Expression", "Condition", "Operation", "Because", "Method", "Trigger")


@frozen
class Dispatch:
    """A `match`, or a chain of `isinstance`, over members of a union; `end` is its last line."""

    path: Path
    line: int
    end: ast.stmt

    @property
    def is_closed(self) -> bool:
        """Whether it ends in `assert_never`."""
        value = self.end.value if isinstance(self.end, ast.Expr) else None
        return isinstance(value, ast.Call) and getattr(value.func, "id", "") == "assert_never"


@cache
def _trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def _aliases() -> dict[str, tuple[Path, ast.Assign]]:
    """Every `Name = A | B` of the package."""
    return {
        node.targets[0].id: (path, node)
        for path, tree in _trees().items()
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and _is_union(node.value)
    }


def _is_union(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return _is_union(node.left) and _is_union(node.right)
    return (isinstance(node, ast.Name) and node.id[0].isupper()) or isinstance(node, ast.Subscript)


def _members(name: str) -> set[str]:
    """The classes of a union, those of unions inside it too."""
    if name not in _aliases() or not isinstance(_aliases()[name][1].value, ast.BinOp):
        return {name}
    named = [n.id for n in ast.walk(_aliases()[name][1].value) if isinstance(n, ast.Name)]
    return set().union(*map(_members, named))


MEMBERS = set().union(*map(_members, UNIONS))


def _dispatches() -> Iterator[Dispatch]:
    for path, tree in _trees().items():
        inner = {id(b.orelse[0]) for b in ast.walk(tree) if isinstance(b, ast.If) and len(b.orelse) == 1}
        for node in ast.walk(tree):
            if isinstance(node, ast.Match) and _named_in(node) & MEMBERS:
                yield Dispatch(path, node.lineno, node.cases[-1].body[-1])
            elif isinstance(node, ast.If) and id(node) not in inner:
                yield from _chain(path, node)


def _named_in(node: ast.Match) -> set[str]:
    patterns = (p for case in node.cases for p in ast.walk(case.pattern) if isinstance(p, ast.MatchClass))
    return {p.cls.id for p in patterns if isinstance(p.cls, ast.Name)}


def _chain(path: Path, node: ast.If) -> Iterator[Dispatch]:
    """A chain of `elif` of which two or more ask which member one value is."""
    asked: list[str] = []
    last: ast.stmt = node
    while isinstance(last, ast.If):
        asked += [ast.unparse(call.args[0]) for call in _questions(last.test)]
        if not last.orelse:
            break
        last = last.orelse[-1]
    if any(asked.count(subject) > 1 for subject in asked):
        yield Dispatch(path, node.lineno, last)


def _questions(test: ast.expr) -> Iterator[ast.Call]:
    for call in (c for c in ast.walk(test) if isinstance(c, ast.Call) and getattr(c.func, "id", "") == "isinstance"):
        names = {n.id for n in ast.walk(call.args[1]) if isinstance(n, ast.Name)}
        if set().union(*map(_members, names), ()) & MEMBERS:
            yield call


def test_every_dispatch_over_a_union_is_closed() -> None:
    found = list(_dispatches())
    assert len(found) > 30
    assert [f"{d.path.relative_to(ROOT)}:{d.line}" for d in found if not d.is_closed] == []


def test_a_match_over_classes_or_values_of_an_enum_is_closed() -> None:
    """Only texts from a parse and errors from outside come from open sets, and may end in `case _`."""
    loose = []
    for path, tree in _trees().items():
        for node in (n for n in ast.walk(tree) if isinstance(n, ast.Match)):
            texts = any(isinstance(p, ast.Constant) and isinstance(p.value, str) for p in ast.walk(node))
            errors = any(name.endswith("Error") for name in map(ast.unparse, (c.pattern for c in node.cases)))
            if not Dispatch(path, node.lineno, node.cases[-1].body[-1]).is_closed:
                loose.append((path.relative_to(ROOT).as_posix(), ast.unparse(node.subject), texts, errors))
    assert {subject for _, subject, _, _ in loose} <= {"node.rule", "st.node.rule", "rule", "error", "relation"}


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, int]]:
    """Where mypy reports an `assert_never` that can be reached, once every union has a member more."""
    copy = tmp_path_factory.mktemp("widened")
    shutil.copytree(PACKAGE, copy / "cchc_rules", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    for path in {path for path, _ in _aliases().values()}:
        _widen(path, copy / path.relative_to(ROOT))
    command = [sys.executable, "-m", "mypy", "--no-color-output", "--hide-error-context"]
    run = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    found = re.findall(r'^(\S+?):(\d+): error: Argument 1 to "assert_never"', run.stdout, re.MULTILINE)
    return {(path, int(line)) for path, line in found}


def _widen(path: Path, target: Path) -> None:
    """Put `| Widened…` behind each union of a module, on the same lines."""
    lines = target.read_text("utf-8").splitlines()
    made: list[str] = []
    for name, (home, node) in _aliases().items():
        if home == path and isinstance(node.value, ast.BinOp) and _members(name) & MEMBERS:
            end = node.value
            text = lines[end.end_lineno - 1].encode()
            lines[end.end_lineno - 1] = (
                text[: end.end_col_offset] + b" | Widened" + name.encode() + text[end.end_col_offset :]
            ).decode()
            made.append(name)
    lines += [f"class Widened{name}: ..." for name in made]
    target.write_text("\n".join(lines) + "\n", "utf-8")


@pytest.mark.long
def test_a_new_member_is_reported_at_every_dispatch(reported: set[tuple[str, int]]) -> None:
    wanted = {(d.path.relative_to(ROOT).as_posix(), d.end.lineno) for d in _dispatches()}
    assert sorted(wanted - reported) == []
