"""Find in the traces of evaluations which parts of a rubric they went through."""

from collections.abc import Iterable, Iterator
from typing import Any

from cchc_rules.compile import RuleTree, TreeNode
from cchc_rules.frozen import frozen
from cchc_rules.meaning.conditions import Observed
from cchc_rules.meaning.situation import Gap
from cchc_rules.meaning.trace import MethodTrace, RuleTrace
from cchc_rules.model.citation import Basis, Stated
from cchc_rules.model.code import Code
from cchc_rules.model.condition import Condition, fact_atoms
from cchc_rules.model.result_condition import ResultAtom, result_atoms
from cchc_rules.model.rubric import Criterion, ExcludedWhen, OnlyWhen
from cchc_rules.model.rule import (
    AllOrNothing,
    CaseRow,
    Cases,
    FallbackKind,
    Levels,
    Method,
    Rule,
    Scale,
    parts_of,
)
from cchc_rules.results.coverage import Coverable, Kind
from cchc_rules.results.node_score import NodeScore
from cchc_rules.results.reasons import Computed, ExcludedByRule, FactUnknown
from cchc_rules.results.scorecard import Scorecard
from cchc_rules.source import Span
from cchc_rules.writing.rubric import applicability, band, condition, disqualifier, result_condition, scope
from cchc_rules.writing.rules import fallback, row_text

# Traces carry the very objects of the rubric, and two equal lines of different rows are two things to exercise:
# so a part is known by its identity, which lasts as long as the tree, with the outcome of a condition beside it.
# Comparisons of one sentence about the result are distinguished by what they say.
Key = tuple[int, bool | None] | tuple[int, ResultAtom, bool]


@frozen
class Target:
    """A part that can be exercised: by what it is known, and how it is told."""

    key: Key
    kind: Kind
    code: Code | None
    text: str
    at: Span | None
    basis: Basis | None = None


def coverage(tree: RuleTree, cards: Iterable[Scorecard]) -> tuple[Coverable, ...]:
    """Everything in the tree that can be exercised, in its order, and whether one of the scorecards, made from
    this very tree, did. Cards are looked at one by one and not kept."""
    hit = {key for card in cards for key in hits(tree, card)}
    return tuple(Coverable(t.kind, t.code, t.text, t.key in hit, t.key[-1], t.at) for t in targets(tree))


# ---- what there is


def targets(tree: RuleTree) -> Iterator[Target]:
    """Everything in the tree that can be exercised, in its order."""
    for inner in (tree, *tree.buckets):
        yield from _of_rows(inner)
    for b in tree.bands:
        yield Target((id(b), None), Kind.BAND, None, band(b.value) + scope(b.value.scope), b.at, b.rests_on)
    top = tree.rubric.level_names[0]
    for d in tree.rubric.provisions.disqualifiers:
        head = disqualifier(d.value, top).removesuffix(result_condition(d.value.condition, top))
        yield from _of_result(d, result_atoms(d.value.condition), Kind.DISQUALIFIER, head, top)
    for c in tree.consequences:
        yield from _of_result(c, c.value.triggers, Kind.TRIGGER, f"{c.value.number} khi ", top)


def _of_rows(tree: RuleTree) -> Iterator[Target]:
    for node in tree.nodes:
        yield from _of_criterion(node.criterion)
        if node.rule is not None and node.is_leaf:
            yield from _of_rule(node.criterion.code, node.rule.rule, node.criterion)


def _of_result(stated: Stated[Any], atoms: Iterable[ResultAtom], kind: Kind, head: str, top: str) -> Iterator[Target]:
    for atom in dict.fromkeys(atoms):
        text = f"{head}{result_condition(atom, top)}"
        yield from (
            Target((id(stated), atom, way), kind, None, text, stated.at, stated.rests_on) for way in (True, False)
        )


def _of_criterion(c: Criterion) -> Iterator[Target]:
    for stated in c.applicability:
        if isinstance(stated.value, ExcludedWhen | OnlyWhen):
            text = applicability(stated.value)
            for way in (True, False):
                yield Target((id(stated), way), Kind.CONDITION, c.code, text, stated.at, stated.rests_on)


def _of_rule(code: Code, rule: Rule, c: Criterion) -> Iterator[Target]:
    head = c.rule.at if c.rule is not None else None
    if rule.gate is not None:
        yield from _both_ways(code, rule.gate.value, rule.gate.at)
    yield from _of_method(code, rule.method, head)
    if rule.zero is not None:
        yield _line(code, f"khi mẫu số bằng 0: {fallback(rule.zero.value)}", rule.zero)
    if rule.not_arisen is not None:
        yield _line(code, f"khi không phát sinh: {fallback(rule.not_arisen.value)}", rule.not_arisen)


