"""What a change of rubric does to the units of a year, before anybody signs it."""

from collections.abc import Iterable
from pathlib import Path

from attrs import evolve

from cchc_rules.amend import diff, report
from cchc_rules.api.library import Library
from cchc_rules.api.listed import unreadable
from cchc_rules.api.sheets.score import BadSheet
from cchc_rules.checks.sheet.all_checks import check_sheet
from cchc_rules.compile import RuleTree, compile_rubric
from cchc_rules.diagnostics import Diagnostic, catalog, has_errors
from cchc_rules.evaluate import evaluate
from cchc_rules.frozen import frozen
from cchc_rules.model.code import Code
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Sheet
from cchc_rules.results.impact import (
    Codes,
    Impact,
    Recoding,
    Translation,
    UnitImpact,
    over_criteria,
    ranked,
    recoded,
    translation,
    unit_impact,
)
from cchc_rules.results.ranking import standing
from cchc_rules.results.rubric_diff import DiffLine
from cchc_rules.results.scorecard import View
from cchc_rules.results.texts_beside import TextBeside


@frozen
class Compared:
    """The impact for each assessment year found, and the sheets that could not be compared with why.

    `untouched` are names of rubrics that change and have no sheet among those compared.
    """

    impacts: tuple[Impact, ...]
    bad: tuple[BadSheet, ...]
    untouched: tuple[str, ...] = ()


def together(results: Iterable[Compared]) -> Compared:
    """What one instrument does to several rubrics, a sheet that can't be compared told once."""
    every = tuple(results)
    bad = {b.name: b for r in every for b in r.bad}
    impacts = tuple(i for r in every for i in r.impacts)
    return Compared(impacts, tuple(bad.values()), tuple(n for r in every for n in r.untouched))


@frozen
class Earlier:
    """An instrument before the change, what it did to codes, and the first year whose sheets are written under it."""

    id: str
    recoding: Recoding
    governs: int | None


@frozen
class Change:
    """A rubric before and after, and how codes moved in between.

    `earlier` are the instruments before the change, in order, for sheets written for the text before them. `first`
    is the year from which the change governs: sheets of years before it are scored as of that year. `ids` are
    short names by which sheets may call the rubric besides that of `before`. `texts` are those found beside it.
    """

    before: Rubric
    after: Rubric
    codes: Codes
    earlier: tuple[Earlier, ...] = ()
    first: int | None = None
    ids: tuple[str, ...] = ()
    texts: tuple[TextBeside, ...] = ()


@frozen
class _Way:
    """How sheets of one year are read: for the rubric before, then for the one after."""

    start: Translation
    onward: Translation
    through: tuple[str, ...]
    assessed: int

    @property
    def scaled(self) -> tuple[Code, ...]:
        """Every row whose points follow its maximum."""
        return tuple(sorted({*self.start.factors, *self.onward.factors}))

    @property
    def tagged(self) -> tuple[Code, ...]:
        """Every row that survey has come, or ceased, to score."""
        return tuple(sorted({*self.start.tagged, *self.onward.tagged}))

    @property
    def unasked(self) -> tuple[tuple[str, str], ...]:
        """Every question whose tallies no longer count."""
        return tuple(sorted(self.start.unasked | self.onward.unasked))

    @property
    def unread(self) -> tuple[str, ...]:
        """Every fact that is no longer asked for."""
        return tuple(sorted(self.start.unread | self.onward.unread))


