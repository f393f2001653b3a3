"""Two rubrics side by side, from the command line or from git."""

import difflib
from collections.abc import Sequence
from pathlib import Path

from cchc_rules.amend import diff, report
from cchc_rules.api.library import Library
from cchc_rules.diagnostics import Diagnostic, has_errors, in_order
from cchc_rules.explain.tables import rubric_diff
from cchc_rules.files.rubrics import load_rubric_file
from cchc_rules.files.workspace import DISK
from cchc_rules.model.rubric import Rubric
from cchc_rules.results.texts_beside import TextBeside
from cchc_rules.source import Source

_NEW_PATH = 7


def two_rubrics(old: str, new: str, library: Library) -> tuple[tuple[Rubric, Rubric] | None, tuple[Diagnostic, ...]]:
    """Two rubrics by path or id; a rubric whose sums are wrong can still be compared.

    One that can't be read is not, nor one beside which lies a text that may amend it and can't be read.
    """
    sides = (library.rubric(old), library.rubric(new))
    unread = [d for s in sides if s.rubric is not None for d in library.amendments(s.loaded, s.rubric).errors]
    found = in_order((*unread, *(d for s in sides for d in s.diagnostics)))
    a, b = (s.rubric for s in sides)
    broken = bool(unread) or any(has_errors(s.loaded.diagnostics) for s in sides)
    return ((a, b) if a is not None and b is not None and not broken else None), found


def differ(a: Rubric, b: Rubric) -> bool:
    """Whether two linked rubrics differ in meaning."""
    return bool(diff(a, b))


def diff_text(a: Rubric, b: Rubric, texts: Sequence[TextBeside] = ()) -> str:
    """What differs in meaning between two linked rubrics, for a terminal; first what was done with `texts` beside."""
    return rubric_diff.diff_text(report(a, b, diff(a, b)), texts)


def diff_md(a: Rubric, b: Rubric, texts: Sequence[TextBeside] = ()) -> str:
    """The same as Markdown."""
    return rubric_diff.diff_md(report(a, b, diff(a, b)), texts)


def diff_json(a: Rubric, b: Rubric, texts: Sequence[TextBeside] = ()) -> str:
    """The same as JSON."""
    return rubric_diff.diff_json(report(a, b, diff(a, b)), texts)


def rubric_of_git(arguments: tuple[str, ...]) -> str:
    """What changed in meaning between two versions, for git's external diff (path, old file, …, new file, …, new path).

    Where a version is no whole rubric (a file added or removed, common provisions, a sheet, errors), the lines
    that differ are shown as git would.
    """
    path, old, new = arguments[0], Path(arguments[1]), Path(arguments[4])
    renamed = arguments[_NEW_PATH] if len(arguments) > _NEW_PATH else path
    a, b = _rubric(old, Path(path)), _rubric(new, Path(renamed))
    if a is not None and b is not None:
        heading = path if path == renamed else f"{path} → {renamed}"
        return f"{heading}\n{diff_text(a, b)}\n"
    lines = difflib.unified_diff(_lines(old), _lines(new), f"a/{path}", f"b/{renamed}", lineterm="")
    return "\n".join(lines) + "\n"


def _rubric(version: Path, path: Path) -> Rubric | None:
    """The rubric of a version that git put in a temporary file, with the common provisions beside its real place."""
    if not DISK.is_file(version):
        return None
    loaded = load_rubric_file(version, folder=path.parent, workspace=DISK)
    return None if has_errors(loaded.diagnostics) else loaded.rubric


def _lines(version: Path) -> list[str]:
    source: Source | None = DISK.read(version).source if DISK.is_file(version) else None
    return list(source.lines) if source is not None else []
