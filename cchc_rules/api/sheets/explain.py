"""Explain one sheet."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from cchc_rules import __version__
from cchc_rules.api.library import Library, ReadySheet
from cchc_rules.api.rubrics.show import unknown_code
from cchc_rules.api.sheets.default_view import asked_or_own, not_there
from cchc_rules.api.sheets.year_figures import NO_FIGURES, YearFigures
from cchc_rules.compile import RuleTree
from cchc_rules.diagnostics import Diagnostic
from cchc_rules.evaluate import evaluate
from cchc_rules.explain.scorecard.provenance import Provenance
from cchc_rules.frozen import frozen
from cchc_rules.model.code import Code
from cchc_rules.model.sheet import Sheet
from cchc_rules.results.ranking import beside_others
from cchc_rules.results.scorecard import Scorecard, View

if TYPE_CHECKING:
    from cchc_rules.results.advice import RowAdvice

ENGINE = f"cchc-rules {__version__}"


@frozen
class Explained:
    """A scorecard with what it was made from, or the diagnostics that say why there is none.

    `next_up` is what more points of each row that a rule scores would need; `advised` tells that the cheapest of
    it were asked for as a list of their own.
    """

    scorecard: Scorecard | None
    provenance: Provenance | None
    codes: tuple[Code, ...]
    diagnostics: tuple[Diagnostic, ...]
    next_up: "tuple[RowAdvice, ...]" = ()
    advised: bool = False


def explain_sheet(
    path: Path,
    library: Library,
    codes: Sequence[str] = (),
    view: View | None = None,
    advised: bool = False,
    year_sheets: Path | None = None,
    figures_alone: bool = False,
) -> Explained:
    """Evaluate the sheet at a path up to a stage (by default as far as it goes). Raises OSError when the disk does.

    `advised` asks for a list of the cheapest next points too; `figures_alone` is for who wants to know nothing of what
    more points would need, which takes most of the time where rules score. `year_sheets` has the sheets of all units of
    the year, for rules that compare with the best of them.
    """
    ready = library.sheet(path)
    if not ready.ok or ready.sheet is None or ready.rubric is None or ready.rubric.tree is None:
        return Explained(None, None, (), ready.diagnostics)
    absent = tuple(not_there(view, ready.sheet, ready.rubric.tree))
    if absent:
        return Explained(None, None, (), (*ready.diagnostics, *absent))
    view = asked_or_own(view, ready.sheet, ready.rubric.tree)
    year = _year(year_sheets, ready, library, view)
    alone = evaluate(ready.rubric.tree, ready.sheet, view, year.peers)
    card = beside_others(alone, year.others) if year.others else alone
    chosen, unknown = _chosen(card, codes)
    found = (*ready.diagnostics, *year.diagnostics)
    if unknown:
        return Explained(None, None, (), (*found, *unknown))
    next_up = () if figures_alone else _next_up(ready.rubric.tree, ready.sheet, card)
    made = provenance_of(ready)
    provenance = evolve(made, beside=(*made.beside, *year.files))
    return Explained(card, provenance, chosen, found, next_up, advised)


def _year(path: Path | None, ready: ReadySheet, library: Library, view: View) -> YearFigures:
    if path is None:
        return NO_FIGURES
    # Of no use to a sheet alone.
    from cchc_rules.api.sheets.year_sheets import year_figures

    return year_figures(path, ready, library, view)


def _next_up(tree: RuleTree, sheet: Sheet, card: Scorecard) -> "tuple[RowAdvice, ...]":
    if not any(inner.ruled for inner in (tree, *tree.buckets)):
        return ()
    # Slow to import, and of no use without rules.
    from cchc_rules.evaluate.advice_for_sheet import advice_for, cheapest_first

    return cheapest_first(advice_for(tree, sheet, card))


def provenance_of(ready: ReadySheet) -> Provenance:
    """Digests of every file that went into a result."""
    assert ready.sheet is not None and ready.rubric is not None
    loaded = ready.rubric.loaded
    return Provenance(ready.sheet.header.rubric, loaded.files, ready.digest, ENGINE, ready.beside, loaded.texts)


def _chosen(card: Scorecard, codes: Sequence[str]) -> tuple[tuple[Code, ...], tuple[Diagnostic, ...]]:
    known = {n.criterion.code.text: n.criterion.code for n in card.nodes}
    known |= {c.code.text: c.code for c in card.rubric.bucket_rows()}
    unknown = [unknown_code(c, known) for c in codes if c not in known]
    return tuple(known[c] for c in codes if c in known), tuple(unknown)
