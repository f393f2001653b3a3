"""What a change of rubric does to the units of a year, before anybody signs it."""

from collections.abc import Iterable, Iterator
from functools import reduce
from pathlib import Path
from typing import assert_never

from attrs import evolve, field

from cchc_rules.amend import diff, report
from cchc_rules.api.library import Library, ReadySheet
from cchc_rules.api.listed import unreadable
from cchc_rules.api.sheets.default_view import asked_or_own, not_there
from cchc_rules.api.sheets.score import BadSheet
from cchc_rules.checks.sheet.all_checks import check_sheet
from cchc_rules.compile import RuleTree, compile_rubric
from cchc_rules.diagnostics import Diagnostic, Related, catalog, has_errors
from cchc_rules.evaluate import evaluate
from cchc_rules.frozen import define, frozen
from cchc_rules.meaning.transitions import spares
from cchc_rules.model.amendments.transition import OwnTransition
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Header, Sheet
from cchc_rules.results.impact import Impact, Reading, UnitImpact, WrittenUnder, over_criteria, ranked, unit_impact
from cchc_rules.results.ranking import standing
from cchc_rules.results.rubric_diff import DiffLine
from cchc_rules.results.scorecard import View
from cchc_rules.results.texts_beside import TextBeside
from cchc_rules.results.translation import Codes, Recoding, Translation, facts_renamed, recoded, translation


@frozen
class Compared:
    """The impact for each assessment year found, and the sheets that could not be compared with why.

    `untouched` are names of rubrics that change and have no sheet among those compared.
    """

    impacts: tuple[Impact, ...]
    bad: tuple[BadSheet, ...]
    untouched: tuple[str, ...] = ()

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Why sheets could not be compared; what is wrong with the rubric of many of them once."""
        return tuple(dict.fromkeys(d for b in self.bad for d in b.diagnostics))


def together(results: Iterable[Compared]) -> Compared:
    """What one instrument does to several rubrics, a sheet that can't be compared told once."""
    every = tuple(results)
    bad = {b.name: b for r in every for b in r.bad}
    impacts = tuple(i for r in every for i in r.impacts)
    return Compared(impacts, tuple(bad.values()), tuple(n for r in every for n in r.untouched))


@frozen
class Step:
    """An instrument on the way from the rubric as first written, and what it did to codes.

    `governs` is the first year whose sheets are written under it, None when none is. `before` and `after` tell whether
    it is in the rubric before the change, and in the one after it.
    """

    id: str
    recoding: Recoding
    governs: int | None
    before: bool
    after: bool

    def governing(self, year: int) -> bool:
        """Whether sheets of a year are written under it."""
        return self.governs is not None and self.governs <= year


@frozen
class Change:
    """A rubric before and after, and how codes moved in between.

    `steps` are all instruments of the rubric, in order, for sheets written for another text than the two. `first`
    is the year from which the change governs: sheets of years before it are scored as of that year. `ids` are
    short names by which sheets may call the rubric besides that of `before`. `texts` are those found beside it.
    """

    before: Rubric
    after: Rubric
    codes: Codes
    steps: tuple[Step, ...] = ()
    first: int | None = None
    ids: tuple[str, ...] = ()
    texts: tuple[TextBeside, ...] = ()
    transitions: tuple[OwnTransition, ...] = ()
    """The transitional clauses of all instruments: units that one leaves under an older text are not compared."""

    def spares(self, unit: Header, year: int) -> bool:
        """Whether a unit is under an older text when assessed for a year."""
        return any(spares(own.transition, unit, year) for own in self.transitions)

    def governs(self, year: int) -> bool:
        """Whether sheets of a year are held against the changed text, whenever they were written."""
        return any(s.after and not s.before and s.governing(year) for s in self.steps)


@frozen
class _Way:
    """How sheets of one year are read: for the rubric before, and for the one after, each with all that it can hold."""

    before: Translation
    after: Translation
    through: tuple[str, ...]
    back: tuple[str, ...]
    assessed: int

    @property
    def both(self) -> tuple[Translation, Translation]:
        """The two ways."""
        return (self.before, self.after)

    def reading(self) -> Reading:
        """What the two ways take for granted."""
        return Reading(
            self.through,
            self.back,
            tuple(sorted({*self.before.factors, *self.after.factors})),
            tuple(sorted({*self.before.tagged, *self.after.tagged})),
            tuple(sorted(self.before.unasked | self.after.unasked)),
            tuple(sorted(self.before.unread.values())),
            self.before.unplaced,
            tuple(sorted(self.after.unread.values())),
            self.after.unplaced,
        )


