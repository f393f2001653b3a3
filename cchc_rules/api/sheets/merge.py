"""One sheet of the copies in a folder: one unit's, and those of whoever checks it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from cchc_rules.api.library import Library, ReadyRubric
from cchc_rules.api.listed import sheets_listed, unreadable
from cchc_rules.api.sheets.convert import Converted, base_digest, in_form
from cchc_rules.copies.merge import Copy, Loose, Merged, merge
from cchc_rules.copies.told import diagnosed
from cchc_rules.diagnostics import Diagnostic, catalog, has_errors, in_order
from cchc_rules.explain.scorecard.provenance import FileDigest, texts_digest
from cchc_rules.files.workbooks import is_workbook, read_copy
from cchc_rules.frozen import frozen
from cchc_rules.model.sheet import Header, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.office.workbooks.copy import Copy as Written
from cchc_rules.office.workbooks.records import without_comments
from cchc_rules.source import Span, unit_key


@frozen
class FolderMerged:
    """The one sheet in the form asked for, without data where it is not to be written; whose files it is made of.

    `undecided` is how many things somebody has to decide.
    """

    made: Converted
    header: Header | None = None
    files: tuple[tuple[Stage, tuple[str, ...]], ...] = ()
    undecided: int = 0


@frozen
class _File:
    """A sheet of the folder: whose copy it is, None for nobody's, and what it was made from as far as it tells."""

    name: str
    sheet: Sheet
    comments: int
    ready: ReadyRubric
    role: Stage | None
    base: str
    held: Sheet | None


def merge_folder(
    folder: Path, output: Path, library: Library, role: Stage | None = None, leave_open: bool = False
) -> FolderMerged:
    """The copies of a folder as one sheet in the form of files like `output`. Raises OSError when the disk does.

    What somebody has to decide stops it. With `leave_open` it is left out of the sheet: nothing stands where copies
    differ, and what was stated before where a copy is empty. `role` is whose workbook it is to be.
    """
    files, found = _read(folder, library)
    copies: list[Copy] = []
    for file in files:
        copy = _copy(file, files)
        if isinstance(copy, Diagnostic):
            found.append(copy)
        elif copy is not None:
            copies.append(copy)
    found += _of_other_sheets(files)
    if not copies and not has_errors(found):
        found.append(catalog.MERGE_NO_COPY.at(Span(library.workspace.display_name(folder), 1, 1, 1)))
    rubric = files[0].ready.rubric if files else None
    if has_errors(found) or rubric is None:
        return FolderMerged(Converted(None, in_order(found)))
    merged = merge(rubric, copies, [Loose(f.name, f.sheet) for f in files if f.role is None])
    found += map(diagnosed, merged.findings)
    made = _made(merged, output, library, role, leave_open or not merged.undecided)
    every = in_order((*found, *made.diagnostics))
    made = attrs.evolve(made, diagnostics=every, comments_left=sum(f.comments for f in files))
    return FolderMerged(made, merged.sheet.header, _by_role(copies), len(merged.undecided))


def _made(merged: Merged, output: Path, library: Library, role: Stage | None, wanted: bool) -> Converted:
    """The sheet in the form of a file, where that is wanted and it is sound: copies are not each checked before."""
    name = library.workspace.display_name(output)
    ready = library.hold(FileDigest(name, ""), merged.sheet, (), output.parent)
    if not ready.ok or ready.rubric is None or not wanted:
        return Converted(None, ready.diagnostics)
    made = in_form(merged.sheet, output.suffix.casefold(), ready.rubric, name, role)
    return attrs.evolve(made, diagnostics=(*ready.diagnostics, *made.diagnostics))


def _by_role(copies: Sequence[Copy]) -> tuple[tuple[Stage, tuple[str, ...]], ...]:
    roles = dict.fromkeys(c.role for c in copies)
    return tuple((role, tuple(sorted(c.name for c in copies if c.role == role))) for role in roles)


# ---- what lies in the folder


