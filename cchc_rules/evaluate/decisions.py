"""Which band a unit has: by the ratings for its kind, or by a condition that decides whatever the points."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import assert_never

from cchc_rules.evaluate.rating import index_of, trigger_result
from cchc_rules.frozen import frozen
from cchc_rules.meaning.conditions import holds, value_of
from cchc_rules.meaning.situation import Situation
from cchc_rules.model.citation import Stated
from cchc_rules.model.code import Code
from cchc_rules.model.condition import FactCompared, FactEquals, FactIs, FactWithin, UnitIs, UnitKindIs
from cchc_rules.model.interval import Interval
from cchc_rules.model.result_condition import (
    ResultAll,
    ResultAny,
    ResultAtom,
    ResultCondition,
    ResultNot,
    RowEquals,
    RowWithin,
    result_atoms,
)
from cchc_rules.model.rubric import Band, Disqualifier, FieldsWithin, FieldWithin, IndexWithin, Measure
from cchc_rules.results.final import AtomResult, Decision
from cchc_rules.results.node_score import NodeScore
from cchc_rules.results.scorecard import Index
from cchc_rules.source import fold_name

Bands = Sequence[Stated[Band]]


@frozen
class Result:
    """A unit's result as conditions see it. `nodes` are all rows and groups, those of bonus and penalty too."""

    facts: Situation
    index: Index | None
    fields: tuple[tuple[Code, Index | None], ...]
    nodes: tuple[NodeScore, ...]
    points: tuple[Fraction, Fraction]


@frozen
class Rated:
    """The bands still possible, whether there is none (None: perhaps), and what each condition found."""

    possible: tuple[Stated[Band], ...]
    unrated: bool | None
    decisions: tuple[Decision, ...]
    by_points: Stated[Band] | None = None

    @property
    def open(self) -> bool:
        """Whether the rating depends on what is not known."""
        return self.unrated is None or (self.band is None and len(self.possible) > 1)

    @property
    def band(self) -> Stated[Band] | None:
        """The band when every completion has it, or one of the same name."""
        names = {fold_name(b.value.name) for b in self.possible}
        return self.possible[0] if len(names) == 1 and self.unrated is False else None


def rate(bands: Bands, disqualifiers: Sequence[Stated[Disqualifier]], result: Result) -> Rated:
    """The rating of a result, three-valued: what is not known leaves it open and is never taken for false."""
    outcomes: list[Stated[Band] | None] = list(_reached(_meant(bands, result), result))
    by_points = outcomes[0] if len(outcomes) == 1 else None
    decisions = []
    for stated in disqualifiers:
        decision = _decision(stated, result)
        if decision is None:
            continue
        decisions.append(decision)
        if decision.holds is not False:
            lowered = [_lowered(b, stated.value, bands) for b in outcomes] or [None]
            outcomes = lowered if decision.holds else [*outcomes, *lowered]
    possible = tuple(b for b in outcomes if b is not None)
    # Nearly always one; to tell several apart takes longer than all the rest.
    possible = tuple(dict.fromkeys(possible)) if len(possible) > 1 else possible
    ended = any(d.holds for d in decisions if d.stated.value.result is None)
    maybe = None in outcomes and any(d.holds is None for d in decisions if d.stated.value.result is None)
    unrated = True if ended else None if maybe else False
    return Rated(() if ended else possible, unrated, tuple(decisions), by_points)


# ---- ratings for some units alone


def _meant(bands: Bands, result: Result) -> list[Stated[Band]]:
    """Bands of the first scope that holds; while one is not known, those of the next as well. Unscoped ones last."""
    meant: list[Stated[Band]] = []
    scopes = dict.fromkeys(b.value.scope for b in bands if b.value.scope is not None)
    for scope in scopes:
        truth = holds(scope, result.facts)
        if truth is not False:
            meant += [b for b in bands if b.value.scope == scope]
        if truth:
            return meant
    return [*meant, *(b for b in bands if b.value.scope is None)]


def _reached(bands: Iterable[Stated[Band]], result: Result) -> Iterable[Stated[Band]]:
    if result.index is None:
        return
    for band in bands:
        by_points = band.value.measure is Measure.POINTS
        ends = result.points if by_points else (result.index.low, result.index.high)
        if band.value.interval.meets(*ends):
            yield band


# ---- disqualifying conditions


