"""What the rows of a sheet would need for more points: nothing but what comes true when it is carried out.

A rule alone promises too much: points entered by hand may prevail over it, the council may have taken the row out, a
value may lie outside what the sheet accepts. So every piece is tried on the sheet before it is told.
"""

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property

import attrs

from cchc_rules.checks.sheet.facts import within_bounds
from cchc_rules.compile import RuleTree, TreeNode
from cchc_rules.compile.rules import RowRule
from cchc_rules.evaluate.advice import advise
from cchc_rules.evaluate.engine import evaluate
from cchc_rules.evaluate.powers import beyond_powers
from cchc_rules.evaluate.rows import decider_of, deciding_order
from cchc_rules.evaluate.rule_rows import Stand, rule_rows
from cchc_rules.evaluate.what_if import with_facts
from cchc_rules.frozen import frozen
from cchc_rules.meaning.situation import with_inputs
from cchc_rules.model.condition import facts_of
from cchc_rules.model.rubric import BucketKind
from cchc_rules.model.sheet import Sheet
from cchc_rules.model.stages import Stage
from cchc_rules.results.advice import Advice, RowAdvice
from cchc_rules.results.node_score import NodeScore, State
from cchc_rules.results.scorecard import Scorecard, View
from cchc_rules.source import fold_name


def advice_for(tree: RuleTree, sheet: Sheet, card: Scorecard) -> tuple[RowAdvice, ...]:
    """What each row with a rule needs for more points, in the order of the table; rows without advice are left out.

    `card` is the scorecard of the sheet; the view it was made for is that of the advice. Each piece gives exactly
    the points it promises when its value stands in the sheet. Where the council has yet to look at a row, it gives
    them by the unit's own figures, and `waits_for` names the stage.
    """
    return tuple(row for row in _Trial(tree, sheet, card).rows() if row.advice)


def cheapest_first(rows: tuple[RowAdvice, ...]) -> tuple[RowAdvice, ...]:
    """The same rows by how little their first piece asks for."""
    return tuple(sorted(rows, key=lambda row: row.cost))


@frozen
class _Place:
    """A row with its rule, the table or bucket it stands in, and its score; of a penalty `less` is better."""

    inner: RuleTree
    node: TreeNode
    rule: RowRule
    score: NodeScore
    less: bool


@frozen
class _Stood:
    """The view by which a row has points now, what they are, and the stage they still wait for."""

    view: View
    points: Fraction
    waits_for: Stage | None


