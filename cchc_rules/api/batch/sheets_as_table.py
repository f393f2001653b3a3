"""A folder of sheets as a table of units, each sheet checked as everywhere; what cannot be scored with its reason."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cchc_rules.api.library import Library, ReadySheet
from cchc_rules.api.listed import sheets_listed, unreadable
from cchc_rules.columns.contract import contract_of
from cchc_rules.columns.sheets import NotInColumnsError, record_of
from cchc_rules.columns.spared import spared_by
from cchc_rules.diagnostics import Diagnostic, has_errors
from cchc_rules.frozen import frozen


@frozen
class LeftOut:
    """A sheet that is no row of the table: its file, its unit as far as it was read, and why (Vietnamese)."""

    file: str
    unit: str
    kind: str
    year: int
    reason: str


@frozen
class SheetsTable:
    """The records of the sheets in their order, those left out, and warnings about files that were passed over."""

    records: tuple[dict[str, Any], ...]
    left_out: tuple[LeftOut, ...]
    passed_over: tuple[Diagnostic, ...]


def table_of_sheets(rubric: str, folder: Path, library: Library) -> SheetsTable:
    """Every sheet of a folder. Raises OSError where the folder itself cannot be read."""
    listed = sheets_listed([folder], library.workspace)
    records, left_out = [], []
    for path in listed.files:
        made = _record(rubric, path, library)
        if isinstance(made, LeftOut):
            left_out.append(made)
        else:
            records.append(made)
    return SheetsTable(tuple(records), tuple(left_out), listed.passed_over)


def _record(rubric: str, path: Path, library: Library) -> dict[str, Any] | LeftOut:
    name = library.workspace.display_name(path)
    try:
        ready = library.sheet(path)
    except OSError as error:
        return LeftOut(name, "", "", 0, _first((unreadable(path, error, library.workspace),)))
    if ready.sheet is None or not ready.ok or ready.rubric is None or ready.rubric.tree is None:
        return _left_out(name, ready, _first(ready.diagnostics))
    tree, h = ready.rubric.tree, ready.sheet.header
    spared = spared_by(library.transitions_of(ready.rubric.loaded), h.unit, h.kind, h.year)
    if spared is not None:
        return _left_out(name, ready, spared)
    if tree.rubric.id != rubric:
        return _left_out(name, ready, f"phiếu của bộ tiêu chí khác: {tree.rubric.id}")
    try:
        return record_of(ready.sheet, tree, contract_of(tree))
    except NotInColumnsError as error:
        return _left_out(name, ready, f"không ghi thành cột được: {error}")


def _left_out(name: str, ready: ReadySheet, reason: str) -> LeftOut:
    if ready.sheet is None:
        return LeftOut(name, "", "", 0, reason)
    h = ready.sheet.header
    return LeftOut(name, h.unit, h.kind, h.year, reason)


def _first(found: Sequence[Diagnostic]) -> str:
    wrong = [d for d in found if has_errors((d,))]
    return f"{wrong[0].code} {wrong[0].message}" if wrong else "không chấm được"
