"""What a change does to units: their sheets scored on each side by that side's own texts."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from cchc_rules.amend import diff, report
from cchc_rules.api.changes.impact import Compared, compare_sheets
from cchc_rules.api.library import Library
from cchc_rules.api.listed import sheets_listed
from cchc_rules.api.report.rubrics import Pair, change_between
from cchc_rules.api.report.sides import Side
from cchc_rules.api.sheets.kept import KeptCards
from cchc_rules.api.sheets.score import BadSheet, Scored, score_files
from cchc_rules.frozen import frozen
from cchc_rules.results.change_report import UnscoredSheet
from cchc_rules.results.impact import Impact, UnitImpact, beside, over_criteria, unit_impact
from cchc_rules.results.ranking import Ranked, Ranking
from cchc_rules.results.scorecard import Scorecard, View
from cchc_rules.results.translation import Codes
from cchc_rules.source import fold_name


@frozen
class Results:
    """The rankings of a side's sheets, the scorecards by sheet, and the sheets without a result."""

    rankings: tuple[Ranking, ...] = ()
    cards: tuple[tuple[str, Scorecard], ...] = ()
    bad: tuple[BadSheet, ...] = ()


@frozen
class UnitsCompared:
    """The units with a result on both sides, those with one on one side alone, and the sheets that lost theirs."""

    impacts: tuple[Impact, ...] = ()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    unscored: tuple[UnscoredSheet, ...] = ()


_Key = tuple[str, str | None, int, bool, int]


def results_of(side: Side) -> Results:
    """All sheets of a side, each as far as it goes."""
    listed, kept = sheets_listed(side.sheets, side.workspace), KeptCards()
    scored: Scored = score_files(listed.files, side.library, kept=kept)
    return Results(scored.rankings, tuple(kept.cards.items()), scored.bad)


def compared_units(old: Results, new: Results) -> UnitsCompared:
    """What differs between the results of two sides."""
    before, after = _by_key(old.rankings), _by_key(new.rankings)
    failed = {b.name for b in new.bad}
    told = ((_counterpart(before, key), new_one) for key, new_one in after.items())
    impacts = tuple(_impact(old_one, new_one, old, new) for old_one, new_one in told if old_one is not None)
    was, now = _units(old.rankings), _units(new.rankings)
    bad_before = {b.name for b in old.bad}
    came = [told for unit, (told, sheet) in now.items() if unit not in was and sheet not in bad_before]
    left = [told for unit, (told, sheet) in was.items() if unit not in now and sheet not in failed]
    lost = tuple(_unscored(b) for b in new.bad if b.name not in bad_before)
    return UnitsCompared(impacts, tuple(came), tuple(left), lost)


def supposed(every: Sequence[Pair], base: Side) -> tuple[Impact, ...]:
    """What the new rubrics would do to the sheets of the old side, their points following the maxima."""
    return _compared(every, sheets_listed(base.sheets, base.workspace).files, base.library).impacts


def compared_elsewhere(every: Sequence[Pair], sheets: Sequence[Path], library: Library) -> UnitsCompared:
    """The same for sheets that lie on neither side, with those that could not be compared."""
    compared = _compared(every, sheets_listed(sheets, library.workspace).files, library)
    return UnitsCompared(compared.impacts, unscored=tuple(map(_unscored, compared.bad)))


def _compared(every: Sequence[Pair], files: Sequence[Path], library: Library) -> Compared:
    both = [pair.sound for pair in every if pair.sound is not None]
    changed = [(a, b) for a, b in both if diff(a, b)]
    results = [compare_sheets(files, change_between(a, b), library, View.FINAL) for a, b in changed]
    bad = {b.name: b for r in results for b in r.bad}
    return Compared(tuple(i for r in results for i in r.impacts), tuple(bad.values()))


def _unscored(bad: BadSheet) -> UnscoredSheet:
    return UnscoredSheet(bad.name, bad.unit, bad.not_scored.reasons)


def _by_key(rankings: Sequence[Ranking]) -> dict[_Key, Ranking]:
    """The rankings by rubric, guidance and year, and by their place where several have the same."""
    found: dict[_Key, Ranking] = {}
    for ranking in rankings:
        rubric = ranking.rubric
        spared, at = any(text.transitions for text in ranking.texts), 0
        while (key := (rubric.id, rubric.guided_by, ranking.year, spared, at)) in found:
            at += 1
        found[key] = ranking
    return found


def _units(rankings: Sequence[Ranking]) -> dict[tuple[str, str, str | None, int], tuple[str, str]]:
    """Every unit with a result, by name, rubric and year: how it is told, and its sheet."""
    found = {}
    for ranking in rankings:
        for unit in ranking.units:
            header, rubric = unit.standing.header, ranking.rubric
            told = f"{header.unit} ({rubric.title}, năm {ranking.year})"
            found[fold_name(header.unit), rubric.id, rubric.guided_by, ranking.year] = (told, unit.standing.source)
    return found


def _impact(old: Ranking, new: Ranking, base: Results, head: Results) -> Impact:
    change = change_between(old.rubric, new.rubric)
    units = tuple(_both(_of_one(base.rankings, old), new, dict(base.cards), dict(head.cards), change.codes))
    told = report(old.rubric, new.rubric, diff(old.rubric, new.rubric))
    lines = tuple(line for group in told.groups for line in group.lines)
    return Impact(old.rubric, new.rubric, new.year, units, over_criteria(units), changes=lines, texts=new.texts)


def _counterpart(before: Mapping[_Key, Ranking], key: _Key) -> Ranking | None:
    """The ranking of the same rubric and year; another one of them where a transitional clause came, or went."""
    return before.get(key) or next((r for k, r in before.items() if k[:3] == key[:3] and k[3] != key[3]), None)


def _of_one(rankings: Sequence[Ranking], old: Ranking) -> tuple[Ranked, ...]:
    """The units of a rubric and year, those too that a transitional clause had ranked apart."""
    same = (r for r in rankings if r is old or (r.apart and (r.rubric.id, r.year) == (old.rubric.id, old.year)))
    return tuple(unit for r in same for unit in r.units)


def _both(
    old: tuple[Ranked, ...], new: Ranking, was: dict[str, Scorecard], now: dict[str, Scorecard], codes: Codes
) -> Iterator[UnitImpact]:
    """The units of both rankings, in the order of the new one."""
    before = {_unit(r): r for r in old}
    for after in new.units:
        other = before.get(_unit(after))
        if other is not None:
            standings = (other.standing, after.standing)
            cards = (was[other.standing.source], now[after.standing.source])
            yield beside(unit_impact(*cards, standings, codes), other, after)


def _unit(r: Ranked) -> tuple[str, str]:
    return fold_name(r.standing.header.unit), fold_name(r.standing.header.kind)
