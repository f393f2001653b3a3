"""Rubrics and sheets loaded, checked and ready to evaluate; each rubric once per run."""

from collections.abc import Collection
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, field

from cchc_rules.api.law_in_force import Law, amendments_of, ended, under
from cchc_rules.api.listed import CASE_SUFFIX as CASE_SUFFIX
from cchc_rules.api.listed import SHEET_SUFFIXES as SHEET_SUFFIXES
from cchc_rules.api.sheets.last_year import Carried, PastYears, carried_over
from cchc_rules.compile import RuleTree, compile_rubric
from cchc_rules.diagnostics import Diagnostic, catalog, has_errors, in_order
from cchc_rules.evaluate.powers import beyond_powers
from cchc_rules.explain.scorecard.provenance import FileDigest, texts_digest
from cchc_rules.files.amendments import FoundAmendments, LoadedAmendment, load_amendment
from cchc_rules.files.beside import SUBFOLDER
from cchc_rules.files.listing import files_under
from cchc_rules.files.rubrics import LoadedRubric, find_rubric, load_rubric, load_rubric_file, not_found
from cchc_rules.files.workbooks import in_other_form, is_workbook, read_copy
from cchc_rules.files.workspace import DISK, Workspace
from cchc_rules.frozen import define, frozen
from cchc_rules.meaning.acceptances import written_out
from cchc_rules.meaning.period_register import Register, as_registered
from cchc_rules.meaning.transitions import spares
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Header, Sheet
from cchc_rules.results.texts_beside import TextBeside, Use
from cchc_rules.same import once_for_same
from cchc_rules.source import Span
from cchc_rules.syntax.lines.parsed import Parsed
from cchc_rules.syntax.lines.tree_cache import TreeCache
from cchc_rules.syntax.sheet.reader import read_sheet

if TYPE_CHECKING:
    from cchc_rules.model.amendments.transition import OwnTransition

_NO_ERROR = "không có lỗi"
OF_LAW = (catalog.NOT_COUNTED.code, catalog.RUBRIC_TOO_EARLY.code, catalog.BESIDE_IGNORED.code, catalog.SAME_NAME.code)
"""Remarks about a rubric that are repeated at each sheet, because they depend on the day and year asked for."""
BESIDE = tuple(
    k.code
    for k in (
        catalog.BESIDE_UNREAD,
        catalog.BESIDE_UNKNOWN,
        catalog.BESIDE_MISPLACED,
        catalog.BESIDE_NOWHERE,
        catalog.BESIDE_TARGETLESS,
        catalog.BESIDE_TWO_TEXTS,
    )
)
"""What is wrong with texts beside a rubric, and with neither the rubric nor a sheet."""
OF_INHERITANCE = (catalog.BANDS_OVER_COMMON.code, catalog.NUMBER_OF_COMMON.code, catalog.OVERRIDE_IDLE.code)


@frozen
class ReadyRubric:
    """A rubric with its checks."""

    loaded: LoadedRubric
    diagnostics: tuple[Diagnostic, ...]

    @cached_property
    def tree(self) -> RuleTree | None:
        """What sheets are scored by; None when there is an error. Made when asked for: who only checks needs none."""
        if self.rubric is None or has_errors(self.diagnostics):
            return None
        return _compiled(self.rubric)

    @property
    def rubric(self) -> Rubric | None:
        """The linked rubric."""
        return self.loaded.rubric


