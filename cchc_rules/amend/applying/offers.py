"""The sentence that would let sums follow, offered beside the errors of sums that an instrument breaks."""

from collections.abc import Sequence

from attrs import evolve

from cchc_rules.amend.applying.balance import Declared, Imbalance, imbalances
from cchc_rules.amend.applying.following import followed, moved_values, sums_follow
from cchc_rules.amend.applying.session import Session
from cchc_rules.diagnostics import Diagnostic
from cchc_rules.diagnostics.edits import content, line_added
from cchc_rules.model.rubric import Rubric
from cchc_rules.writing.amendments import SUMS_FOLLOW

_SUMS = (Declared.SUM, Declared.TOTAL, Declared.SURVEY)


def with_sentence(
    s: Session, result: Rubric, before: tuple[Imbalance, ...], new: Sequence[Imbalance], told: Sequence[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """What was told of each new imbalance, those of sums with the sentence as a fix where it puts all of them right."""
    spans = [span for _, span in s.effective.amendment.places]
    broken = [one.what in _SUMS for one in new]
    if not any(broken) or sums_follow(s) or not spans:
        return tuple(told)
    right = followed(s, result, before, sums=True)
    known = frozenset(before)
    if any(one.what in _SUMS and one not in known for one in imbalances(right.rubric)):
        return tuple(told)
    values = "; ".join(text for change in right.changes for text in moved_values(change))
    says = f"thêm câu “{SUMS_FOLLOW}”: {values}"
    fix = content(says, line_added(max(spans, key=lambda span: span.line), f"\n  {SUMS_FOLLOW}"))
    # Every value is shown once, at the first.
    first = broken.index(True)
    return tuple(
        evolve(d, fix=f"{d.fix}; hoặc {says if n == first else says.partition(':')[0]}", fixes=(fix,)) if is_sum else d
        for n, (d, is_sum) in enumerate(zip(told, broken, strict=True))
    )
