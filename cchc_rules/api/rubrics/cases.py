"""Try the cases of a folder: evaluate the sheet of each and compare the result with what is expected."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from cchc_rules.api.library import Library, ReadySheet
from cchc_rules.api.listed import CASE_SUFFIX, Listed, texts_listed, unreadable
from cchc_rules.api.sheets.default_view import view_for
from cchc_rules.checks.rules.types import RATIO, dimension
from cchc_rules.checks.sheet.case import check_case as check_words
from cchc_rules.compile import RuleTree
from cchc_rules.diagnostics import Diagnostic, catalog, has_errors, in_order
from cchc_rules.evaluate import evaluate
from cchc_rules.evaluate.cases import better_than_stated, meets, stated_peers
from cchc_rules.files.workspace import DISK, Workspace
from cchc_rules.frozen import frozen
from cchc_rules.meaning.situation import NO_PEERS, Peers
from cchc_rules.model.case import Case, Expected
from cchc_rules.model.numbers import is_decimal, vietnamese
from cchc_rules.model.sheet import Sheet
from cchc_rules.results.scorecard import Scorecard
from cchc_rules.results.texts_beside import TextBeside
from cchc_rules.syntax.sheet.case import read_case
from cchc_rules.writing.expressions import expression


@frozen
class Tried:
    """An expectation and whether it is met."""

    expected: Expected
    met: bool


@frozen
class TriedCase:
    """A file: its result and every expectation tried, or the errors that left it without one.

    `texts` are those found beside its rubric, applied or not.
    """

    name: str
    card: Scorecard | None
    tried: tuple[Tried, ...]
    diagnostics: tuple[Diagnostic, ...]
    texts: tuple[TextBeside, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether it could be evaluated and meets all it expects."""
        return self.card is not None and all(t.met for t in self.tried)


def case_files(paths: Sequence[Path], workspace: Workspace = DISK) -> Listed:
    """The cases among files and folders, in order, and files that look like cases."""
    return texts_listed(paths, (CASE_SUFFIX,), workspace)


def try_cases(paths: Sequence[Path], library: Library) -> tuple[tuple[TriedCase, ...], tuple[Diagnostic, ...]]:
    """Every case among files and folders, and warnings of files that look like cases.

    Raises OSError when the disk does for a file that is named; one found in a folder is a case with an error.
    """
    listed = case_files(paths, library.workspace)
    return tuple(_try_found(p, p in paths, library) for p in listed.files), listed.passed_over


def _try_found(path: Path, named: bool, library: Library) -> TriedCase:
    try:
        return try_case(path, library)
    except OSError as error:
        if named:
            raise
        found = (unreadable(path, error, library.workspace),)
        return TriedCase(library.workspace.display_name(path), None, (), found)


def try_case(path: Path, library: Library) -> TriedCase:
    """The case at a path. Raises OSError when the disk does."""
    case, ready = _read(path, library)
    return _tried(case, ready) if case is not None else TriedCase(ready.digest.name, None, (), ready.diagnostics)


def check_case(path: Path, library: Library) -> tuple[Diagnostic, ...]:
    """Everything wrong with the case at a path, found without evaluating it. Raises OSError when the disk does."""
    case, ready = _read(path, library)
    return _found(case, ready) if case is not None else ready.diagnostics


def ready_case(path: Path, library: Library) -> tuple[ReadySheet, Peers]:
    """The sheet of the case at a path and the bests stated beside it, what it expects left aside.

    Raises OSError when the disk does.
    """
    case, ready = _read(path, library)
    tree = ready.rubric.tree if ready.rubric is not None else None
    return ready, stated_peers(tree, case) if case is not None and tree is not None else NO_PEERS


def _read(path: Path, library: Library) -> tuple[Case | None, ReadySheet]:
    file = library.workspace.read(path)
    if file.source is None:
        return None, ReadySheet(file.digest, None, None, file.diagnostics)
    case = read_case(file.source, library.sheet_cache)
    if case.value is None:
        return None, ReadySheet(file.digest, None, None, case.diagnostics)
    return case.value, library.hold(file.digest, case.value.sheet, case.diagnostics, path.parent)


def _tried(case: Case, ready: ReadySheet) -> TriedCase:
    name = ready.digest.name
    tree = ready.rubric.tree if ready.rubric is not None else None
    found = _found(case, ready)
    if ready.rubric is None or tree is None or has_errors(found):
        return TriedCase(name, None, (), found)
    sheet = ready.sheet or case.sheet
    card = evaluate(tree, sheet, view_for(sheet, tree.order), stated_peers(tree, case))
    return TriedCase(
        name, card, tuple(Tried(e, meets(card, e.value)) for e in case.expected), found, ready.rubric.loaded.texts
    )


def _found(case: Case, ready: ReadySheet) -> tuple[Diagnostic, ...]:
    tree = ready.rubric.tree if ready.rubric is not None else None
    if ready.rubric is None or tree is None:
        return ready.diagnostics
    of_case = tuple(check_words(case, tree.rubric, tree.bests))
    if not has_errors(of_case):
        of_case += tuple(_better_than_stated(case, ready.sheet or case.sheet, tree))
    return in_order((*ready.diagnostics, *of_case))


def _better_than_stated(case: Case, sheet: Sheet, tree: RuleTree) -> Iterator[Diagnostic]:
    """P434: the unit of the sheet is one of the year's, so its own figure cannot be better than the best."""
    for stated in case.bests:
        own = better_than_stated(tree, sheet, view_for(sheet, tree.order), stated)
        if own is not None:
            percent = dimension(stated.best.inner, tree.rules.declared, None) == RATIO
            why = f"đơn vị của phiếu có {_shown(own, percent)}"
            value = expression(stated.value)
            yield catalog.BEST_BEYOND.at(stated.at, best=expression(stated.best), value=value, why=why)


def _shown(value: Fraction, percent: bool) -> str:
    return f"{vietnamese(value * 100)}%" if percent and is_decimal(value) else vietnamese(value)
