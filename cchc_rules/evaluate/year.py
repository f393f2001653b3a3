"""A whole assessment year: rules that look at the best unit need every unit first, so there are two passes."""

from collections.abc import Sequence
from fractions import Fraction

from cchc_rules.compile import RuleTree
from cchc_rules.evaluate.engine import evaluate
from cchc_rules.evaluate.rule_rows import Stand
from cchc_rules.model.amount import Amount
from cchc_rules.model.arithmetic import work
from cchc_rules.model.expression import Expression, YearBest
from cchc_rules.model.scorecard import Scorecard, View
from cchc_rules.model.sheet import Sheet
from cchc_rules.model.situation import Peers, Situation
from cchc_rules.model.stages import Stage


def evaluate_year(
    tree: RuleTree, sheets: Sequence[Sheet], view: View = View.FINAL, closed: bool = False
) -> tuple[Scorecard, ...]:
    """The scorecards of all units of a year, in the order of the sheets, which are of that year alone.

    Before the year is `closed`, or while some unit's figure is not known, results that look at the best unit
    are provisional.
    """
    peers = peers_of(tree, sheets, view, closed)
    return tuple(evaluate(tree, sheet, view, peers) for sheet in sheets)


def peers_of(tree: RuleTree, sheets: Sequence[Sheet], view: View, closed: bool) -> Peers:
    """First pass: the best (or lowest) figure of the year for every expression that looks at one, and no more."""
    stage = Stage.SELF if view is View.SELF else Stage.REVIEW
    figures = [_figures(Stand(sheet, tree).situations[stage], tree.bests) for sheet in sheets]
    found: dict[Expression, Fraction] = {}
    complete = closed
    for place, best in enumerate(tree.bests):
        column = [row[place] for row in figures]
        known = [f.exact for f in column if f is not None and f.exact is not None]
        complete = complete and all(f is None or f.exact is not None for f in column)
        if known:
            found[best] = min(known) if best.lowest else max(known)
    return Peers(found, complete)


def _figures(s: Situation, bests: Sequence[YearBest]) -> list[Amount | None]:
    """The unit's own figures; None where it has none, as with a zero denominator."""
    return [work(best.inner, s).amount for best in bests]