def _read(folder: Path, library: Library) -> tuple[list[_File], list[Diagnostic]]:
    """Every sheet of the folder that could be read, and whatever is wrong with any."""
    listed = sheets_listed([folder], library.workspace)
    files: list[_File] = []
    found = list(listed.passed_over)
    for path in listed.files:
        try:
            digest, copy = _written(path, library)
        except OSError as error:
            found.append(unreadable(path, error, library.workspace))
            continue
        if copy.parsed.value is None:
            found += copy.parsed.diagnostics
            continue
        # A copy may hold what is no longer sound beside what others changed: rows are checked once they are together.
        head = attrs.evolve(copy.parsed.value, facts=(), tallies=(), rows=(), accepted=())
        held = library.hold(digest, head, copy.parsed.diagnostics, path.parent)
        # What is changed for another stage is told while merging, as what is not taken.
        found += (d for d in held.diagnostics if d.code != catalog.FOREIGN_CHANGED.code)
        if held.rubric is not None:
            sheet, comments = without_comments(attrs.evolve(copy.parsed.value, copy_of=None))
            files.append(_File(digest.name, sheet, comments, held.rubric, copy.role, copy.base, copy.held))
    return files, found


def _written(path: Path, library: Library) -> tuple[FileDigest, Written]:
    """A sheet as it is written, with whose copy it is. Raises OSError when the disk does."""
    if is_workbook(path):
        return read_copy(path, library.workspace)
    digest, parsed = library.parsed(path)
    copy_of = parsed.value.copy_of if parsed.value is not None else None
    return digest, Written(parsed, copy_of.stage, copy_of.mark) if copy_of is not None else Written(parsed)


def _copy(file: _File, files: Sequence[_File]) -> Copy | Diagnostic | None:
    """The copy with what it was made from, which it holds itself or which lies beside it; None for nobody's copy."""
    if file.role is None:
        return None
    start = Span(file.name, 1, 1, 1)
    stages = (*file.ready.rubric.provisions.lineup.order,) if file.ready.rubric is not None else ()
    if file.role not in stages:
        return catalog.MERGE_NO_BASE.at(start, why=f"bộ tiêu chí không có bước “{file.role.value}”")
    if file.held is not None:
        if base_digest(file.held) == file.base:
            return Copy(file.name, file.role, file.sheet, attrs.evolve(without_comments(file.held)[0], copy_of=None))
        return catalog.MERGE_NO_BASE.at(start, why="phần ẩn của sổ không còn như lúc làm sổ")
    known = (sheet for f in files for sheet in (f.sheet, f.held) if sheet is not None)
    base = next((attrs.evolve(s, copy_of=None) for s in known if base_digest(s)[: len(file.base)] == file.base), None)
    if base is not None:
        return Copy(file.name, file.role, file.sheet, base)
    return catalog.MERGE_NO_BASE.at(start, why=f"trong thư mục không có phiếu gốc với mã đối chiếu “{file.base}”")


def _of_other_sheets(files: Sequence[_File]) -> Iterator[Diagnostic]:
    """Sheets that are not about the same as the first: another unit or year, or by another version of the rubric."""
    for file in files[1:]:
        first = _about(files[0])
        for (mine, key), (theirs, its_key) in zip(_about(file), first, strict=True):
            if key != its_key:
                start = Span(file.name, 1, 1, 1)
                yield catalog.MERGE_OTHER_UNIT.at(start, mine=mine, theirs=theirs, other=files[0].name)
                break


def _about(file: _File) -> Iterator[tuple[str, str]]:
    """What has to be the same in all files, as it is told and as it is compared."""
    header = file.sheet.header
    others = tuple(map(unit_key, header.other_units))
    same = attrs.evolve(file.sheet, header=attrs.evolve(header, unit=unit_key(header.unit), other_units=others))
    yield _headed(file.sheet), _headed(same)
    digest = f"bộ tiêu chí có mã {texts_digest(file.ready.loaded.files)[:12]}"
    yield digest, digest


def _headed(sheet: Sheet) -> str:
    from cchc_rules.writing.sheet_file import header_lines

    return " · ".join(" ".join(line.split()) for line in header_lines(attrs.evolve(sheet, received=())))
