"""The year that a case states, and whether a scorecard is what was expected of it."""

from fractions import Fraction
from typing import assert_never

from cchc_rules.compile import RuleTree
from cchc_rules.evaluate.rule_rows import Stand
from cchc_rules.evaluate.year import up_to
from cchc_rules.meaning.expressions import work
from cchc_rules.meaning.situation import NO_PEERS, Peers, Situation
from cchc_rules.model.case import (
    Case,
    Expectation,
    ExpectBand,
    ExpectExcluded,
    ExpectIndex,
    ExpectPoints,
    ExpectUnknown,
    ExpectUnrated,
    StatedBest,
)
from cchc_rules.model.code import Code
from cchc_rules.model.numbers import round_half_up
from cchc_rules.model.sheet import Sheet
from cchc_rules.results.node_score import State
from cchc_rules.results.scorecard import Scorecard, View
from cchc_rules.source import fold_name
from cchc_rules.writing.cases import same_best


def stated_peers(tree: RuleTree, case: Case) -> Peers:
    """The bests that a case states, of a year that is closed; a best that it does not state stays unknown."""
    if not case.bests:
        return NO_PEERS
    found = {b: _value(s) for b in tree.bests for s in case.bests if same_best(b, s.best)}
    return Peers({b: value for b, value in found.items() if value is not None}, final=True)


def better_than_stated(tree: RuleTree, sheet: Sheet, view: View, stated: StatedBest) -> Fraction | None:
    """The figure of the sheet's own unit where it lies beyond the best stated, which no such year has; else None."""
    best = next((b for b in tree.bests if same_best(b, stated.best)), None)
    value = _value(stated)
    if best is None or value is None:
        return None
    own = work(best.inner, Stand(sheet, tree).situations[up_to(tree.lineup, view)]).amount
    if own is None or own.exact is None:
        return None
    return own.exact if (own.exact < value if best.lowest else own.exact > value) else None


def _value(stated: StatedBest) -> Fraction | None:
    amount = work(stated.value, Situation({}, {})).amount
    return amount.exact if amount is not None else None


def meets(card: Scorecard, e: Expectation) -> bool:
    """Exact: what is not known meets no number and no band; a code the rubric does not have meets nothing."""
    match e:
        case ExpectPoints(code, points):
            node = card.node(code)
            return node is not None and node.stated == points
        case ExpectExcluded(code):
            return _is(card, code, State.NOT_APPLICABLE)
        case ExpectUnknown(code):
            return _is(card, code, State.PENDING)
        case ExpectIndex():
            return _index(card, e)
        case ExpectBand(name):
            if name is None:
                return card.unrated is True
            return card.band is not None and fold_name(card.band.value.name) == fold_name(name)
        case ExpectUnrated():
            return card.unrated is True
        case _:
            assert_never(e)


def _is(card: Scorecard, code: Code, state: State) -> bool:
    node = card.node(code)
    return node is not None and node.state is state


def _index(card: Scorecard, e: ExpectIndex) -> bool:
    if card.index is None or not card.index.exact:
        return False
    actual = card.index.low
    if e.digits is None:
        return actual == e.ratio
    scale: int = 10**e.digits
    return e.ratio * 100 * scale == round_half_up(actual * 100, e.digits)
