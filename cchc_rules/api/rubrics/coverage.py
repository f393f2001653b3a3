"""Which parts of their rubrics a set of sheets exercises."""

from collections.abc import Sequence
from pathlib import Path

from attrs import field

from cchc_rules.api.library import Library, ReadySheet
from cchc_rules.api.listed import CASE_SUFFIX, SHEET_SUFFIXES, texts_listed, unreadable
from cchc_rules.api.rubrics import cases
from cchc_rules.api.sheets.default_view import view_for
from cchc_rules.compile import RuleTree
from cchc_rules.diagnostics import Diagnostic
from cchc_rules.evaluate import evaluate
from cchc_rules.evaluate.coverage import coverage
from cchc_rules.frozen import define, frozen
from cchc_rules.meaning.situation import NO_PEERS, Peers
from cchc_rules.model.sheet import Sheet
from cchc_rules.results.coverage import Coverable
from cchc_rules.results.texts_beside import TextBeside


@frozen
class Covered:
    """A rubric as its sheets of some years have it, how many sheets there are, and what they exercise.

    `texts` are those found beside the rubric, applied or not.
    """

    rubric: str
    years: tuple[int, ...]
    sheets: int
    parts: tuple[Coverable, ...]
    texts: tuple[TextBeside, ...]


@frozen
class Coverage:
    """One result for each rubric, and everything found in sheets that could not be used."""

    rubrics: tuple[Covered, ...]
    diagnostics: tuple[Diagnostic, ...]


@define
class _Set:
    tree: RuleTree
    texts: tuple[TextBeside, ...]
    sheets: list[tuple[Sheet, Peers]] = field(factory=list)


def cover(paths: Sequence[Path], library: Library) -> Coverage:
    """Sheets and cases among files and folders, each evaluated as far as it goes. Raises OSError when the disk does."""
    sets: dict[int, _Set] = {}
    found: list[Diagnostic] = []
    listed = texts_listed(paths, (*SHEET_SUFFIXES, CASE_SUFFIX), library.workspace)
    found += listed.passed_over
    for path in listed.files:
        try:
            ready, peers = _ready(path, library)
        except OSError as error:
            if path in paths:
                raise
            found.append(unreadable(path, error, library.workspace))
            continue
        rubric = ready.rubric
        if not ready.ok or ready.sheet is None or rubric is None or rubric.tree is None:
            found += ready.diagnostics
        else:
            sets.setdefault(id(rubric.tree), _Set(rubric.tree, rubric.loaded.texts)).sheets.append((ready.sheet, peers))
    return Coverage(tuple(_covered(s) for s in sets.values()), tuple(found))


def _ready(path: Path, library: Library) -> tuple[ReadySheet, Peers]:
    is_case = path.suffix.casefold() == CASE_SUFFIX
    return cases.ready_case(path, library) if is_case else (library.sheet(path), NO_PEERS)


def _covered(s: _Set) -> Covered:
    cards = (evaluate(s.tree, sheet, view_for(sheet, s.tree.order), peers) for sheet, peers in s.sheets)
    years = tuple(sorted({sheet.header.year for sheet, _ in s.sheets}))
    return Covered(s.tree.rubric.id, years, len(s.sheets), coverage(s.tree, cards), s.texts)
