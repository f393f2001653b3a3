"""Load amending instruments, and find those of a rubric among what lies beside it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from cchc_rules.diagnostics import Diagnostic, catalog, has_errors, in_order, nearest
from cchc_rules.explain.scorecard.provenance import FileDigest
from cchc_rules.files.beside import SUBFOLDER, Candidate, misplaced, nowhere, texts_beside
from cchc_rules.files.printed_names import is_printed, with_short_names
from cchc_rules.files.rubrics import SUFFIX, load_rubric_file, packaged_texts, texts_in
from cchc_rules.files.workspace import DISK, Workspace
from cchc_rules.frozen import frozen
from cchc_rules.model.rubric import Rubric
from cchc_rules.results.texts_beside import TextBeside, Use
from cchc_rules.source import SIZE_LIMIT, Span, Undecodable, decode
from cchc_rules.syntax.lines.document_kinds import AMENDING, opening_of
from cchc_rules.syntax.lines.tree_cache import TreeCache

if TYPE_CHECKING:
    from cchc_rules.model.amendments.amendment import Amendment


@frozen
class LoadedAmendment:
    """An amendment (None when it could not be read) with its file and what was found."""

    path: Path
    amendment: "Amendment | None"
    digest: FileDigest
    diagnostics: tuple[Diagnostic, ...]


@frozen
class FoundAmendments:
    """The amendments of a rubric, errors that stop every result, and the other texts beside it with why each does
    not count.

    `twins` warns of other rubrics of the same short name; `left_out` are the files and folders to ignore that were
    there.
    """

    loaded: tuple[LoadedAmendment, ...] = ()
    unread: tuple[Diagnostic, ...] = ()
    others: tuple[TextBeside, ...] = ()
    twins: tuple[Diagnostic, ...] = ()
    left_out: frozenset[Path] = frozenset()

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """Everything that keeps the rubric from being known as it is in force."""
        return in_order((*self.unread, *(d for a in self.loaded for d in a.diagnostics if has_errors((d,)))))

    @property
    def remarks(self) -> tuple[Diagnostic, ...]:
        """What the user said not to look at, and rubrics that an amendment cannot tell apart."""
        names = [text.file for text in self.others if text.use is Use.IGNORED]
        ignored = (catalog.BESIDE_IGNORED.at(Span(name, 1, 1, 1), file=name) for name in names)
        return (*ignored, *self.twins)


def is_amendment(path: Path, workspace: Workspace = DISK) -> bool:
    """Whether a file opens as an amendment or an erratum."""
    data = workspace.read_bytes(path, SIZE_LIMIT + 1)
    text = decode(data) if len(data) <= SIZE_LIMIT else ""
    return not isinstance(text, Undecodable) and opening_of(text).kind in AMENDING


def load_amendment(
    path: Path, cache: TreeCache | None = None, workspace: Workspace = DISK, known: Sequence[Rubric] = ()
) -> LoadedAmendment:
    """Load one amendment; what it names as printed (`Bảng 2`) is one of the rubrics near it, or of those `known`.

    Raises OSError when the disk does.
    """
    file = workspace.read(path)
    if file.source is None:
        return LoadedAmendment(path, None, file.digest, file.diagnostics)
    from cchc_rules.syntax.amendment.reader import read_amendment  # most runs have none to read

    parsed = read_amendment(file.source, cache)
    value = parsed.value
    if value is not None and any(map(is_printed, value.targets)):
        value = with_short_names(value, (*known, *rubrics_near(path, workspace)))
    return LoadedAmendment(path, value, file.digest, parsed.diagnostics)


def amendments_beside(path: Path, workspace: Workspace = DISK) -> tuple[Path, ...]:
    """The files of every amendment in the folder of a file and in `sua-doi` below it, in order of name."""
    files = (f for folder in (path.parent, path.parent / SUBFOLDER) for f in texts_in(folder, workspace))
    return tuple(f for f in files if is_amendment(f, workspace))


# ---- those of one rubric


def _with_short_names(c: Candidate, cache: TreeCache | None, workspace: Workspace) -> Candidate:
    """What an amendment names as printed, by its short name, where one text near it is called so."""
    if not any(map(is_printed, c.opening.targets)):
        return c
    loaded = load_amendment(c.path, cache, workspace)
    return evolve(c, opening=evolve(c.opening, targets=loaded.amendment.targets)) if loaded.amendment else c


def find_amendments(
    names: Sequence[str],
    files: Sequence[Path],
    extra: Sequence[LoadedAmendment],
    ignored: Sequence[Path],
    cache: TreeCache | None,
    workspace: Workspace,
) -> FoundAmendments:
    """The amendments of the rubric called by one of `names`, in the files' folders; `extra` ones are found already.

    A text is one of the rubric, or says that it amends another text that is there, or stops every result.
    """
    given = {workspace.resolve(a.path) for a in extra}
    beside = texts_beside(list(dict.fromkeys(f.parent for f in files)), ignored, workspace)
    named = (_with_short_names(c, cache, workspace) for c in beside.candidates)
    candidates = [c for c in named if workspace.resolve(c.path) not in given]
    own, loaded, wanted = _of_rubric(names, candidates, extra, cache, workspace)
    unread, others = list(beside.unread), list(beside.passed_over)
    amended = _amended_by_name([c for c in candidates if c not in own], {*wanted, *beside.names}, cache, workspace)
    for c in candidates:
        told = tuple(_wrong_in_folder(c, c in own, files, _Known(wanted, beside.names, amended), workspace))
        unread += told
        if c not in own and not told:
            digest = workspace.read(c.path).digest
            said = f"sửa đổi {', '.join(c.opening.targets)}"
            others.append(TextBeside(digest.name, digest.sha256, Use.OTHER_RUBRIC, c.opening.id, said))
    amended_here = [name for name in names if any(name in c.opening.targets for c in own)]
    twins = tuple(_twins(beside.named, amended_here, files, workspace))
    return FoundAmendments(loaded, tuple(unread), tuple(others), twins, beside.left_out)


@frozen
class _Known:
    """The names of the rubric and of what amends it, those of other texts beside it, what amendments amend."""

    wanted: Collection[str]
    named: Collection[str]
    amended: "_ByName"


_ByName = Mapping[str | None, tuple[str, ...]]


def _wrong_in_folder(
    c: Candidate, own: bool, files: Sequence[Path], known: _Known, workspace: Workspace
) -> Iterator[Diagnostic]:
    """That an amendment of the rubric lies where none is read, or names a text that is nowhere."""
    last = _last_targets(c.opening.targets, known.amended)
    for target in last or (None,):
        if own and target in known.wanted:
            continue
        if target in known.wanted and not _of_a_rubric_there(c, target, files, workspace):
            yield misplaced(c, workspace)
        elif target is None or not (target in known.named or _elsewhere(target, c, files, workspace)):
            said = c.opening.targets[0] if target is None and c.opening.targets else target
            names = sorted({*known.wanted, *known.named})
            yield nowhere(c, said, nearest(said or "", names) or names[0], workspace)


def _twins(
    named: Mapping[str, Sequence[Path]], names: Sequence[str], files: Sequence[Path], workspace: Workspace
) -> Iterator[Diagnostic]:
    """That a text of the rubric has another of the same short name in its folder: amendments of one are of both."""
    folders = {workspace.resolve(f).parent for f in files}
    for name in names:
        here = [p for p in named.get(name, ()) if workspace.resolve(p).parent in folders]
        if len(here) > 1:
            shown = [workspace.display_name(p) for p in here]
            span = Span(shown[0], 1, 1, 1)
            yield catalog.SAME_NAME.at(span, count=len(shown), id=name, files=", ".join(shown))


def _of_rubric(
    names: Sequence[str],
    candidates: Sequence[Candidate],
    extra: Sequence[LoadedAmendment],
    cache: TreeCache | None,
    workspace: Workspace,
) -> tuple[list[Candidate], tuple[LoadedAmendment, ...], set[str]]:
    """The well placed ones that amend the rubric or an amendment of it, loaded, and every name they go by."""
    placed = [c for c in candidates if c.misplaced is None]
    wanted = {*names, *(name for a in extra for name in _names_of(a))}
    own: dict[Path, LoadedAmendment] = {}
    while True:
        more = [c for c in placed if c.path not in own and {*c.opening.targets} & wanted]
        if not more:
            break
        for c in more:
            own[c.path] = load_amendment(c.path, cache, workspace)
            wanted |= {c.opening.id or "", *_names_of(own[c.path])}
    chosen = [c for c in placed if c.path in own]
    return chosen, tuple(own[c.path] for c in chosen), wanted


def _names_of(loaded: LoadedAmendment) -> tuple[str, ...]:
    return (loaded.amendment.id, *_new_names(loaded.amendment)) if loaded.amendment else ()


def _of_a_rubric_there(c: Candidate, target: str | None, files: Sequence[Path], workspace: Workspace) -> bool:
    """Whether an amendment in a folder below is of a rubric of the same name in that folder."""
    here = workspace.resolve(c.path).parent
    own = {workspace.resolve(f) for f in files}
    folders = (here, here.parent) if here.name == SUBFOLDER else (here,)
    return any(
        workspace.resolve(p) not in own and opening_of(_text(p, workspace)).id == target
        for folder in folders
        for p in texts_in(folder, workspace)
    )


def _amended_by_name(
    candidates: Sequence[Candidate], known: Collection[str], cache: TreeCache | None, workspace: Workspace
) -> _ByName:
    """What each amendment amends, by its short name and by every new short name that it gives to what it amends."""
    by_name = {c.opening.id: c.opening.targets for c in candidates}
    if all(target in known or target in by_name for c in candidates for target in c.opening.targets):
        return by_name
    for c in candidates:
        loaded = load_amendment(c.path, cache, workspace)
        by_name |= dict.fromkeys(_names_of(loaded), c.opening.targets)
    return by_name


def _last_targets(targets: Sequence[str], by_name: _ByName) -> tuple[str, ...]:
    """What is amended in the end, where an amendment amends another; none where that goes round."""
    found, seen, waiting = dict[str, None](), set[str](), list(targets)
    while waiting:
        target = waiting.pop(0)
        if target not in by_name:
            found[target] = None
        elif target not in seen:
            seen.add(target)
            waiting += by_name[target]
    return tuple(found)


def _elsewhere(target: str, c: Candidate, files: Sequence[Path], workspace: Workspace) -> bool:
    """Whether a text of that name is in a folder above or comes with the package, and is not one of the files."""
    own = {workspace.resolve(f) for f in files}
    near = (folder / f"{target}{SUFFIX}" for folder in workspace.resolve(c.path).parents[:4])
    found = next((p for p in near if workspace.is_file(p)), None) or _bundled(target, workspace)
    return found is not None and workspace.resolve(found) not in own


def _text(path: Path, workspace: Workspace) -> str:
    text = decode(workspace.read_bytes(path))
    return text if isinstance(text, str) else ""


# ---- what an amendment starts from


def concerning(names: Sequence[str], loaded: Sequence[LoadedAmendment]) -> tuple[LoadedAmendment, ...]:
    """Those that amend the rubric of one of the names, or amend an amendment of it."""
    wanted = set(names)
    while True:
        named = [a for a in loaded if a.amendment and wanted & {*a.amendment.targets}]
        more = {name for a in named for name in _names_of(a)} - wanted
        if not more:
            return tuple(named)
        wanted |= more


def _new_names(amendment: "Amendment") -> tuple[str, ...]:
    """Short names that an amendment gives to its rubric."""
    from cchc_rules.model.amendments.operation import ChangeId  # slow to import, and most runs have no amendment

    return tuple(op.new for op in amendment.operations() if isinstance(op, ChangeId))


def amended_rubrics(
    loaded: LoadedAmendment, beside: Sequence[LoadedAmendment], workspace: Workspace = DISK
) -> tuple[tuple[str, Path | None], ...]:
    """What an amendment, or the amendment it amends, amends, by name, with its file: near it, else a bundled one.

    None where there is no such file; nothing where amendments amend one another without end.
    """
    by_name: dict[str | None, tuple[str, ...]] = {a.amendment.id: a.amendment.targets for a in beside if a.amendment}
    by_name |= {new: a.amendment.targets for a in beside if a.amendment for new in _new_names(a.amendment)}
    names = _last_targets(loaded.amendment.targets, by_name) if loaded.amendment else ()
    return tuple((name, _file_of(name, loaded, workspace)) for name in names)


def _file_of(name: str, loaded: LoadedAmendment, workspace: Workspace) -> Path | None:
    near = [folder / f"{name}{SUFFIX}" for folder in (loaded.path.parent, *workspace.resolve(loaded.path).parents[:3])]
    by_name = next((p for p in near if workspace.is_file(p)), None)
    return by_name or _called(name, loaded.path, workspace) or _bundled(name, workspace)


def rubrics_near(amendment: Path, workspace: Workspace = DISK) -> tuple[Rubric, ...]:
    """The rubrics in the folder of an amendment, and above it where that is `sua-doi`."""
    here = workspace.resolve(amendment).parent
    folders = (here, here.parent) if here.name == SUBFOLDER else (here,)
    texts = (p for folder in folders for p in texts_in(folder, workspace) if not is_amendment(p, workspace))
    loaded = (load_rubric_file(path, workspace=workspace).rubric for path in texts)
    return tuple(rubric for rubric in loaded if rubric is not None)


def _bundled(name: str, workspace: Workspace) -> Path | None:
    texts = packaged_texts(workspace) if name else ()
    return next((p for p in texts if p.as_posix().endswith(f"/{name}{SUFFIX}")), None)


def _called(name: str, amendment: Path, workspace: Workspace) -> Path | None:
    """The rubric, guidance or common provisions beside an amendment with this short name, whatever the file's name."""
    here = workspace.resolve(amendment).parent
    folders = (here, here.parent) if here.name == SUBFOLDER else (here,)
    texts = (p for folder in folders for p in texts_in(folder, workspace))
    for path in (p for p in texts if not is_amendment(p, workspace)):
        loaded = load_rubric_file(path, workspace=workspace)
        called = loaded.common.id if loaded.common is not None else None
        if loaded.rubric is not None:
            called = loaded.rubric.guided_by or loaded.rubric.id
        if name == called:
            return path
    return None
