"""Workbooks read from files: bytes to sheets, without the extra that reads them a finding and no more."""

from pathlib import Path
from typing import TYPE_CHECKING

from cchc_rules.diagnostics import catalog
from cchc_rules.explain.scorecard.provenance import FileDigest
from cchc_rules.files.reading import digest_of, source_of
from cchc_rules.files.workspace import Workspace
from cchc_rules.source import SIZE_LIMIT, Span
from cchc_rules.syntax.lines.parsed import Parsed

if TYPE_CHECKING:
    from cchc_rules.office.workbooks.copy import Copy

SUFFIX = ".xlsx"
_OTHER_FORMS = (".xlsm", ".xlsb", ".xls", ".xltx", ".ods", ".fods", ".numbers")
SAVE_AGAIN = "mở bằng phần mềm bảng tính rồi lưu lại ở dạng .xlsx"
"""What to do with a workbook in another form."""


def is_workbook(path: Path) -> bool:
    """Whether a file is a workbook by its name."""
    return path.suffix.casefold() == SUFFIX


def in_other_form(path: Path) -> bool:
    """Whether a file is, by its name, a workbook in a form that is not read."""
    return path.suffix.casefold() in _OTHER_FORMS


def holds_score_sheet(path: Path, workspace: Workspace) -> bool:
    """Whether a file is a workbook of ours by its content too, in any form; False for one that cannot be read."""
    if not (is_workbook(path) or in_other_form(path)):
        return False
    from cchc_rules.office.workbooks.recognised import is_score_sheet  # most folders have none

    try:
        return is_score_sheet(workspace.read_bytes(path))
    except OSError:
        return False


def read_copy(path: Path, workspace: Workspace) -> "tuple[FileDigest, Copy]":
    """A workbook by path. Raises OSError when the disk does; anything wrong with the content is a diagnostic."""
    from cchc_rules.office.workbooks.copy import Copy

    data, size = workspace.content(path, SIZE_LIMIT + 1)
    name = workspace.display_name(path)
    if not isinstance(data, bytes) or len(data) > SIZE_LIMIT:
        refused = source_of(name, data, size)
        return refused.digest, Copy(Parsed(None, refused.diagnostics))
    digest = FileDigest(name, digest_of(data))
    if in_other_form(path):
        why = f"tệp ở dạng {path.suffix.casefold()}"
        return digest, Copy(Parsed(None, (catalog.NOT_WORKBOOK.at(Span(name, 1, 1, 1), why=why, fix=SAVE_AGAIN),)))
    try:
        from cchc_rules.office.workbooks.read import read_workbook

        return digest, read_workbook(name, data)
    except ImportError:
        return digest, Copy(Parsed(None, (catalog.EXTRA_MISSING.at(Span(name, 1, 1, 1)),)))