def _decision(stated: Stated[Disqualifier], result: Result) -> Decision | None:
    """None where the condition is for other units."""
    scope = stated.value.scope
    meant = True if scope is None else holds(scope, result.facts)
    if meant is False:
        return None
    found = {a: _atom(a, result) for a in result_atoms(stated.value.condition)}
    truth = _truth(stated.value.condition, found)
    if meant is None and truth:
        truth = None
    return Decision(stated, truth, tuple(found.values()), _reason(stated.value.condition, found))


def _reason(c: ResultCondition, found: dict[ResultAtom, AtomResult]) -> ResultCondition:
    """What of a condition makes it hold: of `… hoặc …` the sides that do."""
    if not isinstance(c, ResultAny):
        return c
    held = tuple(p for p in c.parts if _truth(p, found))
    return held[0] if len(held) == 1 else ResultAny(held) if held else c


def _lowered(band: Stated[Band] | None, d: Disqualifier, bands: Bands) -> Stated[Band] | None:
    """The named rating in place of a better one; a condition never lifts a unit."""
    if d.result is None or band is None:
        return None
    named = next(
        (b for b in bands if b.value.scope == band.value.scope and fold_name(b.value.name) == fold_name(d.result)),
        band,
    )
    return min((named, band), key=_low)


def _low(band: Stated[Band]) -> tuple[bool, Fraction]:
    low = band.value.interval.low
    return (low is not None, low or Fraction(0))


def _truth(c: ResultCondition, found: dict[ResultAtom, AtomResult]) -> bool | None:
    if isinstance(c, ResultAtom):
        return found[c].holds
    match c:
        case ResultNot(part):
            inner = _truth(part, found)
            return None if inner is None else not inner
        case ResultAll(parts):
            values = [_truth(p, found) for p in parts]
            return False if False in values else None if None in values else True
        case ResultAny(parts):
            values = [_truth(p, found) for p in parts]
            return True if True in values else None if None in values else False
        case _:
            assert_never(c)


def _atom(atom: ResultAtom, result: Result) -> AtomResult:
    match atom:
        case RowWithin(code, within, percent):
            return AtomResult(atom, _row(code, within, percent, result))
        case RowEquals(code, points):
            return AtomResult(atom, _equals(code, points, result))
        case IndexWithin() | FieldsWithin() | FieldWithin():
            found = trigger_result(atom, result.index, result.fields)
            return AtomResult(atom, found.holds, fields=found.fields)
        case UnitKindIs() | UnitIs():
            return AtomResult(atom, holds(atom, result.facts))
        case FactIs(fact) | FactWithin(fact) | FactEquals(fact) | FactCompared(fact):
            truth = holds(atom, result.facts)
            return AtomResult(atom, truth, value_of(fact, result.facts))
        case _:
            assert_never(atom)


def _row(code: Code, within: Interval, percent: bool, result: Result) -> bool | None:
    node = _node(code, result)
    if node is None:
        return False
    ends = _ends(node, percent)
    if ends is None or not within.meets(*ends):
        return False
    sure = within.holds(ends[0]) and within.holds(ends[1]) and not _may_leave(node)
    return True if sure else None


def _equals(code: Code, points: Fraction, result: Result) -> bool | None:
    node = _node(code, result)
    ends = _ends(node, False) if node is not None else None
    if node is None or ends is None or not ends[0] <= points <= ends[1]:
        return False
    return True if ends[0] == ends[1] and not _may_leave(node) else None


def _node(code: Code, result: Result) -> NodeScore | None:
    return next((n for n in result.nodes if n.criterion.code == code), None)


def _ends(node: NodeScore, percent: bool) -> tuple[Fraction, Fraction] | None:
    """The least and the most of a row, of what it takes if it deducts; None when it does not apply: below nothing."""
    ends, most = _ends_of_kept(node, percent), Fraction(1) if percent else node.ledger.max
    return (most - ends[1], most - ends[0]) if ends is not None and node.criterion.deducts else ends


def _ends_of_kept(node: NodeScore, percent: bool) -> tuple[Fraction, Fraction] | None:
    ledger = node.ledger
    known = node.if_applies
    if known is not None:
        return (known[0] / ledger.max, known[1] / ledger.max) if percent else known
    if percent:
        index = index_of(node.units, node.scale)
        return (index.low, index.high) if index is not None else None
    return (ledger.achieved, ledger.achieved + ledger.pending) if ledger.applicable else None


def _may_leave(node: NodeScore) -> bool:
    """Whether all that is left of a row may yet turn out not to apply."""
    ledger = node.ledger
    return bool(ledger.pending) and ledger.pending == ledger.applicable
