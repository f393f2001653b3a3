"""What came of a case instead of what was expected, with the arithmetic of the row."""

from cchc_rules.explain.rules import words as rule_words
from cchc_rules.explain.rules.rule_context import context_at
from cchc_rules.explain.scorecard.context import Frame
from cchc_rules.explain.words import numbers
from cchc_rules.explain.words import rating as rating_words
from cchc_rules.explain.words import scorecard as words
from cchc_rules.explain.words.figures import Figures
from cchc_rules.explain.words.groups import NOT_CHOSEN
from cchc_rules.model.case import Expectation, ExpectBand, ExpectIndex, ExpectPoints, ExpectUnrated, code_of
from cchc_rules.results.node_score import NodeScore, State
from cchc_rules.results.reasons import Computed, Differs, PointsOpen
from cchc_rules.results.scorecard import Scorecard
from cchc_rules.writing.rubric import quote


def actual(card: Scorecard, e: Expectation) -> str:
    """`1.1 được 1,5 điểm`, `chỉ số ≈ 81,51%`, `xếp loại "Tốt"`: the same kind of sentence about the result."""
    if isinstance(e, ExpectIndex):
        return _index(card, e)
    if isinstance(e, ExpectBand | ExpectUnrated):
        return _band(card)
    code = code_of(e)
    node = card.node(code) if code is not None else None
    return _row(node, e) if node is not None else f"không có mã {code}"


def _band(card: Scorecard) -> str:
    if card.band is not None:
        return f"xếp loại {quote(card.band.value.name)}"
    return words.NO_BAND if card.unrated else words.BAND_OPEN


def _index(card: Scorecard, expected: ExpectIndex) -> str:
    """The index, printed apart from what was expected of it."""
    if card.index is None:
        return words.NO_INDEX
    low, high = (numbers.percent(end, (expected.ratio,)) for end in (card.index.low, card.index.high))
    return f"chỉ số {low}" if card.index.exact else f"chỉ số từ {low} đến {high}"


def _row(node: NodeScore, expected: Expectation | None = None) -> str:
    code = node.criterion.code
    if node.state is State.NOT_APPLICABLE:
        return f"{code} {words.NOT_APPLICABLE}"
    if node.state is State.NOT_CHOSEN:
        return f"{code} {NOT_CHOSEN}"
    if node.state is State.PENDING:
        return f"{code} chưa biết"
    marks = (expected.points,) if isinstance(expected, ExpectPoints) else ()
    return f"{code} được {numbers.points(node.ledger.achieved, marks)}"


def arithmetic(card: Scorecard, e: Expectation) -> tuple[str, ...]:
    """How the result came about: of a row its stages and its rule, of a group or of the whole the parts."""
    code = code_of(e)
    node = card.node(code) if code is not None else None
    if node is None:
        blocking = rating_words.decided_by(card)
        top = card.rubric.level_names[0]
        told = (rating_words.outcome(blocking, card, top),) if blocking is not None else ()
        beside = card.every[len(card.nodes) :]
        return (rule_words.result(card), *told, *map(_row, (*card.fields, *beside)))
    if not node.criterion.is_leaf:
        below = (card.node(c.code) for c in node.criterion.children)
        return tuple(_row(n) for n in below if n is not None)
    return _of_row(card, node)


def _of_row(card: Scorecard, node: NodeScore) -> tuple[str, ...]:
    trail = Frame(card, Figures.of(card.rubric.provisions), ()).trail(node)
    lines = [trail] if trail else []
    computed = [b for b in node.because if isinstance(b, Computed)]
    if computed:
        lines += rule_words.computed(computed[-1], context_at(card, node, computed[-1].stage))
    lines += [rule_words.differs(b) for b in node.because if isinstance(b, Differs)]
    lines += [rule_words.waiting(b) for b in node.because if isinstance(b, PointsOpen)]
    return tuple(lines)