@frozen
class _Trial:
    """One sheet on which advice is tried."""

    tree: RuleTree
    sheet: Sheet
    card: Scorecard

    def rows(self) -> Iterator[RowAdvice]:
        """Every ruled row that has points, with the advice that comes true; none where nothing does."""
        for place in self._places():
            now = self._stood(place)
            if now is not None:
                criterion = place.node.criterion
                yield RowAdvice(criterion.code, criterion.title, now.points, tuple(self._advice(place, now)))

    def _places(self) -> Iterator[_Place]:
        scores = {n.criterion.code: n for n in self.card.every}
        kinds = [b.value.kind is BucketKind.PENALTY for b in self.tree.rubric.buckets]
        for inner, less in ((self.tree, False), *zip(self.tree.buckets, kinds, strict=True)):
            for node, rule in inner.ruled:
                yield _Place(inner, node, rule, scores[node.criterion.code], less or node.criterion.deducts)

    def _stood(self, place: _Place) -> _Stood | None:
        view, score = self.card.view, place.score
        if score.state is State.PENDING and view != View.SELF:
            view, score = View.SELF, self._own_scores[place.node.criterion.code]
        if score.stated is None:
            return None
        counts = not view.of_unit_alone(self.tree.lineup) or Stage.SELF in place.inner.order or place.node.survey
        return _Stood(view, score.stated, None if counts else place.inner.order[-1])

    @cached_property
    def _own_scores(self) -> dict[object, NodeScore]:
        """Every row by the unit's own figures, as if nobody else had looked at them."""
        return {n.criterion.code: n for n in evaluate(self.tree, self.sheet, View.SELF).every}

    @cached_property
    def _stand(self) -> Stand:
        return Stand(self.sheet, self.tree)

    def _advice(self, place: _Place, now: _Stood) -> Iterator[Advice]:
        situation = self._stand.situations[Stage.SELF if now.view == View.SELF else self.tree.lineup.last]
        for piece in advise(place.rule, situation, place.less):
            changed = with_facts(self.sheet, {piece.fact.name: piece.example}, now.view)
            # Not the rule's points stand there now, so another fact would not move them by what is promised.
            moves = piece.points + piece.gain if piece.less else piece.points - piece.gain
            if moves == now.points and self._comes_true(place, piece, changed, now.view):
                yield from self._rated(place, piece, changed, now)

    def _comes_true(self, place: _Place, piece: Advice, changed: Sheet, view: View) -> bool:
        if not within_bounds(self._stand.situations[self.tree.lineup.last].declared, changed, piece.fact):
            return False
        if fold_name(piece.fact.name) in self._switches:
            after = evaluate(self.tree, changed, view).every
            given = next(n.stated for n in after if n.criterion.code == place.node.criterion.code)
        else:
            given = _points(place, changed, view)
        return given == piece.points and not any(beyond_powers(self._only(place), changed))

    def _only(self, place: _Place) -> RuleTree:
        """The tree with no row but this one."""
        here, inside = (place.node,), place.inner is self.tree
        buckets = tuple(attrs.evolve(b, nodes=here if b is place.inner else ()) for b in self.tree.buckets)
        return attrs.evolve(self.tree, nodes=here if inside else (), buckets=buckets)

    @cached_property
    def _switches(self) -> frozenset[str]:
        """Facts that decide whether some row applies, through computed ones too: by folded name."""
        guards = (g.condition for t in (self.tree, *self.tree.buckets) for n in t.nodes for g in n.guards)
        names = {fold_name(f) for c in guards for f in facts_of(c)}
        return frozenset(with_inputs(names, self._stand.situations[self.tree.lineup.last].declared))

    def _rated(self, place: _Place, piece: Advice, changed: Sheet, now: _Stood) -> Iterator[Advice]:
        """The piece with what it does to the rated points and the rating; none that a cap or the ceiling makes vain.

        That is said only where bonus, penalty, rescaling, conditions or a group that does not simply add up stand
        between a row's points and the rating.
        """
        supplier = piece.fact.supplier
        if supplier is not None and supplier.at_appraisal and now.waits_for is None:
            piece = attrs.evolve(piece, waits_for=self.tree.lineup.council)
        if now.waits_for is not None:
            yield attrs.evolve(piece, waits_for=now.waits_for)
            return
        card = self.card
        code = place.node.criterion.code
        limited = any(n.criterion.group is not None and code.lies_in(n.criterion.code) for n in card.nodes)
        if card.final is None and not card.rubric.provisions.disqualifiers and not limited:
            yield piece
            return
        then = evaluate(self.tree, changed, card.view)
        lift = then.points[0] - card.points[0]
        band = then.band.value.name if then.band is not None else None
        moved = band if band is not None and (card.band is None or band != card.band.value.name) else None
        if lift > 0 or moved is not None:
            yield attrs.evolve(piece, rated=lift, band=moved)


def _points(place: _Place, sheet: Sheet, view: View) -> Fraction | None:
    """What the row has on a sheet, whether it applies left aside."""
    order = (Stage.SURVEY,) if place.node.survey else deciding_order(place.inner, view)
    made = rule_rows(attrs.evolve(place.inner, nodes=(place.node,)), sheet, order)[place.node.criterion.code.text]
    decider = decider_of(made.row.entries, order)
    return decider.value if decider is not None and isinstance(decider.value, Fraction) else None
