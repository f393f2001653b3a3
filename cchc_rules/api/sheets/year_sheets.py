"""The best figures of a year for one sheet alone, from the sheets of all units of that year."""

from pathlib import Path

from cchc_rules.api.library import SHEET_SUFFIXES, Library, ReadySheet
from cchc_rules.api.sheets.names_of_year import names_of_year
from cchc_rules.api.sheets.year_figures import NO_FIGURES, YearFigures
from cchc_rules.compile import RuleTree
from cchc_rules.diagnostics import Diagnostic, catalog
from cchc_rules.evaluate import evaluate
from cchc_rules.evaluate.year import peers_of
from cchc_rules.files.listing import files_under
from cchc_rules.meaning.units import by_unit, one_unit
from cchc_rules.results.ranking import standing
from cchc_rules.results.scorecard import View


def year_figures(path: Path, ready: ReadySheet, library: Library, view: View) -> YearFigures:
    """Figures from the sheets of a file or folder, which are all units of the year; the sheet stands for its own unit.

    Sheets of another rubric or year are left aside. While one cannot be scored, or a unit has two, the year is
    not complete and results stay provisional. Raises OSError when the disk does.
    """
    tree = ready.rubric.tree if ready.rubric is not None else None
    if tree is None or ready.sheet is None or not _looks_at_others(tree):
        return NO_FIGURES
    others = [library.sheet_of_many(file) for file in files_under([path], SHEET_SUFFIXES, library.workspace)]
    own = ready.sheet.header
    bad = [o.digest.name for o in others if not o.ok and o.digest.sha256 != ready.digest.sha256]
    same = [
        (o.sheet, o.digest)
        for o in others
        if o.ok and o.sheet is not None and _beside(ready, o) and not one_unit(o.sheet.header, own)
    ]
    groups = by_unit([s.header for s, _ in same])
    twice = [same[i][0].header.unit for group in groups if len(group) > 1 for i in group]
    once = [same[group[0]][0] for group in groups if len(group) == 1]
    apart = [o.sheet.header.unit for o in others if o.sheet is not None and o.ok and _apart(ready, o)]
    found = peers_of(tree, [ready.sheet, *once], view, closed=not bad and not twice and not apart)
    own_name = (ready.digest.name, ready.sheet.header)
    near = names_of_year([own_name, *((d.name, s.header) for s, d in same)])
    told = (*_incomplete(path, ready, bad, twice, apart), *near)
    standings = (standing(evaluate(tree, sheet, view, found), sheet.header.unit) for sheet in once)
    others_ranked = tuple(standings) if tree.rubric.provisions.quotas else ()
    return YearFigures(found, tuple(digest for _, digest in same), told, others_ranked)


def _looks_at_others(tree: RuleTree) -> bool:
    """Whether the year's other units bear on a result: a rule looks at the best of them, or there is a quota."""
    own = bool(tree.rubric.provisions.quotas) or any(n.rule is not None and n.rule.bests for n in tree.nodes)
    return own or any(_looks_at_others(inner) for inner in tree.buckets)


def _beside(ready: ReadySheet, other: ReadySheet) -> bool:
    """Whether two sheets are of one rubric, as amended alike, and of one year."""
    if ready.sheet is None or other.sheet is None or ready.rubric is None or other.rubric is None:
        return False
    return ready.rubric.tree is other.rubric.tree and ready.sheet.header.year == other.sheet.header.year


def _apart(ready: ReadySheet, other: ReadySheet) -> bool:
    """Whether two units of one rubric and year are scored by different texts, for a transitional clause says so."""
    if ready.sheet is None or other.sheet is None or ready.rubric is None or other.rubric is None:
        return False
    loaded, others = ready.rubric.loaded, other.rubric.loaded
    same = loaded.path == others.path and ready.sheet.header.year == other.sheet.header.year
    return same and ready.rubric is not other.rubric


def _incomplete(
    path: Path, ready: ReadySheet, bad: list[str], twice: list[str], apart: list[str]
) -> tuple[Diagnostic, ...]:
    why = [f"phiếu còn lỗi: {', '.join(bad)}"] if bad else []
    why += [f"đơn vị có hai phiếu: {', '.join(dict.fromkeys(twice))}"] if twice else []
    why += [f"đơn vị chấm theo nội dung khác do điều khoản chuyển tiếp: {', '.join(apart)}"] if apart else []
    assert ready.sheet is not None
    at = ready.sheet.place("unit")
    return (catalog.YEAR_INCOMPLETE.at(at, folder=path.name, why="; ".join(why)),) if why else ()
