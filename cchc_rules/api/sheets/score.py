"""Score many sheets: one standing each, ranked per rubric and year; memory holds standings, never scorecards.

Sheets of a rubric whose rules look at the best unit of the year are kept until all are read, and scored together.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from cchc_rules.api.library import OF_LAW, SHEET_SUFFIXES, Library, ReadyRubric
from cchc_rules.compile import RuleTree
from cchc_rules.diagnostics import Diagnostic, catalog, in_order
from cchc_rules.evaluate import evaluate
from cchc_rules.evaluate.year import evaluate_year
from cchc_rules.files.listing import files_under
from cchc_rules.files.workspace import DISK, Workspace
from cchc_rules.frozen import frozen
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.sheet import Sheet
from cchc_rules.results.ranking import Ranking, Standing, rank, standing
from cchc_rules.results.scorecard import View
from cchc_rules.source import Span, unit_key

_NAMED = 3
_CARRIED = (catalog.LAST_YEAR_DIFFERS.code, catalog.LAST_YEAR_MISSING.code)


@frozen
class BadSheet:
    """A sheet that could not be scored, and why."""

    name: str
    diagnostics: tuple[Diagnostic, ...]


@frozen
class Scored:
    """The rankings of what could be scored, what could not, and remarks about values carried over."""

    rankings: tuple[Ranking, ...]
    bad: tuple[BadSheet, ...]
    noted: tuple[Diagnostic, ...] = ()


@frozen
class _Unit:
    standing: Standing
    rubric: Rubric
    law: tuple[str, ...]


@frozen
class _Waiting:
    """A sheet that can be scored only beside the others of its year."""

    name: str
    sheet: Sheet
    tree: RuleTree
    law: tuple[str, ...]


def sheet_files(paths: Sequence[Path], workspace: Workspace = DISK) -> tuple[Path, ...]:
    """The sheets among files and folders, in order."""
    return files_under(paths, SHEET_SUFFIXES, workspace)


def score_files(files: Iterable[Path], library: Library, view: View = View.FINAL, closed: bool = False) -> Scored:
    """Score every sheet; bad ones are kept aside. A unit with two sheets for one rubric and year is bad twice.

    `closed` tells that these are all the units of the year: shares of the best unit are then no longer provisional.
    """
    units: list[_Unit] = []
    bad: list[BadSheet] = []
    waiting: list[_Waiting] = []
    noted: list[Diagnostic] = []
    for result in _score_each(files, library, view, noted):
        if isinstance(result, BadSheet):
            bad.append(result)
        elif isinstance(result, _Waiting):
            waiting.append(result)
        else:
            units.append(result)
    # A bad sheet may be the best unit's: then the year is not complete, whatever the caller says.
    units += _score_years(waiting, view, closed and not bad)
    units, doubled = _once_each(units)
    return Scored(tuple(_rankings(units)), (*bad, *doubled), in_order(dict.fromkeys(noted)))


def _score_each(
    files: Iterable[Path], library: Library, view: View, noted: list[Diagnostic]
) -> Iterator[_Unit | _Waiting | BadSheet]:
    for path in files:
        try:
            ready = library.sheet_of_many(path)
        except OSError as error:
            name = library.workspace.display_name(path)
            yield BadSheet(name, (_unreadable(name, error),))
            continue
        noted += (d for d in ready.diagnostics if ready.ok and d.code in (*_CARRIED, *OF_LAW))
        if not ready.ok or ready.sheet is None or ready.rubric is None or ready.rubric.tree is None:
            yield BadSheet(ready.digest.name, ready.diagnostics)
            continue
        if ready.rubric.tree.bests:
            yield _Waiting(ready.digest.name, ready.sheet, ready.rubric.tree, _law_of(ready.rubric))
            continue
        card = evaluate(ready.rubric.tree, ready.sheet, view)
        yield _Unit(standing(card, ready.digest.name), card.rubric, _law_of(ready.rubric))


def _law_of(rubric: ReadyRubric) -> tuple[str, ...]:
    """What tells one rubric from another of the same short name: the content of its files."""
    return tuple(f.sha256 for f in rubric.loaded.files)


def _unreadable(name: str, error: OSError) -> Diagnostic:
    reason = "không có tệp này" if isinstance(error, FileNotFoundError) else "không mở được"
    return catalog.NOT_UNICODE.at(Span(name, 1, 1, 1), reason=reason, fix="kiểm tra tên tệp và quyền đọc")


def _score_years(waiting: list[_Waiting], view: View, closed: bool) -> Iterator[_Unit]:
    """The units in the order of their sheets, each year of a rubric in two passes."""
    years: dict[tuple[int, int], list[_Waiting]] = {}
    for w in waiting:
        years.setdefault((id(w.tree), w.sheet.header.year), []).append(w)
    for members in years.values():
        once, twice = _by_unit(members)
        # One unit's two sheets are refused afterwards, so neither may set the best of the year.
        cards = evaluate_year(members[0].tree, [w.sheet for w in once], view, closed and not twice)
        for w, card in zip(once, cards, strict=True):
            yield _Unit(standing(card, w.name), card.rubric, w.law)
        for w in twice:
            card = evaluate(w.tree, w.sheet, view)
            yield _Unit(standing(card, w.name), card.rubric, w.law)


def _by_unit(members: list[_Waiting]) -> tuple[list[_Waiting], list[_Waiting]]:
    """Sheets of units that have one, and of those that have more."""
    count = Counter(unit_key(w.sheet.header.unit) for w in members)
    once = [w for w in members if count[unit_key(w.sheet.header.unit)] == 1]
    return once, [w for w in members if w not in once]


def _once_each(units: list[_Unit]) -> tuple[list[_Unit], list[BadSheet]]:
    seen: dict[tuple[tuple[str, ...], int, str], list[_Unit]] = {}
    for unit in units:
        header = unit.standing.header
        seen.setdefault((unit.law, header.year, unit_key(header.unit)), []).append(unit)
    doubled = [
        BadSheet(u.standing.source, (_doubled(u, group),)) for group in seen.values() if len(group) > 1 for u in group
    ]
    return [group[0] for group in seen.values() if len(group) == 1], doubled


def _doubled(unit: _Unit, group: list[_Unit]) -> Diagnostic:
    names = [u.standing.source for u in islice((u for u in group if u is not unit), _NAMED)]
    others = ", ".join(names) + (f" và {len(group) - 1 - _NAMED} phiếu khác" if len(group) - 1 > _NAMED else "")
    span = Span(unit.standing.source, 1, 1, 1)
    return catalog.UNIT_TWICE.at(span, unit=unit.standing.header.unit, others=others)


def _rankings(units: list[_Unit]) -> Iterator[Ranking]:
    groups: dict[tuple[str, int, tuple[str, ...]], list[_Unit]] = {}
    for unit in units:
        groups.setdefault((unit.rubric.id, unit.standing.header.year, unit.law), []).append(unit)
    for (_, year, _), members in sorted(groups.items(), key=lambda g: g[0]):
        yield Ranking(members[0].rubric, year, rank([m.standing for m in members]))


def all_bad(scored: Scored) -> tuple[Diagnostic, ...]:
    """Every finding of the sheets that could not be scored."""
    return in_order(d for b in scored.bad for d in b.diagnostics)
