"""Find rubrics by path or id and load them whole: the file, its common provisions, linked."""

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from cchc_rules.diagnostics import Diagnostic, catalog, in_order, nearest
from cchc_rules.diagnostics.mends import renamed
from cchc_rules.explain.scorecard.provenance import FileDigest
from cchc_rules.files.listing import files_under
from cchc_rules.files.reading import ReadFile
from cchc_rules.files.workspace import DISK, EntryKind, Workspace
from cchc_rules.frozen import frozen
from cchc_rules.model.link import link, speaks_of_others
from cchc_rules.model.rubric import CommonProvisions, Others, Rubric
from cchc_rules.results.texts_beside import TextBeside
from cchc_rules.same import once_for_same
from cchc_rules.source import Source, Span, data_folder
from cchc_rules.syntax.lines.document_kinds import DocumentKind, is_guidance, kind_of
from cchc_rules.syntax.lines.parsed import Parsed
from cchc_rules.syntax.lines.tree_cache import TreeCache
from cchc_rules.syntax.rubric.reader import OPENINGS, read_rubric

if TYPE_CHECKING:
    from cchc_rules.model.guidance import Guidance

SUFFIX = ".cchc"
_TEXTS = 16
"""Texts of one process that are read and linked once: most are read for every file that leans on them."""


@frozen
class LoadedRubric:
    """A linked rubric (None when it could not be read), its files in reading order, and what was found.

    `base` is the file of the rubric that a guidance at `path` is for. `texts` are those found beside it, amendments
    and others, with what was done with each.
    """

    rubric: Rubric | None
    common: CommonProvisions | None
    files: tuple[FileDigest, ...]
    diagnostics: tuple[Diagnostic, ...]
    path: Path | None = None
    base: Path | None = None
    texts: tuple[TextBeside, ...] = ()


def rubric_ids(workspace: Workspace = DISK) -> tuple[str, ...]:
    """Ids of the rubrics that come with the package, such as `2019/bang-1`."""
    base = data_folder("rubrics")
    files = (p for p in packaged_texts(workspace) if _is_rubric(p, workspace))
    return tuple(sorted(p.relative_to(base).with_suffix("").as_posix() for p in files))


def packaged_texts(workspace: Workspace) -> tuple[Path, ...]:
    """The texts that come with the package, in order of path."""
    return files_under([data_folder("rubrics")], [SUFFIX], workspace)


def _is_rubric(path: Path, workspace: Workspace) -> bool:
    source = workspace.read(path).source
    return source is not None and kind_of(source) is DocumentKind.RUBRIC


def find_rubric(name: str, beside: Path | None = None, workspace: Workspace = DISK) -> Path | None:
    """The file of a rubric named by path (relative to `beside`, else to where one stands) or by id."""
    # Only rubric files: a sheet that names any other must not have it shown in messages.
    file = name if name.casefold().endswith(SUFFIX) else f"{name}{SUFFIX}"
    folders = ([beside] if beside is not None else []) + [workspace.home or Path(), data_folder("rubrics")]
    places = (workspace.located(folder / file) for folder in folders)
    return next((path for path in places if workspace.is_file(path)), None)


def named_from(name: str, folder: Path, workspace: Workspace = DISK) -> str:
    """What a file in a folder must write to mean the rubric that `name` means here; packaged ids stay as they are."""
    path = find_rubric(name, None, workspace)
    if path is None:
        return name
    found = workspace.resolve(path)
    if found == workspace.resolve(data_folder("rubrics") / f"{name}{SUFFIX}"):
        return name
    try:
        return Path(os.path.relpath(found, workspace.resolve(folder))).as_posix()
    except ValueError:  # another drive of Windows
        return found.as_posix()


def load_rubric(
    name: str, cache: TreeCache | None = None, beside: Path | None = None, workspace: Workspace = DISK
) -> LoadedRubric:
    """Load and link a rubric by path or id. Raises OSError when the disk does."""
    path = find_rubric(name, beside, workspace)
    if path is None:
        return LoadedRubric(None, None, (), (not_found(name, None, beside, workspace),))
    return load_rubric_file(path, cache, workspace=workspace)


def not_found(name: str, span: Span | None, beside: Path | None = None, workspace: Workspace = DISK) -> Diagnostic:
    """That there is no such rubric, with the nearest of those `beside` and those of the package."""
    if _is_path(name):
        return _no_such_path(name, span, beside, workspace)
    here = [p.name for p in texts_in(beside, workspace)] if beside is not None else []
    ids = rubric_ids(workspace)
    near = nearest(name, (*here, *ids), cutoff=0.5)
    fix = f"ý bạn là “{near}”? " if near else "kiểm tra tên tệp và thư mục; "
    fix += f"các bộ có sẵn: {', '.join(ids)}"
    return catalog.NOT_FOUND.at(span, what="bộ tiêu chí", name=name, fix=fix)


