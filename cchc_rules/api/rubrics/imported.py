"""Rubrics from files of other programs, as canonical text: one reader a form."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cchc_rules.diagnostics import Diagnostic, catalog, has_errors, in_order
from cchc_rules.explain.data.rubric import rubric_data
from cchc_rules.files.office_tables import FORMS as TABLE_FORMS
from cchc_rules.files.office_tables import read_tables
from cchc_rules.files.workspace import DISK, Workspace
from cchc_rules.frozen import frozen
from cchc_rules.language.waiting import WAITS
from cchc_rules.model.rubric import Rubric
from cchc_rules.source import Source, Span
from cchc_rules.syntax.json.places import find_places
from cchc_rules.syntax.json.rubric import read_rubric_json
from cchc_rules.syntax.lines.parsed import Parsed
from cchc_rules.writing.rubric_file import print_rubric

FORMS = (".json", *TABLE_FORMS)
"""The endings of files that are read."""
_MOST_ROWS = 3_000
"""Rows of one table of criteria; the largest known has some 200."""
_OF_RUBRIC = ("instrument", "total", "fields")
_OF_ROW = ("printed_code", "level")


@frozen
class Imported:
    """The canonical text of a rubric, None when the file has errors; how many rows take points, and what was found.

    `waiting` sentences are still to be accepted or written: the text has errors until they are.
    """

    text: str | None
    rows: int
    waiting: int
    diagnostics: tuple[Diagnostic, ...]


def import_rubric(path: Path, workspace: Workspace = DISK, table: int | None = None) -> Imported:
    """What a file of one of `FORMS` holds; of several tables the one of a number from 1.

    Raises OSError when the disk does, KeyError for any other ending.
    """
    if path.suffix.casefold() in TABLE_FORMS:
        return _from_tables(path, workspace, table)
    parsed = _from_json(path, workspace)
    if parsed.value is None or has_errors(parsed.diagnostics):
        return Imported(None, 0, 0, parsed.diagnostics)
    rows = sum(1 for _ in parsed.value.leaves())
    return Imported(print_rubric(parsed.value), rows, 0, parsed.diagnostics)


def _from_tables(path: Path, workspace: Workspace, number: int | None) -> Imported:
    from cchc_rules.office.tables.heading import slug
    from cchc_rules.office.tables.oddities import told_of_pages
    from cchc_rules.office.tables.read import unclear_columns, written
    from cchc_rules.office.tables.whole import whole_tables

    read = read_tables(path, workspace)
    tables = whole_tables(read.tables)
    start = Span(read.name, 1, 1, 1)
    if read.diagnostics:
        return Imported(None, 0, 0, read.diagnostics)
    if not tables:
        return Imported(None, 0, 0, (catalog.NO_TABLE.at(start),))
    if (number is None and len(tables) > 1) or (number is not None and not 1 <= number <= len(tables)):
        named = "; ".join(f"{n}. {t.name}" for n, t in enumerate(tables, start=1))
        return Imported(None, 0, 0, (catalog.SEVERAL_TABLES.at(start, count=len(tables), tables=named),))
    table = tables[(number or 1) - 1]
    rows = sum(len(part.table.rows) for part in table.parts)
    if rows > _MOST_ROWS:
        return Imported(None, 0, 0, (catalog.TOO_LARGE.at(start, size=rows, limit=_MOST_ROWS, unit="hàng"),))
    unclear = unclear_columns(table, read.name)
    if unclear is not None:
        return Imported(None, 0, 0, (unclear,))
    made = written(table, read.name, slug(path.stem) or "bang")
    pages = told_of_pages(read.tables, tables, table, read.name)
    source = Source.of(read.name, made.text)
    waiting = sum(line.lstrip().startswith(WAITS) for line in source.lines)
    return Imported(made.text, made.leaves, waiting, in_order((*made.found, *pages)))


def _from_json(path: Path, workspace: Workspace) -> Parsed[Rubric]:
    file = workspace.read(path)
    if file.source is None:
        return Parsed(None, file.diagnostics)
    parsed = read_rubric_json(file.source.name, file.source.text)
    if parsed.value is None:
        return parsed
    stale = _not_as_worked_out(file.source.name, file.source.text, parsed.value)
    return Parsed(parsed.value, in_order((*parsed.diagnostics, *stale)))


def _not_as_worked_out(name: str, text: str, rubric: Rubric) -> Iterator[Diagnostic]:
    """What the file says for those who only read it, where that does not follow from its rows and sentences."""
    given, found = json.loads(text.removeprefix("\ufeff")), rubric_data(rubric)
    pairs = [(key, given[key], found[key]) for key in _OF_RUBRIC if key in given]
    rows = list(zip(given["rows"], found["rows"], strict=False))
    pairs += [(f"rows[{i}].{k}", old[k], new[k]) for i, (old, new) in enumerate(rows) for k in _OF_ROW if k in old]
    pairs += [
        (f"rows[{i}].notes", old["notes"], new["notes"])
        for i, (old, new) in enumerate(rows)
        # Notes may tell of amendments too, which are history and in no sentence.
        if isinstance(old.get("notes"), list) and any(note not in old["notes"] for note in new["notes"])
    ]
    different = [(path, old, new) for path, old, new in pairs if old != new]
    places = find_places(name, text) if different else None
    for path, old, new in different:
        at = places.at(path) if places is not None else Span(name, 1, 1, 1)
        yield catalog.NOT_AS_WORKED_OUT.at(at, path=path, given=_shown(old), found=_shown(new))


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:79]}…"
