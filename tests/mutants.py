"""Change the engine in one small place at a time, and see whether a test notices.

`python -m tests.mutants` tries a few changes of each folder that decides results, always the same ones for the same
`--seed`, in a copy of the repository, with only the tests that concern the folder. It prints each change,
whether a test noticed it, and how many of how many survived. It is no part of the gate; CONTRIBUTING says when to
run it.
"""

import argparse
import ast
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from attrs import frozen

ROOT = Path(__file__).resolve().parents[1]
_LEFT_OUT = shutil.ignore_patterns(".git", ".venv*", ".hypothesis", ".*_cache", "__pycache__", "*.egg-info", "build")
CONCERNING = {
    "meaning": ("tests/rules/test_conditions.py", "tests/rules/test_gap_bounds.py", "tests/rules", "tests/evaluate"),
    "evaluate": ("tests/rating", "tests/evaluate", "tests/rules"),
    "compile": ("tests/rules/test_programs.py", "tests/rules", "tests/evaluate"),
    "amend": ("tests/common", "tests/amend"),
}
"""The tests that concern each folder, those that most often notice first."""
_LONGEST = 600
_SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.BitAnd: ast.BitOr,
}


@frozen
class Mutant:
    """One change: the file under `cchc_rules`, the line, what stands there and what is put there."""

    file: str
    line: int
    before: str
    after: str
    source: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.before}  ->  {self.after}"


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every change of a module, in the order of its text."""
    text = path.read_text(encoding="utf-8")
    count = sum(1 for _ in _places(ast.parse(text)))
    for n in range(count):
        tree = ast.parse(text)
        holder, name, put = list(_places(tree))[n]
        before = ast.unparse(holder)
        setattr(holder, name, put)
        after = ast.unparse(ast.fix_missing_locations(holder))
        line = getattr(holder, "lineno", 0)
        yield Mutant(path.relative_to(ROOT).as_posix(), line, before, after, ast.unparse(tree))


def _places(tree: ast.AST) -> Iterator[tuple[ast.AST, str, object]]:
    """Where something else can be put: the node, its part, and what to put there."""
    for node in _decided(tree):
        match node:
            case ast.Compare(ops=[op]) if type(op) in _SWAPPED:
                yield node, "ops", [_SWAPPED[type(op)]()]
            case ast.BoolOp(op=op) | ast.BinOp(op=op) if type(op) in _SWAPPED:
                yield node, "op", _SWAPPED[type(op)]()
            case ast.IfExp(test=test):
                yield node, "test", ast.UnaryOp(ast.Not(), test)
            case ast.Constant(value=bool() as value):
                yield node, "value", not value
            case ast.Constant(value=int() as value):
                yield node, "value", value + 1
            case _:
                pass


def _decided(node: ast.AST) -> Iterator[ast.AST]:
    """Nodes of code that runs to decide something: no annotations, no aliases of types, no assertions."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "bases", "pattern"):
            continue
        for child in value if isinstance(value, list) else [value]:
            alias = isinstance(node, ast.Module) and isinstance(child, ast.Assign)
            if isinstance(child, ast.AST) and not isinstance(child, ast.Assert) and not alias:
                yield child
                yield from _decided(child)


def survives(mutant: Mutant, copy: Path, folder: str) -> bool:
    """Whether the tests of the folder pass with the change made in a copy of the repository."""
    path = copy / mutant.file
    kept = path.read_text(encoding="utf-8")
    path.write_text(mutant.source, encoding="utf-8")
    env = {**os.environ, "CI": "1", "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *CONCERNING[folder]]
    try:
        ran = subprocess.run(command, cwd=copy, env=env, capture_output=True, timeout=_LONGEST, check=False)
        return ran.returncode == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        path.write_text(kept, encoding="utf-8")


def chosen(folder: str, many: int, seed: int) -> list[Mutant]:
    """So many changes of a folder, always the same for the same seed."""
    every = [m for path in sorted((ROOT / "cchc_rules" / folder).rglob("*.py")) for m in mutants_of(path)]
    return Random(f"{folder} {seed}").sample(every, min(many, len(every)))


def main() -> None:
    """Try changes, and print which of them survive."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folders", nargs="*", default=list(CONCERNING), choices=[*CONCERNING, []], metavar="FOLDER")
    asked.add_argument("--sample", type=int, default=10, help="changes of each folder (10)")
    asked.add_argument("--seed", type=int, default=1, help="another number chooses others (1)")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made) / "copy"
        shutil.copytree(ROOT, copy, ignore=_LEFT_OUT)
        for folder in given.folders:
            tried = chosen(folder, given.sample, given.seed)
            survivors = 0
            for mutant in tried:
                survived = survives(mutant, copy, folder)
                survivors += survived
                print(f"  {'SURVIVED' if survived else 'noticed'}  {mutant}", flush=True)
            print(f"{folder}: {survivors} of {len(tried)} survived", flush=True)


if __name__ == "__main__":
    main()
