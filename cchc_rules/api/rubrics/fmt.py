"""Rewrite files in canonical form."""

from pathlib import Path

from cchc_rules.api.listed import CASE_SUFFIX, TEXT_SHEETS, unreadable
from cchc_rules.diagnostics import Diagnostic, has_errors
from cchc_rules.files.reading import digest_of
from cchc_rules.files.rubrics import SUFFIX
from cchc_rules.files.workspace import DISK, Workspace
from cchc_rules.frozen import frozen
from cchc_rules.source import Source
from cchc_rules.syntax.amendment.reader import read_amendment
from cchc_rules.syntax.json.sheet import read_sheet_json, sheet_to_json
from cchc_rules.syntax.lines.document_kinds import DocumentKind, kind_of
from cchc_rules.syntax.period.reader import read_period
from cchc_rules.syntax.rubric.guidance import read_guidance
from cchc_rules.syntax.rubric.reader import read_rubric
from cchc_rules.syntax.sheet.case import read_case
from cchc_rules.syntax.sheet.reader import read_sheet
from cchc_rules.writing.amendment_file import print_amendment
from cchc_rules.writing.case_file import print_case
from cchc_rules.writing.guidance_file import print_guidance
from cchc_rules.writing.period_file import print_period
from cchc_rules.writing.rubric_file import print_rubric
from cchc_rules.writing.sheet_file import print_sheet

FORMATTED_SUFFIXES = (SUFFIX, *TEXT_SHEETS, CASE_SUFFIX)
"""Texts: a workbook has no canonical form of its own."""


@frozen
class Formatted:
    """The canonical text of a file (None when it has errors) and whether the file differs from it."""

    name: str
    text: str | None
    changed: bool
    diagnostics: tuple[Diagnostic, ...]


def format_file(path: Path, workspace: Workspace = DISK, found_in_folder: bool = False) -> Formatted:
    """The canonical text of a rubric, guidance, amendment, sheet or case.

    Raises OSError when the disk does, unless the file was found in a folder: then that is an error of the file.
    """
    try:
        file = workspace.read(path)
    except OSError as error:
        if not found_in_folder:
            raise
        return Formatted(workspace.display_name(path), None, False, (unreadable(path, error, workspace),))
    name = file.digest.name
    if file.source is None:
        return Formatted(name, None, False, file.diagnostics)
    text, found = canonical(path, file.source)
    if text is None or has_errors(found):
        return Formatted(name, None, False, found)
    return Formatted(name, text, digest_of(text.encode()) != file.digest.sha256, found)


def canonical(path: Path, source: Source) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The canonical text of what a file at `path` holds, None when it cannot be read, and all found while reading."""
    suffix = path.suffix.casefold()
    if suffix == ".json":
        from_json = read_sheet_json(source.name, source.text)
        return sheet_to_json(from_json.value) if from_json.value else None, from_json.diagnostics
    if suffix in TEXT_SHEETS:
        sheet = read_sheet(source)
        return print_sheet(sheet.value) if sheet.value else None, sheet.diagnostics
    if suffix == CASE_SUFFIX:
        case = read_case(source)
        return print_case(case.value) if case.value else None, case.diagnostics
    return _canonical_rubric(source)


def _canonical_rubric(source: Source) -> tuple[str | None, tuple[Diagnostic, ...]]:
    kind = kind_of(source)
    if kind is DocumentKind.GUIDANCE:
        guidance = read_guidance(source)
        return print_guidance(guidance.value) if guidance.value else None, guidance.diagnostics
    if kind in (DocumentKind.AMENDMENT, DocumentKind.ERRATUM):
        amendment = read_amendment(source)
        return print_amendment(amendment.value) if amendment.value else None, amendment.diagnostics
    if kind is DocumentKind.PERIOD:
        period = read_period(source)
        return print_period(period.value) if period.value else None, period.diagnostics
    rubric = read_rubric(source)
    return print_rubric(rubric.value) if rubric.value else None, rubric.diagnostics