def _is_path(name: str) -> bool:
    """Whether a rubric is named by where it lies: the rubrics of the package have no such names."""
    return name.casefold().endswith(SUFFIX) or name.startswith(("./", "../", "/", "~")) or "\\" in name


def _no_such_path(name: str, span: Span | None, beside: Path | None, workspace: Workspace) -> Diagnostic:
    """That a path leads to no file, with where it was looked for; only files of that same folder are suggested."""
    tried = (beside or workspace.home or Path()) / name
    near = nearest(Path(name).name, [p.name for p in texts_in(tried.parent, workspace)], cutoff=0.5)
    meant = f"ý bạn là “{Path(name).with_name(near).as_posix()}”? " if near else ""
    where = workspace.display_name(Path(os.path.normpath(tried)))
    fix = f"{meant}đã tìm ở {where}, không có tệp này; đường dẫn tính từ thư mục của tệp nêu nó"
    return catalog.NOT_FOUND.at(span, what="bộ tiêu chí", name=name, fix=fix)


def texts_in(folder: Path, workspace: Workspace) -> list[Path]:
    """The rubric files of a folder, in order of name; none where there is no such folder."""
    if not workspace.is_folder(folder):
        return []
    return [e.path for e in workspace.entries(folder) if e.path.suffix == SUFFIX and e.kind is EntryKind.FILE]


def load_rubric_file(
    path: Path, cache: TreeCache | None = None, folder: Path | None = None, workspace: Workspace = DISK
) -> LoadedRubric:
    """Load the rubric, or common provisions, at a path; what it uses lies beside it, or in `folder`."""
    file = workspace.read(path)
    if file.source is None:
        return LoadedRubric(None, None, (file.digest,), file.diagnostics, path)
    if is_guidance(file.source):
        return _guided(file, path, cache, folder, workspace)
    parsed = _read(file.source, cache)
    if not isinstance(parsed.value, Rubric):
        common = parsed.value if isinstance(parsed.value, CommonProvisions) else None
        return LoadedRubric(None, common, (file.digest,), parsed.diagnostics, path)
    commons, files, found = _commons(parsed.value, folder or path.parent, cache, workspace)
    linked = _linked(parsed.value, *commons)
    if speaks_of_others(linked):
        others = _others(parsed.value, path, folder or path.parent, cache, workspace)
        linked = _beside_others(linked, _same_others(others))
    return LoadedRubric(linked, None, (file.digest, *files), in_order((*parsed.diagnostics, *found)), path)


@once_for_same(_TEXTS)
def _linked(rubric: Rubric, *commons: CommonProvisions) -> Rubric:
    return link(rubric, commons)


@once_for_same(_TEXTS)
def _beside_others(rubric: Rubric, others: Others) -> Rubric:
    return evolve(rubric, linked=evolve(rubric.linked, others=others)) if rubric.linked is not None else rubric


@lru_cache(maxsize=_TEXTS)
def _same_others(others: Others) -> Others:
    """The ones that were met first among equal ones."""
    return others


def _read(source: Source, cache: TreeCache | None) -> Parsed[Rubric | CommonProvisions]:
    # Tabs are no part of a source's equality, but decide what is told of a pasted table.
    return _read_once(source, source.tabs, cache)


@lru_cache(maxsize=_TEXTS)
def _read_once(source: Source, _: frozenset[int], cache: TreeCache | None) -> Parsed[Rubric | CommonProvisions]:
    return read_rubric(source, cache)


@lru_cache(maxsize=_TEXTS)
def _read_guidance(source: Source, _: frozenset[int], cache: TreeCache | None) -> "Parsed[Guidance]":
    from cchc_rules.syntax.rubric.guidance import read_guidance  # slow to import, and most runs have no guidance

    return read_guidance(source, cache)


