"""Which lines of a scoring rule decided: the line of a scale, level or case, and the parts whose points count."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from cchc_rules.meaning.trace import MethodTrace, PartTrace, RuleResult
from cchc_rules.model.citation import Stated
from cchc_rules.model.rule import Combine, Parts


def printed_words(result: RuleResult) -> tuple[Stated[Any], ...]:
    """The lines that decided and say a printed sentence, those of a part's own lines before that of the part."""
    trace = result.trace
    return tuple(_of_method(trace.method)) if trace.method is not None and trace.fallback is None else ()


def _of_method(trace: MethodTrace) -> Iterator[Stated[Any]]:
    decided = trace.decided
    if decided is not None and decided.row.value.wording is not None:
        yield decided.row
    for part in _counting(trace):
        inner = tuple(_of_method(part.trace))
        yield from inner or ((part.part,) if part.part.value.wording is not None else ())


def _counting(trace: MethodTrace) -> tuple[PartTrace, ...]:
    """The parts that surely made the points; none while that is not settled."""
    held = tuple(p for p in trace.parts if p.holds is True and p.trace.gap is None)
    if not isinstance(trace.method, Parts) or trace.method.how is Combine.SUM:
        return held
    if trace.method.how is Combine.FIRST:
        first = next((p for p in trace.parts if p.holds is not False), None)
        return held[:1] if first in held else ()
    worth = {p: _exact(p) for p in held}
    exact = [points for points in worth.values() if points is not None]
    if not exact or len(exact) < len(held) or any(p.holds is None for p in trace.parts):
        return ()
    stood = max(exact) if trace.method.how is Combine.BEST else min(exact)
    return tuple(p for p in held if worth[p] == stood)


def _exact(part: PartTrace) -> Fraction | None:
    return part.trace.amount.exact if part.trace.amount is not None else None
