"""Rewrite files in canonical form."""

from pathlib import Path

from attrs import frozen

from cchc_rules.api.shelf import SHEET_SUFFIXES
from cchc_rules.diagnostics import Diagnostic, has_errors
from cchc_rules.files.reading import read_file
from cchc_rules.syntax.rubric_printer import print_rubric
from cchc_rules.syntax.rubric_reader import read_rubric
from cchc_rules.syntax.sheet_json import read_sheet_json, sheet_to_json
from cchc_rules.syntax.sheet_printer import print_sheet
from cchc_rules.syntax.sheet_reader import read_sheet


@frozen
class Formatted:
    """The canonical text of a file (None when it has errors) and whether the file differs from it."""

    name: str
    text: str | None
    changed: bool
    diagnostics: tuple[Diagnostic, ...]


def format_file(path: Path) -> Formatted:
    """The canonical text of a rubric or sheet. Raises OSError when the disk does."""
    file = read_file(path)
    name = file.digest.name
    if file.source is None:
        return Formatted(name, None, False, file.diagnostics)
    if path.suffix == ".json":
        parsed_json = read_sheet_json(name, file.source.text)
        text = sheet_to_json(parsed_json.value) if parsed_json.value else None
        found = parsed_json.diagnostics
    elif path.suffix in SHEET_SUFFIXES:
        parsed_sheet = read_sheet(file.source)
        text = print_sheet(parsed_sheet.value) if parsed_sheet.value else None
        found = parsed_sheet.diagnostics
    else:
        parsed = read_rubric(file.source)
        text = print_rubric(parsed.value) if parsed.value else None
        found = parsed.diagnostics
    if text is None or has_errors(found):
        return Formatted(name, None, False, found)
    return Formatted(name, text, path.read_bytes() != text.encode(), found)