def _guided(
    file: ReadFile, path: Path, cache: TreeCache | None, folder: Path | None, workspace: Workspace
) -> LoadedRubric:
    """The rubric that a guidance is for, with the guidance laid over it."""
    parsed = _read_guidance(file.source, file.source.tabs, cache) if file.source is not None else Parsed(None, ())
    if parsed.value is None:
        return LoadedRubric(None, None, (file.digest,), parsed.diagnostics, path)
    target = parsed.value.target
    found = find_rubric(target.value, folder or path.parent, workspace)
    if found is None or workspace.resolve(found) == workspace.resolve(path):
        missing = not_found(target.value, target.at, path.parent, workspace)
        return LoadedRubric(None, None, (file.digest,), in_order((*parsed.diagnostics, missing)), path)
    if _guidance_at(found, workspace):
        # A guidance over a guidance could go round in a circle.
        other = catalog.WRONG_FILE.at(target.at, wanted="bộ tiêu chí", opening=OPENINGS["rubric"])
        return LoadedRubric(None, None, (file.digest,), in_order((*parsed.diagnostics, other)), path)
    loaded = load_rubric_file(found, cache, workspace=workspace)
    files, told = (file.digest, *loaded.files), (*parsed.diagnostics, *loaded.diagnostics)
    if loaded.rubric is None:
        return LoadedRubric(None, None, files, in_order(told), path)
    rubric, misfits = _overlaid(loaded.rubric, parsed.value)
    return LoadedRubric(rubric, None, files, in_order((*told, *misfits)), path, base=found)


@once_for_same(_TEXTS)
def _overlaid(rubric: Rubric, guidance: "Guidance") -> tuple[Rubric, tuple[Diagnostic, ...]]:
    from cchc_rules.model.guidance import overlay  # slow to import, and most runs have no guidance

    return overlay(rubric, guidance)


def _others(rubric: Rubric, path: Path, folder: Path, cache: TreeCache | None, workspace: Workspace) -> Others:
    """What the other rubrics in a folder have that use the common provisions of one."""
    levels: list[str] = []
    kinds: list[str] = []
    for use in rubric.uses:
        for other in rubrics_using(folder / f"{use.value}{SUFFIX}", cache, workspace):
            source = workspace.read(other).source if other != path else None
            read = _read(source, cache).value if source is not None else None
            if isinstance(read, Rubric):
                levels.append(read.level_names[0])
                kinds += read.provisions.subjects.value.kinds if read.provisions.subjects is not None else ()
    return Others(tuple(levels), tuple(kinds))


def rubrics_using(common: Path, cache: TreeCache | None = None, workspace: Workspace = DISK) -> tuple[Path, ...]:
    """The rubric files beside common provisions that use them, in order of name."""
    found = []
    for path in texts_in(common.parent, workspace):
        source = workspace.read(path).source if path != common else None
        if source is not None and kind_of(source) is DocumentKind.RUBRIC:
            rubric = _read(source, cache).value
            if isinstance(rubric, Rubric) and any(f"{use.value}{SUFFIX}" == common.name for use in rubric.uses):
                found.append(path)
    return tuple(found)


def _guidance_at(path: Path, workspace: Workspace) -> bool:
    source = workspace.read(path).source
    return source is not None and is_guidance(source)


def _commons_beside(name: str, folder: Path, workspace: Workspace) -> list[str]:
    """Names of the common provisions in the folder where those of the given name were looked for."""
    within = name.rpartition("/")[0]
    found = []
    for entry in workspace.entries(workspace.located(folder / within)) if workspace.is_folder(folder / within) else ():
        if entry.kind is EntryKind.FILE and entry.path.suffix == SUFFIX:
            source = workspace.read(entry.path).source
            if source is not None and kind_of(source) is DocumentKind.COMMON:
                found.append(f"{within}/{entry.path.stem}" if within else entry.path.stem)
    return found


def _commons(
    rubric: Rubric, folder: Path, cache: TreeCache | None, workspace: Workspace
) -> tuple[list[CommonProvisions], list[FileDigest], list[Diagnostic]]:
    commons: list[CommonProvisions] = []
    files: list[FileDigest] = []
    found: list[Diagnostic] = []
    for use in rubric.uses:
        path = workspace.located(folder / f"{use.value}{SUFFIX}")
        if not workspace.is_file(path):
            meant = nearest(use.value, _commons_beside(use.value, folder, workspace))
            found.append(catalog.UNKNOWN_COMMON.at(use.at, name=use.value, fixes=renamed(use.at, use.value, meant)))
            continue
        file = workspace.read(path)
        files.append(file.digest)
        found += file.diagnostics
        if file.source is None:
            continue
        parsed = _read(file.source, cache)
        if isinstance(parsed.value, Rubric):
            fix = f"tệp {use.value}{SUFFIX} phải mở đầu bằng {OPENINGS['common']}"
            found.append(catalog.WRONG_FILE.at(use.at, fix=fix, wanted="quy định chung", opening=""))
            continue
        found += parsed.diagnostics
        if parsed.value is not None:
            commons.append(parsed.value)
    return commons, files, found
