"""Texts of assessment periods on disk: a folder is that of a period where one such text lies in it."""

from pathlib import Path

from cchc_rules.diagnostics import Diagnostic
from cchc_rules.explain.scorecard.provenance import FileDigest
from cchc_rules.files.rubrics import SUFFIX, texts_in
from cchc_rules.files.workspace import DISK, Workspace
from cchc_rules.frozen import frozen
from cchc_rules.model.period.period import Period
from cchc_rules.source import SIZE_LIMIT, Undecodable, decode
from cchc_rules.syntax.lines.document_kinds import DocumentKind, opening_of
from cchc_rules.syntax.lines.tree_cache import TreeCache


@frozen
class LoadedPeriod:
    """A period with the digest of its file; None where errors left nothing to stand on."""

    path: Path
    digest: FileDigest
    period: Period | None
    diagnostics: tuple[Diagnostic, ...]


def is_period(path: Path, workspace: Workspace = DISK) -> bool:
    """Whether a file opens as an assessment period."""
    if path.suffix.casefold() != SUFFIX or not workspace.is_file(path):
        return False
    data = workspace.read_bytes(path, SIZE_LIMIT + 1)
    text = decode(data) if len(data) <= SIZE_LIMIT else ""
    return not isinstance(text, Undecodable) and opening_of(text).kind is DocumentKind.PERIOD


def periods_in(folder: Path, workspace: Workspace = DISK) -> tuple[Path, ...]:
    """The texts of periods that lie in a folder itself, in order of name."""
    return tuple(p for p in texts_in(folder, workspace) if is_period(p, workspace))


def load_period(path: Path, cache: TreeCache | None = None, workspace: Workspace = DISK) -> LoadedPeriod:
    """The period at a path, held against nothing. Raises OSError when the disk does."""
    from cchc_rules.syntax.period.reader import read_period  # most runs have no period

    file = workspace.read(path)
    if file.source is None:
        return LoadedPeriod(path, file.digest, None, file.diagnostics)
    parsed = read_period(file.source, cache)
    return LoadedPeriod(path, file.digest, parsed.value, parsed.diagnostics)
