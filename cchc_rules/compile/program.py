"""Scoring rules as programs: the exact points of a row where every fact is known, and nothing but the points.

A program is made once for a row and run for every unit. It speaks only where the answer is certain; all else (a fact
not known, a best of the year that may change, a construct it has no step for) it leaves to the full working of
`model.rule_engine`, which also tells how the points came about.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache

from cchc_rules.compile.method_steps import method_step
from cchc_rules.compile.ratio import clamped, ratio_of, rounded
from cchc_rules.compile.steps import Frame, NoStepError, Setting, Step, UnsettledError, truth_step
from cchc_rules.meaning.rules import fallback
from cchc_rules.meaning.situation import Gap, Situation
from cchc_rules.model.fact import FactDeclaration
from cchc_rules.model.rule import FallbackKind, Rule
from cchc_rules.model.sheet import NOT_APPLICABLE, EntryValue

Program = Callable[[Situation], EntryValue]
"""The points in a situation, or that the row does not apply; None where that is left to the full working."""

_ZERO = Fraction(0)


@lru_cache(maxsize=4096)  # rows of many units share a few points
def _points(numerator: int, denominator: int) -> Fraction:
    return Fraction(numerator, denominator)


def program(
    rule: Rule, facts: frozenset[str], relative: bool, most: Fraction, declared: Mapping[str, FactDeclaration]
) -> Program:
    """The program of a rule for a row of at most `most` points.

    `facts` are the folded names of all it reads; `relative` tells that it looks at a best of the year.
    """
    at = Setting(declared, ratio_of(most))
    try:
        gate = truth_step(rule.gate.value, at) if rule.gate is not None else None
        points = _points_step(rule, at)
    except NoStepError:
        return _left
    gaps = {gap: _instead(rule, gap, most) for gap in Gap}

    def run(s: Situation) -> EntryValue:
        if relative and not s.peers.final:
            return None
        frame = Frame(s)
        try:
            if gate is not None and not gate(frame):
                return _ZERO
        except UnsettledError:
            return None
        try:
            return _points(*points(frame))
        except UnsettledError as unsettled:
            # A fact not known might open another gap, so the first one found is sure only where all are known.
            return gaps[unsettled.gap] if unsettled.gap is not None and facts <= s.known.keys() else None

    return run


def _left(s: Situation) -> EntryValue:
    return None


def _points_step(rule: Rule, at: Setting) -> Step:
    """The method with its rounding, kept inside 0…maximum."""
    made = method_step(rule.method, at)
    if rule.rounding is None:
        return lambda f: clamped(made(f), at.most)
    size, direction = ratio_of(rule.rounding.value.step), rule.rounding.value.direction
    return lambda f: clamped(rounded(made(f), size, direction), at.most)


def _instead(rule: Rule, gap: Gap, most: Fraction) -> EntryValue:
    """What a gap gives in the place of points; None where nothing is said."""
    said = fallback(rule, gap)
    if gap is Gap.OUT or (said is not None and said.value.kind is FallbackKind.NOT_APPLICABLE):
        return NOT_APPLICABLE
    if said is None or said.value.kind is FallbackKind.NOT_ARISEN:
        return None
    return most if said.value.kind is FallbackKind.FULL else said.value.points
