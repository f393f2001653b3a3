"""One function a question: texts in, JSON out, the same to the letter as the command of that name prints."""

import datetime
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import field

from cchc_rules.api.changes.amend import changes_of
from cchc_rules.api.changes.compare import diff_json, two_rubrics
from cchc_rules.api.changes.impact import compare_sheets, together
from cchc_rules.api.law_in_force import Law
from cchc_rules.api.library import Library
from cchc_rules.api.listed import sheets_listed
from cchc_rules.api.rubrics.check import all_found, check_files, checked_paths
from cchc_rules.api.rubrics.check_json import check_json, findings_data
from cchc_rules.api.sheets.explain import explain_sheet
from cchc_rules.api.sheets.idle_options import idle_options
from cchc_rules.api.sheets.score import all_bad, score_files
from cchc_rules.api.sheets.what_if import suppose
from cchc_rules.api.sheets.what_if_json import what_if_json
from cchc_rules.api.texts.given import RequestError, plain_name, there
from cchc_rules.diagnostics import Diagnostic, Severity, catalog, in_order
from cchc_rules.explain.data.impact import impact_json
from cchc_rules.explain.data.scorecard import scorecard_json
from cchc_rules.explain.tables.ranking import ranking_json
from cchc_rules.files.workspace import Workspace
from cchc_rules.frozen import frozen
from cchc_rules.results.scorecard import View
from cchc_rules.syntax.lines.tree_cache import TreeCache

SCHEMA = "cchc-rules/answer/1"


@frozen
class Answer:
    """A result as JSON in its published form, None where errors keep it from being given, and everything found."""

    result: str | None
    diagnostics: tuple[Diagnostic, ...]
    remarks: tuple[str, ...] = ()
    """What else is worth knowing of how the result came about (Vietnamese)."""


@frozen
class AskedLaw:
    """Which amendments count, by the names that a request has for them, and the sheets of the years before."""

    extra: tuple[str, ...] = ()
    as_of: datetime.date | None = None
    year: int | None = None
    ignored: tuple[str, ...] = ()
    last_year: str | None = None
    cache: TreeCache | None = field(default=None, eq=False, repr=False)
    """Of what was read before, by content; it changes nothing but time."""

    @property
    def idle_name(self) -> str | None:
        """What a remark calls the sheets of the years before, where they are named."""
        return "last_year" if self.last_year is not None else None

    def library(self, workspace: Workspace) -> Library:
        """A library under this law that reads only the texts. Raises RequestError for one that is not there."""
        law = Law(there(self.extra, workspace), self.as_of, self.year, there(self.ignored, workspace))
        return Library(self.cache, law=law, last_year=_one(self.last_year, workspace), workspace=workspace)


def answer_json(answer: Answer, workspace: Workspace) -> str:
    """The answer in one JSON object; the result in it is the text as the command prints it."""
    found = json.dumps(findings_data(answer.diagnostics, workspace.written), ensure_ascii=False, indent=2)
    remarks = json.dumps(answer.remarks, ensure_ascii=False)
    result = (answer.result or "null").rstrip("\n")
    return f'{{\n"schema": "{SCHEMA}",\n"result": {result},\n"diagnostics": {found},\n"remarks": {remarks}\n}}\n'


def check(workspace: Workspace, names: Sequence[str], asked: AskedLaw) -> str:
    """What is wrong with texts of these names, with every text when there is none; JSON of schemas/check-1.json."""
    paths = [str(p) for p in there(names, workspace)] or ["/"]
    library = asked.library(workspace)
    files = check_files(paths, library)
    _refuse_vain(library)
    found = in_order((*checked_paths(paths, workspace).passed_over, *all_found(files)))
    return check_json(files, found, workspace.written)


def explain(
    workspace: Workspace, sheet: str, codes: Sequence[str], stage: str | None, year_sheets: str | None, asked: AskedLaw
) -> Answer:
    """The scorecard of a sheet; `codes` are only looked up: one that the rubric has not is an error."""
    (path,), library = there((sheet,), workspace), asked.library(workspace)
    year = _one(year_sheets, workspace)
    made = explain_sheet(path, library, codes, _view(stage), year_sheets=year, figures_alone=True)
    _refuse_vain(library)
    if made.scorecard is None or made.provenance is None:
        return Answer(None, made.diagnostics)
    idle = idle_options([made.scorecard.rubric], asked.idle_name, "year_sheets" if year_sheets else None)
    remarks = tuple(idle) if asked.last_year or year_sheets else ()
    return Answer(scorecard_json(made.scorecard, made.provenance), made.diagnostics, remarks)


