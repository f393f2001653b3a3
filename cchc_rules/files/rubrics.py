"""Find rubrics by path or id and load them whole: the file, its common provisions, linked."""

from pathlib import Path

from attrs import frozen

from cchc_rules.diagnostics import Diagnostic, catalog, in_order, nearest
from cchc_rules.explain.provenance import FileDigest
from cchc_rules.files.reading import read_file
from cchc_rules.model.link import link
from cchc_rules.model.rubric import CommonProvisions, Rubric
from cchc_rules.source import data_folder
from cchc_rules.syntax.rubric_reader import read_rubric
from cchc_rules.syntax.statements import TreeCache

SUFFIX = ".cchc"


@frozen
class LoadedRubric:
    """A linked rubric (None when it could not be read), its files in reading order, and what was found."""

    rubric: Rubric | None
    common: CommonProvisions | None
    files: tuple[FileDigest, ...]
    diagnostics: tuple[Diagnostic, ...]
    path: Path | None = None


def rubric_ids() -> tuple[str, ...]:
    """Ids of the rubrics that come with the package, such as `2019/bang-1`."""
    base = data_folder("rubrics")
    return tuple(sorted(p.relative_to(base).with_suffix("").as_posix() for p in base.rglob(f"*{SUFFIX}")))


def find_rubric(name: str, beside: Path | None = None) -> Path | None:
    """The file of a rubric named by path (relative to `beside`, else to where one stands) or by id."""
    written = Path(name)
    candidates = [beside / written] if beside is not None else []
    candidates += [written, data_folder("rubrics") / f"{name}{SUFFIX}"]
    if written.suffix != SUFFIX:
        candidates += [c.with_name(c.name + SUFFIX) for c in candidates[:-1]]
    return next((c for c in candidates if c.is_file()), None)


def load_rubric(name: str, cache: TreeCache | None = None, beside: Path | None = None) -> LoadedRubric:
    """Load and link a rubric by path or id. Raises OSError when the disk does."""
    path = find_rubric(name, beside)
    if path is None:
        near = nearest(name, rubric_ids(), cutoff=0.5)
        fix = f"ý bạn là “{near}”? Các bộ có sẵn: {', '.join(rubric_ids())}" if near else None
        return LoadedRubric(None, None, (), (catalog.NOT_FOUND.at(None, what="bộ tiêu chí", name=name, fix=fix),))
    return load_rubric_file(path, cache)


def load_rubric_file(path: Path, cache: TreeCache | None = None) -> LoadedRubric:
    """Load the rubric, or common provisions, at a path."""
    file = read_file(path)
    if file.source is None:
        return LoadedRubric(None, None, (file.digest,), file.diagnostics, path)
    parsed = read_rubric(file.source, cache)
    if not isinstance(parsed.value, Rubric):
        common = parsed.value if isinstance(parsed.value, CommonProvisions) else None
        return LoadedRubric(None, common, (file.digest,), parsed.diagnostics, path)
    commons, files, found = _commons(parsed.value, path.parent, cache)
    linked = link(parsed.value, commons)
    return LoadedRubric(linked, None, (file.digest, *files), in_order((*parsed.diagnostics, *found)), path)


def _commons(
    rubric: Rubric, folder: Path, cache: TreeCache | None
) -> tuple[list[CommonProvisions], list[FileDigest], list[Diagnostic]]:
    commons: list[CommonProvisions] = []
    files: list[FileDigest] = []
    found: list[Diagnostic] = []
    for use in rubric.uses:
        path = folder / f"{use.value}{SUFFIX}"
        if not path.is_file():
            found.append(catalog.UNKNOWN_COMMON.at(use.at, name=use.value))
            continue
        loaded = load_rubric_file(path, cache)
        files += loaded.files
        found += loaded.diagnostics
        if loaded.common is not None:
            commons.append(loaded.common)
        elif not loaded.diagnostics:
            found.append(catalog.UNKNOWN_COMMON.at(use.at, name=use.value))
    return commons, files, found
