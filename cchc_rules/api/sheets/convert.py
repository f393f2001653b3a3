"""A sheet in another form: text, JSON or workbook, each of which says the same."""

import hashlib
from pathlib import Path

from attrs import evolve

from cchc_rules.api.library import Library, ReadyRubric
from cchc_rules.api.sheets.default_view import view_for
from cchc_rules.compile import RuleTree
from cchc_rules.diagnostics import Diagnostic, catalog, has_errors, in_order
from cchc_rules.evaluate.engine import evaluate
from cchc_rules.explain.scorecard.provenance import texts_digest
from cchc_rules.files.workbooks import SUFFIX as WORKBOOK
from cchc_rules.frozen import frozen
from cchc_rules.meaning.acceptances import written_out
from cchc_rules.model.sheet import CopyOf, Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.office.workbooks.records import without_comments
from cchc_rules.source import Span
from cchc_rules.syntax.json.sheet import sheet_to_json
from cchc_rules.writing.sheet_file import print_sheet

JSON = ".json"
_MARK = 16
"""How much of the digest of a sheet a text carries of it."""
FORMS = {"phieu": ".phieu", "json": JSON, "xlsx": WORKBOOK}
"""The forms of a sheet by name, with the suffix of their files."""


@frozen
class Converted:
    """The bytes of the new form, None where there was an error; how many comments it has no place for."""

    data: bytes | None
    diagnostics: tuple[Diagnostic, ...]
    comments_left: int = 0


def convert(path: Path, suffix: str, library: Library, role: Stage | None = None) -> Converted:
    """The sheet at a path in the form of files with a suffix. Raises OSError when the disk does.

    `role` is who is to fill in a workbook: whoever acts first by the rubric, mostly the unit, when None.
    """
    digest, parsed = library.parsed(path)
    if parsed.value is None:
        return Converted(None, parsed.diagnostics)
    ready = library.hold(digest, parsed.value, parsed.diagnostics, path.parent)
    if not ready.ok or ready.rubric is None:
        return Converted(None, ready.diagnostics)
    made = in_form(parsed.value, suffix, ready.rubric, digest.name, role)
    return evolve(made, diagnostics=in_order((*ready.diagnostics, *made.diagnostics)))


def in_form(sheet: Sheet, suffix: str, rubric: ReadyRubric, name: str, role: Stage | None = None) -> Converted:
    """A sheet that was checked against its rubric, in the form of files with a suffix; `name` is what it is called."""
    if suffix == WORKBOOK:
        return _workbook(sheet, rubric, name, role)
    if role is not None and rubric.tree is not None:
        refused = _no_such_stage(rubric.tree, role, sheet)
        if refused:
            return Converted(None, refused)
        sheet = evolve(sheet, copy_of=CopyOf(role, base_digest(sheet)[:_MARK]))
    text = sheet_to_json(sheet) if suffix == JSON else print_sheet(sheet)
    left = without_comments(sheet)[1] if suffix == JSON else 0
    return Converted(text.encode(), (), left)


def _workbook(given: Sheet, ready: ReadyRubric, name: str, asked: Stage | None) -> Converted:
    assert ready.tree is not None
    role = asked or (given.copy_of.stage if given.copy_of is not None else ready.tree.lineup.acting[0])
    sheet, left = without_comments(given)
    refused = (*_no_such_stage(ready.tree, role, sheet), *_not_sayable(sheet, Span(name, 1, 1, 1)))
    if has_errors(refused):
        return Converted(None, refused)
    try:
        from cchc_rules.office.workbooks.page import Made, page_of
        from cchc_rules.office.workbooks.write import written

        held = written_out(ready.tree.rubric, sheet)
        card = evaluate(ready.tree, sheet, view_for(held, ready.tree.order))
        page = page_of(ready.tree, sheet, card, Made(texts_digest(ready.loaded.files), role, base_digest(sheet)))
        return Converted(written(page), (), left)
    except ImportError:
        return Converted(None, (catalog.EXTRA_MISSING.at(Span(name, 1, 1, 1)),))


def base_digest(sheet: Sheet) -> str:
    """By what a copy knows the sheet that it was made from: all that is said in it, by whomever, and no comment."""
    said = evolve(without_comments(sheet)[0], copy_of=None, received=())
    return hashlib.sha256(print_sheet(said).encode()).hexdigest()


def _not_sayable(sheet: Sheet, start: Span) -> tuple[Diagnostic, ...]:
    from cchc_rules.office.workbooks.limits import not_sayable

    return tuple(catalog.NOT_IN_WORKBOOK.at(at or start, why=why) for why, at in not_sayable(sheet))


def _no_such_stage(tree: RuleTree, role: Stage, sheet: Sheet) -> tuple[Diagnostic, ...]:
    """Nobody could fill in the workbook of a stage that the rubric has not."""
    stages = (*tree.lineup.acting, Stage.SURVEY)
    if role in stages:
        return ()
    known = ", ".join(f"“{s.value}”" for s in stages)
    at, fix = sheet.place("rubric"), f"sau --role nêu một trong: {known}"
    return (catalog.NO_STAGE_ASKED.at(at, fix=fix, stage=role.value, rubric=tree.rubric.id, stages=known),)
