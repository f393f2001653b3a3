"""Questions about one sheet: what if a fact were another, and what more points would need."""

from collections.abc import Sequence
from pathlib import Path

from cchc_rules.api.library import Library, ReadySheet
from cchc_rules.api.sheets.default_view import view_for
from cchc_rules.checks.sheet.all_checks import check_sheet
from cchc_rules.diagnostics import Diagnostic, catalog, has_errors
from cchc_rules.evaluate import evaluate
from cchc_rules.evaluate.advice_for_sheet import advice_for
from cchc_rules.evaluate.powers import beyond_powers
from cchc_rules.evaluate.what_if import WhatIf, what_if, with_facts
from cchc_rules.explain.rules import words as rule_words
from cchc_rules.explain.words import numbers
from cchc_rules.explain.words import scorecard as words
from cchc_rules.frozen import frozen
from cchc_rules.model.fact import FactValue
from cchc_rules.results.advice import RowAdvice
from cchc_rules.results.ledger import Ledger
from cchc_rules.results.scorecard import Scorecard
from cchc_rules.source import Source
from cchc_rules.syntax.sheet.reader import read_sheet

_HEAD = """PHIẾU CHẤM ĐIỂM
  bộ tiêu chí: x
  đơn vị: "x"
  loại đơn vị: "x"
  năm: 2019
SỐ LIỆU
"""


@frozen
class Supposed:
    """The answer, or the diagnostics that say why there is none."""

    answer: WhatIf | None
    diagnostics: tuple[Diagnostic, ...]


@frozen
class MovedRow:
    """A row or group that moves: its code, and its points before and after, as they are printed."""

    code: str
    before: str
    after: str


def result_moves(answer: WhatIf) -> str:
    """The result before and after: `7,5/10 điểm, 75%, Khá → 9/10 điểm, 90%, Tốt`."""
    return f"{rule_words.result(answer.before)} → {rule_words.result(answer.after)}"


def rows_moved(answer: WhatIf) -> tuple[MovedRow, ...]:
    """What moves, in the order of the table; of a row that deducts what it takes."""
    return tuple(
        MovedRow(m.code.text, *(_shown(ledger, m.deducts) for ledger in (m.before, m.after))) for m in answer.moved
    )


def _shown(ledger: Ledger, deducts: bool) -> str:
    return words.deducted(numbers.points(ledger.lost)) if deducts else numbers.points(ledger.achieved)


@frozen
class Advised:
    """Rows and what more points of each would need, in the order of the table; or the diagnostics."""

    rows: tuple[RowAdvice, ...]
    diagnostics: tuple[Diagnostic, ...]
    scorecard: Scorecard | None = None


def suppose(path: Path, library: Library, given: Sequence[str]) -> Supposed:
    """The sheet at a path with facts `[tên]=giá trị` in place of those reported. Raises OSError when the disk does."""
    ready = library.sheet(path)
    facts, percents, wrong = read_facts(given)
    found = (*ready.diagnostics, *wrong)
    if not ready.ok or has_errors(wrong) or ready.sheet is None or ready.rubric is None or ready.rubric.tree is None:
        return Supposed(None, found)
    tree = ready.rubric.tree
    view = view_for(ready.sheet, tree.order)
    supposed = with_facts(ready.sheet, facts, view, percents)
    wrong = (*check_sheet(tree.rubric, supposed), *beyond_powers(tree, supposed))
    if has_errors(wrong):
        return Supposed(None, (*found, *wrong))
    return Supposed(what_if(tree, ready.sheet, facts, view), found)


def read_facts(given: Sequence[str]) -> tuple[dict[str, FactValue], frozenset[str], tuple[Diagnostic, ...]]:
    """Facts written as `[tên]=giá trị`, values as in a sheet, and the names of those written with a % sign.

    The brackets may be left out: `advice --format json` names facts without them.
    """
    text = _HEAD + "".join(f"{_as_sheet_line(g)}\n" for g in given)
    parsed = read_sheet(Source.of("--set", text))
    facts = parsed.value.facts if parsed.value is not None else ()
    percents = frozenset(f.name for f in facts if f.percent)
    blank = (catalog.SUPPOSED_BLANK.at(f.at, name=f.name) for f in facts if f.value is None)
    known = {f.name: f.value for f in facts if f.value is not None}
    return known, percents, (*parsed.diagnostics, *blank)


def _as_sheet_line(given: str) -> str:
    name, sign, value = given.partition("=")
    if sign and name.strip() and not name.lstrip().startswith("["):
        name = f"[{name.strip()}]"
    return f"{name}: {value}" if sign else given


def advise_sheet(path: Path, library: Library) -> Advised:
    """What the rows of the sheet at a path need for more points. Raises OSError when the disk does."""
    ready: ReadySheet = library.sheet(path)
    if not ready.ok or ready.sheet is None or ready.rubric is None or ready.rubric.tree is None:
        return Advised((), ready.diagnostics)
    tree = ready.rubric.tree
    view = view_for(ready.sheet, tree.order)
    card = evaluate(tree, ready.sheet, view)
    return Advised(advice_for(tree, ready.sheet, card), ready.diagnostics, card)
