"""The amounts of a row or group as columns: those of a NodeScore, in whole units of the contract's scale."""

from collections.abc import Sequence

from cchc_rules.columns.typed import ZERO, Const, Number, minus, sum_of
from cchc_rules.frozen import frozen


@frozen
class Amounts:
    """achieved + lost + excluded + pending = `most`. `taken` is what each stage took, as NodeScore keeps it."""

    most: int
    achieved: Number
    excluded: Number
    pending: Number
    taken: tuple[Number, ...]
    by_limit: Number = ZERO
    over: Number = ZERO

    @property
    def applicable(self) -> Number:
        """The maximum that counts."""
        return minus(Const(self.most), self.excluded)

    @property
    def lost(self) -> Number:
        """What is lost."""
        return minus(self.applicable, sum_of((self.achieved, self.pending)))


def total(parts: Sequence[Amounts], stages: int) -> Amounts:
    """The sum of several; nothing for none."""
    return Amounts(
        sum(p.most for p in parts),
        sum_of(p.achieved for p in parts),
        sum_of(p.excluded for p in parts),
        sum_of(p.pending for p in parts),
        tuple(sum_of(p.taken[i] for p in parts) for i in range(stages)),
        sum_of(p.by_limit for p in parts),
        sum_of(p.over for p in parts),
    )