@frozen
class _Taken:
    """Under which text a sheet is taken as written: None for that of its year. `either`: both could hold it."""

    under: WrittenUnder | None
    either: bool = False


@define
class _Gathered:
    """What has come so far of the sheets: how those of each year are read, what was compared, what was not."""

    change: Change
    trees: tuple[RuleTree, RuleTree]
    view: View
    scale: bool
    asked: WrittenUnder | None = None
    ways: dict[tuple[int, WrittenUnder | None], _Way] = field(factory=dict)
    taken: dict[int, list[tuple[str, _Taken]]] = field(factory=dict)
    """For each year the unit of each sheet, and as what it was taken."""
    by_year: dict[int, list[UnitImpact]] = field(factory=dict)
    spared: dict[int, list[str]] = field(factory=dict)
    bad: list[BadSheet] = field(factory=list)

    def take(self, ready: ReadySheet) -> None:
        """One sheet more; of another rubric it is passed over."""
        if ready.rubric is None or ready.rubric.rubric is None or ready.sheet is None:
            self.bad.append(BadSheet(ready.digest.name, ready.diagnostics))
        elif _of(ready.rubric.rubric, self.change):
            header = ready.sheet.header
            assessed = max(header.year, _first_year(self.change))
            if any(self.change.spares(header, year) for year in (header.year, assessed)):
                self.spared.setdefault(header.year, []).append(header.unit)
            else:
                self._compare(ready, ready.sheet, ready.rubric.rubric)

    def _compare(self, ready: ReadySheet, sheet: Sheet, written_for: Rubric) -> None:
        year = sheet.header.year
        taken = self._taken(sheet, written_for)
        self.taken.setdefault(year, []).append((sheet.header.unit, taken))
        way = self._way(year, taken.under, written_for)
        result = _compare(sheet, ready.digest.name, self.change, way, self.trees, self.view)
        if isinstance(result, BadSheet):
            self.bad.append(self._explained(result, sheet, taken, written_for))
        else:
            self.by_year.setdefault(year, []).append(result)

    def _way(self, year: int, under: WrittenUnder | None, written_for: Rubric) -> _Way:
        key = (year, under)
        if key not in self.ways:
            self.ways[key] = _way(self.change, written_for, year, under, self.scale)
        return self.ways[key]

    def _taken(self, sheet: Sheet, written_for: Rubric) -> _Taken:
        """Sheets do not say which text they were written under: the user does, or the points that only one can hold."""
        governed = self.change.governs(sheet.header.year)
        usual = WrittenUnder.AFTER if governed else WrittenUnder.BEFORE
        if self.asked is not None:
            return _Taken(None if self.asked is usual else self.asked)
        if not governed or any(_wrong(self.change.before, sheet)):
            return _Taken(None)
        if any(_wrong(written_for, sheet)):
            return _Taken(WrittenUnder.BEFORE)
        ways = [self._way(sheet.header.year, u, written_for) for u in (None, WrittenUnder.BEFORE)]
        one, other = ([t.sheet(sheet) for t in way.both] for way in ways)
        return _Taken(None, one != other)

    def _explained(self, bad: BadSheet, sheet: Sheet, taken: _Taken, written_for: Rubric) -> BadSheet:
        """Why a sheet of a year that the change governs is not compared: its own points, and as what it was taken."""
        if not self.change.governs(sheet.header.year):
            return bad
        text = self.change.before if taken.under is WrittenUnder.BEFORE else written_for
        told = Related(_AS_BEFORE if taken.under is WrittenUnder.BEFORE else _AS_AFTER, None)
        found = tuple(_wrong(text, sheet)) or bad.diagnostics
        return BadSheet(bad.name, tuple(evolve(d, related=(*d.related, told)) for d in found))

    def reading(self, year: int) -> Reading:
        """What was taken for granted about the sheets of a year."""
        sheets = self.taken.get(year, [])
        used = dict.fromkeys(taken.under for _, taken in sheets)
        together = reduce(Reading.joined, (self.ways[year, under].reading() for under in used), Reading())
        before = WrittenUnder.BEFORE
        return evolve(
            together,
            spared=tuple(self.spared.get(year, ())),
            only_before=tuple(unit for unit, t in sheets if t.under is before and self.asked is None),
            either=tuple(unit for unit, t in sheets if t.either),
            asked=self.asked if any(t.under is not None for _, t in sheets) else None,
        )


_AS_BEFORE = "phiếu được hiểu là viết theo nội dung trước khi sửa đổi; không phải thì thêm --written-under after"
_AS_AFTER = "phiếu được hiểu là viết theo nội dung đã sửa đổi; không phải thì thêm --written-under before"


