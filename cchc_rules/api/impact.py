"""What a change of rubric does to the units of a year, before anybody signs it."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from attrs import evolve, frozen

from cchc_rules.api.score import BadSheet
from cchc_rules.api.shelf import Shelf
from cchc_rules.checks.sheet import check_sheet
from cchc_rules.compile import RuleTree, compile_rubric
from cchc_rules.diagnostics import Diagnostic, has_errors
from cchc_rules.evaluate import evaluate
from cchc_rules.model.code import Code
from cchc_rules.model.impact import Impact, Translation, UnitImpact, over_criteria, ranked, translation, unit_impact
from cchc_rules.model.ranking import standing
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.scorecard import View
from cchc_rules.model.sheet import Sheet


@frozen
class Compared:
    """The impact for each assessment year found, and the sheets that could not be compared with why."""

    impacts: tuple[Impact, ...]
    bad: tuple[BadSheet, ...]


@frozen
class Change:
    """A rubric before and after, and how codes moved in between."""

    before: Rubric
    after: Rubric
    codes: Mapping[Code, Code]


def compare_sheets(
    files: Iterable[Path], change: Change, shelf: Shelf, view: View = View.FINAL, scale: bool = True
) -> Compared:
    """Score every sheet of the rubric under both versions. Sheets of other rubrics are passed over.

    With `scale`, points of a row whose maximum changed follow it in proportion: 2/2 stays all of 1,5.
    """
    way = translation(change.before, change.after, change.codes, scale)
    trees = (compile_rubric(change.before), compile_rubric(change.after))
    by_year: dict[int, list[UnitImpact]] = {}
    bad: list[BadSheet] = []
    for path in files:
        ready = shelf.sheet(path)
        if ready.rubric is None or ready.rubric.rubric is None or ready.sheet is None:
            bad.append(BadSheet(ready.digest.name, ready.diagnostics))
        elif ready.rubric.rubric.id == change.before.id:
            result = _compare(ready.sheet, ready.digest.name, change, way, trees, view)
            if isinstance(result, BadSheet):
                bad.append(result)
            else:
                by_year.setdefault(ready.sheet.header.year, []).append(result)
    left_out = tuple(b.name for b in bad)
    return Compared(tuple(_impact(change, way, year, by_year[year], left_out) for year in sorted(by_year)), tuple(bad))


def _impact(change: Change, way: Translation, year: int, units: list[UnitImpact], left_out: tuple[str, ...]) -> Impact:
    return Impact(
        change.before, change.after, year, ranked(units), over_criteria(units), tuple(sorted(way.factors)), left_out
    )


def _compare(
    sheet: Sheet, name: str, change: Change, way: Translation, trees: tuple[RuleTree, RuleTree], view: View
) -> UnitImpact | BadSheet:
    moved = way.sheet(sheet)
    found: tuple[Diagnostic, ...] = (*check_sheet(change.before, sheet), *check_sheet(_any_year(change.after), moved))
    if has_errors(found):
        return BadSheet(name, tuple(d for d in found if has_errors((d,))))
    old, new = evaluate(trees[0], sheet, view), evaluate(trees[1], moved, view)
    return unit_impact(old, new, (standing(old, name), standing(new, name)))


def _any_year(rubric: Rubric) -> Rubric:
    """The rubric without its first assessment year: asking what if is asking of years before it too."""
    return evolve(rubric, provisions=evolve(rubric.provisions, governs=None))
