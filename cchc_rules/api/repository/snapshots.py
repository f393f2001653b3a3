"""What the rubrics, sheets and cases of a repository mean, as the texts that it keeps beside them.

A rubric, the sheets of a folder, the cases of a folder: each is one text, worked out by itself.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from attrs import evolve, field

from cchc_rules.api.law_in_force import Law, clauses_of
from cchc_rules.api.library import CASE_SUFFIX, SHEET_SUFFIXES, Library
from cchc_rules.api.listed import texts_listed, unreadable
from cchc_rules.api.rubrics.cases import TriedCase, try_cases
from cchc_rules.api.sheets.kept import KeptCards
from cchc_rules.api.sheets.score import all_bad, score_files
from cchc_rules.diagnostics import Diagnostic, catalog, has_errors, in_order, nearest
from cchc_rules.explain.snapshot.cases import CaseResult, cases_snapshot
from cchc_rules.explain.snapshot.changes import changes
from cchc_rules.explain.snapshot.rubric import rubric_snapshot
from cchc_rules.explain.snapshot.sheets import sheets_snapshot
from cchc_rules.files.amendments import FoundAmendments, is_amendment
from cchc_rules.files.periods import is_period
from cchc_rules.files.repository import SETTINGS, Repository, load_repository
from cchc_rules.files.rubrics import SUFFIX
from cchc_rules.files.snapshots import SUFFIX as TEXT
from cchc_rules.files.workspace import Workspace
from cchc_rules.frozen import define, frozen
from cchc_rules.model.amendments.amendment import FromYear
from cchc_rules.model.repository import Place, UnitName
from cchc_rules.model.rubric import Rubric
from cchc_rules.results.ranking import Ranking
from cchc_rules.source import same_unit
from cchc_rules.syntax.lines.document_kinds import DocumentKind, kind_of
from cchc_rules.syntax.repository.reader import SNAPSHOTS


@frozen
class Made:
    """A text (None when errors left none), and everything found on the way."""

    text: str | None
    diagnostics: tuple[Diagnostic, ...] = ()


@frozen
class Task:
    """One snapshot by its name in the folder of snapshots, and how it is made. Raises OSError when the disk does."""

    name: str
    make: Callable[[], Made] = field(eq=False)


@define
class Snapshots:
    """The snapshots of one repository; each rubric is loaded once for all of them."""

    repository: Repository
    library: Library
    _units_seen: list[str] = field(factory=list)

    @classmethod
    def of(cls, root: Path, library: Library) -> "Snapshots":
        """Those of the repository at a root; names are read and told from there. Raises OSError when the disk does."""
        at_root = library.workspace.at(root)
        return cls(load_repository(root, at_root), Library(library.cache, library.sheet_cache, workspace=at_root))

    @property
    def folder(self) -> Path:
        """Where the snapshots are kept."""
        settings = self.repository.settings
        return self.repository.path(settings.places.snapshots.path if settings is not None else SNAPSHOTS)

    def cases(self) -> tuple[Path, ...]:
        """The cases of the repository."""
        settings = self.repository.settings
        return tuple(self._files(settings.places.cases, (CASE_SUFFIX,))[0]) if settings is not None else ()

    def tasks(self) -> tuple[tuple[Task, ...], tuple[Diagnostic, ...]]:
        """Every snapshot to be made, in order of name; and what is wrong, or is passed over, before any is."""
        settings = self.repository.settings
        if settings is None or has_errors(self.repository.diagnostics):
            return (), self.repository.diagnostics
        rubrics, of_rubrics = self._files((*settings.places.rubrics, *settings.places.guidance), (SUFFIX,))
        sheets, of_sheets = self._files(settings.places.sheets, SHEET_SUFFIXES)
        cases, of_cases = self._files(settings.places.cases, (CASE_SUFFIX,))
        tasks = [Task(f"{self._name(p)}{TEXT}", partial(self._rubric, p)) for p in rubrics if not self._is_common(p)]
        tasks += [
            Task(f"{self._name(folder)}{suffix}{TEXT}", partial(make, tuple(p for p in files if p.parent == folder)))
            for files, suffix, make in ((sheets, SHEET_SUFFIXES[0], self._sheets), (cases, CASE_SUFFIX, self._cases))
            for folder in dict.fromkeys(p.parent for p in files)
        ]
        none = () if tasks else (catalog.NOTHING_TO_KEEP.at(settings.places.snapshots.at),)
        found = in_order((*self.repository.diagnostics, *of_rubrics, *of_sheets, *of_cases, *none))
        return tuple(sorted(tasks, key=lambda task: task.name)), found

    @property
    def names_units(self) -> bool:
        """Whether the settings name the units whose results are kept."""
        return self.repository.settings is not None and self.repository.settings.units is not None

    def units_without_sheet(self) -> tuple[Diagnostic, ...]:
        """Units that the settings name and no sheet is of; known when every snapshot was made."""
        settings = self.repository.settings
        named = settings.units or () if settings is not None else ()
        return tuple(
            self._unknown(unit) for unit in named if not any(same_unit(s, unit.name) for s in self._units_seen)
        )

    def _unknown(self, unit: UnitName) -> Diagnostic:
        near = nearest(unit.name, self._units_seen)
        return catalog.UNIT_NOT_KEPT.at(unit.at, unit=unit.name, hint=f"ý bạn là “{near}”? " if near else "")

    def _files(self, places: Sequence[Place], suffixes: Sequence[str]) -> tuple[list[Path], tuple[Diagnostic, ...]]:
        """The files of some suffixes in these places, without amendments, which rubrics are read with, and periods."""
        paths = [self.repository.path(p.path) for p in places]
        listed = texts_listed(paths, suffixes, self.library.workspace)
        workspace = self.library.workspace
        files = (p for p in listed.files if not is_amendment(p, workspace) and not is_period(p, workspace))
        return list(files), listed.passed_over

    def _is_common(self, path: Path) -> bool:
        """Whether a file has provisions that every rubric which uses it says for itself."""
        source = self.library.workspace.read(path).source if self.library.workspace.is_file(path) else None
        return source is not None and kind_of(source) is DocumentKind.COMMON

    def _name(self, path: Path) -> str:
        workspace = self.library.workspace
        return path.relative_to(workspace.located(self.repository.root)).as_posix()

    # ---- one text

    def _rubric(self, path: Path) -> Made:
        """What a rubric means as first written, then what each year's amendments change of it."""
        ready = self.library.rubric_file(path)
        if ready.rubric is None or has_errors(ready.diagnostics):
            return Made(None, ready.diagnostics)
        amendments = self.library.amendments(ready.loaded, ready.rubric)
        first = rubric_snapshot(ready.rubric)
        parts, found = [first], [*amendments.errors]
        for year in _years(ready.rubric, amendments):
            law = Library(self.library.cache, law=Law(year=year), workspace=self.library.workspace)
            amended = law.rubric_file(path)
            found += (d for d in amended.diagnostics if has_errors((d,)))
            if amended.rubric is not None:
                parts.append(_amended(year, first, rubric_snapshot(amended.rubric)))
        parts += _transitions(amendments)
        return Made(None if has_errors(found) else "\n".join(parts), in_order((*ready.diagnostics, *found)))

    def _sheets(self, paths: Sequence[Path]) -> Made:
        kept = KeptCards()
        scored = score_files(paths, self.library, kept=kept)
        if scored.bad:
            return Made(None, all_bad(scored))
        texts = []
        for ranking in scored.rankings:
            self._units_seen += (unit.standing.header.unit for unit in ranking.units)
            shown = self._named_units(ranking)
            texts.append(sheets_snapshot(shown, [kept.cards[unit.standing.source] for unit in shown.units]))
        return Made("\n".join(texts), scored.noted)

    def _named_units(self, ranking: Ranking) -> Ranking:
        """The units that the settings name, with the ranks that they have among all."""
        settings = self.repository.settings
        if settings is None or settings.units is None:
            return ranking
        names = [unit.name for unit in settings.units]
        units = (u for u in ranking.units if any(same_unit(u.standing.header.unit, name) for name in names))
        return evolve(ranking, units=tuple(units))

    def _cases(self, paths: Sequence[Path]) -> Made:
        tried, passed_over = try_cases(paths, self.library)
        found = in_order((*passed_over, *(d for case in tried for d in case.diagnostics)))
        results = [_result(case) for case in tried]
        if has_errors(found) or None in results:
            return Made(None, found)
        return Made(cases_snapshot([r for r in results if r is not None]), found)


