"""Whether a scorecard is what was expected of it."""

from cchc_rules.model.case import (
    Expectation,
    ExpectBand,
    ExpectExcluded,
    ExpectIndex,
    ExpectPoints,
    ExpectUnknown,
    ExpectUnrated,
)
from cchc_rules.model.code import Code
from cchc_rules.model.node_score import State
from cchc_rules.model.numbers import round_half_up
from cchc_rules.model.scorecard import Scorecard
from cchc_rules.source import fold_name


def meets(card: Scorecard, e: Expectation) -> bool:
    """Exact: what is not known meets no number and no band; a code the rubric does not have meets nothing."""
    match e:
        case ExpectPoints(code, points):
            node = card.node(code)
            return node is not None and node.final == points
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
