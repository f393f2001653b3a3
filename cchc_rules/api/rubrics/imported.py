"""Rubrics from files of other programs, as canonical text: one reader a form."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from cchc_rules.diagnostics import Diagnostic, catalog, has_errors, in_order
from cchc_rules.explain.data.rubric import rubric_data
from cchc_rules.files.workspace import DISK, Workspace
from cchc_rules.frozen import frozen
from cchc_rules.model.rubric import Rubric
from cchc_rules.source import Span
from cchc_rules.syntax.json.places import find_places
from cchc_rules.syntax.json.rubric import read_rubric_json
from cchc_rules.syntax.lines.parsed import Parsed
from cchc_rules.writing.rubric_file import print_rubric

Reader = Callable[[Path, Workspace], Parsed[Rubric]]
"""Reads one form; raises OSError when the disk does."""
_OF_RUBRIC = ("instrument", "total", "fields")
_OF_ROW = ("printed_code", "level")


@frozen
class Imported:
    """The rubric of a file and its canonical text, None when it has errors, and what was found."""

    rubric: Rubric | None
    text: str | None
    diagnostics: tuple[Diagnostic, ...]


def import_rubric(path: Path, workspace: Workspace = DISK) -> Imported:
    """What a file of one of `FORMS` holds. Raises OSError when the disk does, KeyError for any other ending."""
    parsed = FORMS[path.suffix.casefold()](path, workspace)
    if parsed.value is None or has_errors(parsed.diagnostics):
        return Imported(None, None, parsed.diagnostics)
    return Imported(parsed.value, print_rubric(parsed.value), parsed.diagnostics)


def _from_json(path: Path, workspace: Workspace) -> Parsed[Rubric]:
    file = workspace.read(path)
    if file.source is None:
        return Parsed(None, file.diagnostics)
    parsed = read_rubric_json(file.source.name, file.source.text)
    if parsed.value is None:
        return parsed
    stale = _not_as_worked_out(file.source.name, file.source.text, parsed.value)
    return Parsed(parsed.value, in_order((*parsed.diagnostics, *stale)))


FORMS: Mapping[str, Reader] = {".json": _from_json}
"""The reader of each form, by the ending of its files."""


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