def _years(rubric: Rubric, found: FoundAmendments) -> list[int]:
    """The assessment years from which amendments, or parts of them, govern; errata govern from the first on."""
    amendments = [a.amendment for a in found.loaded if a.amendment is not None]
    governs = rubric.provisions.governs
    years = {a.governs if not a.erratum else (governs.value if governs is not None else None) for a in amendments}
    years |= {own.effect.year for a in amendments for own in a.own_effects if isinstance(own.effect, FromYear)}
    return sorted(year for year in years if year is not None)


def _amended(year: int, before: str, after: str) -> str:
    """What amendments change of a rubric from one assessment year on, a line each."""
    told = changes(before, after) or ("không đổi gì",)
    return "\n".join((f"TỪ KỲ ĐÁNH GIÁ {year}", *told)) + "\n"


def _transitions(found: FoundAmendments) -> list[str]:
    """The transitional clauses of amendments, by amendment."""
    every = [f"{a.amendment.id}, {told}" for a in found.loaded if a.amendment for told in clauses_of(a.amendment, None)]
    return ["\n".join(("CHUYỂN TIẾP", *every)) + "\n"] if every else []


def _result(case: TriedCase) -> CaseResult | None:
    unmet = tuple(t.expected.value for t in case.tried if not t.met)
    return CaseResult(Path(case.name).name, case.card, len(case.tried), unmet) if case.card is not None else None


# ---- all of them beside what is kept


@frozen
class Change:
    """A snapshot that is to be written, or taken away when `new` is None, and what changed in words.

    `old` is None when nothing was kept.
    """

    name: str
    old: str | None
    new: str | None

    @property
    def told(self) -> tuple[str, ...]:
        """What changed, a line each; nothing where a text is new or gone as a whole."""
        return changes(self.old, self.new) if self.old is not None and self.new is not None else ()


def made(task: Task, workspace: Workspace) -> Made:
    """What comes of a task; what cannot be opened is an error of it."""
    try:
        return task.make()
    except OSError as error:
        return Made(None, (unreadable(Path(task.name), error, workspace),))


def compared(kept: dict[str, str], texts: dict[str, str]) -> Iterator[Change]:
    """What differs between the snapshots that are kept and those that were made now, in order of name."""
    for name in sorted(kept.keys() | texts.keys()):
        if kept.get(name) != texts.get(name):
            yield Change(name, kept.get(name), texts.get(name))


def settings_missing(start: Path, workspace: Workspace) -> Diagnostic:
    """That there is no repository where a command was asked about one."""
    return catalog.NO_SETTINGS.at(None, folder=workspace.display_name(start) or ".", file=SETTINGS)
