"""Rows whose points are taken from their group: what the unit keeps of the most that such a row takes."""

from collections.abc import Iterator, Sequence

from cchc_rules.model.stages import Stage
from cchc_rules.results.ledger import points_of
from cchc_rules.results.node_score import BEFORE_STAGES, NodeScore
from cchc_rules.results.reasons import Computed, Lost, PointsOpen


def kept_of(score: NodeScore, columns: Sequence[Stage]) -> NodeScore:
    """The score of a row that deducts, by what it leaves: of at most 10 points a deduction of 3 is 7 of 10, 3 lost.

    So more is better, as everywhere in a table, and what each stage took of the group is what it deducted more.
    `columns` are the stages in the order of the amounts.
    """
    achieved, lost, excluded, pending, by_limit, over, *taken = score.units
    if excluded or not (achieved or lost):
        return score
    turned = [-n for n in taken]
    ruled = any(isinstance(b, Computed | PointsOpen) for b in score.because)
    first = next((at for at, stage in enumerate(columns) if score.value_at(stage) is not None), None)
    if first is not None and not ruled:
        # The maximum stood before anybody spoke; the first to do so took all that its deduction comes to.
        turned[first] += achieved + lost + pending
    units = (lost, achieved, excluded, pending, by_limit, over, *turned)
    made = score._replace(units=units)
    others = tuple(b for b in score.because if not isinstance(b, Lost))
    return made._replace(because=(*_losses(made, columns), *others))


def _losses(score: NodeScore, columns: Sequence[Stage]) -> Iterator[Lost]:
    """What each stage took, in their order, from the maximum down."""
    achieved, lost, _, pending, *_ = score.units
    taken = score.units[BEFORE_STAGES:]
    before = achieved + lost + pending - (lost - sum(taken))
    for stage, less in zip(columns, taken, strict=False):
        entry = next((e for e in (score.row.entries if score.row is not None else ()) if e.stage == stage), None)
        if less and entry is not None:
            yield Lost(stage, points_of(before, score.scale), points_of(before - less, score.scale), entry)
        before -= less