def score(workspace: Workspace, names: Sequence[str], stage: str | None, closed: bool, asked: AskedLaw) -> Answer:
    """The ranking of the sheets of these names, of all when there is none; none when `closed` and one is bad."""
    listed = sheets_listed(there(names, workspace) or (Path("/"),), workspace)
    library = asked.library(workspace)
    scored = score_files(listed.files, library, _view(stage), closed)
    _refuse_vain(library)
    found = (*listed.passed_over, *all_bad(scored), *scored.noted)
    bad = [b.name for b in scored.bad]
    if closed and bad:
        return Answer(None, (*found, catalog.NOT_CLOSED.at(None, count=len(bad), names=", ".join(bad))))
    ranking = ranking_json(scored.rankings, bad, [b.not_scored for b in scored.bad], listed.passed_over)
    rubrics = [r.rubric for r in scored.rankings]
    return Answer(ranking, found, tuple(idle_options(rubrics, asked.idle_name, "closed" if closed else None)))


def what_if(workspace: Workspace, sheet: str, supposed: Mapping[str, str], asked: AskedLaw) -> Answer:
    """What becomes of a sheet when facts, by name, have other values, written as in a sheet."""
    (path,), library = there((sheet,), workspace), asked.library(workspace)
    found = suppose(path, library, [f"[{name}]={value}" for name, value in supposed.items()])
    _refuse_vain(library)
    if found.answer is None:
        return Answer(None, found.diagnostics)
    idle = tuple(idle_options([found.answer.before.rubric], asked.idle_name, None))
    return Answer(what_if_json(found.answer, library.texts), found.diagnostics, idle)


def diff(workspace: Workspace, old: str, new: str, asked: AskedLaw) -> Answer:
    """What differs in meaning between two rubrics, or two common provisions, of the request or the package."""
    library = asked.library(workspace)
    sides = two_rubrics(plain_name(old), plain_name(new), library)
    _refuse_vain(library)
    found = tuple(d for d in sides.diagnostics if d.severity is not Severity.NOTE)
    return Answer(diff_json(*sides.pair, sides.texts) if sides.pair is not None else None, found)


def impact(
    workspace: Workspace, old: str, new: str | None, names: Sequence[str], stage: str, scale: bool, asked: AskedLaw
) -> Answer:
    """What an amendment (`old`, `new` None), or a new rubric in the place of an old one, does to units of these sheets.

    Of the law asked for, the amendments named come before the change, and those to ignore count; nothing else does.
    """
    extra = there(asked.extra if new is not None else (*asked.extra, old), workspace)[: len(asked.extra)]
    library = AskedLaw(ignored=asked.ignored, cache=asked.cache).library(workspace)
    changes = changes_of(plain_name(old), plain_name(new) if new is not None else None, library, extra)
    if not changes.each:
        return Answer(None, changes.diagnostics)
    listed = sheets_listed(there(names, workspace) or (Path("/"),), workspace)
    view = View.named(stage)
    compared = together(compare_sheets(listed.files, c, library, view, scale) for c in changes.each)
    _refuse_vain(library)
    found = (*listed.passed_over, *compared.diagnostics)
    untouched = tuple(f"Không có phiếu nào của “{title}” để so." for title in compared.untouched)
    return Answer(impact_json(compared.impacts, [b.name for b in compared.bad]), found, untouched)


def _one(name: str | None, workspace: Workspace) -> Path | None:
    return there((name,), workspace)[0] if name is not None else None


def _view(stage: str | None) -> View | None:
    return View.named(stage) if stage is not None else None


def _refuse_vain(library: Library) -> None:
    """Raises RequestError when something was to be ignored that lies beside no rubric in question."""
    vain = library.ignored_in_vain()
    if vain:
        raise RequestError(
            f"ignore {', '.join(vain)}: không nằm cạnh bộ tiêu chí nào đang xét, nên không bỏ qua được gì"
        )
