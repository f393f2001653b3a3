"""Groups that say how their rows count, put into words: what the rows have, what of it counts, what does not."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from cchc_rules.explain.render.document import Item, Line, Tone
from cchc_rules.explain.render.text_width import clean
from cchc_rules.explain.scorecard.context import Frame
from cchc_rules.explain.scorecard.items import achieved
from cchc_rules.explain.words import citations as phrases
from cchc_rules.explain.words import groups as words
from cchc_rules.explain.words.scorecard import basis
from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.group_method import GroupMethod, Pick
from cchc_rules.results.node_score import NodeScore, State
from cchc_rules.writing.rubric import group_method

Found = tuple[Code, Item]


def group_rows(frame: Frame) -> list[Found]:
    """Every group with a method of its own that was asked for."""
    nodes = {n.criterion.code: n for n in frame.scorecard.nodes}
    found: list[Found] = []
    for node in frame.scorecard.nodes:
        stated = node.criterion.group
        if stated is not None and frame.wanted(node):
            rows = [nodes[c.code] for c in node.criterion.children]
            found.append((node.criterion.code, _item(frame, node, stated, rows)))
    return found


def _item(frame: Frame, node: NodeScore, stated: Stated[GroupMethod], rows: Sequence[NodeScore]) -> Item:
    ledger, c = node.ledger, node.criterion
    span = achieved(frame, node) if c.deducts else frame.points(ledger.achieved)
    if ledger.pending and not c.deducts:
        span = words.between(span, frame.points(ledger.achieved + ledger.pending))
    outcome = words.not_counted(frame.points(over)) if (over := own_over(node, rows)) else ""
    tone = Tone.PENDING if ledger.pending else Tone.PLAIN
    lines = (*_working(frame, node, stated.value, rows), _source(frame, stated))
    return Item(c.code.text, clean(c.called), f"{span}/{frame.points(ledger.applicable)}", outcome, tone, lines)


def own_over(node: NodeScore, rows: Sequence[NodeScore]) -> Fraction:
    """What the group itself leaves out, apart from what groups inside it do; rows that deduct leave nothing over."""
    if any(r.criterion.deducts for r in rows):
        return Fraction(0)
    return node.ledger.over - sum((r.ledger.over for r in rows), Fraction(0))


def _working(frame: Frame, node: NodeScore, method: GroupMethod, rows: Sequence[NodeScore]) -> Iterator[Line]:
    adding = [r for r in rows if not r.criterion.deducts]
    known = [(r.criterion.code.text, frame.points(r.ledger.achieved)) for r in adding if r.ledger.achieved]
    if not adding:
        yield from () if node.criterion.deducts else (Line(words.from_maximum(frame.points(node.ledger.max))),)
    elif isinstance(method, Pick):
        yield Line(words.picked(known))
    else:
        together = sum((r.ledger.achieved for r in adding), Fraction(0))
        yield Line(words.added(known, frame.points(together)))
        yield from _cap(frame, node, adding)
    yield from _taken(frame, node, rows)
    left_out = [r.criterion.code.text for r in rows if r.state is State.NOT_CHOSEN]
    if left_out:
        yield Line(words.not_chosen(left_out))
    yet_open = [r.criterion.code.text for r in rows if r.ledger.pending]
    if yet_open:
        yield Line(words.still_open(yet_open, not node.ledger.pending), Tone.PENDING)


def _taken(frame: Frame, node: NodeScore, rows: Sequence[NodeScore]) -> Iterator[Line]:
    """What rows that deduct take of the group, or come to in one that deducts itself."""
    lost = [(r.criterion.code.text, r.ledger.lost) for r in rows if r.criterion.deducts and r.ledger.lost]
    if lost:
        every = [(code, frame.points(points)) for code, points in lost]
        end = f"không quá {frame.points(node.criterion.max)}" if node.criterion.deducts else "không dưới 0"
        yield Line(words.taken(every, frame.points(sum((points for _, points in lost), Fraction(0))), end))


def _cap(frame: Frame, node: NodeScore, rows: Sequence[NodeScore]) -> Iterator[Line]:
    """Where rows left the maximum, what the cap became."""
    everything = sum((r.ledger.max for r in rows), Fraction(0))
    left = sum((r.ledger.applicable for r in rows), Fraction(0))
    if left != everything:
        change = (frame.points(node.ledger.max), frame.points(node.ledger.applicable))
        yield Line(words.cap_change(frame.points(left), frame.points(everything), *change), Tone.EXCLUDED)


def _source(frame: Frame, stated: Stated[GroupMethod]) -> Line:
    cites = "; ".join(clean(c.placed()) for c in phrases.stated_cites(frame.rubric, stated))
    return Line(f"{clean(group_method(stated.value))}; {basis(cites)}", Tone.FAINT)
