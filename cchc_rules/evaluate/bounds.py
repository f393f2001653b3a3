"""How far points and index of a table may still move, where rows may leave the maximum with their points known."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from cchc_rules.evaluate.rating import index_of
from cchc_rules.results.ledger import Ledger, points_of
from cchc_rules.results.node_score import NodeScore, counting
from cchc_rules.results.reasons import FactUnknown
from cchc_rules.results.scorecard import Index

Part = tuple[Fraction, Fraction]
"""Points a row has if it stays, and its maximum."""


def most_of(total: Ledger, nodes: Sequence[NodeScore]) -> Fraction:
    """The most points a table may end with."""
    most = total.achieved + total.pending
    if total.pending:
        known = ((n.criterion.max, n.if_applies) for n in counting(nodes))
        most -= sum((most - bounds[1] for most, bounds in known if bounds is not None), Fraction(0))
    return most


def index_over(
    units: Sequence[int], scale: int, nodes: Sequence[NodeScore], first: int = 0, last: int | None = None
) -> Index | None:
    """`index_of` a sum, its bounds narrowed by what is known of those of `nodes[first:last]` that may leave.

    What leaves together is one part, and each part is taken to leave or to stay whatever the others do; where one
    fact decides for several this counts more completions than there are, never fewer. While nothing is sure to stay
    in the maximum, and there may be no index at all in the end, the bounds are left wide.

    A group with a method of its own stays as it is: none of its rows that leaves makes its lost points fewer or its
    maximum larger, and its achieved points are what remains whichever of them leave, so no end lies outside.
    """
    wide = index_of(units, scale)
    if wide is None or wide.exact:
        return wide
    loose = [n for n in counting(nodes[first:last]) if n.if_applies is not None or _condition(n) is not None]
    going = sum((n.criterion.max for n in loose), Fraction(0))
    base, pending = wide.denominator - going, points_of(units[3], scale) - going
    if not loose or base <= 0:
        return wide
    parts = _parts(loose)
    lowest = min(_ratios(wide.numerator, base, sorted(((low, most) for low, _, most in parts), key=_density)))
    falling = sorted(((high, most) for _, high, most in parts), key=_density, reverse=True)
    return Index(wide.numerator, wide.denominator, lowest, max(_ratios(wide.numerator + pending, base, falling)))


def _parts(loose: Sequence[NodeScore]) -> list[tuple[Fraction, Fraction, Fraction]]:
    """Least and most points of what stays or leaves as one, and its maximum."""
    parts: dict[object, tuple[Fraction, Fraction, Fraction]] = {}
    for node in loose:
        condition = _condition(node)
        together = condition.rules if condition is not None and condition.rules else id(node)
        low, high = node.if_applies or (Fraction(0), node.criterion.max)
        least, best, most = parts.get(together, (Fraction(0),) * 3)
        parts[together] = (least + low, best + high, most + node.criterion.max)
    return list(parts.values())


def _condition(node: NodeScore) -> FactUnknown | None:
    return next((b for b in node.because if isinstance(b, FactUnknown)), None)


def _density(part: Part) -> Fraction:
    points, most = part
    return points / most


def _ratios(points: Fraction, base: Fraction, parts: Sequence[Part]) -> Iterator[Fraction]:
    """points / base, then with one part after another added to both; the extreme of these is that of all subsets.

    For the highest, parts come by falling points / maximum. Were a subset S above every one of them, at μ, take
    all parts with points ≥ μ × maximum: they come first, so they are one of these. No subset has a larger sum of
    points − μ × maximum over its parts, so theirs is not below that of S, which with points − μ × base makes 0;
    hence they reach μ too. For the lowest the same holds with the signs turned.
    """
    yield points / base
    for more, most in parts:
        points, base = points + more, base + most
        yield points / base
