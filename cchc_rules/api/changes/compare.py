"""Two rubrics side by side, from the command line or from git."""

import difflib
from collections.abc import Sequence
from pathlib import Path

from cchc_rules.amend import alone, diff, report
from cchc_rules.api.law_in_force import under
from cchc_rules.api.library import Library, ReadyRubric
from cchc_rules.diagnostics import Diagnostic, has_errors, in_order
from cchc_rules.explain.tables import rubric_diff
from cchc_rules.files.rubrics import load_rubric_file
from cchc_rules.files.workspace import DISK
from cchc_rules.frozen import frozen
from cchc_rules.model.rubric import CommonProvisions, Rubric
from cchc_rules.results.texts_beside import TextBeside
from cchc_rules.source import Source

_NEW_PATH = 7


@frozen
class Sides:
    """Two texts to compare, None where one can't be read, everything found, and the texts beside them.

    Common provisions stand as a rubric without rows.
    """

    pair: tuple[Rubric, Rubric] | None
    diagnostics: tuple[Diagnostic, ...]
    texts: tuple[TextBeside, ...]


@frozen
class _Side:
    rubric: Rubric | None
    diagnostics: tuple[Diagnostic, ...]
    texts: tuple[TextBeside, ...] = ()


def two_rubrics(old: str, new: str, library: Library) -> Sides:
    """Two rubrics, or two common provisions, by path or id; one whose sums are wrong can still be compared.

    One that can't be read is not, nor one beside which lies a text that may amend it and can't be read.
    """
    both = (library.rubric(old), library.rubric(new))
    common = all(_whole_common(ready) is not None for ready in both)
    a, b = (_common(ready, library) if common else _of_rubric(ready, library) for ready in both)
    pair = (a.rubric, b.rubric) if a.rubric is not None and b.rubric is not None else None
    texts = tuple(dict.fromkeys((*a.texts, *b.texts))) if common else library.texts
    return Sides(pair, in_order(dict.fromkeys((*a.diagnostics, *b.diagnostics))), texts)


def _of_rubric(ready: ReadyRubric, library: Library) -> _Side:
    unread = library.amendments(ready.loaded, ready.rubric).errors if ready.rubric is not None else ()
    broken = bool(unread) or has_errors(ready.loaded.diagnostics)
    return _Side(None if broken else ready.rubric, (*unread, *ready.diagnostics))


def _common(ready: ReadyRubric, library: Library) -> _Side:
    """Common provisions as they are written, with what lies beside them."""
    common = _whole_common(ready)
    assert common is not None  # both sides were asked
    rubric = alone(common)
    found = library.amendments(ready.loaded, rubric)
    written = under(library.law, rubric, found, None)
    broken = bool(found.errors)
    return _Side(None if broken else rubric, (*found.errors, *written.diagnostics), written.texts)


def _whole_common(ready: ReadyRubric) -> CommonProvisions | None:
    return None if has_errors(ready.loaded.diagnostics) else ready.loaded.common


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

    Where a version is neither a whole rubric nor whole common provisions (a file added or removed, a sheet, errors),
    the lines that differ are shown as git would.
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
    if has_errors(loaded.diagnostics):
        return None
    return alone(loaded.common) if loaded.common is not None else loaded.rubric


def _lines(version: Path) -> list[str]:
    source: Source | None = DISK.read(version).source if DISK.is_file(version) else None
    return list(source.lines) if source is not None else []
