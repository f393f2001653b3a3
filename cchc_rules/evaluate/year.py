"""A whole assessment year: rules that look at the best unit need every unit first, so there are two passes."""

from collections.abc import Sequence
from fractions import Fraction

from cchc_rules.compile import RuleTree, TreeNode
from cchc_rules.evaluate.engine import evaluate
from cchc_rules.evaluate.rows import deciding_order
from cchc_rules.evaluate.rule_rows import Stand
from cchc_rules.meaning.amount import Amount
from cchc_rules.meaning.expressions import work
from cchc_rules.meaning.situation import Peers, Situation
from cchc_rules.model.expression import Expression, YearBest
from cchc_rules.model.sheet import Sheet
from cchc_rules.model.stages import Lineup, Stage
from cchc_rules.results.scorecard import Scorecard, View
from cchc_rules.source import fold_name


def up_to(lineup: Lineup, view: View) -> Stage:
    """The last stage whose facts a view sees."""
    return view.upto if view.upto is not None else lineup.last


def evaluate_year(
    tree: RuleTree, sheets: Sequence[Sheet], view: View = View.FINAL, closed: bool = False
) -> tuple[Scorecard, ...]:
    """The scorecards of all units of a year, in the order of the sheets, which are of that year alone.

    Before the year is `closed`, or while some unit's figure is not known or waits for the council, results that
    look at the best unit are provisional.
    """
    peers = peers_of(tree, sheets, view, closed)
    return tuple(evaluate(tree, sheet, view, peers) for sheet in sheets)


def peers_of(tree: RuleTree, sheets: Sequence[Sheet], view: View, closed: bool) -> Peers:
    """First pass: the best (or lowest) figure of the year for every expression that looks at one, and no more."""
    figures = [_figures(Stand(sheet, tree).situations[up_to(tree.lineup, view)], tree.bests) for sheet in sheets]
    order = deciding_order(tree, view)
    looking = [n for inner in (tree, *tree.buckets) for n in inner.nodes if n.rule is not None and n.rule.bests]
    found: dict[Expression, Fraction] = {}
    complete = closed and all(_is_decided(sheet, node, order) for node in looking for sheet in sheets)
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


def _is_decided(sheet: Sheet, node: TreeNode, order: tuple[Stage, ...]) -> bool:
    """Whether nobody is still to look at the unit's row: until then its figure may change, and so the best."""
    if node.survey or Stage.SELF in order or node.rule is None:
        return True
    above = [r for r in sheet.rows if r.code.text in node.path]
    entered = {e.stage for r in above for e in r.entries if e.value is not None}
    given = {f.stage for f in sheet.facts if f.value is not None and fold_name(f.name) in node.rule.facts}
    return any(r.claim is not None for r in above) or not (entered | given).isdisjoint(order)
