"""Try the cases of a folder: evaluate the sheet of each and hold it against what it expects."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import frozen

from cchc_rules.api.shelf import ReadySheet, Shelf
from cchc_rules.api.views import view_for
from cchc_rules.diagnostics import Diagnostic, catalog, has_errors, in_order, nearest
from cchc_rules.evaluate import evaluate
from cchc_rules.evaluate.cases import meets
from cchc_rules.files.listing import files_under
from cchc_rules.files.reading import read_file
from cchc_rules.model.case import Case, Expected, code_of
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.scorecard import Scorecard
from cchc_rules.syntax.case_reader import read_case

SUFFIX = ".thu"


@frozen
class Tried:
    """An expectation and whether it is met."""

    expected: Expected
    met: bool


@frozen
class TriedCase:
    """A file: its result and every expectation tried, or the errors that left it without one."""

    name: str
    card: Scorecard | None
    tried: tuple[Tried, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        """Whether it could be evaluated and meets all it expects."""
        return self.card is not None and all(t.met for t in self.tried)


def case_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The cases among files and folders, in order."""
    return files_under(paths, (SUFFIX,))


def try_case(path: Path, shelf: Shelf) -> TriedCase:
    """The case at a path. Raises OSError when the disk does."""
    case, ready = _read(path, shelf)
    return _tried(case, ready) if case is not None else TriedCase(ready.digest.name, None, (), ready.diagnostics)


def check_case(path: Path, shelf: Shelf) -> tuple[Diagnostic, ...]:
    """Everything that can be said of the case at a path without a result. Raises OSError when the disk does."""
    case, ready = _read(path, shelf)
    return _found(case, ready) if case is not None else ready.diagnostics


def ready_case(path: Path, shelf: Shelf) -> ReadySheet:
    """The sheet of the case at a path, its expectations left aside. Raises OSError when the disk does."""
    return _read(path, shelf)[1]


def _read(path: Path, shelf: Shelf) -> tuple[Case | None, ReadySheet]:
    file = read_file(path)
    if file.source is None:
        return None, ReadySheet(file.digest, None, None, file.diagnostics)
    case = read_case(file.source, shelf.sheet_cache)
    if case.value is None:
        return None, ReadySheet(file.digest, None, None, case.diagnostics)
    return case.value, shelf.hold(file.digest, case.value.sheet, case.diagnostics, path.parent)


def _tried(case: Case, ready: ReadySheet) -> TriedCase:
    name = ready.digest.name
    tree = ready.rubric.tree if ready.rubric is not None else None
    found = _found(case, ready)
    if tree is None or has_errors(found):
        return TriedCase(name, None, (), found)
    sheet = ready.sheet or case.sheet
    card = evaluate(tree, sheet, view_for(sheet))
    return TriedCase(name, card, tuple(Tried(e, meets(card, e.value)) for e in case.expected), found)


def _found(case: Case, ready: ReadySheet) -> tuple[Diagnostic, ...]:
    known = ready.rubric.rubric if ready.rubric is not None else None
    return in_order((*ready.diagnostics, *(_unknown(case, known) if known is not None else ())))


def _unknown(case: Case, rubric: Rubric) -> Iterator[Diagnostic]:
    known = tuple(c.code.text for c in rubric.rows())
    for e in case.expected:
        code = code_of(e.value)
        if code is not None and code.text not in known:
            near = nearest(code.text, known)
            yield catalog.UNKNOWN_CODE.at(e.at, code=code, fix=f"ý bạn là {near}?" if near else None)
