"""Score many sheets: one standing each, ranked per rubric and year; memory holds standings, never scorecards.

Sheets of a rubric whose rules look at the best unit of the year are kept until all are read, and scored together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from attrs import evolve, field

from cchc_rules.api.library import OF_LAW, SHEET_SUFFIXES, Library
from cchc_rules.api.listed import unreadable
from cchc_rules.api.period.registers import NO_REGISTERS, Registers
from cchc_rules.api.sheets.default_view import asked_or_own, not_there
from cchc_rules.api.sheets.explain import provenance_of
from cchc_rules.api.sheets.kept import KeptCards
from cchc_rules.api.sheets.names_of_year import names_of_year
from cchc_rules.api.sheets.transitional_units import unseen_units
from cchc_rules.compile import RuleTree, compile_rubric
from cchc_rules.diagnostics import Diagnostic, catalog, has_errors, in_order
from cchc_rules.evaluate import evaluate
from cchc_rules.evaluate.year import evaluate_year
from cchc_rules.files.listing import files_under
from cchc_rules.files.processes import shared_out
from cchc_rules.files.workspace import DISK, Workspace
from cchc_rules.frozen import define, frozen
from cchc_rules.meaning.units import by_unit
from cchc_rules.model.amendments.transition import OwnTransition
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Header, Sheet
from cchc_rules.results.ranking import NotScored, Ranking, Standing, ranking_of, standing
from cchc_rules.results.scorecard import Scorecard, View
from cchc_rules.results.texts_beside import TextBeside
from cchc_rules.source import Span

_NAMED = 3
_TOGETHER = 25
"""Sheets given to a process at once."""
_TOLD = (catalog.LAST_YEAR_DIFFERS.code, catalog.LAST_YEAR_MISSING.code, catalog.UNIT_NEAR.code)


@frozen
class BadSheet:
    """A sheet that could not be scored, and why; `unit` is the unit where that much could be read."""

    name: str
    diagnostics: tuple[Diagnostic, ...]
    unit: str | None = None

    @property
    def not_scored(self) -> NotScored:
        """What is told of it beside the units that could be ranked."""
        return NotScored(self.name, self.unit, tuple(d for d in self.diagnostics if has_errors((d,))))


@frozen
class Scored:
    """The rankings of what could be scored, what could not, and remarks about values carried over.

    `left_out` are the files and folders to ignore that lie beside rubrics.
    """

    rankings: tuple[Ranking, ...]
    bad: tuple[BadSheet, ...]
    noted: tuple[Diagnostic, ...] = ()
    left_out: frozenset[Path] = frozenset()
    missing: tuple[Diagnostic, ...] = ()
    """By the registers of the periods: which units have no sheet that could be scored, for each rubric."""
    missing_units: tuple[str, ...] = ()


@frozen
class _Law:
    """What a sheet is scored by: the content of the rubric's files tells it from another of the same short name.

    `texts` are those found beside the rubric, and what was done with them for this sheet's unit.
    """

    files: tuple[str, ...]
    year: int
    texts: tuple[TextBeside, ...] = ()

    @property
    def spared(self) -> bool:
        """Whether a transitional clause leaves its units under the text as it was."""
        return any(text.transitions for text in self.texts)

    def beside(self, other: "_Law") -> bool:
        """Whether it is the same rubric and year, and only a transitional clause sets the two apart."""
        same = self.files[:1] == other.files[:1] and self.year == other.year
        return same and self != other and (self.spared or other.spared)


@frozen
class _Unit:
    standing: Standing
    law: _Law
    at: Span | None
    """Where its sheet names the unit."""


@frozen
class _Waiting:
    """A sheet that can be scored only beside the others of its year."""

    name: str
    sheet: Sheet
    law: _Law


@frozen
class _Closing:
    """Whether all units of a year are there: by the register of the period where there is one, else as it was said."""

    said: bool
    registers: Registers

    def closed(self, law: _Law, headers: Iterable[Header]) -> bool:
        """Whether these are all units of the rubric and year."""
        register = self.registers.of_year(law.year)
        return self.said if register is None else not register.missing(law.files, headers)


@frozen
class _Part:
    """What came of some sheets, in their order, and the rubrics of it that were not told of before."""

    results: tuple[_Unit | _Waiting | BadSheet, ...]
    noted: tuple[Diagnostic, ...]
    rubrics: Mapping[_Law, Rubric]
    left_out: frozenset[Path]
    clauses: Mapping[_Law, tuple[OwnTransition, ...]]


def sheet_files(paths: Sequence[Path], workspace: Workspace = DISK) -> tuple[Path, ...]:
    """The sheets among files and folders, in order."""
    return files_under(paths, SHEET_SUFFIXES, workspace)


def score_files(
    files: Iterable[Path],
    library: Library,
    view: View | None = None,
    closed: bool = False,
    processes: int = 1,
    kept: KeptCards | None = None,
    registers: Registers = NO_REGISTERS,
) -> Scored:
    """Score every sheet; bad ones are kept aside. A unit with two sheets for one rubric and year is bad twice.

    `view` is the stage up to which all are read; None reads each as far as it goes, as `explain` does. `closed` tells
    that these are all the units of the year: shares of the best unit are then no longer provisional.
    With more than one of `processes` the sheets are shared over them: the same results, sooner if many. `kept` is given
    every scorecard, and what it was made from; then there is one process. By `registers` sheets of no unit that is
    assessed are bad, and a year is closed once there is a sound sheet of every unit.
    """
    units: list[_Unit] = []
    bad: list[BadSheet] = []
    waiting: list[_Waiting] = []
    noted: list[Diagnostic] = []
    rubrics: dict[_Law, Rubric] = {}
    left_out, clauses = set[Path](), dict[_Law, tuple[OwnTransition, ...]]()
    for part in _parts(files, evolve(library, registers=registers.units), view, processes, kept):
        units += (r for r in part.results if isinstance(r, _Unit))
        bad += (r for r in part.results if isinstance(r, BadSheet))
        waiting += (r for r in part.results if isinstance(r, _Waiting))
        noted += part.noted
        left_out |= part.left_out
        rubrics = {**part.rubrics, **rubrics}
        clauses |= part.clauses
    units, waiting = _registered(units, waiting, registers, bad, noted)
    # A bad sheet may be the best unit's: then the year is not complete, whatever the caller says.
    closing = _Closing(closed, registers) if not bad else None
    units += _score_years(waiting, rubrics, view, closing, kept)
    noted += (*_told_of_names(units), *_told_of_transitions(clauses, units, bad))
    units, doubled = _once_each(units)
    rankings = tuple(_rankings(units, rubrics, closing if not doubled else None, registers))
    told, missing = _missing(units, registers)
    return Scored(rankings, (*bad, *doubled), in_order(dict.fromkeys(noted)), frozenset(left_out), told, missing)


def _registered(
    units: Sequence[_Unit],
    waiting: Sequence[_Waiting],
    registers: Registers,
    bad: list[BadSheet],
    noted: list[Diagnostic],
) -> tuple[list[_Unit], list[_Waiting]]:
    """Those of units that are assessed by the period of their year, the others put with the `bad` ones.

    That a sheet is of another year than the period is `noted`; it counts nowhere.
    """
    refused: set[str] = set()
    every = [(u.standing.source, u.standing.header, u.law, u.at) for u in units]
    every += [(w.name, w.sheet.header, w.law, w.sheet.place("unit")) for w in waiting]
    for name, header, law, at in every:
        register = registers.of_year(header.year) or next(iter(registers.every), None)
        why = register.refuses(law.files, header, at or Span(name, 1, 1, 1)) if register is not None else None
        if why is None:
            continue
        refused.add(name)
        if has_errors((why,)):
            bad.append(BadSheet(name, (why,), header.unit))
        else:
            noted.append(why)
    return [u for u in units if u.standing.source not in refused], [w for w in waiting if w.name not in refused]


def _missing(units: Sequence[_Unit], registers: Registers) -> tuple[tuple[Diagnostic, ...], tuple[str, ...]]:
    """N025 for each rubric of a period that has units without a sheet that could be scored, and these units."""
    every = [(u.law.files, u.standing.header) for u in units]
    told: list[Diagnostic] = []
    missing: list[str] = []
    for register in registers.every:
        for rubric, names in register.missing_by_rubric(every):
            shown = ", ".join(f"“{n}”" for n in names)
            at = Span(register.file, 1, 1, 1)
            about = catalog.SHEETS_MISSING.at(at, year=register.year, count=len(names), rubric=rubric, units=shown)
            told.append(about)
            missing += names
    return tuple(told), tuple(missing)


def _parts(
    files: Iterable[Path], library: Library, view: View | None, processes: int, kept: KeptCards | None
) -> Iterator[_Part]:
    if processes <= 1 or kept is not None:
        yield from map(_Scoring(library, view, kept), ((path,) for path in files))
        return
    rest = iter(files)
    parts = iter(lambda: tuple(islice(rest, _TOGETHER)), ())
    yield from shared_out(_Scoring(library.afresh(), view), parts, processes)


@define
class _Scoring:
    """Scores some sheets after others, with its own copy of all that it remembers in each process."""

    library: Library
    view: View | None
    kept: KeptCards | None = None
    _told: set[_Law] = field(factory=set)
    _clauses: dict[_Law, tuple[OwnTransition, ...]] = field(factory=dict)

    def __call__(self, files: Sequence[Path]) -> _Part:
        """What comes of the sheets at these paths."""
        noted: list[Diagnostic] = []
        rubrics: dict[_Law, Rubric] = {}
        results = tuple([self._result(path, noted, rubrics) for path in files])
        clauses = {law: self._clauses[law] for law in rubrics}
        return _Part(results, tuple(noted), rubrics, self.library.left_out, clauses)

    def _result(self, path: Path, noted: list[Diagnostic], rubrics: dict[_Law, Rubric]) -> _Unit | _Waiting | BadSheet:
        try:
            ready = self.library.sheet_of_many(path)
        except OSError as error:
            workspace = self.library.workspace
            return BadSheet(workspace.display_name(path), (unreadable(path, error, workspace),))
        noted += (d for d in ready.diagnostics if ready.ok and d.code in (*_TOLD, *OF_LAW))
        if not ready.ok or ready.sheet is None or ready.rubric is None or ready.rubric.tree is None:
            unit = ready.sheet.header.unit if ready.sheet is not None else None
            return BadSheet(ready.digest.name, ready.diagnostics, unit)
        tree = ready.rubric.tree
        absent = tuple(not_there(self.view, ready.sheet, tree))
        if absent:
            return BadSheet(ready.digest.name, (*ready.diagnostics, *absent), ready.sheet.header.unit)
        loaded = ready.rubric.loaded
        law = _Law(tuple(f.sha256 for f in loaded.files), ready.sheet.header.year, loaded.texts)
        if law not in self._told:
            self._told.add(law)
            rubrics[law] = tree.rubric
            self._clauses[law] = self.library.transitions_of(loaded)
        if self.kept is not None:
            self.kept.made_from[ready.digest.name] = provenance_of(ready)
            self.kept.sheets[ready.digest.name] = (tree, ready.sheet)
        if tree.bests:
            return _Waiting(ready.digest.name, ready.sheet, law)
        view = asked_or_own(self.view, ready.sheet, tree)
        return _unit(evaluate(tree, ready.sheet, view), ready.digest.name, law, ready.sheet, self.kept)


def _unit(card: Scorecard, name: str, law: _Law, sheet: Sheet, kept: KeptCards | None) -> _Unit:
    if kept is not None:
        kept.cards[name] = card
    return _Unit(standing(card, name), law, sheet.place("unit"))


def _score_years(
    waiting: list[_Waiting],
    rubrics: Mapping[_Law, Rubric],
    view: View | None,
    closing: _Closing | None,
    kept: KeptCards | None,
) -> Iterator[_Unit]:
    """The units in the order of their sheets, each year of a rubric in two passes."""
    years: dict[_Law, list[_Waiting]] = {}
    for w in waiting:
        years.setdefault(w.law, []).append(w)
    for law, members in years.items():
        tree = compile_rubric(rubrics[law])
        once, twice = _by_unit(members)
        # One unit's two sheets are refused afterwards, so neither may set the best of the year.
        sheets = [w.sheet for w in once]
        whole = closing is not None and closing.closed(law, [s.header for s in sheets])
        complete = whole and not twice and not any(law.beside(other) for other in rubrics)
        cards = evaluate_year(tree, sheets, _common_view(tree, sheets, view), complete)
        yield from (_unit(card, w.name, law, w.sheet, kept) for w, card in zip(once, cards, strict=True))
        for w in twice:
            card = evaluate(tree, w.sheet, asked_or_own(view, w.sheet, tree))
            yield _unit(card, w.name, law, w.sheet, kept)


def _common_view(tree: RuleTree, sheets: Sequence[Sheet], asked: View | None) -> View:
    """As far as all sheets of a year go: bests are of figures that went through the same hands."""
    views = {asked_or_own(asked, sheet, tree) for sheet in sheets}
    return views.pop() if len(views) == 1 else View.FINAL


def _by_unit(members: list[_Waiting]) -> tuple[list[_Waiting], list[_Waiting]]:
    """Sheets of units that have one, and of those that have more."""
    groups = by_unit([w.sheet.header for w in members])
    once = sorted(group[0] for group in groups if len(group) == 1)
    twice = sorted(i for group in groups if len(group) > 1 for i in group)
    return [members[i] for i in once], [members[i] for i in twice]


def _told_of_names(units: list[_Unit]) -> Iterator[Diagnostic]:
    years: dict[int, list[tuple[str, Header]]] = {}
    for unit in units:
        years.setdefault(unit.standing.header.year, []).append((unit.standing.source, unit.standing.header))
    for sheets in years.values():
        yield from names_of_year(sheets)


def _told_of_transitions(
    clauses: Mapping[_Law, tuple[OwnTransition, ...]], units: list[_Unit], bad: list[BadSheet]
) -> Iterator[Diagnostic]:
    unread = [b.unit for b in bad if b.unit]
    for law, own in clauses.items():
        if own:
            here = [u.standing.header for u in units if u.law == law or u.law.beside(law)]
            yield from unseen_units(own, law.year, here, unread)


def _once_each(units: list[_Unit]) -> tuple[list[_Unit], list[BadSheet]]:
    groups = [
        [members[i] for i in group]
        for members in _beside_each_other(units)
        for group in by_unit([u.standing.header for u in members])
    ]
    twice = [(u, group) for group in groups if len(group) > 1 for u in group]
    doubled = [BadSheet(u.standing.source, (_doubled(u, group),), u.standing.header.unit) for u, group in twice]
    return [group[0] for group in groups if len(group) == 1], doubled


def _beside_each_other(units: list[_Unit]) -> list[list[_Unit]]:
    """The units of one rubric, as amended alike or as a transitional clause left it, and of one year."""
    seen: dict[_Law, list[_Unit]] = {}
    for unit in units:
        known = next((law for law in seen if law == unit.law or law.beside(unit.law)), unit.law)
        seen.setdefault(known, []).append(unit)
    return list(seen.values())


def _doubled(unit: _Unit, group: list[_Unit]) -> Diagnostic:
    names = [_source(u, unit) for u in islice((u for u in group if u is not unit), _NAMED)]
    others = ", ".join(names) + (f" và {len(group) - 1 - _NAMED} phiếu khác" if len(group) - 1 > _NAMED else "")
    span = Span(unit.standing.source, 1, 1, 1)
    return catalog.UNIT_TWICE.at(span, unit=unit.standing.header.unit, others=others)


def _source(other: _Unit, unit: _Unit) -> str:
    """Where the other sheet is, and the unit's name there if it is written in another way."""
    name = other.standing.header.unit
    return other.standing.source if name == unit.standing.header.unit else f"{other.standing.source} (ghi “{name}”)"


def _rankings(
    units: list[_Unit], rubrics: Mapping[_Law, Rubric], closing: _Closing | None, registers: Registers
) -> Iterator[Ranking]:
    groups: dict[_Law, list[Standing]] = {}
    for unit in units:
        groups.setdefault(unit.law, []).append(registers.awaiting(unit.law.files, unit.standing))
    for law in sorted(groups, key=lambda law: (rubrics[law].id, law.year, law.spared, law.files, repr(law.texts))):
        others = tuple(s.header.unit for other in groups if law.beside(other) for s in groups[other])
        closed = closing is not None and closing.closed(law, [s.header for s in groups[law]]) and not others
        ranking = ranking_of(rubrics[law], law.year, groups[law], law.texts, closed, others)
        same = [s.header for o in groups if o.files[:1] == law.files[:1] and o.year == law.year for s in groups[o]]
        yield evolve(ranking, missing=registers.missing(law.files, law.year, same))


def all_bad(scored: Scored) -> tuple[Diagnostic, ...]:
    """Every finding of the sheets that could not be scored."""
    return in_order(d for b in scored.bad for d in b.diagnostics)