@frozen
class ReadySheet:
    """A sheet checked against its rubric. It can be evaluated when there is no error.

    `beside` are other sheets that values were taken from.
    """

    digest: FileDigest
    sheet: Sheet | None
    rubric: ReadyRubric | None
    diagnostics: tuple[Diagnostic, ...]
    beside: tuple[FileDigest, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether it can be evaluated."""
        return self.sheet is not None and not has_errors(self.diagnostics)


Spared = frozenset["OwnTransition"] | None
"""The transitional clauses that leave a unit under the text as it was; None where no unit is asked about."""


@define
class Library:
    """Loads rubrics once, as `law` has them. `cache` is for parsed rubrics, `sheet_cache` for sheets; or None.

    `last_year` is a sheet, or a folder of sheets, that values of the year before are taken from. All is read from
    `workspace`, as it was when first asked for. Sheets are held under the names that `registers` have of renamed units.
    """

    cache: TreeCache | None = None
    sheet_cache: TreeCache | None = None
    law: Law = field(factory=Law)
    last_year: Path | None = None
    workspace: Workspace = DISK
    registers: tuple[Register, ...] = ()
    _rubrics: dict[tuple[Path, int | None, Spared], ReadyRubric] = field(factory=dict)
    _loaded: dict[Path, LoadedRubric] = field(factory=dict)
    _found: dict[tuple[Path | None, str], FoundAmendments] = field(factory=dict)
    _places: dict[tuple[str, Path | None], Path | None] = field(factory=dict)
    _resolved: dict[Path, Path] = field(factory=dict)
    _past: PastYears | None = None
    _left_out: set[Path] = field(factory=set)
    _amendments: dict[Path, LoadedAmendment] = field(factory=dict)
    _read: set[str] = field(factory=set)
    _looked_beside: bool = False

    def afresh(self) -> "Library":
        """The same library with nothing loaded yet, such as for another process."""
        return Library(self.cache, self.sheet_cache, self.law, self.last_year, self.workspace, self.registers)

    def rubric(self, name: str, beside: Path | None = None) -> ReadyRubric:
        """A rubric by path or id. Raises OSError when the disk does."""
        path = self._place(name, beside)
        if path is None:
            missing = load_rubric(name, workspace=self.workspace)
            return ReadyRubric(missing, missing.diagnostics)
        return self.rubric_file(path)

    def rubric_of_year(self, name: str, year: int, beside: Path | None = None) -> ReadyRubric:
        """A rubric by path or id as it stands for units of a year. Raises OSError when the disk does."""
        path = self._place(name, beside)
        return self.rubric(name, beside) if path is None else self.rubric_file(path, year)

    def rubric_for(self, name: str, unit: Header) -> ReadyRubric:
        """A rubric by path or id as it stands for a unit. Raises OSError when the disk does."""
        path = self._place(name, None)
        spared = path is not None and self._spared(path, unit)
        return self.rubric_file(path, unit.year, unit) if path is not None and spared else self.rubric(name)

    def _place(self, name: str, beside: Path | None) -> Path | None:
        key = (name, beside)
        if key not in self._places:
            self._places[key] = find_rubric(name, beside, self.workspace)
        return self._places[key]

    def _resolve(self, path: Path) -> Path:
        """The one absolute path of a rubric's file, looked up once: thousands of sheets name the same."""
        if path not in self._resolved:
            self._resolved[path] = self.workspace.resolve(path)
        return self._resolved[path]

    def rubric_file(self, path: Path, year: int | None = None, unit: Header | None = None) -> ReadyRubric:
        """The rubric at a path, checked and compiled; `year` and `unit` are those of a sheet scored by it."""
        key = (self._resolve(path), year, self._spared(path, unit))
        if key not in self._rubrics:
            self._rubrics[key] = _ready(self._amended(self.loaded(path), year, unit))
        return self._rubrics[key]

    def _spared(self, path: Path, unit: Header | None) -> Spared:
        """What tells how a rubric stands for a unit from how it stands for others of the year."""
        clauses = self.transitions_of(self.loaded(path)) if unit is not None else ()
        if unit is None or not clauses:
            return None
        year = unit.year if self.law.year is None else self.law.year
        return frozenset(o for o in clauses if spares(o.transition, unit, year))

    def transitions_of(self, loaded: LoadedRubric) -> "tuple[OwnTransition, ...]":
        """Every transitional clause of the amendments of a rubric."""
        found = self._amendments_at(loaded.path) if loaded.path is not None else None
        return tuple(o for a in (found.loaded if found else ()) if a.amendment for o in a.amendment.transitions)

    def _amendments_at(self, path: Path) -> FoundAmendments | None:
        loaded = self.loaded(path)
        return self.amendments(loaded, loaded.rubric) if loaded.rubric and not has_errors(loaded.diagnostics) else None

    def loaded(self, path: Path) -> LoadedRubric:
        """The rubric at a path as it was first written, not checked. Raises OSError when the disk does."""
        key = self._resolve(path)
        if key not in self._loaded:
            self._loaded[key] = load_rubric_file(path, self.cache, workspace=self.workspace)
        return self._loaded[key]

    def amendments(self, loaded: LoadedRubric, rubric: Rubric) -> FoundAmendments:
        """Those of a rubric that was loaded: beside it, and the extra ones of the law; and what else lies there."""
        key = (loaded.path, rubric.id)
        if key not in self._found:
            self._found[key] = amendments_of(self.law, loaded, rubric, self.cache, self.workspace)
        found = self._found[key]
        self._looked_beside = True
        self._left_out |= found.left_out
        self._read |= {f.name for f in loaded.files}
        return found

    def amendment(self, path: Path) -> LoadedAmendment:
        """One amendment, read once. Raises OSError when the disk does."""
        key = self.workspace.resolve(path)
        if key not in self._amendments:
            self._amendments[key] = load_amendment(path, self.cache, self.workspace)
        return self._amendments[key]

    def ignores(self, path: Path) -> bool:
        """Whether a file beside a rubric is to be ignored, itself or with its folder; it is then known to be there."""
        resolved = self.workspace.resolve(path)
        places = (resolved, resolved.parent) if resolved.parent.name == SUBFOLDER else (resolved,)
        ignored = {self.workspace.resolve(p) for p in self.law.ignored}.intersection(places)
        self._looked_beside = True
        self._left_out |= ignored
        return bool(ignored)

    def reads(self, *paths: Path) -> None:
        """Remember that files were read because they were named: they cannot be ignored too."""
        self._read |= {self.workspace.display_name(p) for p in paths}

    @property
    def left_out(self) -> frozenset[Path]:
        """The files and folders to ignore that lie beside the rubrics loaded so far."""
        return frozenset(self._left_out)

    def ignored_in_vain(self, elsewhere: Collection[Path] | None = None) -> tuple[str, ...]:
        """Names of the files and folders to ignore that lie beside no rubric so far, or are nothing to be ignored.

        `elsewhere` are those that were found by other processes. None before any rubric was looked beside.
        """
        if not self._looked_beside and elsewhere is None:
            return ()
        self.reads(*self.law.extra)
        left_out = self._left_out.union(elsewhere or ())
        every = [(self.workspace.display_name(p), self.workspace.resolve(p)) for p in self.law.ignored]
        return tuple(n for n, p in every if n in self._read or not left_out.intersection((p, *p.parents)))

    def _amended(self, loaded: LoadedRubric, year: int | None, unit: Header | None = None) -> LoadedRubric:
        if loaded.rubric is None or has_errors(loaded.diagnostics):
            return loaded
        result = under(self.law, loaded.rubric, self.amendments(loaded, loaded.rubric), year, unit)
        found = in_order((*loaded.diagnostics, *result.diagnostics, *ended(result)))
        files = (*loaded.files, *result.files)
        return evolve(loaded, rubric=result.rubric, files=files, diagnostics=found, texts=result.texts)

    @property
    def rubrics_used(self) -> tuple[tuple[int | None, ReadyRubric], ...]:
        """The rubrics loaded so far, each with the year of the sheets that it was loaded for."""
        return tuple((year, ready) for (_, year, _), ready in self._rubrics.items())

    @property
    def texts(self) -> tuple[TextBeside, ...]:
        """What was found beside the rubrics loaded so far and what was done with it, each once.

        That a text amends another rubric is not told when that one is loaded too.
        """
        every = dict.fromkeys(t for ready in self._rubrics.values() for t in ready.loaded.texts)
        own = {t.file for t in every if t.use is not Use.OTHER_RUBRIC}
        return tuple(t for t in every if t.use is not Use.OTHER_RUBRIC or t.file not in own)

    def _scorable(self, path: Path, unit: Header) -> ReadyRubric:
        """The rubric at a path for scoring by: checked once, and never again while its files stay the same."""
        key = (self._resolve(path), unit.year, self._spared(path, unit))
        if key in self._rubrics or self.cache is None:
            return self.rubric_file(path, unit.year, unit)
        loaded = self._amended(self.loaded(path), unit.year, unit)
        verdict = self._question(loaded, unit.year, key[2])
        if loaded.rubric is not None and self.cache.get(verdict) == _NO_ERROR:
            self._rubrics[key] = ReadyRubric(loaded, loaded.diagnostics)
            return self._rubrics[key]
        ready = self._rubrics[key] = _ready(loaded)
        if ready.tree is not None:
            self.cache.put(verdict, _NO_ERROR)
        return ready

    def _question(self, loaded: LoadedRubric, year: int, spared: Spared) -> str:
        """What the answer that a rubric has no error depends on: its files, what counts of them, and its neighbours."""
        linked = loaded.rubric.linked if loaded.rubric is not None else None
        asked = (
            year if self.law.year is None else self.law.year,
            self.law.as_of,
            linked.others if linked else None,
            *sorted(map(repr, spared or ())),
        )
        return "checked " + " ".join((*(f.sha256 for f in loaded.files), *map(repr, asked)))

    def sheet_of_many(self, path: Path) -> ReadySheet:
        """The same as `sheet`, in a fraction of the time when there is nothing to say about it; without places then."""
        ready = self.sheet(path, placed=False)
        return self.sheet(path) if ready.diagnostics or not ready.ok else ready

    def sheet(self, path: Path, placed: bool = True) -> ReadySheet:
        """A sheet by path, text or JSON, with every error of the file. Raises OSError when the disk does.

        Unless `placed`, nothing of a JSON sheet knows where it stands.
        """
        path = self.workspace.located(path) if placed else path
        digest, parsed = self.parsed(path, placed)
        if parsed.value is None:
            return ReadySheet(digest, None, None, parsed.diagnostics)
        return self.hold(digest, parsed.value, parsed.diagnostics, path.parent)

    def parsed(self, path: Path, placed: bool = True) -> tuple[FileDigest, Parsed[Sheet]]:
        """A sheet as it is written, held against nothing. Raises OSError when the disk does."""
        if is_workbook(path) or in_other_form(path):
            digest, copy = read_copy(path, self.workspace)
            return digest, copy.parsed
        file = self.workspace.read(path)
        if file.source is None:
            return file.digest, Parsed(None, file.diagnostics)
        if path.suffix.casefold() == ".json":
            from cchc_rules.syntax.json.sheet import read_sheet_json

            return file.digest, read_sheet_json(file.source.name, file.source.text, placed)
        return file.digest, read_sheet(file.source, self.sheet_cache)

    def _read_past(self, path: Path) -> tuple[Sheet | None, FileDigest]:
        digest, parsed = self.parsed(path, placed=False)
        return (None if has_errors(parsed.diagnostics) else parsed.value), digest

    def _carried(self, rubric: Rubric, sheet: Sheet) -> Carried:
        """The sheet with values of the year before, where sheets of that year were named."""
        if self.last_year is None:
            return Carried(sheet, (), ())
        if self._past is None:
            self._past = PastYears.of(files_under([self.last_year], SHEET_SUFFIXES, self.workspace), self._read_past)
        return carried_over(rubric, sheet, self._past)

    def hold(self, digest: FileDigest, sheet: Sheet, found: tuple[Diagnostic, ...], folder: Path) -> ReadySheet:
        """A sheet that was read from a file in a folder, checked against the rubric it names; `found` while reading."""
        named = sheet.header.rubric
        if not named:
            return ReadySheet(digest, sheet, None, found)
        span = sheet.place("rubric") or Span(digest.name, 1, 1, 1)
        path = self._place(named, folder)
        if path is None:
            return ReadySheet(digest, sheet, None, in_order((*found, not_found(named, span, folder, self.workspace))))
        sheet = as_registered(self.registers, sheet)
        ready = self._scorable(path, sheet.header)
        if ready.rubric is None or has_errors(ready.diagnostics):
            wrong = _errors(ready.diagnostics)
            broken = any(d.code not in BESIDE for d in wrong)
            found = (*found, *((catalog.RUBRIC_BROKEN.at(span, name=named),) if broken else ()), *wrong)
            found = (*found, *_of_sheet(ready, sheet))
            return ReadySheet(digest, sheet, ready, in_order(found))
        from cchc_rules.checks.sheet.all_checks import check_sheet

        left_out = (d for d in ready.diagnostics if d.code in OF_LAW)
        # What a stage takes over is what the unit entered, so it is written out before last year's values come in.
        carried = self._carried(ready.rubric, written_out(ready.rubric, sheet))
        # What the unit entered is checked as entered; what is scored has last year's values in it.
        found = (*found, *left_out, *check_sheet(ready.rubric, sheet), *carried.diagnostics)
        if sheet.workbook is not None:
            from cchc_rules.checks.sheet.workbook import check_workbook  # most sheets are none

            found = (*found, *check_workbook(ready.rubric, texts_digest(ready.loaded.files), sheet))
        if ready.tree is not None and not has_errors(found):
            found = (*found, *beyond_powers(ready.tree, carried.sheet))
        return ReadySheet(digest, carried.sheet, ready, in_order(found), carried.files)


def _of_sheet(ready: ReadyRubric, sheet: Sheet) -> tuple[Diagnostic, ...]:
    """What is wrong with a sheet of a rubric whose only errors are that it and common provisions say the same twice."""
    if ready.rubric is None or any(d.code not in OF_INHERITANCE for d in _errors(ready.diagnostics)):
        return ()
    from cchc_rules.checks.sheet.all_checks import check_sheet

    found = check_sheet(ready.rubric, sheet)
    return found if has_errors(found) else (*found, *beyond_powers(compile_rubric(ready.rubric), sheet))


def _errors(found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    return tuple(d for d in found if has_errors((d,)))


def _ready(loaded: LoadedRubric) -> ReadyRubric:
    if loaded.rubric is None or has_errors(loaded.diagnostics):
        found = loaded.diagnostics
        if loaded.common is not None and not has_errors(found):
            span = loaded.common.at
            found = (*found, catalog.WRONG_FILE.at(span, wanted="bộ tiêu chí", opening='BỘ TIÊU CHÍ ten-ngan "Tên"'))
        return ReadyRubric(loaded, found)
    return ReadyRubric(loaded, in_order((*loaded.diagnostics, *_checked(loaded.rubric))))


_RUBRICS = 8
"""Rubrics that an editor, which has all read afresh at every key, need not check and compile again."""
_compiled = once_for_same(_RUBRICS)(compile_rubric)


@once_for_same(_RUBRICS)
def _checked(rubric: Rubric) -> tuple[Diagnostic, ...]:
    # Not needed, nor worth its import, once the verdict is known.
    from cchc_rules.checks.rubric.all_checks import check_rubric

    return check_rubric(rubric)