def _of_method(code: Code, method: Method, at: Span | None) -> Iterator[Target]:
    rows: tuple[Stated[Any], ...] = method.rows if isinstance(method, Scale | Levels | Cases) else ()
    for row in rows:
        yield _line(code, row_text(row.value), row)
        if isinstance(row.value, CaseRow) and row.value.when is not None:
            yield from _both_ways(code, row.value.when, row.at)
    if isinstance(method, AllOrNothing):
        yield from _both_ways(code, method.when, at)
    for part in parts_of(method):
        if part.value.when is not None:
            yield from _both_ways(code, part.value.when, part.at)
        yield from _of_method(code, part.value.method, part.at)
        if part.value.zero is not None:
            text = f"phần {part.value.name}, khi mẫu số bằng 0: {fallback(part.value.zero.value)}"
            yield _line(code, text, part.value.zero)


def _line(code: Code, text: str, stated: Stated[Any]) -> Target:
    return Target((id(stated), None), Kind.LINE, code, text, stated.at, stated.rests_on)


def _both_ways(code: Code, c: Condition, at: Span | None) -> Iterator[Target]:
    for atom in fact_atoms(c):
        for way in (True, False):
            yield Target((id(atom), way), Kind.CONDITION, code, condition(atom), at)


# ---- what a scorecard went through


def hits(tree: RuleTree, card: Scorecard) -> Iterator[Key]:
    """What a scorecard made from this very tree went through."""
    yield from _of_scores(tree, card.nodes)
    beside = card.final.buckets if card.final is not None else ()
    for inner, bucket in zip(tree.buckets, beside, strict=bool(beside)):
        yield from _of_scores(inner, bucket.nodes)
    # A quota takes the band from nobody who is scored alone.
    band = card.band or (card.alone[0] if len(card.alone) == 1 and card.unrated is False else None)
    if band is not None:
        yield (id(band), None)
    for decision in card.decisions:
        yield from ((id(decision.stated), a.atom, a.holds) for a in decision.atoms if a.holds is not None)
    for c in card.consequences:
        yield from ((id(c.consequence), t.trigger, t.holds) for t in c.triggers if t.holds is not None)


def _of_scores(tree: RuleTree, scores: Iterable[NodeScore]) -> Iterator[Key]:
    for node, score in zip(tree.nodes, scores, strict=True):
        if not node.is_leaf:
            continue
        yield from _guards(score, {id(g.rule): g.excludes for g in node.guards})
        for because in score.because:
            if isinstance(because, Computed):
                yield from _of_trace(because.result.trace)
                yield from _zero_as_unarisen(node, because.result.trace)


def _zero_as_unarisen(node: TreeNode, trace: RuleTrace) -> Iterator[Key]:
    """`khi mẫu số bằng 0: không phát sinh` leads on to the sentence that decides, and was gone through too."""
    zero = node.rule.rule.zero if node.rule is not None else None
    led_on = trace.fallback is not None and trace.method is not None and trace.method.gap is Gap.ZERO
    if led_on and zero is not None and zero.value.kind is FallbackKind.NOT_ARISEN:
        yield (id(zero), None)


def _guards(score: NodeScore, excludes: dict[int, bool]) -> Iterator[Key]:
    """The first guard that puts a row out decides; those of a row that stays in all let it."""
    for because in score.because:
        if isinstance(because, ExcludedByRule):
            yield (id(because.rule), excludes[id(because.rule)])
            return
        if isinstance(because, FactUnknown):
            return
    yield from ((rule, not way) for rule, way in excludes.items())


def _of_trace(trace: RuleTrace) -> Iterator[Key]:
    if trace.gate is not None:
        yield from _seen(trace.gate.observed)
    if trace.fallback is not None:
        yield (id(trace.fallback), None)
    if trace.method is not None:
        yield from _of_method_trace(trace.method)


def _of_method_trace(trace: MethodTrace) -> Iterator[Key]:
    if trace.decided is not None:
        yield (id(trace.decided.row), None)
    if trace.fallback is not None:
        yield (id(trace.fallback), None)
    for row in trace.rows:
        yield from _seen(row.observed)
    for part in trace.parts:
        yield from _seen(part.observed)
        if part.holds:
            yield from _of_method_trace(part.trace)


def _seen(observed: Iterable[Observed]) -> Iterator[Key]:
    yield from ((id(o.condition), o.holds) for o in observed if o.holds is not None)
