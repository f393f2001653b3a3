"""Every small change of the engine that can be tried: a `<` to `<=`, an `and` to `or`, a condition turned round."""

import ast
from collections.abc import Iterator
from pathlib import Path
from random import Random

from attrs import frozen

ROOT = Path(__file__).resolve().parents[2]
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


def chosen(place: str, many: int, seed: int) -> list[Mutant]:
    """So many changes of a folder or a module of the engine, always the same for the same seed."""
    every = [m for path in modules_of(ROOT, place) for m in mutants_of(path)]
    return Random(f"{place} {seed}").sample(every, min(many, len(every)))


def modules_of(root: Path, place: str) -> list[Path]:
    """The modules of a folder of the engine (`meaning`) or the one named (`results/quotas.py`), below a checkout."""
    path = root / "cchc_rules" / place
    return [path] if path.is_file() else sorted(path.rglob("*.py"))