def compare_sheets(
    files: Iterable[Path], change: Change, library: Library, view: View = View.FINAL, scale: bool = True
) -> Compared:
    """Score every sheet of the rubric under both versions. Sheets of other rubrics are passed over.

    With `scale`, points of a row whose maximum changed follow it in proportion: 2/2 stays all of 1,5.
    """
    onward = translation(change.before, change.after, change.codes, scale)
    trees = (compile_rubric(change.before), compile_rubric(change.after))
    ways: dict[int, _Way] = {}
    by_year: dict[int, list[UnitImpact]] = {}
    bad: list[BadSheet] = []
    for path in files:
        try:
            ready = library.sheet(path)
        except OSError as error:
            workspace = library.workspace
            bad.append(BadSheet(workspace.display_name(path), (unreadable(path, error, workspace),)))
            continue
        if ready.rubric is None or ready.rubric.rubric is None or ready.sheet is None:
            bad.append(BadSheet(ready.digest.name, ready.diagnostics))
        elif _of(ready.rubric.rubric, change):
            year = ready.sheet.header.year
            way = ways.setdefault(year, _way(change, ready.rubric.rubric, year, onward, scale))
            result = _compare(ready.sheet, ready.digest.name, change, way, trees, view)
            if isinstance(result, BadSheet):
                bad.append(result)
            else:
                by_year.setdefault(year, []).append(result)
    left_out = tuple(b.name for b in bad)
    told = report(change.before, change.after, diff(change.before, change.after))
    changes = tuple(line for group in told.groups for line in group.lines)
    impacts = (_impact(change, ways[year], year, by_year[year], left_out, changes) for year in sorted(by_year))
    return Compared(tuple(impacts), tuple(bad), () if by_year else (change.before.title,))


def _of(rubric: Rubric, change: Change) -> bool:
    """Whether a sheet's rubric is the one that changes; where a guidance does, that guidance must be laid over it."""
    guided = change.before.guided_by
    return rubric.id in (change.before.id, *change.ids) and guided in (None, rubric.guided_by)


def _way(change: Change, written_for: Rubric, year: int, onward: Translation, scale: bool) -> _Way:
    through = [e for e in change.earlier if e.governs is None or e.governs > year]
    codes = recoded(written_for, [e.recoding for e in through])
    start = translation(written_for, change.before, codes, scale)
    return _Way(start, onward, tuple(dict.fromkeys(e.id for e in through)), max(year, _first_year(change)))


def _first_year(change: Change) -> int:
    stated = [r.provisions.governs for r in (change.before, change.after)]
    return max([change.first or 0, *(s.value for s in stated if s is not None)])


def _impact(
    change: Change,
    way: _Way,
    year: int,
    units: list[UnitImpact],
    left_out: tuple[str, ...],
    changes: tuple[DiffLine, ...],
) -> Impact:
    criteria = over_criteria(units)
    return Impact(
        change.before,
        change.after,
        year,
        ranked(units, change.before, change.after),
        criteria,
        way.scaled,
        left_out,
        way.assessed,
        way.through,
        way.tagged,
        way.unasked,
        way.unread,
        changes,
        change.texts,
    )


def _compare(
    sheet: Sheet, name: str, change: Change, way: _Way, trees: tuple[RuleTree, RuleTree], view: View
) -> UnitImpact | BadSheet:
    as_of = evolve(sheet, header=evolve(sheet.header, year=way.assessed))
    first = way.start.sheet(as_of)
    moved = way.onward.sheet(first)
    asked_no_more = frozenset({catalog.FACT_UNKNOWN.code})
    wrong = (*_wrong(change.before, first), *_wrong(change.after, moved, asked_no_more))
    if wrong:
        return BadSheet(name, wrong)
    old, new = evaluate(trees[0], first, view), evaluate(trees[1], moved, view)
    return unit_impact(old, new, (standing(old, name), standing(new, name)), way.onward.codes)


def _wrong(rubric: Rubric, sheet: Sheet, excused: frozenset[str] = frozenset()) -> tuple[Diagnostic, ...]:
    """Why a sheet can't be scored. Points in a row that has come not to apply are no mistake of its writer."""
    excused |= {catalog.EXCLUDED_ROW.code}
    return tuple(d for d in check_sheet(rubric, sheet) if has_errors((d,)) and d.code not in excused)