def compare_sheets(
    files: Iterable[Path],
    change: Change,
    library: Library,
    view: View = View.FINAL,
    scale: bool = True,
    written: WrittenUnder | None = None,
) -> Compared:
    """Score every sheet of the rubric under both versions. Sheets of other rubrics are passed over.

    With `scale`, points of a row whose maximum changed follow it in proportion: 2/2 stays all of 1,5. `written` is the
    text that sheets were written under; None for what their points tell, else the law of their year.
    """
    given = _Gathered(change, (compile_rubric(change.before), compile_rubric(change.after)), view, scale, written)
    for path in files:
        try:
            given.take(library.sheet(path))
        except OSError as error:
            workspace = library.workspace
            given.bad.append(BadSheet(workspace.display_name(path), (unreadable(path, error, workspace),)))
    left_out = tuple(b.name for b in given.bad)
    told = report(change.before, change.after, diff(change.before, change.after))
    changes = tuple(line for group in told.groups for line in group.lines)
    years = sorted(given.by_year.keys() | given.spared.keys())
    impacts = tuple(_impact(given, year, left_out, changes) for year in years)
    return Compared(impacts, tuple(given.bad), () if years else (change.before.title,))


def _of(rubric: Rubric, change: Change) -> bool:
    """Whether a sheet's rubric is the one that changes; where a guidance does, that guidance must be laid over it."""
    guided = change.before.guided_by
    return rubric.id in (change.before.id, *change.ids) and guided in (None, rubric.guided_by)


def _way(change: Change, written_for: Rubric, year: int, under: WrittenUnder | None, scale: bool) -> _Way:
    def to(text: Rubric, there: frozenset[Step]) -> Translation:
        undone = [s.recoding for s in reversed(change.steps) if s in known and s not in there]
        done = [s.recoding for s in change.steps if s in there and s not in known]
        moved = recoded(source, undone, done) if change.steps else change.codes
        return translation(source, text, moved, scale, facts_renamed(source, undone, done))

    before, after = (frozenset(s for s in change.steps if s.before)), frozenset(s for s in change.steps if s.after)
    match under:
        case None:
            source, known = written_for, frozenset(s for s in change.steps if s.governing(year))
        case WrittenUnder.BEFORE:
            source, known = change.before, before
        case WrittenUnder.AFTER:
            source, known = change.after, after
        case _:
            assert_never(under)
    through = dict.fromkeys(s.id for s in change.steps if s in before - known)
    back = dict.fromkeys(s.id for s in change.steps if s in known - before)
    ways = (to(change.before, before), to(change.after, after))
    return _Way(*ways, tuple(through), tuple(back), max(year, _first_year(change)))


def _first_year(change: Change) -> int:
    stated = [r.provisions.governs for r in (change.before, change.after)]
    return max([change.first or 0, *(s.value for s in stated if s is not None)])


def _impact(given: _Gathered, year: int, left_out: tuple[str, ...], changes: tuple[DiffLine, ...]) -> Impact:
    change, units = given.change, given.by_year.get(year, [])
    return Impact(
        change.before,
        change.after,
        year,
        ranked(units, change.before, change.after),
        over_criteria(units),
        given.reading(year),
        left_out,
        max(year, _first_year(change)),
        changes,
        change.texts,
    )


def _compare(
    sheet: Sheet, name: str, change: Change, way: _Way, trees: tuple[RuleTree, RuleTree], view: View
) -> UnitImpact | BadSheet:
    as_of = evolve(sheet, header=evolve(sheet.header, year=way.assessed))
    absent = tuple(d for tree in trees for d in not_there(view, sheet, tree))
    if absent:
        return BadSheet(name, tuple(dict.fromkeys(absent)))
    sheets = [translated.sheet(as_of) for translated in way.both]
    wrong = tuple(d for rubric, s in zip((change.before, change.after), sheets, strict=True) for d in _wrong(rubric, s))
    if wrong:
        return BadSheet(name, tuple(dict.fromkeys(wrong)))
    old, new = (evaluate(tree, s, asked_or_own(view, s, tree)) for tree, s in zip(trees, sheets, strict=True))
    return unit_impact(old, new, (standing(old, name), standing(new, name)), change.codes)


def _wrong(rubric: Rubric, sheet: Sheet) -> Iterator[Diagnostic]:
    """Why a sheet can't be scored. Points in a row that has come not to apply are no mistake of its writer."""
    excused = catalog.EXCLUDED_ROW.code
    return (d for d in check_sheet(rubric, sheet) if has_errors((d,)) and d.code != excused)
