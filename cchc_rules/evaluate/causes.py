"""Why a row that a rule scores lost points: by the facts, by a correction, or by points entered by hand.

What the rule gives on the facts nobody took: they are as they are. A stage that corrects a fact takes the
difference between the rule without its corrections and with them, and one that enters points by hand takes its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from cchc_rules.frozen import frozen
from cchc_rules.meaning.trace import RuleResult
from cchc_rules.model.sheet import Entry, FactEntry
from cchc_rules.model.stages import USUAL, Stage
from cchc_rules.results.node_score import BEFORE_STAGES, NodeScore, State
from cchc_rules.results.reasons import Because, Corrected, Excluded, Lost, LostByRule, Refused, RuledOut
from cchc_rules.source import fold_name


@frozen
class Step:
    """What a stage left of a row: its entry, by hand, or made by the rule when there is a `result`.

    `facts` are those the stage gave, `corrected` tells which of them stand in the place of earlier ones.
    """

    stage: Stage
    entry: Entry
    result: RuleResult | None = None
    corrected: Corrected | None = None
    facts: tuple[FactEntry, ...] = ()


@frozen
class _Taking:
    """Points before a stage, without its corrections, and after it, at most."""

    step: Step
    before: Fraction
    uncorrected: Fraction
    after: Fraction


def booked(
    found: NodeScore, steps: Sequence[Step], still_open: Stage | None, columns: Sequence[Stage] = USUAL
) -> NodeScore:
    """The row with every lost point booked where it belongs; `still_open` is the stage whose rule is not settled.

    `columns` are the stages in the order in which units keep what each took.
    """
    if found.criterion.survey or not steps:
        return found
    because = [b for b in found.because if not isinstance(b, Lost) and not _is_made(b, steps)]
    if found.state is State.NOT_APPLICABLE:
        return found._replace(because=tuple(_ruled_out(b, steps) for b in found.because))
    takings = list(_takings(found, steps, still_open))
    lost = [b for t in takings for b in _lost(t)] if still_open is None else []
    return found._replace(units=_units(found, takings, columns), because=(*lost, *because))


def _is_made(because: Because, steps: Sequence[Step]) -> bool:
    """Whether it names a claim that nobody made: the rule took the row out at that stage."""
    made = [s.entry for s in steps if s.result is not None]
    return isinstance(because, Refused) and any(because.claim is e for e in made)


def _ruled_out(because: Because, steps: Sequence[Step]) -> Because:
    if isinstance(because, Excluded):
        for step in steps:
            if step.result is not None and because.entry is step.entry:
                return RuledOut(because.code, step.stage, step.result, step.facts)
    return because


def _takings(found: NodeScore, steps: Sequence[Step], still_open: Stage | None) -> Iterator[_Taking]:
    decider = still_open or _decider(found, steps)
    before = found.criterion.max
    if not found.units[1] and decider is None:
        return
    for step in steps:
        if step.result is not None and not step.result.settled and step.stage != still_open:
            continue
        after = _most(step)
        if after is not None:
            yield _Taking(step, before, _uncorrected(step, after), after)
            before = after
        if step.stage == decider:
            return


def _decider(found: NodeScore, steps: Sequence[Step]) -> Stage | None:
    """The last stage that stands: the points are its own."""
    return next((s.stage for s in reversed(steps) if _most(s) == found.final and _is_certain(s)), None)


def _is_certain(step: Step) -> bool:
    return step.result is None or step.result.settled


def _most(step: Step) -> Fraction | None:
    if step.result is None:
        return step.entry.value if isinstance(step.entry.value, Fraction) else None
    return step.result.points.high if step.result.excluded is not True else None


def _uncorrected(step: Step, after: Fraction) -> Fraction:
    """Points had the stage corrected nothing; where the row would not have counted then, there are none to compare."""
    if step.corrected is None or step.corrected.before.excluded is True:
        return after
    high = step.corrected.before.points.high
    return after if high is None else high


def _units(found: NodeScore, takings: Iterable[_Taking], columns: Sequence[Stage]) -> tuple[int, ...]:
    taken = {stage: Fraction(0) for stage in columns if stage is not Stage.SURVEY}
    for t in takings:
        if t.step.stage in taken:
            by_hand = t.step.result is None
            taken[t.step.stage] += (t.before if by_hand else t.uncorrected) - t.after
    by_survey = found.units[BEFORE_STAGES + columns.index(Stage.SURVEY)]
    by_stage = (by_survey if stage is Stage.SURVEY else int(taken[stage] * found.scale) for stage in columns)
    return (*found.units[:BEFORE_STAGES], *by_stage)


def _lost(t: _Taking) -> Iterator[Because]:
    step = t.step
    if step.result is None:
        if t.before != t.after:
            yield Lost(step.stage, t.before, t.after, step.entry)
        return
    if t.before != t.uncorrected:
        changed = {fold_name(c.after.name) for c in step.corrected.changes} if step.corrected is not None else set()
        facts = tuple(f for f in step.facts if fold_name(f.name) not in changed)
        yield LostByRule(step.stage, t.before, t.uncorrected, facts)
    if t.uncorrected != t.after and step.corrected is not None:
        yield Lost(step.stage, t.uncorrected, t.after, _of_corrections(step.corrected, step.entry))


def _of_corrections(corrected: Corrected, entry: Entry) -> Entry:
    """The entry of the stage with the reasons and evidence of its corrections."""
    facts = [c.after for c in corrected.changes]
    reasons = list(dict.fromkeys(f.reason for f in facts if f.reason))
    evidence = tuple(dict.fromkeys(e for f in facts for e in f.evidence))
    by = next((f.by for f in facts if f.by), entry.by)
    at = next((f.at for f in facts if f.at), entry.at)
    return Entry(corrected.stage, entry.value, "; ".join(reasons) or entry.reason, evidence, by, at)
