"""Check rubrics, common provisions, sheets and cases: everything that can be found without evaluating."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from cchc_rules.api.library import CASE_SUFFIX, SHEET_SUFFIXES, Library, ReadyRubric
from cchc_rules.api.listed import Listed, texts_listed, unreadable
from cchc_rules.api.rubrics import cases
from cchc_rules.checks.of_year import of_year
from cchc_rules.checks.rubric.inheritance import marks_name_tables
from cchc_rules.diagnostics import Diagnostic, catalog, has_errors, in_order
from cchc_rules.files.amendments import is_amendment
from cchc_rules.files.periods import is_period
from cchc_rules.files.rubrics import SUFFIX, find_rubric, rubrics_using
from cchc_rules.files.workbooks import holds_score_sheet, is_workbook
from cchc_rules.files.workspace import Workspace
from cchc_rules.frozen import frozen
from cchc_rules.model.rubric import CommonProvisions
from cchc_rules.source import Span

CHECKED_SUFFIXES = (SUFFIX, *SHEET_SUFFIXES, CASE_SUFFIX)


@frozen
class CheckedFile:
    """One file with everything found in it."""

    name: str
    diagnostics: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        """Whether it has no error."""
        return not has_errors(self.diagnostics)


def check_files(names: Sequence[str], library: Library) -> tuple[CheckedFile, ...]:
    """Check files, folders, or rubrics by id. Raises OSError for a file that is not there."""
    named = {library.workspace.located(_path(n, library.workspace)) for n in names}
    listed = checked_paths(names, library.workspace)
    return tuple(_check(p, library) if p in named else _check_found(p, library) for p in listed.files)


def checked_paths(names: Sequence[str], workspace: Workspace) -> Listed:
    """The files among files, folders, and rubrics by id that are checked, and those that are not and look so."""
    paths = [_path(n, workspace) for n in names]
    listed = texts_listed(paths, CHECKED_SUFFIXES, workspace)
    named = {workspace.located(p) for p in paths}
    foreign = [p for p in listed.files if p not in named and is_workbook(p) and not holds_score_sheet(p, workspace)]
    told = [_foreign(workspace.display_name(p)) for p in foreign]
    return Listed(tuple(p for p in listed.files if p not in foreign), (*listed.passed_over, *told))


def _foreign(name: str) -> Diagnostic:
    """That a workbook in a folder is none of ours: people keep other tables there."""
    return catalog.LOOKS_ALIKE.at(Span(name, 1, 1, 1), file=name, why="không phải sổ chấm điểm")


def _check_found(path: Path, library: Library) -> CheckedFile:
    """A file that lies in a folder: one that cannot be opened does not keep the others from being checked."""
    try:
        return _check(path, library)
    except OSError as error:
        name = library.workspace.display_name(path)
        return CheckedFile(name, (unreadable(path, error, library.workspace),))


def _path(name: str, workspace: Workspace) -> Path:
    written = Path(name)
    return written if workspace.exists(written) else find_rubric(name, workspace=workspace) or written


def _check(path: Path, library: Library) -> CheckedFile:
    name = library.workspace.display_name(path)
    suffix = path.suffix.casefold()
    if suffix == SUFFIX and is_amendment(path, library.workspace):
        from cchc_rules.api.changes.amend import check_amendment

        return CheckedFile(name, check_amendment(path, library))
    if is_period(path, library.workspace):
        from cchc_rules.api.period.held import held_period

        return CheckedFile(name, held_period(path, library).diagnostics)
    if suffix in SHEET_SUFFIXES:
        return CheckedFile(name, library.sheet(path).diagnostics)
    if suffix == CASE_SUFFIX:
        return CheckedFile(name, cases.check_case(path, library))
    ready = library.rubric_file(path)
    if ready.loaded.common is not None:
        return CheckedFile(name, _check_common(path, ready.loaded.common, ready.loaded.diagnostics, library))
    return CheckedFile(name, (*ready.diagnostics, *_of_year(ready, library.law.year)))


def _of_year(ready: ReadyRubric, year: int | None) -> tuple[Diagnostic, ...]:
    """What is to be said of one assessment year, when one is asked about."""
    if year is None or ready.loaded.rubric is None or has_errors(ready.diagnostics):
        return ()
    return tuple(of_year(ready.loaded.rubric, year))


def _check_common(
    path: Path, common: CommonProvisions, found: tuple[Diagnostic, ...], library: Library
) -> tuple[Diagnostic, ...]:
    """What was found while reading, and marks for rubrics that do not use the common provisions."""
    users = (library.loaded(p).rubric for p in rubrics_using(path, library.cache, library.workspace))
    return in_order((*found, *marks_name_tables(common, [u.id for u in users if u is not None])))


def all_found(files: Iterable[CheckedFile]) -> tuple[Diagnostic, ...]:
    """Everything found, each finding once though several files share what it is in."""
    return in_order(d for f in files for d in f.diagnostics)
