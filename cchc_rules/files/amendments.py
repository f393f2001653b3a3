"""Load amending instruments, and find those that lie beside a rubric."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_rules.diagnostics import Diagnostic
from cchc_rules.explain.scorecard.provenance import FileDigest
from cchc_rules.files.rubrics import SUFFIX, load_rubric_file, texts_in
from cchc_rules.files.workspace import DISK, Workspace
from cchc_rules.frozen import frozen
from cchc_rules.source import SIZE_LIMIT, Undecodable, data_folder, decode
from cchc_rules.syntax.lines.document_kinds import DocumentKind, kind_of_text
from cchc_rules.syntax.lines.statements import TreeCache

if TYPE_CHECKING:
    from cchc_rules.model.amendment import Amendment

SUBFOLDER = "sua-doi"
"""Amendments of a rubric lie in its own folder or in this one below it."""
_KINDS = (DocumentKind.AMENDMENT, DocumentKind.ERRATUM)


@frozen
class LoadedAmendment:
    """An amendment (None when it could not be read) with its file and what was found."""

    path: Path
    amendment: "Amendment | None"
    digest: FileDigest
    diagnostics: tuple[Diagnostic, ...]


def is_amendment(path: Path, workspace: Workspace = DISK) -> bool:
    """Whether a file opens as an amendment or an erratum."""
    data = workspace.read_bytes(path, SIZE_LIMIT + 1)
    text = decode(data) if len(data) <= SIZE_LIMIT else ""
    return not isinstance(text, Undecodable) and kind_of_text(text) in _KINDS


def load_amendment(path: Path, cache: TreeCache | None = None, workspace: Workspace = DISK) -> LoadedAmendment:
    """Load one amendment. Raises OSError when the disk does."""
    file = workspace.read(path)
    if file.source is None:
        return LoadedAmendment(path, None, file.digest, file.diagnostics)
    from cchc_rules.syntax.amendment.reader import read_amendment  # most runs have none to read

    parsed = read_amendment(file.source, cache)
    return LoadedAmendment(path, parsed.value, file.digest, parsed.diagnostics)


def amendments_beside(
    path: Path, cache: TreeCache | None = None, workspace: Workspace = DISK
) -> tuple[LoadedAmendment, ...]:
    """Every amendment in the folder of a file and in `sua-doi` below it, in order of name."""
    files = (f for folder in (path.parent, path.parent / SUBFOLDER) for f in texts_in(folder, workspace))
    return tuple(load_amendment(f, cache, workspace) for f in files if is_amendment(f, workspace))


def concerning(names: Sequence[str], loaded: Sequence[LoadedAmendment]) -> tuple[LoadedAmendment, ...]:
    """Those that amend the rubric of one of the names, or amend an amendment of it."""
    wanted = set(names)
    while True:
        named = [a for a in loaded if a.amendment and a.amendment.amends in wanted]
        more = {name for a in named if a.amendment for name in (a.amendment.id, *_new_names(a.amendment))} - wanted
        if not more:
            return tuple(named)
        wanted |= more


def _new_names(amendment: "Amendment") -> tuple[str, ...]:
    """Short names that an amendment gives to its rubric."""
    from cchc_rules.model.operation import ChangeId  # slow to import, and most runs have no amendment

    return tuple(op.new for op in amendment.operations() if isinstance(op, ChangeId))


def amended_rubric(
    loaded: LoadedAmendment, beside: Sequence[LoadedAmendment], workspace: Workspace = DISK
) -> Path | None:
    """The rubric file that an amendment, or the amendment it amends, names: near it, else among the bundled ones."""
    by_id = {a.amendment.id: a.amendment.amends for a in beside if a.amendment}
    by_id |= {new: a.amendment.amends for a in beside if a.amendment for new in _new_names(a.amendment)}
    name = loaded.amendment.amends if loaded.amendment else ""
    for _ in by_id:
        name = by_id.get(name, name)
    near = [folder / f"{name}{SUFFIX}" for folder in (loaded.path.parent, *workspace.resolve(loaded.path).parents[:3])]
    by_name = next((p for p in near if workspace.is_file(p)), None)
    return by_name or _called(name, loaded.path, workspace) or _bundled(name)


def _bundled(name: str) -> Path | None:
    files = sorted(data_folder("rubrics").rglob(f"{name}{SUFFIX}")) if name else []
    return next((p for p in files if p.is_file()), None)


def _called(name: str, amendment: Path, workspace: Workspace) -> Path | None:
    """The rubric, or guidance, that an amendment lies beside and whose short name is this, whatever its file's name."""
    here = workspace.resolve(amendment).parent
    folders = (here, here.parent) if here.name == SUBFOLDER else (here,)
    texts = (p for folder in folders for p in texts_in(folder, workspace))
    for path in (p for p in texts if not is_amendment(p, workspace)):
        rubric = load_rubric_file(path, workspace=workspace).rubric
        if rubric is not None and name == (rubric.guided_by or rubric.id):
            return path
    return None
