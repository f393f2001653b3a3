"""The files that a command over folders is about, and a word about each that looks like one and is passed over."""

from collections.abc import Sequence
from pathlib import Path

from cchc_rules.diagnostics import Diagnostic, Kind, catalog
from cchc_rules.files.headings import HEAD, seems_sheet
from cchc_rules.files.listing import PassedOver, is_lock, listing
from cchc_rules.files.reading import reason_of
from cchc_rules.files.workbooks import SAVE_AGAIN, SUFFIX, holds_score_sheet, in_other_form
from cchc_rules.files.workspace import DISK, Workspace
from cchc_rules.frozen import frozen
from cchc_rules.source import Span

TEXT_SHEETS = (".phieu", ".json")
SHEET_SUFFIXES = (*TEXT_SHEETS, SUFFIX)
CASE_SUFFIX = ".thu"


@frozen
class Listed:
    """The files in order, each once, some of which may not be readable, and warnings of those passed over."""

    files: tuple[Path, ...]
    passed_over: tuple[Diagnostic, ...] = ()


def sheets_listed(paths: Sequence[Path], workspace: Workspace = DISK) -> Listed:
    """The sheets among files and folders; what is passed over may be the sheet of a unit."""
    return _listed(paths, SHEET_SUFFIXES, catalog.NOT_TAKEN, workspace)


def texts_listed(paths: Sequence[Path], suffixes: Sequence[str], workspace: Workspace = DISK) -> Listed:
    """The files of some suffixes among files and folders."""
    return _listed(paths, suffixes, catalog.LOOKS_ALIKE, workspace)


def unreadable(path: Path, error: OSError, workspace: Workspace) -> Diagnostic:
    """That the file at a path, or one that it depends on, could not be opened."""
    failed = Path(error.filename) if isinstance(error.filename, str) else path
    span = Span(workspace.display_name(failed), 1, 1, 1)
    return catalog.NOT_UNICODE.at(span, reason=reason_of(error), fix="kiểm tra tên tệp và quyền đọc")


def _listed(paths: Sequence[Path], suffixes: Sequence[str], kind: Kind, workspace: Workspace) -> Listed:
    def looks_so(path: Path) -> bool:
        if in_other_form(path):
            return holds_score_sheet(path, workspace)
        try:
            return path.suffix.casefold() != CASE_SUFFIX and seems_sheet(workspace.read_bytes(path, HEAD))
        except OSError:
            return False

    found = listing(paths, suffixes, workspace, looks_so if SHEET_SUFFIXES[0] in suffixes else None)
    told = (_passed_over(workspace.display_name(p.path), p, kind) for p in found.passed_over)
    return Listed(found.files, tuple(told))


def _passed_over(name: str, passed: PassedOver, kind: Kind) -> Diagnostic:
    start = Span(name, 1, 1, 1)
    if in_other_form(passed.path) and not is_lock(passed.path):
        return kind.at(start, file=name, why=f"sổ ở dạng {passed.path.suffix.casefold()}", fix=SAVE_AGAIN)
    return kind.at(start, file=name, why=passed.why)
