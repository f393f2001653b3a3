"""Lines of a row that a rule scores: points by stage, corrections, the arithmetic, points by hand beside it."""

from typing import assert_never

from cchc_rules.explain.render.document import Line, Tone
from cchc_rules.explain.render.text_width import clean
from cchc_rules.explain.rules import words as rule_words
from cchc_rules.explain.rules.rule_context import context_at
from cchc_rules.explain.scorecard.context import Frame, stage_values
from cchc_rules.explain.words import scorecard as words
from cchc_rules.model.rule import Precedence
from cchc_rules.model.stages import OF_THE_UNIT, Stage
from cchc_rules.results.node_score import NodeScore
from cchc_rules.results.reasons import Computed, Corrected, Differs, Lost, LostByRule, PointsOpen, PointsTaken, RuledOut


def is_ruled(node: NodeScore) -> bool:
    """Whether a rule was applied to the row."""
    return any(isinstance(b, Computed) for b in node.because)


def differing(node: NodeScore) -> bool:
    """Whether somebody entered by hand other points than the rule gives."""
    return any(isinstance(b, Differs) for b in node.because)


def trail(frame: Frame, node: NodeScore) -> list[Line]:
    """`điểm theo số liệu: tự đánh giá 2 → thẩm định 1,5 (nhập tay)`."""
    kept = {b.stage for b in node.because if isinstance(b, Differs) and b.kept is Precedence.ENTERED}
    steps = []
    for stage, value in stage_values(frame.scorecard, node):
        if value is not None:
            step = f"{stage.value} {frame.value(value)}"
            steps.append(words.by_hand(step) if stage in kept else step)
    return [Line(words.scored_by_rule(words.ARROW.join(steps)))] if steps else []


def losses(frame: Frame, node: NodeScore) -> list[Line]:
    """What the facts cost by the rule, what each stage took, and how the points stood without its corrections."""
    lines: list[Line] = []
    for because in (b for b in node.because if isinstance(b, PointsTaken)):
        match because:
            case LostByRule():
                lines.append(_by_facts(frame, because))
            case Lost():
                corrected = _behind(node, because)
                lines += _corrected(frame, node, corrected, because) if corrected else [frame.change(node, because)]
            case _:
                assert_never(because)
    return lines


def _by_facts(frame: Frame, because: LostByRule) -> Line:
    gave_back = because.after > because.before
    said = words.by_rule(because.stage, frame.points(abs(because.before - because.after)), gave_back)
    return Line(_with_reasons(said, because), Tone.GAIN if gave_back else Tone.LOSS)


def _with_reasons(text: str, because: LostByRule | RuledOut) -> str:
    """A text with the reasons, evidence and signatures that the stage gave with its facts."""
    reasons = list(dict.fromkeys(clean(f.reason) for f in because.facts if f.reason))
    evidence = tuple(dict.fromkeys(clean(e) for f in because.facts for e in f.evidence))
    by = next((clean(f.by) for f in because.facts if f.by), None)
    return words.with_reason(text, "; ".join(reasons) or None, words.signed(by, evidence), False)


def _behind(node: NodeScore, lost: Lost) -> Corrected | None:
    """The corrections that a loss comes from; None where it was entered by hand."""
    found = (b for b in node.because if isinstance(b, Corrected) and b.stage == lost.stage)
    return next((b for b in found if (b.before.exact, b.after.exact) == (lost.before, lost.after)), None)


def _next_up(frame: Frame, node: NodeScore) -> list[Line]:
    """What the nearest better line would have needed, or where there is none, the nearest more points."""
    row = frame.advised.get(node.criterion.code)
    found = row.advice if row is not None else ()
    chosen = next((a for a in found if a.line is not None), found[0] if found else None)
    return [Line(clean(words.next_up(rule_words.advice(chosen))))] if chosen is not None else []


def applied(frame: Frame, node: NodeScore) -> list[Line]:
    """What was corrected and what that changed, the rule at the last stage, and where people differ from it."""
    computed = [b for b in node.because if isinstance(b, Computed)]
    if not computed:
        return []
    lines = _quiet_corrections(frame, node)
    last = computed[-1]
    context = context_at(frame.scorecard, node, last.stage)
    if not last.result.settled and not any(isinstance(b, PointsOpen) for b in node.because):
        lines.append(Line(clean(rule_words.waiting(last)), Tone.PENDING))
    lines += [Line(clean(t)) for t in rule_words.computed(last, context)]
    lines += _next_up(frame, node)
    return [*lines, *(Line(clean(rule_words.differs(b))) for b in node.because if isinstance(b, Differs))]


def booked_open(frame: Frame, node: NodeScore) -> list[Line]:
    """Who took what is surely lost of a row still open."""
    taken = node.taken
    by_stage = taken.by_stage(frame.rubric.provisions.lineup)
    parts = (*(p for p in by_stage if p[0] not in OF_THE_UNIT), (Stage.SELF, taken.by_self))
    stage = next((b.stage for b in node.because if isinstance(b, PointsOpen)), Stage.SELF)
    lines = []
    if taken.by_rule:
        lines.append(words.by_rule(stage, frame.points(abs(taken.by_rule)), taken.by_rule < 0))
    lines += [words.took(taker, frame.points(abs(v)), v < 0) for taker, v in parts if v]
    return [Line(text, Tone.LOSS) for text in lines]


def ruled_out(frame: Frame, node: NodeScore, because: RuledOut) -> list[Line]:
    """The line of the rule that took the row out, with the facts that did it, and what differs from it."""
    context = context_at(frame.scorecard, node, because.stage)
    lines = [Line(_with_reasons(words.ruled_out(because.stage), because))]
    from cchc_rules.explain.rules.working import working  # of no use without rules, and slow to import

    lines += [Line(clean(t)) for t in working(because.result, context)]
    lines += _quiet_corrections(frame, node)
    return [*lines, *(Line(clean(rule_words.differs(b))) for b in node.because if isinstance(b, Differs))]


def _quiet_corrections(frame: Frame, node: NodeScore) -> list[Line]:
    """Corrections that no loss tells of: those that changed nothing, or of which not all is known."""
    shown = [_behind(node, b) for b in node.because if isinstance(b, Lost)]
    quiet = (b for b in node.because if isinstance(b, Corrected) and b not in shown)
    return [line for b in quiet for line in _corrected(frame, node, b, None)]


def _corrected(frame: Frame, node: NodeScore, because: Corrected, lost: Lost | None) -> list[Line]:
    context = context_at(frame.scorecard, node, because.stage)
    text = f"{rule_words.corrections(because, context)}: {rule_words.correction_effect(because)}"
    tone = Tone.PLAIN
    if lost is not None:
        text, tone = frame.explained(clean(text), node, lost.entry, lost.stage), frame.change(node, lost).tone
    lines = [Line(clean(text), tone)]
    if because.before.points != because.after.points or because.before.excluded != because.after.excluded:
        lines.append(Line(clean(rule_words.uncorrected(because, context))))
    return lines
