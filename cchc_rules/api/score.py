"""Score many sheets: one standing each, ranked per rubric and year; memory holds standings, never scorecards."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from attrs import frozen

from cchc_rules.api.shelf import SHEET_SUFFIXES, Shelf
from cchc_rules.diagnostics import Diagnostic, catalog, in_order
from cchc_rules.evaluate import evaluate
from cchc_rules.files.listing import files_under
from cchc_rules.model.ranking import Ranking, Standing, rank, standing
from cchc_rules.model.rubric import Rubric
from cchc_rules.model.scorecard import View
from cchc_rules.source import Span, fold_name


@frozen
class BadSheet:
    """A sheet that could not be scored, and why."""

    name: str
    diagnostics: tuple[Diagnostic, ...]


@frozen
class Scored:
    """The rankings of what could be scored, and what could not."""

    rankings: tuple[Ranking, ...]
    bad: tuple[BadSheet, ...]


@frozen
class _Unit:
    standing: Standing
    rubric: Rubric


def sheet_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The sheets among files and folders, in order."""
    return files_under(paths, SHEET_SUFFIXES)


def score_files(files: Iterable[Path], shelf: Shelf, view: View = View.FINAL) -> Scored:
    """Score every sheet; bad ones are kept aside. A unit with two sheets for one rubric and year is bad twice."""
    units: list[_Unit] = []
    bad: list[BadSheet] = []
    for result in _score_each(files, shelf, view):
        if isinstance(result, BadSheet):
            bad.append(result)
        else:
            units.append(result)
    units, doubled = _once_each(units)
    return Scored(tuple(_rankings(units)), (*bad, *doubled))


def _score_each(files: Iterable[Path], shelf: Shelf, view: View) -> Iterator[_Unit | BadSheet]:
    for path in files:
        ready = shelf.sheet(path)
        if not ready.ok or ready.sheet is None or ready.rubric is None or ready.rubric.tree is None:
            yield BadSheet(ready.digest.name, ready.diagnostics)
            continue
        card = evaluate(ready.rubric.tree, ready.sheet, view)
        yield _Unit(standing(card, ready.digest.name), card.rubric)


def _once_each(units: list[_Unit]) -> tuple[list[_Unit], list[BadSheet]]:
    seen: dict[tuple[str, int, str], list[_Unit]] = {}
    for unit in units:
        header = unit.standing.header
        seen.setdefault((unit.rubric.id, header.year, fold_name(header.unit)), []).append(unit)
    doubled = [
        BadSheet(u.standing.source, (_doubled(u, group),)) for group in seen.values() if len(group) > 1 for u in group
    ]
    return [group[0] for group in seen.values() if len(group) == 1], doubled


def _doubled(unit: _Unit, group: list[_Unit]) -> Diagnostic:
    others = ", ".join(u.standing.source for u in group if u is not unit)
    span = Span(unit.standing.source, 1, 1, 1)
    return catalog.UNIT_TWICE.at(span, unit=unit.standing.header.unit, others=others)


def _rankings(units: list[_Unit]) -> Iterator[Ranking]:
    groups: dict[tuple[str, int], list[_Unit]] = {}
    for unit in units:
        groups.setdefault((unit.rubric.id, unit.standing.header.year), []).append(unit)
    for (_, year), members in sorted(groups.items(), key=lambda g: g[0]):
        yield Ranking(members[0].rubric, year, rank([m.standing for m in members]))


def all_bad(scored: Scored) -> tuple[Diagnostic, ...]:
    """Every finding of the sheets that could not be scored."""
    return in_order(d for b in scored.bad for d in b.diagnostics)
